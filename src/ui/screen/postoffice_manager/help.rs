//! What each line of the Postoffice Manager's menu does, in a sentence for the status bar.

use super::Message;

impl Message {
    /// Says what it does; nothing of what stands in no menu.
    pub(super) fn help(&self) -> &'static str {
        match self {
            Self::AskRecover => "screens-menus-manager-recover",
            Self::AskMove => "screens-menus-manager-move",
            Self::AskDelete => "screens-menus-manager-delete",
            Self::AskAdd => "screens-menus-manager-add",
            Self::Check => "screens-menus-manager-check",
            Self::Refresh => "screens-menus-manager-refresh",
            Self::Close => "screens-menus-close",
            _ => "",
        }
    }
}
