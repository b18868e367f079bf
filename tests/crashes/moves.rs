//! Moving a user: before the account is at the target the source is as it was; from then on she is
//! moved, and all her mail with her.

use std::path::PathBuf;

use restante::admin::{Error as AdminError, MoveOptions};
use restante::mail::Address;
use restante::session::{Disk, Error, SignIn};

use crate::accounts::told;
use crate::faults::{
    Fault, Kind, all_is_mostly_well, all_is_well, come_back, enter, every, everywhere, letters,
    mend,
};
use crate::mail::{collected, send};
use crate::people::{World, name};

const ALL: [&str; 3] = ["1 in her file", "2 waits", "3 waits"];

fn mail(world: &World) {
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], ALL[0]);
    assert_eq!(collected(&mut anna), ALL[..1]);
    let _ = send(&mut bruno, &["ANNA", "BRUNO"], ALL[1]);
    let _ = send(&mut dora, &["NORTH/MAIN/ANNA"], ALL[2]);
    for session in [anna, bruno, dora] {
        session.sign_out().unwrap();
    }
}

/// What at the source must not change before she is moved.
fn source(world: &World) -> Vec<Vec<u8>> {
    let files = [
        "GLB/ACCESS.GLB",
        "GLB/ACCESS2.GLB",
        "GLB/ACCESS3.GLB",
        "NME/ADMIN.NME",
        "NME/ADMINSHD.NME",
        "KEY/00000002.KEY",
        "MBG/00000002.MBG",
        "MMF/00000002.MMF",
        "MAI/MA2/00000002.MAI",
        "P1/00000002.P1",
    ];
    files.iter().map(|f| std::fs::read(world.main_root().join(f)).unwrap()).collect()
}

fn at(sign_in: &SignIn, world: &World) -> Vec<String> {
    let mut session = come_back(world, sign_in).unwrap();
    let all = collected(&mut session);
    assert_eq!(session.waiting_letters().unwrap(), 0);
    session.sign_out().unwrap();
    all
}

/// Moves her again; somebody who died a moment ago may seem to hold her mailbox still.
fn again(world: &World) -> Result<Option<PathBuf>, AdminError> {
    for _ in 0..200 {
        match world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()) {
            Err(AdminError::Session(Error::AlreadySignedIn(_))) => {}
            other => return other.map(|moved| moved.message_file),
        }
    }
    panic!("the dead hold the lock")
}

fn moved_to(world: &World) -> Option<Address> {
    let users = world.main.users().unwrap();
    users.into_iter().find(|u| u.mailbox == name("ANNA")).unwrap().moved_to
}

fn moving(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let (old, new) = (world.at_main("ANNA", "anna one"), world.at_branch("ANNA", "anna one"));
    let before = source(world);
    let (main, branch) = (enter(disk, &world.main_root()), enter(disk, &world.branch_root()));
    fault.arm();
    let moved = main.move_user(&branch, &name("ANNA"), MoveOptions::default());
    if let Err(e) = &moved {
        told(e.kind().unwrap(), &e.summary());
    }
    drop((main, branch));
    let there = world.branch.users().unwrap().iter().any(|u| u.mailbox == name("ANNA"));
    if n % 3 == 1 {
        mend(world);
    }
    if !there {
        assert!(moved.is_err(), "acknowledged, and she is not there");
        assert!(source(world) == before, "the source changed before she was moved");
        assert!(matches!(come_back(world, &new), Err(Error::WrongNameOrPassword)));
        if n.is_multiple_of(2) {
            assert_eq!(at(&old, world), ALL);
        }
        let path = again(world).unwrap().unwrap();
        assert!(path.is_file());
    } else if n.is_multiple_of(3) {
        // The administrator tries again at once.
        match again(world) {
            Ok(path) => assert!(path.unwrap().is_file()),
            Err(AdminError::MovedAlready { .. }) => assert!(moved_to(world).is_some()),
            Err(other) => panic!("{other:?}"),
        }
    } else if moved_to(world).is_none() {
        // She is at the new home before the administrator tries again, and the old one is open
        // still: nothing is lost, and the administrator is told that two have the name.
        assert!(moved.is_err());
        assert_eq!(at(&new, world), ALL[..1]);
        assert!(again(world).is_err());
        assert_eq!(at(&old, world), ALL);
        let _ = all_is_mostly_well(world, fault, n);
        return;
    }
    assert!(matches!(come_back(world, &old), Err(Error::MovedAway(_))));
    assert_eq!(at(&new, world), ALL);
    assert_eq!(at(&new, world), ALL, "something came again");
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "4 later");
    assert_eq!(collected(&mut bruno), [ALL[1]]);
    bruno.sign_out().unwrap();
    assert_eq!(at(&new, world).len(), 4);
    if all_is_mostly_well(world, fault, n) {
        // A letter that was posted twice comes to light here at the latest, and is known.
        assert_eq!(at(&new, world).len(), 4);
        assert_eq!(letters(&world.main_root()), (0, 0));
        assert_eq!(letters(&world.branch_root()), (0, 0));
    }
}

#[test]
fn moving_a_user_dies_anywhere() {
    everywhere(Kind::Death, mail, &moving);
}

#[test]
fn moving_a_user_fails_once_anywhere() {
    every(2, Kind::OnceTouching, mail, &moving);
}

/// She moved, signed in, and has mail at the new home when she is moved back.
fn away(world: &World) {
    mail(world);
    let _ = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
    assert_eq!(at(&world.at_branch("ANNA", "anna one"), world), ALL);
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    let _ = send(&mut dora, &["ANNA"], "4 waits over there");
    dora.sign_out().unwrap();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    assert_eq!(collected(&mut bruno), [ALL[1]]);
    bruno.sign_out().unwrap();
}

fn moving_back(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let (old, new) = (world.at_branch("ANNA", "anna one"), world.at_main("ANNA", "anna one"));
    let (main, branch) = (enter(disk, &world.main_root()), enter(disk, &world.branch_root()));
    fault.arm();
    let moved = branch.move_user(&main, &name("ANNA"), MoveOptions::default());
    if let Err(e) = &moved {
        told(e.kind().unwrap(), &e.summary());
    }
    drop((main, branch));
    if n.is_multiple_of(2) {
        mend(world);
    }
    // Whoever writes to her old address there gets through, wherever she is now.
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let sent = bruno.send(&crate::mail::note(&["ANNA"], "5 in between")).unwrap();
    assert_eq!((sent.refused.len(), sent.waiting), (0, None), "{:?}", sent.accepted);
    bruno.sign_out().unwrap();
    for _ in 0..200 {
        match world.branch.move_user(&world.main, &name("ANNA"), MoveOptions::default()) {
            Err(AdminError::Session(Error::AlreadySignedIn(_))) => {}
            Ok(_) | Err(AdminError::MovedAlready { .. }) => break,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert!(matches!(come_back(world, &old), Err(Error::MovedAway(_))));
    assert_eq!(at(&new, world).len(), 5);
    all_is_well(world);
    assert_eq!(at(&new, world).len(), 5, "something came again");
    assert_eq!(letters(&world.main_root()), (0, 0));
    assert_eq!(letters(&world.branch_root()), (0, 0));
    let live = world.main.users().unwrap();
    assert_eq!(live.iter().filter(|u| u.mailbox == name("ANNA")).count(), 1);
}

#[test]
fn moving_back_dies_anywhere() {
    every(3, Kind::Death, away, &moving_back);
}
