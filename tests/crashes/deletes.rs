//! Deleting a user: every waiting letter goes back to its sender, once.

use restante::mail::FolderKind;
use restante::session::{Disk, SignIn};

use crate::accounts::told;
use crate::faults::{
    Fault, Kind, all_is_mostly_well, come_back, enter, every, everywhere, letters, mend,
};
use crate::mail::{collected, send, subjects};
use crate::people::{World, name, password};

const BACK: [&str; 2] = ["Undeliverable: from here", "Undeliverable: from here, and to ELSA"];

fn reports(world: &World, sign_in: &SignIn) -> Vec<String> {
    let mut session = world.run(sign_in).unwrap();
    let mut reports = collected(&mut session);
    reports.retain(|s| s.starts_with("Undeliverable"));
    assert!(subjects(&mut session, FolderKind::Unreadable).is_empty());
    session.sign_out().unwrap();
    reports
}

fn letters_wait(world: &World) {
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    let _ = send(&mut anna, &["BRUNO"], "kept in his file");
    assert_eq!(collected(&mut bruno), ["kept in his file"]);
    bruno.sign_out().unwrap();
    let _ = send(&mut anna, &["BRUNO"], "from here");
    let _ = send(&mut anna, &["BRUNO", "ELSA"], "from here, and to ELSA");
    let _ = send(&mut dora, &["NORTH/MAIN/BRUNO"], "from over there");
    anna.sign_out().unwrap();
    dora.sign_out().unwrap();
}

fn deleting(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let number = "00000003";
    let admin = enter(disk, &world.main_root());
    fault.arm();
    let deleted = admin.delete_user(&name("BRUNO"));
    if let Err(e) = &deleted {
        told(e.kind().unwrap(), &e.summary());
    }
    drop(admin);
    // Senders may come before or after the administrator mends.
    let (anna, dora) = (world.at_main("ANNA", "anna one"), world.at_branch("DORA", "dora"));
    if n.is_multiple_of(2) {
        let _ = (reports(world, &anna), reports(world, &dora));
    }
    mend(world);
    let there = world.main.users().unwrap().iter().any(|u| u.mailbox == name("BRUNO"));
    if there {
        assert!(deleted.is_err(), "acknowledged, and he is still there");
        assert!(reports(world, &anna).is_empty() && reports(world, &dora).is_empty());
        let mut bruno = come_back(world, &world.at_main("BRUNO", "bruno")).unwrap();
        assert_eq!(bruno.waiting_letters().unwrap(), 3);
        assert_eq!(subjects(&mut bruno, FolderKind::Inbox), ["kept in his file"]);
        bruno.sign_out().unwrap();
        let _ = world.main.delete_user(&name("BRUNO")).unwrap();
    }
    assert_eq!(reports(world, &anna), BACK);
    assert_eq!(reports(world, &dora), ["Undeliverable: from over there"]);
    mend(world);
    let root = world.main_root();
    assert!(!root.join(format!("KEY/{number}.KEY")).exists());
    assert!(!root.join(format!("MBG/{number}.MBG")).exists());
    assert!(!root.join(format!("MMF/{number}.MMF")).exists());
    assert_eq!(letters(&root), (1, 1), "the one that waits for ELSA");
    // His mail is kept in the file, and the password opens it.
    let kept = root.join(format!("MMF/{number}.OLD"));
    let mut elsa = world.run(&world.at_main("ELSA", "elsa")).unwrap();
    let done = elsa.import_message_file(&kept, &password("bruno"), &mut |_| true).unwrap();
    assert_eq!((done.imported, done.damaged), (1, 0));
    assert_eq!(collected(&mut elsa), ["from here, and to ELSA", "kept in his file"]);
    elsa.sign_out().unwrap();
    let _ = all_is_mostly_well(world, fault, n);
    assert_eq!((letters(&root), letters(&world.branch_root())), ((0, 0), (0, 0)));
}

#[test]
fn deleting_a_user_dies_anywhere() {
    everywhere(Kind::Death, letters_wait, &deleting);
}

#[test]
fn deleting_a_user_fails_once_anywhere() {
    every(3, Kind::OnceTouching, letters_wait, &deleting);
}
