//! From one message to the next: what the session's thread does when the window opens a message,
//! goes on in the folder's list, or throws a message away.

use crate::mail::{FolderId, FolderKind, MessageId, Order};
use crate::session::{Act, Error, Mark, Opened, Session};
use crate::ui::screen::message_center::Deeds;

/// The list in which the window goes on: a folder in an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) folder: FolderId,
    pub(super) order: Order,
}

/// A message, opened, and what lies around it.
#[derive(Debug, Clone)]
pub struct Page {
    pub(super) opened: Opened,
    /// Where it stands in the list; none when it is no longer there.
    pub(super) at: Option<u64>,
    pub(super) has_previous: bool,
    pub(super) has_next: bool,
    /// Whether opening it marked it as read.
    pub(super) marked: bool,
    /// Whether it lies in Deleted Mail, from where it is deleted for good.
    pub(super) in_bin: bool,
}

/// What came of a message's leaving.
#[derive(Debug, Clone)]
pub struct Left {
    /// What can be undone.
    pub(super) deeds: Option<Deeds>,
    /// What is read next.
    pub(super) page: Option<Box<Page>>,
}

/// How a message leaves the list.
#[derive(Debug, Clone, Copy)]
pub(super) enum Leave {
    /// It is thrown away.
    Deleted,
    /// It goes to another folder.
    Moved(FolderId),
}

/// What is read when a message has left the list (NextOnMoveDelete, KB Q86100).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum After {
    /// The one after it.
    #[default]
    Next,
    /// The one before it.
    Previous,
    /// Nothing: the window closes.
    Close,
}

impl After {
    /// Reads the word of the settings.
    pub(super) fn of(word: &str) -> Self {
        match word {
            "previous" => Self::Previous,
            "close" => Self::Close,
            _ => Self::Next,
        }
    }
}

impl Place {
    /// Opens a message and marks it as read.
    pub(super) fn open(self, session: &mut Session, id: MessageId) -> Result<Page, Error> {
        let mut opened = session.open_message(id)?;
        let marked = opened.summary.unread && {
            // A message that cannot be marked can still be read.
            session
                .mark(&[id], Mark::Read)
                .inspect_err(|error| tracing::warn!(%error, "a message was not marked as read"))
                .is_ok()
        };
        opened.summary.unread &= !marked;
        let at = session.position(self.folder, self.order, id)?;
        let has_next = match at {
            Some(at) => self.row(session, at.saturating_add(1))?.is_some(),
            None => false,
        };
        let in_bin = session.standard(FolderKind::DeletedMail)? == opened.summary.folder;
        Ok(Page { opened, at, has_previous: at.is_some_and(|at| at > 0), has_next, marked, in_bin })
    }

    /// Opens the message before or after one; none when there is none.
    pub(super) fn turn(
        self,
        session: &mut Session,
        id: MessageId,
        last: Option<u64>,
        forward: bool,
    ) -> Result<Option<Page>, Error> {
        // A message that left the list left its successor in its place.
        let target = match (session.position(self.folder, self.order, id)?, last, forward) {
            (Some(at), _, true) => Some(at.saturating_add(1)),
            (None, Some(last), true) => Some(last),
            (Some(at), _, false) | (None, Some(at), false) => at.checked_sub(1),
            (None, None, _) => None,
        };
        let Some(target) = target else { return Ok(None) };
        let Some(id) = self.row(session, target)? else { return Ok(None) };
        self.open(session, id).map(Some)
    }

    /// Lets a message leave the list, and opens what the person wants to read after it; none when
    /// there is nothing. What was done can be undone, unless the message is gone for good.
    pub(super) fn leave(
        self,
        session: &mut Session,
        id: MessageId,
        leave: Leave,
        after: After,
    ) -> Result<Left, Error> {
        let at = session.position(self.folder, self.order, id)?;
        let gone = !session.thrown_away(&[id])?.is_empty();
        let to = match leave {
            Leave::Deleted if gone => None,
            Leave::Deleted => Some(session.bin()?),
            Leave::Moved(folder) => Some(folder),
        };
        let deeds = match to {
            Some(folder) => {
                let subject = session.summary(id)?.subject;
                let act = Act::Move(folder);
                let record = session.begin_act(act);
                let _ = session.act(record, act, &[id])?;
                Some(Deeds::of_one(matches!(leave, Leave::Deleted), subject, record))
            }
            None => {
                session.remove(&[id])?;
                None
            }
        };
        // The next one is in its place now.
        let target = match after {
            After::Next => at,
            After::Previous => at.and_then(|at| at.checked_sub(1)),
            After::Close => None,
        };
        let next = match target {
            Some(target) => self.row(session, target)?,
            None => None,
        };
        let page = next.map(|next| self.open(session, next).map(Box::new)).transpose()?;
        Ok(Left { deeds, page })
    }

    fn row(self, session: &mut Session, at: u64) -> Result<Option<MessageId>, Error> {
        Ok(session.rows(self.folder, self.order, at, 1)?.first().map(|summary| summary.id))
    }
}
