//! Folders in use: copying and moving to them, favourites, properties, what is unread.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};
use iced::{Event, mouse};

use super::super::Command;
use super::mail::{count, with_letters};
use super::stage::{Office, Stage};
use crate::mail::{FolderId, FolderKind};
use crate::ui::theme::Look;

/// Anna with three letters and the folders Work, Work / 1995, Zoo.
pub(super) fn with_folders() -> (Office, Stage) {
    let (office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    let made = stage.center.desk.ask(|session| {
        let work = session.create_folder(None, "Work").unwrap();
        let _ = session.create_folder(Some(work), "1995").unwrap();
        let _ = session.create_folder(None, "Zoo").unwrap();
    });
    stage.run(made.discard());
    let look = stage.center.refresh();
    stage.run(look);
    (office, stage)
}

fn total(stage: &Stage, name: &str) -> u64 {
    stage.center.folders.all().iter().find(|f| f.name == name).unwrap().total
}

fn named(stage: &Stage, name: &str) -> FolderId {
    stage.center.folders.all().iter().find(|f| f.name == name).unwrap().id
}

fn ctrl_shift(stage: &mut Stage, letter: &str) {
    stage.press(Key::Character(letter.into()), Modifiers::COMMAND | Modifiers::SHIFT);
}

#[test]
fn copies_are_made_and_taken_back() {
    let (_office, mut stage) = with_folders();
    stage.click("Lunch");
    stage.alt("f");
    stage.press(Key::Character("c".into()), Modifiers::empty());
    stage.sees("Copy the message to:");
    stage.type_text("95");
    stage.sees("Work / 1995");
    stage.picture("copy", Look::Classic, 2.0);
    stage.tap(Named::Enter);
    stage.sees("1 message copied to 1995.");
    assert_eq!((total(&stage, "1995"), count(&stage, FolderKind::Inbox).0), (1, 3));
    stage.click("Edit");
    stage.click("Undo Copy of “Lunch”");
    assert_eq!(total(&stage, "1995"), 0);
    stage.ctrl("y");
    assert_eq!(total(&stage, "1995"), 1);
}

#[test]
fn the_last_folder_is_a_key_away() {
    let (_office, mut stage) = with_folders();
    stage.click("Party");
    ctrl_shift(&mut stage, "M");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 3, "there is no last folder yet");
    stage.ctrl("m");
    stage.type_text("zoo");
    stage.tap(Named::Enter);
    assert_eq!(total(&stage, "Zoo"), 1);
    ctrl_shift(&mut stage, "M");
    assert_eq!(total(&stage, "Zoo"), 2);
    stage.right_click("Lunch");
    stage.sees("Quick Move to “Zoo”");
    stage.tap(Named::Escape);
    stage.ctrl("m");
    stage.tap(Named::Enter);
    assert_eq!(total(&stage, "Zoo"), 3, "it is offered first");
}

#[test]
fn a_folder_is_made_where_messages_go() {
    let (_office, mut stage) = with_folders();
    stage.click("Party");
    stage.ctrl("m");
    stage.type_text("work");
    stage.alt("n");
    stage.type_text("1995");
    stage.tap(Named::Enter);
    stage.sees(
        "This name has already been assigned to a folder. Type a unique name. Choose another name.",
    );
    stage.type_text("b");
    stage.tap(Named::Enter);
    stage.sees("Work");
    stage.picture("move-new", Look::Light, 2.0);
    stage.alt("m");
    assert_eq!(total(&stage, "1995b"), 1);
    let parent = stage.center.folders.get(named(&stage, "1995b")).unwrap().parent;
    assert_eq!(parent, Some(named(&stage, "Work")));
}

#[test]
fn a_folder_goes_to_the_top_and_back() {
    let (_office, mut stage) = with_folders();
    stage.click("1995");
    let parent = |stage: &Stage| stage.center.folders.get(named(stage, "1995")).unwrap().parent;
    stage.right_click("1995");
    stage.click("Move Folder…");
    stage.click("Top level");
    stage.tap(Named::Enter);
    assert_eq!(parent(&stage), None);
    stage.click("Edit");
    stage.click("Undo Move of “1995”");
    assert_eq!(parent(&stage), Some(named(&stage, "Work")));
}

#[test]
fn favourites_and_closed_folders_are_remembered() {
    let (office, mut stage) = with_folders();
    stage.click("1995");
    stage.right_click("1995");
    stage.click("Favorite");
    stage.sees("Favorites");
    for look in Look::ALL {
        stage.picture("favourites", look, 2.0);
    }
    stage.click("Inbox");
    stage.click("Work");
    stage.tap(Named::ArrowLeft);
    assert_eq!(stage.center.folders.closed().collect::<Vec<_>>(), [named(&stage, "Work")]);
    drop(stage);
    let mut stage = Stage::open(office.sign_in_when_free("ANNA"));
    stage.sees("Favorites");
    assert_eq!(stage.center.folders.closed().count(), 1);
    stage.click("1995");
    assert_eq!(stage.center.folders.current_id(), Some(named(&stage, "1995")));
    stage.tap(Named::ArrowDown);
    stage.hear_order(Command::OpenInbox);
    stage.sees("Lunch");
}

#[test]
fn properties_tell_what_a_folder_takes_up() {
    let (_office, mut stage) = with_folders();
    stage.ctrl("a");
    stage.ctrl("m");
    stage.type_text("95");
    stage.tap(Named::Enter);
    stage.click("Work");
    stage.press(Key::Named(Named::Enter), Modifiers::ALT);
    stage.sees("Folder properties");
    stage.sees("1 folder");
    stage.picture("properties", Look::Dark, 2.0);
    stage.tap(Named::Enter);
    stage.sees_not("Folder properties");
}

#[test]
fn unread_mail_is_found_across_folders_and_marked_at_once() {
    let (_office, mut stage) = with_folders();
    stage.click("Party");
    stage.ctrl("m");
    stage.type_text("zoo");
    stage.tap(Named::Enter);
    let mark = stage.center.desk.ask(|session| {
        let zoo = session.folder_named("Zoo").unwrap().unwrap().id;
        let row = session.rows(zoo, crate::mail::Order::newest_first(), 0, 1).unwrap().remove(0);
        session.mark(&[row.id], crate::session::Mark::Unread).unwrap();
    });
    stage.run(mark.discard());
    stage.hear_order(Command::MarkFolderRead);
    assert_eq!(count(&stage, FolderKind::Inbox), (2, 0));
    stage.ctrl("j");
    assert_eq!(stage.center.folders.current_id(), Some(named(&stage, "Zoo")));
    assert_eq!(stage.center.selection.single(), Some(0));
    stage.ctrl("z");
    assert!(count(&stage, FolderKind::Inbox).1 > 0, "the marks can be undone");
}

/// Holds what stands at a text, and carries it over another text.
fn carry(stage: &mut Stage, from: &str, to: &str) {
    let from = stage.find(from).unwrap().center();
    stage.point(from);
    stage.send([Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))]);
    stage.point(iced::Point::new(from.x + 9.0, from.y));
    let to = stage.find(to).unwrap().center();
    stage.point(to);
}

fn let_go(stage: &mut Stage) {
    stage.send([Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))]);
}

#[test]
fn messages_are_dragged_to_a_folder() {
    let (_office, mut stage) = with_folders();
    stage.click("Party");
    stage.shift(Named::ArrowDown);
    // Not where the last click was: a second one there would be a double click.
    carry(&mut stage, "Invoice", "Zoo");
    stage.sees("Move 2 messages");
    for look in Look::ALL {
        stage.picture("drag", look, 2.0);
    }
    stage.hold(Modifiers::COMMAND);
    stage.sees("Copy 2 messages");
    let_go(&mut stage);
    stage.hold(Modifiers::empty());
    stage.sees_not("Copy 2 messages");
    assert_eq!((total(&stage, "Zoo"), count(&stage, FolderKind::Inbox).0), (2, 3));
    carry(&mut stage, "Party", "Zoo");
    stage.tap(Named::Escape);
    let_go(&mut stage);
    assert_eq!(total(&stage, "Zoo"), 2, "given up");
    carry(&mut stage, "Invoice", "Zoo");
    let_go(&mut stage);
    assert_eq!((total(&stage, "Zoo"), count(&stage, FolderKind::Inbox).0), (4, 1));
    carry(&mut stage, "Lunch", "Subject");
    let_go(&mut stage);
    assert!(stage.center.dragged.is_none() && count(&stage, FolderKind::Inbox).0 == 1);
    carry(&mut stage, "Lunch", "Outbox");
    let_go(&mut stage);
    assert_eq!(count(&stage, FolderKind::Inbox).0, 1, "the Outbox takes only what is sent");
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 3);
}

#[test]
fn escape_gives_up_what_is_dragged_before_anything_else() {
    let (_office, mut stage) = with_folders();
    // Escape would also widen the list again, and close the search in the text.
    stage.ctrl("e");
    stage.type_text("party");
    stage.tap(Named::ArrowDown);
    stage.tap(Named::F3);
    carry(&mut stage, "Party", "Zoo");
    stage.sees("Move 1 message");
    stage.tap(Named::Escape);
    stage.sees_not("Move 1 message");
    stage.sees("Showing 1 of 3");
    let_go(&mut stage);
    assert_eq!((total(&stage, "Zoo"), count(&stage, FolderKind::Inbox).0), (0, 3));
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.sees_not("Showing 1 of 3");
}

#[test]
fn a_click_on_one_of_several_selects_it_alone() {
    let (_office, mut stage) = with_folders();
    stage.ctrl("a");
    assert_eq!(stage.center.selection.count(), 3);
    stage.click("Invoice");
    assert_eq!(stage.center.selection.single(), Some(1));
}

#[test]
fn folders_are_dragged_into_each_other_and_spring_open() {
    let (_office, mut stage) = with_folders();
    stage.click("Inbox");
    stage.click("Work");
    stage.tap(Named::ArrowLeft);
    stage.sees_not("1995");
    carry(&mut stage, "Zoo", "Work");
    stage.sees("Move “Zoo”");
    let later = std::time::Instant::now() + std::time::Duration::from_secs(1);
    let _ = stage.center.update(super::super::Message::Ticked(later));
    stage.sees("1995");
    let over = stage.find("1995").unwrap().center();
    stage.point(over);
    let_go(&mut stage);
    let parent =
        |stage: &Stage, name: &str| stage.center.folders.get(named(stage, name)).unwrap().parent;
    assert_eq!(parent(&stage, "Zoo"), Some(named(&stage, "1995")));
    // Not into itself.
    carry(&mut stage, "Work", "Zoo");
    let_go(&mut stage);
    assert_eq!(parent(&stage, "Work"), None);
    // Below the last row is the top level.
    carry(&mut stage, "Zoo", "Zoo");
    stage.point(iced::Point::new(60.0, 500.0));
    let_go(&mut stage);
    assert_eq!(parent(&stage, "Zoo"), None);
}
