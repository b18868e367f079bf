//! The tree of folders.

use std::collections::HashMap;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Row, params};
use unicode_normalization::UnicodeNormalization;

use super::error::{Cause, Inner};
use super::folder_acts::FolderAct;
use super::schema::{kind_number, kind_of};
use super::{Error, FolderNameError, MessageFile};
use crate::mail::{Folder, FolderId, FolderKind};

/// The longest name of a folder, in characters.
pub(super) const NAME: usize = 64;

const COLUMNS: &str = "id, parent, name, kind, total, unread";

impl MessageFile {
    /// Lists the folders in the order of the tree: parents before children, the program's folders
    /// before those of the person.
    pub fn folders(&self) -> Result<Vec<Folder>, Error> {
        self.look("listing the folders", all)
    }

    /// Reads one folder with its counts.
    pub fn folder(&self, id: FolderId) -> Result<Folder, Error> {
        self.look("reading a folder", |c| one(c, id))
    }

    /// Returns a folder of the program; it is made if it is not there yet.
    pub fn standard(&mut self, kind: FolderKind) -> Result<FolderId, Error> {
        let doing = "looking for a folder";
        if let Some(id) = self.look(doing, |c| of_kind(c, kind))? {
            return Ok(id);
        }
        self.change("making a folder", |c| make_standard(c, kind))
    }

    /// Finds a folder by its path ("Inbox", "Projects/1995"), in any case.
    pub fn folder_named(&self, path: &str) -> Result<Option<Folder>, Error> {
        self.look("looking for a folder", |c| {
            let mut parent = None;
            for name in path.split('/') {
                match child(c, parent, name)? {
                    Some(id) => parent = Some(id),
                    None => return Ok(None),
                }
            }
            parent.map(|id| one(c, id)).transpose()
        })
    }

    /// Makes a folder at the top or in another one.
    pub fn create_folder(
        &mut self,
        parent: Option<FolderId>,
        name: &str,
    ) -> Result<FolderId, Error> {
        self.change("making a folder", |c| {
            if let Some(parent) = parent {
                let _ = one(c, parent)?;
            }
            make(c, parent, name)
        })
    }

    /// Gives a folder another name.
    pub fn rename_folder(&mut self, id: FolderId, name: &str) -> Result<(), Error> {
        self.change("renaming a folder", |c| {
            let folder = one(c, id)?;
            if folder.kind.is_system() {
                return Err(Cause::FolderName(FolderNameError::System));
            }
            let name = checked(folder.parent, name)?;
            let sql = "UPDATE folder SET name = ?2, folded = ?3 WHERE id = ?1";
            let done = c.execute(sql, params![id.0, name, folded(&name)]);
            let _ = done.map_err(taken)?;
            Ok(())
        })
    }

    /// Deletes a folder with those in it: into Deleted Mail, and from there for good.
    pub fn delete_folder(&mut self, id: FolderId) -> Result<(), Error> {
        self.act_on_folder(&FolderAct::Delete { id }).map(|_| ())
    }
}

/// Returns a folder of the program, making it if it is not there.
pub(super) fn make_standard(c: &Connection, kind: FolderKind) -> Inner<FolderId> {
    if let Some(id) = of_kind(c, kind)? {
        return Ok(id);
    }
    let name = kind.standard_name().ok_or(Cause::FolderName(FolderNameError::System))?;
    if let Some(own) = child(c, None, name)? {
        // A folder that the person made when the program had none of this kind.
        let sql = "UPDATE folder SET kind = ?2 WHERE id = ?1";
        let _ = c.execute(sql, params![own.0, kind_number(kind)])?;
        return Ok(own);
    }
    let _ = c.execute(
        "INSERT INTO folder (parent, name, folded, kind) VALUES (NULL, ?1, ?2, ?3)",
        params![name, folded(name), kind_number(kind)],
    )?;
    Ok(FolderId(c.last_insert_rowid()))
}

/// Makes a folder of the person.
pub(super) fn make(c: &Connection, parent: Option<FolderId>, name: &str) -> Inner<FolderId> {
    let name = checked(parent, name)?;
    let _ = c
        .execute(
            "INSERT INTO folder (parent, name, folded, kind) VALUES (?1, ?2, ?3, 0)",
            params![parent.map(|p| p.0), name, folded(&name)],
        )
        .map_err(taken)?;
    Ok(FolderId(c.last_insert_rowid()))
}

/// Finds a folder in another by its name, in any case.
pub(super) fn child(
    c: &Connection,
    parent: Option<FolderId>,
    name: &str,
) -> Inner<Option<FolderId>> {
    let sql = "SELECT id FROM folder WHERE ifnull(parent, 0) = ?1 AND folded = ?2";
    let mut statement = c.prepare_cached(sql)?;
    let id = statement
        .query_row(params![parent.map_or(0, |p| p.0), folded(name.trim())], |row| row.get(0))
        .optional()?;
    Ok(id.map(FolderId))
}

/// Reads one folder.
pub(super) fn one(c: &Connection, id: FolderId) -> Inner<Folder> {
    let mut statement = c.prepare_cached(&format!("SELECT {COLUMNS} FROM folder WHERE id = ?1"))?;
    statement.query_row([id.0], read).optional()?.ok_or(Cause::NoSuchFolder(id))
}

/// Finds a folder of the program.
pub(super) fn of_kind(c: &Connection, kind: FolderKind) -> Inner<Option<FolderId>> {
    if kind == FolderKind::Private {
        return Ok(None);
    }
    let mut statement = c.prepare_cached("SELECT id FROM folder WHERE kind = ?1 AND kind <> 0")?;
    let id = statement.query_row([kind_number(kind)], |row| row.get(0)).optional()?;
    Ok(id.map(FolderId))
}

/// Reads all folders in the order of the tree.
pub(super) fn all(c: &Connection) -> Inner<Vec<Folder>> {
    let mut statement = c.prepare_cached(&format!("SELECT {COLUMNS} FROM folder"))?;
    let folders: Vec<Folder> = statement.query_map([], read)?.collect::<Result<_, _>>()?;
    let mut children: HashMap<Option<FolderId>, Vec<Folder>> = HashMap::new();
    for folder in folders {
        children.entry(folder.parent).or_default().push(folder);
    }
    for siblings in children.values_mut() {
        siblings.sort_by_cached_key(|f| (place(f.kind), folded(&f.name)));
        siblings.reverse();
    }
    let mut ordered = Vec::new();
    let mut open = children.remove(&None).unwrap_or_default();
    while let Some(folder) = open.pop() {
        open.extend(children.remove(&Some(folder.id)).unwrap_or_default());
        ordered.push(folder);
    }
    // What hangs on no tree after damage is shown at the top rather than lost.
    let mut stray: Vec<Folder> = children.into_values().flatten().collect();
    stray.sort_by_key(|f| f.id);
    ordered.extend(stray.into_iter().map(|f| Folder { parent: None, ..f }));
    Ok(ordered)
}

fn place(kind: FolderKind) -> usize {
    FolderKind::ALL.iter().position(|k| *k == kind).unwrap_or(FolderKind::ALL.len())
}

fn read(row: &Row<'_>) -> rusqlite::Result<Folder> {
    let count = |n: i64| u64::try_from(n).unwrap_or(0);
    Ok(Folder {
        id: FolderId(row.get(0)?),
        parent: row.get::<_, Option<i64>>(1)?.map(FolderId),
        name: row.get(2)?,
        kind: kind_of(row.get(3)?),
        total: count(row.get(4)?),
        unread: count(row.get(5)?),
    })
}

/// Returns the form in which names are compared.
pub(super) fn folded(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

pub(super) fn checked(parent: Option<FolderId>, name: &str) -> Inner<String> {
    let wrong = |reason| Err(Cause::FolderName(reason));
    let name: String = name.trim().nfc().collect();
    if name.is_empty() {
        return wrong(FolderNameError::Empty);
    }
    if name.chars().count() > NAME {
        return wrong(FolderNameError::TooLong);
    }
    if let Some(c) = name.chars().find(|c| c.is_control() || *c == '/') {
        return wrong(FolderNameError::Character(c));
    }
    // Also the names of folders that are not there yet.
    let mut standard = FolderKind::ALL.into_iter().filter_map(FolderKind::standard_name);
    if parent.is_none() && standard.any(|s| folded(s) == folded(&name)) {
        return wrong(FolderNameError::System);
    }
    Ok(name)
}

/// Returns the nearest name that a folder can have.
pub(super) fn nearest_name(name: &str) -> String {
    let clean: String = name
        .trim()
        .nfc()
        .map(|c| if c.is_control() || c == '/' { '_' } else { c })
        .take(NAME)
        .collect();
    if clean.trim().is_empty() { "_".to_owned() } else { clean }
}

pub(super) fn taken(error: rusqlite::Error) -> Cause {
    match error.sqlite_error_code() {
        Some(ErrorCode::ConstraintViolation) => Cause::FolderName(FolderNameError::Exists),
        _ => error.into(),
    }
}
