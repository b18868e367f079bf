//! Undo and redo for a note, which the toolkit's fields do not have: each step is what one stretch
//! of typing took away and put in, in one of the parts.

use std::time::Duration;

use iced::time::Instant;

use super::form::Part;

/// Typing after a pause is a step of its own.
const PAUSE: Duration = Duration::from_secs(2);
/// The bytes that all steps together may keep.
const MOST: usize = 8 * 1024 * 1024;

#[derive(Debug, Clone, PartialEq, Eq)]
struct Step {
    part: Part,
    at: usize,
    removed: String,
    inserted: String,
}

/// A change to be made to a part, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) part: Part,
    pub(super) at: usize,
    pub(super) remove: usize,
    pub(super) insert: String,
}

/// The steps that can be undone, and those that can be done again.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    last: Option<Instant>,
    size: usize,
}

impl History {
    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// Notes that a part changed.
    pub(super) fn note(&mut self, part: Part, before: &str, after: &str, now: Instant) {
        let Some(step) = difference(part, before, after) else { return };
        let paused = self.last.is_none_or(|last| now.duration_since(last) > PAUSE);
        self.last = Some(now);
        for step in self.undone.drain(..) {
            self.size -= step.size();
        }
        self.size += step.size();
        let joined = !paused && self.done.last_mut().is_some_and(|last| last.join(&step));
        if !joined {
            self.done.push(step);
        }
        while self.size > MOST && self.done.len() > 1 {
            self.size -= self.done.remove(0).size();
        }
    }

    /// Ends the stretch of typing: what comes next is a step of its own.
    pub(super) fn rest(&mut self) {
        self.last = None;
    }

    /// Returns the last step as a change that makes it.
    pub(super) fn last(&self) -> Option<Change> {
        let step = self.done.last()?;
        Some(Change {
            part: step.part,
            at: step.at,
            remove: step.removed.len(),
            insert: step.inserted.clone(),
        })
    }

    pub(super) fn undo(&mut self) -> Option<Change> {
        let step = self.done.pop()?;
        self.last = None;
        let change = Change {
            part: step.part,
            at: step.at,
            remove: step.inserted.len(),
            insert: step.removed.clone(),
        };
        self.undone.push(step);
        Some(change)
    }

    pub(super) fn redo(&mut self) -> Option<Change> {
        let step = self.undone.pop()?;
        self.last = None;
        self.done.push(step);
        self.last()
    }
}

impl Step {
    fn size(&self) -> usize {
        self.removed.len() + self.inserted.len()
    }

    /// Takes the next step in, when both are one word being typed or deleted.
    fn join(&mut self, next: &Self) -> bool {
        if self.part != next.part {
            return false;
        }
        let typed = next.removed.is_empty() && next.inserted.chars().count() == 1;
        let mine_typed = self.removed.is_empty() && !self.inserted.is_empty();
        if typed && mine_typed && next.at == self.at + self.inserted.len() {
            let blank = |text: &str| text.ends_with(char::is_whitespace);
            if blank(&self.inserted) && !blank(&next.inserted) {
                return false;
            }
            self.inserted.push_str(&next.inserted);
            return true;
        }
        let deleted = next.inserted.is_empty() && next.removed.chars().count() == 1;
        if !deleted || !self.inserted.is_empty() {
            return false;
        }
        if next.at + next.removed.len() == self.at {
            self.removed.insert_str(0, &next.removed);
            self.at = next.at;
            return true;
        }
        if next.at == self.at {
            self.removed.push_str(&next.removed);
            return true;
        }
        false
    }
}

/// Finds the one place where two texts differ.
fn difference(part: Part, before: &str, after: &str) -> Option<Step> {
    if before == after {
        return None;
    }
    let mut start = before.bytes().zip(after.bytes()).take_while(|(a, b)| a == b).count();
    while !before.is_char_boundary(start) || !after.is_char_boundary(start) {
        start -= 1;
    }
    let (rest_before, rest_after) = (before.get(start..)?, after.get(start..)?);
    let ends = rest_before.bytes().rev().zip(rest_after.bytes().rev());
    let mut end = ends.take_while(|(a, b)| a == b).count();
    while !rest_before.is_char_boundary(rest_before.len() - end)
        || !rest_after.is_char_boundary(rest_after.len() - end)
    {
        end -= 1;
    }
    Some(Step {
        part,
        at: start,
        removed: rest_before.get(..rest_before.len() - end)?.to_owned(),
        inserted: rest_after.get(..rest_after.len() - end)?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn apply(text: &mut String, change: &Change) {
        text.replace_range(change.at..change.at + change.remove, &change.insert);
    }

    /// Types texts one after the other, without pauses.
    fn typed(texts: &[&str]) -> (History, String) {
        let mut history = History::default();
        let now = Instant::now();
        for pair in texts.windows(2) {
            history.note(Part::Body, pair[0], pair[1], now);
        }
        (history, (*texts.last().unwrap()).to_owned())
    }

    #[test]
    fn typing_is_undone_word_by_word() {
        let (mut history, mut text) = typed(&["", "o", "on", "on ", "on t", "on tw"]);
        apply(&mut text, &history.undo().unwrap());
        assert_eq!(text, "on ");
        apply(&mut text, &history.undo().unwrap());
        assert_eq!(text, "");
        assert!(history.undo().is_none());
        apply(&mut text, &history.redo().unwrap());
        apply(&mut text, &history.redo().unwrap());
        assert_eq!(text, "on tw");
        assert!(!history.can_redo());
    }

    #[test]
    fn deleting_is_one_step_in_both_directions() {
        let (mut history, mut text) = typed(&["word", "wor", "wo", "w"]);
        apply(&mut text, &history.undo().unwrap());
        assert_eq!(text, "word");
        let (mut history, mut text) = typed(&["abcd", "acd", "ad"]);
        apply(&mut text, &history.undo().unwrap());
        assert_eq!(text, "abcd");
    }

    #[test]
    fn a_pause_and_another_part_begin_a_step() {
        let mut history = History::default();
        let now = Instant::now();
        history.note(Part::Body, "", "a", now);
        history.note(Part::Body, "a", "ab", now + PAUSE * 2);
        history.note(Part::To, "", "x", now + PAUSE * 2);
        assert_eq!(history.undo().unwrap().part, Part::To);
        assert_eq!(history.undo().unwrap().at, 1);
        assert_eq!(history.undo().unwrap().at, 0);
    }

    #[test]
    fn typing_forgets_what_was_undone() {
        let (mut history, _) = typed(&["", "a"]);
        let _ = history.undo();
        history.note(Part::Body, "", "b", Instant::now());
        assert!(!history.can_redo());
    }

    proptest! {
        #[test]
        fn any_edits_are_undone_and_done_again(texts in prop::collection::vec("[aü \n]{0,6}", 1..12)) {
            let mut history = History::default();
            let mut now = Instant::now();
            let mut before = String::new();
            for text in &texts {
                history.note(Part::Body, &before, text, now);
                before.clone_from(text);
                now += Duration::from_millis(900);
            }
            let mut text = before.clone();
            while let Some(change) = history.undo() {
                apply(&mut text, &change);
            }
            prop_assert_eq!(&text, "");
            while let Some(change) = history.redo() {
                apply(&mut text, &change);
            }
            prop_assert_eq!(text, before);
        }
    }
}
