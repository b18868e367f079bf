//! Which message files this process has open.
//!
//! On POSIX systems a process loses SQLite's lock on a file as soon as it closes *any* handle to
//! it, also one opened only to look. So a file that is open here is opened in no other way: every
//! function of this room claims the path before it touches the file.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

static OPEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// The right to open one message file, until it is dropped.
#[derive(Debug)]
pub(super) struct Claim(PathBuf);

impl Claim {
    /// Claims a real path; `None` when somebody in this process has it.
    pub(super) fn take(path: &Path) -> Option<Self> {
        let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(path.to_owned()).then(|| Self(path.to_owned()))
    }
}

/// Returns whether somebody in this process has the file of a real path.
pub(super) fn has(path: &Path) -> bool {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner).contains(path)
}

impl Drop for Claim {
    fn drop(&mut self) {
        let _ = OPEN.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}
