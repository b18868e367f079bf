//! Reading, answering, marking, deleting, undoing, sorting, by mouse and by keys.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use super::super::view::{LIST, TREE};
use super::super::{Action, Message};
use super::stage::{Office, Stage, letter};
use crate::mail::FolderKind;
use crate::ui::screen::send_note::Writing;
use crate::ui::theme::Look;
use crate::ui::widget::menu::check;

pub(super) fn with_letters(subjects: &[&str]) -> (Office, Stage) {
    let office = Office::new();
    office.write(subjects.iter().map(|s| letter(s, &format!("This is about {s}."))));
    let stage = Stage::open(office.sign_in("ANNA"));
    (office, stage)
}

/// Returns how many messages a folder holds, and how many unread ones.
pub(super) fn count(stage: &Stage, kind: FolderKind) -> (u64, u64) {
    let folder = stage.center.folders.of_kind(kind).unwrap();
    (folder.total, folder.unread)
}

fn shown(stage: &Stage) -> Option<String> {
    stage.center.pane.shown().map(|opened| opened.message.subject.clone())
}

#[test]
fn new_mail_is_collected_and_shown_at_the_start() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    for text in ["Inbox", "Lunch", "Invoice", "Party", "Bruno Carl", "Subject", "Connected"] {
        stage.sees(text);
    }
    stage.sees("3 new messages.");
    stage.sees("3 messages, 3 unread");
    stage.sees("Select a message to read it here.");
    assert_eq!(stage.focused(), Some(LIST.into()));
    assert_eq!(stage.center.title(), "Inbox – Anna Berg");
}

#[test]
fn arrow_keys_move_and_the_pane_follows() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    stage.tap(Named::ArrowDown);
    assert_eq!(shown(&stage).as_deref(), Some("Party"), "the newest stands first");
    stage.sees("From:");
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 2), "what is shown is read");
    stage.tap(Named::ArrowDown);
    assert_eq!(shown(&stage).as_deref(), Some("Invoice"));
    assert!(stage.center.pane.reader.content().text().starts_with("This is about Invoice."));
    stage.sees("3 messages, 1 unread");
    stage.tap(Named::End);
    assert_eq!(shown(&stage).as_deref(), Some("Lunch"));
    // Several keys at once are several steps.
    stage.send(
        [Named::ArrowUp, Named::ArrowUp]
            .map(|key| super::stage::press(Key::Named(key), Modifiers::empty())),
    );
    assert_eq!(shown(&stage).as_deref(), Some("Party"));
}

#[test]
fn messages_passed_over_are_not_opened() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    let down = || super::stage::press(Key::Named(Named::ArrowDown), Modifiers::empty());
    // The desk is busy while three steps are made, so that two of them are late.
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let busy = stage.center.desk.ask(move |_| wait.recv());
    let steps = stage.send_only([down(), down(), down()]);
    go.send(()).unwrap();
    drop(busy);
    stage.run(steps);
    assert_eq!(shown(&stage).as_deref(), Some("Lunch"));
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 2), "only that one is read");
}

#[test]
fn marks_change_the_counts() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    stage.ctrl("a");
    stage.sees("3 messages are selected.");
    stage.sees("3 messages, 3 unread, 3 selected");
    stage.click("Edit");
    stage.click("Mark as Read");
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 0));
    stage.right_click("Invoice");
    stage.click("Mark as Unread");
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 3), "the menu is about all that is selected");
    stage.click("Lunch");
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 2));
    stage.alt("e");
    stage.press(Key::Character("n".into()), Modifiers::empty());
    stage.sees("3 messages, 3 unread");
}

#[test]
fn a_deletion_can_be_undone() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    stage.click("Invoice");
    stage.tap(Named::Delete);
    stage.sees_not("Invoice");
    assert_eq!(count(&stage, FolderKind::DeletedMail), (1, 0));
    assert_eq!(shown(&stage).as_deref(), Some("Lunch"), "the one below is next");
    stage.click("Edit");
    stage.click("Undo Delete of “Invoice”");
    assert_eq!(count(&stage, FolderKind::DeletedMail), (0, 0));
    assert_eq!(shown(&stage).as_deref(), Some("Invoice"));
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 3, "there is nothing left to undo");
}

#[test]
fn what_lay_in_a_folder_that_is_gone_is_put_back_into_the_inbox() {
    let (_office, mut stage) = with_letters(&["Lunch"]);
    let made = stage.center.desk.ask(|session| session.create_folder(None, "Work").unwrap());
    stage.run(made.discard());
    let work = stage.center.refresh();
    stage.run(work);
    stage.click("Lunch");
    stage.ctrl("m");
    stage.type_text("work");
    stage.tap(Named::Enter);
    stage.click("Work");
    stage.tap(Named::Enter);
    stage.tap(Named::ArrowDown);
    stage.ctrl("d");
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 1);
    // Somebody else's act: the folder goes for good.
    let gone = stage.center.desk.ask(|session| {
        let work = session.folder_named("Work").unwrap().unwrap().id;
        session.delete_folder(work).unwrap();
        session.delete_folder(work).unwrap();
    });
    stage.run(gone.discard());
    let look = stage.center.refresh();
    stage.run(look);
    stage.sees_not("Work");
    assert!(stage.center.undo.can(false), "{}", stage.center.notice);
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 1, "{}", stage.center.notice);
    stage.sees("Lunch");
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 0);
}

#[test]
fn a_deleted_folder_comes_back_as_it_was() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    let made = stage.center.desk.ask(|session| {
        let work = session.create_folder(None, "Work").unwrap();
        let _ = session.create_folder(Some(work), "1995").unwrap();
    });
    stage.run(made.discard());
    let look = stage.center.refresh();
    stage.run(look);
    stage.click("Lunch");
    stage.ctrl("m");
    stage.type_text("1995");
    stage.tap(Named::Enter);
    stage.click("Work");
    stage.tap(Named::Delete);
    stage.alt("d");
    let work = stage.center.folders.all().iter().find(|f| f.name == "Work").unwrap().clone();
    let bin = stage.center.folders.of_kind(FolderKind::DeletedMail).unwrap().id;
    assert_eq!(work.parent, Some(bin), "it lies in Deleted Mail, with what is in it");
    stage.click("Edit");
    stage.click("Undo Delete of “Work”");
    let folders = stage.center.folders.all();
    let inner = folders.iter().find(|f| f.name == "1995").unwrap();
    assert_eq!((inner.parent, inner.total), (Some(work.id), 1));
    assert_eq!(folders.iter().find(|f| f.name == "Work").unwrap().parent, None);
    stage.ctrl("y");
    let again = stage.center.folders.all().iter().find(|f| f.name == "Work").unwrap();
    assert_eq!(again.parent, Some(bin), "and it can be done again");
}

#[test]
fn marks_can_be_undone_and_done_again() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    stage.ctrl("a");
    stage.click("Edit");
    stage.click("Mark as Read");
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 0));
    stage.click("Edit");
    stage.click("Undo Mark as Read of 3 Messages");
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 3));
    stage.sees("3 messages are as they were.");
    stage.click("Edit");
    stage.click("Redo Mark as Read of 3 Messages");
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 0));
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox), (3, 3));
}

#[test]
fn deleting_for_good_asks_first() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    stage.ctrl("a");
    stage.tap(Named::Delete);
    stage.sees("No messages. Press F9 to look for new mail.");
    assert_eq!(count(&stage, FolderKind::DeletedMail), (3, 3));
    stage.click("Deleted Mail");
    stage.click("Invoice");
    stage.tap(Named::Delete);
    stage.sees("Delete this message for good?");
    stage.tap(Named::Enter);
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 3, "Enter is no rash yes");
    stage.tap(Named::Delete);
    stage.alt("d");
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 2);
    // What is gone for good cannot be put back, the others can.
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::DeletedMail).0, 0);
    assert_eq!(count(&stage, FolderKind::Inbox).0, 2);
}

#[test]
fn headers_sort_and_the_cursor_stays_with_its_message() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    let subjects = |stage: &Stage| -> Vec<String> {
        stage.center.rows.known().map(|(_, row)| row.subject.clone()).collect()
    };
    assert_eq!(subjects(&stage), ["Party", "Invoice", "Lunch"]);
    stage.click("Lunch");
    stage.click("Subject");
    assert_eq!(subjects(&stage), ["Invoice", "Lunch", "Party"]);
    assert_eq!(stage.center.selection.single(), Some(1));
    assert_eq!(shown(&stage).as_deref(), Some("Lunch"));
    stage.click("Subject");
    assert_eq!(subjects(&stage), ["Party", "Lunch", "Invoice"]);
    stage.type_text("inv");
    assert_eq!(shown(&stage).as_deref(), Some("Invoice"), "typing leads to a subject");
}

#[test]
fn mail_that_comes_moves_nothing_that_is_selected() {
    let (office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    stage.click("Invoice");
    stage.shift(Named::ArrowDown);
    assert_eq!(stage.center.selection.ranges(), std::slice::from_ref(&(1..3)));
    office.write([letter("Newest", ""), letter("Newer still", "")]);
    let task = match stage.center.update(Message::PollDue) {
        Action::Run(task) => task,
        other => panic!("{other:?}"),
    };
    stage.run(task);
    stage.sees("2 new messages.");
    assert_eq!(stage.center.selection.ranges(), std::slice::from_ref(&(3..5)));
    stage.tap(Named::F9);
    stage.sees("No new messages.");
}

#[test]
fn a_changed_list_is_not_deleted_from_by_its_rows() {
    use super::super::bulk::Chosen;
    let (office, mut stage) = with_letters(&["Lunch", "Invoice"]);
    let chosen = Chosen::Rows {
        folder: stage.center.folders.current_id().unwrap(),
        order: stage.center.view.order,
        len: Some(2),
        ranges: std::iter::once(0..1).collect(),
        seen: stage.center.rows.known().map(|(row, summary)| (row, summary.id)).collect(),
    };
    office.write([letter("Newest", "")]);
    let fetch = stage.center.desk.ask(|session| session.fetch().unwrap()).discard();
    stage.run(fetch);
    let task = stage.center.delete(chosen.clone());
    stage.run(task);
    assert_eq!(count(&stage, FolderKind::Inbox).0, 3);
    stage.sees("The list has changed meanwhile, and nothing was done. Please try again.");
}

#[test]
fn answers_are_written_in_windows_of_their_own() {
    let (_office, mut stage) = with_letters(&["Lunch"]);
    stage.ctrl("r");
    assert!(stage.told.is_empty(), "nothing is selected");
    stage.ctrl("n");
    stage.tap(Named::ArrowDown);
    let id = stage.center.rows.id(0).unwrap();
    stage.ctrl("r");
    stage.press(Key::Character("R".into()), Modifiers::COMMAND | Modifiers::SHIFT);
    stage.ctrl("f");
    stage.tap(Named::Enter);
    let told = std::mem::take(&mut stage.told);
    let [compose, reply, all, forward, read] = told.as_slice() else { panic!("{told:?}") };
    assert!(matches!(compose, Action::Write(Writing::New)));
    assert!(matches!(reply, Action::Write(Writing::Reply(of)) if *of == id));
    assert!(matches!(all, Action::Write(Writing::ReplyAll(of)) if *of == id));
    assert!(matches!(forward, Action::Write(Writing::Forward(of)) if *of == id));
    assert!(matches!(read, Action::Read { id: of, .. } if *of == id));
    stage.ctrl("r");
    assert!(matches!(stage.told.pop(), Some(Action::Write(_))), "the selection stayed");
}

#[test]
fn drafts_are_written_on() {
    let office = Office::new();
    let mut anna = office.sign_in("ANNA");
    let id = anna.save_draft(None, &letter("Half done", "so far")).unwrap();
    let mut stage = Stage::open(anna);
    stage.click("Drafts");
    stage.click("Half done");
    stage.ctrl("r");
    assert!(stage.told.is_empty(), "a draft is not answered");
    stage.tap(Named::Enter);
    let told = stage.told.pop();
    assert!(matches!(&told, Some(Action::Write(Writing::Draft(of))) if *of == id), "{told:?}");
    // Its window keeps another state of it.
    let keep = stage.center.desk.ask(move |session| {
        session.save_draft(Some(id), &letter("Half done", "and further")).unwrap()
    });
    stage.run(keep.discard());
    let refresh = stage.center.refresh();
    stage.run(refresh);
    assert!(stage.center.pane.reader.content().text().starts_with("and further"));
}

#[test]
fn everything_can_be_reached_by_keys() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    stage.shift(Named::F6);
    assert_eq!(stage.focused(), Some(TREE.into()));
    stage.tap(Named::F6);
    assert_eq!(stage.focused(), Some(LIST.into()));
    stage.shift(Named::F6);
    stage.tap(Named::ArrowDown);
    stage.sees("Nothing waits to be sent.");
    stage.tap(Named::Home);
    stage.tap(Named::Enter);
    assert_eq!(stage.focused(), Some(LIST.into()));
    stage.tap(Named::ArrowDown);
    stage.tap(Named::Tab);
    assert_eq!(stage.focused(), Some("center-body".into()));
    stage.tap(Named::F10);
    stage.tap(Named::ArrowRight);
    stage.tap(Named::ArrowRight);
    stage.tap(Named::ArrowDown);
    stage.sees("Open Inbox");
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.alt("v");
    for letter in ["l", "d"] {
        stage.press(Key::Character(letter.into()), Modifiers::empty());
    }
    assert!(matches!(stage.told.pop(), Some(Action::SetLook(Look::Dark))));
    assert_eq!(stage.focused(), Some("center-body".into()), "the focus stays where it was");
}

#[test]
fn every_shortcut_of_the_menus_does_what_its_command_does() {
    let office = Office::new();
    office.write([letter("One", "First"), letter("Two", "Second")]);
    let mut stage = Stage::open(office.sign_in("BRUNO"));
    check::sound(|| stage.center.view());
    stage = Stage::open(office.sign_in("ANNA"));
    stage.tap(Named::ArrowDown);
    check::sound(|| stage.center.view());
    stage.ctrl("m");
    stage.tap(Named::Escape);
    stage.tap(Named::Delete);
    check::sound(|| stage.center.view());
}

#[test]
fn text_grows_and_shrinks_by_keys_and_menu() {
    let office = Office::new();
    let mut stage = Stage::open(office.sign_in("ANNA"));
    let size_after = |stage: &mut Stage, key: &str| {
        stage.press(Key::Character(key.into()), Modifiers::COMMAND);
        match stage.told.pop() {
            Some(Action::Remember(settings)) => Some(settings.sight.text_size),
            _ => None,
        }
    };
    assert_eq!(size_after(&mut stage, "-"), None, "it is as small as it can be");
    assert_eq!(size_after(&mut stage, "="), Some(125));
    assert_eq!(size_after(&mut stage, "+"), Some(150));
    assert_eq!(size_after(&mut stage, "-"), Some(125));
    assert_eq!(size_after(&mut stage, "0"), Some(100));
    stage.alt("v");
    stage.press(Key::Character("x".into()), Modifiers::empty());
    stage.click("200 %");
    match stage.told.pop() {
        Some(Action::Remember(settings)) => assert_eq!(settings.sight.text_size, 200),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_manager_is_for_administrators() {
    let office = Office::new();
    let mut anna = Stage::open(office.sign_in("ANNA"));
    anna.click("Mail");
    anna.sees("Change Password…");
    anna.sees_not("Postoffice Manager…");
    let mut bruno = Stage::open(office.sign_in("BRUNO"));
    bruno.click("Mail");
    bruno.click("Postoffice Manager…");
    assert!(matches!(bruno.told.pop(), Some(Action::ShowManager)));
}

#[test]
fn a_postoffice_that_is_gone_is_told_of_and_found_again() {
    let (office, mut stage) = with_letters(&["Lunch"]);
    let keys = office.dir.path().join("PO/KEY");
    let away = office.dir.path().join("PO/AWAY");
    let disk = crate::session::Disk::new();
    disk.rename(&keys, &away).unwrap();
    let poll = |stage: &mut Stage| {
        if let Action::Run(task) = stage.center.update(Message::PollDue) {
            stage.run(task);
        }
    };
    poll(&mut stage);
    stage.sees("Disconnected");
    stage.sees("Lunch");
    disk.rename(&away, &keys).unwrap();
    poll(&mut stage);
    stage.sees("Connected");
}

#[test]
fn a_notice_goes_after_a_while_or_with_the_next_order() {
    let (_office, mut stage) = with_letters(&["Lunch"]);
    let begun = std::time::Instant::now();
    let tick = |stage: &mut Stage, after: u64| {
        let at = begun + std::time::Duration::from_secs(after);
        let task = stage.hear(Message::Ticked(at));
        stage.run(task.unwrap_or_else(iced::Task::none));
    };
    stage.center.notice("Sent.".into());
    tick(&mut stage, 1);
    tick(&mut stage, 9);
    stage.sees("Sent.");
    tick(&mut stage, 12);
    stage.sees_not("Sent.");
    stage.center.notice("Sent.".into());
    tick(&mut stage, 40);
    stage.sees("Sent.");
    stage.hear_order(super::super::Command::StatusBar);
    stage.hear_order(super::super::Command::StatusBar);
    stage.sees_not("Sent.");
}
