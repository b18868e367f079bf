//! A container with an edge: a two-tone bevel in the classic look, a thin line in the others.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, renderer};
use iced::{Element, Event, Length, Padding, Rectangle, Renderer, Size, Theme, mouse};

use super::focus::Census;
use super::{paint, wrap};
use crate::ui::theme::Skin;

/// The edge of a container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// No edge.
    None,
    /// Stands out by two pixels, as a button does.
    Raised,
    /// Stands out by one pixel.
    ThinRaised,
    /// Sunken by two pixels, as a field is.
    Sunken,
    /// Sunken by one pixel, as a cell of a status bar is.
    ThinSunken,
    /// A groove, as around a group.
    Etched,
}

impl Edge {
    /// Returns the thickness in pixels, which all looks share.
    pub const fn thickness(self) -> f32 {
        match self {
            Edge::None => 0.0,
            Edge::ThinRaised | Edge::ThinSunken => 1.0,
            Edge::Raised | Edge::Sunken | Edge::Etched => 2.0,
        }
    }
}

/// What a bevel is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fill {
    Nothing,
    Face,
    Window,
}

/// A container with an edge; made by [`bevel`].
pub struct Bevel<'a, M> {
    content: Element<'a, M>,
    edge: Edge,
    fill: Fill,
    padding: Padding,
    width: Length,
    height: Length,
    ring: bool,
    /// Whether the ring is there in the classic look too.
    everywhere: bool,
}

/// Draws an edge around `content`.
pub fn bevel<'a, M>(edge: Edge, content: impl Into<Element<'a, M>>) -> Bevel<'a, M> {
    let content = content.into();
    let size = content.as_widget().size_hint();
    Bevel {
        width: size.width.fluid(),
        height: size.height.fluid(),
        content,
        edge,
        fill: Fill::Nothing,
        padding: Padding::ZERO,
        ring: false,
        everywhere: false,
    }
}

impl<M> Bevel<'_, M> {
    /// Fills it with the surface of dialogs.
    #[must_use]
    pub fn face(mut self) -> Self {
        self.fill = Fill::Face;
        self
    }

    /// Fills it with the surface of lists and fields.
    #[must_use]
    pub fn window(mut self) -> Self {
        self.fill = Fill::Window;
        self
    }

    /// Sets the gap between edge and content.
    #[must_use]
    pub fn padding(mut self, padding: impl Into<Padding>) -> Self {
        self.padding = padding.into();
        self
    }

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

    /// Marks the edge, in flat looks, while something inside has the focus.
    #[must_use]
    pub fn ring(mut self) -> Self {
        self.ring = true;
        self
    }

    /// Marks the edge in all looks while something inside has the focus: for a pane that shows it
    /// in no other way, neither by a cursor nor by a selection.
    #[must_use]
    pub fn ring_always(mut self) -> Self {
        self.ring = true;
        self.everywhere = true;
        self
    }
}

/// Whether something inside has the focus.
#[derive(Default)]
struct Inside(bool);

impl<M> Bevel<'_, M> {
    fn look_inside(&mut self, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer) -> bool {
        if !self.ring {
            return false;
        }
        let mut census = Census::default();
        if let (Some(child), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            self.content.as_widget_mut().operate(child, layout, renderer, &mut census);
        }
        let inside = tree.state.downcast_mut::<Inside>();
        let changed = inside.0 != census.focused.is_some();
        inside.0 = census.focused.is_some();
        changed
    }
}

impl<M> Widget<M, Theme, Renderer> for Bevel<'_, M> {
    wrap::hands_on!(tree, mouse, overlay);

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<Inside>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(Inside::default())
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
        let edge = self.edge.thickness();
        let padding = Padding {
            top: self.padding.top + edge,
            right: self.padding.right + edge,
            bottom: self.padding.bottom + edge,
            left: self.padding.left + edge,
        };
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
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            operation.traverse(&mut |operation| {
                self.content.as_widget_mut().operate(tree, layout, renderer, operation);
            });
        }
        let _ = self.look_inside(tree, layout, renderer);
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
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            self.content
                .as_widget_mut()
                .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
        if self.look_inside(tree, layout, renderer) {
            shell.request_redraw();
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
        let bounds = paint::whole(layout.bounds());
        let (surface, text) = match self.fill {
            Fill::Nothing => (None, style.text_color),
            Fill::Face => (Some(skin.face), skin.text),
            Fill::Window => (Some(skin.window), skin.window_text),
        };
        if let Some(surface) = surface {
            paint::fill(r, bounds, surface);
        }
        if self.ring && !skin.is_classic() && self.edge != Edge::None {
            // A field's edge is all that shows where it is.
            paint::frame(r, bounds, skin.edge, skin.edge);
        } else {
            paint::edge(r, bounds, self.edge, skin);
        }
        if self.ring
            && tree.state.downcast_ref::<Inside>().0
            && (self.everywhere || !skin.is_classic())
        {
            paint::ring(r, bounds, skin, skin.focus);
        }
        let inner = bounds.shrink(self.edge.thickness());
        if let (Some(tree), Some(layout), Some(clip)) =
            (tree.children.first(), layout.children().next(), inner.intersection(viewport))
        {
            let style = renderer::Style { text_color: text };
            self.content.as_widget().draw(tree, r, theme, &style, layout, cursor, &clip);
        }
    }
}

impl<'a, M: 'a> From<Bevel<'a, M>> for Element<'a, M> {
    fn from(bevel: Bevel<'a, M>) -> Self {
        Element::new(bevel)
    }
}
