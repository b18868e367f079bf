//! The index in the file: made behind the arrival of mail, in slices that nobody notices.

use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OptionalExtension, params};

use super::super::check::list;
use super::super::error::{Cause, Inner};
use super::super::messages::bytes;
use super::super::{Error, MessageFile};
use super::symbols;
use crate::format::mime::{self, Plain};
use crate::mail::MessageId;

/// The longest slice: for who has nobody waiting, the longer the cheaper.
const SLICE: Duration = Duration::from_secs(1);

/// Messages in one commit.
const MESSAGES: usize = 20_000;

/// Backlogs up to this are counted one by one.
const COUNTED: i64 = 20_000;

/// The table of an index, as the schema makes it in the file.
pub(super) const TABLE: &str = "
CREATE VIRTUAL TABLE find USING fts5 (
  subject, sender, recipients, text,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);";

impl MessageFile {
    /// Indexes for a while (at most a second, and a little more where one message is long); returns how
    /// many messages are left, about.
    pub fn index_on(&mut self, budget: Duration) -> Result<u64, Error> {
        let doing = "indexing messages";
        let begun = Instant::now();
        // The commit takes its part of the time.
        let budget = budget.min(SLICE) * 2 / 3;
        let before = self.look(doing, symbols::behind)?;
        if before == 0 && self.look(doing, backlog)?.left == 0 {
            return Ok(0);
        }
        let mut torn = false;
        let done =
            self.change(doing, |c| slice(c, begun, budget).inspect_err(|e| torn = is_torn(e)));
        if torn {
            self.index_anew()?;
        } else {
            done?;
        }
        self.lists.hunts.expire_waiting();
        if before > 0 && self.look(doing, symbols::behind)? == 0 {
            // Who looked for a symbol meanwhile may find more.
            self.lists.hunts.expire();
        }
        self.unindexed()
    }

    /// Throws a damaged index away; it is made anew in the background.
    pub(super) fn index_anew(&mut self) -> Result<(), Error> {
        tracing::warn!(path = %self.path().display(), "the index is damaged and is made anew");
        self.lists.hunts.expire();
        self.change("making the index anew", clear)
    }

    /// Returns how many messages are not indexed yet or not with their symbols, about.
    pub fn unindexed(&self) -> Result<u64, Error> {
        self.look("indexing messages", |c| {
            let behind = u64::try_from(symbols::behind(c)?).unwrap_or(0);
            Ok(backlog(c)?.left.saturating_add(behind))
        })
    }
}

/// What is not indexed yet.
#[derive(Debug)]
pub(super) struct Backlog {
    upto: i64,
    /// What changed since it was indexed, sorted.
    pub(super) rewritten: Vec<i64>,
    /// How many messages, about when they are many.
    pub(super) left: u64,
}

/// Looks how far the index reaches.
pub(super) fn backlog(c: &Connection) -> Inner<Backlog> {
    let mut upto = c.prepare_cached("SELECT upto FROM indexed")?;
    let upto: i64 = upto.query_row([], |row| row.get(0)).optional()?.unwrap_or(0);
    let mut rewritten =
        c.prepare_cached("SELECT message FROM rewritten WHERE message <= ?1 ORDER BY message")?;
    let rewritten = rewritten.query_map([upto], |row| row.get(0))?;
    let mut rewritten: Vec<i64> = rewritten.collect::<Result<_, _>>()?;
    // One by one: the engine would look through every message to part the few that are gone.
    let mut there = c.prepare_cached("SELECT 1 FROM msg WHERE id = ?1")?;
    let mut failed = None;
    rewritten.retain(|id| {
        there.exists([id]).unwrap_or_else(|error| {
            failed = Some(error);
            false
        })
    });
    if let Some(error) = failed {
        return Err(error.into());
    }
    let mut last = c.prepare_cached("SELECT ifnull(max(id), 0) FROM msg")?;
    let last: i64 = last.query_row([], |row| row.get(0))?;
    let mut above = last.saturating_sub(upto).max(0);
    if above > 0 && above <= COUNTED {
        let mut count = c.prepare_cached("SELECT count(*) FROM msg WHERE id > ?1")?;
        above = count.query_row([upto], |row| row.get(0))?;
    }
    let left = u64::try_from(above).unwrap_or(0).saturating_add(rewritten.len() as u64);
    Ok(Backlog { upto, rewritten, left })
}

impl Backlog {
    /// Names what is not indexed, the newest first.
    pub(super) fn newest(&self, c: &Connection, most: usize) -> Inner<Vec<i64>> {
        let sql = "SELECT id FROM msg WHERE id > ?1 ORDER BY id DESC LIMIT ?2";
        let mut above = c.prepare_cached(sql)?;
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let ids = above.query_map([self.upto, limit], |row| row.get(0))?;
        let mut ids: Vec<i64> = ids.collect::<Result<_, _>>()?;
        ids.extend(self.rewritten.iter().rev());
        ids.truncate(most);
        Ok(ids)
    }
}

/// Indexes some messages in one commit: those that changed, then those that came; then the symbols
/// of those that were indexed without them.
fn slice(c: &Connection, begun: Instant, budget: Duration) -> Inner<()> {
    let Backlog { upto, rewritten, .. } = backlog(c)?;
    let over = || begun.elapsed() >= budget;
    let behind = symbols::behind(c)?;
    symbols::note(c, behind)?;
    for id in rewritten {
        let _ = c.prepare_cached("DELETE FROM find WHERE rowid = ?1")?.execute([id])?;
        write(c, id, words_of(c, id)?)?;
        let _ = c.prepare_cached("DELETE FROM rewritten WHERE message = ?1")?.execute([id])?;
        if over() {
            return Ok(());
        }
    }
    let mut next = c.prepare_cached("SELECT id FROM msg WHERE id > ?1 ORDER BY id LIMIT 1")?;
    let mut done = upto;
    for _ in 0..MESSAGES {
        let id: Option<i64> = next.query_row([done], |row| row.get(0)).optional()?;
        let Some(id) = id else { break };
        write(c, id, words_of(c, id)?)?;
        done = id;
        if over() {
            break;
        }
    }
    if done > upto {
        let _ = c.execute("UPDATE indexed SET upto = ?1", [done])?;
        // What changed before it was indexed needs no second time.
        let sql = "DELETE FROM rewritten WHERE message > ?1 AND message <= ?2";
        let _ = c.execute(sql, [upto, done])?;
    }
    // One at least when there is nothing else: who asks again gets on.
    if behind > 0 && (done == upto || !over()) {
        symbols::catch_up(c, over)?;
    }
    Ok(())
}

/// Throws the index away, to be made anew.
fn clear(c: &Connection) -> Inner<()> {
    c.execute_batch(
        "INSERT INTO find (find) VALUES ('delete-all'); UPDATE indexed SET upto = 0;
         DELETE FROM rewritten;",
    )?;
    symbols::note(c, 0)
}

/// Puts the words of a message into an index.
pub(super) fn write(c: &Connection, id: i64, mut plain: Plain) -> Inner<()> {
    symbols::add(&mut plain);
    let mut insert = c.prepare_cached(
        "INSERT INTO find (rowid, subject, sender, recipients, text) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let Plain { subject, sender, recipients, text } = &plain;
    let _ = insert.execute(params![id, subject, sender, recipients, text])?;
    Ok(())
}

/// Reads the words of a message; of a damaged one those that its line in lists has.
pub(super) fn words_of(c: &Connection, id: i64) -> Inner<Plain> {
    match bytes(c, MessageId(id)) {
        Ok(bytes) => Ok(mime::plain(&bytes)),
        Err(cause) if is_damage(&cause) => {
            tracing::debug!(id, ?cause, "a damaged message is found by its line only");
            let sql = "SELECT subject, sender, recipients FROM msg WHERE id = ?1";
            Ok(c.prepare_cached(sql)?.query_row([id], |row| {
                Ok(Plain {
                    subject: row.get(0)?,
                    sender: row.get(1)?,
                    recipients: row.get(2)?,
                    text: String::new(),
                })
            })?)
        }
        Err(cause) => Err(cause),
    }
}

fn is_damage(cause: &Cause) -> bool {
    match cause {
        Cause::Damaged(_) => true,
        Cause::Sqlite(error) => error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt),
        _ => false,
    }
}

/// Returns whether it is the index that is damaged, and nothing else.
pub(super) fn is_torn(cause: &Cause) -> bool {
    match cause {
        Cause::Sqlite(error) => error
            .sqlite_error()
            .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CORRUPT_VTAB),
        _ => false,
    }
}

/// Returns what is wrong with the index.
pub(in super::super) fn check(c: &Connection) -> Inner<Vec<String>> {
    let mut wrong = Vec::new();
    let sound = c.execute("INSERT INTO find (find, rank) VALUES ('integrity-check', 0)", []);
    if let Err(error) = sound {
        wrong.push(format!("the index: {error}"));
    }
    let mut list = |sql: &str, text: &str| list(c, sql, text, &mut wrong);
    list(
        "SELECT id FROM msg WHERE id <= (SELECT upto FROM indexed) AND id NOT IN
         (SELECT id FROM find_docsize) AND id NOT IN (SELECT message FROM rewritten)",
        "not in the index: message",
    )?;
    list(
        "SELECT id FROM find_docsize WHERE id NOT IN (SELECT id FROM msg)
         AND id NOT IN (SELECT message FROM gone)",
        "in the index, and no message:",
    )?;
    Ok(wrong)
}
