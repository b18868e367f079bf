//! The box over the list, and finders in the tree.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use super::super::Action;
use super::super::view::{FILTER, LIST};
use super::mail::{count, with_letters};
use super::stage::{Office, Stage, letter};
use crate::mail::{FolderKind, Query};
use crate::ui::theme::Look;
use crate::words;

fn subjects(stage: &Stage) -> Vec<String> {
    stage.center.rows.known().map(|(_, summary)| summary.subject.clone()).collect()
}

#[test]
fn the_list_is_narrowed_while_typing_and_wide_again_by_escape() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party", "Lunch again"]);
    stage.ctrl("e");
    assert_eq!(stage.focused(), Some(FILTER.into()));
    stage.type_text("lun");
    assert_eq!(subjects(&stage), ["Lunch again", "Lunch"]);
    stage.sees("Showing 2 of 4");
    stage.type_text("ch a");
    assert_eq!(subjects(&stage), Vec::<String>::new(), "no word is just an a");
    stage.type_text("gain");
    assert_eq!(subjects(&stage), ["Lunch again"]);
    stage.type_text("x");
    stage.sees("No message in this list matches the filter. Press Esc to show all of them again.");
    stage.tap(Named::Escape);
    assert_eq!(subjects(&stage).len(), 4);
    stage.sees_not("Showing 2 of 4");
    // People and texts are found as well.
    stage.ctrl("e");
    stage.type_text("from:bruno about -party -again inv");
    assert_eq!(subjects(&stage), ["Invoice"]);
    stage.click("Show All");
    assert_eq!(subjects(&stage).len(), 4);
}

#[test]
fn what_the_filter_lets_through_is_all_there_is() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party", "Lunch again"]);
    stage.ctrl("e");
    stage.type_text("lunch");
    stage.tap(Named::ArrowDown);
    assert_eq!(stage.focused(), Some(LIST.into()));
    assert_eq!(stage.center.selection.single(), Some(0));
    stage.ctrl("a");
    assert_eq!(stage.center.selection.count(), 2);
    stage.tap(Named::Delete);
    stage.sees("2 messages moved to Deleted Mail.");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 2);
    stage.sees("Showing 0 of 2");
    stage.ctrl("z");
    stage.sees("Showing 2 of 4");
    // The open message stays selected when the list is wide again.
    stage.tap(Named::Home);
    stage.tap(Named::ArrowDown);
    let open = stage.center.rows.id(stage.center.selection.single().unwrap());
    stage.tap(Named::Escape);
    assert_eq!(stage.center.rows.id(stage.center.selection.single().unwrap()), open);
    stage.sees("Inbox");
    // New mail that does not match stays out of sight and is counted.
    stage.ctrl("e");
    stage.type_text("lunch");
    stage.tap(Named::ArrowDown);
    stage.click("Deleted Mail");
    stage.sees_not("Showing 2 of 4");
    stage.click("Inbox");
    assert_eq!(subjects(&stage).len(), 4, "another folder begins with all of its messages");
}

#[test]
fn new_mail_that_matches_comes_into_a_narrowed_list() {
    let (office, mut stage) = with_letters(&["Lunch", "Party"]);
    stage.ctrl("e");
    stage.type_text("lunch");
    stage.sees("Showing 1 of 2");
    office.write([letter("Lunch tomorrow", "?"), letter("Invoice", "!")]);
    stage.tap(Named::F9);
    stage.sees("Showing 2 of 4");
    assert_eq!(subjects(&stage), ["Lunch tomorrow", "Lunch"]);
}

fn with_finder() -> (Office, Stage) {
    let office = Office::new();
    office.write(["Lunch", "Invoice", "Lunch again"].map(|s| letter(s, "About it.")));
    let mut anna = office.sign_in("ANNA");
    let _ = anna.save_finder("Lunches", &Query::parse("subject:lunch")).unwrap();
    (office, Stage::open(anna))
}

#[test]
fn a_finder_is_a_live_folder_in_the_tree() {
    let (office, mut stage) = with_finder();
    stage.sees("Message Finders");
    stage.click("Lunches");
    assert_eq!(subjects(&stage), ["Lunch again", "Lunch"]);
    stage.sees("2 messages found");
    assert_eq!(stage.center.title(), "Lunches – Anna Berg");
    office.write([letter("Late lunch", "")]);
    stage.tap(Named::F9);
    assert_eq!(subjects(&stage), ["Late lunch", "Lunch again", "Lunch"]);
    // It reads on within what was found.
    stage.click("Lunch again");
    stage.tap(Named::Enter);
    let Some(Action::Read { folder, .. }) = stage.told.last() else { panic!("{:?}", stage.told) };
    assert!(folder.is_results());
    // What it finds in Deleted Mail is deleted for good only after a question.
    stage.tap(Named::Delete);
    stage.sees("3 messages found");
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 1);
    stage.click("Lunch again");
    stage.tap(Named::Delete);
    assert!(stage.center.dialog.is_some());
    stage.tap(Named::Escape);
    stage.ctrl("e");
    stage.type_text("late");
    assert_eq!(subjects(&stage), ["Late lunch"]);
    stage.sees("Showing 1 of those found");
}

#[test]
fn finders_are_renamed_and_deleted_in_the_tree() {
    let (_office, mut stage) = with_finder();
    stage.click("Lunches");
    stage.tap(Named::F2);
    stage.type_text("Meals");
    stage.tap(Named::Enter);
    stage.sees("Meals");
    stage.sees_not("Lunches");
    assert_eq!(subjects(&stage).len(), 2);
    stage.tap(Named::Delete);
    stage.sees("Delete the finder “Meals”?");
    stage.alt("d");
    stage.sees_not("Meals");
    stage.sees_not("Message Finders");
    assert_eq!(stage.center.title(), "Inbox – Anna Berg");
    assert_eq!(subjects(&stage).len(), 3);
    stage.alt("e");
    stage.sees("Undo Delete of “Meals”");
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.ctrl("z");
    stage.sees("Meals");
    stage.ctrl("z");
    stage.sees("Lunches");
    stage.ctrl("y");
    stage.sees("Meals");
    stage.click("Meals");
    assert_eq!(subjects(&stage).len(), 2);
}

#[test]
fn keys_alone_reach_a_finder() {
    let (_office, mut stage) = with_finder();
    stage.click("Inbox");
    stage.tap(Named::End);
    assert_eq!(stage.center.title(), "Lunches – Anna Berg");
    stage.tap(Named::ArrowUp);
    assert_ne!(stage.center.title(), "Lunches – Anna Berg");
    stage.press(Key::Character("l".into()), Modifiers::empty());
    assert_eq!(stage.center.title(), "Lunches – Anna Berg");
}

#[test]
#[ignore = "pictures to look at"]
fn pictures_of_finding() {
    let (_office, mut stage) = with_finder();
    stage.picture("filter-off", Look::Classic, 1.0);
    stage.ctrl("e");
    stage.type_text("lun");
    for look in Look::ALL {
        stage.picture("filter", look, 1.0);
    }
    stage.type_text("chx");
    stage.picture("filter-nothing", Look::Classic, 1.0);
    stage.tap(Named::Escape);
    stage.click("Lunches");
    stage.picture("finder", Look::Light, 1.0);
}

#[test]
fn a_day_that_is_none_is_said_to_be_none() {
    let (_office, mut stage) = with_letters(&["Lunch"]);
    stage.ctrl("e");
    stage.type_text("before:xyz");
    let told = words::with("screens-find-misread", &[("word", &"before:xyz")]);
    assert!(told.contains("2026-01-31"), "{told}");
    stage.sees(&told);
    stage.picture("filter-misread", Look::Classic, 2.0);
}
