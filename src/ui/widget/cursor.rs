//! The text cursor of the toolkit's fields, which blinks, and stays as it is when nothing may move
//! ([`theme::is_still`]): the field is told that no time passes, and its wish to be drawn again
//! later is not heard.

use iced::advanced::layout::Layout;
use iced::advanced::widget::{Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell};
use iced::time::Instant;
use iced::{Element, Event, Rectangle, Renderer, Theme, mouse, window};

use super::wrap;
use crate::ui::theme;

/// A field whose cursor may be still; made by [`cursor`].
pub(crate) struct Cursor<'a, M> {
    content: Element<'a, M>,
}

/// Keeps the cursor of a text input or a text editor still when nothing may move.
pub(crate) fn cursor<'a, M>(content: impl Into<Element<'a, M>>) -> Cursor<'a, M> {
    Cursor { content: content.into() }
}

struct State {
    /// A time before the field could have the focus.
    since: Instant,
}

impl<M> Widget<M, Theme, Renderer> for Cursor<'_, M> {
    wrap::hands_on!(tree, size, layout, operate, draw, mouse, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State { since: Instant::now() })
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
        let since = tree.state.downcast_ref::<State>().since;
        let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next())
        else {
            return;
        };
        let drawn = matches!(event, Event::Window(window::Event::RedrawRequested(_)));
        let stopped = (drawn && theme::is_still())
            .then_some(Event::Window(window::Event::RedrawRequested(since)));
        let wish = shell.redraw_request();
        let event = stopped.as_ref().unwrap_or(event);
        let content = self.content.as_widget_mut();
        content.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        if stopped.is_some() {
            Shell::replace_redraw_request(shell, wish);
        }
    }
}

impl<'a, M: 'a> From<Cursor<'a, M>> for Element<'a, M> {
    fn from(cursor: Cursor<'a, M>) -> Self {
        Element::new(cursor)
    }
}
