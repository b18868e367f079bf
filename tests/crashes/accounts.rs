//! New accounts, passwords changed and reset: one is there whole or not at all, and one password
//! opens.

use restante::admin::{Error as AdminError, NewPostoffice, NewUser, User};
use restante::format::Record;
use restante::format::nme::Entry;
use restante::mail::FullName;
use restante::session::{Cost, Disk, Error, Kind as Failure, Session};

use crate::faults::{Fault, Kind, REASON, all_is_well, come_back, enter, every, everywhere, mend};
use crate::mail::contents;
use crate::people::{ADMIN, World, add, name, password};

fn gustav() -> NewUser {
    NewUser {
        mailbox: name("GUSTAV"),
        full_name: FullName::parse("Gustav Hahn").unwrap(),
        password: password("gustav"),
        administrator: false,
    }
}

/// Checks that whoever is told of a failure hears of this one, and of nothing worse.
pub(crate) fn told(kind: Failure, summary: &str) {
    assert_eq!(kind, Failure::Failed, "{summary}");
    assert!(summary.contains(REASON), "{summary}");
}

fn user(world: &World, mailbox: &str) -> Option<User> {
    world.main.users().unwrap().into_iter().find(|u| u.mailbox == name(mailbox))
}

/// The names in the address list and its shadow.
fn listed(world: &World) -> Vec<String> {
    let nme = |file: &str| std::fs::read(world.main_root().join("NME").join(file)).unwrap();
    assert_eq!(nme("ADMIN.NME"), nme("ADMINSHD.NME"));
    nme("ADMIN.NME").chunks(Entry::SIZE).map(|e| Entry::decode(e).unwrap().name).collect()
}

fn creating(world: &World, disk: &Disk, fault: &Fault, _: usize) {
    let root = world.dir.path().join("NEW");
    let new = || {
        let mut new = NewPostoffice::new(name("SOUTH"), name("NEW"), password(ADMIN)).unwrap();
        new.cost = Cost::LEAST;
        new
    };
    fault.arm();
    let created = new().create(disk, &root);
    if let Err(e) = &created {
        told(e.kind().unwrap(), &e.summary());
    }
    let done = created.is_ok();
    drop(created);
    let admin = match new().create(&world.disk, &root) {
        Ok(admin) => {
            assert!(!done, "made anew over what was there");
            admin
        }
        // It was done all the same, or was done.
        Err(_) => enter(&world.disk, &root),
    };
    add(&admin, "GUSTAV", "Gustav Hahn", "gustav");
    world.visit(&world.at(&root, "GUSTAV", "gustav")).unwrap();
    let _ = admin.check(true).unwrap();
    assert_eq!(admin.check(false).unwrap(), []);
    assert_eq!(admin.users().unwrap().len(), 2);
}

#[test]
fn creating_a_postoffice_dies_anywhere() {
    every(7, Kind::Death, |_| {}, &creating);
}

fn adding(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let admin = enter(disk, &world.main_root());
    fault.arm();
    let added = admin.add_user(gustav());
    if let Err(e) = &added {
        told(e.kind().unwrap(), &e.summary());
    }
    drop(admin);
    if n.is_multiple_of(2) {
        mend(world);
    }
    let there = user(world, "GUSTAV").is_some();
    assert!(there || added.is_err(), "acknowledged and gone");
    let others: Vec<_> = world.main.users().unwrap().iter().map(|u| u.user_id).collect();
    if there {
        assert!(world.main.add_user(gustav()).is_err());
    } else {
        let user = world.main.add_user(gustav()).unwrap();
        assert!(!others.contains(&user.user_id));
    }
    world.run(&world.at_main("GUSTAV", "gustav")).unwrap().sign_out().unwrap();
    let list = listed(world);
    assert_eq!(list.iter().filter(|n| *n == "Gustav Hahn").count(), 1, "{list:?}");
    assert_eq!(list.len(), 5);
    all_is_well(world);
}

#[test]
fn adding_a_user_dies_anywhere() {
    everywhere(Kind::Death, |_| {}, &adding);
}

#[test]
fn adding_a_user_fails_once_anywhere() {
    everywhere(Kind::Once, |_| {}, &adding);
}

/// Returns the session of the one password that opens.
fn one_opens(world: &World, secrets: [&str; 2]) -> (Session, String) {
    let mut open = Vec::new();
    for secret in secrets {
        match come_back(world, &world.at_main("ANNA", secret)) {
            Ok(session) => {
                session.sign_out().unwrap();
                open.push(secret);
            }
            Err(Error::WrongNameOrPassword) => {}
            Err(other) => panic!("{secret:?}: {other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "{open:?} open");
    (world.run(&world.at_main("ANNA", open[0])).unwrap(), open[0].to_owned())
}

fn changing(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let mut anna = world.at_main("ANNA", "anna one").run(disk, &|| false).unwrap();
    fault.arm();
    let changed = anna.change_password(&password("anna one"), &password("two"));
    if let Err(e) = &changed {
        told(e.kind(), &e.summary());
    }
    drop(anna);
    if n.is_multiple_of(2) {
        mend(world);
    }
    let (session, secret) = one_opens(world, ["anna one", "two"]);
    assert_eq!(session.synced(), [], "the file did not follow");
    session.sign_out().unwrap();
    assert!(changed.is_err() || secret == "two", "acknowledged and forgotten");
    assert!(!user(world, "ANNA").unwrap().password_reset);
    all_is_well(world);
}

#[test]
fn changing_a_password_dies_anywhere() {
    everywhere(Kind::Death, |_| {}, &changing);
}

#[test]
fn changing_a_password_fails_once_anywhere() {
    everywhere(Kind::Once, |_| {}, &changing);
}

fn recovering(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let admin = enter(disk, &world.main_root());
    let before = contents(&world.main_root().join("MMF"));
    fault.arm();
    let recovered = admin.recover(&name("ANNA"), Some(password("two")));
    if let Err(e) = &recovered {
        told(e.kind().unwrap(), &e.summary());
    }
    drop(admin);
    if n.is_multiple_of(2) {
        mend(world);
    }
    let after = contents(&world.main_root().join("MMF"));
    assert!(after == before, "the message file was touched");
    // The mark stands exactly while the file has not followed: a move is warned of.
    let marked = user(world, "ANNA").unwrap().password_reset;
    let moved = world.main.move_user(&world.branch, &name("ANNA"), Default::default());
    assert_eq!(matches!(moved, Err(AdminError::Trap { .. })), marked);
    if marked {
        let (session, secret) = one_opens(world, ["anna one", "two"]);
        assert_eq!(secret, "two");
        assert!(session.must_choose_password());
        session.sign_out().unwrap();
        assert!(!user(world, "ANNA").unwrap().password_reset);
    } else {
        assert!(recovered.is_err(), "acknowledged and forgotten");
        let _ = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    }
    all_is_well(world);
}

#[test]
fn resetting_a_password_dies_anywhere() {
    everywhere(Kind::Death, |_| {}, &recovering);
}

#[test]
fn resetting_a_password_fails_once_anywhere() {
    everywhere(Kind::Once, |_| {}, &recovering);
}
