//! One mailbag: the KEY and MBG files of a user, under that mailbag's lock (KB Q77926).
//!
//! Deletion lives in the KEY bitmap, never in the record. A header is written into a free slot
//! first and counts only when its bit is set, so that a torn header harms nobody.

use std::path::Path;

use crate::disk::Lock;
use crate::format::key::{Key, SLOTS};
use crate::format::mailbag::Header;
use crate::format::{Damage, Record};
use crate::mail::UserId;

use super::{Error, Postoffice};

/// What a live slot of a mailbag holds.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// The slot.
    pub slot: usize,
    /// The header, or what is wrong with it.
    pub header: Result<Header, Damage>,
}

/// A mailbag, held under its lock.
#[derive(Debug)]
pub struct Mailbag<'a> {
    office: &'a Postoffice,
    user: UserId,
    lock: Lock,
    key: Key,
}

impl Postoffice {
    /// Takes a mailbag in the name of `who`.
    pub fn mailbag(&self, user: UserId, who: &str) -> Result<Mailbag<'_>, Error> {
        let lock = self.lock_mailbag(user, who)?;
        let key = self.peek(user)?;
        Ok(Mailbag { office: self, user, lock, key })
    }

    /// Reads a mailbag's KEY without a lock: how new mail is noticed (KB Q92439).
    pub fn peek(&self, user: UserId) -> Result<Key, Error> {
        let path = self.layout.key(user);
        match self.disk.read(&path, Key::SIZE as u64 + 1) {
            Ok(bytes) => Key::decode(&bytes).map_err(|d| Error::damaged(&path, d)),
            Err(e) if e.not_found() => Err(Error::MailbagMissing { path }),
            Err(e) => Err(e.into()),
        }
    }

    /// Removes the mailbag of somebody who is gone, under its lock.
    pub fn remove_mailbag(&self, user: UserId, who: &str) -> Result<(), Error> {
        let lock = self.lock_mailbag(user, who)?;
        lock.confirm()?;
        let _ = self.disk.remove(&self.layout.mailbag(user))?;
        let _ = self.disk.remove(&self.layout.key(user))?;
        Ok(())
    }
}

impl Mailbag<'_> {
    /// Returns whose mailbag it is.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Returns what waits, oldest slot first; one bad header does not hide the others.
    pub fn waiting(&self) -> Result<Vec<Waiting>, Error> {
        let slots: Vec<usize> = self.key.live().collect();
        if slots.is_empty() {
            return Ok(Vec::new());
        }
        let bytes = self.read_mbg()?;
        Ok(slots
            .into_iter()
            .map(|slot| Waiting { slot, header: header_at(&bytes, slot) })
            .collect())
    }

    /// Puts a header into a free slot, unless one for this letter is there.
    pub fn put(&mut self, header: &Header) -> Result<(), Error> {
        let path = self.office.layout.mailbag(self.user);
        if self.office.disk.size(&path)?.is_none() {
            return Err(Error::MailbagMissing { path });
        }
        let there = self
            .waiting()?
            .iter()
            .any(|w| w.header.as_ref().is_ok_and(|h| h.letter == header.letter));
        if there {
            return Ok(());
        }
        let slot = self
            .key
            .free_slot()
            .ok_or_else(|| Error::MailbagFull { path: self.office.layout.key(self.user) })?;
        let offset = (slot * Header::SIZE) as u64;
        self.lock.confirm()?;
        self.office.disk.write_at(&path, offset, &header.encode())?;
        let mut key = self.key.clone();
        key.set(slot, true);
        self.write_key(key)
    }

    /// Clears slots whose letters are in the message file, and notes that what came was looked at.
    pub fn clear(&mut self, slots: &[usize]) -> Result<(), Error> {
        if slots.is_empty() && self.key.new == 0 {
            return Ok(());
        }
        let mut key = self.key.clone();
        for slot in slots {
            key.set(*slot, false);
        }
        key.new = 0;
        key.recount();
        self.write_key(key)
    }

    /// Counts the waiting letters anew.
    pub(super) fn recount(&mut self) -> Result<(), Error> {
        let mut key = self.key.clone();
        key.recount();
        self.write_key(key)
    }

    /// Checks that the mailbag is still held; to be called before a commit elsewhere that counts
    /// on it.
    pub fn confirm(&self) -> Result<(), Error> {
        Ok(self.lock.confirm()?)
    }

    fn write_key(&mut self, key: Key) -> Result<(), Error> {
        self.lock.confirm()?;
        self.office.disk.replace(&self.office.layout.key(self.user), &key.encode())?;
        self.key = key;
        Ok(())
    }

    fn read_mbg(&self) -> Result<Vec<u8>, Error> {
        read_mbg(self.office, &self.office.layout.mailbag(self.user))
    }
}

pub(super) fn read_mbg(office: &Postoffice, path: &Path) -> Result<Vec<u8>, Error> {
    match office.disk.read(path, (SLOTS * Header::SIZE) as u64 + Header::SIZE as u64) {
        Ok(bytes) => Ok(bytes),
        Err(e) if e.not_found() => Err(Error::MailbagMissing { path: path.to_owned() }),
        Err(e) => Err(e.into()),
    }
}

/// Reads the header in a slot; the offsets of damage count from the beginning of the file.
pub(super) fn header_at(bytes: &[u8], slot: usize) -> Result<Header, Damage> {
    let offset = slot.saturating_mul(Header::SIZE);
    let end = bytes.len().min(offset.saturating_add(Header::SIZE));
    Header::decode(bytes.get(offset.min(end)..end).unwrap_or_default())
        .map_err(|d| d.at(offset as u64))
}
