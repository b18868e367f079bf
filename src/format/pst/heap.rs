//! A heap of small pieces, and the sorted lists that stand in it ([MS-PST] 2.3.1, 2.3.2).

use crate::format::bytes::{u16_at, u32_at};

/// The mark of every heap.
const MARK: u8 = 0xEC;

/// The mark of a sorted list.
const LIST: u8 = 0xB5;

/// A heap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heap {
    blocks: Vec<Vec<u8>>,
    /// What stands in it.
    pub(super) kind: u8,
    /// The piece that says where the rest is.
    pub(super) root: u32,
}

impl Heap {
    /// Takes the blocks of a node as a heap; `None` when they are none.
    pub fn read(blocks: Vec<Vec<u8>>) -> Option<Self> {
        let first = blocks.first()?;
        let (kind, root) = (*first.get(3)?, u32_at(first, 4)?);
        (first.get(2) == Some(&MARK)).then_some(Self { blocks, kind, root })
    }

    /// Returns a piece by its number; none where there is none.
    pub fn piece(&self, number: u32) -> Option<&[u8]> {
        let block = self.blocks.get(usize::try_from(number >> 16).ok()?)?;
        let place = usize::try_from(number >> 5 & 0x7FF).ok()?;
        let map = usize::from(u16_at(block, 0)?);
        let count = usize::from(u16_at(block, map)?);
        if number & 0x1F != 0 || place == 0 || place > count {
            return None;
        }
        let at = map + 4 + (place - 1) * 2;
        let (begin, end) = (u16_at(block, at)?, u16_at(block, at + 2)?);
        block.get(usize::from(begin)..usize::from(end))
    }

    /// Returns the records of a sorted list, whose keys and values have these sizes.
    pub(super) fn list(&self, header: u32, key: u8, value: u8) -> Option<Vec<&[u8]>> {
        let header = self.piece(header)?;
        let (mark, sizes) = (header.first()?, header.get(1..3)?);
        if *mark != LIST || sizes != [key, value] {
            return None;
        }
        let levels = *header.get(3)?;
        let mut pieces = match u32_at(header, 4)? {
            0 => Vec::new(),
            root => vec![root],
        };
        // No list has more records than its heap has bytes, whatever leads to them.
        let most: usize = self.blocks.iter().map(Vec::len).sum();
        let branch = usize::from(key) + 4;
        for _ in 0..levels {
            let branches = pieces.iter().filter_map(|piece| self.piece(*piece));
            let branches = branches.flat_map(|piece| piece.chunks_exact(branch));
            let inner = branches.filter_map(|record| u32_at(record, usize::from(key)));
            pieces = inner.take(most / branch).collect();
        }
        let width = usize::from(key) + usize::from(value);
        let leaves = pieces.iter().filter_map(|piece| self.piece(*piece));
        Some(leaves.flat_map(|piece| piece.chunks_exact(width)).take(most / width).collect())
    }
}
