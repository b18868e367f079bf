//! Files and folders of mail as one source: messages (EML), mailboxes, Maildirs, and folders with
//! any of these, as deep as they lie. A folder is listed when its turn comes, so that a million
//! messages are no million names.

use std::path::{Path, PathBuf};

use super::mbox::{self, LARGEST, Mbox};
use super::source::{At, Found, Item, Marks, Place, Reached, Source, Unreadable};
use super::{Error, maildir};
use crate::disk::{self, Disk, Entry};
use crate::legacy;
use crate::{session, words};

/// How deep folders are followed: links may lead round in circles.
const DEEPEST: usize = 40;

/// Bytes by which a file is known.
const BEGINNING: usize = 4096;

/// What SQLite files begin with, which the program's own message files are.
const MESSAGE_FILE: &[u8] = b"SQLite format 3\0";

/// What other programs, and this one's exports, keep beside mail.
const BESIDE: [&str; 10] = [
    "people.csv",
    "people.vcf",
    "manifest.csv",
    "manifest.json",
    "messages.jsonl",
    "maildirfolder",
    "maildirsize",
    "subscriptions",
    "desktop.ini",
    "thumbs.db",
];

/// A file or folder of mail, read in its order.
#[derive(Debug)]
pub struct Tree {
    disk: Disk,
    /// What is to be read yet; the next one is the last.
    waiting: Vec<Waiting>,
    mailbox: Option<Mbox>,
    /// Bytes of the files behind.
    behind: u64,
    total: u64,
    one_file: bool,
}

#[derive(Debug)]
struct Waiting {
    path: PathBuf,
    folder: Vec<String>,
    what: What,
    depth: usize,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Folder,
    /// A file of some form, with its size.
    File(u64),
    /// A message of a Maildir: with its size, and whether it lies among the new ones.
    Message(u64, bool),
}

impl Tree {
    /// Opens a file or a folder of mail.
    pub fn open(disk: &Disk, path: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Source { path: path.to_owned(), source };
        let is_folder = disk.is_folder(path).map_err(failed)?;
        let (what, total) = if is_folder {
            let _ = disk.list(path).map_err(failed)?;
            (What::Folder, measured(disk, path))
        } else {
            let size = disk.open(path).map_err(failed)?.len();
            (What::File(size), size)
        };
        let waiting = vec![Waiting { path: path.to_owned(), folder: Vec::new(), what, depth: 0 }];
        let (disk, one_file) = (disk.clone(), !is_folder);
        Ok(Self { disk, waiting, mailbox: None, behind: 0, total, one_file })
    }

    /// Returns whether it is a single file, whose mail belongs into one folder.
    pub fn is_one_file(&self) -> bool {
        self.one_file
    }

    /// Lists a folder; what lies in it is read next.
    fn enter(&mut self, of: &Waiting) -> Result<(), disk::Error> {
        let entries = self.disk.list(&of.path)?;
        let is = |name: &str| entries.iter().any(|e| e.folder && e.name == name);
        let is_maildir = is("cur") && is("new");
        let mut inner = Vec::new();
        if is_maildir {
            let mut folder = of.folder.clone();
            if folder.is_empty() {
                folder.push("Inbox".to_owned());
            }
            for (part, new) in [("cur", false), ("new", true)] {
                let path = of.path.join(part);
                for entry in self.disk.list(&path)?.into_iter().filter(|e| !e.folder) {
                    inner.push(Waiting {
                        path: path.join(&entry.name),
                        folder: folder.clone(),
                        what: What::Message(entry.size, new),
                        depth: of.depth + 1,
                    });
                }
            }
        }
        for entry in &entries {
            inner.extend(self.inside(of, entry, is_maildir));
        }
        inner.reverse();
        self.waiting.extend(inner);
        Ok(())
    }

    /// Returns what is to be done about an entry of a folder.
    fn inside(&self, of: &Waiting, entry: &Entry, of_maildir: bool) -> Option<Waiting> {
        let name = entry.name.to_string_lossy();
        let path = of.path.join(&entry.name);
        let mut folder = of.folder.clone();
        if !entry.folder {
            let lower = name.to_lowercase();
            let is_beside = lower.starts_with('.')
                || lower.starts_with("dovecot")
                || lower.starts_with("courier")
                || lower.ends_with(".msf")
                || lower.ends_with(".tmp")
                || BESIDE.contains(&lower.as_str());
            let what = What::File(entry.size);
            return (!is_beside && !of_maildir).then_some(Waiting {
                path,
                folder,
                what,
                depth: of.depth + 1,
            });
        }
        if name.starts_with('.') {
            // Only Maildirs hide their folders.
            if !self.disk.is_folder(&path.join("cur")).unwrap_or(false) {
                return None;
            }
            folder.extend(maildir::folder_path(&name)?);
        } else if of_maildir && ["cur", "new", "tmp"].contains(&name.as_ref()) {
            return None;
        } else {
            // Thunderbird keeps what lies in a folder beside its mailbox, under this ending.
            folder.push(name.strip_suffix(".sbd").unwrap_or(&name).to_owned());
        }
        Some(Waiting { path, folder, what: What::Folder, depth: of.depth + 1 })
    }

    /// Begins with a file that may be a mailbox or a message.
    fn file(&mut self, mut of: Waiting, size: u64) -> Option<Found> {
        if session::is_open_here(&self.disk, &of.path) {
            return self.over(size, of.unreadable(words::text("interchange-message-file")));
        }
        let begins = match self.disk.read_at(&of.path, 0, BEGINNING) {
            Ok(begins) => begins,
            Err(error) => return self.over(size, of.unreadable(error.reason())),
        };
        let ending = of.path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let why = if begins.starts_with(MESSAGE_FILE) {
            "interchange-message-file"
        } else if legacy::is_original(&begins) {
            "interchange-original"
        } else if ending == "eml" || (looks_like_mail(&begins) && !mbox::begins(&begins)) {
            return self.message(of, size, Marks::default(), None);
        } else if mbox::begins(&begins) || (ending == "mbox" && begins.is_empty()) {
            of.name_after_mailbox();
            match Mbox::open(&self.disk, &of.path, of.folder.clone()) {
                Ok(mailbox) => self.mailbox = Some(mailbox),
                Err(error) => return self.over(size, of.unreadable(error.reason())),
            }
            return None;
        } else if begins.is_empty() {
            "interchange-empty"
        } else {
            "interchange-not-mail"
        };
        self.over(size, of.unreadable(words::text(why)))
    }

    /// Reads a file that is one message.
    fn message(
        &mut self,
        of: Waiting,
        size: u64,
        flags: Marks,
        arrived: Option<crate::mail::Moment>,
    ) -> Option<Found> {
        let found = match self.disk.read(&of.path, LARGEST) {
            Ok(bytes) if bytes.is_empty() => of.unreadable(words::text("interchange-empty")),
            Ok(bytes) => {
                let Waiting { path, folder, .. } = of;
                let place = Place { file: path, at: At::Whole };
                let item = Item { folder, place, bytes, flags, arrived, record: None };
                Found::Item(Box::new(item))
            }
            Err(_) if size > LARGEST => of.unreadable(words::text("interchange-too-large")),
            Err(error) => of.unreadable(error.reason()),
        };
        self.over(size, found)
    }

    /// Notes that a file is behind.
    fn over(&mut self, size: u64, found: Found) -> Option<Found> {
        self.behind = self.behind.saturating_add(size);
        Some(found)
    }
}

impl Waiting {
    fn unreadable(self, why: String) -> Found {
        let place = Place { file: self.path, at: At::Whole };
        Found::Unreadable(Unreadable { place, folder: self.folder, why })
    }

    /// Puts the name of a mailbox at the end of the folders that it lies in. Apple Mail calls every
    /// one `mbox`, in a folder with the name.
    fn name_after_mailbox(&mut self) {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let stem = |name: &str| {
            let at = name.len().saturating_sub(5);
            match name.split_at_checked(at) {
                Some((stem, end)) if end.eq_ignore_ascii_case(".mbox") => stem.to_owned(),
                _ => name.to_owned(),
            }
        };
        match self.folder.last_mut() {
            Some(last) if name == "mbox" => *last = stem(last),
            _ => self.folder.push(stem(&name)),
        }
    }
}

impl Source for Tree {
    fn next(&mut self) -> Option<Found> {
        loop {
            if let Some(mailbox) = &mut self.mailbox {
                if let Some(found) = mailbox.next() {
                    return Some(found);
                }
                self.behind = self.behind.saturating_add(mailbox.reached().total);
                self.mailbox = None;
            }
            let waiting = self.waiting.pop()?;
            let found = match waiting.what {
                What::Folder if waiting.depth > DEEPEST => {
                    Some(waiting.unreadable(words::text("interchange-too-deep")))
                }
                What::Folder => match self.enter(&waiting) {
                    Ok(()) => None,
                    Err(error) => Some(waiting.unreadable(error.reason())),
                },
                What::File(size) => self.file(waiting, size),
                What::Message(size, new) => {
                    let name = waiting.path.file_name().unwrap_or_default().to_string_lossy();
                    let (flags, arrived) = (maildir::marks(&name, new), maildir::arrived(&name));
                    drop(name);
                    self.message(waiting, size, flags, arrived)
                }
            };
            if found.is_some() {
                return found;
            }
        }
    }

    fn reached(&self) -> Reached {
        let inside = self.mailbox.as_ref().map_or(0, |mailbox| mailbox.reached().done);
        let done = self.behind.saturating_add(inside);
        Reached { done: done.min(self.total), total: self.total }
    }
}

/// Returns whether a file begins as a message does: with a field.
fn looks_like_mail(begins: &[u8]) -> bool {
    let begins = begins.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begins);
    let name = begins.iter().position(|b| !(b'!'..=b'~').contains(b) || *b == b':');
    name.is_some_and(|at| at > 1 && begins.get(at) == Some(&b':'))
        && begins.get(..2).is_some_and(|two| two.iter().all(u8::is_ascii_alphabetic))
}

/// Adds up the files of a folder, about: progress is told by it, nothing else.
fn measured(disk: &Disk, path: &Path) -> u64 {
    let (mut total, mut folders) = (0_u64, vec![(path.to_owned(), 0)]);
    while let Some((folder, depth)) = folders.pop() {
        for entry in disk.list(&folder).unwrap_or_default() {
            total = total.saturating_add(entry.size);
            if entry.folder && depth < DEEPEST {
                folders.push((folder.join(entry.name), depth + 1));
            }
        }
    }
    total
}

#[cfg(test)]
mod tests;
