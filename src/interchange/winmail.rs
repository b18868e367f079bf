//! A lone `winmail.dat` as a source of mail: one message, of all that is in it.

use std::path::{Path, PathBuf};
use std::vec::IntoIter;

use super::source::{At, Found, Item, Marks, Place, Reached, Source, Unreadable};
use super::{Error, Kind};
use crate::disk::Disk;
use crate::format::mapi::{self, id};
use crate::format::tnef;
use crate::words;

/// Marks of a message ([MS-OXCMSG] 2.2.1.6).
const UNSENT: i32 = 0x08;

/// Bytes that a file may have; they come by mail.
const MOST: u64 = 1 << 31;

/// A `winmail.dat`.
#[derive(Debug)]
pub struct WinmailSource {
    found: IntoIter<Found>,
    total: u64,
}

impl WinmailSource {
    /// Reads a file.
    pub fn open(disk: &Disk, path: &Path) -> Result<Self, Error> {
        let failed = |source| Error::Source { path: path.to_owned(), source };
        let bytes = disk.read(path, MOST).map_err(failed)?;
        let Some(read) = tnef::read(&bytes) else {
            let form = Kind::Winmail.name();
            return Err(Error::Form { path: path.to_owned(), form, what: String::new() });
        };
        let props = &read.item.props;
        let place = |at| Place { file: PathBuf::from(path), at };
        let mut found = vec![Found::Item(Box::new(Item {
            place: place(At::Whole),
            bytes: mapi::bytes(&read.item),
            flags: Marks {
                draft: props.int(id::MESSAGE_FLAGS).is_some_and(|flags| flags & UNSENT != 0),
                ..Marks::default()
            },
            arrived: props.time(id::MESSAGE_DELIVERY_TIME),
            ..Item::default()
        }))];
        found.extend(read.damage.iter().map(|damage| {
            Found::Unreadable(Unreadable {
                place: place(At::Byte(damage.offset)),
                folder: Vec::new(),
                why: words::with("interchange-message-partly", &[("what", &damage.what)]),
            })
        }));
        Ok(Self { found: found.into_iter(), total: bytes.len() as u64 })
    }

    /// Has it lie in a folder.
    pub(super) fn inside(self, folder: Vec<String>) -> Self {
        let placed = self.found.map(|mut found| {
            match &mut found {
                Found::Item(item) => item.folder.clone_from(&folder),
                Found::Unreadable(problem) => problem.folder.clone_from(&folder),
                Found::Folder(_) => {}
            }
            found
        });
        Self { found: placed.collect::<Vec<_>>().into_iter(), total: self.total }
    }
}

impl Source for WinmailSource {
    fn next(&mut self) -> Option<Found> {
        self.found.next()
    }

    fn reached(&self) -> Reached {
        let done = if self.found.len() == 0 { self.total } else { 0 };
        Reached { done, total: self.total }
    }
}

#[cfg(test)]
mod tests;
