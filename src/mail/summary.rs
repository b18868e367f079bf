//! The line of a message in a list.

use super::{FolderId, MessageId, Moment};

/// How urgent the sender says a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Priority {
    /// Can wait.
    Low,
    /// As most are.
    #[default]
    Normal,
    /// Should be read first.
    High,
}

impl Priority {
    /// Returns the word used in scripts and files: `low`, `normal` or `high`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }
}

/// Whether a message is to be followed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Flag {
    /// Nothing is to be done.
    #[default]
    None,
    /// Something is to be done.
    Raised {
        /// By the end of which day, when there is one: its last moment.
        due: Option<Moment>,
    },
    /// It was done.
    Done,
}

/// How a message stands in a list of conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Gathered {
    /// Messages of the conversation in the folder.
    pub size: u32,
    /// How many of them are unread.
    pub unread: u32,
    /// Whether the others stand below it.
    pub open: bool,
    /// Whether it is one of those below.
    pub inner: bool,
}

/// What a list shows of a message without opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The message's number in its message file.
    pub id: MessageId,
    /// The folder it lies in.
    pub folder: FolderId,
    /// The Message-ID header without its brackets; empty when there is none.
    pub message_id: String,
    /// Who sent it, as [`super::Person`] displays.
    pub from: String,
    /// The recipients in To, as people display, separated by "; ".
    pub to: String,
    /// The recipients in Cc, written alike; none where nobody looked, for lists do not keep them.
    pub cc: Option<String>,
    /// The subject; empty when there is none.
    pub subject: String,
    /// When it was sent, as its header says; when it arrived, if the header does not.
    pub date: Moment,
    /// Bytes of the whole message.
    pub size: u64,
    /// Whether nobody opened it yet.
    pub unread: bool,
    /// Whether it was answered.
    pub answered: bool,
    /// Whether it was forwarded.
    pub forwarded: bool,
    /// Whether it is being written and not yet sent.
    pub draft: bool,
    /// How urgent it is.
    pub priority: Priority,
    /// Number of attachments.
    pub attachments: u32,
    /// When it arrived here.
    pub arrived: Moment,
    /// Whether it is to be followed up.
    pub flag: Flag,
    /// The number of its conversation; 0 when it is not known.
    pub thread: i64,
    /// How it stands in a list of conversations; none in a list of messages.
    pub gathered: Option<Gathered>,
}
