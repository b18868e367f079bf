//! Room on the disk: asked for before mail is written, and while it is, so that the work stops with
//! words and not in the middle of a file.

use std::path::{Path, PathBuf};

use super::Error;
use crate::disk::Disk;

/// Room that is left alone: for the ends of lists, a journal, and what others write meanwhile.
const RESERVE: u64 = 8 << 20;

/// What is written before the disk is asked again, where it has plenty.
const STRIDE: u64 = 64 << 20;

/// What a message takes beside its bytes, about: the rest of a block, lines of the manifest.
const BESIDE: u64 = 4 << 10;

/// Returns how much room so many bytes of mail need, about: lists and the index, too.
fn needed(bytes: u64) -> u64 {
    bytes.saturating_add(bytes / 4)
}

/// Checks that there is room for so many bytes of mail beside a file, where that can be told.
pub fn check_room(disk: &Disk, path: &Path, bytes: u64) -> Result<(), Error> {
    let needed = needed(bytes).saturating_add(RESERVE);
    match disk.room(path) {
        Some(room) if room < needed => Err(Error::NoRoom { path: path.to_owned(), needed, room }),
        _ => Ok(()),
    }
}

/// Room for mail that is being written.
#[derive(Debug, Clone)]
pub(super) struct Room {
    disk: Disk,
    path: PathBuf,
    /// Whether what is written stays when the work is given up.
    stays: bool,
    /// Bytes that may be written before the disk is asked again.
    allowed: u64,
}

impl Room {
    /// Watches the disk of a path; `stays` says whether what is written stays when the work ends
    /// before its time.
    pub(super) fn new(disk: &Disk, path: &Path, stays: bool) -> Self {
        Self { disk: disk.clone(), path: path.to_owned(), stays, allowed: 0 }
    }

    /// Takes room for a message of so many bytes.
    pub(super) fn take(&mut self, bytes: usize) -> Result<(), Error> {
        let needed = needed(bytes as u64).saturating_add(BESIDE);
        if self.allowed < needed {
            self.allowed = match self.disk.room(&self.path) {
                // Some machines hide their disks from programs; then nobody can tell.
                None => STRIDE,
                Some(room) if room < needed.saturating_add(RESERVE) => {
                    self.allowed = 0;
                    return Err(Error::Full { path: self.path.clone(), room, stays: self.stays });
                }
                // Near the end it is asked more often: others write, too.
                Some(room) => (room.saturating_sub(RESERVE) / 4).min(STRIDE),
            };
            self.allowed = self.allowed.max(needed);
        }
        self.allowed = self.allowed.saturating_sub(needed);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU64, Ordering};

    use super::*;
    use crate::disk::{Op, Probe};

    struct Has(AtomicU64);

    impl Probe for Has {
        fn before(&self, _: Op, _: &Path) -> std::io::Result<()> {
            Ok(())
        }

        fn room(&self, _: &Path) -> Option<u64> {
            Some(self.0.load(Ordering::Relaxed))
        }
    }

    #[test]
    fn what_does_not_fit_is_refused_before_it_begins() {
        let (disk, dir) = (Disk::new(), tempfile::tempdir().unwrap());
        let path = dir.path().join("mail.mmf");
        check_room(&disk, &path, 0).unwrap();
        // Some machines hide their disks from programs; then nobody can tell.
        if disk.room(&path).is_some() {
            let error = check_room(&disk, &path, 1 << 60).unwrap_err();
            assert!(matches!(&error, Error::NoRoom { .. }), "{error}");
            assert!(error.summary().contains("mail.mmf") && !error.hint().is_empty());
        }
    }

    #[test]
    fn a_disk_that_fills_up_is_noticed_in_time() {
        let has = Arc::new(Has(AtomicU64::new(0)));
        let disk = Disk::with_probe(has.clone());
        // The disk is full when it has no byte more: each message takes its own.
        let mut left: u64 = 20 << 20;
        has.0.store(left, Ordering::Relaxed);
        let mut room = Room::new(&disk, Path::new("x"), true);
        let mut written = 0_u64;
        while room.take(100_000).is_ok() {
            written += 100_000;
            left -= 100_000;
            has.0.store(left, Ordering::Relaxed);
        }
        assert!(written > 8 << 20, "{written}");
        assert!(left >= RESERVE, "{left}");
        // Room that was made is found.
        has.0.store(1 << 30, Ordering::Relaxed);
        room.take(100_000).unwrap();
    }
}
