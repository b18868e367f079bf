//! A message center on a throw-away postoffice, played by keys and mouse. Its tasks really run, one
//! after the other, and the widgets keep their state from event to event.

use std::collections::VecDeque;

use iced::advanced::clipboard;
use iced::advanced::renderer::{Headless as _, Style};
use iced::advanced::widget::Id;
use iced::advanced::widget::operation::{self, Operation, Outcome};
use iced::futures::StreamExt as _;
use iced::futures::executor::block_on;
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::time::Instant;
use iced::{Event, Point, Rectangle, Renderer, Size, Task, mouse};
use iced_test::Selector;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::runtime::{Action as Effect, task};
use iced_test::selector;
use iced_test::simulator;
use tempfile::TempDir;

use super::super::{Action, Message, MessageCenter};
use crate::admin::{Administrator, NewPostoffice, NewUser};
use crate::mail::{Draft, FullName, Password, ShortName};
use crate::session::{Cost, Disk, Session, SignIn};
use crate::settings::Settings;
use crate::ui::screen::stage::picture;
use crate::ui::task::Desk;
use crate::ui::theme::Look;
use crate::ui::widget::testing::renderer;

/// A postoffice with ANNA and BRUNO.
pub(in super::super) struct Office {
    pub(super) dir: TempDir,
    admin: Administrator,
}

fn name(text: &str) -> ShortName {
    ShortName::parse(text).unwrap()
}

fn password(text: &str) -> Password {
    Password::new(text).unwrap()
}

impl Office {
    pub(in super::super) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut new =
            NewPostoffice::new(name("NORTH"), name("MAIN"), password("admin secret")).unwrap();
        new.cost = Cost::LEAST;
        let admin = new.create(&Disk::new(), &dir.path().join("PO")).unwrap();
        let office = Self { dir, admin };
        office.add("ANNA", "Anna Berg", false);
        office.add("BRUNO", "Bruno Carl", true);
        office
    }

    pub(super) fn add(&self, mailbox: &str, full_name: &str, administrator: bool) {
        let _ = self
            .admin
            .add_user(NewUser {
                mailbox: name(mailbox),
                full_name: FullName::parse(full_name).unwrap(),
                password: password("secret"),
                administrator,
            })
            .unwrap();
    }

    pub(in super::super) fn sign_in(&self, mailbox: &str) -> Session {
        let root = self.dir.path().join("PO");
        let mut sign_in = SignIn::new(&root, mailbox, password("secret"));
        sign_in.cost = Cost::LEAST;
        sign_in.run(&Disk::new(), &|| false).unwrap()
    }

    /// Signs in as soon as the session before is over.
    pub(super) fn sign_in_when_free(&self, mailbox: &str) -> Session {
        let root = self.dir.path().join("PO");
        for _ in 0..200 {
            let mut sign_in = SignIn::new(&root, mailbox, password("secret"));
            sign_in.cost = Cost::LEAST;
            if let Ok(session) = sign_in.run(&Disk::new(), &|| false) {
                return session;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("{mailbox} is still signed in");
    }

    /// Gives somebody a one-time password and signs them in with it.
    pub(super) fn sign_in_once(&self, mailbox: &str) -> (Stage, String) {
        let once = self.admin.recover(&name(mailbox), None).unwrap();
        let once = once.password.reveal().to_owned();
        let root = self.dir.path().join("PO");
        let mut sign_in = SignIn::new(&root, mailbox, password(&once));
        sign_in.cost = Cost::LEAST;
        (Stage::open(sign_in.run(&Disk::new(), &|| false).unwrap()), once)
    }

    /// Bruno writes to Anna.
    pub(super) fn write(&self, letters: impl IntoIterator<Item = Draft>) {
        let mut bruno = self.sign_in("BRUNO");
        for letter in letters {
            let sent = bruno.send(&letter).unwrap();
            assert!(sent.refused.is_empty(), "{sent:?}");
        }
        bruno.sign_out().unwrap();
    }
}

/// A letter to Anna.
pub(super) fn letter(subject: &str, body: &str) -> Draft {
    Draft {
        to: vec!["ANNA".into()],
        subject: subject.into(),
        body: body.into(),
        ..Draft::default()
    }
}

/// The window on its stage.
pub(super) struct Stage {
    pub(super) center: MessageCenter,
    /// What the router was told.
    pub(super) told: Vec<Action>,
    /// Every message so far, shortly.
    pub(super) heard: Vec<Message>,
    cache: Option<Cache>,
    renderer: Renderer,
    cursor: mouse::Cursor,
    size: Size,
}

impl Stage {
    /// Opens the message center, and waits until all is done that it begins with.
    pub(super) fn open(session: Session) -> Self {
        Self::with(session, &Settings::default())
    }

    pub(super) fn with(session: Session, settings: &Settings) -> Self {
        let (center, task) = MessageCenter::new(Desk::open(session), settings);
        let mut stage = Self {
            center,
            told: Vec::new(),
            heard: Vec::new(),
            cache: Some(Cache::default()),
            renderer: renderer(),
            cursor: mouse::Cursor::Unavailable,
            size: Size::new(1000.0, 680.0),
        };
        stage.run(task);
        stage
    }

    fn with_ui<T>(
        &mut self,
        work: impl FnOnce(
            &mut UserInterface<'_, Message, iced::Theme, Renderer>,
            &mut Renderer,
            mouse::Cursor,
        ) -> T,
    ) -> T {
        let cache = self.cache.take().unwrap_or_default();
        let mut ui = UserInterface::build(self.center.view(), self.size, cache, &mut self.renderer);
        let done = work(&mut ui, &mut self.renderer, self.cursor);
        self.cache = Some(ui.into_cache());
        done
    }

    /// Runs tasks, and those that their messages lead to, until nothing is left to do.
    pub(super) fn run(&mut self, task: Task<Message>) {
        let mut tasks = VecDeque::from([task]);
        while let Some(task) = tasks.pop_front() {
            let Some(mut stream) = task::into_stream(task) else { continue };
            while let Some(effect) = block_on(stream.next()) {
                match effect {
                    Effect::Output(message) => tasks.extend(self.hear(message)),
                    Effect::Widget(mut operation) => self.with_ui(|ui, renderer, _| {
                        ui.operate(renderer, operation.as_mut());
                        while let Outcome::Chain(next) = operation.finish() {
                            operation = next;
                            ui.operate(renderer, operation.as_mut());
                        }
                    }),
                    _ => {}
                }
            }
            // The list asks for the rows that came into sight, as it does when it is drawn.
            if tasks.is_empty() {
                tasks.extend(self.deliver(&[Event::Window(iced::window::Event::RedrawRequested(
                    Instant::now(),
                ))]));
            }
        }
    }

    pub(super) fn hear(&mut self, message: Message) -> Option<Task<Message>> {
        self.heard.push(message.clone());
        match self.center.update(message) {
            Action::None => None,
            Action::Run(task) => Some(task),
            other => {
                self.told.push(other);
                None
            }
        }
    }

    fn deliver(&mut self, events: &[Event]) -> Vec<Task<Message>> {
        let messages = self.with_ui(|ui, renderer, cursor| {
            let mut messages = Vec::new();
            let _ = ui.update(events, cursor, renderer, &mut clipboard::Null, &mut messages);
            messages
        });
        messages.into_iter().filter_map(|message| self.hear(message)).collect()
    }

    /// Lets events happen, and waits for what comes of them.
    pub(super) fn send(&mut self, events: impl IntoIterator<Item = Event>) {
        let events: Vec<Event> = events.into_iter().collect();
        let tasks = self.deliver(&events);
        self.run(Task::batch(tasks));
    }

    /// Lets events happen, and leaves what comes of them for later.
    pub(super) fn send_only(&mut self, events: impl IntoIterator<Item = Event>) -> Task<Message> {
        let events: Vec<Event> = events.into_iter().collect();
        Task::batch(self.deliver(&events))
    }

    fn select<S: Selector + Send>(&mut self, selector: S) -> Option<S::Output>
    where
        S::Output: Clone + Send,
    {
        self.with_ui(|ui, renderer, _| {
            let mut find = selector.find();
            ui.operate(renderer, &mut operation::black_box(&mut find));
            match find.finish() {
                Outcome::Some(found) => found,
                _ => None,
            }
        })
    }

    /// Returns where a text is.
    pub(super) fn find(&mut self, text: &str) -> Option<Rectangle> {
        self.select(text).map(|found| found.bounds())
    }

    pub(super) fn sees(&mut self, text: &str) {
        assert!(self.find(text).is_some(), "there is no {text:?}");
    }

    pub(super) fn sees_not(&mut self, text: &str) {
        assert!(self.find(text).is_none(), "there is {text:?}");
    }

    /// Returns the id of what has the focus.
    pub(super) fn focused(&mut self) -> Option<Id> {
        self.select(|candidate: selector::Candidate<'_>| match candidate {
            selector::Candidate::Focusable { id, state, .. } if state.is_focused() => {
                Some(id.cloned())
            }
            _ => None,
        })
        .flatten()
    }

    pub(super) fn point(&mut self, at: Point) {
        self.cursor = mouse::Cursor::Available(at);
        self.send([Event::Mouse(mouse::Event::CursorMoved { position: at })]);
    }

    pub(super) fn click(&mut self, text: &str) {
        let bounds = self.find(text).unwrap_or_else(|| panic!("there is no {text:?}"));
        self.point(bounds.center());
        self.send(simulator::click());
    }

    pub(super) fn right_click(&mut self, text: &str) {
        let bounds = self.find(text).unwrap_or_else(|| panic!("there is no {text:?}"));
        self.point(bounds.center());
        self.send([
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)),
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Right)),
        ]);
    }

    pub(super) fn wheel(&mut self, lines: f32) {
        let delta = mouse::ScrollDelta::Lines { x: 0.0, y: lines };
        self.send([Event::Mouse(mouse::Event::WheelScrolled { delta })]);
    }

    pub(super) fn tap(&mut self, key: Named) {
        self.press(Key::Named(key), Modifiers::empty());
    }

    pub(super) fn shift(&mut self, key: Named) {
        self.press(Key::Named(key), Modifiers::SHIFT);
    }

    pub(super) fn ctrl(&mut self, letter: &str) {
        self.press(Key::Character(letter.into()), Modifiers::COMMAND);
    }

    pub(super) fn alt(&mut self, letter: &str) {
        self.press(Key::Character(letter.into()), Modifiers::ALT);
    }

    pub(super) fn press(&mut self, key: Key, modifiers: Modifiers) {
        self.send([
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)),
            press(key, modifiers),
            Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::empty())),
        ]);
    }

    /// Holds these keys down from now on.
    pub(super) fn hold(&mut self, modifiers: Modifiers) {
        self.send([Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers))]);
    }

    /// Orders something, as a menu would.
    pub(super) fn hear_order(&mut self, command: super::super::Command) {
        let task = self.hear(Message::Ordered(command));
        self.run(task.unwrap_or_else(Task::none));
    }

    pub(super) fn type_text(&mut self, text: &str) {
        self.send(simulator::typewrite(text));
    }

    /// Draws the window as it is into a file.
    pub(super) fn picture(&mut self, name: &str, look: Look, scale: f32) {
        let size = self.size;
        let rgba = self.with_ui(|ui, renderer, cursor| {
            let now = Event::Window(iced::window::Event::RedrawRequested(Instant::now()));
            let _ = ui.update(&[now], cursor, renderer, &mut clipboard::Null, &mut Vec::new());
            let style = Style { text_color: look.skin().text };
            ui.draw(renderer, &look.theme(), &style, cursor);
            let pixels = |side: f32| (side * scale).round() as u32;
            let physical = Size::new(pixels(size.width), pixels(size.height));
            (physical, renderer.screenshot(physical, scale, look.skin().face))
        });
        let file = format!("target/pictures/message-center-{name}-{}.png", look.name());
        let (physical, rgba) = rgba;
        picture::write(std::path::Path::new(&file), physical.width, physical.height, &rgba);
    }

    pub(super) fn resize(&mut self, width: f32, height: f32) {
        self.size = Size::new(width, height);
        self.cache = None;
        self.run(Task::none());
    }
}

/// Returns the press of a key.
pub(super) fn press(key: Key, modifiers: Modifiers) -> Event {
    let text = match &key {
        Key::Character(c) => Some(c.clone()),
        _ => None,
    };
    Event::Keyboard(keyboard::Event::KeyPressed {
        key: key.clone(),
        modified_key: key,
        physical_key: keyboard::key::Physical::Unidentified(
            keyboard::key::NativeCode::Unidentified,
        ),
        location: keyboard::Location::Standard,
        modifiers,
        repeat: false,
        text,
    })
}
