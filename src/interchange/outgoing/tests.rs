//! Trees of every form, by what lies in them at the end.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::Tree;
use super::super::source::tests::{Given, item};
use super::super::source::{Place, Unreadable};
use super::*;
use crate::disk::{Op, Probe};
use crate::interchange::{Key, MessageFileSource, Preview};
use crate::mail::Password;
use crate::session::Cost;

const PLAIN: &str = "From: Anna <a@x.example>\r\nSubject: Hello/you\r\nMessage-ID: <1@x>\r\n\r\nhi";

fn given() -> Given {
    let problem = Unreadable {
        place: Place { file: "old.mmf".into(), ..Place::default() },
        folder: vec!["Inbox".into()],
        why: "torn, \"badly\"".into(),
    };
    Given::new(vec![
        item(&["Inbox"], PLAIN),
        item(&["Inbox"], "Subject: \n\nFrom here\n"),
        Found::Unreadable(problem),
        item(&["Projects", "1995"], "no header"),
    ])
}

/// Begins in any form.
fn begin(disk: &Disk, target: &Path, format: Format) -> Result<Outgoing, Error> {
    if format != Format::Restante {
        return Outgoing::begin(disk, target, format);
    }
    Outgoing::begin_message_file(disk, target, &owner("secret"))
}

fn owner(password: &str) -> Owner {
    let mut owner = Owner::nobody(Password::new(password).unwrap());
    owner.cost = Cost::LEAST;
    owner
}

fn carried(format: Format) -> (tempfile::TempDir, PathBuf, Report) {
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("out");
    let mut out = begin(&Disk::new(), &target, format).unwrap();
    let mut source = given();
    let report = loop {
        assert!(!target.exists());
        if let Some(report) = out.go_on(&mut source, Duration::ZERO).unwrap() {
            break report;
        }
    };
    (dir, target, report)
}

fn files(root: &Path) -> Vec<String> {
    let (disk, mut found, mut folders) = (Disk::new(), Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in disk.list(&folder).unwrap() {
            let path = folder.join(entry.name);
            if entry.folder {
                folders.push(path);
            } else {
                let below = path.strip_prefix(root).unwrap();
                found.push(below.display().to_string());
            }
        }
    }
    found.sort();
    found
}

fn text(path: &Path) -> String {
    String::from_utf8(Disk::new().read(path, 1 << 20).unwrap()).unwrap()
}

#[test]
fn each_form_has_its_files_and_the_manifest_counts_them() {
    let manifests = ["manifest.csv", "manifest.json"];
    for (format, expected) in [
        (
            Format::Eml,
            &["Inbox/000001 Hello_you.eml", "Inbox/000002.eml", "Projects/1995/000001.eml"][..],
        ),
        (
            Format::Text,
            &["Inbox/000001 Hello_you.txt", "Inbox/000002.txt", "Projects/1995/000001.txt"],
        ),
        (Format::Mbox, &["Inbox.mbox", "Projects/1995.mbox"]),
        (Format::Json, &["messages.jsonl"]),
        (Format::Restante, &["Mail.mmf"]),
        (
            Format::Maildir,
            &[
                ".Projects.1995/cur/0.M0P1.restante,S=9:2,S",
                ".Projects.1995/maildirfolder",
                "cur/0.M0P1.restante,S=69:2,S",
                "cur/0.M0P2.restante,S=21:2,S",
            ],
        ),
    ] {
        let (_dir, root, report) = carried(format);
        let mut expected: Vec<_> = expected.iter().chain(&manifests).collect();
        expected.sort();
        let found = files(&root);
        assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{format:?}");
        let counts = report.counts;
        assert_eq!((counts.found, counts.exported, counts.unreadable), (4, 3, 1));
        assert_eq!(report.problems.len(), 1);
        let json: serde_json::Value = serde_json::from_str(&text(&report.manifest_json)).unwrap();
        assert_eq!((&json["act"], &json["form"]), (&"export".into(), &format.word().into()));
        assert_eq!((&json["counts"]["exported"], &json["finished"]), (&3.into(), &true.into()));
        let rows = json["messages"].as_array().unwrap();
        assert_eq!(rows.len(), 4);
        assert_eq!(rows[0]["sha256"], super::super::sha256(PLAIN.as_bytes()));
        assert_eq!((&rows[0]["message_id"], &rows[0]["folder"]), (&"1@x".into(), &"Inbox".into()));
        assert_eq!(json["unreadable"][0]["why"], "torn, \"badly\"");
        for row in rows.iter().filter(|row| row["result"] == "exported") {
            let target = row["target"].as_str().unwrap();
            assert!(found.iter().any(|file| file == target), "{target}");
        }
        let csv = text(&report.manifest_csv);
        assert_eq!(csv.lines().count(), 5, "{csv}");
        assert!(csv.contains(",unreadable,\"torn, \"\"badly\"\"\","), "{csv}");
    }
}

#[test]
fn what_there_is_already_is_refused_and_what_fails_leaves_nothing() {
    struct Full(Op);
    impl Probe for Full {
        fn before(&self, op: Op, _: &Path) -> std::io::Result<()> {
            if op == self.0 { Err(std::io::ErrorKind::StorageFull.into()) } else { Ok(()) }
        }
    }
    let dir = tempfile::tempdir().unwrap();
    let error = Outgoing::begin(&Disk::new(), dir.path(), Format::Eml).unwrap_err();
    assert!(matches!(&error, Error::Exists { .. }), "{error}");
    assert!(!error.summary().is_empty() && !error.hint().is_empty());
    let target = dir.path().join("out");
    for format in Format::ALL {
        for op in [Op::MakeFolder, Op::Create, Op::Write, Op::Sync, Op::SyncFolder, Op::Rename] {
            let disk = Disk::with_probe(Arc::new(Full(op)));
            let failed = begin(&disk, &target, format)
                .and_then(|mut out| out.go_on(&mut given(), Duration::MAX));
            let hint = failed.unwrap_err().hint();
            // The message file has words of its own.
            let of_file = format == Format::Restante && !hint.is_empty();
            assert!(of_file || hint.contains("disk is full"), "{op:?} {format:?}: {hint}");
            assert_eq!(files(dir.path()), [""; 0], "{op:?} {format:?} left litter");
        }
    }
    // Given up half way, too.
    let mut out = Outgoing::begin(&Disk::new(), &target, Format::Mbox).unwrap();
    assert!(out.go_on(&mut given(), Duration::ZERO).unwrap().is_none());
    drop(out);
    assert_eq!(Disk::new().list(dir.path()).unwrap(), []);
}

#[test]
fn folders_in_which_nothing_lies_go_out_and_come_in_again() {
    let path = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    for format in [Format::Eml, Format::Mbox, Format::Maildir] {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("out");
        let mut out = Outgoing::begin(&Disk::new(), &target, format).unwrap();
        let mut source = Given::new(vec![
            Found::Folder(path(&["Inbox"])),
            Found::Folder(path(&["Work", "Done"])),
            item(&["Work"], "a: one\n"),
            Found::Folder(path(&["Work"])),
            Found::Folder(path(&["Inbox"])),
        ]);
        let report = out.go_on(&mut source, Duration::MAX).unwrap().unwrap();
        assert_eq!((report.counts.found, report.counts.exported), (1, 1));
        let mut back = Tree::open(&Disk::new(), &target).unwrap();
        let mut preview = Preview::default();
        assert!(preview.go_on(&mut back, Duration::MAX));
        let mut seen: Vec<_> =
            preview.folders.iter().map(|f| (f.folder.join("/"), f.messages)).collect();
        seen.sort();
        let expected = [("Inbox", 0), ("Work", 1), ("Work/Done", 0)];
        assert_eq!(seen, expected.map(|(f, n)| (f.to_owned(), n)), "{format:?}");
    }
}

#[test]
fn a_message_file_that_is_written_is_opened_by_its_password_and_has_all_of_it() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("out");
    let mut out = begin(&Disk::new(), &root, Format::Restante).unwrap();
    // What lies there twice lies there twice afterwards.
    let twice = item(&["Inbox"], PLAIN);
    let all = [twice.clone()].into_iter().chain(given().0).chain([twice]);
    let mut source = Given::new(all.collect());
    let report = loop {
        if let Some(report) = out.go_on(&mut source, Duration::ZERO).unwrap() {
            break report;
        }
    };
    assert_eq!((report.counts.exported, report.counts.duplicates), (5, 0));
    let file = root.join("Mail.mmf");
    let open = |password: &str| {
        let key = Key::Password(Password::new(password).unwrap());
        MessageFileSource::open(&Disk::new(), &file, &key)
    };
    assert!(matches!(open("SECRET"), Err(Error::WrongPassword { .. })));
    let mut source = open("secret").unwrap();
    let mut found = Vec::new();
    while let Some(one) = source.next() {
        if let Found::Item(item) = one {
            found.push((item.folder.join("/"), String::from_utf8(item.bytes).unwrap()));
        }
    }
    let expected = [
        ("Inbox", PLAIN),
        ("Inbox", PLAIN),
        ("Inbox", "Subject: \n\nFrom here\n"),
        ("Inbox", PLAIN),
        ("Projects/1995", "no header"),
    ];
    assert_eq!(found, expected.map(|(folder, text)| (folder.to_owned(), text.to_owned())));
    // Nobody gets one without a password.
    let none = Outgoing::begin(&Disk::new(), &root.join("none"), Format::Restante).unwrap_err();
    assert!(matches!(none, Error::NeedsPassword { .. }));
}

#[test]
fn a_disk_that_fills_up_stops_the_work_and_it_goes_on_when_there_is_room() {
    /// What the disk says when it is asked the first time, and from then on.
    struct Fills(AtomicU64, u64);
    impl Probe for Fills {
        fn before(&self, _: Op, _: &Path) -> std::io::Result<()> {
            Ok(())
        }

        fn room(&self, _: &Path) -> Option<u64> {
            Some(self.0.swap(self.1, Ordering::Relaxed))
        }
    }
    for format in Format::ALL {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("out");
        let fills = Arc::new(Fills(AtomicU64::new(20 << 20), 1 << 20));
        let mut out = begin(&Disk::with_probe(fills.clone()), &target, format).unwrap();
        let letter = |n: usize| format!("Subject: {n}\n\n{}\n", "x".repeat(1 << 20));
        let all = (0..9).map(|n| item(&["Inbox"], &letter(n))).collect();
        let mut source = Given::new(all);
        // At the first asking there is room for three, then for none.
        let full = out.go_on(&mut source, Duration::MAX).unwrap_err();
        assert!(matches!(&full, Error::Full { .. }), "{format:?} {full}");
        assert!(full.summary().contains("room for 1 MB") && full.hint().contains("Half an export"));
        let full = out.go_on(&mut source, Duration::MAX).unwrap_err();
        assert!(matches!(&full, Error::Full { .. }), "{format:?} {full}");
        assert!((1..9).contains(&out.written()), "{}", out.written());
        fills.0.store(1 << 40, Ordering::Relaxed);
        let report = out.go_on(&mut source, Duration::MAX).unwrap().unwrap();
        assert_eq!(report.counts.exported, 9, "{format:?}");
        let json: serde_json::Value = serde_json::from_str(&text(&report.manifest_json)).unwrap();
        assert_eq!((&json["counts"]["exported"], &json["finished"]), (&9.into(), &true.into()));
        if format == Format::Mbox {
            let mut back = Tree::open(&Disk::new(), &target).unwrap();
            let mut preview = Preview::default();
            assert!(preview.go_on(&mut back, Duration::MAX));
            assert_eq!(preview.messages, 9);
        }
        // Given up, it leaves nothing.
        let second = dir.path().join("second");
        let mut out = begin(&Disk::with_probe(fills.clone()), &second, format).unwrap();
        fills.0.store(0, Ordering::Relaxed);
        let _ = out.go_on(&mut given(), Duration::MAX).unwrap_err();
        drop(out);
        assert_eq!(Disk::new().list(dir.path()).unwrap().len(), 1);
    }
}
