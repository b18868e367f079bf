//! The message file, as its owner uses it; what goes wrong is in the files beside.

#![expect(
    clippy::disallowed_methods,
    reason = "tests damage and compare files behind the room's back"
)]

mod acts;
mod book;
mod cc;
mod crash;
mod damage;
mod groups;
mod held;
mod judge;
mod lists;
mod process;
mod retention;
mod search;
mod state;
mod support;
mod symbols;
mod threads;
mod transfer;
mod upgrade;

use std::time::Duration;

use self::support::{CREDENTIAL, Desk, letter, mail};
use super::*;
use crate::mail::{Address, FolderId, FolderKind, MessageId, Moment};

#[test]
fn a_new_file_has_the_standard_folders_and_explains_itself() {
    let desk = Desk::new();
    let file = desk.create("A.MMF");
    let names: Vec<String> = file.folders().unwrap().into_iter().map(|f| f.name).collect();
    assert_eq!(names, ["Inbox", "Outbox", "Sent Mail", "Drafts", "Deleted Mail"]);
    assert_eq!(file.credential().unwrap(), CREDENTIAL);
    let pragma = |name: &str| -> String {
        file.connection
            .pragma_query_value(None, name, |r| r.get::<_, rusqlite::types::Value>(0))
            .map(|v| format!("{v:?}"))
            .unwrap()
    };
    for (name, value) in [
        ("application_id", "Integer(1296909873)"),
        ("user_version", "Integer(2)"),
        ("page_size", "Integer(8192)"),
        ("auto_vacuum", "Integer(2)"),
        ("synchronous", "Integer(3)"),
        ("mmap_size", "Integer(0)"),
        ("temp_store", "Integer(2)"),
        ("trusted_schema", "Integer(0)"),
        ("secure_delete", "Integer(2)"),
        ("locking_mode", "Text(\"exclusive\")"),
        ("journal_mode", "Text(\"delete\")"),
    ] {
        assert_eq!(pragma(name), value, "{name}");
    }
    let readme: String = file
        .connection
        .query_row("SELECT value FROM meta WHERE key = 'README'", [], |r| r.get(0))
        .unwrap();
    assert!(readme.contains("Table piece"));
    assert!(!format!("{file:?}").contains("credential"));
    file.close().unwrap();
    assert_eq!(desk.names(), ["A.MMF"]);
    assert!(matches!(desk.try_create("A.MMF"), Err(Error::Exists { .. })));
    assert_eq!(desk.names(), ["A.MMF"], "a refused creation left something");
}

#[test]
fn credential_and_settings_are_kept() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    file.embed(&[7; 80]).unwrap();
    file.set_setting("zoom", "1").unwrap();
    file.set_setting("zoom", "2").unwrap();
    file.close().unwrap();
    let file = desk.open("A.MMF");
    assert_eq!(file.credential().unwrap(), [7; 80]);
    assert_eq!(file.setting("zoom").unwrap().as_deref(), Some("2"));
    assert_eq!(file.setting("none").unwrap(), None);
}

#[test]
fn folders_make_a_tree() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let projects = file.create_folder(None, " Projects ").unwrap();
    let old = file.create_folder(Some(projects), "1995").unwrap();
    let art = file.create_folder(None, "art").unwrap();
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let below = file.create_folder(Some(inbox), "later").unwrap();
    let names: Vec<String> = file.folders().unwrap().into_iter().map(|f| f.name).collect();
    assert_eq!(
        names,
        [
            "Inbox",
            "later",
            "Outbox",
            "Sent Mail",
            "Drafts",
            "Deleted Mail",
            "art",
            "Projects",
            "1995"
        ]
    );
    assert_eq!(file.folder_named("PROJECTS/1995").unwrap().unwrap().id, old);
    assert_eq!(file.folder_named("inbox/Later").unwrap().unwrap().id, below);
    assert!(file.folder_named("Projects/1996").unwrap().is_none());

    let refused = |r: Result<FolderId, Error>| match r {
        Err(Error::FolderName { reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(file.create_folder(None, "ART")), FolderNameError::Exists);
    assert_eq!(refused(file.create_folder(None, "  ")), FolderNameError::Empty);
    assert_eq!(refused(file.create_folder(None, &"x".repeat(65))), FolderNameError::TooLong);
    assert_eq!(refused(file.create_folder(None, "a/b")), FolderNameError::Character('/'));
    assert_eq!(refused(file.create_folder(None, "unreadable")), FolderNameError::System);
    assert!(matches!(
        file.create_folder(Some(FolderId(99)), "x"),
        Err(Error::NoSuchFolder { id: FolderId(99), .. })
    ));
    file.rename_folder(art, "Art").unwrap();
    assert_eq!(refused(file.rename_folder(art, "projects").map(|()| art)), FolderNameError::Exists);
    assert_eq!(refused(file.rename_folder(inbox, "x").map(|()| art)), FolderNameError::System);
    assert_eq!(refused(file.delete_folder(inbox).map(|()| art)), FolderNameError::System);

    let a = file.add(old, &mail(1), NewFlags { unread: true, draft: false }).unwrap();
    file.delete_folder(projects).unwrap();
    assert!(file.folder_named("Projects").unwrap().is_none());
    let thrown = file.folder_named("Deleted Mail/Projects/1995").unwrap().unwrap();
    assert_eq!((thrown.id, thrown.total, thrown.unread), (old, 1, 1), "as a whole");
    assert_eq!(file.thrown_away(&[a]).unwrap(), [a]);
    file.delete_folder(projects).unwrap();
    assert!(matches!(file.folder(old), Err(Error::NoSuchFolder { .. })), "from there for good");
    assert!(matches!(file.summary(a), Err(Error::NoSuchMessage { .. })));

    let unreadable = file.standard(FolderKind::Unreadable).unwrap();
    assert_eq!(file.standard(FolderKind::Unreadable).unwrap(), unreadable);
    assert_eq!(file.folder(unreadable).unwrap().kind, FolderKind::Unreadable);
    assert!(file.check().unwrap().is_empty());
}

#[test]
fn messages_keep_their_bytes() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    for size in [0, 1, 262_143, 262_144, 262_145, 1_000_000] {
        let bytes: Vec<u8> = (0..size).map(|n: u32| (n % 251) as u8).collect();
        let id = file.add(inbox, &bytes, NewFlags::default()).unwrap();
        assert_eq!(file.bytes(id).unwrap(), bytes);
        assert_eq!(file.summary(id).unwrap().size, u64::from(size));
        let copy = file.copy_to(&[id, MessageId(999)], inbox).unwrap();
        assert_eq!(file.bytes(copy[0]).unwrap(), bytes);
    }
    let id = file.add(inbox, &mail(3), NewFlags { unread: true, draft: false }).unwrap();
    let summary = file.summary(id).unwrap();
    assert_eq!(summary.message_id, "3@PO.NET");
    assert_eq!(summary.from, "Anna 3 <NET/PO/ANNA>");
    assert_eq!(summary.subject, "RE: Subject 3");
    assert!(summary.unread && !summary.draft);
    assert_eq!(file.find_message_id("3@PO.NET").unwrap(), Some(id));
    assert_eq!(file.find_message_id("4@PO.NET").unwrap(), None);
    assert_eq!(file.find_message_id("").unwrap(), None);
    assert!(matches!(file.bytes(MessageId(999)), Err(Error::NoSuchMessage { .. })));
    assert!(matches!(file.summary(MessageId(999)), Err(Error::NoSuchMessage { .. })));
    let nowhere = file.add(FolderId(99), b"x", NewFlags::default());
    assert!(matches!(nowhere, Err(Error::NoSuchFolder { .. })));
}

#[test]
fn a_draft_is_replaced_under_its_number() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let id = file.replace_draft(None, &mail(1)).unwrap();
    assert_eq!(file.replace_draft(Some(id), &vec![b'x'; 600_000]).unwrap(), id);
    assert_eq!(file.replace_draft(Some(id), &mail(2)).unwrap(), id);
    assert_eq!(file.bytes(id).unwrap(), mail(2));
    let summary = file.summary(id).unwrap();
    assert!(summary.draft && summary.subject == "RE: Subject 2");
    file.remove(&[id]).unwrap();
    let other = file.replace_draft(Some(id), &mail(2)).unwrap();
    assert_ne!(other, id, "a number is never used twice");
    assert_eq!(file.folder_named("Drafts").unwrap().unwrap().total, 1);
    assert!(file.check().unwrap().is_empty());
}

#[test]
fn a_letter_comes_once() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let sent = file.standard(FolderKind::SentMail).unwrap();
    // The sender's own copy is no letter: mail to oneself arrives all the same.
    let own = file.add(sent, &mail(1), NewFlags::default()).unwrap();
    let Received::Stored(id) = file.receive(letter(1, 10), inbox, &mail(1)).unwrap() else {
        panic!("a first letter was known");
    };
    assert_ne!(id, own);
    assert!(file.summary(id).unwrap().unread);
    assert_eq!(file.receive(letter(1, 10), inbox, &mail(1)).unwrap(), Received::Known);
    // The same bytes under another number, and at another postoffice after a move.
    assert_eq!(file.receive(letter(1, 11), inbox, &mail(1)).unwrap(), Received::Known);
    assert_eq!(file.receive(letter(u64::MAX, 10), inbox, &mail(1)).unwrap(), Received::Known);
    assert_eq!(file.total(inbox).unwrap(), 1);
    // Deleted for good, its letters stay known; only a new letter with the bytes comes again.
    file.remove(&[id]).unwrap();
    while file.clear_away(Duration::from_millis(20)).unwrap() {}
    for known in [letter(1, 10), letter(1, 11), letter(u64::MAX, 10)] {
        assert_eq!(file.receive(known, inbox, &mail(1)).unwrap(), Received::Known);
    }
    assert!(matches!(file.receive(letter(2, 1), inbox, &mail(1)).unwrap(), Received::Stored(_)));
}

#[test]
fn a_number_that_is_given_out_again_loses_no_letter() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    for text in [1, 2] {
        let got = file.receive(letter(1, 10), inbox, &mail(text)).unwrap();
        assert!(matches!(got, Received::Stored(_)), "letter {text} was lost");
        assert_eq!(file.receive(letter(1, 10), inbox, &mail(text)).unwrap(), Received::Known);
    }
    assert_eq!(file.total(inbox).unwrap(), 2);
}

#[test]
fn removed_messages_leave_at_once_and_their_room_later() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let big = vec![b'x'; 20 << 20];
    let mut ids = vec![file.add(inbox, &big, NewFlags::default()).unwrap()];
    for n in 0..150 {
        ids.push(file.add(inbox, &mail(n), NewFlags::default()).unwrap());
    }
    let full = std::fs::metadata(desk.path("A.MMF")).unwrap().len();
    let kept = ids.pop().unwrap();
    file.remove(&ids).unwrap();
    assert_eq!(file.total(inbox).unwrap(), 1);
    assert!(matches!(file.bytes(ids[0]), Err(Error::NoSuchMessage { .. })));
    assert!(file.check().unwrap().is_empty());
    let mut slices = 0;
    while file.clear_away(Duration::from_millis(10)).unwrap() {
        slices += 1;
        assert!(slices < 10_000);
    }
    let rows = |sql: &str| -> i64 { file.connection.query_row(sql, [], |r| r.get(0)).unwrap() };
    assert_eq!(rows("SELECT count(*) FROM gone"), 0);
    assert_eq!(rows("SELECT count(DISTINCT message) FROM piece"), 1);
    assert_eq!(file.bytes(kept).unwrap(), mail(149));
    let path = file.path().to_owned();
    file.close().unwrap();
    let now = std::fs::metadata(path).unwrap().len();
    assert!(now < full / 5, "{now} of {full} bytes are left");
}

#[test]
fn the_outbox_remembers_what_is_to_be_posted_where() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let part = |number, postoffice: &str| Part {
        number,
        postoffice: postoffice.to_owned(),
        recipients: vec![
            Address::parse(&format!("{postoffice}/ANNA")).unwrap(),
            Address::parse(&format!("{postoffice}/BRUNO")).unwrap(),
        ],
        letter: None,
        done: false,
    };
    let parts = [part(0, "NET/PO"), part(1, "NET/OTHER")];
    let id = file.hold(&mail(1), &parts, &Held::default(), None).unwrap();
    assert_eq!(file.waiting(Moment::now(), Retry::All).unwrap(), [id]);
    assert_eq!(file.parts(id).unwrap(), parts);
    file.part_letter(id, 1, letter(u64::MAX, u32::MAX)).unwrap();
    file.part_done(id, 0).unwrap();
    let now = file.parts(id).unwrap();
    assert!(now[0].done && !now[1].done);
    assert_eq!(now[1].letter, Some(letter(u64::MAX, u32::MAX)));
    assert!(matches!(file.part_done(id, 7), Err(Error::NoSuchMessage { .. })));

    // Taken out of the Outbox it does not wait; put back it does.
    let bin = file.standard(FolderKind::DeletedMail).unwrap();
    let was = file.move_to(&[id], bin).unwrap();
    assert!(file.waiting(Moment::now(), Retry::All).unwrap().is_empty());
    let _ = file.move_to(&[id], was[0].1).unwrap();
    assert_eq!(file.waiting(Moment::now(), Retry::All).unwrap(), [id]);

    file.sent(id).unwrap();
    assert!(
        file.waiting(Moment::now(), Retry::All).unwrap().is_empty()
            && file.parts(id).unwrap().is_empty()
    );
    let sent = file.folder_named("Sent Mail").unwrap().unwrap();
    assert_eq!((sent.total, sent.unread), (1, 0));
    let gone = file.hold(&mail(2), &parts, &Held::default(), None).unwrap();
    file.remove(&[gone]).unwrap();
    assert!(
        file.waiting(Moment::now(), Retry::All).unwrap().is_empty()
            && file.parts(gone).unwrap().is_empty()
    );
    assert!(matches!(file.sent(gone), Err(Error::NoSuchMessage { .. })));
}

#[test]
fn a_lost_lock_stops_every_change() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let id = file.add(inbox, &mail(1), NewFlags::default()).unwrap();
    // Somebody took the lock over.
    std::fs::remove_file(desk.path("A.1LK")).unwrap();
    assert!(matches!(file.embed(&[1; 80]), Err(Error::LockLost { .. })));
    std::fs::write(desk.path("A.1LK"), "token=OTHER\n").unwrap();
    assert!(matches!(file.mark(&[id], Mark::Unread), Err(Error::LockLost { .. })));
    assert!(matches!(file.add(inbox, b"x", NewFlags::default()), Err(Error::LockLost { .. })));
    assert!(matches!(file.clear_away(Duration::ZERO), Ok(false)));
    assert_eq!(file.bytes(id).unwrap(), mail(1), "reading goes on");
    assert_eq!(file.credential().unwrap(), CREDENTIAL);
    let guard = file.guard.clone();
    file.close().unwrap();
    assert!(matches!(
        MessageFile::open(&desk.disk, &desk.path("A.MMF"), guard),
        Err(Error::LockLost { .. })
    ));
}
