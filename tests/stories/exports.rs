//! Messages saved in files: whole or not at all, added to or written over.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use restante::disk::{Op, Probe};
use restante::interchange::{Existing, Export, Form};
use restante::mail::{Draft, FolderKind, MessageId, NewAttachment, Order, SortKey};
use restante::session::{Disk, Session};

use crate::people::World;

/// Lets ANNA write three messages to BRUNO, who collects them.
fn three(world: &World) -> (Session, Arc<[MessageId]>) {
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    for (subject, body) in [("A", "one\n"), ("B", "From here\nto there"), ("C", "three\n")] {
        let draft = Draft {
            to: vec!["BRUNO".into()],
            subject: subject.into(),
            body: body.into(),
            attachments: vec![NewAttachment { name: "menu.txt".into(), bytes: b"soup".to_vec() }],
            ..Draft::default()
        };
        let _ = anna.send(&draft).unwrap();
    }
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = bruno.fetch().unwrap();
    let inbox = bruno.standard(FolderKind::Inbox).unwrap();
    let order = Order::by(SortKey::Subject, false);
    let rows = bruno.rows(inbox, order, 0, 9).unwrap();
    (bruno, rows.into_iter().map(|row| row.id).collect())
}

fn save(disk: &Disk, session: &Session, path: &Path, existing: Existing, ids: &Arc<[MessageId]>) {
    let form = Form::of(path).unwrap();
    let mut export = Export::begin(disk, path, form, existing, ids.clone()).unwrap();
    while !export.go_on(session, Duration::ZERO).unwrap() {}
    assert_eq!(export.reached(), (ids.len(), ids.len()));
}

#[test]
fn several_messages_stand_in_one_text() {
    let world = World::new();
    let (bruno, ids) = three(&world);
    let path = world.dir.path().join("mail.txt");
    save(&world.disk, &bruno, &path, Existing::Append, &ids);
    let once = std::fs::read_to_string(&path).unwrap();
    let rule = format!("\n{}\n\n", "-".repeat(70));
    let parts: Vec<&str> = once.split(&rule).collect();
    assert_eq!(parts.len(), 3, "{once}");
    for (part, (subject, body)) in
        parts.iter().zip([("A", "one\n"), ("B", "From here\nto there\n"), ("C", "three\n")])
    {
        assert!(part.starts_with("From:    Anna Berg\nTo:      Bruno Carl\nSubject: "), "{part}");
        assert!(part.contains(&format!("\nSubject: {subject}\nDate:    ")), "{part}");
        assert!(part.ends_with(&format!("\n\n<<File Attachment: menu.txt>>\n{body}")), "{part}");
    }
    save(&world.disk, &bruno, &path, Existing::Append, &ids);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), format!("{once}{rule}{once}"));
    save(&world.disk, &bruno, &path, Existing::Overwrite, &ids);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), once);
}

#[test]
fn a_mailbox_holds_the_bytes_and_one_message_is_its_bytes() {
    let world = World::new();
    let (bruno, ids) = three(&world);
    let path = world.dir.path().join("mail.mbox");
    save(&world.disk, &bruno, &path, Existing::Overwrite, &ids);
    let mailbox = std::fs::read_to_string(&path).unwrap();
    let begins = |line: &&str| line.starts_with("From ");
    assert_eq!(mailbox.lines().filter(begins).count(), 3, "{mailbox}");
    let one: Arc<[MessageId]> = Arc::new([ids[1]]);
    let path = world.dir.path().join("b.eml");
    save(&world.disk, &bruno, &path, Existing::Overwrite, &one);
    assert_eq!(std::fs::read(&path).unwrap(), bruno.source(ids[1]).unwrap());
}

/// A disk without room for one kind of operation.
struct Full(Op);

impl Probe for Full {
    fn before(&self, op: Op, _: &Path) -> io::Result<()> {
        if op == self.0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

#[test]
fn a_full_disk_leaves_the_file_as_it_was_and_says_so() {
    let world = World::new();
    let (bruno, ids) = three(&world);
    let folder = world.dir.path().join("out");
    std::fs::create_dir(&folder).unwrap();
    let path = folder.join("mail.txt");
    std::fs::write(&path, "precious").unwrap();
    for (op, existing) in [
        (Op::Create, Existing::Overwrite),
        (Op::Read, Existing::Append),
        (Op::Write, Existing::Append),
        (Op::Sync, Existing::Overwrite),
        (Op::Rename, Existing::Append),
    ] {
        let disk = Disk::with_probe(Arc::new(Full(op)));
        let error = Export::begin(&disk, &path, Form::Text, existing, ids.clone())
            .and_then(|mut export| export.go_on(&bruno, Duration::MAX))
            .unwrap_err();
        assert!(error.summary().contains("mail.txt"), "{op:?}: {}", error.summary());
        assert!(error.hint().contains("The disk is full."), "{op:?}: {}", error.hint());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious", "{op:?}");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "{op:?} left litter");
    }
    // Given up half way, too.
    let mut export =
        Export::begin(&world.disk, &path, Form::Text, Existing::Overwrite, ids).unwrap();
    assert!(!export.go_on(&bruno, Duration::ZERO).unwrap());
    drop(export);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious");
    assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
}
