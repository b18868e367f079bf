//! Names of files and folders that every system takes, each once in its folder, in any case.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use super::super::maildir;
use super::Format;
use crate::format::mime::safe_name;

/// Characters of a subject in the name of a file.
const SUBJECT: usize = 60;
/// Characters of a folder's name.
const FOLDER: usize = 64;
/// Bytes of a Maildir's folder, which stands for a whole path.
const MAILDIR: usize = 200;

/// The files of people.
pub(super) const CARDS: &str = "people.vcf";
pub(super) const TABLE: &str = "people.csv";

/// What the names of a tree stand for.
#[derive(Debug)]
pub(super) struct Names {
    format: Format,
    /// Every name that is taken, below the root, in the form in which names are compared.
    taken: HashSet<String>,
    folders: HashMap<Vec<String>, Place>,
}

#[derive(Debug)]
struct Place {
    path: PathBuf,
    messages: u64,
    /// Whether it was made before any message came.
    made: bool,
}

impl Place {
    fn new(path: PathBuf) -> Self {
        Self { path, messages: 0, made: false }
    }
}

/// A folder, and the number of the next message in it.
pub(super) struct Numbered {
    pub(super) path: PathBuf,
    pub(super) number: u64,
    /// Whether the folder is still to be made.
    pub(super) first: bool,
}

impl Names {
    pub(super) fn new(format: Format) -> Self {
        let own = ["manifest.csv", "manifest.json", CARDS, TABLE, "cur", "new", "tmp"];
        let taken = own.into_iter().map(str::to_owned).collect();
        Self { format, taken, folders: HashMap::new() }
    }

    /// Names a message's own file.
    pub(super) fn message(&mut self, folder: &[String], subject: &str, ending: &str) -> PathBuf {
        let Numbered { path, number, .. } = self.numbered(folder);
        let subject: String = flat(subject).chars().take(SUBJECT).collect();
        let stem = safe_name(&format!("{number:06} {subject}"));
        path.join(format!("{stem}.{ending}"))
    }

    /// Names a folder in which nothing lies.
    pub(super) fn folder(&mut self, folder: &[String]) -> PathBuf {
        self.placed(folder).map(|place| place.path.clone()).unwrap_or_default()
    }

    /// Names the Maildir of a folder in which nothing lies; none when it was made before.
    pub(super) fn empty_maildir(&mut self, folder: &[String]) -> Option<PathBuf> {
        let place = self.placed(Self::in_maildir(folder))?;
        let is_new = !place.made && place.messages == 0;
        place.made = true;
        is_new.then(|| place.path.clone())
    }

    /// Names a folder's mailbox.
    pub(super) fn mailbox(&mut self, folder: &[String]) -> PathBuf {
        let path = self.folder(folder);
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".mbox");
        path.with_file_name(name)
    }

    /// Names a folder's Maildir; the Inbox is the root.
    pub(super) fn maildir(&mut self, folder: &[String]) -> Numbered {
        self.numbered(Self::in_maildir(folder))
    }

    fn in_maildir(folder: &[String]) -> &[String] {
        let is_inbox = matches!(folder, [name] if name.eq_ignore_ascii_case("inbox"));
        if is_inbox { &[] } else { folder }
    }

    fn numbered(&mut self, folder: &[String]) -> Numbered {
        match self.placed(folder) {
            Some(place) => {
                place.messages += 1;
                let first = place.messages == 1 && !place.made;
                Numbered { path: place.path.clone(), number: place.messages, first }
            }
            None => Numbered { path: PathBuf::new(), number: 1, first: true },
        }
    }

    fn placed(&mut self, folder: &[String]) -> Option<&mut Place> {
        if !self.folders.contains_key(folder) {
            let path = self.named(folder);
            let _ = self.folders.insert(folder.to_vec(), Place::new(path));
        }
        self.folders.get_mut(folder)
    }

    fn named(&mut self, folder: &[String]) -> PathBuf {
        let Some((last, above)) = folder.split_last() else {
            let is_file = self.format == Format::Mbox;
            return if is_file { self.free(Path::new(""), "mail") } else { PathBuf::new() };
        };
        if self.format == Format::Maildir {
            let name = maildir::folder_name(folder);
            let short = name.get(..name.floor_char_boundary(MAILDIR)).unwrap_or_default();
            return self.free(Path::new(""), short);
        }
        let parent = match self.folders.get(above) {
            _ if above.is_empty() => PathBuf::new(),
            Some(place) => place.path.clone(),
            None => {
                let path = self.named(above);
                let _ = self.folders.insert(above.to_vec(), Place::new(path.clone()));
                path
            }
        };
        let short: String = flat(last).chars().take(FOLDER).collect();
        self.free(&parent, &safe_name(&short))
    }

    /// Takes a name that nothing in a folder has; a mailbox and the folder of what lies inside stand
    /// beside each other.
    fn free(&mut self, parent: &Path, name: &str) -> PathBuf {
        let mut number = 1_u64;
        loop {
            let tried = if number == 1 { name.to_owned() } else { format!("{name} ({number})") };
            let path = parent.join(&tried);
            let key = compared(&path);
            let mailbox = format!("{key}.mbox");
            if !self.taken.contains(&key) && !self.taken.contains(&mailbox) {
                let _ = self.taken.insert(key);
                let _ = self.taken.insert(mailbox);
                return path;
            }
            number += 1;
        }
    }
}

/// Returns a name without strokes, which a path would be cut at.
fn flat(name: &str) -> String {
    name.replace(['/', '\\'], "_")
}

/// Returns the form in which names are compared: systems differ in what is the same to them.
fn compared(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/").nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn names_are_taken_once_in_any_case() {
        let mut names = Names::new(Format::Mbox);
        for (folder, file) in [
            (path(&["Inbox"]), "Inbox.mbox"),
            (path(&["INBOX"]), "INBOX (2).mbox"),
            (path(&["Inbox"]), "Inbox.mbox"),
            (path(&["Inbox", "CON"]), "Inbox/_CON.mbox"),
            (path(&["Inbox.mbox"]), "Inbox.mbox (2).mbox"),
            (path(&["a/b"]), "a_b.mbox"),
            (path(&["..", "x"]), "attachment/x.mbox"),
            (path(&["Manifest.json"]), "Manifest.json (2).mbox"),
            (vec![], "mail.mbox"),
        ] {
            assert_eq!(names.mailbox(&folder), Path::new(file), "{folder:?}");
        }
        let mut names = Names::new(Format::Eml);
        assert_eq!(
            names.message(&path(&["A"]), "RE: x/y?", "eml"),
            Path::new("A/000001 RE_ x_y_.eml")
        );
        assert_eq!(names.message(&path(&["A"]), "", "eml"), Path::new("A/000002.eml"));
        let mut names = Names::new(Format::Maildir);
        assert_eq!(names.maildir(&path(&["Inbox"])).path, Path::new(""));
        assert_eq!(names.maildir(&path(&["A", "b.c"])).path, Path::new(".A.b&AC4-c"));
    }

    proptest! {
        #[test]
        fn no_name_leaves_the_tree_and_none_is_given_twice(
            folders in prop::collection::vec(prop::collection::vec(any::<String>(), 0..4), 1..12),
            subject in any::<String>(),
        ) {
            for format in [Format::Mbox, Format::Eml, Format::Maildir] {
                let mut names = Names::new(format);
                let mut seen: HashMap<String, Vec<String>> = HashMap::new();
                for folder in &folders {
                    let name = match format {
                        Format::Mbox => names.mailbox(folder),
                        Format::Maildir => names.maildir(folder).path.join("cur/x"),
                        _ => names.message(folder, &subject, "eml"),
                    };
                    prop_assert!(name.components().all(|c| matches!(c, std::path::Component::Normal(_))));
                    for part in name.iter() {
                        prop_assert!(part.len() < 255);
                        prop_assert!(!part.to_string_lossy().contains(['\\', ':', '\0', '*', '?', '"', '<', '>', '|']));
                    }
                    if format == Format::Mbox {
                        let other = seen.insert(compared(&name), folder.clone());
                        prop_assert!(other.is_none_or(|other| other == *folder));
                    }
                }
            }
        }
    }
}
