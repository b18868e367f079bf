//! What rules do with a letter, in the commit that takes it in: whatever happens, a letter is in
//! one place, and an answer goes once.

use rusqlite::{Connection, OptionalExtension, params};

use super::error::Inner;
use super::messages::cut;
use super::{Error, MessageFile, Part, held, outbox};
use crate::mail::{FolderId, MessageId, Moment};

/// Lines of the log that are kept.
const LOG: i64 = 1000;

/// What is done with a letter that comes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Deeds {
    /// It goes to this folder.
    pub folder: Option<FolderId>,
    /// Copies of a letter that comes go to these folders.
    pub copies: Vec<FolderId>,
    /// It is marked as read.
    pub read: bool,
    /// It is to be followed up.
    pub flag: bool,
    /// It is marked as answered.
    pub answered: bool,
    /// It is marked as forwarded.
    pub forwarded: bool,
    /// What goes into the Outbox because of it.
    pub letters: Vec<NewLetter>,
    /// For what causes its sender is answered by these letters; the sender, as it is known again.
    pub answers: Vec<(String, String)>,
    /// What the log says.
    pub log: Vec<LogLine>,
}

/// A letter that the program writes by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// In what parts it is posted.
    pub parts: Vec<Part>,
    /// Whether Sent Mail gets a copy.
    pub keep: bool,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogLine {
    /// When.
    pub at: Moment,
    /// The rule's name.
    pub rule: String,
    /// Who wrote the message.
    pub sender: String,
    /// Its subject.
    pub subject: String,
    /// What was done, in words.
    pub what: String,
}

impl MessageFile {
    /// Returns when a sender had the last automatic answer for a cause.
    pub fn answered_at(&self, sender: &str, cause: &str) -> Result<Option<Moment>, Error> {
        self.look("looking for an answer", |c| {
            let sql = "SELECT at FROM rule_answer WHERE sender = ?1 AND cause = ?2";
            let mut statement = c.prepare_cached(sql)?;
            let at = statement.query_row([sender, cause], |row| row.get(0)).optional()?;
            Ok(at.map(Moment))
        })
    }

    /// Adds lines to the log.
    pub fn log_rules(&mut self, lines: &[LogLine]) -> Result<(), Error> {
        if lines.is_empty() {
            return Ok(());
        }
        self.change("noting what rules did", |c| log(c, lines))
    }

    /// Reads the latest lines of the log, the last one first.
    pub fn rule_log(&self, count: u32) -> Result<Vec<LogLine>, Error> {
        self.look("reading the log of rules", |c| {
            let sql = "SELECT at, rule, sender, subject, what FROM rule_log
                       ORDER BY id DESC LIMIT ?1";
            let mut statement = c.prepare_cached(sql)?;
            let rows = statement.query_map([count], |row| {
                Ok(LogLine {
                    at: Moment(row.get(0)?),
                    rule: row.get(1)?,
                    sender: row.get(2)?,
                    subject: row.get(3)?,
                    what: row.get(4)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Forgets the log.
    pub fn clear_rule_log(&mut self) -> Result<(), Error> {
        self.change("clearing the log of rules", |c| Ok(c.execute_batch("DELETE FROM rule_log")?))
    }
}

/// Carries out what is not about folders.
pub(super) fn carry_out(c: &Connection, id: MessageId, deeds: &Deeds) -> Inner<()> {
    for (wanted, column, value) in [
        (deeds.read, "unread", 0),
        (deeds.flag, "flag", 1),
        (deeds.answered, "answered", 1),
        (deeds.forwarded, "forwarded", 1),
    ] {
        if wanted {
            let sql = format!("UPDATE msg SET {column} = {value} WHERE id = ?1");
            let _ = c.prepare_cached(&sql)?.execute([id.0])?;
        }
    }
    for letter in &deeds.letters {
        let queued = outbox::put(c, &letter.bytes, &letter.parts)?;
        if !letter.keep {
            held::leave_no_copy(c, queued)?;
        }
    }
    for (sender, cause) in &deeds.answers {
        let sql = "INSERT INTO rule_answer (sender, cause, at) VALUES (?1, ?2, ?3)
                   ON CONFLICT (sender, cause) DO UPDATE SET at = excluded.at";
        let _ = c.prepare_cached(sql)?.execute(params![sender, cause, Moment::now().0])?;
    }
    log(c, &deeds.log)
}

fn log(c: &Connection, lines: &[LogLine]) -> Inner<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let mut row = c.prepare_cached(
        "INSERT INTO rule_log (at, rule, sender, subject, what) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for line in lines {
        let (sender, subject) = (cut(&line.sender), cut(&line.subject));
        let _ =
            row.execute(params![line.at.0, cut(&line.rule), sender, subject, cut(&line.what)])?;
    }
    let last = c.last_insert_rowid();
    let _ = c.prepare_cached("DELETE FROM rule_log WHERE id <= ?1")?.execute([last - LOG])?;
    Ok(())
}
