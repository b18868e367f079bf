//! What goes with a message: the strip of attachments below the header, in notes being read, in
//! notes being written and in the reading pane; opening them and saving them.
//!
//! `look` shows pictures and texts, `open` keeps the copies that other programs see, `save` asks
//! where to.

mod look;
mod open;
mod save;

use std::sync::Arc;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, responsive, row, text_editor};
use iced::{Element, Fill, Point, Shrink, Task};

use crate::mail::Attachment;
use crate::ui::icon::Icon;
use crate::ui::theme;
use crate::ui::widget::list::moved;
use crate::ui::widget::{
    Cell, Column, Dialog, Edge, List, ListEvent, MenuItem, bevel, button, dialog, part,
};
use crate::ui::written;
use crate::words;

pub(super) use open::default_opener;
pub(in crate::ui) use open::private_copy;
pub use open::remove_opened_files;
pub(in crate::ui) use save::{Action as SaveTold, Message as SaveMessage, Saving, expand};

/// The most rows that are shown at once.
const ROWS: usize = 4;
/// The width below which the buttons stand below the list.
const NARROW: f32 = 430.0;
/// The width below which there are none.
const NARROWER: f32 = 180.0;

/// The attachments of one message.
#[derive(Debug)]
pub struct Strip {
    items: Vec<Arc<Attachment>>,
    cursor: Option<usize>,
    writing: bool,
    menu: Option<Point>,
    over: Option<Over>,
    opener: open::Opener,
}

/// What lies over the window.
#[derive(Debug)]
enum Over {
    /// Asks whether a program may run.
    Program(Arc<Attachment>),
    /// Asks where to save.
    Save(Saving),
    /// Looks at an attachment.
    Look(Box<look::Look>),
}

/// What happens in the strip.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something happened in the list.
    Listed(ListEvent),
    /// Looks at the chosen attachment.
    Look,
    /// A picture was read.
    Read(Result<look::Picture, String>),
    /// Something was done in a text that is looked at.
    Looked(text_editor::Action),
    /// Shows a picture as large as it is, or all of it.
    Zoom,
    /// Opens the chosen attachment.
    Open,
    /// Opens it although it is a program.
    OpenProgram,
    /// An attachment was handed to its program.
    Opened(Result<(), Failure>),
    /// Asks where to save the chosen attachment.
    Save,
    /// Asks where to save all attachments.
    SaveAll,
    /// Something happened in the dialog that asks where to.
    Saving(save::Message),
    /// Takes the chosen attachment out of the note.
    Remove,
    /// The menu was closed.
    MenuClosed,
    /// Closes what lies over the window.
    Cancel,
}

/// What the screen has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// An attachment was taken out of the note.
    Removed,
    /// Tells something in passing.
    Tell(String),
    /// Tells what went wrong.
    Fail(Failure),
}

/// What went wrong with a file, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// What happened, to what.
    pub summary: String,
    /// What to do next.
    pub hint: String,
}

impl Strip {
    /// Makes the strip of a message that was received.
    pub fn reading(attachments: Vec<Attachment>) -> Self {
        let items: Vec<_> = attachments.into_iter().map(Arc::new).collect();
        Self {
            cursor: (!items.is_empty()).then_some(0),
            items,
            writing: false,
            menu: None,
            over: None,
            opener: default_opener(),
        }
    }

    /// Makes the strip of a note that is being written: attachments can be removed.
    pub fn writing(attachments: Vec<Attachment>) -> Self {
        Self { writing: true, ..Self::reading(attachments) }
    }

    /// Sets what opens files in place of the system.
    #[cfg(test)]
    pub(crate) fn opened_by(mut self, opener: open::Opener) -> Self {
        self.opener = opener;
        self
    }

    /// Adds an attachment, and chooses it.
    pub fn add(&mut self, attachment: Attachment) {
        self.items.push(Arc::new(attachment));
        self.cursor = self.items.len().checked_sub(1);
    }

    /// Returns the attachments.
    pub fn items(&self) -> &[Arc<Attachment>] {
        &self.items
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// Returns the bytes of all.
    pub fn size(&self) -> u64 {
        self.items.iter().map(|item| item.bytes.len() as u64).sum()
    }

    fn chosen(&self) -> Option<&Arc<Attachment>> {
        self.items.get(self.cursor?)
    }

    /// Changes the strip by what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Listed(event) => return self.listed(event),
            Message::Look => {
                let Some(item) = self.chosen().cloned() else { return Action::None };
                let (look, task) = look::Look::new(item);
                self.over = Some(Over::Look(Box::new(look)));
                if task.units() > 0 {
                    return Action::Run(task);
                }
            }
            Message::Read(read) => {
                if let Some(Over::Look(look)) = &mut self.over {
                    look.was_read(read);
                }
            }
            Message::Looked(action) => {
                if let Some(Over::Look(look)) = &mut self.over {
                    look.looked(action);
                }
            }
            Message::Zoom => {
                if let Some(Over::Look(look)) = &mut self.over {
                    look.zoom();
                }
            }
            Message::Open => {
                let Some(item) = self.chosen().cloned() else { return Action::None };
                if open::is_program(&item) {
                    self.over = Some(Over::Program(item));
                } else {
                    self.over = None;
                    return Action::Run(open::open(item, self.opener).map(Message::Opened));
                }
            }
            Message::OpenProgram => {
                if let Some(Over::Program(item)) = self.over.take() {
                    return Action::Run(open::open(item, self.opener).map(Message::Opened));
                }
            }
            Message::Opened(Ok(())) => {}
            Message::Opened(Err(failure)) => return Action::Fail(failure),
            Message::Save => {
                if let Some(item) = self.chosen().cloned() {
                    self.over = Some(Over::Save(Saving::new(vec![item])));
                }
            }
            Message::SaveAll => {
                if !self.items.is_empty() {
                    self.over = Some(Over::Save(Saving::new(self.items.clone())));
                }
            }
            Message::Saving(message) => {
                let Some(Over::Save(saving)) = &mut self.over else { return Action::None };
                return match saving.update(message) {
                    save::Action::None => Action::None,
                    save::Action::Run(task) => Action::Run(task.map(Message::Saving)),
                    save::Action::Done(text) => {
                        self.over = None;
                        Action::Tell(text)
                    }
                    save::Action::Cancelled => {
                        self.over = None;
                        Action::None
                    }
                };
            }
            Message::Remove => return self.remove(),
            Message::MenuClosed => self.menu = None,
            Message::Cancel => self.over = None,
        }
        Action::None
    }

    fn listed(&mut self, event: ListEvent) -> Action {
        match event {
            ListEvent::Move { delta, .. } => {
                self.cursor = moved(self.cursor, delta, self.items.len());
            }
            ListEvent::Select { row, .. } => self.cursor = Some(row),
            ListEvent::Activate(row) => {
                self.cursor = row.or(self.cursor);
                return self.update(Message::Open);
            }
            ListEvent::Context { row: Some(row), at } => {
                self.cursor = Some(row);
                self.menu = Some(at);
            }
            ListEvent::Typed(word) => {
                let word = word.to_lowercase();
                let begins = |item: &Arc<Attachment>| item.name.to_lowercase().starts_with(&word);
                self.cursor = self.items.iter().position(begins).or(self.cursor);
            }
            // One file at a time; nothing to sort or to fold.
            _ => {}
        }
        Action::None
    }

    fn remove(&mut self) -> Action {
        let Some(cursor) = self.cursor.filter(|at| self.writing && *at < self.items.len()) else {
            return Action::None;
        };
        let _ = self.items.remove(cursor);
        self.cursor = self.items.len().checked_sub(1).map(|last| cursor.min(last));
        Action::Removed
    }

    /// Shows the strip; none when there are no attachments. It is as wide as it may be.
    pub fn view(&self) -> Option<Element<'_, Message>> {
        self.view_with(true)
    }

    /// Shows the strip with its buttons, or without them where there is no room: keys and the
    /// right mouse button do the same.
    pub fn view_with(&self, buttons: bool) -> Option<Element<'_, Message>> {
        if self.items.is_empty() {
            return None;
        }
        let rows = self.items.len().min(ROWS) as f32;
        let height = (rows * theme::ROW + 2.0 * Edge::Sunken.thickness()).max(theme::CONTROL);
        let strip = responsive(move |size| {
            let width = if buttons { size.width } else { 0.0 };
            self.strip(height, width)
        });
        Some(strip.height(Shrink).into())
    }

    /// Shows the strip in a width: where that is small the buttons stand below the list, where it
    /// is smaller nowhere.
    fn strip(&self, height: f32, width: f32) -> Element<'_, Message> {
        let columns = vec![
            Column::new("", 40.0).fill(),
            Column::new("", 80.0).align(iced::alignment::Horizontal::Right),
        ];
        let cell = |row: usize, column: usize| match (self.items.get(row), column) {
            (Some(item), 0) => Cell::text(item.name.as_str()).icon(Icon::Paperclip),
            (Some(item), _) => Cell::text(written::size(item.bytes.len() as u64)),
            (None, _) => Cell::default(),
        };
        let list = List::new(self.items.len(), columns, cell, Message::Listed)
            .headless()
            .selected(|row| self.cursor == Some(row))
            .cursor(self.cursor);
        let list = part(list).passed().on_key(|key, modifiers| match key {
            Key::Named(Named::Space) if modifiers.is_empty() => Some(Message::Look),
            _ => None,
        });
        let list = bevel(Edge::Sunken, list).width(Fill).height(height);
        let chosen = self.chosen().is_some();
        let tool = |id: &str, message: Message, enabled: bool| {
            button(words::text(id)).on_press_maybe(enabled.then_some(message))
        };
        let mut tools =
            row![tool("screens-attachments-open", Message::Open, chosen)].spacing(theme::GAP);
        let looks = self.chosen().is_some_and(|item| look::sort(item) != look::Sort::Other);
        tools = tools.push(tool("screens-look", Message::Look, looks));
        if self.writing {
            tools = tools.push(tool("screens-attachments-remove", Message::Remove, chosen));
        } else {
            tools = tools.push(tool("screens-attachments-save", Message::Save, chosen));
            if self.items.len() > 1 {
                tools = tools.push(tool("screens-attachments-save-all", Message::SaveAll, true));
            }
        }
        if width < NARROWER {
            return list.into();
        }
        if width < NARROW {
            return column![list, tools.wrap()].spacing(theme::GAP).into();
        }
        row![list, tools].spacing(theme::SPACE).into()
    }

    /// Shows what lies over the window, for its modal.
    pub fn dialog(&self) -> Option<Dialog<'_, Message>> {
        match self.over.as_ref()? {
            Over::Save(saving) => Some(saving.view().map(Message::Saving)),
            Over::Look(look) => Some(look.view()),
            Over::Program(item) => {
                let name = words::with("screens-attachments-program", &[("name", &item.name)]);
                let body = column![
                    iced::widget::text(name),
                    iced::widget::text(words::text("screens-attachments-program-hint")),
                ]
                .spacing(theme::SPACE);
                Some(
                    dialog(words::text("screens-attachments-program-title"), body)
                        .button(
                            button(words::text("screens-note-cancel"))
                                .default(true)
                                .on_press(Message::Cancel),
                        )
                        .button(
                            button(words::text("screens-attachments-open-anyway"))
                                .on_press(Message::OpenProgram),
                        ),
                )
            }
        }
    }

    /// Returns the menu that the right mouse button opened, for the window's context menu; its
    /// `on_close` is [`Message::MenuClosed`].
    pub fn menu(&self) -> Option<(Point, Vec<MenuItem<Message>>)> {
        let at = self.menu?;
        let mut items = vec![
            MenuItem::new(words::text("screens-attachments-menu-open"), Message::Open)
                .help("screens-menus-attached-open"),
            MenuItem::new(words::text("screens-look-menu"), Message::Look)
                .help("screens-menus-attached-look")
                .shortcut(words::text("screens-look-key")),
            MenuItem::new(words::text("screens-attachments-menu-save"), Message::Save)
                .help("screens-menus-attached-save"),
            MenuItem::new(words::text("screens-attachments-menu-save-all"), Message::SaveAll)
                .help("screens-menus-attached-save-all")
                .enabled(self.items.len() > 1),
        ];
        if self.writing {
            items.push(MenuItem::separator());
            items.push(
                MenuItem::new(words::text("screens-attachments-menu-remove"), Message::Remove)
                    .help("screens-menus-attached-remove")
                    .shortcut(words::text("screens-note-key-delete")),
            );
        }
        Some((at, items))
    }

    /// Names the message of a key while a dialog of the strip is open, for the window's keys.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let over = self.over.as_ref()?;
        match (key, over) {
            (Key::Named(Named::Escape), _) => Some(Message::Cancel),
            (Key::Named(Named::Enter | Named::Space), Over::Look(_)) if modifiers.is_empty() => {
                Some(Message::Cancel)
            }
            (Key::Named(Named::Enter), Over::Program(_)) if modifiers.is_empty() => {
                Some(Message::Cancel)
            }
            (Key::Named(Named::Enter), Over::Save(_)) if modifiers.is_empty() => {
                Some(Message::Saving(save::Message::Submit))
            }
            _ => None,
        }
    }
}

/// Shows a failure as a strip across the window, with a button that closes it.
pub(super) fn banner<'a, M: Clone + 'a>(failure: &Failure, close: M) -> Element<'a, M> {
    let text = column![
        iced::widget::text(failure.summary.clone()).font(theme::BOLD),
        iced::widget::text(failure.hint.clone()),
    ]
    .spacing(2)
    .width(Fill);
    let close = button(words::text("screens-note-dismiss")).flat().on_press(close);
    iced::widget::container(row![text, close].spacing(theme::SPACE))
        .padding(theme::SPACE)
        .width(Fill)
        .style(theme::style::error)
        .into()
}

#[cfg(test)]
mod tests;
