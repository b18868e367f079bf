//! Mail in the forms of other programs: a text, a message as it came (EML), a mailbox (mbox).
//!
//! `layout` writes a message as text, `mbox` as a part of a mailbox; [`Export`] puts messages into a
//! file, slice by slice, so that nobody waits for all of them, and as a whole or not at all.

mod error;
mod export;
mod layout;
mod mbox;

pub use error::Error;
pub use export::{Existing, Export, Form};
pub use layout::{header_lines, long_date, text};
