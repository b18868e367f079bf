//! The text of a message in the toolkit's editor: what its keys do while reading and while
//! writing, and its text with LF line ends.

use std::sync::Arc;

use iced::advanced::widget::Id;
use iced::keyboard::key::Named;
use iced::keyboard::{self, Key};
use iced::widget::text_editor::{Action, Binding, Content, Edit, KeyPress, Motion, Status};
use iced::{Element, Fill, Point};

use crate::ui::theme;
use crate::ui::widget::text_area::{Marks, Sign};
use crate::ui::widget::{Edge, bevel, text_area};

/// Returns the text with LF line ends, whatever was pasted.
pub(in crate::ui) fn text_of(content: &Content) -> String {
    let mut text = String::new();
    for (number, line) in content.lines().enumerate() {
        if number > 0 {
            text.push('\n');
        }
        text.push_str(&line.text);
    }
    text
}

/// Returns an action whose text has LF line ends only.
pub(super) fn clean(action: Action) -> Action {
    match action {
        Action::Edit(Edit::Paste(text)) if text.contains('\r') => {
            Action::Edit(Edit::Paste(Arc::new(text.replace("\r\n", "\n").replace('\r', "\n"))))
        }
        action => action,
    }
}

/// Returns whether keys type a character with AltGr, which comes as Control and Alt together.
fn is_command(modifiers: keyboard::Modifiers) -> bool {
    modifiers.command() && !modifiers.alt()
}

/// What keys do in a text that is read: they move, mark and copy; all others are left to the
/// window.
fn reading_keys<M>(press: KeyPress) -> Option<Binding<M>> {
    if let Key::Named(Named::Insert) = press.key
        && is_command(press.modifiers)
    {
        return matches!(press.status, Status::Focused { .. }).then_some(Binding::Copy);
    }
    match Binding::from_key_press(press)? {
        Binding::Cut => Some(Binding::Copy),
        binding @ (Binding::Copy
        | Binding::Move(_)
        | Binding::Select(_)
        | Binding::SelectWord
        | Binding::SelectLine
        | Binding::SelectAll) => Some(binding),
        _ => None,
    }
}

/// What keys do in a text that is written.
fn writing_keys<M>(press: KeyPress, marked: bool) -> Option<Binding<M>> {
    if !matches!(press.status, Status::Focused { .. }) {
        return None;
    }
    let modifiers = press.modifiers;
    let command = is_command(modifiers);
    match press.key.as_ref() {
        // Shortcuts of the window.
        Key::Named(Named::Enter) if command => None,
        Key::Character(letter)
            if command && !["a", "c", "v", "x"].contains(&letter.to_lowercase().as_str()) =>
        {
            None
        }
        Key::Named(Named::Insert) if modifiers.shift() => Some(Binding::Paste),
        Key::Named(Named::Insert) if command => Some(Binding::Copy),
        Key::Named(Named::Delete) if modifiers.shift() => Some(Binding::Cut),
        Key::Named(Named::Backspace) if modifiers.jump() && !marked => {
            Some(Binding::Sequence(vec![Binding::Select(Motion::WordLeft), Binding::Backspace]))
        }
        Key::Named(Named::Delete) if modifiers.jump() && !marked => {
            Some(Binding::Sequence(vec![Binding::Select(Motion::WordRight), Binding::Delete]))
        }
        _ => Binding::from_key_press(press),
    }
}

/// Shows a text to read, to mark and to copy. Edits never come; `on_action` hears the rest, and
/// `click` of clicks that mark nothing. When `epoch` changes, it starts again at the top.
pub(in crate::ui) fn reading<'a, M: Clone + 'a>(
    content: &'a Content,
    id: Id,
    fixed: bool,
    epoch: u64,
    marks: Marks,
    click: M,
    on_action: impl Fn(Action) -> M + 'a,
) -> Element<'a, M> {
    let font = if fixed { theme::MONO } else { theme::UI };
    let area = text_area(content, on_action).id(id).font(font).epoch(epoch).reading();
    let signs = marks.clone();
    let area = area.signs(move |line, _| signs.signs(line));
    let area = area.marks(marks).on_click(click).key_binding(reading_keys);
    // A text that is read has no cursor that would show the focus.
    bevel(Edge::Sunken, area).window().ring_always().width(Fill).height(Fill).into()
}

/// Shows a text to be written, with signs in it and a menu over it.
pub(super) fn writing<'a, M: Clone + 'a>(
    content: &'a Content,
    id: Id,
    epoch: u64,
    on_action: impl Fn(Action) -> M + 'a,
    signs: impl Fn(usize, &str) -> Vec<Sign> + 'a,
    on_menu: impl Fn(Point) -> M + 'a,
) -> Element<'a, M> {
    let marked = content.selection().is_some();
    let area = text_area(content, on_action).id(id).epoch(epoch).signs(signs).on_menu(on_menu);
    let area = area.key_binding(move |press| writing_keys(press, marked));
    bevel(Edge::Sunken, area).window().ring().width(Fill).height(Fill).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_it_went_in() {
        for text in ["", "a", "a\nb", "\n\nquoted\n", "grüße\n\n\nend"] {
            assert_eq!(text_of(&Content::with_text(text)), text, "{text:?}");
        }
    }

    #[test]
    fn pasted_line_ends_become_plain() {
        let mut content = Content::with_text("");
        let pasted = Action::Edit(Edit::Paste(Arc::new("one\r\ntwo\rthree".into())));
        content.perform(clean(pasted));
        assert_eq!(text_of(&content), "one\ntwo\nthree");
    }
}
