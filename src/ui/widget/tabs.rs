//! Pages behind tabs, as in a property sheet: one page is shown, a row of tabs above it says which.
//!
//! The tabs are one stop of the Tab key, and the arrow keys, Home and End go through them; Control
//! with Tab or Page Down goes to the next page from wherever the focus is, and so does Alt with the
//! letter of a tab. When the tabs do not fit into one row there are several, and the row of the
//! page that is shown is the lowest.

mod draw;

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Length, Padding, Rectangle, Renderer, Size, Theme, Vector, mouse};

use super::access::{self, Access, Label};
use super::bevel::Edge;
use super::focus::{Census, Focus, FocusAt};
use super::line::{Face, Lines, WIDEST};
use super::paint;
use super::wrap;
use crate::ui::theme::{self, Skin};

/// The height of a row of tabs.
const TAB: f32 = 20.0;
/// By how much the tab of the page that is shown is larger on each side.
const RISE: f32 = 2.0;

/// Pages behind tabs; made by [`tabs`].
pub struct Tabs<'a, M> {
    labels: Vec<Label>,
    chosen: usize,
    content: Element<'a, M>,
    id: Option<Id>,
    height: Length,
    on_choose: Box<dyn Fn(usize) -> M + 'a>,
}

/// Shows `content`, the page of the tab number `chosen`; `on_choose` names the message of another
/// tab's choice.
pub fn tabs<'a, M>(
    labels: impl IntoIterator<Item = impl AsRef<str>>,
    chosen: usize,
    content: impl Into<Element<'a, M>>,
    on_choose: impl Fn(usize) -> M + 'a,
) -> Tabs<'a, M> {
    Tabs {
        labels: labels.into_iter().map(|label| Label::parse(label.as_ref())).collect(),
        chosen,
        content: content.into(),
        id: None,
        height: Length::Shrink,
        on_choose: Box::new(on_choose),
    }
}

impl<M> Tabs<'_, M> {
    /// Sets the id of the row of tabs.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the height of tabs and page together.
    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }
}

#[derive(Default)]
struct State {
    focus: Focus,
    /// The page whose state is kept.
    shown: usize,
    /// The page after the keys of this batch.
    at: usize,
    lines: Lines,
}

/// Returns the tabs of each row, the row of the chosen one last.
fn lay(widths: &[f32], width: f32, chosen: usize) -> Vec<std::ops::Range<usize>> {
    let mut rows = Vec::new();
    let (mut from, mut used) = (0, 0.0);
    for (at, tab) in widths.iter().enumerate() {
        if at > from && used + tab > width {
            rows.push(from..at);
            (from, used) = (at, 0.0);
        }
        used += tab;
    }
    rows.push(from..widths.len());
    if let Some(row) = rows.iter().position(|row| row.contains(&chosen)) {
        let below = (row + 1) % rows.len().max(1);
        rows.rotate_left(below);
    }
    rows
}

impl<M> Tabs<'_, M> {
    fn widths(&self, lines: &Lines) -> Vec<f32> {
        let width = |label: &Label| {
            lines.with(&label.text, WIDEST, Face::UI, |p| p.min_width().ceil()) + 16.0
        };
        self.labels.iter().map(width).collect()
    }

    /// Returns where the tabs are, and the height of all rows.
    fn places(&self, bounds: Rectangle, state: &State) -> (Vec<Rectangle>, f32) {
        let b = paint::whole(bounds);
        let widths = self.widths(&state.lines);
        let rows = lay(&widths, b.width - 2.0 * RISE, self.chosen);
        let mut places = vec![Rectangle::default(); widths.len()];
        let mut y = b.y + RISE;
        for row in &rows {
            let mut x = b.x + RISE;
            for at in row.clone() {
                let width = widths.get(at).copied().unwrap_or_default();
                if let Some(place) = places.get_mut(at) {
                    *place = Rectangle { x, y, width, height: TAB };
                }
                x += width;
            }
            y += TAB;
        }
        (places, y - b.y)
    }

    fn choose(&self, state: &mut State, at: usize, shell: &mut Shell<'_, M>) {
        if state.at != at && at < self.labels.len() {
            state.at = at;
            shell.publish((self.on_choose)(at));
            shell.request_redraw();
        }
        shell.capture_event();
    }

    /// Returns the page that a key with Control goes to, from anywhere.
    fn turned(&self, state: &State, event: &Event) -> Option<usize> {
        let Event::Keyboard(keyboard::Event::KeyPressed {
            key: Key::Named(named), modifiers, ..
        }) = event
        else {
            return None;
        };
        if !modifiers.command() || modifiers.alt() {
            return None;
        }
        let back = match named {
            Named::Tab => modifiers.shift(),
            Named::PageUp => true,
            Named::PageDown => false,
            _ => return None,
        };
        let count = self.labels.len().max(1);
        Some((state.at + if back { count - 1 } else { 1 }) % count)
    }

    /// Returns the page that a key goes to while the tabs have the focus.
    fn stepped(&self, state: &State, event: &Event) -> Option<usize> {
        let Event::Keyboard(keyboard::Event::KeyPressed {
            key: Key::Named(named), modifiers, ..
        }) = event
        else {
            return None;
        };
        if modifiers.command() || modifiers.alt() {
            return None;
        }
        let last = self.labels.len().checked_sub(1)?;
        Some(match named {
            Named::ArrowRight | Named::ArrowDown => state.at.saturating_add(1).min(last),
            Named::ArrowLeft | Named::ArrowUp => state.at.saturating_sub(1),
            Named::Home => 0,
            Named::End => last,
            _ => return None,
        })
    }
}

impl<M> Widget<M, Theme, Renderer> for Tabs<'_, M> {
    wrap::hands_on!(mouse);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State { shown: self.chosen, at: self.chosen, ..State::default() })
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        state.at = self.chosen;
        if state.shown == self.chosen {
            tree.diff_children(std::slice::from_ref(&self.content));
        } else {
            // Widgets of two pages have nothing in common, were they in the same places.
            state.shown = self.chosen;
            tree.children = self.children();
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, self.height)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_ref::<State>();
        let wide = Rectangle::with_size(limits.max());
        let (_, strip) = self.places(wide, state);
        let inset = Edge::Raised.thickness() + theme::MARGIN;
        let padding = Padding { top: strip + inset, right: inset, bottom: inset, left: inset };
        layout::padded(limits, Length::Fill, self.height, padding, |limits| {
            match tree.children.first_mut() {
                Some(tree) => self.content.as_widget_mut().layout(tree, renderer, limits),
                None => layout::Node::new(Size::ZERO),
            }
        })
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let (places, _) = self.places(layout.bounds(), state);
        for (label, place) in self.labels.iter().zip(&places) {
            let key = label.key.map(|(key, _)| key);
            operation.custom(None, *place, &mut Access { key, leads: true });
        }
        let chosen = places.get(self.chosen).copied().unwrap_or(layout.bounds());
        operation.focusable(self.id.as_ref(), chosen, &mut state.focus);
        for (label, place) in self.labels.iter().zip(&places) {
            operation.text(None, *place, &label.text);
        }
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            operation.traverse(&mut |operation| {
                self.content.as_widget_mut().operate(tree, layout, renderer, operation);
            });
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let (places, strip) = self.places(layout.bounds(), state);
        let (Some(page), Some(inside)) = (tree.children.first_mut(), layout.children().next())
        else {
            return;
        };
        // Before the page: a text area would take the keys for itself.
        if let Some(at) = self.turned(state, event) {
            let mut census = Census::default();
            self.content.as_widget_mut().operate(page, inside, renderer, &mut census);
            if census.focused.is_some() {
                // What has the focus goes away with its page.
                let mut none = FocusAt::new(None);
                self.content.as_widget_mut().operate(page, inside, renderer, &mut none);
                state.focus.on = true;
            }
            self.choose(state, at, shell);
            return;
        }
        let over = cursor.position_over(layout.bounds());
        let in_strip = over.is_some_and(|at| at.y < layout.bounds().y + strip);
        if state.focus.press(event, in_strip) {
            shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) if in_strip => {
                if let Some(at) =
                    over.and_then(|over| places.iter().position(|place| place.contains(over)))
                {
                    self.choose(state, at, shell);
                }
                shell.capture_event();
            }
            Event::Keyboard(_) if state.focus.on && !shell.is_event_captured() => {
                if let Some(at) = self.stepped(state, event) {
                    return self.choose(state, at, shell);
                }
            }
            _ => {}
        }
        if let Some(letter) = access::letter(event)
            && let Some(at) = self.labels.iter().position(|label| label.answers(letter))
        {
            return self.choose(state, at, shell);
        }
        self.content
            .as_widget_mut()
            .update(page, event, inside, cursor, renderer, clipboard, shell, viewport);
    }

    fn draw(
        &self,
        tree: &Tree,
        r: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let skin = Skin::of(theme);
        let b = paint::whole(layout.bounds());
        let (places, strip) = self.places(layout.bounds(), state);
        state.lines.begin();
        let frame = Rectangle { y: b.y + strip, height: b.height - strip, ..b };
        paint::fill(r, frame, skin.face);
        paint::edge(r, frame, Edge::Raised, skin);
        for (at, place) in places.iter().enumerate().filter(|(at, _)| *at != self.chosen) {
            let hot = cursor.is_over(*place);
            self.draw_tab(r, skin, state, at, *place, hot, *viewport);
        }
        if let Some(place) = places.get(self.chosen) {
            let place = Rectangle {
                x: place.x - RISE,
                y: place.y - RISE,
                width: place.width + 2.0 * RISE,
                height: place.height + RISE + Edge::Raised.thickness(),
            };
            self.draw_tab(r, skin, state, self.chosen, place, false, *viewport);
            if state.focus.on {
                let ring = Rectangle { height: place.height - RISE, ..place }.shrink(3.0);
                paint::focus(r, ring, skin, skin.focus);
            }
        }
        if let (Some(tree), Some(layout)) = (tree.children.first(), layout.children().next()) {
            self.content.as_widget().draw(tree, r, theme, style, layout, cursor, viewport);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let tree = tree.children.first_mut()?;
        let layout = layout.children().next()?;
        self.content.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
    }
}

impl<'a, M: 'a> From<Tabs<'a, M>> for Element<'a, M> {
    fn from(tabs: Tabs<'a, M>) -> Self {
        Element::new(tabs)
    }
}

#[cfg(test)]
mod tests;
