//! What went wrong with a message file, and with which one.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::disk;
use crate::mail::{FolderId, MessageId};

/// Why something could not be done with a message file.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// There is no such file.
    #[error("{}: there is no such file", path.display())]
    NotFound {
        /// The file.
        path: PathBuf,
    },
    /// There is a file of this name already.
    #[error("{}: the file is there already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// It is a file of another kind.
    #[error("{}: not a message file", path.display())]
    NotAMessageFile {
        /// The file.
        path: PathBuf,
    },
    /// A later version of the program made it.
    #[error("{}: made by a later version (schema {version})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its schema.
        version: i64,
    },
    /// Something in it is not as it was written.
    #[error("{}: damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is damaged.
        what: String,
    },
    /// Another program has it open, or this one has already.
    #[error("{}: in use", path.display())]
    InUse {
        /// The file.
        path: PathBuf,
    },
    /// Its lock was taken over; nothing is written any more.
    #[error("{}: its lock was taken over", path.display())]
    LockLost {
        /// The file.
        path: PathBuf,
    },
    /// There is no room left.
    #[error("{}: the disk is full", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// The file system refused something.
    #[error(transparent)]
    Disk(#[from] disk::Error),
    /// SQLite refused something.
    #[error("{}: {doing}: {message}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What was being done.
        doing: &'static str,
        /// What SQLite said.
        message: String,
    },
    /// There is no message of this number.
    #[error("{}: there is no message {}", path.display(), id.0)]
    NoSuchMessage {
        /// The file.
        path: PathBuf,
        /// The number.
        id: MessageId,
    },
    /// There is no folder of this number.
    #[error("{}: there is no folder {}", path.display(), id.0)]
    NoSuchFolder {
        /// The file.
        path: PathBuf,
        /// The number.
        id: FolderId,
    },
    /// A folder cannot have this name, or cannot be changed.
    #[error("{}: {reason}", path.display())]
    FolderName {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: FolderNameError,
    },
    /// The work was cancelled; what was done until then stays.
    #[error("{}: cancelled", path.display())]
    Cancelled {
        /// The file.
        path: PathBuf,
    },
}

/// Tells why a folder cannot have a name, or cannot be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FolderNameError {
    /// Nothing was given.
    #[error("the folder's name is empty")]
    Empty,
    /// The name has more than 64 characters.
    #[error("the folder's name has more than 64 characters")]
    TooLong,
    /// The name holds a control character, or the stroke that parts names.
    #[error("the folder's name holds {0:?}")]
    Character(char),
    /// A folder beside it has the name.
    #[error("there is a folder of this name")]
    Exists,
    /// A folder cannot go into itself.
    #[error("the folder cannot go into itself")]
    Inside,
    /// The folder, or the name, belongs to the program.
    #[error("the folder belongs to the program")]
    System,
}

impl Error {
    /// Returns the file.
    pub fn path(&self) -> &Path {
        match self {
            Self::NotFound { path }
            | Self::Exists { path }
            | Self::NotAMessageFile { path }
            | Self::Newer { path, .. }
            | Self::Damaged { path, .. }
            | Self::InUse { path }
            | Self::LockLost { path }
            | Self::Full { path }
            | Self::Sqlite { path, .. }
            | Self::NoSuchMessage { path, .. }
            | Self::NoSuchFolder { path, .. }
            | Self::FolderName { path, .. }
            | Self::Cancelled { path } => path,
            Self::Disk(e) => e.path(),
        }
    }
}

/// The same without the file: what the statements inside the room return.
#[derive(Debug)]
pub(super) enum Cause {
    Sqlite(rusqlite::Error),
    Damaged(String),
    Newer(i64),
    NotAMessageFile,
    NoSuchMessage(MessageId),
    NoSuchFolder(FolderId),
    FolderName(FolderNameError),
}

/// What the statements inside the room return.
pub(super) type Inner<T> = Result<T, Cause>;

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl Cause {
    /// Names the file and what was being done to it.
    pub(super) fn at(self, path: &Path, doing: &'static str) -> Error {
        let path = path.to_owned();
        match self {
            Self::Sqlite(error) => sqlite(path, doing, &error),
            Self::Damaged(what) => Error::Damaged { path, what },
            Self::Newer(version) => Error::Newer { path, version },
            Self::NotAMessageFile => Error::NotAMessageFile { path },
            Self::NoSuchMessage(id) => Error::NoSuchMessage { path, id },
            Self::NoSuchFolder(id) => Error::NoSuchFolder { path, id },
            Self::FolderName(reason) => Error::FolderName { path, reason },
        }
    }

    /// Returns whether the file waits for its journal to be rolled back, which a reader may not.
    pub(super) fn wants_recovery(&self) -> bool {
        match self {
            // Read-only files with a journal or a write-ahead log that only a writer may settle.
            Self::Sqlite(rusqlite::Error::SqliteFailure(e, _)) => {
                matches!(e.code, ErrorCode::ReadOnly | ErrorCode::CannotOpen)
            }
            _ => false,
        }
    }
}

fn sqlite(path: PathBuf, doing: &'static str, error: &rusqlite::Error) -> Error {
    let message = error.to_string();
    match error {
        rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
            ErrorCode::DiskFull => Error::Full { path },
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::InUse { path },
            ErrorCode::DatabaseCorrupt => {
                Error::Damaged { path, what: format!("{doing}: {message}") }
            }
            ErrorCode::NotADatabase => Error::NotAMessageFile { path },
            _ => Error::Sqlite { path, doing, message },
        },
        // Rows whose columns are not what the schema says were not written by us.
        rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::Utf8Error(..)
        | rusqlite::Error::QueryReturnedNoRows
        | rusqlite::Error::SqlInputError { .. } => {
            Error::Damaged { path, what: format!("{doing}: {message}") }
        }
        _ => Error::Sqlite { path, doing, message },
    }
}
