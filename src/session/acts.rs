//! What a person does with many messages and with folders, noted so that it can be taken back; and
//! what the lists need for it. Slices are the business of who calls.

use std::ops::Range;
use std::time::Duration;

use super::{Error, Session};
use crate::mail::{FolderId, FolderKind, MessageId, Order};
use crate::mmf::{Act, FolderAct, Record, Reverted};

/// What a folder takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Measured {
    /// Messages in it and in the folders inside.
    pub total: u64,
    /// Unread ones among them.
    pub unread: u64,
    /// Bytes of the messages in it.
    pub own: u64,
    /// Bytes of the messages in it and in the folders inside.
    pub all: u64,
    /// Folders inside.
    pub folders: u64,
}

impl Session {
    /// Begins to note an act.
    pub fn begin_act(&mut self, act: Act) -> Record {
        self.file.begin_act(act)
    }

    /// Does something with a slice of messages; returns how many it changed.
    pub fn act(&mut self, record: Record, act: Act, ids: &[MessageId]) -> Result<u64, Error> {
        Ok(self.file.act(record, act, ids)?)
    }

    /// Begins to take back what a record stands for; returns the record of doing so.
    pub fn begin_revert(&mut self, record: Record) -> Record {
        self.file.begin_revert(record)
    }

    /// Takes back a slice of what a record stands for.
    pub fn revert(
        &mut self,
        record: Record,
        into: Record,
        after: Option<MessageId>,
    ) -> Result<Reverted, Error> {
        Ok(self.file.revert(record, into, after)?)
    }

    /// Returns the newest message of a record that lies in a folder.
    pub fn newest_of(&self, record: Record, folder: FolderId) -> Result<Option<MessageId>, Error> {
        Ok(self.file.newest_of(record, folder)?)
    }

    /// Forgets records that nobody will take back any more.
    pub fn forget_records(&mut self, records: &[Record]) -> Result<(), Error> {
        Ok(self.file.forget_records(records)?)
    }

    /// Does something with a folder; returns it, and the record by which that can be taken back.
    pub fn act_on_folder(&mut self, act: &FolderAct) -> Result<(FolderId, Option<Record>), Error> {
        Ok(self.file.act_on_folder(act)?)
    }

    /// Removes messages for good.
    pub fn remove(&mut self, ids: &[MessageId]) -> Result<(), Error> {
        Ok(self.file.remove(ids)?)
    }

    /// Returns those of some messages that lie in Deleted Mail or in a folder inside.
    pub fn thrown_away(&self, ids: &[MessageId]) -> Result<Vec<MessageId>, Error> {
        Ok(self.file.thrown_away(ids)?)
    }

    /// Returns Deleted Mail.
    pub fn bin(&mut self) -> Result<FolderId, Error> {
        self.standard(FolderKind::DeletedMail)
    }

    /// Goes on gathering the conversations of a folder for a while, at first until a page of them is
    /// there; returns whether there is more to do.
    pub fn gather(
        &mut self,
        folder: FolderId,
        order: Order,
        slice: Duration,
    ) -> Result<bool, Error> {
        Ok(self.file.gather(folder, order, slice)?)
    }

    /// Returns how many rows the list of a folder has; at most, while it is being gathered.
    pub fn length(&mut self, folder: FolderId, order: Order) -> Result<u64, Error> {
        Ok(self.file.length(folder, order)?)
    }

    /// Names the messages of some rows of a folder's list.
    pub fn named(
        &mut self,
        folder: FolderId,
        order: Order,
        ranges: &[Range<usize>],
    ) -> Result<Vec<MessageId>, Error> {
        Ok(self.file.named(folder, order, ranges)?)
    }

    /// Opens or closes a conversation in the list of a folder.
    pub fn spread(&mut self, folder: FolderId, thread: i64, open: bool) {
        self.file.spread(folder, thread, open);
    }

    /// Finds the conversations of older messages, in a slice of time; returns whether there is more.
    pub fn gather_threads(&mut self, slice: std::time::Duration) -> Result<bool, Error> {
        Ok(self.file.gather_threads(slice)?)
    }

    /// Names the unread messages of a folder.
    pub fn unread(&self, folder: FolderId) -> Result<Vec<MessageId>, Error> {
        Ok(self.file.unread(folder)?)
    }

    /// Returns the newest unread message of a folder.
    pub fn next_unread(&self, folder: FolderId) -> Result<Option<MessageId>, Error> {
        Ok(self.file.next_unread(folder)?)
    }

    /// Returns the folders that a person chose as favourites.
    pub fn favourites(&self) -> Result<Vec<FolderId>, Error> {
        Ok(self.file.favourites()?)
    }

    /// Returns how many messages of a folder are to be followed up.
    pub fn flagged(&self, folder: FolderId) -> Result<u64, Error> {
        Ok(self.file.flagged(folder)?)
    }

    /// Measures what a folder takes up.
    pub fn measure_folder(&self, folder: FolderId) -> Result<Measured, Error> {
        let sizes = self.file.sizes(folder)?;
        let mut measured = Measured::default();
        for size in &sizes {
            measured.total += size.total;
            measured.unread += size.unread;
            measured.all += size.bytes;
            if size.folder == folder {
                measured.own = size.bytes;
            }
        }
        measured.folders = (sizes.len() as u64).saturating_sub(1);
        Ok(measured)
    }
}
