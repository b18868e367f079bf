//! What went wrong while mail was written out.

use std::path::PathBuf;

use super::Kind;
use crate::{disk, legacy, session, words};

const MEGABYTE: u64 = 1 << 20;

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
    /// There is something already where a new folder was to be made.
    #[error("{path}: there already", path = path.display())]
    Exists {
        /// Where.
        path: PathBuf,
    },
    /// A source could not be read at all.
    #[error("{path}: {source}", path = path.display())]
    Source {
        /// The source.
        path: PathBuf,
        /// What the disk said.
        source: disk::Error,
    },
    /// There is less room than the mail needs.
    #[error("{path}: {needed} bytes do not fit into {room}", path = path.display())]
    NoRoom {
        /// Where the mail was to go.
        path: PathBuf,
        /// Bytes that are needed.
        needed: u64,
        /// Bytes that there are.
        room: u64,
    },
    /// The disk is nearly full, and the work stopped.
    #[error("{path}: only {room} bytes are left", path = path.display())]
    Full {
        /// Where the mail was to go.
        path: PathBuf,
        /// Bytes that there are.
        room: u64,
        /// Whether what is written stays all the same.
        stays: bool,
    },
    /// The source is the message file that is open.
    #[error("{path}: open here", path = path.display())]
    OpenHere {
        /// The file.
        path: PathBuf,
    },
    /// A message file asks for its password.
    #[error("{path}: needs its password", path = path.display())]
    NeedsPassword {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: Kind,
    },
    /// The password is not that of the message file.
    #[error("{path}: wrong password", path = path.display())]
    WrongPassword {
        /// The file.
        path: PathBuf,
        /// What it is.
        kind: Kind,
    },
    /// That its password is lost does not open a message file of this program.
    #[error("{path}: only its password opens it", path = path.display())]
    RealPassword {
        /// The file.
        path: PathBuf,
    },
    /// A file is not what it shall be.
    #[error("{path} is no {form}: {what}", path = path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What it shall be, in words for people.
        form: String,
        /// What stands against it; may be empty.
        what: String,
    },
    /// A message could not be read.
    #[error(transparent)]
    Session(#[from] session::Error),
}

impl From<legacy::Error> for Error {
    fn from(e: legacy::Error) -> Self {
        Self::Session(e.into())
    }
}

impl Error {
    /// Returns what happened, in a sentence for people.
    pub fn summary(&self) -> String {
        match self {
            Self::File { path, source } => words::with(
                "interchange-file",
                &[("path", &path.display()), ("reason", &source.reason())],
            ),
            Self::Exists { path } => {
                words::with("interchange-exists", &[("path", &path.display())])
            }
            Self::Source { path, source } => words::with(
                "interchange-source",
                &[("path", &path.display()), ("reason", &source.reason())],
            ),
            Self::NoRoom { path, needed, room } => words::with(
                "interchange-no-room",
                &[
                    ("path", &path.display()),
                    ("needed", &needed.div_ceil(MEGABYTE)),
                    ("room", &(room / MEGABYTE)),
                ],
            ),
            Self::Full { path, room, .. } => words::with(
                "interchange-full",
                &[("path", &path.display()), ("room", &(room / MEGABYTE))],
            ),
            Self::OpenHere { path } => {
                words::with("interchange-open-here", &[("path", &path.display())])
            }
            Self::NeedsPassword { path, kind } => words::with(
                "interchange-needs-password",
                &[("path", &path.display()), ("kind", &kind.name())],
            ),
            Self::WrongPassword { path, kind } => words::with(
                "interchange-wrong-password",
                &[("path", &path.display()), ("kind", &kind.name())],
            ),
            Self::RealPassword { path } => {
                words::with("interchange-real-password", &[("path", &path.display())])
            }
            Self::Form { path, form, what } => {
                let said =
                    words::with("interchange-form", &[("path", &path.display()), ("form", form)]);
                if what.is_empty() { said } else { format!("{said} ({what})") }
            }
            Self::Session(error) => error.summary(),
        }
    }

    /// Returns what to do.
    pub fn hint(&self) -> String {
        match self {
            Self::File { source, .. } if source.full() => words::text("interchange-file-full"),
            Self::File { source, .. } if source.denied() => words::text("interchange-file-denied"),
            Self::File { .. } => words::text("interchange-file-hint"),
            Self::Exists { .. } => words::text("interchange-exists-hint"),
            Self::Source { .. } => words::text("interchange-source-hint"),
            Self::NoRoom { .. } => words::text("interchange-no-room-hint"),
            Self::Full { stays: true, .. } => words::text("interchange-full-in-hint"),
            Self::Full { .. } => words::text("interchange-full-out-hint"),
            Self::OpenHere { .. } => words::text("interchange-source-hint"),
            Self::NeedsPassword { kind: Kind::MessageFile, .. }
            | Self::WrongPassword { kind: Kind::MessageFile, .. }
            | Self::RealPassword { .. } => words::text("interchange-real-password-hint"),
            Self::NeedsPassword { .. } | Self::WrongPassword { .. } => {
                words::text("interchange-password-hint")
            }
            Self::Form { .. } => words::text("interchange-form-hint"),
            Self::Session(error) => error.hint(),
        }
    }
}
