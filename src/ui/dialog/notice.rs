//! Tells a person something that must be seen, or asks whether to go on.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, row};
use iced::{Fill, Task};

use crate::session::Error;
use crate::ui::icon::{self, Icon};
use crate::ui::theme;
use crate::ui::widget::{Dialog, button, dialog, paragraph};
use crate::words;

/// Something told or asked.
#[derive(Debug, Clone)]
pub struct Notice {
    icon: Icon,
    title: String,
    text: String,
    hint: String,
    /// The label of the button that goes on; none when there is nothing to decide.
    yes: Option<String>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Go on, or put the notice away.
    Accept,
    /// Leave it.
    Cancel,
}

/// What the screen does next.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// The person read it, or wants to go on.
    Done(()),
    /// The person wants to leave it.
    Cancelled,
}

impl Notice {
    /// Tells something.
    pub fn new(title: impl Into<String>, text: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            icon: Icon::Information,
            title: title.into(),
            text: text.into(),
            hint: hint.into(),
            yes: None,
        }
    }

    /// Tells that something went wrong, and what to do about it.
    pub fn error(error: &Error) -> Self {
        let title = words::text("screens-center-notice-error");
        Self { icon: Icon::Error, ..Self::new(title, error.summary(), error.hint()) }
    }

    /// Asks whether to go on; `yes` names what is done then (`&` marks its access key).
    pub fn question(
        title: impl Into<String>,
        text: impl Into<String>,
        hint: impl Into<String>,
        yes: impl Into<String>,
    ) -> Self {
        Self { icon: Icon::Warning, yes: Some(yes.into()), ..Self::new(title, text, hint) }
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            // What cannot be undone is not what Enter does by itself.
            Key::Named(Named::Enter) if modifiers.is_empty() && self.yes.is_none() => {
                Some(Message::Accept)
            }
            Key::Named(Named::Escape) => Some(Message::Cancel),
            _ => None,
        }
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Accept => Action::Done(()),
            Message::Cancel if self.yes.is_none() => Action::Done(()),
            Message::Cancel => Action::Cancelled,
        }
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let mut told = column![paragraph(&self.text)].spacing(theme::SPACE).width(Fill);
        if !self.hint.is_empty() {
            told = told.push(paragraph(&self.hint).style(theme::style::muted));
        }
        let picture = container(icon::icon(self.icon)).padding([0.0, theme::GAP]);
        let body = row![picture, told].spacing(theme::SPACE);
        let shown = dialog(self.title.as_str(), body).width(420.0);
        match &self.yes {
            None => {
                let ok = words::text("screens-center-ok");
                shown.button(button(ok).default(true).on_press(Message::Accept))
            }
            // The safe button comes first, and has the focus.
            Some(yes) => shown
                .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
                .button(button(yes).on_press(Message::Accept)),
        }
    }
}
