//! What is held in the Outbox, and what waits there in vain.

use super::support::{Desk, letter, mail};
use crate::mail::{Address, FolderKind, Moment};
use crate::mmf::{Held, Mark, NewFlags, Part, Retry};

fn parts() -> Vec<Part> {
    vec![Part {
        number: 0,
        postoffice: "NET/PO".into(),
        recipients: vec![Address::parse("NET/PO/ANNA").unwrap()],
        letter: None,
        done: false,
    }]
}

fn at(seconds: i64) -> Moment {
    Moment(1_000_000_000_000 + seconds * 1000)
}

#[test]
fn held_until_its_time_then_tried_when_it_is_due() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let inbox = file.standard(FolderKind::Inbox).unwrap();
    let question = file.add(inbox, &mail(1), NewFlags::default()).unwrap();
    let draft = file.replace_draft(None, &mail(2)).unwrap();
    let held = Held {
        until: at(10),
        typed: "[\"as typed\"]".into(),
        refused: "[\"nobody\"]".into(),
        answers: Some((question, Mark::Forwarded)),
        ..Held::default()
    };
    let id = file.hold(&mail(2), &parts(), &held, Some(draft)).unwrap();
    assert!(file.summary(draft).is_err(), "the draft became the message");
    file.close().unwrap();

    let mut file = desk.open("A.MMF");
    assert_eq!(file.held(id).unwrap(), held);
    assert_eq!(file.outbox().unwrap(), [(id, held.clone())]);
    let waiting = |file: &crate::mmf::MessageFile, now| {
        [Retry::Due, Retry::All].map(|retry| !file.waiting(now, retry).unwrap().is_empty())
    };
    assert_eq!(waiting(&file, at(9)), [false, false]);
    assert_eq!(waiting(&file, at(10)), [true, true]);
    // A clock that was put back by a day holds nothing for a day.
    assert_eq!(waiting(&file, at(-86_400)), [true, true]);
    file.tried(id, "unreachable", at(70)).unwrap();
    file.tried(id, "still unreachable", at(190)).unwrap();
    let noted = file.held(id).unwrap();
    assert_eq!((noted.tries, noted.reason.as_str()), (2, "still unreachable"));
    assert_eq!(noted.typed, held.typed);
    assert_eq!(waiting(&file, at(189)), [false, true]);
    file.release(Some(id)).unwrap();
    assert_eq!(waiting(&file, at(0)), [true, true]);
    file.refusals_told(id).unwrap();
    assert_eq!(file.held(id).unwrap().refused, "");
    file.sent(id).unwrap();
    assert!(file.summary(question).unwrap().forwarded, "what it answers is marked");
    assert_eq!(file.held(id).unwrap(), Held::default());
}

#[test]
fn taken_back_it_is_a_draft_unless_it_may_be_posted() {
    let desk = Desk::new();
    let mut file = desk.create("A.MMF");
    let id = file.hold(&mail(1), &parts(), &Held::default(), None).unwrap();
    assert!(file.take_back(id, &mail(3)).unwrap());
    assert_eq!(file.bytes(id).unwrap(), mail(3));
    assert!(file.summary(id).unwrap().draft);
    assert!(file.outbox().unwrap().is_empty() && file.parts(id).unwrap().is_empty());
    let drafts = file.folder_named("Drafts").unwrap().unwrap();
    assert_eq!(drafts.total, 1);

    let id = file.hold(&mail(1), &parts(), &Held::default(), None).unwrap();
    file.part_letter(id, 0, letter(7, 9)).unwrap();
    assert!(!file.take_back(id, &mail(3)).unwrap());
    assert_eq!(file.bytes(id).unwrap(), mail(1));
    assert_eq!(file.parts(id).unwrap().len(), 1);
    file.remove(&[id]).unwrap();
    assert_eq!(file.held(id).unwrap(), Held::default(), "nothing is left of it");
    assert_eq!(file.check().unwrap(), Vec::<String>::new());
}
