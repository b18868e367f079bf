//! How the menu over a text is asked for: the right mouse button, or the keys for it.

use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Shell};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::text_editor::Action;
use iced::{Event, Point, Renderer, mouse};

use super::{PADDING, Parts, State, TextArea, signs};
use crate::ui::theme;
use crate::ui::widget::focus::Census;

impl<M> TextArea<'_, M> {
    /// Asks for the menu; returns whether the event was one for that.
    pub(super) fn menu(
        &mut self,
        (state, child): (&State, &mut Tree),
        (event, cursor): (&Event, mouse::Cursor),
        (parts, layout): (Parts, Layout<'_>),
        renderer: &Renderer,
        shell: &mut Shell<'_, M>,
    ) -> bool {
        let Some(on_menu) = &self.on_menu else { return false };
        let inner = parts.text.shrink(PADDING);
        let at = match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)) => {
                let Some(at) = cursor.position_over(parts.text) else { return false };
                if self.text.selection().is_none() {
                    let within = Point::new((at.x - inner.x).max(0.0), (at.y - inner.y).max(0.0));
                    shell.publish((self.on_action)(Action::Click(within)));
                }
                at
            }
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => {
                let is_menu = match key {
                    Key::Named(Named::ContextMenu) => true,
                    Key::Named(Named::F10) => *modifiers == keyboard::Modifiers::SHIFT,
                    _ => false,
                };
                let mut census = Census::default();
                if is_menu {
                    self.content.as_widget_mut().operate(child, layout, renderer, &mut census);
                }
                if census.focused.is_none() {
                    return false;
                }
                let caret = self.caret(state, inner.width);
                Point::new(inner.x + caret.x, inner.y + caret.y + theme::LINE)
            }
            _ => return false,
        };
        shell.publish(on_menu(at));
        true
    }

    /// Returns where the cursor is, from the first letter in sight.
    fn caret(&self, state: &State, width: f32) -> Point {
        let place = self.text.cursor().position;
        let line = self.text.line(place.line).map(|line| line.text.into_owned());
        let line = line.unwrap_or_default();
        let before = 0..place.column;
        let before = signs::bounds(&line, std::slice::from_ref(&before), width, self.font);
        let x = before.first().and_then(|rows| rows.last()).map_or(0.0, |row| row.x + row.width);
        let row = state.rows.at(self.text, place).saturating_sub(state.bar.first);
        Point::new(x, row as f32 * theme::LINE)
    }
}
