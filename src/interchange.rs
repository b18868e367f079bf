//! Mail in the forms of other programs, both ways.
//!
//! `source` is the seam: item by item, exactly the bytes that came. `outgoing` writes whole trees of
//! them, with a `manifest` that says what became of each. `layout` writes a message as text, `mbox`
//! as a part of a mailbox; [`Export`] puts chosen messages into one file, slice by slice, so that
//! nobody waits for all of them, and as a whole or not at all.

mod appender;
mod error;
mod export;
mod filling;
mod incoming;
mod kept;
mod kind;
mod layout;
mod maildir;
mod manifest;
mod mbox;
mod message_file;
mod opening;
mod original;
mod outgoing;
mod people;
mod pst;
mod record;
mod room;
mod source;
mod tree;
mod winmail;

pub use error::Error;
pub use export::{Existing, Export, Form};
pub use filling::Target;
pub use incoming::Incoming;
pub use kept::Kept;
pub use kind::Kind;
pub use layout::{header_lines, text};
pub use manifest::{Counts, Outcome, Report};
pub use message_file::MessageFileSource;
pub use opening::{Key, Opened, Reading};
pub use original::{OriginalMail, page_name};
pub use outgoing::{Format, Outgoing};
pub use pst::PstSource;
pub use record::{Attached, Name, Origin, Record, sha256};
pub use room::check_room;
pub use source::{
    At, Found, Inside, Item, Marks, Place, Preview, Reached, Seen, Source, Unreadable, Without,
};
pub use tree::Tree;
pub use winmail::WinmailSource;

pub use crate::legacy::{CodePage, Problem};
