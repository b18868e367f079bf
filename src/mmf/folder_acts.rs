//! What a person does with folders, noted so that it can be taken back: making, renaming, moving,
//! deleting, and choosing favourites. The rows of folders are few: what they were is kept as it is.
//!
//! A folder that is deleted goes into Deleted Mail as a whole, with the folders and the messages in
//! it, so that taking it back brings it back as it was; from there it goes for good.

use rusqlite::{Connection, OptionalExtension, params};

use super::acts::{Record, Reverted, What};
use super::error::{Cause, Inner};
use super::folders::{self, checked, folded, make_standard, one};
use super::{Error, FolderNameError, MessageFile};
use crate::mail::{FolderId, FolderKind};

/// What is done with a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FolderAct {
    /// A new one is made.
    Make {
        /// In this folder, or at the top.
        parent: Option<FolderId>,
        /// Its name.
        name: String,
    },
    /// It gets another name.
    Rename {
        /// The folder.
        id: FolderId,
        /// Its new name.
        name: String,
    },
    /// It goes into another folder, with what is in it.
    Move {
        /// The folder.
        id: FolderId,
        /// Into this folder, or to the top.
        parent: Option<FolderId>,
    },
    /// It goes into Deleted Mail, with what is in it; from there, for good.
    Delete {
        /// The folder.
        id: FolderId,
    },
    /// It is a favourite, or no longer.
    Favour {
        /// The folder.
        id: FolderId,
        /// Whether it is one.
        favourite: bool,
    },
}

/// A folder and what it was; nothing when it was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Was {
    id: FolderId,
    row: Option<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    parent: Option<FolderId>,
    name: String,
    favourite: bool,
}

/// What a folder takes up by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderSize {
    /// The folder.
    pub folder: FolderId,
    /// Messages in it.
    pub total: u64,
    /// Unread ones among them.
    pub unread: u64,
    /// Bytes of its messages.
    pub bytes: u64,
}

impl MessageFile {
    /// Returns the folders that a person chose as favourites.
    pub fn favourites(&self) -> Result<Vec<FolderId>, Error> {
        self.look("looking for favourites", |c| {
            let mut statement = c.prepare_cached("SELECT id FROM folder WHERE favourite <> 0")?;
            let ids = statement.query_map([], |row| row.get(0).map(FolderId))?;
            Ok(ids.collect::<Result<_, _>>()?)
        })
    }

    /// Returns how many messages of a folder are to be followed up.
    pub fn flagged(&self, folder: FolderId) -> Result<u64, Error> {
        self.look("counting flags", |c| {
            let mut statement = c.prepare_cached(
                "SELECT count(*) FROM msg WHERE folder = ?1 AND flag <> 0 AND flag = 1",
            )?;
            let count: i64 = statement.query_row([folder.0], |row| row.get(0))?;
            Ok(u64::try_from(count).unwrap_or(0))
        })
    }

    /// Measures a folder and those that lie in it.
    pub fn sizes(&self, folder: FolderId) -> Result<Vec<FolderSize>, Error> {
        self.look("measuring folders", |c| {
            let mut statement =
                c.prepare_cached("SELECT total(size) FROM msg WHERE folder = ?1")?;
            let mut sizes = Vec::new();
            for id in tree(c, folder)? {
                let one = one(c, id)?;
                let bytes: f64 = statement.query_row([id.0], |row| row.get(0))?;
                sizes.push(FolderSize {
                    folder: id,
                    total: one.total,
                    unread: one.unread,
                    bytes: bytes as u64,
                });
            }
            Ok(sizes)
        })
    }

    /// Does something with a folder; returns the folder, and the record by which it can be taken
    /// back, which a deletion for good has not.
    pub fn act_on_folder(&mut self, act: &FolderAct) -> Result<(FolderId, Option<Record>), Error> {
        self.lists.forget();
        let (id, was) = self.change("changing a folder", |c| change(c, act))?;
        let record = was.map(|was| self.records.begin(What::Folders(vec![was])));
        Ok((id, record))
    }

    /// Brings folders back to what they were, as one commit.
    pub(super) fn revert_folders(&mut self, was: &[Was], into: Record) -> Result<Reverted, Error> {
        let now = self.change("taking a change of folders back", |c| {
            let mut now = Vec::new();
            for was in was {
                now.push(Was { id: was.id, row: row(c, was.id)? });
                put(c, was)?;
            }
            Ok(now)
        })?;
        let count = now.len() as u64;
        let _ = self.records.what.insert(into.0, What::Folders(now));
        Ok(Reverted { count, next: None })
    }
}

fn change(c: &Connection, act: &FolderAct) -> Inner<(FolderId, Option<Was>)> {
    match act {
        FolderAct::Make { parent, name } => {
            if let Some(parent) = parent {
                let _ = one(c, *parent)?;
            }
            let id = folders::make(c, *parent, name)?;
            Ok((id, Some(Was { id, row: None })))
        }
        FolderAct::Rename { id, name } => {
            let was = own(c, *id)?;
            let name = checked(was.row.as_ref().and_then(|row| row.parent), name)?;
            let done = c.execute(
                "UPDATE folder SET name = ?2, folded = ?3 WHERE id = ?1",
                params![id.0, name, folded(&name)],
            );
            let _ = done.map_err(folders::taken)?;
            Ok((*id, Some(was)))
        }
        FolderAct::Move { id, parent } => {
            let was = own(c, *id)?;
            if let Some(parent) = parent {
                let _ = one(c, *parent)?;
                if tree(c, *id)?.contains(parent) {
                    return Err(Cause::FolderName(FolderNameError::Inside));
                }
            }
            let name = was.row.as_ref().map_or("", |row| row.name.as_str());
            let name = checked(*parent, name)?;
            place(c, *id, *parent, &name)?;
            Ok((*id, Some(was)))
        }
        FolderAct::Delete { id } => {
            let was = own(c, *id)?;
            let bin = make_standard(c, FolderKind::DeletedMail)?;
            if tree(c, bin)?.contains(id) {
                remove(c, *id)?;
                return Ok((*id, None));
            }
            let name = was.row.as_ref().map_or("", |row| row.name.as_str());
            let name = free_name(c, Some(bin), name, *id)?;
            place(c, *id, Some(bin), &name)?;
            Ok((*id, Some(was)))
        }
        FolderAct::Favour { id, favourite } => {
            let folder = one(c, *id)?;
            let was = Was { id: folder.id, row: row(c, *id)? };
            let sql = "UPDATE folder SET favourite = ?2 WHERE id = ?1";
            let _ = c.execute(sql, params![id.0, favourite])?;
            Ok((*id, Some(was)))
        }
    }
}

/// Returns a folder of the person as it is.
fn own(c: &Connection, id: FolderId) -> Inner<Was> {
    if one(c, id)?.kind.is_system() {
        return Err(Cause::FolderName(FolderNameError::System));
    }
    Ok(Was { id, row: row(c, id)? })
}

fn row(c: &Connection, id: FolderId) -> Inner<Option<Row>> {
    let sql = "SELECT parent, name, favourite FROM folder WHERE id = ?1";
    let row = c.query_row(sql, [id.0], |row| {
        Ok(Row {
            parent: row.get::<_, Option<i64>>(0)?.map(FolderId),
            name: row.get(1)?,
            favourite: row.get(2)?,
        })
    });
    Ok(row.optional()?)
}

/// Returns a folder and all that lie in it, itself first.
pub(super) fn tree(c: &Connection, id: FolderId) -> Inner<Vec<FolderId>> {
    let mut statement = c.prepare_cached(
        "WITH RECURSIVE tree (id) AS (SELECT ?1 UNION
           SELECT folder.id FROM folder JOIN tree ON folder.parent = tree.id)
         SELECT id FROM tree",
    )?;
    let ids = statement.query_map([id.0], |row| row.get(0).map(FolderId))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Puts a folder into another one. What comes into Deleted Mail was thrown away then, and what
/// leaves it was not.
fn place(c: &Connection, id: FolderId, parent: Option<FolderId>, name: &str) -> Inner<()> {
    let bin = make_standard(c, FolderKind::DeletedMail)?;
    let thrown = |c: &Connection| -> Inner<bool> { Ok(tree(c, bin)?.contains(&id)) };
    let before = thrown(c)?;
    let done = c.execute(
        "UPDATE folder SET parent = ?2, name = ?3, folded = ?4 WHERE id = ?1",
        params![id.0, parent.map(|p| p.0), name, folded(name)],
    );
    let _ = done.map_err(folders::taken)?;
    let after = thrown(c)?;
    if before != after {
        let at = after.then(|| crate::mail::Moment::now().0);
        for folder in tree(c, id)? {
            let sql = "UPDATE msg SET thrown = ?2 WHERE folder = ?1";
            let _ = c.prepare_cached(sql)?.execute(params![folder.0, at])?;
        }
    }
    Ok(())
}

/// Removes a folder with all that is in it.
fn remove(c: &Connection, id: FolderId) -> Inner<()> {
    // Children first, as the references demand.
    for folder in tree(c, id)?.into_iter().rev() {
        let gone = "INSERT OR IGNORE INTO gone (message) SELECT id FROM msg WHERE folder = ?1";
        let _ = c.execute(gone, [folder.0])?;
        let _ = c.execute("DELETE FROM msg WHERE folder = ?1", [folder.0])?;
        let _ = c.execute("UPDATE folder SET parent = NULL WHERE parent = ?1", [folder.0])?;
        let _ = c.execute("DELETE FROM folder WHERE id = ?1", [folder.0])?;
    }
    Ok(())
}

/// Returns the name, or one like it that no other folder in a place has.
fn free_name(c: &Connection, parent: Option<FolderId>, name: &str, own: FolderId) -> Inner<String> {
    let mut free = name.to_owned();
    for nth in 2_u32.. {
        match folders::child(c, parent, &free)? {
            Some(other) if other != own => {}
            _ => break,
        }
        let end = format!(" ({nth})");
        let kept: String = name.chars().take(folders::NAME - end.len()).collect();
        free = format!("{}{end}", kept.trim_end());
    }
    Ok(free)
}

/// Brings one folder back to what it was.
fn put(c: &Connection, was: &Was) -> Inner<()> {
    let there = row(c, was.id)?;
    match (&was.row, there) {
        (None, None) => Ok(()),
        (None, Some(_)) => {
            let folder = one(c, was.id)?;
            if folder.total == 0 && tree(c, was.id)?.len() == 1 {
                let _ = c.execute("DELETE FROM folder WHERE id = ?1", [was.id.0])?;
                return Ok(());
            }
            // Something came into it meanwhile: it is not lost, but thrown away with it.
            let bin = make_standard(c, FolderKind::DeletedMail)?;
            let name = free_name(c, Some(bin), &folder.name, was.id)?;
            place(c, was.id, Some(bin), &name)
        }
        (Some(row), there) => {
            // Where it lay may be gone meanwhile, and its name taken.
            let parent = match row.parent {
                Some(parent) if self::row(c, parent)?.is_some() => Some(parent),
                _ => None,
            };
            let name = free_name(c, parent, &row.name, was.id)?;
            if there.is_none() {
                let _ = c.execute(
                    "INSERT INTO folder (id, parent, name, folded, kind) VALUES (?1, ?2, ?3, ?4, 0)",
                    params![was.id.0, parent.map(|p| p.0), name, folded(&name)],
                )?;
            } else {
                place(c, was.id, parent, &name)?;
            }
            let sql = "UPDATE folder SET favourite = ?2 WHERE id = ?1";
            let _ = c.execute(sql, params![was.id.0, row.favourite])?;
            Ok(())
        }
    }
}
