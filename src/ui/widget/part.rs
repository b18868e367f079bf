//! A part of a window: F6 goes from part to part, and keys may mean something only while the focus
//! is inside: Delete in the folder tree is about the folder, everywhere else about the message.

use iced::advanced::layout::Layout;
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, Widget};
use iced::advanced::{Clipboard, Shell};
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event, Rectangle, Renderer, Theme, mouse};

use super::focus::Census;
use super::wrap;

type OnKey<'a, M> = Box<dyn Fn(&Key, Modifiers) -> Option<M> + 'a>;

/// A part of a window; made by [`part`].
pub struct Part<'a, M> {
    content: Element<'a, M>,
    on_key: Option<OnKey<'a, M>>,
    passed: bool,
}

/// Makes `content` a part of its window.
pub fn part<'a, M>(content: impl Into<Element<'a, M>>) -> Part<'a, M> {
    Part { content: content.into(), on_key: None, passed: false }
}

impl<'a, M> Part<'a, M> {
    /// Lets F6 pass it by.
    #[must_use]
    pub fn passed(mut self) -> Self {
        self.passed = true;
        self
    }

    /// Names the messages of keys that the content did not want while it had the focus.
    #[must_use]
    pub fn on_key(mut self, on_key: impl Fn(&Key, Modifiers) -> Option<M> + 'a) -> Self {
        self.on_key = Some(Box::new(on_key));
        self
    }
}

/// What a part tells [`Parts`], by `operation.custom`: that it begins, or that it ends.
struct Edge {
    begins: bool,
}

/// Finds out which part comes next.
#[derive(Default)]
pub(crate) struct Parts {
    seen: usize,
    inside: bool,
    /// For each part that can have the focus: the first widget in it.
    first: Vec<usize>,
    /// The number of the part with the focus, and how many parts began before the focus.
    focused: Option<usize>,
    before: usize,
    fresh: bool,
}

impl Parts {
    /// Returns the widget that F6 leads to.
    pub(crate) fn neighbour(&self, backwards: bool) -> Option<usize> {
        let count = self.first.len();
        if count == 0 {
            return None;
        }
        let at = match (self.focused, backwards) {
            (Some(at), false) => (at + 1) % count,
            (Some(at), true) => (at + count - 1) % count,
            (None, false) => self.before % count,
            (None, true) => (self.before + count - 1) % count,
        };
        self.first.get(at).copied()
    }
}

impl Operation for Parts {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        if std::mem::take(&mut self.fresh) {
            self.first.push(self.seen);
        }
        if state.is_focused() {
            self.before = self.first.len();
            if self.inside {
                self.focused = self.first.len().checked_sub(1);
            }
        }
        self.seen += 1;
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn std::any::Any) {
        if let Some(edge) = state.downcast_ref::<Edge>() {
            self.inside = edge.begins;
            self.fresh = edge.begins;
        }
    }
}

impl<M> Widget<M, Theme, Renderer> for Part<'_, M> {
    wrap::hands_on!(tree, size, layout, draw, mouse, overlay);

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let bounds = layout.bounds();
        if !self.passed {
            operation.custom(None, bounds, &mut Edge { begins: true });
        }
        if let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            self.content.as_widget_mut().operate(tree, layout, renderer, operation);
        }
        if !self.passed {
            operation.custom(None, bounds, &mut Edge { begins: false });
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
        let (Some(tree), Some(layout)) = (tree.children.first_mut(), layout.children().next())
        else {
            return;
        };
        let content = self.content.as_widget_mut();
        content.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event else {
            return;
        };
        let message = self.on_key.as_ref().and_then(|on_key| on_key(key, *modifiers));
        let Some(message) = message.filter(|_| !shell.is_event_captured()) else { return };
        let mut census = Census::default();
        content.operate(tree, layout, renderer, &mut census);
        if census.focused.is_some() {
            shell.publish(message);
            shell.capture_event();
        }
    }
}

impl<'a, M: 'a> From<Part<'a, M>> for Element<'a, M> {
    fn from(part: Part<'a, M>) -> Self {
        Element::new(part)
    }
}

#[cfg(test)]
mod tests {
    use iced::keyboard::key::Named;
    use iced::widget::column;

    use super::*;
    use crate::ui::widget::testing::{Stage, press};
    use crate::ui::widget::{button, field, keys, label};

    fn view((): &()) -> Element<'_, &'static str> {
        let button = |name: &'static str| button(name).id(name).on_press(name);
        let window = column![
            button("bar"),
            part(column![button("a"), button("b")])
                .on_key(|key, _| { (*key == Key::Named(Named::Delete)).then_some("deleted") }),
            part(label("nothing to focus")),
            part(field("", "").id("c").on_input(|_| "typed")),
        ];
        keys(window, |_, _| None).into()
    }

    #[test]
    fn f6_goes_round_the_parts() {
        let mut stage = Stage::new((), view, |(), _| {});
        let f6 = |modifiers| press(Key::Named(Named::F6), modifiers);
        let none = Modifiers::empty();
        stage.send([f6(none)]);
        assert!(stage.has_focus("a"), "the first part when nothing has the focus");
        stage.tap(Named::Tab);
        assert!(stage.has_focus("b"));
        stage.send([f6(none)]);
        assert!(stage.has_focus("c"));
        stage.send([f6(none)]);
        assert!(stage.has_focus("a"), "around the end");
        stage.send([f6(Modifiers::SHIFT)]);
        assert!(stage.has_focus("c"));
        stage.click("bar");
        stage.send([f6(none)]);
        assert!(stage.has_focus("a"), "from what is in no part to the next part");
    }

    #[test]
    fn keys_of_a_part_need_the_focus_in_it() {
        let mut stage = Stage::new((), view, |(), _| {});
        stage.click("bar");
        stage.tap(Named::Delete);
        assert_eq!(stage.heard, ["bar"]);
        stage.click("b");
        stage.tap(Named::Delete);
        assert_eq!(stage.heard[1..], ["b", "deleted"]);
    }
}
