//! Putting a message file out of the way as a whole: with the journal that a crash may have left
//! beside it, without which the file is torn.

use std::path::{Path, PathBuf};

use crate::disk::{Disk, Error};

/// What SQLite puts beside a file while a change is under way.
fn journal(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-journal");
    PathBuf::from(name)
}

/// Renames a message file. The journal goes first: a second try after a crash in between finds the
/// same new name, and brings both together again.
pub(crate) fn put_away(disk: &Disk, from: &Path, to: &Path) -> Result<(), Error> {
    if disk.size(&journal(from))?.is_some() {
        disk.rename(&journal(from), &journal(to))?;
    }
    disk.rename(from, to)
}
