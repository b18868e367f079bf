//! Plays the whole client without a display: windows are drawn, keys and clicks go in, and every
//! task runs to its end before the next key.

use std::collections::BTreeMap;
use std::path::PathBuf;

use iced::advanced::clipboard;
use iced::advanced::renderer::Headless;
use iced::advanced::widget::operation::{self, Operation, Outcome};
use iced::futures::StreamExt;
use iced::futures::executor::block_on;
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Rectangle, Renderer, Size, Task, mouse, window};
use iced_test::core::SmolStr;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::runtime::{self, Action};
use iced_test::selector::{self, Selector};
use iced_test::simulator;
use restante::session::Cost;
use restante::settings::{Sending, Settings};
use restante::ui::{App, Message, Start, theme};

/// The client, its windows, and whether it has left.
pub(crate) struct Player {
    pub(crate) app: App,
    pub(crate) left: bool,
    windows: BTreeMap<window::Id, Cache>,
    /// The window that has the keys: the one opened last.
    pub(crate) front: window::Id,
    main: window::Id,
    renderer: Renderer,
    size: Size,
}

impl Player {
    /// Starts the client with a postoffice to sign in to, or with the welcome. What is sent goes at
    /// once.
    pub(crate) fn start(home: PathBuf, postoffice: Option<PathBuf>, mailbox: &str) -> Self {
        Self::holding(0, home, postoffice, mailbox)
    }

    /// Starts the client with so many seconds in which what is sent can be taken back.
    pub(crate) fn holding(
        seconds: u32,
        home: PathBuf,
        postoffice: Option<PathBuf>,
        mailbox: &str,
    ) -> Self {
        let settings = Settings {
            sending: Sending { hold_seconds: seconds },
            postoffices: postoffice.into_iter().collect(),
            mailbox: mailbox.to_owned(),
            ..Settings::default()
        };
        let start = Start { settings, home, cost: Cost::LEAST, remembers: false };
        let (app, task) = App::new(start);
        let mut fonts = iced::advanced::graphics::text::font_system().write().unwrap();
        for font in theme::fonts() {
            fonts.load_font(font);
        }
        drop(fonts);
        let renderer =
            block_on(<Renderer as Headless>::new(theme::UI, theme::TEXT.into(), None)).unwrap();
        let nobody = window::Id::unique();
        let mut player = Self {
            app,
            left: false,
            windows: BTreeMap::new(),
            front: nobody,
            main: nobody,
            renderer,
            size: Size::new(1000.0, 680.0),
        };
        player.run(task);
        player.main = player.front;
        player
    }

    /// Runs a task and what follows from it to the end.
    pub(crate) fn run(&mut self, task: Task<Message>) {
        let Some(mut stream) = runtime::task::into_stream(task) else { return };
        while let Some(action) = block_on(stream.next()) {
            match action {
                Action::Output(message) => {
                    let next = self.app.update(message);
                    self.run(next);
                }
                Action::Widget(mut operation) => self.operate(operation.as_mut()),
                Action::Window(runtime::window::Action::Open(id, _, opened)) => {
                    let _ = self.windows.insert(id, Cache::default());
                    self.front = id;
                    let _ = opened.send(id);
                }
                Action::Window(runtime::window::Action::Close(id)) => {
                    let _ = self.windows.remove(&id);
                    self.front = self.main;
                    let next = self.app.update(Message::Closed(id));
                    self.run(next);
                }
                Action::Window(runtime::window::Action::GainFocus(id)) => self.front = id,
                Action::Exit => self.left = true,
                _ => {}
            }
        }
    }

    fn operate(&mut self, operation: &mut dyn Operation) {
        let front = self.front;
        self.with_ui(front, |ui, renderer| {
            ui.operate(renderer, &mut operation::black_box(operation));
        });
    }

    fn with_ui<T>(
        &mut self,
        id: window::Id,
        act: impl FnOnce(&mut UserInterface<'_, Message, iced::Theme, Renderer>, &mut Renderer) -> T,
    ) -> T {
        let cache = self.windows.remove(&id).unwrap_or_default();
        let mut ui = UserInterface::build(self.app.view(id), self.size, cache, &mut self.renderer);
        let result = act(&mut ui, &mut self.renderer);
        let _ = self.windows.insert(id, ui.into_cache());
        result
    }

    /// Lets events happen in the front window, and everything that follows; then draws it, as
    /// the screen would, until nothing follows from that any more.
    pub(crate) fn send(&mut self, events: Vec<Event>, cursor: mouse::Cursor) {
        let _ = self.happen(&events, cursor);
        for _ in 0..10 {
            let redraw = Event::Window(window::Event::RedrawRequested(iced::time::Instant::now()));
            if !self.happen(&[redraw], cursor) {
                return;
            }
        }
    }

    /// Returns whether anything followed.
    fn happen(&mut self, events: &[Event], cursor: mouse::Cursor) -> bool {
        let mut messages = Vec::new();
        let front = self.front;
        self.with_ui(front, |ui, renderer| {
            let _ = ui.update(events, cursor, renderer, &mut clipboard::Null, &mut messages);
        });
        let any = !messages.is_empty();
        for message in messages {
            let task = self.app.update(message);
            self.run(task);
        }
        any
    }

    /// Presses a key.
    pub(crate) fn key(&mut self, named: Named) {
        self.chord(Key::Named(named), Modifiers::default());
    }

    /// Presses a key with others held.
    pub(crate) fn chord(&mut self, key: Key, modifiers: Modifiers) {
        let event = Event::Keyboard(keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            physical_key: keyboard::key::Physical::Unidentified(
                keyboard::key::NativeCode::Unidentified,
            ),
            location: keyboard::Location::Standard,
            modifiers,
            repeat: false,
            text: None,
            key,
        });
        let held = Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers));
        let free = Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::default()));
        self.send(vec![held, event, free], mouse::Cursor::Unavailable);
    }

    /// Presses Ctrl and a letter.
    pub(crate) fn ctrl(&mut self, letter: &str) {
        self.chord(Key::Character(SmolStr::new(letter)), Modifiers::CTRL);
    }

    /// Presses Alt and a letter.
    pub(crate) fn alt(&mut self, letter: &str) {
        self.chord(Key::Character(SmolStr::new(letter)), Modifiers::ALT);
    }

    /// Types a text, a key at a time.
    pub(crate) fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            let events: Vec<Event> = simulator::typewrite(&c.to_string()).collect();
            self.send(events, mouse::Cursor::Unavailable);
        }
    }

    fn find<S: Selector + Send>(&mut self, wanted: S) -> Option<S::Output>
    where
        S::Output: Clone + Send,
    {
        let mut find = wanted.find();
        let front = self.front;
        self.with_ui(front, |ui, renderer| {
            ui.operate(renderer, &mut operation::black_box(&mut find));
        });
        match find.finish() {
            Outcome::Some(found) => found,
            _ => None,
        }
    }

    /// Returns whether a text stands in the front window.
    pub(crate) fn sees(&mut self, text: &str) -> bool {
        self.find(text.to_owned()).is_some()
    }

    /// Returns every text in the front window, for saying what is there instead.
    pub(crate) fn texts(&mut self) -> Vec<String> {
        let mut find = (|candidate: selector::Candidate<'_>| match candidate {
            selector::Candidate::Text { content, .. } => Some(content.to_owned()),
            _ => None,
        })
        .find_all();
        let front = self.front;
        self.with_ui(front, |ui, renderer| {
            ui.operate(renderer, &mut operation::black_box(&mut find));
        });
        match find.finish() {
            Outcome::Some(found) => found,
            _ => Vec::new(),
        }
    }

    /// Returns whether a widget is in the front window.
    pub(crate) fn has(&mut self, id: &'static str) -> bool {
        self.find(selector::id(id)).is_some()
    }

    /// Clicks the widget with an id.
    pub(crate) fn click(&mut self, id: &'static str) {
        let bounds = self.find(selector::id(id)).map(|t| bounds_of(&t));
        self.click_at(bounds.unwrap_or_else(|| panic!("there is no {id}")));
    }

    /// Clicks a text.
    pub(crate) fn click_text(&mut self, text: &str) {
        let bounds = self.find(text.to_owned()).map(|t| t.bounds());
        self.click_at(bounds.unwrap_or_else(|| panic!("there is no {text:?}")));
    }

    fn click_at(&mut self, bounds: Rectangle) {
        let cursor = mouse::Cursor::Available(bounds.center());
        self.send(simulator::click().collect(), cursor);
    }

    /// Draws the front window into a picture in `target/pictures`, to be looked at.
    pub(crate) fn picture(&mut self, name: &str, scale: f32) {
        let (front, theme) = (self.front, self.app.theme(self.front));
        let physical =
            Size::new((self.size.width * scale) as u32, (self.size.height * scale) as u32);
        let base = iced::theme::Base::base(&theme);
        let text = base.text_color;
        let rgba = self.with_ui(front, |ui, renderer| {
            let redraw = Event::Window(window::Event::RedrawRequested(iced::time::Instant::now()));
            let mut messages = Vec::new();
            let _ = ui.update(
                &[redraw],
                mouse::Cursor::Unavailable,
                renderer,
                &mut clipboard::Null,
                &mut messages,
            );
            ui.draw(
                renderer,
                &theme,
                &iced::advanced::renderer::Style { text_color: text },
                mouse::Cursor::Unavailable,
            );
            renderer.screenshot(physical, scale, base.background_color)
        });
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
        std::fs::create_dir_all(&folder).unwrap();
        let pixels: Vec<u8> =
            rgba.chunks_exact(4).flat_map(|p| p.iter().take(3).copied()).collect();
        let mut ppm = format!("P6\n{} {}\n255\n", physical.width, physical.height).into_bytes();
        ppm.extend(pixels);
        std::fs::write(folder.join(format!("{name}.ppm")), ppm).unwrap();
    }
}

fn bounds_of(target: &selector::Target) -> Rectangle {
    target.bounds()
}
