//! Which messages belong to one conversation: those that name each other in References and
//! In-Reply-To, in whatever order they come. Subjects say nothing about it.
//!
//! The number of a conversation is made of the Message-ID that began it, also when nobody has that
//! message: so answers find each other without it. Messages of older files get theirs by and by.

use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Inner;
use super::messages::{hash, pieces_of};
use super::{Error, MessageFile};
use crate::format::mime;
use crate::mail::MessageId;

/// The longest slice.
const SLICE: Duration = Duration::from_millis(50);
/// Messages that get their number in one commit.
const AT_ONCE: usize = 200;
/// Messages that a message may say it answers and that are looked for, the last ones.
const LOOKED_FOR: usize = 30;
/// Bytes of a message in which its fields stand; what is beyond is not read.
const FIELDS: i64 = 64 * 1024;

impl MessageFile {
    /// Finds the conversations of older messages for a while (at most 50 ms, whatever the budget);
    /// returns whether there is more to do.
    pub fn gather_threads(&mut self, budget: Duration) -> Result<bool, Error> {
        let begun = Instant::now();
        let budget = budget.min(SLICE);
        let doing = "finding conversations";
        while self.look(doing, |c| Ok(!unthreaded(c, 1)?.is_empty()))? {
            if begun.elapsed() >= budget {
                return Ok(true);
            }
            self.change(doing, |c| {
                for (id, own) in unthreaded(c, AT_ONCE)? {
                    let references = mime::references(&head_of(c, id)?);
                    assign(c, id, own, &references)?;
                    if begun.elapsed() >= budget {
                        break;
                    }
                }
                Ok(())
            })?;
            self.lists.regather();
        }
        Ok(false)
    }
}

/// Returns some messages whose conversation nobody has looked for, with the numbers of their own
/// Message-IDs.
fn unthreaded(c: &Connection, count: usize) -> Inner<Vec<(MessageId, i64)>> {
    let mut statement =
        c.prepare_cached("SELECT id, message_hash FROM msg WHERE thread = 0 ORDER BY id LIMIT ?1")?;
    let limit = i64::try_from(count).unwrap_or(i64::MAX);
    let rows = statement.query_map([limit], |row| Ok((MessageId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn head_of(c: &Connection, id: MessageId) -> Inner<Vec<u8>> {
    let (first, _) = pieces_of(id)?;
    let mut statement = c.prepare_cached("SELECT substr(bytes, 1, ?2) FROM piece WHERE id = ?1")?;
    let head = statement.query_row([first, FIELDS], |row| row.get(0)).optional()?;
    Ok(head.unwrap_or_default())
}

/// Gives a message the number of its conversation, and joins what turns out to be one.
pub(super) fn assign(c: &Connection, id: MessageId, own: i64, references: &[String]) -> Inner<()> {
    let thread = begun(c, own, references)?.unwrap_or_else(|| alone(id));
    set(c, id, thread)?;
    join(c, own, thread)
}

/// Gives a message that was just put in with what [`begun`] said what is still missing.
pub(super) fn complete(c: &Connection, id: MessageId, own: i64, thread: Option<i64>) -> Inner<()> {
    match thread {
        Some(thread) => join(c, own, thread),
        None => set(c, id, alone(id)),
    }
}

/// Returns the number of the conversation of a message; none when it stands alone, which its own
/// number says then.
pub(super) fn begun(c: &Connection, own: i64, references: &[String]) -> Inner<Option<i64>> {
    Ok(match known(c, references)? {
        Some(thread) => Some(thread),
        None => match (references.first(), own) {
            (Some(first), _) => Some(hash(first)),
            // It names nobody and has no name.
            (None, 0) => None,
            (None, own) => Some(own),
        },
    })
}

fn alone(id: MessageId) -> i64 {
    id.0.saturating_mul(-2)
}

fn set(c: &Connection, id: MessageId, thread: i64) -> Inner<()> {
    let mut set = c.prepare_cached("UPDATE msg SET thread = ?2 WHERE id = ?1")?;
    let _ = set.execute([id.0, thread])?;
    Ok(())
}

fn join(c: &Connection, own: i64, thread: i64) -> Inner<()> {
    if own != 0 && own != thread {
        // Answers that came before this message wait under its own number.
        let mut join =
            c.prepare_cached("UPDATE msg SET thread = ?2 WHERE thread = ?1 AND thread <> 0")?;
        let _ = join.execute([own, thread])?;
    }
    Ok(())
}

/// Returns the conversation of the messages that are answered, when one of them is known.
fn known(c: &Connection, references: &[String]) -> Inner<Option<i64>> {
    let mut there = c.prepare_cached(
        "SELECT thread FROM msg WHERE message_hash = ?1 AND message_hash <> 0 AND thread <> 0
         LIMIT 1",
    )?;
    let mut named =
        c.prepare_cached("SELECT 1 FROM msg WHERE thread = ?1 AND thread <> 0 LIMIT 1")?;
    for reference in references.iter().rev().take(LOOKED_FOR) {
        let number = hash(reference);
        if number == 0 {
            continue;
        }
        let thread = there.query_row([number], |row| row.get(0)).optional()?;
        if thread.is_some() {
            return Ok(thread);
        }
        if named.exists(params![number])? {
            return Ok(Some(number));
        }
    }
    Ok(None)
}
