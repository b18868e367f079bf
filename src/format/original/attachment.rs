//! The list of a message's attachments.

use super::oid::Oid;
use crate::format::bytes::{u16_at, u32_at};

/// What an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AttachmentKind {
    /// A file.
    File,
    /// An object of another program (OLE).
    Object,
    /// A picture of such an object.
    Picture,
}

/// A line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttachmentLine {
    /// Where its bytes are.
    pub oid: Oid,
    /// What it is.
    pub kind: AttachmentKind,
    /// Where in the text it stands, in bytes; none when it stands nowhere.
    pub position: Option<u32>,
}

impl AttachmentLine {
    /// Reads the value of an element; none where it has no attachment.
    pub fn read(value: &[u8]) -> Option<Self> {
        let oid = u32_at(value, 0).filter(|&oid| oid != 0)?;
        let kind = match u16_at(value, 4) {
            Some(2) => AttachmentKind::Object,
            Some(3) => AttachmentKind::Picture,
            _ => AttachmentKind::File,
        };
        Some(Self { oid: Oid(oid), kind, position: u32_at(value, 6).filter(|&at| at != u32::MAX) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_is_read() {
        let value = [0x87, 0x22, 0, 0, 1, 0, 4, 0, 0, 0, 0x20, 0, 0x20, 0, 0, 0, 0, 0];
        let line =
            AttachmentLine { oid: Oid(0x2287), kind: AttachmentKind::File, position: Some(4) };
        assert_eq!(AttachmentLine::read(&value), Some(line));
        for end in 0..value.len() {
            assert_eq!(AttachmentLine::read(&value[..end]).is_some(), end >= 4);
        }
        assert_eq!(AttachmentLine::read(&[0; 18]), None);
        assert_eq!(AttachmentLine::read(&[0xFF; 18]).map(|l| l.position), Some(None));
    }
}
