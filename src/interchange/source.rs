//! Where mail comes from, item by item: the seam between those who read a form of mail and those
//! who write one or put it into a message file.
//!
//! A source never stops at something that it cannot read: it says what and why, and goes on. It
//! holds one item at a time, however large it is as a whole.

use std::collections::HashSet;
use std::fmt;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::record::Record;
use crate::format::mime;
use crate::mail::{Flag, Moment, Summary};

/// A place that mail comes from.
pub trait Source {
    /// Returns what comes next, readable or not; none at the end.
    fn next(&mut self) -> Option<Found>;

    /// Returns how far the source is read.
    fn reached(&self) -> Reached;
}

/// What lies in a folder of a source, and in those inside.
pub struct Inside<'a> {
    source: &'a mut dyn Source,
    folder: String,
}

impl<'a> Inside<'a> {
    /// Reads only a folder, written as `Projects/1995`, in any case.
    pub fn new(source: &'a mut dyn Source, folder: &str) -> Self {
        Self { source, folder: folder.to_owned() }
    }
}

/// A source without some of its folders.
pub struct Without<'a> {
    source: &'a mut dyn Source,
    folders: &'a HashSet<Vec<String>>,
}

impl<'a> Without<'a> {
    /// Leaves out what lies in these folders; what lies in folders inside stays.
    pub fn new(source: &'a mut dyn Source, folders: &'a HashSet<Vec<String>>) -> Self {
        Self { source, folders }
    }
}

impl Source for Without<'_> {
    fn next(&mut self) -> Option<Found> {
        loop {
            let found = self.source.next()?;
            if !self.folders.contains(found.folder()) {
                return Some(found);
            }
        }
    }

    fn reached(&self) -> Reached {
        self.source.reached()
    }
}

/// Returns the names of a folder written as `Projects/1995`.
fn names(folder: &str) -> Vec<String> {
    let names = folder.split('/').map(|name| name.trim().to_lowercase());
    names.filter(|name| !name.is_empty()).collect()
}

/// Returns whether a folder is this one, or lies inside; large and small letters are the same.
pub(super) fn lies_in(folder: &[String], wanted: &str) -> bool {
    let wanted = names(wanted);
    folder.len() >= wanted.len() && wanted.iter().zip(folder).all(|(a, b)| *a == b.to_lowercase())
}

impl Source for Inside<'_> {
    fn next(&mut self) -> Option<Found> {
        loop {
            let found = self.source.next()?;
            if lies_in(found.folder(), &self.folder) {
                return Some(found);
            }
        }
    }

    fn reached(&self) -> Reached {
        self.source.reached()
    }
}

/// What a source came upon.
#[derive(Debug, Clone)]
pub enum Found {
    /// A message.
    Item(Box<Item>),
    /// A folder in which no message lies, by the names from the outermost on.
    Folder(Vec<String>),
    /// Something that is no message, or cannot be read.
    Unreadable(Unreadable),
}

impl Found {
    /// Names the folder that it is, or lies in.
    fn folder(&self) -> &Vec<String> {
        match self {
            Self::Item(item) => &item.folder,
            Self::Folder(folder) => folder,
            Self::Unreadable(problem) => &problem.folder,
        }
    }
}

/// A message as a source has it.
#[derive(Debug, Clone, Default)]
pub struct Item {
    /// The names of the folders that it lies in, the outermost first.
    pub folder: Vec<String>,
    /// Where it stands.
    pub place: Place,
    /// Its bytes, exactly as they came.
    pub bytes: Vec<u8>,
    /// What became of it there.
    pub flags: Marks,
    /// Its flag, where the source says more of it than whether there is one.
    pub flag: Option<Flag>,
    /// When it arrived there, where that is known.
    pub arrived: Option<Moment>,
    /// What the source knows better than the bytes say it.
    pub record: Option<Box<Record>>,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// Nobody opened it yet.
    pub unread: bool,
    /// It was answered.
    pub answered: bool,
    /// It was forwarded.
    pub forwarded: bool,
    /// It is being written.
    pub draft: bool,
    /// It is to be followed up.
    pub flagged: bool,
    /// It was thrown away.
    pub deleted: bool,
}

impl Marks {
    /// Returns what became of a message of the message file.
    pub(super) fn of(summary: &Summary) -> Self {
        Self {
            unread: summary.unread,
            answered: summary.answered,
            forwarded: summary.forwarded,
            draft: summary.draft,
            flagged: matches!(summary.flag, Flag::Raised { .. }),
            deleted: false,
        }
    }

    /// Writes the marks as the letters that a Maildir has for them.
    pub(super) fn letters(self) -> String {
        let letters = [
            ('D', self.draft),
            ('F', self.flagged),
            ('P', self.forwarded),
            ('R', self.answered),
            ('S', !self.unread),
            ('T', self.deleted),
        ];
        letters.into_iter().filter_map(|(letter, set)| set.then_some(letter)).collect()
    }

    /// Reads the letters of a Maildir.
    pub(super) fn of_letters(letters: &str) -> Self {
        Self {
            unread: !letters.contains('S'),
            answered: letters.contains('R'),
            forwarded: letters.contains('P'),
            draft: letters.contains('D'),
            flagged: letters.contains('F'),
            deleted: letters.contains('T'),
        }
    }
}

/// Where something stands in a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// Where in it.
    pub at: At,
}

/// Where in a file something stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum At {
    /// It is the whole file.
    #[default]
    Whole,
    /// It begins at this byte.
    Byte(u64),
    /// It is the object of this number.
    Object(i64),
    /// It is found inside by this path.
    Inside(String),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => Ok(()),
            Self::Byte(n) => write!(f, "{n}"),
            Self::Object(n) => write!(f, "{n}"),
            Self::Inside(path) => f.write_str(path),
        }
    }
}

/// Something that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unreadable {
    /// Where it stands.
    pub place: Place,
    /// The names of the folders that it lies in.
    pub folder: Vec<String>,
    /// Why it could not be read, in a sentence for people.
    pub why: String,
}

/// How far something is, in bytes of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// Bytes behind.
    pub done: u64,
    /// Bytes in all, about.
    pub total: u64,
}

/// What is in a folder of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seen {
    /// The names of the folder, the outermost first.
    pub folder: Vec<String>,
    /// Messages in it.
    pub messages: u64,
    /// Those of them that nobody opened yet.
    pub unread: u64,
    /// Bytes of them.
    pub bytes: u64,
}

/// What is in a source, found by reading it once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// Its folders, in the order in which they came up.
    pub folders: Vec<Seen>,
    /// Messages in all.
    pub messages: u64,
    /// Files that came with them, where they are counted.
    pub attachments: u64,
    /// Bytes of them.
    pub bytes: u64,
    /// The dates of the oldest and of the newest message.
    pub dates: Option<(Moment, Moment)>,
    /// What cannot be read.
    pub problems: Vec<Unreadable>,
    /// Whether attachments are counted, for which messages are read to their ends.
    thorough: bool,
}

impl Preview {
    /// Counts attachments too.
    pub fn thorough() -> Self {
        Self { thorough: true, ..Self::default() }
    }

    /// Looks on for a slice of time; returns whether all was seen.
    pub fn go_on(&mut self, source: &mut dyn Source, slice: Duration) -> bool {
        let begun = Instant::now();
        while let Some(found) = source.next() {
            match found {
                Found::Item(item) => self.note(*item),
                Found::Folder(folder) => {
                    let _ = self.seen(folder);
                }
                Found::Unreadable(problem) => self.problems.push(problem),
            }
            if begun.elapsed() >= slice {
                return false;
            }
        }
        true
    }

    fn note(&mut self, item: Item) {
        let size = item.bytes.len() as u64;
        self.messages += 1;
        self.bytes += size;
        let head =
            if self.thorough { mime::head(&item.bytes) } else { mime::head_alone(&item.bytes) };
        self.attachments += u64::from(head.attachments);
        if let Some(at) = head.date.or(item.arrived) {
            let (oldest, newest) = self.dates.unwrap_or((at, at));
            self.dates = Some((oldest.min(at), newest.max(at)));
        }
        if let Some(seen) = self.seen(item.folder) {
            seen.messages += 1;
            seen.unread += u64::from(item.flags.unread);
            seen.bytes += size;
        }
    }

    /// Returns what was seen of a folder.
    fn seen(&mut self, folder: Vec<String>) -> Option<&mut Seen> {
        // Messages of a folder follow each other: the last one is nearly always it.
        let there = self.folders.iter().rposition(|seen| seen.folder == folder);
        let at = there.unwrap_or_else(|| {
            self.folders.push(Seen { folder, ..Seen::default() });
            self.folders.len() - 1
        });
        self.folders.get_mut(at)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A source of what a test gives it.
    pub(crate) struct Given(pub(crate) std::vec::IntoIter<Found>);

    impl Given {
        pub(crate) fn new(found: Vec<Found>) -> Self {
            Self(found.into_iter())
        }
    }

    impl Source for Given {
        fn next(&mut self) -> Option<Found> {
            self.0.next()
        }

        fn reached(&self) -> Reached {
            Reached { done: 0, total: self.0.len() as u64 }
        }
    }

    pub(crate) fn item(folder: &[&str], bytes: &str) -> Found {
        let folder = folder.iter().map(|&name| name.to_owned()).collect();
        Found::Item(Box::new(Item { folder, bytes: bytes.into(), ..Item::default() }))
    }

    #[test]
    fn a_preview_counts_folders_dates_and_problems_in_slices() {
        let why = Unreadable { why: "torn".into(), ..Unreadable::default() };
        let mut source = Given::new(vec![
            item(&["A"], "Date: Thu, 01 Jan 1970 00:00:09 +0000\n\nx"),
            Found::Unreadable(why.clone()),
            item(&["A", "B"], "Date: Thu, 01 Jan 1970 00:00:02 +0000\n\n"),
            item(&["A"], "no date\n"),
            Found::Folder(vec!["C".into()]),
        ]);
        let mut preview = Preview::thorough();
        let mut slices = 1;
        while !preview.go_on(&mut source, Duration::ZERO) {
            slices += 1;
        }
        assert_eq!(slices, 6);
        assert_eq!((preview.messages, preview.problems), (3, vec![why]));
        assert_eq!(preview.dates, Some((Moment(2000), Moment(9000))));
        let folders: Vec<_> =
            preview.folders.iter().map(|s| (s.folder.join("/"), s.messages)).collect();
        let expected = [("A", 2), ("A/B", 1), ("C", 0)];
        assert_eq!(folders, expected.map(|(name, n)| (name.to_owned(), n)));
        assert_eq!(preview.attachments, 0);
    }
}
