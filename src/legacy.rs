//! Original Microsoft Mail message files (1992–1997), read: folders, messages, attachments,
//! address books. Such a file is opened for reading and never changed.
//!
//! [`crate::format::original`] knows the bytes; this room finds the objects of a file and says
//! what they mean. What cannot be read is a [`Problem`] with its object and offset, and stops
//! nothing else: a summary stands in for a message that is gone, a message that no folder names is
//! put where it belongs or into "Lost and Found", and where the header or the map is damaged, the
//! whole file is searched for objects.
//!
//! | file | what it does |
//! |---|---|
//! | `store` | opens a file, chooses its map, reads objects by their numbers |
//! | `salvage` | finds maps and objects without the header |
//! | `folders` | the tree, and which message lies where |
//! | `message`, `attached` | one message with all that belongs to it |
//! | `book` | personal address books and groups |
//! | `accounts` | who may use the file |
//! | `code_page` | which code pages there are |
//! | `convert` | a message as MIME bytes |

mod accounts;
mod attached;
mod book;
mod code_page;
mod convert;
mod error;
mod folders;
mod mailbox;
mod message;
mod salvage;
mod store;

pub use accounts::{Accounts, Ownership};
pub use attached::Attached;
pub use book::{Book, Entry};
pub use convert::{Converted, moment, person};
pub use error::{Error, Problem};
pub use folders::{Filed, Folder};
pub use mailbox::{Mailbox, Options, is_original};
pub use message::{Original, Someone};

pub use crate::format::code_page::CodePage;
