//! Message classes: what kind of message one is, and what its own attributes are called.

use super::string;
use crate::format::bytes::{u16_at, u32_at};

/// What kind of message a class is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassKind {
    /// A letter, or something of a kind that is not known.
    Note,
    /// A receipt.
    Receipt,
    /// A report that a message could not be delivered.
    Report,
    /// A request for a meeting, an answer to one, or its end.
    Meeting,
}

/// The class of an ordinary letter.
pub const NOTE: &str = "IPM.Microsoft Mail.Note";

/// Returns what kind of message a class is, by its name.
pub fn kind(class: &str) -> ClassKind {
    let is = |name: &str| class.eq_ignore_ascii_case(name);
    if is("IPM.Microsoft Mail.Read Receipt") {
        ClassKind::Receipt
    } else if is("IPM.Microsoft Mail.Non-Delivery") {
        ClassKind::Report
    } else if ["RespP", "RespN", "RespA", "Req", "Cncl"]
        .iter()
        .any(|end| is(&format!("IPM.Microsoft Schedule.Mtg{end}")))
    {
        ClassKind::Meeting
    } else {
        ClassKind::Note
    }
}

/// Returns the class that a number means where no table says so.
pub fn without_table(number: u16) -> &'static str {
    match number {
        2 => "IPM.Microsoft Mail.Read Receipt",
        3 => "IPM.Microsoft Mail.Non-Delivery",
        _ => NOTE,
    }
}

/// A class, as the table has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Class {
    /// Its name, in bytes.
    pub name: Vec<u8>,
    /// What its own attributes are called: number and label.
    pub labels: Vec<(u32, Vec<u8>)>,
}

impl Class {
    /// Reads the value of an element of the table.
    pub fn read(value: &[u8]) -> Option<Self> {
        let size = usize::from(u16_at(value, 0)?);
        let name = string(value.get(2..2 + size)?).0.to_vec();
        let rest = value.get(2 + size..).unwrap_or_default();
        let size = usize::from(u16_at(rest, 0).unwrap_or(0));
        let map = rest.get(2..).unwrap_or_default();
        Some(Self { name, labels: labels(map.get(..size).unwrap_or(map)) })
    }

    /// Reads the value of an element of the older table: only a name.
    pub fn read_old(value: &[u8]) -> Self {
        Self { name: string(value).0.to_vec(), labels: Vec::new() }
    }
}

fn labels(mut map: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let mut labels = Vec::new();
    // A record has its size, an attribute, marks, and a label behind them.
    while let Some(size) = u16_at(map, 0).map(usize::from).filter(|&size| size > 8) {
        let Some(record) = map.get(..size) else { break };
        if let Some(attribute) = u32_at(record, 2) {
            labels.push((attribute, string(record.get(8..).unwrap_or_default()).0.to_vec()));
        }
        map = map.get(size..).unwrap_or_default();
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_example_is_read() {
        let class = Class::read(b"\x06\0IPM.X\0\0\0").unwrap();
        assert_eq!((&*class.name, class.labels.len()), (&b"IPM.X"[..], 0));
        assert_eq!(Class::read(b"\x09\0IPM.X\0\0\0"), None);
        assert_eq!(Class::read_old(b"IPM.Y\0").name, b"IPM.Y");
    }

    #[test]
    fn labels_of_attributes_are_read() {
        let mut value = b"\x06\0IPM.X\0\x16\0".to_vec();
        value.extend(b"\x0B\0\x04\0\x01\0\0\0Hi\0");
        value.extend(b"\x0B\0\x05\0\x01\0\0\0Ho\0");
        let class = Class::read(&value).unwrap();
        assert_eq!(class.labels, [(0x0001_0004, b"Hi".to_vec()), (0x0001_0005, b"Ho".to_vec())]);
        for end in 0..value.len() {
            let _ = Class::read(&value[..end]);
        }
    }

    #[test]
    fn classes_are_known_by_their_names() {
        assert_eq!(kind("ipm.microsoft mail.note"), ClassKind::Note);
        assert_eq!(kind("IPM.Microsoft Mail.Read Receipt"), ClassKind::Receipt);
        assert_eq!(kind("IPM.Microsoft Mail.Non-Delivery"), ClassKind::Report);
        assert_eq!(kind("IPM.Microsoft Schedule.MtgReq"), ClassKind::Meeting);
        assert_eq!(kind("IPM.Other"), ClassKind::Note);
        assert_eq!(without_table(7), NOTE);
    }
}
