//! A person whose message file is an original Microsoft Mail one: the rule decides as always, and
//! a new message file takes its place only when that is wished.

use std::path::PathBuf;

use restante::mail::UserId;
use restante::session::{Error, SignIn};

use crate::mail::prints;
use crate::original::{Object, Original, list};
use crate::people::{World, invalid, name, password};

/// Puts an original message file where a postoffice looks for Anna's; returns where.
fn put(world: &World, account: &str, secret: &str) -> PathBuf {
    let user = user(world);
    let path = world.main_root().join("MMF").join(format!("{user}.MMF"));
    std::fs::write(&path, file(account, secret)).unwrap();
    path
}

fn user(world: &World) -> UserId {
    let users = world.main.users().unwrap();
    users.iter().find(|u| u.mailbox == name("ANNA")).unwrap().user_id
}

fn file(account: &str, secret: &str) -> Vec<u8> {
    let value = format!("{account}\0{secret}\0").into_bytes();
    let data = list(&[(1, value)]);
    let object = Object { oid: 0x7463_4180, data, ..Object::default() };
    let folders = Object { oid: 0x4D50_4981, ..Object::default() };
    Original { objects: vec![object, folders], ..Original::default() }.bytes()
}

fn converting(sign_in: SignIn) -> SignIn {
    SignIn { convert: true, ..sign_in }
}

#[test]
fn the_rule_decides_by_the_account_in_the_file_and_changes_nothing() {
    for (number_fits, secret, opens) in [
        (true, "ANNA ONE", true),
        (true, "OTHER", true),
        (false, "ANNA ONE", true),
        (false, "OTHER", false),
    ] {
        let world = World::new();
        let number = if number_fits { user(&world) } else { UserId(0xFFFF) };
        let path = put(&world, &format!("MS:{number}"), secret);
        let before = prints(path.parent().unwrap());
        let result = world.run(&world.at_main("ANNA", "anna one"));
        if opens {
            assert!(matches!(result, Err(Error::OriginalMessageFile { path: p }) if p == path));
        } else {
            let refused = invalid(result);
            assert!(!refused.can_reconnect && !refused.old_password_wrong);
            let again = invalid(world.run(&converting(world.at_main("ANNA", "anna one"))));
            assert_eq!(again.path, path);
        }
        assert_eq!(prints(path.parent().unwrap()), before);
    }
}

#[test]
fn the_old_password_is_a_way_out() {
    let world = World::new();
    let path = put(&world, "MS:0000FFFF", "OTHER");
    let mut sign_in = world.at_main("ANNA", "anna one");
    sign_in.old_password = Some(password("wrong"));
    assert!(invalid(world.run(&sign_in)).old_password_wrong);
    sign_in.old_password = Some(password("other"));
    let result = world.run(&sign_in);
    assert!(matches!(result, Err(Error::OriginalMessageFile { path: p }) if p == path));
}

#[test]
fn a_new_message_file_takes_its_place_and_remembers_it_until_all_is_taken_over() {
    let world = World::new();
    let path = put(&world, &format!("MS:{}", user(&world)), "ANNA ONE");
    let original = std::fs::read(&path).unwrap();
    let session = world.run(&converting(world.at_main("ANNA", "anna one"))).unwrap();
    let kept = session.takes_over().unwrap().unwrap();
    assert_eq!(session.old_message_file(), Some(kept.as_path()));
    assert_eq!(session.message_file(), path);
    assert_eq!(std::fs::read(&kept).unwrap(), original);
    session.sign_out().unwrap();

    let mut session = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    assert_eq!(session.takes_over().unwrap(), Some(kept.clone()));
    session.took_over().unwrap();
    session.sign_out().unwrap();
    let session = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    assert_eq!(session.takes_over().unwrap(), None);
    assert_eq!(std::fs::read(&kept).unwrap(), original);
}

#[test]
fn what_a_crash_left_half_replaced_is_gone_on_with() {
    let world = World::new();
    let path = put(&world, &format!("MS:{}", user(&world)), "ANNA ONE");
    world.visit(&converting(world.at_main("ANNA", "anna one"))).unwrap();
    // The original was renamed, and the machine died before the new file was there.
    std::fs::remove_file(&path).unwrap();
    let asked = world.run(&world.at_main("ANNA", "anna one"));
    assert!(matches!(asked, Err(Error::OriginalMessageFile { .. })));
    let session = world.run(&converting(world.at_main("ANNA", "anna one"))).unwrap();
    assert!(session.takes_over().unwrap().is_some());
    assert_eq!(session.message_file(), path);
}
