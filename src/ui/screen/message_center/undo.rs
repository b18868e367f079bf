//! What can be undone: moves, and deletions into Deleted Mail.

use std::sync::Arc;

use crate::mail::{FolderId, MessageId};
use crate::words;

/// Steps that are kept.
const DEPTH: usize = 50;
/// Characters of a subject in the menu.
const SUBJECT: usize = 30;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Moved,
    Deleted,
}

/// A step that can be undone.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) deed: Deed,
    /// The subject, when it was one message and it is known.
    pub(super) subject: Option<String>,
    /// The messages and where they lay before.
    pub(super) moved: Arc<[(MessageId, FolderId)]>,
}

impl Step {
    /// Words the step as a line of a menu, where `&` marks a letter.
    pub(super) fn menu_text(&self) -> String {
        let count = self.moved.len() as u64;
        match (self.deed, &self.subject) {
            (Deed::Moved, Some(subject)) => {
                words::with("screens-center-undo-move-one", &[("subject", &shown(subject))])
            }
            (Deed::Deleted, Some(subject)) => {
                words::with("screens-center-undo-delete-one", &[("subject", &shown(subject))])
            }
            (Deed::Moved, None) => words::count("screens-center-undo-move", count, &[]),
            (Deed::Deleted, None) => words::count("screens-center-undo-delete", count, &[]),
        }
    }
}

/// Shortens a subject and takes the meaning from its `&`.
pub(super) fn shown(subject: &str) -> String {
    let mut short: String = subject.chars().take(SUBJECT).collect();
    if short.len() < subject.len() {
        short = format!("{}…", short.trim_end());
    }
    short.replace('&', "&&")
}

/// The steps, the last one on top.
#[derive(Debug, Default)]
pub(super) struct Stack(Vec<Step>);

impl Stack {
    pub(super) fn push(&mut self, step: Step) {
        if step.moved.is_empty() {
            return;
        }
        if self.0.len() >= DEPTH {
            let _ = self.0.remove(0);
        }
        self.0.push(step);
    }

    pub(super) fn pop(&mut self) -> Option<Step> {
        self.0.pop()
    }

    pub(super) fn last(&self) -> Option<&Step> {
        self.0.last()
    }

    /// Forgets messages that are gone for good.
    pub(super) fn forget(&mut self, gone: &[MessageId]) {
        if gone.is_empty() {
            return;
        }
        let gone: std::collections::HashSet<MessageId> = gone.iter().copied().collect();
        for step in &mut self.0 {
            if step.moved.iter().any(|(id, _)| gone.contains(id)) {
                step.moved =
                    step.moved.iter().filter(|(id, _)| !gone.contains(id)).copied().collect();
            }
        }
        self.0.retain(|step| !step.moved.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(ids: &[i64], subject: Option<&str>) -> Step {
        Step {
            deed: Deed::Deleted,
            subject: subject.map(str::to_owned),
            moved: ids.iter().map(|id| (MessageId(*id), FolderId(1))).collect(),
        }
    }

    #[test]
    fn the_last_step_is_undone_first_and_what_is_gone_is_forgotten() {
        let mut stack = Stack::default();
        stack.push(step(&[], None));
        assert!(stack.last().is_none(), "nothing was done");
        stack.push(step(&[1, 2], None));
        stack.push(step(&[3], Some("Lunch & more")));
        assert!(stack.last().unwrap().menu_text().contains("Lunch && more"));
        stack.forget(&[MessageId(3), MessageId(2)]);
        assert_eq!(stack.pop().unwrap().moved.len(), 1);
        assert!(stack.pop().is_none());
        for id in 0..80 {
            stack.push(step(&[id], None));
        }
        assert_eq!(stack.0.len(), DEPTH);
        let long = step(&[1], Some(&"wide ".repeat(40))).menu_text();
        assert!(long.chars().count() < 60, "{long}");
    }
}
