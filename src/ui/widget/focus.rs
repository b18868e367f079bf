//! Moving the keyboard focus inside one window, at once: a task would come too late, and would
//! reach into other windows.

use iced::advanced::widget::Id;
use iced::advanced::widget::operation::{Focusable, Operation, TextInput};
use iced::{Event, Rectangle, mouse};

/// Whether a widget has the focus.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Focus {
    pub(crate) on: bool,
}

impl Focusable for Focus {
    fn is_focused(&self) -> bool {
        self.on
    }

    fn focus(&mut self) {
        self.on = true;
    }

    fn unfocus(&mut self) {
        self.on = false;
    }
}

impl Focus {
    /// Takes the focus or gives it up after a mouse button was pressed; returns whether it changed.
    pub(crate) fn press(&mut self, event: &Event, over: bool) -> bool {
        if !matches!(event, Event::Mouse(mouse::Event::ButtonPressed(_))) {
            return false;
        }
        let changed = self.on != over;
        self.on = over;
        changed
    }
}

/// Counts the widgets that can have the focus and finds the one that has it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Census {
    pub(crate) total: usize,
    pub(crate) focused: Option<usize>,
    /// A second one that has it: a text input keeps it when another button than the left one is
    /// pressed elsewhere.
    also: Option<usize>,
}

impl Census {
    /// Returns who must get the focus after a press, when `before` had it.
    pub(crate) fn settle(self, before: Option<usize>) -> Option<usize> {
        match (self.focused, self.also) {
            (None, _) => before,
            (Some(_), None) => None,
            (Some(first), Some(second)) => Some(if Some(first) == before { second } else { first }),
        }
    }

    /// Returns who is next, or before; the first or last when nobody has the focus.
    pub(crate) fn neighbour(self, backwards: bool) -> Option<usize> {
        let last = self.total.checked_sub(1)?;
        Some(match (self.focused, backwards) {
            (None, false) => 0,
            (None, true) => last,
            (Some(at), false) => {
                if at >= last {
                    0
                } else {
                    at + 1
                }
            }
            (Some(at), true) => at.checked_sub(1).unwrap_or(last),
        })
    }
}

impl Operation for Census {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        if state.is_focused() {
            if self.focused.is_none() {
                self.focused = Some(self.total);
            } else {
                self.also = Some(self.total);
            }
        }
        self.total += 1;
    }
}

/// Gives the focus to one widget, or to none, and takes it from all others.
pub(crate) struct FocusAt {
    target: Option<usize>,
    seen: usize,
}

impl FocusAt {
    pub(crate) fn new(target: Option<usize>) -> Self {
        FocusAt { target, seen: 0 }
    }
}

impl Operation for FocusAt {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        if self.target == Some(self.seen) {
            // A field that has it already would lose its place in the text.
            if !state.is_focused() {
                state.focus();
            }
        } else if state.is_focused() {
            state.unfocus();
        }
        self.seen += 1;
    }
}

/// What a dialog tells [`Select`], by `operation.custom`.
pub(super) struct InDialog;

/// Selects what stands in the field that has just got the focus, when it is one of a dialog: what
/// is typed takes its place. In a window's own fields the caret stays where it is.
pub(super) struct Select {
    target: usize,
    seen: usize,
    in_dialog: bool,
}

impl Select {
    pub(super) fn new(target: usize) -> Self {
        Self { target, seen: 0, in_dialog: false }
    }
}

impl Operation for Select {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn std::any::Any) {
        self.in_dialog |= state.is::<InDialog>();
    }

    // A field says that it holds text before it says that it can have the focus.
    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn TextInput) {
        if self.in_dialog && self.seen == self.target {
            state.select_all();
        }
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, _: &mut dyn Focusable) {
        self.seen += 1;
    }
}
