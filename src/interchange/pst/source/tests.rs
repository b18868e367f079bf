//! Everything a file has comes out of the source, in order, from any thread, with what is missing.

use super::*;
use crate::format::mime;
use crate::interchange::pst::tests::{sample, writer};

fn opened(bytes: &[u8]) -> (tempfile::TempDir, Result<PstSource, Error>) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.pst");
    let disk = Disk::new();
    disk.create_new(&path, bytes).unwrap();
    (dir, PstSource::open(&disk, &path, CodePage::default()))
}

#[test]
fn all_messages_come_with_their_folders_and_marks() {
    let (dir, source) = opened(&writer::written(&sample()));
    let mut source: Box<dyn Source + Send> = Box::new(source.unwrap());
    let total = source.reached().total;
    let read = std::thread::spawn(move || {
        let (mut items, mut empty) = (Vec::new(), Vec::new());
        let mut last = 0;
        while let Some(found) = source.next() {
            match found {
                Found::Item(item) => items.push(*item),
                Found::Folder(folder) => empty.push(folder),
                problem => panic!("{problem:?}"),
            }
            assert!(source.reached().done >= last);
            last = source.reached().done;
        }
        assert_eq!(source.reached().done, total);
        (items, empty)
    });
    let (items, empty) = read.join().unwrap();
    assert_eq!(empty, [["Empty"]]);
    assert_eq!(items.len(), 303);
    assert_eq!(items[0].folder, ["Inbox"]);
    assert!(!items[0].flags.unread && items[0].arrived.is_some());
    assert!(items[1].flags.unread && items[1].flags.draft);
    assert_eq!(items[2].folder, ["Inbox", "Projects"]);
    let last = items.last().unwrap();
    assert!(last.flags.deleted);
    assert_eq!(last.place.file, dir.path().join("a.pst"));
    assert!(matches!(last.place.at, At::Object(node) if node > 0));
    assert_eq!(mime::parse(&last.bytes).subject, "gone");
}

#[test]
fn who_stops_listening_is_left_alone() {
    let (_dir, source) = opened(&writer::written(&sample()));
    let mut source = source.unwrap();
    assert!(source.next().is_some());
    drop(source);
}

#[test]
fn what_is_no_such_file_is_said() {
    let (dir, source) = opened(b"PK something else");
    let error = source.unwrap_err();
    assert!(matches!(error, Error::Form { .. }), "{error:?}");
    assert!(error.summary().contains("a.pst"), "{}", error.summary());
    let none =
        PstSource::open(&Disk::new(), &dir.path().join("none"), CodePage::default()).unwrap_err();
    assert!(matches!(none, Error::Source { .. }), "{none:?}");
}

#[test]
fn a_damaged_message_is_told_and_the_others_come() {
    let mut bytes = writer::written(&sample());
    let wanted: Vec<u8> = "number 7\r".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wanted = &wanted[..16];
    let at = bytes.windows(16).position(|w| w == wanted).unwrap();
    bytes[at] ^= 1;
    let (_dir, source) = opened(&bytes);
    let mut source = source.unwrap();
    let (mut items, mut problems) = (0, Vec::new());
    while let Some(found) = source.next() {
        match found {
            Found::Item(_) => items += 1,
            Found::Unreadable(problem) => problems.push(problem),
            Found::Folder(_) => {}
        }
    }
    assert_eq!((items, problems.len()), (302, 1));
    assert_eq!(problems[0].folder, ["Inbox", "Projects"]);
    assert!(problems[0].why.contains("could not be read"), "{}", problems[0].why);
}
