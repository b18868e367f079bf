//! The seam to the file system: create exclusively, write, sync, rename, remove, list, lock.
//!
//! It knows no mail. The stores ([`crate::postoffice`], [`crate::mmf`]) and the rooms above reach
//! files through a [`Disk`], so that every operation can be counted, delayed and made to fail by a
//! [`Probe`]. Each operation returns when its effect is durable, unless its text says otherwise.

#![expect(clippy::disallowed_methods, reason = "this room is the boundary to the file system")]

mod error;
mod heart;
mod lock;
mod process;
mod reader;
mod self_test;
mod tree;

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

pub use error::Error;
pub use lock::{Holder, Lock, LockError, Patience};
pub use process::random;
pub use reader::Reader;
pub use self_test::Broken;

/// What is done to a file; given to a [`Probe`] and named in an [`Error`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Op {
    /// Looks at a file's size or kind.
    Look,
    /// Reads a file or a part of it.
    Read,
    /// Creates a file that must not exist.
    Create,
    /// Writes bytes.
    Write,
    /// Cuts a file.
    Cut,
    /// Makes a file's bytes durable.
    Sync,
    /// Makes a folder's entries durable.
    SyncFolder,
    /// Renames a file.
    Rename,
    /// Removes a file.
    Remove,
    /// Lists a folder.
    List,
    /// Makes a folder.
    MakeFolder,
    /// Commits a transaction of a message file; said by its room with [`Disk::about_to`].
    Commit,
}

/// Watches every operation before it happens.
pub trait Probe: Send + Sync {
    /// Is told of an operation; an error makes it fail without being done.
    fn before(&self, op: Op, path: &Path) -> io::Result<()>;

    /// Says how many bytes there is room for beside a file; none leaves it to the disk.
    fn room(&self, path: &Path) -> Option<u64> {
        let _ = path;
        None
    }
}

/// How often owners of locks give a sign of life, and how long silence means death.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// Time between two signs of life.
    pub beat: Duration,
    /// Silence after which a lock may be taken over.
    pub dead: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { beat: Duration::from_secs(5), dead: Duration::from_secs(20) }
    }
}

/// The way to the file system. Cheap to clone.
#[derive(Clone, Default)]
pub struct Disk {
    probe: Option<Arc<dyn Probe>>,
    pace: Pace,
}

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name.
    pub name: OsString,
    /// Whether it is a folder.
    pub folder: bool,
    /// Bytes in it; 0 for a folder.
    pub size: u64,
}

impl Disk {
    /// Returns the plain way to the file system.
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns a disk whose operations a probe watches.
    pub fn with_probe(probe: Arc<dyn Probe>) -> Self {
        Self { probe: Some(probe), ..Self::default() }
    }

    /// Sets the pace of locks; tests use a quicker one.
    pub fn paced(mut self, pace: Pace) -> Self {
        self.pace = pace;
        self
    }

    /// Tells the probe that an operation is about to happen, and fails if it says so.
    ///
    /// For what does not go through this room by itself: SQLite's commits.
    pub fn about_to(&self, op: Op, path: &Path) -> Result<(), Error> {
        match &self.probe {
            None => Ok(()),
            Some(probe) => probe.before(op, path).map_err(|e| Error::new(op, path, e)),
        }
    }

    fn run<T>(
        &self,
        op: Op,
        path: &Path,
        work: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, Error> {
        self.about_to(op, path)?;
        work().map_err(|e| Error::new(op, path, e))
    }

    /// Returns the size of a file; `None` when there is no such file.
    pub fn size(&self, path: &Path) -> Result<Option<u64>, Error> {
        self.run(Op::Look, path, || match fs::metadata(path) {
            Ok(meta) if meta.is_file() => Ok(Some(meta.len())),
            Ok(_) => Ok(None),
            Err(e) if missing(&e) => Ok(None),
            Err(e) => Err(e),
        })
    }

    /// Returns how long ago a file was written, by this machine's clock; `None` when there is no
    /// such file or the clocks disagree.
    pub fn age(&self, path: &Path) -> Result<Option<Duration>, Error> {
        self.run(Op::Look, path, || match fs::metadata(path).and_then(|m| m.modified()) {
            Ok(at) => Ok(at.elapsed().ok()),
            Err(e) if missing(&e) => Ok(None),
            Err(e) => Err(e),
        })
    }

    /// Returns whether there is a folder of this name.
    pub fn is_folder(&self, path: &Path) -> Result<bool, Error> {
        self.run(Op::Look, path, || match fs::metadata(path) {
            Ok(meta) => Ok(meta.is_dir()),
            Err(e) if missing(&e) => Ok(false),
            Err(e) => Err(e),
        })
    }

    /// Reads a whole file of at most `max` bytes.
    pub fn read(&self, path: &Path, max: u64) -> Result<Vec<u8>, Error> {
        self.run(Op::Read, path, || {
            let mut bytes = Vec::new();
            let _ = File::open(path)?.take(max.saturating_add(1)).read_to_end(&mut bytes)?;
            if bytes.len() as u64 > max {
                return Err(io::Error::new(
                    io::ErrorKind::FileTooLarge,
                    format!("the file is larger than {max} bytes"),
                ));
            }
            Ok(bytes)
        })
    }

    /// Reads up to `len` bytes at an offset; fewer at the end of the file.
    pub fn read_at(&self, path: &Path, offset: u64, len: usize) -> Result<Vec<u8>, Error> {
        self.run(Op::Read, path, || {
            let mut file = File::open(path)?;
            let _ = file.seek(SeekFrom::Start(offset))?;
            let mut bytes = Vec::new();
            let _ = file.take(len as u64).read_to_end(&mut bytes)?;
            Ok(bytes)
        })
    }

    /// Opens a file to read parts of it, without changing anything about it.
    pub fn open(&self, path: &Path) -> Result<Reader, Error> {
        let (file, len) = self.run(Op::Read, path, || {
            let file = File::open(path)?;
            let meta = file.metadata()?;
            if meta.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            Ok((file, meta.len()))
        })?;
        Ok(Reader::new(self.clone(), path, file, len))
    }

    /// Creates a file that must not exist, with its bytes.
    pub fn create_new(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let mut file = self
            .run(Op::Create, path, || OpenOptions::new().write(true).create_new(true).open(path))?;
        self.run(Op::Write, path, || file.write_all(bytes))?;
        self.run(Op::Sync, path, || file.sync_all())?;
        self.sync_parent(path)
    }

    /// Puts a file in place as a whole: temporary name, sync, rename, sync of the folder.
    pub fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let temporary = self.temporary_name(path);
        let mut file = self.run(Op::Create, &temporary, || {
            OpenOptions::new().write(true).create_new(true).open(&temporary)
        })?;
        let written = self
            .run(Op::Write, &temporary, || file.write_all(bytes))
            .and_then(|()| self.run(Op::Sync, &temporary, || file.sync_all()));
        drop(file);
        if let Err(e) = written.and_then(|()| self.rename_only(&temporary, path)) {
            // A leftover does no harm, but a full disk wants its room back.
            let _ = self.remove(&temporary);
            return Err(e);
        }
        self.sync_parent(path)
    }

    /// Writes bytes in place into an existing file, growing it if need be.
    ///
    /// Not atomic: only for records whose own check or commit bit tells a torn write.
    pub fn write_at(&self, path: &Path, offset: u64, bytes: &[u8]) -> Result<(), Error> {
        let mut file = self.run(Op::Write, path, || OpenOptions::new().write(true).open(path))?;
        self.run(Op::Write, path, || {
            let _ = file.seek(SeekFrom::Start(offset))?;
            file.write_all(bytes)
        })?;
        self.run(Op::Sync, path, || file.sync_all())
    }

    /// Cuts a file to a length.
    pub fn cut(&self, path: &Path, len: u64) -> Result<(), Error> {
        self.run(Op::Cut, path, || {
            let file = OpenOptions::new().write(true).open(path)?;
            file.set_len(len)?;
            file.sync_all()
        })
    }

    /// Renames a file, replacing what has the new name.
    pub fn rename(&self, from: &Path, to: &Path) -> Result<(), Error> {
        self.rename_only(from, to)?;
        self.sync_parent(to)
    }

    fn rename_only(&self, from: &Path, to: &Path) -> Result<(), Error> {
        self.run(Op::Rename, to, || {
            let mut tries = 0;
            loop {
                match fs::rename(from, to) {
                    // Windows refuses while a scanner or a reader holds the file for a moment.
                    Err(e) if cfg!(windows) && denied(&e) && tries < 25 => {
                        tries += 1;
                        std::thread::sleep(Duration::from_millis(20));
                    }
                    result => return result,
                }
            }
        })
    }

    /// Removes a file; returns whether there was one. Not synced: a leftover must do no harm.
    pub fn remove(&self, path: &Path) -> Result<bool, Error> {
        self.run(Op::Remove, path, || match fs::remove_file(path) {
            Ok(()) => Ok(true),
            Err(e) if missing(&e) => Ok(false),
            Err(e) => Err(e),
        })
    }

    /// Makes a folder and those above it; nothing happens when it is there.
    pub fn make_folder(&self, path: &Path) -> Result<(), Error> {
        self.run(Op::MakeFolder, path, || fs::create_dir_all(path))?;
        self.sync_parent(path)
    }

    /// Lists a folder, sorted by name.
    pub fn list(&self, path: &Path) -> Result<Vec<Entry>, Error> {
        self.run(Op::List, path, || {
            let mut entries = Vec::new();
            for entry in fs::read_dir(path)? {
                let entry = entry?;
                // A file may go while we look at its neighbours.
                let Ok(meta) = fs::metadata(entry.path()) else { continue };
                entries.push(Entry {
                    name: entry.file_name(),
                    folder: meta.is_dir(),
                    size: if meta.is_dir() { 0 } else { meta.len() },
                });
            }
            entries.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(entries)
        })
    }

    /// Copies a file's bytes to a new file. Not synced: for private copies that are thrown away.
    pub fn copy(&self, from: &Path, to: &Path) -> Result<(), Error> {
        self.run(Op::Read, from, || fs::copy(from, to)).map(|_| ())
    }

    /// Makes a file written by somebody else durable, and its name with it.
    pub fn sync(&self, path: &Path) -> Result<(), Error> {
        self.run(Op::Sync, path, || OpenOptions::new().write(true).open(path)?.sync_all())?;
        self.sync_parent(path)
    }

    /// Returns the full path of something that exists, with links followed.
    pub fn real_path(&self, path: &Path) -> Result<PathBuf, Error> {
        self.run(Op::Look, path, || fs::canonicalize(path))
    }

    fn sync_parent(&self, path: &Path) -> Result<(), Error> {
        let parent = match path.parent() {
            Some(p) if p.as_os_str().is_empty() => Path::new("."),
            Some(p) => p,
            None => return Ok(()),
        };
        self.run(Op::SyncFolder, parent, || sync_folder(parent))
    }

    fn temporary_name(&self, path: &Path) -> PathBuf {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:016X}.TMP", process::random()));
        path.with_file_name(name)
    }
}

#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Windows cannot sync a folder; its renames are written through instead.
#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn missing(e: &io::Error) -> bool {
    matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn denied(e: &io::Error) -> bool {
    matches!(e.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy)
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    struct Fail(Op);

    impl Probe for Fail {
        fn before(&self, op: Op, _: &Path) -> io::Result<()> {
            if op == self.0 { Err(io::Error::other("made to fail")) } else { Ok(()) }
        }
    }

    struct Count(Mutex<Vec<Op>>);

    impl Probe for Count {
        fn before(&self, op: Op, _: &Path) -> io::Result<()> {
            self.0.lock().unwrap().push(op);
            Ok(())
        }
    }

    #[test]
    fn a_failed_replace_leaves_the_old_bytes_and_no_litter() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("A.GLB");
        Disk::new().replace(&path, b"old").unwrap();
        for op in [Op::Create, Op::Write, Op::Sync, Op::Rename] {
            let disk = Disk::with_probe(Arc::new(Fail(op)));
            assert_eq!(disk.replace(&path, b"new").unwrap_err().op(), op);
            assert_eq!(Disk::new().read(&path, 10).unwrap(), b"old");
            assert_eq!(Disk::new().list(dir.path()).unwrap().len(), 1, "{op:?} left litter");
        }
    }

    #[test]
    fn replace_syncs_the_file_before_the_rename_and_the_folder_after_it() {
        let dir = tempfile::tempdir().unwrap();
        let count = Arc::new(Count(Mutex::default()));
        Disk::with_probe(count.clone()).replace(&dir.path().join("A"), b"x").unwrap();
        assert_eq!(
            *count.0.lock().unwrap(),
            [Op::Create, Op::Write, Op::Sync, Op::Rename, Op::SyncFolder]
        );
    }

    #[test]
    fn creation_is_exclusive_and_reading_is_bounded() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("A");
        let disk = Disk::new();
        disk.create_new(&path, b"12345").unwrap();
        assert!(disk.create_new(&path, b"x").unwrap_err().already_exists());
        assert_eq!(disk.read(&path, 5).unwrap(), b"12345");
        assert!(disk.read(&path, 4).is_err());
        assert_eq!(disk.read_at(&path, 3, 10).unwrap(), b"45");
        disk.write_at(&path, 4, b"67").unwrap();
        assert_eq!(disk.read(&path, 10).unwrap(), b"123467");
        disk.cut(&path, 2).unwrap();
        assert_eq!(disk.size(&path).unwrap(), Some(2));
        assert!(disk.remove(&path).unwrap());
        assert!(!disk.remove(&path).unwrap());
        assert!(disk.read(&path, 1).unwrap_err().not_found());
    }
}
