//! A file that grows slice by slice.

use std::path::{Path, PathBuf};

use crate::disk::{self, Disk};

/// A file that is made with the first bytes and takes the others behind them.
#[derive(Debug)]
pub(super) struct Appender {
    disk: Disk,
    path: PathBuf,
    bytes: Vec<u8>,
    made: bool,
}

impl Appender {
    /// Names a file that must not exist.
    pub(super) fn new(disk: &Disk, path: &Path) -> Self {
        Self { disk: disk.clone(), path: path.to_owned(), bytes: Vec::new(), made: false }
    }

    /// Takes bytes to be written.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Writes what was taken.
    pub(super) fn flush(&mut self) -> Result<(), disk::Error> {
        if !self.made {
            self.disk.write_new(&self.path, &self.bytes)?;
            self.made = true;
        } else if !self.bytes.is_empty() {
            self.disk.append(&self.path, &self.bytes)?;
        }
        self.bytes.clear();
        Ok(())
    }
}
