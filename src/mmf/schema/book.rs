//! What version 2 keeps of people: the personal book, and who was written to.

use super::added::Part;

/// The people whom the person knows.
pub(super) const BOOK: Part = Part {
    tables: "
CREATE TABLE book (
  id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL COLLATE NOCASE UNIQUE,
  name TEXT NOT NULL, kept INTEGER NOT NULL, used INTEGER NOT NULL DEFAULT 0, last INTEGER
) STRICT;
",
    readme: "\
Table book: people, by their address (mailbox@postoffice.network): kept is 1 for those in the personal \
book, 0 for those who were only written to; used is how often they were written to, last when.\n",
};
