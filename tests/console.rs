//! The console program, run for real on throw-away postoffices: what it answers, how it ends, and
//! the stories that `stories.rs` tells through the library.

#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "it looks at files and answers from outside, and fails where they are not as they must be"
)]

#[path = "support/people.rs"]
mod support;

#[path = "console/program.rs"]
mod program;

#[path = "console/answers.rs"]
mod answers;
#[path = "console/carrying.rs"]
mod carrying;
#[path = "console/demo.rs"]
mod demo;
#[path = "console/failures.rs"]
mod failures;
#[path = "console/inspecting.rs"]
mod inspecting;
#[path = "console/passwords.rs"]
mod passwords;
#[path = "console/stories.rs"]
mod stories;
#[path = "console/streams.rs"]
mod streams;
