//! What is wrong with a file as a whole, and what is wrong in it.

use std::fmt;
use std::path::PathBuf;

use crate::disk;
use crate::format::original::header::HeaderError;
use crate::format::original::oid::Oid;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The disk failed.
    #[error(transparent)]
    Disk(#[from] disk::Error),
    /// The file is no original message file, or one of a version that is not known.
    #[error("{path}: {reason}", path = path.display())]
    Header {
        /// The file.
        path: PathBuf,
        /// What its header says.
        reason: HeaderError,
    },
    /// Neither a map nor a single object was found.
    #[error("{path}: nothing in it can be read", path = path.display())]
    Nothing {
        /// The file.
        path: PathBuf,
    },
    /// The person gave up.
    #[error("cancelled")]
    Cancelled,
}

/// Something in a file that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The object, in hexadecimal digits; none where the file as a whole is meant.
    pub object: Option<String>,
    /// Where in the file, in bytes; none where nothing is there.
    pub offset: Option<u64>,
    /// What is wrong, in a few words.
    pub what: String,
}

impl Problem {
    pub(super) fn of(oid: Oid, offset: Option<u64>, what: impl Into<String>) -> Self {
        Self { object: Some(oid.to_string()), offset, what: what.into() }
    }

    pub(super) fn at(offset: u64, what: impl Into<String>) -> Self {
        Self { object: None, offset: Some(offset), what: what.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(object) = &self.object {
            write!(f, "object {object}")?;
        }
        if let Some(offset) = self.offset {
            let comma = if self.object.is_some() { ", " } else { "" };
            write!(f, "{comma}offset {offset}")?;
        }
        let colon = if self.object.is_some() || self.offset.is_some() { ": " } else { "" };
        write!(f, "{colon}{}", self.what)
    }
}
