//! Field lists: what an entry of a personal address book holds.

use super::string;
use crate::format::bytes::u32_at;

/// How deep conditions may lie in one another.
const DEPTH: usize = 16;

/// The most fields of one list.
const MOST: usize = 4096;

/// The fields of an entry.
#[derive(Debug, Clone, Default)]
pub struct Fields<'a> {
    all: Vec<(u32, &'a [u8])>,
}

impl<'a> Fields<'a> {
    /// The name shown.
    pub const NAME: u32 = 0;
    /// The address.
    pub const ADDRESS: u32 = 4;
    /// The type of the address.
    pub const KIND: u32 = 5;
    /// What its owner wrote about it.
    pub const COMMENT: u32 = 9;
    /// How the address is put together, where none stands there.
    pub const RULES: u32 = 0xC001;

    /// Reads an entry: a field whose value is a list of fields.
    pub fn read(bytes: &'a [u8]) -> Self {
        let all = field(bytes).map(|(_, value)| list(value)).unwrap_or_default();
        Self { all }
    }

    /// Returns the value of a field.
    pub fn get(&self, code: u32) -> Option<&'a [u8]> {
        self.all.iter().find(|(c, _)| *c == code).map(|(_, value)| *value)
    }

    /// Returns the text of a field.
    pub fn text(&self, code: u32) -> Option<&'a [u8]> {
        self.get(code).map(|value| string(value).0)
    }

    /// Returns the address, put together by its rules where it stands nowhere.
    pub fn address(&self) -> Vec<u8> {
        match (self.text(Self::ADDRESS), self.get(Self::RULES)) {
            (Some(address), _) => address.to_vec(),
            (None, Some(rules)) => self.composed(rules),
            (None, None) => Vec::new(),
        }
    }

    /// The first group whose condition holds gives the format and its arguments.
    fn composed(&self, rules: &[u8]) -> Vec<u8> {
        let parts = list(rules);
        let (groups, _) = parts.as_chunks::<3>();
        for [condition, arguments, format] in groups {
            if self.holds(*condition, DEPTH) {
                return self.formatted(string(format.1).0, arguments.1);
            }
        }
        Vec::new()
    }

    fn holds(&self, (code, value): (u32, &[u8]), depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        match code {
            0xF003 => u32_at(value, 0)
                .and_then(|code| self.text(code))
                .is_some_and(|text| !text.is_empty()),
            0xF005 => field(value).is_some_and(|nested| !self.holds(nested, depth)),
            0xF008 => true,
            0xF009 => list(value).into_iter().all(|nested| self.holds(nested, depth)),
            0xF00A => list(value).into_iter().any(|nested| self.holds(nested, depth)),
            _ => false,
        }
    }

    fn formatted(&self, format: &[u8], arguments: &[u8]) -> Vec<u8> {
        let (arguments, _) = arguments.as_chunks::<4>();
        let mut arguments = arguments.iter().map(|code| u32::from_le_bytes(*code));
        let mut address = Vec::new();
        let mut bytes = format.iter();
        while let Some(&byte) = bytes.next() {
            match (byte, if byte == b'%' { bytes.next() } else { None }) {
                (b'%', Some(b's')) => {
                    let text = arguments.next().and_then(|code| self.text(code));
                    address.extend_from_slice(text.unwrap_or_default());
                }
                (b'%', Some(b'%')) => address.push(b'%'),
                (b'%', _) => {}
                _ => address.push(byte),
            }
        }
        address
    }
}

/// Reads one field: its code and its value.
fn field(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let size = usize::try_from(u32_at(bytes, 4)?).ok()?;
    let value = bytes.get(8..)?;
    Some((u32_at(bytes, 0)?, value.get(..size).unwrap_or(value)))
}

/// Reads the fields of a list through its index.
fn list(value: &[u8]) -> Vec<(u32, &[u8])> {
    let index = || -> Option<&[u8]> { value.get(usize::try_from(u32_at(value, 0)?).ok()?..) };
    let Some(index) = index() else { return Vec::new() };
    let count = u32_at(index, 0).map_or(0, |n| n as usize).min(MOST);
    let (lines, _) = index.get(4..).unwrap_or_default().as_chunks::<12>();
    let at = |line: &[u8; 12]| value.get(u32_at(line, 8)? as usize..).and_then(field);
    lines.iter().take(count).filter_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a field list; the index has no pad bytes before it.
    fn written(code: u32, fields: &[(u32, Vec<u8>)]) -> Vec<u8> {
        let mut value = vec![0; 4];
        let mut lines = Vec::new();
        for (code, bytes) in fields {
            let offset = value.len() as u32;
            value.extend(code.to_le_bytes());
            value.extend((bytes.len() as u32).to_le_bytes());
            value.extend(bytes);
            for number in [*code, bytes.len() as u32, offset] {
                lines.extend(number.to_le_bytes());
            }
        }
        let index = value.len() as u32;
        value[..4].copy_from_slice(&index.to_le_bytes());
        value.extend((fields.len() as u32).to_le_bytes());
        value.extend(lines);
        let head = [code.to_le_bytes(), (value.len() as u32).to_le_bytes()].concat();
        [head, value].concat()
    }

    #[test]
    fn the_worked_example_is_read() {
        let mut bytes = vec![0, 0, 0, 0, 0x38, 0, 0, 0, 0x1C, 0, 0, 0];
        bytes.extend(b"\0\0\0\0\x04\0\0\0Ann\0");
        bytes.extend(b"\x05\0\0\0\x03\0\0\0MS\0\0");
        bytes.extend([2, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0]);
        bytes.extend([5, 0, 0, 0, 3, 0, 0, 0, 0x10, 0, 0, 0]);
        let fields = Fields::read(&bytes);
        assert_eq!(fields.text(Fields::NAME), Some(&b"Ann"[..]));
        assert_eq!(fields.text(Fields::KIND), Some(&b"MS"[..]));
        assert_eq!(fields.get(Fields::COMMENT), None);
        for end in 0..bytes.len() {
            let _ = Fields::read(&bytes[..end]).address();
        }
    }

    fn rules(groups: &[(u32, Vec<u8>)]) -> Vec<u8> {
        written(Fields::RULES, groups)[8..].to_vec()
    }

    #[test]
    fn addresses_are_put_together_by_their_rules() {
        let empty = |code: u32| code.to_le_bytes().to_vec();
        let not = |code: u32, value: Vec<u8>| {
            let head = [code.to_le_bytes(), (value.len() as u32).to_le_bytes()].concat();
            (0xF005, [head, value].concat())
        };
        let groups = [
            (0xF003, empty(0x4001)),
            (0, [0x4001_u32.to_le_bytes(), 0x4000_u32.to_le_bytes()].concat()),
            (0, b"%s@%s 100%% %x.\0".to_vec()),
            not(0xF003, empty(0x4001)),
            (0, 0x4000_u32.to_le_bytes().to_vec()),
            (0, b"only %s\0".to_vec()),
        ];
        let entry = |more: &[(u32, Vec<u8>)]| {
            let fields = [&[(0x4000, b"host\0".to_vec())], more].concat();
            let all = [fields, vec![(Fields::RULES, rules(&groups))]].concat();
            written(0, &all)
        };
        assert_eq!(Fields::read(&entry(&[])).address(), b"only host");
        let with = entry(&[(0x4001, b"ann\0".to_vec())]);
        assert_eq!(Fields::read(&with).address(), b"ann@host 100% .");
        let plain = entry(&[(Fields::ADDRESS, b"here\0".to_vec())]);
        assert_eq!(Fields::read(&plain).address(), b"here");
    }

    #[test]
    fn conditions_in_one_another_end() {
        let mut deep = (0xF008, Vec::new());
        for _ in 0..100 {
            let head = [u32::to_le_bytes(deep.0), (deep.1.len() as u32).to_le_bytes()].concat();
            deep = (0xF005, [head, deep.1].concat());
        }
        let groups = [deep, (0, Vec::new()), (0, b"x\0".to_vec())];
        let entry = written(0, &[(Fields::RULES, rules(&groups))]);
        let _ = Fields::read(&entry).address();
    }
}
