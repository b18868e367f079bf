//! The Message Finder: a window that asks for messages and lists what is found while one types, the
//! newest first. What it shows can be kept under a name, as a live folder in the tree.
//!
//! It lists as the message center does, by its rows, selection and looks. `form` is what is asked,
//! `deeds` what is done with messages, `view` how the window looks.

mod deeds;
mod form;
mod help;
mod view;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use iced::{Point, Size, Subscription, Task, time};

use super::folder_view::FolderView;
use super::rows::Rows;
use super::selection::Selection;
use super::snapshot::{self, Ends, Snapshot, Want};
use super::undo::Deeds;
use crate::mail::{Finder, Folder, FolderId, FolderKind, MessageId, Order, Query, Summary};
use crate::session::{Error, Hunted, Record, Session};
use crate::ui::dialog::finder_name::{self, FinderName};
use crate::ui::dialog::move_to::{self, MoveTo};
use crate::ui::dialog::notice::{self, Notice};
use crate::ui::dialog::where_to_look::{self, WhereToLook};
use crate::ui::screen::send_note::Writing;
use crate::ui::screen::window_menu::{GoTo, OpenWindows};
use crate::ui::task::Desk;
use crate::ui::widget::{ListEvent, Wish, Wishes};
use crate::words;

use super::bulk::Chosen;
use deeds::{Busy, Done};
use form::Form;
pub use form::{Text, Tick};

/// How often the window looks whether something changed meanwhile.
const AGAIN: Duration = Duration::from_secs(2);
/// How often the time is told while somebody waits.
const TICK: Duration = Duration::from_millis(250);

/// The Message Finder.
pub struct MessageFinder {
    desk: Desk,
    /// The number of what is found.
    results: FolderId,
    /// The name under which it is kept.
    name: String,
    form: Form,
    folders: Vec<Folder>,
    rows: Rows,
    selection: Selection,
    order: Order,
    hunted: Option<Hunted>,
    generation: u64,
    latest: Arc<AtomicU64>,
    looks: Arc<AtomicU64>,
    looking: bool,
    busy: Option<Busy>,
    dialog: Option<Shown>,
    menu: Option<Point>,
    notice: String,
    /// What the chosen line of a menu does; empty when no menu is open.
    help: String,
    wishes: Wishes,
    windows: OpenWindows,
}

impl std::fmt::Debug for MessageFinder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MessageFinder").field("form", &self.form).finish_non_exhaustive()
    }
}

/// The dialog that is open.
#[derive(Debug)]
enum Shown {
    Notice(Notice),
    Delete(Notice, Chosen),
    Move(MoveTo),
    Save(FinderName),
    Where(WhereToLook),
}

/// What can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Opens the message.
    Open,
    /// Shows the message in its folder.
    OpenFolder,
    /// Asks where the messages go.
    Move,
    /// Throws the messages away.
    Delete,
    /// Marks messages as read.
    MarkRead,
    /// Marks messages as unread.
    MarkUnread,
    /// Selects all that was found.
    SelectAll,
    /// Asks for the name under which the finder is kept.
    Save,
    /// Asks where to look.
    Where,
    /// Begins with an empty form.
    Clear,
    /// Closes the window, or stops what takes long.
    Close,
}

/// What happens in the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// Something was filled in.
    Filled(Text, String),
    /// A yes or no was given.
    Ticked(Tick, bool),
    /// A menu, a button or a shortcut was used.
    Ordered(Command),
    /// The list was used.
    List(ListEvent),
    /// The list is gone to from the form.
    ToList,
    /// A look found something.
    Looked(Look),
    /// A page of rows came.
    Paged(u64, usize, Result<Vec<Summary>, Error>),
    /// Work on messages is done.
    Done(Done),
    /// The finder is kept.
    Saved(Result<(String, Record), Error>),
    /// Another line of a menu is chosen, which does this.
    Helped(String),
    /// Prints the shortcuts of the window.
    PrintKeys(String),
    /// The menu of the right mouse button went.
    MenuClosed,
    /// Another window is wanted.
    GoTo(GoTo),
    /// Something told or asked was answered.
    Notice(notice::Message),
    /// The choice of a folder was used.
    Move(move_to::Message),
    /// The question for a name was used.
    Name(finder_name::Message),
    /// The choice of where to look was used.
    Where(where_to_look::Message),
    /// It is time to look again.
    Again,
    /// Time passes.
    Passed(Instant),
}

/// What a look found, and what was selected when it was asked for.
#[derive(Debug, Clone)]
pub struct Look {
    found: Result<Option<Arc<Snapshot>>, Error>,
    seen: Selection,
}

/// What the router does next.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// Opens a message; "next" and "previous" go through what was found.
    Read(MessageId, FolderId, Order),
    /// Opens a draft for writing on.
    Write(Writing),
    /// Shows a message in its folder.
    Show(FolderId, MessageId),
    /// Something changed that other windows show, and this can be undone.
    Changed(Task<Message>, Option<Deeds>),
    /// Goes to another window.
    GoTo(GoTo),
    /// Opens a window that prints these shortcuts.
    PrintKeys(String),
    /// Closes the window.
    Close,
}

impl MessageFinder {
    /// The size of the window.
    pub const SIZE: Size = Size::new(760.0, 520.0);

    /// Opens an empty finder, or one that is kept.
    pub fn new(desk: Desk, kept: Option<&Finder>) -> (Self, Task<Message>) {
        let mut finder = Self {
            desk,
            results: Session::results_number(),
            name: kept.map(|kept| kept.name.clone()).unwrap_or_default(),
            form: kept.map(|kept| Form::of(&kept.query)).unwrap_or_default(),
            folders: Vec::new(),
            rows: Rows::default(),
            selection: Selection::default(),
            order: Order::default(),
            hunted: None,
            generation: 0,
            latest: Arc::default(),
            looks: Arc::default(),
            looking: false,
            busy: None,
            dialog: None,
            menu: None,
            notice: String::new(),
            help: String::new(),
            wishes: Wishes::default(),
            windows: OpenWindows::default(),
        };
        finder.wishes.wish(Wish::Focus(view::id(Text::Line)));
        let task = finder.ask_anew();
        (finder, task)
    }

    /// Returns the window's title.
    pub fn title(&self) -> String {
        if self.name.is_empty() {
            words::text("screens-find-title")
        } else {
            words::with("screens-find-title-of", &[("name", &self.name)])
        }
    }

    /// Returns what the window listens to.
    pub fn subscription(&self) -> Subscription<Message> {
        let again = time::every(AGAIN).map(|_| Message::Again);
        let tick = match self.busy {
            Some(_) => time::every(TICK).map(Message::Passed),
            None => Subscription::none(),
        };
        Subscription::batch([again, tick])
    }

    /// Hears that another window changed something.
    pub fn refresh(&mut self) -> Task<Message> {
        self.look()
    }

    /// Closes the window: what was found is forgotten.
    pub fn closed(&self) -> Task<Message> {
        let id = self.results;
        self.desk.ask(move |session| session.close_results(id)).discard()
    }

    /// Hears a message.
    pub fn update(&mut self, message: Message) -> Action {
        let task = match message {
            Message::Filled(text, value) => {
                self.form.fill(text, value);
                self.ask_anew()
            }
            Message::Ticked(tick, on) => {
                self.form.tick(tick, on);
                self.ask_anew()
            }
            Message::Ordered(command) => return self.carry_out(command),
            Message::List(event) => return self.list_used(event),
            Message::ToList => {
                self.wishes.wish(Wish::Focus(view::LIST.into()));
                if self.selection.cursor().is_none() && self.rows.len() > 0 {
                    self.selection = Selection::at(Some(0));
                }
                Task::none()
            }
            Message::Looked(look) => self.looked(look),
            Message::Paged(generation, page, rows) => {
                match rows {
                    Ok(rows) if generation == self.generation => self.rows.insert(page, rows),
                    Ok(_) => {}
                    Err(error) => {
                        self.rows.forget(page);
                        self.failed(&error);
                    }
                }
                Task::none()
            }
            Message::GoTo(to) => return Action::GoTo(to),
            Message::PrintKeys(text) => return Action::PrintKeys(text),
            Message::Done(done) => return self.done(done),
            Message::Saved(saved) => return self.saved(saved),
            Message::Helped(help) => {
                self.help = help;
                Task::none()
            }
            Message::MenuClosed => {
                self.menu = None;
                Task::none()
            }
            Message::Notice(message) => self.told(message),
            Message::Move(message) => return self.move_to_used(message),
            Message::Name(message) => self.name_used(message),
            Message::Where(message) => {
                let Some(Shown::Where(dialog)) = &mut self.dialog else { return Action::None };
                match dialog.update(message) {
                    where_to_look::Action::None => Task::none(),
                    where_to_look::Action::Cancelled => {
                        self.dialog = None;
                        Task::none()
                    }
                    where_to_look::Action::Done(place) => {
                        self.dialog = None;
                        self.form.place = place;
                        self.ask_anew()
                    }
                }
            }
            Message::Again => {
                // A look under way says the same.
                if self.looking || self.form.is_blank() { Task::none() } else { self.look() }
            }
            Message::Passed(now) => {
                if let Some(busy) = &mut self.busy {
                    busy.now = now;
                }
                Task::none()
            }
        };
        run(task)
    }

    /// Asks something else; what was found before stays until the answer is there.
    fn ask_anew(&mut self) -> Task<Message> {
        self.generation = self.generation.wrapping_add(1);
        self.latest.store(self.generation, Ordering::Relaxed);
        self.selection = Selection::default();
        self.notice.clear();
        self.look()
    }

    /// Returns what is selected and the messages at its ends.
    fn ends(&self) -> Vec<Ends> {
        let ranges = self.selection.ranges().iter();
        let ends = ranges.map(|range| Ends {
            rows: range.clone(),
            first: self.rows.id(range.start),
            last: self.rows.id(range.end.saturating_sub(1)),
        });
        ends.collect()
    }

    fn query(&self) -> Query {
        self.form.query()
    }

    /// Looks what is found by now.
    fn look(&mut self) -> Task<Message> {
        let query = self.query();
        let nothing = query.is_blank();
        let row = self.selection.cursor();
        let want = Want {
            folder: None,
            results: (!nothing).then_some((self.results, query)),
            view: Some(FolderView { order: self.order, ..FolderView::default() }),
            cursor: (row.and_then(|row| self.rows.id(row)), row),
            selected: self.ends(),
            sight: self.rows.sight(),
            generation: self.generation,
            latest: Arc::clone(&self.latest),
        };
        let (seen, looks) = (self.selection.clone(), Arc::clone(&self.looks));
        self.looking = true;
        let look = self.desk.ask(move |session| {
            let serial = looks.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
            let found = snapshot::look(session, &want, serial);
            let found = found.map(|found| {
                found.map(|mut found| {
                    if nothing {
                        // Who asks for nothing wants to see nothing.
                        found.list = None;
                    }
                    Arc::new(found)
                })
            });
            Look { found, seen }
        });
        look.map(Message::Looked)
    }

    fn looked(&mut self, look: Look) -> Task<Message> {
        let found = match look.found {
            Ok(Some(found)) => found,
            Ok(None) => return Task::none(),
            Err(error) => {
                self.looking = false;
                self.failed(&error);
                return Task::none();
            }
        };
        if found.generation != self.generation || found.serial <= self.rows.serial() {
            return Task::none();
        }
        self.looking = false;
        self.folders.clone_from(&found.folders);
        let Some(list) = &found.list else {
            self.rows.replace(found.serial, 0, Vec::new());
            self.hunted = None;
            return Task::none();
        };
        if self.selection != look.seen {
            return self.look();
        }
        self.rows.replace(found.serial, list.len, list.pages.clone());
        self.selection = list.selection.clone();
        self.hunted = list.hunted;
        let more = self.hunted.is_some_and(|hunted| !hunted.done);
        let next = if more { self.look() } else { Task::none() };
        Task::batch([self.fetch(), next])
    }

    /// Asks for the rows in sight that are not there.
    fn fetch(&mut self) -> Task<Message> {
        let missing = self.rows.missing();
        Task::batch(missing.into_iter().map(|page| {
            let (id, order, generation) = (self.results, self.order, self.generation);
            let task = self.desk.ask(move |session| snapshot::page(session, id, order, page));
            task.map(move |rows| Message::Paged(generation, page, rows))
        }))
    }

    /// Hears what a person does with the list.
    fn list_used(&mut self, event: ListEvent) -> Action {
        if self.selection.hear(&event, self.rows.len()) {
            return Action::None;
        }
        match event {
            ListEvent::Activate(row) => {
                let row = row.or_else(|| self.selection.cursor());
                return row.map_or(Action::None, |row| self.open(row));
            }
            ListEvent::Context { row, at } => {
                self.selection.point_at(row);
                self.menu = row.map(|_| at);
            }
            ListEvent::Sort(column) => {
                let Some(key) = view::sort_key(column) else { return Action::None };
                self.order = self.order.clicked(key);
                return run(self.look());
            }
            ListEvent::Typed(typed) => {
                let typed = typed.to_lowercase();
                let begins = |text: &str| text.to_lowercase().starts_with(&typed);
                let fits = |s: &Summary| begins(&s.from) || begins(&s.subject);
                let row = self.rows.known().find(|(_, summary)| fits(summary)).map(|(row, _)| row);
                if row.is_some() {
                    self.selection = Selection::at(row);
                }
            }
            ListEvent::InSight(rows) => {
                self.rows.see(rows);
                return run(self.fetch());
            }
            // Heard above.
            ListEvent::Walk(_)
            | ListEvent::Move { .. }
            | ListEvent::Select { .. }
            | ListEvent::Toggle
            | ListEvent::SelectAll => {}
            // Columns and conversations stay as they are.
            ListEvent::Resized(..)
            | ListEvent::Moved { .. }
            | ListEvent::Cell { .. }
            | ListEvent::Sign(_)
            | ListEvent::Fold(_)
            | ListEvent::Drag
            | ListEvent::SortToo(_)
            | ListEvent::Header { .. } => {}
        }
        Action::None
    }

    /// Opens the message of a row: a draft to be written on, everything else to be read.
    fn open(&self, row: usize) -> Action {
        let Some(summary) = self.rows.get(row) else { return Action::None };
        let folder = self.folders.iter().find(|folder| folder.id == summary.folder);
        if folder.is_some_and(|folder| folder.kind == FolderKind::Drafts) {
            return Action::Write(Writing::Draft(summary.id));
        }
        Action::Read(summary.id, self.results, self.order)
    }

    fn failed(&mut self, error: &Error) {
        tracing::warn!(%error, "the Message Finder was refused something");
        self.dialog = Some(Shown::Notice(Notice::error(error)));
    }
}

fn run(task: Task<Message>) -> Action {
    if task.units() == 0 { Action::None } else { Action::Run(task) }
}

#[cfg(test)]
mod tests;
