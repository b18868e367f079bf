//! Taking the mail of another message file over, in slices, as often as one likes: what is there
//! already is passed over.

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::error::{Cause, Inner};
use super::letters::{self, Letter};
use super::messages::{self, Flags, Sha};
use super::other::people_of;
use super::reach::{Reading, full_path, reading};
use super::{Error, MessageFile, folders};
use crate::mail::{Folder, FolderId, FolderKind, MessageId, Moment};

/// Messages in one commit.
const MESSAGES: usize = 100;

/// Bytes in one commit, about.
const BYTES: usize = 8 << 20;

/// How long one commit may take, about.
const SLICE: Duration = Duration::from_millis(40);

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Messages looked at.
    pub done: u64,
    /// Messages in all.
    pub total: u64,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Messages taken over.
    pub imported: u64,
    /// Messages that were there already.
    pub skipped: u64,
    /// Messages that are damaged in the other file, and stay there.
    pub damaged: u64,
}

impl Imported {
    fn all(self) -> u64 {
        self.imported + self.skipped + self.damaged
    }
}

/// A message of the other file.
#[derive(Clone)]
struct Theirs {
    id: MessageId,
    sha1: Sha,
    flags: Flags,
    arrived: Moment,
}

/// What is the same for a whole import.
struct Source<'a> {
    file: &'a Reading,
    path: &'a Path,
    letters: HashMap<MessageId, Vec<(Letter, Vec<u8>)>>,
    total: u64,
}

impl MessageFile {
    /// Takes the mail of another message file over, with its personal book and groups: folders by
    /// their paths, those of the program by their kind. What lies in its Outbox becomes drafts: only
    /// its own file may send it.
    ///
    /// `progress` is asked between slices; `false` cancels, and what was taken over until then
    /// stays. The other file is not changed.
    pub fn import(
        &mut self,
        other: &Path,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Imported, Error> {
        let path = full_path(&self.disk, other)?;
        let file = reading(&self.disk, &path)?;
        self.lists.forget();
        let theirs = file.look(&path, "listing folders", folders::all)?;
        let mut letters: HashMap<MessageId, Vec<(Letter, Vec<u8>)>> = HashMap::new();
        let mut without_message = Vec::new();
        for (letter, message, digest) in file.look(&path, "listing letters", letters::all)? {
            match message {
                Some(id) => letters.entry(id).or_default().push((letter, digest)),
                None => without_message.push((letter, digest)),
            }
        }
        let total = theirs.iter().map(|f| f.total).sum();
        let mut source = Source { file: &file, path: &path, letters, total };
        let mut counted = Imported::default();
        let mut ours = HashMap::new();
        for folder in &theirs {
            let to = self.folder_for(folder, &ours)?;
            let _ = ours.insert(folder.id, to);
            self.import_folder(&mut source, folder.id, to, &mut counted, progress)?;
        }
        let (people, circles) = people_of(&file, &path)?;
        self.take_people_in(&people, &circles)?;
        // Letters whose messages were deleted for good stay known too.
        without_message.extend(source.letters.into_values().flatten());
        for slice in without_message.chunks(MESSAGES * 10) {
            self.change("remembering letters", |c| {
                for (letter, digest) in slice {
                    letters::remember(c, *letter, None, digest)?;
                }
                Ok(())
            })?;
        }
        Ok(counted)
    }

    fn folder_for(
        &mut self,
        theirs: &Folder,
        ours: &HashMap<FolderId, FolderId>,
    ) -> Result<FolderId, Error> {
        match theirs.kind {
            FolderKind::Private => {}
            FolderKind::Outbox => return self.standard(FolderKind::Drafts),
            kind => return self.standard(kind),
        }
        let parent = theirs.parent.and_then(|p| ours.get(&p).copied());
        let name = folders::nearest_name(&theirs.name);
        let doing = "looking for a folder";
        if let Some(id) = self.look(doing, |c| folders::child(c, parent, &name))? {
            return Ok(id);
        }
        self.create_folder(parent, &name)
    }

    fn import_folder(
        &mut self,
        source: &mut Source<'_>,
        from: FolderId,
        to: FolderId,
        counted: &mut Imported,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<(), Error> {
        let doing = "importing";
        let list = source.file.look(source.path, doing, |c| messages_of(c, from))?;
        let mut known = self.look(doing, |c| messages::digests_of(c, to))?;
        let drafts = self.standard(FolderKind::Drafts)? == to;
        let mut rest = list.as_slice();
        while !rest.is_empty() {
            if !progress(Progress { done: counted.all(), total: source.total }) {
                return Err(Error::Cancelled { path: self.path.clone() });
            }
            let (before, file, path) = (*counted, source.file, source.path);
            let done = self.change(doing, |c| {
                let begun = Instant::now();
                let (mut done, mut size) = (0, 0);
                let mut placed = Vec::new();
                for theirs in rest.iter().take(MESSAGES) {
                    done += 1;
                    let bytes = match messages::bytes(&file.connection, theirs.id) {
                        Ok(bytes) => bytes,
                        Err(Cause::Damaged(what)) => {
                            tracing::warn!(path = %path.display(), what, "not imported");
                            counted.damaged += 1;
                            continue;
                        }
                        Err(cause) => return Err(cause),
                    };
                    size += bytes.len();
                    let id = if let Some(id) = messages::there(c, &known, &theirs.sha1, &bytes) {
                        counted.skipped += 1;
                        id
                    } else {
                        counted.imported += 1;
                        let flags = Flags { draft: theirs.flags.draft || drafts, ..theirs.flags };
                        messages::insert(c, to, &bytes, flags, theirs.arrived)?
                    };
                    placed.push((theirs.id, theirs.sha1, id));
                    for (letter, digest) in source.letters.get(&theirs.id).into_iter().flatten() {
                        letters::remember(c, *letter, Some(id), digest)?;
                    }
                    if size >= BYTES || begun.elapsed() >= SLICE {
                        break;
                    }
                }
                Ok((done, placed))
            });
            let (done, placed) = match done {
                Ok(done) => done,
                Err(e) => {
                    *counted = before;
                    return Err(e);
                }
            };
            for (theirs, sha1, ours) in placed {
                let _ = known.insert(sha1, ours);
                let _ = source.letters.remove(&theirs);
            }
            rest = rest.get(done..).unwrap_or_default();
        }
        let _ = progress(Progress { done: counted.all(), total: source.total });
        Ok(())
    }
}

fn messages_of(c: &Connection, folder: FolderId) -> Inner<Vec<Theirs>> {
    let mut statement = c.prepare(
        "SELECT id, sha1, unread, answered, forwarded, draft, arrived FROM msg
         WHERE folder = ?1 ORDER BY id",
    )?;
    let rows = statement.query_map([folder.0], |row| {
        let flags = Flags {
            unread: row.get(2)?,
            answered: row.get(3)?,
            forwarded: row.get(4)?,
            draft: row.get(5)?,
        };
        Ok(Theirs {
            id: MessageId(row.get(0)?),
            sha1: row.get(1)?,
            flags,
            arrived: Moment(row.get(6)?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
