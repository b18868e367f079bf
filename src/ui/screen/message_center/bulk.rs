//! Doing something with many messages: naming them in a few statements, and moving, copying,
//! deleting, marking or flagging them in slices, so that it can be stopped in between. What was done
//! is a record of the message file: the screen never holds the messages.

use std::ops::Range;
use std::sync::Arc;

use super::work::Reins;
use crate::mail::{FolderId, MessageId, Order};
use crate::session::{Act, Error, Record, Session};

/// Messages that are worked on in one go.
const PIECE: usize = 2000;

/// Messages that a person chose in the list.
#[derive(Debug, Clone)]
pub(super) enum Chosen {
    /// These.
    Ids(Arc<[MessageId]>),
    /// All unread ones of a folder.
    Unread(FolderId),
    /// Those in these rows of a list, some of which nobody has seen yet.
    Rows {
        folder: FolderId,
        order: Order,
        /// How long the list was; none while that was not known.
        len: Option<usize>,
        ranges: Vec<Range<usize>>,
        /// Rows that were seen, to notice that the list is another one now.
        seen: Arc<[(usize, MessageId)]>,
    },
}

impl Chosen {
    /// Returns how many rows there are; a closed conversation is one row.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Ids(ids) => ids.len(),
            Self::Unread(_) => 0,
            Self::Rows { ranges, .. } => ranges.iter().map(Range::len).sum(),
        }
    }

    /// Names the messages; `None` when the list has changed since they were chosen.
    pub(super) fn ids(&self, session: &mut Session) -> Result<Option<Arc<[MessageId]>>, Error> {
        let (folder, order, len, ranges, seen) = match self {
            Self::Ids(ids) => return Ok(Some(Arc::clone(ids))),
            Self::Unread(folder) => return Ok(Some(session.unread(*folder)?.into())),
            Self::Rows { folder, order, len, ranges, seen } => (*folder, *order, len, ranges, seen),
        };
        let Ok(total) = session.length(folder, order) else {
            // The folder is gone.
            return Ok(None);
        };
        // A search may have found more meanwhile; what was shown is what was chosen.
        if let Some(len) = len.map(|len| len as u64)
            && total != len
            && !(folder.is_results() && total > len)
        {
            return Ok(None);
        }
        // A row here and there tells that it is the same list: the first, the last, one between.
        let few = [seen.first(), seen.get(seen.len() / 2), seen.last()];
        for (row, id) in few.into_iter().flatten() {
            if session.position(folder, order, *id)? != Some(*row as u64) {
                return Ok(None);
            }
        }
        Ok(Some(session.named(folder, order, ranges)?.into()))
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

/// What was done with messages.
#[derive(Debug, Clone)]
pub(super) struct Done {
    /// By what the message file knows it.
    pub(super) record: Option<Record>,
    /// How many messages were changed.
    pub(super) changed: u64,
    /// How many are gone for good.
    pub(super) removed: u64,
    pub(super) end: End,
}

impl Done {
    fn nothing(end: End) -> Self {
        Self { record: None, changed: 0, removed: 0, end }
    }
}

/// Does `step` with messages in pieces until all is done, it is stopped, or it fails.
fn in_pieces(
    session: &mut Session,
    ids: &[MessageId],
    reins: &Reins,
    (before, all): (usize, usize),
    mut step: impl FnMut(&mut Session, &[MessageId]) -> Result<(), Error>,
) -> End {
    let mut done = before;
    for piece in ids.chunks(PIECE) {
        if reins.cancel.is_cancelled() {
            return End::Stopped;
        }
        if let Err(error) = step(session, piece) {
            return End::Failed(error);
        }
        done += piece.len();
        reins.gauge.set(done as u64, all as u64);
    }
    End::Done
}

/// Names what was chosen, or tells why that cannot be.
fn named(session: &mut Session, chosen: &Chosen) -> Result<Arc<[MessageId]>, End> {
    match chosen.ids(session) {
        Ok(Some(ids)) => Ok(ids),
        Ok(None) => Err(End::Changed),
        Err(error) => Err(End::Failed(error)),
    }
}

/// Does something with messages.
pub(super) fn act(session: &mut Session, chosen: &Chosen, act: Act, reins: &Reins) -> Done {
    let ids = match named(session, chosen) {
        Ok(ids) => ids,
        Err(end) => return Done::nothing(end),
    };
    act_on(session, &ids, act, reins, (0, ids.len()))
}

fn act_on(
    session: &mut Session,
    ids: &[MessageId],
    act: Act,
    reins: &Reins,
    range: (usize, usize),
) -> Done {
    let record = session.begin_act(act);
    let mut changed = 0;
    let end = in_pieces(session, ids, reins, range, |session, ids| {
        changed += session.act(record, act, ids)?;
        Ok(())
    });
    Done { record: Some(record), changed, removed: 0, end }
}

/// Deletes messages: into Deleted Mail, and from there for good (KB Q126426).
pub(super) fn delete(session: &mut Session, chosen: &Chosen, reins: &Reins) -> Done {
    let ids = match named(session, chosen) {
        Ok(ids) => ids,
        Err(end) => return Done::nothing(end),
    };
    let parts = session.bin().and_then(|bin| Ok((bin, session.thrown_away(&ids)?)));
    let (bin, thrown) = match parts {
        Ok(parts) => parts,
        Err(error) => return Done::nothing(End::Failed(error)),
    };
    let all = ids.len();
    let gone: std::collections::HashSet<MessageId> = thrown.iter().copied().collect();
    let away: Vec<MessageId> = ids.iter().filter(|id| !gone.contains(id)).copied().collect();
    let mut done = Done::nothing(End::Done);
    if !away.is_empty() {
        done = act_on(session, &away, Act::Move(bin), reins, (0, all));
    }
    if matches!(done.end, End::Done) {
        let removed = &mut done.removed;
        done.end = in_pieces(session, &thrown, reins, (away.len(), all), |session, ids| {
            session.remove(ids)?;
            *removed += ids.len() as u64;
            Ok(())
        });
    }
    done
}

/// Takes back what a record stands for; returns the record of doing so, and of how many messages.
pub(super) fn revert(
    session: &mut Session,
    record: Record,
    count: u64,
    reins: &Reins,
) -> (Record, u64, End) {
    let into = session.begin_revert(record);
    let (mut after, mut done) = (None, 0);
    loop {
        if reins.cancel.is_cancelled() {
            return (into, done, End::Stopped);
        }
        match session.revert(record, into, after) {
            Ok(slice) => {
                done += slice.count;
                reins.gauge.set(done, count);
                after = slice.next;
            }
            Err(error) => return (into, done, End::Failed(error)),
        }
        if after.is_none() {
            return (into, done, End::Done);
        }
    }
}
