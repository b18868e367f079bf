//! The conversations of a folder: which messages stand together, at the place of the newest, and
//! which of them are in sight because their conversation stands open.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rusqlite::Connection;

use super::super::error::Inner;
use super::sorting::sorted;
use crate::mail::{FolderId, MessageId, Order, SortKey};

/// A folder's messages, gathered by conversations.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    /// The messages, those of a conversation in a row, the newest of each first.
    members: Vec<MessageId>,
    /// Where each conversation begins among the members.
    starts: Vec<u32>,
    /// The number of each conversation.
    threads: Vec<i64>,
    /// The conversations in the order of the list.
    places: Vec<u32>,
    /// The lines of the list: a conversation, and which of its members.
    lines: Vec<(u32, u32)>,
}

/// A line of a list of conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) id: MessageId,
    pub(super) thread: i64,
    /// How many messages the conversation has here; none while nobody counted them.
    pub(super) size: Option<u32>,
    pub(super) open: bool,
    pub(super) inner: bool,
}

/// Messages and the conversations in which they were met, in the order of the conversations' newest.
#[derive(Debug, Default)]
pub(super) struct Placed {
    /// The number of each conversation.
    pub(super) threads: Vec<i64>,
    known: HashMap<i64, u32>,
    members: Vec<(u32, MessageId)>,
}

impl Placed {
    /// Takes a message in, the newest first; returns whether it is the first of its conversation.
    pub(super) fn push(&mut self, id: MessageId, thread: i64) -> bool {
        let new = u32::try_from(self.threads.len()).unwrap_or(u32::MAX);
        // Nobody knows yet where it belongs: it stands alone.
        let at = if thread == 0 { new } else { *self.known.entry(thread).or_insert(new) };
        if at == new {
            self.threads.push(thread);
        }
        self.members.push((at, id));
        at == new
    }
}

impl Gathering {
    /// Makes the list of the messages that were met.
    pub(super) fn of(
        placed: Placed,
        c: &Connection,
        folder: FolderId,
        order: Order,
        open: &HashSet<(FolderId, i64)>,
    ) -> Inner<Self> {
        let Placed { threads, mut members, .. } = placed;
        let mut gathering = Self { threads, ..Self::default() };
        // Stable: the newest of each conversation stays its first.
        members.sort_by_key(|(at, _)| *at);
        for (nth, (at, id)) in members.iter().enumerate() {
            if gathering.starts.len() <= *at as usize {
                gathering.starts.push(u32::try_from(nth).unwrap_or(u32::MAX));
            }
            gathering.members.push(*id);
        }
        gathering.put_in_order(c, folder, order)?;
        gathering.spread(folder, open);
        Ok(gathering)
    }

    fn put_in_order(&mut self, c: &Connection, folder: FolderId, order: Order) -> Inner<()> {
        let all = 0..u32::try_from(self.threads.len()).unwrap_or(u32::MAX);
        self.places = match (order.key, order.descending) {
            (SortKey::Date, true) => all.collect(),
            (SortKey::Date, false) => all.rev().collect(),
            _ => {
                let heads: HashMap<MessageId, u32> =
                    all.filter_map(|at| Some((self.head(at)?, at))).collect();
                let ids = sorted(c, "folder = ?1", &folder.0, Order { grouped: false, ..order })?;
                ids.iter().filter_map(|id| heads.get(id).copied()).collect()
            }
        };
        Ok(())
    }

    /// Makes the lines anew, after a conversation was opened or closed.
    pub(super) fn spread(&mut self, folder: FolderId, open: &HashSet<(FolderId, i64)>) {
        self.lines.clear();
        for at in &self.places {
            self.lines.push((*at, 0));
            let thread = self.threads.get(*at as usize).copied().unwrap_or_default();
            if !open.is_empty() && open.contains(&(folder, thread)) {
                let size = u32::try_from(self.range(*at).len()).unwrap_or(u32::MAX);
                self.lines.extend((1..size).map(|nth| (*at, nth)));
            }
        }
    }

    /// Returns where the members of a conversation lie.
    fn range(&self, at: u32) -> Range<usize> {
        let at = at as usize;
        let start = self.starts.get(at).map_or(0, |start| *start as usize);
        let end =
            self.starts.get(at.saturating_add(1)).map_or(self.members.len(), |end| *end as usize);
        start..end
    }

    fn head(&self, at: u32) -> Option<MessageId> {
        self.members.get(self.range(at).start).copied()
    }

    /// Returns how many lines there are.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns a line.
    pub(super) fn line(&self, row: usize) -> Option<Line> {
        let (at, nth) = *self.lines.get(row)?;
        let range = self.range(at);
        let id = *self.members.get(range.start.saturating_add(nth as usize))?;
        let size = Some(u32::try_from(range.len()).unwrap_or(u32::MAX));
        let next = self.lines.get(row.saturating_add(1));
        let open = nth == 0 && next.is_some_and(|(other, nth)| *other == at && *nth > 0);
        let thread = self.threads.get(at as usize).copied().unwrap_or_default();
        Some(Line { id, thread, size, open, inner: nth > 0 })
    }

    /// Returns the messages that a line stands for: all of its conversation while it is closed.
    pub(super) fn meant(&self, row: usize) -> &[MessageId] {
        let Some((at, nth)) = self.lines.get(row).copied() else { return &[] };
        let range = self.range(at);
        let closed = self.line(row).is_some_and(|line| !line.open && !line.inner);
        let own = range.start.saturating_add(nth as usize);
        let own = if closed { range } else { own..own.saturating_add(1) };
        self.members.get(own).unwrap_or_default()
    }

    /// Returns the line of a message: its own, or that of its closed conversation.
    pub(super) fn place_of(&self, id: MessageId) -> Option<usize> {
        let member = self.members.iter().position(|other| *other == id)?;
        let at = self.starts.partition_point(|start| *start as usize <= member).checked_sub(1)?;
        let nth = member.saturating_sub(*self.starts.get(at)? as usize);
        let row = self.lines.iter().position(|(other, _)| *other as usize == at)?;
        let own = row.saturating_add(nth);
        match self.line(own) {
            Some(line) if line.id == id => Some(own),
            _ => Some(row),
        }
    }
}
