//! The order in which a list shows its messages; [`super::Summary`] is what is sorted.

/// What a list is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum SortKey {
    /// When the message was sent.
    #[default]
    Date,
    /// Who sent it.
    From,
    /// To whom it went.
    To,
    /// The subject, without its RE: and FW: marks.
    Subject,
    /// Its size.
    Size,
    /// How urgent it is.
    Priority,
}

/// The order of a list. What is equal by the key stands newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Order {
    /// What the list is sorted by.
    pub key: SortKey,
    /// Whether the greatest comes first.
    pub descending: bool,
}

impl Order {
    /// Returns the order in which mail is mostly read.
    pub fn newest_first() -> Self {
        Self { key: SortKey::Date, descending: true }
    }
}

impl Default for Order {
    fn default() -> Self {
        Self::newest_first()
    }
}
