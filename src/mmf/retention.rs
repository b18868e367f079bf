//! Thinning out Deleted Mail, and finding what is old.

use rusqlite::params;

use super::error::Inner;
use super::{Error, MessageFile, folders};
use crate::mail::{FolderId, FolderKind, MessageId, Moment};

impl MessageFile {
    /// Lists some messages of Deleted Mail, those first that lie there longest; with a time only
    /// those that came there before.
    pub fn thrown(&self, before: Option<Moment>, count: u32) -> Result<Vec<MessageId>, Error> {
        self.look("looking through Deleted Mail", |c| {
            let Some(bin) = folders::of_kind(c, FolderKind::DeletedMail)? else {
                return Ok(Vec::new());
            };
            let rows = |sql: &str, before: i64| -> Inner<Vec<MessageId>> {
                let mut statement = c.prepare_cached(sql)?;
                let rows = statement.query_map(params![bin.0, before, count], |row| row.get(0))?;
                Ok(rows.collect::<Result<Vec<i64>, _>>()?.into_iter().map(MessageId).collect())
            };
            match before {
                Some(before) => rows(
                    "SELECT id FROM msg WHERE thrown < ?2 AND folder = ?1
                     ORDER BY thrown LIMIT ?3",
                    before.0,
                ),
                None => rows("SELECT id FROM msg WHERE folder = ?1 AND ?2 = 0 LIMIT ?3", 0),
            }
        })
    }

    /// Lists the messages of a folder that were sent before a time, oldest first.
    pub fn older(&self, folder: FolderId, before: Moment) -> Result<Vec<MessageId>, Error> {
        self.look("looking for old messages", |c| {
            let sql = "SELECT id FROM msg WHERE folder = ?1 AND date < ?2 ORDER BY date, id";
            let mut statement = c.prepare_cached(sql)?;
            let rows = statement.query_map([folder.0, before.0], |row| row.get(0))?;
            Ok(rows.collect::<Result<Vec<i64>, _>>()?.into_iter().map(MessageId).collect())
        })
    }
}
