//! Export Mail: writes mail into a new folder in a form that lasts: all of it, the open folder, or
//! what is selected, with a manifest of what became of each message.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use iced::keyboard::{Key, Modifiers};
use iced::widget::{column, row};
use iced::{Center, Fill, Subscription, Task};

use super::ok_or_cancel;
use crate::interchange::{Error, Format, Kept, Outgoing, Report, check_room};
use crate::mail::{FolderId, MessageId, Moment};
use crate::session::{Choice, Disk};
use crate::ui::screen::attachments::expand;
use crate::ui::screen::front::choose_folder;
use crate::ui::task::{Desk, Pending};
use crate::ui::theme::{self, style};
use crate::ui::widget::progress::Reached;
use crate::ui::widget::{Dialog, button, choice, dialog, field, label, paragraph, progress, radio};
use crate::words;

/// How long the session's thread writes before others have their turn.
const SLICE: Duration = Duration::from_millis(50);
/// The room of captions.
const CAPTION: f32 = 90.0;

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
    pending: Pending,
    work: Option<Arc<Mutex<Option<Work>>>>,
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
            pending: Pending::default(),
            work: None,
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
        match message {
            Message::Typed(path) => self.path = path,
            Message::Formed(at) => {
                self.format = Format::ALL.get(at).copied().unwrap_or(self.format);
            }
            Message::Meant(which) => self.which = which,
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
                if !self.pending.is_pending() && !self.path.trim().is_empty() {
                    return self.begin();
                }
            }
            Message::Went(went) => return self.went(went),
            Message::Cancel if self.work.take().is_some() => {
                // What was written goes with it: half an export is none.
                self.pending.cancel();
                self.reached = (0, 0);
            }
            Message::Cancel if self.done.is_some() => return self.update(Message::Submit),
            Message::Cancel => return Action::Cancelled,
        }
        Action::None
    }

    fn begin(&mut self) -> Action {
        self.failure = None;
        let (path, format) = (expand(&self.path), self.format);
        let choice = match self.which {
            Which::All => Choice::default(),
            Which::Folder => {
                Choice { folders: self.folder.into_iter().collect(), ..Choice::default() }
            }
            Which::Selection => {
                Choice { among: Some(self.selection.to_vec()), ..Choice::default() }
            }
        };
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
            let out = Outgoing::begin(&disk, &path, format)?;
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
                let task = self.desk.ask(move |session| {
                    let mut work = work.lock().unwrap_or_else(PoisonError::into_inner);
                    let Some(Work { out, kept }) = work.as_mut() else { return Ok((0, 0, None)) };
                    let all = kept.len() as u64;
                    let report = out.go_on(&mut kept.of(session), SLICE)?;
                    Ok((out.written(), all, report.map(Box::new)))
                });
                return Action::Run(task.map(Message::Went));
            }
            Ok((_, _, Some(report))) => self.done = Some(report),
            Err(error) => self.failure = Some((error.summary(), error.hint())),
        }
        self.work = None;
        self.pending.end();
        Action::None
    }

    /// Listens to time while it works.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(|_| Message::Ticked)
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let title = words::text("screens-take-out-title");
        if let Some(report) = &self.done {
            let path = report.manifest_csv.display();
            let values: [(&str, &dyn std::fmt::Display); 2] =
                [("unreadable", &report.counts.unreadable), ("path", &path)];
            let body = column![
                paragraph(words::count("screens-take-out-done", report.counts.exported, &values)),
                paragraph(words::with("screens-bring-in-manifest", &values)).style(style::muted),
            ];
            return dialog(title, body.spacing(theme::SPACE)).width(520.0).button(
                button(words::text("screens-ok"))
                    .id("take-out-ok")
                    .default(true)
                    .on_press(Message::Submit),
            );
        }
        let forms = [
            "screens-take-out-eml",
            "screens-take-out-mbox",
            "screens-take-out-maildir",
            "screens-take-out-text-form",
            "screens-take-out-json",
        ]
        .map(words::text);
        let form = Format::ALL.iter().position(|format| *format == self.format);
        let which = |which: Which, id: &str, may: bool| {
            let radio = radio(words::text(id), &which, Some(&self.which));
            if may { radio.on_toggle(move |_| Message::Meant(which)) } else { radio }
        };
        let mut body = column![
            paragraph(words::text("screens-take-out-text")),
            row![
                field(words::text("screens-take-out-path"), &self.path)
                    .caption_width(CAPTION)
                    .id("take-out-path")
                    .on_input(Message::Typed)
                    .on_submit(Message::Submit)
                    .width(Fill),
                button(words::text("screens-browse")).on_press(Message::Browse),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
            row![
                label(words::text("screens-take-out-form")).width(CAPTION),
                choice(forms, form).id("take-out-form").on_choose(Message::Formed).width(Fill),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
            row![
                label(words::text("screens-take-out-which")).width(CAPTION),
                column![
                    which(Which::All, "screens-take-out-all", true),
                    which(Which::Folder, "screens-take-out-folder", self.folder.is_some()),
                    which(
                        Which::Selection,
                        "screens-take-out-selection",
                        !self.selection.is_empty()
                    ),
                ]
                .spacing(2),
            ]
            .spacing(theme::SPACE),
        ]
        .spacing(theme::SPACE);
        if self.pending.is_long() {
            let (done, all) = self.reached;
            #[expect(clippy::cast_precision_loss, reason = "a bar of some hundred pixels")]
            let part = Reached::Part(done as f32 / all.max(1) as f32);
            let words = words::with("screens-import-progress", &[("done", &done), ("total", &all)]);
            body = body.push(progress(part).width(Fill)).push(label(words).width(Fill));
        }
        if let Some((summary, hint)) = &self.failure {
            body = body.push(paragraph(summary.as_str()).style(style::danger));
            body = body.push(paragraph(hint.as_str()).style(style::muted));
        }
        let ready = !self.pending.is_pending() && !self.path.trim().is_empty();
        dialog(title, body)
            .width(520.0)
            .button(
                button(words::text("screens-take-out-now"))
                    .id("take-out-now")
                    .default(true)
                    .on_press_maybe(ready.then_some(Message::Submit)),
            )
            .button(button(words::text("screens-cancel")).on_press(Message::Cancel))
    }
}
