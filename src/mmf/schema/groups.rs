//! What version 2 keeps of personal groups: their names and their members.

use super::added::Part;

/// Several people under one name.
pub(super) const GROUPS: Part = Part {
    tables: "
CREATE TABLE circle (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, folded TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE member (
  circle INTEGER NOT NULL REFERENCES circle (id) ON DELETE CASCADE, number INTEGER NOT NULL,
  address TEXT NOT NULL COLLATE NOCASE, name TEXT NOT NULL,
  PRIMARY KEY (circle, address)
) STRICT, WITHOUT ROWID;
",
    readme: "\
Table circle: the personal groups, by their names; folded is the name as it is compared. Table member: \
who is in them, by their address, in the order of number.\n",
};
