//! What can go wrong in administration, and how it is worded.

use std::path::PathBuf;

use crate::disk::LockError;
use crate::mail::{Address, ShortName};
use crate::session::{self, Kind};
use crate::{mmf, postoffice, words};

/// A failure of an administrator's act.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The mailbox has no administrative access (KB Q78833).
    #[error("{mailbox} is no administrator")]
    NotAnAdministrator {
        /// Who tried.
        mailbox: ShortName,
    },
    /// The last administrator, or the one who acts, would be deleted or moved (KB Q78833, notice 23).
    #[error("{mailbox} cannot remove itself")]
    Oneself {
        /// Who tried.
        mailbox: ShortName,
    },
    /// The password was reset and the person has not signed in since: a move now makes the trap.
    #[error("moving {mailbox} now would lock its message file")]
    Trap {
        /// Who would be trapped.
        mailbox: ShortName,
    },
    /// The registered message file of somebody to be moved is missing.
    #[error("the message file {} of {mailbox} is missing", path.display())]
    NoMessageFile {
        /// Whose it is.
        mailbox: ShortName,
        /// Where it should be.
        path: PathBuf,
    },
    /// Both postoffices are one.
    #[error("source and target are the same postoffice")]
    SamePostoffice,
    /// The user moved away already.
    #[error("{mailbox} moved to {to}")]
    MovedAlready {
        /// Who.
        mailbox: ShortName,
        /// Where to.
        to: Address,
    },
    /// Texts of the catalogue are unusable.
    #[error("{message}")]
    Words {
        /// What is wrong with them.
        message: String,
    },
    /// A session's failure: wrong password, signed in elsewhere.
    #[error(transparent)]
    Session(#[from] session::Error),
}

impl From<postoffice::Error> for Error {
    fn from(e: postoffice::Error) -> Self {
        match e {
            // Whoever is signed in cannot be moved or deleted.
            postoffice::Error::Lock(LockError::Held { path, holder })
                if path.extension().is_some_and(|x| x == "1LK") =>
            {
                Self::Session(session::Error::AlreadySignedIn(holder))
            }
            e => Self::Session(e.into()),
        }
    }
}

impl From<mmf::Error> for Error {
    fn from(e: mmf::Error) -> Self {
        Self::Session(e.into())
    }
}

impl From<crate::disk::Error> for Error {
    fn from(e: crate::disk::Error) -> Self {
        Self::from(postoffice::Error::from(e))
    }
}

impl Error {
    /// Returns what kind of failure it is; [`None`] for a refusal that can be overruled.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Trap { .. } | Self::NoMessageFile { .. } => None,
            Self::Session(e) => Some(e.kind()),
            Self::MovedAlready { .. } => Some(Kind::MovedAway),
            _ => Some(Kind::Failed),
        }
    }

    /// Returns one sentence for the administrator.
    pub fn summary(&self) -> String {
        match self {
            Self::NotAnAdministrator { mailbox } => {
                words::with("admin-not-an-administrator", &[("mailbox", mailbox)])
            }
            Self::Oneself { mailbox } => words::with("admin-oneself", &[("mailbox", mailbox)]),
            Self::Trap { mailbox } => words::with("admin-trap", &[("mailbox", mailbox)]),
            Self::NoMessageFile { mailbox, path } => words::with(
                "admin-no-message-file",
                &[("mailbox", mailbox), ("path", &path.display())],
            ),
            Self::SamePostoffice => words::text("admin-same-postoffice"),
            Self::MovedAlready { mailbox, to } => {
                words::with("admin-moved-already", &[("mailbox", mailbox), ("address", to)])
            }
            Self::Words { message } => message.clone(),
            Self::Session(e) => e.summary(),
        }
    }

    /// Returns one sentence that says what to do next.
    pub fn hint(&self) -> String {
        match self {
            Self::NotAnAdministrator { .. } => words::text("admin-not-an-administrator-hint"),
            Self::Oneself { .. } => words::text("admin-oneself-hint"),
            Self::Trap { .. } => words::text("admin-trap-hint"),
            Self::NoMessageFile { .. } => words::text("admin-no-message-file-hint"),
            Self::SamePostoffice => words::text("admin-same-postoffice-hint"),
            Self::MovedAlready { .. } => words::text("admin-moved-already-hint"),
            Self::Words { .. } => String::new(),
            Self::Session(e) => e.hint(),
        }
    }
}
