//! Tests play a note's window on this stage, with a real session on a throw-away postoffice: keys
//! and clicks go in, the tasks that come out are run to their end.

pub(crate) mod picture;

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use iced::advanced::Clipboard;
use iced::advanced::clipboard::Kind;
use iced::advanced::widget::operation::{self, Operation, Outcome};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::time::Instant;
use iced::{Element, Event, Point, Rectangle, Renderer, Size, Task, mouse, window};
use iced_test::Selector;
use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;
use iced_test::runtime::user_interface::Cache;
use iced_test::runtime::{Action, UserInterface};
use iced_test::{selector, simulator};

use crate::admin::{Administrator, MoveOptions, NewPostoffice, NewUser};
use crate::mail::{Draft, FolderKind, FullName, MessageId, NewAttachment, Password, ShortName};
use crate::session::{Cost, Disk, Error, Session, SignIn};
use crate::ui::task::Desk;
use crate::ui::theme::Look;
use crate::ui::widget::testing::renderer;

/// A screen that can be played.
pub(crate) trait Screen {
    type Message: std::fmt::Debug + Send + 'static;
    /// What it asks of the router.
    type Wish: std::fmt::Debug;

    fn look(&self) -> Element<'_, Self::Message>;
    fn hear(&mut self, message: Self::Message) -> (Task<Self::Message>, Option<Self::Wish>);
}

/// A clipboard of one's own.
#[derive(Default)]
struct Paper(Option<String>);

impl Clipboard for Paper {
    fn read(&self, _: Kind) -> Option<String> {
        self.0.clone()
    }

    fn write(&mut self, _: Kind, contents: String) {
        self.0 = Some(contents);
    }
}

/// A window that keeps its state.
pub(crate) struct Stage<S: Screen> {
    pub(crate) screen: S,
    /// What the screen asked of the router so far.
    pub(crate) wishes: Vec<S::Wish>,
    paper: Paper,
    cache: Option<Cache>,
    renderer: Renderer,
    cursor: mouse::Cursor,
    pub(crate) size: Size,
}

impl<S: Screen> Stage<S> {
    pub(crate) fn new((screen, task): (S, Task<S::Message>)) -> Self {
        let mut stage = Self {
            screen,
            wishes: Vec::new(),
            paper: Paper::default(),
            cache: Some(Cache::default()),
            renderer: renderer(),
            cursor: mouse::Cursor::Unavailable,
            size: Size::new(640.0, 480.0),
        };
        stage.run(task);
        stage
    }

    /// Runs a task to its end, and those that come of it.
    pub(crate) fn run(&mut self, task: Task<S::Message>) {
        let mut tasks = VecDeque::from([task]);
        while let Some(task) = tasks.pop_front() {
            let Some(mut stream) = iced_test::runtime::task::into_stream(task) else { continue };
            while let Some(action) = block_on(stream.next()) {
                if let Action::Output(message) = action {
                    let (task, wish) = self.screen.hear(message);
                    tasks.push_back(task);
                    self.wishes.extend(wish);
                }
            }
        }
        self.redraw();
    }

    /// Lets the program hear a message.
    pub(crate) fn tell(&mut self, message: S::Message) {
        let (task, wish) = self.screen.hear(message);
        self.wishes.extend(wish);
        self.run(task);
    }

    /// Lets the program hear a message whose task is not run: the answer does not come.
    pub(crate) fn tell_only(&mut self, message: S::Message) -> Task<S::Message> {
        let (task, wish) = self.screen.hear(message);
        self.wishes.extend(wish);
        self.redraw();
        task
    }

    fn redraw(&mut self) {
        self.events(&[Event::Window(window::Event::RedrawRequested(Instant::now()))]);
    }

    fn events(&mut self, events: &[Event]) {
        let mut messages = Vec::new();
        let mut ui = UserInterface::build(
            self.screen.look(),
            self.size,
            self.cache.take().unwrap_or_default(),
            &mut self.renderer,
        );
        let _ = ui.update(events, self.cursor, &mut self.renderer, &mut self.paper, &mut messages);
        self.cache = Some(ui.into_cache());
        let any = !messages.is_empty();
        for message in messages {
            let (task, wish) = self.screen.hear(message);
            self.wishes.extend(wish);
            self.run(task);
        }
        if any {
            self.redraw();
        }
    }

    /// Lets each event happen against a fresh view.
    pub(crate) fn send(&mut self, events: impl IntoIterator<Item = Event>) {
        for event in events {
            self.events(&[event]);
        }
    }

    fn select<T: Selector + Send>(&mut self, selector: T) -> Option<T::Output>
    where
        T::Output: Clone + Send,
    {
        let mut ui = UserInterface::build(
            self.screen.look(),
            self.size,
            self.cache.take().unwrap_or_default(),
            &mut self.renderer,
        );
        let mut find = selector.find();
        ui.operate(&self.renderer, &mut operation::black_box(&mut find));
        self.cache = Some(ui.into_cache());
        match find.finish() {
            Outcome::Some(found) => found,
            _ => None,
        }
    }

    /// Returns where a text is.
    pub(crate) fn find(&mut self, text: &str) -> Option<Rectangle> {
        self.select(text).map(|found| found.bounds())
    }

    /// Returns a text that is shown and holds these words.
    pub(crate) fn shown(&mut self, part: &'static str) -> Option<String> {
        self.select(move |candidate: selector::Candidate<'_>| match candidate {
            selector::Candidate::Text { content, .. } if content.contains(part) => {
                Some(content.to_owned())
            }
            _ => None,
        })
    }

    /// Returns what was copied last.
    pub(crate) fn copied(&self) -> Option<String> {
        self.paper.0.clone()
    }

    /// Returns whether this id has the focus.
    pub(crate) fn has_focus(&mut self, id: &iced::advanced::widget::Id) -> bool {
        let focused = self.select(|candidate: selector::Candidate<'_>| match candidate {
            selector::Candidate::Focusable { id, state, .. } if state.is_focused() => {
                Some(id.cloned())
            }
            _ => None,
        });
        focused.flatten().as_ref() == Some(id)
    }

    pub(crate) fn point(&mut self, at: Point) {
        self.cursor = mouse::Cursor::Available(at);
        self.send([Event::Mouse(mouse::Event::CursorMoved { position: at })]);
    }

    /// Clicks the middle of a text.
    pub(crate) fn click(&mut self, text: &str) {
        let bounds = self.find(text).unwrap_or_else(|| panic!("no {text:?}"));
        self.point(bounds.center());
        self.send(simulator::click());
    }

    /// Types letters.
    pub(crate) fn typed(&mut self, text: &str) {
        for letter in text.chars() {
            let letter = letter.to_string();
            self.send(stroke(Key::Character(letter.into()), Modifiers::empty()));
        }
    }

    pub(crate) fn tap(&mut self, key: Named) {
        self.send(stroke(Key::Named(key), Modifiers::empty()));
    }

    pub(crate) fn tap_with(&mut self, modifiers: Modifiers, key: Named) {
        self.send(stroke(Key::Named(key), modifiers));
    }

    pub(crate) fn control(&mut self, letter: &str) {
        self.send(stroke(Key::Character(letter.into()), Modifiers::COMMAND));
    }

    pub(crate) fn alt(&mut self, letter: &str) {
        self.send(stroke(Key::Character(letter.into()), Modifiers::ALT));
    }

    /// Draws the window into `target/pictures`: in every look at twice the size, and in one as it is.
    pub(crate) fn pictures(&mut self, name: &str) {
        for look in Look::ALL {
            let path = format!("target/pictures/{name}-{}.png", look.name());
            self.picture(look, 2.0, &path);
        }
        self.picture(Look::Classic, 1.0, &format!("target/pictures/{name}-classic-1x.png"));
    }

    fn picture(&mut self, look: Look, scale: f32, path: &str) {
        use iced::advanced::renderer::{Headless, Style};

        let theme = look.theme();
        let mut ui = UserInterface::build(
            self.screen.look(),
            self.size,
            self.cache.take().unwrap_or_default(),
            &mut self.renderer,
        );
        let style = Style { text_color: look.skin().text };
        let _ = ui.update(
            &[Event::Window(window::Event::RedrawRequested(Instant::now()))],
            self.cursor,
            &mut self.renderer,
            &mut self.paper,
            &mut Vec::new(),
        );
        ui.draw(&mut self.renderer, &theme, &style, self.cursor);
        self.cache = Some(ui.into_cache());
        let pixels = |side: f32| (side * scale).round() as u32;
        let physical = Size::new(pixels(self.size.width), pixels(self.size.height));
        let rgba = self.renderer.screenshot(physical, scale, look.skin().face);
        picture::write(Path::new(path), physical.width, physical.height, &rgba);
    }
}

/// Returns what a keyboard sends for a key with modifiers.
fn stroke(key: Key, modifiers: Modifiers) -> Vec<Event> {
    // As a real keyboard does: a letter brings its text, with Alt as well, but not with Control.
    let text = match &key {
        Key::Character(letter) if !modifiers.command() => Some(letter.clone()),
        Key::Named(Named::Space) => Some(" ".into()),
        _ => None,
    };
    let physical_key =
        keyboard::key::Physical::Unidentified(keyboard::key::NativeCode::Unidentified);
    let location = keyboard::Location::Standard;
    [
        keyboard::Event::ModifiersChanged(modifiers),
        keyboard::Event::KeyPressed {
            key: key.clone(),
            modified_key: key.clone(),
            physical_key,
            location,
            modifiers,
            repeat: false,
            text,
        },
        keyboard::Event::KeyReleased {
            key: key.clone(),
            modified_key: key,
            physical_key,
            location,
            modifiers,
        },
        keyboard::Event::ModifiersChanged(Modifiers::empty()),
    ]
    .map(Event::Keyboard)
    .into()
}

/// Postoffices NORTH/MAIN, NORTH/EAST and NORTH/WEST. ANNA and BRUNO live on the first; a Dora Eck
/// on each of the others, which MAIN knows.
pub(crate) struct World {
    dir: tempfile::TempDir,
    disk: Disk,
}

fn name(text: &str) -> ShortName {
    ShortName::parse(text).unwrap()
}

fn password(text: &str) -> Password {
    Password::new(text).unwrap()
}

fn office(disk: &Disk, root: &Path, office: &str) -> Administrator {
    let mut new = NewPostoffice::new(name("NORTH"), name(office), password("boss")).unwrap();
    new.cost = Cost::LEAST;
    new.create(disk, root).unwrap()
}

fn add(admin: &Administrator, mailbox: &str, full_name: &str) {
    let user = NewUser {
        mailbox: name(mailbox),
        full_name: FullName::parse(full_name).unwrap(),
        password: password("secret"),
        administrator: false,
    };
    let _ = admin.add_user(user).unwrap();
}

impl World {
    pub(crate) fn new() -> Self {
        let (dir, disk) = (tempfile::tempdir().unwrap(), Disk::new());
        let make = |name: &str| office(&disk, &dir.path().join(name), name);
        let (main, east, west) = (make("MAIN"), make("EAST"), make("WEST"));
        add(&main, "ANNA", "Anna Berg");
        add(&main, "BRUNO", "Bruno Carl");
        add(&main, "BEA", "Beatrix Zorn");
        for (other, moved, dora) in [(&east, "E", "DORA"), (&west, "W", "DORIS")] {
            // Whoever moves makes the new home known.
            add(&main, moved, &format!("Moved {moved}"));
            let _ = main.move_user(other, &name(moved), MoveOptions::default()).unwrap();
            add(other, dora, "Dora Eck");
        }
        Self { dir, disk }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn session(&self, mailbox: &str) -> Session {
        let root = self.path("MAIN");
        let mut sign_in = SignIn::new(&root, mailbox, password("secret"));
        sign_in.cost = Cost::LEAST;
        sign_in.run(&self.disk, &|| false).unwrap()
    }

    pub(crate) fn desk(&self, mailbox: &str) -> Desk {
        Desk::open(self.session(mailbox))
    }

    /// Lets somebody write to ANNA, with or without an attachment.
    pub(crate) fn write(&self, subject: &str, body: &str, attachments: &[(&str, &[u8])]) {
        let draft = Draft {
            to: vec!["ANNA".into(), "BEA".into()],
            subject: subject.into(),
            body: body.into(),
            attachments: attachments
                .iter()
                .map(|(name, bytes)| NewAttachment { name: (*name).into(), bytes: bytes.to_vec() })
                .collect(),
            ..Draft::default()
        };
        let mut session = self.session("BRUNO");
        let _ = session.send(&draft).unwrap();
        session.sign_out().unwrap();
    }
}

/// Asks the session behind a desk something and waits for the answer.
pub(crate) fn ask<T: Send + 'static>(
    desk: &Desk,
    work: impl FnOnce(&mut Session) -> Result<T, Error> + Send + 'static,
) -> T {
    let mut stream = iced_test::runtime::task::into_stream(desk.ask(work)).unwrap();
    match block_on(stream.next()) {
        Some(Action::Output(answer)) => answer.unwrap(),
        _ => panic!("no answer"),
    }
}

/// Returns the subjects in a standard folder, oldest first, with their numbers.
pub(crate) fn subjects(desk: &Desk, kind: FolderKind) -> Vec<(MessageId, String)> {
    ask(desk, move |session| {
        let folder = session.standard(kind)?;
        let mut rows = session.rows(folder, crate::mail::Order::newest_first(), 0, 100)?;
        rows.sort_by_key(|row| row.id);
        Ok(rows.into_iter().map(|row| (row.id, row.subject)).collect())
    })
}
