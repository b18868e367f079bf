//! The menu bar: opened by click, by Alt with a letter, by F10 or by Alt alone.

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Overlay, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{
    Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse, window,
};

use super::Menu;
use super::floating::{nodes, rectangles};
use super::popup::{Anchor, Open, Outcome};
use crate::ui::theme::{self, Skin};
use crate::ui::widget::access;
use crate::ui::widget::bevel::Edge;
use crate::ui::widget::line::{self, Face, Lines, WIDEST};
use crate::ui::widget::paint;

/// The gap before and after a title.
const PADDING: f32 = 7.0;

/// A menu bar; made by [`menu_bar`].
pub struct MenuBar<M> {
    menus: Vec<Menu<M>>,
}

/// Makes a menu bar.
pub fn menu_bar<M>(menus: impl IntoIterator<Item = Menu<M>>) -> MenuBar<M> {
    MenuBar { menus: menus.into_iter().collect() }
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
}

impl State {
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
            Outcome::Send(message) => {
                self.close();
                Some(message)
            }
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

impl<M: Clone> Widget<M, Theme, Renderer> for MenuBar<M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(theme::MENU))
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        if state.active.is_some_and(|active| active >= self.menus.len()) {
            state.close();
        }
        layout::atomic(limits, Length::Fill, theme::MENU)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let mut opened = access::Opened(state.active.is_some());
        operation.custom(None, layout.bounds(), &mut opened);
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
        let _ = state.active?;
        let titles = self.titles(layout.bounds() + translation, &state.lines);
        Some(overlay::Element::new(Box::new(Panels { state, menus: &self.menus, titles })))
    }
}

/// The open panels of a menu bar, above everything else.
struct Panels<'b, M> {
    state: &'b mut State,
    menus: &'b [Menu<M>],
    titles: Vec<Rectangle>,
}

impl<M> Panels<'_, M> {
    fn active(&self) -> Option<(&Menu<M>, Rectangle)> {
        let index = self.state.active?;
        Some((self.menus.get(index)?, *self.titles.get(index)?))
    }
}

impl<M: Clone> Overlay<M, Theme, Renderer> for Panels<'_, M> {
    fn layout(&mut self, _: &Renderer, window: Size) -> layout::Node {
        let panels = self.active().map_or_else(Vec::new, |(menu, title)| {
            let anchor = Anchor::Below(title);
            self.state.open.panels(&menu.items, anchor, window, &self.state.lines)
        });
        nodes(window, panels)
    }

    fn operate(&mut self, layout: Layout<'_>, _: &Renderer, operation: &mut dyn Operation) {
        if let Some((menu, _)) = self.active() {
            self.state.open.tell(&menu.items, &rectangles(layout), &mut |b, text| {
                operation.text(None, b, text);
            });
        }
    }

    fn update(
        &mut self,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
    ) {
        let Some(active) = self.state.active else { return };
        let Some(menu) = self.menus.get(active) else { return };
        let panels = rectangles(layout);
        let before = (self.state.active, self.state.open.clone());
        match event {
            Event::Keyboard(keyboard::Event::ModifiersChanged(_)) => return,
            Event::Keyboard(_) => {
                if let Some(message) = self.state.key(self.menus, event) {
                    shell.publish(message);
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                let over = self.titles.iter().position(|b| b.contains(*position));
                match over {
                    Some(index) if index != active => {
                        let open = self.state.open.is_open();
                        self.state.activate(self.menus, index, open, false);
                    }
                    _ => {
                        let _ = self.state.open.point(&menu.items, &panels, *position);
                    }
                }
            }
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                let Some(at) = cursor.position() else { return };
                let inside = panels.iter().any(|b| b.contains(at));
                let over = self.titles.iter().position(|b| b.contains(at));
                match over {
                    _ if inside => shell.capture_event(),
                    Some(index) if *button == mouse::Button::Left => {
                        let close = index == active && self.state.open.is_open();
                        if close {
                            self.state.close();
                        } else {
                            self.state.activate(self.menus, index, true, false);
                        }
                        shell.capture_event();
                    }
                    _ => {
                        self.state.close();
                        // A left click only closes the menu; a right click opens the next one.
                        if *button == mouse::Button::Left {
                            shell.capture_event();
                        }
                    }
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                if let Some(at) = cursor.position()
                    && let Outcome::Send(message) = self.state.open.click(&menu.items, &panels, at)
                {
                    self.state.close();
                    shell.publish(message);
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::WheelScrolled { .. }) => shell.capture_event(),
            Event::Window(window::Event::Unfocused | window::Event::Resized(_)) => {
                self.state.close();
            }
            _ => {}
        }
        if before != (self.state.active, self.state.open.clone()) {
            shell.invalidate_layout();
            shell.request_redraw();
        }
    }

    fn mouse_interaction(
        &self,
        _: Layout<'_>,
        _: mouse::Cursor,
        _: &Renderer,
    ) -> mouse::Interaction {
        // Anything but `None` keeps what lies below from following the pointer.
        match self.state.active {
            Some(_) => mouse::Interaction::Idle,
            None => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        r: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: mouse::Cursor,
    ) {
        if let Some((menu, _)) = self.active() {
            let skin = Skin::of(theme);
            self.state.open.draw(&menu.items, &rectangles(layout), r, skin, &self.state.lines);
        }
    }
}

impl<'a, M: Clone + 'a> From<MenuBar<M>> for Element<'a, M> {
    fn from(bar: MenuBar<M>) -> Self {
        Element::new(bar)
    }
}
