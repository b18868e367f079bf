//! What people do, end to end, on throw-away postoffices, through the library: the moved user's
//! story in all its turns, and the mail that goes on around it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests say what must be, and look at the files from outside"
)]

#[path = "support/people.rs"]
mod people;

#[path = "support/mail.rs"]
mod mail;

#[path = "stories/moved.rs"]
mod moved;

#[path = "stories/strangers.rs"]
mod strangers;

#[path = "stories/local.rs"]
mod local;

#[path = "stories/chains.rs"]
mod chains;

#[path = "stories/following.rs"]
mod following;

#[path = "stories/letters.rs"]
mod letters;

#[path = "stories/receipts.rs"]
mod receipts;

#[path = "stories/retention.rs"]
mod retention;

#[path = "stories/rules.rs"]
mod rules;

#[path = "stories/outbox.rs"]
mod outbox;

#[path = "stories/finding.rs"]
mod finding;

#[path = "stories/doors.rs"]
mod doors;

#[path = "stories/exports.rs"]
mod exports;

#[path = "stories/carrying.rs"]
mod carrying;

#[path = "stories/passwords.rs"]
mod passwords;

#[path = "support/original.rs"]
#[allow(dead_code, reason = "the reader's own tests need more of it")]
mod original;

#[path = "stories/original.rs"]
mod originals;

#[path = "stories/groups.rs"]
mod groups;
