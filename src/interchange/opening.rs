//! A file or folder of mail, opened as what it is: an original message file, one of this program, a
//! personal folder file of Outlook, a `winmail.dat`, or messages, mailboxes and folders of them.

use std::path::Path;

use jiff::tz::TimeZone;

use super::original::OriginalMail;
use super::source::{Found, Reached, Source, lies_in};
use super::{Error, Kind, MessageFileSource, PstSource, Tree, WinmailSource};
use crate::disk::Disk;
use crate::legacy::{self, CodePage, Mailbox, Options, Problem};
use crate::mail::{Group, Password, Person};
use crate::session::{self, Session};
use crate::words;

/// What is shown to be let into a file that asks for a password.
#[derive(Debug, Clone, Default)]
pub enum Key {
    /// Nothing: the file must ask for none.
    #[default]
    None,
    /// The file's password.
    Password(Password),
    /// The owner confirmed that an original file is theirs and that its password is lost. The old
    /// scramble never was protection; the report says that this was done. It opens no other file.
    OwnerLostIt,
}

/// How a source is read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// What lets in.
    pub key: Key,
    /// The code page of an original file; without it the one of its language. In a personal folder
    /// file, that of old texts that name none.
    pub code_page: Option<CodePage>,
    /// The zone of dates that have none.
    pub zone: TimeZone,
    /// Whether the folders that every message file has get the names of ours.
    pub into_our_folders: bool,
    /// Whether messages bring what lines of JSON say of them.
    pub records: bool,
    /// Whether mail is looked for that had been deleted, and even where the header is lost.
    pub salvage: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            key: Key::None,
            code_page: None,
            zone: TimeZone::system(),
            into_our_folders: false,
            records: false,
            salvage: false,
        }
    }
}

/// An open source.
#[derive(Debug)]
pub enum Opened {
    /// An original message file.
    Original(Box<OriginalMail>),
    /// A message file of this program.
    MessageFile(Box<MessageFileSource>),
    /// A personal folder file of Outlook.
    Pst(Box<PstSource>),
    /// A `winmail.dat`.
    Winmail(Box<WinmailSource>),
    /// Messages, mailboxes, folders of them.
    Tree(Box<Tree>),
}

impl Opened {
    /// Opens a file or a folder. `going_on` is asked while a damaged original file is searched.
    pub fn open(
        disk: &Disk,
        path: &Path,
        reading: &Reading,
        going_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Self, Error> {
        if session::is_open_here(disk, path) {
            return Err(Error::OpenHere { path: path.to_owned() });
        }
        let failed = |source| Error::Source { path: path.to_owned(), source };
        let kind = Kind::of(disk, path).map_err(failed)?;
        match kind {
            Some(Kind::Original) => Self::open_original(disk, path, reading, going_on),
            // Only an original file whose beginning is lost looks like nothing.
            None if reading.salvage => match Self::open_original(disk, path, reading, going_on) {
                Err(Error::Session(session::Error::Original(legacy::Error::Nothing {
                    ..
                }))) => Err(Error::Form {
                    path: path.to_owned(),
                    form: Kind::Original.name(),
                    what: words::text("interchange-form-nothing"),
                }),
                opened => opened,
            },
            _ if reading.salvage => Err(Error::Form {
                path: path.to_owned(),
                form: Kind::Original.name(),
                what: words::text("interchange-form-salvage"),
            }),
            Some(Kind::MessageFile) => {
                let opened = MessageFileSource::open(disk, path, &reading.key);
                opened.map(Box::new).map(Self::MessageFile)
            }
            Some(Kind::Pst) => {
                let page = reading.code_page.unwrap_or_default();
                PstSource::open(disk, path, page).map(Box::new).map(Self::Pst)
            }
            Some(Kind::Winmail) => WinmailSource::open(disk, path).map(Box::new).map(Self::Winmail),
            _ => {
                let page = reading.code_page.unwrap_or_default();
                let tree = Tree::open(disk, path)?.with_page(page);
                Ok(Self::Tree(Box::new(tree)))
            }
        }
    }

    fn open_original(
        disk: &Disk,
        path: &Path,
        reading: &Reading,
        going_on: &mut dyn FnMut(u64, u64) -> bool,
    ) -> Result<Self, Error> {
        let options = Options {
            code_page: reading.code_page,
            salvage: reading.salvage,
            deleted: reading.salvage,
        };
        let mut mailbox = Mailbox::open(disk, path, &options, going_on)?;
        let accounts = mailbox.accounts()?;
        match &reading.key {
            Key::None if accounts.asks() => {
                return Err(Error::NeedsPassword { path: path.to_owned(), kind: Kind::Original });
            }
            Key::Password(password) if accounts.asks() && !accounts.opens(password) => {
                return Err(Error::WrongPassword { path: path.to_owned(), kind: Kind::Original });
            }
            Key::OwnerLostIt => mailbox.note("opened without its password, by its owner's word"),
            Key::None | Key::Password(_) => {}
        }
        let mail = OriginalMail::new(mailbox, reading.zone.clone());
        let mail = if reading.into_our_folders { mail.into_our_folders() } else { mail };
        let mail = if reading.records { mail.with_records() } else { mail };
        Ok(Self::Original(Box::new(mail)))
    }

    /// Returns what it is; none for a file that is no mail.
    pub fn kind(&self) -> Option<Kind> {
        match self {
            Self::Original(_) => Some(Kind::Original),
            Self::MessageFile(_) => Some(Kind::MessageFile),
            Self::Pst(_) => Some(Kind::Pst),
            Self::Winmail(_) => Some(Kind::Winmail),
            Self::Tree(tree) => tree.kind(),
        }
    }

    /// Returns whether it is a single file, whose mail belongs into one folder.
    pub fn is_one_file(&self) -> bool {
        match self {
            Self::Original(_) | Self::MessageFile(_) | Self::Pst(_) => false,
            Self::Winmail(_) => true,
            Self::Tree(tree) => tree.is_one_file(),
        }
    }

    /// Returns whether there may be a folder written as `Projects/1995`; only an original file can
    /// tell before it is read.
    pub fn has_folder(&self, folder: &str) -> bool {
        match self {
            Self::Original(mail) => {
                mail.mailbox().folders().iter().any(|known| lies_in(&known.path, folder))
            }
            _ => true,
        }
    }

    /// Returns the people of its address books.
    pub fn people(&mut self) -> Result<Vec<Person>, Error> {
        match self {
            Self::Original(mail) => mail.people(),
            Self::MessageFile(file) => file.people(),
            _ => Ok(Vec::new()),
        }
    }

    /// Returns the groups of its address books.
    pub fn groups(&mut self) -> Result<Vec<Group>, Error> {
        match self {
            Self::Original(mail) => mail.groups(),
            Self::MessageFile(file) => file.groups(),
            _ => Ok(Vec::new()),
        }
    }

    /// Takes its people into a personal book, and its groups beside those that are there.
    pub fn bring_people(&mut self, session: &mut Session) -> Result<(), Error> {
        let (people, groups) = (self.people()?, self.groups()?);
        Ok(session.take_people_in(&people, &groups)?)
    }

    /// Returns what was found wrong so far beside what cannot be read.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Original(mail) => mail.mailbox().problems(),
            _ => &[],
        }
    }
}

impl Source for Opened {
    fn next(&mut self) -> Option<Found> {
        match self {
            Self::Original(mail) => mail.next(),
            Self::MessageFile(file) => file.next(),
            Self::Pst(pst) => pst.next(),
            Self::Winmail(winmail) => winmail.next(),
            Self::Tree(tree) => tree.next(),
        }
    }

    fn reached(&self) -> Reached {
        match self {
            Self::Original(mail) => mail.reached(),
            Self::MessageFile(file) => file.reached(),
            Self::Pst(pst) => pst.reached(),
            Self::Winmail(winmail) => winmail.reached(),
            Self::Tree(tree) => tree.reached(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::mime;

    #[test]
    fn files_of_outlook_are_known_by_their_beginning() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::new();
        let winmail = b"\x78\x9f\x3e\x22\0\0\x01\x04\x80\x01\0\x06\0\0\0Lunch\0\xfa\x01";
        let folders = include_bytes!("../../tests/format/pst/dist-list.pst");
        for (name, bytes, subject, one) in [
            ("letter.bin", &winmail[..], "Lunch", true),
            ("folders.bin", folders, "Test appointment", false),
        ] {
            let path = dir.path().join(name);
            disk.create_new(&path, bytes).unwrap();
            let mut source =
                Opened::open(&disk, &path, &Reading::default(), &mut |_, _| true).unwrap();
            assert_eq!(source.is_one_file(), one);
            let mut found = std::iter::from_fn(|| source.next());
            let item = found.find_map(|found| match found {
                Found::Item(item) => Some(item),
                _ => None,
            });
            let item = item.unwrap();
            assert_eq!(mime::parse(&item.bytes).subject, subject);
        }
    }

    #[test]
    fn only_an_original_file_can_be_searched() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::new();
        let open = |name: &str| {
            let reading = Reading { salvage: true, ..Reading::default() };
            Opened::open(&disk, &dir.path().join(name), &reading, &mut |_, _| true)
        };
        disk.create_new(&dir.path().join("one.eml"), b"Subject: x\n\n").unwrap();
        disk.create_new(&dir.path().join("torn"), b"\0\0\0").unwrap();
        for name in ["one.eml", ""] {
            let said = open(name).unwrap_err().summary();
            assert!(said.contains("no message file of Microsoft Mail"), "{said}");
            assert!(said.contains("without that"), "{said}");
        }
        // What begins like nothing may be an original file whose beginning is lost.
        let said = open("torn").unwrap_err();
        assert!(matches!(&said, Error::Form { .. }), "{said:?}");
        assert!(said.summary().contains("nothing of one was found"), "{}", said.summary());
    }
}
