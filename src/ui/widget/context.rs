//! A menu that opens at a point: the right mouse button or the menu key asked for it.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::{Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay};
use iced::{Element, Event, Point, Rectangle, Renderer, Size, Theme, Vector, mouse};

use super::line::Lines;
use super::menu::floating::Floating;
use super::menu::popup::{Anchor, Open};
use super::menu::{MenuItem, Told};
use super::wrap;

/// A window's content with or without a menu over it; made by [`context_menu`].
pub struct ContextMenu<'a, M> {
    content: Element<'a, M>,
    at: Option<Point>,
    items: Vec<MenuItem<M>>,
    on_close: M,
    on_help: Option<fn(String) -> M>,
}

/// Shows a menu over `content` at a point of the window, with its first line chosen.
///
/// `on_close` is sent when the menu goes, before the message of an item that was used; the program
/// then passes `None`. Keep this call in the view while no menu is shown.
pub fn context_menu<'a, M>(
    content: impl Into<Element<'a, M>>,
    menu: Option<(Point, Vec<MenuItem<M>>)>,
    on_close: M,
) -> ContextMenu<'a, M> {
    let (at, items) = menu.map_or_else(|| (None, Vec::new()), |(at, items)| (Some(at), items));
    ContextMenu { content: content.into(), at, items, on_close, on_help: None }
}

impl<M> ContextMenu<'_, M> {
    /// Sets the message of the sentence about the chosen line, for the status bar; it is empty
    /// when no line is chosen.
    #[must_use]
    pub fn on_help(mut self, message: fn(String) -> M) -> Self {
        self.on_help = Some(message);
        self
    }
}

#[derive(Default)]
struct State {
    shown: Option<Point>,
    open: Open,
    lines: Lines,
    told: Told,
}

impl<M: Clone> Widget<M, Theme, Renderer> for ContextMenu<'_, M> {
    wrap::hands_on!(size, operate, draw, mouse);

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        // The program heard that the menu went: if it asks for one now, it is another.
        if !state.open.is_open() {
            state.shown = None;
        }
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        if state.shown != self.at {
            state.shown = self.at;
            state.open = match self.at {
                Some(_) => Open::first(&self.items, true),
                None => Open::default(),
            };
        }
        let Some(tree) = tree.children.first_mut() else {
            return layout::Node::new(Size::ZERO);
        };
        let node = self.content.as_widget_mut().layout(tree, renderer, limits);
        layout::Node::with_children(node.size(), vec![node])
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
        // The panels ask to be drawn again when another line is chosen, and when they go.
        state.told.tell(state.open.chosen(&self.items), self.on_help, shell);
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            let content = self.content.as_widget_mut();
            content.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
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
        let state = tree.state.downcast_mut::<State>();
        if let Some(at) = self.at.filter(|_| state.open.is_open()) {
            let State { open, lines, .. } = state;
            let on_close = &self.on_close;
            return Some(overlay::Element::new(Box::new(Floating {
                open,
                lines,
                items: &self.items,
                anchor: Anchor::At(at),
                tell: Box::new(move |used: Option<M>, shell: &mut Shell<'_, M>| {
                    shell.publish(on_close.clone());
                    if let Some(message) = used {
                        shell.publish(message);
                    }
                }),
            })));
        }
        let tree = tree.children.first_mut()?;
        let layout = layout.children().next()?;
        self.content.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
    }
}

impl<'a, M: Clone + 'a> From<ContextMenu<'a, M>> for Element<'a, M> {
    fn from(menu: ContextMenu<'a, M>) -> Self {
        Element::new(menu)
    }
}
