//! Original message files, read from the disk: the samples give exactly what they must, files of
//! any shape come back as they were made, and damaged ones give what is left.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "tests say what must be, and look at the files from outside"
)]

#[path = "legacy/samples.rs"]
mod samples;

#[path = "legacy/shapes.rs"]
mod shapes;

#[path = "support/original.rs"]
mod original;
