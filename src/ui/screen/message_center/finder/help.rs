//! What each line of the finder's menus does, in a sentence for the status bar.

use super::Command;

impl Command {
    /// Says what it does.
    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Open => "screens-menus-open",
            Self::OpenFolder => "screens-menus-finder-open-folder",
            Self::Move => "screens-menus-move",
            Self::Delete => "screens-menus-delete",
            Self::MarkRead => "screens-menus-mark-read",
            Self::MarkUnread => "screens-menus-mark-unread",
            Self::SelectAll => "screens-menus-finder-select-all",
            Self::Save => "screens-menus-finder-save",
            Self::Where => "screens-menus-finder-where",
            Self::Clear => "screens-menus-finder-clear",
            Self::Close => "screens-menus-close",
        }
    }
}
