//! How the Outbox waits: until when a message may be taken back, how often it was tried in vain,
//! and what its sender typed.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::error::{Cause, Inner};
use super::messages;
use super::{Error, Mark, MessageFile, Part, folders, outbox};
use crate::mail::{FolderKind, MessageId, Moment};

/// The longest time for which a message is held. What is held for longer is so by a clock that was
/// put back, and goes.
const LONGEST: i64 = 10 * 60 * 1000;

const COLUMNS: &str = "until, again, tries, reason, typed, refused, answers, mark, discard";

/// What is noted of a message in the Outbox.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// It is not posted before; until then its sender takes it back without a trace.
    pub until: Moment,
    /// When it is tried again.
    pub again: Moment,
    /// How often it was tried in vain.
    pub tries: u32,
    /// Why it could not be posted last; empty before the first try.
    pub reason: String,
    /// Its recipients as they were typed, as the session writes them; empty when nobody typed them.
    pub typed: String,
    /// Who was not found and is not told of yet, as the session writes it.
    pub refused: String,
    /// The message that is marked when this one is sent.
    pub answers: Option<(MessageId, Mark)>,
    /// Whether no copy of it goes to Sent Mail.
    pub no_copy: bool,
}

impl Held {
    /// Returns whether the sender can still take the message back without a trace.
    pub fn is_held(&self, now: Moment) -> bool {
        self.until > now && self.until.0.saturating_sub(now.0) <= LONGEST
    }
}

/// Which of the messages in the Outbox are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Retry {
    /// Those whose turn it is.
    Due,
    /// All that nobody holds any more, whatever came of the last try.
    All,
}

impl MessageFile {
    /// Puts a message into the Outbox together with the parts in which it is to be posted, and
    /// with what is noted of it; the draft that it was goes in the same commit.
    pub fn hold(
        &mut self,
        bytes: &[u8],
        parts: &[Part],
        held: &Held,
        draft: Option<MessageId>,
    ) -> Result<MessageId, Error> {
        self.lists.forget();
        self.change("putting a message into the Outbox", |c| {
            let id = outbox::put(c, bytes, parts)?;
            let (answers, mark) = held.answers.unzip();
            let _ = c
                .prepare_cached(&format!(
                "INSERT INTO held (message, {COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,
                 ?10)"
            ))?
                .execute(params![
                    id.0,
                    held.until.0,
                    held.again.0,
                    held.tries,
                    held.reason,
                    held.typed,
                    held.refused,
                    answers.map(|id| id.0),
                    mark.map(word),
                    held.no_copy,
                ])?;
            if let Some(draft) = draft {
                let sql = "INSERT OR IGNORE INTO gone (message) SELECT id FROM msg WHERE id = ?1";
                let _ = c.execute(sql, [draft.0])?;
                let _ = c.execute("DELETE FROM msg WHERE id = ?1", [draft.0])?;
            }
            Ok(id)
        })
    }

    /// Lists the messages in the Outbox that may be posted now, oldest first. One that the person
    /// moved elsewhere does not wait any more; moved back, it waits again.
    pub fn waiting(&self, now: Moment, retry: Retry) -> Result<Vec<MessageId>, Error> {
        let known = self.outbox()?;
        let mine = |held: &Held| !held.is_held(now) && (retry == Retry::All || held.again <= now);
        Ok(known.into_iter().filter(|(_, held)| mine(held)).map(|(id, _)| id).collect())
    }

    /// Lists what waits in the Outbox, oldest first, and what is noted of it.
    pub fn outbox(&self) -> Result<Vec<(MessageId, Held)>, Error> {
        self.look("looking into the Outbox", |c| {
            let Some(outbox) = folders::of_kind(c, FolderKind::Outbox)? else {
                return Ok(Vec::new());
            };
            let mut statement = c.prepare_cached(&format!(
                "SELECT {COLUMNS}, msg.id FROM msg LEFT JOIN held ON held.message = msg.id
                 WHERE folder = ?1
                 AND EXISTS (SELECT 1 FROM outbox WHERE outbox.message = msg.id) ORDER BY msg.id"
            ))?;
            let rows = statement.query_map([outbox.0], |r| Ok((MessageId(r.get(9)?), read(r)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Reads what is noted of a message in the Outbox.
    pub fn held(&self, id: MessageId) -> Result<Held, Error> {
        self.look("looking into the Outbox", |c| Ok(noted(c, id)?.unwrap_or_default()))
    }

    /// Notes that a message could not be posted, and when it is tried again.
    pub fn tried(&mut self, id: MessageId, reason: &str, again: Moment) -> Result<(), Error> {
        self.change("noting why a message waits", |c| {
            let sql = "INSERT INTO held (message, tries, reason, again) VALUES (?1, 1, ?2, ?3)
                       ON CONFLICT (message) DO UPDATE SET tries = tries + 1,
                       reason = excluded.reason, again = excluded.again";
            let _ = c.prepare_cached(sql)?.execute(params![id.0, reason, again.0])?;
            Ok(())
        })
    }

    /// Sends a message of the Outbox, of which nothing is posted yet, to others than it was put
    /// there for: with these bytes, parts, and what is noted of its recipients.
    pub fn readdress(
        &mut self,
        id: MessageId,
        bytes: &[u8],
        parts: &[Part],
        held: &Held,
    ) -> Result<(), Error> {
        self.lists.forget();
        self.change("addressing a message in the Outbox", |c| {
            messages::rewrite(c, id, bytes, Moment::now())?;
            let _ = c.execute("UPDATE msg SET draft = 0 WHERE id = ?1", [id.0])?;
            let _ = c.execute("DELETE FROM outbox WHERE message = ?1", [id.0])?;
            outbox::put_parts(c, id, parts)?;
            let sql = "UPDATE held SET typed = ?2, refused = ?3 WHERE message = ?1";
            let _ = c.execute(sql, params![id.0, held.typed, held.refused])?;
            Ok(())
        })
    }

    /// Notes that the sender is told who was not found.
    pub fn refusals_told(&mut self, id: MessageId) -> Result<(), Error> {
        self.change("noting that a report is written", |c| {
            let _ = c.execute("UPDATE held SET refused = '' WHERE message = ?1", [id.0])?;
            Ok(())
        })
    }

    /// Holds nothing back any more: one message, or all.
    pub fn release(&mut self, id: Option<MessageId>) -> Result<(), Error> {
        self.change("letting messages go", |c| {
            let sql = "UPDATE held SET until = 0, again = 0 WHERE ifnull(?1, message) = message";
            let _ = c.execute(sql, [id.map(|id| id.0)])?;
            Ok(())
        })
    }

    /// Takes a message out of the Outbox and makes a draft of it, with these bytes. Once a part of
    /// it may be posted nothing happens, and the answer is no.
    pub fn take_back(&mut self, id: MessageId, bytes: &[u8]) -> Result<bool, Error> {
        self.lists.forget();
        self.change("taking a message back", |c| {
            let posted = "SELECT 1 FROM outbox
                          WHERE message = ?1 AND (done <> 0 OR letter_number IS NOT NULL)";
            if c.prepare_cached(posted)?.exists([id.0])? {
                return Ok(false);
            }
            let drafts = folders::make_standard(c, FolderKind::Drafts)?;
            if c.execute("UPDATE msg SET folder = ?2 WHERE id = ?1", [id.0, drafts.0])? == 0 {
                return Err(Cause::NoSuchMessage(id));
            }
            messages::rewrite(c, id, bytes, Moment::now())?;
            let _ = c.execute("DELETE FROM outbox WHERE message = ?1", [id.0])?;
            let _ = c.execute("DELETE FROM held WHERE message = ?1", [id.0])?;
            Ok(true)
        })
    }
}

/// Notes that no copy of a message goes to Sent Mail.
pub(super) fn leave_no_copy(c: &Connection, id: MessageId) -> Inner<()> {
    let sql = "INSERT INTO held (message, discard) VALUES (?1, 1)
               ON CONFLICT (message) DO UPDATE SET discard = 1";
    let _ = c.prepare_cached(sql)?.execute([id.0])?;
    Ok(())
}

/// Marks what a message answers, and forgets that it waited.
pub(super) fn sent(c: &Connection, id: MessageId) -> Inner<()> {
    if let Some((answered, mark)) = noted(c, id)?.and_then(|held| held.answers) {
        let sql = format!("UPDATE msg SET {} = 1 WHERE id = ?1", word(mark));
        let _ = c.prepare_cached(&sql)?.execute([answered.0])?;
    }
    let no_copy = "SELECT 1 FROM held WHERE message = ?1 AND discard <> 0";
    if c.prepare_cached(no_copy)?.exists([id.0])? {
        let _ = c.execute("INSERT OR IGNORE INTO gone (message) VALUES (?1)", [id.0])?;
        let _ = c.execute("DELETE FROM msg WHERE id = ?1", [id.0])?;
    }
    let _ = c.execute("DELETE FROM held WHERE message = ?1", [id.0])?;
    Ok(())
}

/// The column that a mark is, where a message can be marked by sending another.
fn word(mark: Mark) -> &'static str {
    if mark == Mark::Forwarded { "forwarded" } else { "answered" }
}

fn noted(c: &Connection, id: MessageId) -> Inner<Option<Held>> {
    let sql = format!("SELECT {COLUMNS} FROM held WHERE message = ?1");
    Ok(c.prepare_cached(&sql)?.query_row([id.0], read).optional()?)
}

/// Reads the columns; all are empty where nothing is noted.
fn read(row: &Row<'_>) -> rusqlite::Result<Held> {
    let number = |at: usize| row.get::<_, Option<i64>>(at).map(Option::unwrap_or_default);
    let text = |at: usize| row.get::<_, Option<String>>(at).map(Option::unwrap_or_default);
    let mark = match text(7)?.as_str() {
        "answered" => Some(Mark::Answered),
        "forwarded" => Some(Mark::Forwarded),
        _ => None,
    };
    Ok(Held {
        until: Moment(number(0)?),
        again: Moment(number(1)?),
        tries: u32::try_from(number(2)?).unwrap_or(u32::MAX),
        reason: text(3)?,
        typed: text(4)?,
        refused: text(5)?,
        answers: row.get::<_, Option<i64>>(6)?.map(MessageId).zip(mark),
        no_copy: number(8)? != 0,
    })
}
