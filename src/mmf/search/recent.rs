//! What is not indexed yet, in an index of the same kind in memory: the same words are found in the
//! same way, whether a message came a minute or a year ago.

use std::collections::HashMap;
use std::time::Instant;

use rusqlite::{Connection, OptionalExtension};

use super::super::error::Inner;
use super::index::{self, write};
use super::plan::answer;

/// Messages that are kept in memory; more would be slower than indexing them.
const MOST: usize = 1000;

/// The index in memory, and the state in which each message is in it.
#[derive(Default)]
pub(super) struct Recent {
    index: Option<Connection>,
    held: HashMap<i64, Vec<u8>>,
}

impl std::fmt::Debug for Recent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recent").field("held", &self.held.len()).finish_non_exhaustive()
    }
}

/// What is not indexed yet.
#[derive(Debug, Default)]
pub(super) struct Unindexed {
    /// Those that are in memory now, sorted.
    pub(super) held: Vec<i64>,
    /// Those whose old words are still in the index in the file, sorted.
    pub(super) rewritten: Vec<i64>,
    /// How many are neither here nor there.
    pub(super) waiting: u64,
}

impl Recent {
    /// Takes in what is not indexed yet, the newest first, until the time is over.
    pub(super) fn take_in(&mut self, c: &Connection, until: Instant) -> Inner<Unindexed> {
        let backlog = index::backlog(c)?;
        if backlog.left == 0 {
            *self = Self::default();
            return Ok(Unindexed::default());
        }
        let mut held = Vec::new();
        for id in backlog.newest(c, MOST)? {
            let known = self.held.contains_key(&id);
            // One at least: who asks again gets on.
            if !known && !held.is_empty() && Instant::now() >= until {
                continue;
            }
            if self.hold(c, id)? {
                held.push(id);
            }
        }
        self.let_go(&held)?;
        held.sort_unstable();
        let waiting = backlog.left.saturating_sub(held.len() as u64);
        Ok(Unindexed { held, rewritten: backlog.rewritten, waiting })
    }

    /// Holds a message as it is now; returns whether it is there.
    pub(super) fn hold(&mut self, c: &Connection, id: i64) -> Inner<bool> {
        let mut digest = c.prepare_cached("SELECT sha1 FROM msg WHERE id = ?1")?;
        let digest: Option<Vec<u8>> = digest.query_row([id], |row| row.get(0)).optional()?;
        let Some(digest) = digest else { return Ok(false) };
        if self.held.get(&id) == Some(&digest) {
            return Ok(true);
        }
        let plain = index::words_of(c, id)?;
        let memory = self.memory()?;
        let _ = memory.prepare_cached("DELETE FROM find WHERE rowid = ?1")?.execute([id])?;
        write(memory, id, plain)?;
        let _ = self.held.insert(id, digest);
        Ok(true)
    }

    /// Returns those of what is held that a question is true of, sorted.
    pub(super) fn answer(&mut self, question: &str) -> Inner<Vec<i64>> {
        answer(self.memory()?, question)
    }

    /// Forgets what is not among these.
    fn let_go(&mut self, held: &[i64]) -> Inner<()> {
        if self.held.len() <= held.len() {
            return Ok(());
        }
        let keep: std::collections::HashSet<i64> = held.iter().copied().collect();
        let go: Vec<i64> = self.held.keys().copied().filter(|id| !keep.contains(id)).collect();
        for id in go {
            let _ = self.held.remove(&id);
            let memory = self.memory()?;
            let _ = memory.prepare_cached("DELETE FROM find WHERE rowid = ?1")?.execute([id])?;
        }
        Ok(())
    }

    fn memory(&mut self) -> Inner<&Connection> {
        if self.index.is_none() {
            let memory = Connection::open_in_memory()?;
            memory.execute_batch(index::TABLE)?;
            self.index = Some(memory);
        }
        self.index.as_ref().ok_or_else(|| {
            super::super::error::Cause::Damaged("the index in memory is gone".to_owned())
        })
    }
}
