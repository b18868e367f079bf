//! Tests play a window on this stage: the view is rebuilt after every batch of events, and the
//! widgets keep their state, as in the running program.

pub(crate) mod walk;

use iced::advanced::clipboard;
use iced::advanced::renderer::Headless;
use iced::advanced::widget::operation::{self, Operation, Outcome};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Element, Event, Point, Rectangle, Renderer, Settings, Size, mouse};
use iced_test::Selector;
use iced_test::runtime::UserInterface;
use iced_test::runtime::user_interface::Cache;
use iced_test::selector;
use iced_test::simulator;

use crate::ui::theme;

/// The program's settings: the bundled fonts.
pub(crate) fn settings() -> Settings {
    Settings {
        fonts: theme::fonts(),
        default_font: theme::UI,
        default_text_size: theme::TEXT.into(),
        ..Settings::default()
    }
}

/// A renderer that needs no screen, with the bundled fonts.
pub(crate) fn renderer() -> Renderer {
    let mut system =
        iced::advanced::graphics::text::font_system().write().expect("fonts can be loaded");
    for font in theme::fonts() {
        system.load_font(font);
    }
    drop(system);
    iced_test::futures::futures::executor::block_on(<Renderer as Headless>::new(
        theme::UI,
        theme::TEXT.into(),
        None,
    ))
    .expect("a renderer without a screen")
}

/// A window with its state.
pub(crate) struct Stage<S, M> {
    pub(crate) state: S,
    /// All messages so far.
    pub(crate) heard: Vec<M>,
    view: fn(&S) -> Element<'_, M>,
    update: fn(&mut S, &M),
    cache: Option<Cache>,
    renderer: Renderer,
    cursor: mouse::Cursor,
    size: Size,
}

impl<S, M> Stage<S, M> {
    pub(crate) fn new(state: S, view: fn(&S) -> Element<'_, M>, update: fn(&mut S, &M)) -> Self {
        Stage {
            state,
            heard: Vec::new(),
            view,
            update,
            cache: Some(Cache::default()),
            renderer: renderer(),
            cursor: mouse::Cursor::Unavailable,
            size: Size::new(640.0, 480.0),
        }
    }

    /// Gives the window another size.
    pub(crate) fn sized(mut self, size: Size) -> Self {
        self.size = size;
        self
    }

    /// Lets a batch of events happen against one view; then the program hears the messages.
    pub(crate) fn send(&mut self, events: impl IntoIterator<Item = Event>) {
        let events: Vec<Event> = events.into_iter().collect();
        let mut messages = Vec::new();
        let mut ui = UserInterface::build(
            (self.view)(&self.state),
            self.size,
            self.cache.take().unwrap_or_default(),
            &mut self.renderer,
        );
        let _ = ui.update(
            &events,
            self.cursor,
            &mut self.renderer,
            &mut clipboard::Null,
            &mut messages,
        );
        self.cache = Some(ui.into_cache());
        for message in messages {
            (self.update)(&mut self.state, &message);
            self.heard.push(message);
        }
    }

    /// Lets a frame be drawn.
    pub(crate) fn redraw(&mut self) {
        let now = iced::time::Instant::now();
        self.send([Event::Window(iced::window::Event::RedrawRequested(now))]);
    }

    /// Draws a frame in a look; the renderer tells by its layers what must be painted again.
    #[cfg(not(feature = "gpu"))]
    pub(crate) fn layers(&mut self, look: theme::Look) -> Vec<iced_tiny_skia::Layer> {
        let mut ui = UserInterface::build(
            (self.view)(&self.state),
            self.size,
            self.cache.take().unwrap_or_default(),
            &mut self.renderer,
        );
        let style = iced::advanced::renderer::Style { text_color: look.skin().text };
        ui.draw(&mut self.renderer, &look.theme(), &style, self.cursor);
        self.cache = Some(ui.into_cache());
        self.renderer.layers().to_vec()
    }

    fn select<T: Selector + Send>(&mut self, selector: T) -> Option<T::Output>
    where
        T::Output: Clone + Send,
    {
        let mut ui = UserInterface::build(
            (self.view)(&self.state),
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

    /// Returns the id of the widget that has the focus.
    pub(crate) fn focused(&mut self) -> Option<iced::advanced::widget::Id> {
        self.select(|candidate: selector::Candidate<'_>| match candidate {
            selector::Candidate::Focusable { id, state, .. } if state.is_focused() => {
                Some(id.cloned())
            }
            _ => None,
        })
        .flatten()
    }

    /// Returns whether this id has the focus.
    pub(crate) fn has_focus(&mut self, id: &'static str) -> bool {
        self.focused() == Some(id.into())
    }

    pub(crate) fn point(&mut self, at: Point) {
        self.cursor = mouse::Cursor::Available(at);
        self.send([Event::Mouse(mouse::Event::CursorMoved { position: at })]);
    }

    pub(crate) fn click_at(&mut self, at: Point) {
        self.point(at);
        self.send(simulator::click());
    }

    /// Clicks the middle of a text.
    pub(crate) fn click(&mut self, text: &str) {
        let bounds = self.find(text).unwrap_or_else(|| panic!("no {text:?}"));
        self.click_at(bounds.center());
    }

    pub(crate) fn right_click(&mut self, text: &str) {
        let bounds = self.find(text).unwrap_or_else(|| panic!("no {text:?}"));
        self.point(bounds.center());
        self.send([
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)),
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Right)),
        ]);
    }

    pub(crate) fn tap(&mut self, key: Named) {
        self.send([press(Key::Named(key), Modifiers::empty()), release(key)]);
    }

    /// Selects the whole text of the field that has the focus.
    pub(crate) fn select_all(&mut self) {
        let held = |modifiers| Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers));
        self.send([
            held(Modifiers::COMMAND),
            press(Key::Character("a".into()), Modifiers::COMMAND),
            held(Modifiers::empty()),
        ]);
    }

    pub(crate) fn alt(&mut self, letter: &str) {
        self.send([press(Key::Character(letter.into()), Modifiers::ALT)]);
    }
}

/// Returns the press of a key.
pub(crate) fn press(key: Key, modifiers: Modifiers) -> Event {
    // As a real keyboard does: a letter brings its text, with Alt as well.
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

/// Returns the release of a key.
pub(crate) fn release(key: Named) -> Event {
    Event::Keyboard(keyboard::Event::KeyReleased {
        key: Key::Named(key),
        modified_key: Key::Named(key),
        physical_key: keyboard::key::Physical::Unidentified(
            keyboard::key::NativeCode::Unidentified,
        ),
        location: keyboard::Location::Standard,
        modifiers: Modifiers::empty(),
    })
}
