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
    /// Whether it was read.
    Unread,
    /// Whether it is to be followed up, and by when.
    Flag,
    /// How many files came with it.
    Attachments,
    /// When it arrived here.
    Arrived,
}

impl SortKey {
    /// Every key.
    pub const ALL: [Self; 10] = [
        Self::Date,
        Self::From,
        Self::To,
        Self::Subject,
        Self::Size,
        Self::Priority,
        Self::Unread,
        Self::Flag,
        Self::Attachments,
        Self::Arrived,
    ];

    /// Returns whether a person mostly wants the greatest first: the newest, largest, most urgent.
    pub fn falls(self) -> bool {
        !matches!(self, Self::From | Self::To | Self::Subject | Self::Flag)
    }

    /// Returns the word used in settings.
    pub fn word(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::From => "from",
            Self::To => "to",
            Self::Subject => "subject",
            Self::Size => "size",
            Self::Priority => "priority",
            Self::Unread => "unread",
            Self::Flag => "flag",
            Self::Attachments => "attachments",
            Self::Arrived => "arrived",
        }
    }

    /// Reads the word used in settings.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.word() == word)
    }
}

/// The order of a list. What is equal by the keys stands newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Order {
    /// What the list is sorted by.
    pub key: SortKey,
    /// Whether the greatest comes first.
    pub descending: bool,
    /// What is equal by the first key is sorted by this one, and whether its greatest comes first.
    pub then: Option<(SortKey, bool)>,
    /// Whether the messages of a conversation stand together, at the place of the newest.
    pub grouped: bool,
}

impl Order {
    /// Sorts by one key.
    pub const fn by(key: SortKey, descending: bool) -> Self {
        Self { key, descending, then: None, grouped: false }
    }

    /// Returns the order in which mail is mostly read.
    pub const fn newest_first() -> Self {
        Self::by(SortKey::Date, true)
    }

    /// Returns whether the order is a walk along the dates: nothing needs to be sorted for it.
    pub fn is_walk(self) -> bool {
        self.key == SortKey::Date && !self.grouped
    }

    /// Returns whether the order is a walk from the newest message down that gathers conversations.
    pub fn is_walk_of_conversations(self) -> bool {
        self.key == SortKey::Date && self.descending && self.grouped
    }

    /// Returns the order after a click on what it may be sorted by: by this; the other way round
    /// when it is sorted by it already.
    #[must_use]
    pub fn clicked(self, key: SortKey) -> Self {
        let descending = if self.key == key { !self.descending } else { key.falls() };
        // What was sorted by before is what still parts the equal ones.
        let then = if self.key == key { self.then } else { Some((self.key, self.descending)) };
        let then = then.filter(|_| key != SortKey::Date);
        Self { key, descending, then, ..self }
    }

    /// Returns the order after a click that asks for a second key.
    #[must_use]
    pub fn then_clicked(self, key: SortKey) -> Self {
        if self.key == key {
            return Self { descending: !self.descending, ..self };
        }
        let then = match self.then {
            Some((was, descending)) if was == key => (key, !descending),
            _ => (key, key.falls()),
        };
        Self { then: Some(then), ..self }
    }
}

impl Default for Order {
    fn default() -> Self {
        Self::newest_first()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clicks_lead_from_order_to_order() {
        let from = Order::newest_first().clicked(SortKey::From);
        assert_eq!((from.key, from.descending), (SortKey::From, false));
        assert_eq!(from.then, Some((SortKey::Date, true)), "what was before parts the equal ones");
        assert!(from.clicked(SortKey::From).descending);
        let second = from.then_clicked(SortKey::Size);
        assert_eq!((second.key, second.then), (SortKey::From, Some((SortKey::Size, true))));
        assert_eq!(second.then_clicked(SortKey::Size).then, Some((SortKey::Size, false)));
        assert!(second.then_clicked(SortKey::From).descending);
        let date = second.clicked(SortKey::Date);
        assert!(date.is_walk() && date.descending && date.then.is_none());
        assert!(!Order { grouped: true, ..date }.is_walk());
    }

    #[test]
    fn words_lead_back_to_keys() {
        for key in SortKey::ALL {
            assert_eq!(SortKey::parse(key.word()), Some(key));
        }
        assert_eq!(SortKey::parse("colour"), None);
    }
}
