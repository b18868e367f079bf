//! Locks that are files of their own: created exclusively, kept alive by a counter, taken over
//! from the dead.
//!
//! Byte-range locks of the system are not relied on, because some mounts fake them. A waiter may
//! take over when the owner's process is dead on the same host, or when the counter stood still
//! for [`Pace::dead`](super::Pace) of the waiter's own clock. An owner calls [`Lock::confirm`]
//! before every commit: who slept through a take-over finds out there and stops.

#![expect(clippy::disallowed_methods, reason = "this room is the boundary to the file system")]

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Disk, Error, Op, heart, missing, process};

/// A lock file is a few lines; anything longer is not ours.
const MAX: u64 = 4096;

/// Who holds a lock, as its file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Holder {
    /// The machine.
    pub host: String,
    /// The process on it.
    pub process: u32,
    /// The mailbox or role that took it.
    pub user: String,
    /// Program and version.
    pub program: String,
    /// Since when, RFC 3339 UTC.
    pub since: String,
    started: u64,
    token: String,
    counter: String,
}

impl Holder {
    fn read(text: &str) -> Self {
        let mut holder = Self::default();
        for line in text.lines() {
            let Some((key, value)) = line.split_once('=') else { continue };
            match key {
                "host" => value.clone_into(&mut holder.host),
                "process" => holder.process = value.parse().unwrap_or(0),
                "started" => holder.started = value.parse().unwrap_or(0),
                "user" => value.clone_into(&mut holder.user),
                "program" => value.clone_into(&mut holder.program),
                "since" => value.clone_into(&mut holder.since),
                "token" => value.clone_into(&mut holder.token),
                "counter" => value.clone_into(&mut holder.counter),
                _ => {}
            }
        }
        holder
    }

    fn is_dead_here(&self) -> bool {
        self.process != 0
            && self.host == *process::HOST
            && !process::lives(self.process, self.started)
    }
}

/// How long to wait for a lock that a living owner holds.
#[derive(Clone, Copy)]
pub struct Patience<'a> {
    /// Gives up as soon as the owner has given a sign of life, else after this time.
    pub refuse_the_living: bool,
    /// How long to wait for a living owner to let go.
    pub wait: Duration,
    /// Is asked now and then; `true` gives up.
    pub cancelled: &'a dyn Fn() -> bool,
}

impl Patience<'_> {
    /// Waits for a short-lived lock.
    pub fn wait(wait: Duration) -> Self {
        Self { refuse_the_living: false, wait, cancelled: &|| false }
    }
}

/// Why a lock was not got.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LockError {
    /// A living owner holds it.
    #[error("{} is held by {} on {} since {}", path.display(), holder.user, holder.host, holder.since)]
    Held {
        /// The lock file.
        path: PathBuf,
        /// Who holds it.
        holder: Box<Holder>,
    },
    /// The waiter was told to stop.
    #[error("waiting for {} was given up", path.display())]
    Cancelled {
        /// The lock file.
        path: PathBuf,
    },
    /// It was ours, and somebody took it over.
    #[error("the lock {} was taken over", path.display())]
    Lost {
        /// The lock file.
        path: PathBuf,
    },
    /// The file could not be reached.
    #[error(transparent)]
    Disk(#[from] Error),
}

/// A held lock. Dropping it lets go.
#[derive(Debug)]
pub struct Lock {
    held: Arc<Held>,
    disk: Disk,
}

#[derive(Debug)]
pub(super) struct Held {
    path: PathBuf,
    token: String,
    /// Open from the start: after a take-over the beats go to the renamed file, never to a new owner's.
    file: Mutex<File>,
    counter: AtomicU64,
    counter_at: u64,
    beating: AtomicBool,
}

impl Held {
    /// Says whether a sign of life may be given: not while the one before is on its way.
    pub(super) fn begin_beat(&self) -> bool {
        !self.beating.swap(true, Ordering::Relaxed)
    }

    pub(super) fn beat(&self) {
        let counter = self.counter.fetch_add(1, Ordering::Relaxed).wrapping_add(1);
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let written = file
            .seek(SeekFrom::Start(self.counter_at))
            .and_then(|_| file.write_all(format!("{counter:020}").as_bytes()))
            .and_then(|()| file.sync_data());
        if let Err(error) = written {
            tracing::warn!(path = %self.path.display(), %error, "no sign of life could be given for a lock");
        }
        self.beating.store(false, Ordering::Relaxed);
    }
}

impl std::fmt::Debug for Disk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Disk").field("pace", &self.pace).finish_non_exhaustive()
    }
}

impl Lock {
    /// Checks that the lock is still this owner's; to be called before every commit.
    pub fn confirm(&self) -> Result<(), LockError> {
        let lost = || LockError::Lost { path: self.held.path.clone() };
        let text = match self.disk.read(&self.held.path, MAX) {
            Ok(bytes) => bytes,
            Err(e) if e.not_found() => return Err(lost()),
            Err(e) => return Err(e.into()),
        };
        if Holder::read(&String::from_utf8_lossy(&text)).token == self.held.token {
            Ok(())
        } else {
            Err(lost())
        }
    }

    /// Returns the lock file.
    pub fn path(&self) -> &Path {
        &self.held.path
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        match self.confirm() {
            Ok(()) => {
                if let Err(error) = self.disk.remove(&self.held.path) {
                    tracing::warn!(%error, "a lock could not be let go; others take it over in time");
                }
            }
            Err(error) => tracing::warn!(%error, "a lock was not let go"),
        }
    }
}

impl Disk {
    /// Takes a lock in the name of `user`, waiting and taking over as patience and the rules allow.
    pub fn lock(&self, path: &Path, user: &str, patience: Patience<'_>) -> Result<Lock, LockError> {
        let begun = Instant::now();
        let mut seen: Option<(Holder, Vec<u8>, Instant)> = None;
        let mut pause = Duration::from_millis(5);
        loop {
            if let Some(lock) = self.try_lock(path, user)? {
                return Ok(lock);
            }
            let bytes = match self.read(path, MAX) {
                Ok(bytes) => bytes,
                Err(e) if e.not_found() => continue,
                Err(e) => return Err(e.into()),
            };
            let holder = Holder::read(&String::from_utf8_lossy(&bytes));
            let mut alive = false;
            let still = match &seen {
                Some((_, old, since)) if *old == bytes => since.elapsed(),
                other => {
                    alive = other.as_ref().is_some_and(|(old, ..)| {
                        old.token == holder.token && !holder.token.is_empty()
                    });
                    seen = Some((holder.clone(), bytes.clone(), Instant::now()));
                    Duration::ZERO
                }
            };
            // Who made the file and never wrote into it died in between; who is only slow finds
            // out when it confirms.
            let silence = if holder.token.is_empty() { self.pace.dead / 4 } else { self.pace.dead };
            if still >= silence || holder.is_dead_here() {
                self.take_over(path, &bytes)?;
                continue;
            }
            let enough =
                if patience.refuse_the_living { alive } else { begun.elapsed() >= patience.wait };
            if enough {
                return Err(LockError::Held { path: path.to_owned(), holder: Box::new(holder) });
            }
            if (patience.cancelled)() {
                return Err(LockError::Cancelled { path: path.to_owned() });
            }
            std::thread::sleep(pause);
            // A short-lived lock is free again and again: who looks seldom never finds it so.
            let longest = if patience.refuse_the_living { 200 } else { 40 };
            pause = (pause * 2).min(Duration::from_millis(longest)).min(self.pace.beat);
        }
    }

    /// Takes a lock if nobody holds it.
    fn try_lock(&self, path: &Path, user: &str) -> Result<Option<Lock>, LockError> {
        // Ready before the file is made: whoever dies in between leaves one that names nobody.
        let token = format!("{:016X}{:016X}", process::random(), process::random());
        let head = format!(
            "host={}\nprocess={}\nstarted={}\nuser={}\nprogram={} {}\nsince={}\ntoken={token}\ncounter=",
            *process::HOST,
            std::process::id(),
            *process::STARTED,
            user.replace(['\n', '\r'], " "),
            env!("CARGO_PKG_NAME"),
            env!("CARGO_PKG_VERSION"),
            jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        );
        let text = format!("{head}{:020}\n", 0);
        self.about_to(Op::Create, path)?;
        let mut file = match OpenOptions::new().read(true).write(true).create_new(true).open(path) {
            Ok(file) => file,
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Ok(None),
            Err(e) => return Err(Error::new(Op::Create, path, e).into()),
        };
        let written = self.about_to(Op::Write, path).and_then(|()| {
            file.write_all(text.as_bytes())
                .and_then(|()| file.sync_all())
                .map_err(|e| Error::new(Op::Write, path, e))
        });
        if let Err(e) = written {
            drop(file);
            // Unless it took so long that somebody else has the name now.
            if self.read(path, MAX).is_ok_and(|b| b.is_empty() || b == text.as_bytes()) {
                let _ = self.remove(path);
            }
            return Err(e.into());
        }
        let held = Arc::new(Held {
            path: path.to_owned(),
            token,
            file: Mutex::new(file),
            counter: AtomicU64::new(0),
            counter_at: head.len() as u64,
            beating: AtomicBool::new(false),
        });
        heart::beat_for(&held, self.pace.beat);
        Ok(Some(Lock { held, disk: self.clone() }))
    }

    /// Clears a dead owner's lock away: of several takers one wins the rename.
    fn take_over(&self, path: &Path, dead: &[u8]) -> Result<(), LockError> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:016X}.TMP", process::random()));
        let mine = path.with_file_name(name);
        // Look again at the last moment: the file may be a new owner's by now.
        match self.read(path, MAX) {
            Ok(bytes) if bytes == dead => {}
            Ok(_) => return Ok(()),
            Err(e) if e.not_found() => return Ok(()),
            Err(e) => return Err(e.into()),
        }
        self.about_to(Op::Rename, path)?;
        match std::fs::rename(path, &mine) {
            Ok(()) => {}
            Err(e) if missing(&e) => return Ok(()),
            Err(e) => return Err(Error::new(Op::Rename, path, e).into()),
        }
        let got = self.read(&mine, MAX)?;
        if Holder::read(&String::from_utf8_lossy(&got)).token
            != Holder::read(&String::from_utf8_lossy(dead)).token
        {
            // Between the look and the rename another taker was quicker, and this is its lock: put
            // it back. If a third one has the name already, the owner finds out when it confirms.
            self.put_back(path, &mine, &got)?;
        } else {
            let holder = Holder::read(&String::from_utf8_lossy(dead));
            tracing::warn!(path = %path.display(), host = holder.host, process = holder.process, user = holder.user, since = holder.since, "took over the lock of a dead owner");
        }
        let _ = self.remove(&mine)?;
        Ok(())
    }

    /// Gives a lock file its name back, unless somebody has it. A second name for the same file,
    /// because the owner's signs of life go to that file; a copy of it would seem dead.
    fn put_back(&self, path: &Path, mine: &Path, bytes: &[u8]) -> Result<(), LockError> {
        self.about_to(Op::Create, path)?;
        match std::fs::hard_link(mine, path) {
            Ok(()) => Ok(()),
            Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            // Not every share has second names.
            Err(_) => match self.create_new(path, bytes) {
                Err(e) if !e.already_exists() => Err(e.into()),
                _ => Ok(()),
            },
        }
    }
}

#[cfg(test)]
mod tests;
