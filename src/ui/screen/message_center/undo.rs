//! What can be undone and done again: each step is a record of the message file and the words for
//! it, so that a step with a hundred thousand messages weighs what one with one message weighs.

use crate::session::{Act, FolderAct, Mark, Record};
use crate::ui::dialog::move_to::Made;
use crate::words;

/// Steps that are kept.
const DEPTH: usize = 50;
/// Characters of a subject in the menu.
const SUBJECT: usize = 30;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    Moved,
    Copied,
    Deleted,
    MarkedRead,
    MarkedUnread,
    Flagged,
    FolderMade,
    FolderRenamed,
    FolderMoved,
    FolderDeleted,
    Favoured,
    FinderSaved,
}

impl Deed {
    /// Returns what an act on messages is called.
    pub(super) fn of(act: Act) -> Self {
        match act {
            Act::Move(_) => Self::Moved,
            Act::Copy(_) => Self::Copied,
            Act::Mark(Mark::Unread) => Self::MarkedUnread,
            Act::Mark(_) => Self::MarkedRead,
            Act::Flag(_) => Self::Flagged,
        }
    }

    /// Returns what an act on a folder is called.
    pub(super) fn of_folder(act: &FolderAct) -> Self {
        match act {
            FolderAct::Make { .. } => Self::FolderMade,
            FolderAct::Rename { .. } => Self::FolderRenamed,
            FolderAct::Move { .. } => Self::FolderMoved,
            FolderAct::Delete { .. } => Self::FolderDeleted,
            FolderAct::Favour { .. } => Self::Favoured,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Moved => "screens-order-deed-moved",
            Self::Copied => "screens-order-deed-copied",
            Self::Deleted => "screens-order-deed-deleted",
            Self::MarkedRead => "screens-order-deed-read",
            Self::MarkedUnread => "screens-order-deed-unread",
            Self::Flagged => "screens-order-deed-flagged",
            Self::FolderMade => "screens-order-deed-folder-made",
            Self::FolderRenamed => "screens-order-deed-folder-renamed",
            Self::FolderMoved => "screens-order-deed-folder-moved",
            Self::FolderDeleted => "screens-order-deed-folder-deleted",
            Self::Favoured => "screens-order-deed-favoured",
            Self::FinderSaved => "screens-order-deed-finder",
        }
    }

    /// Returns whether it is about folders.
    pub(super) fn is_about_folders(self) -> bool {
        matches!(
            self,
            Self::FolderMade
                | Self::FolderRenamed
                | Self::FolderMoved
                | Self::FolderDeleted
                | Self::Favoured
                | Self::FinderSaved
        )
    }
}

/// A step that can be undone, or done again.
#[derive(Debug, Clone)]
pub(super) struct Step {
    pub(super) deed: Deed,
    /// The subject, when it was one message and it is known; the folder's name.
    pub(super) name: Option<String>,
    /// How many messages it was.
    pub(super) count: u64,
    /// By what the message file knows it.
    pub(super) record: Record,
}

impl Step {
    /// Words the step, as in "Undo Move of 3 Messages".
    fn words(&self) -> String {
        let what = match &self.name {
            Some(name) => words::with("screens-order-one", &[("name", &shown(name))]),
            None => words::count("screens-order-several", self.count, &[]),
        };
        words::with(self.deed.word(), &[("what", &what)])
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

/// What was done with messages, to be undone.
#[derive(Debug, Clone)]
pub struct Deeds(pub(super) Step);

impl Deeds {
    /// Names what was done with one message: thrown away, or moved.
    pub(crate) fn of_one(thrown: bool, subject: String, record: Record) -> Self {
        let deed = if thrown { Deed::Deleted } else { Deed::Moved };
        Self(Step { deed, name: Some(subject), count: 1, record })
    }

    /// Names that a folder was made on the way.
    pub(crate) fn of_folder(made: Made) -> Option<Self> {
        let deed = Deed::FolderMade;
        Some(Self(Step { deed, name: Some(made.name), count: 1, record: made.record? }))
    }
}

/// The steps, the last one on top; and those that were undone.
#[derive(Debug, Default)]
pub(super) struct Stack {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Records that nobody will ask for any more.
    dropped: Vec<Record>,
}

impl Stack {
    /// Notes what was done; what was undone before cannot be done again then.
    pub(super) fn push(&mut self, step: Step) {
        if step.count == 0 {
            self.dropped.push(step.record);
            return;
        }
        self.dropped.extend(self.undone.drain(..).map(|step| step.record));
        self.put(step);
    }

    fn put(&mut self, step: Step) {
        if self.done.len() >= DEPTH {
            self.dropped.push(self.done.remove(0).record);
        }
        self.done.push(step);
    }

    /// Takes the step that is undone, or done again, next.
    pub(super) fn take(&mut self, again: bool) -> Option<Step> {
        if again { self.undone.pop() } else { self.done.pop() }
    }

    /// Puts back a step that could not be taken back as a whole.
    pub(super) fn put_back(&mut self, step: Step, again: bool) {
        if again { self.undone.push(step) } else { self.done.push(step) }
    }

    /// Notes that a step was taken back: by another record it is done again, or undone again.
    pub(super) fn turned(&mut self, step: Step, record: Record, count: u64, again: bool) {
        self.dropped.push(step.record);
        if count == 0 {
            self.dropped.push(record);
            return;
        }
        let step = Step { record, count, ..step };
        if again { self.put(step) } else { self.undone.push(step) }
    }

    /// Returns the records that can be forgotten.
    pub(super) fn dropped(&mut self) -> Vec<Record> {
        std::mem::take(&mut self.dropped)
    }

    /// Returns the record of the last step.
    pub(super) fn last_record(&self) -> Option<Record> {
        self.done.last().map(|step| step.record)
    }

    pub(super) fn can(&self, again: bool) -> bool {
        if again { !self.undone.is_empty() } else { !self.done.is_empty() }
    }

    /// Words what is undone, or done again, next as a line of a menu, where `&` marks a letter.
    pub(super) fn menu_text(&self, again: bool) -> String {
        let step = if again { self.undone.last() } else { self.done.last() };
        match (step, again) {
            (Some(step), false) => {
                words::with("screens-order-undo-deed", &[("deed", &step.words())])
            }
            (Some(step), true) => {
                words::with("screens-order-redo-deed", &[("deed", &step.words())])
            }
            (None, false) => words::text("screens-order-undo"),
            (None, true) => words::text("screens-order-redo"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Session;
    use crate::ui::screen::message_center::tests::stage::Office;

    fn step(session: &mut Session, count: u64, name: Option<&str>) -> Step {
        let act = Act::Mark(Mark::Read);
        let (name, record) = (name.map(str::to_owned), session.begin_act(act));
        Step { deed: Deed::Deleted, name, count, record }
    }

    #[test]
    fn the_last_step_is_undone_first_and_can_be_done_again() {
        let office = Office::new();
        let session = &mut office.sign_in("ANNA");
        let mut stack = Stack::default();
        stack.push(step(session, 0, None));
        assert!(!stack.can(false), "nothing was done");
        stack.push(step(session, 2, None));
        stack.push(step(session, 1, Some("Lunch & more")));
        assert_eq!(stack.menu_text(false), "&Undo Delete of “Lunch && more”");
        let taken = stack.take(false).unwrap();
        let again = session.begin_act(Act::Mark(Mark::Read));
        stack.turned(taken, again, 1, false);
        assert_eq!(stack.menu_text(false), "&Undo Delete of 2 Messages");
        assert_eq!(stack.menu_text(true), "&Redo Delete of “Lunch && more”");
        let taken = stack.take(true).unwrap();
        assert_eq!(taken.record, again);
        stack.turned(taken, session.begin_act(Act::Mark(Mark::Read)), 1, true);
        assert!(stack.can(false) && !stack.can(true));
        let taken = stack.take(false).unwrap();
        stack.turned(taken, session.begin_act(Act::Mark(Mark::Read)), 1, false);
        stack.push(step(session, 1, None));
        assert!(!stack.can(true), "something else was done meanwhile");
        for _ in 0..80 {
            stack.push(step(session, 1, None));
        }
        assert_eq!(stack.done.len(), DEPTH);
        assert!(stack.dropped().len() > 30);
        stack.push(step(session, 1, Some(&"wide ".repeat(40))));
        let long = stack.menu_text(false);
        assert!(long.chars().count() < 60, "{long}");
    }
}
