//! Rules and Out of Office, written by hand.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use super::super::Command;
use super::mail::{count, with_letters};
use super::stage::{Stage, letter};
use crate::mail::{FolderKind, Rule, Then, When};
use crate::ui::theme::Look;

fn menu(stage: &mut Stage, letter: &str) {
    stage.alt("m");
    stage.type_text(letter);
}

fn rules(stage: &mut Stage) -> Vec<Rule> {
    let (answer, found) = std::sync::mpsc::channel();
    let task = stage.center.desk.clone().ask(move |session| {
        answer.send(session.rules().unwrap()).unwrap();
        super::super::Message::MenuClosed
    });
    stage.run(task);
    found.recv().unwrap()
}

#[test]
fn rules_are_written_ordered_tried_and_run() {
    let (office, mut stage) = with_letters(&["Invoice 7", "Lunch"]);
    stage.tap(Named::End);
    menu(&mut stage, "u");
    stage.sees("There are no rules yet.");
    for look in Look::ALL {
        stage.picture("rules-none", look, 2.0);
    }
    stage.click("New…");
    stage.press(Key::Named(Named::Enter), Modifiers::empty());
    stage.sees("Say what is to be done with the letter.");
    stage.alt("s");
    stage.type_text("invoice");
    stage.alt("l");
    stage.type_text("much");
    stage.click("delete it");
    stage.tap(Named::Enter);
    stage.sees("Type a whole number of kilobytes, or nothing.");
    stage.alt("l");
    stage.ctrl("a");
    stage.tap(Named::Backspace);
    for look in Look::ALL {
        stage.picture("rule", look, 2.0);
    }
    stage.tap(Named::Enter);
    stage.sees("invoice");
    stage.sees("moves it to Deleted Mail");
    stage.sees("subject has “invoice”");
    stage.picture("rules", Look::Classic, 2.0);
    assert!(rules(&mut stage).is_empty(), "nothing is kept before OK");
    stage.alt("t");
    stage.sees("invoice: moves it to Deleted Mail");
    stage.tap(Named::Escape);
    stage.alt("r");
    assert_eq!(rules(&mut stage).len(), 1);
    stage.sees("The rules moved 1 message.");
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 1);
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 0);
    // What comes is judged, too.
    office.write([letter("Another invoice", "x")]);
    stage.tap(Named::F9);
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 1);
    menu(&mut stage, "u");
    stage.alt("l");
    stage.sees("What rules did");
    stage.sees("Bruno Carl: Another invoice");
    stage.picture("rules-log", Look::Dark, 2.0);
    stage.alt("c");
    stage.sees("Rules did nothing yet.");
    stage.tap(Named::Escape);
    stage.alt("d");
    stage.tap(Named::Escape);
    assert_eq!(rules(&mut stage).len(), 1, "Cancel keeps what was");
}

#[test]
fn rules_are_put_in_order_and_forward() {
    let (office, mut stage) = with_letters(&["Invoice 7"]);
    office.add("CLARA", "Clara Eck", false);
    menu(&mut stage, "u");
    for (name, forward) in [("First", "CLARA"), ("Second", "")] {
        stage.click("New…");
        stage.alt("n");
        stage.type_text(name);
        stage.alt("s");
        stage.type_text("invoice");
        if forward.is_empty() {
            stage.alt("d");
        } else {
            stage.alt("w");
            stage.type_text(forward);
        }
        stage.tap(Named::Enter);
    }
    stage.sees("forwards it to Clara Eck <NORTH/MAIN/CLARA>");
    // The new one is chosen; it goes up, and the other down again below it.
    stage.alt("u");
    stage.alt("w");
    stage.click("Move Up");
    stage.tap(Named::Enter);
    let names: Vec<String> = rules(&mut stage).into_iter().map(|rule| rule.name).collect();
    assert_eq!(names, ["Second", "First"]);
    menu(&mut stage, "u");
    stage.click("First");
    stage.click("Move Up");
    stage.tap(Named::Enter);
    let names: Vec<String> = rules(&mut stage).into_iter().map(|rule| rule.name).collect();
    assert_eq!(names, ["First", "Second"]);
    office.write([letter("Invoice 8", "To be paid.")]);
    stage.tap(Named::F9);
    let mut clara = office.sign_in("CLARA");
    let _ = clara.fetch().unwrap();
    let inbox = clara.standard(FolderKind::Inbox).unwrap();
    assert_eq!(clara.total(inbox).unwrap(), 1, "the rule forwarded it");
}

#[test]
fn a_rule_tells_the_person() {
    let (office, mut stage) = with_letters(&[]);
    let when = When { subject: "Fire".into(), ..When::default() };
    let then = Then { notify: true, ..Then::default() };
    let rule = Rule { name: "f".into(), on: true, when, then };
    let task = stage.center.desk.clone().ask(move |session| {
        session.set_rules(&[rule]).unwrap();
        super::super::Message::MenuClosed
    });
    stage.run(task);
    office.write([letter("Fire!", "Run."), letter("Lunch", "x")]);
    stage.tap(Named::F9);
    stage.sees("Bruno Carl: Fire!");
    stage.picture("rule-tells", Look::Light, 2.0);
    stage.click("OK");
    stage.sees_not("Bruno Carl: Fire!");
}

#[test]
fn new_mail_is_told_outside_the_window_once() {
    let (office, mut stage) = with_letters(&["Lunch"]);
    assert_eq!(stage.center.take_news().map(|news| news.count), Some(1));
    assert_eq!(stage.center.take_news(), None);
    stage.tap(Named::F9);
    assert_eq!(stage.center.take_news(), None, "nothing came");
    let quiet = Rule {
        name: "quiet".to_owned(),
        on: true,
        when: When { subject: "newsletter".to_owned(), ..When::default() },
        then: Then { read: true, ..Then::default() },
    };
    let kept = stage.center.desk.ask(move |session| session.set_rules(&[quiet]).unwrap());
    stage.run(kept.discard());
    office.write([letter("Newsletter", "x")]);
    stage.tap(Named::F9);
    assert_eq!(stage.center.take_news(), None, "a rule has read it");
    office.write([letter("Again", "x"), letter("Newsletter", "x"), letter("Once more", "x")]);
    stage.tap(Named::F9);
    let news = stage.center.take_news().unwrap();
    let last = news.last.unwrap();
    assert_eq!(
        (news.count, last.from.as_str(), last.subject.as_str()),
        (2, "Bruno Carl", "Once more")
    );
}

#[test]
fn out_of_office_is_in_sight_while_it_is_on() {
    let (_office, mut stage) = with_letters(&[]);
    stage.sees_not("Out of office");
    menu(&mut stage, "i");
    stage.click("I am out of the office");
    stage.tap(Named::Enter);
    stage.sees("Write what senders are answered.");
    stage.alt("f");
    stage.type_text("tomorrow");
    stage.tap(Named::Enter);
    stage.sees("That is no day. Write it as year-month-day, or leave it empty.");
    stage.ctrl("a");
    stage.type_text("2026-01-05");
    stage.alt("u");
    stage.type_text("2026-01-04");
    stage.tap(Named::Enter);
    stage.sees("The last day is before the first.");
    stage.ctrl("a");
    stage.type_text("2999-12-31");
    stage.alt("a");
    stage.type_text("I am in Rome.");
    for look in Look::ALL {
        stage.picture("out-of-office", look, 2.0);
    }
    stage.click("OK");
    stage.sees("Out of office until 31 Dec 2999");
    stage.picture("out-of-office-status", Look::Classic, 2.0);
    menu(&mut stage, "i");
    stage.click("I am out of the office");
    stage.click("OK");
    stage.sees_not("Out of office until 31 Dec 2999");
    assert!(stage.center.can(Command::OutOfOffice));
}
