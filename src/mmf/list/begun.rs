//! The first conversations of a long folder, listed while the rest is still being gathered: who opens
//! a million messages sees the newest at once, and nobody waits for the oldest. `gathering` takes over
//! when nothing is left to look at.

use std::collections::HashSet;
use std::time::Instant;

use rusqlite::{Connection, params};

use super::super::error::Inner;
use super::gathering::{Line, Placed};
use crate::mail::{FolderId, MessageId};

/// Lines that are there before the list is first shown: more than a page.
const FIRST: usize = 100;
/// Lines that are listed before all is gathered; who wants others waits for all.
const MOST: usize = 2000;
/// Messages looked at between two looks at the clock.
const STRIDE: u64 = 256;

/// A gathering from the newest message down that can stop anywhere and go on later.
#[derive(Debug)]
pub(super) struct Begun {
    folder: FolderId,
    placed: Placed,
    lines: Vec<Line>,
    /// Lines of conversations that stand open, beyond their first.
    inner: u64,
    /// Messages from here on are seen: of one date those below a number, and older ones.
    below: (i64, i64),
    seen: u64,
    shown: bool,
}

impl Begun {
    pub(super) fn new(folder: FolderId) -> Self {
        Self {
            folder,
            placed: Placed::default(),
            lines: Vec::new(),
            inner: 0,
            below: (i64::MAX, i64::MAX),
            seen: 0,
            shown: false,
        }
    }

    /// Goes on until the time is over, the first time only until there is something to show;
    /// returns whether all is gathered.
    pub(super) fn go_on(
        &mut self,
        c: &Connection,
        open: &HashSet<(FolderId, i64)>,
        until: Instant,
    ) -> Inner<bool> {
        let most = if self.shown { usize::MAX } else { FIRST };
        self.shown = true;
        self.walk(c, open, Some(until), most)
    }

    /// Gathers enough to begin with, when nothing is there; returns whether that is all.
    pub(super) fn begin(
        &mut self,
        c: &Connection,
        open: &HashSet<(FolderId, i64)>,
        until: Instant,
    ) -> Inner<bool> {
        if self.shown { Ok(false) } else { self.go_on(c, open, until) }
    }

    /// Goes on until so many lines are there, or nothing is left; returns whether all is gathered.
    pub(super) fn reach(
        &mut self,
        c: &Connection,
        open: &HashSet<(FolderId, i64)>,
        lines: usize,
    ) -> Inner<bool> {
        if self.lines.len() >= lines && lines <= MOST {
            return Ok(false);
        }
        self.shown = true;
        self.walk(c, open, None, if lines > MOST { usize::MAX } else { lines })
    }

    /// Hands over what was gathered.
    pub(super) fn placed(self) -> Placed {
        self.placed
    }

    /// Returns how many lines there are at most, when the folder holds so many messages.
    pub(super) fn len_of(&self, total: u64) -> u64 {
        let rest = total.saturating_sub(self.seen);
        (self.placed.threads.len() as u64).saturating_add(self.inner).saturating_add(rest)
    }

    pub(super) fn line(&self, row: usize) -> Option<Line> {
        self.lines.get(row).copied()
    }

    /// Returns the line of a message of a conversation, or that of the closed conversation; none while
    /// nobody knows.
    pub(super) fn place_of(&self, id: MessageId, thread: i64) -> Option<usize> {
        let own = self.lines.iter().position(|line| line.id == id);
        let of_all = || self.lines.iter().position(|line| thread != 0 && line.thread == thread);
        own.or_else(of_all)
    }

    fn walk(
        &mut self,
        c: &Connection,
        open: &HashSet<(FolderId, i64)>,
        until: Option<Instant>,
        most: usize,
    ) -> Inner<bool> {
        let mut statement = c.prepare_cached(
            "SELECT id, thread, date FROM msg WHERE folder = ?1 AND (date, id) < (?2, ?3)
             ORDER BY date DESC, id DESC",
        )?;
        let mut rows = statement.query(params![self.folder.0, self.below.0, self.below.1])?;
        while let Some(row) = rows.next()? {
            let (id, thread) = (MessageId(row.get(0)?), row.get(1)?);
            self.below = (row.get(2)?, id.0);
            self.seen += 1;
            if self.placed.push(id, thread) {
                self.show(c, open, id, thread)?;
            }
            let late = || until.is_some_and(|until| Instant::now() >= until);
            if self.lines.len() >= most || self.seen.is_multiple_of(STRIDE) && late() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Lists a conversation that was met for the first time.
    fn show(
        &mut self,
        c: &Connection,
        open: &HashSet<(FolderId, i64)>,
        id: MessageId,
        thread: i64,
    ) -> Inner<()> {
        let mut members = Vec::new();
        if !open.is_empty() && open.contains(&(self.folder, thread)) {
            let sql = "SELECT id FROM msg WHERE thread = ?1 AND thread <> 0 AND folder = ?2
                       ORDER BY date DESC, id DESC";
            let mut statement = c.prepare_cached(sql)?;
            let ids = statement.query_map([thread, self.folder.0], |row| row.get(0))?;
            members = ids.map(|id| Ok(MessageId(id?))).collect::<Inner<Vec<_>>>()?;
        }
        let inner = members.len().saturating_sub(1);
        self.inner = self.inner.saturating_add(inner as u64);
        if self.lines.len() >= MOST {
            return Ok(());
        }
        // How many there are of a closed one is counted when its line is read.
        let size = (inner > 0).then(|| u32::try_from(members.len()).unwrap_or(u32::MAX));
        self.lines.push(Line { id, thread, size, open: inner > 0, inner: false });
        let inner = members.into_iter().skip(1);
        self.lines.extend(inner.map(|id| Line { id, thread, size, open: false, inner: true }));
        Ok(())
    }
}
