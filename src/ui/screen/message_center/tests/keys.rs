//! What the keyboard and the menus say: where the focus is, and what a chosen line does.

use iced::Size;
use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use super::super::Command;
use super::mail::with_letters;
use super::stage::{Office, Stage, letter};
use crate::mail::NewAttachment;
use crate::ui::widget::testing::walk::walk;

const SIZE: Size = Size::new(1000.0, 680.0);

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
    // So do the lines that the right mouse button shows.
    stage.right_click("Lunch");
    stage.sees("Opens the message in a window of its own");
    stage.tap(Named::ArrowDown);
    stage.sees_not("Opens the message in a window of its own");
    stage.tap(Named::Escape);
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
        Command::ImportFile,
        Command::BringIn,
        Command::TakeOut,
        Command::About,
    ] {
        stage.hear_order(command);
        assert!(stage.center.dialog.is_some(), "{command:?} asks something");
        walk(&format!("{command:?}"), SIZE, || stage.center.view());
        stage.tap(Named::Escape);
        assert!(stage.center.dialog.is_none(), "Escape leaves {command:?}");
    }
}

#[test]
fn tab_leads_through_every_page_and_what_dialogs_ask() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    stage.hear_order(Command::Options);
    let pages = crate::ui::dialog::options::titles();
    assert!(pages.len() > 5, "{pages:?}");
    for page in pages {
        stage.sees(&page);
        walk(&page, SIZE, || stage.center.view());
        stage.press(Key::Named(Named::PageDown), Modifiers::COMMAND);
    }
    stage.tap(Named::Escape);
    stage.hear_order(Command::Rules);
    stage.click("New…");
    walk("a rule", SIZE, || stage.center.view());
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.hear_order(Command::BringIn);
    stage.type_text(&format!("{}/tests/legacy/samples/small.mmf", env!("CARGO_MANIFEST_DIR")));
    stage.tap(Named::Enter);
    stage.click("The file is mine, and its password is lost");
    walk("what a file asks", SIZE, || stage.center.view());
    stage.click("Look");
    walk("what is in a file", SIZE, || stage.center.view());
    stage.tap(Named::Enter);
    walk("what was brought in", SIZE, || stage.center.view());
}

#[test]
fn tab_leads_through_a_message_with_attachments() {
    let office = Office::new();
    let attached = |name: &str| NewAttachment { name: name.into(), bytes: b"text".to_vec() };
    let mut letter = letter("Lunch", "Two files.");
    letter.attachments = vec![attached("menu.txt"), attached("map.txt")];
    office.write([letter]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.tap(Named::ArrowDown);
    stage.sees("menu.txt");
    walk("with attachments", SIZE, || stage.center.view());
}
