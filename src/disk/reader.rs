//! A file that is read part by part: files of others that are too large to be read whole.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::{Disk, Error, Op};

/// An open file, for reading alone.
pub struct Reader {
    disk: Disk,
    path: PathBuf,
    file: File,
    len: u64,
    place: u64,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Reader {
    pub(super) fn new(disk: Disk, path: &Path, file: File, len: u64) -> Self {
        Self { disk, path: path.to_owned(), file, len, place: 0 }
    }

    /// Returns the path that was opened.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns how long the file was when it was opened.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Returns whether there was nothing in the file.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Reads up to `len` bytes at an offset; fewer at the end of the file. Room is made only for
    /// what is there.
    pub fn read_at(&mut self, offset: u64, len: usize) -> Result<Vec<u8>, Error> {
        self.disk.about_to(Op::Read, &self.path)?;
        self.part(offset, len).map_err(|e| Error::new(Op::Read, &self.path, e))
    }

    fn part(&mut self, offset: u64, len: usize) -> io::Result<Vec<u8>> {
        if self.place != offset {
            self.place = self.file.seek(SeekFrom::Start(offset))?;
        }
        let there = self.len.saturating_sub(offset).min(len as u64);
        let mut bytes = Vec::with_capacity(usize::try_from(there).unwrap_or(0));
        let read = self.file.by_ref().take(len as u64).read_to_end(&mut bytes);
        // Where reading stopped is not known when it failed.
        self.place = if read.is_ok() { offset + bytes.len() as u64 } else { u64::MAX };
        read.map(|_| bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_in_any_order_and_end_with_the_file() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("A");
        let disk = Disk::new();
        disk.create_new(&path, b"0123456789").unwrap();
        let mut reader = disk.open(&path).unwrap();
        assert_eq!((reader.len(), reader.is_empty()), (10, false));
        for (offset, len, part) in
            [(0, 4, &b"0123"[..]), (4, 2, b"45"), (8, 100, b"89"), (2, 3, b"234"), (50, 5, b"")]
        {
            assert_eq!(reader.read_at(offset, len).unwrap(), part, "{offset} {len}");
        }
        assert!(disk.open(dir.path()).is_err());
        assert!(disk.open(&dir.path().join("none")).unwrap_err().not_found());
    }
}
