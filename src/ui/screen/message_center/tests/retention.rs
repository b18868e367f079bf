//! Deleted Mail is emptied, old mail goes into the archive.

use iced::keyboard::key::Named;

use super::super::Command;
use super::mail::{count, with_letters};
use super::stage::Stage;
use crate::mail::FolderKind;
use crate::settings::{Emptied, Receiving, Settings};
use crate::ui::theme::Look;

fn throw_all_away(stage: &mut Stage) {
    stage.ctrl("a");
    stage.tap(Named::Delete);
}

#[test]
fn emptying_asks_and_says_how_many() {
    let (_office, mut stage) = with_letters(&["One", "Two", "Three"]);
    assert!(!stage.center.can(Command::EmptyDeleted), "nothing is there");
    throw_all_away(&mut stage);
    stage.alt("f");
    stage.type_text("y");
    stage.sees("Remove all 3 messages in Deleted Mail for good?");
    stage.picture("empty-deleted", Look::Classic, 2.0);
    stage.tap(Named::Escape);
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 3);
    stage.alt("f");
    stage.type_text("y");
    stage.click("Remove");
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 0);
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 0, "what is gone cannot be put back");
}

#[test]
fn what_lay_there_for_days_goes_at_the_next_start() {
    let (office, mut stage) = with_letters(&["Old", "New"]);
    throw_all_away(&mut stage);
    drop(stage);
    let receiving = Receiving { emptied: Emptied::Days, days: 1, ..Receiving::default() };
    let settings = Settings { receiving, ..Settings::default() };
    // The desk of the stage before signs out by itself, in a moment.
    std::thread::sleep(std::time::Duration::from_millis(300));
    let stage = Stage::with(office.sign_in("ANNA"), &settings);
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 2, "a day has not gone by");
}

#[test]
fn old_mail_goes_into_the_archive_and_comes_back() {
    let (_office, mut stage) = with_letters(&["One", "Two"]);
    stage.alt("f");
    stage.type_text("v");
    stage.sees("in the folder Inbox");
    for look in Look::ALL {
        stage.picture("archive", look, 2.0);
    }
    stage.tap(Named::Enter);
    stage.sees("Nothing is so old.");
    let later = crate::mail::Moment(crate::mail::Moment::now().0 + 60_000);
    let task = stage.center.archive(None, later);
    stage.run(task);
    assert_eq!(count(&stage, FolderKind::Inbox).0, 0);
    stage.sees("2 messages are in the archive now.");
    stage.sees("Archive");
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 2);
    // The folders that were made for them are steps of their own.
    stage.ctrl("z");
    stage.sees("Archive");
    stage.ctrl("z");
    stage.sees_not("Archive");
    for _ in 0..3 {
        stage.ctrl("y");
    }
    stage.sees("Archive");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 0);
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 2);
}
