//! The Outbox: messages that wait to be posted, and where each still has to go.

use rusqlite::{Connection, Row, params};

use super::error::{Cause, Inner};
use super::messages::{self, Flags};
use super::{Error, Letter, MessageFile, folders, held};
use crate::mail::{Address, FolderKind, MessageId, Moment, PostofficeId};

/// What of a message is to be posted at one postoffice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number in the message, from 0.
    pub number: u32,
    /// The postoffice, `NETWORK/POSTOFFICE`.
    pub postoffice: String,
    /// Who is to get it there.
    pub recipients: Vec<Address>,
    /// The letter as which it is posted, once it has a number.
    pub letter: Option<Letter>,
    /// Whether it is posted.
    pub done: bool,
}

impl MessageFile {
    /// Lists the parts of a message in the Outbox.
    pub fn parts(&self, id: MessageId) -> Result<Vec<Part>, Error> {
        self.look("reading the parts of a message", |c| parts(c, id))
    }

    /// Notes the letter as which a part is going to be posted.
    pub fn part_letter(&mut self, id: MessageId, part: u32, letter: Letter) -> Result<(), Error> {
        self.change("noting a letter's number", |c| {
            let sql = "UPDATE outbox SET letter_postoffice = ?3, letter_number = ?4
                       WHERE message = ?1 AND number = ?2";
            let postoffice = letter.postoffice.0.cast_signed();
            one(c.execute(sql, params![id.0, part, postoffice, letter.number])?, id)
        })
    }

    /// Notes that a part is posted.
    pub fn part_done(&mut self, id: MessageId, part: u32) -> Result<(), Error> {
        self.change("noting that a letter is posted", |c| {
            let sql = "UPDATE outbox SET done = 1 WHERE message = ?1 AND number = ?2";
            one(c.execute(sql, params![id.0, part])?, id)
        })
    }

    /// Puts a message that is posted everywhere to Sent Mail, read; what it answers is marked.
    pub fn sent(&mut self, id: MessageId) -> Result<(), Error> {
        self.lists.forget();
        self.change("putting a message to Sent Mail", |c| {
            let sent = folders::make_standard(c, FolderKind::SentMail)?;
            let sql = "UPDATE msg SET folder = ?2, unread = 0, draft = 0 WHERE id = ?1";
            one(c.execute(sql, [id.0, sent.0])?, id)?;
            let _ = c.execute("DELETE FROM outbox WHERE message = ?1", [id.0])?;
            held::sent(c, id)
        })
    }
}

/// Puts a message into the Outbox, with its parts.
pub(super) fn put(c: &Connection, bytes: &[u8], parts: &[Part]) -> Inner<MessageId> {
    let outbox = folders::make_standard(c, FolderKind::Outbox)?;
    let id = messages::insert(c, outbox, bytes, Flags::default(), Moment::now())?;
    put_parts(c, id, parts)?;
    Ok(id)
}

/// Notes where a message in the Outbox has to go.
pub(super) fn put_parts(c: &Connection, id: MessageId, parts: &[Part]) -> Inner<()> {
    let mut row = c.prepare_cached(
        "INSERT INTO outbox (message, number, postoffice, recipients, letter_postoffice,
         letter_number, done) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?;
    for part in parts {
        let recipients: Vec<String> = part.recipients.iter().map(ToString::to_string).collect();
        let _ = row.execute(params![
            id.0,
            part.number,
            part.postoffice,
            recipients.join(" "),
            part.letter.map(|l| l.postoffice.0.cast_signed()),
            part.letter.map(|l| l.number),
            part.done
        ])?;
    }
    Ok(())
}

fn one(changed: usize, id: MessageId) -> Inner<()> {
    if changed == 1 { Ok(()) } else { Err(Cause::NoSuchMessage(id)) }
}

fn parts(c: &Connection, id: MessageId) -> Inner<Vec<Part>> {
    let mut statement = c.prepare_cached(
        "SELECT number, postoffice, letter_postoffice, letter_number, done, recipients
         FROM outbox WHERE message = ?1 ORDER BY number",
    )?;
    let mut rows = statement.query([id.0])?;
    let mut parts = Vec::new();
    while let Some(row) = rows.next()? {
        parts.push(part(row, id)?);
    }
    Ok(parts)
}

fn part(row: &Row<'_>, id: MessageId) -> Inner<Part> {
    let postoffice: Option<i64> = row.get(2)?;
    let number: Option<u32> = row.get(3)?;
    let recipients: String = row.get(5)?;
    let recipients = recipients.split_whitespace().map(Address::parse).collect::<Result<_, _>>();
    Ok(Part {
        number: row.get(0)?,
        postoffice: row.get(1)?,
        recipients: recipients
            .map_err(|e| Cause::Damaged(format!("message {}: a recipient: {e}", id.0)))?,
        letter: postoffice.zip(number).map(|(postoffice, number)| Letter {
            postoffice: PostofficeId(postoffice.cast_unsigned()),
            number,
        }),
        done: row.get(4)?,
    })
}
