//! Mail carried out: whole trees of folders in a form that lasts, into a new folder, with a
//! manifest. It is written under another name beside its place, slice by slice, and takes its name
//! when it is whole and durable. Below: `names` finds names that every system takes, `own` writes
//! the form that is this program's own, a new message file.

mod names;
mod own;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use self::names::Names;
use self::own::Own;
use super::appender::Appender;
use super::manifest::{Manifest, Outcome, Report, Row};
use super::record::record;
use super::room::Room;
use super::source::{Found, Item, Source};
use super::{Error, Kind, layout, maildir, mbox, people};
use crate::disk::{self, Disk};
use crate::format::mime;
use crate::mail::{Group, Moment, Person};
use crate::session::Owner;

/// Bytes that are gathered before they are written.
const BYTES: u64 = 8 << 20;

/// The name of the manifest's folder and of the lines of messages in an export.
const LINES: &str = "messages.jsonl";
const ATTACHMENTS: &str = "attachments";

/// The form of a tree of mail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A file a message, byte for byte, in folders.
    Eml,
    /// A mailbox a folder.
    Mbox,
    /// A Maildir with its folders (Maildir++).
    Maildir,
    /// A text a message, in the layout of Save As, in folders.
    Text,
    /// A line of JSON a message, and the files that came with them.
    Json,
    /// A new message file of this program, with a password of its own.
    Restante,
}

impl Format {
    /// Every form.
    pub const ALL: [Self; 6] =
        [Self::Eml, Self::Mbox, Self::Maildir, Self::Text, Self::Json, Self::Restante];

    /// Returns the word for it in scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Eml => "eml",
            Self::Mbox => "mbox",
            Self::Maildir => "maildir",
            Self::Text => "text",
            Self::Json => "json",
            Self::Restante => "restante",
        }
    }

    /// Reads the word for it.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

/// Mail on its way out.
#[derive(Debug)]
pub struct Outgoing {
    disk: Disk,
    target: PathBuf,
    part: PathBuf,
    format: Format,
    names: Names,
    /// The files that grow, by their names.
    growing: HashMap<PathBuf, Appender>,
    gathered: u64,
    room: Room,
    /// What was read and found no room.
    waiting: Option<Found>,
    /// The digests of the files that came with messages and are written.
    attached: HashSet<String>,
    /// The message file, where that is the form.
    own: Option<Own>,
    manifest: Manifest,
    done: bool,
}

impl Outgoing {
    /// Begins to write in a form of other programs, into a folder that must not be there.
    pub fn begin(disk: &Disk, target: &Path, format: Format) -> Result<Self, Error> {
        if format == Format::Restante {
            let path = target.to_owned();
            return Err(Error::NeedsPassword { path, kind: Kind::MessageFile });
        }
        Self::begin_in(disk, target, format)
    }

    /// Begins to write a new message file of somebody's, into a folder that must not be there.
    pub fn begin_message_file(disk: &Disk, target: &Path, owner: &Owner) -> Result<Self, Error> {
        let mut out = Self::begin_in(disk, target, Format::Restante)?;
        out.own = Some(Own::begin(disk, &out.part, owner)?);
        Ok(out)
    }

    fn begin_in(disk: &Disk, target: &Path, format: Format) -> Result<Self, Error> {
        let failed = |source| Error::File { path: target.to_owned(), source };
        let there =
            disk.is_folder(target).map_err(failed)? || disk.size(target).map_err(failed)?.is_some();
        if there || target.file_name().is_none() {
            return Err(Error::Exists { path: target.to_owned() });
        }
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{:016X}.TMP", disk::random()));
        let part = target.with_file_name(name);
        disk.make_folder_quickly(&part).map_err(failed)?;
        let manifest = match Manifest::begin(disk, &part, "export", format.word()) {
            Ok(manifest) => manifest,
            Err(source) => {
                let _ = disk.remove_tree(&part);
                return Err(failed(source));
            }
        };
        Ok(Self {
            disk: disk.clone(),
            target: target.to_owned(),
            part,
            format,
            names: Names::new(format),
            growing: HashMap::new(),
            gathered: 0,
            room: Room::new(disk, target, false),
            waiting: None,
            attached: HashSet::new(),
            own: None,
            manifest,
            done: false,
        })
    }

    /// Writes people and groups beside the mail: as cards and as a table.
    pub fn add_people(&mut self, people: &[Person], groups: &[Group]) -> Result<(), Error> {
        if let Some(own) = &mut self.own {
            own.add_people(people, groups)?;
        }
        self.write(Path::new(names::CARDS), people::cards(people, groups).as_bytes())?;
        self.write(Path::new(names::TABLE), people::table(people, groups).as_bytes())
    }

    /// Returns how many messages are written.
    pub fn written(&self) -> u64 {
        self.manifest.counts.exported
    }

    /// Writes on for a slice of time; returns what was done when all is. Where the disk has no room
    /// any more, the same call goes on when there is some.
    pub fn go_on(
        &mut self,
        source: &mut dyn Source,
        slice: Duration,
    ) -> Result<Option<Report>, Error> {
        let begun = Instant::now();
        if let Some(own) = &mut self.own {
            loop {
                match own.go_on(source, slice, &mut self.manifest) {
                    Ok(true) => return self.finish().map(Some),
                    Ok(false) if begun.elapsed() < slice => {}
                    other => {
                        self.flush()?;
                        return other.map(|_| None);
                    }
                }
            }
        }
        while let Some(found) = self.waiting.take().or_else(|| source.next()) {
            match found {
                Found::Item(item) => {
                    if let Err(full) = self.room.take(item.bytes.len()) {
                        self.waiting = Some(Found::Item(item));
                        self.flush()?;
                        return Err(full);
                    }
                    self.add(&item)?;
                }
                Found::Folder(folder) => self.add_folder(&folder)?,
                Found::Unreadable(problem) => self.manifest.add_unreadable(problem),
            }
            if self.gathered >= BYTES || begun.elapsed() >= slice {
                self.flush()?;
                return Ok(None);
            }
        }
        self.finish().map(Some)
    }

    fn add(&mut self, item: &Item) -> Result<(), Error> {
        let head = mime::head_alone(&item.bytes);
        let arrived = item.arrived.or(head.date).unwrap_or(Moment(0));
        let name = match self.format {
            Format::Eml => {
                let name = self.names.message(&item.folder, &head.subject, "eml");
                self.write(&name, &item.bytes)?;
                name
            }
            Format::Text => {
                let name = self.names.message(&item.folder, &head.subject, "txt");
                let text = layout::text(&mime::parse(&item.bytes), arrived);
                self.write(&name, text.as_bytes())?;
                name
            }
            Format::Mbox => {
                let name = self.names.mailbox(&item.folder);
                let sender = &head.sender.addr_spec;
                let part = mbox::part(&item.bytes, sender, arrived, item.flags);
                self.grow(&name, &part)?;
                name
            }
            Format::Maildir => {
                let folder = self.names.maildir(&item.folder);
                if folder.first {
                    self.make_maildir(&folder.path)?;
                }
                let size = item.bytes.len();
                let file = maildir::message_name(arrived, folder.number, size, item.flags);
                let name = folder.path.join("cur").join(file);
                self.write(&name, &item.bytes)?;
                name
            }
            // A message file is filled by `own`.
            Format::Restante => return Ok(()),
            Format::Json => {
                self.add_line(item)?;
                PathBuf::from(LINES)
            }
        };
        self.gathered += item.bytes.len() as u64;
        let target = name.components().map(|c| c.as_os_str().to_string_lossy());
        let target = target.collect::<Vec<_>>().join("/");
        self.manifest.add(&Row::of(item, &head, Outcome::Exported, target));
        Ok(())
    }

    /// Makes a folder in which nothing lies, where the form has folders.
    fn add_folder(&mut self, folder: &[String]) -> Result<(), Error> {
        match self.format {
            Format::Eml | Format::Text => {
                let path = self.part.join(self.names.folder(folder));
                self.made(self.disk.make_folder_quickly(&path))
            }
            Format::Mbox => {
                let name = self.names.mailbox(folder);
                self.grow(&name, b"")
            }
            Format::Maildir => match self.names.empty_maildir(folder) {
                Some(path) => self.make_maildir(&path),
                None => Ok(()),
            },
            Format::Json | Format::Restante => Ok(()),
        }
    }

    fn add_line(&mut self, item: &Item) -> Result<(), Error> {
        let (record, message, digests) = record(item);
        for (attachment, digest) in message.attachments.iter().zip(digests) {
            if self.attached.insert(digest.clone()) {
                self.write(&Path::new(ATTACHMENTS).join(digest), &attachment.bytes)?;
            }
        }
        let line = serde_json::to_string(&record).unwrap_or_default();
        self.grow(Path::new(LINES), line.as_bytes())?;
        self.grow(Path::new(LINES), b"\n")
    }

    /// Makes the three folders of a Maildir.
    fn make_maildir(&self, folder: &Path) -> Result<(), Error> {
        let folder = self.part.join(folder);
        for inner in ["cur", "new", "tmp"] {
            self.made(self.disk.make_folder_quickly(&folder.join(inner)))?;
        }
        if folder != self.part {
            // So that programs that deliver mail know it for a folder and no mailbox of its own.
            self.made(self.disk.write_new(&folder.join("maildirfolder"), b""))?;
        }
        Ok(())
    }

    /// Writes a file of the tree, whose folder is made if need be.
    fn write(&self, name: &Path, bytes: &[u8]) -> Result<(), Error> {
        let path = self.part.join(name);
        match self.disk.write_new(&path, bytes) {
            Err(error) if error.not_found() => {
                self.make_folder_of(&path)?;
                self.made(self.disk.write_new(&path, bytes))
            }
            done => self.made(done),
        }
    }

    fn make_folder_of(&self, path: &Path) -> Result<(), Error> {
        path.parent().map_or(Ok(()), |folder| self.made(self.disk.make_folder_quickly(folder)))
    }

    /// Puts bytes behind those of a file of the tree.
    fn grow(&mut self, name: &Path, bytes: &[u8]) -> Result<(), Error> {
        if let Some(file) = self.growing.get_mut(name) {
            file.push(bytes);
            return Ok(());
        }
        let path = self.part.join(name);
        self.make_folder_of(&path)?;
        let mut file = Appender::new(&self.disk, &path);
        file.push(bytes);
        let _ = self.growing.insert(name.to_owned(), file);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Error> {
        let target = self.target.clone();
        let failed = |source| Error::File { path: target.clone(), source };
        for file in self.growing.values_mut() {
            file.flush().map_err(failed)?;
        }
        self.gathered = 0;
        self.manifest.flush().map_err(failed)
    }

    fn finish(&mut self) -> Result<Report, Error> {
        match self.format {
            // What is empty is a tree in its form all the same.
            Format::Maildir => {
                if let Some(path) = self.names.empty_maildir(&[]) {
                    self.make_maildir(&path)?;
                }
            }
            Format::Json => self.grow(Path::new(LINES), b"")?,
            _ => {}
        }
        if let Some(own) = self.own.take() {
            own.close()?;
        }
        self.flush()?;
        let ended = self.manifest.finish(true);
        self.made(ended)?;
        self.made(self.disk.sync_tree(&self.part))?;
        self.made(self.disk.rename(&self.part, &self.target))?;
        self.done = true;
        Ok(self.manifest.report(&self.target))
    }

    fn made<T>(&self, done: Result<T, disk::Error>) -> Result<T, Error> {
        done.map_err(|source| Error::File { path: self.target.clone(), source })
    }
}

impl Drop for Outgoing {
    fn drop(&mut self) {
        // What is open cannot be removed everywhere.
        self.own = None;
        if !self.done
            && let Err(error) = self.disk.remove_tree(&self.part)
        {
            tracing::warn!(%error, "a part of an export is left behind");
        }
    }
}

#[cfg(test)]
mod tests;
