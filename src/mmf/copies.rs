//! Copies of a message file: whole ones for backups and moves, and the care for names on the way.

use std::path::{Path, PathBuf};

use super::reach::{BESIDE, beside, claim, full_path};
use super::{Error, MessageFile, error};
use crate::disk::{Disk, Op};

impl MessageFile {
    /// Writes a copy of the whole file under a new name; it appears as a whole or not at all.
    pub fn copy_to_file(&mut self, path: &Path) -> Result<(), Error> {
        let path = full_path(&self.disk, path)?;
        let _claim = claim(&path)?;
        if self.disk.size(&path)?.is_some() || self.disk.is_folder(&path)? {
            return Err(Error::Exists { path });
        }
        self.confirm()?;
        let temporary = temporary(&path);
        let made = self.vacuum_into(&temporary).and_then(|()| {
            self.disk.sync(&temporary)?;
            put_aside_orphans(&self.disk, &path)?;
            Ok(self.disk.rename(&temporary, &path)?)
        });
        if made.is_err() {
            discard(&self.disk, &temporary);
        }
        made
    }

    fn vacuum_into(&self, temporary: &Path) -> Result<(), Error> {
        let doing = "writing a copy";
        let name = temporary.to_str().ok_or_else(|| Error::Sqlite {
            path: temporary.to_owned(),
            doing,
            message: "the name is not Unicode".to_owned(),
        })?;
        self.disk.about_to(Op::Create, temporary)?;
        let done = self.connection.execute("VACUUM INTO ?1", [name]);
        done.map(|_| ()).map_err(|e| match error::Cause::from(e).at(&self.path, doing) {
            // The room is missing there, not here.
            Error::Full { .. } => Error::Full { path: temporary.to_owned() },
            other => other,
        })
    }
}

/// Returns a name beside a file that nobody else has.
pub(super) fn temporary(path: &Path) -> PathBuf {
    let random = getrandom::u64().unwrap_or_else(|_| u64::from(std::process::id()));
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{random:016X}.TMP"));
    path.with_file_name(name)
}

/// Removes a temporary file that came to nothing, with what SQLite put beside it.
pub(super) fn discard(disk: &Disk, temporary: &Path) {
    let mut names = vec![temporary.to_owned()];
    names.extend(BESIDE.iter().map(|ending| beside(temporary, ending)));
    for name in names {
        if let Err(error) = disk.remove(&name) {
            tracing::warn!(%error, "a temporary file is left over");
        }
    }
}

/// Puts aside what SQLite left beside a file that is no longer there: it would be taken for the
/// journal of the new one, and destroy it.
pub(super) fn put_aside_orphans(disk: &Disk, path: &Path) -> Result<(), Error> {
    for ending in BESIDE {
        let orphan = beside(path, ending);
        if disk.size(&orphan)?.is_some() {
            disk.rename(&orphan, &temporary(&orphan).with_extension("OLD"))?;
        }
    }
    Ok(())
}
