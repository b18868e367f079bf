//! What the keyboard and the menus say: where the focus is, and what a chosen line does.

use iced::Size;
use iced::keyboard::key::Named;

use super::super::Command;
use super::mail::with_letters;
use super::stage::{Office, Stage};
use crate::ui::widget::menu::check;
use crate::ui::widget::testing::walk::walk;

const SIZE: Size = Size::new(1000.0, 680.0);

#[test]
fn every_line_of_the_menus_says_what_it_does() {
    let office = Office::new();
    for who in ["ANNA", "BRUNO"] {
        let stage = Stage::open(office.sign_in(who));
        assert_eq!(check::silent(stage.center.view()), [""; 0]);
    }
}

#[test]
fn the_status_bar_says_what_the_chosen_line_does() {
    let (_office, mut stage) = with_letters(&["Lunch"]);
    stage.sees("Connected");
    stage.alt("f");
    stage.sees("Opens the message in a window of its own");
    stage.sees_not("Connected");
    stage.tap(Named::ArrowDown);
    stage.sees("Moves the selected messages to another folder");
    // A line that cannot be used now says what it would do.
    stage.tap(Named::ArrowRight);
    stage.sees("Takes back what was done last");
    stage.tap(Named::Escape);
    stage.sees_not("Takes back what was done last");
    stage.sees("Connected");
    stage.tap(Named::Escape);
    stage.click("View");
    stage.sees("Connected");
    let flags = stage.find("Columns").unwrap().center();
    stage.point(flags);
    stage.sees("Chooses the columns of the list");
    stage.click("Open Inbox");
    stage.sees("Connected");
}

#[test]
fn tab_leads_through_the_window_and_can_be_seen() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    walk("with nothing open", SIZE, || stage.center.view());
    stage.tap(Named::ArrowDown);
    walk("with a message", SIZE, || stage.center.view());
    stage.click("Deleted Mail");
    walk("an empty folder", SIZE, || stage.center.view());
}

#[test]
fn tab_leads_through_the_dialogs_and_escape_out_of_them() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    stage.tap(Named::ArrowDown);
    for command in [
        Command::Move,
        Command::CopyTo,
        Command::SaveAs,
        Command::Print,
        Command::NewFolder,
        Command::Archive,
        Command::FolderProperties,
        Command::FromTemplate,
        Command::Rules,
        Command::OutOfOffice,
        Command::ChangePassword,
        Command::Options,
        Command::About,
    ] {
        stage.hear_order(command);
        assert!(stage.center.dialog.is_some(), "{command:?} asks something");
        walk(&format!("{command:?}"), SIZE, || stage.center.view());
        stage.tap(Named::Escape);
        assert!(stage.center.dialog.is_none(), "Escape leaves {command:?}");
    }
}
