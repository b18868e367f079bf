//! Mail carried in: from any source into the message file of the session, slice by slice, with a
//! manifest. What was put in stays when the rest fails or is given up; the same import once more
//! passes it over and goes on.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Error;
use super::manifest::{Manifest, Outcome, Report, Row};
use super::source::{Found, Item, Source, Unreadable};
use crate::disk::Disk;
use crate::format::mime;
use crate::mail::{Flag, FolderId, FolderKind, Moment};
use crate::session::{Arrival, KnownMail, Put, Session};
use crate::words;

/// The flag of other programs, which say no day.
const RAISED: Flag = Flag::Raised { due: None };

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// The names of a folder; none for the top.
    pub folder: Vec<String>,
    /// All of it goes into that folder; else the folders of the source are made inside.
    pub flat: bool,
}

/// Mail on its way in.
#[derive(Debug)]
pub struct Incoming {
    target: Target,
    known: KnownMail,
    folders: HashMap<Vec<String>, FolderId>,
    drafts: FolderId,
    /// What was read and waits for its folder: a message, or the folder alone.
    waiting: Option<Found>,
    manifest: Manifest,
    manifest_folder: PathBuf,
    done: bool,
}

/// What a slice came upon, in its order.
enum Noted {
    Message(Row),
    Unreadable(Unreadable),
}

impl Incoming {
    /// Begins to take mail in; its manifest goes into a folder, which is made and must not have one.
    pub fn begin(
        disk: &Disk,
        session: &mut Session,
        manifest_folder: &Path,
        target: Target,
    ) -> Result<Self, Error> {
        let failed = |source| Error::File { path: manifest_folder.to_owned(), source };
        disk.make_folder_quickly(manifest_folder).map_err(failed)?;
        let manifest = Manifest::begin(disk, manifest_folder, "import", "mixed");
        let manifest = manifest.map_err(|source| {
            let path = manifest_folder.to_owned();
            if source.already_exists() {
                Error::Exists { path }
            } else {
                Error::File { path, source }
            }
        })?;
        Ok(Self {
            target,
            known: KnownMail::default(),
            folders: HashMap::new(),
            drafts: session.standard(FolderKind::Drafts)?,
            waiting: None,
            manifest,
            manifest_folder: manifest_folder.to_owned(),
            done: false,
        })
    }

    /// Changes where the mail of the next source goes.
    pub fn aim(&mut self, target: Target) {
        self.target = target;
        self.folders.clear();
    }

    /// Returns how many messages were put in, and how many were there already.
    pub fn counted(&self) -> (u64, u64) {
        (self.manifest.counts.imported, self.manifest.counts.duplicates)
    }

    /// Takes mail in for a slice of time; returns whether the source is at its end.
    pub fn go_on(
        &mut self,
        session: &mut Session,
        source: &mut dyn Source,
        slice: Duration,
    ) -> Result<bool, Error> {
        let path = match &self.waiting {
            Some(Found::Item(item)) => Some(self.path_of(item)),
            Some(Found::Folder(folder)) => self.path_of_folder(folder),
            _ => None,
        };
        if let Some(path) = path
            && let Some(folder) = session.folder_for_path(&path)?
        {
            let _ = self.folders.insert(path, folder);
        }
        let mut noted = Vec::new();
        let mut at_end = false;
        let mut waiting = self.waiting.take();
        let mut known = std::mem::take(&mut self.known);
        let mut next = || loop {
            match waiting.take().or_else(|| source.next()) {
                None => {
                    at_end = true;
                    return None;
                }
                Some(Found::Unreadable(problem)) => noted.push(Noted::Unreadable(problem)),
                Some(Found::Folder(folder)) => {
                    let path = self.path_of_folder(&folder);
                    if path.is_some_and(|path| !self.folders.contains_key(&path)) {
                        waiting = Some(Found::Folder(folder));
                        return None;
                    }
                }
                Some(Found::Item(item)) => {
                    let path = self.path_of(&item);
                    let Some(folder) = self.folders.get(&path).copied() else {
                        waiting = Some(Found::Item(item));
                        return None;
                    };
                    let (row, arrival) = self.arrival(*item, folder, &path);
                    noted.push(Noted::Message(row));
                    return Some(arrival);
                }
            }
        };
        let put = session.put_in(&mut known, &mut next, slice);
        self.known = known;
        self.waiting = waiting;
        let mut put = put?.into_iter();
        for noted in noted {
            match noted {
                Noted::Unreadable(problem) => self.manifest.add_unreadable(problem),
                Noted::Message(mut row) => {
                    row.result = match put.next() {
                        Some(Put::There(_)) => Outcome::Duplicate,
                        _ => Outcome::Imported,
                    };
                    self.manifest.add(&row);
                }
            }
        }
        let written = self.manifest.flush();
        written.map_err(|source| self.failed(source))?;
        Ok(at_end)
    }

    fn arrival(&self, item: Item, folder: FolderId, path: &[String]) -> (Row, Arrival) {
        let head = mime::head_alone(&item.bytes);
        let row = Row::of(&item, &head, Outcome::Imported, path.join("/"));
        let flags = item.flags;
        let arrival = Arrival {
            folder,
            arrived: item.arrived.or(head.date).unwrap_or_else(Moment::now),
            bytes: item.bytes,
            unread: flags.unread,
            answered: flags.answered,
            forwarded: flags.forwarded,
            draft: flags.draft || folder == self.drafts,
            flag: item.flag.unwrap_or(if flags.flagged { RAISED } else { Flag::None }),
        };
        (row, arrival)
    }

    /// Returns the names of the folder that a message goes into.
    fn path_of(&self, item: &Item) -> Vec<String> {
        let mut path = self.target.folder.clone();
        if !self.target.flat {
            path.extend(item.folder.iter().cloned());
        }
        if item.flags.deleted && self.target.folder.is_empty() {
            path = FolderKind::DeletedMail.standard_name().map(str::to_owned).into_iter().collect();
        }
        if path.is_empty() {
            path.push(words::text("interchange-imported-folder"));
        }
        path
    }

    /// Returns the names of the folder that is made for one in which nothing lies; none when none is.
    fn path_of_folder(&self, folder: &[String]) -> Option<Vec<String>> {
        let inner = folder.iter().filter(|_| !self.target.flat).cloned();
        let path: Vec<String> = self.target.folder.iter().cloned().chain(inner).collect();
        (!path.is_empty()).then_some(path)
    }

    /// Ends the import; returns what was done.
    pub fn finish(mut self) -> Result<Report, Error> {
        let ended = self.manifest.finish(true);
        self.done = true;
        ended.map_err(|source| self.failed(source))?;
        Ok(self.manifest.report(&self.manifest_folder))
    }

    fn failed(&self, source: crate::disk::Error) -> Error {
        Error::File { path: self.manifest_folder.clone(), source }
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        // Given up: the manifest says what was done until then.
        if !self.done
            && let Err(error) = self.manifest.finish(false)
        {
            tracing::warn!(%error, "the manifest of an import has no end");
        }
    }
}

/// Checks that there is room for so many bytes of mail beside a file, where that can be told.
pub fn check_room(disk: &Disk, path: &Path, bytes: u64) -> Result<(), Error> {
    // What is kept beside the mail itself: lists, the index, a journal.
    let needed = bytes.saturating_add(bytes / 4).saturating_add(8 << 20);
    match disk.room(path) {
        Some(room) if room < needed => Err(Error::NoRoom { path: path.to_owned(), needed, room }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_refused_before_it_begins() {
        let (disk, dir) = (Disk::new(), tempfile::tempdir().unwrap());
        let path = dir.path().join("mail.mmf");
        check_room(&disk, &path, 0).unwrap();
        // Some machines hide their disks from programs; then nobody can tell.
        if disk.room(&path).is_some() {
            let error = check_room(&disk, &path, 1 << 60).unwrap_err();
            assert!(matches!(&error, Error::NoRoom { .. }), "{error}");
            assert!(error.summary().contains("mail.mmf") && !error.hint().is_empty());
        }
    }
}
