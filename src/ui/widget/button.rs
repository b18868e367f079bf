//! A push button: access key, default frame, disabled look, Space and Enter.

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Color, Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::access::{self, Access, Label};
use super::bevel::Edge;
use super::focus::Focus;
use super::line::{self, Face, Paragraph};
use super::paint;
use crate::ui::icon::{self, Icon, Tint};
use crate::ui::theme::{self, Skin};

/// A push button; made by [`button`].
pub struct Button<M> {
    label: Label,
    icon: Option<Icon>,
    id: Option<Id>,
    on_press: Option<M>,
    default: bool,
    flat: bool,
    width: Length,
}

/// Makes a push button; `&` in the label marks its access key, `&&` is a literal `&`.
///
/// It is disabled until it has a message.
pub fn button<M>(label: impl AsRef<str>) -> Button<M> {
    Button {
        label: Label::parse(label.as_ref()),
        icon: None,
        id: None,
        on_press: None,
        default: false,
        flat: false,
        width: Length::Shrink,
    }
}

impl<M> Button<M> {
    /// Sets the message of a press.
    #[must_use]
    pub fn on_press(mut self, message: M) -> Self {
        self.on_press = Some(message);
        self
    }

    /// Sets the message of a press; `None` disables the button.
    #[must_use]
    pub fn on_press_maybe(mut self, message: Option<M>) -> Self {
        self.on_press = message;
        self
    }

    /// Sets the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Marks it as the button that Enter presses (the dialog's shortcuts do that).
    #[must_use]
    pub fn default(mut self, default: bool) -> Self {
        self.default = default;
        self
    }

    /// Draws an edge only below the pointer, and needs no least width.
    #[must_use]
    pub fn flat(mut self) -> Self {
        self.flat = true;
        self
    }

    /// Shows a picture before the label.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Sets the width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    fn icon_width(&self) -> f32 {
        match self.icon {
            Some(_) if self.label.text.is_empty() => icon::SIZE,
            Some(_) => icon::SIZE + theme::GAP,
            None => 0.0,
        }
    }
}

#[derive(Default)]
struct State {
    focus: Focus,
    held: bool,
    hovered: bool,
    text: String,
    label: Paragraph,
}

impl<M: Clone> Widget<M, Theme, Renderer> for Button<M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Fixed(theme::CONTROL))
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let state = tree.state.downcast_mut::<State>();
        if state.text != self.label.text {
            state.text.clone_from(&self.label.text);
            state.label = line::shape(&self.label.text, Face::UI);
        }
        let least = if self.flat { 0.0 } else { theme::BUTTON };
        let content = state.label.min_width().ceil() + self.icon_width();
        let padding = if self.flat { theme::SPACE } else { theme::SPACE * 2.0 };
        let width = (content + padding).max(least);
        layout::Node::new(limits.resolve(
            self.width,
            Length::Fixed(theme::CONTROL),
            Size::new(width, theme::CONTROL),
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
        let bounds = layout.bounds();
        if self.on_press.is_some() {
            let key = self.label.key.map(|(key, _)| key);
            operation.custom(None, bounds, &mut Access { key, leads: true });
            operation.focusable(self.id.as_ref(), bounds, &mut state.focus);
        } else {
            state.focus.on = false;
        }
        operation.text(self.id.as_ref(), bounds, &self.label.text);
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
        let enabled = self.on_press.is_some();
        // A flat button leaves the focus where the work is.
        let taken = over && enabled && (state.focus.on || !self.flat);
        if state.focus.press(event, taken) {
            shell.request_redraw();
        }
        if state.hovered != over {
            state.hovered = over;
            shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) if over && enabled => {
                state.held = true;
                shell.capture_event();
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) if state.held => {
                state.held = false;
                shell.request_redraw();
                if over && let Some(message) = &self.on_press {
                    shell.publish(message.clone());
                    shell.capture_event();
                }
            }
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: Key::Named(Named::Enter | Named::Space),
                modifiers,
                repeat: false,
                ..
            }) if state.focus.on
                && !modifiers.command()
                && !modifiers.alt()
                && !shell.is_event_captured() =>
            {
                if let Some(message) = &self.on_press {
                    shell.publish(message.clone());
                    shell.capture_event();
                }
            }
            Event::Keyboard(_) if !shell.is_event_captured() => {
                if let Some(letter) = access::letter(event)
                    && self.label.answers(letter)
                    && let Some(message) = &self.on_press
                {
                    shell.publish(message.clone());
                    shell.capture_event();
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
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let skin = Skin::of(theme);
        let bounds = paint::whole(layout.bounds());
        let enabled = self.on_press.is_some();
        let over = enabled && cursor.is_over(bounds);
        let down = state.held && over;
        surface(
            r,
            bounds,
            skin,
            Shape { flat: self.flat, default: self.default, enabled, over, down },
        );

        let shift = if down && skin.is_classic() { 1.0 } else { 0.0 };
        let content = state.label.min_width() + self.icon_width();
        let mut at = Point::new(
            (bounds.center_x() - content / 2.0).round().max(bounds.x + 2.0) + shift,
            bounds.center_y() + shift,
        );
        if let Some(icon) = self.icon {
            icon::draw(
                r,
                icon,
                Point::new(at.x, at.y - icon::SIZE / 2.0),
                skin,
                if enabled { Tint::Normal } else { Tint::Faded },
            );
            at.x += self.icon_width();
        }
        let place = self.label.place();
        let mut label = |at: Point, color: Color| {
            line::draw(r, &state.label, at, color, bounds);
            if let Some(place) = place {
                line::underline(r, &state.label, at, place, color);
            }
        };
        let filled = self.default && !over && !down && !skin.is_classic();
        if enabled {
            label(at, if filled { skin.accent_text } else { skin.text });
        } else {
            if skin.is_classic() {
                label(Point::new(at.x + 1.0, at.y + 1.0), skin.light);
            }
            label(at, skin.disabled);
        }
        if state.focus.on && enabled {
            match (skin.is_classic(), filled) {
                (true, _) => paint::focus(r, bounds.shrink(4), skin, skin.focus),
                (false, false) => paint::ring(r, bounds, skin, skin.focus),
                (false, true) => paint::ring(r, bounds.shrink(2), skin, skin.accent_text),
            }
        }
    }
}

/// How the surface of a button is drawn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) flat: bool,
    pub(crate) default: bool,
    pub(crate) enabled: bool,
    pub(crate) over: bool,
    pub(crate) down: bool,
}

/// Draws the surface of a button.
pub(crate) fn surface(r: &mut Renderer, bounds: Rectangle, skin: &Skin, shape: Shape) {
    let Shape { flat, default, enabled, over, down } = shape;
    if !skin.is_classic() {
        let color = match (down, over, flat) {
            (true, ..) => skin.pressed,
            (false, true, _) => skin.hover,
            (false, false, true) => Color::TRANSPARENT,
            (false, false, false) if default && enabled => skin.accent,
            (false, false, false) if enabled => skin.button,
            (false, false, false) => skin.face,
        };
        let edge = match (default && enabled, flat, enabled) {
            (true, ..) => skin.accent,
            (false, true, _) => color,
            (false, false, true) => skin.edge,
            (false, false, false) => skin.border,
        };
        paint::rounded(r, bounds, color, edge, skin.radius);
        return;
    }
    if flat {
        // Always the same number of pieces, so that those after them stay the same.
        match (down, over) {
            (true, _) => paint::edge(r, bounds, Edge::ThinSunken, skin),
            (false, true) => paint::edge(r, bounds, Edge::ThinRaised, skin),
            (false, false) => paint::frame(r, bounds, skin.face, skin.face),
        }
        return;
    }
    paint::fill(r, bounds, skin.button);
    let mut inner = bounds;
    if default && enabled {
        paint::frame(r, bounds, skin.dark, skin.dark);
        inner = bounds.shrink(1);
    }
    if down {
        paint::frame(r, inner, skin.shadow, skin.shadow);
    } else {
        paint::edge(r, inner, Edge::Raised, skin);
    }
}

impl<'a, M: Clone + 'a> From<Button<M>> for Element<'a, M> {
    fn from(button: Button<M>) -> Self {
        Element::new(button)
    }
}

#[cfg(test)]
mod tests {
    use iced::widget::row;

    use super::*;
    use crate::ui::widget::keys;
    use crate::ui::widget::testing::Stage;

    fn view(enabled: &bool) -> Element<'_, u8> {
        let second = button("&Second").on_press_maybe(enabled.then_some(2)).id("second");
        let row =
            row![button("&First").on_press(1).id("first"), second, button("L&&R").on_press(3)];
        keys(row, |_, _| None).into()
    }

    #[test]
    fn space_and_enter_press_the_button_with_the_focus() {
        let mut stage = Stage::new(true, view, |_, _| {});
        stage.tap(Named::Space);
        assert!(stage.heard.is_empty(), "nobody has the focus");
        stage.tap(Named::Tab);
        stage.tap(Named::Space);
        stage.tap(Named::Tab);
        stage.tap(Named::Enter);
        assert_eq!(stage.heard, [1, 2]);
    }

    #[test]
    fn a_click_presses_where_it_ends_on_the_button() {
        let mut stage = Stage::new(true, view, |_, _| {});
        stage.click("Second");
        assert!(stage.has_focus("second"));
        stage.click("L&R");
        let first = stage.find("First").unwrap().center();
        stage.point(first);
        stage.send([Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))]);
        stage.point(Point::new(300.0, 300.0));
        stage.send([Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))]);
        assert_eq!(stage.heard, [2, 3]);
    }

    #[test]
    fn a_disabled_button_is_passed_over() {
        let mut stage = Stage::new(false, view, |_, _| {});
        stage.click("Second");
        stage.alt("s");
        assert!(stage.heard.is_empty());
        stage.click("First");
        stage.tap(Named::Tab);
        stage.tap(Named::Enter);
        assert_eq!(stage.heard, [1, 3]);
    }

    #[test]
    fn the_access_key_presses_and_takes_the_focus() {
        let mut stage = Stage::new(true, view, |_, _| {});
        stage.alt("s");
        assert_eq!(stage.heard, [2]);
        assert!(stage.has_focus("second"));
    }

    #[test]
    fn a_button_is_as_wide_as_its_label_needs() {
        let mut stage = Stage::new(true, view, |_, _| {});
        assert!((stage.find("First").unwrap().width - theme::BUTTON).abs() < 0.5);
        let long: fn(&()) -> Element<'_, u8> =
            |_| row![button("A label that needs more room").on_press(1)].into();
        let mut stage = Stage::new((), long, |(), _| {});
        let width = stage.find("A label that needs more room").unwrap().width;
        assert!((150.0..220.0).contains(&width), "{width}");
    }
}
