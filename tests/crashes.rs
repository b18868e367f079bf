//! Crashes: the disk goes away before every single change, or one operation fails and the program
//! goes on. Afterwards, whatever comes next, nothing acknowledged is lost and nothing is doubled.
//!
//! What is simulated is the death of a program or of its connection: what reached the disk stays
//! there, as the syncs and renames of [`restante::disk`] promise. Of message files only the
//! commits are probed; the rest of SQLite's ways is proven beside it, and by killed processes in
//! `processes.rs`.

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

#[path = "support/faults.rs"]
mod faults;

#[path = "crashes/accounts.rs"]
mod accounts;

#[path = "crashes/deletes.rs"]
mod deletes;

#[path = "crashes/imports.rs"]
mod imports;

#[path = "crashes/letters.rs"]
mod letters;

#[path = "crashes/doors.rs"]
mod doors;

#[path = "crashes/moves.rs"]
mod moves;

#[path = "crashes/outbox.rs"]
mod outbox;

#[path = "crashes/rules.rs"]
mod rules;
