//! Another name for a folder, typed in its row of the tree.

use iced::keyboard::key::Named;

use super::super::Command;
use super::super::view::{NAMING, TREE};
use super::folders::with_folders;
use super::stage::Stage;
use crate::ui::theme::Look;

fn names(stage: &Stage) -> Vec<String> {
    let private = stage.center.folders.all().iter().filter(|folder| !folder.kind.is_system());
    private.map(|folder| folder.name.clone()).collect()
}

fn is_named(stage: &mut Stage) -> bool {
    stage.focused() == Some(NAMING.into())
}

#[test]
fn f2_takes_a_name_in_the_row_and_enter_keeps_it() {
    let (_office, mut stage) = with_folders();
    stage.click("Work");
    stage.tap(Named::F2);
    assert!(is_named(&mut stage));
    assert!(stage.center.dialog.is_none());
    // All of it is selected, so what is typed takes its place; the caret can be put elsewhere.
    stage.tap(Named::End);
    stage.type_text("shop");
    stage.tap(Named::Enter);
    stage.sees("Workshop");
    stage.sees("This folder is empty.");
    assert_eq!(stage.focused(), Some(TREE.into()));
    stage.tap(Named::F2);
    stage.type_text("Atelier");
    stage.tap(Named::Enter);
    assert_eq!(names(&stage), ["Atelier", "1995", "Zoo"]);
    stage.click("Edit");
    stage.click("Undo Rename of “Workshop”");
    stage.sees("Workshop");
    stage.ctrl("z");
    assert_eq!(names(&stage), ["Work", "1995", "Zoo"]);
}

#[test]
fn escape_takes_the_name_back_and_what_is_left_is_kept() {
    let (_office, mut stage) = with_folders();
    stage.click("Zoo");
    stage.tap(Named::F2);
    stage.type_text("Menagerie");
    stage.tap(Named::Escape);
    stage.sees("Zoo");
    assert_eq!(stage.focused(), Some(TREE.into()));
    stage.hear_order(Command::RenameFolder);
    stage.type_text("Menagerie");
    stage.tap(Named::Tab);
    stage.sees("Menagerie");
    assert!(stage.focused() != Some(TREE.into()), "the focus went on");
    stage.click("Menagerie");
    stage.right_click("Menagerie");
    stage.click("Rename Folder");
    assert!(is_named(&mut stage));
    stage.type_text("Animals");
    stage.click("Inbox");
    stage.sees("Animals");
    assert_eq!(stage.center.title(), "Inbox – Anna Berg", "and the click was heard");
    assert_eq!(stage.focused(), Some(TREE.into()));
}

#[test]
fn a_name_that_is_taken_or_cannot_be_is_told_below_the_field() {
    let (_office, mut stage) = with_folders();
    stage.click("Zoo");
    stage.tap(Named::F2);
    stage.type_text("Work");
    stage.tap(Named::Enter);
    assert!(is_named(&mut stage), "the field stays");
    let told =
        "This name has already been assigned to a folder. Type a unique name. Choose another name.";
    stage.sees(told);
    for look in Look::ALL {
        stage.picture("naming", look, 2.0);
    }
    stage.type_text("s");
    stage.sees_not(told);
    stage.tap(Named::Backspace);
    stage.tap(Named::Enter);
    assert!(is_named(&mut stage), "nothing is no name");
    assert!(stage.center.naming().is_some_and(|(_, _, why)| !why.is_empty()));
    stage.type_text("Work");
    // Who goes away is told once, and then let go.
    stage.tap(Named::Tab);
    stage.sees(told);
    assert!(is_named(&mut stage));
    stage.tap(Named::Tab);
    assert!(stage.center.naming().is_none());
    assert_eq!(stage.focused(), Some(super::super::view::FILTER.into()));
    assert_eq!(names(&stage), ["Work", "1995", "Zoo"]);
    assert!(stage.center.dialog.is_none());
}

#[test]
fn keys_are_the_fields_while_it_has_the_focus() {
    let (_office, mut stage) = with_folders();
    stage.click("Zoo");
    stage.tap(Named::F2);
    stage.tap(Named::Delete);
    assert!(stage.center.dialog.is_none(), "a letter went and no folder");
    let before = stage.heard.len();
    for key in [Named::F9, Named::F5, Named::F2, Named::ArrowDown] {
        stage.tap(key);
    }
    for letter in ["n", "m", "d", "f", "p"] {
        stage.ctrl(letter);
    }
    assert_eq!(stage.heard.len(), before, "{:?}", &stage.heard[before..]);
    assert!(is_named(&mut stage));
    stage.type_text("Ark");
    stage.tap(Named::Enter);
    stage.sees("Ark");
    // A folder of the program has its name for good.
    stage.click("Inbox");
    stage.tap(Named::F2);
    assert_eq!(stage.focused(), Some(TREE.into()));
}
