//! Suggestions below a field while somebody types in it: the arrow keys go through them, Enter and
//! Tab take one, Delete forgets the chosen one, Escape closes them. The focus stays in the field.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Overlay, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Point, Rectangle, Renderer, Size, Theme, Vector, mouse};

use super::bevel::Edge;
use super::line::{self, Face, Lines};
use super::{paint, wrap};
use crate::ui::theme::{self, Skin};

/// The most lines that are shown.
pub const MOST: usize = 8;
const EDGE: f32 = 2.0;
const PADDING: f32 = 6.0;
const LEAST_WIDTH: f32 = 280.0;

/// What a person does with suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestEvent {
    /// The arrow keys: another suggestion is chosen.
    Move(i64),
    /// A suggestion is taken: this one, or the chosen one.
    Take(Option<usize>),
    /// The chosen suggestion is to be made no more.
    Forget,
    /// No more suggestions now.
    Close,
}

/// A field with suggestions below it; made by [`suggest`].
pub struct Suggest<'a, M> {
    content: Element<'a, M>,
    rows: Vec<(String, String)>,
    chosen: usize,
    on_event: Box<dyn Fn(SuggestEvent) -> M + 'a>,
}

/// Shows suggestions (a text, and what tells it from others) below `field` while it has the focus.
/// Keep this call in the view while there are none.
pub fn suggest<'a, M>(
    field: impl Into<Element<'a, M>>,
    rows: Vec<(String, String)>,
    chosen: usize,
    on_event: impl Fn(SuggestEvent) -> M + 'a,
) -> Suggest<'a, M> {
    Suggest { content: field.into(), rows, chosen, on_event: Box::new(on_event) }
}

#[derive(Default)]
struct State {
    lines: Lines,
    hovered: Option<usize>,
}

/// Finds where the focus is.
#[derive(Default)]
struct Spot(Option<Rectangle>);

impl Operation for Spot {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.0 = Some(bounds);
        }
    }
}

impl<M> Widget<M, Theme, Renderer> for Suggest<'_, M> {
    wrap::hands_on!(tree, size, layout, operate, update, draw, mouse);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let child = tree.children.first_mut()?;
        let inner = layout.children().next()?;
        if !self.rows.is_empty() {
            let mut spot = Spot::default();
            self.content.as_widget_mut().operate(child, inner, renderer, &mut spot);
            if let Some(field) = spot.0 {
                return Some(overlay::Element::new(Box::new(Panel {
                    state: tree.state.downcast_mut::<State>(),
                    rows: &self.rows,
                    chosen: self.chosen,
                    on_event: &*self.on_event,
                    // With the frame around the input.
                    field: (field + translation).expand(Edge::Sunken.thickness()),
                })));
            }
        }
        self.content.as_widget_mut().overlay(child, inner, renderer, viewport, translation)
    }
}

struct Panel<'b, M> {
    state: &'b mut State,
    rows: &'b [(String, String)],
    chosen: usize,
    on_event: &'b dyn Fn(SuggestEvent) -> M,
    field: Rectangle,
}

impl<M> Panel<'_, M> {
    fn row(panel: Rectangle, index: usize) -> Rectangle {
        let y = panel.y + EDGE + index as f32 * theme::ROW;
        Rectangle { x: panel.x + EDGE, y, width: panel.width - 2.0 * EDGE, height: theme::ROW }
    }

    /// Returns the rows that there is room for.
    fn shown(&self, panel: Rectangle) -> usize {
        let room = ((panel.height - 2.0 * EDGE) / theme::ROW).floor().max(0.0) as usize;
        self.rows.len().min(room)
    }

    fn at(&self, panel: Rectangle, point: Point) -> Option<usize> {
        (0..self.shown(panel)).find(|index| Self::row(panel, *index).contains(point))
    }

    fn key(&self, key: &Key, modifiers: keyboard::Modifiers) -> Option<(SuggestEvent, bool)> {
        let plain = modifiers.is_empty();
        Some(match key {
            Key::Named(Named::ArrowDown) if plain => (SuggestEvent::Move(1), true),
            Key::Named(Named::ArrowUp) if plain => (SuggestEvent::Move(-1), true),
            Key::Named(Named::Enter) if plain => (SuggestEvent::Take(None), true),
            Key::Named(Named::Delete) if plain => (SuggestEvent::Forget, true),
            Key::Named(Named::Escape) => (SuggestEvent::Close, true),
            // The window moves the focus on.
            Key::Named(Named::Tab) if plain => (SuggestEvent::Take(None), false),
            Key::Named(Named::Tab | Named::Enter | Named::F10) => (SuggestEvent::Close, false),
            _ if modifiers.alt() && !modifiers.control() => (SuggestEvent::Close, false),
            _ => return None,
        })
    }
}

impl<M> Overlay<M, Theme, Renderer> for Panel<'_, M> {
    fn layout(&mut self, _: &Renderer, window: Size) -> layout::Node {
        let top = self.field.y + self.field.height;
        let room = ((window.height - top - 2.0 * EDGE) / theme::ROW).floor().max(1.0);
        let rows = (self.rows.len().min(MOST) as f32).min(room);
        let width = self.field.width.max(LEAST_WIDTH).min(window.width);
        let x = self.field.x.min(window.width - width).max(0.0);
        layout::Node::new(Size::new(width, rows * theme::ROW + 2.0 * EDGE))
            .move_to(Point::new(x, top))
    }

    fn operate(&mut self, layout: Layout<'_>, _: &Renderer, operation: &mut dyn Operation) {
        let panel = layout.bounds();
        for (index, (text, detail)) in self.rows.iter().take(self.shown(panel)).enumerate() {
            operation.text(None, Self::row(panel, index), text);
            operation.text(None, Self::row(panel, index), detail);
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
        let panel = layout.bounds();
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => {
                if let Some((event, mine)) = self.key(key, *modifiers) {
                    shell.publish((self.on_event)(event));
                    if mine {
                        shell.capture_event();
                    }
                }
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                let hovered = self.at(panel, *position);
                if hovered != self.state.hovered {
                    self.state.hovered = hovered;
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonPressed(_)) => {
                let over = cursor.position().filter(|at| panel.contains(*at));
                match over {
                    Some(at) => {
                        if let Some(row) = self.at(panel, at) {
                            shell.publish((self.on_event)(SuggestEvent::Take(Some(row))));
                        }
                        shell.capture_event();
                    }
                    None => shell.publish((self.on_event)(SuggestEvent::Close)),
                }
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
    ) -> mouse::Interaction {
        // Anything but `None` keeps what lies below from following the pointer.
        if cursor.is_over(layout.bounds()) {
            mouse::Interaction::Idle
        } else {
            mouse::Interaction::None
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
        let skin = Skin::of(theme);
        let panel = paint::whole(layout.bounds());
        self.state.lines.begin();
        paint::fill(r, panel, skin.window);
        paint::edge(r, panel, Edge::Raised, skin);
        for (index, (text, detail)) in self.rows.iter().take(self.shown(panel)).enumerate() {
            let row = Self::row(panel, index);
            let (surface, ink, faint) = if index == self.chosen {
                (Some(skin.selection), skin.selection_text, skin.selection_text)
            } else if self.state.hovered == Some(index) {
                (Some(skin.hover), skin.window_text, skin.muted)
            } else {
                (None, skin.window_text, skin.muted)
            };
            if let Some(surface) = surface {
                paint::fill(r, row, surface);
            }
            let half = ((row.width - 3.0 * PADDING) * 0.5).floor();
            let left = Point::new(row.x + PADDING, row.center_y());
            let right = Point::new(left.x + half + PADDING, row.center_y());
            self.state.lines.with(text, half, Face::UI, |p| line::draw(r, p, left, ink, row));
            self.state.lines.with(detail, half, Face::UI, |p| line::draw(r, p, right, faint, row));
        }
    }
}

impl<'a, M: 'a> From<Suggest<'a, M>> for Element<'a, M> {
    fn from(suggest: Suggest<'a, M>) -> Self {
        Element::new(suggest)
    }
}
