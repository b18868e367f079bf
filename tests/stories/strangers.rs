//! Who is no user of a message file stays out, and a crash between password and message file is
//! known before it can become the trap.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use restante::admin::{Error as AdminError, MoveOptions};
use restante::disk::{Op, Probe};
use restante::session::{Disk, Error, MessageFileChoice, Synced};

use crate::mail::{prints, sha256};
use crate::people::{FORCE, World, invalid, name, password, quick};

/// Story 8: DORA has the number at BRANCH that ANNA has at MAIN; numbers coincide, people do not.
#[test]
fn a_stranger_with_the_same_number_is_refused() {
    let world = World::new();
    let number = |admin: &restante::admin::Administrator, mailbox| {
        let users = admin.users().unwrap();
        users.iter().find(|u| u.mailbox == name(mailbox)).unwrap().user_id
    };
    assert_eq!(number(&world.main, "ANNA"), number(&world.branch, "DORA"));
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    world.visit(&world.at_branch("DORA", "dora")).unwrap();
    let hers = world.main_root().join("MMF/00000002.MMF");
    let his = world.branch_root().join("MMF/00000002.MMF");

    // Where the file is opened by its path.
    let before = sha256(&hers);
    let mut sign_in = world.at_branch("DORA", "dora");
    sign_in.message_file = MessageFileChoice::Other(hers.clone());
    let refused = invalid(world.run(&sign_in));
    assert!(!refused.can_reconnect);
    sign_in.reconnect = true;
    let refused = invalid(world.run(&sign_in));
    assert!(!refused.can_reconnect, "nobody moved DORA from there");
    assert_eq!(sha256(&hers), before);

    // And where it lies under the stranger's own number.
    let _ = std::fs::copy(&hers, &his).unwrap();
    let folder = world.branch_root().join("MMF");
    let before = prints(&folder);
    assert!(!invalid(world.run(&world.at_branch("DORA", "dora"))).can_reconnect);
    assert_eq!(prints(&folder), before);

    // The other half alone does: it is the rule that the password opens.
    let mut sign_in = world.at_branch("DORA", "dora");
    sign_in.old_password = Some(password("anna one"));
    assert_eq!(world.run(&sign_in).unwrap().synced(), [Synced::Password, Synced::UserId]);
}

/// Makes commits of message files fail while it is armed.
struct AtCommit(AtomicBool);

impl Probe for AtCommit {
    fn before(&self, op: Op, _: &Path) -> io::Result<()> {
        if op == Op::Commit && self.0.load(Ordering::Relaxed) {
            return Err(io::Error::other("the share went away"));
        }
        Ok(())
    }
}

/// ANNA changes her password, and the share goes away before the message file follows.
fn half_changed(world: &World) {
    let probe = Arc::new(AtCommit(AtomicBool::new(false)));
    let disk = Disk::with_probe(probe.clone());
    let mut anna = world.at_main("ANNA", "anna one").run(&disk, &|| false).unwrap();
    probe.0.store(true, Ordering::Relaxed);
    let failed = anna.change_password(&password("anna one"), &password("two"));
    assert!(matches!(failed, Err(Error::MessageFile(_))), "{failed:?}");
}

#[test]
fn a_crash_between_password_and_message_file_heals_at_the_next_sign_in() {
    let world = World::new();
    half_changed(&world);
    let old = world.run(&world.at_main("ANNA", "anna one"));
    assert!(matches!(old, Err(Error::WrongNameOrPassword)));
    let session = world.run(&world.at_main("ANNA", "two")).unwrap();
    assert_eq!(session.synced(), [Synced::Password]);
    session.sign_out().unwrap();
    let _ = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
    let session = world.run(&world.at_branch("ANNA", "two")).unwrap();
    assert_eq!(session.synced(), [Synced::UserId]);
}

#[test]
fn a_crash_between_password_and_message_file_warns_before_a_move() {
    let world = World::new();
    half_changed(&world);
    let user = world.main.users().unwrap().remove(1);
    assert!(user.password_reset);
    let warned = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default());
    assert!(matches!(warned, Err(AdminError::Trap { .. })), "{warned:?}");
    let _ = world.main.move_user(&world.branch, &name("ANNA"), FORCE).unwrap();
    assert!(invalid(world.run(&world.at_branch("ANNA", "two"))).can_reconnect);
}

/// A password reset while its owner is signing in, or changing it, is still known as not followed.
#[test]
fn a_reset_in_the_middle_of_a_sign_in_is_not_forgotten() {
    struct Reset {
        world: World,
        done: AtomicBool,
    }
    impl Probe for Reset {
        fn before(&self, op: Op, _: &Path) -> io::Result<()> {
            if op == Op::Commit && !self.done.swap(true, Ordering::Relaxed) {
                let world = &self.world;
                let _ = world.main.recover(&name("ANNA"), Some(password("three"))).unwrap();
            }
            Ok(())
        }
    }
    let world = World::on(quick());
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
    let sign_in = world.at_main("ANNA", "two");
    let reset = Arc::new(Reset { world, done: AtomicBool::new(false) });
    let session = sign_in.run(&Disk::with_probe(reset.clone()), &|| false).unwrap();
    assert_eq!(session.synced(), [Synced::Password]);
    session.sign_out().unwrap();
    assert!(reset.done.load(Ordering::Relaxed));
    let world = &reset.world;
    assert!(world.main.users().unwrap()[1].password_reset, "the file holds \"two\" still");
    let warned = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default());
    assert!(matches!(warned, Err(AdminError::Trap { .. })), "{warned:?}");
}
