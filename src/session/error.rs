//! What can go wrong in a session, and the one place where it becomes words for people.

use std::path::{Path, PathBuf};

use crate::disk::{Holder, LockError};
use crate::format::verifier::HashError;
use crate::mail::Address;
use crate::words;
use crate::{disk, legacy, mmf, postoffice};

/// A failure of a session.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// Name or password is wrong; which one is not said.
    #[error("wrong name or password")]
    WrongNameOrPassword,
    /// Both user id and password differ from those in the message file.
    #[error("{}: this account is not a valid user", .0.path.display())]
    InvalidMessageFile(Box<Invalid>),
    /// The message file is not where it should be.
    #[error("{}: the message file is missing", path.display())]
    MessageFileMissing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The message file is an original Microsoft Mail one, and its owner may have it converted.
    #[error("{}: an original message file", path.display())]
    OriginalMessageFile {
        /// The file.
        path: PathBuf,
    },
    /// The original Microsoft Mail message file cannot be read.
    #[error(transparent)]
    Original(legacy::Error),
    /// There is a file already where a new message file was to be made.
    #[error("{}: there already", path.display())]
    MessageFileExists {
        /// Where.
        path: PathBuf,
    },
    /// The user is signed in elsewhere.
    #[error("signed in on {} since {}", .0.host, .0.since)]
    AlreadySignedIn(Box<Holder>),
    /// The account moved away.
    #[error("moved to {0}")]
    MovedAway(Address),
    /// The person gave up waiting.
    #[error("cancelled")]
    Cancelled,
    /// The old password given for a change is wrong.
    #[error("the old password is wrong")]
    WrongOldPassword,
    /// Nobody is named as a recipient.
    #[error("no recipients")]
    NoRecipients,
    /// A part of the message may be on its way.
    #[error("a part of the message is posted")]
    Posted,
    /// A receipt was to be answered or passed on.
    #[error("a receipt cannot be answered")]
    IsReceipt,
    /// The password given for another message file is wrong.
    #[error("{}: wrong password", path.display())]
    WrongFilePassword {
        /// The message file.
        path: PathBuf,
    },
    /// A finder cannot have this name.
    #[error("a finder cannot have this name")]
    FinderName,
    /// The postoffice failed.
    #[error(transparent)]
    Postoffice(postoffice::Error),
    /// The message file failed.
    #[error(transparent)]
    MessageFile(mmf::Error),
}

/// A message file of which the account is not a valid user, and the ways out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The file.
    pub path: PathBuf,
    /// Whether its embedded user id is one that this account was moved from.
    pub can_reconnect: bool,
    /// Whether an old password was tried, and was wrong.
    pub old_password_wrong: bool,
}

/// What kind of failure it is: what screens and exit codes tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Name or password is wrong.
    WrongNameOrPassword,
    /// The account is not a valid user of the message file.
    InvalidMessageFile,
    /// The message file is missing.
    MessageFileMissing,
    /// The folder is no postoffice of ours, or cannot be found.
    NotAPostoffice,
    /// Signed in elsewhere.
    AlreadySignedIn,
    /// A file is damaged.
    Damaged,
    /// The account moved away.
    MovedAway,
    /// The person gave up.
    Cancelled,
    /// Anything else.
    Failed,
}

impl From<postoffice::Error> for Error {
    fn from(e: postoffice::Error) -> Self {
        match e {
            postoffice::Error::Lock(LockError::Cancelled { .. }) => Self::Cancelled,
            e => Self::Postoffice(e),
        }
    }
}

impl From<mmf::Error> for Error {
    fn from(e: mmf::Error) -> Self {
        match e {
            mmf::Error::NotFound { path } => Self::MessageFileMissing { path },
            mmf::Error::Exists { path } => Self::MessageFileExists { path },
            mmf::Error::Cancelled { .. } => Self::Cancelled,
            e => Self::MessageFile(e),
        }
    }
}

impl From<legacy::Error> for Error {
    fn from(e: legacy::Error) -> Self {
        match e {
            legacy::Error::Disk(e) => e.into(),
            legacy::Error::Cancelled => Self::Cancelled,
            e => Self::Original(e),
        }
    }
}

impl From<HashError> for Error {
    fn from(e: HashError) -> Self {
        Self::Postoffice(e.into())
    }
}

impl From<disk::Error> for Error {
    fn from(e: disk::Error) -> Self {
        Self::Postoffice(e.into())
    }
}

impl Error {
    /// Returns what kind of failure it is.
    pub fn kind(&self) -> Kind {
        match self {
            Self::WrongNameOrPassword => Kind::WrongNameOrPassword,
            Self::InvalidMessageFile(_) => Kind::InvalidMessageFile,
            Self::MessageFileMissing { .. } => Kind::MessageFileMissing,
            Self::AlreadySignedIn(_) => Kind::AlreadySignedIn,
            Self::MovedAway(_) => Kind::MovedAway,
            Self::Cancelled => Kind::Cancelled,
            Self::Postoffice(e) => kind_of(e),
            Self::MessageFile(mmf::Error::Damaged { .. }) => Kind::Damaged,
            Self::MessageFile(mmf::Error::InUse { .. }) => Kind::AlreadySignedIn,
            _ => Kind::Failed,
        }
    }

    /// Returns one sentence for the person: what happened, to what.
    pub fn summary(&self) -> String {
        match self {
            Self::WrongNameOrPassword => words::text("session-wrong-name-or-password"),
            Self::InvalidMessageFile(_) => words::text("session-invalid-message-file"),
            Self::MessageFileMissing { .. } => words::text("session-message-file-missing"),
            Self::OriginalMessageFile { path } => {
                words::with("session-original-message-file", &[("path", &path.display())])
            }
            Self::Original(e) => words::with("session-original-unreadable", &[("reason", e)]),
            Self::MessageFileExists { path } => {
                words::with("session-message-file-exists", &[("path", &path.display())])
            }
            Self::AlreadySignedIn(_) => words::text("session-already-signed-in"),
            Self::MovedAway(to) => words::with("session-moved-away", &[("address", to)]),
            Self::Cancelled => words::text("session-cancelled"),
            Self::WrongOldPassword => words::text("session-wrong-old-password"),
            Self::NoRecipients => words::text("session-no-recipients"),
            Self::Posted => words::text("session-posted"),
            Self::IsReceipt => words::text("session-is-receipt"),
            Self::WrongFilePassword { path } => {
                words::with("session-wrong-file-password", &[("path", &path.display())])
            }
            Self::FinderName => words::text("session-finder-name"),
            Self::Postoffice(e) => summary_of(e),
            Self::MessageFile(e) => summary_of_file(e),
        }
    }

    /// Returns one sentence that says what to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::WrongNameOrPassword => words::text("session-wrong-name-or-password-hint"),
            Self::InvalidMessageFile(invalid) if invalid.old_password_wrong => {
                words::text("session-old-password-wrong-hint")
            }
            Self::InvalidMessageFile(invalid) if invalid.can_reconnect => {
                words::text("session-invalid-message-file-hint-reconnect")
            }
            Self::InvalidMessageFile(_) => words::text("session-invalid-message-file-hint"),
            Self::MessageFileMissing { path } => {
                words::with("session-message-file-missing-hint", &[("path", &path.display())])
            }
            Self::OriginalMessageFile { .. } => words::text("session-original-message-file-hint"),
            Self::Original(_) => words::text("session-original-unreadable-hint"),
            Self::MessageFileExists { .. } => words::text("session-message-file-exists-hint"),
            Self::AlreadySignedIn(holder) => words::with(
                "session-already-signed-in-hint",
                &[("host", &holder.host), ("since", &holder.since), ("program", &holder.program)],
            ),
            Self::MovedAway(_) => words::text("session-moved-away-hint"),
            Self::Cancelled => words::text("session-cancelled-hint"),
            Self::WrongOldPassword | Self::WrongFilePassword { .. } => {
                words::text("session-wrong-old-password-hint")
            }
            Self::NoRecipients => words::text("session-no-recipients-hint"),
            Self::Posted => words::text("session-posted-hint"),
            Self::FinderName => words::text("session-finder-name-hint"),
            Self::IsReceipt => words::text("session-is-receipt-hint"),
            Self::Postoffice(e) => hint_of(e),
            Self::MessageFile(e) => hint_of_file(e),
        }
    }
}

/// Returns the kind of a postoffice's failure.
pub(crate) fn kind_of(e: &postoffice::Error) -> Kind {
    use postoffice::Error as P;
    match e {
        P::NotFound { .. } | P::NotAPostoffice { .. } | P::Microsoft { .. } => Kind::NotAPostoffice,
        P::Damaged { .. } | P::MailbagMissing { .. } => Kind::Damaged,
        P::Lock(LockError::Cancelled { .. }) => Kind::Cancelled,
        _ => Kind::Failed,
    }
}

/// Words a postoffice's failure.
pub(crate) fn summary_of(e: &postoffice::Error) -> String {
    use postoffice::Error as P;
    let path = |id: &str, path: &Path| words::with(id, &[("path", &path.display())]);
    match e {
        P::NotFound { path: p } => path("session-postoffice-not-found", p),
        P::NotAPostoffice { path: p } => path("session-not-a-postoffice", p),
        P::Microsoft { path: p } => path("session-microsoft-postoffice", p),
        P::NotEmpty { path: p } => path("session-folder-not-empty", p),
        P::Damaged { path: p, damage } => words::with(
            "session-damaged",
            &[("path", &p.display()), ("offset", &damage.offset), ("what", &damage.what)],
        ),
        P::Denied { path: p } => path("session-denied", p),
        P::Unsuited { path: p, .. } => path("session-unsuited", p),
        P::NoSuchMailbox { mailbox } => {
            words::with("session-no-such-mailbox", &[("mailbox", mailbox)])
        }
        P::MailboxTaken { mailbox } => {
            words::with("session-mailbox-taken", &[("mailbox", mailbox)])
        }
        P::FullNameTaken { full_name, mailbox } => {
            words::with("session-full-name-taken", &[("name", full_name), ("mailbox", mailbox)])
        }
        P::PathTooLong { path: p } => path("session-path-too-long", p),
        P::Exhausted { path: p } => path("session-numbers-exhausted", p),
        P::MailbagMissing { path: p } => path("session-mailbag-missing", p),
        P::MailbagFull { path: p } => path("session-mailbag-full", p),
        P::LetterTooLarge { size } => words::with("session-letter-too-large", &[("size", size)]),
        P::Lock(LockError::Held { path: p, holder }) => words::with(
            "session-lock-held",
            &[("path", &p.display()), ("user", &holder.user), ("host", &holder.host)],
        ),
        P::Lock(LockError::Cancelled { .. }) => words::text("session-cancelled"),
        P::Lock(LockError::Lost { path: p }) => path("session-lock-lost", p),
        P::Lock(LockError::Disk(e)) | P::Disk(e) => {
            words::with("session-disk", &[("path", &e.path().display()), ("reason", &e.reason())])
        }
        P::Hash(e) => words::with("session-hash", &[("reason", e)]),
    }
}

/// Says what to do about a postoffice's failure.
pub(crate) fn hint_of(e: &postoffice::Error) -> String {
    use postoffice::Error as P;
    words::text(match e {
        P::NotFound { .. } => "session-postoffice-not-found-hint",
        P::NotAPostoffice { .. } => "session-not-a-postoffice-hint",
        P::Microsoft { .. } => "session-microsoft-postoffice-hint",
        P::NotEmpty { .. } => "session-folder-not-empty-hint",
        P::Damaged { .. } | P::MailbagMissing { .. } => "session-damaged-hint",
        P::Denied { .. } => "session-denied-hint",
        P::Unsuited { .. } => "session-unsuited-hint",
        P::NoSuchMailbox { .. } => "session-no-such-mailbox-hint",
        P::MailboxTaken { .. } | P::FullNameTaken { .. } => "session-name-taken-hint",
        P::PathTooLong { .. } => "session-path-too-long-hint",
        P::Exhausted { .. } => "session-numbers-exhausted-hint",
        P::MailbagFull { .. } => "session-mailbag-full-hint",
        P::LetterTooLarge { .. } => "session-letter-too-large-hint",
        P::Lock(LockError::Held { .. }) => "session-lock-held-hint",
        P::Lock(LockError::Cancelled { .. }) => "session-cancelled-hint",
        P::Lock(LockError::Lost { .. }) => "session-lock-lost-hint",
        P::Lock(LockError::Disk(e)) | P::Disk(e) if e.full() => "session-disk-full-hint",
        P::Lock(LockError::Disk(_)) | P::Disk(_) => "session-disk-hint",
        P::Hash(_) => "session-hash-hint",
    })
}

fn summary_of_file(e: &mmf::Error) -> String {
    use mmf::Error as F;
    let path = |id: &str| words::with(id, &[("path", &e.path().display())]);
    match e {
        F::NotFound { .. } => words::text("session-message-file-missing"),
        F::Exists { .. } => path("session-message-file-exists"),
        F::NotAMessageFile { .. } => path("session-not-a-message-file"),
        F::Newer { .. } => path("session-newer-message-file"),
        F::Damaged { what, .. } => words::with(
            "session-message-file-damaged",
            &[("path", &e.path().display()), ("what", what)],
        ),
        F::InUse { .. } => path("session-message-file-in-use"),
        F::LockLost { .. } => path("session-message-file-lock-lost"),
        F::Full { .. } => path("session-message-file-full"),
        F::Disk(e) => {
            words::with("session-disk", &[("path", &e.path().display()), ("reason", &e.reason())])
        }
        F::Sqlite { message, .. } => words::with(
            "session-message-file-failed",
            &[("path", &e.path().display()), ("reason", message)],
        ),
        F::NoSuchMessage { .. } => words::text("session-no-such-message"),
        F::NoSuchFolder { .. } => words::text("session-no-such-folder"),
        F::FolderName { reason, .. } => words::text(match reason {
            mmf::FolderNameError::Empty => "session-folder-name-empty",
            mmf::FolderNameError::TooLong => "session-folder-name-too-long",
            mmf::FolderNameError::Character(_) => "session-folder-name-character",
            mmf::FolderNameError::Exists => "session-folder-name-exists",
            mmf::FolderNameError::Inside => "session-folder-inside",
            mmf::FolderNameError::System => "session-folder-system",
        }),
        F::Cancelled { .. } => words::text("session-cancelled"),
    }
}

fn hint_of_file(e: &mmf::Error) -> String {
    use mmf::Error as F;
    words::text(match e {
        F::NotFound { .. } | F::Exists { .. } => "session-message-file-exists-hint",
        F::NotAMessageFile { .. } => "session-not-a-message-file-hint",
        F::Newer { .. } => "session-newer-message-file-hint",
        F::Damaged { .. } => "session-message-file-damaged-hint",
        F::InUse { .. } => "session-message-file-in-use-hint",
        F::LockLost { .. } => "session-lock-lost-hint",
        F::Full { .. } => "session-disk-full-hint",
        F::Disk(_) | F::Sqlite { .. } => "session-disk-hint",
        F::NoSuchMessage { .. } | F::NoSuchFolder { .. } => "session-no-such-message-hint",
        F::FolderName { .. } => "session-folder-name-hint",
        F::Cancelled { .. } => "session-cancelled-hint",
    })
}
