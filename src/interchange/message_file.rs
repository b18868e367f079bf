//! A message file of this program as a source of mail: another one than that of the session, read
//! alone, let in by its own password. Nothing of it changes.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::vec::IntoIter;

use super::source::{At, Found, Item, Marks, Place, Reached, Source, Unreadable};
use super::{Error, Key, Kind};
use crate::disk::Disk;
use crate::mail::{Folder, FolderId, Group, Person, Summary};
use crate::session::{self, OtherFile};

/// The messages of a message file, folder by folder.
#[derive(Debug)]
pub struct MessageFileSource {
    file: OtherFile,
    path: PathBuf,
    folders: IntoIter<Folder>,
    /// The names of the folders that were come to.
    paths: HashMap<FolderId, Vec<String>>,
    /// The folder that is read, and what is still to be read of it.
    here: (FolderId, IntoIter<Summary>),
    reached: Reached,
}

impl MessageFileSource {
    /// Opens a file by its password.
    pub fn open(disk: &Disk, path: &Path, key: &Key) -> Result<Self, Error> {
        let password = match key {
            Key::Password(password) => password,
            Key::None => {
                return Err(Error::NeedsPassword {
                    path: path.to_owned(),
                    kind: Kind::MessageFile,
                });
            }
            // What the owner of an old file may say opens no lock of today.
            Key::OwnerLostIt => return Err(Error::RealPassword { path: path.to_owned() }),
        };
        let file = session::open_other_file(disk, path, password).map_err(|error| match error {
            session::Error::WrongFilePassword { path } => {
                Error::WrongPassword { path, kind: Kind::MessageFile }
            }
            error => error.into(),
        })?;
        let folders = file.folders().map_err(session::Error::from)?;
        let total = disk.size(path).ok().flatten().unwrap_or(0);
        Ok(Self {
            file,
            path: path.to_owned(),
            folders: folders.into_iter(),
            paths: HashMap::new(),
            here: (FolderId(0), Vec::new().into_iter()),
            reached: Reached { done: 0, total },
        })
    }

    /// Returns the people of the personal book.
    pub fn people(&self) -> Result<Vec<Person>, Error> {
        Ok(self.file.people().map_err(session::Error::from)?.0)
    }

    /// Returns the personal groups.
    pub fn groups(&self) -> Result<Vec<Group>, Error> {
        Ok(self.file.people().map_err(session::Error::from)?.1)
    }

    /// Comes to a folder; returns what is to be told of it.
    fn enter(&mut self, folder: Folder) -> Option<Found> {
        let above = folder.parent.and_then(|parent| self.paths.get(&parent));
        let mut names = above.cloned().unwrap_or_default();
        let standard = folder.kind.standard_name().map(str::to_owned);
        names.push(standard.unwrap_or(folder.name));
        let _ = self.paths.insert(folder.id, names.clone());
        match self.file.messages(folder.id) {
            Ok(messages) if messages.is_empty() => Some(Found::Folder(names)),
            Ok(messages) => {
                self.here = (folder.id, messages.into_iter());
                None
            }
            Err(error) => {
                let place = Place { file: self.path.clone(), at: At::Whole };
                let why = session::Error::from(error).summary();
                Some(Found::Unreadable(Unreadable { place, folder: names, why }))
            }
        }
    }

    fn message(&mut self, summary: &Summary) -> Found {
        let place = Place { file: self.path.clone(), at: At::Object(summary.id.0) };
        let folder = self.paths.get(&self.here.0).cloned().unwrap_or_default();
        self.reached.done = self.reached.done.saturating_add(summary.size).min(self.reached.total);
        match self.file.bytes(summary.id) {
            Ok(bytes) => Found::Item(Box::new(Item {
                folder,
                place,
                bytes,
                flags: Marks::of(summary),
                flag: Some(summary.flag),
                arrived: Some(summary.arrived),
                record: None,
            })),
            Err(error) => {
                let why = session::Error::from(error).summary();
                Found::Unreadable(Unreadable { place, folder, why })
            }
        }
    }
}

impl Source for MessageFileSource {
    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(summary) = self.here.1.next() {
                return Some(self.message(&summary));
            }
            let folder = self.folders.next()?;
            let told = self.enter(folder);
            if told.is_some() {
                return told;
            }
        }
    }

    fn reached(&self) -> Reached {
        self.reached
    }
}
