//! A day's mail by keys alone: write, send, read, answer, throw away, undo, sign out.

use iced::keyboard::{Key, Modifiers, key::Named};
use restante::mail::{FolderKind, Order};

use crate::player::Player;
use crate::support::World;

fn signed_in(world: &World, mailbox: &str, secret: &str) -> Player {
    let home = world.dir.path().join("home");
    let mut player = Player::start(home, Some(world.main_root()), mailbox);
    player.type_text(secret);
    player.key(Named::Enter);
    assert!(player.sees("Inbox"));
    player
}

/// The same with two minutes in which what is sent can be taken back.
fn careful(world: &World, mailbox: &str, secret: &str) -> Player {
    let home = world.dir.path().join("home");
    let mut player = Player::holding(120, home, Some(world.main_root()), mailbox);
    player.type_text(secret);
    player.key(Named::Enter);
    assert!(player.sees("Inbox"));
    player
}

/// Returns the subjects of what somebody got.
fn got(world: &World, mailbox: &str, secret: &str) -> Vec<String> {
    let mut session = world.run(&world.at_main(mailbox, secret)).unwrap();
    let _ = session.fetch().unwrap();
    let inbox = session.standard(FolderKind::Inbox).unwrap();
    let rows = session.rows(inbox, Order::newest_first(), 0, 10).unwrap();
    rows.into_iter().map(|row| row.subject).collect()
}

/// Writes a note in the window that is open, and sends it.
fn write(player: &mut Player, to: &str, subject: &str, body: &str) {
    player.type_text(to);
    // The proposals are closed; what was typed stays.
    player.key(Named::Escape);
    for text in ["", "", subject, body] {
        player.key(Named::Tab);
        player.type_text(text);
    }
    player.chord(Key::Named(Named::Enter), Modifiers::CTRL);
}

#[test]
fn written_sent_read_answered_and_filed() {
    let world = World::new();
    let mut bruno = signed_in(&world, "BRUNO", "bruno");
    bruno.ctrl("n");
    write(&mut bruno, "Anna Berg", "Lunch", "Soup today?");
    assert!(bruno.sees("Sent."), "the note's window is gone, the center says so");

    let mut anna = signed_in(&world, "ANNA", "anna one");
    assert!(anna.sees("Lunch"));
    anna.click_text("Lunch");
    assert!(anna.sees("Bruno Carl <NORTH/MAIN/BRUNO>"));
    anna.ctrl("r");
    anna.type_text("Gladly.");
    anna.chord(Key::Named(Named::Enter), Modifiers::CTRL);
    assert!(anna.sees("Sent."));
    // Thrown away and taken back.
    anna.key(Named::Delete);
    assert!(!anna.sees("Lunch"));
    anna.ctrl("z");
    assert!(anna.sees("Lunch"));

    // The same from a window of its own.
    anna.click_text("Lunch");
    anna.ctrl("o");
    anna.key(Named::Delete);
    assert!(!anna.sees("Lunch"), "{:?}", anna.texts());
    anna.ctrl("z");
    assert!(anna.sees("Lunch"), "{:?}", anna.texts());

    bruno.key(Named::F9);
    assert!(bruno.sees("RE: Lunch"));
    drop(bruno);
    let mut session = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let inbox = session.standard(FolderKind::Inbox).unwrap();
    let row = session.rows(inbox, Order::newest_first(), 0, 10).unwrap().remove(0);
    let body = session.open_message(row.id).unwrap().message.body;
    assert!(body.starts_with("Gladly."), "{body}");
    assert!(body.contains("> Soup today?"), "{body}");
}

#[test]
fn sent_by_mistake_taken_back_mended_and_sent() {
    let world = World::new();
    let mut bruno = careful(&world, "BRUNO", "bruno");
    bruno.ctrl("n");
    write(&mut bruno, "Anna Berg", "Lucnh", "Soup?");
    assert!(bruno.sees("Message sent: Lucnh"), "{:?}", bruno.texts());
    assert!(bruno.sees("Undo (Ctrl+Z)"));
    bruno.alt("e");
    assert!(bruno.sees("Undo Send of “Lucnh”"), "{:?}", bruno.texts());
    bruno.key(Named::Escape);
    bruno.key(Named::Escape);
    bruno.ctrl("z");
    // The note is there again as it was.
    assert!(bruno.sees("Send"), "{:?}", bruno.texts());
    assert!(got(&world, "ANNA", "anna one").is_empty());
    for _ in 0..2 {
        bruno.alt("j");
    }
    bruno.ctrl("a");
    bruno.type_text("Lunch");
    bruno.chord(Key::Named(Named::Enter), Modifiers::CTRL);
    assert!(bruno.sees("Message sent: Lunch"), "{:?}", bruno.texts());
    assert!(got(&world, "ANNA", "anna one").is_empty());
    bruno.alt("f");
    bruno.type_text("s");
    assert!(bruno.sees("Sign In"), "{:?}", bruno.texts());
    assert_eq!(got(&world, "ANNA", "anna one"), ["Lunch"], "leaving sends what is held");
}

#[test]
fn the_outbox_says_why_and_lets_one_edit_send_and_cancel() {
    let world = World::new();
    let mut bruno = careful(&world, "BRUNO", "bruno");
    for subject in ["One", "Two"] {
        bruno.ctrl("n");
        write(&mut bruno, "Anna Berg", subject, "x");
    }
    assert!(bruno.sees("2 messages sent"), "{:?}", bruno.texts());
    bruno.click_text("Outbox");
    bruno.click_text("One");
    assert!(bruno.texts().iter().any(|t| t.starts_with("Held until")), "{:?}", bruno.texts());
    bruno.click_text("Cancel Sending");
    assert!(!bruno.sees("One"));
    bruno.click_text("Two");
    bruno.click_text("Send Now");
    assert!(!bruno.sees("Two"));
    assert_eq!(got(&world, "ANNA", "anna one"), ["Two"]);
    bruno.click_text("Drafts");
    assert!(bruno.sees("One"));
}

#[test]
fn an_unknown_recipient_comes_back_as_a_report() {
    let world = World::new();
    let mut bruno = signed_in(&world, "BRUNO", "bruno");
    bruno.ctrl("n");
    write(&mut bruno, "Nobody; Anna Berg", "To both", "x");
    // Sending stops at the doubt, and says so; the person goes on without that recipient.
    assert!(bruno.sees("Send to the Others"), "{:?}", bruno.texts());
    bruno.click_text("Send to the Others");
    assert!(
        bruno.sees("Sent, but not to Nobody: a report is in your Inbox."),
        "{:?}",
        bruno.texts()
    );
    assert!(bruno.sees("Undeliverable: To both"));
}

#[test]
fn signing_out_asks_who_is_next() {
    let world = World::new();
    let mut player = signed_in(&world, "BRUNO", "bruno");
    player.alt("f");
    player.type_text("s");
    assert!(player.sees("Sign In"));
    assert!(!player.left);
    assert!(world.run(&world.at_main("BRUNO", "bruno")).is_ok(), "the message file is free");
    player.key(Named::Escape);
    assert!(player.left);
}

#[test]
fn the_window_menu_goes_to_every_window() {
    let world = World::new();
    let mut anna = signed_in(&world, "ANNA", "anna one");
    anna.ctrl("n");
    let alt = |player: &mut Player, letter: &str| {
        player.chord(Key::Character(letter.into()), Modifiers::ALT);
    };
    // From the note to the main window, which stands first.
    alt(&mut anna, "w");
    assert!(anna.sees("1 Inbox – Anna Berg") && anna.sees("2 New message"));
    anna.type_text("1");
    assert!(anna.sees("Deleted Mail"), "the message center is in front");
    // And back, by the next one.
    alt(&mut anna, "w");
    anna.type_text("x");
    assert!(!anna.sees("Deleted Mail"), "the note is in front");
    anna.key(Named::Escape);
    alt(&mut anna, "w");
    assert!(!anna.sees("2 New message"), "who is gone is not in the list");
}

#[test]
fn the_shortcuts_of_a_window_are_printed() {
    let world = World::new();
    let mut anna = signed_in(&world, "ANNA", "anna one");
    let ctrl_p = |player: &mut Player| {
        player.chord(Key::Character("p".into()), Modifiers::COMMAND);
    };
    anna.key(Named::F1);
    ctrl_p(&mut anna);
    assert!(anna.sees("Keyboard Shortcuts of Inbox – Anna Berg"));
    anna.key(Named::Escape);
    assert!(anna.sees("Deleted Mail"), "the message center is in front again");
    anna.ctrl("n");
    anna.key(Named::F1);
    ctrl_p(&mut anna);
    assert!(anna.sees("Keyboard Shortcuts of New message"));
}

#[test]
fn a_window_shows_how_its_message_is_flagged_now() {
    let world = World::new();
    let mut bruno = signed_in(&world, "BRUNO", "bruno");
    bruno.ctrl("n");
    write(&mut bruno, "Anna Berg", "Lunch", "Soup?");
    let mut anna = signed_in(&world, "ANNA", "anna one");
    anna.click_text("Lunch");
    anna.key(Named::Enter);
    let other = |player: &mut Player| {
        player.chord(Key::Character("w".into()), Modifiers::ALT);
        player.type_text("x");
    };
    assert!(!anna.sees("Deleted Mail"), "Read Note is in front");
    assert!(!anna.sees("Flag:"));
    other(&mut anna);
    assert!(anna.sees("Deleted Mail"));
    anna.key(Named::Insert);
    other(&mut anna);
    assert!(anna.sees("Flag:"), "flagged in the list");
    other(&mut anna);
    anna.ctrl("z");
    other(&mut anna);
    assert!(!anna.sees("Flag:"), "taken back");
}
