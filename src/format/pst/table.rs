//! Tables: rows of properties ([MS-PST] 2.3.4).

use super::{Heap, Raw};
use crate::format::bytes::{u16_at, u32_at};

/// The mark of a heap with a table.
const MARK: u8 = 0x7C;

/// The column with the number of a row.
const ROW_ID: u16 = 0x67F2;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number: in lists of folders, messages and attachments that of a node.
    pub id: u32,
    /// Its properties, as far as they fit into four bytes.
    pub cells: Vec<Raw>,
}

/// A column.
struct Column {
    kind: u16,
    id: u16,
    at: usize,
    size: usize,
    bit: usize,
}

/// Returns the rows of a heap's table, in the order in which they stand; `below` fetches the blocks
/// of a node below. `None` when there is no table.
pub fn rows(heap: &Heap, below: impl FnOnce(u32) -> Option<Vec<Vec<u8>>>) -> Option<Vec<Row>> {
    if heap.kind != MARK {
        return None;
    }
    let info = heap.piece(heap.root)?;
    let count = usize::from(*info.get(1)?);
    let (bits, width) = (usize::from(u16_at(info, 6)?), usize::from(u16_at(info, 8)?));
    if info.first() != Some(&MARK) || width < 4 {
        return None;
    }
    let columns: Vec<Column> = info
        .get(22..)?
        .chunks_exact(8)
        .take(count)
        .filter_map(|column| {
            Some(Column {
                kind: u16_at(column, 0)?,
                id: u16_at(column, 2)?,
                at: usize::from(u16_at(column, 4)?),
                size: usize::from(*column.get(6)?),
                bit: usize::from(*column.get(7)?),
            })
        })
        .collect();
    let row = |line: &[u8]| {
        let is_there = |bit: usize| {
            line.get(bits + bit / 8).is_some_and(|byte| byte & (0x80 >> (bit % 8)) != 0)
        };
        let cells = columns.iter().filter(|column| is_there(column.bit) && column.id != ROW_ID);
        let cells = cells.filter_map(|column| {
            let mut four = [0; 4];
            let bytes = line.get(column.at..column.at + column.size)?;
            four.get_mut(..bytes.len())?.copy_from_slice(bytes);
            Some(Raw { id: column.id, kind: column.kind, value: u32::from_le_bytes(four) })
        });
        Some(Row { id: u32_at(line, 0)?, cells: cells.collect() })
    };
    // Rows do not cross from one block into the next.
    let read = |block: &[u8]| block.chunks_exact(width).filter_map(row).collect::<Vec<_>>();
    match u32_at(info, 14)? {
        0 => Some(Vec::new()),
        piece if piece & 0x1F == 0 => Some(read(heap.piece(piece)?)),
        node => Some(below(node)?.iter().flat_map(|block| read(block)).collect()),
    }
}
