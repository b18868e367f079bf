//! What the session's thread and other slow work answer, each with its result, and where in the
//! message center it goes.

use std::path::PathBuf;
use std::sync::Arc;

use iced::Task;

use super::attached::Wanted;
use super::bulk::End;
use super::dialogs::Shown;
use super::selection::Selection;
use super::snapshot::Snapshot;
use super::undo::{Deed, Step};
use super::work::Ticket;
use super::{Action, Message, MessageCenter};
use crate::mail::{FolderId, MessageId, Summary};
use crate::session::{Deleted, Error, Fetched, Opened, Spooled, TakenBack, Waiting};
use crate::ui::dialog::notice::Notice;
use crate::words;

/// An answer, and the job that it ends.
#[derive(Debug, Clone)]
pub struct Answered {
    pub(super) ticket: Ticket,
    pub(super) answer: Answer,
}

/// Rows, and the number of the look at the folder that they belong to.
pub(super) type Page = (u64, Arc<[Summary]>);

/// An answer.
#[derive(Debug, Clone)]
pub(super) enum Answer {
    /// Nobody wanted it any more when its turn came.
    Skipped,
    /// What a look at the message file found, and what was selected when it was asked for.
    Looked { found: Result<Option<Arc<Snapshot>>, Error>, seen: Selection },
    /// A page of rows and the look that it belongs to; `None` when it was out of sight by then.
    Page { generation: u64, page: usize, rows: Result<Option<Page>, Error> },
    /// A message for the reading pane.
    Opened { id: MessageId, opened: Result<Arc<Opened>, Error> },
    /// The message shown is marked as read now.
    MarkedRead { id: MessageId, folder: FolderId, done: Result<(), Error> },
    /// Messages were moved.
    Moved {
        to: FolderId,
        moved: Arc<[(MessageId, FolderId)]>,
        subject: Option<String>,
        end: End,
        seen: Selection,
    },
    /// Messages were deleted.
    Deleted { deleted: Arc<Deleted>, subject: Option<String>, end: End, seen: Selection },
    /// Messages were marked.
    Marked(End),
    /// Messages were put back.
    PutBack { step: Step, end: End },
    /// A folder was made or renamed.
    FolderMade(Result<FolderId, Error>),
    /// A folder was deleted.
    FolderDeleted(Result<(), Error>),
    /// The Outbox was worked on, and so many letters wait in the mailbag.
    Spooled { spooled: Result<Spooled, Error>, waiting: Result<u32, Error>, outbox: Vec<Waiting> },
    /// The Outbox was worked on between two checks.
    OutboxWorked { spooled: Result<Spooled, Error>, waiting: Vec<Waiting>, asked: bool },
    /// A message was taken back, to be written on or not.
    TakenBack { taken: Result<TakenBack, Error>, reopen: bool },
    /// What was held is sent, because the person leaves.
    HeldSent { spooled: Result<Spooled, Error>, exit: bool },
    /// So many letters wait in the mailbag.
    Polled(Result<u32, Error>),
    /// Some letters were collected, and whether there are more.
    Collected(Result<(Fetched, bool), Error>),
    /// Bytes of what is gone were cleared away, and whether there are more.
    Cleared(Result<bool, Error>),
    /// Some messages were indexed, and so many are left.
    Indexed(Result<u64, Error>),
    /// The files that change when mail comes.
    PathsToWatch(Vec<PathBuf>),
    /// A message whose attachments are to be saved.
    ToSave(Result<Arc<Opened>, Error>),
    /// A message as it came, to be looked at.
    Raw { id: MessageId, bytes: Result<Arc<[u8]>, Error> },
    /// The selected messages, for what is done with them.
    Named { ids: Result<Option<Arc<[MessageId]>>, Error>, wanted: Wanted },
}

impl MessageCenter {
    /// Hears an answer.
    pub(super) fn answered(&mut self, answer: Answer) -> Action {
        let task = match answer {
            Answer::Skipped => Task::none(),
            Answer::Looked { found, seen } => match found {
                Ok(Some(found)) => self.looked(&found, &seen),
                Ok(None) => Task::none(),
                Err(error) => self.failed(&error),
            },
            Answer::Page { generation, page, rows } => self.page_came(generation, page, rows),
            Answer::Opened { id, opened } => self.opened(id, opened),
            Answer::MarkedRead { id, folder, done } => self.marked_read(id, folder, done),
            Answer::Moved { to, moved, subject, end, seen } => {
                self.moved(to, moved, subject, end, &seen)
            }
            Answer::Deleted { deleted, subject, end, seen } => {
                self.deleted(&deleted, subject, end, &seen)
            }
            Answer::Marked(end) => {
                let _ = self.ended(end);
                self.reload()
            }
            Answer::PutBack { step, end } => self.put_back(step, end),
            Answer::FolderMade(made) => self.folder_made(made),
            Answer::FolderDeleted(done) => {
                if let Err(error) = done {
                    return Action::run(self.failed(&error));
                }
                self.reload()
            }
            Answer::Spooled { spooled, waiting, outbox } => {
                self.outbox.know(outbox);
                self.spooled(spooled, waiting)
            }
            Answer::OutboxWorked { spooled, waiting, asked } => {
                self.outbox_worked(spooled, waiting, asked)
            }
            Answer::TakenBack { taken, reopen } => return self.taken_back(taken, reopen),
            Answer::HeldSent { spooled, exit } => return self.held_sent(spooled, exit),
            Answer::Polled(waiting) => self.polled(waiting),
            Answer::Collected(collected) => self.collected(collected),
            Answer::Cleared(more) => self.cleared(more),
            Answer::Indexed(left) => self.indexed(left),
            Answer::PathsToWatch(paths) => {
                self.watched = paths;
                Task::none()
            }
            Answer::ToSave(opened) => self.opened_to_save(opened),
            Answer::Raw { id, bytes } => self.raw_came(id, bytes),
            Answer::Named { ids, wanted } => self.named(ids, wanted),
        };
        Action::run(task)
    }

    /// Tells of a failure in a dialog, unless one is open already.
    pub(super) fn failed(&mut self, error: &Error) -> Task<Message> {
        tracing::warn!(%error, "the message center was refused something");
        if self.dialog.is_none() {
            self.dialog = Some(Shown::Notice(Notice::error(error)));
        } else {
            self.notice = error.summary();
        }
        Task::none()
    }

    /// Tells how work on many messages ended, when it did not simply end.
    pub(super) fn ended(&mut self, end: End) -> bool {
        match end {
            End::Done => return true,
            End::Stopped => self.notice = words::text("screens-center-stopped"),
            End::Changed => self.notice = words::text("screens-center-changed"),
            End::Failed(error) => {
                let _ = self.failed(&error);
            }
        }
        false
    }

    fn moved(
        &mut self,
        to: FolderId,
        moved: Arc<[(MessageId, FolderId)]>,
        subject: Option<String>,
        end: End,
        seen: &Selection,
    ) -> Task<Message> {
        let count = moved.len() as u64;
        let name = self.folders.get(to).map(|folder| folder.name.clone()).unwrap_or_default();
        self.notice = words::count("screens-center-moved", count, &[("folder", &name)]);
        self.undo.push(Step { deed: Deed::Moved, subject, moved });
        let _ = self.ended(end);
        self.reload_after(seen)
    }

    fn deleted(
        &mut self,
        deleted: &Deleted,
        subject: Option<String>,
        end: End,
        seen: &Selection,
    ) -> Task<Message> {
        let (moved, removed) = (deleted.moved.len() as u64, deleted.removed.len() as u64);
        self.notice = if removed > 0 {
            words::count("screens-center-removed", removed, &[])
        } else {
            words::count("screens-center-deleted", moved, &[])
        };
        self.undo.forget(&deleted.removed);
        let moved: Arc<[_]> = deleted.moved.clone().into();
        self.undo.push(Step { deed: Deed::Deleted, subject, moved });
        let _ = self.ended(end);
        let clear = if removed > 0 { self.clear_away() } else { Task::none() };
        Task::batch([self.reload_after(seen), clear])
    }

    fn put_back(&mut self, step: Step, end: End) -> Task<Message> {
        let here = self.folders.current_id();
        let back = step.moved.iter().find(|(_, folder)| Some(*folder) == here).map(|(id, _)| *id);
        let count = step.moved.len() as u64;
        if self.ended(end) {
            self.notice = words::count("screens-center-put-back", count, &[]);
        } else {
            // What lies in its old folder already is passed over when it is tried once more.
            self.undo.push(step);
        }
        match back {
            Some(id) => self.reload_at(Some(id)),
            None => self.reload(),
        }
    }

    fn folder_made(&mut self, made: Result<FolderId, Error>) -> Task<Message> {
        match made {
            Ok(_) => {
                self.dialog = None;
                self.reload()
            }
            Err(error) => {
                match &mut self.dialog {
                    Some(Shown::NewFolder(dialog)) => dialog.failed(&error),
                    Some(Shown::FinderName(_, dialog)) => dialog.failed(&error),
                    _ => return self.failed(&error),
                }
                Task::none()
            }
        }
    }
}
