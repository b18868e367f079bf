//! The mailbags: counts, headers, and letters that they tell of. A mailbag is only an index, and is
//! made anew from the envelopes when it is lost.

use crate::format::Record;
use crate::format::envelope::State;
use crate::format::key::Key;
use crate::format::mailbag::Header;
use crate::mail::UserId;
use crate::postoffice::{Error, mailbag};

use super::Check;

impl Check<'_> {
    pub(super) fn mailbag(&mut self, user: UserId) -> Result<(), Error> {
        let (key_path, mbg_path) = (self.office.layout.key(user), self.office.layout.mailbag(user));
        let key = match self.office.peek(user) {
            Ok(key) => key,
            Err(Error::MailbagMissing { .. }) => {
                let repaired = self.rebuild_mailbag(user)?;
                self.find(&key_path, 0, "the KEY file is missing", repaired);
                return Ok(());
            }
            Err(Error::Damaged { damage, .. }) => {
                let repaired = self.rebuild_mailbag(user)?;
                self.find(&key_path, damage.offset, damage.what, repaired);
                return Ok(());
            }
            Err(e) => return Err(e),
        };
        let bytes = match mailbag::read_mbg(self.office, &mbg_path) {
            Ok(bytes) => bytes,
            Err(Error::MailbagMissing { .. }) => {
                let repaired = self.rebuild_mailbag(user)?;
                self.find(&mbg_path, 0, "the MBG file is missing", repaired);
                return Ok(());
            }
            Err(e) => return Err(e),
        };
        if bytes.len() % Header::SIZE != 0 {
            let at = (bytes.len() - bytes.len() % Header::SIZE) as u64;
            self.find(&mbg_path, at, "the last header is not whole", false);
        }
        let live: Vec<usize> = key.live().collect();
        if live.len() as u64 != u64::from(key.waiting) {
            let what = format!("{} letters are counted where {} wait", key.waiting, live.len());
            let repaired = self.repair && self.recount(user)?;
            self.find(&key_path, 4, what, repaired);
        }
        let mut had = Vec::new();
        for slot in live {
            match mailbag::header_at(&bytes, slot) {
                // The owner's next collection sets it aside with what is known of it.
                Err(damage) => self.damaged(&mbg_path, &damage),
                Ok(header) if self.has_it(header.letter, user) => had.push((slot, header.letter)),
                Ok(header) => {
                    let _ = self.waiting.insert(header.letter);
                    let mai = self.office.layout.mai(header.letter);
                    if self.office.disk.size(&mai)?.is_none() {
                        let at = (slot * Header::SIZE) as u64;
                        let what = format!("the letter {:08X} is missing", header.letter);
                        self.find(&mbg_path, at, what, false);
                    }
                }
            }
        }
        self.clear(user, &had)
    }

    /// Returns whether a letter's envelope says that this recipient is done with it.
    fn has_it(&self, letter: u32, user: UserId) -> bool {
        let state = self.office.state_of(letter, user);
        matches!(state, Ok(Some(State::Collected | State::Refused)))
    }

    /// Clears headers of letters that are in the message file already, before the letters go.
    fn clear(&mut self, user: UserId, had: &[(usize, u32)]) -> Result<(), Error> {
        if had.is_empty() {
            return Ok(());
        }
        if self.repair {
            let mut bag = self.office.mailbag(user, self.who)?;
            // Again under the lock: the slots may be others' by now.
            let still = bag.waiting()?.into_iter().filter_map(|w| Some((w.slot, w.header.ok()?)));
            let still = still.map(|(slot, header)| (slot, header.letter));
            let slots: Vec<usize> =
                still.filter(|s| had.contains(s)).map(|(slot, _)| slot).collect();
            bag.clear(&slots)?;
        }
        let path = self.office.layout.mailbag(user);
        for (slot, letter) in had {
            let what = format!("the letter {letter:08X} was collected, but its header is left");
            self.find(&path, (slot * Header::SIZE) as u64, what, self.repair);
        }
        Ok(())
    }

    /// Looks at the mailbag that somebody left who moved: letters in it must follow.
    pub(super) fn left_behind(&mut self, user: UserId) -> Result<(), Error> {
        match self.office.peek(user) {
            Ok(key) if key.live().next().is_some() => {}
            Ok(_) | Err(Error::MailbagMissing { .. } | Error::Damaged { .. }) => return Ok(()),
            Err(e) => return Err(e),
        }
        let bag = self.office.mailbag(user, self.who)?;
        let headers = bag.waiting()?.into_iter().filter_map(|w| Some((w.slot, w.header.ok()?)));
        let (had, left): (Vec<_>, Vec<_>) =
            headers.map(|(s, h)| (s, h.letter)).partition(|(_, letter)| self.has_it(*letter, user));
        drop(bag);
        let path = self.office.layout.mailbag(user);
        for (slot, letter) in left {
            let _ = self.waiting.insert(letter);
            let what = format!("the letter {letter:08X} waits for somebody who moved away");
            self.find(&path, (slot * Header::SIZE) as u64, what, false);
        }
        self.clear(user, &had)
    }

    /// Makes an empty mailbag and has the letters delivered again whose envelopes say that they
    /// were in it: a mailbag is only an index.
    fn rebuild_mailbag(&mut self, user: UserId) -> Result<bool, Error> {
        if !self.repair {
            return Ok(false);
        }
        let disk = &self.office.disk;
        let lock = self.office.lock_mailbag(user, self.who)?;
        lock.confirm()?;
        disk.replace(&self.office.layout.mailbag(user), &[])?;
        disk.replace(&self.office.layout.key(user), &Key::default().encode())?;
        for letter in self.office.letters()? {
            let Ok(Some(envelope)) = self.office.envelope(letter) else { continue };
            if envelope.recipients.iter().any(|r| r.user == user && r.state == State::Delivered) {
                lock.confirm()?;
                self.office.set_state(letter, user, State::Pending)?;
            }
        }
        drop(lock);
        for letter in self.office.letters()? {
            if let Err(error) = self.office.deliver(letter, None, self.who) {
                tracing::warn!(letter, %error, "a letter could not be delivered again");
            }
        }
        Ok(true)
    }

    fn recount(&self, user: UserId) -> Result<bool, Error> {
        self.office.mailbag(user, self.who)?.recount()?;
        Ok(true)
    }
}
