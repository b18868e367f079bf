//! Messages as bytes (RFC 5322 and MIME) and [`mail::Message`](crate::mail::Message), both ways.
//!
//! Fields and transfer encodings are read with mail-parser and written with mail-builder's
//! encoders. The tree of parts is walked here: a message comes from strangers, the walk is bounded
//! in depth and number, and what is attached keeps its bytes, whatever its type says. A message
//! inside a message is not opened; it is an attachment like any other. A `winmail.dat` is: `winmail`
//! says what is shown of it.
//!
//! Neighbours: the message file keeps bytes and asks for a [`Head`], the session writes what is
//! sent, the screens get a `Message`.

mod bcc;
mod file_name;
mod head;
mod header;
mod html;
mod plain;
mod read;
mod receipt;
mod transfer;
mod tree;
mod winmail;
mod write;

pub use bcc::without_bcc;
pub use file_name::safe_name;
pub use head::{Head, cc, head, head_alone, is_whole_head, references};
pub use plain::{Plain, plain};
pub use read::{header_text, open, parse};
pub(super) use write::{Whole, write_whole};
pub use write::{encoded, write, write_with};

/// The field that says by which code page the texts of an original message were read.
pub const CODE_PAGE: &str = "X-MSMail-Code-Page";

/// The field with which a draft says that no copy of it is kept; nothing that is sent has it.
const NO_COPY: &str = "X-Restante-No-Copy";
