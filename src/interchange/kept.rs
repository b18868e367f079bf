//! Mail of the open message file as a source: all of it, or what was chosen.

use std::collections::HashMap;
use std::path::PathBuf;

use super::Error;
use super::source::{At, Found, Item, Marks, Place, Reached, Source, Unreadable};
use crate::mail::{FolderId, FolderKind, MessageId};
use crate::session::{self, Choice, Session};

/// Messages that were chosen, and how many of them were read.
#[derive(Debug)]
pub struct Kept {
    ids: Vec<MessageId>,
    next: usize,
    /// Folders of the person in which nothing lies, where whole folders are meant.
    empty: Vec<Vec<String>>,
    paths: HashMap<FolderId, Vec<String>>,
    file: PathBuf,
    reached: Reached,
}

impl Kept {
    /// Chooses messages.
    pub fn choose(session: &mut Session, choice: &Choice) -> Result<Self, Error> {
        let ids = session.choose(choice)?;
        let mut total = 0_u64;
        for id in &ids {
            total = total.saturating_add(session.summary(*id)?.size);
        }
        let mut paths: HashMap<FolderId, Vec<String>> = HashMap::new();
        let folders = session.folders()?;
        let empty: Vec<FolderId> = folders
            .iter()
            .filter(|folder| choice.takes_whole(folder.id))
            .filter(|folder| folder.kind == FolderKind::Private && folder.total == 0)
            .filter(|folder| folders.iter().all(|inner| inner.parent != Some(folder.id)))
            .map(|folder| folder.id)
            .collect();
        // Parents stand before children.
        for folder in folders {
            let mut path = folder.parent.and_then(|p| paths.get(&p)).cloned().unwrap_or_default();
            path.push(folder.name);
            let _ = paths.insert(folder.id, path);
        }
        let file = session.message_file().to_owned();
        let empty = empty.iter().filter_map(|id| paths.get(id).cloned()).collect();
        Ok(Self { ids, next: 0, empty, paths, file, reached: Reached { done: 0, total } })
    }

    /// Returns how many messages were chosen.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Returns whether no message was chosen.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Returns the source of what was not read yet; between slices the session is free.
    pub fn of<'a>(&'a mut self, session: &'a Session) -> impl Source + 'a {
        KeptOf { kept: self, session }
    }
}

/// The same with its session.
struct KeptOf<'a> {
    kept: &'a mut Kept,
    session: &'a Session,
}

impl KeptOf<'_> {
    fn item(&self, id: MessageId) -> Result<Item, session::Error> {
        let summary = self.session.summary(id)?;
        Ok(Item {
            folder: self.kept.paths.get(&summary.folder).cloned().unwrap_or_default(),
            place: Place { file: self.kept.file.clone(), at: At::Object(id.0) },
            bytes: self.session.source(id)?,
            flags: Marks::of(&summary),
            flag: Some(summary.flag),
            arrived: Some(summary.arrived),
            record: None,
        })
    }
}

impl Source for KeptOf<'_> {
    fn next(&mut self) -> Option<Found> {
        let Some(id) = self.kept.ids.get(self.kept.next).copied() else {
            return self.kept.empty.pop().map(Found::Folder);
        };
        self.kept.next += 1;
        Some(match self.item(id) {
            Ok(item) => {
                let reached = &mut self.kept.reached;
                reached.done = reached.done.saturating_add(item.bytes.len() as u64);
                Found::Item(Box::new(item))
            }
            Err(error) => {
                let place = Place { file: self.kept.file.clone(), at: At::Object(id.0) };
                let folder = self.session.summary(id).ok();
                let folder = folder.and_then(|s| self.kept.paths.get(&s.folder).cloned());
                let folder = folder.unwrap_or_default();
                Found::Unreadable(Unreadable { place, folder, why: error.summary() })
            }
        })
    }

    fn reached(&self) -> Reached {
        self.kept.reached
    }
}
