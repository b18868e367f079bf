//! A lone file becomes one message; damage is told behind it.

use super::*;
use crate::format::mime;

/// A subject, a text and one file, as the first programs wrote them.
fn bytes() -> Vec<u8> {
    let mut bytes = b"\x78\x9f\x3e\x22\x01\x00".to_vec();
    for (level, id, data) in [
        (1, 0x0001_8004_u32, &b"Lunch\0"[..]),
        (1, 0x0002_800C, b"soup\0"),
        (2, 0x0006_9002, &[0; 14]),
        (2, 0x0001_8010, b"MENU.TXT\0"),
        (2, 0x0006_800F, b"soup and bread"),
    ] {
        bytes.push(level);
        bytes.extend(id.to_le_bytes());
        bytes.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        bytes.extend(data);
        bytes.extend(data.iter().map(|b| u16::from(*b)).sum::<u16>().to_le_bytes());
    }
    bytes
}

fn all(bytes: &[u8]) -> Result<Vec<Found>, Error> {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("winmail.dat");
    let disk = Disk::new();
    disk.create_new(&path, bytes).unwrap();
    let mut source = WinmailSource::open(&disk, &path)?;
    let found = std::iter::from_fn(|| source.next()).collect();
    assert_eq!(source.reached().done, bytes.len() as u64);
    Ok(found)
}

#[test]
fn a_file_is_a_message() {
    let found = all(&bytes()).unwrap();
    let [Found::Item(item)] = found.as_slice() else { panic!("{found:?}") };
    let message = mime::parse(&item.bytes);
    assert_eq!((message.subject.as_str(), message.body.as_str()), ("Lunch", "soup\n"));
    assert_eq!(message.attachments[0].name, "MENU.TXT");
    assert_eq!(message.attachments[0].bytes, b"soup and bread");
}

#[test]
fn damage_is_told_and_another_file_is_none() {
    let whole = bytes();
    let found = all(&whole[..whole.len() - 5]).unwrap();
    let [Found::Item(item), Found::Unreadable(problem)] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(mime::parse(&item.bytes).attachments[0].bytes, b"soup and br");
    assert!(matches!(problem.place.at, At::Byte(at) if at > 0), "{problem:?}");
    assert!(matches!(all(b"not one"), Err(Error::Form { .. })));
}
