//! A look at the whole file: its structure, its counts, and every message against its SHA-1,
//! and the index.

use rusqlite::Connection;

use super::error::{Cause, Inner};
use super::messages::bytes;
use super::{Error, MessageFile};
use crate::mail::MessageId;

impl MessageFile {
    /// Checks the whole file; returns what is wrong, for a log or an administrator. It takes as
    /// long as reading every byte does.
    pub fn check(&mut self) -> Result<Vec<String>, Error> {
        self.look("checking the file", |c| {
            let mut wrong = structure(c)?;
            wrong.extend(counts(c)?);
            wrong.extend(messages(c)?);
            wrong.extend(super::search::check(c)?);
            Ok(wrong)
        })
    }
}

fn structure(c: &Connection) -> Inner<Vec<String>> {
    let mut statement = c.prepare("PRAGMA quick_check(100)")?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = match lines.collect() {
        Ok(lines) => lines,
        Err(error) => vec![error.to_string()],
    };
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// Adds a sentence for each number that a statement finds.
pub(super) fn list(c: &Connection, sql: &str, text: &str, wrong: &mut Vec<String>) -> Inner<()> {
    let mut statement = c.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        wrong.push(format!("{text} {}", row.get::<_, i64>(0)?));
    }
    Ok(())
}

fn counts(c: &Connection) -> Inner<Vec<String>> {
    let mut wrong = Vec::new();
    let mut list = |sql: &str, text: &str| list(c, sql, text, &mut wrong);
    list(
        "SELECT id FROM folder WHERE total <> (SELECT count(*) FROM msg WHERE folder = folder.id)
         OR unread <> (SELECT count(*) FROM msg WHERE msg.folder = folder.id AND unread = 1)",
        "wrong counts in folder",
    )?;
    list(
        "SELECT id FROM msg WHERE folder NOT IN (SELECT id FROM folder)",
        "no folder for message",
    )?;
    list(
        "SELECT DISTINCT message FROM piece WHERE message NOT IN (SELECT id FROM msg)
         AND message NOT IN (SELECT message FROM gone)",
        "pieces of no message",
    )?;
    Ok(wrong)
}

fn messages(c: &Connection) -> Inner<Vec<String>> {
    let mut statement = c.prepare("SELECT id FROM msg ORDER BY id")?;
    let mut rows = statement.query([])?;
    let mut wrong = Vec::new();
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => break,
            Err(error) => {
                wrong.push(format!("the list of messages: {error}"));
                break;
            }
        };
        match bytes(c, MessageId(row.get(0)?)) {
            Ok(_) => {}
            Err(Cause::Damaged(what)) => wrong.push(what),
            Err(Cause::Sqlite(error)) => {
                wrong.push(format!("message {}: {error}", row.get::<_, i64>(0)?));
            }
            Err(cause) => return Err(cause),
        }
    }
    Ok(wrong)
}
