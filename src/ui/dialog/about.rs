//! Says what this program is, who is signed in, and where the mail lies.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, row, space};
use iced::{Center, Task};

use crate::ui::icon::{self, Icon};
use crate::ui::task::Who;
use crate::ui::theme;
use crate::ui::widget::{Dialog, button, dialog, label, paragraph};
use crate::words;

/// What is told.
#[derive(Debug, Clone)]
pub struct About {
    facts: Vec<(String, String)>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Puts it away.
    Close,
}

/// What the screen does next.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// The person read it.
    Done(()),
    /// The person read it, too.
    Cancelled,
}

impl About {
    /// Tells about the program and who uses it.
    pub fn new(who: &Who) -> Self {
        let person = format!("{} ({})", who.full_name, who.mailbox);
        let facts = [
            (words::text("screens-center-about-person"), person),
            (words::text("screens-center-about-postoffice"), who.postoffice.clone()),
            (words::text("screens-center-about-folder"), who.root.display().to_string()),
            (words::text("screens-center-about-file"), who.message_file.display().to_string()),
        ];
        Self { facts: facts.to_vec() }
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, _: Modifiers) -> Option<Message> {
        matches!(key, Key::Named(Named::Enter | Named::Escape)).then_some(Message::Close)
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Close => Action::Done(()),
        }
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let name = words::text("app-name");
        let version =
            words::with("screens-center-about-version", &[("version", &env!("CARGO_PKG_VERSION"))]);
        let head =
            row![icon::icon(Icon::Mailslot), label(name.clone()).bold().size(theme::HEADLINE)]
                .spacing(theme::SPACE)
                .align_y(Center);
        let mut facts = column![].spacing(theme::GAP);
        for (what, value) in &self.facts {
            let what = label(what.as_str()).tone(label::Tone::Muted).width(96.0);
            facts = facts.push(row![what, paragraph(value)].spacing(theme::SPACE));
        }
        let body = column![
            head,
            label(version),
            paragraph(words::text("screens-center-about-text")),
            space().height(theme::GAP),
            facts,
            space().height(theme::GAP),
            label(words::text("screens-center-about-licence")).tone(label::Tone::Muted),
        ]
        .spacing(theme::GAP)
        .push(theme::scripts::missing().map(|lacking| paragraph(lacking.to_string())));
        let title = words::with("screens-center-about-title", &[("name", &name)]);
        let ok = words::text("screens-center-ok");
        dialog(title, body).width(440.0).button(button(ok).default(true).on_press(Message::Close))
    }
}
