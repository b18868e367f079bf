//! An original Microsoft Mail message file as a source of mail.

use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::Error;
use super::record::{Attached, Name, Origin, Record, sha256};
use super::source::{At, Found, Item, Marks, Place, Reached, Source, Unreadable};
use crate::legacy::{self, CodePage, Folder, Mailbox};
use crate::mail::{Group, Moment, Person};
use crate::words;

/// The messages of an original message file, folder by folder.
#[derive(Debug)]
pub struct OriginalMail {
    mailbox: Mailbox,
    zone: TimeZone,
    /// Whether the program's own folders have the names that ours have.
    ours: bool,
    /// Whether items bring their records.
    records: bool,
    at: (usize, usize),
    read: u64,
}

impl OriginalMail {
    /// Reads an open file; its dates are those of a zone.
    pub fn new(mailbox: Mailbox, zone: TimeZone) -> Self {
        Self { mailbox, zone, ours: false, records: false, at: (0, 0), read: 0 }
    }

    /// Gives the folders that every message file has the names of ours, whatever language named
    /// them: for mail that is taken over.
    #[must_use]
    pub fn into_our_folders(mut self) -> Self {
        self.ours = true;
        self
    }

    /// Gives items the records that the bytes do not say whole: for lines of JSON.
    #[must_use]
    pub fn with_records(mut self) -> Self {
        self.records = true;
        self
    }

    /// Returns the file, with all that was found wrong in it so far.
    pub fn mailbox(&self) -> &Mailbox {
        &self.mailbox
    }

    /// Returns the people of its address books.
    pub fn people(&mut self) -> Result<Vec<Person>, Error> {
        let books = self.mailbox.books()?;
        let entries = books.iter().flat_map(|book| &book.entries);
        let mut people: Vec<Person> = Vec::new();
        for entry in entries.filter(|entry| entry.members.is_none()) {
            let person = legacy::person(&entry.someone);
            if !person.addr_spec.is_empty() && !people.contains(&person) {
                people.push(person);
            }
        }
        Ok(people)
    }

    /// Returns the groups of its address books, with those of their members who have an address.
    pub fn groups(&mut self) -> Result<Vec<Group>, Error> {
        let books = self.mailbox.books()?;
        let entries = books.iter().flat_map(|book| &book.entries);
        let group = |entry: &legacy::Entry| {
            let members = entry.members.as_ref()?.iter().map(legacy::person);
            Group::new(&entry.someone.name, members)
        };
        Ok(entries.filter_map(group).collect())
    }

    fn item(&self, folder: Vec<String>, original: &legacy::Original) -> Item {
        let place = self.place(original.oid);
        let converted = original.convert(&self.zone);
        let record = self.records.then(|| Box::new(self.record(&folder, original)));
        Item {
            folder,
            place,
            bytes: converted.bytes,
            flags: Marks { unread: converted.unread, draft: converted.draft, ..Marks::default() },
            arrived: converted.arrived,
            flag: None,
            record,
        }
    }

    fn record(&self, folder: &[String], original: &legacy::Original) -> Record {
        let moment = |date| legacy::moment(date, &self.zone).map(Moment::rfc3339);
        Record {
            folder: folder.join("/"),
            class: original.class.clone(),
            message_id: original.message_id.clone().unwrap_or_default(),
            from: name(&original.from),
            to: original.to.iter().map(name).collect(),
            cc: original.cc.iter().map(name).collect(),
            bcc: original.bcc.iter().map(name).collect(),
            subject: original.subject.clone(),
            sent: original.sent.and_then(moment),
            received: original.received.and_then(moment),
            priority: original.priority.word(),
            read: original.read,
            body: original.body.clone(),
            attachments: original.attachments.iter().map(attached).collect(),
            source: Origin {
                file: self.file().display().to_string(),
                oid: Some(i64::from(original.oid)),
            },
        }
    }

    fn place(&self, oid: u32) -> Place {
        Place { file: self.file(), at: At::Object(i64::from(oid)) }
    }

    fn file(&self) -> PathBuf {
        self.mailbox.path().to_owned()
    }

    fn names(&self, folder: &Folder) -> Vec<String> {
        let ours = folder.kind.standard_name().filter(|_| self.ours);
        ours.map_or_else(|| folder.path.clone(), |name| vec![name.to_owned()])
    }
}

impl Source for OriginalMail {
    fn next(&mut self) -> Option<Found> {
        loop {
            let (at, next) = self.at;
            let folder = self.mailbox.folders().get(at)?;
            let names = self.names(folder);
            let Some(filed) = folder.messages.get(next).cloned() else {
                self.at = (at + 1, 0);
                if next == 0 {
                    return Some(Found::Folder(names));
                }
                continue;
            };
            self.at = (at, next + 1);
            self.read += 1;
            let why = match self.mailbox.message(&filed) {
                Ok(Some(original)) => {
                    return Some(Found::Item(Box::new(self.item(names, &original))));
                }
                Ok(None) => words::text("interchange-original-gone"),
                Err(error) => error.to_string(),
            };
            let place = self.place(filed.oid());
            return Some(Found::Unreadable(Unreadable { place, folder: names, why }));
        }
    }

    fn reached(&self) -> Reached {
        // Messages lie all over the file; their share of it is near enough.
        let size = self.mailbox.size();
        let all = self.mailbox.messages().max(1);
        let done = u128::from(size) * u128::from(self.read) / u128::from(all);
        Reached { done: u64::try_from(done).unwrap_or(size), total: size }
    }
}

/// Returns what people call a code page that an original file may have.
pub fn page_name(page: CodePage) -> String {
    words::text(match page.number() {
        1250 => "interchange-page-central-european",
        1251 => "interchange-page-cyrillic",
        1253 => "interchange-page-greek",
        1254 => "interchange-page-turkish",
        1255 => "interchange-page-hebrew",
        1256 => "interchange-page-arabic",
        1257 => "interchange-page-baltic",
        1258 => "interchange-page-vietnamese",
        874 => "interchange-page-thai",
        932 => "interchange-page-japanese",
        936 => "interchange-page-simplified-chinese",
        949 => "interchange-page-korean",
        950 => "interchange-page-traditional-chinese",
        _ => "interchange-page-western-european",
    })
}

fn name(someone: &legacy::Someone) -> Name {
    Name {
        name: someone.name.clone(),
        kind: someone.kind.clone(),
        address: someone.address.clone(),
    }
}

fn attached(attached: &legacy::Attached) -> Attached {
    Attached {
        name: attached.name.clone(),
        size: attached.bytes.len() as u64,
        sha256: sha256(&attached.bytes),
    }
}
