//! Passwords and the names they go with: what is accepted, what is not, and what it costs.

use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Instant;

use restante::disk::{Op, Probe};
use restante::format::Record;
use restante::format::access::{Access, Access2, Access3, MessageFilePlace};
use restante::format::control::{Control, Tid};
use restante::format::key::Key;
use restante::format::verifier::{Cost, Verifier};
use restante::mail::{FullName, Moment, Password, UserId};
use restante::session::{Disk, Error};

use crate::mail::{collected, send};
use crate::people::{World, add, name, password};

#[test]
fn after_a_reset_a_new_password_must_be_chosen_once() {
    let world = World::new();
    assert!(!world.run(&world.at_main("ANNA", "anna one")).unwrap().must_choose_password());
    let one_time = world.main.recover(&name("ANNA"), None).unwrap();
    assert!(!one_time.given);
    let other = world.main.recover(&name("BRUNO"), None).unwrap();
    assert_ne!(one_time.password, other.password, "one password for all");
    let old = world.run(&world.at_main("ANNA", "anna one"));
    assert!(matches!(old, Err(Error::WrongNameOrPassword)));

    let sign_in = world.at_main("ANNA", one_time.password.reveal());
    let session = world.run(&sign_in).unwrap();
    assert!(session.must_choose_password());
    session.sign_out().unwrap();
    let mut session = world.run(&sign_in).unwrap();
    assert!(session.must_choose_password(), "it was not chosen yet");
    let wrong = session.change_password(&password("anna one"), &password("mine"));
    assert!(matches!(wrong, Err(Error::WrongOldPassword)));
    assert!(session.must_choose_password());
    session.change_password(&one_time.password, &password("mine")).unwrap();
    assert!(!session.must_choose_password());
    session.sign_out().unwrap();
    let session = world.run(&world.at_main("ANNA", "mine")).unwrap();
    assert_eq!((session.must_choose_password(), session.synced()), (false, &[][..]));
    assert!(!world.main.users().unwrap()[1].password_reset);
}

#[test]
fn blank_long_and_composed_passwords_open() {
    let world = World::new();
    let long = "ä".repeat(128);
    assert_eq!(long.len(), 256);
    assert!(Password::new(&format!("{long}x")).is_err());
    let close = format!("{}x", "ä".repeat(127));
    for (secret, same, other) in [
        ("", "", " "),
        (long.as_str(), long.as_str(), close.as_str()),
        ("m\u{fc}de", "mu\u{308}de", "mude"),
        ("  blanks  count ", "  blanks  count ", "blanks  count"),
        ("GroßKlein", "GroßKlein", "großklein"),
    ] {
        let _ = world.main.recover(&name("ANNA"), Some(password("between"))).unwrap();
        let mut session = world.run(&world.at_main("ANNA", "between")).unwrap();
        session.change_password(&password("between"), &password(secret)).unwrap();
        session.sign_out().unwrap();
        let session = world.run(&world.at_main("ANNA", same)).unwrap();
        assert_eq!(session.synced(), [], "{same:?} is not what the file knows");
        session.sign_out().unwrap();
        let wrong = world.run(&world.at_main("ANNA", other));
        assert!(matches!(wrong, Err(Error::WrongNameOrPassword)), "{other:?}");
    }
}

#[test]
fn a_name_that_cannot_be_one_is_answered_like_an_unknown_one() {
    let world = World::new();
    for mailbox in ["NOBODY", "", "  ", "much too long a name", "../../etc", "an na", "ÄNNA"] {
        for secret in ["anna one", ""] {
            let refused = world.run(&world.at_main(mailbox, secret)).unwrap_err();
            assert!(matches!(refused, Error::WrongNameOrPassword), "{mailbox:?}: {refused:?}");
            assert_eq!(refused.summary(), "The mailbox name or password is incorrect.");
        }
    }
    world.visit(&world.at_main(" anna ", "anna one")).unwrap();
    assert_eq!(world.main.users().unwrap()[1].failed, 0);
}

#[test]
fn failures_are_counted_until_the_next_sign_in() {
    let world = World::new();
    for _ in 0..3 {
        let wrong = world.run(&world.at_main("ANNA", "wrong"));
        assert!(matches!(wrong, Err(Error::WrongNameOrPassword)));
    }
    assert_eq!(world.main.users().unwrap()[1].failed, 3);
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let user = world.main.users().unwrap().remove(1);
    assert!(user.failed == 0 && user.last_sign_in.is_some());
}

/// Counts the operations on the disk, by kind.
struct Count(Mutex<Vec<Op>>);

impl Probe for Count {
    fn before(&self, op: Op, _: &Path) -> io::Result<()> {
        self.0.lock().unwrap().push(op);
        Ok(())
    }
}

#[test]
fn an_unknown_name_costs_the_disk_what_a_wrong_password_does() {
    let world = World::new();
    let operations = |mailbox: &str| {
        let count = Arc::new(Count(Mutex::default()));
        let disk = Disk::with_probe(count.clone());
        let refused = world.at_main(mailbox, "wrong").run(&disk, &|| false);
        assert!(matches!(refused, Err(Error::WrongNameOrPassword)));
        std::mem::take(&mut *count.0.lock().unwrap())
    };
    let known = operations("BRUNO");
    assert!(known.len() > 10);
    assert_eq!(operations("NOBODY"), known);
    assert_eq!(operations("not a name"), known);
    assert_eq!(operations("ANNA"), known);
}

/// The bytes of the share are all that a thief has; the file of somebody else is no better.
#[test]
fn the_password_is_nowhere_on_the_share() {
    let world = World::new();
    let mut session = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    session.change_password(&password("anna one"), &password("Tr0ub4dor&3")).unwrap();
    session.sign_out().unwrap();
    let mut folders = vec![world.dir.path().to_owned()];
    let mut looked = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            looked += 1;
            let bytes = std::fs::read(&path).unwrap();
            for secret in ["anna one", "Tr0ub4dor&3", crate::people::ADMIN] {
                let found = bytes.windows(secret.len()).any(|w| w == secret.as_bytes());
                assert!(!found, "{} holds a password", path.display());
            }
        }
    }
    assert!(looked > 100);
}

/// Lays 500 people into the files, as the format says, all with one verifier.
fn settle(root: &Path) {
    let verifier = Verifier::make(&password("same"), Cost::LEAST).unwrap();
    let glb = |name: &str| root.join("GLB").join(name);
    let append = |path: &Path, record: Vec<u8>| {
        let mut bytes = std::fs::read(path).unwrap();
        bytes.extend(record);
        std::fs::write(path, bytes).unwrap();
    };
    for n in 0..500_u32 {
        let user = UserId(100 + n);
        let access2 = Access2 {
            active: true,
            mailbox: name(&format!("P{n}")),
            user,
            tid: 100 + n,
            verifier,
            administrator: false,
            verifier_changed: false,
            must_choose: false,
        };
        let access = Access {
            active: true,
            full_name: FullName::parse(&format!("Person {n:03}")).unwrap(),
            created: Moment::now(),
            last_sign_in: None,
            failed: 0,
        };
        let access3 = Access3 {
            active: true,
            message_file: MessageFilePlace::None,
            earlier_homes: Vec::new(),
            moved_to: None,
        };
        append(&glb("ACCESS2.GLB"), access2.encode());
        append(&glb("ACCESS.GLB"), access.encode());
        append(&glb("ACCESS3.GLB"), access3.encode());
        std::fs::write(root.join(format!("KEY/{user}.KEY")), Key::default().encode()).unwrap();
        std::fs::write(root.join(format!("MBG/{user}.MBG")), "").unwrap();
    }
    let control = Control { next_mailbag: 1000, next_letter: 1 };
    std::fs::write(glb("CONTROL.GLB"), control.encode()).unwrap();
    std::fs::write(glb("TID.GLB"), Tid { next: 1000 }.encode()).unwrap();
}

#[test]
fn five_hundred_people() {
    let world = World::new();
    settle(&world.main_root());
    let begun = Instant::now();
    add(&world.main, "LAST", "The Last", "last");
    let _ = world.main.delete_user(&name("P250")).unwrap();
    add(&world.main, "LATER", "Later Still", "later");
    assert_eq!(world.main.users().unwrap().len(), 504);
    let mut session = world.run(&world.at_main("P499", "same")).unwrap();
    assert_eq!(session.synced(), []);
    assert_eq!(session.people().unwrap().len(), 504);
    let to: Vec<String> = (0..500).map(|n| format!("Person {n:03}")).collect();
    let to: Vec<&str> = to.iter().map(String::as_str).take(10).collect();
    let _ = send(&mut session, &to, "to ten of them");
    session.sign_out().unwrap();
    let mut last = world.run(&world.at_main("P9", "same")).unwrap();
    assert_eq!(collected(&mut last), ["to ten of them"]);
    assert_eq!(world.main.check(false).unwrap(), []);
    println!("500 people: {:?}", begun.elapsed());
}
