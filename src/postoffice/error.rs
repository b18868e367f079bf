//! What can go wrong with a postoffice; worded for people in [`crate::session`] and [`crate::admin`].

use std::path::{Path, PathBuf};

use crate::disk::{self, Broken, LockError};
use crate::format::Damage;
use crate::format::verifier::HashError;
use crate::mail::{FullName, ShortName};

/// A failure in a postoffice. Every variant names the file or the mailbox it speaks of.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// There is no such folder, or it cannot be reached.
    #[error("{}: no such folder", path.display())]
    NotFound {
        /// The folder.
        path: PathBuf,
    },
    /// The folder is there but is no postoffice.
    #[error("{}: no postoffice", path.display())]
    NotAPostoffice {
        /// The folder.
        path: PathBuf,
    },
    /// The folder is a genuine postoffice of Microsoft Mail.
    #[error("{}: made by Microsoft Mail", path.display())]
    Microsoft {
        /// The folder.
        path: PathBuf,
    },
    /// Something is there already where a postoffice was to be made.
    #[error("{}: not empty", path.display())]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// A file is not as it must be.
    #[error("{}: {damage}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, and where.
        damage: Damage,
    },
    /// Rights are missing.
    #[error("{}: access denied", path.display())]
    Denied {
        /// The file.
        path: PathBuf,
    },
    /// The file system does not keep a promise on which everything relies.
    #[error("{}: unsuited for a postoffice ({broken:?})", path.display())]
    Unsuited {
        /// The folder.
        path: PathBuf,
        /// The broken promise.
        broken: Broken,
    },
    /// There is no mailbox of this name.
    #[error("there is no mailbox {mailbox}")]
    NoSuchMailbox {
        /// The name.
        mailbox: ShortName,
    },
    /// There is a mailbox of this name.
    #[error("there is a mailbox {mailbox} already")]
    MailboxTaken {
        /// The name.
        mailbox: ShortName,
    },
    /// Somebody has this full name, or one that differs in case only.
    #[error("{mailbox} has the full name {full_name} already")]
    FullNameTaken {
        /// The full name.
        full_name: FullName,
        /// Who has it.
        mailbox: ShortName,
    },
    /// A path is longer than its field.
    #[error("{}: the path is too long for its field", path.display())]
    PathTooLong {
        /// The path.
        path: PathBuf,
    },
    /// The numbers of mailbags or letters are used up.
    #[error("{}: the numbers are used up", path.display())]
    Exhausted {
        /// CONTROL.GLB.
        path: PathBuf,
    },
    /// The KEY or MBG file of a mailbag is missing.
    #[error("{}: the mailbag is missing", path.display())]
    MailbagMissing {
        /// The file.
        path: PathBuf,
    },
    /// No more letters fit a mailbag.
    #[error("{}: the mailbag is full", path.display())]
    MailbagFull {
        /// The KEY file.
        path: PathBuf,
    },
    /// A letter is larger than its header can say.
    #[error("a letter of {size} bytes is too large")]
    LetterTooLarge {
        /// Its size in bytes.
        size: u64,
    },
    /// A lock was not got, or lost.
    #[error(transparent)]
    Lock(#[from] LockError),
    /// A file could not be reached.
    #[error(transparent)]
    Disk(disk::Error),
    /// A password could not be worked on.
    #[error(transparent)]
    Hash(#[from] HashError),
}

impl From<disk::Error> for Error {
    fn from(e: disk::Error) -> Self {
        if e.denied() { Self::Denied { path: e.path().to_owned() } } else { Self::Disk(e) }
    }
}

impl Error {
    pub(super) fn damaged(path: &Path, damage: Damage) -> Self {
        Self::Damaged { path: path.to_owned(), damage }
    }
}
