//! The nouns of the trade: names, addresses, folders, messages.
//!
//! What is said here stays true with the computer off. Everyone may use this
//! room; it uses nobody.

mod absence;
mod address;
mod draft;
mod finder;
mod folder;
mod group;
mod identity;
mod message;
mod moment;
mod names;
mod order;
mod password;
mod postcard;
mod query;
mod quotes;
mod rule;
mod summary;

pub use absence::Absence;
pub use address::{Address, AddressError, Person};
pub use draft::{Draft, NewAttachment, quote};
pub use finder::Finder;
pub use folder::{Folder, FolderId, FolderKind};
pub use group::Group;
pub use identity::{Identity, PostofficeId, UserId};
pub use message::{Attachment, Link, Message, MessageId, plain_subject};
pub use moment::Moment;
pub use names::{FullName, FullNameError, ShortName, ShortNameError};
pub use order::{Order, SortKey};
pub use password::{Password, PasswordError};
pub use postcard::Postcard;
pub use query::{Day, Field, Place, Query, Want, Words};
pub use quotes::{quote_level, quotes};
pub use rule::{Decision, Judged, Rule, Target, Then, When, decide};
pub use summary::{Flag, Gathered, Priority, Summary};
