//! Import Message File: brings the mail of another message file of ours into this one.
//!
//! It asks for that file's password, shows how far it is, can be stopped, and may be repeated:
//! what is here already is skipped.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, operation, row};
use iced::{Center, Fill, Subscription, Task};

use super::Secret;
use crate::session::{Error, Imported};
use crate::ui::task::{Cancel, Desk, Pending};
use crate::ui::theme::{self, style};
use crate::ui::widget::{Dialog, button, dialog, field, label, paragraph, progress};
use crate::words;

/// The dialog.
#[derive(Debug)]
pub struct ImportFile {
    desk: Desk,
    path: String,
    password: Secret,
    pending: Pending,
    /// Messages done and to do; read while the import goes on.
    reached: Arc<(AtomicU64, AtomicU64)>,
    cancel: Cancel,
    failure: Option<Error>,
    done: Option<Imported>,
}

/// What happens in the dialog.
#[derive(Debug, Clone)]
pub enum Message {
    /// The path was typed.
    PathTyped(String),
    /// The password was typed.
    PasswordTyped(Secret),
    /// Asks for the file.
    Browse,
    /// A file was chosen, or not.
    Chosen(Option<PathBuf>),
    /// Begins, or closes when all is done.
    Submit,
    /// Stops the import, or closes.
    Escape,
    /// Time passes.
    Ticked,
    /// The import ended.
    Ended(Result<Imported, Error>),
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

impl ImportFile {
    /// Makes the dialog; a message file that sign-in put aside is proposed.
    pub fn new(desk: Desk) -> (Self, Task<Message>) {
        let path = desk.who().old_message_file.clone().unwrap_or_default();
        let first = if path.as_os_str().is_empty() { "import-path" } else { "import-password" };
        let dialog = Self {
            desk,
            path: path.to_string_lossy().into_owned(),
            password: Secret::default(),
            pending: Pending::default(),
            reached: Arc::default(),
            cancel: Cancel::default(),
            failure: None,
            done: None,
        };
        (dialog, operation::focus(first))
    }

    /// Returns the message of a key that no control of the dialog wanted.
    pub fn key(&self, key: &Key, _: Modifiers) -> Option<Message> {
        match key {
            Key::Named(Named::Enter) => Some(Message::Submit),
            Key::Named(Named::Escape) => Some(Message::Escape),
            _ => None,
        }
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::PathTyped(text) => self.path = text,
            Message::PasswordTyped(text) => self.password = text,
            Message::Browse => {
                let chosen = rfd::AsyncFileDialog::new()
                    .add_filter(words::text("screens-message-files"), &["MMF", "mmf"])
                    .pick_file();
                return Action::Run(Task::future(async {
                    Message::Chosen(chosen.await.map(|f| f.path().to_owned()))
                }));
            }
            Message::Chosen(path) => {
                if let Some(path) = path {
                    self.path = path.to_string_lossy().into_owned();
                }
            }
            Message::Submit if self.done.is_some() => return Action::Done,
            Message::Submit if !self.pending.is_pending() => return self.begin(),
            Message::Submit | Message::Ticked => {}
            Message::Escape if self.pending.is_pending() => self.cancel.cancel(),
            Message::Escape if self.done.is_some() => return Action::Done,
            Message::Escape => return Action::Cancelled,
            Message::Ended(result) => {
                self.pending.end();
                match result {
                    Ok(imported) => self.done = Some(imported),
                    Err(Error::Cancelled) => return Action::Done,
                    Err(e) => self.failure = Some(e),
                }
            }
        }
        Action::None
    }

    fn begin(&mut self) -> Action {
        let Ok(password) = self.password.password() else { return Action::None };
        self.failure = None;
        self.cancel = Cancel::default();
        let (path, cancel, reached) =
            (PathBuf::from(self.path.trim()), self.cancel.clone(), self.reached.clone());
        let work = self.desk.ask(move |session| {
            session.import_message_file(&path, &password, &mut |progress| {
                reached.0.store(progress.done, Ordering::Relaxed);
                reached.1.store(progress.total, Ordering::Relaxed);
                !cancel.is_cancelled()
            })
        });
        Action::Run(self.pending.begin_with(self.cancel.clone(), work.map(Message::Ended)))
    }

    /// Listens to time while the import goes on.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(|_| Message::Ticked)
    }

    /// Draws the dialog.
    pub fn view(&self) -> Dialog<'_, Message> {
        let idle = !self.pending.is_pending();
        let mut body = column![
            paragraph(words::text("screens-import-text")),
            row![
                field(words::text("screens-file"), &self.path)
                    .id("import-path")
                    .on_input(Message::PathTyped)
                    .on_submit(Message::Submit)
                    .width(Fill),
                button(words::text("screens-browse")).on_press(Message::Browse),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
            field(words::text("screens-import-password"), self.password.typed())
                .id("import-password")
                .secure()
                .on_input(|t| Message::PasswordTyped(Secret::new(t)))
                .on_submit(Message::Submit),
        ]
        .spacing(theme::SPACE);
        if !idle {
            let (done, total) =
                (self.reached.0.load(Ordering::Relaxed), self.reached.1.load(Ordering::Relaxed));
            #[expect(clippy::cast_precision_loss, reason = "a bar of some hundred pixels")]
            let part = if total == 0 {
                progress::Reached::Unknown
            } else {
                progress::Reached::Part(done as f32 / total as f32)
            };
            let words =
                words::with("screens-import-progress", &[("done", &done), ("total", &total)]);
            body = body.push(progress(part).width(Fill)).push(label(words).width(Fill));
        }
        if let Some(e) = &self.failure {
            body = body.push(paragraph(e.summary()).style(style::danger)).push(paragraph(e.hint()));
        }
        if let Some(done) = &self.done {
            body = body.push(paragraph(words::with(
                "screens-import-done",
                &[
                    ("imported", &done.imported),
                    ("skipped", &done.skipped),
                    ("damaged", &done.damaged),
                ],
            )));
        }
        let dialog = dialog(words::text("screens-import-title"), body).width(480.0);
        if self.done.is_some() {
            return dialog.button(
                button(words::text("screens-ok"))
                    .id("import-ok")
                    .default(true)
                    .on_press(Message::Submit),
            );
        }
        dialog
            .button(
                button(words::text("screens-import-now"))
                    .id("import-now")
                    .default(true)
                    .on_press_maybe(idle.then_some(Message::Submit)),
            )
            .button(button(words::text("screens-cancel")).on_press(Message::Escape))
    }
}
