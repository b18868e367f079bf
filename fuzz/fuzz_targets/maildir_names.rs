//! The names in a Maildir: of a message and of the folders that it lies in, line by line, as they
//! stand on the disk, and written by this program and read again.

#![no_main]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;

use libfuzzer_sys::fuzz_target;
use restante::disk::Disk;
use restante::interchange::{Format, Found, Item, Marks, Tree};
use restante::mail::Moment;

#[path = "../scratch.rs"]
mod scratch;

fuzz_target!(|bytes: &[u8]| {
    let Some((head, names)) = bytes.split_first_chunk::<9>() else { return };
    let flags = head[0];
    let at = i64::from_le_bytes([head[1], head[2], head[3], head[4], head[5], 0, 0, 0]);
    let names: Vec<&[u8]> = names.split(|b| *b == b'\n').take(6).collect();
    as_they_stand(flags & 1 != 0, &names);
    let folder = names.iter().map(|name| String::from_utf8_lossy(name).into_owned());
    let [unread, answered, forwarded, draft, flagged, deleted] =
        [1, 2, 4, 8, 16, 32].map(|bit| flags & bit != 0);
    let flags = Marks { unread, answered, forwarded, draft, flagged, deleted };
    written_and_read(folder.collect(), Moment(at), flags);
});

/// Returns a name that can stand on a disk.
fn possible(name: &[u8]) -> Vec<u8> {
    let usual = |b: &u8| if matches!(b, 0 | b'/') { b'_' } else { *b };
    name.iter().map(usual).take(255).collect()
}

/// Reads a Maildir with these names: the first is a message's, the others are folders'.
fn as_they_stand(new: bool, names: &[&[u8]]) {
    let dir = scratch::empty("in");
    for name in ["cur", "new", "tmp"] {
        fs::create_dir(dir.join(name)).unwrap();
    }
    let (mut put, mut hidden) = (0, 0);
    for (n, name) in names.iter().map(|name| possible(name)).enumerate() {
        let (first, part) = (n == 0, if new { "new" } else { "cur" });
        let name = if first { name } else { [b".", &name[..name.len().min(254)]].concat() };
        if matches!(name.as_slice(), b"" | b"." | b"..") {
            continue;
        }
        let name = OsStr::from_bytes(&name);
        if first {
            fs::write(dir.join(part).join(name), "Subject: x\n\n").unwrap();
            put += 1;
        } else if fs::create_dir(dir.join(name)).is_ok() {
            for inner in ["cur", "new"] {
                fs::create_dir(dir.join(name).join(inner)).unwrap();
            }
            fs::write(dir.join(name).join("cur/1.x:2,S"), "Subject: y\n\n").unwrap();
            // A name of nothing but dots is no folder.
            hidden += usize::from(name.as_bytes().iter().all(|b| *b == b'.'));
            put += 1;
        }
    }
    let found = scratch::all(&mut Tree::open(&Disk::new(), &dir).unwrap());
    assert_eq!(found.len(), put - hidden);
    for one in found {
        let Found::Item(item) = one else { panic!("{one:?}") };
        assert!(!item.folder.is_empty() && item.folder.iter().all(|name| !name.is_empty()));
    }
}

/// Writes a message as this program does, and reads the same.
fn written_and_read(folder: Vec<String>, at: Moment, flags: Marks) {
    let bytes = b"Subject: x\n\nx".to_vec();
    let item = Item { folder, arrived: Some(at), flags, bytes: bytes.clone(), ..Item::default() };
    let (written, report) = scratch::written(vec![Found::Item(Box::new(item))], Format::Maildir);
    assert_eq!(report.counts.exported, 1);
    let mut read = scratch::all(&mut Tree::open(&Disk::new(), &written).unwrap());
    let Some(Found::Item(read)) = read.pop() else { panic!("nothing is read") };
    assert_eq!((read.arrived, read.flags, read.bytes), (Some(at), flags, bytes));
}
