//! P1 envelopes: who sent a letter, to whom, and how far it got with each.
//!
//! The state of each recipient is one byte that is changed in place; the check leaves those bytes
//! out, so that no change can tear the envelope.

use binrw::binrw;

use super::{Damage, check, read, write};
use crate::mail::{Moment, UserId};

/// How far a letter got with one recipient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// Not yet in the mailbag.
    Pending = 0,
    /// In the mailbag.
    Delivered = 1,
    /// In the message file, or passed on to a new home.
    Collected = 2,
    /// Given back to the sender.
    Refused = 3,
}

/// One recipient on an envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipient {
    /// The mailbag.
    pub user: UserId,
    /// How far the letter got with it.
    pub state: State,
}

/// The envelope of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    /// The letter's number.
    pub letter: u32,
    /// The sender's mailbag on this postoffice; [`FOREIGN`] when the sender lives on another one.
    pub sender: UserId,
    /// When it was posted.
    pub posted: Moment,
    /// The SHA-1 of the MAI file.
    pub digest: [u8; 20],
    /// The recipients.
    pub recipients: Vec<Recipient>,
}

/// Stands for a sender who has no mailbag on this postoffice.
pub const FOREIGN: UserId = UserId(u32::MAX);

/// The most recipients on one envelope; a longer list is damage.
pub const MAX_RECIPIENTS: u32 = 1_000_000;

const HEAD: usize = 0x30;
const EACH: usize = 8;

#[binrw]
#[brw(little)]
struct Head {
    mark: [u8; 4],
    version: u16,
    zero: u16,
    letter: u32,
    sender: u32,
    posted: i64,
    digest: [u8; 20],
    recipients: u32,
}

#[binrw]
#[brw(little)]
struct Each {
    user: u32,
    state: u8,
    zero: [u8; 3],
}

const MARK: [u8; 4] = *b"RP1E";

impl Envelope {
    /// Returns where in the file the state of the recipient at `index` stands.
    pub fn state_offset(index: usize) -> u64 {
        (HEAD as u64).saturating_add((index as u64).saturating_mul(EACH as u64)).saturating_add(4)
    }

    /// Reads an envelope from the whole file.
    pub fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        if bytes.len() < HEAD + 8 {
            return Err(Damage::new(
                bytes.len() as u64,
                format!("{} bytes where at least {} belong", bytes.len(), HEAD + 8),
            ));
        }
        let head: Head = read(bytes)?;
        if head.mark != MARK {
            return Err(Damage::new(0, "no envelope"));
        }
        if head.version != 1 {
            return Err(Damage::new(
                4,
                format!("unknown version {} of the envelope", head.version),
            ));
        }
        if head.recipients > MAX_RECIPIENTS {
            return Err(Damage::new(0x2C, format!("{} recipients", head.recipients)));
        }
        let end = HEAD + EACH * head.recipients as usize;
        if bytes.len() != end + 8 {
            return Err(Damage::new(
                bytes.len().min(end + 8) as u64,
                format!("{} bytes where {} belong", bytes.len(), end + 8),
            ));
        }
        let (body, seal) = bytes.split_at(end);
        if seal != seal_of(body) {
            return Err(Damage::new(end as u64, "the check of the envelope does not hold"));
        }
        let (_, list) = body.split_at(HEAD);
        let mut recipients = Vec::with_capacity(head.recipients as usize);
        for (index, bytes) in list.chunks_exact(EACH).enumerate() {
            let each: Each = read(bytes)?;
            let state = match each.state {
                0 => State::Pending,
                1 => State::Delivered,
                2 => State::Collected,
                3 => State::Refused,
                other => {
                    return Err(Damage::new(
                        Self::state_offset(index),
                        format!("unknown state {other} of a recipient"),
                    ));
                }
            };
            recipients.push(Recipient { user: UserId(each.user), state });
        }
        Ok(Self {
            letter: head.letter,
            sender: UserId(head.sender),
            posted: Moment(head.posted),
            digest: head.digest,
            recipients,
        })
    }

    /// Writes the whole file.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = write(&Head {
            mark: MARK,
            version: 1,
            zero: 0,
            letter: self.letter,
            sender: self.sender.0,
            posted: self.posted.0,
            digest: self.digest,
            recipients: u32::try_from(self.recipients.len()).unwrap_or(u32::MAX),
        });
        for r in &self.recipients {
            bytes.extend(write(&Each { user: r.user.0, state: r.state as u8, zero: [0; 3] }));
        }
        let seal = seal_of(&bytes);
        bytes.extend_from_slice(&seal);
        bytes
    }

    /// Returns whether nobody is left who may still get the letter from here.
    pub fn is_finished(&self) -> bool {
        self.recipients.iter().all(|r| matches!(r.state, State::Collected | State::Refused))
    }
}

/// The check over all but the state bytes.
fn seal_of(body: &[u8]) -> [u8; 8] {
    let fixed: Vec<u8> = body
        .iter()
        .enumerate()
        .filter(|(at, _)| *at < HEAD || (at - HEAD) % EACH != 4)
        .map(|(_, byte)| *byte)
        .collect();
    check(&fixed)
}
