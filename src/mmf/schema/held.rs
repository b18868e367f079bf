//! What version 2 notes of a message in the Outbox: until when its sender may take it back, and
//! why it still waits.

use super::added::Part;

/// How the Outbox waits.
pub(super) const HELD: Part = Part {
    tables: "
CREATE TABLE held (
  message INTEGER PRIMARY KEY REFERENCES msg (id) ON DELETE CASCADE,
  until INTEGER NOT NULL DEFAULT 0, again INTEGER NOT NULL DEFAULT 0,
  tries INTEGER NOT NULL DEFAULT 0, reason TEXT NOT NULL DEFAULT '',
  typed TEXT NOT NULL DEFAULT '', refused TEXT NOT NULL DEFAULT '',
  answers INTEGER, mark TEXT, discard INTEGER NOT NULL DEFAULT 0
) STRICT;
",
    readme: "\
Table held: a message in the Outbox is not posted before until; after tries failures, the last for \
reason, it is tried again at again (both milliseconds since 1970 UTC). typed is how its recipients were \
typed, refused who was not found and is not told yet (both JSON); answers is the message that is marked \
when this one is sent, mark says how (answered or forwarded); with discard 1 no copy of it goes to Sent Mail.\n",
};
