//! The header: the first 512 bytes of a file, which are not enciphered.

use std::num::NonZeroU32;

use binrw::binrw;

use super::super::{Damage, read};
use super::cipher::Cipher;
use super::node::NODE;
use super::string;

/// Bytes of the header that mean something.
pub const HEADER: usize = 0x1DF;

/// The first four bytes of every file.
const MAGIC: u32 = 0x01AF_DEAD;

/// The version that most files have.
const NORMAL: u32 = 0x0F00_C00F;

/// The version that may have the light cipher.
const LIGHT: u32 = 0x0F00_C010;

/// Where a map is, and what it says of the whole file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MapRecord {
    /// Where the map begins in the file.
    pub offset: u32,
    /// Where the file ends by this map; the file itself has one byte more.
    pub end: u32,
    /// Its nodes, with the first one that means nothing.
    pub nodes: u16,
    /// The node at which the tree of numbers begins; 0 when it is empty.
    pub root: u16,
}

/// The header of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The version of the format.
    pub version: u32,
    /// Whether a program had the file open, or left it without closing.
    pub open: bool,
    /// Nodes that each map has room for.
    pub capacity: u16,
    /// Which of the maps counts: 0 or 1.
    pub current: usize,
    /// Both maps.
    pub maps: [MapRecord; 2],
    /// The name of the Windows language, in bytes; may be empty.
    pub language: Vec<u8>,
    /// The cipher of the rest of the file.
    pub cipher: Cipher,
}

/// Why a file is none that can be read by its header.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    /// The file is no message file of this kind at all.
    #[error("it does not begin like one")]
    Foreign,
    /// The version is older than those that are known.
    #[error("version {0:08X} is older than those that are known")]
    TooOld(u32),
    /// The version is newer than those that are known.
    #[error("version {0:08X} is newer than those that are known")]
    TooNew(u32),
    /// The header is damaged.
    #[error("{0}")]
    Damaged(Damage),
}

#[binrw]
#[brw(little)]
#[derive(Clone, Copy)]
struct RecordLayout {
    offset: u32,
    end: u32,
    nodes: u16,
    root: u16,
    free: u16,
    rest: [u8; 50],
}

#[binrw]
#[brw(little)]
struct Layout {
    _magic: u32,
    version: u32,
    session: u32,
    capacity: u16,
    current: u16,
    maps: [RecordLayout; 2],
    language: [u8; 128],
    versions: [u8; 12],
    ticks: u32,
    unused: u16,
    token: u32,
    variant: u16,
    divisor: u32,
}

impl Header {
    /// Returns whether bytes are the beginning of such a file, of whatever version.
    pub fn is_one(bytes: &[u8]) -> bool {
        bytes.starts_with(&MAGIC.to_le_bytes())
    }

    /// Reads a header from the beginning of a file.
    pub fn decode(bytes: &[u8]) -> Result<Self, HeaderError> {
        if !Self::is_one(bytes) {
            return Err(HeaderError::Foreign);
        }
        let layout: Layout = read(bytes).map_err(HeaderError::Damaged)?;
        let (variant, divisor) = match layout.version {
            NORMAL => (0, 0),
            LIGHT | 0x0F00_C00D | 0x0F00_C00E => (layout.variant, layout.divisor),
            version if version >> 16 == 0x0F00 && version < NORMAL => {
                return Err(HeaderError::TooOld(version));
            }
            version if version >> 16 == 0x0F00 => return Err(HeaderError::TooNew(version)),
            version => {
                let what = format!("{version:08X} is no version of a message file");
                return Err(HeaderError::Damaged(Damage::new(4, what)));
            }
        };
        let cipher = match (variant, NonZeroU32::new(divisor)) {
            (0, _) => Cipher::Cyclic,
            (_, Some(divisor)) => Cipher::Light { divisor },
            (_, None) => {
                let what = "the light cipher without its divisor";
                return Err(HeaderError::Damaged(Damage::new(0x128, what)));
            }
        };
        Ok(Self {
            version: layout.version,
            open: layout.session != 0,
            capacity: layout.capacity,
            current: usize::from(layout.current & 1),
            maps: layout.maps.map(|m| MapRecord {
                offset: m.offset,
                end: m.end,
                nodes: m.nodes,
                root: m.root,
            }),
            language: string(&layout.language).0.to_vec(),
            cipher,
        })
    }

    /// Returns what speaks against one of the maps, before a node of it is read.
    pub fn doubt(&self, map: usize) -> Option<Damage> {
        let [a, b] = self.maps;
        let record = if map == 0 { a } else { b };
        let place = if map == 0 { 0x10 } else { 0x50 };
        let room = u64::from(b.offset.saturating_sub(a.offset)) / NODE as u64;
        let full = self.capacity == u16::MAX;
        if room < u64::from(self.capacity) {
            return Some(Damage::new(place, "the maps lie over one another"));
        }
        if record.nodes == 0 || (!full && record.nodes > self.capacity) {
            return Some(Damage::new(place + 8, format!("{} nodes", record.nodes)));
        }
        if record.root > record.nodes {
            return Some(Damage::new(place + 10, "the root is no node"));
        }
        None
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The header of the worked example.
    pub(crate) fn example() -> Vec<u8> {
        let mut bytes = vec![0; 0x200];
        let mut put = |at: usize, value: &[u8]| bytes[at..at + value.len()].copy_from_slice(value);
        put(0, &[0xAD, 0xDE, 0xAF, 0x01, 0x0F, 0xC0, 0, 0x0F, 0, 0, 0, 0, 0, 2, 0, 0]);
        put(0x10, &[0, 2, 0, 0, 0x80, 0x82, 0, 0, 3, 0, 2, 0]);
        put(0x50, &[0, 0x42, 0, 0, 0x80, 0x82, 0, 0, 3, 0, 2, 0]);
        put(0x90, b"English (American)");
        put(0x110, &[3, 0, 0, 0, 0xA6, 0x0F, 3, 0, 0, 0, 0xA6, 0x0F, 0x45, 0x23, 1, 0]);
        bytes
    }

    #[test]
    fn the_worked_example_is_read() {
        let header = Header::decode(&example()).unwrap();
        assert_eq!(header.capacity, 512);
        assert_eq!(header.current, 0);
        let map = MapRecord { offset: 0x4200, end: 0x8280, nodes: 3, root: 2 };
        assert_eq!(header.maps, [MapRecord { offset: 0x200, ..map }, map]);
        assert_eq!(header.language, b"English (American)");
        assert_eq!(header.cipher, Cipher::Cyclic);
        assert!(!header.open);
        assert_eq!(header.doubt(0), None);
        assert_eq!(header.doubt(1), None);
    }

    #[test]
    fn versions_decide_what_is_read() {
        let with = |version: u32, variant: u8, divisor: u8| {
            let mut bytes = example();
            bytes[4..8].copy_from_slice(&version.to_le_bytes());
            bytes[0x126] = variant;
            bytes[0x128] = divisor;
            Header::decode(&bytes)
        };
        let light = Cipher::Light { divisor: NonZeroU32::new(7).unwrap() };
        assert_eq!(with(0x0F00_C00F, 1, 7).unwrap().cipher, Cipher::Cyclic);
        assert_eq!(with(0x0F00_C010, 1, 7).unwrap().cipher, light);
        assert_eq!(with(0x0F00_C010, 0, 7).unwrap().cipher, Cipher::Cyclic);
        assert_eq!(with(0x0F00_C00D, 0, 0).unwrap().cipher, Cipher::Cyclic);
        assert!(matches!(with(0x0F00_C010, 1, 0), Err(HeaderError::Damaged(_))));
        assert_eq!(with(0x0F00_C00C, 0, 0), Err(HeaderError::TooOld(0x0F00_C00C)));
        assert_eq!(with(0x0F00_C011, 0, 0), Err(HeaderError::TooNew(0x0F00_C011)));
        assert!(matches!(with(0x1234_5678, 0, 0), Err(HeaderError::Damaged(_))));
        assert_eq!(Header::decode(b"SQLite format 3\0"), Err(HeaderError::Foreign));
        assert!(matches!(Header::decode(&example()[..0x100]), Err(HeaderError::Damaged(_))));
    }

    #[test]
    fn maps_that_cannot_be_are_doubted() {
        let doubt = |at: usize, value: u8, map| {
            let mut bytes = example();
            bytes[at] = value;
            Header::decode(&bytes).unwrap().doubt(map)
        };
        assert!(doubt(0x51, 0x02, 0).is_some());
        assert!(doubt(0x19, 0x08, 0).is_some());
        assert!(doubt(0x18, 0x00, 0).is_some());
        assert!(doubt(0x1A, 0x09, 0).is_some());
        assert_eq!(doubt(0x1A, 0x09, 1), None);
    }
}
