//! Everything with pixels (feature `gui`), and the router between the windows.
//!
//! [`App`] owns the windows, the settings and the look; each window shows one screen of
//! [`screen`], and every screen's `Action` is matched here. [`task`] is the one bridge to slow
//! work, [`theme`] says how things look, [`icon`] holds the pictures, [`widget`] the parts that
//! screens are made of, [`dialog`] the dialogs that several screens show.

mod chime;
pub mod dialog;
mod folder_tree;
pub mod icon;
mod news;
mod paper;
mod raster;
mod reader;
mod receipt;
mod router;
pub mod screen;
mod startup;
pub mod task;
pub mod theme;
pub mod widget;
mod windows;
mod written;

use std::collections::BTreeMap;
use std::path::PathBuf;

use iced::{Element, Size, Subscription, Task, Theme, window};

use crate::mail::{FolderId, MessageId, Order};
use crate::session::{Cost, Error};
use crate::settings::{self, Settings};
use crate::words;
use screen::farewell::{self, Farewell};
use screen::key_sheet::{self, KeySheet};
use screen::message_center::finder::{self, MessageFinder};
use screen::message_center::{self, MessageCenter};
use screen::postoffice_manager::{self, PostofficeManager};
use screen::read_note::{self, ReadNote};
use screen::send_note::{self, SendNote, Writing};
use screen::sign_in::{self, SignIn};
use screen::welcome::{self, Welcome};
pub use startup::start;
use task::Desk;
use theme::Look;
pub use windows::Happening;
use windows::window_settings;

/// The name by which desktops know the program's windows.
const APPLICATION_ID: &str = "org.restante.Restante";

/// The program's state.
pub struct App {
    settings: Settings,
    look: Look,
    home: PathBuf,
    cost: Cost,
    remembers: bool,
    main: window::Id,
    screen: Main,
    windows: BTreeMap<window::Id, Other>,
    desk: Option<Desk>,
    leaving: bool,
    news: news::Teller,
    /// The windows as the Window menus list them.
    listed: Vec<(window::Id, String)>,
}

/// What the main window shows.
enum Main {
    Welcome(Welcome),
    SignIn(SignIn),
    Center(Box<MessageCenter>),
    Leaving(Farewell),
}

/// What another window shows.
enum Other {
    Send(Box<SendNote>),
    Read(Box<ReadNote>),
    Manager(Box<PostofficeManager>),
    Find(Box<MessageFinder>),
    Keys(Box<KeySheet>),
}

/// What happens.
#[derive(Debug, Clone)]
pub enum Message {
    /// On the welcome screen.
    Welcome(welcome::Message),
    /// On the sign-in screen.
    SignIn(sign_in::Message),
    /// In the message center.
    Center(message_center::Message),
    /// While a session ends.
    Farewell(farewell::Message),
    /// In a window in which a message is written.
    Send(window::Id, send_note::Message),
    /// In a window in which a message is read.
    Read(window::Id, read_note::Message),
    /// In the window of a Message Finder.
    Find(window::Id, finder::Message),
    /// In the window of the Postoffice Manager.
    Manager(window::Id, postoffice_manager::Message),
    /// In a window that prints keyboard shortcuts.
    Keys(window::Id, key_sheet::Message),
    /// A window was opened.
    Opened(window::Id),
    /// Somebody wants to close a window.
    CloseRequested(window::Id),
    /// A window is closed.
    Closed(window::Id),
    /// A notification of new mail was clicked.
    Forward,
    /// Something happened to a window.
    Window(window::Id, Happening),
    /// The session is over.
    SignedOut(Result<(), Error>),
    /// The settings were written.
    SettingsSaved(Result<(), String>),
}

/// With what the program starts.
#[derive(Debug, Clone)]
pub struct Start {
    /// The settings.
    pub settings: Settings,
    /// The folder for a postoffice on this computer and for the demo.
    pub home: PathBuf,
    /// What new verifiers cost; anything but the default is for tests.
    pub cost: Cost,
    /// Whether settings are written and the desktop is told of new mail; tests leave the person's
    /// alone.
    pub remembers: bool,
}

impl Start {
    /// Reads the person's settings.
    pub fn of_the_person() -> Self {
        Self {
            settings: Settings::load(),
            home: settings::data_folder(),
            cost: Cost::default(),
            remembers: true,
        }
    }
}

/// Runs the client until its last window is closed.
pub fn run() -> iced::Result {
    iced::daemon(|| App::new(Start::of_the_person()), App::update, App::view)
        .title(App::title)
        .theme(App::theme)
        .scale_factor(App::scale_factor)
        .subscription(App::subscription)
        .settings(iced::Settings {
            id: Some(APPLICATION_ID.to_owned()),
            fonts: theme::fonts(),
            default_font: theme::UI,
            default_text_size: theme::TEXT.into(),
            antialiasing: false,
            ..iced::Settings::default()
        })
        .run()
}

impl App {
    /// Opens the main window: with the sign-in when a postoffice is known, else with the welcome.
    pub fn new(start: Start) -> (Self, Task<Message>) {
        let Start { settings, home, cost, remembers } = start;
        let (main, open) = window::open(Self::main_window(&settings));
        let screen_size = window::monitor_size(main)
            .map(move |size| Message::Window(main, Happening::Screen(size)));
        let (screen, focus) = match settings.postoffices.first() {
            Some(root) => {
                let (screen, task) = SignIn::new(root, &settings.mailbox, &settings.postoffices);
                (Main::SignIn(screen.with_cost(cost)), task.map(Message::SignIn))
            }
            None => {
                (Main::Welcome(Welcome::new(home.clone(), false).with_cost(cost)), Task::none())
            }
        };
        let mut app = Self {
            look: Look::default(),
            settings,
            home,
            cost,
            remembers,
            main,
            screen,
            windows: BTreeMap::new(),
            desk: None,
            leaving: false,
            news: news::Teller::default(),
            listed: Vec::new(),
        };
        app.see();
        let fonts = task::blocking(theme::scripts::look).discard();
        (app, Task::batch([open.map(Message::Opened).chain(screen_size), focus, fonts]))
    }

    /// Handles what happened.
    pub fn update(&mut self, message: Message) -> Task<Message> {
        let task = self.hear(message);
        self.list_windows();
        task
    }

    fn hear(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Welcome(message) => self.welcome(message),
            Message::SignIn(message) => self.sign_in(message),
            Message::Center(message) => self.center(message),
            Message::Farewell(message) => self.farewell(message),
            Message::Send(id, message) => self.send(id, message),
            Message::Read(id, message) => self.read(id, message),
            Message::Manager(id, message) => self.manager(id, message),
            Message::Find(id, message) => self.find(id, message),
            Message::Keys(id, message) => self.keys(id, message),
            Message::Opened(_) => Task::none(),
            Message::CloseRequested(id) => self.close_requested(id),
            Message::Closed(id) => self.closed(id),
            Message::Forward => self.come_forward(),
            Message::Window(id, what) => self.happened(id, what),
            Message::SignedOut(result) => self.signed_out(result),
            Message::SettingsSaved(result) => {
                if let Err(error) = result {
                    tracing::warn!(error, "the settings could not be written");
                }
                Task::none()
            }
        }
    }

    /// Draws a window.
    pub fn view(&self, id: window::Id) -> Element<'_, Message> {
        if id == self.main {
            return match &self.screen {
                Main::Welcome(screen) => screen.view().map(Message::Welcome),
                Main::SignIn(screen) => screen.view().map(Message::SignIn),
                Main::Center(screen) => screen.view().map(Message::Center),
                Main::Leaving(screen) => screen.view().map(Message::Farewell),
            };
        }
        match self.windows.get(&id) {
            Some(Other::Send(screen)) => screen.view().map(move |m| Message::Send(id, m)),
            Some(Other::Read(screen)) => screen.view().map(move |m| Message::Read(id, m)),
            Some(Other::Manager(screen)) => screen.view().map(move |m| Message::Manager(id, m)),
            Some(Other::Find(screen)) => screen.view().map(move |m| Message::Find(id, m)),
            Some(Other::Keys(screen)) => screen.view().map(move |m| Message::Keys(id, m)),
            None => iced::widget::space().into(),
        }
    }

    /// Returns a window's title.
    pub fn title(&self, id: window::Id) -> String {
        let name = words::text("app-name");
        let title = self.heading(id);
        if title.is_empty() { name } else { format!("{title} – {name}") }
    }

    /// Returns what a window's title says before the program's name.
    fn heading(&self, id: window::Id) -> String {
        if id == self.main {
            match &self.screen {
                Main::Welcome(_) => String::new(),
                Main::SignIn(_) => words::text("screens-sign-in-title"),
                Main::Center(screen) => screen.title(),
                Main::Leaving(_) => String::new(),
            }
        } else {
            match self.windows.get(&id) {
                Some(Other::Send(screen)) => screen.title(),
                Some(Other::Read(screen)) => screen.title(),
                Some(Other::Manager(screen)) => screen.title(),
                Some(Other::Find(screen)) => screen.title(),
                Some(Other::Keys(screen)) => screen.title(),
                None => String::new(),
            }
        }
    }

    /// Returns the theme of all windows.
    pub fn theme(&self, _: window::Id) -> Theme {
        self.look.theme()
    }

    /// Listens to the windows and to what the screens listen to.
    pub fn subscription(&self) -> Subscription<Message> {
        let main = match &self.screen {
            Main::Welcome(screen) => screen.subscription().map(Message::Welcome),
            Main::SignIn(screen) => screen.subscription().map(Message::SignIn),
            Main::Center(screen) => screen.subscription().map(Message::Center),
            Main::Leaving(screen) => screen.subscription().map(Message::Farewell),
        };
        let others = self.windows.iter().map(|(id, other)| match other {
            Other::Send(s) => s.subscription().with(*id).map(|(id, m)| Message::Send(id, m)),
            Other::Read(s) => s.subscription().with(*id).map(|(id, m)| Message::Read(id, m)),
            Other::Find(s) => s.subscription().with(*id).map(|(id, m)| Message::Find(id, m)),
            Other::Manager(s) => s.subscription().with(*id).map(|(id, m)| Message::Manager(id, m)),
            Other::Keys(s) => s.subscription().with(*id).map(|(id, m)| Message::Keys(id, m)),
        });
        let windows = [
            window::close_requests().map(Message::CloseRequested),
            window::close_events().map(Message::Closed),
            windows::events(),
        ];
        Subscription::batch([main].into_iter().chain(others).chain(windows))
    }
}
