//! Folders as people have them, by the folders and messages that are found.

use super::*;

fn laid(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let disk = Disk::new();
    for (name, text) in files {
        let path = dir.path().join(name);
        disk.make_folder_quickly(path.parent().unwrap()).unwrap();
        if name.ends_with('/') {
            disk.make_folder_quickly(&path).unwrap();
        } else {
            disk.write_new(&path, text.as_bytes()).unwrap();
        }
    }
    dir
}

/// Reads a source: what is in which folder, and what is none.
fn read(path: &Path) -> (Vec<(String, String, Item)>, Vec<String>) {
    read_all(&mut Tree::open(&Disk::new(), path).unwrap())
}

fn read_all(source: &mut dyn Source) -> (Vec<(String, String, Item)>, Vec<String>) {
    let (mut items, mut problems) = (Vec::new(), Vec::new());
    while let Some(found) = source.next() {
        match found {
            Found::Item(item) => {
                let text = String::from_utf8(item.bytes.clone()).unwrap();
                items.push((item.folder.join("/"), text, *item));
            }
            Found::Folder(_) => {}
            Found::Unreadable(problem) => {
                assert!(!problem.why.is_empty());
                let name = problem.place.file.file_name().unwrap().to_string_lossy();
                problems.push(name.into_owned());
            }
        }
    }
    assert!(source.reached().done <= source.reached().total);
    (items, problems)
}

fn folders_and_texts(path: &Path) -> Vec<(String, String)> {
    read(path).0.into_iter().map(|(folder, text, _)| (folder, text)).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

const BOX: &str = "From a@x Thu Sep 23 10:37:00 1993\na: box\n\n";

#[test]
fn folders_of_messages_and_mailboxes_keep_their_names() {
    let dir = laid(&[
        ("loose.eml", "a: loose"),
        ("Work/one.EML", "no header at all"),
        ("Work/Deep/17", "Subject: MH\n"),
        ("Inbox", BOX),
        ("Inbox.msf", "// index"),
        ("Inbox.sbd/Old", BOX),
        ("Apple.mbox/mbox", BOX),
        ("Sent.mbox", BOX),
        ("empty.eml", ""),
        ("notes.doc", "\u{1}binary"),
        ("manifest.csv", "a,b"),
        (".hidden/x.eml", "a: hidden"),
        ("own.mmf", "SQLite format 3\0..."),
    ]);
    let (items, problems) = read(dir.path());
    let found: Vec<_> = items.into_iter().map(|(folder, text, _)| (folder, text)).collect();
    assert_eq!(
        found,
        pairs(&[
            ("Apple", "a: box\n"),
            ("Inbox", "a: box\n"),
            ("Inbox/Old", "a: box\n"),
            ("Sent", "a: box\n"),
            ("Work/Deep", "Subject: MH\n"),
            ("Work", "no header at all"),
            ("", "a: loose"),
        ])
    );
    assert_eq!(problems, ["empty.eml", "notes.doc", "own.mmf"]);
    assert_eq!(folders_and_texts(&dir.path().join("loose.eml")), pairs(&[("", "a: loose")]));
    assert_eq!(folders_and_texts(&dir.path().join("Sent.mbox")), pairs(&[("Sent", "a: box\n")]));
    let missing = Tree::open(&Disk::new(), &dir.path().join("none")).unwrap_err();
    assert!(missing.summary().contains("none") && !missing.hint().is_empty());
}

#[test]
fn maildirs_have_folders_beside_and_inside() {
    let dir = laid(&[
        ("cur/1204680122.M27000P1.h:2,RS", "a: read"),
        ("cur/1204680123.x;2,", "a: seen by nobody"),
        ("new/1204680124.y", "a: new"),
        ("tmp/1204680125.z", "a: half"),
        ("maildirfolder", ""),
        ("dovecot.index", "x"),
        (".Sent/cur/1.a:2,S", "a: sent"),
        (".Sent/new/", ""),
        (".Projects.v1&AC4-2/cur/1.b!2,FS", "a: project"),
        (".Projects.v1&AC4-2/new/", ""),
        ("Nested/cur/1.c:2,ST", "a: nested"),
        ("Nested/new/", ""),
    ]);
    let (items, problems) = read(dir.path());
    let found: Vec<_> = items.iter().map(|(f, t, _)| (f.clone(), t.clone())).collect();
    let expected = pairs(&[
        ("Inbox", "a: read"),
        ("Inbox", "a: seen by nobody"),
        ("Inbox", "a: new"),
        ("Projects/v1.2", "a: project"),
        ("Sent", "a: sent"),
        ("Nested", "a: nested"),
    ]);
    assert_eq!((found, problems), (expected, Vec::new()));
    let flags: Vec<Marks> = items.iter().map(|(.., item)| item.flags).collect();
    let none = Marks::default();
    assert_eq!(
        flags,
        [
            Marks { answered: true, ..none },
            Marks { unread: true, ..none },
            Marks { unread: true, ..none },
            Marks { flagged: true, ..none },
            none,
            Marks { deleted: true, ..none },
        ]
    );
    assert_eq!(items[0].2.arrived.unwrap().0, 1_204_680_122_027);
}

#[test]
#[cfg(unix)]
fn links_that_lead_in_circles_end() {
    let dir = laid(&[("a/x.eml", "a: b")]);
    std::os::unix::fs::symlink(dir.path(), dir.path().join("a/up")).unwrap();
    let (items, problems) = read(dir.path());
    assert!(items.len() < 50 && problems.len() == 1, "{} {problems:?}", items.len());
}

#[test]
fn folders_in_which_nothing_lies_are_folders_too() {
    let dir = laid(&[
        ("Work/Done/", ""),
        ("Work/one.eml", "a: one"),
        ("Trash", ""),
        ("Trash.msf", "// index"),
        ("Old.mbox", ""),
        ("stray", ""),
        ("Only/notes.doc", "\u{1}binary"),
        ("Dir/.Sent/cur/", ""),
        ("Dir/.Sent/new/", ""),
        ("Dir/cur/", ""),
        ("Dir/new/", ""),
        ("Dir/tmp/", ""),
    ]);
    let mut tree = Tree::open(&Disk::new(), dir.path()).unwrap();
    let mut empty: Vec<String> = std::iter::from_fn(|| tree.next())
        .filter_map(|found| match found {
            Found::Folder(folder) => Some(folder.join("/")),
            _ => None,
        })
        .collect();
    empty.sort();
    assert_eq!(empty, ["Dir", "Dir/Sent", "Old", "Trash", "Work/Done"]);
    assert_eq!(read(dir.path()).1, ["notes.doc", "stray"]);
}

#[test]
fn a_winmail_among_messages_is_opened_where_it_lies() {
    let dir = laid(&[("Work/one.eml", "a: one")]);
    let winmail = b"\x78\x9f\x3e\x22\0\0\x01\x04\x80\x01\0\x06\0\0\0Lunch\0\xfa\x01";
    Disk::new().write_new(&dir.path().join("Work/winmail.dat"), winmail).unwrap();
    let (items, problems) = read(dir.path());
    let found: Vec<_> = items.iter().map(|(folder, text, _)| (folder.as_str(), text)).collect();
    assert_eq!(problems, [""; 0]);
    assert!(found.len() == 2 && found.iter().all(|(folder, _)| *folder == "Work"), "{found:?}");
    assert!(found.iter().any(|(_, text)| text.contains("Subject: Lunch")), "{found:?}");
}

#[test]
fn folders_of_outlook_among_messages_are_opened_where_they_lie() {
    let dir = laid(&[("Work/one.eml", "a: one")]);
    let pst = include_bytes!("../../../tests/format/pst/dist-list.pst");
    let at = dir.path().join("Work/Archive.pst");
    Disk::new().write_new(&at, pst).unwrap();
    Disk::new().write_new(&dir.path().join("Work/torn.pst"), &pst[..9000]).unwrap();
    let (items, problems) = read(dir.path());
    assert!(!problems.is_empty() && problems.iter().all(|name| name == "torn.pst"), "{problems:?}");
    let (alone, _) =
        read_all(&mut PstSource::open(&Disk::new(), &at, CodePage::default()).unwrap());
    assert!(!alone.is_empty());
    let inside = items.into_iter().filter(|(folder, ..)| folder != "Work");
    let inside: Vec<_> = inside.map(|(folder, text, _)| (folder, text)).collect();
    let below = |folder: String| format!("Work/Archive/{folder}");
    let expected = alone.into_iter().map(|(folder, text, _)| (below(folder), text));
    assert_eq!(inside, expected.collect::<Vec<_>>());
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_are_followed_once() {
    let dir = laid(&[("Work/one.eml", "a: one"), ("Work/Inside/two.eml", "a: two")]);
    for name in ["back", "again"] {
        std::os::unix::fs::symlink("..", dir.path().join("Work/Inside").join(name)).unwrap();
        std::os::unix::fs::symlink("Inside", dir.path().join("Work").join(name)).unwrap();
    }
    let (items, problems) = read(dir.path());
    assert_eq!(items.len(), 2, "{items:?}");
    assert_eq!(problems.len(), 4, "{problems:?}");
}
