//! What a file or a folder of mail is, known by how it begins.

use std::path::Path;

use super::mbox;
use crate::disk::{self, Disk};
use crate::format::{pst, tnef};
use crate::{legacy, words};

/// Bytes by which a file is known.
pub(super) const BEGINNING: usize = 4096;

/// What SQLite files begin with, which the program's own message files are.
const MESSAGE_FILE: &[u8] = b"SQLite format 3\0";

/// What mail is kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An original Microsoft Mail message file.
    Original,
    /// A message file of this program.
    MessageFile,
    /// A personal folder file of Outlook.
    Pst,
    /// A `winmail.dat`.
    Winmail,
    /// A mailbox (mbox).
    Mailbox,
    /// One message (EML).
    Message,
    /// A Maildir.
    Maildir,
    /// A folder of any of these.
    Folder,
}

impl Kind {
    /// Returns the word for it in scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Original => "microsoft-mail-message-file",
            Self::MessageFile => "restante-message-file",
            Self::Pst => "outlook-personal-folders",
            Self::Winmail => "winmail",
            Self::Mailbox => "mbox",
            Self::Message => "message",
            Self::Maildir => "maildir",
            Self::Folder => "folder",
        }
    }

    /// Returns what people call it.
    pub fn name(self) -> String {
        words::text(match self {
            Self::Original => "interchange-kind-original",
            Self::MessageFile => "interchange-kind-message-file",
            Self::Pst => "interchange-kind-pst",
            Self::Winmail => "interchange-kind-winmail",
            Self::Mailbox => "interchange-kind-mailbox",
            Self::Message => "interchange-kind-message",
            Self::Maildir => "interchange-kind-maildir",
            Self::Folder => "interchange-kind-folder",
        })
    }

    /// Tells what lies at a path; none for a file that is no mail.
    pub(super) fn of(disk: &Disk, path: &Path) -> Result<Option<Self>, disk::Error> {
        if !disk.is_folder(path)? {
            let begins = disk.read_at(path, 0, BEGINNING)?;
            return Ok(Self::of_file(path, &begins));
        }
        let is_maildir = disk.is_folder(&path.join("cur"))? && disk.is_folder(&path.join("new"))?;
        Ok(Some(if is_maildir { Self::Maildir } else { Self::Folder }))
    }

    /// Tells what a file is by its name and by how it begins; none for what is no mail.
    pub(super) fn of_file(path: &Path, begins: &[u8]) -> Option<Self> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        if begins.starts_with(MESSAGE_FILE) {
            Some(Self::MessageFile)
        } else if legacy::is_original(begins) {
            Some(Self::Original)
        } else if pst::is_pst(begins) {
            Some(Self::Pst)
        } else if tnef::is_tnef(begins) {
            Some(Self::Winmail)
        } else if ending == "eml" || (looks_like_mail(begins) && !mbox::begins(begins)) {
            Some(Self::Message)
        } else if mbox::begins(begins) || (ending == "mbox" && begins.is_empty()) {
            Some(Self::Mailbox)
        } else {
            None
        }
    }
}

/// Returns whether a file begins as a message does: with a field.
fn looks_like_mail(begins: &[u8]) -> bool {
    let begins = begins.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begins);
    let name = begins.iter().position(|b| !(b'!'..=b'~').contains(b) || *b == b':');
    name.is_some_and(|at| at > 1 && begins.get(at) == Some(&b':'))
        && begins.get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_alphabetic))
}
