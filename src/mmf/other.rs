//! A message file of somebody's that is only read, message by message: to be carried into another
//! one, or out into other forms.
//!
//! It is claimed for this process while it is open here; what is read is what the file held when it
//! was opened, whatever its owner does in the meantime.

use std::path::{Path, PathBuf};

use super::messages::{self, SUMMARY};
use super::reach::{Reading, full_path, reading};
use super::{CREDENTIAL, Error, book, folders, groups, schema};
use crate::disk::Disk;
use crate::mail::{Folder, FolderId, Group, MessageId, Person, Summary};

/// Another message file, open for reading alone.
pub struct OtherFile {
    file: Reading,
    path: PathBuf,
    /// The columns of a summary, as this version of the tables has them.
    columns: String,
}

impl std::fmt::Debug for OtherFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OtherFile").field("path", &self.path).finish_non_exhaustive()
    }
}

impl OtherFile {
    /// Opens a file without changing a byte of its folder.
    pub fn open(disk: &Disk, path: &Path) -> Result<Self, Error> {
        let path = full_path(disk, path)?;
        let file = reading(disk, &path)?;
        let stage = file.look(&path, "reading the version", schema::verify)?;
        let columns = if stage.is_first() {
            // The first version knew no flags and no conversations.
            SUMMARY.replace("flag, due, thread", "0, NULL, 0")
        } else {
            SUMMARY.to_owned()
        };
        Ok(Self { file, path, columns })
    }

    /// Reads the embedded credential.
    pub fn credential(&self) -> Result<[u8; CREDENTIAL], Error> {
        self.file.look(&self.path, "reading the credential", schema::credential)
    }

    /// Lists the folders: parents before children.
    pub fn folders(&self) -> Result<Vec<Folder>, Error> {
        self.file.look(&self.path, "listing the folders", folders::all)
    }

    /// Lists the messages of a folder, in the order in which they came into the file.
    pub fn messages(&self, folder: FolderId) -> Result<Vec<Summary>, Error> {
        self.file.look(&self.path, "listing messages", |c| {
            let columns = &self.columns;
            let sql = format!("SELECT {columns} FROM msg WHERE folder = ?1 ORDER BY id");
            let mut statement = c.prepare(&sql)?;
            let rows = statement.query_map([folder.0], messages::summary_of)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Reads a message, byte for byte as it came, and checks it.
    pub fn bytes(&self, id: MessageId) -> Result<Vec<u8>, Error> {
        self.file.look(&self.path, "reading a message", |c| messages::bytes(c, id))
    }

    /// Lists the people in the personal book, and the personal groups.
    pub fn people(&self) -> Result<(Vec<Person>, Vec<Group>), Error> {
        people_of(&self.file, &self.path)
    }
}

/// Lists the personal book and the groups of a file; older ones have none.
pub(super) fn people_of(file: &Reading, path: &Path) -> Result<(Vec<Person>, Vec<Group>), Error> {
    let people = file.look(path, "reading the personal book", |c| {
        if schema::has(c, "book")? { book::kept(c) } else { Ok(Vec::new()) }
    })?;
    let groups = file.look(path, "reading the personal groups", |c| {
        if schema::has(c, "circle")? { groups::all(c) } else { Ok(Vec::new()) }
    })?;
    Ok((people, groups))
}
