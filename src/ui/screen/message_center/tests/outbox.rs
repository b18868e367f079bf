//! What was sent a moment ago, and what waits in the Outbox.

#![expect(clippy::disallowed_methods, reason = "a postoffice goes out of reach")]

use std::time::Duration;

use iced::keyboard::key::Named;

use super::super::{Action, Command, Message};
use super::mail::{count, with_letters};
use super::stage::{Stage, letter};
use crate::mail::{Draft, FolderKind};
use crate::session::Hold;
use crate::ui::screen::send_note::Writing;
use crate::ui::task::Desk;
use crate::ui::theme::Look;

/// Sends a message as the window for writing does.
fn send(stage: &mut Stage, draft: Draft, hold: Duration) -> Hold {
    let desk: Desk = stage.center.desk.clone();
    let (answer, sent) = std::sync::mpsc::channel();
    let subject = draft.subject.clone();
    let task = desk.ask(move |session| {
        answer.send(session.hold_draft(None, &draft, None, hold).unwrap()).unwrap();
        Message::MenuClosed
    });
    stage.run(task);
    let hold = sent.recv().unwrap().held.unwrap();
    stage.center.held(hold, subject);
    let again = stage.center.refresh();
    stage.run(again);
    hold
}

const LONG: Duration = Duration::from_secs(100);

#[test]
fn undo_takes_back_what_was_done_last() {
    let (_office, mut stage) = with_letters(&["Lunch"]);
    let held = send(&mut stage, letter("To myself", "x"), LONG);
    stage.sees("Message sent: To myself");
    stage.tap(Named::ArrowDown);
    stage.tap(Named::Delete);
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 1, "the deletion came after the sending");
    stage.ctrl("z");
    let written = stage.told.iter().any(
        |told| matches!(told, Action::Rewrite(Writing::TakenBack(taken), _) if taken.id == held.id),
    );
    assert!(written, "{:?}", stage.told);
    stage.sees_not("Message sent: To myself");
}

#[test]
fn when_the_time_is_over_it_goes() {
    let (_office, mut stage) = with_letters(&[]);
    let _ = send(&mut stage, letter("Soon", "x"), Duration::from_millis(20));
    assert_eq!(count(&stage, FolderKind::Outbox).0, 1);
    std::thread::sleep(Duration::from_millis(30));
    let tick = stage.center.update(Message::Ticked(std::time::Instant::now()));
    let Action::Run(task) = tick else { panic!("nothing happens") };
    stage.run(task);
    assert_eq!(count(&stage, FolderKind::Outbox).0, 0);
    assert_eq!(count(&stage, FolderKind::SentMail).0, 1);
    stage.sees_not("Message sent: Soon");
}

#[test]
fn who_leaves_hears_that_something_cannot_be_sent() {
    let (office, mut stage) = with_letters(&[]);
    let _ = send(&mut stage, letter("Last words", "x"), LONG);
    // The list of accounts is out of reach for a while.
    let bags = office.dir.path().join("PO/GLB");
    std::fs::rename(&bags, office.dir.path().join("PO/away")).unwrap();
    let leaving = stage.center.send_held(true).expect("something is held");
    stage.run(leaving);
    stage.sees("Message not sent");
    stage.tap(Named::Escape);
    assert!(stage.told.is_empty(), "{:?}", stage.told);
    stage.click("Outbox");
    stage.click("Last words");
    for look in Look::ALL {
        stage.picture("outbox-waits", look, 2.0);
    }
    std::fs::rename(office.dir.path().join("PO/away"), &bags).unwrap();
    assert!(stage.center.can(Command::EditAgain), "nothing of it is posted");
    stage.click("Send Now");
    assert_eq!(count(&stage, FolderKind::Outbox).0, 0);
    assert!(stage.center.send_held(true).is_none());
}

#[test]
fn pictures_of_what_can_be_taken_back() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    let _ = send(&mut stage, letter("Minutes of the meeting", "x"), LONG);
    stage.tap(Named::ArrowDown);
    for look in Look::ALL {
        stage.picture("undo-send", look, 2.0);
    }
    stage.click("Outbox");
    stage.click("Minutes of the meeting");
    stage.picture("outbox-held", Look::Classic, 2.0);
}
