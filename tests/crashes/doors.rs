//! Signing in: for the first time, with a stale half, with both, and with a new message file.

use restante::mail::FolderKind;
use restante::session::{Disk, Error, MessageFileChoice, Session, SignIn, Synced};

use crate::accounts::told;
use crate::faults::{Fault, Kind, all_is_well, come_back, everywhere, mend};
use crate::mail::{collected, contents, send, subjects};
use crate::people::{World, name, password};

/// Signs in over the disk that fails.
fn over(sign_in: &SignIn, disk: &Disk, fault: &Fault) -> Option<Session> {
    fault.arm();
    match sign_in.run(disk, &|| false) {
        Ok(session) => Some(session),
        Err(e) => {
            told(e.kind(), &e.summary());
            None
        }
    }
}

fn reset_is_pending(world: &World, mailbox: &str) -> bool {
    let users = world.main.users().unwrap();
    users.iter().find(|u| u.mailbox == name(mailbox)).unwrap().password_reset
}

fn first(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let sign_in = world.at_main("ELSA", "elsa");
    drop(over(&sign_in, disk, fault));
    if n.is_multiple_of(2) {
        mend(world);
    }
    let mut elsa = come_back(world, &sign_in).unwrap();
    assert_eq!((elsa.synced(), elsa.old_message_file()), (&[][..], None));
    assert_eq!(elsa.folders().unwrap().len(), 5);
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = send(&mut anna, &["ELSA"], "welcome");
    anna.sign_out().unwrap();
    assert_eq!(collected(&mut elsa), ["welcome"]);
    elsa.sign_out().unwrap();
    assert_eq!(subjects(&mut world.run(&sign_in).unwrap(), FolderKind::Inbox), ["welcome"]);
    let users = world.main.users().unwrap();
    let elsa = users.iter().find(|u| u.mailbox == name("ELSA")).unwrap();
    assert!(elsa.last_sign_in.is_some());
    all_is_well(world);
    let files = contents(&world.main_root().join("MMF"));
    assert_eq!(files.len(), 3, "ANNA's, BRUNO's and ELSA's");
}

#[test]
fn the_first_sign_in_dies_anywhere() {
    everywhere(Kind::Death, |_| {}, &first);
}

#[test]
fn the_first_sign_in_fails_once_anywhere() {
    everywhere(Kind::Once, |_| {}, &first);
}

fn reset(world: &World) {
    let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
}

fn synced(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let sign_in = world.at_main("ANNA", "two");
    let opened = over(&sign_in, disk, fault);
    let done = opened.is_some();
    assert!(opened.is_none_or(|s| s.synced() == [Synced::Password]));
    if n.is_multiple_of(2) {
        mend(world);
    }
    // As long as the file may not have followed, the mark stands.
    let marked = reset_is_pending(world, "ANNA");
    let anna = come_back(world, &sign_in).unwrap();
    assert!(anna.synced().is_empty() || (anna.synced() == [Synced::Password] && marked));
    assert!(!done || anna.synced().is_empty());
    anna.sign_out().unwrap();
    assert!(!reset_is_pending(world, "ANNA"));
    let anna = world.run(&sign_in).unwrap();
    assert_eq!(anna.synced(), []);
    anna.sign_out().unwrap();
    all_is_well(world);
}

#[test]
fn a_sign_in_that_syncs_dies_anywhere() {
    everywhere(Kind::Death, reset, &synced);
}

#[test]
fn a_sign_in_that_syncs_fails_once_anywhere() {
    everywhere(Kind::Once, reset, &synced);
}

/// ANNA is in the trap, with a letter in her file and another that waits.
fn trap(world: &World) {
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "1 old");
    assert_eq!(collected(&mut anna), ["1 old"]);
    let _ = send(&mut bruno, &["ANNA"], "2 waits");
    anna.sign_out().unwrap();
    bruno.sign_out().unwrap();
    let _ = world.spring_the_trap();
}

/// Where her file is: FRITZ and DORA have the numbers before hers.
fn her_file(world: &World) -> std::path::PathBuf {
    world.branch_root().join("MMF/00000004.MMF")
}

fn bytes(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

fn reconnecting(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let before = bytes(&her_file(world));
    let mut sign_in = world.at_branch("ANNA", "two");
    sign_in.reconnect = true;
    let opened = over(&sign_in, disk, fault);
    let done = opened.is_some();
    drop(opened);
    if n.is_multiple_of(2) {
        mend(world);
    }
    let untouched = bytes(&her_file(world)) == before;
    match come_back(world, &world.at_branch("ANNA", "two")) {
        Ok(session) => {
            assert!(!untouched);
            assert_eq!(session.synced(), []);
        }
        Err(Error::InvalidMessageFile(invalid)) => {
            assert!(untouched && !done, "half a way out");
            assert!(invalid.can_reconnect, "the way out is lost");
            assert!(bytes(&her_file(world)) == before);
        }
        Err(other) => panic!("{other:?}"),
    }
    let mut anna = world.run(&sign_in).unwrap();
    assert_eq!(collected(&mut anna), ["1 old", "2 waits"]);
    anna.sign_out().unwrap();
    assert_eq!(world.run(&world.at_branch("ANNA", "two")).unwrap().synced(), []);
    all_is_well(world);
}

#[test]
fn reconnecting_dies_anywhere() {
    everywhere(Kind::Death, trap, &reconnecting);
}

#[test]
fn reconnecting_fails_once_anywhere() {
    everywhere(Kind::Once, trap, &reconnecting);
}

fn beginning_anew(world: &World, disk: &Disk, fault: &Fault, n: usize) {
    let old = bytes(&her_file(world));
    let mut sign_in = world.at_branch("ANNA", "two");
    sign_in.message_file = MessageFileChoice::New(None);
    let opened = over(&sign_in, disk, fault);
    let named = opened.as_ref().and_then(|s| s.old_message_file().map(ToOwned::to_owned));
    assert_eq!(named.is_some(), opened.is_some(), "the old file is not named");
    drop(opened);
    if n.is_multiple_of(2) {
        mend(world);
    }
    let kept = match come_back(world, &world.at_branch("ANNA", "two")) {
        Ok(session) => session.old_message_file().map(ToOwned::to_owned),
        Err(Error::InvalidMessageFile(_) | Error::MessageFileMissing { .. }) => {
            assert!(named.is_none());
            let session = world.run(&sign_in).unwrap();
            let kept = session.old_message_file().unwrap().to_owned();
            assert!(bytes(&kept) == old, "another file is named");
            Some(kept)
        }
        Err(other) => panic!("{other:?}"),
    };
    // However it went, the old file is there, whole.
    let folder = world.branch_root().join("MMF");
    let kept = named.or(kept).unwrap_or_else(|| {
        let kept = contents(&folder).into_iter().find(|(_, bytes)| *bytes == old);
        folder.join(kept.unwrap().0)
    });
    let mut anna = world.run(&world.at_branch("ANNA", "two")).unwrap();
    let done = anna.import_message_file(&kept, &password("anna one"), &mut |_| true).unwrap();
    assert_eq!((done.imported, done.damaged), (1, 0));
    assert_eq!(collected(&mut anna), ["1 old", "2 waits"]);
    anna.sign_out().unwrap();
    all_is_well(world);
}

#[test]
fn a_new_message_file_dies_anywhere() {
    everywhere(Kind::Death, trap, &beginning_anew);
}

#[test]
fn a_new_message_file_fails_once_anywhere() {
    everywhere(Kind::Once, trap, &beginning_anew);
}
