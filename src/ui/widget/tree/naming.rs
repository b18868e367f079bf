//! The field in a tree in which a row gets another name, and below it why a name was not taken.
//!
//! The program puts the focus into the field (`Wish::Edit`) and takes the field away.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{self, Operation};
use iced::advanced::{Clipboard, Renderer as _, Shell, renderer};
use iced::widget::{container, text_input};
use iced::{Event, Length, Pixels, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::{Tree, TreeEvent, sign};
use crate::ui::icon;
use crate::ui::theme::{self, style};
use crate::ui::widget::bevel::{Edge, bevel};
use crate::ui::widget::cursor;
use crate::ui::widget::focus::Census;
use crate::ui::widget::{paint, paragraph};

/// The least width of the field, however deep its row lies.
const LEAST: f32 = 80.0;

/// What a person does in the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Naming {
    /// The name was changed.
    Typed(String),
    /// Enter: the name is kept.
    Keep,
    /// The focus left the field.
    Leave,
    /// Escape, which the window hears first: the name stays as it was.
    TakeBack,
}

/// What is remembered of the field between events.
#[derive(Default)]
pub(super) struct State {
    row: Option<usize>,
    focused: bool,
}

impl State {
    /// Returns whether another row is named than before.
    pub(super) fn begins(&mut self, row: Option<usize>) -> bool {
        let begins = self.row != row;
        self.row = row;
        begins
    }
}

impl<'a, M: Clone + 'a> Tree<'a, M> {
    /// Shows a field in a row, and below it why the last name was not taken, when it was not.
    #[must_use]
    pub fn naming(
        mut self,
        row: usize,
        id: impl Into<widget::Id>,
        name: &'a str,
        problem: &'a str,
    ) -> Self {
        let on_event = self.on_event.clone();
        let input = text_input("", name)
            .id(id)
            .size(theme::TEXT)
            .font(theme::UI)
            .line_height(Pixels(theme::LINE))
            .padding([0.0, 2.0])
            .style(style::field)
            .on_input(move |name| on_event(TreeEvent::Naming(Naming::Typed(name))))
            .on_submit((self.on_event)(TreeEvent::Naming(Naming::Keep)));
        let field = container(cursor(input)).padding(1.0).style(style::framed);
        self.over = vec![field.width(Length::Fill).into()];
        if !problem.is_empty() {
            let told = paragraph(problem).style(style::danger);
            let told = bevel(Edge::ThinRaised, told).face().padding([2.0, 4.0]);
            self.over.push(told.width(Length::Fill).into());
        }
        self.named = Some(row);
        self
    }
}

impl<M> Tree<'_, M> {
    /// Returns where the field stands; nowhere while its row is out of sight.
    fn field(&self, state: &super::State, bounds: Rectangle) -> Option<Rectangle> {
        let named = self.named?;
        let item = self.items.get(named)?;
        let rows = self.in_sight(state, bounds);
        if !rows.contains(&named) {
            return None;
        }
        let row = self.row(bounds, named.checked_sub(rows.start)?);
        let sign = sign(row, item.depth);
        let icon = item.icon.map_or(0.0, |_| icon::SIZE + theme::GAP);
        let right = row.x + row.width;
        // What is typed begins where the name began.
        let x = (sign.x + sign.width + icon).min(right - LEAST).max(row.x);
        Some(Rectangle { x, width: (right - x).max(0.0), ..row })
    }

    pub(super) fn lay_naming(
        &mut self,
        tree: &mut widget::Tree,
        renderer: &Renderer,
        size: Size,
    ) -> Vec<layout::Node> {
        let whole = Rectangle::with_size(size);
        let field = self.field(tree.state.downcast_ref(), whole);
        let mut nodes = Vec::new();
        for (over, tree) in self.over.iter_mut().zip(&mut tree.children) {
            let room = field.map_or(Size::ZERO, |field| Size::new(field.width, size.height));
            let limits = layout::Limits::new(Size::ZERO, room);
            let node = over.as_widget_mut().layout(tree, renderer, &limits);
            let at = match field {
                Some(field) if nodes.is_empty() => field.position(),
                Some(field) => {
                    // Below the field, or above it where that is cut off.
                    let height = node.size().height;
                    let below = field.y + field.height;
                    let above = field.y - height;
                    let fits = below + height <= whole.height || above < 0.0;
                    Point::new(field.x, if fits { below } else { above })
                }
                None => Point::ORIGIN,
            };
            nodes.push(node.move_to(at));
        }
        nodes
    }

    pub(super) fn operate_naming(
        &mut self,
        tree: &mut widget::Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.traverse(&mut |operation| {
            for ((over, tree), layout) in
                self.over.iter_mut().zip(&mut tree.children).zip(layout.children())
            {
                over.as_widget_mut().operate(tree, layout, renderer, operation);
            }
        });
    }

    #[expect(clippy::too_many_arguments, reason = "the method of a widget, for its field")]
    pub(super) fn update_naming(
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
        let state = tree.state.downcast_mut::<super::State>();
        let (Some(field), Some(child), Some(layout)) =
            (self.over.first_mut(), tree.children.first_mut(), layout.children().next())
        else {
            state.naming.focused = false;
            return;
        };
        let field = field.as_widget_mut();
        field.update(child, event, layout, cursor, renderer, clipboard, shell, viewport);
        let mut census = Census::default();
        field.operate(child, layout, renderer, &mut census);
        let focused = census.focused.is_some();
        if state.naming.focused && !focused {
            shell.publish((self.on_event)(TreeEvent::Naming(Naming::Leave)));
        }
        state.naming.focused = focused;
    }

    /// Lets the field go along with its row.
    pub(super) fn move_naming(&self, shell: &mut Shell<'_, M>) {
        if self.named.is_some() {
            shell.invalidate_layout();
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the method of a widget, for its field")]
    pub(super) fn draw_naming(
        &self,
        tree: &widget::Tree,
        r: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        if self.field(tree.state.downcast_ref(), layout.bounds()).is_none() {
            return;
        }
        let clip = paint::whole(layout.bounds());
        // A layer of its own: quads of one layer are drawn below its text.
        r.with_layer(clip, |r| {
            for ((over, tree), layout) in
                self.over.iter().zip(&tree.children).zip(layout.children())
            {
                over.as_widget().draw(tree, r, theme, style, layout, cursor, viewport);
            }
        });
    }
}
