//! Delivery: from the envelope into each recipient's mailbag.
//!
//! Whoever finds an envelope with pending recipients goes on here: the sender first, any later
//! session, or an administrator. The state is read again under the mailbag's lock, so that two
//! who deliver the same letter never deliver it twice.

use crate::format::envelope::{Envelope, State};
use crate::format::mailbag::Header;
use crate::format::mime;
use crate::mail::{Address, UserId};

use super::{Error, Postoffice};

/// Why a letter is still pending for somebody.
#[derive(Debug, Clone)]
pub enum Obstacle {
    /// The account moved away; the letter belongs to the new home.
    Moved(Address),
    /// The mailbag is missing or damaged, or there is no such user: the sender must be told.
    Unreachable(Error),
    /// The mailbag is full or locked: later tries may get through.
    Later(Error),
}

/// What came of delivering one letter.
#[derive(Debug, Clone, Default)]
pub struct Delivery {
    /// Into whose mailbag it went now.
    pub delivered: Vec<UserId>,
    /// Who is still pending, and why.
    pub pending: Vec<(UserId, Obstacle)>,
}

impl Postoffice {
    /// Puts a letter into the mailbag of everyone who is still pending.
    ///
    /// `bytes` is the letter when the caller has it at hand; else it is read.
    pub fn deliver(&self, letter: u32, bytes: Option<&[u8]>, who: &str) -> Result<Delivery, Error> {
        let mut delivery = Delivery::default();
        let Some(envelope) = self.envelope(letter)? else { return Ok(delivery) };
        let pending: Vec<UserId> = envelope
            .recipients
            .iter()
            .filter(|r| r.state == State::Pending)
            .map(|r| r.user)
            .collect();
        if pending.is_empty() {
            return Ok(delivery);
        }
        let read;
        let bytes = match bytes {
            Some(bytes) => bytes,
            None => {
                read = self.letter_bytes(letter, &envelope.digest)?;
                &read
            }
        };
        let header = header_of(&envelope, bytes);
        let mut sorted = pending;
        sorted.sort_unstable();
        for user in sorted {
            match self.deliver_to(&header, user, who) {
                Ok(None) => delivery.delivered.push(user),
                Ok(Some(moved)) => delivery.pending.push((user, Obstacle::Moved(moved))),
                Err(e @ (Error::MailbagFull { .. } | Error::Lock(_) | Error::Disk(_))) => {
                    delivery.pending.push((user, Obstacle::Later(e)));
                }
                Err(e) => delivery.pending.push((user, Obstacle::Unreachable(e))),
            }
        }
        Ok(delivery)
    }

    fn deliver_to(
        &self,
        header: &Header,
        user: UserId,
        who: &str,
    ) -> Result<Option<Address>, Error> {
        let mut bag = self.mailbag(user, who)?;
        // Under the lock: the account may have moved or gone, the letter may be there by now.
        match self.account_of(user)? {
            None => return Err(Error::MailbagMissing { path: self.layout.mailbag(user) }),
            Some(account) => {
                if let Some(moved) = account.moved_to {
                    return Ok(Some(moved));
                }
            }
        }
        if self.state_of(header.letter, user)? == Some(State::Pending) {
            bag.put(header)?;
            bag.confirm()?;
            self.set_state(header.letter, user, State::Delivered)?;
        }
        Ok(None)
    }

    /// Takes a letter back that did not reach its recipient, and returns whether it could: what
    /// failed may have failed after the header was in the mailbag, and then it has arrived.
    pub fn withdraw(&self, letter: u32, user: UserId, who: &str) -> Result<bool, Error> {
        let bag = match self.mailbag(user, who) {
            Ok(bag) => Some(bag),
            Err(Error::MailbagMissing { .. }) => None,
            Err(e) => return Err(e),
        };
        if let Some(bag) = &bag {
            let waiting = bag.waiting()?;
            if waiting.iter().any(|w| w.header.as_ref().is_ok_and(|h| h.letter == letter)) {
                self.set_state(letter, user, State::Delivered)?;
                return Ok(false);
            }
        }
        let taken = match self.state_of(letter, user)? {
            // An envelope that is gone was finished.
            Some(State::Delivered | State::Collected) | None => false,
            Some(State::Pending | State::Refused) => true,
        };
        if taken {
            self.set_state(letter, user, State::Refused)?;
            let _ = self.remove_if_finished(letter)?;
        }
        Ok(taken)
    }

    /// Returns how far a letter got with a recipient; none when it is not on the envelope, or
    /// there is no envelope (any more).
    pub fn state_of(&self, letter: u32, user: UserId) -> Result<Option<State>, Error> {
        let envelope = self.envelope(letter)?;
        Ok(envelope.and_then(|e| e.recipients.iter().find(|r| r.user == user).map(|r| r.state)))
    }

    /// Returns the letters with an envelope here, by listing P1: for those who clear up.
    pub fn letters(&self) -> Result<Vec<u32>, Error> {
        let entries = self.disk.list(&self.layout.folder("P1"))?;
        Ok(entries
            .iter()
            .filter_map(|e| {
                let digits = e.name.to_str()?.strip_suffix(".P1")?;
                (digits.len() == 8).then(|| u32::from_str_radix(digits, 16).ok())?
            })
            .collect())
    }
}

fn header_of(envelope: &Envelope, bytes: &[u8]) -> Header {
    let message = mime::head(bytes);
    let sender = message.sender.address().map_or_else(String::new, |a| a.mailbox.to_string());
    let [a, b, c, d, e, f, g, h, ..] = envelope.digest;
    Header {
        sender,
        subject: message.subject,
        posted: envelope.posted,
        letter: envelope.letter,
        size: u32::try_from(bytes.len()).unwrap_or(u32::MAX),
        receipt: message.receipt,
        attachments: message.attachments > 0,
        priority: message.priority,
        digest: [a, b, c, d, e, f, g, h],
    }
}
