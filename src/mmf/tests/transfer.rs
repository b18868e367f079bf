//! Copies and imports.

use super::support::{CREDENTIAL, Desk, letter, mail};
use crate::mail::{FolderKind, Group, Moment, Person};
use crate::mmf::{Error, Held, Imported, Mark, MessageFile, NewFlags, Part, Received, Retry};

fn person(name: &str, mailbox: &str) -> Person {
    Person { name: name.to_owned(), addr_spec: format!("{mailbox}@PO.NET") }
}

/// A file with mail in several folders.
fn other(desk: &Desk) -> MessageFile {
    let mut file = desk.create("B.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let projects = file.create_folder(None, "Projects").unwrap();
    let old = file.create_folder(Some(projects), "1995").unwrap();
    for n in 0..150 {
        let _ = file.receive(letter(5, n), inbox, &mail(n)).unwrap();
    }
    let kept = file.add(old, &mail(1000), NewFlags::default()).unwrap();
    file.mark(&[kept], Mark::Answered).unwrap();
    let gone = file.find_message_id("149@PO.NET").unwrap().unwrap();
    file.remove(&[gone]).unwrap();
    let part = Part {
        number: 0,
        postoffice: "NET/PO".to_owned(),
        recipients: Vec::new(),
        letter: None,
        done: false,
    };
    let _ = file.hold(&mail(2000), &[part], &Held::default(), None).unwrap();
    let _ = file.keep_acquaintance(&person("Dora", "DORA")).unwrap();
    let _ = file.keep_acquaintance(&person("Their Emil", "EMIL")).unwrap();
    file.set_group(&Group::new("Team", [person("Dora", "DORA")]).unwrap()).unwrap();
    file
}

#[test]
fn an_import_brings_everything_once() {
    let desk = Desk::new();
    other(&desk).close().unwrap();
    let before = desk.prints();
    let mut file = desk.create("A.MMF");
    let _ = file.keep_acquaintance(&person("My Emil", "EMIL")).unwrap();
    file.set_group(&Group::new("team", [person("Emil", "EMIL")]).unwrap()).unwrap();
    let mut seen = Vec::new();
    let counted = file
        .import(&desk.path("B.MMF"), &mut |p| {
            seen.push((p.done, p.total));
            true
        })
        .unwrap();
    assert_eq!(counted, Imported { imported: 151, skipped: 0, damaged: 0 });
    assert!(seen.is_sorted() && seen.last() == Some(&(151, 151)), "{seen:?}");
    let after: Vec<_> = desk.prints().into_iter().filter(|(n, _)| n == "B.MMF").collect();
    assert!(after.iter().all(|p| before.contains(p)));

    let book: Vec<String> =
        file.acquaintances().unwrap().into_iter().map(|one| one.person.name).collect();
    assert_eq!(book, ["Dora", "My Emil"], "who is here keeps the name given here");
    let groups = file.groups().unwrap();
    assert_eq!((groups.len(), groups[0].members.len()), (1, 2), "groups of a name are one");

    let inbox = file.folder_named("Inbox").unwrap().unwrap();
    assert_eq!((inbox.total, inbox.unread), (149, 149));
    let old = file.folder_named("Projects/1995").unwrap().unwrap();
    let row = file.rows(old.id, crate::mail::Order::default(), 0, 9).unwrap().remove(0);
    assert!(row.answered && !row.unread);
    assert_eq!(file.bytes(row.id).unwrap(), mail(1000));
    // What waited there is a draft here: only its own file may send it.
    assert!(file.waiting(Moment::now(), Retry::All).unwrap().is_empty());
    let drafts = file.folder_named("Drafts").unwrap().unwrap();
    assert!(file.rows(drafts.id, crate::mail::Order::default(), 0, 9).unwrap()[0].draft);
    // The letters came along, also the one whose message was deleted for good.
    for n in [0, 149] {
        assert_eq!(file.receive(letter(5, n), inbox.id, &mail(n)).unwrap(), Received::Known);
    }
    let again = file.import(&desk.path("B.MMF"), &mut |_| true).unwrap();
    assert_eq!(again, Imported { imported: 0, skipped: 151, damaged: 0 });
    assert!(file.check().unwrap().is_empty());
}

#[test]
fn an_import_that_was_cancelled_goes_on_where_it_was() {
    let desk = Desk::new();
    other(&desk).close().unwrap();
    let mut file = desk.create("A.MMF");
    let cancelled = file.import(&desk.path("B.MMF"), &mut |p| p.done == 0);
    assert!(matches!(cancelled, Err(Error::Cancelled { .. })));
    let had = file.folder_named("Inbox").unwrap().unwrap().total;
    assert!((1..=100).contains(&had), "{had}");
    let counted = file.import(&desk.path("B.MMF"), &mut |_| true).unwrap();
    assert_eq!(counted, Imported { imported: 151 - had, skipped: had, damaged: 0 });
}

#[test]
fn the_same_message_in_another_folder_is_another_message() {
    let desk = Desk::new();
    let mut theirs = desk.create("B.MMF");
    let inbox = theirs.standard(FolderKind::Inbox).unwrap();
    let bin = theirs.standard(FolderKind::DeletedMail).unwrap();
    for folder in [inbox, bin] {
        let _ = theirs.add(folder, &mail(1), NewFlags::default()).unwrap();
    }
    theirs.close().unwrap();
    let mut file = desk.create("A.MMF");
    let counted = file.import(&desk.path("B.MMF"), &mut |_| true).unwrap();
    assert_eq!(counted, Imported { imported: 2, skipped: 0, damaged: 0 });
}

#[test]
fn damaged_messages_stay_behind_and_the_others_come() {
    let desk = Desk::new();
    other(&desk).close().unwrap();
    let c = rusqlite::Connection::open(desk.path("B.MMF")).unwrap();
    let _ = c
        .execute("UPDATE piece SET bytes = zeroblob(length(bytes)) WHERE message = 3", [])
        .unwrap();
    c.close().unwrap();
    let mut file = desk.create("A.MMF");
    let counted = file.import(&desk.path("B.MMF"), &mut |_| true).unwrap();
    assert_eq!(counted, Imported { imported: 150, skipped: 0, damaged: 1 });
    assert!(file.check().unwrap().is_empty());
}

#[test]
fn a_copy_is_a_message_file_of_its_own() {
    let desk = Desk::new();
    let mut file = other(&desk);
    let ids = file.waiting(Moment::now(), Retry::All).unwrap();
    file.copy_to_file(&desk.path("COPY.MMF")).unwrap();
    assert!(matches!(file.copy_to_file(&desk.path("COPY.MMF")), Err(Error::Exists { .. })));
    assert!(matches!(file.copy_to_file(&desk.path("B.MMF")), Err(Error::InUse { .. })));
    assert!(matches!(file.copy_to_file(&desk.path("none/X.MMF")), Err(Error::NotFound { .. })));
    file.close().unwrap();
    assert_eq!(desk.names(), ["B.MMF", "COPY.MMF"]);
    assert_eq!(desk.judge("COPY.MMF").unwrap(), CREDENTIAL);
    let mut copy = desk.open("COPY.MMF");
    assert_eq!(
        copy.waiting(Moment::now(), Retry::All).unwrap(),
        ids,
        "what waits to be sent moves with the file"
    );
    assert_eq!(copy.folder_named("Inbox").unwrap().unwrap().total, 149);
    assert!(copy.check().unwrap().is_empty());
}
