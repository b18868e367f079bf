//! Letters: the MAI file (the message, byte for byte) and the P1 file (its envelope).
//!
//! A letter is acknowledged when its P1 is in place. The MAI comes first and goes first, so that
//! an envelope tells of a letter that is or was whole.

use crate::format::envelope::{Envelope, Recipient, State};
use crate::format::{Damage, sha1};
use crate::mail::{Moment, UserId};

use super::{Error, Postoffice};

/// The largest letter that is read: the header's size field has 32 bits.
const MAX: u64 = u32::MAX as u64;

/// A letter to be posted: its bytes and who is on the envelope.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// The number that was taken for it.
    pub number: u32,
    /// The sender's mailbag here, or [`crate::format::envelope::FOREIGN`].
    pub sender: UserId,
    /// The recipients' mailbags here.
    pub recipients: &'a [UserId],
    /// The message, an RFC 5322 file.
    pub bytes: &'a [u8],
}

impl Postoffice {
    /// Takes a number for a letter; it is written as used before this returns.
    pub fn take_letter_number(&self, who: &str) -> Result<u32, Error> {
        self.edit_accounts(who)?.next_letter()
    }

    /// Posts a letter: when this returns, it is acknowledged, and only delivery remains.
    ///
    /// Posting the same number again with the same bytes does nothing.
    pub fn post(&self, letter: Letter<'_>) -> Result<Envelope, Error> {
        if letter.bytes.len() as u64 > MAX {
            return Err(Error::LetterTooLarge { size: letter.bytes.len() as u64 });
        }
        if let Ok(Some(there)) = self.envelope(letter.number) {
            if there.digest == sha1(letter.bytes) {
                return Ok(there);
            }
            // Numbers went back, as after restoring a backup: what is there is somebody's mail.
            let path = self.layout.envelope(letter.number);
            return Err(Error::damaged(&path, Damage::new(0x18, "the number of another letter")));
        }
        let mut recipients: Vec<Recipient> = Vec::new();
        for user in letter.recipients {
            if !recipients.iter().any(|r| r.user == *user) {
                recipients.push(Recipient { user: *user, state: State::Pending });
            }
        }
        let envelope = Envelope {
            letter: letter.number,
            sender: letter.sender,
            posted: Moment::now(),
            digest: sha1(letter.bytes),
            recipients,
        };
        self.disk.replace(&self.layout.mai(letter.number), letter.bytes)?;
        self.disk.replace(&self.layout.envelope(letter.number), &envelope.encode())?;
        Ok(envelope)
    }

    /// Reads an envelope; `None` when there is none (any more).
    pub fn envelope(&self, letter: u32) -> Result<Option<Envelope>, Error> {
        let path = self.layout.envelope(letter);
        match self.disk.read(&path, 16 * 1024 * 1024) {
            Ok(bytes) => match Envelope::decode(&bytes) {
                Ok(envelope) if envelope.letter == letter => Ok(Some(envelope)),
                Ok(_) => Err(Error::damaged(&path, Damage::new(8, "the number of another letter"))),
                Err(damage) => Err(Error::damaged(&path, damage)),
            },
            Err(e) if e.not_found() => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Reads a letter and checks it against the digest that its header or envelope gives.
    pub fn letter_bytes(&self, letter: u32, digest: &[u8]) -> Result<Vec<u8>, Error> {
        let path = self.layout.mai(letter);
        let bytes = match self.disk.read(&path, MAX) {
            Ok(bytes) => bytes,
            Err(e) if e.not_found() => {
                return Err(Error::damaged(&path, Damage::new(0, "the letter is missing")));
            }
            Err(e) => return Err(e.into()),
        };
        if sha1(&bytes).starts_with(digest) {
            Ok(bytes)
        } else {
            Err(Error::damaged(&path, Damage::new(0, "the bytes are not those that were posted")))
        }
    }

    /// Changes how far a letter got with one recipient: one byte, in place.
    ///
    /// What is collected or refused never becomes delivered again: who delivered it may have
    /// slept since, and others went on.
    pub fn set_state(&self, letter: u32, user: UserId, state: State) -> Result<(), Error> {
        let Some(envelope) = self.envelope(letter)? else { return Ok(()) };
        let Some(index) = envelope.recipients.iter().position(|r| r.user == user) else {
            return Ok(());
        };
        let done = |now: State| matches!(now, State::Collected | State::Refused);
        if envelope
            .recipients
            .get(index)
            .is_some_and(|r| r.state == state || (state == State::Delivered && done(r.state)))
        {
            return Ok(());
        }
        let offset = Envelope::state_offset(index);
        Ok(self.disk.write_at(&self.layout.envelope(letter), offset, &[state as u8])?)
    }

    /// Removes a letter that nobody waits for any more; MAI first, then P1.
    pub fn remove_if_finished(&self, letter: u32) -> Result<bool, Error> {
        match self.envelope(letter)? {
            Some(envelope) if envelope.is_finished() => {
                let _ = self.disk.remove(&self.layout.mai(letter))?;
                self.disk.remove(&self.layout.envelope(letter)).map_err(Into::into)
            }
            _ => Ok(false),
        }
    }
}
