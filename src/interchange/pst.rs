//! Personal folder files (PST) of Outlook, both kinds: folders, and messages as bytes.
//!
//! Pages, blocks and the cipher are read by a crate (`nodes`), what stands in them by
//! [`format::pst`](crate::format::pst); here they become folders and messages (`item`). The crate
//! takes a file for what it says it is, and may panic where it lies: such a panic costs the one
//! message, or the one folder; the file is then opened anew, because the crate was left in the
//! middle of something.
//!
//! At one time there is one message in memory, with all that is attached to it, and the list of one
//! folder's messages; the crate keeps the pages that lead to nodes.
//!
//! Hidden messages and search folders are left out. The password of such a file protects nothing and
//! is not asked for.
//!
//! Neighbours: [`mapi`](crate::format::mapi) writes the bytes, the same for the same message every
//! time.

mod item;
mod nodes;
mod seek;
mod source;

pub use source::PstSource;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use self::item::Items;
use self::nodes::{Failed, Nodes};
use crate::disk::{self, Disk};
use crate::format::code_page::CodePage;
use crate::format::mapi::{self, Props, Value, id};
use crate::format::pst::{self, Kind};
use crate::mail::Moment;

/// Folders inside folders.
const DEPTH: usize = 64;

/// Folders in one file.
const FOLDERS: usize = 100_000;

/// How often a file is opened anew after a panic; behind that it is not worth the time.
const AGAIN: u32 = 1_000;

/// Marks of a message ([MS-OXCMSG] 2.2.1.6).
const READ: i32 = 0x01;
const UNSENT: i32 = 0x08;

/// What was done last with a message ([MS-OXOMSG] 2.2.1.44): answered, to one or to all; forwarded.
const ANSWERED: [i32; 2] = [102, 103];
const FORWARDED: i32 = 104;

/// The mark of a message that is to be followed up ([MS-OXOFLAG] 2.2.1.1).
const FOLLOW_UP: i32 = 2;

/// A file that is open.
struct Pst {
    disk: Disk,
    path: PathBuf,
    page: CodePage,
    nodes: Nodes,
    again: u32,
}

impl std::fmt::Debug for Pst {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pst").field("path", &self.path).finish_non_exhaustive()
    }
}

/// A folder.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PstFolder {
    /// Its name, behind those of the folders that it lies in.
    names: Vec<String>,
    /// Whether mail lies here that was deleted.
    deleted: bool,
    /// Whether mail is kept here, and not dates or people.
    of_mail: bool,
    /// Its messages, by their numbers in the file.
    messages: Vec<u32>,
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PstMessage {
    /// Its bytes, as a mail program would have sent them.
    bytes: Vec<u8>,
    /// Whether it was read.
    read: bool,
    /// Whether it is a draft.
    draft: bool,
    /// Whether it was answered.
    answered: bool,
    /// Whether it was forwarded.
    forwarded: bool,
    /// Whether it is to be followed up.
    flagged: bool,
    /// When it came.
    received: Option<Moment>,
    /// What of it could not be read.
    missing: Vec<String>,
}

/// Why a file could not be opened.
#[derive(Debug)]
enum Refused {
    /// The disk does not give it.
    Disk(disk::Error),
    /// It is no such file, or its beginning is damaged.
    Form(String),
}

impl Pst {
    /// Opens a file for reading. Old texts are read in a character set where they name none.
    fn open(disk: &Disk, path: &Path, page: CodePage) -> Result<Self, Refused> {
        let nodes = open(disk, path)?;
        Ok(Self { disk: disk.clone(), path: path.to_owned(), page, nodes, again: 0 })
    }

    /// Reads something, and opens the file anew when the crate gave up in the middle.
    fn reading<T>(
        &mut self,
        read: impl FnOnce(&mut Items<'_>) -> Result<T, Failed>,
    ) -> Result<(T, Vec<String>), String> {
        self.nodes.begin();
        let mut items = Items { nodes: &self.nodes, page: self.page, missing: Vec::new() };
        match read(&mut items) {
            Ok(found) => Ok((found, items.missing)),
            Err(Failed::Said(why)) => Err(why),
            Err(Failed::Broke) => {
                if self.again < AGAIN
                    && let Ok(nodes) = open(&self.disk, &self.path)
                {
                    self.again += 1;
                    self.nodes = nodes;
                }
                Err("the file is damaged there".to_owned())
            }
        }
    }

    /// Returns how large the file is.
    fn len(&self) -> u64 {
        self.nodes.len()
    }

    /// Lists the folders, in the order of the file, and tells of those that could not be read.
    fn folders(&mut self) -> (Vec<PstFolder>, Vec<String>) {
        let (mut folders, mut problems) = (Vec::new(), Vec::new());
        let store = match self.reading(|items| items.of_node(pst::node::STORE)) {
            Ok((store, _)) => store,
            Err(why) => {
                problems.push(format!("what the file says of itself: {why}"));
                Props::default()
            }
        };
        let named = |id| match store.get(id) {
            Some(Value::Bytes(entry)) => pst::entry_node(entry),
            _ => None,
        };
        let deleted = named(pst::id::DELETED);
        let top = named(pst::id::TOP_FOLDER).unwrap_or(pst::node::ROOT);
        let mut seen = BTreeSet::new();
        let mut open = vec![Open { node: top, names: None, deleted: false }];
        while let Some(next) = open.pop() {
            if folders.len() >= FOLDERS || !seen.insert(next.node) {
                continue;
            }
            match self.reading(|items| folder(items, next.node)) {
                Err(problem) => {
                    let names = next.names.unwrap_or_default().join("/");
                    problems.push(format!("folder {:#x} in \"{names}\": {problem}", next.node));
                }
                Ok((found, missing)) => {
                    problems.extend(
                        missing.iter().map(|what| format!("folder {:#x}: {what}", next.node)),
                    );
                    // The top folder is no folder to people; what lies in it has its name.
                    let names: Vec<String> =
                        next.names.iter().flatten().cloned().chain([found.name]).collect();
                    let inside = if next.names.is_some() { names.clone() } else { Vec::new() };
                    let deleted_too = next.deleted || Some(next.node) == deleted;
                    if inside.len() < DEPTH {
                        open.extend(found.folders.into_iter().rev().map(|node| Open {
                            node,
                            names: Some(inside.clone()),
                            deleted: deleted_too,
                        }));
                    }
                    if next.names.is_some() || !found.messages.is_empty() {
                        folders.push(PstFolder {
                            names,
                            deleted: deleted_too,
                            of_mail: found.of_mail,
                            messages: found.messages,
                        });
                    }
                }
            }
        }
        (folders, problems)
    }

    /// Reads a message.
    fn message(&mut self, node: u32) -> Result<PstMessage, String> {
        let (item, missing) = self.reading(|items| items.message(node))?;
        let flags = item.props.int(id::MESSAGE_FLAGS).unwrap_or(READ);
        let verb = item.props.int(id::LAST_VERB);
        Ok(PstMessage {
            bytes: mapi::bytes(&item),
            read: flags & READ != 0,
            draft: flags & UNSENT != 0,
            answered: verb.is_some_and(|verb| ANSWERED.contains(&verb)),
            forwarded: verb == Some(FORWARDED),
            flagged: item.props.int(id::FLAG_STATUS) == Some(FOLLOW_UP),
            received: item.props.time(id::MESSAGE_DELIVERY_TIME),
            missing,
        })
    }
}

/// A folder that is still to be looked into.
struct Open {
    node: u32,
    /// Where it lies; `None` for the top folder.
    names: Option<Vec<String>>,
    deleted: bool,
}

/// A folder as the file has it.
struct Found {
    name: String,
    of_mail: bool,
    folders: Vec<u32>,
    messages: Vec<u32>,
}

fn open(disk: &Disk, path: &Path) -> Result<Nodes, Refused> {
    let reader = || disk.open(path).map_err(Refused::Disk);
    nodes::open(reader()?, reader()?).map_err(Refused::Form)
}

/// Reads a folder; a list that cannot be read is empty, and told.
fn folder(items: &mut Items<'_>, node: u32) -> Result<Found, Failed> {
    let props = items.of_node(node)?;
    let name = props.text(id::DISPLAY_NAME).trim();
    let name = if name.is_empty() { format!("{node:#x}") } else { name.to_owned() };
    let class = props.text(pst::id::CONTAINER_CLASS);
    let of_mail = class.is_empty() || class.to_ascii_lowercase().starts_with("ipf.note");
    let mut list = |table: u32, kind: Kind, what: &str| match items.numbers(table) {
        Ok(numbers) => Ok(numbers.into_iter().filter(|one| pst::kind(*one) == kind).collect()),
        Err(Failed::Said(why)) => {
            items.missing.push(format!("{what}: {why}"));
            Ok(Vec::new())
        }
        Err(broke) => Err(broke),
    };
    Ok(Found {
        folders: list(pst::folders_of(node), Kind::Folder, "the folders in it")?,
        messages: list(pst::messages_of(node), Kind::Message, "its messages")?,
        of_mail,
        name,
    })
}

#[cfg(test)]
mod tests;
