//! What version 2 keeps of receipts: who read what this person wrote, and when.

use super::added::Part;

/// Who read what.
pub(super) const RECEIPTS: Part = Part {
    tables: "
CREATE TABLE reader (
  message_id TEXT NOT NULL, reader TEXT NOT NULL, read INTEGER NOT NULL,
  PRIMARY KEY (message_id, reader)
) STRICT, WITHOUT ROWID;
",
    readme: "\
Table reader: the receipts that came: reader read the message with this Message-ID, at read \
(milliseconds since 1970 UTC).\n",
};
