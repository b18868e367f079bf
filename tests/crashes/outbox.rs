//! Holding a message in the Outbox, taking it back, and letting it go.

use std::time::Duration;

use restante::mail::{Draft, FolderKind};
use restante::session::{Disk, Session};

use crate::faults::{Fault, Kind, all_is_mostly_well, come_back, everywhere};
use crate::mail::{collected, note, subjects};
use crate::people::World;

fn lunch() -> Draft {
    note(&["BRUNO", "NORTH/BRANCH/DORA"], "Lunch")
}

fn anna_over(world: &World, disk: &Disk) -> Session {
    world.at_main("ANNA", "anna one").run(disk, &|| false).unwrap()
}

/// Returns in which folder ANNA has the message; it is in one only.
fn where_it_is(anna: &mut Session) -> FolderKind {
    let folders = [FolderKind::Drafts, FolderKind::Outbox, FolderKind::SentMail];
    let has: Vec<FolderKind> =
        folders.into_iter().filter(|kind| !subjects(anna, *kind).is_empty()).collect();
    assert_eq!(has.len(), 1, "{has:?}");
    has[0]
}

/// Checks that BRUNO and DORA have it once, or not at all.
fn they_have(world: &World, times: usize) {
    for sign_in in [world.at_main("BRUNO", "bruno"), world.at_branch("DORA", "dora")] {
        let mut session = world.run(&sign_in).unwrap();
        assert_eq!(collected(&mut session).len(), times);
        session.sign_out().unwrap();
    }
}

fn holding(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let mut anna = anna_over(world, disk);
    let kept = anna.save_draft(None, &lunch()).unwrap();
    fault.arm();
    let held = anna.hold_draft(Some(kept), &lunch(), None, Duration::from_millis(1));
    std::thread::sleep(Duration::from_millis(3));
    let _ = anna.spool_due();
    drop(anna);
    let mut anna = come_back(world, &world.at_main("ANNA", "anna one")).unwrap();
    assert_eq!(anna.spool().unwrap().waiting, 0);
    let at = where_it_is(&mut anna);
    anna.sign_out().unwrap();
    match at {
        FolderKind::Drafts => {
            assert!(held.is_err(), "acknowledged and not sent");
            they_have(world, 0);
        }
        FolderKind::SentMail => they_have(world, 1),
        other => panic!("it still lies in {other:?}"),
    }
    let _ = all_is_mostly_well(world, fault, n);
}

#[test]
fn holding_dies_anywhere() {
    everywhere(Kind::Death, |_| {}, &holding);
}

fn taking_back(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let mut anna = anna_over(world, disk);
    let sent = anna.hold_draft(None, &lunch(), None, Duration::from_secs(300)).unwrap();
    let id = sent.held.unwrap().id;
    fault.arm();
    let taken = anna.take_back(id);
    // Written on, and sent after all.
    let again = taken.as_ref().ok().map(|back| {
        let draft = anna.open_draft(back.id)?;
        anna.hold_draft(Some(back.id), &draft, None, Duration::from_millis(1))
    });
    std::thread::sleep(Duration::from_millis(3));
    let _ = anna.release();
    let _ = anna.spool();
    drop(anna);
    let mut anna = come_back(world, &world.at_main("ANNA", "anna one")).unwrap();
    let _ = anna.release().unwrap();
    assert_eq!(anna.spool().unwrap().waiting, 0);
    let at = where_it_is(&mut anna);
    anna.sign_out().unwrap();
    if at == FolderKind::Drafts {
        assert!(!matches!(again, Some(Ok(_))), "acknowledged and not sent");
        they_have(world, 0);
    } else {
        assert_eq!(at, FolderKind::SentMail);
        they_have(world, 1);
    }
    let _ = all_is_mostly_well(world, fault, n);
}

#[test]
fn taking_back_dies_anywhere() {
    everywhere(Kind::Death, |_| {}, &taking_back);
}
