//! A personal folder file as a source of mail.
//!
//! The file is read in a thread of its own, one message ahead: what the crate holds cannot go from
//! one thread to another, and whoever asks for mail may do it from any.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::{Pst, PstFolder, Refused};
use crate::disk::Disk;
use crate::format::code_page::CodePage;
use crate::interchange::source::{At, Found, Item, Marks, Place, Reached, Source, Unreadable};
use crate::interchange::{Error, Kind};
use crate::words;

/// A personal folder file of Outlook.
#[derive(Debug)]
pub struct PstSource {
    from: Receiver<Sent>,
    /// The names of the folder in which the file lies.
    above: Vec<String>,
    reached: Reached,
}

/// What the thread says.
enum Sent {
    /// The file is open; or it cannot be.
    Opened(Result<u64, Refused>),
    /// Something was found; so many bytes are behind, about.
    Found(Box<Found>, u64),
}

impl PstSource {
    /// Opens a file. Old texts that do not name their code page are read in this one.
    pub fn open(disk: &Disk, path: &Path, page: CodePage) -> Result<Self, Error> {
        let (to, from) = sync_channel(1);
        let (disk, file) = (disk.clone(), path.to_owned());
        let thread = std::thread::Builder::new().name("personal folders".to_owned());
        // Nobody waits for the thread: it ends with the file, or when nobody listens any more.
        let begun = thread.spawn(move || read(&disk, &file, page, &to));
        let opened = match begun {
            Ok(_) => from.recv().ok(),
            Err(error) => Some(Sent::Opened(Err(Refused::Form(error.to_string())))),
        };
        match opened {
            Some(Sent::Opened(Ok(total))) => {
                Ok(Self { from, above: Vec::new(), reached: Reached { done: 0, total } })
            }
            Some(Sent::Opened(Err(Refused::Disk(source)))) => {
                Err(Error::Source { path: path.to_owned(), source })
            }
            Some(Sent::Opened(Err(Refused::Form(what)))) => Err(not_one(path, what)),
            _ => Err(not_one(path, String::new())),
        }
    }

    /// Has its folders lie in a folder.
    pub(in crate::interchange) fn inside(self, folder: Vec<String>) -> Self {
        Self { above: folder, ..self }
    }
}

fn not_one(path: &Path, what: String) -> Error {
    Error::Form { path: path.to_owned(), form: Kind::Pst.name(), what }
}

impl Source for PstSource {
    fn next(&mut self) -> Option<Found> {
        match self.from.recv() {
            Ok(Sent::Found(found, done)) => {
                self.reached.done = done;
                let mut found = *found;
                let folder = match &mut found {
                    Found::Item(item) => &mut item.folder,
                    Found::Folder(folder) => folder,
                    Found::Unreadable(problem) => &mut problem.folder,
                };
                let _ = folder.splice(..0, self.above.iter().cloned());
                Some(found)
            }
            _ => {
                self.reached.done = self.reached.total;
                None
            }
        }
    }

    fn reached(&self) -> Reached {
        self.reached
    }
}

/// Reads a file to its end, or until nobody listens.
fn read(disk: &Disk, path: &Path, page: CodePage, to: &SyncSender<Sent>) {
    let mut pst = match Pst::open(disk, path, page) {
        Ok(pst) => pst,
        Err(refused) => {
            let _ = to.send(Sent::Opened(Err(refused)));
            return;
        }
    };
    let total = pst.len();
    if to.send(Sent::Opened(Ok(total))).is_err() {
        return;
    }
    let (folders, problems) = pst.folders();
    for what in problems {
        let why = words::with("interchange-folder-unread", &[("what", &what)]);
        let place = Place { file: path.to_owned(), at: At::Whole };
        if !say(to, unreadable(place, &[], why), 0) {
            return;
        }
    }
    let all: u64 = folders.iter().map(|folder| folder.messages.len() as u64).sum();
    // Nobody knows where in the file a message lies; each is taken for equally large.
    let at = |behind: u64| {
        let done = u128::from(total) * u128::from(behind) / u128::from(all.max(1));
        u64::try_from(done).unwrap_or(total)
    };
    let mut behind = 0_u64;
    for folder in &folders {
        let is_empty = folder.messages.is_empty() && folder.of_mail && !folder.deleted;
        if is_empty && !say(to, Found::Folder(folder.names.clone()), at(behind)) {
            return;
        }
        for node in &folder.messages {
            behind = behind.saturating_add(1);
            let done = at(behind);
            if !message(&mut pst, path, folder, *node, |found| say(to, found, done)) {
                return;
            }
        }
    }
}

fn say(to: &SyncSender<Sent>, found: Found, done: u64) -> bool {
    to.send(Sent::Found(Box::new(found), done)).is_ok()
}

fn unreadable(place: Place, folder: &[String], why: String) -> Found {
    Found::Unreadable(Unreadable { place, folder: folder.to_vec(), why })
}

/// Reads one message and says what there is, and what is missing of it; returns whether anybody
/// listens.
fn message(
    pst: &mut Pst,
    path: &Path,
    folder: &PstFolder,
    node: u32,
    mut say: impl FnMut(Found) -> bool,
) -> bool {
    let place = || Place { file: PathBuf::from(path), at: At::Object(i64::from(node)) };
    let read = match pst.message(node) {
        Ok(read) => read,
        Err(what) => {
            let why = words::with("interchange-message-unread", &[("what", &what)]);
            return say(unreadable(place(), &folder.names, why));
        }
    };
    let item = Item {
        folder: folder.names.clone(),
        place: place(),
        bytes: read.bytes,
        flags: Marks {
            unread: !read.read,
            answered: read.answered,
            forwarded: read.forwarded,
            draft: read.draft,
            flagged: read.flagged,
            deleted: folder.deleted,
        },
        arrived: read.received,
        ..Item::default()
    };
    say(Found::Item(Box::new(item)))
        && read.missing.iter().all(|what| {
            let why = words::with("interchange-message-partly", &[("what", what)]);
            say(unreadable(place(), &folder.names, why))
        })
}

#[cfg(test)]
mod tests;
