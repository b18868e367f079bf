//! Password and user id, reset and moved in every order, and the ways out of the trap.

use restante::admin::{Error as AdminError, MoveOptions};
use restante::mail::FolderKind;
use restante::session::{Error, Imported, MessageFileChoice, SignIn, Synced};

use crate::mail::{collected, prints, send, sha256, subjects};
use crate::people::{FORCE, World, invalid, name, password};

/// Stories 1, 3 and 4: one half changes between two sign-ins, and that half is brought up to date.
#[test]
fn one_stale_half_is_brought_up_to_date() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
    let session = world.run(&world.at_main("ANNA", "two")).unwrap();
    assert_eq!(session.synced(), [Synced::Password]);
    session.sign_out().unwrap();
    assert_eq!(world.run(&world.at_main("ANNA", "two")).unwrap().synced(), []);

    let moved = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
    let session = world.run(&world.at_branch("ANNA", "two")).unwrap();
    assert_eq!(session.synced(), [Synced::UserId]);
    assert_eq!(session.message_file(), moved.message_file.unwrap());
    session.sign_out().unwrap();
    assert_eq!(world.run(&world.at_branch("ANNA", "two")).unwrap().synced(), []);
    let old = world.run(&world.at_branch("ANNA", "anna one"));
    assert!(matches!(old, Err(Error::WrongNameOrPassword)));
}

#[test]
fn moved_without_a_reset_the_user_id_is_synced() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
    let session = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    assert_eq!(session.synced(), [Synced::UserId]);
}

#[test]
fn whoever_never_signed_in_is_moved_after_a_reset_only_by_force() {
    let world = World::new();
    let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
    let warned = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default());
    assert!(matches!(warned, Err(AdminError::Trap { .. })));
    let moved = world.main.move_user(&world.branch, &name("ANNA"), FORCE).unwrap();
    assert_eq!(moved.message_file, None, "there is no message file that could be locked");
    let session = world.run(&world.at_branch("ANNA", "two")).unwrap();
    assert_eq!(session.synced(), []);
}

/// Story 2: the message, and not a byte changed, however often it is tried.
#[test]
fn reset_and_moved_both_halves_differ_and_nothing_is_written() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
    let warned = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default());
    assert!(matches!(warned, Err(AdminError::Trap { mailbox }) if mailbox == name("ANNA")));
    assert_eq!(world.branch.users().unwrap().len(), 2, "the warning moved somebody");
    let path = world.spring_the_trap_again();
    let folder = path.parent().unwrap();
    let before = prints(folder);
    for _ in 0..3 {
        let refused = invalid(world.run(&world.at_branch("ANNA", "two")));
        assert!(refused.can_reconnect && !refused.old_password_wrong);
        assert_eq!(refused.path, path.canonicalize().unwrap_or(path.clone()));
        assert_eq!(prints(folder), before);
    }
    let words = world.run(&world.at_branch("ANNA", "two")).unwrap_err().summary();
    assert_eq!(
        words,
        "This account is not a valid user of this message file. Please sign in as the correct user."
    );
}

impl World {
    fn spring_the_trap_again(&self) -> std::path::PathBuf {
        let moved = self.main.move_user(&self.branch, &name("ANNA"), crate::people::FORCE);
        moved.unwrap().message_file.unwrap()
    }

    fn open_after(&self, change: impl FnOnce(&mut SignIn)) -> Vec<Synced> {
        let mut sign_in = self.at_branch("ANNA", "two");
        change(&mut sign_in);
        let session = self.run(&sign_in).unwrap();
        let synced = session.synced().to_vec();
        session.sign_out().unwrap();
        assert_eq!(self.run(&self.at_branch("ANNA", "two")).unwrap().synced(), []);
        synced
    }
}

/// Story 5.
#[test]
fn reconnecting_leads_out_of_the_trap() {
    let world = World::new();
    let _ = world.spring_the_trap();
    let synced = world.open_after(|s| s.reconnect = true);
    assert_eq!(synced, [Synced::Password, Synced::UserId]);
}

/// Story 6: a wrong old password is refused and changes nothing; the right one opens.
#[test]
fn the_old_password_leads_out_of_the_trap() {
    let world = World::new();
    let path = world.spring_the_trap();
    let before = prints(path.parent().unwrap());
    for wrong in ["two", "anna two", ""] {
        let mut sign_in = world.at_branch("ANNA", "two");
        sign_in.old_password = Some(password(wrong));
        let refused = invalid(world.run(&sign_in));
        assert!(refused.old_password_wrong && refused.can_reconnect);
        assert_eq!(prints(path.parent().unwrap()), before);
    }
    let synced = world.open_after(|s| s.old_password = Some(password("anna one")));
    assert_eq!(synced, [Synced::Password, Synced::UserId]);
}

/// Story 7: the old file is kept and named, and its mail comes over with its own password, once.
#[test]
fn a_new_message_file_leads_out_of_the_trap_and_takes_the_old_mail_over() {
    let world = World::new();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    for n in 0..5 {
        let _ = send(&mut bruno, &["ANNA"], &format!("letter {n}"));
    }
    let before = collected(&mut anna);
    assert_eq!(before.len(), 5);
    let _ = send(&mut anna, &["BRUNO"], "answer");
    anna.sign_out().unwrap();
    let path = world.spring_the_trap();
    let old_bytes = sha256(&path);

    let mut sign_in = world.at_branch("ANNA", "two");
    sign_in.message_file = MessageFileChoice::New(None);
    let mut anna = world.run(&sign_in).unwrap();
    let kept = anna.old_message_file().unwrap().to_owned();
    assert_ne!(kept, path);
    assert_eq!(sha256(&kept), old_bytes);
    assert_eq!(anna.synced(), []);
    assert!(subjects(&mut anna, FolderKind::Inbox).is_empty());

    let wrong = anna.import_message_file(&kept, &password("two"), &mut |_| true);
    assert!(matches!(wrong, Err(Error::WrongFilePassword { path }) if path == kept));
    let done = anna.import_message_file(&kept, &password("anna one"), &mut |_| true).unwrap();
    assert_eq!(done, Imported { imported: 6, skipped: 0, damaged: 0 });
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), before);
    assert_eq!(subjects(&mut anna, FolderKind::SentMail), ["answer"]);
    let again = anna.import_message_file(&kept, &password("anna one"), &mut |_| true).unwrap();
    assert_eq!(again, Imported { imported: 0, skipped: 6, damaged: 0 });
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), before);
    assert_eq!(sha256(&kept), old_bytes, "importing changed the old file");
    anna.sign_out().unwrap();

    let anna = world.run(&world.at_branch("ANNA", "two")).unwrap();
    assert_eq!(anna.old_message_file(), None);
    assert_eq!(anna.message_file(), path.canonicalize().unwrap());
}

/// A second new file keeps the first one too.
#[test]
fn every_new_message_file_keeps_the_one_before() {
    let world = World::new();
    let path = world.spring_the_trap();
    let mut kept = Vec::new();
    for _ in 0..3 {
        let mut sign_in = world.at_branch("ANNA", "two");
        sign_in.message_file = MessageFileChoice::New(None);
        let session = world.run(&sign_in).unwrap();
        kept.push(session.old_message_file().unwrap().to_owned());
    }
    kept.push(path);
    kept.sort();
    kept.dedup();
    assert_eq!(kept.len(), 4);
    assert!(kept.iter().all(|k| k.is_file()));
}
