//! `winmail.dat`: a message as the mail programs of the Windows world send it to each other inside
//! another message (TNEF, [MS-OXTNEF]).
//!
//! A row of attributes, each with its length and a check; some of them hold properties by number
//! (`props`), the oldest are records of their own (`old`). Both become one [`Item`]. The reader
//! takes what it can: a wrong check is noted and the bytes are used, a cut attribute gives what is
//! left of it, and what stands behind is read as long as there are whole attributes. Nothing is
//! read twice, and messages inside messages end at a depth that nobody means.
//!
//! Neighbours: [`mapi`](super::mapi) says what an item means; [`mime`](super::mime) opens parts of
//! messages that are one of these.

mod item;
mod old;
mod props;

use self::item::Building;
use super::Damage;
use super::bytes::Bytes;
use super::code_page::CodePage;
use super::mapi::Item;

/// What every such file begins with.
const SIGNATURE: u32 = 0x223E_9F78;

/// Messages inside messages; deeper ones are left out.
const DEPTH: usize = 16;

/// More attachments than this in one message are left out.
const ATTACHMENTS: usize = 10_000;

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tnef {
    /// The message.
    pub item: Item,
    /// What is not as it must be; empty when all was read.
    pub damage: Vec<Damage>,
}

/// Tells whether bytes begin as such a file does.
pub fn is_tnef(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE.to_le_bytes())
}

/// Reads a `winmail.dat`, as far as it can be read; `None` when it is none.
pub fn read(bytes: &[u8]) -> Option<Tnef> {
    let mut notes = Notes(Vec::new());
    let item = message(bytes, 0, DEPTH, &mut notes)?;
    Some(Tnef { item, damage: notes.0 })
}

/// What was noted; a file that is damage all through is not told of line by line.
struct Notes(Vec<Damage>);

impl Notes {
    fn add(&mut self, offset: usize, what: impl Into<String>) {
        if self.0.len() < 100 {
            self.0.push(Damage::new(u64::try_from(offset).unwrap_or(u64::MAX), what));
        }
    }
}

/// Reads the attributes of one message, which stand at `offset` of the file.
fn message(bytes: &[u8], offset: usize, depth: usize, notes: &mut Notes) -> Option<Item> {
    let mut rest = Bytes::new(bytes, offset);
    if rest.u32()? != SIGNATURE {
        return None;
    }
    let Some(deeper) = depth.checked_sub(1) else {
        notes.add(offset, "messages inside messages go on too deep");
        return None;
    };
    let mut building = Building::new(deeper);
    // A key that the sender chose; it says nothing to anybody else.
    if rest.u16().is_none() {
        notes.add(offset, "cut off behind the signature");
    }
    while !rest.is_empty() {
        let at = rest.offset();
        let (Some(level), Some(id), Some(len)) = (rest.u8(), rest.u32(), rest.u32()) else {
            notes.add(at, "cut off in an attribute's head");
            break;
        };
        if level != 1 && level != 2 {
            notes.add(at, format!("no attribute: level {level}"));
            break;
        }
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        let begin = rest.offset();
        let data = rest.at_most(len);
        building.attribute(id, data, begin, notes);
        if data.len() < len {
            notes.add(at, format!("attribute {id:#010X} is cut off"));
            break;
        }
        let sum = data.iter().fold(0_u16, |sum, b| sum.wrapping_add(u16::from(*b)));
        match rest.u16() {
            Some(check) if check == sum => {}
            Some(_) => notes.add(at, format!("the check of attribute {id:#010X} is wrong")),
            None => notes.add(at, "cut off before an attribute's check"),
        }
    }
    Some(building.finish())
}

/// Returns the character set that a file names.
fn code_page(data: &[u8]) -> Option<CodePage> {
    Bytes::new(data, 0).u32().and_then(CodePage::of)
}
