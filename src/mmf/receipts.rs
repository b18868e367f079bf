//! Receipts: which are wanted, which are sent, and who read what this person wrote.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Inner;
use super::messages::cut;
use super::{Error, MessageFile, Part, held, outbox};
use crate::format::mime;
use crate::mail::{MessageId, Moment};

/// The sender wants a receipt, and has none.
const WANTED: i64 = 1;
/// It is sent.
const SENT: i64 = 2;
/// The person did not want to send it.
const REFUSED: i64 = 3;

/// Somebody who read a message of this person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reader {
    /// Who, as people display.
    pub reader: String,
    /// When.
    pub read: Moment,
}

impl MessageFile {
    /// Returns whether the sender of a message still waits for a receipt.
    pub fn wants_receipt(&self, id: MessageId) -> Result<bool, Error> {
        self.look("looking for a receipt", |c| wants(c, id))
    }

    /// Notes that no receipt is sent.
    pub fn refuse_receipt(&mut self, id: MessageId) -> Result<(), Error> {
        self.change("noting that no receipt is sent", |c| {
            if wants(c, id)? {
                mark(c, id, REFUSED)?;
            }
            Ok(())
        })
    }

    /// Puts a receipt into the Outbox, and notes in the same commit that it is there: whatever
    /// happens, it goes once. `None` when nobody waits for it.
    pub fn send_receipt(
        &mut self,
        id: MessageId,
        receipt: &[u8],
        parts: &[Part],
    ) -> Result<Option<MessageId>, Error> {
        self.lists.forget();
        self.change("sending a receipt", |c| {
            if !wants(c, id)? {
                return Ok(None);
            }
            mark(c, id, SENT)?;
            let queued = outbox::put(c, receipt, parts)?;
            held::leave_no_copy(c, queued)?;
            Ok(Some(queued))
        })
    }

    /// Lists who read a message with this Message-ID, the first one first.
    pub fn readers(&self, message_id: &str) -> Result<Vec<Reader>, Error> {
        if message_id.is_empty() {
            return Ok(Vec::new());
        }
        self.look("looking for receipts", |c| {
            let mut statement = c.prepare_cached(
                "SELECT reader, read FROM reader WHERE message_id = ?1 ORDER BY read, reader",
            )?;
            let rows = statement.query_map([cut(message_id)], |row| {
                Ok(Reader { reader: row.get(0)?, read: Moment(row.get(1)?) })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }
}

/// Notes of a letter that came whether a receipt is wanted, or what it says when it is one.
pub(super) fn received(c: &Connection, id: MessageId, bytes: &[u8]) -> Inner<()> {
    let head = mime::head_alone(bytes);
    if head.receipt && !head.automatic {
        mark(c, id, WANTED)?;
    }
    let card = head.postcard.then(|| mime::parse(bytes).postcard).flatten();
    let Some(card) = card.filter(|card| !card.original.is_empty()) else { return Ok(()) };
    let read = card.read.or(head.date).unwrap_or_else(Moment::now);
    // The first time counts.
    let sql = "INSERT OR IGNORE INTO reader (message_id, reader, read) VALUES (?1, ?2, ?3)";
    let _ = c.prepare_cached(sql)?.execute(params![
        cut(&card.original),
        cut(&head.sender.to_string()),
        read.0
    ])?;
    Ok(())
}

fn wants(c: &Connection, id: MessageId) -> Inner<bool> {
    let mut statement = c.prepare_cached("SELECT receipt FROM msg WHERE id = ?1")?;
    let state: Option<i64> = statement.query_row([id.0], |row| row.get(0)).optional()?;
    Ok(state == Some(WANTED))
}

fn mark(c: &Connection, id: MessageId, state: i64) -> Inner<()> {
    let sql = "UPDATE msg SET receipt = ?2 WHERE id = ?1";
    let _ = c.prepare_cached(sql)?.execute([id.0, state])?;
    Ok(())
}
