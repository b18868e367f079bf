//! What a person does with messages, noted so that it can be taken back: moving, marking, flagging,
//! copying, each slice one commit.
//!
//! A [`Record`] stands for what an act changed. Its rows lie in a temporary table of the connection,
//! never in the message file, and are written in the same commit as the change; a hundred thousand
//! messages cost whoever holds the record as much as one. Taking an act back writes a record of its
//! own, by which it is done again: `revert` is its own opposite. What is gone meanwhile is passed
//! over.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Inner;
use super::folder_acts::Was;
use super::shift::{LISTED, Mark, copy_one, listed, remove_these};
use super::{Error, MessageFile, folders};
use crate::mail::{Flag, FolderId, FolderKind, MessageId, Moment};

/// Messages of one slice: what one commit takes is not noticed.
const SLICE: usize = 4000;

/// Rows of records: the message, and what it was before.
const TABLE: &str = "
CREATE TEMP TABLE IF NOT EXISTS did (
  record INTEGER NOT NULL, message INTEGER NOT NULL, was INTEGER NOT NULL, due INTEGER,
  PRIMARY KEY (record, message)
) WITHOUT ROWID";

/// What an act changed, for taking it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Record(pub(super) i64);

/// What is done with messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// They go to a folder.
    Move(FolderId),
    /// Copies of them go to a folder.
    Copy(FolderId),
    /// They are marked.
    Mark(Mark),
    /// They are flagged, or no longer.
    Flag(Flag),
}

/// What the rows of a record mean.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// `was` is the folder.
    Place,
    /// `was` is whether it was unread.
    Unread,
    /// `was` and `due` are the flag.
    Flag,
    /// The messages are copies; `was` is what they are copies of.
    Copies,
    /// The messages were copies in this folder; `was` is what they were copies of.
    Copied(FolderId),
    /// Folders, and what they were.
    Folders(Vec<Was>),
    /// A small setting, and what it was.
    Setting(String, String),
}

/// The records of a file that is open.
#[derive(Debug)]
pub(super) struct Records {
    last: i64,
    /// Messages that are taken back in one commit.
    pub(super) slice: usize,
    pub(super) what: BTreeMap<i64, What>,
}

impl Default for Records {
    fn default() -> Self {
        Self { last: 0, slice: SLICE, what: BTreeMap::new() }
    }
}

impl Records {
    pub(super) fn begin(&mut self, what: What) -> Record {
        self.last = self.last.saturating_add(1);
        let _ = self.what.insert(self.last, what);
        Record(self.last)
    }
}

/// How a slice of taking something back went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reverted {
    /// How many messages or folders are as they were.
    pub count: u64,
    /// The last message of the slice: the next one begins behind it. None when that was all.
    pub next: Option<MessageId>,
}

impl MessageFile {
    /// Begins to note an act.
    pub fn begin_act(&mut self, act: Act) -> Record {
        self.records.begin(match act {
            Act::Move(_) => What::Place,
            Act::Copy(_) => What::Copies,
            Act::Mark(_) => What::Unread,
            Act::Flag(_) => What::Flag,
        })
    }

    /// Does something with some messages and notes it; returns how many it changed. Those that are
    /// gone are passed over.
    pub fn act(&mut self, record: Record, act: Act, ids: &[MessageId]) -> Result<u64, Error> {
        match act {
            Act::Move(_) => self.lists.forget(),
            Act::Copy(folder) => self.lists.touched(folder),
            Act::Mark(_) | Act::Flag(_) => self.lists.marked(),
        }
        let slice = listed(ids);
        self.change("changing messages", |c| {
            c.execute_batch(TABLE)?;
            match act {
                Act::Move(folder) => move_these(c, record, &slice, folder),
                Act::Copy(folder) => copy_these(c, record, ids, folder),
                Act::Mark(mark) => mark_these(c, record, &slice, mark),
                Act::Flag(flag) => flag_these(c, record, &slice, flag),
            }
        })
    }

    /// Keeps a small setting; returns the record by which it can be what it was.
    pub fn change_setting(&mut self, key: &str, value: &str) -> Result<Record, Error> {
        let was = self.setting(key)?.unwrap_or_default();
        self.set_setting(key, value)?;
        Ok(self.records.begin(What::Setting(key.to_owned(), was)))
    }

    /// Begins to take back what a record stands for; returns the record of doing so.
    pub fn begin_revert(&mut self, record: Record) -> Record {
        let what = match self.records.what.get(&record.0) {
            Some(What::Copies) => What::Copied(FolderId(0)),
            Some(What::Copied(_)) => What::Copies,
            Some(What::Folders(_)) => What::Folders(Vec::new()),
            Some(other) => other.clone(),
            None => What::Place,
        };
        self.records.begin(what)
    }

    /// Takes back a slice of what a record stands for, noting it in another one.
    pub fn revert(
        &mut self,
        record: Record,
        into: Record,
        after: Option<MessageId>,
    ) -> Result<Reverted, Error> {
        self.lists.forget();
        let limit = self.records.slice;
        match self.records.what.get(&record.0).cloned() {
            None => Ok(Reverted { count: 0, next: None }),
            Some(What::Folders(was)) => self.revert_folders(&was, into),
            Some(What::Setting(key, was)) => {
                let now = self.setting(&key)?.unwrap_or_default();
                self.set_setting(&key, &was)?;
                let _ = self.records.what.insert(into.0, What::Setting(key, now));
                Ok(Reverted { count: 1, next: None })
            }
            Some(What::Copies) => self.revert_copies(record, into, after),
            Some(what) => self.change("taking back", |c| {
                c.execute_batch(TABLE)?;
                let Some((last, more)) = slice_of(c, record, after, limit)? else {
                    return Ok(Reverted { count: 0, next: None });
                };
                let bounds = [record.0, after.map_or(i64::MIN, |id| id.0), last.0, into.0];
                let count = match what {
                    What::Unread => swap_unread(c, bounds)?,
                    What::Flag => swap_flags(c, bounds)?,
                    What::Copied(folder) => copy_again(c, bounds, folder)?,
                    _ => swap_places(c, bounds)?,
                };
                Ok(Reverted { count, next: more.then_some(last) })
            }),
        }
    }

    /// Returns the newest message of a record that lies in a folder.
    pub fn newest_of(&self, record: Record, folder: FolderId) -> Result<Option<MessageId>, Error> {
        if !self.records.what.contains_key(&record.0) {
            return Ok(None);
        }
        self.look("looking for a message", |c| {
            c.execute_batch(TABLE)?;
            let mut statement = c.prepare_cached(
                "SELECT msg.id FROM temp.did JOIN msg ON msg.id = did.message
                 WHERE did.record = ?1 AND msg.folder = ?2 ORDER BY msg.date DESC, msg.id DESC",
            )?;
            let id = statement.query_row([record.0, folder.0], |row| row.get(0)).optional()?;
            Ok(id.map(MessageId))
        })
    }

    /// Forgets records that nobody will take back any more.
    pub fn forget_records(&mut self, records: &[Record]) -> Result<(), Error> {
        if records.is_empty() {
            return Ok(());
        }
        for record in records {
            let _ = self.records.what.remove(&record.0);
        }
        self.look("forgetting what was done", |c| {
            c.execute_batch(TABLE)?;
            let mut statement = c.prepare_cached("DELETE FROM temp.did WHERE record = ?1")?;
            for record in records {
                let _ = statement.execute([record.0])?;
            }
            Ok(())
        })
    }

    /// Returns those of some messages that lie in Deleted Mail or in a folder inside.
    pub fn thrown_away(&self, ids: &[MessageId]) -> Result<Vec<MessageId>, Error> {
        self.look("looking into Deleted Mail", |c| {
            let Some(bin) = folders::of_kind(c, FolderKind::DeletedMail)? else {
                return Ok(Vec::new());
            };
            let mut statement = c.prepare_cached(&format!(
                "WITH RECURSIVE tree (id) AS (SELECT ?2 UNION
                   SELECT folder.id FROM folder JOIN tree ON folder.parent = tree.id)
                 SELECT id FROM msg WHERE id IN ({LISTED}) AND folder IN (SELECT id FROM tree)"
            ))?;
            let mut thrown = Vec::new();
            for slice in ids.chunks(SLICE) {
                let rows = statement.query_map(params![listed(slice), bin.0], |row| row.get(0))?;
                for id in rows {
                    thrown.push(MessageId(id?));
                }
            }
            Ok(thrown)
        })
    }

    /// Removes copies; what they were copies of is noted.
    fn revert_copies(
        &mut self,
        record: Record,
        into: Record,
        after: Option<MessageId>,
    ) -> Result<Reverted, Error> {
        let limit = self.records.slice;
        let (reverted, folder) = self.change("taking copies back", |c| {
            c.execute_batch(TABLE)?;
            let Some((last, more)) = slice_of(c, record, after, limit)? else {
                return Ok((Reverted { count: 0, next: None }, None));
            };
            let from = after.map_or(i64::MIN, |id| id.0);
            let mut copies = c.prepare_cached(
                "SELECT did.message, did.was, msg.folder FROM temp.did
                 JOIN msg ON msg.id = did.message
                 WHERE did.record = ?1 AND did.message > ?2 AND did.message <= ?3",
            )?;
            let mut rows = copies.query([record.0, from, last.0])?;
            let (mut ids, mut folder) = (Vec::new(), None);
            let mut note = c.prepare_cached(
                "INSERT OR IGNORE INTO temp.did (record, message, was) VALUES (?1, ?2, ?3)",
            )?;
            while let Some(row) = rows.next()? {
                let (copy, original): (i64, i64) = (row.get(0)?, row.get(1)?);
                ids.push(MessageId(copy));
                folder = Some(FolderId(row.get(2)?));
                let _ = note.execute([into.0, copy, original])?;
            }
            drop(rows);
            remove_these(c, &ids)?;
            let reverted = Reverted { count: ids.len() as u64, next: more.then_some(last) };
            Ok((reverted, folder))
        })?;
        if let Some(folder) = folder
            && let Some(What::Copied(place)) = self.records.what.get_mut(&into.0)
        {
            *place = folder;
        }
        Ok(reverted)
    }
}

/// Returns the last message of the next slice of a record, and whether there are more behind it.
fn slice_of(
    c: &Connection,
    record: Record,
    after: Option<MessageId>,
    limit: usize,
) -> Inner<Option<(MessageId, bool)>> {
    let after = after.map_or(i64::MIN, |id| id.0);
    let mut statement = c.prepare_cached(
        "SELECT max(message), count(*) FROM (SELECT message FROM temp.did
         WHERE record = ?1 AND message > ?2 ORDER BY message LIMIT ?3)",
    )?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let (last, count): (Option<i64>, i64) =
        statement.query_row([record.0, after, limit], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(last.map(|last| (MessageId(last), count == limit)))
}

fn count(changed: usize) -> u64 {
    changed as u64
}

fn move_these(c: &Connection, record: Record, ids: &str, folder: FolderId) -> Inner<u64> {
    let _ = folders::one(c, folder)?;
    let _ = c
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO temp.did (record, message, was)
             SELECT ?2, id, folder FROM msg WHERE id IN ({LISTED}) AND folder <> ?3"
        ))?
        .execute(params![ids, record.0, folder.0])?;
    let changed = c
        .prepare_cached(&format!(
            "UPDATE msg SET folder = ?2 WHERE id IN ({LISTED}) AND folder <> ?2"
        ))?
        .execute(params![ids, folder.0])?;
    Ok(count(changed))
}

fn copy_these(c: &Connection, record: Record, ids: &[MessageId], to: FolderId) -> Inner<u64> {
    let _ = folders::one(c, to)?;
    let mut note =
        c.prepare_cached("INSERT INTO temp.did (record, message, was) VALUES (?1, ?2, ?3)")?;
    let mut copied = 0;
    for id in ids {
        if let Some(copy) = copy_one(c, *id, to, None)? {
            let _ = note.execute([record.0, copy.0, id.0])?;
            copied += 1;
        }
    }
    Ok(copied)
}

fn mark_these(c: &Connection, record: Record, ids: &str, mark: Mark) -> Inner<u64> {
    let (column, value) = mark.column();
    if column == "unread" {
        let _ = c
            .prepare_cached(&format!(
                "INSERT OR IGNORE INTO temp.did (record, message, was)
                 SELECT ?2, id, unread FROM msg WHERE id IN ({LISTED}) AND unread <> ?3"
            ))?
            .execute(params![ids, record.0, value])?;
    }
    let changed = c
        .prepare_cached(&format!(
            "UPDATE msg SET {column} = ?2 WHERE id IN ({LISTED}) AND {column} <> ?2"
        ))?
        .execute(params![ids, value])?;
    Ok(count(changed))
}

/// Returns a flag as its columns hold it.
pub(super) fn flag_columns(flag: Flag) -> (i64, Option<i64>) {
    match flag {
        Flag::None => (0, None),
        Flag::Raised { due } => (1, due.map(|at: Moment| at.0)),
        Flag::Done => (2, None),
    }
}

fn flag_these(c: &Connection, record: Record, ids: &str, flag: Flag) -> Inner<u64> {
    let (flag, due) = flag_columns(flag);
    let _ = c
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO temp.did (record, message, was, due)
             SELECT ?2, id, flag, due FROM msg
             WHERE id IN ({LISTED}) AND (flag <> ?3 OR due IS NOT ?4)"
        ))?
        .execute(params![ids, record.0, flag, due])?;
    let changed = c
        .prepare_cached(&format!(
            "UPDATE msg SET flag = ?2, due = ?3
             WHERE id IN ({LISTED}) AND (flag <> ?2 OR due IS NOT ?3)"
        ))?
        .execute(params![ids, flag, due])?;
    Ok(count(changed))
}

/// The rows of a slice: of record ?1, after message ?2, up to message ?3.
const ROWS: &str = "did.record = ?1 AND did.message > ?2 AND did.message <= ?3";

fn swap_places(c: &Connection, bounds: [i64; 4]) -> Inner<u64> {
    let inbox = folders::make_standard(c, FolderKind::Inbox)?;
    let [record, after, last, into] = bounds;
    // A folder that is gone meanwhile is made up for by the Inbox.
    let target = "CASE WHEN EXISTS (SELECT 1 FROM folder WHERE folder.id = did.was)
                  THEN did.was ELSE ?4 END";
    let rows = params![record, after, last, inbox.0, into];
    let _ = c
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO temp.did (record, message, was)
             SELECT ?5, msg.id, msg.folder FROM temp.did JOIN msg ON msg.id = did.message
             WHERE {ROWS} AND msg.folder <> {target}"
        ))?
        .execute(rows)?;
    let changed = c
        .prepare_cached(&format!(
            "UPDATE msg SET folder = {target} FROM temp.did
             WHERE msg.id = did.message AND {ROWS} AND msg.folder <> {target}"
        ))?
        .execute(params![record, after, last, inbox.0])?;
    Ok(count(changed))
}

fn swap_unread(c: &Connection, [record, after, last, into]: [i64; 4]) -> Inner<u64> {
    let _ = c
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO temp.did (record, message, was)
             SELECT ?4, msg.id, msg.unread FROM temp.did JOIN msg ON msg.id = did.message
             WHERE {ROWS} AND msg.unread <> did.was"
        ))?
        .execute([record, after, last, into])?;
    let changed = c
        .prepare_cached(&format!(
            "UPDATE msg SET unread = did.was FROM temp.did
             WHERE msg.id = did.message AND {ROWS} AND msg.unread <> did.was"
        ))?
        .execute([record, after, last])?;
    Ok(count(changed))
}

fn swap_flags(c: &Connection, [record, after, last, into]: [i64; 4]) -> Inner<u64> {
    let differs = "(msg.flag <> did.was OR msg.due IS NOT did.due)";
    let _ = c
        .prepare_cached(&format!(
            "INSERT OR IGNORE INTO temp.did (record, message, was, due)
             SELECT ?4, msg.id, msg.flag, msg.due FROM temp.did JOIN msg ON msg.id = did.message
             WHERE {ROWS} AND {differs}"
        ))?
        .execute([record, after, last, into])?;
    let changed = c
        .prepare_cached(&format!(
            "UPDATE msg SET flag = did.was, due = did.due FROM temp.did
             WHERE msg.id = did.message AND {ROWS} AND {differs}"
        ))?
        .execute([record, after, last])?;
    Ok(count(changed))
}

fn copy_again(c: &Connection, bounds: [i64; 4], folder: FolderId) -> Inner<u64> {
    let [record, after, last, into] = bounds;
    let mut statement = c.prepare_cached(&format!(
        "SELECT message, was FROM temp.did WHERE {ROWS}
         AND NOT EXISTS (SELECT 1 FROM msg WHERE msg.id = did.message) ORDER BY message"
    ))?;
    let rows = statement.query_map([record, after, last], |row| {
        Ok((MessageId(row.get(0)?), MessageId(row.get(1)?)))
    })?;
    let rows: Vec<(MessageId, MessageId)> = rows.collect::<Result<_, _>>()?;
    let mut note =
        c.prepare_cached("INSERT INTO temp.did (record, message, was) VALUES (?1, ?2, ?3)")?;
    let mut copied = 0;
    for (copy, original) in rows {
        if copy_one(c, original, folder, Some(copy))?.is_some() {
            let _ = note.execute([into, copy.0, original.0])?;
            copied += 1;
        }
    }
    Ok(copied)
}
