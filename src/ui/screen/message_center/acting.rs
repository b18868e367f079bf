//! Acts on the selected messages and on folders: beginning them, telling what came of them, and
//! undoing them or doing them again.

use iced::Task;

use super::bulk::{self, Chosen, Done, End};
use super::dialogs::Shown;
use super::selection::Selection;
use super::undo::{Deed, Step};
use super::work::Doing;
use super::{Answer, Message, MessageCenter};
use crate::mail::{FolderId, MessageId};
use crate::session::{Act, Error, FolderAct, Record};
use crate::words;

/// What came of an act on messages.
#[derive(Debug, Clone)]
pub(super) struct Acted {
    deed: Deed,
    /// The subject, when it was one message.
    subject: Option<String>,
    /// Where they went.
    to: Option<FolderId>,
    done: Done,
    /// What was selected when it was begun.
    seen: Selection,
}

/// What came of an act on a folder.
#[derive(Debug, Clone)]
pub(super) struct FolderActed {
    act: FolderAct,
    /// The name the folder had.
    name: Option<String>,
    made: Result<(FolderId, Option<Record>), Error>,
}

/// What came of undoing a step, or of doing it again.
#[derive(Debug, Clone)]
pub(super) struct Turned {
    step: Step,
    again: bool,
    into: Record,
    count: u64,
    /// A message of it in the folder that is shown.
    here: Option<MessageId>,
    end: End,
}

impl MessageCenter {
    /// Does something with the selected messages.
    pub(super) fn act_on_selected(&mut self, act: Act) -> Task<Message> {
        let Some(chosen) = self.chosen() else { return Task::none() };
        self.act_on(chosen, act)
    }

    /// Does something with messages.
    pub(super) fn act_on(&mut self, chosen: Chosen, act: Act) -> Task<Message> {
        let (doing, to) = match act {
            Act::Move(to) => (Doing::Moving, Some(to)),
            Act::Copy(to) => (Doing::Copying, Some(to)),
            Act::Mark(_) | Act::Flag(_) => (Doing::Marking, None),
        };
        if let Some(to) = to {
            self.note_target(to);
        }
        let (subject, seen) = (self.subject_of(&chosen), self.selection.clone());
        let dropped = self.undo.dropped();
        self.work.ask(&self.desk, doing, move |session, reins| {
            forget(session, &dropped);
            let done = bulk::act(session, &chosen, act, reins);
            Answer::Acted(Box::new(Acted { deed: Deed::of(act), subject, to, done, seen }))
        })
    }

    /// Deletes messages.
    pub(super) fn delete(&mut self, chosen: Chosen) -> Task<Message> {
        let (subject, seen) = (self.subject_of(&chosen), self.selection.clone());
        let dropped = self.undo.dropped();
        self.work.ask(&self.desk, Doing::Deleting, move |session, reins| {
            forget(session, &dropped);
            let done = bulk::delete(session, &chosen, reins);
            Answer::Acted(Box::new(Acted { deed: Deed::Deleted, subject, to: None, done, seen }))
        })
    }

    /// Returns the subject of the only selected message.
    fn subject_of(&self, chosen: &Chosen) -> Option<String> {
        let row = self.selection.single().filter(|_| chosen.count() == 1)?;
        let summary = self.rows.get(row)?;
        let whole = summary.gathered.is_some_and(|g| g.size > 1 && !g.open && !g.inner);
        (!summary.subject.is_empty() && !whole).then(|| summary.subject.clone())
    }

    /// Tells what came of an act on messages.
    pub(super) fn acted(&mut self, acted: Acted) -> Task<Message> {
        let Acted { deed, subject, to, done, seen } = acted;
        let name = to.and_then(|to| self.folders.get(to)).map(|folder| folder.name.clone());
        let name = name.unwrap_or_default();
        let folder: [(&str, &dyn std::fmt::Display); 1] = [("folder", &name)];
        let count = done.changed;
        self.reflagged |= deed == Deed::Flagged && count > 0;
        match deed {
            Deed::Moved => self.notice = words::count("screens-center-moved", count, &folder),
            Deed::Copied => self.notice = words::count("screens-order-copied", count, &folder),
            Deed::Deleted if done.removed > 0 => {
                self.notice = words::count("screens-center-removed", done.removed, &[]);
            }
            Deed::Deleted => self.notice = words::count("screens-center-deleted", count, &[]),
            _ => {}
        }
        if let Some(record) = done.record {
            let name = subject.filter(|_| count == 1);
            self.undo.push(Step { deed, name, count, record });
        }
        let clear = if done.removed > 0 { self.clear_away() } else { Task::none() };
        let _ = self.ended(done.end);
        let look = match deed {
            Deed::Moved | Deed::Deleted => self.reload_after(&seen),
            _ => self.reload(),
        };
        Task::batch([look, clear])
    }

    /// Does something with a folder.
    pub(super) fn act_on_folder(&mut self, act: FolderAct) -> Task<Message> {
        let id = match &act {
            FolderAct::Make { .. } => None,
            FolderAct::Rename { id, .. }
            | FolderAct::Move { id, .. }
            | FolderAct::Delete { id }
            | FolderAct::Favour { id, .. } => Some(*id),
        };
        let name = match &act {
            FolderAct::Make { name, .. } => Some(name.clone()),
            _ => id.and_then(|id| self.folders.name(id)).map(str::to_owned),
        };
        let dropped = self.undo.dropped();
        self.work.ask(&self.desk, Doing::Folder, move |session, _| {
            forget(session, &dropped);
            let made = match &act {
                FolderAct::Rename { id, name } if id.is_results() => {
                    session.rename_finder(*id, name).map(|record| (*id, Some(record)))
                }
                FolderAct::Delete { id } if id.is_results() => {
                    session.delete_finder(*id).map(|record| (*id, Some(record)))
                }
                _ => session.act_on_folder(&act),
            };
            Answer::FolderActed(Box::new(FolderActed { act, name, made }))
        })
    }

    /// Tells what came of an act on a folder.
    pub(super) fn folder_acted(&mut self, acted: FolderActed) -> Task<Message> {
        let FolderActed { act, name, made } = acted;
        let record = match made {
            Ok((_, record)) => record,
            Err(error) => {
                if let Some(Shown::NewFolder(dialog)) = &mut self.dialog {
                    dialog.failed(&error);
                } else if !self.name_refused(&act, &error) {
                    return self.failed(&error);
                }
                return Task::none();
            }
        };
        if matches!(self.dialog, Some(Shown::NewFolder(_))) {
            self.dialog = None;
        }
        self.name_taken(&act);
        let deed = Deed::of_folder(&act);
        let clear = match record {
            Some(record) => {
                self.undo.push(Step { deed, name, count: 1, record });
                Task::none()
            }
            None => self.clear_away(),
        };
        Task::batch([self.reload(), clear])
    }

    /// Undoes the last step, or does again what was undone last.
    pub(super) fn turn(&mut self, again: bool) -> Task<Message> {
        let Some(step) = self.undo.take(again) else { return Task::none() };
        let doing = if step.deed.is_about_folders() { Doing::Folder } else { Doing::Moving };
        let shown = self.folders.current_id();
        let dropped = self.undo.dropped();
        self.work.ask(&self.desk, doing, move |session, reins| {
            forget(session, &dropped);
            let (into, count, end) = bulk::revert(session, step.record, step.count, reins);
            let here = shown.and_then(|shown| session.newest_of(into, shown).ok().flatten());
            Answer::Turned(Box::new(Turned { step, again, into, count, here, end }))
        })
    }

    /// Tells what came of undoing a step, or of doing it again.
    pub(super) fn turned(&mut self, turned: Turned) -> Task<Message> {
        let Turned { step, again, into, count, here, end } = turned;
        let (deed, whole) = (step.deed, matches!(end, End::Done));
        self.reflagged |= deed == Deed::Flagged && count > 0;
        if whole {
            self.notice = if step.deed.is_about_folders() {
                String::new()
            } else if count == 0 {
                words::text("screens-order-nothing-left")
            } else {
                match (again, deed) {
                    (false, Deed::Moved | Deed::Deleted) => {
                        words::count("screens-center-put-back", count, &[])
                    }
                    (false, _) => words::count("screens-order-undone", count, &[]),
                    (true, _) => words::count("screens-order-redone", count, &[]),
                }
            };
            self.undo.turned(step, into, count, again);
        } else {
            // What is as it was already is passed over when it is tried once more.
            self.undo.put_back(step, again);
        }
        let _ = self.ended(end);
        let moves = matches!(deed, Deed::Moved | Deed::Deleted | Deed::Copied);
        let clear = if deed == Deed::Copied { self.clear_away() } else { Task::none() };
        let look = match here {
            Some(id) if moves => self.reload_at(Some(id)),
            _ => self.reload(),
        };
        Task::batch([look, clear])
    }
}

/// Lets the message file forget what nobody will take back any more.
fn forget(session: &mut crate::session::Session, records: &[Record]) {
    if let Err(error) = session.forget_records(records) {
        tracing::warn!(%error, "what was done could not be forgotten");
    }
}
