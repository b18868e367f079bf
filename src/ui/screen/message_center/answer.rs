//! What the session's thread and other slow work answer, each with its result, and where in the
//! message center it goes.

use std::path::PathBuf;
use std::sync::Arc;

use iced::Task;

use super::acting::{Acted, FolderActed, Turned};
use super::attached::Wanted;
use super::bulk::End;
use super::dialogs::Shown;
use super::selection::Selection;
use super::snapshot::Snapshot;
use super::undo::Step;
use super::work::Ticket;
use super::{Action, Message, MessageCenter};
use crate::mail::{Absence, FolderId, MessageId, Summary};
use crate::session::{
    Arrived, Error, Fetched, Measured, Opened, RuleTold, Spooled, TakenBack, Waiting,
};
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
    /// Something was done with messages.
    Acted(Box<Acted>),
    /// Something was done with a folder.
    FolderActed(Box<FolderActed>),
    /// A step was undone, or done again.
    Turned(Box<Turned>),
    /// The Outbox was worked on, and so many letters wait in the mailbag.
    Spooled { spooled: Result<Spooled, Error>, waiting: Result<u32, Error>, outbox: Vec<Waiting> },
    /// The Outbox was worked on between two checks.
    OutboxWorked { spooled: Result<Spooled, Error>, waiting: Vec<Waiting>, asked: bool },
    /// A message was taken back, to be written on or not.
    TakenBack { taken: Result<TakenBack, Error>, reopen: bool },
    /// Deleted Mail was emptied.
    Emptied { removed: u64, end: End },
    /// What lay in Deleted Mail for long is gone, and whether there is more.
    Thinned(Result<(u64, bool), Error>),
    /// Old mail went into the archive, or rules were run: the words for that, and what was done.
    Swept { told: &'static str, steps: Vec<Step>, end: End },
    /// A receipt was sent, or not.
    Receipt(Result<bool, Error>),
    /// What was held is sent, because the person leaves.
    HeldSent { spooled: Result<Spooled, Error>, exit: bool },
    /// So many letters wait in the mailbag.
    Polled(Result<u32, Error>),
    /// Some letters were collected, and whether there are more.
    Collected(Result<(Fetched, bool), Error>, Vec<RuleTold>, Arrived),
    /// Whether the person is away.
    Absence(Result<Absence, Error>),
    /// A folder was measured.
    Measured { id: FolderId, measured: Result<Measured, Error> },
    /// The newest unread message of a folder.
    Unread { folder: FolderId, id: Result<Option<MessageId>, Error> },
    /// Conversations of older messages were found, and whether there are more.
    Gathered(Result<bool, Error>),
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
            Answer::Acted(acted) => self.acted(*acted),
            Answer::FolderActed(acted) => self.folder_acted(*acted),
            Answer::Turned(turned) => self.turned(*turned),
            Answer::Spooled { spooled, waiting, outbox } => {
                self.outbox.know(outbox);
                self.spooled(spooled, waiting)
            }
            Answer::OutboxWorked { spooled, waiting, asked } => {
                self.outbox_worked(spooled, waiting, asked)
            }
            Answer::TakenBack { taken, reopen } => return self.taken_back(taken, reopen),
            Answer::Emptied { removed, end } => self.emptied(removed, end),
            Answer::Thinned(thinned) => self.thinned(thinned),
            Answer::Swept { told, steps, end } => self.swept(told, steps, end),
            Answer::Receipt(sent) => self.receipt_answered(sent),
            Answer::HeldSent { spooled, exit } => return self.held_sent(spooled, exit),
            Answer::Polled(waiting) => self.polled(waiting),
            Answer::Collected(collected, told, arrived) => {
                self.rules_told(told);
                self.arrived(arrived);
                self.collected(collected)
            }
            Answer::Absence(absence) => self.absence_is(absence),
            Answer::Measured { id, measured } => self.folder_measured(id, measured),
            Answer::Unread { folder, id } => self.unread_found(folder, id),
            Answer::Gathered(more) => self.conversations_found(more),
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
            self.lasting.clone_from(&self.notice);
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
}
