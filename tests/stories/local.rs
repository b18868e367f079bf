//! Story 9: the same with a message file on the person's own computer.

use std::path::PathBuf;

use restante::admin::{Error as AdminError, MessageFilePlace, MoveOptions};
use restante::mail::FolderKind;
use restante::session::{Error, Imported, MessageFileChoice, Synced};

use crate::mail::{collected, prints, send, sha256, subjects};
use crate::people::{FORCE, World, invalid, name, password};

/// ANNA makes her first message file on her own computer.
fn local(world: &World) -> PathBuf {
    let home = world.dir.path().join("home");
    std::fs::create_dir(&home).unwrap();
    let path = home.canonicalize().unwrap().join("anna.mmf");
    let mut sign_in = world.at_main("ANNA", "anna one");
    sign_in.message_file = MessageFileChoice::New(Some(path.clone()));
    let mut anna = world.run(&sign_in).unwrap();
    assert_eq!(anna.message_file(), path);
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "to the computer");
    assert_eq!(collected(&mut anna), ["to the computer"]);
    anna.sign_out().unwrap();
    assert!(!world.main_root().join("MMF/00000002.MMF").exists());
    path
}

#[test]
fn one_stale_half_is_brought_up_to_date() {
    let world = World::new();
    let path = local(&world);
    let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
    let session = world.run(&world.at_main("ANNA", "two")).unwrap();
    assert_eq!((session.synced(), session.message_file()), (&[Synced::Password][..], &*path));
    session.sign_out().unwrap();
    let moved = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
    assert_eq!(moved.message_file.as_deref(), Some(&*path));
    let mut session = world.run(&world.at_branch("ANNA", "two")).unwrap();
    assert_eq!((session.synced(), session.message_file()), (&[Synced::UserId][..], &*path));
    assert_eq!(subjects(&mut session, FolderKind::Inbox), ["to the computer"]);
}

#[test]
fn the_trap_and_its_ways_out_are_the_same() {
    for way in 0..3 {
        let world = World::new();
        let path = local(&world);
        let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
        let warned = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default());
        assert!(matches!(warned, Err(AdminError::Trap { .. })));
        let _ = world.main.move_user(&world.branch, &name("ANNA"), FORCE).unwrap();
        let before = prints(path.parent().unwrap());
        let refused = invalid(world.run(&world.at_branch("ANNA", "two")));
        assert!(refused.can_reconnect && refused.path == path);
        assert_eq!(prints(path.parent().unwrap()), before);

        let mut sign_in = world.at_branch("ANNA", "two");
        match way {
            0 => sign_in.reconnect = true,
            1 => sign_in.old_password = Some(password("anna one")),
            _ => sign_in.message_file = MessageFileChoice::New(None),
        }
        let mut session = world.run(&sign_in).unwrap();
        if way < 2 {
            assert_eq!(session.synced(), [Synced::Password, Synced::UserId]);
            assert_eq!(session.message_file(), path);
        } else {
            assert_eq!(session.old_message_file(), Some(&*path), "the old file is named");
            assert_eq!(prints(path.parent().unwrap()), before, "and kept");
            let old = password("anna one");
            let done = session.import_message_file(&path, &old, &mut |_| true).unwrap();
            assert_eq!(done, Imported { imported: 1, ..Imported::default() });
        }
        assert_eq!(subjects(&mut session, FolderKind::Inbox), ["to the computer"]);
        session.sign_out().unwrap();
        assert_eq!(world.run(&world.at_branch("ANNA", "two")).unwrap().synced(), []);
    }
}

#[test]
fn a_local_file_that_is_not_on_this_computer_is_missing_and_says_where_it_should_be() {
    let world = World::new();
    let path = local(&world);
    let elsewhere = path.with_extension("moved");
    std::fs::rename(&path, &elsewhere).unwrap();
    let missing = world.run(&world.at_main("ANNA", "anna one"));
    assert!(matches!(missing, Err(Error::MessageFileMissing { path: p }) if p == path));
    assert!(!path.exists(), "looking for it made one");

    // Opened where it is now, for this session; the registered place stays.
    let mut sign_in = world.at_main("ANNA", "anna one");
    sign_in.message_file = MessageFileChoice::Other(elsewhere.clone());
    let mut session = world.run(&sign_in).unwrap();
    assert_eq!(subjects(&mut session, FolderKind::Inbox), ["to the computer"]);
    session.sign_out().unwrap();
    let place = world.main.users().unwrap()[1].message_file.clone();
    assert_eq!(place, MessageFilePlace::Local(path.to_string_lossy().into_owned()));
}

#[test]
fn a_new_file_does_not_overwrite_what_is_there() {
    let world = World::new();
    let path = local(&world);
    let before = sha256(&path);
    let mut sign_in = world.at_main("ANNA", "anna one");
    sign_in.message_file = MessageFileChoice::New(Some(path.clone()));
    let refused = world.run(&sign_in);
    assert!(matches!(refused, Err(Error::MessageFileExists { path: p }) if p == path));
    assert_eq!(sha256(&path), before);
    assert_eq!(world.run(&world.at_main("ANNA", "anna one")).unwrap().message_file(), path);
}
