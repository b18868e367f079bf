//! Typing ahead in lists and trees: letters that follow soon upon each other make one word.

use std::time::Duration;

use iced::Event;
use iced::keyboard::{self, Key};
use iced::time::Instant;

const PAUSE: Duration = Duration::from_millis(900);

/// What was typed lately.
#[derive(Debug, Default)]
pub(crate) struct Typing {
    word: String,
    last: Option<Instant>,
}

impl Typing {
    /// Takes a key press; returns the word so far when the press typed a letter of it.
    pub(crate) fn press(&mut self, event: &Event) -> Option<String> {
        let Event::Keyboard(keyboard::Event::KeyPressed { key, text, modifiers, .. }) = event
        else {
            return None;
        };
        if modifiers.command() || modifiers.alt() || modifiers.logo() {
            return None;
        }
        let now = Instant::now();
        if self.last.is_none_or(|last| now.duration_since(last) > PAUSE) {
            self.word.clear();
        }
        let typed = match (key, text) {
            (Key::Character(_), Some(text)) => text.as_str(),
            (Key::Character(c), None) => c.as_str(),
            // A space belongs to a word that has begun; alone it is for the program.
            (Key::Named(keyboard::key::Named::Space), _) if !self.word.is_empty() => " ",
            _ => return None,
        };
        if typed.is_empty() || typed.chars().any(char::is_control) {
            return None;
        }
        self.word.push_str(typed);
        self.last = Some(now);
        Some(self.word.clone())
    }
}
