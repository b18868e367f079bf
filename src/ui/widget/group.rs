//! A group of controls with a title in its edge.

use iced::advanced::layout::{self, Layout};
use iced::advanced::renderer;
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::{Element, Length, Padding, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::access::{Access, Label};
use super::bevel::Edge;
use super::line::{self, Face, Paragraph};
use super::{paint, wrap};
use crate::ui::theme::{self, Skin};

/// A group of controls; made by [`group_box`].
pub struct Group<'a, M> {
    title: Label,
    content: Element<'a, M>,
    width: Length,
    height: Length,
}

/// Draws an edge with a title around `content`; `&` in the title leads to its first control.
pub fn group_box<'a, M>(
    title: impl AsRef<str>,
    content: impl Into<Element<'a, M>>,
) -> Group<'a, M> {
    let content = content.into();
    let size = content.as_widget().size_hint();
    Group {
        title: Label::parse(title.as_ref()),
        width: size.width.fluid(),
        height: size.height.fluid(),
        content,
    }
}

impl<M> Group<'_, M> {
    /// Sets the width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Sets the height.
    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }
}

#[derive(Default)]
struct State {
    text: String,
    title: Paragraph,
}

impl<M> Widget<M, Theme, Renderer> for Group<'_, M> {
    wrap::hands_on!(tree, update, mouse, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, self.height)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        if state.text != self.title.text {
            state.text.clone_from(&self.title.text);
            state.title = line::shape(&self.title.text, Face::UI);
        }
        let padding = Padding { top: theme::LINE + 4.0, right: 10.0, bottom: 10.0, left: 10.0 };
        layout::padded(limits, self.width, self.height, padding, |limits| {
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
        let key = self.title.key.map(|(key, _)| key);
        operation.custom(None, layout.bounds(), &mut Access { key, leads: true });
        operation.text(None, layout.bounds(), &self.title.text);
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            operation.traverse(&mut |operation| {
                self.content.as_widget_mut().operate(tree, layout, renderer, operation);
            });
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
        let skin = Skin::of(theme);
        let state = tree.state.downcast_ref::<State>();
        let b = paint::whole(layout.bounds());
        let half = (theme::LINE / 2.0).floor();
        let frame = Rectangle { y: b.y + half, height: b.height - half, ..b };
        if skin.is_classic() {
            paint::edge(r, frame, Edge::Etched, skin);
        } else {
            paint::rounded(r, frame, skin.face, skin.border, skin.radius);
        }
        let at = Point::new(b.x + 10.0, b.y + half);
        if !self.title.text.is_empty() {
            let width = state.title.min_width().ceil() + 4.0;
            let behind = Rectangle { x: at.x - 2.0, y: b.y, width, height: theme::LINE };
            paint::fill(r, behind, skin.face);
            line::draw(r, &state.title, at, skin.text, *viewport);
            if let Some(place) = self.title.place() {
                line::underline(r, &state.title, at, place, skin.text);
            }
        }
        if let (Some(tree), Some(layout)) = (tree.children.first(), layout.children().next()) {
            self.content.as_widget().draw(tree, r, theme, style, layout, cursor, viewport);
        }
    }
}

impl<'a, M: 'a> From<Group<'a, M>> for Element<'a, M> {
    fn from(group: Group<'a, M>) -> Self {
        Element::new(group)
    }
}
