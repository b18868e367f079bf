//! One of a few choices, in one line: the arrow keys go through them, a panel shows them all.

use iced::advanced::layout::{self, Layout};
use iced::advanced::text::Paragraph as _;
use iced::advanced::widget::{Id, Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, overlay, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme, Vector, mouse};

use super::bevel::Edge;
use super::focus::Focus;
use super::line::{self, Face, Lines, WIDEST};
use super::menu::MenuItem;
use super::menu::floating::Floating;
use super::menu::popup::{Anchor, Open};
use super::paint::{self, Toward};
use super::typing::Typing;
use crate::ui::theme::{self, Skin};

/// The room of the arrow.
const ARROW: f32 = 18.0;

/// One of a few choices; made by [`choice`].
pub struct Choice<'a, M> {
    labels: Vec<String>,
    items: Vec<MenuItem<usize>>,
    chosen: Option<usize>,
    id: Option<Id>,
    width: Length,
    on_choose: Option<Box<dyn Fn(usize) -> M + 'a>>,
}

/// Offers a few choices, so few that they all fit into the window; it is disabled until it has
/// [`Choice::on_choose`].
pub fn choice<'a, M>(
    labels: impl IntoIterator<Item = impl Into<String>>,
    chosen: Option<usize>,
) -> Choice<'a, M> {
    let labels: Vec<String> = labels.into_iter().map(Into::into).collect();
    let items = labels
        .iter()
        .enumerate()
        .map(|(index, label)| MenuItem::verbatim(label, index).chosen(chosen == Some(index)))
        .collect();
    Choice { labels, items, chosen, id: None, width: Length::Shrink, on_choose: None }
}

impl<'a, M> Choice<'a, M> {
    /// Sets the message of a choice; it is told the place of the label.
    #[must_use]
    pub fn on_choose(mut self, message: impl Fn(usize) -> M + 'a) -> Self {
        self.on_choose = Some(Box::new(message));
        self
    }

    /// Sets the id.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the width.
    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }
}

#[derive(Default)]
struct State {
    focus: Focus,
    /// The choice after the keys of this batch.
    at: Option<usize>,
    open: Open,
    lines: Lines,
    typing: Typing,
}

impl<M> Choice<'_, M> {
    fn choose(&self, state: &mut State, index: usize, shell: &mut Shell<'_, M>) {
        if let Some(message) = self.on_choose.as_ref().filter(|_| state.at != Some(index)) {
            state.at = Some(index);
            shell.publish(message(index));
        }
        shell.capture_event();
    }

    fn drop_down(&self, state: &mut State, shell: &mut Shell<'_, M>) {
        state.open = Open::at(state.at.unwrap_or_default());
        shell.capture_event();
        shell.request_redraw();
    }

    fn key(&self, state: &mut State, event: &Event, shell: &mut Shell<'_, M>) {
        let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) = event else {
            return;
        };
        let Some(last) = self.labels.len().checked_sub(1) else { return };
        let next = match key {
            Key::Named(Named::F4) if modifiers.is_empty() => return self.drop_down(state, shell),
            Key::Named(Named::ArrowDown | Named::ArrowUp) if modifiers.alt() => {
                return self.drop_down(state, shell);
            }
            _ if modifiers.alt() || modifiers.command() => return,
            Key::Named(Named::ArrowDown | Named::ArrowRight) => {
                state.at.map_or(0, |at| at.saturating_add(1).min(last))
            }
            Key::Named(Named::ArrowUp | Named::ArrowLeft) => {
                state.at.map_or(0, |at| at.saturating_sub(1))
            }
            Key::Named(Named::Home) => 0,
            Key::Named(Named::End) => last,
            _ => {
                let Some(word) = state.typing.press(event) else {
                    if *key == Key::Named(Named::Space) {
                        self.drop_down(state, shell);
                    }
                    return;
                };
                shell.capture_event();
                let word = word.to_lowercase();
                let begins = |label: &String| label.to_lowercase().starts_with(&word);
                match self.labels.iter().position(begins) {
                    Some(index) => index,
                    None => return,
                }
            }
        };
        self.choose(state, next, shell);
    }
}

impl<M> Widget<M, Theme, Renderer> for Choice<'_, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State { at: self.chosen, ..State::default() })
    }

    fn diff(&self, tree: &mut Tree) {
        tree.state.downcast_mut::<State>().at = self.chosen;
    }

    fn size(&self) -> Size<Length> {
        Size::new(self.width, Length::Fixed(theme::CONTROL))
    }

    fn layout(&mut self, tree: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        let lines = &tree.state.downcast_ref::<State>().lines;
        let width = |label: &String| lines.with(label, WIDEST, Face::UI, |p| p.min_width().ceil());
        let widest = self.labels.iter().map(width).fold(0.0, f32::max);
        let size = Size::new(widest + ARROW + 14.0, theme::CONTROL);
        layout::Node::new(limits.resolve(self.width, Length::Fixed(theme::CONTROL), size))
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let state = tree.state.downcast_mut::<State>();
        if self.on_choose.is_some() {
            operation.focusable(self.id.as_ref(), layout.bounds(), &mut state.focus);
        } else {
            state.focus.on = false;
        }
        if let Some(label) = self.chosen.and_then(|at| self.labels.get(at)) {
            operation.text(self.id.as_ref(), layout.bounds(), label);
        }
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
        if self.on_choose.is_none() {
            return;
        }
        let over = cursor.is_over(layout.bounds());
        if state.focus.press(event, over) {
            shell.request_redraw();
        }
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) if over => {
                self.drop_down(state, shell);
            }
            Event::Keyboard(_) if state.focus.on && !shell.is_event_captured() => {
                self.key(state, event, shell);
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
        _: mouse::Cursor,
        _: &Rectangle,
    ) {
        let state = tree.state.downcast_ref::<State>();
        let skin = Skin::of(theme);
        let b = paint::whole(layout.bounds());
        let enabled = self.on_choose.is_some();
        let focused = enabled && state.focus.on;
        state.lines.begin();
        paint::fill(r, b, if enabled { skin.window } else { skin.face });
        let arrow = Rectangle {
            x: b.x + b.width - ARROW - 2.0,
            y: b.y + 2.0,
            width: ARROW,
            height: b.height - 4.0,
        };
        let ink = if enabled { skin.text } else { skin.disabled };
        if skin.is_classic() {
            paint::edge(r, b, Edge::Sunken, skin);
            paint::fill(r, arrow, skin.button);
            paint::edge(r, arrow, Edge::Raised, skin);
        } else {
            paint::frame(r, b, skin.edge, skin.edge);
        }
        paint::arrow(r, arrow.center(), Toward::Down, ink);
        let text = Rectangle {
            x: b.x + 4.0,
            y: b.y + 4.0,
            width: arrow.x - b.x - 6.0,
            height: b.height - 8.0,
        };
        let mark = focused && skin.is_classic();
        if mark {
            paint::fill(r, text, skin.selection);
            paint::focus(r, text, skin, skin.selection_text);
        }
        if let Some(label) = self.chosen.and_then(|at| self.labels.get(at)) {
            let color = match (enabled, mark) {
                (true, true) => skin.selection_text,
                (true, false) => skin.window_text,
                (false, _) => skin.disabled,
            };
            state.lines.with(label, text.width - 4.0, Face::UI, |p| {
                line::draw(r, p, Point::new(text.x + 2.0, b.center_y()), color, b);
            });
        }
        if focused && !skin.is_classic() {
            paint::ring(r, b, skin, skin.focus);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        _: &Renderer,
        _: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, M, Theme, Renderer>> {
        let State { open, lines, at, .. } = tree.state.downcast_mut::<State>();
        let on_choose = self.on_choose.as_ref().filter(|_| open.is_open())?;
        let before = *at;
        Some(overlay::Element::new(Box::new(Floating {
            open,
            lines,
            items: &self.items,
            anchor: Anchor::Below(layout.bounds() + translation),
            tell: Box::new(move |used: Option<usize>, shell: &mut Shell<'_, M>| {
                if let Some(index) = used.filter(|index| Some(*index) != before) {
                    shell.publish(on_choose(index));
                }
            }),
        })))
    }
}

impl<'a, M: 'a> From<Choice<'a, M>> for Element<'a, M> {
    fn from(choice: Choice<'a, M>) -> Self {
        Element::new(choice)
    }
}

#[cfg(test)]
mod tests {
    use iced::keyboard::Modifiers;
    use iced::widget::column;

    use super::*;
    use crate::ui::widget::testing::{Stage, press};
    use crate::ui::widget::{caption, keys};

    fn view(chosen: &Option<usize>) -> Element<'_, usize> {
        let choice =
            choice(["High", "Normal", "Low & slow"], *chosen).on_choose(|at| at).id("priority");
        keys(column![caption("&Priority"), choice], |_, _| None).into()
    }

    fn stage() -> Stage<Option<usize>, usize> {
        Stage::new(Some(1), view, |state, at| *state = Some(*at))
    }

    #[test]
    fn arrow_keys_go_through_the_choices() {
        let mut stage = stage();
        stage.alt("p");
        assert!(stage.has_focus("priority"));
        let key = |named| press(Key::Named(named), Modifiers::empty());
        stage.send([key(Named::ArrowUp), key(Named::ArrowUp), key(Named::ArrowDown)]);
        assert_eq!(stage.heard, [0, 1], "in one batch, and no message where nothing changes");
        stage.send([key(Named::End), key(Named::ArrowDown)]);
        stage.send([press(Key::Character("h".into()), Modifiers::empty())]);
        assert_eq!(stage.heard[2..], [2, 0]);
    }

    #[test]
    fn the_panel_is_for_keys_and_mouse() {
        let mut stage = stage();
        stage.click("Normal");
        stage.click("Low & slow");
        assert_eq!(stage.heard, [2]);
        stage.tap(Named::F4);
        stage.tap(Named::ArrowUp);
        stage.tap(Named::Enter);
        assert_eq!(stage.heard, [2, 1]);
        stage.tap(Named::Space);
        assert!(stage.find("High").is_some());
        stage.tap(Named::Escape);
        assert!(stage.find("High").is_none());
        assert!(stage.has_focus("priority"));
        assert_eq!(stage.heard, [2, 1]);
    }
}
