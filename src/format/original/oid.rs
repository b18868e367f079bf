//! The numbers of objects: a type in the low byte, 24 bits of their own above it.

use std::fmt;

/// The number of an object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid(pub u32);

impl Oid {
    /// The folders that are seen ("IPM").
    pub const FOLDERS: Self = Self(0x4D50_4981);
    /// The folders that are not seen: address books, a misplaced Outbox ("Hid").
    pub const HIDDEN_FOLDERS: Self = Self(0x6469_4881);
    /// The Inbox ("Inb").
    pub const INBOX: Self = Self(0x626E_4982);
    /// The Outbox ("Out").
    pub const OUTBOX: Self = Self(0x7475_4F82);
    /// Sent Mail ("Sht").
    pub const SENT_MAIL: Self = Self(0x7468_5382);
    /// Deleted Mail ("Wst").
    pub const DELETED_MAIL: Self = Self(0x7473_5782);
    /// The client's own scratch folder ("Bul").
    pub const SCRATCH: Self = Self(0x6C75_4282);
    /// Copies from shared folders ("Sha").
    pub const SHARED_COPIES: Self = Self(0x6168_5382);
    /// The standard address book ("PAB").
    pub const ADDRESS_BOOK: Self = Self(0x4241_5070);
    /// A message that the client keeps for itself ("PLC").
    pub const PRIVATE_MESSAGE: Self = Self(0x434C_5086);
    /// The table of message classes ("MCs").
    pub const CLASSES: Self = Self(0x7343_4D80);
    /// The table of message classes of older programs ("Mc ").
    pub const OLD_CLASSES: Self = Self(0x2063_4D80);
    /// The empty list that others were copied from ("ALD").
    pub const NO_ATTACHMENTS: Self = Self(0x444C_4189);
    /// The names of attributes.
    pub const ATTRIBUTE_NAMES: Self = Self(0xFF00_008A);
    /// The accounts that may use the file ("Act").
    pub const ACCOUNTS: Self = Self(0x7463_4180);
    /// The room of both maps, which has neither prefix nor data ("map").
    pub const MAP: Self = Self(0x7061_6D80);

    /// A list of folders.
    pub const HIERARCHY: u8 = 0x81;
    /// An ordinary folder.
    pub const FOLDER: u8 = 0x82;
    /// The results of a Message Finder.
    pub const FINDER: u8 = 0x83;
    /// A shared folder, whose messages lie on the postoffice.
    pub const SHARED: u8 = 0x84;
    /// A message.
    pub const MESSAGE: u8 = 0x86;
    /// An attachment.
    pub const ATTACHMENT: u8 = 0x87;
    /// The attachments of a message.
    pub const ATTACHMENTS: u8 = 0x89;
    /// A slot that is not in use.
    pub const SPARE: u8 = 0x8C;
    /// A block just taken.
    pub const TAKEN: u8 = 0x8D;
    /// A work copy.
    pub const TEMPORARY: u8 = 0x8E;
    /// A free block.
    pub const FREE: u8 = 0x8F;
    /// An address book.
    pub const BOOK: u8 = 0x70;
    /// An entry of an address book.
    pub const ENTRY: u8 = 0x71;
    /// The members of a personal group.
    pub const MEMBERS: u8 = 0x69;

    /// Returns the type.
    pub fn kind(self) -> u8 {
        let [kind, ..] = self.0.to_le_bytes();
        kind
    }

    /// Returns the companion of another type that has the same number of its own; none where that
    /// number is zero.
    pub fn companion(self, kind: u8) -> Option<Self> {
        let own = self.0 & 0xFFFF_FF00;
        (own != 0).then_some(Self(own | u32::from(kind)))
    }

    /// Returns whether the object is a small table; `stored` is the class of its node, which counts
    /// for types that are not known.
    pub fn is_small_table(self, stored: u16) -> bool {
        match (self.0, self.kind()) {
            (0x4F43_5380 | 0x4C43_5380, _) | (_, 0x90) => true,
            (_, 0x80..=0x8F | 0x69..=0x71) => false,
            _ => stored & 0x0800 != 0,
        }
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08X}", self.0)
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Oid({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_type_is_the_first_byte_in_the_file() {
        assert_eq!(Oid(u32::from_le_bytes(*b"\x82Inb")), Oid::INBOX);
        assert_eq!(Oid::INBOX.kind(), Oid::FOLDER);
        assert_eq!(Oid(0x1234_5600).companion(Oid::ATTACHMENTS), Some(Oid(0x1234_5689)));
        assert_eq!(Oid(0x0000_0086).companion(Oid::ATTACHMENTS), None);
        assert_eq!(Oid::MAP.to_string(), "70616D80");
    }

    #[test]
    fn small_tables_are_known_by_their_number_first() {
        assert!(Oid(0x4F43_5380).is_small_table(0));
        assert!(Oid(0x1234_5690).is_small_table(0));
        assert!(!Oid::INBOX.is_small_table(0x0800));
        assert!(Oid(0x1234_5601).is_small_table(0x0800));
        assert!(!Oid(0x1234_5601).is_small_table(0x9005));
    }
}
