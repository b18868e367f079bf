//! Attaching files: chosen, named by their path, or dropped on the window.

use std::path::{Path, PathBuf};

use iced::widget::text_editor::{Action as Edited, Edit};

use super::{Action, Message, SendNote, Work};
use crate::mail::Attachment;
use crate::session::Disk;
use crate::ui::screen::attachments::{self, Failure};
use crate::ui::task::{Cancel, blocking};
use crate::words;

/// The largest file that is attached.
const LARGEST: u64 = 256 * 1024 * 1024;

impl SendNote {
    pub(super) fn attach(&mut self, paths: Vec<PathBuf>) -> Action {
        if paths.is_empty() {
            return Action::None;
        }
        self.failure = None;
        let work = move || paths.iter().map(|path| read(path)).collect::<Vec<_>>();
        let task = blocking(work).map(Message::Attached);
        Action::Run(self.begin(Work::Attaching, Cancel::default(), task))
    }

    pub(super) fn attached(&mut self, files: Vec<Result<Attachment, String>>) {
        self.busy = None;
        let mut reasons = Vec::new();
        for file in files {
            match file {
                Ok(file) => {
                    self.strip.add(file);
                    self.changed();
                }
                Err(reason) => reasons.push(reason),
            }
        }
        if !reasons.is_empty() {
            self.failure = Some(Failure {
                summary: reasons.join("\n"),
                hint: words::text("screens-send-attach-failed-hint"),
            });
        }
    }

    pub(super) fn strip_told(&mut self, message: attachments::Message) -> Action {
        match self.strip.update(message) {
            attachments::Action::None => {}
            attachments::Action::Run(task) => return Action::Run(task.map(Message::Strip)),
            attachments::Action::Removed => self.changed(),
            attachments::Action::Tell(text) => self.status = text,
            attachments::Action::Fail(failure) => self.failure = Some(failure),
        }
        Action::None
    }
}

/// Returns the files that a pasted text names, when it names nothing else: what file managers put
/// on the clipboard.
pub(super) fn pasted(action: &Edited) -> Option<Vec<PathBuf>> {
    let Edited::Edit(Edit::Paste(text)) = action else { return None };
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    // Some file managers say first what is to be done.
    let lines: Vec<&str> = lines.filter(|line| !["copy", "cut"].contains(line)).collect();
    let paths: Option<Vec<PathBuf>> = lines.iter().map(|line| path_of(line)).collect();
    paths.filter(|paths| !paths.is_empty())
}

/// Returns the file that a `file:` address names (RFC 8089).
fn path_of(address: &str) -> Option<PathBuf> {
    let rest = address.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    let mut bytes = Vec::new();
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let mut digit = || rest.next().and_then(|d| char::from(d).to_digit(16));
            let (high, low) = (digit()?, digit()?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let path = String::from_utf8(bytes).ok().filter(|path| path.starts_with('/'))?;
    // "/C:/menu.txt" on Windows.
    let drive = path.get(1..).filter(|rest| rest.as_bytes().get(1) == Some(&b':'));
    Some(PathBuf::from(drive.unwrap_or(&path)))
}

/// Reads a file to attach it.
fn read(path: &Path) -> Result<Attachment, String> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = Disk::new().read(path, LARGEST).map_err(|error| {
        words::with(
            "screens-send-attach-failed",
            &[("path", &path.display()), ("reason", &error.reason())],
        )
    })?;
    Ok(Attachment { name, mime: String::new(), bytes })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_files_are_files() {
        let paste =
            |text: &str| pasted(&Edited::Edit(Edit::Paste(std::sync::Arc::new(text.into()))));
        let files = |paths: &[&str]| Some(paths.iter().map(PathBuf::from).collect::<Vec<_>>());
        assert_eq!(paste("file:///tmp/a%20b.txt\r\nfile:///x\r\n"), files(&["/tmp/a b.txt", "/x"]));
        assert_eq!(paste("copy\nfile://localhost/gr%C3%BCn"), files(&["/gr\u{fc}n"]));
        assert_eq!(paste("file:///C:/menu.txt"), files(&["C:/menu.txt"]));
        for text in ["", "copy", "file:///a\nand more", "/tmp/a", "http://x", "file:///%zz"] {
            assert_eq!(paste(text), None, "{text:?}");
        }
    }
}
