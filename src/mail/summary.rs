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
}
