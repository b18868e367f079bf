//! Emptying Deleted Mail, at once or by age, and putting old mail into the archive.

use crate::mail::{Folder, FolderId, FolderKind, MessageId, Moment};

use super::{Error, FolderAct, Record, Session};

/// Messages that go in one slice.
const SLICE: u32 = 500;

/// A day in milliseconds.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The folder that holds the archive. People see it and may rename it; then a new one is made.
const ARCHIVE: &str = "Archive";

/// Returns the moment that lies so many days back.
pub fn days_ago(days: u32) -> Moment {
    Moment(Moment::now().0.saturating_sub(i64::from(days).saturating_mul(DAY)))
}

impl Session {
    /// Removes some of Deleted Mail for good, with the folders in it; with a time, only messages
    /// that came there before. Returns how many messages went, and whether there may be more.
    pub fn empty_deleted(&mut self, before: Option<Moment>) -> Result<(u64, bool), Error> {
        let ids = self.file.thrown(before, SLICE)?;
        let more = ids.len() >= SLICE as usize;
        if !ids.is_empty() {
            self.file.remove(&ids)?;
        }
        if before.is_none() && !more {
            self.file.remove_thrown_folders()?;
        }
        Ok((ids.len() as u64, more))
    }

    /// Lists the messages of a folder that were sent before a time.
    pub fn older(&self, folder: FolderId, before: Moment) -> Result<Vec<MessageId>, Error> {
        Ok(self.file.older(folder, before)?)
    }

    /// Returns the folders whose old mail can go into the archive.
    pub fn archivable(&self) -> Result<Vec<Folder>, Error> {
        let folders = self.folders()?;
        let left_out = |f: &&Folder| is_archive(f) || f.kind == FolderKind::DeletedMail;
        let mut inside: Vec<FolderId> = folders.iter().filter(left_out).map(|f| f.id).collect();
        // Parents come before children.
        for folder in &folders {
            if folder.parent.is_some_and(|parent| inside.contains(&parent)) {
                inside.push(folder.id);
            }
        }
        let kinds = [FolderKind::Inbox, FolderKind::SentMail, FolderKind::Private];
        let may = |f: &Folder| kinds.contains(&f.kind) && !inside.contains(&f.id);
        Ok(folders.iter().filter(|f| may(f)).cloned().collect())
    }

    /// Returns the folder of the archive that belongs to a folder: below "Archive", along the same
    /// path. It is made when it is not there; `made` hears of each folder that was, outermost first.
    pub fn archive_of(
        &mut self,
        folder: FolderId,
        made: &mut dyn FnMut(&str, Record),
    ) -> Result<FolderId, Error> {
        let folders = self.folders()?;
        let mut path = Vec::new();
        let mut at = folders.iter().find(|f| f.id == folder);
        while let Some(here) = at.filter(|_| path.len() < folders.len()) {
            path.push(here.name.clone());
            at = here.parent.and_then(|parent| folders.iter().find(|f| f.id == parent));
        }
        path.push(ARCHIVE.to_owned());
        let mut parent = None;
        let mut whole = String::new();
        for name in path.iter().rev() {
            if !whole.is_empty() {
                whole.push('/');
            }
            whole.push_str(name);
            parent = Some(match self.folder_named(&whole)? {
                Some(folder) => folder.id,
                None => {
                    let act = FolderAct::Make { parent, name: name.clone() };
                    let (id, record) = self.act_on_folder(&act)?;
                    if let Some(record) = record {
                        made(name, record);
                    }
                    id
                }
            });
        }
        parent.map_or_else(|| self.standard(FolderKind::Inbox), Ok)
    }
}

fn is_archive(folder: &Folder) -> bool {
    folder.parent.is_none()
        && folder.kind == FolderKind::Private
        && folder.name.eq_ignore_ascii_case(ARCHIVE)
}
