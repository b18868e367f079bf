//! What can go wrong, as the console tells it: a kind with its exit code, one sentence, one hint.
//! The sentences are those of the rooms below; the ways out are named by their options here.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use restante::{admin, interchange, session, words};

/// What scripts tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    WrongNameOrPassword,
    InvalidMessageFile,
    MessageFileMissing,
    NotAPostoffice,
    AlreadySignedIn,
    Refused,
    Damaged,
    MovedAway,
    Failed,
    Usage,
}

impl Kind {
    /// Returns the word in JSON.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::WrongNameOrPassword => "wrong-name-or-password",
            Self::InvalidMessageFile => "invalid-message-file",
            Self::MessageFileMissing => "message-file-missing",
            Self::NotAPostoffice => "not-a-postoffice",
            Self::AlreadySignedIn => "already-signed-in",
            Self::Refused => "refused",
            Self::Damaged => "damaged",
            Self::MovedAway => "moved-away",
            Self::Failed => "failed",
            Self::Usage => "usage",
        }
    }

    /// Returns the exit code.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Failed => 1,
            Self::Usage => 2,
            Self::WrongNameOrPassword => 10,
            Self::InvalidMessageFile => 11,
            Self::MessageFileMissing => 12,
            Self::NotAPostoffice => 13,
            Self::AlreadySignedIn => 14,
            Self::Refused => 15,
            Self::Damaged => 16,
            Self::MovedAway => 17,
        }
    }
}

impl From<session::Kind> for Kind {
    fn from(kind: session::Kind) -> Self {
        use session::Kind as K;
        match kind {
            K::WrongNameOrPassword => Self::WrongNameOrPassword,
            K::InvalidMessageFile => Self::InvalidMessageFile,
            K::MessageFileMissing => Self::MessageFileMissing,
            K::NotAPostoffice => Self::NotAPostoffice,
            K::AlreadySignedIn => Self::AlreadySignedIn,
            K::Damaged => Self::Damaged,
            K::MovedAway => Self::MovedAway,
            K::Cancelled | K::Failed => Self::Failed,
        }
    }
}

/// A command that was not done.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) kind: Kind,
    pub(crate) message: String,
    pub(crate) hint: String,
    /// The message file that a sign-in failed at.
    pub(crate) message_file: Option<PathBuf>,
}

impl Failure {
    /// A command line that cannot be done as it is.
    pub(crate) fn usage(message: String) -> Self {
        let hint = words::text("console-usage-hint");
        Self { kind: Kind::Usage, message, hint, message_file: None }
    }

    /// A password that was needed and not given.
    pub(crate) fn no_password(message: String, hint: String) -> Self {
        Self { kind: Kind::Usage, message, hint, message_file: None }
    }

    /// Anything that has no exit code of its own.
    pub(crate) fn failed(message: String, hint: String) -> Self {
        Self { kind: Kind::Failed, message, hint, message_file: None }
    }

    /// A file named on the command line that cannot be read.
    pub(crate) fn unreadable(path: &Path, reason: &dyn Display) -> Self {
        let values: [(&str, &dyn Display); 2] = [("path", &path.display()), ("reason", reason)];
        Self::failed(
            words::with("console-unreadable", &values),
            words::text("console-unreadable-hint"),
        )
    }
}

impl From<session::Error> for Failure {
    fn from(e: session::Error) -> Self {
        use session::Error as E;
        let kind = match &e {
            E::WrongFilePassword { .. } | E::WrongOldPassword => Kind::WrongNameOrPassword,
            e => e.kind().into(),
        };
        let hint = match &e {
            E::InvalidMessageFile(invalid) if invalid.can_reconnect => {
                ways_out(&e, &words::text("console-ways-out-reconnect"))
            }
            E::InvalidMessageFile(_) => ways_out(&e, &words::text("console-ways-out")),
            E::MessageFileMissing { .. } => ways_out(&e, &words::text("console-ways-out-missing")),
            e => e.hint(),
        };
        let message_file = match &e {
            E::InvalidMessageFile(invalid) => Some(invalid.path.clone()),
            E::MessageFileMissing { path } | E::MessageFileExists { path } => Some(path.clone()),
            E::MessageFile(e) => Some(e.path().to_owned()),
            _ => None,
        };
        Self { kind, message: e.summary(), hint, message_file }
    }
}

/// Returns the hint of a failure and the options that it speaks of.
fn ways_out(e: &session::Error, options: &str) -> String {
    format!("{} {options}", e.hint())
}

impl From<interchange::Error> for Failure {
    fn from(e: interchange::Error) -> Self {
        match e {
            interchange::Error::Session(e) => e.into(),
            e @ interchange::Error::WrongPassword { .. } => {
                Self { kind: Kind::WrongNameOrPassword, ..Self::failed(e.summary(), e.hint()) }
            }
            e => Self::failed(e.summary(), e.hint()),
        }
    }
}

impl From<admin::Error> for Failure {
    fn from(e: admin::Error) -> Self {
        match (e.kind(), e) {
            (_, admin::Error::Session(e)) => e.into(),
            (Some(kind), e) => {
                let (message, hint) = (e.summary(), e.hint());
                Self { kind: kind.into(), message, hint, message_file: None }
            }
            (None, e) => {
                let hint = format!("{} {}", e.hint(), words::text("console-force"));
                Self { kind: Kind::Refused, message: e.summary(), hint, message_file: None }
            }
        }
    }
}
