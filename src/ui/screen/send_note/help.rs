//! What each line of Send Note's menus does, in a sentence for the status bar.

use super::{Message, search, spell};

impl Message {
    /// Says what it does; nothing of what stands in no menu.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::Save => "screens-menus-send-save",
            Self::SaveTemplate => "screens-menus-send-template",
            Self::Discard => "screens-menus-send-discard",
            Self::Close => "screens-menus-close",
            Self::Undo => "screens-menus-send-undo",
            Self::Redo => "screens-menus-redo",
            Self::Press("x") => "screens-menus-cut",
            Self::Press("c") => "screens-menus-copy",
            Self::Press("v") => "screens-menus-paste",
            Self::Press(_) => "screens-menus-select-text",
            Self::Search(search::Event::Open(true)) => "screens-menus-replace",
            Self::Search(search::Event::Next) => "screens-menus-find-next",
            Self::Search(_) => "screens-menus-find-in-text",
            Self::Spell(spell::Event::Take(_)) => "screens-menus-spell-take",
            Self::Spell(spell::Event::Ignore(_)) => "screens-menus-spell-ignore",
            Self::Spell(spell::Event::Learn(_)) => "screens-menus-spell-learn",
            Self::Spell(_) => "screens-menus-spell",
            Self::Send => "screens-menus-send",
            Self::CheckNames => "screens-menus-check-names",
            Self::KeepPeople => "screens-menus-keep-people",
            Self::SaveGroup => "screens-menus-save-group",
            Self::Attach => "screens-menus-attach",
            Self::ToggleReceipt => "screens-menus-send-receipt",
            Self::Options => "screens-menus-send-options",
            _ => "",
        }
    }
}
