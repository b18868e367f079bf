//! Keeping order in the list: columns, keys, flags, conversations, selections.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use super::super::Command;
use super::super::bulk::Chosen;
use super::super::command::{ColumnKind, FlagWish};
use super::mail::with_letters;
use super::stage::{Office, Stage, letter};
use crate::mail::{Draft, Flag, FolderKind, Moment, Priority, SortKey};
use crate::session::Act;
use crate::ui::theme::Look;

fn subjects(stage: &Stage) -> Vec<String> {
    stage.center.rows.known().map(|(_, row)| row.subject.clone()).collect()
}

fn order(stage: &mut Stage, command: Command) {
    stage.hear_order(command);
}

#[test]
fn columns_are_chosen_and_kept_with_their_folder() {
    let (office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    stage.sees("Size");
    stage.right_click("Size");
    stage.click("Hide “Size”");
    stage.sees_not("Size");
    stage.alt("v");
    stage.press(Key::Character("u".into()), Modifiers::empty());
    stage.click("Arrived");
    stage.sees("Arrived");
    stage.right_click("Subject");
    stage.click("Move to the Left");
    stage.click("Sent Mail");
    stage.sees("Size");
    stage.sees_not("Arrived");
    stage.click("Inbox");
    stage.sees("Arrived");
    stage.sees_not("Size");
    // It goes with the message file.
    let stage = {
        drop(stage);
        Stage::open(office.sign_in_when_free("ANNA"))
    };
    let kinds: Vec<ColumnKind> = stage.center.view.columns.iter().map(|c| c.kind).collect();
    use ColumnKind as C;
    let expected =
        [C::State, C::Priority, C::Clip, C::Flag, C::Subject, C::Person, C::Date, C::Arrived];
    assert_eq!(kinds, expected);
}

#[test]
fn who_got_a_copy_is_read_for_the_rows_in_sight_when_its_column_is_there() {
    let office = Office::new();
    office.add("CARLA", "Carla Dorn", false);
    let copied = Draft { cc: vec!["CARLA".into()], ..letter("Copied", "") };
    office.write([letter("Alone", ""), copied]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    let cc = |stage: &Stage| -> Vec<Option<String>> {
        stage.center.rows.known().map(|(_, row)| row.cc.clone()).collect()
    };
    assert_eq!(cc(&stage), [None, None]);
    stage.right_click("Size");
    stage.click("Columns");
    stage.click("Cc");
    stage.sees("Carla Dorn");
    for look in [Look::Classic, Look::Dark] {
        stage.picture("cc", look, 1.0);
    }
    assert_eq!(cc(&stage)[1].as_deref(), Some(""));
    // Nothing is sorted by it: a click on its name says nothing.
    let before = stage.center.view.order;
    stage.click("Cc");
    assert_eq!(stage.center.view.order, before);
    stage.right_click("Cc");
    stage.sees_not("Sort by “Cc”");
    stage.tap(Named::Escape);
    // In the other folders it is not there, and here it is again, with what came meanwhile.
    stage.click("Sent Mail");
    stage.sees_not("Cc");
    office.write([Draft { cc: vec!["CARLA".into()], ..letter("Late", "") }]);
    stage.click("Inbox");
    stage.tap(Named::F9);
    assert_eq!(subjects(&stage), ["Late", "Copied", "Alone"]);
    assert!(cc(&stage)[0].as_deref().is_some_and(|cc| cc.starts_with("Carla Dorn")));
}

#[test]
fn a_second_key_parts_what_is_equal() {
    let office = Office::new();
    office.write([
        Draft { priority: Priority::High, ..letter("B", "") },
        letter("C", ""),
        Draft { priority: Priority::High, ..letter("A", "") },
    ]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    order(&mut stage, Command::SortBy(SortKey::Priority));
    assert_eq!(subjects(&stage), ["A", "B", "C"], "the newest first among equals");
    stage.hold(Modifiers::SHIFT);
    stage.click("Subject");
    stage.hold(Modifiers::empty());
    assert_eq!(stage.center.view.order.key, SortKey::Priority);
    stage.hold(Modifiers::SHIFT);
    stage.click("Subject");
    stage.hold(Modifiers::empty());
    assert_eq!(subjects(&stage), ["B", "A", "C"]);
    stage.click("Sent Mail");
    stage.click("Inbox");
    assert_eq!(subjects(&stage), ["B", "A", "C"], "the folder keeps its order");
    stage.click("Subject");
    assert_eq!(subjects(&stage), ["A", "B", "C"]);
}

#[test]
fn flags_are_raised_seen_sorted_by_and_undone() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    let flag = |stage: &Stage, row: usize| stage.center.rows.get(row).unwrap().flag;
    stage.tap(Named::ArrowDown);
    stage.tap(Named::Insert);
    assert_eq!(flag(&stage, 0), Flag::Raised { due: None });
    stage.sees("3 messages, 2 unread, 1 flagged");
    stage.press(Key::Character("G".into()), Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(flag(&stage, 0), Flag::Done);
    stage.ctrl("z");
    assert_eq!(flag(&stage, 0), Flag::Raised { due: None });
    stage.ctrl("y");
    assert_eq!(flag(&stage, 0), Flag::Done);
    stage.ctrl("a");
    stage.click("Edit");
    stage.click("Flag");
    stage.click("Due Tomorrow");
    assert!((0..3).all(|row| matches!(flag(&stage, row), Flag::Raised { due: Some(_) })));
    stage.click("Edit");
    stage.click("Undo Flag of 3 Messages");
    assert_eq!([0, 1, 2].map(|row| flag(&stage, row)), [Flag::Done, Flag::None, Flag::None]);
    // A click on the column is about its own row.
    let row = stage.find("Lunch").unwrap();
    let column: f32 = stage.center.view.columns[..3].iter().map(|c| c.width).sum();
    let list = stage.find("From").unwrap().x - column - 22.0 - 5.0;
    stage.point(iced::Point::new(list + column + 16.0, row.center_y()));
    stage.send(iced_test::simulator::click());
    assert_eq!(flag(&stage, 2), Flag::Raised { due: None });
    order(&mut stage, Command::SortBy(SortKey::Flag));
    assert_eq!(subjects(&stage), ["Lunch", "Party", "Invoice"], "raised, done, none");
    order(&mut stage, Command::Flag(FlagWish::Clear));
}

#[test]
fn columns_are_moved_by_their_heads() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    let button = |pressed: bool| {
        let left = iced::mouse::Button::Left;
        iced::Event::Mouse(if pressed {
            iced::mouse::Event::ButtonPressed(left)
        } else {
            iced::mouse::Event::ButtonReleased(left)
        })
    };
    let drag = |stage: &mut Stage, from: &str, to: &str| {
        let at = |stage: &mut Stage, text: &str| stage.find(text).unwrap().center();
        let (from, to) = (at(stage, from), at(stage, to));
        stage.point(from);
        stage.send([button(true)]);
        stage.point(to);
        stage.picture("column-dragged", Look::Classic, 2.0);
        stage.send([button(false)]);
    };
    let order_was = stage.center.view.order;
    drag(&mut stage, "Size", "From");
    let x = |stage: &mut Stage, text: &str| stage.find(text).unwrap().x;
    assert!(x(&mut stage, "Size") < x(&mut stage, "From"));
    assert!(x(&mut stage, "From") < x(&mut stage, "Subject"));
    drag(&mut stage, "Size", "Received");
    assert!(x(&mut stage, "Received") < x(&mut stage, "Size"));
    assert_eq!(stage.center.view.order, order_was, "nothing was sorted by it");
    stage.click("Subject");
    assert_ne!(stage.center.view.order, order_was, "a click still sorts");
    stage.click("Sent Mail");
    stage.click("Inbox");
    assert!(x(&mut stage, "Received") < x(&mut stage, "Size"), "it is kept");
}

#[test]
fn a_due_date_is_seen_in_the_pane_the_list_and_the_menu() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    stage.click("Invoice");
    order(&mut stage, Command::Flag(FlagWish::Tomorrow));
    stage.alt("e");
    stage.click("Flag");
    stage.picture("flag-menu", Look::Classic, 2.0);
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    let due = Moment::now().end_of_day(1);
    stage.sees(&format!("Follow up by {}", due.local("%A, %-d %B %Y")));
    order(&mut stage, Command::Column(ColumnKind::Due));
    stage.sees(&due.local("%a %d %b %Y"));
    let id = stage.center.rows.id(0).unwrap();
    let late = Flag::Raised { due: Some(Moment::now().end_of_day(-3)) };
    let flagged = stage.center.act_on(Chosen::Ids([id].into()), Act::Flag(late));
    stage.run(flagged);
    let since = Moment::now().end_of_day(-3).local("%A, %-d %B %Y");
    stage.sees(&format!("Overdue since {since}"));
    for look in [Look::Classic, Look::Light, Look::Dark] {
        stage.picture("overdue", look, 2.0);
    }
    stage.tap(Named::Insert);
    stage.sees("Followed up");
    stage.sees("Done");
    order(&mut stage, Command::Flag(FlagWish::Clear));
    stage.sees_not("Followed up");
}

/// Anna answers her own letters: a conversation of three, and one letter besides.
fn conversation() -> (Office, Stage) {
    let (office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    stage.click("Lunch");
    let lunch = stage.center.rows.id(1).unwrap();
    let answers = stage.center.desk.ask(move |session| {
        let mut answer = session.summary(lunch).unwrap().message_id;
        for text in ["RE: Lunch", "RE: Lunch again"] {
            let draft = Draft {
                to: vec!["ANNA".into()],
                subject: text.into(),
                references: vec![answer.clone()],
                ..Draft::default()
            };
            let _ = session.send(&draft).unwrap();
            let _ = session.spool().unwrap();
            let _ = session.fetch().unwrap();
            let inbox = session.standard(FolderKind::Inbox).unwrap();
            let newest = session.rows(inbox, crate::mail::Order::newest_first(), 0, 1).unwrap();
            answer.clone_from(&newest[0].message_id);
        }
    });
    stage.run(answers.discard());
    let look = stage.center.refresh();
    stage.run(look);
    (office, stage)
}

#[test]
fn conversations_are_gathered_opened_and_acted_on_as_one() {
    let (_office, mut stage) = conversation();
    assert_eq!(subjects(&stage), ["RE: Lunch again", "RE: Lunch", "Invoice", "Lunch"]);
    stage.click("Invoice");
    stage.alt("v");
    stage.press(Key::Character("c".into()), Modifiers::empty());
    assert_eq!(subjects(&stage), ["RE: Lunch again", "Invoice"]);
    stage.sees("RE: Lunch again (3)");
    assert_eq!(stage.center.selection.single(), Some(1), "the cursor stays with its message");
    stage.tap(Named::ArrowUp);
    stage.tap(Named::ArrowRight);
    assert_eq!(subjects(&stage), ["RE: Lunch again", "RE: Lunch", "Lunch", "Invoice"]);
    stage.tap(Named::ArrowRight);
    assert_eq!(stage.center.selection.single(), Some(1), "into it");
    stage.tap(Named::ArrowLeft);
    stage.tap(Named::ArrowLeft);
    assert_eq!(subjects(&stage), ["RE: Lunch again", "Invoice"]);
    stage.picture("conversations", Look::Light, 2.0);
    stage.tap(Named::Delete);
    assert_eq!(subjects(&stage), ["Invoice"], "all of it is deleted");
    stage.sees("3 messages moved to Deleted Mail.");
    stage.ctrl("z");
    assert_eq!(subjects(&stage), ["RE: Lunch again", "Invoice"]);
    // The sign opens it, too.
    let sign = stage.find("RE: Lunch again (3)").unwrap();
    stage.point(iced::Point::new(sign.x + 8.0, sign.center_y()));
    stage.send(iced_test::simulator::click());
    assert_eq!(subjects(&stage).len(), 4);
    for look in [Look::Classic, Look::Dark] {
        stage.picture("conversation-open", look, 2.0);
    }
    stage.click("Sent Mail");
    stage.click("Inbox");
    assert_eq!(subjects(&stage).len(), 4, "it is still gathered, and open");
    order(&mut stage, Command::Conversations);
    assert_eq!(subjects(&stage), ["RE: Lunch again", "RE: Lunch", "Invoice", "Lunch"]);
}

#[test]
fn rows_are_selected_as_hands_expect() {
    let (_office, mut stage) = with_letters(&["A", "B", "C", "D", "E"]);
    let chosen = |stage: &Stage| -> Vec<usize> {
        stage.center.selection.ranges().iter().cloned().flatten().collect()
    };
    let with = |stage: &mut Stage, key: Named, modifiers: Modifiers| {
        stage.press(Key::Named(key), modifiers);
    };
    stage.tap(Named::ArrowDown);
    with(&mut stage, Named::ArrowDown, Modifiers::COMMAND);
    with(&mut stage, Named::ArrowDown, Modifiers::COMMAND);
    assert_eq!(chosen(&stage), [0], "the cursor went alone");
    with(&mut stage, Named::Space, Modifiers::COMMAND);
    assert_eq!(chosen(&stage), [0, 2]);
    with(&mut stage, Named::End, Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(chosen(&stage), [2, 3, 4]);
    stage.hold(Modifiers::COMMAND);
    stage.click("A");
    stage.click("E");
    assert_eq!(chosen(&stage), [0, 2, 3]);
    stage.hold(Modifiers::COMMAND | Modifiers::SHIFT);
    stage.click("D");
    stage.hold(Modifiers::empty());
    assert_eq!(chosen(&stage), [0, 1, 2, 3]);
}
