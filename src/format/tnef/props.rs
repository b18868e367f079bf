//! Properties by number, as attributes hold them ([MS-OXTNEF] 2.1.3.4).

use super::{Notes, message};
use crate::format::bytes::{Bytes, utf_16};
use crate::format::code_page::CodePage;
use crate::format::mapi::{Content, Item, Props, Value, id, moment};

/// Properties with a name instead of a number begin here; a name means what its maker says.
const NAMED: u16 = 0x8000;

/// What a property with a message in it begins with.
const MESSAGE: [u8; 16] = [0x07, 0x03, 0x02, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

/// Properties, and what was attached in one of them.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The properties.
    pub(super) props: Props,
    /// What is attached, if this is of an attachment.
    pub(super) content: Content,
}

/// Reads one list of properties; what is cut off ends it.
pub(super) fn read(
    bytes: &mut Bytes<'_>,
    page: CodePage,
    depth: usize,
    notes: &mut Notes,
) -> Option<Read> {
    let count = bytes.count()?;
    let mut read = Read::default();
    for _ in 0..count {
        let at = bytes.offset();
        if one(bytes, &mut read, page, depth, notes).is_none() {
            notes.add(at, "a property is cut off, or of an unknown kind");
            // Where the next one begins, nobody can tell.
            let _ = bytes.at_most(usize::MAX);
            break;
        }
    }
    Some(read)
}

/// Reads a list of recipients.
pub(super) fn table(
    data: &[u8],
    offset: usize,
    page: CodePage,
    item: &mut Item,
    notes: &mut Notes,
) {
    let mut bytes = Bytes::new(data, offset);
    let rows = bytes.count().unwrap_or(0);
    for _ in 0..rows {
        let at = bytes.offset();
        match read(&mut bytes, page, 0, notes) {
            Some(row) => item.recipients.push(row.props),
            None => {
                notes.add(at, "the list of recipients is cut off");
                break;
            }
        }
    }
}

fn one(
    bytes: &mut Bytes<'_>,
    read: &mut Read,
    page: CodePage,
    depth: usize,
    notes: &mut Notes,
) -> Option<()> {
    let (kind, number) = (bytes.u16()?, bytes.u16()?);
    if number >= NAMED {
        let _set = bytes.take(16)?;
        if bytes.u32()? == 0 {
            let _ = bytes.u32()?;
        } else {
            let len = bytes.count()?;
            let _ = padded(bytes, len)?;
        }
    }
    let (single, many) = (kind & !0x1000, kind & 0x1000 != 0);
    let variable = matches!(single, 0x0D | 0x1E | 0x1F | 0x0102);
    let count = if many || variable { bytes.count()? } else { 1 };
    for n in 0..count {
        let (begin, data) = if variable {
            let len = bytes.count()?;
            (bytes.offset(), padded(bytes, len)?)
        } else {
            (bytes.offset(), bytes.take(width(single)?)?)
        };
        // Of many values none is asked for; of one, the first is the value.
        if many || n > 0 || number >= NAMED {
            continue;
        }
        if number == id::ATTACH_DATA {
            read.content = content(single, data, begin, depth, notes);
        } else if let Some(value) = value(single, data, page) {
            read.props.set(number, value);
        }
    }
    Some(())
}

/// Returns the bytes of a value of a fixed size, with what fills it up.
fn width(kind: u16) -> Option<usize> {
    match kind {
        0x01..=0x04 | 0x0A | 0x0B => Some(4),
        0x05..=0x07 | 0x14 | 0x40 => Some(8),
        0x48 => Some(16),
        _ => None,
    }
}

/// Takes so many bytes, and what fills them up to a multiple of four; at the very end that may be
/// missing.
fn padded<'x>(bytes: &mut Bytes<'x>, len: usize) -> Option<&'x [u8]> {
    let data = bytes.take(len)?;
    let _ = bytes.at_most(len.next_multiple_of(4) - len);
    Some(data)
}

fn value(kind: u16, data: &[u8], page: CodePage) -> Option<Value> {
    let mut bytes = Bytes::new(data, 0);
    Some(match kind {
        0x02 => Value::Int(i32::from(bytes.u16()?.cast_signed())),
        0x03 => Value::Int(bytes.i32()?),
        0x0B => Value::Bool(bytes.u16()? != 0),
        0x1E => Value::Text(page.text(data)),
        0x1F => Value::Text(utf_16(data)),
        0x40 => Value::Time(moment(bytes.i64()?)?),
        0x0102 => Value::Bytes(data.to_vec()),
        _ => return None,
    })
}

fn content(kind: u16, data: &[u8], offset: usize, depth: usize, notes: &mut Notes) -> Content {
    if kind != 0x0D {
        return Content::Bytes(data.to_vec());
    }
    // An object begins with what it is; a message is such a file again.
    let Some((what, object)) = data.split_at_checked(16) else { return Content::Missing };
    if what == MESSAGE {
        return match message(object, offset.saturating_add(16), depth, notes) {
            Some(item) => Content::Item(Box::new(item)),
            None => {
                notes.add(offset, "an attached message cannot be read");
                Content::Missing
            }
        };
    }
    Content::Bytes(object.to_vec())
}
