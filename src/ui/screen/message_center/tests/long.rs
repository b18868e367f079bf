//! A folder of a hundred thousand messages, and work that takes long.

use std::time::{Duration, Instant};

use iced::Point;
use iced::keyboard::key::Named;
use rusqlite::Connection;

use super::super::answer::{Answer, Answered};
use super::super::rows::PAGE;
use super::super::{Action, Command, Message};
use super::mail::{count, with_letters};
use super::stage::{Office, Stage};
use crate::mail::FolderKind;

const MANY: i64 = 100_000;

/// Fills Anna's Inbox with rows; there are no texts behind them.
fn many() -> (Office, Stage) {
    many_in("0")
}

/// The same, each in a conversation that is told from its number `n`.
fn many_in(conversation: &str) -> (Office, Stage) {
    let office = Office::new();
    let anna = office.sign_in("ANNA");
    let path = anna.message_file().to_owned();
    anna.sign_out().unwrap();
    let file = Connection::open(path).unwrap();
    let _ = file
        .execute(
            &format!(
                "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1)
             INSERT INTO msg (thread, folder, date, arrived, size, unread, answered, forwarded, draft,
             priority, attachments, message_hash, sha1, message_id, sender, recipients, subject)
             SELECT {conversation}, (SELECT id FROM folder WHERE kind = 1), n * 60000, n * 60000, 100, 1, 0, 0, 0,
             3, 0, n * 2 + 1, zeroblob(20), n || '@x', 'Somebody ' || n % 1000, 'Anna Berg',
             'Subject ' || n FROM n"
            ),
            [MANY],
        )
        .unwrap();
    // Without texts there is nothing to index.
    let _ = file.execute("UPDATE indexed SET upto = ?1", [MANY]).unwrap();
    file.close().unwrap();
    let stage = Stage::open(office.sign_in("ANNA"));
    (office, stage)
}

/// Counts the pages of rows that the session was asked for.
fn pages(stage: &Stage) -> usize {
    let page = |message: &&Message| {
        matches!(message, Message::Answered(Answered { answer: Answer::Page { .. }, .. }))
    };
    stage.heard.iter().filter(page).count()
}

#[test]
fn only_rows_in_sight_are_fetched() {
    let (_office, mut stage) = many();
    stage.sees("Subject 100000");
    stage.sees("100000 messages, 100000 unread");
    stage.heard.clear();
    stage.point(Point::new(500.0, 200.0));
    for _ in 0..100 {
        stage.wheel(-3.0);
    }
    let scrolled = stage.center.rows.sight().start;
    assert!(scrolled >= 250, "{scrolled}");
    let wanted = (scrolled + 2 * PAGE) / PAGE;
    assert!(pages(&stage) <= wanted, "{} pages for {scrolled} rows", pages(&stage));
    stage.heard.clear();
    stage.tap(Named::End);
    stage.sees("Subject 1");
    stage.tap(Named::Home);
    stage.sees("Subject 100000");
    assert!(pages(&stage) <= 4, "{}", pages(&stage));
}

#[test]
fn pages_that_went_by_are_not_read() {
    let (_office, mut stage) = many();
    stage.heard.clear();
    stage.point(Point::new(500.0, 200.0));
    // The desk is busy while the list is dragged from one end to the other.
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let busy = stage.center.desk.ask(move |_| wait.recv());
    let mut tasks = Vec::new();
    for at in (0..100).map(|step| step * 1000) {
        let sight = crate::ui::widget::ListEvent::InSight(at..at + 20);
        if let Action::Run(task) = stage.center.update(Message::List(sight)) {
            tasks.push(task);
        }
    }
    go.send(()).unwrap();
    drop(busy);
    stage.run(iced::Task::batch(tasks));
    let read = |message: &&Message| {
        matches!(
            message,
            Message::Answered(Answered { answer: Answer::Page { rows: Ok(Some(_)), .. }, .. })
        )
    };
    let read = stage.heard.iter().filter(read).count();
    assert!(read <= 3, "{read} pages were read");
    assert!(stage.center.rows.get(99_000).is_some());
}

#[test]
fn conversations_of_a_long_folder_are_there_before_all_are_gathered() {
    // Two in each, as far from each other as can be.
    let (_office, mut stage) = many_in("n % 50000 + 1");
    let task = match stage.center.update(Message::Ordered(Command::Conversations)) {
        Action::Run(task) => task,
        other => panic!("{other:?}"),
    };
    stage.heard.clear();
    stage.run(task);
    stage.sees("Subject 100000 (2)");
    let lengths: Vec<usize> = stage
        .heard
        .iter()
        .filter_map(|message| match message {
            Message::Answered(Answered { answer: Answer::Looked { found, .. }, .. }) => {
                found.as_ref().ok()?.as_ref()?.list.as_ref().map(|list| list.len)
            }
            _ => None,
        })
        .collect();
    assert_eq!(lengths.first(), Some(&100_000), "the first look does not wait for all of them");
    assert_eq!(stage.center.rows.exact_len(), Some(50_000));
    stage.tap(Named::End);
    stage.sees("Subject 50001 (2)");
    stage.tap(Named::Delete);
    stage.sees("2 messages moved to Deleted Mail.");
}

#[test]
fn all_of_them_can_be_deleted_and_put_back() {
    let (_office, mut stage) = many();
    stage.ctrl("a");
    assert_eq!(stage.center.selection.count(), 100_000);
    stage.tap(Named::Delete);
    stage.sees("100000 messages moved to Deleted Mail.");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 0);
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 100_000);
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 0);
}

#[test]
fn what_takes_long_is_told_and_can_be_given_up() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    stage.tap(Named::ArrowDown);
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let busy = stage.center.desk.ask(move |_| wait.recv());
    let delete = match stage.center.update(Message::Ordered(Command::Delete)) {
        Action::Run(task) => task,
        other => panic!("{other:?}"),
    };
    let after = |stage: &mut Stage, time: u64| {
        let now = Instant::now() + Duration::from_millis(time);
        let _ = stage.center.update(Message::Ticked(now));
    };
    after(&mut stage, 300);
    stage.sees_not("Deleting messages…");
    after(&mut stage, 1100);
    stage.sees("Deleting messages…");
    let again = stage.send_only([super::stage::press(
        iced::keyboard::Key::Named(Named::Escape),
        iced::keyboard::Modifiers::empty(),
    )]);
    stage.sees_not("Deleting messages…");
    go.send(()).unwrap();
    drop(busy);
    stage.run(delete);
    stage.run(again);
    assert_eq!(count(&stage, FolderKind::Inbox).0, 2, "it had not begun, and was not done");
    stage.sees("Cancelled.");
}
