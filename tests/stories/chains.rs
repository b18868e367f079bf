//! Story 11: moved more than once before anybody signs in.

use restante::admin::{Administrator, Error as AdminError, MoveOptions};
use restante::session::{Error, Kind, SignIn, Synced};

use crate::mail::{collected, prints, send};
use crate::people::{FORCE, World, add, invalid, name, password};

/// ANNA has one letter in her file, a password that the file does not know, and goes from MAIN to
/// the places in turn. Returns how she signs in at the last.
fn moved_along(world: &World, places: &[&Administrator]) -> SignIn {
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "early");
    assert_eq!(collected(&mut anna), ["early"]);
    anna.sign_out().unwrap();
    let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
    let mut at = &world.main;
    for place in places {
        let _ = at.move_user(place, &name("ANNA"), FORCE).unwrap();
        at = *place;
    }
    world.at(at.root(), "ANNA", "two")
}

/// Tries the trap at the end of the way, and the way out by reconnecting.
fn reconnects(world: &World, mut sign_in: SignIn) {
    let folder = sign_in.postoffice.join("MMF");
    let before = prints(&folder);
    assert!(invalid(world.run(&sign_in)).can_reconnect);
    assert_eq!(prints(&folder), before);
    sign_in.reconnect = true;
    let mut anna = world.run(&sign_in).unwrap();
    assert_eq!(anna.synced(), [Synced::Password, Synced::UserId]);
    assert_eq!(collected(&mut anna), ["early"]);
    anna.sign_out().unwrap();
    sign_in.reconnect = false;
    assert_eq!(world.run(&sign_in).unwrap().synced(), []);
}

#[test]
fn from_one_to_the_next_and_on() {
    let world = World::new();
    let third = world.third("COAST");
    reconnects(&world, moved_along(&world, &[&world.branch, &third]));
}

#[test]
fn there_and_back_again() {
    let world = World::new();
    let number = |at: &Administrator| {
        let users = at.users().unwrap();
        users.iter().find(|u| u.mailbox == name("ANNA") && u.moved_to.is_none()).map(|u| u.user_id)
    };
    let first = number(&world.main).unwrap();
    let sign_in = moved_along(&world, &[&world.branch, &world.main]);
    assert_ne!(number(&world.main).unwrap(), first, "a number was used again");
    reconnects(&world, sign_in);
    let away = world.run(&world.at_branch("ANNA", "two"));
    assert!(matches!(away, Err(Error::MovedAway(to)) if to.to_string() == "NORTH/MAIN/ANNA"));
    let mut anna = world.run(&world.at_main("ANNA", "two")).unwrap();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "from here");
    let _ = send(&mut dora, &["NORTH/BRANCH/ANNA"], "by way of the branch");
    assert_eq!(collected(&mut anna), ["by way of the branch", "early", "from here"]);
    assert_eq!(world.main.check(false).unwrap(), []);
    assert_eq!(world.branch.check(false).unwrap(), []);
}

/// ACCESS3 has room for eight earlier homes. The oldest is the one that the file names.
#[test]
fn nine_moves_and_the_file_is_still_known() {
    let world = World::new();
    let others: Vec<Administrator> = (1..=8).map(|n| world.third(&format!("PLACE{n}"))).collect();
    let mut places = vec![&world.branch];
    places.extend(&others);
    let sign_in = moved_along(&world, &places);
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "nine moves later");
    let mut reconnecting = sign_in.clone();
    let folder = sign_in.postoffice.join("MMF");
    let before = prints(&folder);
    assert!(invalid(world.run(&sign_in)).can_reconnect);
    assert_eq!(prints(&folder), before);
    reconnecting.reconnect = true;
    let mut anna = world.run(&reconnecting).unwrap();
    assert_eq!(collected(&mut anna), ["early", "nine moves later"]);
}

#[test]
fn synced_at_every_stop_nothing_is_left_of_the_chain() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
    world.visit(&world.at_branch("ANNA", "anna one")).unwrap();
    let _ = world.branch.recover(&name("ANNA"), Some(password("two"))).unwrap();
    let third = world.third("COAST");
    let _ = world.branch.move_user(&third, &name("ANNA"), FORCE).unwrap();
    let mut sign_in = world.at(third.root(), "ANNA", "two");
    assert!(invalid(world.run(&sign_in)).can_reconnect, "moved from the branch");
    sign_in.reconnect = true;
    world.visit(&sign_in).unwrap();
    // Where she is known by the present numbers, those before them open nothing.
    let stale = world.main_root().join("MMF/00000002.MMF");
    assert!(stale.is_file());
    sign_in.message_file = restante::session::MessageFileChoice::Other(stale);
    assert!(!invalid(world.run(&sign_in)).can_reconnect);
}

#[test]
fn only_who_left_may_come_back_under_the_name() {
    let world = World::new();
    let third = world.third("COAST");
    add(&third, "ANNA", "Anna Other", "other");
    let _ = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default()).unwrap();
    let taken = third.move_user(&world.main, &name("ANNA"), MoveOptions::default());
    assert!(matches!(taken, Err(AdminError::Session(e)) if e.kind() == Kind::Failed));
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "for Anna Berg");
    let mut anna = world.run(&world.at_branch("ANNA", "anna one")).unwrap();
    assert_eq!(collected(&mut anna), ["for Anna Berg"]);
}
