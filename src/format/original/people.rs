//! Recipient lists: whom a message names.

use super::string;
use crate::format::bytes::{u16_at, u32_at};

/// Somebody named in a message: texts in the file's code page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Named {
    /// The name shown; may be empty.
    pub name: Vec<u8>,
    /// The type of the address: `MS`, `SMTP`, …; empty where only the name is known.
    pub kind: Vec<u8>,
    /// The address.
    pub address: Vec<u8>,
}

/// Bytes of a record before its name.
const HEAD: usize = 8;

/// The most people that are read of one list: a record takes at least eight bytes, and no program
/// of its time wrote so many.
const MOST: usize = 65_536;

/// Reads a recipient list. It ends at its end record, or at the first record that cannot be one.
pub fn people(value: &[u8]) -> Vec<Named> {
    let mut people = Vec::new();
    let mut at = 0_usize;
    while people.len() < MOST {
        let Some(kind) = u16_at(value, at).filter(|kind| (1..10).contains(kind)) else { break };
        let sizes = (u16_at(value, at + 4), u16_at(value, at + 6));
        let (Some(name), Some(address)) = sizes else { break };
        let begin = at + HEAD;
        let middle = begin + usize::from(name);
        let end = middle + usize::from(address);
        let (Some(name), Some(address)) = (value.get(begin..middle), value.get(middle..end)) else {
            break;
        };
        at = end;
        let mut person = match kind {
            2 | 5 => entry(address),
            3 | 4 | 9 => split(string(address).0),
            _ => Named::default(),
        };
        person.name = string(name).0.trim_ascii_start().to_vec();
        if !person.name.is_empty() || !person.address.is_empty() || !person.kind.is_empty() {
            people.push(person);
        }
    }
    people
}

/// Splits `TYPE:address` at the first colon; without one it is all type.
pub fn split(text: &[u8]) -> Named {
    let (kind, address) = match text.iter().position(|&b| b == b':') {
        Some(colon) => {
            let (kind, rest) = text.split_at(colon);
            (kind, rest.get(1..).unwrap_or_default())
        }
        None => (text, &[][..]),
    };
    // The type that programs of old gave to the addresses of the Internet.
    let kind = if kind == b"MTP" { b"SMTP" } else { kind };
    Named { name: Vec::new(), kind: kind.to_vec(), address: address.to_vec() }
}

/// Reads an entry id: only those of one provider have an address in them.
fn entry(id: &[u8]) -> Named {
    if id.get(4..12) != Some(b"XAB NSP\0") {
        return Named::default();
    }
    let at = if u32_at(id, 0x14) == Some(6) { 0x1C } else { 0x45 };
    let address = string(id.get(at..).unwrap_or_default()).0.to_vec();
    let kind = if address.is_empty() { Vec::new() } else { b"SMTP".to_vec() };
    Named { name: Vec::new(), kind, address }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, kind: &str, address: &str) -> Named {
        Named { name: name.into(), kind: kind.into(), address: address.into() }
    }

    fn record(kind: u16, name: &[u8], address: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for word in [kind, 0, name.len() as u16, address.len() as u16] {
            bytes.extend(word.to_le_bytes());
        }
        [&bytes, name, address].concat()
    }

    #[test]
    fn the_worked_example_is_read() {
        let mut list = record(3, b"Ann\0", b"MS:NET/PO/ANN\0\0\0");
        list.extend([0; 8]);
        assert_eq!(people(&list), [named("Ann", "MS", "NET/PO/ANN")]);
        for end in 0..list.len() {
            assert_eq!(people(&list[..end]).len(), usize::from(end >= list.len() - 8));
        }
    }

    #[test]
    fn every_kind_of_record_is_read() {
        let mut id = vec![0; 4];
        id.extend(b"XAB NSP\0");
        id.resize(0x14, 0);
        let mut short = id.clone();
        short.extend([6, 0, 0, 0]);
        short.resize(0x1C, 0);
        short.extend(b"a@b.example\0");
        let mut long = id;
        long.resize(0x45, 0);
        long.extend(b"c@d.example\0");
        let list = [
            record(1, b"  typed\0\0", b""),
            record(2, b"Book\0", &[0; 40]),
            record(2, b"A\0", &short),
            record(5, b"C\0", &long),
            record(4, b"", b"SMTP:x@y\0"),
            record(9, b"Group", b"MTP:g@y"),
            record(3, b"No colon\0", b"FAX\0"),
            record(3, b"", b""),
            record(10, b"never\0", b""),
            record(1, b"behind\0", b""),
        ]
        .concat();
        assert_eq!(
            people(&list),
            [
                named("typed", "", ""),
                named("Book", "", ""),
                named("A", "SMTP", "a@b.example"),
                named("C", "SMTP", "c@d.example"),
                named("", "SMTP", "x@y"),
                named("Group", "SMTP", "g@y"),
                named("No colon", "FAX", ""),
            ]
        );
    }
}
