//! Folders in use: copying and moving to them, favourites, properties, what is unread.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use super::super::Command;
use super::mail::{count, with_letters};
use super::stage::{Office, Stage};
use crate::mail::{FolderId, FolderKind};
use crate::ui::theme::Look;

/// Anna with three letters and the folders Work, Work / 1995, Zoo.
fn with_folders() -> (Office, Stage) {
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
    stage.sees("Move Again to “Zoo”");
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
