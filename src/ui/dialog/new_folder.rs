//! Asks for the name of a new folder, and for its place.

use iced::Task;
use iced::keyboard::{Key, Modifiers};
use iced::widget::column;

use crate::mail::{Folder, FolderId};
use crate::session::{Error, FolderAct};
use crate::ui::dialog::ok_or_cancel;
use crate::ui::theme;
use crate::ui::widget::{Dialog, button, dialog, field, group_box, paragraph, radio};
use crate::words;

/// The question for a new folder's name.
#[derive(Debug)]
pub struct NewFolder {
    /// The folder that it may lie in.
    below: Option<(FolderId, String)>,
    /// Whether it does.
    inside: bool,
    name: String,
    /// Why the last name was not taken.
    problem: String,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The name was changed.
    Typed(String),
    /// Whether it lies in the folder that was chosen, or at the top.
    Inside(bool),
    /// Takes the name.
    Accept,
    /// Leaves it.
    Cancel,
}

/// What the screen does next. The dialog stays until it is done: see [`NewFolder::failed`].
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// This is to be done.
    Done(FolderAct),
    /// Nothing is to be done.
    Cancelled,
}

impl NewFolder {
    /// Asks for the name of a new folder, by default below the one that is open (KB Q98250).
    pub fn new(below: Option<&Folder>) -> Self {
        let below = below.map(|folder| (folder.id, folder.name.clone()));
        let inside = below.is_some();
        Self { below, inside, name: String::new(), problem: String::new() }
    }

    /// Hears that it could not be done.
    pub fn failed(&mut self, error: &Error) {
        self.problem = format!("{} {}", error.summary(), error.hint());
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Accept, Message::Cancel)
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Typed(name) => {
                self.name = name;
                self.problem.clear();
            }
            Message::Inside(yes) => self.inside = yes && self.below.is_some(),
            Message::Accept => return self.change().map_or(Action::None, Action::Done),
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    fn change(&self) -> Option<FolderAct> {
        let name = self.name.trim().to_owned();
        if name.is_empty() {
            return None;
        }
        let parent = self.below.as_ref().filter(|_| self.inside).map(|(id, _)| *id);
        Some(FolderAct::Make { parent, name })
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let name = field(words::text("screens-center-folder-name"), &self.name)
            .caption_width(60.0)
            .id("folder-name")
            .on_input(Message::Typed)
            .on_submit(Message::Accept);
        let mut body = column![name].spacing(theme::SPACE);
        if let Some((_, parent)) = &self.below {
            let inside = &self.inside;
            let step = |by: i64| Message::Inside(by > 0);
            let top = radio(words::text("screens-center-folder-top"), &false, Some(inside))
                .on_toggle(|_| Message::Inside(false))
                .on_step(step);
            let parent = parent.replace('&', "&&");
            let below = words::with("screens-center-folder-below", &[("folder", &parent)]);
            let below = radio(below, &true, Some(inside))
                .on_toggle(|_| Message::Inside(true))
                .on_step(step);
            let level = column![top, below].spacing(theme::GAP);
            body = body.push(group_box(words::text("screens-center-folder-level"), level));
        }
        if !self.problem.is_empty() {
            body = body.push(paragraph(&self.problem).style(theme::style::danger));
        }
        let title = words::text("screens-center-folder-new");
        let ok = self.change().map(|_| Message::Accept);
        dialog(title, body)
            .width(360.0)
            .button(button(words::text("screens-center-ok")).default(true).on_press_maybe(ok))
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}
