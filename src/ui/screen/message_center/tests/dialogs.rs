//! What asks something: moving, folders, attachments, the first password.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use super::super::Action;
use super::mail::{count, with_letters};
use super::stage::{Office, Stage, letter};
use crate::mail::{Draft, FolderKind, NewAttachment};
use crate::session::Disk;
use crate::ui::screen::send_note::Writing;

#[test]
fn messages_are_moved_by_keys_alone() {
    let (_office, mut stage) = with_letters(&["Lunch", "Invoice", "Party"]);
    stage.press(Key::Character("N".into()), Modifiers::COMMAND | Modifiers::SHIFT);
    stage.sees("New folder");
    stage.type_text("Projects");
    stage.tap(Named::Enter);
    stage.sees("Projects");
    stage.tap(Named::ArrowDown);
    stage.shift(Named::ArrowDown);
    stage.ctrl("m");
    stage.sees("Move 2 messages to:");
    stage.tap(Named::Enter);
    stage.sees("Move 2 messages to:");
    stage.type_text("pro");
    stage.tap(Named::Enter);
    stage.sees_not("Move 2 messages to:");
    stage.sees("2 messages moved to Projects.");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 1);
    assert_eq!(count(&stage, FolderKind::Private).0, 2);
    stage.ctrl("z");
    assert_eq!(count(&stage, FolderKind::Inbox).0, 3);
    stage.sees("2 messages put back.");
}

#[test]
fn folders_are_made_renamed_and_deleted() {
    let (_office, mut stage) = with_letters(&["Lunch"]);
    stage.right_click("Inbox");
    stage.click("New Folder…");
    stage.type_text("Inbox");
    stage.tap(Named::Enter);
    assert!(stage.center.dialog.is_some(), "the name is taken, and that is said");
    stage.tap(Named::Escape);
    stage.right_click("Inbox");
    stage.click("New Folder…");
    stage.type_text("Work");
    stage.tap(Named::Enter);
    stage.click("Work");
    stage.tap(Named::F2);
    stage.type_text("Works");
    stage.tap(Named::Enter);
    stage.sees("Works");
    stage.sees("This folder is empty.");
    // Below the folder that is open, as it is offered.
    stage.right_click("Works");
    stage.click("New Folder…");
    stage.sees("Subfolder of Works");
    stage.type_text("1995");
    stage.tap(Named::Enter);
    let inner = stage.center.folders.all().iter().find(|f| f.name == "1995").unwrap();
    assert!(inner.parent.is_some());
    stage.click("Works");
    stage.tap(Named::Delete);
    stage.sees("Delete the folder “Works” and the folders inside?");
    stage.tap(Named::Escape);
    stage.sees("Works");
    stage.tap(Named::Delete);
    stage.alt("d");
    let works = stage.center.folders.all().iter().find(|f| f.name == "Works").unwrap().id;
    assert!(stage.center.folders.in_bin(works));
    // Folders of the program stay.
    stage.click("Inbox");
    stage.tap(Named::Delete);
    assert!(stage.center.dialog.is_none());
    assert_eq!(count(&stage, FolderKind::Inbox).0, 1);
}

#[test]
fn attachments_and_messages_are_saved() {
    let office = Office::new();
    let attachment = NewAttachment { name: "notes.txt".into(), bytes: b"some notes".to_vec() };
    let script = NewAttachment { name: "run.bat".into(), bytes: b"echo".to_vec() };
    let attachments = vec![attachment, script];
    office.write([Draft { attachments, ..letter("Papers", "Here they are.") }]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.tap(Named::ArrowDown);
    stage.sees("notes.txt");
    let folder = office.dir.path().join("saved");
    let disk = Disk::new();
    disk.make_folder(&folder).unwrap();
    let read = |name: &str| disk.read(&folder.join(name), 100_000).unwrap();
    let retype = |stage: &mut Stage, path: &std::path::Path| {
        stage.ctrl("a");
        stage.type_text(&path.display().to_string());
        stage.tap(Named::Enter);
    };
    stage.alt("f");
    stage.press(Key::Character("t".into()), Modifiers::empty());
    retype(&mut stage, &folder);
    assert_eq!(read("notes.txt"), b"some notes");
    assert_eq!(read("run.bat"), b"echo");
    stage.ctrl("s");
    retype(&mut stage, &folder.join("papers.eml"));
    let saved = String::from_utf8(read("papers.eml")).unwrap();
    assert!(saved.contains("Subject: Papers"), "{saved}");
    // A script is not opened without a question.
    stage.click("run.bat");
    stage.tap(Named::Enter);
    assert!(stage.center.strip.dialog().is_some());
    stage.tap(Named::Escape);
    assert!(stage.center.strip.dialog().is_none());
}

#[test]
fn who_signs_in_with_a_one_time_password_is_asked_for_another() {
    let office = Office::new();
    let (mut stage, once) = office.sign_in_once("ANNA");
    assert!(matches!(stage.center.dialog, Some(super::super::dialogs::Shown::Password(_))));
    let mut tell = |text: &str| {
        stage.type_text(text);
        stage.tap(Named::Tab);
    };
    tell(&once);
    tell("my own");
    tell("my own");
    stage.tap(Named::Enter);
    assert!(stage.center.dialog.is_none());
    stage.sees("Your password was changed.");
}

#[test]
fn options_are_used_at_once_and_kept_a_moment_later() {
    let (_office, mut stage) = with_letters(&["Lunch"]);
    stage.sees("Compose");
    stage.alt("m");
    stage.press(Key::Character("o".into()), Modifiers::empty());
    let mut settings = stage.center.settings().clone();
    settings.tool_bar = false;
    settings.check_minutes = 3;
    let action = {
        use super::super::dialogs::Shown;
        assert!(matches!(stage.center.dialog, Some(Shown::Options(_))));
        stage.center.use_settings(settings)
    };
    assert!(matches!(action, Action::None), "{action:?}");
    stage.tap(Named::Escape);
    stage.sees_not("Compose");
    let later = std::time::Instant::now() + std::time::Duration::from_secs(1);
    match stage.center.update(super::super::Message::Ticked(later)) {
        Action::Remember(settings) => assert_eq!(settings.check_minutes, 3),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_message_begins_with_a_template_that_can_be_renamed_and_thrown_away() {
    let office = Office::new();
    let mut anna = office.sign_in("ANNA");
    let _ = anna.save_template(&letter("Menu", "Soup")).unwrap();
    let id = anna.save_template(&letter("Weekly", "Report")).unwrap();
    let mut stage = Stage::open(anna);
    stage.alt("m");
    stage.click("New from Template…");
    stage.sees("Menu");
    stage.click("Weekly");
    stage.alt("n");
    stage.type_text("Weeklyly");
    stage.click("Rename");
    stage.sees("Weeklyly");
    stage.click("Menu");
    stage.click("Delete");
    stage.sees_not("Menu");
    stage.click("Weeklyly");
    stage.tap(Named::Enter);
    let told = stage.told.pop();
    assert!(matches!(&told, Some(Action::Write(Writing::Template(of))) if *of == id), "{told:?}");
    // Opened in its folder, it begins a message as well.
    stage.click("Templates");
    stage.click("Weeklyly");
    stage.tap(Named::Enter);
    assert!(matches!(stage.told.pop(), Some(Action::Write(Writing::Template(_)))));
}
