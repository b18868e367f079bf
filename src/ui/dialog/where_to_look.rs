//! Asks where a Message Finder looks: in all folders, or in one of them.

use iced::Fill;
use iced::keyboard::{Key, Modifiers};
use iced::widget::column;

use crate::mail::{Folder, Place};
use crate::ui::dialog::ok_or_cancel;
use crate::ui::folder_tree::Folders;
use crate::ui::theme;
use crate::ui::widget::{Dialog, Edge, Tree, TreeEvent, bevel, button, check_box, dialog, radio};
use crate::words;

/// The choice of where to look.
#[derive(Debug)]
pub struct WhereToLook {
    folders: Folders,
    everywhere: bool,
    inside: bool,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Whether all folders are meant.
    Everywhere(bool),
    /// The tree of folders was used.
    Tree(TreeEvent),
    /// Whether the folders inside are meant too.
    Inside(bool),
    /// Takes the choice.
    Accept,
    /// Leaves it.
    Cancel,
}

/// What the screen does next.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// Looks there.
    Done(Place),
    /// Looks where it looked.
    Cancelled,
}

impl WhereToLook {
    /// Asks, with what was chosen before.
    pub fn new(folders: &[Folder], place: Place) -> Self {
        let mut shown = Folders::default();
        shown.replace(folders.to_vec());
        let (everywhere, inside) = match place {
            Place::Everywhere => (true, true),
            Place::Folder(id) => {
                let _ = shown.show(id);
                (false, false)
            }
            Place::Within(id) => {
                let _ = shown.show(id);
                (false, true)
            }
        };
        Self { folders: shown, everywhere, inside }
    }

    fn place(&self) -> Option<Place> {
        if self.everywhere {
            return Some(Place::Everywhere);
        }
        let id = self.folders.current_id()?;
        Some(if self.inside { Place::Within(id) } else { Place::Folder(id) })
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Accept, Message::Cancel)
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Everywhere(everywhere) => self.everywhere = everywhere,
            Message::Inside(inside) => self.inside = inside,
            Message::Tree(TreeEvent::Activate(None)) | Message::Accept => {
                return self.place().map_or(Action::None, Action::Done);
            }
            Message::Tree(event) => {
                if let Some(id) = self.folders.hear(event) {
                    let _ = self.folders.show(id);
                    self.everywhere = false;
                }
            }
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let step = |by: i64| Message::Everywhere(by < 0);
        let all = radio(words::text("screens-find-where-all"), &true, Some(&self.everywhere))
            .on_toggle(|_| Message::Everywhere(true))
            .on_step(step);
        let one = radio(words::text("screens-find-where-one"), &false, Some(&self.everywhere))
            .on_toggle(|_| Message::Everywhere(false))
            .on_step(step);
        let row = self.folders.row().filter(|_| !self.everywhere);
        let tree = Tree::new(self.folders.items(), row, Message::Tree).id("where-folders");
        let tree = bevel(Edge::Sunken, tree).window().height(180.0);
        let mut inside = check_box(words::text("screens-find-where-inside"), self.inside);
        if !self.everywhere {
            inside = inside.on_toggle(Message::Inside);
        }
        let body = column![all, one, tree, inside].spacing(theme::SPACE).width(Fill);
        let ok = self.place().map(|_| Message::Accept);
        dialog(words::text("screens-find-where-title"), body)
            .width(320.0)
            .button(button(words::text("screens-center-ok")).default(true).on_press_maybe(ok))
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}
