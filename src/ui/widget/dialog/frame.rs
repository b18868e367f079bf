//! What a dialog is laid out by: title, body, buttons. In a window too low for all of it the body
//! gives way and gets a scroll bar, so that title and buttons are always in sight, and it scrolls
//! by itself to what has the focus.

use iced::advanced::layout::{self, Layout};
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, overlay, renderer};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse};

use crate::ui::theme::{self, Skin};
use crate::ui::widget::scrollbar::{Extent, Scrollbar};

/// By how much the body is scrolled at once.
const STEP: f32 = theme::LINE;
/// Higher than any body: one that fills its space has no height of its own.
const ENDLESS: f32 = 20_000.0;

const BODY: usize = 1;
const FOOT: usize = 2;

/// Title, body and buttons.
pub(super) struct Frame<'a, M> {
    /// In this order.
    pub(super) parts: [Element<'a, M>; 3],
    /// The height, when the dialog has one.
    pub(super) height: Option<f32>,
}

#[derive(Default)]
struct State {
    bar: Scrollbar,
    /// What had the focus when it was last followed.
    focus: Option<Rectangle>,
}

/// Finds where the focus is.
#[derive(Default)]
struct Where(Option<Rectangle>);

impl Operation for Where {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            self.0 = Some(bounds);
        }
    }
}

/// Where the body is, and how much of it is in sight.
#[derive(Clone, Copy)]
struct Sight {
    room: Rectangle,
    extent: Extent,
}

impl Sight {
    fn of(frame: Rectangle, body: Layout<'_>, foot: Rectangle) -> Self {
        let top = body.bounds().y;
        let room = Rectangle { y: top, height: (foot.y - top).max(0.0), ..frame };
        let bounds =
            Rectangle { x: room.x + room.width - theme::SCROLL, width: theme::SCROLL, ..room };
        let lines = |height: f32| (height / STEP).max(0.0);
        let extent = Extent {
            bounds,
            len: lines(body.bounds().height).ceil() as usize,
            page: lines(room.height).floor() as usize,
        };
        // A part of a line is none that must be scrolled for.
        let fits = body.bounds().height <= room.height + 0.5;
        let extent = if fits { Extent { len: extent.page, ..extent } } else { extent };
        Self { room, extent }
    }

    fn offset(self, state: &State) -> Vector {
        if self.extent.is_needed() {
            Vector::new(0.0, state.bar.first as f32 * STEP)
        } else {
            Vector::new(0.0, 0.0)
        }
    }

    /// Returns where the pointer is in the body as it was laid out.
    fn cursor(self, cursor: mouse::Cursor, offset: Vector) -> mouse::Cursor {
        match cursor.position() {
            Some(_) if !self.extent.is_needed() => cursor,
            Some(at) if self.room.contains(at) && !self.extent.bounds.contains(at) => {
                mouse::Cursor::Available(at + offset)
            }
            // Pressed outside is pressed on nothing, wherever the body goes on.
            Some(_) => mouse::Cursor::Available(Point::new(-1.0, -1.0)),
            None => mouse::Cursor::Unavailable,
        }
    }
}

fn sight(layout: Layout<'_>) -> Option<(Sight, Layout<'_>)> {
    let body = layout.children().nth(BODY)?;
    let foot = layout.children().nth(FOOT)?;
    Some((Sight::of(layout.bounds(), body, foot.bounds()), body))
}

impl<M> Widget<M, Theme, Renderer> for Frame<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        self.parts.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.parts);
    }

    fn size(&self) -> Size<Length> {
        let height = self.height.map_or(Length::Shrink, |_| Length::Fill);
        Size::new(Length::Fill, height)
    }

    fn layout(
        &mut self,
        tree: &mut Tree,
        renderer: &Renderer,
        limits: &layout::Limits,
    ) -> layout::Node {
        let most = limits.max();
        let width = most.width;
        let lay_in = |part: &mut Element<'_, M>, tree: &mut Tree, width: f32, height: f32| {
            let limits = layout::Limits::new(Size::ZERO, Size::new(width, height));
            part.as_widget_mut().layout(tree, renderer, &limits)
        };
        let lay =
            |part: &mut Element<'_, M>, tree: &mut Tree, height| lay_in(part, tree, width, height);
        let [title, body, foot] = &mut self.parts;
        let [title_tree, body_tree, foot_tree] = tree.children.as_mut_slice() else {
            return layout::Node::new(Size::ZERO);
        };
        let title = lay(title, title_tree, most.height);
        let foot = lay(foot, foot_tree, most.height);
        let room = (most.height - title.size().height - foot.size().height).max(0.0);
        let body = if self.height.is_some() {
            lay(body, body_tree, room)
        } else {
            let whole = lay(body, body_tree, 2.0 * ENDLESS);
            let high = whole.size().height;
            if high > ENDLESS {
                lay(body, body_tree, room)
            } else if high > room + 0.5 {
                // Beside the scroll bar.
                lay_in(body, body_tree, (width - theme::SCROLL).max(0.0), 2.0 * ENDLESS)
            } else {
                whole
            }
        };
        let shown = if self.height.is_some() { room } else { body.size().height.min(room) };
        let body = body.move_to(Point::new(0.0, title.size().height));
        let foot = foot.move_to(Point::new(0.0, title.size().height + shown));
        let height = title.size().height + shown + foot.size().height;
        layout::Node::with_children(Size::new(width, height), vec![title, body, foot])
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        for ((part, tree), layout) in
            self.parts.iter_mut().zip(&mut tree.children).zip(layout.children())
        {
            part.as_widget_mut().operate(tree, layout, renderer, operation);
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
        let Some((sight, body_layout)) = sight(layout) else { return };
        let state = tree.state.downcast_mut::<State>();
        state.bar.clamp(sight.extent);
        let needed = sight.extent.is_needed();
        if needed {
            let mut find = Where::default();
            if let (Some(body), Some(tree)) =
                (self.parts.get_mut(BODY), tree.children.get_mut(BODY))
            {
                body.as_widget_mut().operate(tree, body_layout, renderer, &mut find);
            }
            if find.0 != state.focus {
                state.focus = find.0;
                if let Some(at) = find.0 {
                    let line = |y: f32| ((y - sight.room.y) / STEP).max(0.0);
                    state.bar.reveal(line(at.y + at.height).ceil() as usize, sight.extent);
                    state.bar.reveal(line(at.y).floor() as usize, sight.extent);
                    shell.request_redraw();
                }
            }
        }
        let offset = sight.offset(state);
        for (index, ((part, tree), layout)) in
            self.parts.iter_mut().zip(&mut tree.children).zip(layout.children()).enumerate()
        {
            let cursor = if index == BODY { sight.cursor(cursor, offset) } else { cursor };
            part.as_widget_mut()
                .update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
        if !needed || shell.is_event_captured() {
            return;
        }
        match event {
            Event::Mouse(mouse::Event::WheelScrolled { delta }) if cursor.is_over(sight.room) => {
                if state.bar.wheel(*delta, sight.extent) {
                    shell.request_redraw();
                }
                shell.capture_event();
            }
            _ => {
                if state.bar.update(event, cursor, sight.extent, shell) {
                    shell.capture_event();
                }
            }
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
        let Some((sight, _)) = sight(layout) else { return mouse::Interaction::None };
        let offset = sight.offset(tree.state.downcast_ref::<State>());
        self.parts
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .enumerate()
            .map(|(index, ((part, tree), layout))| {
                let cursor = if index == BODY { sight.cursor(cursor, offset) } else { cursor };
                part.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
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
        let Some((sight, _)) = sight(layout) else { return };
        let state = tree.state.downcast_ref::<State>();
        let offset = sight.offset(state);
        for (index, ((part, tree), layout)) in
            self.parts.iter().zip(&tree.children).zip(layout.children()).enumerate()
        {
            if index != BODY || !sight.extent.is_needed() {
                part.as_widget().draw(tree, r, theme, style, layout, cursor, viewport);
                continue;
            }
            let cursor = sight.cursor(cursor, offset);
            let inside = sight.room + offset;
            r.with_layer(sight.room, |r| {
                r.with_translation(offset * -1.0, |r| {
                    part.as_widget().draw(tree, r, theme, style, layout, cursor, &inside);
                });
            });
            r.with_layer(sight.extent.bounds, |r| {
                state.bar.draw(r, Skin::of(theme), sight.extent, cursor);
            });
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
        let (sight, _) = sight(layout)?;
        let offset = sight.offset(tree.state.downcast_ref::<State>());
        let mut layouts = layout.children();
        let overlays = self
            .parts
            .iter_mut()
            .zip(&mut tree.children)
            .enumerate()
            .filter_map(|(index, (part, tree))| {
                let by = if index == BODY { translation - offset } else { translation };
                part.as_widget_mut().overlay(tree, layouts.next()?, renderer, viewport, by)
            })
            .collect::<Vec<_>>();
        (!overlays.is_empty()).then(|| overlay::Group::with_children(overlays).overlay())
    }
}

#[cfg(test)]
mod tests {
    use iced::keyboard::key::Named;
    use iced::widget::{column, container, space};

    use super::*;
    use crate::ui::widget::testing::Stage;
    use crate::ui::widget::{button, dialog, keys, modal};

    fn view((): &()) -> Element<'_, usize> {
        let names = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let rows = names
            .iter()
            .enumerate()
            .map(|(at, name)| container(button(*name).id(*name).on_press(at)).height(40.0).into());
        let dialog = dialog("High", column(rows)).button(button("OK").id("ok").on_press(99));
        keys(modal(space().width(Length::Fill).height(Length::Fill), Some(dialog)), |_, _| None)
            .into()
    }

    fn stage(height: f32) -> Stage<(), usize> {
        let mut stage = Stage::new((), view, |(), _| {}).sized(Size::new(500.0, height));
        stage.redraw();
        stage
    }

    #[test]
    fn a_dialog_in_a_low_window_keeps_its_buttons_and_scrolls_to_the_focus() {
        let mut stage = stage(220.0);
        let (title, ok) = (stage.find("High").unwrap(), stage.find("OK").unwrap());
        assert!(title.y >= 0.0 && ok.y + ok.height <= 220.0, "{title:?} {ok:?}");
        for _ in 0..9 {
            stage.tap(Named::Tab);
        }
        assert!(stage.has_focus("9"));
        stage.redraw();
        // Where the last row is now; above it, as it was laid out, was the fourth.
        stage.click_at(Point::new(80.0, ok.y - 38.0));
        assert_eq!(stage.heard, [9]);
        stage.click("OK");
        assert_eq!(stage.heard[1..], [99], "the body below the buttons does not hear it");
    }

    #[test]
    fn a_dialog_with_room_enough_is_as_high_as_its_body() {
        let mut stage = stage(700.0);
        let (last, ok) = (stage.find("9").unwrap(), stage.find("OK").unwrap());
        assert!(last.y + last.height < ok.y);
        stage.click("9");
        assert_eq!(stage.heard, [9]);
    }

    #[test]
    fn a_body_that_scrolls_lies_beside_the_scroll_bar() {
        let view: fn(&()) -> Element<'_, usize> = |()| {
            let wide = button("wide").width(Length::Fill).on_press(1);
            let body = column![wide, space().height(600.0)];
            let dialog = dialog("High", body).button(button("OK").on_press(99));
            keys(modal(space().width(Length::Fill).height(Length::Fill), Some(dialog)), |_, _| None)
                .into()
        };
        let right = |height: f32| {
            let mut stage = Stage::new((), view, |(), _| {}).sized(Size::new(300.0, height));
            let wide = stage.find("wide").unwrap();
            // The text of a button stands in its middle.
            2.0 * wide.center_x() - stage.find("High").unwrap().x
        };
        assert!(right(900.0) - right(220.0) >= theme::SCROLL, "it gives way");
    }
}
