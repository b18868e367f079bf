//! What went wrong with a file, and which file.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Op;

/// A failed operation on a file.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct Error {
    op: Op,
    path: PathBuf,
    source: Arc<io::Error>,
}

impl Error {
    pub(super) fn new(op: Op, path: &Path, source: io::Error) -> Self {
        Self { op, path: path.to_owned(), source: Arc::new(source) }
    }

    /// Returns what was being done.
    pub fn op(&self) -> Op {
        self.op
    }

    /// Returns the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Returns what the system said.
    pub fn reason(&self) -> String {
        self.source.to_string()
    }

    /// Returns whether there is no such file or folder.
    pub fn not_found(&self) -> bool {
        super::missing(&self.source)
    }

    /// Returns whether the file was there already.
    pub fn already_exists(&self) -> bool {
        self.source.kind() == io::ErrorKind::AlreadyExists
    }

    /// Returns whether rights were missing.
    pub fn denied(&self) -> bool {
        matches!(
            self.source.kind(),
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
        )
    }

    /// Returns whether there was no room left.
    pub fn full(&self) -> bool {
        matches!(self.source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
    }
}
