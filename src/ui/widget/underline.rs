//! Lines below stretches of a text input, which draws plain text only and scrolls by itself: where
//! it has scrolled to follows from its cursor, as the toolkit does it.

use std::cell::RefCell;
use std::ops::Range;

use iced::advanced::layout::Layout;
use iced::advanced::renderer;
use iced::advanced::widget::{Tree, Widget, tree};
use iced::widget::text_input::{self, TextInput, Value, cursor};
use iced::{Element, Rectangle, Renderer, Theme, mouse};

use super::line::Paragraph;
use super::text_area::bounds_in_line;
use super::{paint, wrap};
use crate::ui::theme::{self, Skin};

/// The room that the text input keeps behind its cursor.
const BEHIND: f32 = 5.0;

/// A text input with underlined stretches; made by [`underline`].
pub(crate) struct Underline<'a, M> {
    content: Element<'a, M>,
    value: &'a str,
    stretches: Vec<Range<usize>>,
}

/// Underlines stretches of a text input's value.
pub(crate) fn underline<'a, M: Clone + 'a>(
    input: TextInput<'a, M>,
    value: &'a str,
    stretches: Vec<Range<usize>>,
) -> Underline<'a, M> {
    Underline { content: input.into(), value, stretches }
}

/// Where the stretches are, as measured last.
#[derive(Default)]
struct State {
    measured: RefCell<(String, Vec<Range<usize>>, Vec<Rectangle>)>,
}

impl<M> Underline<'_, M> {
    /// Returns how far the input has scrolled.
    fn scrolled(&self, tree: &Tree, width: f32) -> f32 {
        let state = tree.state.downcast_ref::<text_input::State<Paragraph>>();
        if !state.is_focused() {
            return 0.0;
        }
        let value = Value::new(self.value);
        let at = match state.cursor().state(&value) {
            cursor::State::Index(at) | cursor::State::Selection { end: at, .. } => at,
        };
        let before = value.until(at).to_string();
        let whole = 0..before.len();
        let bounds = bounds_in_line(&before, std::slice::from_ref(&whole));
        let x = bounds.first().map_or(0.0, |b| b.x + b.width);
        (x + BEHIND - width).max(0.0)
    }
}

impl<M> Widget<M, Theme, Renderer> for Underline<'_, M> {
    wrap::hands_on!(tree, size, layout, operate, update, mouse, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
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
        let (Some(child), Some(input)) = (tree.children.first(), layout.children().next()) else {
            return;
        };
        self.content.as_widget().draw(child, r, theme, style, input, cursor, viewport);
        let (false, Some(text)) = (self.stretches.is_empty(), input.children().next()) else {
            return;
        };
        let text = text.bounds();
        let mut measured = tree.state.downcast_ref::<State>().measured.borrow_mut();
        if measured.0 != self.value || measured.1 != self.stretches {
            let bounds = bounds_in_line(self.value, &self.stretches);
            *measured = (self.value.to_owned(), self.stretches.clone(), bounds);
        }
        let left = text.x - self.scrolled(child, text.width);
        let y = (text.y + text.height.min(theme::LINE)).round() - 2.0;
        for bounds in &measured.2 {
            let line = Rectangle { x: left + bounds.x, y, width: bounds.width, height: 1.0 };
            if let Some(line) = line.intersection(&text) {
                paint::fill(r, paint::whole(line), Skin::of(theme).window_text);
            }
        }
    }
}

impl<'a, M: 'a> From<Underline<'a, M>> for Element<'a, M> {
    fn from(underline: Underline<'a, M>) -> Self {
        Element::new(underline)
    }
}
