//! Story 10: mail sent before, during and after a move arrives once, the later at the new home.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use restante::admin::{Administrator, Error as AdminError, MoveOptions};
use restante::disk::{Op, Probe};
use restante::mail::FolderKind;
use restante::session::{Cost, Disk, Error, Resolution, Session};

use crate::mail::{collected, note, number_of, opened, send, subjects};
use crate::people::{ADMIN, World, name, password};

fn move_anna(world: &World) {
    let _ = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
}

fn bruno(world: &World) -> Session {
    world.run(&world.at_main("BRUNO", "bruno")).unwrap()
}

fn clean(world: &World) {
    assert_eq!(world.main.check(false).unwrap(), []);
    assert_eq!(world.branch.check(false).unwrap(), []);
}

#[test]
fn before_and_after_the_move() {
    let world = World::new();
    let mut bruno = bruno(&world);
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "1 collected before");
    assert_eq!(collected(&mut anna), ["1 collected before"]);
    anna.sign_out().unwrap();
    let _ = send(&mut bruno, &["ANNA", "BRUNO"], "2 waits when she moves");
    let moved = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
    assert_eq!(moved.letters, 1);
    let _ = send(&mut bruno, &["ANNA"], "3 by her name");
    let _ = send(&mut bruno, &["Anna Berg"], "4 by her full name");
    let sent = send(&mut bruno, &["NORTH/MAIN/ANNA", "north/branch/anna"], "5 twice the same");
    assert_eq!(sent.accepted, ["NORTH/BRANCH/ANNA"]);
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    let _ = send(&mut dora, &["NORTH/MAIN/ANNA"], "6 from over there, to the old home");
    let _ = send(&mut dora, &["ANNA"], "7 from over there");
    let away = world.run(&world.at_main("ANNA", "anna one"));
    assert!(matches!(away, Err(Error::MovedAway(to)) if to.to_string() == "NORTH/BRANCH/ANNA"));
    let mut anna = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    let all = collected(&mut anna);
    let marks: Vec<&str> = all.iter().map(|s| &s[..1]).collect();
    assert_eq!(marks, ["1", "2", "3", "4", "5", "6", "7"], "{all:?}");
    assert_eq!(anna.fetch().unwrap().fetched, 0);
    assert_eq!(collected(&mut bruno), ["2 waits when she moves"]);
    // And she can be answered where she is.
    let letter = number_of(&mut anna, "2");
    let answer = anna.reply(letter).unwrap();
    assert_eq!(anna.send(&answer).unwrap().accepted, ["NORTH/MAIN/BRUNO"]);
    assert_eq!(collected(&mut bruno).len(), 2);
    clean(&world);
}

/// Sends a letter whenever the move has done some more; the mover's disk calls it.
struct Meanwhile {
    bruno: Mutex<Option<Session>>,
    sent: Mutex<usize>,
}

impl Probe for Meanwhile {
    fn before(&self, op: Op, path: &Path) -> io::Result<()> {
        // Only between two steps: where the mover holds a lock, others wait for it.
        let locked = |name: &str| path.parent().is_some_and(|p| p.join(name).exists());
        if op != Op::Create || !path.to_string_lossy().contains(".0LK") || locked("POSTOFF.0LK") {
            return Ok(());
        }
        // His own sending comes by here too, in the middle of it.
        let Ok(mut bruno) = self.bruno.try_lock() else { return Ok(()) };
        if let Some(bruno) = bruno.as_mut()
            && !locked("00000002.0LK")
        {
            let mut sent = self.sent.lock().unwrap();
            let _ = send(bruno, &["ANNA"], &format!("during {:02}", *sent));
            *sent += 1;
        }
        Ok(())
    }
}

#[test]
fn during_the_move() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let bruno = Mutex::new(Some(bruno(&world)));
    let meanwhile = Arc::new(Meanwhile { bruno, sent: Mutex::default() });
    let disk = Disk::with_probe(meanwhile.clone());
    let enter = |root: &Path| {
        Administrator::enter(&disk, root, "ADMIN", &password(ADMIN), Cost::LEAST).unwrap()
    };
    let (main, branch) = (enter(&world.main_root()), enter(&world.branch_root()));
    let _ = main.move_user(&branch, &name("ANNA"), MoveOptions::default()).unwrap();
    let sent = *meanwhile.sent.lock().unwrap();
    assert!(sent >= 5, "only {sent} letters were sent during the move");
    let mut anna = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    let want: Vec<String> = (0..sent).map(|n| format!("during {n:02}")).collect();
    assert_eq!(collected(&mut anna), want);
    drop(meanwhile.bruno.lock().unwrap().take());
    clean(&world);
}

/// ELSA lives on a postoffice that knows only the old home.
fn third_that_knows_the_old_home(world: &World) -> Session {
    let third = world.third("COAST");
    crate::people::add(&world.main, "ELSA", "Elsa Fink", "elsa");
    let _ = world.main.move_user(&third, &name("ELSA"), MoveOptions::default()).unwrap();
    world.run(&world.at(third.root(), "ELSA", "elsa")).unwrap()
}

#[test]
fn from_a_third_postoffice_that_knows_only_the_old_home() {
    let world = World::new();
    let mut elsa = third_that_knows_the_old_home(&world);
    let _ = send(&mut elsa, &["NORTH/MAIN/ANNA"], "1 before");
    move_anna(&world);
    let _ = send(&mut elsa, &["NORTH/MAIN/ANNA"], "2 to the old address");
    let _ = send(&mut elsa, &["Anna Berg"], "3 by the full name");
    let _ = send(&mut elsa, &["ANNA"], "4 by the mailbox name");
    let _ = send(&mut elsa, &["NORTH/BRANCH/ANNA"], "5 to the new address");
    let mut anna = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    assert_eq!(collected(&mut anna).len(), 5);
    let letter = number_of(&mut anna, "2");
    let answer = anna.reply(letter).unwrap();
    assert_eq!(anna.send(&answer).unwrap().accepted, ["NORTH/COAST/ELSA"]);
    assert_eq!(collected(&mut elsa), ["RE: 2 to the old address"]);
    assert!(subjects(&mut elsa, FolderKind::Outbox).is_empty());
    clean(&world);
}

/// BRUNO posts a letter to ANNA, and perhaps others, that cannot be put into her mailbag yet.
fn held_up(world: &World, to: &[&str]) -> Session {
    let stop = Arc::new(HerMailbag(AtomicBool::new(true)));
    let disk = Disk::with_probe(stop.clone());
    let mut bruno = world.at_main("BRUNO", "bruno").run(&disk, &|| false).unwrap();
    let sent = bruno.send(&note(to, "held up")).unwrap();
    assert!(sent.waiting.is_some() && sent.refused.is_empty(), "{sent:?}");
    assert_eq!(subjects(&mut bruno, FolderKind::Outbox), ["held up"]);
    stop.0.store(false, Ordering::Relaxed);
    bruno
}

/// Keeps everybody from ANNA's mailbag while it is set.
struct HerMailbag(AtomicBool);

impl Probe for HerMailbag {
    fn before(&self, op: Op, path: &Path) -> io::Result<()> {
        let hers = path.to_string_lossy().contains("00000002.0LK");
        if self.0.load(Ordering::Relaxed) && op == Op::Create && hers {
            return Err(io::Error::other("not now"));
        }
        Ok(())
    }
}

/// The letter was in the Outbox, and even posted, when she moved.
#[test]
fn what_was_held_up_follows_too() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let mut bruno = held_up(&world, &["ANNA"]);
    move_anna(&world);
    let third = world.third("COAST");
    let _ = world.branch.move_user(&third, &name("ANNA"), MoveOptions::default()).unwrap();
    let spooled = bruno.spool().unwrap();
    assert_eq!((spooled.sent, spooled.waiting), (1, 0), "{spooled:?}");
    assert!(subjects(&mut bruno, FolderKind::Outbox).is_empty());
    let mut anna = world.run(&world.at(third.root(), "ANNA", "anna one")).unwrap();
    assert_eq!(collected(&mut anna), ["held up"]);
    clean(&world);
    assert_eq!(third.check(false).unwrap(), []);
}

/// Posted, not delivered, and then she moved away and came back under another number.
#[test]
fn what_was_held_up_finds_who_came_back() {
    let world = World::new();
    let mut bruno = held_up(&world, &["ANNA", "BRUNO"]);
    move_anna(&world);
    let _ = world.branch.move_user(&world.main, &name("ANNA"), MoveOptions::default()).unwrap();
    assert_eq!(bruno.spool().unwrap().sent, 1);
    assert_eq!(collected(&mut bruno), ["held up"]);
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    assert_eq!(collected(&mut anna), ["held up"]);
    clean(&world);
}

/// Posted, not delivered, and then she was deleted: the sender is told, once.
#[test]
fn what_was_held_up_comes_back_from_who_is_gone() {
    let world = World::new();
    let mut bruno = held_up(&world, &["ANNA", "BRUNO"]);
    let _ = world.main.delete_user(&name("ANNA")).unwrap();
    assert_eq!(bruno.spool().unwrap().sent, 1);
    assert_eq!(collected(&mut bruno), ["Undeliverable: held up", "held up"]);
    let report = opened(&mut bruno, "Undeliverable").remove(0);
    assert!(report.body.contains("NORTH/MAIN/ANNA"), "{}", report.body);
    let _ = world.main.check(true).unwrap();
    assert_eq!(collected(&mut bruno).len(), 2);
    bruno.sign_out().unwrap();
    clean(&world);
    assert_eq!(world.main.status().unwrap().letters, 0);
}

/// The sender never comes back: an administrator's check passes the letter on.
#[test]
fn what_nobody_goes_on_with_is_passed_on_by_check() {
    let world = World::new();
    drop(held_up(&world, &["ANNA"]));
    let _ = world.main.delete_user(&name("BRUNO")).unwrap();
    move_anna(&world);
    let found = world.main.check(false).unwrap();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(world.main.check(true).unwrap().iter().all(|f| f.repaired));
    let mut anna = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    assert_eq!(collected(&mut anna), ["held up"]);
    clean(&world);
}

#[test]
fn an_unreachable_new_home_is_reported_with_its_address() {
    let world = World::new();
    let mut elsa = third_that_knows_the_old_home(&world);
    move_anna(&world);
    let gone = world.dir.path().join("unplugged");
    std::fs::rename(world.branch_root(), &gone).unwrap();
    let mut bruno = bruno(&world);
    for sender in [&mut bruno, &mut elsa] {
        let sent = sender.send(&note(&["NORTH/MAIN/ANNA"], "lost?")).unwrap();
        assert_eq!(sent.accepted, [""; 0]);
        assert_eq!(sent.refused[0].recipient, "NORTH/MAIN/ANNA");
        assert!(sent.refused[0].reason.contains("NORTH/BRANCH/ANNA"), "{:?}", sent.refused);
        let report = opened(sender, "Undeliverable").remove(0);
        assert!(report.body.contains("NORTH/BRANCH/ANNA"), "{}", report.body);
        assert_eq!(report.attachments.len(), 1);
        assert!(matches!(sender.resolve("ANNA").unwrap(), Resolution::Unreachable(_)));
    }
    std::fs::rename(gone, world.branch_root()).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "back again");
    let mut anna = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    assert_eq!(collected(&mut anna), ["back again"]);
}

#[test]
fn kept_at_the_source_both_homes_have_what_waited() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let mut bruno = bruno(&world);
    let _ = send(&mut bruno, &["ANNA"], "waits");
    let options = MoveOptions { keep_source: true, force: false };
    let moved = world.main.move_user(&world.branch, &name("ANNA"), options).unwrap();
    assert_eq!(moved.letters, 1);
    for sign_in in [world.at_main("ANNA", "anna one"), world.at_branch("ANNA", "anna one")] {
        assert_eq!(collected(&mut world.run(&sign_in).unwrap()), ["waits"]);
    }
    clean(&world);
}

#[test]
fn who_moved_cannot_be_moved_or_reset_at_the_old_home() {
    let world = World::new();
    move_anna(&world);
    let again = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default());
    assert!(matches!(again, Err(AdminError::MovedAlready { .. })), "{again:?}");
    let reset = world.main.recover(&name("ANNA"), None);
    assert!(matches!(reset, Err(AdminError::MovedAlready { .. })));
}
