//! The menu bar: opened by click, by Alt with a letter, by F10 or by Alt alone.

mod panels;

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{
    Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse, window,
};

use super::panel::{Panel, wanted};
use super::popup::{Open, Outcome};
use super::{KeyGroup, Menu, Told};
use crate::ui::theme::{self, Skin};
use crate::ui::widget::access;
use crate::ui::widget::bevel::Edge;
use crate::ui::widget::line::{self, Face, Lines, WIDEST};
use crate::ui::widget::paint;
use panels::Panels;

/// The gap before and after a title.
const PADDING: f32 = 7.0;

/// A menu bar; made by [`menu_bar`].
pub struct MenuBar<M> {
    menus: Vec<Menu<M>>,
    groups: Vec<KeyGroup>,
    hidden: bool,
    on_help: Option<fn(String) -> M>,
    on_print: Option<fn(String) -> M>,
}

/// Makes a menu bar. It opens the command palette and the sheet of shortcuts by itself, too.
pub fn menu_bar<M>(menus: impl IntoIterator<Item = Menu<M>>) -> MenuBar<M> {
    let menus = menus.into_iter().collect();
    MenuBar { menus, groups: Vec::new(), hidden: false, on_help: None, on_print: None }
}

impl<M> MenuBar<M> {
    /// Adds keys of a part of the window to the sheet of shortcuts.
    #[must_use]
    pub fn keys(mut self, group: KeyGroup) -> Self {
        self.groups.push(group);
        self
    }

    /// Sets the message of the sentence about the chosen line, for the status bar; it is empty
    /// when no line is chosen.
    #[must_use]
    pub fn on_help(mut self, message: fn(String) -> M) -> Self {
        self.on_help = Some(message);
        self
    }

    /// Sets the message that prints the sheet of shortcuts, written as text.
    #[must_use]
    pub fn on_print(mut self, message: fn(String) -> M) -> Self {
        self.on_print = Some(message);
        self
    }

    /// Shows no bar: the commands of a window of buttons are in palette and sheet only.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    fn height(&self) -> f32 {
        if self.hidden { 0.0 } else { theme::MENU }
    }
}

#[derive(Default)]
struct State {
    /// The menu whose title is marked; its panel is open when `open` is.
    active: Option<usize>,
    open: Open,
    /// Alt went down and nothing else happened since.
    alt: bool,
    hovered: Option<usize>,
    lines: Lines,
    told: Told,
    /// The palette or the sheet.
    panel: Option<Panel>,
}

impl State {
    /// Takes over what was used in a menu; returns the message of the item.
    fn used<M>(&mut self, outcome: Outcome<M>) -> Option<M> {
        match outcome {
            Outcome::Send(message) => {
                self.close();
                Some(message)
            }
            Outcome::Show(kind) => {
                self.close();
                self.panel = Some(Panel::open(kind));
                None
            }
            Outcome::Stay | Outcome::Close | Outcome::Left | Outcome::Right => None,
        }
    }

    /// Tells the program about the chosen line when it is another one than before.
    fn tell<M>(
        &mut self,
        menus: &[Menu<M>],
        on_help: Option<fn(String) -> M>,
        shell: &mut Shell<'_, M>,
    ) {
        let menu = self.active.and_then(|active| menus.get(active));
        self.told.tell(menu.and_then(|menu| self.open.chosen(&menu.items)), on_help, shell);
    }

    /// Takes over what happened in the palette or the sheet.
    fn settle(&mut self) {
        if self.panel.as_mut().is_some_and(|panel| !panel.settle()) {
            self.panel = None;
        }
    }

    fn close(&mut self) {
        self.active = None;
        self.open = Open::default();
        self.alt = false;
    }

    /// Marks a menu, and opens its panel.
    fn activate<M>(&mut self, menus: &[Menu<M>], index: usize, open: bool, choose: bool) {
        self.active = Some(index);
        self.open = match menus.get(index) {
            Some(menu) if open => Open::first(&menu.items, choose),
            _ => Open::default(),
        };
    }

    /// Handles a key while a title is marked; returns the message of the item that was used.
    fn key<M: Clone>(&mut self, menus: &[Menu<M>], event: &Event) -> Option<M> {
        let active = self.active?;
        let menu = menus.get(active)?;
        let Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, repeat, .. }) = event
        else {
            return None;
        };
        if matches!(key, Key::Named(Named::F10 | Named::Alt)) {
            if !repeat {
                self.close();
            }
            return None;
        }
        let count = menus.len();
        let outcome = if self.open.is_open() {
            self.open.key(&menu.items, event)
        } else {
            match key {
                Key::Named(Named::ArrowDown | Named::ArrowUp | Named::Enter | Named::Space) => {
                    self.open = Open::first(&menu.items, true);
                    Outcome::Stay
                }
                Key::Named(Named::ArrowLeft) => Outcome::Left,
                Key::Named(Named::ArrowRight) => Outcome::Right,
                Key::Named(Named::Escape) => {
                    self.close();
                    Outcome::Stay
                }
                Key::Character(_) => {
                    let letter = key.to_latin(*physical_key).and_then(|c| c.to_lowercase().next());
                    let found = letter.and_then(|letter| title(menus, letter));
                    if let Some(index) = found {
                        self.activate(menus, index, true, true);
                    }
                    Outcome::Stay
                }
                _ => Outcome::Stay,
            }
        };
        let open = self.open.is_open();
        match outcome {
            Outcome::Stay => None,
            Outcome::Left => {
                let index = active.checked_sub(1).unwrap_or(count.saturating_sub(1));
                self.activate(menus, index, open, true);
                None
            }
            Outcome::Right => {
                let index = if active + 1 < count { active + 1 } else { 0 };
                self.activate(menus, index, open, true);
                None
            }
            Outcome::Close => {
                // As on Windows: the title stays marked until the next Escape.
                self.open = Open::default();
                None
            }
            Outcome::Send(_) | Outcome::Show(_) => self.used(outcome),
        }
    }
}

/// Returns the menu with this access key.
fn title<M>(menus: &[Menu<M>], letter: char) -> Option<usize> {
    menus.iter().position(|menu| menu.title.answers(letter))
}

impl<M> MenuBar<M> {
    fn titles(&self, bounds: Rectangle, lines: &Lines) -> Vec<Rectangle> {
        let b = paint::whole(bounds);
        let mut x = b.x + 1.0;
        self.menus
            .iter()
            .map(|menu| {
                let text = lines.with(&menu.title.text, WIDEST, Face::UI, |p| p.min_width().ceil());
                let title = Rectangle { x, width: text + 2.0 * PADDING, ..b };
                x += title.width;
                title
            })
            .collect()
    }
}

impl<M: Clone + 'static> Widget<M, Theme, Renderer> for MenuBar<M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn diff(&self, tree: &mut Tree) {
        tree.state.downcast_mut::<State>().settle();
    }

    fn size(&self) -> Size<Length> {
        // A column leaves out what says that it has no height.
        let height = if self.hidden { Length::Shrink } else { Length::Fixed(theme::MENU) };
        Size::new(Length::Fill, height)
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        if state.active.is_some_and(|active| active >= self.menus.len()) {
            state.close();
        }
        layout::atomic(limits, Length::Fill, self.height())
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let mut opened = access::Opened(state.active.is_some() || state.panel.is_some());
        operation.custom(None, layout.bounds(), &mut opened);
        #[cfg(test)]
        operation.custom(None, layout.bounds(), &mut super::check::Told(self.menus.clone()));
        if self.hidden {
            return;
        }
        for (menu, bounds) in self.menus.iter().zip(self.titles(layout.bounds(), &state.lines)) {
            let key = menu.title.key.map(|(key, _)| key);
            operation.custom(None, bounds, &mut access::Access { key, leads: false });
            operation.text(None, bounds, &menu.title.text);
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        // A menu may have opened or gone by the event before.
        state.tell(&self.menus, self.on_help, shell);
        if state.panel.is_some() {
            // Opened by an event of the same batch: what is typed goes into it once it is there.
            if matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { .. })) {
                shell.capture_event();
            }
            return;
        }
        if let Some(kind) = wanted(event).filter(|_| !shell.is_event_captured()) {
            state.close();
            state.panel = Some(Panel::open(kind));
            shell.capture_event();
            shell.invalidate_layout();
            shell.request_redraw();
            return;
        }
        if self.hidden {
            return;
        }
        // Opened by an event of the same batch: the overlay is not there yet.
        if state.active.is_some() {
            if matches!(event, Event::Keyboard(keyboard::Event::KeyPressed { .. })) {
                if let Some(message) = state.key(&self.menus, event) {
                    shell.publish(message);
                }
                shell.capture_event();
                shell.request_redraw();
            }
            return;
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                state.alt = false;
                let at = cursor.position_over(layout.bounds());
                if let Some(at) = at.filter(|_| *button == mouse::Button::Left) {
                    let titles = self.titles(layout.bounds(), &state.lines);
                    if let Some(index) = titles.iter().position(|b| b.contains(at)) {
                        state.activate(&self.menus, index, true, false);
                    }
                    shell.capture_event();
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => {
                let at = cursor.position_over(layout.bounds());
                let hovered = at.and_then(|at| {
                    let titles = self.titles(layout.bounds(), &state.lines);
                    titles.iter().position(|b| b.contains(at))
                });
                if state.hovered != hovered {
                    state.hovered = hovered;
                    shell.request_redraw();
                }
            }
            Event::Window(window::Event::Unfocused) => state.alt = false,
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, repeat, .. }) => {
                let alone =
                    *key == Key::Named(Named::Alt) && !modifiers.control() && !modifiers.shift();
                state.alt = alone && (state.alt || !repeat);
                if shell.is_event_captured() || self.menus.is_empty() {
                    return;
                }
                let plain = !modifiers.shift() && !modifiers.control() && !modifiers.alt();
                if *key == Key::Named(Named::F10) && plain {
                    state.activate(&self.menus, 0, false, false);
                } else if let Some(index) =
                    access::letter(event).and_then(|letter| title(&self.menus, letter))
                {
                    state.activate(&self.menus, index, true, true);
                } else {
                    return;
                }
                shell.capture_event();
                shell.request_redraw();
            }
            Event::Keyboard(keyboard::Event::KeyReleased { key, .. }) => {
                if *key == Key::Named(Named::Alt) && state.alt && !self.menus.is_empty() {
                    state.activate(&self.menus, 0, false, false);
                    shell.capture_event();
                    shell.request_redraw();
                }
                state.alt = false;
            }
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        r: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let skin = Skin::of(theme);
        if self.hidden {
            return;
        }
        let bounds = paint::whole(layout.bounds());
        state.lines.begin();
        paint::fill(r, bounds, skin.face);
        let titles = self.titles(bounds, &state.lines);
        for (index, (menu, b)) in self.menus.iter().zip(titles).enumerate() {
            let active = state.active == Some(index);
            let over = state.active.is_none() && cursor.is_over(b);
            // Always the same number of pieces, so that those after them stay the same.
            match (skin.is_classic(), active, over) {
                (true, true, _) => paint::edge(r, b, Edge::ThinSunken, skin),
                (true, false, true) => paint::edge(r, b, Edge::ThinRaised, skin),
                (true, false, false) => paint::frame(r, b, skin.face, skin.face),
                (false, true, _) => paint::fill(r, b, skin.menu_hover),
                (false, false, true) => paint::fill(r, b, skin.hover),
                (false, false, false) => paint::fill(r, b, skin.face),
            }
            let color = if active && !skin.is_classic() { skin.menu_hover_text } else { skin.text };
            state.lines.with(&menu.title.text, WIDEST, Face::UI, |p| {
                let at = Point::new(b.x + PADDING, b.center_y());
                line::draw(r, p, at, color, b);
                if let Some(place) = menu.title.place() {
                    line::underline(r, p, at, place, color);
                }
            });
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _: &Renderer,
        _: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let state = tree.state.downcast_mut::<State>();
        state.settle();
        if state.panel.is_some() {
            let panel = state.panel.as_mut()?;
            let over = panel.overlay(&self.menus, &self.groups, self.on_print);
            return Some(overlay::Element::new(Box::new(over)));
        }
        let _ = state.active?;
        let titles = self.titles(layout.bounds() + translation, &state.lines);
        Some(overlay::Element::new(Box::new(Panels {
            state,
            menus: &self.menus,
            on_help: self.on_help,
            titles,
        })))
    }
}

impl<'a, M: Clone + 'static> From<MenuBar<M>> for Element<'a, M> {
    fn from(bar: MenuBar<M>) -> Self {
        Element::new(bar)
    }
}
