//! The tool bar: flat buttons with pictures and labels. It is one stop of the Tab key, unless that
//! would be in the way; the arrow keys go from button to button. When there is no room, the labels go and the pictures stay.

mod tip;

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::time::{Duration, Instant};
use iced::{
    Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse, window,
};

use super::button::{Shape, surface};
use super::focus::Focus;
use super::line::{self, Face, Lines, WIDEST};
use super::paint;
use crate::ui::icon::{self, Icon, Tint};
use crate::ui::theme::{self, Skin};

const HEIGHT: f32 = 28.0;
const BUTTON: f32 = 24.0;
const SEPARATOR: f32 = 8.0;
const WAIT: Duration = Duration::from_millis(600);

/// A button of a tool bar, or a separator.
#[derive(Debug, Clone)]
pub struct Tool<M> {
    kind: Option<(Icon, String)>,
    tip: String,
    id: Option<Id>,
    on_press: Option<M>,
}

impl<M> Tool<M> {
    /// Makes a button; it is disabled until it has a message.
    pub fn new(icon: Icon, label: impl Into<String>) -> Self {
        Tool { kind: Some((icon, label.into())), tip: String::new(), id: None, on_press: None }
    }

    /// Makes a separator.
    pub fn separator() -> Self {
        Tool { kind: None, tip: String::new(), id: None, on_press: None }
    }

    /// Sets the message of a press; `None` disables the button.
    #[must_use]
    pub fn on_press(mut self, message: impl Into<Option<M>>) -> Self {
        self.on_press = message.into();
        self
    }

    /// Sets what is shown when the pointer rests on it.
    #[must_use]
    pub fn tip(mut self, tip: impl Into<String>) -> Self {
        self.tip = tip.into();
        self
    }

    /// Sets the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Returns what the tooltip says: the tip, or the label when there is no room for labels.
    fn tip_text(&self, compact: bool) -> Option<&str> {
        if !self.tip.is_empty() {
            return Some(&self.tip);
        }
        self.kind.as_ref().map(|(_, label)| label.as_str()).filter(|_| compact)
    }
}

/// A tool bar; made by [`tool_bar`].
pub struct ToolBar<M> {
    tools: Vec<Tool<M>>,
    id: Option<Id>,
    by_mouse: bool,
}

/// Makes a tool bar.
pub fn tool_bar<M>(tools: impl IntoIterator<Item = Tool<M>>) -> ToolBar<M> {
    ToolBar { tools: tools.into_iter().collect(), id: None, by_mouse: false }
}

#[derive(Default)]
struct State {
    focus: Focus,
    /// The button that the arrow keys are at.
    at: usize,
    held: Option<usize>,
    hovered: Option<usize>,
    since: Option<Instant>,
    tip: Option<usize>,
    lines: Lines,
}

struct Places {
    buttons: Vec<Rectangle>,
    compact: bool,
}

impl<M> ToolBar<M> {
    /// Sets the id of the whole bar.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Leaves it to the mouse: Tab passes it by, where a press of Space by somebody who went on
    /// typing would do what cannot be undone. Whatever is on it is also in a menu, with a key.
    #[must_use]
    pub fn by_mouse(mut self) -> Self {
        self.by_mouse = true;
        self
    }

    fn places(&self, bounds: Rectangle, lines: &Lines) -> Places {
        let b = paint::whole(bounds);
        let width = |tool: &Tool<M>, compact: bool| match &tool.kind {
            None => SEPARATOR,
            Some((_, label)) if compact || label.is_empty() => BUTTON,
            Some((_, label)) => {
                let text = lines.with(label, WIDEST, Face::UI, |p| p.min_width().ceil());
                4.0 + icon::SIZE + theme::GAP + text + 6.0
            }
        };
        let whole: f32 = self.tools.iter().map(|tool| width(tool, false)).sum();
        let compact = whole + 6.0 > b.width;
        let mut x = b.x + 3.0;
        let y = b.y + ((b.height - BUTTON) / 2.0).floor();
        let buttons = self
            .tools
            .iter()
            .map(|tool| {
                let button = Rectangle { x, y, width: width(tool, compact), height: BUTTON };
                x += button.width;
                button
            })
            .collect();
        Places { buttons, compact }
    }

    fn usable(&self, index: usize) -> Option<&M> {
        self.tools.get(index)?.on_press.as_ref()
    }

    /// Returns the next button that can be used, in one direction.
    fn neighbour(&self, from: usize, forward: bool) -> Option<usize> {
        let usable = |at: &usize| self.usable(*at).is_some();
        if forward {
            (from.saturating_add(1)..self.tools.len()).find(usable)
        } else {
            (0..from.min(self.tools.len())).rev().find(usable)
        }
    }

    fn first(&self) -> Option<usize> {
        (0..self.tools.len()).find(|at| self.usable(*at).is_some())
    }
}

impl<M: Clone> ToolBar<M> {
    fn press(&self, index: usize, shell: &mut Shell<'_, M>) {
        if let Some(message) = self.usable(index) {
            shell.publish(message.clone());
            shell.capture_event();
        }
    }

    fn key(&self, state: &mut State, event: &Event, shell: &mut Shell<'_, M>) {
        let Event::Keyboard(keyboard::Event::KeyPressed {
            key: Key::Named(named),
            modifiers,
            repeat,
            ..
        }) = event
        else {
            return;
        };
        if modifiers.command() || modifiers.alt() {
            return;
        }
        let next = match named {
            Named::ArrowRight => self.neighbour(state.at, true),
            Named::ArrowLeft => self.neighbour(state.at, false),
            Named::Home => self.first(),
            Named::End => self.neighbour(self.tools.len(), false),
            Named::Enter | Named::Space => {
                if !repeat {
                    self.press(state.at, shell);
                }
                return;
            }
            _ => return,
        };
        state.at = next.unwrap_or(state.at);
        shell.capture_event();
        shell.request_redraw();
    }

    fn hover(
        &self,
        state: &mut State,
        event: &Event,
        over: Option<usize>,
        shell: &mut Shell<'_, M>,
    ) {
        if state.hovered != over {
            state.hovered = over;
            state.tip = None;
            state.since = over.map(|_| Instant::now());
            shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(_)) | Event::Keyboard(_) => {
                state.tip = None;
                state.since = None;
            }
            Event::Window(window::Event::RedrawRequested(now)) => {
                if let Some(since) = state.since {
                    let due = since + WAIT;
                    if *now >= due {
                        state.tip = state.hovered;
                        state.since = None;
                        shell.request_redraw();
                    } else {
                        shell.request_redraw_at(due);
                    }
                }
            }
            _ => {}
        }
    }
}

impl<M: Clone> Widget<M, Theme, Renderer> for ToolBar<M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fixed(HEIGHT))
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        if self.usable(state.at).is_none() {
            state.at = self
                .neighbour(state.at, true)
                .or_else(|| self.neighbour(state.at, false))
                .unwrap_or_default();
        }
        layout::atomic(limits, Length::Fill, HEIGHT)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        if self.first().is_some() && !self.by_mouse {
            operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        } else {
            state.focus.on = false;
        }
        let places = self.places(layout.bounds(), &state.lines);
        for (tool, bounds) in self.tools.iter().zip(places.buttons) {
            if let Some((_, label)) = &tool.kind {
                operation.text(tool.id.as_ref(), bounds, label);
            }
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
        let places = self.places(layout.bounds(), &state.lines);
        let over = cursor
            .position_over(layout.bounds())
            .and_then(|at| places.buttons.iter().position(|b| b.contains(at)))
            .filter(|at| self.tools.get(*at).is_some_and(|tool| tool.kind.is_some()));
        // A click leaves the focus where the work is.
        if state.focus.on && state.focus.press(event, cursor.is_over(layout.bounds())) {
            shell.request_redraw();
        }
        self.hover(state, event, over, shell);
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                if let Some(index) = over {
                    state.held = Some(index).filter(|at| self.usable(*at).is_some());
                    shell.capture_event();
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                if let Some(held) = state.held.take() {
                    shell.request_redraw();
                    if over == Some(held) {
                        self.press(held, shell);
                    }
                }
            }
            Event::Keyboard(_) if state.focus.on && !shell.is_event_captured() => {
                self.key(state, event, shell);
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
        let places = self.places(bounds, &state.lines);
        for (index, (tool, b)) in self.tools.iter().zip(&places.buttons).enumerate() {
            let Some((picture, label)) = &tool.kind else {
                let x = (b.center_x() - 1.0).floor();
                let line = Rectangle { x, y: b.y + 2.0, width: 2.0, height: b.height - 4.0 };
                paint::groove(r, line, skin);
                continue;
            };
            let enabled = tool.on_press.is_some();
            let over = enabled && cursor.is_over(*b);
            let down = over && state.held == Some(index);
            surface(r, *b, skin, Shape { flat: true, default: false, enabled, over, down });
            let shift = if down && skin.is_classic() { 1.0 } else { 0.0 };
            let at = Point::new(b.x + 4.0 + shift, b.center_y() + shift);
            icon::draw(
                r,
                *picture,
                Point::new(at.x, at.y - icon::SIZE / 2.0),
                skin,
                if enabled { Tint::Normal } else { Tint::Faded },
            );
            if !places.compact && !label.is_empty() {
                let at = Point::new(at.x + icon::SIZE + theme::GAP, at.y);
                state.lines.with(label, WIDEST, Face::UI, |p| {
                    if enabled {
                        line::draw(r, p, at, skin.text, *b);
                    } else {
                        if skin.is_classic() {
                            line::draw(r, p, Point::new(at.x + 1.0, at.y + 1.0), skin.light, *b);
                        }
                        line::draw(r, p, at, skin.disabled, *b);
                    }
                });
            }
            if state.focus.on && state.at == index && enabled {
                let inset = if skin.is_classic() { 2.0 } else { 0.0 };
                paint::focus(r, b.shrink(inset), skin, skin.focus);
            }
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
        let state = tree.state.downcast_ref::<State>();
        let index = state.tip?;
        let places = self.places(layout.bounds() + translation, &state.lines);
        let text = self.tools.get(index)?.tip_text(places.compact)?;
        let below = *places.buttons.get(index)?;
        Some(overlay::Element::new(Box::new(tip::Tip { text, below, lines: &state.lines })))
    }
}

impl<'a, M: Clone + 'a> From<ToolBar<M>> for Element<'a, M> {
    fn from(bar: ToolBar<M>) -> Self {
        Element::new(bar)
    }
}

#[cfg(test)]
mod tests;
