//! What was found in a source, and which of its folders are to be brought in.

use std::collections::HashSet;

use crate::interchange::Preview;
use crate::ui::widget::ListEvent;
use crate::ui::widget::list::moved;

/// The column that says whether a folder is taken.
pub(super) const TAKEN: usize = 0;

/// What is in a source.
#[derive(Debug, Clone)]
pub struct Seen {
    pub(super) preview: Preview,
    /// What is not as it should be in it.
    pub(super) problems: Vec<String>,
    /// Whether each folder is taken.
    taken: Vec<bool>,
    pub(super) cursor: Option<usize>,
}

impl Seen {
    /// Takes everything that was found, until somebody says otherwise.
    pub(super) fn new(preview: Preview, problems: Vec<String>) -> Self {
        let taken = vec![true; preview.folders.len()];
        let cursor = (!taken.is_empty()).then_some(0);
        Self { preview, problems, taken, cursor }
    }

    /// Hears what is done in the list; returns whether it is to go on.
    pub(super) fn listed(&mut self, event: &ListEvent) -> bool {
        match event {
            ListEvent::Move { delta, .. } => {
                self.cursor = moved(self.cursor, *delta, self.taken.len());
            }
            ListEvent::Select { row, .. } => self.cursor = Some(*row),
            ListEvent::Cell { row, column: TAKEN } => self.toggle(Some(*row)),
            ListEvent::Activate(Some(row)) => self.toggle(Some(*row)),
            ListEvent::Toggle => self.toggle(None),
            ListEvent::Activate(None) => return true,
            ListEvent::Typed(word) => {
                let word = word.to_lowercase();
                let begins = |folder: &Vec<String>| {
                    folder.last().is_some_and(|name| name.to_lowercase().starts_with(&word))
                };
                let found = self.preview.folders.iter().position(|seen| begins(&seen.folder));
                self.cursor = found.or(self.cursor);
            }
            _ => {}
        }
        false
    }

    /// Takes a folder and those inside, or leaves them out.
    pub(super) fn toggle(&mut self, row: Option<usize>) {
        let Some(row) = row.or(self.cursor) else { return };
        self.cursor = Some(row);
        let (Some(seen), Some(taken)) = (self.preview.folders.get(row), self.taken.get(row)) else {
            return;
        };
        let yes = !taken;
        for (other, taken) in self.preview.folders.iter().zip(&mut self.taken) {
            if other.folder.starts_with(&seen.folder) {
                *taken = yes;
            }
        }
    }

    pub(super) fn take_all(&mut self, yes: bool) {
        self.taken.fill(yes);
    }

    pub(super) fn takes(&self, row: usize) -> bool {
        self.taken.get(row).copied().unwrap_or(false)
    }

    /// Returns whether there are folders and none is taken.
    pub(super) fn takes_nothing(&self) -> bool {
        !self.taken.is_empty() && !self.taken.contains(&true)
    }

    /// Returns how many messages are taken.
    pub(super) fn messages(&self) -> u64 {
        let folders = self.preview.folders.iter().zip(&self.taken);
        folders.filter(|(_, taken)| **taken).map(|(seen, _)| seen.messages).sum()
    }

    /// Names the folders that are left out.
    pub(super) fn left_out(&self) -> HashSet<Vec<String>> {
        let folders = self.preview.folders.iter().zip(&self.taken);
        folders.filter(|(_, taken)| !**taken).map(|(seen, _)| seen.folder.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::Seen as Folder;

    fn seen() -> Seen {
        let folder = |path: &str, messages| {
            let folder = path.split('/').map(str::to_owned).collect();
            Folder { folder, messages, ..Folder::default() }
        };
        let folders = vec![folder("Inbox", 5), folder("Work", 2), folder("Work/1995", 3)];
        let mut preview = Preview::default();
        preview.folders = folders;
        Seen::new(preview, Vec::new())
    }

    #[test]
    fn a_folder_is_left_out_with_those_inside() {
        let mut seen = seen();
        assert_eq!((seen.messages(), seen.left_out().len()), (10, 0));
        assert!(!seen.listed(&ListEvent::Typed("wo".into())));
        seen.toggle(None);
        assert_eq!((seen.messages(), seen.left_out().len()), (5, 2));
        assert!(!seen.listed(&ListEvent::Cell { row: 2, column: TAKEN }));
        assert_eq!(seen.messages(), 8, "one inside may come alone");
        assert_eq!(seen.left_out(), HashSet::from([vec!["Work".to_owned()]]));
        seen.take_all(false);
        assert!(seen.takes_nothing());
        assert!(seen.listed(&ListEvent::Activate(None)), "Enter goes on");
        seen.take_all(true);
        assert_eq!(seen.messages(), 10);
    }
}
