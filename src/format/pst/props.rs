//! Properties by number, as a heap has them ([MS-PST] 2.3.3), and what their values are.

use super::Heap;
use crate::format::bytes::{u16_at, u32_at, utf_16};
use crate::format::code_page::CodePage;
use crate::format::mapi::{Value, moment};

/// The mark of a heap with properties.
const MARK: u8 = 0xBC;

/// A property that is not looked up yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Raw {
    /// Its number.
    pub id: u16,
    /// The kind of its value.
    pub kind: u16,
    /// The value itself where it is small, else where it is.
    pub value: u32,
}

/// Returns the properties of a heap; `None` when it has none.
pub fn properties(heap: &Heap) -> Option<Vec<Raw>> {
    if heap.kind != MARK {
        return None;
    }
    let records = heap.list(heap.root, 2, 6)?;
    let read = |record: &[u8]| {
        let (id, kind) = (u16_at(record, 0)?, u16_at(record, 2)?);
        Some(Raw { id, kind, value: u32_at(record, 4)? })
    };
    Some(records.into_iter().filter_map(read).collect())
}

/// Looks a value up; `below` fetches the bytes of a node below. `None` where it cannot be read, or
/// is of a kind that means nothing here.
pub fn value(
    raw: Raw,
    heap: &Heap,
    page: CodePage,
    below: impl FnOnce(u32) -> Option<Vec<u8>>,
) -> Option<Value> {
    Some(match raw.kind {
        0x02 => {
            let [low, high, ..] = raw.value.to_le_bytes();
            Value::Int(i32::from(i16::from_le_bytes([low, high])))
        }
        0x03 => Value::Int(raw.value.cast_signed()),
        0x0B => Value::Bool(raw.value & 0xFF != 0),
        0x40 => {
            let ticks = heap.piece(raw.value)?.first_chunk()?;
            Value::Time(moment(i64::from_le_bytes(*ticks))?)
        }
        0x1E | 0x1F | 0x0102 => {
            let bytes = match raw.value {
                0 => Vec::new(),
                piece if piece & 0x1F == 0 => heap.piece(piece)?.to_vec(),
                node => below(node)?,
            };
            match raw.kind {
                0x1E => Value::Text(page.text(&bytes)),
                0x1F => Value::Text(utf_16(&bytes)),
                _ => Value::Bytes(bytes),
            }
        }
        _ => return None,
    })
}

/// Returns the node that holds an object: a message, or a stream of another program.
pub fn object_node(raw: Raw, heap: &Heap) -> Option<u32> {
    (raw.kind == 0x0D).then(|| u32_at(heap.piece(raw.value)?, 0)).flatten()
}

/// Returns the node that an entry id names ([MS-PST] 2.4.3.2).
pub fn entry_node(entry: &[u8]) -> Option<u32> {
    u32_at(entry, 20).filter(|_| entry.len() == 24)
}
