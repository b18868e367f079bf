//! The ways to a message file: opened for its owner, or only looked at without changing a byte.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::error::{Cause, Error, Inner};
use super::registry::Claim;
use super::schema;
use crate::disk::Disk;

/// How long to wait for another program that only looks at the file for a moment.
const BUSY: Duration = Duration::from_millis(700);

/// Bytes copied at a time.
const CHUNK: usize = 4 << 20;

/// What every SQLite file begins with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// What SQLite may put beside a file.
pub(super) const BESIDE: [&str; 2] = ["-journal", "-wal"];

/// Returns the full path, with links followed as far as the file exists.
///
/// SQLite takes a name that begins with `file:` for an address; a full path never does.
pub(super) fn full_path(disk: &Disk, path: &Path) -> Result<PathBuf, Error> {
    match disk.real_path(path) {
        Ok(real) => return Ok(real),
        Err(e) if e.not_found() => {}
        Err(e) => return Err(e.into()),
    }
    let parent = match path.parent() {
        Some(p) if !p.as_os_str().is_empty() => p,
        _ => Path::new("."),
    };
    let name = path.file_name().ok_or_else(|| Error::NotFound { path: path.to_owned() })?;
    match disk.real_path(parent) {
        Ok(real) => Ok(real.join(name)),
        Err(e) if e.not_found() => Err(Error::NotFound { path: path.to_owned() }),
        Err(e) => Err(e.into()),
    }
}

/// Returns the path of what SQLite puts beside a file.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Claims the file for this process.
pub(super) fn claim(path: &Path) -> Result<Claim, Error> {
    Claim::take(path).ok_or_else(|| Error::InUse { path: path.to_owned() })
}

/// Checks before SQLite sees it that the file is there and is one of its files.
///
/// The caller has claimed the path: reading opens and closes a handle.
fn looks_right(disk: &Disk, path: &Path) -> Result<(), Error> {
    if disk.size(path)?.is_none() {
        return Err(Error::NotFound { path: path.to_owned() });
    }
    if disk.read_at(path, 0, MAGIC.len())? != MAGIC {
        return Err(Error::NotAMessageFile { path: path.to_owned() });
    }
    Ok(())
}

/// Opens a file for its owner and takes SQLite's lock on it at once.
pub(super) fn writing(disk: &Disk, path: &Path) -> Result<Connection, Error> {
    looks_right(disk, path)?;
    let open = || -> Inner<Connection> {
        let c = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        exclusive(&c)?;
        schema::upgrade(&c)?;
        Ok(c)
    };
    open().map_err(|cause| cause.at(path, "opening"))
}

/// Opens a new, empty file with the page size and vacuum mode of a message file.
pub(super) fn making(path: &Path) -> Inner<Connection> {
    let c = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    c.execute_batch("PRAGMA page_size = 8192; PRAGMA auto_vacuum = INCREMENTAL;")?;
    exclusive(&c)?;
    Ok(c)
}

/// Opens a connection.
///
/// What SQLite keeps aside while a statement runs stays in memory (`temp_store`): in a file of its
/// own it cost a third of an import, and mail would lie in a folder of the system for that time.
fn connect(path: &Path, flags: OpenFlags) -> Inner<Connection> {
    let c = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    c.busy_timeout(BUSY)?;
    let _ = c.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    c.execute_batch(
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;
         PRAGMA temp_store = MEMORY;",
    )?;
    c.set_prepared_statement_cache_capacity(64);
    Ok(c)
}

/// Sets the one mode of message files and takes the lock.
///
/// Changed pages stay in memory until the commit (`cache_spill`): before the lock was confirmed
/// nothing of a change is in the file.
fn exclusive(c: &Connection) -> Inner<()> {
    c.execute_batch(
        "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE;
         PRAGMA synchronous = EXTRA; PRAGMA secure_delete = FAST; PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -32768; PRAGMA cache_spill = OFF;
         BEGIN EXCLUSIVE; COMMIT;",
    )?;
    Ok(())
}

/// A message file that is only read.
pub(super) struct Reading {
    pub(super) connection: Connection,
    // In the order in which they must go: the connection first.
    _private: Option<TempDir>,
    _claim: Claim,
}

/// Opens a file only to read it, without changing a byte of its folder.
///
/// A file whose owner died in the middle of a commit has a journal beside it that belongs to it:
/// only both together are the truth. They are copied to a private folder and read there.
pub(super) fn reading(disk: &Disk, path: &Path) -> Result<Reading, Error> {
    let claim = claim(path)?;
    looks_right(disk, path)?;
    let look = |path: &Path, flags| -> Inner<Connection> {
        let c = connect(path, flags)?;
        // Reads the first page, and so finds out about locks and journals.
        c.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;")?;
        let _ = schema::verify(&c)?;
        Ok(c)
    };
    if !is_write_ahead(disk, path)? {
        match look(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            Ok(connection) => return Ok(Reading { connection, _private: None, _claim: claim }),
            Err(cause) if cause.wants_recovery() && has_company(disk, path)? => {}
            Err(cause) => return Err(cause.at(path, "looking at the file")),
        }
    }
    let private = tempfile::tempdir().map_err(|e| private(path, &e))?;
    let copy = copied(disk, path, &private, "")?;
    for ending in BESIDE {
        if disk.size(&beside(path, ending))?.is_some() {
            let _ = copied(disk, path, &private, ending)?;
        }
    }
    let connection = look(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE)
        .map_err(|cause| cause.at(path, "looking at a private copy"))?;
    Ok(Reading { connection, _private: Some(private), _claim: claim })
}

fn private(path: &Path, error: &io::Error) -> Error {
    Error::Sqlite {
        path: path.to_owned(),
        doing: "making a private copy",
        message: error.to_string(),
    }
}

/// Copies the file, or what lies beside it, to the private folder; never its rights, because the
/// copy must be written even where the file may not.
fn copied(disk: &Disk, path: &Path, folder: &TempDir, ending: &str) -> Result<PathBuf, Error> {
    let wrong = |e: io::Error| private(path, &e);
    let from = beside(path, ending);
    let name = format!("copy.mmf{ending}");
    let mut builder = tempfile::Builder::new();
    let mut to =
        builder.prefix(&name).suffix("").rand_bytes(0).tempfile_in(folder.path()).map_err(wrong)?;
    let mut at = 0;
    loop {
        let bytes = disk.read_at(&from, at, CHUNK)?;
        if bytes.is_empty() {
            break;
        }
        at += bytes.len() as u64;
        to.write_all(&bytes).map_err(wrong)?;
    }
    let (_, kept) = to.keep().map_err(|e| wrong(e.error))?;
    Ok(kept)
}

fn has_company(disk: &Disk, path: &Path) -> Result<bool, Error> {
    for ending in BESIDE {
        if disk.size(&beside(path, ending))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Returns whether another tool switched the file to a write-ahead log: even a reader of such a
/// file writes beside it.
fn is_write_ahead(disk: &Disk, path: &Path) -> Result<bool, Error> {
    Ok(disk.read_at(path, 18, 2)?.contains(&2))
}

impl Reading {
    /// Does something with the file, naming `path` in what goes wrong.
    pub(super) fn look<T>(
        &self,
        path: &Path,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Result<T, Error> {
        work(&self.connection).map_err(|cause: Cause| cause.at(path, doing))
    }
}
