//! Messages written into a file: into a part file beside it, slice by slice, which takes its name at
//! the end. Until then the file stays as it was.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::source::Marks;
use super::{Error, layout, mbox};
use crate::disk::{self, Disk};
use crate::format::mime;
use crate::mail::MessageId;
use crate::session::Session;

/// What stands between two messages of a text.
const RULE: &str = "----------------------------------------------------------------------";

/// The form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A text in the layout of the original's Save As.
    Text,
    /// One message as it came.
    Eml,
    /// A mailbox of messages as they came.
    Mbox,
}

impl Form {
    /// Returns the form that a file's name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        [Self::Text, Self::Eml, Self::Mbox].into_iter().find(|form| form.ending() == ending)
    }

    /// Returns the ending of such files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Eml => "eml",
            Self::Mbox => "mbox",
        }
    }
}

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It goes when the new one is whole.
    Overwrite,
    /// It is kept, and the messages stand behind it.
    Append,
}

/// Messages on their way into a file.
#[derive(Debug)]
pub struct Export {
    disk: Disk,
    target: PathBuf,
    part: PathBuf,
    form: Form,
    ids: Arc<[MessageId]>,
    next: usize,
    len: u64,
    done: bool,
    missed: Vec<(String, Error)>,
}

impl Export {
    /// Begins to write messages, in this order.
    pub fn begin(
        disk: &Disk,
        target: &Path,
        form: Form,
        existing: Existing,
        ids: Arc<[MessageId]>,
    ) -> Result<Self, Error> {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:016X}.TMP", disk::random()));
        let mut export = Self {
            disk: disk.clone(),
            part: target.with_file_name(name),
            target: target.to_owned(),
            form,
            ids,
            next: 0,
            len: 0,
            done: false,
            missed: Vec::new(),
        };
        export.prepare(existing).map_err(|source| export.failed(source))?;
        Ok(export)
    }

    fn prepare(&mut self, existing: Existing) -> Result<(), disk::Error> {
        match self.disk.size(&self.target)? {
            Some(len) if existing == Existing::Append => {
                self.disk.copy(&self.target, &self.part)?;
                self.len = len;
                Ok(())
            }
            _ => self.disk.create_new(&self.part, b""),
        }
    }

    fn failed(&self, source: disk::Error) -> Error {
        Error::File { path: self.target.clone(), source }
    }

    /// Returns how many messages are written, and how many there are.
    pub fn reached(&self) -> (usize, usize) {
        (self.next, self.ids.len())
    }

    /// Returns the subjects of the messages that could not be read, and why.
    pub fn missed(&self) -> &[(String, Error)] {
        &self.missed
    }

    /// Writes on for a slice of time; returns whether all is done.
    pub fn go_on(&mut self, session: &Session, slice: Duration) -> Result<bool, Error> {
        let begun = Instant::now();
        let mut bytes = Vec::new();
        while let Some(id) = self.ids.get(self.next) {
            if let Err(error) = self.add(session, *id, &mut bytes) {
                // One that cannot be read keeps none of the others back.
                if self.missed.len().saturating_add(1) == self.ids.len() {
                    return Err(error);
                }
                let summary = session.summary(*id);
                let subject = summary.map_or_else(|_| String::new(), |row| row.subject);
                self.missed.push((subject, error));
            }
            self.next = self.next.saturating_add(1);
            if begun.elapsed() >= slice {
                break;
            }
        }
        if !bytes.is_empty() {
            let written = self.disk.write_at(&self.part, self.len, &bytes);
            written.map_err(|source| self.failed(source))?;
            self.len = self.len.saturating_add(bytes.len() as u64);
        }
        if self.next < self.ids.len() {
            return Ok(false);
        }
        self.disk.rename(&self.part, &self.target).map_err(|source| self.failed(source))?;
        self.done = true;
        Ok(true)
    }

    fn add(&self, session: &Session, id: MessageId, bytes: &mut Vec<u8>) -> Result<(), Error> {
        let follows = self.len > 0 || !bytes.is_empty();
        match self.form {
            Form::Eml => bytes.extend_from_slice(&session.source(id)?),
            Form::Text => {
                let opened = session.open_message(id)?;
                if follows {
                    bytes.extend_from_slice(format!("\n{RULE}\n\n").as_bytes());
                }
                let text = layout::text(&opened.message, opened.summary.date);
                bytes.extend_from_slice(text.as_bytes());
            }
            Form::Mbox => {
                let source = session.source(id)?;
                let summary = session.summary(id)?;
                let sender = mime::head_alone(&source).sender.addr_spec;
                bytes.extend(mbox::part(&source, &sender, summary.date, Marks::of(&summary)));
            }
        }
        Ok(())
    }
}

impl Drop for Export {
    fn drop(&mut self) {
        if !self.done
            && let Err(error) = self.disk.remove(&self.part)
        {
            tracing::warn!(%error, "a part of a file is left behind");
        }
    }
}
