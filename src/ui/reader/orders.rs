//! What menus and keys can order of the text.

use iced::keyboard::{Key, Modifiers, key::Named};

use super::{Action, FIND, Find, Folding, Message, Reader};
use crate::ui::widget::MenuItem;
use crate::words;

/// Character sets that can be chosen, and the texts that name them.
const CHARSETS: [(&str, &str); 14] = [
    ("utf-8", "screens-reader-charset-utf-8"),
    ("windows-1252", "screens-reader-charset-western"),
    ("ibm850", "screens-reader-charset-western-dos"),
    ("windows-1250", "screens-reader-charset-central"),
    ("windows-1251", "screens-reader-charset-cyrillic"),
    ("koi8-r", "screens-reader-charset-koi8"),
    ("ibm866", "screens-reader-charset-cyrillic-dos"),
    ("windows-1253", "screens-reader-charset-greek"),
    ("windows-1254", "screens-reader-charset-turkish"),
    ("windows-1255", "screens-reader-charset-hebrew"),
    ("windows-1256", "screens-reader-charset-arabic"),
    ("gb18030", "screens-reader-charset-chinese"),
    ("shift_jis", "screens-reader-charset-japanese"),
    ("euc-kr", "screens-reader-charset-korean"),
];

/// An order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Shows the text in letters of equal width, or no longer.
    Font,
    /// Shows the whole header, or no longer.
    Headers,
    /// Shows the message as it came, or no longer.
    Source,
    /// Reads the text in this character set; in its own again when there is none.
    Charset(Option<&'static str>),
    /// Folds all quotes.
    FoldAll,
    /// Unfolds all quotes.
    UnfoldAll,
    /// Goes to the next link or folded quote.
    NextSpot,
    /// Goes to the link or folded quote before.
    SpotBefore,
    /// Looks for words; goes on to the next place when that is under way.
    Find,
    /// Goes back to the place before.
    FindBefore,
    /// Shows the next part of a long text.
    PartAfter,
    /// Shows the part before.
    PartBefore,
}

impl Order {
    /// Says what it does, for the status bar.
    fn help(self) -> &'static str {
        match self {
            Self::Font => "screens-menus-font",
            Self::Headers => "screens-menus-headers",
            Self::Source => "screens-menus-source",
            Self::Charset(Some(_)) => "screens-menus-charset",
            Self::Charset(None) => "screens-menus-charset-own",
            Self::FoldAll => "screens-menus-fold",
            Self::UnfoldAll => "screens-menus-unfold",
            Self::NextSpot => "screens-menus-next-spot",
            Self::SpotBefore => "screens-menus-spot-before",
            Self::Find | Self::FindBefore => "screens-menus-find-text",
            // These stand in no menu.
            Self::PartAfter => "screens-reader-part-after",
            Self::PartBefore => "screens-reader-part-before",
        }
    }
}

impl Reader {
    /// Returns whether an order can be carried out, with a message there.
    pub(in crate::ui) fn can(&self, order: Order) -> bool {
        let (part, parts) = self.part();
        match order {
            Order::Charset(_) | Order::Headers | Order::FoldAll | Order::UnfoldAll => {
                self.source.is_none()
            }
            Order::NextSpot | Order::SpotBefore => self.lines.iter().any(|l| !l.spots.is_empty()),
            Order::PartAfter => part < parts,
            Order::PartBefore => part > 1,
            Order::FindBefore => self.find.is_some(),
            Order::Font | Order::Source | Order::Find => true,
        }
    }

    /// Carries out an order.
    pub(super) fn carry_out(&mut self, order: Order) -> Action {
        if !self.can(order) {
            return Action::None;
        }
        match order {
            Order::Font => self.fixed = !self.fixed,
            Order::Headers => {
                self.full = !self.full;
                self.compose();
            }
            Order::Source if self.source.take().is_some() => self.compose(),
            Order::Source => return Action::Source,
            Order::Charset(charset) => {
                self.charset = charset;
                return Action::Reopen;
            }
            Order::FoldAll => self.fold(Folding::All),
            Order::UnfoldAll => self.fold(Folding::None),
            Order::NextSpot | Order::SpotBefore => {
                self.jump(order == Order::NextSpot);
                return Action::Focus(self.id.clone());
            }
            Order::Find | Order::FindBefore => {
                let Some(find) = &mut self.find else {
                    self.find = Some(Find::default());
                    return Action::Focus(FIND.into());
                };
                find.go(order == Order::Find);
                self.go_to_hit();
                return Action::Focus(FIND.into());
            }
            Order::PartAfter => self.show_part(self.part.saturating_add(1)),
            Order::PartBefore => self.show_part(self.part.saturating_sub(1)),
        }
        Action::None
    }

    fn fold(&mut self, folding: Folding) {
        self.folding = folding;
        self.others.clear();
        self.lines = self.lay();
        self.show_part(self.part);
    }

    /// Returns whether the text is shown in letters of equal width.
    pub(in crate::ui) fn is_fixed(&self) -> bool {
        self.fixed
    }

    /// Sets whether the text is shown in letters of equal width, and with its whole header.
    pub(in crate::ui) fn set(&mut self, fixed: bool, full: bool) {
        self.fixed = fixed;
        if self.full != full {
            self.full = full;
            self.compose();
        }
    }

    /// Returns whether the whole header is shown.
    pub(in crate::ui) fn is_full(&self) -> bool {
        self.full
    }

    /// Returns the message of a key, while the text is in the window.
    pub(in crate::ui) fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let command = modifiers == Modifiers::COMMAND;
        let plain = modifiers.is_empty();
        match key {
            Key::Named(Named::Escape) if plain && self.asked.is_some() => Some(Message::Leave),
            Key::Named(Named::Enter) if plain && self.asked.is_some() => {
                let asked = self.asked.as_ref()?;
                let opens = asked.doubt.is_none() && self.opens();
                Some(if opens { Message::Open } else { Message::Leave })
            }
            _ if self.asked.is_some() => None,
            Key::Named(Named::Escape) if plain && self.find.is_some() => Some(Message::FindClosed),
            Key::Named(Named::F3) if plain => Some(Message::Ordered(Order::Find)),
            Key::Named(Named::F3) if modifiers == Modifiers::SHIFT => {
                Some(Message::Ordered(Order::FindBefore))
            }
            Key::Named(Named::Enter) if plain && self.can_use() => Some(Message::Use),
            Key::Character(letter) if command && letter.eq_ignore_ascii_case("u") => {
                Some(Message::Ordered(Order::Source))
            }
            Key::Character(letter) if letter.eq_ignore_ascii_case("l") => match modifiers {
                _ if command => Some(Message::Ordered(Order::NextSpot)),
                m if m == Modifiers::COMMAND | Modifiers::SHIFT => {
                    Some(Message::Ordered(Order::SpotBefore))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// Returns the items of the View menu; `there` says whether there is a message.
    pub(in crate::ui) fn view_items(&self, there: bool) -> Vec<MenuItem<Message>> {
        let item = |id: &str, order: Order| {
            MenuItem::new(words::text(id), Message::Ordered(order))
                .help(order.help())
                .enabled(there && self.can(order))
        };
        let mut charsets = vec![
            item("screens-reader-charset-own", Order::Charset(None)).chosen(self.charset.is_none()),
            MenuItem::separator(),
        ];
        charsets.extend(CHARSETS.into_iter().map(|(charset, id)| {
            item(id, Order::Charset(Some(charset))).chosen(self.charset == Some(charset))
        }));
        vec![
            item("screens-reader-item-font", Order::Font).checked(self.fixed),
            MenuItem::submenu(
                words::text("screens-reader-item-text"),
                [
                    item("screens-reader-item-headers", Order::Headers).checked(self.full),
                    item("screens-reader-item-source", Order::Source)
                        .shortcut(words::text("screens-reader-key-source"))
                        .checked(self.source.is_some()),
                    MenuItem::separator(),
                    item("screens-reader-item-next", Order::NextSpot)
                        .shortcut(words::text("screens-reader-key-next")),
                    item("screens-reader-item-before", Order::SpotBefore)
                        .shortcut(words::text("screens-reader-key-before")),
                    MenuItem::separator(),
                    item("screens-reader-item-fold", Order::FoldAll),
                    item("screens-reader-item-unfold", Order::UnfoldAll),
                    MenuItem::separator(),
                    MenuItem::submenu(words::text("screens-reader-item-encoding"), charsets)
                        .help("screens-menus-encoding"),
                ],
            )
            .help("screens-menus-text"),
        ]
    }

    /// Returns the items of the Edit menu.
    pub(in crate::ui) fn edit_items(&self, there: bool) -> Vec<MenuItem<Message>> {
        vec![
            MenuItem::new(words::text("screens-reader-item-find"), Message::Ordered(Order::Find))
                .help(Order::Find.help())
                .enabled(there)
                .shortcut(words::text("screens-reader-key-find")),
        ]
    }
}
