//! Personal folder files of Outlook ([MS-PST]): what stands in their nodes.
//!
//! A node is a *heap* of small pieces in one or more blocks (`heap`); in it stands either a list of
//! properties by number (`props`), or a table whose rows have such properties (`table`). What is too
//! long for a piece stands in a node below, which the caller fetches.
//!
//! Everything is untrusted: a piece that is not there is no piece, a list ends where it cannot go
//! on, and no count of the file is believed beyond its bytes.
//!
//! Neighbours: `interchange` finds the nodes in the file and has their blocks deciphered;
//! [`mapi`](super::mapi) says what the properties mean.

mod heap;
mod props;
mod table;

pub use heap::Heap;
pub use props::{Raw, entry_node, object_node, properties, value};
pub use table::{Row, rows};

/// Tells whether bytes begin as such a file does.
pub fn is_pst(bytes: &[u8]) -> bool {
    bytes.starts_with(b"!BDN")
}

/// Numbers of nodes that every file has.
pub mod node {
    /// What the file says of itself.
    pub const STORE: u32 = 0x21;
    /// The folder in which all others lie.
    pub const ROOT: u32 = 0x122;
    /// Below a message: who gets it.
    pub const RECIPIENTS: u32 = 0x692;
    /// Below a message: what is attached.
    pub const ATTACHMENTS: u32 = 0x671;
}

/// What kind of node a number names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A message.
    Message,
    /// Something else.
    Other,
}

/// Returns what kind of node a number names.
pub fn kind(node: u32) -> Kind {
    match node & 0x1F {
        0x02 => Kind::Folder,
        0x04 => Kind::Message,
        _ => Kind::Other,
    }
}

/// Returns the node with the list of folders in a folder.
pub fn folders_of(folder: u32) -> u32 {
    folder & !0x1F | 0x0D
}

/// Returns the node with the list of messages in a folder.
pub fn messages_of(folder: u32) -> u32 {
    folder & !0x1F | 0x0E
}

/// Properties that only such files have.
pub mod id {
    /// The folder in which the folders of mail lie.
    pub const TOP_FOLDER: u16 = 0x35E0;
    /// The folder of deleted mail.
    pub const DELETED: u16 = 0x35E3;
    /// What a folder is for ([MS-OXOSFLD] 2.2.7): `IPF.Note` for mail.
    pub const CONTAINER_CLASS: u16 = 0x3613;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_and_their_lists() {
        assert_eq!(
            (kind(0x8022), kind(0x8044), kind(0x8025)),
            (Kind::Folder, Kind::Message, Kind::Other)
        );
        assert_eq!((folders_of(0x8022), messages_of(0x8022)), (0x802D, 0x802E));
    }

    #[test]
    fn anything_is_a_heap_of_something_or_nothing() {
        for blocks in
            [vec![], vec![vec![]], vec![vec![0; 11]], vec![vec![0xEC; 12]], vec![vec![0xFF; 500]]]
        {
            if let Some(heap) = Heap::read(blocks) {
                assert!(heap.piece(0x20).is_none_or(<[u8]>::is_empty));
                assert_eq!(properties(&heap), None);
                assert_eq!(rows(&heap, |_| None), None);
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_do_harm(bytes in proptest::collection::vec(0u8..=255, 0..200), kind in 0usize..2) {
            // A heap whose map leads into the bytes, with a root that is there.
            let mut block = vec![12, 0, 0xEC, [0xBC, 0x7C][kind], 0x20, 0, 0, 0, 0, 0, 0, 0];
            let map = u16::try_from(12 + bytes.len()).unwrap();
            block[..2].copy_from_slice(&map.to_le_bytes());
            block.extend(&bytes);
            block.extend([2, 0, 0, 0, 12, 0]);
            let cut = bytes.first().copied().unwrap_or(0).min(200);
            block.extend((12 + u16::from(cut)).min(map).to_le_bytes());
            block.extend(map.to_le_bytes());
            let heap = Heap::read(vec![block]).unwrap();
            let _ = properties(&heap);
            if let Some(rows) = rows(&heap, |_| Some(vec![bytes.clone()])) {
                proptest::prop_assert!(rows.len() <= bytes.len());
            }
        }
    }
}
