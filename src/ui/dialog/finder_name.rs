//! Asks under which name a finder is kept.

use iced::keyboard::{Key, Modifiers};
use iced::widget::column;

use crate::session::Error;
use crate::ui::dialog::ok_or_cancel;
use crate::ui::theme;
use crate::ui::widget::{Dialog, button, dialog, field, paragraph};
use crate::words;

/// The question for a finder's name.
#[derive(Debug)]
pub struct FinderName {
    name: String,
    /// Why the last name was not taken.
    problem: String,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The name was changed.
    Typed(String),
    /// Takes the name.
    Accept,
    /// Leaves it.
    Cancel,
}

/// What the screen does next. The dialog stays until it is done: see [`FinderName::failed`].
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing.
    None,
    /// This is the name.
    Done(String),
    /// It gets none.
    Cancelled,
}

impl FinderName {
    /// Asks under which name a finder is kept.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), problem: String::new() }
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
                Action::None
            }
            Message::Accept if self.name.trim().is_empty() => Action::None,
            Message::Accept => Action::Done(self.name.trim().to_owned()),
            Message::Cancel => Action::Cancelled,
        }
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let name = field(words::text("screens-find-name"), &self.name)
            .caption_width(60.0)
            .id("finder-name")
            .on_input(Message::Typed)
            .on_submit(Message::Accept);
        let mut body = column![name].spacing(theme::SPACE);
        if !self.problem.is_empty() {
            body = body.push(paragraph(&self.problem).style(theme::style::danger));
        }
        let ok = (!self.name.trim().is_empty()).then_some(Message::Accept);
        dialog(words::text("screens-find-save-title"), body)
            .width(360.0)
            .button(button(words::text("screens-center-ok")).default(true).on_press_maybe(ok))
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}
