//! Two panes with a divider between them that can be dragged. One pane keeps its size in pixels
//! when the window changes, the other takes the rest.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse};

use super::focus::Focus;
use super::paint;
use crate::ui::theme::{self, Skin};

/// How far an arrow key moves the divider.
const STEP: f32 = 10.0;

/// One of the two panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// The left or upper one.
    First,
    /// The right or lower one.
    Second,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Columns,
    Rows,
}

/// Two panes; made by [`columns`] and [`rows`].
pub struct Split<'a, M> {
    panes: [Element<'a, M>; 2],
    axis: Axis,
    keeps: Pane,
    size: f32,
    least: (f32, f32),
    id: Option<Id>,
    on_resize: Option<Box<dyn Fn(f32) -> M + 'a>>,
}

/// Puts two panes side by side; the first keeps 200 pixels unless told otherwise.
pub fn columns<'a, M>(
    first: impl Into<Element<'a, M>>,
    second: impl Into<Element<'a, M>>,
) -> Split<'a, M> {
    Split {
        panes: [first.into(), second.into()],
        axis: Axis::Columns,
        keeps: Pane::First,
        size: 200.0,
        least: (60.0, 60.0),
        id: None,
        on_resize: None,
    }
}

/// Puts two panes below each other; the first keeps 200 pixels unless told otherwise.
pub fn rows<'a, M>(
    first: impl Into<Element<'a, M>>,
    second: impl Into<Element<'a, M>>,
) -> Split<'a, M> {
    Split { axis: Axis::Rows, ..columns(first, second) }
}

impl<'a, M> Split<'a, M> {
    /// Says which pane keeps its size, and which size that is.
    #[must_use]
    pub fn keep(mut self, pane: Pane, size: f32) -> Self {
        self.keeps = pane;
        self.size = size;
        self
    }

    /// Sets the least sizes of both panes.
    #[must_use]
    pub fn least(mut self, first: f32, second: f32) -> Self {
        self.least = (first, second);
        self
    }

    /// Sets the message of a drag: the new size of the pane that keeps its size.
    #[must_use]
    pub fn on_resize(mut self, message: impl Fn(f32) -> M + 'a) -> Self {
        self.on_resize = Some(Box::new(message));
        self
    }

    /// Lets the divider have the focus, under this id; the arrow keys move it.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    fn along(&self, size: Size) -> f32 {
        match self.axis {
            Axis::Columns => size.width,
            Axis::Rows => size.height,
        }
    }

    /// Returns the size of the kept pane within the room that there is.
    fn kept(&self, total: f32, wanted: f32) -> f32 {
        let (own, other) = match self.keeps {
            Pane::First => self.least,
            Pane::Second => (self.least.1, self.least.0),
        };
        let most = (total - theme::DIVIDER - other).max(0.0);
        wanted.max(own).min(most).round()
    }

    fn divider(&self, bounds: Rectangle) -> Rectangle {
        let total = self.along(bounds.size());
        let kept = self.kept(total, self.size);
        let at = match self.keeps {
            Pane::First => kept,
            Pane::Second => (total - kept - theme::DIVIDER).max(0.0),
        };
        match self.axis {
            Axis::Columns => Rectangle { x: bounds.x + at, width: theme::DIVIDER, ..bounds },
            Axis::Rows => Rectangle { y: bounds.y + at, height: theme::DIVIDER, ..bounds },
        }
    }
}

#[derive(Default)]
struct State {
    focus: Focus,
    /// Where on the divider the pointer holds it.
    held: Option<f32>,
    hovered: bool,
}

impl<M> Split<'_, M> {
    fn handle(
        &self,
        state: &mut State,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, M>,
    ) -> bool {
        let Some(on_resize) = &self.on_resize else { return false };
        let divider = self.divider(bounds);
        let total = self.along(bounds.size());
        let pick = |at: Point| match self.axis {
            Axis::Columns => at.x,
            Axis::Rows => at.y,
        };
        let over = cursor.is_over(divider);
        if self.id.is_some() && state.focus.press(event, over) {
            shell.request_redraw();
        }
        if state.hovered != over {
            state.hovered = over;
            shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let Some(at) = cursor.position_over(divider) else { return false };
                state.held = Some(pick(at) - pick(divider.position()));
                shell.request_redraw();
                true
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                state.held.take().is_some()
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                let Some(held) = state.held else { return false };
                let from = pick(*position) - held - pick(bounds.position());
                let wanted = match self.keeps {
                    Pane::First => from,
                    Pane::Second => total - from - theme::DIVIDER,
                };
                shell.publish(on_resize(self.kept(total, wanted)));
                true
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(named), .. })
                if state.focus.on =>
            {
                let step = match (self.axis, named) {
                    (Axis::Columns, Named::ArrowLeft) | (Axis::Rows, Named::ArrowUp) => -STEP,
                    (Axis::Columns, Named::ArrowRight) | (Axis::Rows, Named::ArrowDown) => STEP,
                    _ => return false,
                };
                let step = if self.keeps == Pane::First { step } else { -step };
                shell.publish(on_resize(self.kept(total, self.kept(total, self.size) + step)));
                true
            }
            _ => false,
        }
    }
}

impl<M> Widget<M, Theme, Renderer> for Split<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.panes.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.panes);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let size = limits.resolve(Length::Fill, Length::Fill, Size::ZERO);
        let divider = self.divider(Rectangle::with_size(size));
        let (places, sizes) = match self.axis {
            Axis::Columns => {
                let second = divider.x + divider.width;
                (
                    [Point::ORIGIN, Point::new(second, 0.0)],
                    [
                        Size::new(divider.x, size.height),
                        Size::new((size.width - second).max(0.0), size.height),
                    ],
                )
            }
            Axis::Rows => {
                let second = divider.y + divider.height;
                (
                    [Point::ORIGIN, Point::new(0.0, second)],
                    [
                        Size::new(size.width, divider.y),
                        Size::new(size.width, (size.height - second).max(0.0)),
                    ],
                )
            }
        };
        let nodes = self
            .panes
            .iter_mut()
            .zip(&mut tree.children)
            .zip(places.into_iter().zip(sizes))
            .map(|((pane, tree), (at, size))| {
                let limits = layout::Limits::new(size, size);
                pane.as_widget_mut().layout(tree, renderer, &limits).move_to(at)
            })
            .collect();
        layout::Node::with_children(size, nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let divider = self.divider(layout.bounds());
        let mut inside = layout.children();
        let mut panes = self.panes.iter_mut().zip(&mut tree.children);
        let mut next = |operation: &mut dyn Operation| {
            if let (Some((pane, tree)), Some(layout)) = (panes.next(), inside.next()) {
                pane.as_widget_mut().operate(tree, layout, renderer, operation);
            }
        };
        operation.traverse(&mut |operation| next(operation));
        if let Some(id) = &self.id
            && self.on_resize.is_some()
        {
            let state = tree.state.downcast_mut::<State>();
            operation.focusable(Some(id), divider, &mut state.focus);
        }
        operation.traverse(&mut |operation| next(operation));
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
        if self.handle(state, event, layout.bounds(), cursor, shell) {
            shell.capture_event();
            return;
        }
        for ((pane, tree), layout) in
            self.panes.iter_mut().zip(&mut tree.children).zip(layout.children())
        {
            pane.as_widget_mut()
                .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        let state = tree.state.downcast_ref::<State>();
        let over = cursor.is_over(self.divider(layout.bounds()));
        if self.on_resize.is_some() && (over || state.held.is_some()) {
            return match self.axis {
                Axis::Columns => mouse::Interaction::ResizingHorizontally,
                Axis::Rows => mouse::Interaction::ResizingVertically,
            };
        }
        self.panes
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .map(|((pane, tree), layout)| {
                pane.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default()
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
        let skin = Skin::of(theme);
        let state = tree.state.downcast_ref::<State>();
        let divider = paint::whole(self.divider(layout.bounds()));
        let hot = self.on_resize.is_some() && (state.hovered || state.held.is_some());
        paint::fill(r, divider, if hot && !skin.is_classic() { skin.hover } else { skin.face });
        if state.focus.on {
            paint::fill(r, divider.shrink(1), skin.focus);
        }
        for ((pane, tree), layout) in self.panes.iter().zip(&tree.children).zip(layout.children()) {
            if let Some(clip) = layout.bounds().intersection(viewport) {
                pane.as_widget().draw(tree, r, theme, style, layout, cursor, &clip);
            }
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
        overlay::from_children(&mut self.panes, tree, layout, renderer, viewport, translation)
    }
}

impl<'a, M: 'a> From<Split<'a, M>> for Element<'a, M> {
    fn from(split: Split<'a, M>) -> Self {
        Element::new(split)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::widget::testing::Stage;
    use crate::ui::widget::{keys, label};

    fn view(size: &f32) -> Element<'_, f32> {
        let first = label("first").width(Length::Fill);
        let second = label("second").width(Length::Fill);
        let split = columns(first, second)
            .keep(Pane::First, *size)
            .least(50.0, 100.0)
            .on_resize(|size| size)
            .id("divider");
        keys(split, |_, _| None).into()
    }

    fn stage(size: f32) -> Stage<f32, f32> {
        Stage::new(size, view, |state, size| *state = *size)
    }

    #[test]
    fn a_drag_moves_the_divider_within_bounds() {
        let mut stage = stage(200.0);
        stage.point(Point::new(202.0, 100.0));
        stage.send([Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))]);
        stage.point(Point::new(252.0, 100.0));
        assert!((stage.find("first").unwrap().width - 250.0).abs() < 0.5);
        stage.point(Point::new(5.0, 100.0));
        stage.point(Point::new(639.0, 100.0));
        stage.send([Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))]);
        stage.point(Point::new(300.0, 100.0));
        assert_eq!(stage.heard, [250.0, 50.0, 640.0 - theme::DIVIDER - 100.0]);
        assert!((stage.find("second").unwrap().width - 100.0).abs() < 0.5);
    }

    #[test]
    fn arrow_keys_move_it_too() {
        let mut stage = stage(200.0);
        stage.tap(Named::Tab);
        assert!(stage.has_focus("divider"));
        stage.tap(Named::ArrowRight);
        stage.tap(Named::ArrowLeft);
        stage.tap(Named::ArrowUp);
        assert_eq!(stage.heard, [210.0, 200.0]);
    }
}
