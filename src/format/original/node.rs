//! A node of the map: an object, where it lies, and what it belongs to.

use binrw::binrw;

use super::super::{Damage, read};
use super::oid::Oid;
use super::{BLOCK, PREFIX};

/// Bytes of a node.
pub const NODE: usize = 32;

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Room that nothing uses.
    Free,
    /// A slot that nothing uses.
    Spare,
    /// A work copy that was never finished.
    Temporary,
    /// Another number for the data of a holder.
    Alias {
        /// The holder.
        holder: Oid,
        /// Where its node is, unless that is out of date.
        index: u16,
    },
    /// What owns the data that aliases share; nobody sees it.
    Holder,
    /// An object.
    Object,
}

/// A node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// The node below with smaller numbers; 0 when there is none.
    pub smaller: u16,
    /// The node below with larger numbers; 0 when there is none.
    pub larger: u16,
    /// The object's number.
    pub oid: Oid,
    /// What it belongs to: a message to a folder, a folder to a hierarchy.
    pub parent: Oid,
    /// Unread messages of a folder; the number that a message's companions share.
    pub aux: u32,
    /// Its marks.
    pub flags: u16,
    /// What kind of container it is, as stored.
    pub class: u16,
    /// Bytes of its data; of the whole block where it is free.
    pub size: u32,
    /// Whether it was never finished.
    pub unfinished: bool,
    /// Where its block begins in the file; the holder's number for an alias.
    pub place: u32,
    /// The index of an alias's holder; what else holds an object.
    pub hold: u16,
    /// How often it is referred to.
    pub references: u16,
}

#[binrw]
#[brw(little)]
struct Layout {
    smaller: u16,
    larger: u16,
    oid: u32,
    parent: u32,
    aux: u32,
    flags: u16,
    class: u16,
    size: u32,
    place: u32,
    hold: u16,
    references: u16,
}

impl Node {
    const ALIAS: u16 = 0x0010;
    const HOLDER: u16 = 0x0020;
    const UNREAD: u16 = 0x0800;
    const WRITTEN: u16 = 0x1000;
    const FREE: u16 = 0x8000;

    /// Reads a node.
    pub fn decode(bytes: &[u8; NODE]) -> Result<Self, Damage> {
        let l: Layout = read(bytes)?;
        Ok(Self {
            smaller: l.smaller,
            larger: l.larger,
            oid: Oid(l.oid),
            parent: Oid(l.parent),
            aux: l.aux,
            flags: l.flags,
            class: l.class,
            size: l.size & 0x7FFF_FFFF,
            unfinished: l.size & 0x8000_0000 != 0,
            place: l.place,
            hold: l.hold,
            references: l.references,
        })
    }

    /// Makes the node of an object that was found without its map: what belongs to it is not known.
    pub fn found(oid: Oid, place: u64, size: u32) -> Self {
        Self {
            smaller: 0,
            larger: 0,
            oid,
            parent: Oid(0),
            aux: 0,
            flags: Self::WRITTEN,
            class: 0,
            size,
            unfinished: false,
            place: u32::try_from(place).unwrap_or(u32::MAX),
            hold: 0,
            references: 1,
        }
    }

    /// Returns what the node stands for.
    pub fn kind(&self) -> NodeKind {
        match self.oid.kind() {
            Oid::FREE => NodeKind::Free,
            _ if self.flags & Self::FREE != 0 => NodeKind::Free,
            Oid::SPARE => NodeKind::Spare,
            Oid::TAKEN | Oid::TEMPORARY => NodeKind::Temporary,
            _ if self.unfinished => NodeKind::Temporary,
            _ if self.flags & Self::ALIAS != 0 => {
                NodeKind::Alias { holder: Oid(self.place), index: self.hold }
            }
            _ if self.flags & Self::HOLDER != 0 => NodeKind::Holder,
            _ => NodeKind::Object,
        }
    }

    /// Returns the bytes of the file that the node takes.
    pub fn room(&self) -> u64 {
        match self.kind() {
            NodeKind::Alias { .. } => 0,
            NodeKind::Free | NodeKind::Spare => u64::from(self.size),
            NodeKind::Temporary | NodeKind::Holder | NodeKind::Object => {
                (u64::from(self.size) + PREFIX).next_multiple_of(BLOCK)
            }
        }
    }

    /// Returns whether the node says that its message is unread.
    pub fn unread(&self) -> bool {
        self.flags & Self::UNREAD != 0
    }

    /// Returns whether the node was written to the disk, as every one of a written page is.
    pub fn written(&self) -> bool {
        self.flags & Self::WRITTEN != 0
    }

    /// Returns whether this is the node that every map begins with.
    pub fn is_first(bytes: &[u8; NODE]) -> bool {
        bytes.iter().enumerate().all(|(at, &byte)| match at {
            16 => byte <= 2,
            17 => byte == 0x10,
            _ => byte == 0,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(at: &[(usize, u8)]) -> Node {
        let mut bytes = [0; NODE];
        bytes[4..8].copy_from_slice(b"\x86abc");
        for &(at, value) in at {
            bytes[at] = value;
        }
        Node::decode(&bytes).unwrap()
    }

    #[test]
    fn the_worked_example_is_read() {
        let mut bytes = [0; NODE];
        bytes[0] = 1;
        bytes[4..8].copy_from_slice(b"\x80Act");
        bytes[17] = 0x10;
        bytes[20] = 0x31;
        bytes[25] = 0x82;
        let node = Node::decode(&bytes).unwrap();
        assert_eq!((node.smaller, node.larger), (1, 0));
        assert_eq!(node.oid, Oid::ACCOUNTS);
        assert_eq!((node.size, node.place), (0x31, 0x8200));
        assert_eq!(node.kind(), NodeKind::Object);
        assert_eq!(node.room(), 0x80);
        assert!(node.written() && !node.unread());
    }

    #[test]
    fn kinds_are_told_in_their_order() {
        assert_eq!(node(&[]).kind(), NodeKind::Object);
        assert_eq!(node(&[(16, 0x20)]).kind(), NodeKind::Holder);
        assert_eq!(
            node(&[(16, 0x30), (24, 0x86), (25, 1), (28, 7)]).kind(),
            NodeKind::Alias { holder: Oid(0x186), index: 7 }
        );
        assert_eq!(node(&[(23, 0x80)]).kind(), NodeKind::Temporary);
        assert_eq!(node(&[(4, 0x8E)]).kind(), NodeKind::Temporary);
        assert_eq!(node(&[(4, 0x8C)]).kind(), NodeKind::Spare);
        assert_eq!(node(&[(4, 0x8F), (23, 0x80)]).kind(), NodeKind::Free);
        assert_eq!(node(&[(17, 0x80)]).kind(), NodeKind::Free);
    }

    #[test]
    fn room_is_counted_in_blocks() {
        assert_eq!(node(&[]).room(), 128);
        assert_eq!(node(&[(20, 120)]).room(), 128);
        assert_eq!(node(&[(20, 121)]).room(), 256);
        assert_eq!(node(&[(16, 0x10), (20, 121)]).room(), 0);
        assert_eq!(node(&[(17, 0x80), (21, 1)]).room(), 256);
    }
}
