//! What went wrong while mail was written out.

use std::path::PathBuf;

use crate::{disk, session, words};

/// A failure of the interchange.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The file could not be written.
    #[error("{path}: {source}", path = path.display())]
    File {
        /// The file that was wanted.
        path: PathBuf,
        /// What the disk said.
        source: disk::Error,
    },
    /// A message could not be read.
    #[error(transparent)]
    Session(#[from] session::Error),
}

impl Error {
    /// Returns what happened, in a sentence for people.
    pub fn summary(&self) -> String {
        match self {
            Self::File { path, source } => words::with(
                "interchange-file",
                &[("path", &path.display()), ("reason", &source.reason())],
            ),
            Self::Session(error) => error.summary(),
        }
    }

    /// Returns what to do.
    pub fn hint(&self) -> String {
        match self {
            Self::File { source, .. } if source.full() => words::text("interchange-file-full"),
            Self::File { source, .. } if source.denied() => words::text("interchange-file-denied"),
            Self::File { .. } => words::text("interchange-file-hint"),
            Self::Session(error) => error.hint(),
        }
    }
}
