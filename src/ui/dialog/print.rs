//! Print: messages on pages, looked at before they go to a printer or into a PDF file.
//!
//! The session's thread reads the messages slice by slice; they are set, drawn and written on
//! threads of their own. `notes` reads them, `view` is how it looks.

mod notes;
mod view;

use std::sync::Arc;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::image::Handle;
use iced::{Subscription, Task};

use crate::mail::{Attachment, MessageId};
use crate::session::Error;
use crate::settings::Printing;
use crate::ui::dialog::save_as::file_name;
use crate::ui::paper::{self, Note, Pages, Plan, Printers, Sheet};
use crate::ui::screen::attachments::{SaveMessage, SaveTold, Saving};
use crate::ui::task::{Cancel, Desk, Pending, blocking};
use crate::words;

/// Messages that are printed at once; nobody means to print more.
const MOST: usize = 1_000;
/// Points in a millimetre.
const MILLIMETRE: f32 = 72.0 / 25.4;
/// The margins that are offered, in millimetres.
const MARGINS: [u32; 4] = [10, 15, 20, 30];
/// The zooms that are offered, in parts of a point; the first fits the page into the dialog.
const ZOOMS: [f32; 4] = [0.0, 1.0, 1.5, 2.0];

/// The dialog.
#[derive(Debug)]
pub struct Print {
    /// Where the messages are read; nowhere when what is printed is no message.
    desk: Option<Desk>,
    ids: Arc<[MessageId]>,
    subject: String,
    printing: Printing,
    fixed: bool,
    notes: Arc<Vec<Note>>,
    pages: Option<Arc<Pages>>,
    page: usize,
    zoom: usize,
    picture: Option<(Handle, f32, f32)>,
    /// Counts what was set and drawn; late answers are passed over.
    version: u64,
    printers: Option<Printers>,
    printer: usize,
    copies: u32,
    pending: Pending,
    cancel: Cancel,
    failure: Option<(String, String)>,
    saving: Option<Saving>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// Some messages were read.
    Read(Result<Arc<Vec<Note>>, Error>),
    /// The pages were set.
    Set(u64, Option<Arc<Pages>>),
    /// A page was drawn.
    Drawn(u64, Option<(Handle, f32, f32)>),
    /// The system named its printers.
    Found(Printers),
    /// Another paper is wanted.
    Paper(usize),
    /// Other margins are wanted.
    Margin(usize),
    /// Several messages share a page, or no longer.
    Together(bool),
    /// Attached pictures are printed after the text, or no longer.
    Pictures(bool),
    /// Another printer is wanted.
    Printer(usize),
    /// So many copies are wanted.
    Copies(usize),
    /// Another zoom is wanted.
    Zoom(usize),
    /// The next page is wanted, or the one before.
    Turn(bool),
    /// Prints.
    Submit,
    /// Printing ended.
    Printed(Result<(), String>),
    /// Makes a PDF file.
    Pdf,
    /// The PDF is there to be saved.
    Made(Result<Option<Arc<Vec<u8>>>, String>),
    /// Something happened in the question where the PDF goes.
    Saving(SaveMessage),
    /// Time passes.
    Ticked,
    /// Stops, or closes the dialog.
    Cancel,
}

/// What the screen has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// It is printed; tells where, and how it was printed.
    Done(String, Box<Printing>),
    /// Closes the dialog.
    Cancelled,
}

impl Print {
    /// Makes the dialog; the subject of the first message becomes the title.
    pub fn new(
        desk: Desk,
        ids: Arc<[MessageId]>,
        subject: &str,
        printing: &Printing,
        fixed: bool,
    ) -> (Self, Task<Message>) {
        let few: Arc<[MessageId]> = ids.iter().copied().take(MOST).collect();
        let mut print = Self::about(subject, printing, fixed);
        print.desk = Some(desk);
        print.failure = (few.len() < ids.len()).then(|| {
            let told = words::count("screens-print-too-many", MOST as u64, &[]);
            (told, String::new())
        });
        print.ids = few;
        let printers = blocking(paper::printers).map(Message::Found);
        let read = print.read();
        let read = print.pending.begin(read);
        (print, Task::batch([read, printers]))
    }

    /// Makes the dialog for a text that is no message, in letters of equal width.
    pub fn of_text(title: &str, text: String, printing: &Printing) -> (Self, Task<Message>) {
        let mut print = Self::about(title, printing, true);
        print.notes = Arc::new(vec![Note { body: text, ..Note::titled(title) }]);
        let printers = blocking(paper::printers).map(Message::Found);
        let set = print.set();
        (print, Task::batch([set, printers]))
    }

    fn about(subject: &str, printing: &Printing, fixed: bool) -> Self {
        Self {
            desk: None,
            ids: Arc::from([]),
            subject: subject.to_owned(),
            printing: printing.clone(),
            fixed,
            notes: Arc::default(),
            pages: None,
            page: 0,
            zoom: 0,
            picture: None,
            version: 0,
            printers: None,
            printer: 0,
            copies: 1,
            pending: Pending::default(),
            cancel: Cancel::default(),
            failure: None,
            saving: None,
        }
    }

    /// Reads on from the message behind those that were read.
    fn read(&self) -> Task<Message> {
        let Some(desk) = &self.desk else { return Task::none() };
        let pictures = self.printing.pictures;
        notes::read(desk, &self.ids, &self.notes, pictures).map(Message::Read)
    }

    fn plan(&self) -> Plan {
        Plan {
            sheet: if self.printing.paper == "letter" { Sheet::LETTER } else { Sheet::A4 },
            margin: self.printing.margin as f32 * MILLIMETRE,
            together: self.printing.together,
            fixed: self.fixed,
        }
    }

    /// Sets the pages anew.
    fn set(&mut self) -> Task<Message> {
        self.cancel.cancel();
        self.cancel = Cancel::default();
        self.version += 1;
        let (notes, plan, version) = (Arc::clone(&self.notes), self.plan(), self.version);
        let cancel = self.cancel.clone();
        let task = blocking(move || paper::set(&notes, plan, &cancel, |_| {}).map(Arc::new));
        let task = task.map(move |pages| Message::Set(version, pages));
        self.pending.begin_with(self.cancel.clone(), task)
    }

    /// Draws the page that is looked at.
    fn draw(&mut self) -> Task<Message> {
        let Some(pages) = self.pages.clone() else { return Task::none() };
        self.version += 1;
        let (number, version, zoom) = (self.page, self.version, self.zoom());
        let task = blocking(move || {
            // Twice as many pixels, for screens that have them.
            let drawn = paper::picture(&pages, number, zoom * 2.0)?;
            let (width, height) = (drawn.width as f32 / 2.0, drawn.height as f32 / 2.0);
            Some((Handle::from_rgba(drawn.width, drawn.height, drawn.rgba), width, height))
        });
        task.map(move |drawn| Message::Drawn(version, drawn))
    }

    /// Returns how many pixels a point is wide.
    fn zoom(&self) -> f32 {
        match ZOOMS.get(self.zoom) {
            Some(zoom) if *zoom > 0.0 => *zoom,
            _ => view::FIT / self.plan().sheet.height,
        }
    }

    fn is_busy(&self) -> bool {
        self.pending.is_pending()
    }

    fn is_ready(&self) -> bool {
        self.pages.is_some() && !self.is_busy()
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        let task = match message {
            Message::Read(read) => self.was_read(read),
            Message::Set(version, pages) if version == self.version => {
                self.pending.end();
                self.page = self.page.min(pages.as_ref().map_or(0, |p| p.pages.len() - 1));
                self.pages = pages;
                self.draw()
            }
            Message::Drawn(version, drawn) if version == self.version => {
                self.picture = drawn;
                Task::none()
            }
            Message::Found(found) => {
                if let Printers::Known(names) = &found {
                    let last = names.iter().position(|name| *name == self.printing.printer);
                    self.printer = last.unwrap_or(0);
                }
                self.printers = Some(found);
                Task::none()
            }
            Message::Paper(paper) => {
                let paper = if paper == 1 { "letter" } else { "a4" };
                paper.clone_into(&mut self.printing.paper);
                self.set_again()
            }
            Message::Margin(margin) => {
                let chosen = MARGINS.get(margin).copied();
                self.printing.margin = chosen.unwrap_or(self.printing.margin);
                self.set_again()
            }
            Message::Together(together) => {
                self.printing.together = together;
                self.set_again()
            }
            // While messages are read, what came by now would come twice.
            Message::Pictures(pictures) if self.notes.len() == self.ids.len() => {
                self.printing.pictures = pictures;
                self.read_again()
            }
            Message::Printer(printer) => {
                self.printer = printer;
                Task::none()
            }
            Message::Copies(copies) => {
                self.copies = u32::try_from(copies).unwrap_or(0) + 1;
                Task::none()
            }
            Message::Zoom(zoom) => {
                self.zoom = zoom;
                self.draw()
            }
            Message::Turn(forward) => self.turn(forward),
            Message::Submit if self.can_print() => return Action::Run(self.print()),
            Message::Printed(printed) => return self.printed(printed),
            Message::Pdf if self.is_ready() => {
                let made = self.make();
                let made = made.map(|made| Message::Made(made.map(|bytes| bytes.map(Arc::new))));
                self.pending.begin_with(self.cancel.clone(), made)
            }
            Message::Made(made) => {
                self.made(made);
                Task::none()
            }
            Message::Saving(message) => return self.saving(message),
            Message::Cancel if self.is_busy() && self.pages.is_some() => {
                self.pending.cancel();
                Task::none()
            }
            Message::Cancel => {
                self.cancel.cancel();
                return Action::Cancelled;
            }
            Message::Pictures(_)
            | Message::Set(..)
            | Message::Drawn(..)
            | Message::Submit
            | Message::Pdf
            | Message::Ticked => Task::none(),
        };
        if task.units() == 0 { Action::None } else { Action::Run(task) }
    }

    fn was_read(&mut self, read: Result<Arc<Vec<Note>>, Error>) -> Task<Message> {
        match read {
            Ok(notes) => {
                Arc::make_mut(&mut self.notes).extend(notes.iter().cloned());
                if self.notes.len() < self.ids.len() && !notes.is_empty() {
                    return self.read();
                }
                self.set()
            }
            Err(error) => {
                self.pending.end();
                self.failure = Some((error.summary(), error.hint()));
                Task::none()
            }
        }
    }

    fn set_again(&mut self) -> Task<Message> {
        if self.notes.len() < self.ids.len() { Task::none() } else { self.set() }
    }

    /// Reads the messages once more: pictures are kept in memory only when they are wanted.
    fn read_again(&mut self) -> Task<Message> {
        self.cancel.cancel();
        self.version += 1;
        self.notes = Arc::default();
        self.pages = None;
        let read = self.read();
        self.pending.begin(read)
    }

    fn turn(&mut self, forward: bool) -> Task<Message> {
        let count = self.pages.as_ref().map_or(0, |pages| pages.pages.len());
        let page = if forward { self.page + 1 } else { self.page.saturating_sub(1) };
        if page == self.page || page >= count {
            return Task::none();
        }
        self.page = page;
        self.draw()
    }

    fn can_print(&self) -> bool {
        let there = !matches!(self.printers, None | Some(Printers::Missing));
        there && self.is_ready()
    }

    /// Makes the PDF.
    fn make(&self) -> Task<Result<Option<Vec<u8>>, String>> {
        let Some(pages) = self.pages.clone() else { return Task::none() };
        let (title, cancel) = (self.subject.clone(), self.cancel.clone());
        blocking(move || paper::pdf(&pages, &title, &cancel))
    }

    fn print(&mut self) -> Task<Message> {
        let Some(pages) = self.pages.clone() else { return Task::none() };
        let name = match &self.printers {
            Some(Printers::Known(names)) => names.get(self.printer).cloned(),
            _ => None,
        };
        self.printing.printer = name.clone().unwrap_or_default();
        self.failure = None;
        let (title, cancel, copies) = (self.subject.clone(), self.cancel.clone(), self.copies);
        let task = blocking(move || {
            let Some(bytes) = paper::pdf(&pages, &title, &cancel)? else { return Ok(()) };
            let file = Attachment {
                name: format!("{}.pdf", file_name(&title)),
                mime: String::new(),
                bytes,
            };
            let path = crate::ui::screen::attachments::private_copy(&file)?;
            paper::print(&path, name.as_deref(), copies)
        });
        self.pending.begin_with(self.cancel.clone(), task.map(Message::Printed))
    }

    fn printed(&mut self, printed: Result<(), String>) -> Action {
        self.pending.end();
        match printed {
            Ok(()) => {
                let count = self.pages.as_ref().map_or(0, |pages| pages.pages.len());
                let told = words::count("screens-print-done", count as u64, &[]);
                Action::Done(told, Box::new(self.printing.clone()))
            }
            Err(reason) => {
                let summary = words::with("screens-print-failed", &[("reason", &reason)]);
                self.failure = Some((summary, words::text("screens-print-failed-hint")));
                Action::None
            }
        }
    }

    fn made(&mut self, made: Result<Option<Arc<Vec<u8>>>, String>) {
        self.pending.end();
        match made {
            Ok(Some(bytes)) => {
                let name = format!("{}.pdf", file_name(&self.subject));
                let bytes = Arc::unwrap_or_clone(bytes);
                let file = Attachment { name, mime: "application/pdf".to_owned(), bytes };
                self.saving = Some(Saving::new(vec![Arc::new(file)]));
            }
            Ok(None) => {}
            Err(reason) => {
                let summary = words::with("screens-print-failed", &[("reason", &reason)]);
                self.failure = Some((summary, String::new()));
            }
        }
    }

    fn saving(&mut self, message: SaveMessage) -> Action {
        let Some(saving) = &mut self.saving else { return Action::None };
        match saving.update(message) {
            SaveTold::None => Action::None,
            SaveTold::Run(task) => Action::Run(task.map(Message::Saving)),
            SaveTold::Done(told) => Action::Done(told, Box::new(self.printing.clone())),
            SaveTold::Cancelled => {
                self.saving = None;
                Action::None
            }
        }
    }

    /// Ticks while it works.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(|_| Message::Ticked)
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        let plain = modifiers.is_empty();
        if self.saving.is_some() {
            return match key {
                Key::Named(Named::Escape) => Some(Message::Saving(SaveMessage::Cancel)),
                Key::Named(Named::Enter) if plain => Some(Message::Saving(SaveMessage::Submit)),
                _ => None,
            };
        }
        match key {
            Key::Named(Named::Escape) => Some(Message::Cancel),
            Key::Named(Named::Enter) if plain && self.can_print() => Some(Message::Submit),
            Key::Named(Named::Enter) if plain => Some(Message::Pdf),
            Key::Named(Named::PageDown) => Some(Message::Turn(true)),
            Key::Named(Named::PageUp) => Some(Message::Turn(false)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
