//! Tells about a folder: where it lies, what it is for, what is in it and how much room that takes.

use iced::Task;
use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, row};

use crate::mail::{Folder, FolderKind};
use crate::session::Measured;
use crate::ui::folder_tree::picture;
use crate::ui::icon::icon;
use crate::ui::theme;
use crate::ui::widget::{Dialog, button, dialog, label, paragraph};
use crate::ui::written;
use crate::words;

/// What is told about a folder.
#[derive(Debug)]
pub struct FolderProperties {
    kind: FolderKind,
    name: String,
    facts: Vec<(String, String)>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// It was read.
    Close,
}

/// What the screen does next.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// It was read.
    Done(()),
    /// It was left.
    Cancelled,
}

impl FolderProperties {
    /// Tells about a folder, its path, and what it takes up.
    pub fn new(folder: &Folder, path: String, measured: Measured) -> Self {
        let kind = words::text(if folder.kind.is_system() {
            "screens-order-kind-system"
        } else {
            "screens-order-kind-private"
        });
        let values: [(&str, &dyn std::fmt::Display); 1] = [("unread", &folder.unread)];
        let mut facts = vec![
            (words::text("screens-order-fact-path"), path),
            (words::text("screens-order-fact-kind"), kind),
            (
                words::text("screens-order-fact-messages"),
                words::count("screens-center-counts", folder.total, &values),
            ),
            (words::text("screens-order-fact-size"), written::size(measured.own)),
        ];
        if measured.folders > 0 {
            let values: [(&str, &dyn std::fmt::Display); 1] = [("unread", &measured.unread)];
            let all = words::count("screens-center-counts", measured.total, &values);
            let count = words::count("screens-order-folders-inside", measured.folders, &[]);
            facts.push((words::text("screens-order-fact-inside"), count));
            facts.push((
                words::text("screens-order-fact-all"),
                format!("{all}, {}", written::size(measured.all)),
            ));
        }
        Self { kind: folder.kind, name: folder.name.clone(), facts }
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
        let head = row![icon(picture(self.kind, true)), label(self.name.as_str()).bold()]
            .spacing(theme::SPACE);
        let mut body = column![head].spacing(theme::GAP);
        for (what, value) in &self.facts {
            let what = label(what.as_str()).tone(label::Tone::Muted).width(110.0);
            body = body.push(row![what, paragraph(value)].spacing(theme::SPACE));
        }
        let ok = words::text("screens-center-ok");
        dialog(words::text("screens-order-properties-title"), body)
            .width(420.0)
            .button(button(ok).default(true).on_press(Message::Close))
    }
}
