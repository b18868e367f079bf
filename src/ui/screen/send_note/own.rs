//! Which lines of a note its writer wrote: not what it began with (a quote with its introduction, a
//! message that is passed on, a signature), and nothing that looks quoted.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::spelling::words::words as words_of;
use crate::words;

/// What tells the writer's own lines from others.
#[derive(Debug, Clone, Default)]
pub(super) struct Own {
    given: HashSet<u64>,
    prefix: String,
}

impl Own {
    /// Takes note of the text that a note begins with, and of what quoted lines begin with.
    pub(super) fn new(given: &str, prefix: &str) -> Self {
        let given = given.lines().map(print).collect();
        Self { given, prefix: prefix.trim().to_owned() }
    }

    /// Takes note of what quoted lines begin with.
    pub(super) fn set_prefix(&mut self, prefix: &str) {
        prefix.trim().clone_into(&mut self.prefix);
    }

    /// Takes note of lines that were put in later, such as a signature.
    pub(super) fn also_given(&mut self, text: &str) {
        self.given.extend(text.lines().map(print));
    }

    /// Returns whether the writer wrote a line.
    pub(super) fn is_own(&self, line: &str) -> bool {
        let start = line.trim_start();
        let quoted = start.starts_with('>')
            || (!self.prefix.is_empty() && start.starts_with(self.prefix.as_str()));
        !start.is_empty() && !quoted && !self.given.contains(&print(line))
    }

    /// Returns whether the writer's lines speak of an attachment.
    pub(super) fn speaks_of_attachment(&self, text: &str) -> bool {
        let list = words::text("screens-writing-attachment-words");
        let list: Vec<&str> = list.split_whitespace().collect();
        text.lines().filter(|line| self.is_own(line)).any(|line| {
            let mut said = words_of(line).into_iter().filter_map(|range| line.get(range));
            said.any(|word| list.contains(&word.to_lowercase().as_str()))
        })
    }
}

fn print(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.trim_end().hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_and_what_was_given_are_not_own() {
        let mut own = Own::new("\nAnna wrote:\n| Hello\nforwarded line\n", "| ");
        own.also_given("Bruno\nMain Office");
        for line in ["", "  ", "> x", "|x", "Anna wrote:", "forwarded line ", "Main Office"] {
            assert!(!own.is_own(line), "{line}");
        }
        for line in ["Hello", "a > b", "forwarded line and more"] {
            assert!(own.is_own(line), "{line}");
        }
    }

    #[test]
    fn only_own_words_speak_of_attachments() {
        let own = Own::new("See the attachment", "> ");
        assert!(own.speaks_of_attachment("Hi\nThe menu is Attached."));
        assert!(own.speaks_of_attachment("please find enclosed two files"));
        assert!(!own.speaks_of_attachment("> attached\nSee the attachment\nunattached, fine"));
    }
}
