//! Export Mail: writes mail into a new folder in a form that lasts: all of it, the open folder, or
//! what is selected, of some days or what a search finds, with a manifest of what became of each
//! message. Below: `view` draws it.

mod view;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use iced::keyboard::{Key, Modifiers};
use iced::{Subscription, Task};

use super::{Secret, ok_or_cancel};
use crate::interchange::{Error, Format, Kept, Outgoing, Report, check_room};
use crate::mail::{FolderId, MessageId, Moment, Password, Query};
use crate::session::{Choice, Disk};
use crate::ui::screen::attachments::expand;
use crate::ui::screen::front::choose_folder;
use crate::ui::task::{Desk, Pending};
use crate::ui::widget::Dialog;
use crate::words;

/// How long the session's thread writes before others have their turn.
const SLICE: Duration = Duration::from_millis(50);

/// Which mail is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// All of it.
    All,
    /// The open folder.
    Folder,
    /// What is selected.
    Selection,
}

/// The dialog.
#[derive(Debug)]
pub struct TakeOut {
    desk: Desk,
    path: String,
    format: Format,
    which: Which,
    folder: Option<FolderId>,
    selection: Arc<[MessageId]>,
    /// The days between which messages are, and what is looked for in them, as they are typed.
    from: String,
    until: String,
    search: String,
    /// The password of a new message file, typed twice.
    password: Secret,
    again: Secret,
    pending: Pending,
    work: Option<Arc<Mutex<Option<Work>>>>,
    /// The disk is full: the work waits for room.
    waits: bool,
    reached: (u64, u64),
    failure: Option<(String, String)>,
    done: Option<Box<Report>>,
}

/// Mail on its way out; made and used by the session's thread.
#[derive(Debug)]
struct Work {
    out: Outgoing,
    kept: Kept,
}

/// How far a slice came: messages written, messages chosen, and the report at the end.
type Went = (u64, u64, Option<Box<Report>>);

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The folder's path was typed.
    Typed(String),
    /// Another form is wanted.
    Formed(usize),
    /// Other mail is meant.
    Meant(Which),
    /// The first day was typed.
    FromTyped(String),
    /// The last day was typed.
    UntilTyped(String),
    /// What is looked for was typed.
    SearchTyped(String),
    /// The password of the new message file was typed.
    PasswordTyped(Secret),
    /// It was typed again.
    AgainTyped(Secret),
    /// Asks the system for a folder in which the new one is made.
    Browse,
    /// A folder was chosen, or not.
    Chosen(Option<PathBuf>),
    /// Begins, or closes when all is done.
    Submit,
    /// A slice was written.
    Went(Result<Went, Error>),
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
    /// Closes the dialog.
    Cancelled,
    /// Closes the dialog; says what was done.
    Done(String),
}

impl TakeOut {
    /// Asks where to and in which form.
    pub fn new(desk: Desk, folder: Option<FolderId>, selection: Arc<[MessageId]>) -> Self {
        let home = std::env::home_dir().unwrap_or_default();
        let name = format!("Mail {}", Moment::now().local("%Y-%m-%d"));
        Self {
            desk,
            path: home.join(name).to_string_lossy().into_owned(),
            format: Format::Eml,
            which: Which::All,
            folder,
            selection,
            from: String::new(),
            until: String::new(),
            search: String::new(),
            password: Secret::default(),
            again: Secret::default(),
            pending: Pending::default(),
            work: None,
            waits: false,
            reached: (0, 0),
            failure: None,
            done: None,
        }
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Submit, Message::Cancel)
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        if let Message::FromTyped(_)
        | Message::UntilTyped(_)
        | Message::SearchTyped(_)
        | Message::PasswordTyped(_)
        | Message::AgainTyped(_) = &message
        {
            // What was wrong with it is being put right.
            self.failure = None;
        }
        match message {
            Message::Typed(path) => self.path = path,
            Message::Formed(at) => {
                self.format = Format::ALL.get(at).copied().unwrap_or(self.format);
            }
            Message::Meant(which) => self.which = which,
            Message::FromTyped(text) => self.from = text,
            Message::UntilTyped(text) => self.until = text,
            Message::SearchTyped(text) => self.search = text,
            Message::PasswordTyped(text) => self.password = text,
            Message::AgainTyped(text) => self.again = text,
            Message::Browse => {
                return Action::Run(choose_folder().map(Message::Chosen));
            }
            Message::Chosen(Some(folder)) => {
                let name = expand(&self.path).file_name().map(ToOwned::to_owned);
                let path = folder.join(name.unwrap_or_else(|| "Mail".into()));
                self.path = path.to_string_lossy().into_owned();
            }
            Message::Chosen(None) | Message::Ticked => {}
            Message::Submit => {
                if let Some(report) = &self.done {
                    let count = report.counts.exported;
                    return Action::Done(words::count("screens-take-out-told", count, &[]));
                }
                if self.waits {
                    return self.resume();
                }
                if !self.pending.is_pending() && !self.path.trim().is_empty() {
                    let asked = self.choice().and_then(|choice| Ok((choice, self.secret()?)));
                    return match asked {
                        Ok((choice, password)) => self.begin(choice, password),
                        Err(failure) => {
                            self.failure = Some(failure);
                            Action::None
                        }
                    };
                }
            }
            Message::Went(went) => return self.went(went),
            Message::Cancel if self.work.take().is_some() => {
                // What was written goes with it: half an export is none.
                self.pending.cancel();
                self.waits = false;
                self.failure = None;
                self.reached = (0, 0);
            }
            Message::Cancel if self.done.is_some() => return self.update(Message::Submit),
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    /// Returns which messages are meant, or what of it cannot be understood.
    fn choice(&self) -> Result<Choice, (String, String)> {
        let mut choice = match self.which {
            Which::All => Choice::default(),
            Which::Folder => {
                Choice { folders: self.folder.into_iter().collect(), ..Choice::default() }
            }
            Which::Selection => {
                Choice { among: Some(self.selection.to_vec()), ..Choice::default() }
            }
        };
        choice.from = day(&self.from, 0)?;
        // To the last moment of the day.
        choice.until = day(&self.until, 1)?.map(|next| Moment(next.0.saturating_sub(1)));
        if let Some(word) = Query::misread(&self.search) {
            let said = words::with("screens-take-out-misread", &[("word", &word)]);
            return Err((said, words::text("screens-take-out-search-hint")));
        }
        choice.query = Some(Query::parse(&self.search)).filter(|query| !query.is_blank());
        Ok(choice)
    }

    /// Returns the password of a new message file, where that is the form.
    fn secret(&self) -> Result<Option<Password>, (String, String)> {
        if self.format != Format::Restante {
            return Ok(None);
        }
        let hint = || words::text("screens-take-out-password-hint");
        match self.password.password() {
            _ if self.password.typed().is_empty() => {
                Err((words::text("screens-take-out-no-password"), hint()))
            }
            Ok(password) if self.password == self.again => Ok(Some(password)),
            _ => Err((words::text("screens-take-out-differ"), hint())),
        }
    }

    fn begin(&mut self, choice: Choice, password: Option<Password>) -> Action {
        self.failure = None;
        let (path, format) = (expand(&self.path), self.format);
        let work: Arc<Mutex<Option<Work>>> = Arc::default();
        self.work = Some(Arc::clone(&work));
        let task = self.desk.ask(move |session| -> Result<Went, Error> {
            let disk = Disk::new();
            let mut kept = Kept::choose(session, &choice)?;
            let total = {
                use crate::interchange::Source as _;
                kept.of(session).reached().total
            };
            check_room(&disk, &path, total)?;
            let mut out = match password {
                Some(password) => {
                    Outgoing::begin_message_file(&disk, &path, &session.owner(password))?
                }
                None => Outgoing::begin(&disk, &path, format)?,
            };
            if choice.folders.is_empty() && choice.among.is_none() {
                out.add_people(&session.book()?, &session.groups()?)?;
            }
            let all = kept.len() as u64;
            *work.lock().unwrap_or_else(PoisonError::into_inner) = Some(Work { out, kept });
            Ok((0, all, None))
        });
        Action::Run(self.pending.begin(task.map(Message::Went)))
    }

    fn went(&mut self, went: Result<Went, Error>) -> Action {
        let Some(work) = self.work.clone() else { return Action::None };
        match went {
            Ok((done, all, None)) => {
                self.reached = (done, all);
                return Action::Run(self.slice(work));
            }
            Ok((_, _, Some(report))) => self.done = Some(report),
            Err(error @ Error::Full { .. }) => {
                // What is written waits for the rest until the person has made room, or gives up.
                self.failure = Some((error.summary(), words::text("screens-take-out-full-hint")));
                self.waits = true;
                self.pending.end();
                return Action::None;
            }
            Err(error) => self.failure = Some((error.summary(), error.hint())),
        }
        self.work = None;
        self.pending.end();
        Action::None
    }

    /// Writes on for a slice of time.
    fn slice(&self, work: Arc<Mutex<Option<Work>>>) -> Task<Message> {
        let task = self.desk.ask(move |session| {
            let mut work = work.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(Work { out, kept }) = work.as_mut() else { return Ok((0, 0, None)) };
            let all = kept.len() as u64;
            let report = out.go_on(&mut kept.of(session), SLICE)?;
            Ok((out.written(), all, report.map(Box::new)))
        });
        task.map(Message::Went)
    }

    /// Goes on after room was made.
    fn resume(&mut self) -> Action {
        let Some(work) = self.work.clone() else { return Action::None };
        self.waits = false;
        self.failure = None;
        let task = self.slice(work);
        Action::Run(self.pending.begin(task))
    }

    /// Listens to time while it works.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(|_| Message::Ticked)
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        self.draw()
    }
}

/// Reads a day that need not be typed, and the moment at which one so many days later begins.
fn day(typed: &str, later: i64) -> Result<Option<Moment>, (String, String)> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    Moment::of_day(typed, later).map(Some).ok_or_else(|| {
        let said = words::with("screens-take-out-no-day", &[("day", &typed.trim())]);
        (said, words::text("screens-take-out-day-hint"))
    })
}

#[cfg(test)]
mod tests;
