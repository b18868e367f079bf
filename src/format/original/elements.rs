//! The element list, the container in which folders, messages and nearly all else lie; and the
//! test for a small table, which holds nothing of a person's.

use super::super::Damage;
use crate::format::bytes::{u16_at, u32_at};

/// The most elements of a list.
pub const MOST: usize = 5400;

/// Bytes of the head of a directory.
const HEAD: usize = 14;

/// Bytes of an entry of a directory.
const ENTRY: usize = 12;

/// The elements of an object's data, in their order.
#[derive(Debug, Clone, Default)]
pub struct Elements<'a> {
    data: &'a [u8],
    entries: Vec<(u32, usize, usize)>,
}

impl<'a> Elements<'a> {
    /// Reads a list. Elements that do not lie in the data are left out; what is wrong is told
    /// beside what could be read.
    pub fn read(data: &'a [u8]) -> (Self, Option<Damage>) {
        if data.is_empty() {
            return (Self::default(), None);
        }
        let damaged = |offset, what: &str| (Self::default(), Some(Damage::new(offset, what)));
        let Some(directory) = u32_at(data, 0).and_then(|d| usize::try_from(d).ok()) else {
            return damaged(0, "too short for a list");
        };
        let head = directory.checked_add(HEAD).filter(|&end| directory >= 4 && end <= data.len());
        let (Some(head), Some(count)) = (head, u16_at(data, directory)) else {
            return damaged(0, "the directory lies outside the object");
        };
        let mut damage = None;
        let count = usize::from(count);
        if count > MOST {
            damage = Some(Damage::new(directory as u64, format!("{count} elements in a list")));
        }
        let mut entries = Vec::with_capacity(count.min(MOST));
        let rest = data.get(head..).unwrap_or_default();
        let (there, _) = rest.as_chunks::<ENTRY>();
        if there.len() < count {
            let what = format!("{count} elements, and room for {}", there.len());
            damage = damage.or_else(|| Some(Damage::new(directory as u64, what)));
        }
        for (at, entry) in there.iter().take(count.min(MOST)).enumerate() {
            let [key, offset, size] = [0, 4, 8].map(|at| u32_at(entry, at).unwrap_or_default());
            // Bit 31 of an offset is the program's own mark in memory.
            let (offset, size) = ((offset & 0x7FFF_FFFF) as usize, size as usize);
            if offset < 4 || offset.checked_add(size).is_none_or(|end| end > directory) {
                let place = head.saturating_add(at.saturating_mul(ENTRY));
                damage = damage
                    .or_else(|| Some(Damage::new(place as u64, "an element outside the list")));
                continue;
            }
            entries.push((key, offset, size));
        }
        (Self { data, entries }, damage)
    }

    /// Goes through the elements: key and value.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &'a [u8])> {
        let data = self.data;
        self.entries.iter().map(move |&(key, offset, size)| {
            (key, data.get(offset..offset.saturating_add(size)).unwrap_or_default())
        })
    }

    /// Returns the value of a key.
    pub fn get(&self, key: u32) -> Option<&'a [u8]> {
        self.iter().find(|(k, _)| *k == key).map(|(_, value)| value)
    }

    /// Returns how many elements there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// What the beginning of an object's data says of a list in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListHead {
    /// Where the directory begins.
    pub directory: usize,
}

impl ListHead {
    /// Returns where the directory of a list would have to be, if `size` bytes of data that begin so
    /// can be a list at all.
    pub fn read(beginning: &[u8], size: u64) -> Option<Self> {
        let directory = u32_at(beginning, 0)?;
        (size >= 18 && directory >= 4 && u64::from(directory) <= size - HEAD as u64)
            .then_some(Self { directory: directory as usize })
    }
}

/// Returns how many bytes of an object's data its list takes, by its directory alone; none where it
/// is no sound list: one whose values stand in reverse order without gaps, as every program wrote
/// them.
pub fn list_length(begins_at: usize, directory: &[u8]) -> Option<usize> {
    let count = usize::from(u16_at(directory, 0)?);
    let end = HEAD + count * ENTRY;
    if count > MOST || begins_at < 4 {
        return None;
    }
    let (entries, _) = directory.get(HEAD..end)?.as_chunks::<ENTRY>();
    let mut next = 4;
    for entry in entries.iter().rev() {
        let offset = (u32_at(entry, 4)? & 0x7FFF_FFFF) as usize;
        if offset != next {
            return None;
        }
        next = offset.checked_add(u32_at(entry, 8)? as usize)?;
    }
    (next == begins_at).then_some(begins_at.saturating_add(end))
}

/// Returns how many bytes of an object's data its small table takes; none where it is none.
pub fn table_length(data: &[u8]) -> Option<usize> {
    let [top, used, spare] = [0, 2, 4].map(|at| u16_at(data, at).map(usize::from));
    let (top, used, spare) = (top?, used?, spare?);
    let length = top + 8;
    let count = usize::from(u16_at(data, top + 6)?);
    let records = top.checked_sub(count.checked_mul(6)?)?;
    let sound = count <= 0x2AA8
        && length <= data.len()
        && data.len() < 0xFFFF
        && used <= top
        && 6 + used + spare == records
        && u32_at(data, records) == Some(u32::MAX)
        && u16_at(data, records + 4).map(usize::from) == Some(used)
        && (count == 0 || u16_at(data, top + 4) == Some(0));
    sound.then_some(length)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// The worked example: "Hi" as a subject, and a status.
    pub(crate) const EXAMPLE: [u8; 46] = [
        8, 0, 0, 0, 0x20, b'H', b'i', 0, 2, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0x80,
        1, 0, 5, 0, 0, 0, 3, 0, 0, 0, 7, 0x80, 6, 0, 4, 0, 0, 0, 1, 0, 0, 0,
    ];

    fn length(data: &[u8]) -> Option<usize> {
        let head = ListHead::read(data, data.len() as u64)?;
        list_length(head.directory, &data[head.directory..])
    }

    #[test]
    fn the_worked_example_is_read() {
        let (list, damage) = Elements::read(&EXAMPLE);
        assert_eq!(damage, None);
        let all: Vec<_> = list.iter().collect();
        assert_eq!(all, [(0x0001_8004, &b"Hi\0"[..]), (0x0006_8007, &[0x20][..])]);
        assert_eq!(list.get(0x0006_8007), Some(&[0x20][..]));
        assert_eq!(list.get(1), None);
        assert_eq!(length(&EXAMPLE), Some(EXAMPLE.len()));
    }

    #[test]
    fn nothing_is_an_empty_list() {
        let (list, damage) = Elements::read(&[]);
        assert!(list.is_empty() && damage.is_none());
    }

    #[test]
    fn what_lies_in_the_data_is_read_beside_what_does_not() {
        let mut bytes = EXAMPLE;
        bytes[26] = 60;
        let (list, damage) = Elements::read(&bytes);
        assert_eq!(list.len(), 1);
        assert_eq!(list.get(0x0006_8007), Some(&[0x20][..]));
        assert_eq!(damage.unwrap().offset, 22);
        assert_eq!(length(&bytes), None);
    }

    #[test]
    fn every_cut_and_every_changed_byte_is_survived() {
        for end in 0..EXAMPLE.len() {
            let _ = Elements::read(&EXAMPLE[..end]);
            assert_eq!(length(&EXAMPLE[..end]), None, "{end}");
        }
        for at in 0..EXAMPLE.len() {
            for value in 0..=255 {
                let mut bytes = EXAMPLE;
                bytes[at] = value;
                let (list, _) = Elements::read(&bytes);
                assert!(list.iter().map(|(_, v)| v.len()).sum::<usize>() <= bytes.len());
                let _ = (length(&bytes), table_length(&bytes));
            }
        }
    }

    #[test]
    fn a_small_table_is_told_from_a_list() {
        // One record: key 1, two bytes of value, no spare room.
        let mut table = vec![20, 0, 2, 0, 0, 0, 0xAA, 0xBB];
        table.extend([0xFF, 0xFF, 0xFF, 0xFF, 2, 0]);
        table.extend([0, 0, 0, 0, 0, 0]);
        table[0] = 14;
        table[14..18].copy_from_slice(&[1, 0, 0, 0]);
        table.extend([1, 0]);
        assert_eq!(table_length(&table), Some(22));
        assert_eq!(length(&table), None);
        assert_eq!(table_length(&EXAMPLE), None);
        for at in 0..table.len() {
            for value in 0..=255 {
                let mut bytes = table.clone();
                bytes[at] = value;
                let _ = table_length(&bytes);
            }
        }
    }
}
