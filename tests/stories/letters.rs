//! Letters that do not arrive are reported, and nobody else misses theirs.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use restante::disk::{Op, Probe};
use restante::format::Record;
use restante::format::key::{Key, SLOTS};
use restante::format::mailbag::Header;
use restante::mail::{Draft, FolderKind, Moment, NewAttachment, Priority};
use restante::session::Disk;

use crate::mail::{collected, note, opened, send, subjects};
use crate::people::{World, name};

#[test]
fn to_others_and_blind_each_once() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let draft = Draft {
        to: vec!["Bruno Carl".into(), "BRUNO".into()],
        cc: vec!["bruno".into()],
        bcc: vec!["anna".into(), "ADMIN".into(), "Bruno Carl".into()],
        subject: "Lunch".into(),
        body: "Soup?".into(),
        ..Draft::default()
    };
    let sent = anna.send(&draft).unwrap();
    assert_eq!(sent.accepted, ["NORTH/MAIN/BRUNO", "NORTH/MAIN/ANNA", "NORTH/MAIN/ADMIN"]);
    assert!(sent.refused.is_empty() && sent.waiting.is_none());
    assert_eq!(collected(&mut anna), ["Lunch"]);
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    assert_eq!(bruno.waiting_letters().unwrap(), 1);
    assert_eq!(bruno.fetch().unwrap().fetched, 1);
    assert_eq!(bruno.fetch().unwrap().fetched, 0);
    let message = opened(&mut bruno, "Lunch").remove(0);
    assert_eq!(message.body.trim_end(), "Soup?");
    assert!(message.bcc.is_empty(), "the blind copies are told");
    let id = {
        let folder = anna.standard(FolderKind::SentMail).unwrap();
        anna.rows(folder, restante::mail::Order::newest_first(), 0, 2).unwrap()[0].id
    };
    assert_eq!(anna.open_message(id).unwrap().message.bcc.len(), 3, "the own copy knows them");
    let mut admin = world.run(&world.at_main("ADMIN", crate::people::ADMIN)).unwrap();
    assert_eq!(collected(&mut admin), ["Lunch"]);
    assert_eq!(world.main.check(false).unwrap(), []);
}

#[test]
fn unknown_and_deleted_recipients_are_reported_and_the_others_receive() {
    let world = World::new();
    let _ = world.main.delete_user(&name("BRUNO")).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let draft = Draft {
        to: vec!["ADMIN".into(), "BRUNO".into(), "Nobody At All".into()],
        cc: vec!["NORTH/MAIN/GHOST".into(), "SOUTH/POLE/X".into()],
        attachments: vec![NewAttachment { name: "menu.txt".into(), bytes: b"soup".to_vec() }],
        ..note(&[], "Lunch")
    };
    let sent = anna.send(&draft).unwrap();
    assert_eq!(sent.accepted, ["NORTH/MAIN/ADMIN"]);
    let refused: Vec<&str> = sent.refused.iter().map(|r| r.recipient.as_str()).collect();
    assert_eq!(refused, ["BRUNO", "Nobody At All", "NORTH/MAIN/GHOST", "SOUTH/POLE/X"]);
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), ["Undeliverable: Lunch"]);
    let report = opened(&mut anna, "Undeliverable").remove(0);
    for recipient in refused {
        assert!(report.body.contains(recipient), "{recipient} in {}", report.body);
    }
    assert!(!report.body.contains("ADMIN"), "{}", report.body);
    let original = restante::format::mime::parse(&report.attachments[0].bytes);
    assert_eq!((original.subject.as_str(), original.message_id), ("Lunch", sent.message_id));
    assert_eq!(original.attachments[0].bytes, b"soup");
    let mut admin = world.run(&world.at_main("ADMIN", crate::people::ADMIN)).unwrap();
    assert_eq!(collected(&mut admin), ["Lunch"]);
    // A report can be answered to by nobody, and nothing waits.
    assert!(subjects(&mut anna, FolderKind::Outbox).is_empty());
    assert_eq!(subjects(&mut anna, FolderKind::SentMail), ["Lunch"]);
}

#[test]
fn when_nobody_gets_it_the_report_keeps_it() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let sent = anna.send(&note(&["nobody"], "alone")).unwrap();
    assert_eq!(sent.accepted, [""; 0]);
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), ["Undeliverable: alone"]);
    assert!(subjects(&mut anna, FolderKind::Outbox).is_empty());
    assert_eq!(anna.spool().unwrap(), restante::session::Spooled::default());
    assert!(matches!(anna.send(&note(&[], "none")), Err(restante::session::Error::NoRecipients)));
}

/// A mailbag with every slot taken, written as the format says.
fn fill(world: &World, number: &str, letter: u32) {
    let mut key = Key::default();
    let header = Header {
        sender: "ANNA".into(),
        subject: "old".into(),
        posted: Moment::now(),
        letter,
        size: 1,
        receipt: false,
        attachments: false,
        priority: Priority::Normal,
        digest: [0; 8],
    };
    for slot in 0..SLOTS {
        key.set(slot, true);
    }
    let root = world.main_root();
    std::fs::write(root.join(format!("KEY/{number}.KEY")), key.encode()).unwrap();
    std::fs::write(root.join(format!("MBG/{number}.MBG")), header.encode().repeat(SLOTS)).unwrap();
}

#[test]
fn a_full_mailbag_keeps_the_letter_waiting_and_says_so() {
    let world = World::new();
    fill(&world, "00000003", 0xFFFF);
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let sent = anna.send(&note(&["BRUNO", "ADMIN"], "Lunch")).unwrap();
    assert!(sent.refused.is_empty());
    let said = sent.waiting.unwrap();
    assert!(said.contains("full"), "{said}");
    assert_eq!(subjects(&mut anna, FolderKind::Outbox), ["Lunch"]);
    let spooled = anna.spool().unwrap();
    assert_eq!((spooled.sent, spooled.waiting), (0, 1));
    assert!(spooled.reason.unwrap().contains("full"));
    let mut admin = world.run(&world.at_main("ADMIN", crate::people::ADMIN)).unwrap();
    assert_eq!(collected(&mut admin), ["Lunch"], "the others have theirs");

    // Room comes: here as BRUNO's own collection sets the unreadable aside.
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let fetched = bruno.fetch().unwrap();
    assert_eq!((fetched.fetched, fetched.set_aside), (0, 1), "one letter 4,096 times");
    assert_eq!(bruno.waiting_letters().unwrap(), 0);
    assert_eq!(anna.spool().unwrap().sent, 1);
    assert_eq!(subjects(&mut anna, FolderKind::SentMail), ["Lunch"]);
    assert_eq!(collected(&mut bruno), ["Lunch"]);
    assert_eq!(collected(&mut admin), ["Lunch"]);
    assert_eq!(world.main.check(false).unwrap(), []);
}

#[test]
fn deleting_a_user_returns_the_waiting_letters() {
    let world = World::new();
    let _ = world.main.move_user(&world.branch, &name("ANNA"), Default::default()).unwrap();
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    let mut anna = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    let mut admin = world.run(&world.at_main("ADMIN", crate::people::ADMIN)).unwrap();
    world.visit(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = send(&mut anna, &["NORTH/MAIN/BRUNO"], "from over there");
    let _ = send(&mut dora, &["NORTH/MAIN/BRUNO"], "from over there too");
    let _ = send(&mut admin, &["BRUNO", "ADMIN"], "from here, and to others");
    let kept = world.main.delete_user(&name("BRUNO")).unwrap().unwrap();
    assert!(kept.is_file() && kept.extension().is_some_and(|x| x == "OLD"), "{kept:?}");
    for (session, subject) in [
        (&mut anna, "from over there"),
        (&mut dora, "from over there too"),
        (&mut admin, "from here, and to others"),
    ] {
        let _ = session.fetch().unwrap();
        let report = opened(session, "Undeliverable").remove(0);
        assert_eq!(report.subject, format!("Undeliverable: {subject}"));
        assert!(report.body.contains("NORTH/MAIN/BRUNO"), "{}", report.body);
        let original = restante::format::mime::parse(&report.attachments[0].bytes);
        assert_eq!(original.subject, subject);
    }
    assert_eq!(subjects(&mut admin, FolderKind::Inbox).len(), 2);
    assert_eq!(subjects(&mut anna, FolderKind::Inbox).len(), 1);
    let gone = world.run(&world.at_main("BRUNO", "bruno"));
    assert!(matches!(gone, Err(restante::session::Error::WrongNameOrPassword)));
    assert_eq!(world.main.check(false).unwrap(), []);
    // Somebody new under the name has a new number and none of the old mail.
    crate::people::add(&world.main, "BRUNO", "Bruno Carl", "bruno two");
    let mut new = world.run(&world.at_main("BRUNO", "bruno two")).unwrap();
    assert!(collected(&mut new).is_empty());
    assert_ne!(new.message_file().file_stem().unwrap(), "00000003");
}

/// Keeps the messages of the first letters out of reach.
struct OutOfReach(AtomicBool);

impl Probe for OutOfReach {
    fn before(&self, op: Op, path: &Path) -> io::Result<()> {
        let number = path.file_stem().and_then(|s| u32::from_str_radix(s.to_str()?, 16).ok());
        let letter = path.extension().is_some_and(|x| x == "MAI");
        if self.0.load(Ordering::Relaxed) && op == Op::Read && letter && number <= Some(40) {
            return Err(io::Error::other("cannot be reached now"));
        }
        Ok(())
    }
}

#[test]
fn letters_out_of_reach_do_not_hold_up_the_others() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    for n in 1..=80 {
        let _ = send(&mut anna, &["BRUNO"], &format!("letter {n:02}"));
    }
    let probe = Arc::new(OutOfReach(AtomicBool::new(true)));
    let disk = Disk::with_probe(probe.clone());
    let mut bruno = world.at_main("BRUNO", "bruno").run(&disk, &|| false).unwrap();
    let fetched = bruno.fetch().unwrap();
    assert_eq!((fetched.fetched, fetched.set_aside, fetched.left), (40, 0, 40));
    assert_eq!(bruno.waiting_letters().unwrap(), 40);
    probe.0.store(false, Ordering::Relaxed);
    assert_eq!(bruno.fetch().unwrap().fetched, 40);
    let all: Vec<String> = (1..=80).map(|n| format!("letter {n:02}")).collect();
    assert_eq!(subjects(&mut bruno, FolderKind::Inbox), all);
}
