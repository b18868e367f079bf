//! Mail carried out and in again: the same bytes, in the same folders, with what became of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use restante::disk::{Op, Probe};
use restante::interchange::{
    Error, Format, Incoming, Kept, Key, Opened, Outgoing, Preview, Reading, Report, Target, Tree,
    sha256,
};
use restante::mail::{
    Flag, FolderId, FolderKind, Group, MessageId, Moment, Order, Person, Summary,
};
use restante::session::{Act, Choice, Disk, Session};

use crate::people::{World, password};

/// Mail that no form can hold easily, made for this.
const STRANGE: [&[u8]; 12] = [
    b"no header and no end",
    b"Subject: ends in the middle of\r\n a line\r\n\r\nx",
    b"Subject: only a header\n",
    b"\n\nonly empty lines\n\n\n",
    b"\r\n",
    b"From anna@x Thu Sep 23 10:37:00 1993\nSubject: with a line of a mailbox\n\nx\n",
    b"Subject: quoted\n\nFrom a@x Thu Sep 23 10:37:00 1993\n>From b\n>>From c\n\nFrom d",
    b"Subject: old Macintosh\r\rFrom the start\rto the end\r",
    b"Subject: nothing\0ness\n\n\0\x01\xFF\xFE\x80 bytes\x1A\n",
    b"Content-Length: 7\nStatus: RO\nX-Mozilla-Status: 0009\n\nlonger than it says\n\n\n",
    b"Content-Length: 35\n\nFrom x Thu Sep 23 10:37:00 1993\nab\n",
    b"Subject: mixed\r\nX: y\n\nlines\r\nof\nall\rkinds\r\n\n\r\n",
];

/// Returns the messages of mail-parser's test collection (Apache-2.0 or MIT; parts of it with their
/// own COPYING), where cargo keeps the sources of crates.
fn collection() -> Vec<Vec<u8>> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let Some(home) = home else { return Vec::new() };
    let registries = std::fs::read_dir(home.join("registry/src")).into_iter().flatten();
    let crates =
        registries.flatten().flat_map(|r| std::fs::read_dir(r.path()).into_iter().flatten());
    let mut folders: Vec<PathBuf> = crates
        .flatten()
        .filter(|c| c.file_name().to_string_lossy().starts_with("mail-parser-"))
        .map(|c| c.path().join("resources"))
        .collect();
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|x| x == "eml") {
                found.push(std::fs::read(path).unwrap());
            }
        }
    }
    found
}

/// Lays a folder of messages out, each once; returns it with the digests in each folder.
fn laid(world: &World) -> (PathBuf, BTreeSet<(String, String)>) {
    let root = world.dir.path().join("mail");
    let mut all: Vec<Vec<u8>> = STRANGE.iter().map(|bytes| bytes.to_vec()).collect();
    all.push([b"Subject: long\n\n".to_vec(), vec![b'x'; 700_000]].concat());
    all.extend(collection());
    let mut digests = BTreeSet::new();
    for (number, bytes) in all.iter().enumerate() {
        let folder = ["Inbox", "Projects/Äpfel & Birnen", "Projects/v1.2"][number % 3];
        if digests.insert((folder.to_owned(), sha256(bytes))) {
            std::fs::create_dir_all(root.join(folder)).unwrap();
            std::fs::write(root.join(folder).join(format!("{number}.eml")), bytes).unwrap();
        }
    }
    (root, digests)
}

fn brought(session: &mut Session, source: &Path, manifest: &Path, target: Target) -> Report {
    let disk = Disk::new();
    let mut tree = Tree::open(&disk, source).unwrap();
    let mut incoming = Incoming::begin(&disk, session, manifest, target).unwrap();
    while !incoming.go_on(session, &mut tree, Duration::ZERO).unwrap() {}
    incoming.finish().unwrap()
}

fn taken(session: &mut Session, target: &Path, format: Format, choice: &Choice) -> Report {
    let mut kept = Kept::choose(session, choice).unwrap();
    let mut out = Outgoing::begin(&Disk::new(), target, format).unwrap();
    loop {
        let slice = Duration::from_millis(1);
        if let Some(report) = out.go_on(&mut kept.of(session), slice).unwrap() {
            return report;
        }
    }
}

/// Returns what a manifest says of the messages with some result.
fn rows(report: &Report, result: &str) -> Vec<BTreeMap<String, serde_json::Value>> {
    let text = std::fs::read_to_string(&report.manifest_json).unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["finished"], true);
    let counts = &value["counts"];
    let rows = value["messages"].as_array().unwrap();
    assert_eq!(counts["found"], rows.len());
    assert_eq!(report.counts.found, rows.len() as u64);
    assert_eq!(value["unreadable"].as_array().unwrap().len() as u64, report.counts.unreadable);
    let csv = std::fs::read_to_string(&report.manifest_csv).unwrap();
    assert_eq!(csv.matches("\r\n").count(), rows.len() + 1);
    let fits = rows.iter().filter(|row| row["result"] == result);
    fits.map(|row| row.as_object().unwrap().clone().into_iter().collect()).collect()
}

fn digests(report: &Report, result: &str, column: &str) -> BTreeSet<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    rows(report, result).iter().map(|row| (text(&row[column]), text(&row["sha256"]))).collect()
}

/// Returns the messages of all folders with their paths and what became of them.
fn marks(session: &mut Session) -> Vec<(String, String, [bool; 5], Moment)> {
    let mut all = Vec::new();
    for folder in session.folders().unwrap() {
        for row in session.rows(folder.id, Order::newest_first(), 0, 10_000).unwrap() {
            let Summary { unread, answered, forwarded, draft, flag, arrived, .. } = row;
            let flagged = matches!(flag, Flag::Raised { .. });
            let marks = [unread, answered, forwarded, draft, flagged];
            let digest = sha256(&session.source(row.id).unwrap());
            all.push((folder.name.clone(), digest, marks, arrived));
        }
    }
    all.sort();
    all
}

#[test]
fn bytes_folders_and_marks_come_through_every_form() {
    let world = World::new();
    let (root, expected) = laid(&world);
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let at = |name: &str| world.dir.path().join(name);
    let report = brought(&mut anna, &root, &at("in"), Target::default());
    assert_eq!(report.problems, []);
    assert_eq!(report.counts.imported, expected.len() as u64);
    assert_eq!(digests(&report, "imported", "target"), expected);
    // Once more nothing is new.
    let again = brought(&mut anna, &root, &at("again"), Target::default());
    assert_eq!((again.counts.imported, again.counts.duplicates), (0, expected.len() as u64));
    // What became of messages is not all the same.
    let inbox = anna.standard(FolderKind::Inbox).unwrap();
    let ids: Vec<_> =
        anna.rows(inbox, Order::newest_first(), 0, 9).unwrap().iter().map(|r| r.id).collect();
    anna.mark(&ids[0..2], restante::session::Mark::Unread).unwrap();
    anna.mark(&ids[1..4], restante::session::Mark::Answered).unwrap();
    anna.mark(&ids[3..5], restante::session::Mark::Forwarded).unwrap();
    let before = marks(&mut anna);
    for format in [Format::Eml, Format::Mbox, Format::Maildir] {
        let word = format.word();
        let out = at(&format!("out-{word}"));
        let report = taken(&mut anna, &out, format, &Choice::default());
        assert_eq!(digests(&report, "exported", "folder"), expected, "{word}");
        assert_eq!(report.counts.found, expected.len() as u64);
        // Into an empty message file of somebody else, and out again.
        let (mailbox, secret) = ("BRUNO", "bruno");
        let mut sign_in = world.at_main(mailbox, secret);
        sign_in.message_file =
            restante::session::MessageFileChoice::New(Some(at(&format!("{word}.mmf"))));
        let mut bruno = world.run(&sign_in).unwrap();
        let manifest = at(&format!("in-{word}"));
        let report = brought(&mut bruno, &out, &manifest, Target::default());
        assert_eq!(report.problems, [], "{word}");
        assert_eq!(digests(&report, "imported", "target"), expected, "{word}");
        match format {
            // A file of its own has no marks.
            Format::Eml => {}
            _ => {
                let mut after = marks(&mut bruno);
                let mut before = before.clone();
                if format == Format::Mbox {
                    // A mailbox knows no parts of a second.
                    for (.., arrived) in before.iter_mut().chain(&mut after) {
                        arrived.0 = arrived.0.div_euclid(1000) * 1000;
                    }
                }
                let lost = before.iter().zip(&after).find(|(before, after)| before != after);
                assert!(before.len() == after.len() && lost.is_none(), "{word} lost {lost:?}");
            }
        }
        let report =
            taken(&mut bruno, &at(&format!("back-{word}")), Format::Eml, &Choice::default());
        assert_eq!(digests(&report, "exported", "folder"), expected, "{word}");
        for row in rows(&report, "exported") {
            let file = at(&format!("back-{word}")).join(row["target"].as_str().unwrap());
            assert_eq!(sha256(&std::fs::read(file).unwrap()), row["sha256"].as_str().unwrap());
        }
        bruno.sign_out().unwrap();
    }
    anna.sign_out().unwrap();
}

#[test]
fn folders_dates_and_searches_choose_what_is_carried_out() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let root = world.dir.path().join("mail");
    for (folder, day, subject) in
        [("Sent", 1, "apple"), ("Work", 2, "pear"), ("Work", 3, "apple tart"), ("Trash", 4, "plum")]
    {
        std::fs::create_dir_all(root.join(folder)).unwrap();
        let text = format!("Date: Thu, 0{day} Jan 2026 12:00:00 +0000\nSubject: {subject}\n\nx\n");
        std::fs::write(root.join(folder).join(format!("{day}.eml")), text).unwrap();
    }
    let at = |name: &str| world.dir.path().join(name);
    let report = brought(&mut anna, &root, &at("in"), Target::default());
    assert_eq!(report.counts.imported, 4);
    // Names of other programs stand for the program's own folders.
    let count = |session: &Session, name: &str| session.folder_named(name).unwrap().unwrap().total;
    assert_eq!((count(&anna, "Sent Mail"), count(&anna, "Deleted Mail")), (1, 1));
    let work = anna.folder_named("Work").unwrap().unwrap().id;
    let day = |day: i64| Some(Moment(1_767_225_600_000 + (day - 1) * 86_400_000));
    let query = restante::mail::Query::parse("apple");
    for (number, (choice, subjects)) in [
        (Choice::default(), &["apple", "plum", "pear", "apple tart"][..]),
        (Choice { folders: vec![work], ..Choice::default() }, &["pear", "apple tart"]),
        (Choice { from: day(2), until: day(4), ..Choice::default() }, &["pear", "apple tart"]),
        (Choice { query: Some(query.clone()), ..Choice::default() }, &["apple", "apple tart"]),
        (Choice { query: Some(query), folders: vec![work], ..Choice::default() }, &["apple tart"]),
    ]
    .into_iter()
    .enumerate()
    {
        let out = at(&format!("out-{number}"));
        let report = taken(&mut anna, &out, Format::Json, &choice);
        let lines = std::fs::read_to_string(out.join("messages.jsonl")).unwrap();
        let found: Vec<String> = lines
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
            .map(|line| line["subject"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(found, subjects, "{number}");
        assert_eq!(report.counts.exported, subjects.len() as u64);
    }
    // What a person marked.
    let marked = anna.choose(&Choice { folders: vec![work], ..Choice::default() }).unwrap();
    let among = Choice { among: Some(vec![marked[1]]), ..Choice::default() };
    assert_eq!(anna.choose(&among).unwrap(), [marked[1]]);
    // Into one folder, and as a look before.
    let target = Target { folder: vec!["Archive".into(), "Old".into()], flat: true };
    let report = brought(&mut anna, &root, &at("in-2"), target);
    assert_eq!((report.counts.imported, count(&anna, "Archive/Old")), (4, 4));
    let mut preview = Preview::default();
    let mut tree = Tree::open(&Disk::new(), &root).unwrap();
    assert!(preview.go_on(&mut tree, Duration::MAX));
    assert_eq!((preview.messages, preview.folders.len()), (4, 3));
    assert_eq!(preview.dates.map(|(first, last)| last.0 - first.0), Some(3 * 86_400_000));
    anna.sign_out().unwrap();
}

#[test]
fn an_import_that_is_given_up_leaves_what_it_did_and_says_so() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let at = |name: &str| world.dir.path().join(name);
    std::fs::create_dir_all(at("mail/Work")).unwrap();
    for n in 0..5 {
        std::fs::write(at("mail/Work").join(format!("{n}.eml")), format!("Subject: {n}\n"))
            .unwrap();
    }
    let disk = Disk::new();
    let mut tree = Tree::open(&disk, &at("mail")).unwrap();
    let mut incoming = Incoming::begin(&disk, &mut anna, &at("first"), Target::default()).unwrap();
    while incoming.counted().0 < 2 {
        assert!(!incoming.go_on(&mut anna, &mut tree, Duration::ZERO).unwrap());
    }
    drop(incoming);
    let manifest = std::fs::read_to_string(at("first").join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["finished"], false);
    assert_eq!(
        (&manifest["counts"]["imported"], &manifest["counts"]["found"]),
        (&2.into(), &2.into())
    );
    let report = brought(&mut anna, &at("mail"), &at("second"), Target::default());
    assert_eq!((report.counts.imported, report.counts.duplicates), (3, 2));
    anna.sign_out().unwrap();
}

#[test]
fn another_message_file_brings_flags_days_and_people() {
    let world = World::new();
    let at = |name: &str| world.dir.path().join(name);
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    std::fs::create_dir_all(at("mail/Work")).unwrap();
    for n in 0..4 {
        std::fs::write(at("mail/Work").join(format!("{n}.eml")), format!("Subject: {n}\n"))
            .unwrap();
    }
    let _ = brought(&mut anna, &at("mail"), &at("in"), Target::default());
    let work = anna.folder_named("Work").unwrap().unwrap().id;
    let ids = anna.choose(&Choice { folders: vec![work], ..Choice::default() }).unwrap();
    let due = Flag::Raised { due: Some(Moment(1_800_000_000_000)) };
    for (id, flag) in ids.iter().zip([Flag::Raised { due: None }, due, Flag::Done]) {
        let record = anna.begin_act(Act::Flag(flag));
        let _ = anna.act(record, Act::Flag(flag), &[*id]).unwrap();
    }
    anna.mark(&ids[2..3], restante::session::Mark::Answered).unwrap();
    let friend = Person { name: "Fritz".into(), addr_spec: "fritz@x.example".into() };
    assert!(anna.add_to_book(&friend).unwrap());
    let chess = Group::new("Chess", [friend.clone()]).unwrap();
    anna.set_group(&chess).unwrap();
    let (file, before) = (anna.message_file().to_owned(), all(&mut anna));
    let open = |key: Key| {
        let reading = Reading { key, ..Reading::default() };
        Opened::open(&Disk::new(), &file, &reading, &mut |_, _| true)
    };
    assert!(matches!(open(Key::None), Err(Error::OpenHere { .. })));
    anna.sign_out().unwrap();

    assert!(matches!(open(Key::None), Err(Error::NeedsPassword { .. })));
    assert!(matches!(open(Key::OwnerLostIt), Err(Error::RealPassword { .. })));
    let wrong = open(Key::Password(password("ANNA ONE")));
    assert!(matches!(wrong, Err(Error::WrongPassword { .. })));
    let mut source = open(Key::Password(password("anna one"))).unwrap();
    assert_eq!(source.people().unwrap(), [friend]);
    assert_eq!(source.groups().unwrap(), [chess]);
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let disk = Disk::new();
    let mut incoming =
        Incoming::begin(&disk, &mut bruno, &at("second"), Target::default()).unwrap();
    while !incoming.go_on(&mut bruno, &mut source, Duration::ZERO).unwrap() {}
    assert_eq!(incoming.finish().unwrap().counts.imported, 4);
    assert_eq!(all(&mut bruno), before);
    // While it is read, nobody else of this program has it.
    assert!(world.run(&world.at_main("ANNA", "anna one")).is_err());
    drop(source);
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    bruno.sign_out().unwrap();
}

/// Returns what the lists say of all messages.
fn all(session: &mut Session) -> Vec<Summary> {
    let mut all = Vec::new();
    for folder in session.folders().unwrap() {
        for row in session.rows(folder.id, Order::newest_first(), 0, 10_000).unwrap() {
            // Numbers are each file's own.
            all.push(Summary { id: MessageId(0), folder: FolderId(0), thread: 0, ..row });
        }
    }
    all.sort_by(|a, b| a.subject.cmp(&b.subject));
    all
}

/// A disk that says how much room it has.
struct Has(AtomicU64);

impl Probe for Has {
    fn before(&self, _: Op, _: &Path) -> std::io::Result<()> {
        Ok(())
    }

    fn room(&self, _: &Path) -> Option<u64> {
        // The first time there is some, from then on there is none.
        Some(self.0.swap(0, Ordering::Relaxed))
    }
}

#[test]
fn an_import_stops_before_the_disk_is_full_and_goes_on_with_the_next_one() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let at = |name: &str| world.dir.path().join(name);
    std::fs::create_dir_all(at("mail/Work")).unwrap();
    for n in 0..9 {
        let text = format!("Subject: {n}\n\n{}\n", "x".repeat(1 << 20));
        std::fs::write(at("mail/Work").join(format!("{n}.eml")), text).unwrap();
    }
    let disk = Disk::with_probe(Arc::new(Has(AtomicU64::new(20 << 20))));
    let mut tree = Tree::open(&disk, &at("mail")).unwrap();
    let mut incoming = Incoming::begin(&disk, &mut anna, &at("first"), Target::default()).unwrap();
    let full = loop {
        match incoming.go_on(&mut anna, &mut tree, Duration::MAX) {
            Ok(at_end) => assert!(!at_end, "the disk was not asked"),
            Err(error) => break error,
        }
    };
    assert!(matches!(&full, Error::Full { .. }), "{full}");
    assert!(full.hint().contains("goes on where it stopped"), "{}", full.hint());
    let brought_in = incoming.counted().0;
    assert!((1..9).contains(&brought_in), "{brought_in}");
    drop(incoming);
    let manifest = std::fs::read_to_string(at("first").join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert_eq!(manifest["finished"], false);
    assert_eq!(manifest["counts"]["imported"], brought_in);
    // All of it is there, and the same import goes on.
    let work = anna.folder_named("Work").unwrap().unwrap();
    assert_eq!(work.total, brought_in);
    let report = brought(&mut anna, &at("mail"), &at("second"), Target::default());
    assert_eq!((report.counts.imported, report.counts.duplicates), (9 - brought_in, brought_in));
    anna.sign_out().unwrap();
}

#[test]
fn the_message_file_that_is_open_is_no_source() {
    let world = World::new();
    let session = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let reading = restante::interchange::Reading::default();
    let file = session.message_file().to_owned();
    for path in [file.as_path(), file.parent().unwrap()] {
        let opened =
            restante::interchange::Opened::open(&Disk::new(), path, &reading, &mut |_, _| true);
        match opened {
            Err(restante::interchange::Error::OpenHere { path: refused }) => {
                assert_eq!(refused, file);
            }
            Ok(mut folder) => {
                use restante::interchange::{Found, Source};
                assert!(matches!(folder.next(), Some(Found::Unreadable(_))));
            }
            Err(e) => panic!("{e}"),
        }
    }
}
