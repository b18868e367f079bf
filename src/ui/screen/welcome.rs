//! The first screen: connect to a postoffice, create one on this computer, or look around.

mod pages;

use std::path::{Path, PathBuf};

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{column, container};
use iced::{Element, Fill, Subscription, Task};

use crate::admin::{self, NewPostoffice, demo};
use crate::mail::{FullName, Password, ShortName};
use crate::session::{Cost, Disk, Error, Session, SignIn, find_postoffice};
use crate::ui::dialog::Secret;
use crate::ui::task::{Desk, Pending, blocking};
use crate::ui::theme::{self, style};
use crate::ui::widget::{Edge, bevel, keys, modal};
use crate::words;

use super::front::{choose_folder, failure_box, heading, wait};

/// The welcome screen.
#[derive(Debug)]
pub struct Welcome {
    page: Page,
    form: Form,
    can_go_back: bool,
    pending: Pending,
    failure: Option<(String, String)>,
    home: PathBuf,
    cost: Cost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Choices,
    Connect,
    Create,
}

/// What the person types on the pages.
#[derive(Debug, Default)]
struct Form {
    path: String,
    network: String,
    postoffice: String,
    mailbox: String,
    full_name: String,
    password: Secret,
    verify: Secret,
}

/// A field of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The postoffice's folder.
    Path,
    /// The network's name.
    Network,
    /// The postoffice's name.
    Postoffice,
    /// The mailbox name.
    Mailbox,
    /// The full name.
    FullName,
}

/// What happens on the welcome screen.
#[derive(Debug, Clone)]
pub enum Message {
    /// Shows the page for connecting.
    Connect,
    /// Shows the page for creating.
    Create,
    /// Builds the demo and signs in there.
    LookAround,
    /// Goes back to the choices, or to where the person came from.
    GoBack,
    /// Something was typed.
    Typed(Input, String),
    /// The password was typed.
    PasswordTyped(Secret),
    /// The password was typed again.
    VerifyTyped(Secret),
    /// Asks for a folder.
    Browse,
    /// A folder was chosen, or not.
    FolderChosen(Option<PathBuf>),
    /// Does what the page is for.
    Submit,
    /// A folder was looked at.
    Found(PathBuf, Result<String, Error>),
    /// A postoffice was made and signed in to.
    SignedIn(Result<Desk, admin::Error>),
    /// Time passes while work goes on.
    Ticked,
    /// Stops waiting.
    Cancel,
    /// The failure was read.
    FailureRead,
    /// Leaves the program.
    Quit,
}

/// What the router has to do.
#[derive(Debug)]
pub enum Action {
    /// Nothing.
    None,
    /// Runs a task.
    Run(Task<Message>),
    /// Goes on to signing in at a postoffice.
    SignIn(PathBuf),
    /// Goes on with an open session.
    SignedIn(Desk),
    /// Goes back to signing in.
    Back,
    /// Leaves the program.
    Quit,
}

impl Welcome {
    /// Makes the screen. `home` is the folder for a postoffice on this computer and for the demo.
    pub fn new(home: PathBuf, can_go_back: bool) -> Self {
        Self {
            page: Page::Choices,
            form: Form::default(),
            can_go_back,
            pending: Pending::default(),
            failure: None,
            home,
            cost: Cost::default(),
        }
    }

    /// Sets what new verifiers cost; for tests.
    pub fn with_cost(mut self, cost: Cost) -> Self {
        self.cost = cost;
        self
    }

    /// Listens to time while something is waited for.
    pub fn subscription(&self) -> Subscription<Message> {
        self.pending.ticks().map(|_| Message::Ticked)
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Connect => self.turn_to(Page::Connect),
            Message::Create => self.turn_to(Page::Create),
            Message::LookAround => self.look_around(),
            Message::GoBack if self.pending.is_pending() => self.cancel(),
            Message::GoBack => match (self.page, self.can_go_back) {
                (Page::Choices, true) => Action::Back,
                (Page::Choices, false) => Action::None,
                _ => self.turn_to(Page::Choices),
            },
            Message::Typed(input, text) => {
                *self.place(input) = text;
                Action::None
            }
            Message::PasswordTyped(secret) => {
                self.form.password = secret;
                Action::None
            }
            Message::VerifyTyped(secret) => {
                self.form.verify = secret;
                Action::None
            }
            Message::Browse => Action::Run(choose_folder().map(Message::FolderChosen)),
            Message::FolderChosen(Some(path)) => {
                self.form.path = path.to_string_lossy().into_owned();
                Action::None
            }
            Message::FolderChosen(None) | Message::Ticked => Action::None,
            Message::Submit => match self.page {
                _ if self.pending.is_pending() => Action::None,
                Page::Choices => Action::None,
                Page::Connect => self.connect(),
                Page::Create => self.create(),
            },
            Message::Found(path, result) => {
                self.pending.end();
                match result {
                    Ok(_) => Action::SignIn(path),
                    Err(e) => self.fail(e.summary(), e.hint()),
                }
            }
            Message::SignedIn(result) => {
                self.pending.end();
                match result {
                    Ok(desk) => Action::SignedIn(desk),
                    Err(e) => self.fail(e.summary(), e.hint()),
                }
            }
            Message::Cancel => self.cancel(),
            Message::FailureRead => {
                self.failure = None;
                Action::None
            }
            Message::Quit => Action::Quit,
        }
    }

    fn turn_to(&mut self, page: Page) -> Action {
        self.page = page;
        let first = match page {
            Page::Choices => "connect",
            Page::Connect => "path",
            Page::Create => "network",
        };
        Action::Run(iced::widget::operation::focus(first))
    }

    fn place(&mut self, input: Input) -> &mut String {
        match input {
            Input::Path => &mut self.form.path,
            Input::Network => &mut self.form.network,
            Input::Postoffice => &mut self.form.postoffice,
            Input::Mailbox => &mut self.form.mailbox,
            Input::FullName => &mut self.form.full_name,
        }
    }

    fn fail(&mut self, summary: String, hint: String) -> Action {
        self.failure = Some((summary, hint));
        Action::None
    }

    fn cancel(&mut self) -> Action {
        self.pending.cancel();
        Action::None
    }

    fn connect(&mut self) -> Action {
        let path = PathBuf::from(self.form.path.trim());
        if path.as_os_str().is_empty() {
            return self.fail(
                words::text("screens-welcome-no-path"),
                words::text("screens-welcome-no-path-hint"),
            );
        }
        let look = path.clone();
        let work = blocking(move || find_postoffice(&Disk::new(), &look));
        Action::Run(self.pending.begin(work.map(move |r| Message::Found(path.clone(), r))))
    }

    fn create(&mut self) -> Action {
        let new = match self.new_postoffice() {
            Ok(new) => new,
            Err((summary, hint)) => return self.fail(summary, hint),
        };
        let root = self.home.join("postoffice");
        let work = blocking(move || {
            let disk = Disk::new();
            let (mailbox, password, cost) = (new.mailbox.clone(), new.password.clone(), new.cost);
            let _ = new.create(&disk, &root)?;
            let mut sign_in = SignIn::new(&root, mailbox.as_str(), password);
            sign_in.cost = cost;
            let mut session = sign_in.run(&disk, &|| false)?;
            session.welcome()?;
            Ok(Desk::open(session))
        });
        Action::Run(self.pending.begin(work.map(Message::SignedIn)))
    }

    fn new_postoffice(&self) -> Result<NewPostoffice, (String, String)> {
        let short = |caption: &str, text: &str| {
            ShortName::parse(text).map_err(|_| {
                (
                    words::with("screens-welcome-bad-name", &[("field", &caption)]),
                    words::text("screens-welcome-bad-name-hint"),
                )
            })
        };
        let form = &self.form;
        let network = short(&words::text("screens-network"), &form.network)?;
        let postoffice = short(&words::text("screens-postoffice"), &form.postoffice)?;
        let mailbox = short(&words::text("screens-mailbox"), &form.mailbox)?;
        let full_name = FullName::parse(&form.full_name).map_err(|_| {
            (
                words::text("screens-welcome-bad-full-name"),
                words::text("screens-welcome-bad-full-name-hint"),
            )
        })?;
        let password =
            form.password.password().ok().filter(|_| form.password == form.verify).ok_or_else(
                || {
                    (
                        words::text("screens-welcome-passwords-differ"),
                        words::text("screens-welcome-passwords-differ-hint"),
                    )
                },
            )?;
        Ok(NewPostoffice { network, postoffice, mailbox, full_name, password, cost: self.cost })
    }

    fn look_around(&mut self) -> Action {
        let (home, cost) = (self.home.join("demo"), self.cost);
        let work = blocking(move || {
            let disk = Disk::new();
            Ok(Desk::open(visit(&disk, &home, cost)?))
        });
        Action::Run(self.pending.begin(work.map(Message::SignedIn)))
    }

    /// Draws the screen.
    pub fn view(&self) -> Element<'_, Message> {
        let body: Element<'_, Message> = match self.page {
            Page::Choices => self.choices(),
            Page::Connect => self.connect_page(),
            Page::Create => self.create_page(),
        };
        let body = container(
            column![
                heading(words::text("screens-welcome-title")),
                body,
                wait(&self.pending, Message::Cancel),
            ]
            .spacing(theme::MARGIN),
        )
        .width(460)
        .padding(theme::MARGIN * 1.5);
        let face = container(bevel(Edge::Raised, body).face()).center(Fill).style(style::desktop);
        let failure = self.failure.as_ref().map(|(s, h)| failure_box(s, h, Message::FailureRead));
        let failed = self.failure.is_some();
        keys(modal(face, failure), move |key: &Key, _: Modifiers| match key {
            Key::Named(Named::Enter) if failed => Some(Message::FailureRead),
            Key::Named(Named::Escape) if failed => Some(Message::FailureRead),
            Key::Named(Named::Enter) => Some(Message::Submit),
            Key::Named(Named::Escape) => Some(Message::GoBack),
            _ => None,
        })
        .into()
    }
}

/// Opens the demo, built at the first visit, and signs its visitor in.
fn visit(disk: &Disk, folder: &Path, cost: Cost) -> Result<Session, admin::Error> {
    let root = folder.join(demo::MAIN);
    if find_postoffice(disk, &root).is_err() {
        let _ = demo::build(disk, folder, cost, &mut |_| {})?;
    }
    let password = Password::new(demo::PASSWORD).map_err(|_| Error::WrongNameOrPassword)?;
    let mut sign_in = SignIn::new(&root, demo::MAILBOX, password);
    sign_in.cost = cost;
    Ok(sign_in.run(disk, &|| false)?)
}

#[cfg(test)]
mod tests;
