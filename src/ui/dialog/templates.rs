//! Templates: chosen for a new message, renamed, thrown away.

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, row};
use iced::{Center, Element, Fill, Length, Task};

use crate::mail::{MessageId, Summary};
use crate::session::Error;
use crate::ui::task::Desk;
use crate::ui::theme::{self, style};
use crate::ui::widget::list::moved;
use crate::ui::widget::{
    Cell, Column, Dialog, Edge, List, ListEvent, bevel, button, dialog, field, paragraph,
};
use crate::words;

/// The dialog.
#[derive(Debug)]
pub struct Templates {
    desk: Desk,
    /// The templates, once they are there.
    rows: Option<Vec<Summary>>,
    chosen: usize,
    /// The name of the chosen one, as it is typed.
    name: String,
    problem: String,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The templates were read, or not; something may have been changed before.
    Read(Result<Vec<Summary>, Error>),
    /// The list was used.
    Listed(ListEvent),
    /// A name was typed.
    Typed(String),
    /// Gives the chosen one the name that was typed.
    Rename,
    /// Throws the chosen one away.
    Delete,
    /// Begins a message with the chosen one.
    Accept,
    /// Leaves.
    Cancel,
}

/// What the screen does next.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// A message begins with this one.
    Done(MessageId),
    /// None was chosen.
    Cancelled,
}

impl Templates {
    /// Makes the dialog; the task reads the templates.
    pub fn new(desk: Desk) -> (Self, Task<Message>) {
        let task = desk.ask(|session| session.templates()).map(Message::Read);
        let dialog =
            Self { desk, rows: None, chosen: 0, name: String::new(), problem: String::new() };
        (dialog, task)
    }

    fn rows(&self) -> &[Summary] {
        self.rows.as_deref().unwrap_or_default()
    }

    fn current(&self) -> Option<&Summary> {
        self.rows().get(self.chosen)
    }

    /// Returns the chosen one and its new name, when it has one.
    fn renamed(&self) -> Option<(MessageId, String)> {
        let name = self.name.trim();
        let row = self.current().filter(|row| !name.is_empty() && row.subject != name)?;
        Some((row.id, name.to_owned()))
    }

    fn choose(&mut self, row: usize) {
        self.chosen = row.min(self.rows().len().saturating_sub(1));
        self.name = self.current().map(|row| row.subject.clone()).unwrap_or_default();
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Enter) if modifiers.is_empty() => Some(Message::Accept),
            Key::Named(Named::Delete) if modifiers.is_empty() => Some(Message::Delete),
            Key::Named(Named::Escape) => Some(Message::Cancel),
            _ => None,
        }
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Read(Ok(rows)) => {
                self.rows = Some(rows);
                self.choose(self.chosen);
            }
            Message::Read(Err(error)) => {
                self.problem = format!("{} {}", error.summary(), error.hint());
            }
            Message::Listed(event) => match event {
                ListEvent::Move { delta, .. } => {
                    let to = moved(Some(self.chosen), delta, self.rows().len());
                    self.choose(to.unwrap_or(0));
                }
                ListEvent::Select { row, .. } => self.choose(row),
                ListEvent::Activate(row) => {
                    self.choose(row.unwrap_or(self.chosen));
                    return self.update(Message::Accept);
                }
                _ => {}
            },
            Message::Typed(name) => self.name = name,
            Message::Rename => {
                if let Some((id, name)) = self.renamed() {
                    let task = self.desk.ask(move |session| {
                        session.rename_template(id, &name)?;
                        session.templates()
                    });
                    return Action::Run(task.map(Message::Read));
                }
            }
            Message::Delete => {
                if let Some(id) = self.current().map(|row| row.id) {
                    let task = self.desk.ask(move |session| {
                        let _ = session.delete(&[id])?;
                        session.templates()
                    });
                    return Action::Run(task.map(Message::Read));
                }
            }
            Message::Accept => {
                return self.current().map_or(Action::None, |row| Action::Done(row.id));
            }
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    /// Shows the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let rows = self.rows();
        let columns = vec![Column::new("", 120.0).fill()];
        let cell = |row: usize, _: usize| {
            rows.get(row).map_or_else(Cell::default, |row| Cell::text(row.subject.as_str()))
        };
        let empty =
            if self.rows.is_some() { words::text("screens-templates-none") } else { String::new() };
        let chosen = self.chosen;
        let list = List::new(rows.len(), columns, cell, Message::Listed)
            .headless()
            .id("templates-list")
            .empty(empty)
            .selected(move |row| row == chosen)
            .cursor((!rows.is_empty()).then_some(chosen));
        let name = field(words::text("screens-templates-name"), &self.name)
            .caption_width(56.0)
            .id("templates-name")
            .on_input(Message::Typed);
        let press = |id: &str, message: Option<Message>| -> Element<'_, Message> {
            button(words::text(id)).on_press_maybe(message).into()
        };
        let any = self.current().is_some();
        let rename = press("screens-templates-rename", self.renamed().map(|_| Message::Rename));
        let delete = press("screens-templates-delete", any.then_some(Message::Delete));
        let list = bevel(Edge::Sunken, list).window().ring();
        let mut body = column![
            list.width(Fill).height(Length::Fixed(160.0)),
            row![name, rename, delete].spacing(theme::SPACE).align_y(Center),
        ]
        .spacing(theme::SPACE);
        if !self.problem.is_empty() {
            body = body.push(paragraph(self.problem.as_str()).style(style::danger));
        }
        let accept = any.then_some(Message::Accept);
        let new = button(words::text("screens-templates-new")).default(true).on_press_maybe(accept);
        dialog(words::text("screens-templates-title"), body)
            .width(440.0)
            .button(new)
            .button(button(words::text("screens-center-cancel")).on_press(Message::Cancel))
    }
}
