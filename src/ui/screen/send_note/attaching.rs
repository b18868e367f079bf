//! Attaching files: chosen, named by their path, or dropped on the window.

use std::path::{Path, PathBuf};

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
