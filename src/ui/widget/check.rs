//! Check boxes and radio buttons that can have the focus, with access keys.

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::access::{self, Access, Label};
use super::bevel::Edge;
use super::focus::Focus;
use super::line::{self, Face, Paragraph};
use super::paint;
use crate::ui::theme::{self, Skin};

const BOX: f32 = 13.0;
const GAP: f32 = 6.0;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Check,
    Radio,
}

/// A check box or a radio button; made by [`check_box`] and [`radio`].
pub struct Check<'a, M> {
    label: Label,
    id: Option<Id>,
    kind: Kind,
    on: bool,
    on_change: Option<Box<dyn Fn(bool) -> M + 'a>>,
    on_step: Option<Box<dyn Fn(i64) -> M + 'a>>,
}

/// Makes a check box; it is disabled until it has [`Check::on_toggle`].
pub fn check_box<'a, M>(label: impl AsRef<str>, checked: bool) -> Check<'a, M> {
    Check {
        label: Label::parse(label.as_ref()),
        id: None,
        kind: Kind::Check,
        on: checked,
        on_change: None,
        on_step: None,
    }
}

/// Makes a radio button for `value`; it is disabled until it has [`Check::on_toggle`], whose
/// message is sent when it becomes the chosen one.
pub fn radio<'a, V: PartialEq, M>(
    label: impl AsRef<str>,
    value: &V,
    chosen: Option<&V>,
) -> Check<'a, M> {
    Check { kind: Kind::Radio, ..check_box(label, chosen == Some(value)) }
}

impl<'a, M> Check<'a, M> {
    /// Sets the message of a change; it is told the new state.
    #[must_use]
    pub fn on_toggle(mut self, message: impl Fn(bool) -> M + 'a) -> Self {
        self.on_change = Some(Box::new(message));
        self
    }

    /// Sets the message of the arrow keys: -1 for the button before, 1 for the one after.
    #[must_use]
    pub fn on_step(mut self, message: impl Fn(i64) -> M + 'a) -> Self {
        self.on_step = Some(Box::new(message));
        self
    }

    /// Sets the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    fn change(&self, shell: &mut Shell<'_, M>) {
        if let Some(message) = &self.on_change {
            match self.kind {
                Kind::Check => shell.publish(message(!self.on)),
                Kind::Radio if !self.on => shell.publish(message(true)),
                Kind::Radio => {}
            }
            shell.capture_event();
        }
    }
}

#[derive(Default)]
struct State {
    focus: Focus,
    held: bool,
    text: String,
    label: Paragraph,
}

impl<M> Widget<M, Theme, Renderer> for Check<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Shrink, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        if state.text != self.label.text {
            state.text.clone_from(&self.label.text);
            state.label = line::shape(&self.label.text, Face::UI);
        }
        let width = BOX + GAP + state.label.min_width().ceil() + 3.0;
        layout::Node::new(limits.resolve(
            Length::Shrink,
            Length::Shrink,
            Size::new(width, theme::LINE + 4.0),
        ))
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        if self.on_change.is_some() {
            let key = self.label.key.map(|(key, _)| key);
            operation.custom(None, layout.bounds(), &mut Access { key, leads: true });
            operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        } else {
            state.focus.on = false;
        }
        operation.text(self.id.as_ref(), layout.bounds(), &self.label.text);
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _: &Renderer,
        _: &mut dyn Clipboard,
        shell: &mut Shell<'_, M>,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let over = cursor.is_over(layout.bounds());
        if state.focus.press(event, over && self.on_change.is_some()) {
            shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) if over => {
                state.held = true;
                shell.capture_event();
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) if state.held => {
                state.held = false;
                if over {
                    self.change(shell);
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: Key::Named(named),
                modifiers,
                repeat,
                ..
            }) if state.focus.on
                && !modifiers.command()
                && !modifiers.alt()
                && !shell.is_event_captured() =>
            {
                let step = match named {
                    Named::Space if !repeat => {
                        self.change(shell);
                        return;
                    }
                    Named::ArrowUp | Named::ArrowLeft => -1,
                    Named::ArrowDown | Named::ArrowRight => 1,
                    _ => return,
                };
                if let Some(message) = &self.on_step {
                    shell.publish(message(step));
                    shell.capture_event();
                }
            }
            Event::Keyboard(_) if !shell.is_event_captured() => {
                if let Some(letter) = access::letter(event)
                    && self.label.answers(letter)
                {
                    self.change(shell);
                }
            }
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        r: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let skin = Skin::of(theme);
        let bounds = paint::whole(layout.bounds());
        let enabled = self.on_change.is_some();
        let sign = Rectangle {
            x: bounds.x,
            y: bounds.y + ((bounds.height - BOX) / 2.0).floor(),
            width: BOX,
            height: BOX,
        };
        let down = state.held && cursor.is_over(bounds);
        self.draw_sign(r, sign, skin, enabled, down);

        let at = Point::new(sign.x + BOX + GAP, bounds.center_y());
        let color = if enabled { skin.text } else { skin.disabled };
        line::draw(r, &state.label, at, color, *viewport);
        if let Some(place) = self.label.place() {
            line::underline(r, &state.label, at, place, color);
        }
        if state.focus.on && enabled {
            let width = state.label.min_width().ceil() + 5.0;
            let ring =
                Rectangle { x: at.x - 3.0, y: bounds.y + 1.0, width, height: bounds.height - 2.0 };
            paint::focus(r, ring, skin, skin.focus);
        }
    }
}

impl<M> Check<'_, M> {
    fn draw_sign(&self, r: &mut Renderer, b: Rectangle, skin: &Skin, enabled: bool, down: bool) {
        let surface = if enabled && !down { skin.window } else { skin.face };
        let mark = if enabled { skin.window_text } else { skin.disabled };
        let center = b.center();
        match self.kind {
            Kind::Check if skin.is_classic() => {
                paint::fill(r, b, surface);
                paint::edge(r, b, Edge::Sunken, skin);
                if self.on {
                    paint::check(r, center, mark);
                }
            }
            Kind::Check => {
                let (fill, edge) = match (self.on, enabled) {
                    (true, true) => (skin.accent, skin.accent),
                    (false, true) => (surface, skin.edge),
                    (_, false) => (skin.face, skin.border),
                };
                paint::rounded(r, b, fill, edge, skin.radius);
                if self.on {
                    paint::check(r, center, if enabled { skin.accent_text } else { mark });
                }
            }
            Kind::Radio => {
                let edge = match (self.on, enabled) {
                    (true, true) if !skin.is_classic() => skin.accent,
                    (_, true) => skin.edge,
                    (_, false) => skin.border,
                };
                paint::disc(r, center, BOX / 2.0, surface, edge);
                if self.on {
                    let color = match (enabled, skin.is_classic()) {
                        (true, false) => skin.accent,
                        _ => mark,
                    };
                    paint::disc(r, center, 2.5, color, color);
                }
            }
        }
    }
}

impl<'a, M: 'a> From<Check<'a, M>> for Element<'a, M> {
    fn from(check: Check<'a, M>) -> Self {
        Element::new(check)
    }
}

/// Goes round through a few choices, as the arrow keys do.
pub fn stepped(at: Option<usize>, by: i64, len: usize) -> usize {
    let len = i64::try_from(len).unwrap_or(1).max(1);
    let at = at.and_then(|at| i64::try_from(at).ok()).unwrap_or(0);
    usize::try_from((at + by).rem_euclid(len)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use iced::widget::column;

    use super::*;
    use crate::ui::widget::keys;
    use crate::ui::widget::testing::Stage;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Said {
        Check(bool),
        Choose(u8),
        Step(i64),
    }

    fn view(state: &(bool, u8)) -> Element<'_, Said> {
        let column = column![
            check_box("&Keep", state.0).on_toggle(Said::Check).id("keep"),
            check_box::<Said>("Off", false),
            radio("&One", &1, Some(&state.1)).on_toggle(|_| Said::Choose(1)).on_step(Said::Step),
            radio("&Two", &2, Some(&state.1)).on_toggle(|_| Said::Choose(2)).id("two"),
        ];
        keys(column, |_, _| None).into()
    }

    fn update(state: &mut (bool, u8), said: &Said) {
        match said {
            Said::Check(on) => state.0 = *on,
            Said::Choose(choice) => state.1 = *choice,
            Said::Step(_) => {}
        }
    }

    #[test]
    fn a_check_box_changes_by_click_space_and_access_key() {
        let mut stage = Stage::new((false, 1), view, update);
        stage.click("Keep");
        stage.tap(Named::Space);
        stage.alt("k");
        assert_eq!(stage.heard, [Said::Check(true), Said::Check(false), Said::Check(true)]);
        assert!(stage.has_focus("keep"));
        stage.click("Off");
        assert_eq!(stage.heard.len(), 3);
    }

    #[test]
    fn a_radio_button_is_chosen_once() {
        let mut stage = Stage::new((false, 1), view, update);
        stage.click("Two");
        stage.click("Two");
        stage.alt("t");
        assert_eq!(stage.heard, [Said::Choose(2)]);
        stage.alt("o");
        stage.tap(Named::ArrowDown);
        assert_eq!(stage.heard[1..], [Said::Choose(1), Said::Step(1)]);
    }
}
