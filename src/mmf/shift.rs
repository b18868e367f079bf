//! Marking, moving, copying and removing messages, few or many, each call one commit.

use rusqlite::{Connection, params};

use super::error::Inner;
use super::messages::pieces_of;
use super::{Error, MessageFile, folders};
use crate::mail::{FolderId, MessageId};

/// Messages in one statement: each statement costs more than each message in it.
const AT_ONCE: usize = 10_000;

/// Reads the numbers that a statement is about from its first parameter.
pub(super) const LISTED: &str = "SELECT value FROM json_each(?1)";

/// A mark put on messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// It was opened.
    Read,
    /// As if nobody had opened it.
    Unread,
    /// It was answered.
    Answered,
    /// It was forwarded.
    Forwarded,
}

impl Mark {
    /// Returns the column that the mark is kept in, and its value there.
    pub(super) fn column(self) -> (&'static str, i64) {
        match self {
            Self::Read => ("unread", 0),
            Self::Unread => ("unread", 1),
            Self::Answered => ("answered", 1),
            Self::Forwarded => ("forwarded", 1),
        }
    }
}

impl MessageFile {
    /// Marks messages; those that are gone are passed over.
    pub fn mark(&mut self, ids: &[MessageId], mark: Mark) -> Result<(), Error> {
        self.change("marking messages", |c| {
            let (column, value) = mark.column();
            let mut statement = c.prepare_cached(&format!(
                "UPDATE msg SET {column} = {value} WHERE id IN ({LISTED}) AND {column} <> {value}"
            ))?;
            for slice in ids.chunks(AT_ONCE) {
                let _ = statement.execute([listed(slice)])?;
            }
            Ok(())
        })
    }

    /// Moves messages to a folder and returns where they were, in no particular order; those that
    /// are gone, or there already, are passed over.
    pub fn move_to(
        &mut self,
        ids: &[MessageId],
        folder: FolderId,
    ) -> Result<Vec<(MessageId, FolderId)>, Error> {
        self.lists.forget();
        self.change("moving messages", |c| {
            let _ = folders::one(c, folder)?;
            let mut moved = Vec::with_capacity(ids.len());
            let mut before = c.prepare_cached(&format!(
                "SELECT id, folder FROM msg WHERE id IN ({LISTED}) AND folder <> ?2"
            ))?;
            let mut update =
                c.prepare_cached(&format!("UPDATE msg SET folder = ?2 WHERE id IN ({LISTED})"))?;
            for slice in ids.chunks(AT_ONCE) {
                let ids = listed(slice);
                let mut rows = before.query(params![ids, folder.0])?;
                while let Some(row) = rows.next()? {
                    moved.push((MessageId(row.get(0)?), FolderId(row.get(1)?)));
                }
                drop(rows);
                let _ = update.execute(params![ids, folder.0])?;
            }
            Ok(moved)
        })
    }

    /// Copies messages to a folder and returns the copies; those that are gone are passed over.
    pub fn copy_to(
        &mut self,
        ids: &[MessageId],
        folder: FolderId,
    ) -> Result<Vec<MessageId>, Error> {
        self.lists.touched(folder);
        self.change("copying messages", |c| {
            let _ = folders::one(c, folder)?;
            let mut copies = Vec::with_capacity(ids.len());
            for id in ids {
                copies.extend(copy_one(c, *id, folder, None)?);
            }
            Ok(copies)
        })
    }

    /// Removes messages for good. They leave every list at once; their bytes are cleared away
    /// later ([`Self::clear_away`]). Letters they came as stay known.
    pub fn remove(&mut self, ids: &[MessageId]) -> Result<(), Error> {
        self.lists.forget();
        self.change("removing messages", |c| remove_these(c, ids))
    }
}

/// Copies a message to a folder, if it is there, under a new number, or under one that it had before
/// it was removed; a copy bears no flag.
pub(super) fn copy_one(
    c: &Connection,
    id: MessageId,
    folder: FolderId,
    number: Option<MessageId>,
) -> Inner<Option<MessageId>> {
    let mut row = c.prepare_cached(
        "INSERT INTO msg (id, folder, date, arrived, size, unread, answered, forwarded, draft,
         priority, attachments, message_hash, sha1, message_id, sender, recipients, subject, thread)
         SELECT ?3, ?2, date, arrived, size, unread, answered, forwarded, draft, priority,
         attachments, message_hash, sha1, message_id, sender, recipients, subject, thread
         FROM msg WHERE id = ?1",
    )?;
    if row.execute(params![id.0, folder.0, number.map(|id| id.0)])? == 0 {
        return Ok(None);
    }
    let copy = MessageId(c.last_insert_rowid());
    let (first, end) = pieces_of(id)?;
    let (to, to_end) = pieces_of(copy)?;
    if number.is_some() {
        // What was left of it and not cleared away yet.
        let _ = c.execute("DELETE FROM gone WHERE message = ?1", [copy.0])?;
        let _ = c.execute("DELETE FROM piece WHERE id >= ?1 AND id < ?2", [to, to_end])?;
    }
    let mut pieces = c.prepare_cached(
        "INSERT INTO piece (id, message, number, bytes)
         SELECT id - ?1 + ?3, ?4, number, bytes FROM piece WHERE id >= ?1 AND id < ?2",
    )?;
    let _ = pieces.execute([first, end, to, copy.0])?;
    Ok(Some(copy))
}

/// Removes messages for good; their bytes are cleared away later.
pub(super) fn remove_these(c: &Connection, ids: &[MessageId]) -> Inner<()> {
    let mut gone = c.prepare_cached(&format!(
        "INSERT OR IGNORE INTO gone (message) SELECT id FROM msg WHERE id IN ({LISTED})"
    ))?;
    let mut rows = c.prepare_cached(&format!("DELETE FROM msg WHERE id IN ({LISTED})"))?;
    for slice in ids.chunks(AT_ONCE) {
        let ids = listed(slice);
        let _ = gone.execute([&ids])?;
        let _ = rows.execute([&ids])?;
    }
    Ok(())
}

/// Returns numbers in the form that [`LISTED`] reads.
pub(super) fn listed(ids: &[MessageId]) -> String {
    let numbers: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
    format!("[{}]", numbers.join(","))
}
