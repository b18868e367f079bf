//! The tree of folders, and which message lies where.
//!
//! The lists of the folders say it; what they do not name is put by the map where it belongs, and
//! what belongs nowhere into "Lost and Found".

use std::collections::{HashMap, HashSet};

use super::error::Problem;
use super::store::Store;
use crate::disk;
use crate::format::code_page::CodePage;
use crate::format::original::elements::Elements;
use crate::format::original::oid::Oid;
use crate::format::original::summary::{FolderLine, MessageLine};
use crate::mail::FolderKind;

/// A message in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    pub(super) oid: Oid,
    pub(super) line: Option<MessageLine>,
}

impl Filed {
    /// Returns the number of the message's object.
    pub fn oid(&self) -> u32 {
        self.oid.0
    }
}

/// A folder and its messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    pub(super) oid: Oid,
    /// Its name and those of the folders it lies in, from the top.
    pub path: Vec<String>,
    /// What it is for.
    pub kind: FolderKind,
    /// Its messages, in the order of its list.
    pub messages: Vec<Filed>,
    /// Unread messages in it.
    pub unread: u64,
}

impl Folder {
    fn new(oid: Oid, names: &[Vec<u8>], page: CodePage) -> Self {
        let name = |bytes: &Vec<u8>| match page.decode(bytes) {
            name if name.trim().is_empty() => "Unnamed Folder".to_owned(),
            name => name,
        };
        let path = names.iter().map(name).collect();
        Self { oid, path, kind: kind(oid), messages: Vec::new(), unread: 0 }
    }

    /// Makes the folder of messages that had been deleted.
    pub(super) fn found(messages: Vec<Filed>, page: CodePage) -> Self {
        Self { messages, ..Self::new(Oid(0), &[b"Recovered Deleted Mail".to_vec()], page) }
    }
}

fn kind(oid: Oid) -> FolderKind {
    match oid {
        Oid::INBOX => FolderKind::Inbox,
        Oid::OUTBOX => FolderKind::Outbox,
        Oid::SENT_MAIL => FolderKind::SentMail,
        Oid::DELETED_MAIL => FolderKind::DeletedMail,
        _ => FolderKind::Private,
    }
}

/// Reads the elements of an object that should be a list; what is wrong with it is told.
pub(super) fn elements<T>(
    store: &mut Store,
    oid: Oid,
    work: impl FnOnce(&Elements<'_>) -> T,
) -> Result<Option<T>, disk::Error> {
    let Some(data) = store.object(oid)? else { return Ok(None) };
    let (elements, damage) = Elements::read(&data);
    let done = work(&elements);
    if let Some(damage) = damage {
        let place = store.node(oid).map(|node| u64::from(node.place) + damage.offset);
        store.tell(Problem::of(oid, place, damage.what));
    }
    Ok(Some(done))
}

/// Reads all folders with their messages.
pub(super) fn read(store: &mut Store, page: CodePage) -> Result<Vec<Folder>, disk::Error> {
    let mut folders = tree(store, page)?;
    let mut reached = HashSet::new();
    for folder in &mut folders {
        fill(store, folder, &mut reached)?;
    }
    hidden(store, &mut reached)?;
    strays(store, &mut folders, &reached, page);
    for folder in &mut folders {
        let unread = |m: &&Filed| match &m.line {
            Some(line) => line.status.unread(),
            None => store.node(m.oid).is_some_and(|node| node.unread()),
        };
        folder.unread = folder.messages.iter().filter(unread).count() as u64;
    }
    Ok(folders)
}

fn tree(store: &mut Store, page: CodePage) -> Result<Vec<Folder>, disk::Error> {
    let lines = |list: &Elements<'_>| -> Vec<(Oid, FolderLine)> {
        list.iter().map(|(key, value)| (Oid(key), FolderLine::read(value))).collect()
    };
    let seen = match elements(store, Oid::FOLDERS, lines)? {
        Some(seen) => seen,
        None => {
            store.tell(Problem::of(Oid::FOLDERS, None, "there is no list of folders"));
            Vec::new()
        }
    };
    let unseen = elements(store, Oid::HIDDEN_FOLDERS, lines)?.unwrap_or_default();
    let mut folders: Vec<Folder> = Vec::new();
    let mut known = HashSet::new();
    let mut above: Vec<Vec<u8>> = Vec::new();
    for (oid, line) in seen {
        above.truncate(usize::from(line.level).saturating_sub(1));
        above.push(line.name);
        if !known.insert(oid) {
            store.tell(Problem::of(oid, None, "the folder is named twice"));
        } else if oid.kind() == Oid::FOLDER {
            folders.push(Folder::new(oid, &above, page));
        }
    }
    for (oid, line) in unseen {
        // A repair of old may have put one of the program's own folders there.
        if known.insert(oid) && kind(oid).is_system() {
            folders.push(Folder::new(oid, &[line.name], page));
        }
    }
    let mut orphans = 0;
    for oid in store.seen().to_vec() {
        let own = [Oid::SCRATCH, Oid::SHARED_COPIES].contains(&oid);
        if oid.kind() == Oid::FOLDER && !own && known.insert(oid) {
            let name = match kind(oid).standard_name() {
                Some(name) => name.to_owned(),
                None => {
                    orphans += 1;
                    format!("Orphan folder {orphans}")
                }
            };
            store.tell(Problem::of(oid, None, format!("no list names the folder: {name}")));
            folders.push(Folder::new(oid, &[name.into_bytes()], page));
        }
    }
    Ok(folders)
}

fn fill(
    store: &mut Store,
    folder: &mut Folder,
    reached: &mut HashSet<Oid>,
) -> Result<(), disk::Error> {
    let lines = |list: &Elements<'_>| -> Vec<(Oid, Option<MessageLine>)> {
        list.iter().map(|(key, value)| (Oid(key), MessageLine::read(value))).collect()
    };
    for (oid, line) in elements(store, folder.oid, lines)?.unwrap_or_default() {
        if oid == Oid::PRIVATE_MESSAGE {
            continue;
        }
        if !reached.insert(oid) {
            store.tell(Problem::of(oid, None, "the message is filed twice"));
        } else if line.is_none() && store.node(oid).is_none() {
            store.tell(Problem::of(oid, None, "neither the message nor its line is there"));
        } else {
            folder.messages.push(Filed { oid, line });
        }
    }
    Ok(())
}

/// Passes over what lies in the program's own hidden folders.
fn hidden(store: &mut Store, reached: &mut HashSet<Oid>) -> Result<(), disk::Error> {
    let keys = |list: &Elements<'_>| list.iter().map(|(key, _)| Oid(key)).collect::<Vec<_>>();
    for folder in [Oid::SCRATCH, Oid::SHARED_COPIES] {
        let there = elements(store, folder, keys)?.unwrap_or_default();
        let there = there.into_iter().filter(|oid| *oid != Oid::PRIVATE_MESSAGE);
        let count = there.filter(|oid| reached.insert(*oid)).count();
        if count > 0 {
            let what = format!("{count} messages in a hidden folder of the program are left out");
            store.tell(Problem::of(folder, None, what));
        }
    }
    let _ = reached.insert(Oid::PRIVATE_MESSAGE);
    Ok(())
}

/// Files the messages that no list names.
fn strays(store: &mut Store, folders: &mut Vec<Folder>, reached: &HashSet<Oid>, page: CodePage) {
    let places: HashMap<Oid, usize> =
        folders.iter().enumerate().map(|(at, folder)| (folder.oid, at)).collect();
    let mut lost = Folder::new(Oid(0), &[b"Lost and Found".to_vec()], page);
    let mut told = Vec::new();
    for &oid in store.seen() {
        if oid.kind() != Oid::MESSAGE || reached.contains(&oid) {
            continue;
        }
        let Some(node) = store.node(oid) else { continue };
        let place = (!matches!(node.kind(), crate::format::original::node::NodeKind::Alias { .. }))
            .then_some(u64::from(node.place));
        // The original threw away at its next start what nothing referred to any more.
        let thrown_away = node.references == 0 && node.hold == 0;
        let home = places.get(&node.parent).filter(|_| !thrown_away);
        let filed = Filed { oid, line: None };
        match home.and_then(|&at| folders.get_mut(at)) {
            Some(folder) => {
                told.push(Problem::of(oid, place, "no list names the message: put back"));
                folder.messages.push(filed);
            }
            None => {
                told.push(Problem::of(oid, place, "no folder has the message: lost and found"));
                lost.messages.push(filed);
            }
        }
    }
    told.into_iter().for_each(|problem| store.tell(problem));
    if store.salvaged() {
        // Only the map knew with which messages these came.
        let left = |oid: &&Oid| oid.kind() == Oid::ATTACHMENTS && **oid != Oid::NO_ATTACHMENTS;
        lost.messages
            .extend(store.seen().iter().filter(left).map(|&oid| Filed { oid, line: None }));
    }
    if !lost.messages.is_empty() {
        folders.push(lost);
    }
}
