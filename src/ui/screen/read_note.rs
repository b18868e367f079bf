//! Read Note: a window for one message, which goes on through the folder it was opened from.
//!
//! `page` is what the session's thread does, `dialogs` are those over the window, `view` how the window looks; the attachments are the strip of [`super::attachments`].

mod dialogs;
mod flag;
mod help;
mod page;
mod receipts;
mod view;

use std::sync::Arc;

use iced::advanced::widget::Id;
use iced::keyboard::{Key, Modifiers};
use iced::time::{Duration, Instant};
use iced::{Element, Subscription, Task};

use super::attachments::{self, Failure, Strip};
use super::message_center::Deeds;
use super::send_note::Writing;
use crate::mail::{Flag, Folder, FolderId, MessageId, Order};
use crate::session::{Error, Opened};
use crate::settings::{Printing, Reading, Receipts};
use crate::ui::dialog::move_to::{self, MoveTo};
use crate::ui::dialog::print::{self, Print};
use crate::ui::dialog::save_as::{self, SaveAs};
use crate::ui::reader::{self, Reader};
use crate::ui::screen::window_menu::{GoTo, OpenWindows};
use crate::ui::task::{Desk, LONG};
use crate::ui::theme::scripts;
use crate::ui::widget::{Wish, Wishes};
use crate::words;

pub use page::Page;
use page::{After, Leave, Left, Place};

/// The Read Note window.
pub struct ReadNote {
    desk: Desk,
    place: Place,
    id: MessageId,
    page: Option<Page>,
    strip: Strip,
    reader: Reader,
    receipts: Receipts,
    /// Whether all recipients are shown, however many.
    expanded: bool,
    over: Option<Over>,
    save: Option<SaveAs>,
    print: Option<Box<Print>>,
    printing: Printing,
    moving: Option<MoveTo>,
    after: After,
    busy: Option<Busy>,
    failure: Option<Failure>,
    status: String,
    /// What the chosen line of a menu does; empty when no menu is open.
    help: String,
    now: Instant,
    wishes: Wishes,
    windows: OpenWindows,
}

impl std::fmt::Debug for ReadNote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadNote").field("id", &self.id).finish_non_exhaustive()
    }
}

/// What lies over the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// The message would be deleted for good.
    DeleteForGood,
}

#[derive(Debug)]
struct Busy {
    since: Instant,
    _handle: iced::task::Handle,
}

/// What happens in the window.
#[derive(Debug, Clone)]
pub enum Message {
    /// A message was opened; none when there is none in that direction.
    Opened(Result<Option<Box<Page>>, Error>),
    /// The message left the list, and another one was opened if there is one.
    Left(Result<Left, Error>),
    /// The bytes of the message are there.
    SourceLoaded(Result<Vec<u8>, Error>),
    /// Something happened in the text.
    Reader(reader::Message),
    /// The message was opened again, in another character set.
    Reopened(Result<Box<Opened>, Error>),
    /// How a message is flagged now.
    Flagged(MessageId, Result<Flag, Error>),
    /// A receipt is to be sent, or not.
    Receipt(bool),
    /// It was sent, or not.
    ReceiptAnswered(Result<bool, Error>),
    /// Something happened in the strip of attachments.
    Strip(attachments::Message),
    /// Opens the message before this one.
    Previous,
    /// Opens the message after this one.
    Next,
    /// Deletes the message.
    Delete,
    /// Deletes the message for good.
    DeleteForGood,
    /// Goes back to the message.
    Back,
    /// Begins to write something.
    Write(Kind),
    /// Asks where to save the message.
    SaveAs,
    /// Asks for the folder into which the message goes.
    Move,
    /// The folders are there to choose from.
    FoldersCame(Result<Vec<Folder>, Error>),
    /// Something happened in the choice of a folder.
    Moving(move_to::Message),
    /// Asks how to print the message.
    Print,
    /// Something happened in Print.
    Printing(print::Message),
    /// Something happened in Save As.
    Save(save_as::Message),
    /// Shows all recipients, or no longer.
    ToggleRecipients,
    /// Another window is wanted.
    GoTo(GoTo),
    /// Another line of a menu is chosen, which does this.
    Helped(String),
    /// Prints the shortcuts of the window.
    PrintKeys(String),
    /// Presses a key with Control in whatever has the focus.
    Press(&'static str),
    /// The failure was read.
    FailureRead,
    /// Stops waiting.
    Cancel,
    /// Time passes.
    Ticked(Instant),
    /// Closes the window.
    Close,
}

/// What can be written from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A new message.
    New,
    /// An answer to the sender.
    Reply,
    /// An answer to everyone.
    ReplyAll,
    /// The message, passed on.
    Forward,
}

/// What the router has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// Opens a window for writing.
    Write(Writing),
    /// The folders changed.
    Changed,
    /// Goes to another window.
    GoTo(GoTo),
    /// It was printed so, which is remembered.
    Printed(Box<Printing>),
    /// Opens a window that prints these shortcuts.
    PrintKeys(String),
    /// Closes the window.
    Close,
    /// The message left the list, or a folder was made, which can be undone; closes the window if that is so.
    Left(Option<Deeds>, bool),
}

impl ReadNote {
    /// Opens a message of a folder's list.
    pub fn new(desk: Desk, id: MessageId, folder: FolderId, order: Order) -> (Self, Task<Message>) {
        let mut note = Self {
            desk,
            place: Place { folder, order },
            id,
            page: None,
            strip: Strip::reading(Vec::new()),
            reader: Reader::new(Id::unique()),
            receipts: Receipts::default(),
            expanded: false,
            over: None,
            save: None,
            print: None,
            printing: Printing::default(),
            moving: None,
            after: After::default(),
            busy: None,
            failure: None,
            status: String::new(),
            help: String::new(),
            now: Instant::now(),
            wishes: Wishes::default(),
            windows: OpenWindows::default(),
        };
        let place = note.place;
        let task = note.desk.ask(move |session| place.open(session, id).map(Box::new).map(Some));
        let task = note.begin(task.map(Message::Opened));
        (note, task)
    }

    /// Reads as the person chose to.
    #[must_use]
    pub fn with(mut self, reading: &Reading, printing: &Printing) -> Self {
        self.printing = printing.clone();
        self.after = After::of(&reading.after);
        self.reader.set(reading.fixed_font, reading.full_headers);
        self
    }

    /// Hears which windows are open.
    pub fn set_windows(&mut self, windows: OpenWindows) {
        self.windows = windows;
    }

    /// Returns the window's title.
    pub fn title(&self) -> String {
        match self.page.as_ref().map(|page| page.opened.message.subject.trim()) {
            None | Some("") => words::text("screens-read-no-subject"),
            Some(subject) => subject.to_owned(),
        }
    }

    /// Ticks while the window waits.
    pub fn subscription(&self) -> Subscription<Message> {
        if let Some(print) = &self.print {
            return print.subscription().map(Message::Printing);
        }
        if let Some(save) = &self.save {
            return save.subscription().map(Message::Save);
        }
        if self.busy.is_some() {
            iced::time::every(Duration::from_millis(500)).map(Message::Ticked)
        } else {
            Subscription::none()
        }
    }

    /// Changes the window by what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Opened(result) => return self.opened(result),
            Message::Left(result) => return self.left(result),
            Message::SourceLoaded(result) => self.source_loaded(result),
            Message::Reader(message) => return self.reader_told(message),
            Message::Reopened(result) => self.reopened(result),
            Message::Flagged(id, flag) => self.flagged(id, flag),
            Message::Receipt(send) => return self.answer_receipt(send),
            Message::ReceiptAnswered(result) => return self.receipt_answered(result),
            Message::Strip(message) => return self.strip_told(message),
            Message::Previous => return self.turn(false),
            Message::Next => return self.turn(true),
            Message::Delete => {
                if self.page.as_ref().is_some_and(|page| page.in_bin) {
                    self.over = Some(Over::DeleteForGood);
                } else {
                    return self.leave(Leave::Deleted);
                }
            }
            Message::DeleteForGood => return self.leave(Leave::Deleted),
            Message::Back => self.over = None,
            Message::Write(kind) => return self.write(kind),
            Message::SaveAs if self.can_work() => {
                let title = self.title();
                self.save = Some(SaveAs::new(self.desk.clone(), Arc::new([self.id]), &title));
            }
            Message::Save(message) => return self.save_told(message),
            Message::Move if self.can_work() => return self.ask_where_to(),
            Message::FoldersCame(folders) => self.folders_came(folders),
            Message::Moving(message) => return self.move_told(message),
            Message::Print if self.can_work() => return self.ask_to_print(),
            Message::Printing(message) => return self.print_told(message),
            Message::ToggleRecipients => self.expanded = !self.expanded,
            Message::Press(letter) => {
                self.wishes.wish(Wish::Press(Key::Character(letter.into()), Modifiers::COMMAND));
            }
            Message::Helped(help) => self.help = help,
            Message::FailureRead => self.failure = None,
            Message::Cancel => {
                self.busy = None;
                if self.page.is_none() {
                    return Action::Close;
                }
            }
            Message::Ticked(now) => self.now = now,
            Message::GoTo(to) => return Action::GoTo(to),
            Message::PrintKeys(text) => return Action::PrintKeys(text),
            Message::Close => return Action::Close,
            Message::SaveAs | Message::Print | Message::Move => {}
        }
        Action::None
    }

    /// Shows the whole window.
    pub fn view(&self) -> Element<'_, Message> {
        view::window(self)
    }

    /// Returns whether there is a message, and new work may begin.
    fn can_work(&self) -> bool {
        self.page.is_some() && self.busy.is_none()
    }

    fn is_long(&self) -> bool {
        let busy = self.busy.as_ref();
        busy.is_some_and(|busy| self.now.duration_since(busy.since) >= LONG)
    }

    /// Begins to wait, in place of anything else: a late answer to that never comes.
    fn begin(&mut self, task: Task<Message>) -> Task<Message> {
        let (task, handle) = task.abortable();
        self.busy = Some(Busy { since: Instant::now(), _handle: handle.abort_on_drop() });
        self.status.clear();
        task
    }

    fn fail(&mut self, error: &Error) {
        self.failure = Some(Failure { summary: error.summary(), hint: error.hint() });
    }

    fn turn(&mut self, forward: bool) -> Action {
        let Some(page) = self.page.as_ref().filter(|_| self.busy.is_none()) else {
            return Action::None;
        };
        let (place, id, at) = (self.place, self.id, page.at);
        let task = self.desk.ask(move |session| {
            place.turn(session, id, at, forward).map(|page| page.map(Box::new))
        });
        Action::Run(self.begin(task.map(Message::Opened)))
    }

    fn opened(&mut self, result: Result<Option<Box<Page>>, Error>) -> Action {
        self.busy = None;
        match result {
            Ok(Some(page)) => {
                let marked = page.marked;
                self.set(*page);
                if let Some(answer) = self.settle_receipt() {
                    return answer;
                }
                if marked {
                    return Action::Changed;
                }
            }
            Ok(None) => self.status = words::text("screens-read-no-more"),
            Err(error) => self.fail(&error),
        }
        Action::None
    }

    /// Shows a message.
    fn set(&mut self, mut page: Page) {
        self.id = page.opened.summary.id;
        let message = &page.opened.message;
        let lacking = scripts::lacking(&message.subject);
        if let Some(lacking) = lacking.or_else(|| scripts::lacking(&message.body)) {
            self.status = lacking.to_string();
        }
        let attachments = std::mem::take(&mut page.opened.message.attachments);
        self.strip = Strip::reading(attachments);
        self.reader.turn();
        self.reader.show(&mut page.opened);
        self.expanded = false;
        self.over = None;
        self.failure = None;
        self.page = Some(page);
        self.wishes.wish(Wish::Focus(self.reader.id()));
    }

    fn leave(&mut self, leave: Leave) -> Action {
        self.over = None;
        if !self.can_work() {
            return Action::None;
        }
        let (place, id, after) = (self.place, self.id, self.after);
        let task = self.desk.ask(move |session| place.leave(session, id, leave, after));
        Action::Run(self.begin(task.map(Message::Left)))
    }

    fn left(&mut self, result: Result<Left, Error>) -> Action {
        self.busy = None;
        match result {
            Ok(Left { deeds, page: Some(page) }) => {
                self.set(*page);
                Action::Left(deeds, false)
            }
            Ok(Left { deeds, page: None }) => Action::Left(deeds, true),
            Err(error) => {
                self.fail(&error);
                Action::None
            }
        }
    }

    fn write(&self, kind: Kind) -> Action {
        let writing = match kind {
            Kind::New => Writing::New,
            _ if !self.can_answer() => return Action::None,
            Kind::Reply => Writing::Reply(self.id),
            Kind::ReplyAll => Writing::ReplyAll(self.id),
            Kind::Forward => Writing::Forward(self.id),
        };
        Action::Write(writing)
    }

    fn reader_told(&mut self, message: reader::Message) -> Action {
        match self.reader.update(message) {
            reader::Action::None => {}
            reader::Action::Run(task) => return Action::Run(task.map(Message::Reader)),
            reader::Action::Source if self.can_work() => {
                let id = self.id;
                let task = self.desk.ask(move |session| session.source(id));
                return Action::Run(self.begin(task.map(Message::SourceLoaded)));
            }
            reader::Action::Reopen if self.can_work() => {
                let (id, charset) = (self.id, self.reader.charset());
                let task = self
                    .desk
                    .ask(move |session| session.open_message_as(id, charset).map(Box::new));
                return Action::Run(self.begin(task.map(Message::Reopened)));
            }
            reader::Action::Source | reader::Action::Reopen => {}
            reader::Action::Write(address) => return Action::Write(Writing::To(address)),
            reader::Action::Focus(id) => self.wishes.wish(Wish::Focus(id)),
            reader::Action::Fail(summary, hint) => self.failure = Some(Failure { summary, hint }),
        }
        Action::None
    }

    fn reopened(&mut self, result: Result<Box<Opened>, Error>) {
        self.busy = None;
        match result {
            Ok(mut opened) => self.reader.show(&mut opened),
            Err(error) => self.fail(&error),
        }
    }

    fn source_loaded(&mut self, result: Result<Vec<u8>, Error>) {
        self.busy = None;
        match result {
            Ok(bytes) => self.reader.set_source(&bytes),
            Err(error) => self.fail(&error),
        }
    }

    fn strip_told(&mut self, message: attachments::Message) -> Action {
        match self.strip.update(message) {
            attachments::Action::None | attachments::Action::Removed => {}
            attachments::Action::Run(task) => return Action::Run(task.map(Message::Strip)),
            attachments::Action::Tell(text) => self.status = text,
            attachments::Action::Fail(failure) => self.failure = Some(failure),
        }
        Action::None
    }
}

#[cfg(test)]
mod tests;
