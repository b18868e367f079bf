//! Several processes on one postoffice, some of them killed: this test program starts itself again
//! in a role, by the variable of [`roles`].

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "tests say what must be, look at the files from outside, and speak over pipes"
)]

#[path = "support/people.rs"]
mod people;

#[path = "support/mail.rs"]
mod mail;

#[path = "processes/roles.rs"]
mod roles;

#[path = "processes/delivery.rs"]
mod delivery;

#[path = "processes/drafts.rs"]
mod drafts;

#[path = "processes/locks.rs"]
mod locks;
