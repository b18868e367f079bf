//! Thinning out Deleted Mail, and finding what is old.

use rusqlite::params;

use super::{Error, MessageFile, folder_acts, folders};
use crate::mail::{FolderId, FolderKind, MessageId, Moment};

impl MessageFile {
    /// Lists some messages of Deleted Mail and of the folders in it, those first that lie there
    /// longest; with a time only those that came there before.
    pub fn thrown(&self, before: Option<Moment>, count: u32) -> Result<Vec<MessageId>, Error> {
        self.look("looking through Deleted Mail", |c| {
            let Some(bin) = folders::of_kind(c, FolderKind::DeletedMail)? else {
                return Ok(Vec::new());
            };
            let mut statement = c.prepare_cached(match before {
                Some(_) => {
                    "SELECT id FROM msg WHERE thrown < ?2 AND folder IN (
                       WITH RECURSIVE tree (id) AS (SELECT ?1 UNION
                         SELECT folder.id FROM folder JOIN tree ON folder.parent = tree.id)
                       SELECT id FROM tree)
                     ORDER BY thrown LIMIT ?3"
                }
                None => {
                    "WITH RECURSIVE tree (id) AS (SELECT ?1 UNION
                       SELECT folder.id FROM folder JOIN tree ON folder.parent = tree.id)
                     SELECT msg.id FROM tree JOIN msg ON msg.folder = tree.id
                     WHERE ?2 IS NULL LIMIT ?3"
                }
            })?;
            let row = params![bin.0, before.map(|before| before.0), count];
            let ids = statement.query_map(row, |row| row.get(0).map(MessageId))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// Removes the folders inside Deleted Mail in which nothing lies any more.
    pub fn remove_thrown_folders(&mut self) -> Result<(), Error> {
        self.lists.forget();
        self.change("removing folders from Deleted Mail", |c| {
            let Some(bin) = folders::of_kind(c, FolderKind::DeletedMail)? else { return Ok(()) };
            // Those inside come after those around them, and go first.
            for folder in folder_acts::tree(c, bin)?.into_iter().rev().filter(|id| *id != bin) {
                let sql = "DELETE FROM folder WHERE id = ?1 AND total = 0
                           AND NOT EXISTS (SELECT 1 FROM folder AS child WHERE child.parent = ?1)";
                let _ = c.execute(sql, [folder.0])?;
            }
            Ok(())
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
