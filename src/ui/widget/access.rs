//! Access keys: the letter behind `&` in a label, underlined, pressed together with Alt.

use iced::Event;
use iced::advanced::widget::{Id, Operation};
use iced::keyboard;
use iced::{Rectangle, advanced::widget::operation::Focusable};

/// A label taken apart: `&&` is a literal `&`, `&x` marks the access key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Label {
    /// What is shown.
    pub(crate) text: String,
    /// The access key in lower case, and the place of its letter in the text.
    pub(crate) key: Option<(char, usize)>,
}

impl Label {
    /// Takes a label apart.
    pub(crate) fn parse(marked: &str) -> Self {
        let mut label = Label::default();
        let mut rest = marked.chars();
        let mut place = 0;
        while let Some(mut c) = rest.next() {
            if c == '&' {
                let Some(next) = rest.next() else { break };
                if next != '&' && label.key.is_none() {
                    label.key = next.to_lowercase().next().map(|key| (key, place));
                }
                c = next;
            }
            label.text.push(c);
            place += 1;
        }
        label
    }

    /// Returns whether the letter is this label's access key.
    pub(crate) fn answers(&self, letter: char) -> bool {
        self.key.is_some_and(|(key, _)| key == letter)
    }

    /// Returns the place of the underlined letter.
    pub(crate) fn place(&self) -> Option<usize> {
        self.key.map(|(_, place)| place)
    }
}

/// Returns the letter that was pressed together with Alt alone.
///
/// Control and Alt together are AltGr, which types characters; so does Option on macOS.
pub(crate) fn letter(event: &Event) -> Option<char> {
    if cfg!(target_os = "macos") {
        return None;
    }
    match event {
        Event::Keyboard(keyboard::Event::KeyPressed { key, physical_key, modifiers, .. })
            if modifiers.alt() && !modifiers.control() && !modifiers.logo() =>
        {
            key.to_latin(*physical_key)?.to_lowercase().next()
        }
        _ => None,
    }
}

/// Returns the event without the text that it would type into a field.
pub(crate) fn without_text(event: &Event) -> Event {
    let mut event = event.clone();
    if let Event::Keyboard(keyboard::Event::KeyPressed { text, .. }) = &mut event {
        *text = None;
    }
    event
}

/// What a widget with an access key tells [`Find`], by `operation.custom`.
pub(crate) struct Access {
    /// The access key.
    pub(crate) key: Option<char>,
    /// Whether the focus goes to the next widget that can have it.
    pub(crate) leads: bool,
}

/// What a menu bar tells [`AnyOpen`], by `operation.custom`: whether a menu has the keys.
pub(crate) struct Opened(pub(crate) bool);

/// Finds out whether a menu has the keys.
#[derive(Default)]
pub(crate) struct AnyOpen(pub(crate) bool);

impl Operation for AnyOpen {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn std::any::Any) {
        self.0 |= state.downcast_ref::<Opened>().is_some_and(|opened| opened.0);
    }
}

/// Finds the widget that answers to a letter, and which widget gets the focus then.
pub(crate) struct Find {
    letter: char,
    seen: usize,
    found: bool,
    /// The place of the widget that gets the focus, among all that can have it.
    pub(crate) target: Option<usize>,
}

impl Find {
    pub(crate) fn new(letter: char) -> Self {
        Find { letter, seen: 0, found: false, target: None }
    }
}

impl Operation for Find {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, _: &mut dyn Focusable) {
        self.seen += 1;
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn std::any::Any) {
        if let Some(access) = state.downcast_ref::<Access>()
            && !self.found
            && access.key == Some(self.letter)
        {
            self.found = true;
            self.target = access.leads.then_some(self.seen);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_taken_apart() {
        let label = Label::parse("Save &as && close");
        assert_eq!(label.text, "Save as & close");
        assert_eq!(label.key, Some(('a', 5)));
        assert_eq!(Label::parse("R&&D").key, None);
        assert_eq!(Label::parse("R&&D").text, "R&D");
        assert_eq!(Label::parse("&Über").key, Some(('ü', 0)));
        assert_eq!(Label::parse("end&").text, "end");
    }
}
