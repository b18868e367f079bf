//! What version 2 keeps of rules: what they did, and whom they answered.

use super::added::Part;

/// What rules did.
pub(super) const RULES: Part = Part {
    tables: "
CREATE TABLE rule_log (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, rule TEXT NOT NULL,
  sender TEXT NOT NULL, subject TEXT NOT NULL, what TEXT NOT NULL
) STRICT;
CREATE TABLE rule_answer (
  sender TEXT NOT NULL, cause TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (sender, cause)
) STRICT, WITHOUT ROWID;
",
    readme: "\
Table rule_log: what the person's rules (in setting) did with letters that came, the latest 1000 lines. \
Table rule_answer: when a sender had the last automatic answer, and for what cause. Both give times in \
milliseconds since 1970 UTC.\n",
};
