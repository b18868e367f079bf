//! Signing in, and the ways out of the invalid message file.

use iced::keyboard::key::Named;
use restante::admin::MoveOptions;
use restante::session::MessageFileChoice;

use crate::player::Player;
use crate::support::{World, name, password};

const INVALID: &str =
    "This account is not a valid user of this message file. Please sign in as the correct user.";

fn at(world: &World, root: std::path::PathBuf, mailbox: &str) -> Player {
    Player::start(world.dir.path().join("home"), Some(root), mailbox)
}

/// Types a password into the form and presses Enter.
fn sign_in(player: &mut Player, secret: &str) {
    player.click("password");
    player.type_text(secret);
    player.key(Named::Enter);
}

/// Comes into the message center after a reset: a new password is asked for first.
fn arrives_after_reset(player: &mut Player) {
    assert!(player.sees("Change Password"));
    player.key(Named::Escape);
    assert!(player.sees("Inbox"));
}

/// Makes the trap: Anna signed in once, her password was reset, and she was moved by force.
fn trap() -> (World, std::path::PathBuf) {
    let world = World::new();
    world.run(&world.at_main("ANNA", "anna one")).unwrap().sign_out().unwrap();
    let _ = world.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
    let force = MoveOptions { force: true, keep_source: false };
    let moved = world.main.move_user(&world.branch, &name("ANNA"), force).unwrap();
    (world, moved.message_file.unwrap())
}

/// Comes as far as the dialog, and sees that the file did not change.
fn trapped() -> (World, std::path::PathBuf, Player) {
    let (world, file) = trap();
    let before = std::fs::read(&file).unwrap();
    let mut player = at(&world, world.branch_root(), "ANNA");
    sign_in(&mut player, "two");
    assert!(player.sees(INVALID));
    assert_eq!(std::fs::read(&file).unwrap(), before);
    (world, file, player)
}

#[test]
fn by_keys_alone_into_the_message_center() {
    let world = World::new();
    let mut player = at(&world, world.main_root(), "BRUNO");
    // The name is remembered, the focus waits in the password.
    player.type_text("bruno");
    player.key(Named::Enter);
    assert!(player.sees("Inbox"));
}

#[test]
fn a_wrong_password_and_an_unknown_name_say_the_same() {
    let world = World::new();
    for (mailbox, secret) in [("BRUNO", "wrong"), ("NOBODY", "bruno"), ("no such/name", "bruno")] {
        let mut player = at(&world, world.main_root(), mailbox);
        sign_in(&mut player, secret);
        assert!(player.sees("The mailbox name or password is incorrect."), "{mailbox}");
        player.key(Named::Enter);
        assert!(!player.sees("The mailbox name or password is incorrect."));
    }
}

#[test]
fn a_missing_postoffice_can_be_tried_again_or_another_chosen() {
    let world = World::new();
    let gone = world.dir.path().join("GONE");
    let mut player = at(&world, gone.clone(), "BRUNO");
    sign_in(&mut player, "bruno");
    assert!(player.has("try-again"));
    std::fs::rename(world.main_root(), &gone).unwrap();
    player.key(Named::Enter);
    assert!(player.sees("Inbox"));
}

#[test]
fn reconnect_opens_the_file_and_brings_it_up_to_date() {
    let (world, _, mut player) = trapped();
    player.click("reconnect");
    arrives_after_reset(&mut player);
    drop(player);
    assert!(world.run(&world.at_branch("ANNA", "two")).unwrap().synced().is_empty());
}

#[test]
fn the_old_password_opens_the_file_and_a_wrong_one_does_not() {
    let (_world, file, mut player) = trapped();
    let before = std::fs::read(&file).unwrap();
    player.click("use-old-password");
    player.type_text("anna zero");
    player.key(Named::Enter);
    assert!(player.sees(INVALID));
    assert_eq!(std::fs::read(&file).unwrap(), before);
    player.click("use-old-password");
    player.type_text("anna one");
    player.key(Named::Enter);
    arrives_after_reset(&mut player);
}

#[test]
fn a_new_message_file_keeps_the_old_one() {
    let (_world, file, mut player) = trapped();
    let before = std::fs::read(&file).unwrap();
    player.click("start-new");
    assert!(player.sees("New Message File"));
    player.key(Named::Enter);
    arrives_after_reset(&mut player);
    let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
    let kept = file.with_file_name(format!("{stem}-1.MMF"));
    assert_eq!(std::fs::read(kept).unwrap(), before);
}

#[test]
fn someone_else_begins_anew() {
    let (_world, _, mut player) = trapped();
    player.click("someone-else");
    assert!(!player.sees(INVALID));
    player.type_text("DORA");
    player.key(Named::Tab);
    player.type_text("dora");
    player.key(Named::Enter);
    assert!(player.sees("Inbox"));
}

#[test]
fn a_stranger_is_not_offered_to_reconnect() {
    let world = World::new();
    world.run(&world.at_main("ANNA", "anna one")).unwrap().sign_out().unwrap();
    let dora = world.branch.users().unwrap().into_iter().find(|u| u.mailbox == name("DORA"));
    let theirs = world.branch_root().join(format!("MMF/{}.MMF", dora.unwrap().user_id));
    let anna = world.main.users().unwrap().into_iter().find(|u| u.mailbox == name("ANNA"));
    let hers = world.main_root().join(format!("MMF/{}.MMF", anna.unwrap().user_id));
    let _ = std::fs::copy(hers, theirs).unwrap();
    let mut player = at(&world, world.branch_root(), "DORA");
    sign_in(&mut player, "dora");
    assert!(player.sees(INVALID));
    assert!(!player.has("reconnect"));
    assert!(player.has("use-old-password"));
}

#[test]
fn a_missing_message_file_can_be_found_or_made_anew() {
    let world = World::new();
    world.run(&world.at_main("BRUNO", "bruno")).unwrap().sign_out().unwrap();
    let bruno = world.main.users().unwrap().into_iter().find(|u| u.mailbox == name("BRUNO"));
    let file = world.main_root().join(format!("MMF/{}.MMF", bruno.unwrap().user_id));
    std::fs::remove_file(&file).unwrap();
    let mut player = at(&world, world.main_root(), "BRUNO");
    sign_in(&mut player, "bruno");
    assert!(player.sees("Your message file could not be found."));
    player.key(Named::Enter);
    assert!(player.sees("Open Message File"));
    player.click("new-file");
    player.key(Named::Enter);
    assert!(player.sees("Inbox"));
    assert!(file.exists());
}

#[test]
fn a_missing_local_message_file_is_made_anew_where_it_was() {
    let world = World::new();
    let file = world.dir.path().join("BRUNO.MMF");
    let mut first = world.at_main("BRUNO", "bruno");
    first.message_file = MessageFileChoice::New(Some(file.clone()));
    world.run(&first).unwrap().sign_out().unwrap();
    std::fs::remove_file(&file).unwrap();
    let mut player = at(&world, world.main_root(), "BRUNO");
    sign_in(&mut player, "bruno");
    player.key(Named::Enter);
    player.click("new-file");
    player.key(Named::Enter);
    assert!(player.sees("Inbox"));
    assert!(file.exists());
}

#[test]
fn the_first_run_creates_a_postoffice_and_a_welcome_waits() {
    let world = World::new();
    let mut player = Player::start(world.dir.path().join("home"), None, "");
    player.alt("r");
    for text in ["NET", "HOME", "ANNA", "Anna Berg", "geheim", "geheim"] {
        player.type_text(text);
        player.key(Named::Tab);
    }
    player.click("submit");
    assert!(player.sees("Welcome to Restante"));
}

#[test]
fn pictures_for_looking_at() {
    let (_world, _, mut player) = trapped();
    player.picture("sign-in-invalid", 2.0);
    player.key(Named::Escape);
    player.picture("sign-in", 2.0);
}

/// Puts the sample of an original message file where Anna's is looked for, with her number in it.
fn original_of_anna(world: &World) -> (std::path::PathBuf, Vec<u8>) {
    let users = world.main.users().unwrap();
    let user = users.iter().find(|u| u.mailbox == name("ANNA")).unwrap().user_id;
    let path = world.main_root().join("MMF").join(format!("{user}.MMF"));
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/legacy/samples/small.mmf");
    let bytes = std::fs::read(sample).unwrap();
    std::fs::write(&path, &bytes).unwrap();
    (path, bytes)
}

#[test]
fn an_original_message_file_is_converted_when_that_is_wished() {
    let world = World::new();
    // The sample's password is the half of its credential that fits.
    let _ = world.main.recover(&name("ANNA"), Some(password("secret"))).unwrap();
    let (path, original) = original_of_anna(&world);
    let mut player = at(&world, world.main_root(), "ANNA");
    sign_in(&mut player, "secret");
    let told = player.texts().join("\n");
    assert!(told.contains("Your message file was written by Microsoft Mail"), "{told}");
    assert_eq!(std::fs::read(&path).unwrap(), original, "nothing happens without being asked");
    player.click("convert");
    arrives_after_reset(&mut player);
    assert!(player.sees("Take Over Your Mail") && player.sees("12 messages."));
    player.click("bring-in-now");
    let told = player.texts().join("\n");
    assert!(told.contains("12 messages were brought in."), "{told}");
    player.click("bring-in-ok");
    assert!(player.sees("Señor 0"));
    assert!(player.sees("Übung 1"), "folders in which nothing lies come along");
    let kept = path.with_file_name(format!("{}-1.MMF", path.file_stem().unwrap().display()));
    assert_eq!(std::fs::read(kept).unwrap(), original);
}

#[test]
fn an_original_message_file_of_somebody_else_is_the_invalid_one() {
    let world = World::new();
    let (path, original) = original_of_anna(&world);
    let mut player = at(&world, world.main_root(), "ANNA");
    sign_in(&mut player, "anna one");
    assert!(player.sees(INVALID));
    assert_eq!(std::fs::read(&path).unwrap(), original);
}
