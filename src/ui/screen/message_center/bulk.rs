//! Doing something with many messages: naming them, and moving, deleting or marking them in pieces,
//! so that it can be stopped in between.

use std::ops::Range;
use std::sync::Arc;

use super::work::Reins;
use crate::mail::{FolderId, FolderKind, MessageId, Order};
use crate::session::{Deleted, Error, Mark, Session};

/// Messages that are worked on in one go.
const PIECE: usize = 500;
/// Rows that are named in one go.
const ROWS: u32 = 1000;

/// Messages that a person chose in the list.
#[derive(Debug, Clone)]
pub(super) enum Chosen {
    /// These.
    Ids(Arc<[MessageId]>),
    /// Those in these rows of a list, some of which nobody has seen yet.
    Rows {
        folder: FolderId,
        order: Order,
        /// How long the list was.
        len: usize,
        ranges: Vec<Range<usize>>,
        /// Rows that were seen, to notice that the list is another one now.
        seen: Arc<[(usize, MessageId)]>,
    },
}

impl Chosen {
    /// Returns how many there are.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Ids(ids) => ids.len(),
            Self::Rows { ranges, .. } => ranges.iter().map(Range::len).sum(),
        }
    }

    /// Names the messages; `None` when the list has changed since they were chosen.
    pub(super) fn ids(&self, session: &mut Session) -> Result<Option<Arc<[MessageId]>>, Error> {
        let (folder, order, len, ranges, seen) = match self {
            Self::Ids(ids) => return Ok(Some(Arc::clone(ids))),
            Self::Rows { folder, order, len, ranges, seen } => (*folder, *order, len, ranges, seen),
        };
        let total = match session.total(folder) {
            Ok(total) => total,
            // The folder is gone.
            Err(_) => return Ok(None),
        };
        // A search may have found more meanwhile; what was shown is what was chosen.
        if total != *len as u64 && !(folder.is_results() && total > *len as u64) {
            return Ok(None);
        }
        let mut ids = Vec::new();
        for range in ranges {
            let mut at = range.start;
            while at < range.end {
                let count = u32::try_from(range.end - at).unwrap_or(ROWS).min(ROWS);
                let rows = session.rows(folder, order, at as u64, count)?;
                if rows.len() != count as usize {
                    return Ok(None);
                }
                for (row, summary) in (at..).zip(&rows) {
                    let known = seen.binary_search_by_key(&row, |(row, _)| *row);
                    let known = known.ok().and_then(|at| seen.get(at));
                    if known.is_some_and(|(_, id)| *id != summary.id) {
                        return Ok(None);
                    }
                    ids.push(summary.id);
                }
                at = at.saturating_add(rows.len());
            }
        }
        Ok(Some(ids.into()))
    }
}

/// How a piece of work on many messages ended.
#[derive(Debug, Clone)]
pub(super) enum End {
    /// All is done.
    Done,
    /// A person stopped it.
    Stopped,
    /// The list had changed since the messages were chosen; nothing was done.
    Changed,
    /// Something failed.
    Failed(Error),
}

/// Does `step` with the messages in pieces until all is done, it is stopped, or it fails.
fn in_pieces(
    session: &mut Session,
    chosen: &Chosen,
    reins: &Reins,
    mut step: impl FnMut(&mut Session, &[MessageId]) -> Result<(), Error>,
) -> End {
    let ids = match chosen.ids(session) {
        Ok(Some(ids)) => ids,
        Ok(None) => return End::Changed,
        Err(error) => return End::Failed(error),
    };
    let mut done = 0;
    for piece in ids.chunks(PIECE) {
        if reins.cancel.is_cancelled() {
            return End::Stopped;
        }
        if let Err(error) = step(session, piece) {
            return End::Failed(error);
        }
        done += piece.len();
        reins.gauge.set(done as u64, ids.len() as u64);
    }
    End::Done
}

/// Moves messages; returns where those that were moved lay before.
pub(super) fn move_to(
    session: &mut Session,
    chosen: &Chosen,
    folder: FolderId,
    reins: &Reins,
) -> (Vec<(MessageId, FolderId)>, End) {
    let mut moved = Vec::new();
    let end = in_pieces(session, chosen, reins, |session, ids| {
        moved.append(&mut session.move_to(ids, folder)?);
        Ok(())
    });
    (moved, end)
}

/// Deletes messages: into Deleted Mail, and from there for good.
pub(super) fn delete(session: &mut Session, chosen: &Chosen, reins: &Reins) -> (Deleted, End) {
    let mut all = Deleted::default();
    let end = in_pieces(session, chosen, reins, |session, ids| {
        let mut deleted = session.delete(ids)?;
        all.moved.append(&mut deleted.moved);
        all.removed.append(&mut deleted.removed);
        Ok(())
    });
    (all, end)
}

/// Marks messages.
pub(super) fn mark(session: &mut Session, chosen: &Chosen, mark: Mark, reins: &Reins) -> End {
    in_pieces(session, chosen, reins, |session, ids| session.mark(ids, mark))
}

/// Puts messages back where they lay before a move; into the Inbox, when that folder is gone.
pub(super) fn put_back(
    session: &mut Session,
    moved: &[(MessageId, FolderId)],
    reins: &Reins,
) -> End {
    let mut folders: Vec<FolderId> = moved.iter().map(|(_, folder)| *folder).collect();
    folders.sort_unstable();
    folders.dedup();
    let there = |session: &mut Session, id: FolderId| -> Result<FolderId, Error> {
        let known = session.folders()?.iter().any(|folder| folder.id == id);
        if known { Ok(id) } else { session.standard(FolderKind::Inbox) }
    };
    for folder in folders {
        let to = match there(session, folder) {
            Ok(to) => to,
            Err(error) => return End::Failed(error),
        };
        let ids = moved.iter().filter(|(_, was)| *was == folder).map(|(id, _)| *id);
        let chosen = Chosen::Ids(ids.collect());
        match move_to(session, &chosen, to, reins).1 {
            End::Done => {}
            other => return other,
        }
    }
    End::Done
}
