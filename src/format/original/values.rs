//! The values of attributes: dates, texts, numbers; and the numbers of the attributes themselves,
//! which are those of TNEF ([MS-OXTNEF]).

use jiff::civil::DateTime;

use super::string;
use crate::format::bytes::{u16_at, u32_at};

/// An attribute: the type of its value above, its number below.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Attribute(pub u32);

impl Attribute {
    /// The subject of the original, in a receipt or a report.
    pub const ORIGINAL_SUBJECT: Self = Self(0x0001_0004);
    /// When the original was sent.
    pub const ORIGINAL_SENT: Self = Self(0x0003_0003);
    /// When it was read, in a receipt; when a meeting ends.
    pub const READ_AT: Self = Self(0x0003_0007);
    /// Why a message could not be delivered.
    pub const REASON: Self = Self(0x0002_0005);
    /// Who sent it.
    pub const FROM: Self = Self(0x0000_8000);
    /// Recipients.
    pub const TO: Self = Self(0x0000_8001);
    /// Recipients of a copy.
    pub const CC: Self = Self(0x0000_8002);
    /// Recipients of a copy of whom the others do not hear.
    pub const BCC: Self = Self(0x0000_8003);
    /// The subject.
    pub const SUBJECT: Self = Self(0x0001_8004);
    /// When it was sent.
    pub const SENT: Self = Self(0x0003_8005);
    /// When it was received.
    pub const RECEIVED: Self = Self(0x0003_8006);
    /// The marks of the message.
    pub const STATUS: Self = Self(0x0006_8007);
    /// The number of its class.
    pub const CLASS: Self = Self(0x0007_8008);
    /// Its id, in hexadecimal digits.
    pub const MESSAGE_ID: Self = Self(0x0001_8009);
    /// The id of what it answers.
    pub const PARENT_ID: Self = Self(0x0001_800A);
    /// The id of its conversation.
    pub const CONVERSATION_ID: Self = Self(0x0001_800B);
    /// The text.
    pub const BODY: Self = Self(0x0002_800C);
    /// How urgent it is: 1 high, 2 normal, 3 low.
    pub const PRIORITY: Self = Self(0x0004_800D);
    /// The bytes of an attachment.
    pub const ATTACHED: Self = Self(0x0006_800F);
    /// The name of an attachment.
    pub const TITLE: Self = Self(0x0001_8010);
    /// The picture of an attachment.
    pub const PICTURE: Self = Self(0x0006_8011);
    /// When an attachment was made.
    pub const MADE: Self = Self(0x0003_8012);
    /// When an attachment was changed.
    pub const CHANGED: Self = Self(0x0003_8013);
    /// The members of a personal group.
    pub const MEMBERS: Self = Self(0x0008_0000);

    /// Returns whether a value is long enough for its type; a shorter one counts as absent.
    pub fn fits(self, value: &[u8]) -> bool {
        let least = match self.0 >> 16 {
            0 => 8,
            3 => 14,
            4 | 7 => 2,
            5 | 8 => 4,
            6 if self != Self::ATTACHED => 1,
            _ => 0,
        };
        value.len() >= least
    }
}

/// Reads a date as an attribute has it: seven little-endian words, local time without a zone.
/// None where it is no date.
pub fn date(value: &[u8]) -> Option<DateTime> {
    civil(|at| u16_at(value, at))
}

/// Reads a date as a summary has it: the same words, big-endian. None where it is no date, also for
/// the moment in 1968 that stands for none.
pub fn swapped_date(value: &[u8]) -> Option<DateTime> {
    let none = jiff::civil::datetime(1968, 12, 16, 14, 20, 0, 0);
    civil(|at| u16_at(value, at).map(u16::swap_bytes)).filter(|date| *date != none)
}

fn civil(word: impl Fn(usize) -> Option<u16>) -> Option<DateTime> {
    let part = |at| word(at).and_then(|w| i8::try_from(w).ok());
    let year = word(0).filter(|year| (1900..2079).contains(year))?;
    let year = i16::try_from(year).ok()?;
    // A second is the least of a date; a wrong one does not make it none.
    let second = part(10).filter(|s| (0..60).contains(s)).unwrap_or(0);
    DateTime::new(year, part(2)?, part(4)?, part(6)?, part(8)?, second, 0).ok()
}

/// Returns the bytes of a text: up to the first NUL, or the end.
pub fn text(value: &[u8]) -> &[u8] {
    string(value).0
}

/// Reads a word.
pub fn word(value: &[u8]) -> Option<u16> {
    u16_at(value, 0)
}

/// Reads a double word.
pub fn double_word(value: &[u8]) -> Option<u32> {
    u32_at(value, 0)
}

/// Reads an id: at most 32 hexadecimal digits, of which a wrong one counts as 0. None when there is
/// none.
pub fn hex_id(value: &[u8]) -> Option<String> {
    let digit =
        |b: &u8| if b.is_ascii_hexdigit() { char::from(*b).to_ascii_lowercase() } else { '0' };
    let digits: String = text(value).iter().take(32).map(digit).collect();
    (!digits.is_empty()).then_some(digits)
}

/// The marks of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Status(pub u8);

impl Status {
    /// Returns whether it was composed here and not sent.
    pub fn unsent(self) -> bool {
        self.0 & 0x02 != 0
    }

    /// Returns whether it was handed over for sending.
    pub fn submitted(self) -> bool {
        self.0 & 0x04 != 0
    }

    /// Returns whether nobody read it yet.
    pub fn unread(self) -> bool {
        self.0 & 0x22 == 0
    }

    /// Returns whether the owner of the file wrote it: lists show its recipients.
    pub fn from_me(self) -> bool {
        self.0 & 0x40 != 0
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    const DATE: [u8; 14] = [0xCB, 7, 8, 0, 0x18, 0, 9, 0, 5, 0, 0x1E, 0, 4, 0];

    #[test]
    fn dates_of_the_worked_example_are_read() {
        let at = Some(datetime(1995, 8, 24, 9, 5, 30, 0));
        assert_eq!(date(&DATE), at);
        let mut swapped = DATE;
        swapped.chunks_mut(2).for_each(<[u8]>::reverse);
        assert_eq!(swapped_date(&swapped), at);
        assert_eq!(date(&swapped), None);
    }

    #[test]
    fn what_is_no_date_is_none() {
        for (at, value) in [(0, 0x6B), (2, 13), (2, 0), (4, 32), (6, 24), (8, 60), (1, 0xFF)] {
            let mut bytes = DATE;
            bytes[at] = value;
            if at == 0 {
                bytes[1] = 7;
            }
            assert!(at == 0 || date(&bytes).is_none(), "{at} {value}");
        }
        assert_eq!(date(&DATE[..9]), None);
        let none = [0x07, 0xB0, 0, 12, 0, 16, 0, 14, 0, 20, 0, 0, 0, 1];
        assert_eq!(swapped_date(&none), None);
    }

    #[test]
    fn short_values_count_as_absent() {
        assert!(!Attribute::SENT.fits(&[0; 13]) && Attribute::SENT.fits(&[0; 14]));
        assert!(!Attribute::TO.fits(&[0; 7]));
        assert!(!Attribute::STATUS.fits(&[]));
        assert!(Attribute::ATTACHED.fits(&[]));
        assert!(Attribute::SUBJECT.fits(&[]));
    }

    #[test]
    fn ids_are_digits() {
        assert_eq!(hex_id(b"00AbZ1\0rest").as_deref(), Some("00ab01"));
        assert_eq!(hex_id(b"\0"), None);
        assert_eq!(hex_id(&[b'1'; 40]).map(|id| id.len()), Some(32));
    }

    #[test]
    fn marks_of_a_message() {
        assert!(Status(0).unread() && !Status(0x20).unread() && !Status(0x42).unread());
        assert!(Status(0x42).unsent() && Status(0x42).from_me());
        assert!(Status(0x04).submitted());
    }
}
