//! What is carried by the pointer from one part of a window to another: a small note follows the
//! pointer and says what it is. Letting go ends it, wherever that is; Escape gives it up.
//!
//! Where it may be put down is the business of the parts, as [`Tree`](super::tree::Tree)'s.
//!
//! It goes around [`keys`](fn@super::keys): that asks the window for Escape before its content, and
//! while something is carried Escape means nothing else, whatever else the window has to give up.

use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, layout::Layout, renderer};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Element, Event, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::line::{self, Face, Lines, WIDEST};
use super::{paint, wrap};
use crate::ui::theme::{self, Skin};

/// How far below the pointer the note stands.
const BELOW: f32 = 18.0;

/// What is carried, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// What letting go does.
    pub moves: String,
    /// What letting go does while Control is held.
    pub copies: String,
}

/// A window's content over which something may be carried; made by [`carrying`].
pub struct Carrying<'a, M> {
    content: Element<'a, M>,
    carried: Option<Carried>,
    on_end: M,
}

/// Shows beside the pointer what is carried over `content`, if anything is.
pub fn carrying<'a, M: 'a>(
    content: impl Into<Element<'a, M>>,
    carried: Option<Carried>,
    on_end: M,
) -> Carrying<'a, M> {
    Carrying { content: content.into(), carried, on_end }
}

#[derive(Default)]
struct State {
    modifiers: Modifiers,
    lines: Lines,
}

impl<M> Carrying<'_, M> {
    fn text(&self, state: &State) -> Option<&str> {
        let carried = self.carried.as_ref()?;
        Some(if state.modifiers.command() { &carried.copies } else { &carried.moves })
    }
}

impl<M: Clone> Widget<M, Theme, Renderer> for Carrying<'_, M> {
    wrap::hands_on!(tree, size, layout, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if let Some(text) = self.text(tree.state.downcast_ref()) {
            operation.text(None, layout.bounds(), text);
        }
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            self.content.as_widget_mut().operate(tree, layout, renderer, operation);
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
        if let Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) = event {
            state.modifiers = *modifiers;
            if self.carried.is_some() {
                shell.request_redraw();
            }
        }
        let escape = matches!(
            event,
            Event::Keyboard(keyboard::Event::KeyPressed { key: Key::Named(Named::Escape), .. })
        );
        if escape && self.carried.is_some() {
            shell.publish(self.on_end.clone());
            shell.capture_event();
            return;
        }
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            let content = self.content.as_widget_mut();
            content.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
        if self.carried.is_none() {
            return;
        }
        match event {
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                shell.publish(self.on_end.clone());
            }
            Event::Mouse(mouse::Event::CursorMoved { .. }) => shell.request_redraw(),
            _ => {}
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
        if self.carried.is_some() {
            return mouse::Interaction::Grabbing;
        }
        match (tree.children.first(), layout.children().next()) {
            (Some(tree), Some(layout)) => {
                self.content.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
            }
            _ => mouse::Interaction::None,
        }
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
        let bounds = layout.bounds();
        if let (Some(child), Some(layout)) = (tree.children.first(), layout.children().next()) {
            self.content.as_widget().draw(child, r, theme, style, layout, cursor, viewport);
        }
        let state = tree.state.downcast_ref::<State>();
        let (Some(text), Some(at)) = (self.text(state), cursor.position()) else { return };
        let skin = Skin::of(theme);
        state.lines.begin();
        r.with_layer(bounds, |r| {
            state.lines.with(text, WIDEST, Face::UI, |p| {
                let size = Size::new(p.min_width().ceil() + 2.0 * theme::GAP, theme::LINE + 4.0);
                let x = (at.x + 8.0).min(bounds.x + bounds.width - size.width);
                let y = (at.y + BELOW).min(bounds.y + bounds.height - size.height);
                let b = paint::whole(Rectangle::new(Point::new(x, y), size));
                paint::fill(r, b, skin.tip);
                let edge = if skin.is_classic() { skin.dark } else { skin.border };
                paint::frame(r, b, edge, edge);
                line::draw(r, p, Point::new(b.x + theme::GAP, b.center_y()), skin.tip_text, b);
            });
        });
    }
}

impl<'a, M: Clone + 'a> From<Carrying<'a, M>> for Element<'a, M> {
    fn from(carrying: Carrying<'a, M>) -> Self {
        Element::new(carrying)
    }
}
