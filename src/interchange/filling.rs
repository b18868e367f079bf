//! A message file that is filled from a source, slice by slice: that of the session when mail is
//! carried in, a new one when it is carried out. What a folder has already is passed over.

use std::collections::HashMap;
use std::time::Duration;

use super::Error;
use super::manifest::{Manifest, Outcome, Row};
use super::room::Room;
use super::source::{Found, Item, Source, Unreadable};
use crate::format::mime;
use crate::mail::{Flag, FolderId, FolderKind, Moment};
use crate::session::{self, Arrival, KnownMail, NewFile, Put, Session};
use crate::words;

/// The flag of other programs, which say no day.
const RAISED: Flag = Flag::Raised { due: None };

/// Where mail goes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Target {
    /// The names of a folder; none for the top.
    pub folder: Vec<String>,
    /// All of it goes into that folder; else the folders of the source are made inside.
    pub flat: bool,
}

/// A message file that takes mail in.
pub(super) trait Takes {
    fn put_in(
        &mut self,
        known: &mut KnownMail,
        next: &mut dyn FnMut() -> Option<Arrival>,
        slice: Duration,
    ) -> Result<Vec<Put>, session::Error>;

    fn folder_for_path(&mut self, path: &[String]) -> Result<Option<FolderId>, session::Error>;
}

impl Takes for Session {
    fn put_in(
        &mut self,
        known: &mut KnownMail,
        next: &mut dyn FnMut() -> Option<Arrival>,
        slice: Duration,
    ) -> Result<Vec<Put>, session::Error> {
        Self::put_in(self, known, next, slice)
    }

    fn folder_for_path(&mut self, path: &[String]) -> Result<Option<FolderId>, session::Error> {
        Self::folder_for_path(self, path)
    }
}

impl Takes for NewFile {
    fn put_in(
        &mut self,
        known: &mut KnownMail,
        next: &mut dyn FnMut() -> Option<Arrival>,
        slice: Duration,
    ) -> Result<Vec<Put>, session::Error> {
        Self::put_in(self, known, next, slice)
    }

    fn folder_for_path(&mut self, path: &[String]) -> Result<Option<FolderId>, session::Error> {
        Self::folder_for_path(self, path)
    }
}

/// How a manifest tells of what was put in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling {
    /// What became of a message.
    pub(super) outcome: Outcome,
    /// The name of the new file that they are put into; none tells of the folder in the session's.
    pub(super) file: Option<&'static str>,
}

/// What is known of a message file while it is filled.
#[derive(Debug)]
pub(super) struct Filling {
    target: Target,
    known: KnownMail,
    folders: HashMap<Vec<String>, FolderId>,
    drafts: FolderId,
    /// What was read and waits for its folder: a message, or the folder alone.
    waiting: Option<Found>,
    telling: Telling,
    room: Room,
}

/// What a slice came upon, in its order.
enum Noted {
    Message(Row),
    Unreadable(Unreadable),
}

impl Filling {
    /// Begins to fill a file, whose folder of drafts is named.
    pub(super) fn new(target: Target, drafts: FolderId, telling: Telling, room: Room) -> Self {
        Self {
            target,
            known: match telling.file {
                // A new file has as many as the source, be they the same.
                Some(_) => KnownMail::nothing(),
                None => KnownMail::default(),
            },
            folders: HashMap::new(),
            drafts,
            waiting: None,
            telling,
            room,
        }
    }

    /// Changes where the mail of the next source goes.
    pub(super) fn aim(&mut self, target: Target) {
        self.target = target;
        self.folders.clear();
    }

    /// Takes mail in for a slice of time; returns whether the source is at its end. Where the disk
    /// has no room, what came before stays and is told of, and the same call goes on later.
    pub(super) fn go_on(
        &mut self,
        file: &mut dyn Takes,
        source: &mut dyn Source,
        slice: Duration,
        manifest: &mut Manifest,
    ) -> Result<bool, Error> {
        let path = match &self.waiting {
            Some(Found::Item(item)) => Some(self.path_of(item)),
            Some(Found::Folder(folder)) => self.path_of_folder(folder),
            _ => None,
        };
        if let Some(path) = path
            && let Some(folder) = file.folder_for_path(&path)?
        {
            let _ = self.folders.insert(path, folder);
        }
        let mut noted = Vec::new();
        let mut at_end = false;
        let mut full = None;
        let mut room = self.room.clone();
        let mut waiting = self.waiting.take();
        let mut known = std::mem::take(&mut self.known);
        let mut next = || loop {
            match waiting.take().or_else(|| source.next()) {
                None => {
                    at_end = true;
                    return None;
                }
                Some(Found::Unreadable(problem)) => noted.push(Noted::Unreadable(problem)),
                Some(Found::Folder(folder)) => {
                    let path = self.path_of_folder(&folder);
                    if path.is_some_and(|path| !self.folders.contains_key(&path)) {
                        waiting = Some(Found::Folder(folder));
                        return None;
                    }
                }
                Some(Found::Item(item)) => {
                    let path = self.path_of(&item);
                    let Some(folder) = self.folders.get(&path).copied() else {
                        waiting = Some(Found::Item(item));
                        return None;
                    };
                    if let Err(error) = room.take(item.bytes.len()) {
                        full = Some(error);
                        waiting = Some(Found::Item(item));
                        return None;
                    }
                    let (row, arrival) = self.arrival(*item, folder, &path);
                    noted.push(Noted::Message(row));
                    return Some(arrival);
                }
            }
        };
        let put = file.put_in(&mut known, &mut next, slice);
        self.known = known;
        self.waiting = waiting;
        self.room = room;
        let mut put = put?.into_iter();
        for noted in noted {
            match noted {
                Noted::Unreadable(problem) => manifest.add_unreadable(problem),
                Noted::Message(mut row) => {
                    row.result = match put.next() {
                        Some(Put::There(_)) => Outcome::Duplicate,
                        _ => self.telling.outcome,
                    };
                    manifest.add(&row);
                }
            }
        }
        full.map_or(Ok(at_end), Err)
    }

    fn arrival(&self, item: Item, folder: FolderId, path: &[String]) -> (Row, Arrival) {
        let head = mime::head_alone(&item.bytes);
        let target = self.telling.file.map_or_else(|| path.join("/"), str::to_owned);
        let row = Row::of(&item, &head, self.telling.outcome, target);
        let flags = item.flags;
        let arrival = Arrival {
            folder,
            arrived: item.arrived.or(head.date).unwrap_or_else(Moment::now),
            bytes: item.bytes,
            unread: flags.unread,
            answered: flags.answered,
            forwarded: flags.forwarded,
            draft: flags.draft || folder == self.drafts,
            flag: item.flag.unwrap_or(if flags.flagged { RAISED } else { Flag::None }),
        };
        (row, arrival)
    }

    /// Returns the names of the folder that a message goes into.
    fn path_of(&self, item: &Item) -> Vec<String> {
        let mut path = self.target.folder.clone();
        if !self.target.flat {
            path.extend(item.folder.iter().cloned());
        }
        if item.flags.deleted && self.target.folder.is_empty() {
            path = FolderKind::DeletedMail.standard_name().map(str::to_owned).into_iter().collect();
        }
        if path.is_empty() {
            path.push(words::text("interchange-imported-folder"));
        }
        path
    }

    /// Returns the names of the folder that is made for one in which nothing lies; none when none is.
    fn path_of_folder(&self, folder: &[String]) -> Option<Vec<String>> {
        let inner = folder.iter().filter(|_| !self.target.flat).cloned();
        let path: Vec<String> = self.target.folder.iter().cloned().chain(inner).collect();
        (!path.is_empty()).then_some(path)
    }
}
