//! What the lists of folders and messages hold beside the number of a folder or message.

use jiff::civil::DateTime;

use super::oid::Oid;
use super::string;
use super::values::{Status, swapped_date};
use crate::format::bytes::{u16_at, u32_at};

/// A folder in a hierarchy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderLine {
    /// How deep it lies; 1 is the top.
    pub level: u16,
    /// Its name, in bytes.
    pub name: Vec<u8>,
    /// What its owner wrote about it.
    pub comment: Vec<u8>,
}

impl FolderLine {
    /// Reads the value of an element; what is missing is empty.
    pub fn read(value: &[u8]) -> Self {
        let level = u16_at(value, 0).unwrap_or(1).clamp(1, 255);
        let (name, rest) = string(value.get(2..).unwrap_or_default());
        let (comment, _) = string(rest);
        Self { level, name: name.to_vec(), comment: comment.to_vec() }
    }
}

/// The line of a message in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageLine {
    /// When it was received, else sent; none where that is no date.
    pub date: Option<DateTime>,
    /// Its marks.
    pub status: Status,
    /// The number of its class.
    pub class: u16,
    /// How urgent it is: 1 high, 2 normal, 3 low.
    pub priority: u16,
    /// The members of a personal group.
    pub members: Oid,
    /// The folder it really lies in.
    pub folder: Oid,
    /// Sender or recipients, in bytes.
    pub people: Vec<u8>,
    /// The subject, in bytes.
    pub subject: Vec<u8>,
}

impl MessageLine {
    /// Reads the value of an element; none where it is too short to be one.
    pub fn read(value: &[u8]) -> Option<Self> {
        let texts = value.get(27..)?;
        let (people, rest) = string(texts);
        let (subject, _) = string(rest);
        Some(Self {
            date: swapped_date(value),
            status: Status(*value.get(14)?),
            class: u16_at(value, 15)?,
            priority: u16_at(value, 17)?,
            members: Oid(u32_at(value, 19)?),
            folder: Oid(u32_at(value, 23)?),
            people: people.to_vec(),
            subject: subject.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;

    use super::*;

    #[test]
    fn the_worked_examples_are_read() {
        let line = FolderLine::read(b"\x02\0Old\0from 1994\0\0");
        assert_eq!((line.level, &*line.name, &*line.comment), (2, &b"Old"[..], &b"from 1994"[..]));

        let mut value = vec![7, 0xCB, 0, 8, 0, 0x18, 0, 9, 0, 5, 0, 0x1E, 0, 4, 0xA0, 1, 0, 1, 0];
        value.extend([0, 0, 0, 0]);
        value.extend(b"\x82InbCarl\0Hello\0\0\0");
        let line = MessageLine::read(&value).unwrap();
        assert_eq!(line.date, Some(datetime(1995, 8, 24, 9, 5, 30, 0)));
        assert_eq!(line.status, Status(0xA0));
        assert_eq!((line.class, line.priority, line.folder), (1, 1, Oid::INBOX));
        assert_eq!((&*line.people, &*line.subject), (&b"Carl"[..], &b"Hello"[..]));
        for end in 0..value.len() {
            assert_eq!(MessageLine::read(&value[..end]).is_some(), end >= 27);
            let _ = FolderLine::read(&value[..end]);
        }
    }

    #[test]
    fn levels_are_kept_sane() {
        assert_eq!(FolderLine::read(b"").level, 1);
        assert_eq!(FolderLine::read(b"\0\0x").level, 1);
        assert_eq!(FolderLine::read(b"\xFF\xFFx").level, 255);
    }
}
