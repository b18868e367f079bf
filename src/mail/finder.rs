//! A search that is kept under a name and whose results are a live folder.

use super::{FolderId, Query};

/// A search that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finder {
    /// The number under which its results are listed; below zero.
    pub id: FolderId,
    /// Its name.
    pub name: String,
    /// What it looks for.
    pub query: Query,
}
