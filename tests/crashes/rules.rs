//! Letters that come while rules move, answer and forward.

use restante::mail::{FolderKind, Rule, Then, When};
use restante::session::Disk;

use crate::faults::{Fault, Kind, all_is_mostly_well, come_back, everywhere};
use crate::mail::{collected, note, subjects};
use crate::people::World;

fn rules_and_letters(world: &World) {
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let kept = bruno.create_folder(None, "Kept").unwrap();
    let then = Then {
        move_to: Some(kept.0),
        reply: "Thanks.".into(),
        forward: "Dora Eck <NORTH/BRANCH/DORA>".into(),
        ..Then::default()
    };
    let when = When { subject: "Rule".into(), ..When::default() };
    bruno.set_rules(&[Rule { name: "r".into(), on: true, when, then }]).unwrap();
    bruno.sign_out().unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = anna.send(&note(&["BRUNO"], "Rule")).unwrap();
    let _ = anna.send(&note(&["BRUNO"], "Plain")).unwrap();
    anna.sign_out().unwrap();
}

fn ruling(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let mut bruno = world.at_main("BRUNO", "bruno").run(disk, &|| false).unwrap();
    fault.arm();
    let _ = bruno.fetch();
    drop(bruno);
    let mut bruno = come_back(world, &world.at_main("BRUNO", "bruno")).unwrap();
    let _ = bruno.fetch().unwrap();
    assert_eq!(bruno.spool().unwrap().waiting, 0);
    assert_eq!(subjects(&mut bruno, FolderKind::Inbox), ["Plain"]);
    let kept = bruno.folder_named("Kept").unwrap().unwrap();
    assert_eq!(kept.total, 1, "in one place, once");
    assert_eq!(subjects(&mut bruno, FolderKind::SentMail), ["FW: Rule", "RE: Rule"]);
    bruno.sign_out().unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    assert_eq!(collected(&mut anna), ["RE: Rule"]);
    anna.sign_out().unwrap();
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    assert_eq!(collected(&mut dora), ["FW: Rule"]);
    dora.sign_out().unwrap();
    let _ = all_is_mostly_well(world, fault, n);
}

#[test]
fn ruling_dies_anywhere() {
    everywhere(Kind::Death, rules_and_letters, &ruling);
}

fn reading(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let mut bruno = world.at_main("BRUNO", "bruno").run(disk, &|| false).unwrap();
    let _ = bruno.fetch().unwrap();
    let inbox = bruno.standard(FolderKind::Inbox).unwrap();
    let order = restante::mail::Order::newest_first();
    let id = bruno.rows(inbox, order, 0, 1).unwrap()[0].id;
    fault.arm();
    let told = bruno.send_receipt(id);
    drop(bruno);
    let mut bruno = come_back(world, &world.at_main("BRUNO", "bruno")).unwrap();
    assert_eq!(bruno.spool().unwrap().waiting, 0);
    let waits = bruno.open_message(id).unwrap().receipt.is_some();
    assert!(!(waits && told.is_ok()));
    assert!(subjects(&mut bruno, FolderKind::SentMail).is_empty());
    bruno.sign_out().unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let came = collected(&mut anna).len();
    assert_eq!(came, usize::from(!waits), "sent once, or asked again");
    anna.sign_out().unwrap();
    let _ = all_is_mostly_well(world, fault, n);
}

#[test]
fn a_receipt_dies_anywhere() {
    let wanted = |world: &World| {
        let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
        let draft = restante::mail::Draft { receipt: true, ..note(&["BRUNO"], "Read me") };
        let _ = anna.send(&draft).unwrap();
        anna.sign_out().unwrap();
    };
    everywhere(Kind::Death, wanted, &reading);
}
