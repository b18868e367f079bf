//! The folder tree: rows with depth, signs to open and close, pictures and counts.
//!
//! The program gives the rows that are open, in order; which ones those are is its business.

mod dragging;
mod draw;
mod naming;

pub(super) use draw::draw_sign;
pub use naming::Naming;

use std::borrow::Cow;
use std::rc::Rc;

use iced::advanced::layout::{self, Layout};
use iced::advanced::mouse::{Click, click};
use iced::advanced::widget::{self, Id, Operation, Widget};
use iced::advanced::{Clipboard, Shell, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::focus::Focus;
use super::line::Lines;
use super::paint;
use super::pane::Pane;
use super::scrollbar::{Extent, Scrollbar};
use super::typing::Typing;
use crate::ui::icon::Icon;
use crate::ui::theme::{self, INDENT};

const FAR: i64 = i64::MAX / 2;

/// A row of a tree.
#[derive(Debug, Clone, Hash)]
pub struct TreeItem<'a> {
    /// The name.
    pub label: Cow<'a, str>,
    /// How deep it lies; zero is the root.
    pub depth: u16,
    /// Whether it is open; `None` when there is nothing inside.
    pub expanded: Option<bool>,
    /// The picture.
    pub icon: Option<Icon>,
    /// Whether the name is bold.
    pub bold: bool,
    /// A count shown behind the name when it is not zero.
    pub badge: u64,
}

impl<'a> TreeItem<'a> {
    /// Makes a row with nothing inside.
    pub fn new(label: impl Into<Cow<'a, str>>, depth: u16) -> Self {
        TreeItem { label: label.into(), depth, expanded: None, icon: None, bold: false, badge: 0 }
    }

    /// Sets the picture.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Says whether it is open; `None` when there is nothing inside.
    #[must_use]
    pub fn expanded(mut self, expanded: Option<bool>) -> Self {
        self.expanded = expanded;
        self
    }

    /// Sets the count behind the name, and makes the name bold when there is one.
    #[must_use]
    pub fn unread(mut self, count: u64) -> Self {
        self.badge = count;
        self.bold = count > 0;
        self
    }
}

/// What a person does with a tree; keys are relative to the selected row.
#[derive(Debug, Clone, PartialEq)]
pub enum TreeEvent {
    /// Arrow, Page, Home and End keys: the selection moves; clamp it with [`super::list::moved`].
    Move(i64),
    /// A click on a row.
    Select(usize),
    /// A click on the sign of a row, or a double click on a row with something inside.
    Toggle(usize),
    /// Left or `-`: close the selected row, or go to its parent when it is closed (see [`parent`]).
    Collapse,
    /// Right or `+`: open the selected row, or go to the row below when it is open.
    Expand,
    /// Enter on the selected row (`None`), or a double click on a row with nothing inside.
    Activate(Option<usize>),
    /// A right click on a row, or on no row, or the menu key (the selected row).
    Context {
        /// The row.
        row: Option<usize>,
        /// Where a menu should open, in the window.
        at: Point,
    },
    /// Letters were typed, one soon after the other.
    Typed(String),
    /// A row was dragged (only with [`Tree::draggable`]).
    Drag(usize),
    /// What is dragged is over another row, or over none (only with [`Tree::receives`]).
    Over(Option<usize>),
    /// What is dragged was let go over a row, or below the last one (only with [`Tree::receives`]).
    Drop {
        /// The row.
        row: Option<usize>,
        /// Control was held.
        copy: bool,
    },
    /// The field was used in which a row gets another name (only with [`Tree::naming`]).
    Naming(Naming),
}

/// Returns the row that a row lies in.
pub fn parent(items: &[TreeItem<'_>], row: usize) -> Option<usize> {
    let depth = items.get(row)?.depth;
    items.get(..row)?.iter().rposition(|item| item.depth < depth)
}

/// A tree; see the module.
pub struct Tree<'a, M> {
    id: Option<Id>,
    items: Cow<'a, [TreeItem<'a>]>,
    selected: Option<usize>,
    draggable: bool,
    receives: bool,
    /// The row that gets another name; `over` holds the field, and why a name was not taken.
    named: Option<usize>,
    over: Vec<Element<'a, M>>,
    on_event: Rc<dyn Fn(TreeEvent) -> M + 'a>,
}

impl<'a, M> Tree<'a, M> {
    /// Makes a tree of the rows that are open.
    pub fn new(
        items: impl Into<Cow<'a, [TreeItem<'a>]>>,
        selected: Option<usize>,
        on_event: impl Fn(TreeEvent) -> M + 'a,
    ) -> Self {
        Tree {
            id: None,
            items: items.into(),
            selected,
            draggable: false,
            receives: false,
            named: None,
            over: Vec::new(),
            on_event: Rc::new(on_event),
        }
    }

    /// Sets the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Asks for [`TreeEvent::Drag`].
    #[must_use]
    pub fn draggable(mut self) -> Self {
        self.draggable = true;
        self
    }

    /// Says that something is dragged which can be let go here.
    #[must_use]
    pub fn receives(mut self, receives: bool) -> Self {
        self.receives = receives;
        self
    }

    fn extent(&self, bounds: Rectangle) -> Extent {
        let b = paint::whole(bounds);
        let page = (b.height / theme::ROW).floor().max(0.0) as usize;
        let len = self.items.len();
        let width = if len > page { theme::SCROLL.min(b.width) } else { 0.0 };
        Extent { bounds: Rectangle { x: b.x + b.width - width, width, ..b }, len, page }
    }

    fn row(&self, bounds: Rectangle, nth: usize) -> Rectangle {
        let b = paint::whole(bounds);
        let width = self.extent(bounds).bounds.x - b.x;
        Rectangle { y: b.y + nth as f32 * theme::ROW, height: theme::ROW, width, ..b }
    }

    fn in_sight(&self, state: &State, bounds: Rectangle) -> std::ops::Range<usize> {
        let extent = self.extent(bounds);
        let first = state.bar.first.min(extent.len);
        first..first.saturating_add(extent.page).min(extent.len)
    }
}

/// The place of the sign in a row, which is there even when nothing is drawn.
pub(super) fn sign(row: Rectangle, depth: u16) -> Rectangle {
    let x = row.x + 2.0 + f32::from(depth) * INDENT;
    Rectangle { x, y: row.y, width: INDENT, height: row.height }
}

#[derive(Default)]
struct State {
    focus: Focus,
    bar: Scrollbar,
    lines: Lines,
    pane: Pane,
    typing: Typing,
    click: Option<Click>,
    selected: Option<usize>,
    modifiers: keyboard::Modifiers,
    /// The row that is held, and where.
    grab: Option<(usize, Point)>,
    /// The row that something is dragged over.
    over: Option<usize>,
    naming: naming::State,
}

impl<M> Widget<M, Theme, Renderer> for Tree<'_, M> {
    fn tag(&self) -> widget::tree::Tag {
        widget::tree::Tag::of::<State>()
    }

    fn state(&self) -> widget::tree::State {
        widget::tree::State::new(State::default())
    }

    fn children(&self) -> Vec<widget::Tree> {
        self.over.iter().map(widget::Tree::new).collect()
    }

    fn diff(&self, tree: &mut widget::Tree) {
        tree.diff_children(&self.over);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        tree: &mut widget::Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        let size = limits.resolve(Length::Fill, Length::Fill, Size::ZERO);
        let extent = self.extent(Rectangle::with_size(size));
        if state.selected != self.selected {
            state.selected = self.selected;
            if let Some(row) = self.selected {
                state.bar.reveal(row, extent);
            }
        }
        if state.naming.begins(self.named)
            && let Some(row) = self.named
        {
            state.bar.reveal(row, extent);
        }
        state.bar.clamp(extent);
        layout::Node::with_children(size, self.lay_naming(tree, renderer, size))
    }

    fn operate(
        &mut self,
        tree: &mut widget::Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        let rows = self.in_sight(state, layout.bounds());
        operation.traverse(&mut |operation| {
            for (nth, item) in self.items.iter().skip(rows.start).take(rows.len()).enumerate() {
                // In its place stands the field.
                if self.named != Some(rows.start.saturating_add(nth)) {
                    operation.text(None, self.row(layout.bounds(), nth), &item.label);
                }
            }
        });
        self.operate_naming(tree, layout, renderer, operation);
    }

    fn update(
        &mut self,
        tree: &mut widget::Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        viewport: &Rectangle,
    ) {
        self.update_naming(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        // What happens over the field is none of the rows' business.
        let over = layout.children().any(|child| cursor.is_over(child.bounds()));
        let cursor = if over { mouse::Cursor::Unavailable } else { cursor };
        let state = tree.state.downcast_mut::<State>();
        let bounds = layout.bounds();
        let extent = self.extent(bounds);
        if state.focus.press(event, cursor.is_over(bounds)) {
            shell.request_redraw();
        }
        if state.bar.update(event, cursor, extent, shell) {
            shell.capture_event();
            self.move_naming(shell);
            return;
        }
        self.drag(state, event, bounds, cursor, shell);
        match event {
            Event::Mouse(mouse::Event::WheelScrolled { delta })
                if cursor.is_over(bounds) && !shell.is_event_captured() =>
            {
                if state.bar.wheel(*delta, extent) {
                    shell.request_redraw();
                    self.move_naming(shell);
                }
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::ButtonPressed(button)) => {
                if let Some(at) = cursor.position_over(bounds)
                    && let Some(happened) = self.press(state, *button, at, bounds)
                {
                    self.tell(happened, shell);
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. })
                if state.focus.on && !shell.is_event_captured() =>
            {
                let happened = self
                    .key(state, key, *modifiers, bounds)
                    .or_else(|| state.typing.press(event).map(TreeEvent::Typed));
                if let Some(happened) = happened {
                    self.tell(happened, shell);
                }
            }
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &widget::Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.paint(tree.state.downcast_ref(), renderer, theme, layout.bounds(), cursor);
        self.draw_naming(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn mouse_interaction(
        &self,
        tree: &widget::Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        match (self.over.first(), tree.children.first(), layout.children().next()) {
            (Some(field), Some(tree), Some(layout)) => {
                field.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
            }
            _ => mouse::Interaction::None,
        }
    }
}

impl<M> Tree<'_, M> {
    fn tell(&self, event: TreeEvent, shell: &mut Shell<'_, M>) {
        shell.publish((self.on_event)(event));
        shell.capture_event();
    }

    fn row_at(&self, state: &State, bounds: Rectangle, at: Point) -> Option<usize> {
        let rows = self.in_sight(state, bounds);
        let nth = ((at.y - paint::whole(bounds).y) / theme::ROW).floor().max(0.0) as usize;
        let row = rows.start.saturating_add(nth);
        rows.contains(&row).then_some(row)
    }

    fn press(
        &self,
        state: &mut State,
        button: mouse::Button,
        at: Point,
        bounds: Rectangle,
    ) -> Option<TreeEvent> {
        let rows = self.in_sight(state, bounds);
        let nth = ((at.y - paint::whole(bounds).y) / theme::ROW).floor().max(0.0) as usize;
        let row = rows.start.saturating_add(nth);
        let item = self.items.get(row).filter(|_| rows.contains(&row));
        match button {
            mouse::Button::Left => {
                let item = item?;
                let click = Click::new(at, button, state.click);
                state.click = Some(click);
                let on_sign = sign(self.row(bounds, nth), item.depth).contains(at);
                let double = click.kind() == click::Kind::Double;
                Some(match (item.expanded.is_some(), on_sign, double) {
                    (true, true, _) | (true, false, true) => TreeEvent::Toggle(row),
                    (false, _, true) => TreeEvent::Activate(Some(row)),
                    _ => TreeEvent::Select(row),
                })
            }
            mouse::Button::Right => Some(TreeEvent::Context { row: item.map(|_| row), at }),
            _ => None,
        }
    }

    fn key(
        &self,
        state: &State,
        key: &Key,
        modifiers: keyboard::Modifiers,
        bounds: Rectangle,
    ) -> Option<TreeEvent> {
        let plain = !modifiers.command() && !modifiers.alt() && !modifiers.logo();
        let named = match key {
            Key::Named(named) => named,
            Key::Character(c) if plain && c == "+" => return Some(TreeEvent::Expand),
            Key::Character(c) if plain && c == "-" => return Some(TreeEvent::Collapse),
            Key::Character(_) | Key::Unidentified => return None,
        };
        if *named == Named::ContextMenu || (*named == Named::F10 && modifiers.shift()) {
            let rows = self.in_sight(state, bounds);
            let nth =
                self.selected.filter(|row| rows.contains(row)).map_or(0, |row| row - rows.start);
            let row = self.row(bounds, nth);
            let at = Point::new(row.x + 3.0 * INDENT, row.y + row.height);
            return Some(TreeEvent::Context { row: self.selected, at });
        }
        if !plain || self.items.is_empty() {
            return None;
        }
        let page = i64::try_from(self.extent(bounds).page.saturating_sub(1).max(1)).unwrap_or(1);
        Some(match named {
            Named::ArrowDown => TreeEvent::Move(1),
            Named::ArrowUp => TreeEvent::Move(-1),
            Named::PageDown => TreeEvent::Move(page),
            Named::PageUp => TreeEvent::Move(-page),
            Named::Home => TreeEvent::Move(-FAR),
            Named::End => TreeEvent::Move(FAR),
            Named::ArrowLeft => TreeEvent::Collapse,
            Named::ArrowRight => TreeEvent::Expand,
            Named::Enter if modifiers.is_empty() => TreeEvent::Activate(None),
            _ => return None,
        })
    }
}

impl<'a, M: 'a> From<Tree<'a, M>> for Element<'a, M> {
    fn from(tree: Tree<'a, M>) -> Self {
        Element::new(tree)
    }
}

#[cfg(test)]
mod tests;
