//! One person's message file: a SQLite database, held by one client at a time.
//!
//! This is the only room that names SQLite. It writes messages with what lists show of them
//! (read by [`crate::format::mime`]), knows nothing of postoffices but the numbers of their
//! letters, and is held by the session and by the administrator's acts, on one thread.
//!
//! One mode everywhere: exclusive lock, rollback journal, everything synced: no acknowledged
//! commit is lost, and after a clean close there is exactly one file. Every commit goes through
//! one function, `commit`: it confirms that the mailbox lock is still ours, so that a client that
//! slept through a take-over writes nothing.
//!
//! | file | what it is |
//! |---|---|
//! | `schema` | the tables, and the check that they are ours |
//! | `reach` | opening to write, opening to look |
//! | `registry` | which files this process has open |
//! | `folders`, `list`, `messages`, `shift`, `clear`, `outbox`, `held`, `letters` | the work |
//! | `threads` | which messages are one conversation |
//! | `cc` | who got a copy, read out of the messages for a few rows of a list |
//! | `acts`, `folder_acts` | what a person does, noted so that it can be taken back |
//! | `search` | finding messages by their words, and the index for it |
//! | `copies`, `import`, `put`, `check` | the long work, in slices |
//! | `other` | somebody's file that is only read |

mod acts;
mod book;
mod cc;
mod check;
mod clear;
mod copies;
mod error;
mod folder_acts;
mod folders;
mod groups;
mod held;
mod import;
mod letters;
mod list;
mod messages;
mod other;
mod outbox;
mod put;
mod reach;
mod receipts;
mod registry;
mod retention;
mod rules;
mod schema;
mod search;
mod shift;
mod threads;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OptionalExtension};

pub use self::acts::{Act, Record, Reverted};
pub use self::book::Acquaintance;
pub use self::error::{Error, FolderNameError};
pub use self::folder_acts::{FolderAct, FolderSize};
pub use self::held::{Held, Retry};
pub use self::import::{Imported, Progress};
pub use self::letters::{Letter, Received};
pub use self::messages::NewFlags;
pub use self::other::OtherFile;
pub use self::outbox::Part;
pub use self::put::{Arrival, Known, Put};
pub use self::receipts::Reader;
pub use self::rules::{Deeds, LogLine, NewLetter};
pub use self::search::Hunted;
pub use self::shift::Mark;

use self::error::Inner;
use self::list::Lists;
use self::registry::Claim;
use crate::disk::{Disk, Lock, LockError, Op};

/// Bytes of the credential that a message file embeds.
pub const CREDENTIAL: usize = 80;

/// A pause after which an owner makes sure, before anything else, that the lock is still its own.
const PAUSE: Duration = Duration::from_secs(5);

/// An open message file.
pub struct MessageFile {
    // In the order in which they must go: SQLite first, then the claim, then the lock.
    connection: Connection,
    claim: Claim,
    guard: Arc<Lock>,
    path: PathBuf,
    disk: Disk,
    lost: bool,
    confirmed: Instant,
    lists: Lists,
    records: acts::Records,
}

impl std::fmt::Debug for MessageFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MessageFile").field("path", &self.path).finish_non_exhaustive()
    }
}

impl MessageFile {
    /// Makes a new message file with the standard folders; it appears as a whole or not at all.
    pub fn create(
        disk: &Disk,
        path: &Path,
        credential: &[u8; CREDENTIAL],
        guard: Arc<Lock>,
    ) -> Result<Self, Error> {
        let path = reach::full_path(disk, path)?;
        let claim = reach::claim(&path)?;
        if disk.size(&path)?.is_some() || disk.is_folder(&path)? {
            return Err(Error::Exists { path });
        }
        copies::put_aside_orphans(disk, &path)?;
        let temporary = copies::temporary(&path);
        let made = Self::build(disk, &temporary, credential, &guard)
            .and_then(|()| Ok(disk.rename(&temporary, &path)?));
        if let Err(e) = made {
            copies::discard(disk, &temporary);
            return Err(e);
        }
        drop(claim);
        Self::open(disk, &path, guard)
    }

    fn build(disk: &Disk, temporary: &Path, credential: &[u8], guard: &Lock) -> Result<(), Error> {
        let doing = "making the tables";
        let wrong = |e: rusqlite::Error| error::Cause::from(e).at(temporary, doing);
        let c = reach::making(temporary).map_err(|cause| cause.at(temporary, doing))?;
        c.execute_batch("BEGIN EXCLUSIVE").map_err(wrong)?;
        schema::make(&c, credential).map_err(|cause| cause.at(temporary, doing))?;
        commit(&c, disk, guard, temporary, doing)?;
        c.close().map_err(|(_, e)| wrong(e))?;
        Ok(disk.sync(temporary)?)
    }

    /// Reads the credential of a message file without changing a byte of its folder.
    pub fn judge(disk: &Disk, path: &Path) -> Result<[u8; CREDENTIAL], Error> {
        let path = reach::full_path(disk, path)?;
        reach::reading(disk, &path)?.look(&path, "reading the credential", schema::credential)
    }

    /// Opens a message file and takes its lock at once.
    pub fn open(disk: &Disk, path: &Path, guard: Arc<Lock>) -> Result<Self, Error> {
        let path = reach::full_path(disk, path)?;
        let claim = reach::claim(&path)?;
        // Opening may roll back what a crash left: that is writing.
        confirm(&guard, &path)?;
        let connection = reach::writing(disk, &path)?;
        Ok(Self {
            connection,
            claim,
            guard,
            path,
            disk: disk.clone(),
            lost: false,
            confirmed: Instant::now(),
            lists: Lists::default(),
            records: acts::Records::default(),
        })
    }

    /// Returns where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Closes the file; exactly one file is left.
    pub fn close(self) -> Result<(), Error> {
        let Self { connection, claim, guard, path, .. } = self;
        let closed =
            connection.close().map_err(|(_, e)| error::Cause::from(e).at(&path, "closing"));
        drop(claim);
        drop(guard);
        closed
    }

    /// Reads the embedded credential.
    pub fn credential(&self) -> Result<[u8; CREDENTIAL], Error> {
        self.look("reading the credential", schema::credential)
    }

    /// Embeds a credential in place of the old one.
    pub fn embed(&mut self, credential: &[u8; CREDENTIAL]) -> Result<(), Error> {
        self.change("embedding the credential", |c| {
            let _ = c.execute(
                "INSERT INTO meta (key, value) VALUES ('credential', ?1)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [credential.as_slice()],
            )?;
            Ok(())
        })
    }

    /// Reads a small setting that goes with the person.
    pub fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        self.look("reading a setting", |c| {
            let sql = "SELECT value FROM setting WHERE key = ?1";
            Ok(c.query_row(sql, [key], |row| row.get(0)).optional()?)
        })
    }

    /// Keeps a small setting that goes with the person.
    pub fn set_setting(&mut self, key: &str, value: &str) -> Result<(), Error> {
        self.change("keeping a setting", |c| {
            let _ = c.execute(
                "INSERT INTO setting (key, value) VALUES (?1, ?2)
                 ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                [key, value],
            )?;
            Ok(())
        })
    }

    /// Reads, naming the file in what goes wrong.
    fn look<T>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Result<T, Error> {
        work(&self.connection).map_err(|cause| cause.at(&self.path, doing))
    }

    /// Does one change as one transaction: everything in it is durable when this returns, or
    /// nothing of it happened.
    fn change<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> Inner<T>,
    ) -> Result<T, Error> {
        if self.lost {
            return Err(Error::LockLost { path: self.path.clone() });
        }
        if self.confirmed.elapsed() > PAUSE {
            self.confirm()?;
        }
        self.statement(doing, "BEGIN IMMEDIATE")?;
        let done = work(&self.connection)
            .map_err(|cause| cause.at(&self.path, doing))
            .and_then(|value| self.commit(doing).map(|()| value));
        // Some failures have rolled back already.
        if done.is_err()
            && !self.connection.is_autocommit()
            && let Err(error) = self.statement("taking a change back", "ROLLBACK")
        {
            tracing::error!(%error, "a change could not be taken back; the journal will do it");
        }
        done
    }

    fn commit(&mut self, doing: &'static str) -> Result<(), Error> {
        let done = commit(&self.connection, &self.disk, &self.guard, &self.path, doing);
        self.noted(done)
    }

    fn confirm(&mut self) -> Result<(), Error> {
        let confirmed = confirm(&self.guard, &self.path);
        self.noted(confirmed)
    }

    /// Notes what the lock said: lost once, it stays lost.
    fn noted(&mut self, confirmed: Result<(), Error>) -> Result<(), Error> {
        match &confirmed {
            Ok(()) => self.confirmed = Instant::now(),
            Err(Error::LockLost { .. }) => self.lost = true,
            Err(_) => {}
        }
        confirmed
    }

    fn statement(&self, doing: &'static str, sql: &str) -> Result<(), Error> {
        self.look(doing, |c| Ok(c.execute_batch(sql)?))
    }
}

/// Returns whether a message file is open in this process: then nothing else may open the file, also
/// not to look at it (see `registry`).
pub fn is_open_here(disk: &Disk, path: &Path) -> bool {
    disk.real_path(path).is_ok_and(|path| registry::has(&path))
}

/// The only way to a commit: the probe is told, the lock is confirmed, then SQLite commits.
fn commit(
    c: &Connection,
    disk: &Disk,
    guard: &Lock,
    path: &Path,
    doing: &'static str,
) -> Result<(), Error> {
    disk.about_to(Op::Commit, path)?;
    confirm(guard, path)?;
    c.execute_batch("COMMIT").map_err(|e| error::Cause::from(e).at(path, doing))
}

fn confirm(guard: &Lock, path: &Path) -> Result<(), Error> {
    match guard.confirm() {
        Ok(()) => Ok(()),
        // Unreachable for the moment is not lost: this change fails, a later one may pass.
        Err(LockError::Disk(e)) => Err(e.into()),
        Err(_) => Err(Error::LockLost { path: path.to_owned() }),
    }
}

#[cfg(test)]
mod tests;
