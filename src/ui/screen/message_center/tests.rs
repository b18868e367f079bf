//! The message center as a person uses it: real letters, a real message file, keys and mouse.

mod carrying;
mod dialogs;
mod finding;
mod folders;
mod keys;
mod long;
mod mail;
mod naming;
mod order;
mod outbox;
mod pictures;
mod reading;
mod receipts;
mod retention;
mod ruling;
pub(super) mod stage;
