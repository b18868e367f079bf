//! Signing in: postoffice, name, password, and the ways out when the message file does not open.

mod ways_out;

use std::path::{Path, PathBuf};

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container, operation, row, space};
use iced::{Center, Element, Fill, Subscription, Task};

use crate::session::{Cost, Disk, Error, Kind, MessageFileChoice, SignIn as Request};
use crate::ui::dialog::Secret;
use crate::ui::task::{Cancel, Desk, Pending, blocking};
use crate::ui::theme::{self, style};
use crate::ui::widget::{Dialog, Edge, bevel, button, field, keys, modal};
use crate::words;

use super::front::{choose_folder, heading, wait};

/// The sign-in screen.
pub struct SignIn {
    postoffice: String,
    mailbox: String,
    password: Secret,
    recent: Vec<PathBuf>,
    pending: Pending,
    over: Option<Over>,
    cost: Cost,
}

/// What lies over the form.
enum Over {
    /// A failure, to be read.
    Failure(Error),
    /// The postoffice was not found: try again or choose another.
    NoPostoffice(Error),
    /// The account is not a valid user of the message file.
    Invalid { path: PathBuf, can_reconnect: bool, hint: String },
    /// The old password is asked for.
    OldPassword { path: PathBuf, can_reconnect: bool, old: Secret },
    /// The message file is missing; told first.
    Missing(PathBuf),
    /// Open Message File.
    OpenFile { path: PathBuf, chosen: String },
    /// The message file is an original Microsoft Mail one: its mail can be taken over.
    Original(Error),
    /// The warning before a new message file is made.
    NewFile { at: Option<PathBuf>, back: Box<Over> },
}

/// What happens on the sign-in screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// The postoffice's folder was typed.
    PostofficeTyped(String),
    /// The mailbox name was typed.
    MailboxTyped(String),
    /// The password was typed.
    PasswordTyped(Secret),
    /// The old password was typed.
    OldPasswordTyped(Secret),
    /// The path of a message file was typed.
    FileTyped(String),
    /// Asks for the postoffice's folder.
    Browse,
    /// A folder was chosen, or not.
    FolderChosen(Option<PathBuf>),
    /// Asks for a message file.
    BrowseFile,
    /// A message file was chosen, or not.
    FileChosen(Option<PathBuf>),
    /// A postoffice of the list was chosen.
    Recent(PathBuf),
    /// Does what Enter means here.
    Submit,
    /// Goes back a step: closes what lies over the form, stops waiting, leaves.
    Escape,
    /// Goes on to another postoffice.
    OtherPostoffice,
    /// Reconnects the message file.
    Reconnect,
    /// Asks for the old password.
    AskOldPassword,
    /// Asks whether to start a new message file.
    StartNew,
    /// Takes the mail of an original message file over into a new one.
    Convert,
    /// Signs in as somebody else.
    SomeoneElse,
    /// Stops waiting.
    Cancel,
    /// Time passes while work goes on.
    Ticked,
    /// Signing in ended.
    Ended(Result<Desk, Error>),
}

/// What the router has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// Goes on with an open session at this postoffice.
    SignedIn(Desk),
    /// Chooses another postoffice.
    Welcome,
    /// Leaves the program.
    Quit,
}

impl SignIn {
    /// Makes the screen with what the last sign-in used; never a password.
    pub fn new(postoffice: &Path, mailbox: &str, recent: &[PathBuf]) -> (Self, Task<Message>) {
        let screen = Self {
            postoffice: postoffice.to_string_lossy().into_owned(),
            mailbox: mailbox.to_owned(),
            password: Secret::default(),
            recent: recent.iter().filter(|p| *p != postoffice).take(4).cloned().collect(),
            pending: Pending::default(),
            over: None,
            cost: Cost::default(),
        };
        let first = if mailbox.is_empty() { "mailbox" } else { "password" };
        (screen, operation::focus(first))
    }

    /// Sets what new verifiers cost; for tests.
    pub fn with_cost(mut self, cost: Cost) -> Self {
        self.cost = cost;
        self
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::PostofficeTyped(text) => self.postoffice = text,
            Message::MailboxTyped(text) => self.mailbox = text,
            Message::PasswordTyped(text) => self.password = text,
            Message::OldPasswordTyped(text) => {
                if let Some(Over::OldPassword { old, .. }) = &mut self.over {
                    *old = text;
                }
            }
            Message::FileTyped(text) => self.choose_file(text),
            Message::Browse => return Action::Run(choose_folder().map(Message::FolderChosen)),
            Message::FolderChosen(path) => {
                if let Some(path) = path {
                    self.postoffice = path.to_string_lossy().into_owned();
                }
            }
            Message::BrowseFile => return Action::Run(choose_file().map(Message::FileChosen)),
            Message::FileChosen(path) => {
                if let Some(path) = path {
                    self.choose_file(path.to_string_lossy().into_owned());
                }
            }
            Message::Recent(path) => self.postoffice = path.to_string_lossy().into_owned(),
            Message::Submit => return self.submit(),
            Message::Escape => return self.escape(),
            Message::OtherPostoffice => return Action::Welcome,
            Message::Reconnect => return self.sign_in(|request| request.reconnect = true),
            Message::AskOldPassword => return self.ask_old_password(),
            Message::StartNew => self.ask_new(),
            Message::Convert => return self.sign_in(|request| request.convert = true),
            Message::SomeoneElse => return self.someone_else(),
            Message::Cancel => self.pending.cancel(),
            Message::Ticked => {}
            Message::Ended(result) => return self.ended(result),
        }
        Action::None
    }

    fn submit(&mut self) -> Action {
        if self.pending.is_pending() {
            return Action::None;
        }
        match self.over.take() {
            None | Some(Over::NoPostoffice(_)) => self.sign_in(|_| {}),
            Some(Over::Failure(_)) => Action::Run(operation::focus("password")),
            // Nothing is chosen by Enter where each choice has its consequences.
            Some(over @ (Over::Invalid { .. } | Over::Original(_))) => {
                self.over = Some(over);
                Action::None
            }
            Some(Over::OldPassword { old, path, can_reconnect }) => {
                let Ok(old_password) = old.password() else {
                    self.over = Some(Over::OldPassword { old, path, can_reconnect });
                    return Action::None;
                };
                self.sign_in(|request| request.old_password = Some(old_password))
            }
            Some(Over::Missing(path)) => {
                let chosen = path.to_string_lossy().into_owned();
                self.over = Some(Over::OpenFile { path, chosen });
                Action::Run(operation::focus("file"))
            }
            Some(Over::OpenFile { chosen, .. }) => {
                let path = PathBuf::from(chosen.trim());
                self.sign_in(|request| request.message_file = MessageFileChoice::Other(path))
            }
            Some(Over::NewFile { at, .. }) => {
                self.sign_in(|request| request.message_file = MessageFileChoice::New(at))
            }
        }
    }

    fn escape(&mut self) -> Action {
        if self.pending.is_pending() {
            self.pending.cancel();
            return Action::None;
        }
        match self.over.take() {
            None => return Action::Quit,
            Some(Over::OldPassword { path, can_reconnect, .. }) => {
                self.over = Some(Over::Invalid { path, can_reconnect, hint: String::new() });
            }
            Some(Over::NewFile { back, .. }) => self.over = Some(*back),
            Some(_) => {}
        }
        Action::None
    }

    fn sign_in(&mut self, change: impl FnOnce(&mut Request)) -> Action {
        let Ok(password) = self.password.password() else {
            self.over = Some(Over::Failure(Error::WrongNameOrPassword));
            return Action::None;
        };
        let root = PathBuf::from(self.postoffice.trim());
        let mut request = Request::new(&root, self.mailbox.trim(), password);
        request.cost = self.cost;
        change(&mut request);
        let cancel = Cancel::default();
        let stop = cancel.clone();
        let work = blocking(move || {
            let session = request.run(&Disk::new(), &|| stop.is_cancelled())?;
            Ok(Desk::open(session))
        });
        Action::Run(self.pending.begin_with(cancel, work.map(Message::Ended)))
    }

    fn ended(&mut self, result: Result<Desk, Error>) -> Action {
        self.pending.end();
        match result {
            Ok(desk) => {
                self.password.clear();
                return Action::SignedIn(desk);
            }
            Err(Error::InvalidMessageFile(invalid)) => {
                let hint = if invalid.old_password_wrong {
                    words::text("session-old-password-wrong-hint")
                } else {
                    String::new()
                };
                self.over = Some(Over::Invalid {
                    path: invalid.path.clone(),
                    can_reconnect: invalid.can_reconnect,
                    hint,
                });
            }
            Err(Error::MessageFileMissing { path }) => self.over = Some(Over::Missing(path)),
            Err(Error::Cancelled) => {}
            Err(e @ Error::OriginalMessageFile { .. }) => self.over = Some(Over::Original(e)),
            Err(e) if e.kind() == Kind::NotAPostoffice => self.over = Some(Over::NoPostoffice(e)),
            Err(e) => self.over = Some(Over::Failure(e)),
        }
        Action::None
    }

    /// Listens to time while something is waited for.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(|_| Message::Ticked)
    }

    /// Draws the screen.
    pub fn view(&self) -> Element<'_, Message> {
        let idle = !self.pending.is_pending();
        let input = |caption: String, value, id: &'static str| {
            field(caption, value).id(id).caption_width(90.0).on_submit(Message::Submit)
        };
        let mut form = column![
            heading(words::text("screens-sign-in-title")),
            row![
                input(words::text("screens-postoffice-field"), &self.postoffice, "postoffice")
                    .on_input(Message::PostofficeTyped)
                    .width(Fill),
                button(words::text("screens-browse")).on_press(Message::Browse),
            ]
            .spacing(theme::SPACE)
            .align_y(Center),
        ]
        .spacing(theme::SPACE);
        for path in &self.recent {
            form = form.push(row![
                space().width(90.0 + theme::SPACE),
                button(path.to_string_lossy().replace('&', "&&"))
                    .flat()
                    .on_press(Message::Recent(path.clone())),
            ]);
        }
        let form = form.extend([
            input(words::text("screens-name-field"), &self.mailbox, "mailbox")
                .on_input(Message::MailboxTyped)
                .into(),
            input(words::text("screens-password-field"), self.password.typed(), "password")
                .on_input(|t| Message::PasswordTyped(Secret::new(t)))
                .secure()
                .into(),
            row![
                button(words::text("screens-other-postoffice")).on_press(Message::OtherPostoffice),
                space::horizontal(),
                button(words::text("screens-ok"))
                    .id("ok")
                    .default(true)
                    .on_press_maybe(idle.then_some(Message::Submit)),
                button(words::text("screens-cancel")).id("cancel").on_press(Message::Escape),
            ]
            .spacing(theme::SPACE)
            .into(),
            wait(&self.pending, Message::Cancel),
        ]);
        let body = container(form).width(460).padding(theme::MARGIN * 1.5);
        let face = container(bevel(Edge::Raised, body).face()).center(Fill).style(style::desktop);
        keys(modal(face, self.dialog()), |key: &Key, _: Modifiers| match key {
            Key::Named(Named::Enter) => Some(Message::Submit),
            Key::Named(Named::Escape) => Some(Message::Escape),
            _ => None,
        })
        .into()
    }

    fn dialog(&self) -> Option<Dialog<'_, Message>> {
        self.over.as_ref().map(|over| self.view_over(over))
    }
}

/// Asks for a message file by the system's chooser.
fn choose_file() -> Task<Option<PathBuf>> {
    let chosen = rfd::AsyncFileDialog::new()
        .add_filter(words::text("screens-message-files"), &["MMF", "mmf"])
        .pick_file();
    Task::future(async { chosen.await.map(|f| f.path().to_owned()) })
}

#[cfg(test)]
mod tests;
