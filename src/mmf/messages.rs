//! Messages and their bytes: putting them in, and reading them out.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, params};
use sha1::{Digest, Sha1};

use super::error::{Cause, Inner};
use super::schema::PIECES;
use super::{Error, MessageFile, folders, threads};
use crate::format::mime::{self, Head};
use crate::mail::{Flag, FolderId, FolderKind, MessageId, Moment, Priority, Summary};

/// Bytes of a message in one row.
const PIECE: usize = 256 * 1024;

/// Bytes of a sender, subject or list of recipients that lists keep; the message has them all.
const SHOWN: usize = 1000;

/// Columns of a [`Summary`], in the order in which [`summary_of`] reads them.
pub(super) const SUMMARY: &str = "id, folder, message_id, sender, recipients, subject, date, size, \
     unread, answered, forwarded, draft, priority, attachments, arrived, flag, due, thread";

/// The state of a message that is put in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NewFlags {
    /// Whether nobody opened it yet.
    pub unread: bool,
    /// Whether it is being written and not yet sent.
    pub draft: bool,
}

/// All marks of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Flags {
    pub(super) unread: bool,
    pub(super) answered: bool,
    pub(super) forwarded: bool,
    pub(super) draft: bool,
}

impl From<NewFlags> for Flags {
    fn from(new: NewFlags) -> Self {
        Self { unread: new.unread, draft: new.draft, ..Self::default() }
    }
}

/// The SHA-1 of a message.
pub(super) type Sha = [u8; 20];

impl MessageFile {
    /// Reads the line of a message.
    pub fn summary(&self, id: MessageId) -> Result<Summary, Error> {
        self.look("reading a summary", |c| summary(c, id)?.ok_or(Cause::NoSuchMessage(id)))
    }

    /// Reads a message, byte for byte as it came, and checks it.
    pub fn bytes(&self, id: MessageId) -> Result<Vec<u8>, Error> {
        self.look("reading a message", |c| bytes(c, id))
    }

    /// Finds the newest message with a Message-ID (without brackets).
    pub fn find_message_id(&self, message_id: &str) -> Result<Option<MessageId>, Error> {
        if message_id.is_empty() {
            return Ok(None);
        }
        self.look("looking for a message", |c| {
            let mut statement = c.prepare_cached(
                "SELECT id FROM msg WHERE message_hash = ?1 AND message_hash <> 0
                 AND message_id = ?2 ORDER BY id DESC LIMIT 1",
            )?;
            let id = cut(message_id);
            let found = statement.query_row(params![hash(id), id], |row| row.get(0)).optional()?;
            Ok(found.map(MessageId))
        })
    }

    /// Puts a message into a folder.
    pub fn add(
        &mut self,
        folder: FolderId,
        bytes: &[u8],
        flags: NewFlags,
    ) -> Result<MessageId, Error> {
        self.lists.touched(folder);
        self.change("putting a message in", |c| {
            let _ = folders::one(c, folder)?;
            insert(c, folder, bytes, flags.into(), Moment::now())
        })
    }

    /// Keeps a draft in place of its earlier form, under the same number; a new one if there is
    /// none, or it is gone.
    pub fn replace_draft(
        &mut self,
        id: Option<MessageId>,
        bytes: &[u8],
    ) -> Result<MessageId, Error> {
        self.lists.forget();
        self.change("keeping a draft", |c| {
            let now = Moment::now();
            if let Some(id) = id
                && summary(c, id)?.is_some()
            {
                rewrite(c, id, bytes, now)?;
                return Ok(id);
            }
            let drafts = folders::make_standard(c, FolderKind::Drafts)?;
            insert(c, drafts, bytes, Flags { draft: true, ..Flags::default() }, now)
        })
    }
}

/// What a row holds of a message's bytes.
struct NewRow {
    date: i64,
    size: i64,
    priority: i64,
    attachments: i64,
    hash: i64,
    sha1: Sha,
    message_id: String,
    references: Vec<String>,
    sender: String,
    recipients: String,
    subject: String,
}

impl NewRow {
    fn read(bytes: &[u8], arrived: Moment) -> Self {
        let Head { message_id, references, from, to, subject, date, priority, attachments, .. } =
            mime::head(bytes);
        let short = |text: String| cut(&text).to_owned();
        let message_id = short(message_id);
        Self {
            date: date.unwrap_or(arrived).0,
            size: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
            priority: match priority {
                Priority::Low => 1,
                Priority::Normal => 3,
                Priority::High => 5,
            },
            attachments: i64::from(attachments),
            hash: hash(&message_id),
            sha1: sha1(bytes),
            message_id,
            references,
            sender: short(from),
            recipients: short(to),
            subject: short(subject),
        }
    }
}

/// Returns the SHA-1 of a message.
pub(super) fn sha1(bytes: &[u8]) -> Sha {
    Sha1::digest(bytes).into()
}

/// Finds the message of a folder that has these bytes, by its digest first.
pub(super) fn there(
    c: &Connection,
    digests: &HashMap<Sha, MessageId>,
    sha1: &Sha,
    bytes: &[u8],
) -> Option<MessageId> {
    let id = digests.get(sha1).copied()?;
    self::bytes(c, id).is_ok_and(|there| there == bytes).then_some(id)
}

/// Names the messages of a folder by their SHA-1.
pub(super) fn digests_of(c: &Connection, folder: FolderId) -> Inner<HashMap<Sha, MessageId>> {
    let mut statement = c.prepare("SELECT sha1, id FROM msg WHERE folder = ?1")?;
    let rows = statement.query_map([folder.0], |row| Ok((row.get(0)?, MessageId(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Returns the number by which a Message-ID is found; 0 for none.
pub(super) fn hash(message_id: &str) -> i64 {
    let message_id = cut(message_id);
    if message_id.is_empty() {
        return 0;
    }
    let digest = Sha1::digest(message_id.as_bytes());
    let first = digest.first_chunk::<8>().copied().unwrap_or_default();
    // Odd, so that it is never the 0 of those that have none.
    i64::from_le_bytes(first) | 1
}

pub(super) fn cut(text: &str) -> &str {
    text.get(..text.floor_char_boundary(SHOWN)).unwrap_or(text)
}

/// Puts a message into a folder that exists.
pub(super) fn insert(
    c: &Connection,
    folder: FolderId,
    bytes: &[u8],
    flags: Flags,
    arrived: Moment,
) -> Inner<MessageId> {
    let row = NewRow::read(bytes, arrived);
    let thread = threads::begun(c, row.hash, &row.references)?;
    let mut statement = c.prepare_cached(
        "INSERT INTO msg (folder, date, arrived, size, unread, answered, forwarded, draft,
         priority, attachments, message_hash, sha1, message_id, sender, recipients, subject, thread)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
    )?;
    let _ = statement.execute(params![
        folder.0,
        row.date,
        arrived.0,
        row.size,
        flags.unread,
        flags.answered,
        flags.forwarded,
        flags.draft,
        row.priority,
        row.attachments,
        row.hash,
        row.sha1,
        row.message_id,
        row.sender,
        row.recipients,
        row.subject,
        thread.unwrap_or_default()
    ])?;
    let id = MessageId(c.last_insert_rowid());
    threads::complete(c, id, row.hash, thread)?;
    insert_pieces(c, id, bytes)?;
    Ok(id)
}

/// Puts other bytes in the place of a message's, and makes it a draft.
pub(super) fn rewrite(c: &Connection, id: MessageId, bytes: &[u8], now: Moment) -> Inner<()> {
    let row = NewRow::read(bytes, now);
    let mut statement = c.prepare_cached(
        "UPDATE msg SET date = ?2, size = ?3, priority = ?4, attachments = ?5,
         message_hash = ?6, sha1 = ?7, message_id = ?8, sender = ?9, recipients = ?10,
         subject = ?11, draft = 1, unread = 0 WHERE id = ?1",
    )?;
    let _ = statement.execute(params![
        id.0,
        row.date,
        row.size,
        row.priority,
        row.attachments,
        row.hash,
        row.sha1,
        row.message_id,
        row.sender,
        row.recipients,
        row.subject
    ])?;
    threads::assign(c, id, row.hash, &row.references)?;
    let (first, end) = pieces_of(id)?;
    let _ = c.execute("DELETE FROM piece WHERE id >= ?1 AND id < ?2", [first, end])?;
    insert_pieces(c, id, bytes)
}

fn insert_pieces(c: &Connection, id: MessageId, bytes: &[u8]) -> Inner<()> {
    let (first, end) = pieces_of(id)?;
    let mut statement =
        c.prepare_cached("INSERT INTO piece (id, message, number, bytes) VALUES (?1, ?2, ?3, ?4)")?;
    for (place, (number, piece)) in (first..end).zip((0_i64..).zip(bytes.chunks(PIECE))) {
        let _ = statement.execute(params![place, id.0, number, piece])?;
    }
    Ok(())
}

/// Returns where the pieces of a message lie: from the first number up to below the second.
pub(super) fn pieces_of(id: MessageId) -> Inner<(i64, i64)> {
    let bounds = || {
        let first = id.0.checked_mul(PIECES)?;
        Some((first, first.checked_add(PIECES)?))
    };
    bounds().ok_or_else(|| Cause::Damaged(format!("message {} has an impossible number", id.0)))
}

/// Reads the line of a message, if there is one.
pub(super) fn summary(c: &Connection, id: MessageId) -> Inner<Option<Summary>> {
    let mut statement = c.prepare_cached(&format!("SELECT {SUMMARY} FROM msg WHERE id = ?1"))?;
    Ok(statement.query_row([id.0], summary_of).optional()?)
}

/// Reads a summary from a row of [`SUMMARY`].
pub(super) fn summary_of(row: &Row<'_>) -> rusqlite::Result<Summary> {
    Ok(Summary {
        id: MessageId(row.get(0)?),
        folder: FolderId(row.get(1)?),
        message_id: row.get(2)?,
        from: row.get(3)?,
        to: row.get(4)?,
        cc: None,
        subject: row.get(5)?,
        date: Moment(row.get(6)?),
        size: u64::try_from(row.get::<_, i64>(7)?).unwrap_or(0),
        unread: row.get(8)?,
        answered: row.get(9)?,
        forwarded: row.get(10)?,
        draft: row.get(11)?,
        priority: match row.get::<_, i64>(12)? {
            ..=2 => Priority::Low,
            3 => Priority::Normal,
            4.. => Priority::High,
        },
        attachments: u32::try_from(row.get::<_, i64>(13)?).unwrap_or(0),
        arrived: Moment(row.get(14)?),
        flag: match row.get::<_, i64>(15)? {
            1 => Flag::Raised { due: row.get::<_, Option<i64>>(16)?.map(Moment) },
            2 => Flag::Done,
            _ => Flag::None,
        },
        thread: row.get(17)?,
        gathered: None,
    })
}

/// Reads a message and checks it against its SHA-1.
pub(super) fn bytes(c: &Connection, id: MessageId) -> Inner<Vec<u8>> {
    let mut row = c.prepare_cached("SELECT sha1, size FROM msg WHERE id = ?1")?;
    let found: Option<(Vec<u8>, i64)> =
        row.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (digest, size) = found.ok_or(Cause::NoSuchMessage(id))?;
    let damaged = |what: &str| Cause::Damaged(format!("message {}: {what}", id.0));
    let (first, end) = pieces_of(id)?;
    let mut statement =
        c.prepare_cached("SELECT number, bytes FROM piece WHERE id >= ?1 AND id < ?2 ORDER BY id")?;
    let mut rows = statement.query([first, end])?;
    let mut whole = Vec::new();
    let mut expected = 0_i64;
    while let Some(row) = rows.next()? {
        if row.get::<_, i64>(0)? != expected {
            return Err(damaged("a piece is missing"));
        }
        expected += 1;
        let piece = row.get_ref(1)?;
        whole.extend_from_slice(piece.as_blob().map_err(|_| damaged("a piece is no bytes"))?);
    }
    if i64::try_from(whole.len()).ok() != Some(size) {
        return Err(damaged("a piece is missing"));
    }
    if sha1(&whole).as_slice() != digest {
        return Err(damaged("its bytes are not those that were stored"));
    }
    Ok(whole)
}
