//! What all windows have in common: how large everything in them is, where they stand on the
//! screen, and the keys that no screen wanted: the text size, and the next window.

use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Event, Point, Size, Subscription, Task, event, window};

use super::screen::window_menu::{GoTo, OpenWindows};
use super::{APPLICATION_ID, App, Main, Message, Other, icon};
use crate::settings::{self, Sight};
use crate::ui::theme;

/// The least size of a window, on the screen.
const LEAST: Size = Size::new(480.0, 320.0);
/// What a window's frame and the bars of a desktop take of the screen.
const FRAME: Size = Size::new(8.0, 64.0);

/// What happens to a window.
#[derive(Debug, Clone)]
pub enum Happening {
    /// It has another size.
    Resized(Size),
    /// It stands elsewhere.
    Moved(Point),
    /// It fills the screen, or no longer does; and its size then.
    Maximized(bool, Size),
    /// It has the keys, or no longer.
    Focused(bool),
    /// The size of the screen it stands on.
    Screen(Option<Size>),
    /// A key that nothing in it wanted was pressed.
    Pressed(Key, Modifiers),
}

/// What a key means for the size of text in all windows.
pub(super) fn text_size(key: &Key, modifiers: Modifiers, sight: Sight) -> Option<Sight> {
    let Key::Character(character) = key else { return None };
    if !modifiers.command() || modifiers.alt() {
        return None;
    }
    match character.as_str() {
        "+" | "=" => Some(sight.stepped(true)),
        "-" | "_" => Some(sight.stepped(false)),
        "0" => Some(Sight { text_size: 100, ..sight }),
        _ => None,
    }
}

/// Listens to all windows.
pub(super) fn events() -> Subscription<Message> {
    event::listen_with(|event, status, id| {
        let what = match event {
            Event::Window(window::Event::Resized(size)) => Happening::Resized(size),
            Event::Window(window::Event::Moved(at)) => Happening::Moved(at),
            Event::Window(window::Event::Focused) => Happening::Focused(true),
            Event::Window(window::Event::Unfocused) => Happening::Focused(false),
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if status == event::Status::Ignored && modifiers.command() =>
            {
                Happening::Pressed(key, modifiers)
            }
            _ => return None,
        };
        Some(Message::Window(id, what))
    })
}

/// Returns the settings of a window that is opened with this size, in the units of its content.
pub(super) fn window_settings(size: Size, place: Option<Point>) -> window::Settings {
    window::Settings {
        size,
        min_size: Some(LEAST),
        position: place.map_or(window::Position::Default, window::Position::Specific),
        icon: icon::window_icon(),
        exit_on_close_request: false,
        #[cfg(target_os = "linux")]
        platform_specific: window::settings::PlatformSpecific {
            application_id: APPLICATION_ID.to_owned(),
            ..window::settings::PlatformSpecific::default()
        },
        ..window::Settings::default()
    }
}

impl App {
    /// Returns by how much a window's content is larger than ordinary.
    pub fn scale_factor(&self, _: window::Id) -> f32 {
        self.settings.sight.scale()
    }

    /// Returns the settings of the main window as it is opened.
    pub(super) fn main_window(settings: &settings::Settings) -> window::Settings {
        let settings::Window { width, height, place, maximized, .. } = settings.window;
        let scale = settings.sight.scale();
        let size = Size::new(width / scale, height / scale);
        let place = place.map(|(x, y)| Point::new(x, y));
        window::Settings { maximized, ..window_settings(size, place) }
    }

    /// Returns a size of a new window's content that has room on the screen.
    pub(super) fn fitted(&self, size: Size) -> Size {
        let scale = self.settings.sight.scale();
        let (width, height) = self.settings.window.screen.unwrap_or((f32::INFINITY, f32::INFINITY));
        Size::new(
            size.width.min((width - FRAME.width) / scale),
            size.height.min((height - FRAME.height) / scale),
        )
    }

    /// Makes what is seen as the settings say.
    pub(super) fn see(&mut self) {
        theme::keep_still(self.settings.sight.still);
        self.look = theme::Look::parse(&self.settings.look).unwrap_or_default();
        if let Main::Center(center) = &mut self.screen {
            center.set_sight(self.settings.sight);
        }
    }

    /// Hears what happened to a window.
    pub(super) fn happened(&mut self, id: window::Id, what: Happening) -> Task<Message> {
        let main = id == self.main;
        let scale = self.settings.sight.scale();
        match what {
            // A size of all the screen is none to come back to.
            Happening::Resized(size) if main => window::is_maximized(id)
                .map(move |yes| Message::Window(id, Happening::Maximized(yes, size))),
            Happening::Maximized(yes, size) => {
                self.settings.window.maximized = yes;
                if !yes {
                    self.settings.window.width = size.width * scale;
                    self.settings.window.height = size.height * scale;
                }
                Task::none()
            }
            Happening::Moved(at) if main && !self.settings.window.maximized => {
                self.settings.window.place = Some((at.x * scale, at.y * scale));
                Task::none()
            }
            Happening::Screen(Some(size)) => {
                self.fit(id, Size::new(size.width * scale, size.height * scale))
            }
            Happening::Focused(yes) => {
                self.news.focused(id, yes);
                Task::none()
            }
            Happening::Pressed(key, modifiers) => self.pressed(id, &key, modifiers),
            Happening::Resized(_) | Happening::Moved(_) | Happening::Screen(None) => Task::none(),
        }
    }

    /// Brings the main window back onto a screen that is not the one it was left on.
    fn fit(&mut self, id: window::Id, screen: Size) -> Task<Message> {
        let before = self.settings.window.screen.replace((screen.width, screen.height));
        if before == Some((screen.width, screen.height)) || self.settings.window.maximized {
            return Task::none();
        }
        let scale = self.settings.sight.scale();
        let settings::Window { width, height, place, .. } = self.settings.window;
        let (most_wide, most_high) = (screen.width - FRAME.width, screen.height - FRAME.height);
        let (wide, high) = (width.min(most_wide), height.min(most_high));
        let mut tasks = Vec::new();
        if wide < width || high < height {
            tasks.push(window::resize(id, Size::new(wide / scale, high / scale)));
        }
        let inside = |at: f32, length: f32, most: f32| at >= 0.0 && at + length <= most;
        if let Some((x, y)) = place
            && !(inside(x, wide, screen.width) && inside(y, high, screen.height))
        {
            let middle = Point::new((most_wide - wide) / 2.0, (most_high - high) / 2.0);
            tasks.push(window::move_to(id, middle));
        }
        Task::batch(tasks)
    }

    fn pressed(&mut self, id: window::Id, key: &Key, modifiers: Modifiers) -> Task<Message> {
        if let Some(sight) = text_size(key, modifiers, self.settings.sight) {
            self.settings.sight = sight;
            self.see();
            return self.save_settings();
        }
        if *key == Key::Named(Named::F6) && !modifiers.alt() {
            return self.next_window(id, modifiers.shift());
        }
        Task::none()
    }

    /// Goes to a window that was chosen in the menu of another.
    pub(super) fn go_to(&self, from: window::Id, to: GoTo) -> Task<Message> {
        match to {
            GoTo::Next => self.next_window(from, false),
            GoTo::Previous => self.next_window(from, true),
            // One that is small comes up first.
            GoTo::Window(id) => window::minimize(id, false).chain(window::gain_focus(id)),
        }
    }

    /// Returns all windows, the main one first.
    fn all_windows(&self) -> Vec<window::Id> {
        [self.main].into_iter().chain(self.windows.keys().copied()).collect()
    }

    /// Tells the windows which there are.
    pub(super) fn list_windows(&mut self) {
        let all: Vec<_> = self.all_windows().into_iter().map(|id| (id, self.heading(id))).collect();
        if self.listed == all {
            return;
        }
        if let Main::Center(center) = &mut self.screen {
            center.set_windows(OpenWindows::new(&all, self.main));
        }
        for (id, other) in &mut self.windows {
            let windows = OpenWindows::new(&all, *id);
            match other {
                Other::Send(screen) => screen.set_windows(windows),
                Other::Read(screen) => screen.set_windows(windows),
                Other::Find(screen) => screen.set_windows(windows),
                // A window of buttons has no menus.
                Other::Manager(_) | Other::Keys(_) => {}
            }
        }
        self.listed = all;
    }

    /// Goes to the next window, or the one before.
    fn next_window(&self, from: window::Id, back: bool) -> Task<Message> {
        let all = self.all_windows();
        let Some(at) = all.iter().position(|id| *id == from) else { return Task::none() };
        let next = (at + if back { all.len() - 1 } else { 1 }) % all.len();
        match all.get(next) {
            Some(id) if *id != from => window::gain_focus(*id),
            _ => Task::none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plus_minus_and_zero_change_the_size_of_text() {
        let sight = Sight { text_size: 150, ..Sight::default() };
        let key = |text: &str| Key::Character(text.into());
        let after = |text: &str, modifiers| {
            text_size(&key(text), modifiers, sight).map(|sight| sight.text_size)
        };
        assert_eq!(after("+", Modifiers::COMMAND), Some(175));
        assert_eq!(after("=", Modifiers::COMMAND | Modifiers::SHIFT), Some(175));
        assert_eq!(after("-", Modifiers::COMMAND), Some(125));
        assert_eq!(after("0", Modifiers::COMMAND), Some(100));
        assert_eq!(after("+", Modifiers::empty()), None);
        assert_eq!(after("0", Modifiers::COMMAND | Modifiers::ALT), None, "AltGr types");
    }

    fn app(settings: settings::Settings) -> App {
        let home = std::env::temp_dir();
        let start = crate::ui::Start {
            settings,
            home,
            cost: crate::session::Cost::LEAST,
            remembers: false,
        };
        App::new(start).0
    }

    #[test]
    fn the_window_comes_back_where_it_was_and_as_large() {
        let mut app = app(settings::Settings::default());
        app.settings.sight.text_size = 200;
        let scale = app.settings.sight.scale();
        let main = app.main;
        let _ = app.happened(main, Happening::Moved(Point::new(30.0, 40.0)));
        let size = Size::new(450.0, 300.0);
        let _ = app.happened(main, Happening::Maximized(false, size));
        let again = App::main_window(&app.settings);
        assert_eq!(again.size, size, "in the units of the content");
        assert!(!again.maximized);
        let window::Position::Specific(at) = again.position else { panic!("no place is kept") };
        assert_eq!(at, Point::new(30.0 * scale, 40.0 * scale), "in those of the screen");
        // As large as the screen it has no size of its own; nor is another window's place kept.
        let _ = app.happened(main, Happening::Maximized(true, Size::new(1600.0, 900.0)));
        let _ = app.happened(main, Happening::Moved(Point::new(0.0, 0.0)));
        let _ = app.happened(window::Id::unique(), Happening::Moved(Point::new(9.0, 9.0)));
        let again = App::main_window(&app.settings);
        assert!(again.maximized);
        assert_eq!(again.size, size);
        assert!(matches!(again.position, window::Position::Specific(place) if place == at));
    }

    #[test]
    fn a_window_of_a_larger_screen_is_brought_onto_this_one() {
        let mut settings = settings::Settings::default();
        settings.window.place = Some((3000.0, 100.0));
        let mut app = app(settings);
        let main = app.main;
        let on =
            |app: &mut App, size: Size| app.happened(main, Happening::Screen(Some(size))).units();
        assert_eq!(on(&mut app, Size::new(3840.0, 2160.0)), 1, "it would stick out");
        assert_eq!(on(&mut app, Size::new(3840.0, 2160.0)), 0, "it is known there");
        assert_eq!(on(&mut app, Size::new(800.0, 600.0)), 2, "smaller, and moved");
        // New windows have room as well.
        assert!(app.fitted(Size::new(2000.0, 500.0)).width < 800.0);
    }
}
