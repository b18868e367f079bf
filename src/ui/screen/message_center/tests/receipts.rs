//! Receipts in the reading pane: asked for, refused, sent by themselves, and those that came.

use iced::keyboard::key::Named;

use super::super::Command;
use super::stage::{Office, Stage, letter};
use crate::mail::{Draft, FolderKind, MessageId, Order};
use crate::session::Session;
use crate::settings::{Receipts, Receiving, Settings};
use crate::ui::theme::Look;

const ASKED: &str = "Bruno Carl asks to be told that you have read this message.";

fn wanted() -> Draft {
    Draft { receipt: true, ..letter("Contract", "Please sign.") }
}

fn newest(session: &mut Session, kind: FolderKind) -> MessageId {
    let folder = session.standard(kind).unwrap();
    session.rows(folder, Order::newest_first(), 0, 1).unwrap()[0].id
}

/// Anna reads with such a setting; returns the office and what she sees.
fn reads(receipts: Receipts) -> (Office, Stage) {
    let office = Office::new();
    office.write([wanted()]);
    let receiving = Receiving { receipts, ..Receiving::default() };
    let settings = Settings { receiving, ..Settings::default() };
    let mut stage = Stage::with(office.sign_in("ANNA"), &settings);
    stage.tap(Named::ArrowDown);
    (office, stage)
}

fn bruno_got(office: &Office) -> usize {
    let mut bruno = office.sign_in("BRUNO");
    let came = bruno.fetch().unwrap().fetched;
    bruno.sign_out().unwrap();
    usize::try_from(came).unwrap()
}

#[test]
fn asked_and_sent_once() {
    let (office, mut stage) = reads(Receipts::Ask);
    stage.sees(ASKED);
    for look in Look::ALL {
        stage.picture("receipt-asked", look, 2.0);
    }
    assert_eq!(bruno_got(&office), 0, "nothing goes unasked");
    stage.click("Send");
    stage.sees("A receipt was sent.");
    stage.sees_not(ASKED);
    assert_eq!(bruno_got(&office), 1);
}

#[test]
fn refused_and_not_asked_again() {
    let (office, mut stage) = reads(Receipts::Ask);
    stage.click("Don't Send");
    stage.sees_not(ASKED);
    stage.center.pane.expire();
    let again = stage.center.show_selected();
    stage.run(again);
    assert_eq!(stage.center.pane.shown().unwrap().receipt, None);
    stage.sees_not(ASKED);
    assert_eq!(bruno_got(&office), 0);
}

#[test]
fn always_and_never() {
    for (receipts, sent) in [(Receipts::Always, 1), (Receipts::Never, 0)] {
        let (office, mut stage) = reads(receipts);
        stage.sees_not(ASKED);
        assert_eq!(bruno_got(&office), sent, "{receipts:?}");
    }
}

#[test]
fn the_card_that_came_and_who_read_it() {
    let office = Office::new();
    office.write([wanted()]);
    let mut anna = office.sign_in("ANNA");
    let _ = anna.fetch().unwrap();
    let id = newest(&mut anna, FolderKind::Inbox);
    assert!(anna.send_receipt(id).unwrap());
    anna.sign_out().unwrap();
    let mut stage = Stage::open(office.sign_in("BRUNO"));
    stage.tap(Named::ArrowDown);
    for text in ["Receipt", "To whom:", "Anna Berg <NORTH/MAIN/ANNA>", "Contract"] {
        stage.sees(text);
    }
    for command in [Command::Reply, Command::ReplyAll, Command::Forward] {
        assert!(!stage.center.can(command), "{command:?}");
    }
    for look in Look::ALL {
        stage.picture("receipt-card", look, 2.0);
    }
    stage.click("Sent Mail");
    stage.click("Contract");
    let by = stage.center.pane.shown().unwrap().readers.clone();
    assert_eq!(by.len(), 1);
    stage.picture("receipt-read-by", Look::Classic, 2.0);
    assert!(stage.center.can(Command::Reply));
}
