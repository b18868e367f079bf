//! Asks for the folder into which messages go.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::column;
use iced::{Fill, Task};

use crate::mail::{Folder, FolderId};
use crate::ui::folder_tree::Folders;
use crate::ui::theme;
use crate::ui::widget::{Dialog, Edge, Tree, TreeEvent, bevel, button, dialog, label};
use crate::words;

/// The choice of a folder.
#[derive(Debug)]
pub struct MoveTo {
    folders: Folders,
    /// Where the messages lie now.
    from: FolderId,
    count: usize,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The tree of folders was used.
    Tree(TreeEvent),
    /// Moves them there.
    Accept,
    /// Leaves them.
    Cancel,
}

/// What the screen does next.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// The messages go here.
    Done(FolderId),
    /// The messages stay.
    Cancelled,
}

impl MoveTo {
    /// Asks where so many messages of a folder go.
    pub fn new(folders: &[Folder], from: FolderId, count: usize) -> Self {
        let mut shown = Folders::default();
        shown.replace(folders.to_vec());
        let _ = shown.show(from);
        Self { folders: shown, from, count }
    }

    fn target(&self) -> Option<FolderId> {
        self.folders.current_id().filter(|id| *id != self.from)
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Enter) if modifiers.is_empty() => Some(Message::Accept),
            Key::Named(Named::Escape) => Some(Message::Cancel),
            _ => None,
        }
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Tree(event) => {
                let accept = matches!(event, TreeEvent::Activate(_));
                if let Some(id) = self.folders.hear(event) {
                    let _ = self.folders.show(id);
                }
                if accept { self.update(Message::Accept) } else { Action::None }
            }
            Message::Accept => self.target().map_or(Action::None, Action::Done),
            Message::Cancel => Action::Cancelled,
        }
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let count = self.count as u64;
        let tree = Tree::new(self.folders.items(), self.folders.row(), Message::Tree)
            .id("move-to-folders");
        let body = column![
            label(words::count("screens-center-move-text", count, &[])),
            bevel(Edge::Sunken, tree).window().height(Fill),
        ]
        .spacing(theme::SPACE);
        let ok = self.target().map(|_| Message::Accept);
        dialog(words::text("screens-center-move-title"), body)
            .width(340.0)
            .height(360.0)
            .button(
                button(words::text("screens-center-move-button")).default(true).on_press_maybe(ok),
            )
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}
