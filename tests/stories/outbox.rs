//! Between Send and gone: what is held, taken back, and waits.

use std::time::Duration;

use restante::admin::MoveOptions;
use restante::mail::{Draft, FolderKind, MessageId, NewAttachment, Priority};
use restante::session::{Error, Mark, Session};

use crate::mail::{collected, note, subjects};
use crate::people::{World, add, name};

const LONG: Duration = Duration::from_secs(120);

/// To somebody by mailbox, somebody by name, somebody blind, and nobody.
fn invitation() -> Draft {
    Draft {
        to: vec!["bruno".into(), "nobody at all".into()],
        cc: vec!["Dora Eck".into()],
        bcc: vec!["ADMIN".into()],
        attachments: vec![NewAttachment { name: "menu.txt".into(), bytes: b"soup".to_vec() }],
        priority: Priority::High,
        receipt: true,
        references: vec!["earlier@MAIN.NORTH".into()],
        ..note(&[], "Lunch")
    }
}

/// Two postoffices that know each other.
fn world() -> World {
    let world = World::new();
    add(&world.main, "FRITZ", "Fritz Gold", "fritz");
    let fritz = name("FRITZ");
    let _ = world.main.move_user(&world.branch, &fritz, MoveOptions::default()).unwrap();
    world
}

fn in_folder(session: &mut Session, kind: FolderKind) -> Vec<MessageId> {
    let folder = session.standard(kind).unwrap();
    let rows = session.rows(folder, restante::mail::Order::newest_first(), 0, 100).unwrap();
    rows.into_iter().map(|row| row.id).collect()
}

#[test]
fn what_was_sent_is_taken_back_as_it_was() {
    let world = world();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let kept = anna.save_draft(None, &invitation()).unwrap();
    let sent = anna.hold_draft(Some(kept), &invitation(), None, LONG).unwrap();
    let held = sent.held.expect("it is held");
    assert_eq!(sent.refused.len(), 1);
    assert!(in_folder(&mut anna, FolderKind::Drafts).is_empty(), "the draft became the message");
    // Neither a look nor a check sends it.
    assert_eq!(anna.spool().unwrap(), restante::session::Spooled::default());
    let waiting = anna.outbox().unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!((waiting[0].id, waiting[0].held), (held.id, Some(held.until)));

    let back = anna.take_back(held.id).unwrap();
    let draft = anna.open_draft(back.id).unwrap();
    assert_eq!(Draft { body: invitation().body, ..draft.clone() }, invitation());
    assert_eq!(draft.body.trim_end(), invitation().body);
    assert_eq!(in_folder(&mut anna, FolderKind::Drafts), [back.id]);
    assert!(anna.outbox().unwrap().is_empty());
    assert!(subjects(&mut anna, FolderKind::Inbox).is_empty(), "no report of what was not sent");
    assert_eq!(anna.spool().unwrap().sent, 0);
    anna.sign_out().unwrap();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    assert!(collected(&mut bruno).is_empty());
}

#[test]
fn what_is_held_goes_after_a_kill_and_once() {
    let world = world();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let first = anna.send(&note(&["ANNA"], "Question")).unwrap();
    assert_eq!(first.waiting, None);
    let _ = anna.fetch().unwrap();
    let question = in_folder(&mut anna, FolderKind::Inbox)[0];
    let answers = Some((question, Mark::Answered));
    let moment = Duration::from_millis(30);
    let _ = anna.hold_draft(None, &invitation(), answers, moment).unwrap();
    assert!(!anna.summary(question).unwrap().answered, "not before it is sent");
    drop(anna);
    std::thread::sleep(moment);
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    assert_eq!(anna.spool().unwrap().sent, 1);
    assert_eq!(anna.spool().unwrap().sent, 0);
    assert!(anna.summary(question).unwrap().answered);
    assert_eq!(subjects(&mut anna, FolderKind::SentMail), ["Lunch", "Question"]);
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), ["Question", "Undeliverable: Lunch"]);
    anna.sign_out().unwrap();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    assert_eq!(collected(&mut bruno), ["Lunch"]);
}

#[test]
fn leaving_sends_what_is_held() {
    let world = world();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = anna.hold_draft(None, &note(&["BRUNO"], "Bye"), None, LONG).unwrap();
    let released = anna.release().unwrap();
    assert_eq!((released.sent, released.waiting), (1, 0));
    assert_eq!(anna.release().unwrap().sent, 0);
}

#[test]
fn what_waits_says_why_rests_and_can_be_taken_back() {
    let world = world();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let draft = note(&["BRUNO", "NORTH/BRANCH/DORA"], "Far");
    let held = anna.hold_draft(None, &draft, None, LONG).unwrap().held.unwrap();
    let away = world.dir.path().join("away");
    std::fs::rename(world.branch_root(), &away).unwrap();
    let spooled = anna.send_now(held.id).unwrap();
    assert_eq!((spooled.sent, spooled.waiting), (0, 1));
    let waiting = anna.outbox().unwrap().remove(0);
    let reason = waiting.reason.clone().expect("it says why");
    assert!(reason.contains("BRANCH"), "{reason}");
    assert_eq!((waiting.tries, waiting.held), (1, None));
    assert!(waiting.again > restante::mail::Moment::now());
    // BRUNO has it: it cannot be changed any more.
    assert!(waiting.posted);
    assert!(matches!(anna.take_back(held.id), Err(Error::Posted)));
    assert_eq!(anna.spool_due().unwrap(), restante::session::Spooled::default(), "it rests");

    // What nobody has yet can, and that DORA cannot be asked for now refuses nothing.
    let far = anna.hold_draft(None, &note(&["NORTH/BRANCH/DORA"], "Later"), None, LONG).unwrap();
    assert!(far.refused.is_empty());
    let id = far.held.unwrap().id;
    assert_eq!(anna.send_now(id).unwrap().waiting, 1);
    assert!(!anna.outbox().unwrap()[1].posted);
    let back = anna.take_back(id).unwrap();
    assert_eq!(anna.open_draft(back.id).unwrap().to, ["NORTH/BRANCH/DORA"]);
    std::fs::rename(&away, world.branch_root()).unwrap();
    assert_eq!(anna.spool().unwrap().sent, 1, "a person who asks does not wait for the pause");
}

#[test]
fn while_a_postoffice_is_away_notes_wait_and_names_are_looked_up_when_it_is_back() {
    let world = world();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let away = world.dir.path().join("away");
    std::fs::rename(world.branch_root(), &away).unwrap();

    // Who was found before stays found.
    let known = anna.send(&note(&["Dora Eck <NORTH/BRANCH/DORA>"], "Known")).unwrap();
    assert!(known.refused.is_empty() && known.waiting.is_some());
    // A name is asked for later; it can be taken back as it was typed.
    let draft = Draft { no_copy: true, ..note(&["Dora Eck", "nobody at all", "BRUNO"], "Named") };
    let kept = anna.save_draft(None, &draft).unwrap();
    let named = anna.hold_draft(Some(kept), &draft, None, LONG).unwrap();
    assert!(named.refused.is_empty());
    let back = anna.take_back(named.held.unwrap().id).unwrap();
    let again = anna.open_draft(back.id).unwrap();
    assert_eq!((&again.to, again.no_copy), (&draft.to, true));
    let named = anna.hold_draft(Some(back.id), &again, None, Duration::ZERO).unwrap();
    assert!(named.waiting.expect("it waits").contains("nobody at all"));
    // Nobody else is named: it waits with nowhere to go.
    let alone = anna.hold_draft(None, &note(&["Dora Eck"], "Alone"), None, LONG).unwrap();
    assert_eq!(anna.send_now(alone.held.unwrap().id).unwrap().waiting, 1);

    let spooled = anna.spool().unwrap();
    assert_eq!((spooled.sent, spooled.waiting), (0, 3));
    for waiting in anna.outbox().unwrap() {
        let reason = waiting.reason.unwrap();
        assert!(reason.contains("BRANCH"), "{reason}");
        assert!(!waiting.posted);
    }
    assert!(subjects(&mut anna, FolderKind::Inbox).is_empty(), "nothing is refused");
    assert!(in_folder(&mut anna, FolderKind::Drafts).is_empty());

    std::fs::rename(&away, world.branch_root()).unwrap();
    assert_eq!(anna.spool().unwrap().sent, 3);
    assert_eq!(anna.spool().unwrap(), restante::session::Spooled::default());
    let kept = subjects(&mut anna, FolderKind::SentMail);
    assert_eq!(kept, ["Alone", "Known"], "the other leaves no copy");
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), ["Undeliverable: Named"]);
    anna.sign_out().unwrap();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    assert_eq!(collected(&mut bruno), ["Named"]);
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    let mut got = collected(&mut dora);
    got.sort();
    assert_eq!(got, ["Alone", "Known", "Named"]);
}
