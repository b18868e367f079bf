//! What each line of Read Note's menus does, in a sentence for the status bar.

use super::{Kind, Message};
use crate::ui::screen::attachments;

impl Message {
    /// Says what it does; nothing of what stands in no menu.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::SaveAs => "screens-menus-note-save-as",
            Self::Strip(attachments::Message::Save) => "screens-menus-save-attachment",
            Self::Print => "screens-menus-note-print",
            Self::Move => "screens-menus-note-move",
            Self::Delete => "screens-menus-note-delete",
            Self::Close => "screens-menus-close",
            Self::Press("a") => "screens-menus-select-text",
            Self::Press(_) => "screens-menus-copy",
            Self::Previous => "screens-menus-note-previous",
            Self::Next => "screens-menus-note-next",
            Self::Write(Kind::New) => "screens-menus-compose",
            Self::Write(Kind::Reply) => "screens-menus-reply",
            Self::Write(Kind::ReplyAll) => "screens-menus-reply-all",
            Self::Write(Kind::Forward) => "screens-menus-forward",
            _ => "",
        }
    }
}
