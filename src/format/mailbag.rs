//! MBG records: the headers of the letters that wait in a mailbag (KB Q108027).

use binrw::binrw;

use super::{Damage, Record, checked, hex_digits, hex_number, read, sealed, text, write};
use crate::mail::{Moment, Priority};

/// The header of a waiting letter, 116 bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The sender's mailbox name, up to 10 bytes.
    pub sender: String,
    /// The subject, cut to 40 bytes; the letter itself has it whole.
    pub subject: String,
    /// When it was posted, to the second, UTC.
    pub posted: Moment,
    /// The number of the MAI and P1 files.
    pub letter: u32,
    /// Bytes of the MAI file.
    pub size: u32,
    /// Whether a receipt is wanted.
    pub receipt: bool,
    /// Whether there are attachments.
    pub attachments: bool,
    /// How urgent it is.
    pub priority: Priority,
    /// The first 8 bytes of the message's SHA-1.
    pub digest: [u8; 8],
}

#[binrw]
#[brw(little)]
struct Layout {
    flags: u8,
    priority: u8,
    sender: [u8; 11],
    subject: [u8; 41],
    posted: [u16; 6],
    unknown_42: u8,
    letter: [u8; 9],
    unknown_4c: u16,
    size: u32,
    rest: [u8; 0x5C - 0x52],
    digest: [u8; 8],
    zero: [u8; 0x6C - 0x64],
}

impl Record for Header {
    const SIZE: usize = 116;

    fn decode(bytes: &[u8]) -> Result<Self, Damage> {
        let l: Layout = read(checked(bytes, Self::SIZE)?)?;
        Ok(Self {
            sender: text::take(&l.sender, 0x02)?,
            subject: text::take(&l.subject, 0x0D)?,
            posted: Moment::from_civil_utc(l.posted)
                .ok_or_else(|| Damage::new(0x36, "no such time"))?,
            letter: hex_number(&l.letter, 0x43)?,
            size: l.size,
            receipt: l.flags & 1 != 0,
            attachments: l.flags & 2 != 0,
            priority: match l.priority {
                1 => Priority::Low,
                3 => Priority::Normal,
                5 => Priority::High,
                other => return Err(Damage::new(1, format!("unknown priority {other}"))),
            },
            digest: l.digest,
        })
    }

    fn encode(&self) -> Vec<u8> {
        sealed(write(&Layout {
            flags: u8::from(self.receipt) | u8::from(self.attachments) << 1,
            priority: match self.priority {
                Priority::Low => 1,
                Priority::Normal => 3,
                Priority::High => 5,
            },
            sender: text::lay(&self.sender),
            subject: text::lay(&self.subject),
            posted: self.posted.civil_utc(),
            unknown_42: 0,
            letter: hex_digits(self.letter),
            unknown_4c: 0,
            size: self.size,
            rest: [0; 0x5C - 0x52],
            digest: self.digest,
            zero: [0; 0x6C - 0x64],
        }))
    }
}
