//! Rows of a tree that are dragged, and what is let go over them.

use iced::advanced::Shell;
use iced::{Event, Rectangle, keyboard, mouse};

use super::{State, Tree, TreeEvent};

/// How far a row must be dragged before it moves.
const DRAG: f32 = 5.0;

impl<M> Tree<'_, M> {
    /// Follows what is dragged from here, or over here.
    pub(super) fn drag(
        &self,
        state: &mut State,
        event: &Event,
        bounds: Rectangle,
        cursor: mouse::Cursor,
        shell: &mut Shell<'_, M>,
    ) {
        match event {
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)) => {
                state.modifiers = *modifiers;
            }
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) if self.draggable => {
                let at = cursor.position_over(bounds);
                state.grab = at.and_then(|at| Some((self.row_at(state, bounds, at)?, at)));
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => {
                if let Some((row, from)) = state.grab
                    && from.distance(*position) > DRAG
                {
                    state.grab = None;
                    shell.publish((self.on_event)(TreeEvent::Drag(row)));
                }
                let at = cursor.position_over(bounds).filter(|_| self.receives);
                let over = at.and_then(|at| self.row_at(state, bounds, at));
                if state.over != over {
                    state.over = over;
                    shell.publish((self.on_event)(TreeEvent::Over(over)));
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                state.grab = None;
                state.over = None;
                if let Some(at) = cursor.position_over(bounds).filter(|_| self.receives) {
                    let row = self.row_at(state, bounds, at);
                    let copy = state.modifiers.command();
                    shell.publish((self.on_event)(TreeEvent::Drop { row, copy }));
                }
            }
            _ => {}
        }
    }
}
