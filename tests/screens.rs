//! The client, headless: what a person does and sees, by keys and clicks, on throw-away postoffices.

#![cfg(feature = "gui")]
#![expect(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "it plays a person and looks at the files from outside"
)]

#[path = "support/people.rs"]
mod support;

#[path = "support/player.rs"]
mod player;

#[path = "screens/sign_in.rs"]
mod sign_in;

#[path = "screens/mail.rs"]
mod mail;
