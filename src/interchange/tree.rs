//! Files and folders of mail as one source: messages (EML), mailboxes, Maildirs, and folders with
//! any of these, as deep as they lie. A folder is listed when its turn comes, so that a million
//! messages are no million names.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::kind::BEGINNING;
use super::mbox::{LARGEST, Mbox};
use super::source::{At, Found, Item, Marks, Place, Reached, Source, Unreadable};
use super::{Error, Kind, PstSource, WinmailSource, maildir};
use crate::disk::{self, Disk, Entry};
use crate::legacy::CodePage;
use crate::{session, words};

/// How deep folders are followed: links may lead round in circles.
const DEEPEST: usize = 40;

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
    /// The file that is being read, where it is one of several messages.
    inner: Option<Inner>,
    /// The folders that were entered, where they really are: links may lead round in circles.
    entered: HashSet<PathBuf>,
    /// Bytes of the files behind.
    behind: u64,
    total: u64,
    kind: Option<Kind>,
    /// The code page of old texts that do not name theirs.
    page: CodePage,
}

#[derive(Debug)]
struct Waiting {
    path: PathBuf,
    folder: Vec<String>,
    what: What,
    depth: usize,
}

/// A file that is read message by message.
#[derive(Debug)]
enum Inner {
    Mailbox(Mbox),
    Winmail(WinmailSource),
    Pst(PstSource),
}

impl Inner {
    fn source(&mut self) -> &mut dyn Source {
        match self {
            Self::Mailbox(mailbox) => mailbox,
            Self::Winmail(one) => one,
            Self::Pst(pst) => pst,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum What {
    Folder,
    /// A file of some form, with its size.
    File(u64),
    /// A file that another program has for a folder in which nothing lies.
    Nothing,
    /// A message of a Maildir: with its size, and whether it lies among the new ones.
    Message(u64, bool),
}

impl Tree {
    /// Opens a file or a folder of mail.
    pub fn open(disk: &Disk, path: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Source { path: path.to_owned(), source };
        let kind = Kind::of(disk, path).map_err(failed)?;
        let (what, total) = if matches!(kind, Some(Kind::Folder | Kind::Maildir)) {
            let _ = disk.list(path).map_err(failed)?;
            (What::Folder, measured(disk, path))
        } else {
            let size = disk.open(path).map_err(failed)?.len();
            (What::File(size), size)
        };
        let waiting = vec![Waiting { path: path.to_owned(), folder: Vec::new(), what, depth: 0 }];
        let (disk, entered) = (disk.clone(), HashSet::new());
        let page = CodePage::default();
        Ok(Self { disk, waiting, inner: None, entered, behind: 0, total, kind, page })
    }

    /// Reads old texts that do not name their code page in this one.
    #[must_use]
    pub fn with_page(self, page: CodePage) -> Self {
        Self { page, ..self }
    }

    /// Returns whether it is a single file, whose mail belongs into one folder.
    pub fn is_one_file(&self) -> bool {
        !matches!(self.kind, Some(Kind::Folder | Kind::Maildir))
    }

    /// Returns what it is; none for a file that is no mail.
    pub fn kind(&self) -> Option<Kind> {
        self.kind
    }

    /// Lists a folder; what lies in it is read next. Returns the folder when nothing does.
    fn enter(&mut self, of: &Waiting) -> Result<Option<Found>, disk::Error> {
        let entries = self.disk.list(&of.path)?;
        let is = |name: &str| entries.iter().any(|e| e.folder && e.name == name);
        let is_maildir = is("cur") && is("new");
        let mut inner = Vec::new();
        let mut folder = of.folder.clone();
        if is_maildir {
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
        let is_empty = inner.is_empty() && (is_maildir || entries.is_empty());
        for entry in &entries {
            inner.extend(self.inside(of, entry, is_maildir));
        }
        for one in &mut inner {
            // Thunderbird keeps an index beside every mailbox, also beside an empty one.
            let index = |name: &OsStr| {
                let mut index = name.to_owned();
                index.push(".msf");
                entries.iter().any(|entry| entry.name == index)
            };
            if matches!(one.what, What::File(0)) && one.path.file_name().is_some_and(index) {
                one.what = What::Nothing;
            }
        }
        inner.reverse();
        self.waiting.extend(inner);
        Ok((is_empty && !folder.is_empty()).then_some(Found::Folder(folder)))
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
        let why = match Kind::of_file(&of.path, &begins) {
            Some(Kind::Message) => return self.message(of, size, Marks::default(), None),
            Some(Kind::Mailbox) if begins.is_empty() => {
                of.name_after_mailbox();
                return Some(Found::Folder(of.folder));
            }
            Some(Kind::Mailbox) => {
                of.name_after_mailbox();
                match Mbox::open(&self.disk, &of.path, of.folder.clone()) {
                    Ok(mailbox) => self.inner = Some(Inner::Mailbox(mailbox)),
                    Err(error) => return self.over(size, of.unreadable(error.reason())),
                }
                return None;
            }
            Some(Kind::Winmail) => {
                match WinmailSource::open(&self.disk, &of.path) {
                    Ok(one) => self.inner = Some(Inner::Winmail(one.inside(of.folder))),
                    Err(error) => return self.over(size, of.unreadable(error.summary())),
                }
                return None;
            }
            Some(Kind::Pst) => {
                match PstSource::open(&self.disk, &of.path, self.page) {
                    Ok(pst) => {
                        let name = of.path.file_stem().unwrap_or_default().to_string_lossy();
                        of.folder.push(name.into_owned());
                        self.inner = Some(Inner::Pst(pst.inside(of.folder)));
                    }
                    Err(error) => return self.over(size, of.unreadable(error.summary())),
                }
                return None;
            }
            Some(Kind::MessageFile) => "interchange-message-file",
            Some(Kind::Original) => "interchange-original",
            _ if begins.is_empty() => "interchange-empty",
            _ => "interchange-not-mail",
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
                let item = Item { folder, place, bytes, flags, arrived, ..Item::default() };
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
            if let Some(inner) = self.inner.as_mut().map(Inner::source) {
                if let Some(found) = inner.next() {
                    return Some(found);
                }
                self.behind = self.behind.saturating_add(inner.reached().total);
                self.inner = None;
            }
            let waiting = self.waiting.pop()?;
            let found = match waiting.what {
                What::Folder if waiting.depth > DEEPEST => {
                    Some(waiting.unreadable(words::text("interchange-too-deep")))
                }
                What::Folder if !is_new(&self.disk, &mut self.entered, &waiting.path) => {
                    Some(waiting.unreadable(words::text("interchange-entered")))
                }
                What::Folder => match self.enter(&waiting) {
                    Ok(nothing) => nothing,
                    Err(error) => Some(waiting.unreadable(error.reason())),
                },
                What::File(size) => self.file(waiting, size),
                What::Nothing => {
                    let mut of = waiting;
                    of.name_after_mailbox();
                    Some(Found::Folder(of.folder))
                }
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
        let inside = match &self.inner {
            None => 0,
            Some(Inner::Mailbox(mailbox)) => mailbox.reached().done,
            Some(Inner::Winmail(one)) => one.reached().done,
            Some(Inner::Pst(pst)) => pst.reached().done,
        };
        let done = self.behind.saturating_add(inside);
        Reached { done: done.min(self.total), total: self.total }
    }
}

/// Returns whether a folder was not entered yet, by whatever name; it is from now on.
fn is_new(disk: &Disk, entered: &mut HashSet<PathBuf>, folder: &Path) -> bool {
    // One that cannot be asked cannot be listed either, and that is told.
    disk.real_path(folder).map_or(true, |real| entered.insert(real))
}

/// Adds up the files of a folder, about: progress is told by it, nothing else.
fn measured(disk: &Disk, path: &Path) -> u64 {
    let (mut total, mut folders) = (0_u64, vec![(path.to_owned(), 0)]);
    let mut entered = HashSet::new();
    while let Some((folder, depth)) = folders.pop() {
        if !is_new(disk, &mut entered, &folder) {
            continue;
        }
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
