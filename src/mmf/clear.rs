//! Clearing removed messages away in the background, in slices that nobody notices.

use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension};

use super::error::Inner;
use super::messages::pieces_of;
use super::{Error, MessageFile};
use crate::mail::MessageId;

/// The longest slice.
const SLICE: Duration = Duration::from_millis(50);

/// Pieces removed in one commit: at most 16 MiB.
const AT_ONCE: i64 = 64;

/// Messages cleared away in one commit.
const MESSAGES: usize = 100;

/// Free pages that stay in the file: mail that comes soon will want them.
const BALLAST: i64 = 256;

/// Free pages given back in one commit.
const PAGES: i64 = 100;

impl MessageFile {
    /// Clears removed messages away for a while (at most 50 ms, whatever the budget); returns
    /// whether there is more to do.
    pub fn clear_away(&mut self, budget: Duration) -> Result<bool, Error> {
        let begun = Instant::now();
        let budget = budget.min(SLICE);
        loop {
            if !self.clear_once(begun, budget)? {
                return Ok(false);
            }
            if begun.elapsed() >= budget {
                return Ok(true);
            }
        }
    }

    /// Does one commit of clearing; returns whether there was anything to do.
    fn clear_once(&mut self, begun: Instant, budget: Duration) -> Result<bool, Error> {
        let doing = "clearing removed messages away";
        if self.look(doing, |c| Ok(next_gone(c)?.is_some()))? {
            self.change(doing, |c| {
                for _ in 0..MESSAGES {
                    let Some(id) = next_gone(c)? else { break };
                    if !clear_message(c, id)? || begun.elapsed() * 2 >= budget {
                        break;
                    }
                }
                Ok(())
            })?;
            return Ok(true);
        }
        let free: i64 =
            self.look(doing, |c| Ok(c.pragma_query_value(None, "freelist_count", |r| r.get(0))?))?;
        if free <= BALLAST {
            return Ok(false);
        }
        self.change(doing, |c| give_back(c, (free - BALLAST).min(PAGES)))?;
        Ok(true)
    }
}

fn next_gone(c: &Connection) -> Inner<Option<MessageId>> {
    let mut statement = c.prepare_cached("SELECT message FROM gone ORDER BY message LIMIT 1")?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?.map(MessageId))
}

/// Removes some pieces of a message; returns whether it was all of them.
fn clear_message(c: &Connection, id: MessageId) -> Inner<bool> {
    let (first, end) = pieces_of(id)?;
    let mut pieces = c.prepare_cached(
        "DELETE FROM piece WHERE id IN
         (SELECT id FROM piece WHERE id >= ?1 AND id < ?2 ORDER BY id LIMIT ?3)",
    )?;
    let removed = pieces.execute([first, end, AT_ONCE])?;
    if i64::try_from(removed).unwrap_or(i64::MAX) >= AT_ONCE {
        return Ok(false);
    }
    // It may never have been indexed; then there is nothing to remove.
    let _ = c.prepare_cached("DELETE FROM find WHERE rowid = ?1")?.execute([id.0])?;
    let _ = c.prepare_cached("DELETE FROM rewritten WHERE message = ?1")?.execute([id.0])?;
    let _ = c.prepare_cached("DELETE FROM gone WHERE message = ?1")?.execute([id.0])?;
    Ok(true)
}

fn give_back(c: &Connection, pages: i64) -> Inner<()> {
    // Each step gives one page back.
    let mut statement = c.prepare(&format!("PRAGMA incremental_vacuum({pages})"))?;
    let mut rows = statement.query([])?;
    while rows.next()?.is_some() {}
    Ok(())
}
