//! Import Mail: brings the mail of other programs into the message file, original message files of
//! Microsoft Mail and other message files of this program among them. First it is looked what is in
//! the source, and chosen which of its folders are meant; then it is taken over slice by slice, can
//! be stopped, and may be repeated: what is here already is passed over.
//!
//! The same dialog takes over the mail of an original message file that sign-in put aside; then
//! nothing is asked, for the rule of the sign-in decided already. Below: `seen` is what was found and
//! chosen, `view` draws the dialog.

mod seen;
mod view;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use iced::keyboard::{Key, Modifiers};
use iced::widget::operation;
use iced::{Subscription, Task};
use jiff::tz::TimeZone;

use super::{Secret, ok_or_cancel};
use crate::interchange::{
    self, CodePage, Error, Incoming, Kind, Opened, Preview, Reading, Report, Source, Target,
    Without, check_room,
};
use crate::mail::Moment;
use crate::session::Disk;
use crate::settings;
use crate::ui::screen::attachments::expand;
use crate::ui::screen::front::choose_folder;
use crate::ui::task::{Cancel, Desk, Pending, blocking};
use crate::ui::widget::{Dialog, ListEvent};
use crate::words;
use seen::Seen;

/// How long the session's thread takes mail in before others have their turn.
const SLICE: Duration = Duration::from_millis(50);

/// The dialog.
#[derive(Debug)]
pub struct BringIn {
    desk: Desk,
    path: String,
    password: Secret,
    /// The owner says that the file is theirs and its password lost.
    lost: bool,
    salvage: bool,
    page: Option<CodePage>,
    zone: String,
    folder: String,
    /// Whether this takes over what sign-in put aside.
    takes_over: bool,
    stage: Stage,
    pending: Pending,
    reached: Arc<Reached>,
    begun: Instant,
    failure: Option<(String, String)>,
    /// What asks for its password.
    asks: Option<Kind>,
}

/// Bytes read and to read; looked at while the work goes on.
#[derive(Debug, Default)]
struct Reached {
    done: AtomicU64,
    total: AtomicU64,
}

impl Reached {
    fn set(&self, reached: interchange::Reached) {
        self.done.store(reached.done, Ordering::Relaxed);
        self.total.store(reached.total, Ordering::Relaxed);
    }
}

#[derive(Debug)]
enum Stage {
    /// A source is named.
    Naming,
    /// It was looked at.
    Seen(Box<Seen>),
    /// It is taken in.
    Going(Arc<Mutex<Option<Work>>>),
    /// All is done.
    Done(Box<Report>),
}

/// A source on its way in; made and used by the session's thread.
#[derive(Debug)]
struct Work {
    source: Opened,
    incoming: Incoming,
    /// The folders that are left out.
    without: HashSet<Vec<String>>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path was typed.
    PathTyped(String),
    /// The file's password was typed.
    PasswordTyped(Secret),
    /// The owner says that the password is lost, or not.
    Lost(bool),
    /// Deleted mail is wanted too, or not.
    Salvage(bool),
    /// Another code page is meant.
    Page(usize),
    /// The zone of the dates was typed.
    ZoneTyped(String),
    /// The folder was typed into which all goes.
    FolderTyped(String),
    /// Asks the system for a file.
    BrowseFile,
    /// Asks the system for a folder.
    BrowseFolder,
    /// Something was chosen, or not.
    Chosen(Option<PathBuf>),
    /// The list of folders was used.
    Listed(ListEvent),
    /// Takes the folder with the cursor, or leaves it out.
    Toggle,
    /// Takes all folders, or none.
    All(bool),
    /// Goes on: looks, begins, or closes.
    Submit,
    /// It was looked what is in the source.
    Looked(Result<Box<Seen>, Error>),
    /// A slice was taken in; says whether that was all.
    Went(Result<bool, Error>),
    /// It is done.
    Ended(Result<Box<Report>, Error>),
    /// Time passes.
    Ticked,
    /// Stops, goes back, or closes.
    Escape,
}

/// What the screen has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// Closes the dialog; mail may have come.
    Done,
    /// Closes the dialog.
    Cancelled,
}

impl BringIn {
    /// Asks for a source.
    pub fn new(desk: Desk) -> (Self, Task<Message>) {
        let zone = TimeZone::system().iana_name().unwrap_or("UTC").to_owned();
        let dialog = Self {
            desk,
            path: String::new(),
            password: Secret::default(),
            lost: false,
            salvage: false,
            page: None,
            zone,
            folder: String::new(),
            takes_over: false,
            stage: Stage::Naming,
            pending: Pending::default(),
            reached: Arc::default(),
            begun: Instant::now(),
            failure: None,
            asks: None,
        };
        (dialog, operation::focus("bring-in-path"))
    }

    /// Takes over the mail of an original message file that sign-in put aside.
    pub fn take_over(desk: Desk, original: &Path) -> (Self, Task<Message>) {
        let (mut dialog, _) = Self::new(desk);
        dialog.path = original.to_string_lossy().into_owned();
        dialog.takes_over = true;
        let look = match dialog.look() {
            Action::Run(task) => task,
            _ => Task::none(),
        };
        (dialog, look)
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, modifiers: Modifiers) -> Option<Message> {
        ok_or_cancel(key, modifiers, Message::Submit, Message::Escape)
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::PathTyped(text) => self.name(text),
            Message::PasswordTyped(text) => self.password = text,
            Message::Lost(lost) => self.lost = lost,
            Message::Salvage(salvage) => self.salvage = salvage,
            Message::Page(at) => self.page = CodePage::all().nth(at),
            Message::ZoneTyped(text) => self.zone = text,
            Message::FolderTyped(text) => self.folder = text,
            Message::BrowseFile => return Action::Run(choose_file().map(Message::Chosen)),
            Message::BrowseFolder => return Action::Run(choose_folder().map(Message::Chosen)),
            Message::Chosen(Some(path)) => self.name(path.to_string_lossy().into_owned()),
            Message::Listed(event) => {
                if let Stage::Seen(seen) = &mut self.stage
                    && seen.listed(&event)
                {
                    return self.submit();
                }
            }
            Message::Toggle => {
                if let Stage::Seen(seen) = &mut self.stage {
                    seen.toggle(None);
                }
            }
            Message::All(yes) => {
                if let Stage::Seen(seen) = &mut self.stage {
                    seen.take_all(yes);
                }
            }
            Message::Chosen(None) | Message::Ticked => {}
            Message::Submit => return self.submit(),
            Message::Looked(looked) => return self.looked(looked),
            Message::Went(went) => return self.went(went),
            Message::Ended(ended) => self.ended(ended),
            Message::Escape => return self.escape(),
        }
        Action::None
    }

    fn name(&mut self, path: String) {
        self.path = path;
        self.stage = Stage::Naming;
        self.failure = None;
        self.asks = None;
    }

    fn submit(&mut self) -> Action {
        match &self.stage {
            _ if self.pending.is_pending() => Action::None,
            Stage::Naming if self.path.trim().is_empty() => Action::None,
            Stage::Naming => self.look(),
            Stage::Seen(seen) if seen.takes_nothing() => Action::None,
            Stage::Seen(_) => self.begin(),
            Stage::Going(_) => Action::None,
            Stage::Done(_) => Action::Done,
        }
    }

    fn escape(&mut self) -> Action {
        if self.pending.is_pending() {
            self.pending.cancel();
            // What was taken in stays, and the manifest says so.
            if let Stage::Going(_) = self.stage {
                return Action::Done;
            }
            return Action::None;
        }
        match self.stage {
            Stage::Naming => Action::Cancelled,
            Stage::Seen(_) if !self.takes_over => {
                self.stage = Stage::Naming;
                Action::None
            }
            Stage::Seen(_) => Action::Cancelled,
            Stage::Going(_) | Stage::Done(_) => Action::Done,
        }
    }

    /// Returns how the source is read; none where the zone is none.
    fn reading(&mut self) -> Option<Reading> {
        let Ok(zone) = TimeZone::get(self.zone.trim()) else {
            let hint = words::text("screens-carry-zone-hint");
            self.failure = Some((words::text("screens-carry-no-zone"), hint));
            return None;
        };
        let key = match self.password.password() {
            _ if self.takes_over => interchange::Key::OwnerLostIt,
            _ if self.lost && self.asks == Some(Kind::Original) => interchange::Key::OwnerLostIt,
            Ok(password) if self.asks.is_some() => interchange::Key::Password(password),
            _ => interchange::Key::None,
        };
        let (code_page, salvage) = (self.page, self.salvage);
        Some(Reading { key, code_page, zone, into_our_folders: true, records: false, salvage })
    }

    /// Looks what is in the source, away from the session's thread.
    fn look(&mut self) -> Action {
        self.failure = None;
        let Some(reading) = self.reading() else { return Action::None };
        let (path, reached) = (expand(&self.path), Arc::clone(&self.reached));
        let cancel = Cancel::default();
        let stop = cancel.clone();
        let look = blocking(move || {
            let mut source = opened(&path, &reading, &stop)?;
            let mut preview = Preview::default();
            while !preview.go_on(&mut source, SLICE) {
                reached.set(source.reached());
                if stop.is_cancelled() {
                    return Err(crate::session::Error::Cancelled.into());
                }
            }
            let problems = source.problems().iter().map(ToString::to_string).collect();
            Ok(Box::new(Seen::new(preview, problems)))
        });
        self.begun = Instant::now();
        Action::Run(self.pending.begin_with(cancel, look.map(Message::Looked)))
    }

    fn looked(&mut self, looked: Result<Box<Seen>, Error>) -> Action {
        self.pending.end();
        match looked {
            Ok(seen) => self.stage = Stage::Seen(seen),
            Err(error) => {
                if let Error::NeedsPassword { kind, .. } | Error::WrongPassword { kind, .. } =
                    &error
                {
                    self.asks = Some(*kind);
                }
                self.fail(&error);
                if self.asks.is_some() {
                    return Action::Run(operation::focus("bring-in-password"));
                }
            }
        }
        Action::None
    }

    fn begin(&mut self) -> Action {
        self.failure = None;
        let Some(reading) = self.reading() else { return Action::None };
        let path = expand(&self.path);
        let names = self.folder.split('/').map(str::trim).filter(|name| !name.is_empty());
        let folder: Vec<String> = names.map(str::to_owned).collect();
        let name = Moment::now().local("import %Y-%m-%d %H.%M.%S%.3f");
        let manifest = settings::data_folder().join("imports").join(name);
        let place = self.desk.who().message_file.clone();
        let without = match &self.stage {
            Stage::Seen(seen) => seen.left_out(),
            _ => HashSet::new(),
        };
        let work: Arc<Mutex<Option<Work>>> = Arc::default();
        self.stage = Stage::Going(Arc::clone(&work));
        let cancel = Cancel::default();
        let stop = cancel.clone();
        let desk = self.desk.clone();
        // A damaged file is searched, a folder measured: away from the session's thread too.
        let task = blocking(move || opened(&path, &reading, &stop)).then(move |source| {
            let (folder, manifest, place) = (folder.clone(), manifest.clone(), place.clone());
            let without = without.clone();
            let work = Arc::clone(&work);
            desk.ask(move |session| -> Result<bool, Error> {
                let (disk, source) = (Disk::new(), source?);
                check_room(&disk, &place, source.reached().total)?;
                let flat = source.is_one_file() && !folder.is_empty();
                let incoming = Incoming::begin(&disk, session, &manifest, Target { folder, flat })?;
                let mut work = work.lock().unwrap_or_else(PoisonError::into_inner);
                *work = Some(Work { source, incoming, without });
                Ok(false)
            })
        });
        self.begun = Instant::now();
        Action::Run(self.pending.begin_with(cancel, task.map(Message::Went)))
    }

    fn went(&mut self, went: Result<bool, Error>) -> Action {
        let Stage::Going(work) = &self.stage else { return Action::None };
        let work = Arc::clone(work);
        match went {
            Ok(false) => {
                let reached = Arc::clone(&self.reached);
                let task = self.desk.ask(move |session| {
                    let mut work = work.lock().unwrap_or_else(PoisonError::into_inner);
                    let Some(Work { source, incoming, without }) = work.as_mut() else {
                        return Ok(true);
                    };
                    let at_end = incoming.go_on(session, &mut Without::new(source, without), SLICE);
                    reached.set(source.reached());
                    at_end
                });
                // How long it takes is counted from its beginning.
                Action::Run(task.map(Message::Went))
            }
            Ok(true) => {
                let took_over = self.takes_over;
                let task = self.desk.ask(move |session| {
                    let work = work.lock().unwrap_or_else(PoisonError::into_inner).take();
                    let Some(Work { mut source, incoming, .. }) = work else {
                        return Ok(Box::default());
                    };
                    source.bring_people(session)?;
                    let report = incoming.finish()?;
                    if took_over {
                        session.took_over()?;
                    }
                    Ok(Box::new(report))
                });
                Action::Run(task.map(Message::Ended))
            }
            Err(error) => {
                self.pending.end();
                self.stage = Stage::Naming;
                self.fail(&error);
                Action::None
            }
        }
    }

    fn ended(&mut self, ended: Result<Box<Report>, Error>) {
        self.pending.end();
        match ended {
            Ok(report) => self.stage = Stage::Done(report),
            Err(error) => {
                self.stage = Stage::Naming;
                self.fail(&error);
            }
        }
    }

    fn fail(&mut self, error: &Error) {
        let cancelled = matches!(error, Error::Session(crate::session::Error::Cancelled));
        self.failure = (!cancelled).then(|| (error.summary(), error.hint()));
    }

    /// Listens to time while the work goes on.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(|_| Message::Ticked)
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        self.draw()
    }
}

/// Opens a source; searching a damaged one can be given up.
fn opened(path: &Path, reading: &Reading, stop: &Cancel) -> Result<Opened, Error> {
    Opened::open(&Disk::new(), path, reading, &mut |_, _| !stop.is_cancelled())
}

fn choose_file() -> Task<Option<PathBuf>> {
    let chosen = rfd::AsyncFileDialog::new().pick_file();
    Task::future(async { chosen.await.map(|handle| handle.path().to_owned()) })
}
