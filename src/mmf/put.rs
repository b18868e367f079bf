//! Putting in mail that was somewhere else before: in slices, each one commit, as often as one likes,
//! for what a folder has already is passed over.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};

use super::acts::flag_columns;
use super::error::Inner;
use super::messages::{self, Flags, Sha};
use super::{Error, MessageFile, folders};
use crate::mail::{Flag, FolderId, FolderKind, MessageId, Moment};

/// Bytes in one commit, about.
const BYTES: usize = 16 << 20;

/// A message that comes from somewhere else.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// The folder that it goes into.
    pub folder: FolderId,
    /// Its bytes, as they came.
    pub bytes: Vec<u8>,
    /// When it arrived first.
    pub arrived: Moment,
    /// Whether nobody opened it yet.
    pub unread: bool,
    /// Whether it was answered.
    pub answered: bool,
    /// Whether it was forwarded.
    pub forwarded: bool,
    /// Whether it is being written and not yet sent.
    pub draft: bool,
    /// Whether it is to be followed up, and by when.
    pub flag: Flag,
}

/// What became of an [`Arrival`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is in its folder now.
    Added(MessageId),
    /// It was in its folder already.
    There(MessageId),
}

/// What folders hold, as far as messages were put into them.
#[derive(Debug, Default)]
pub struct Known {
    folders: HashMap<FolderId, HashMap<Sha, MessageId>>,
    /// Whether what is there already is put in once more.
    twice: bool,
}

impl Known {
    /// Passes over nothing: for a file that is filled from its beginning, which shall hold as many
    /// as there are.
    pub fn nothing() -> Self {
        Self { twice: true, ..Self::default() }
    }
}

impl MessageFile {
    /// Puts in what `next` gives until it gives nothing or the slice of time is over; returns what
    /// became of each. When it fails, nothing of the slice is put in.
    pub fn put_in(
        &mut self,
        known: &mut Known,
        next: &mut dyn FnMut() -> Option<Arrival>,
        slice: Duration,
    ) -> Result<Vec<Put>, Error> {
        let begun = Instant::now();
        let mut done = Vec::new();
        let put = self.change("putting messages in", |c| {
            let mut size = 0;
            while let Some(arrival) = next() {
                size += arrival.bytes.len();
                done.push(put(c, known, &arrival)?);
                if size >= BYTES || begun.elapsed() >= slice {
                    break;
                }
            }
            Ok(())
        });
        if let Err(error) = put {
            // What was known of the slice is not so.
            known.folders.clear();
            return Err(error);
        }
        if done.iter().any(|put| matches!(put, Put::Added(_))) {
            self.lists.forget();
        }
        Ok(done)
    }

    /// Returns the folder of a path, making what is not there; the first name may stand for a folder
    /// of the program. Names become the nearest that a folder can have.
    pub fn folder_for_path(&mut self, path: &[String]) -> Result<Option<FolderId>, Error> {
        let mut parent = None;
        for name in path {
            let name = folders::nearest_name(name);
            let found = self.look("looking for a folder", |c| folders::child(c, parent, &name))?;
            parent = Some(match found {
                Some(id) => id,
                None => match kind_named(&name).filter(|_| parent.is_none()) {
                    Some(kind) => self.standard(kind)?,
                    None => self.create_folder(parent, &name)?,
                },
            });
        }
        let Some(id) = parent else { return Ok(None) };
        // Only what this program wrote may be sent from the Outbox.
        if self.folder(id)?.kind == FolderKind::Outbox {
            return self.standard(FolderKind::Drafts).map(Some);
        }
        Ok(Some(id))
    }
}

fn put(c: &Connection, known: &mut Known, arrival: &Arrival) -> Inner<Put> {
    let folder = arrival.folder;
    let digests = match known.folders.entry(folder) {
        std::collections::hash_map::Entry::Occupied(there) => there.into_mut(),
        std::collections::hash_map::Entry::Vacant(new) => {
            let _ = folders::one(c, folder)?;
            new.insert(messages::digests_of(c, folder)?)
        }
    };
    let sha1 = messages::sha1(&arrival.bytes);
    if !known.twice
        && let Some(id) = messages::there(c, digests, &sha1, &arrival.bytes)
    {
        return Ok(Put::There(id));
    }
    let flags = Flags {
        unread: arrival.unread,
        answered: arrival.answered,
        forwarded: arrival.forwarded,
        draft: arrival.draft,
    };
    let id = messages::insert(c, folder, &arrival.bytes, flags, arrival.arrived)?;
    if arrival.flag != Flag::None {
        let (flag, due) = flag_columns(arrival.flag);
        let _ = c.execute(
            "UPDATE msg SET flag = ?2, due = ?3 WHERE id = ?1",
            params![id.0, flag, due],
        )?;
    }
    let _ = digests.insert(sha1, id);
    Ok(Put::Added(id))
}

/// Returns which folder of the program other programs' names stand for.
fn kind_named(name: &str) -> Option<FolderKind> {
    let name = folders::folded(name);
    let is = |kind: &FolderKind| kind.standard_name().is_some_and(|s| folders::folded(s) == name);
    let of_others: [(FolderKind, &[&str]); 4] = [
        (FolderKind::SentMail, &["sent", "sent items", "sent messages", "sent-mail"]),
        (FolderKind::Drafts, &["draft"]),
        (FolderKind::Outbox, &["unsent messages"]),
        (FolderKind::DeletedMail, &["deleted items", "deleted messages", "trash", "wastebasket"]),
    ];
    FolderKind::ALL.into_iter().find(is).or_else(|| {
        let known = of_others.into_iter().find(|(_, names)| names.contains(&name.as_str()));
        known.map(|(kind, _)| kind)
    })
}
