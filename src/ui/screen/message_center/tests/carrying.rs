//! Mail of other programs: an original message file is brought in, with what was seen before and
//! after; mail is written out; and what sign-in put aside is taken over by itself.

use iced::keyboard::key::Named;

use super::super::Command;
use super::mail::count;
use super::stage::{Office, Stage};
use crate::mail::{FolderKind, Group, Person};
use crate::session::Disk;
use crate::ui::theme::Look;

fn sample(name: &str) -> String {
    format!("{}/tests/legacy/samples/{name}.mmf", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn an_original_message_file_is_looked_at_and_brought_in() {
    let office = Office::new();
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.hear_order(Command::BringIn);
    stage.type_text(&sample("small"));
    stage.picture("bring-in", Look::Classic, 1.0);
    stage.tap(Named::Enter);
    stage.picture("bring-in-asks", Look::Light, 1.0);
    stage.sees("The file is mine, and its password is lost");
    stage.type_text("wrong");
    stage.tap(Named::Enter);
    stage.sees_not("12 messages.");
    stage.click("The file is mine, and its password is lost");
    stage.click("Look");
    stage.sees("12 messages.");
    stage.sees("Señor 0");
    stage.sees("From 1993-08-08 to 1996-06-09.");
    for look in [Look::Classic, Look::Light, Look::Dark] {
        stage.picture("bring-in-seen", look, 1.0);
    }
    stage.tap(Named::Enter);
    stage.sees("12 messages were brought in. There already: 0. Could not be read: 0.");
    stage.picture("bring-in-done", Look::Classic, 1.0);
    stage.tap(Named::Enter);
    assert_eq!(count(&stage, FolderKind::Inbox), (5, 1));
    assert_eq!(count(&stage, FolderKind::SentMail).0, 3);
    assert_eq!(count(&stage, FolderKind::Drafts).0, 3, "an Outbox of old sends nothing");
    assert_eq!(count(&stage, FolderKind::Outbox).0, 0);
    stage.sees("Señor 0");

    // Once more: all of it is there, and what is left out is not even looked at.
    stage.hear_order(Command::BringIn);
    stage.type_text(&sample("small"));
    stage.tap(Named::Enter);
    stage.click("The file is mine, and its password is lost");
    stage.click("Look");
    stage.click("Inbox");
    stage.tap(Named::Space);
    stage.sees("7 messages.");
    stage.tap(Named::Enter);
    stage.sees("No message was new. There already: 7. Could not be read: 0.");
}

#[test]
fn a_message_file_of_restante_is_brought_in_by_its_password_alone() {
    let office = Office::new();
    office.write([super::stage::letter("Lunch", "Soup")]);
    let bruno = office.sign_in("BRUNO");
    let file = bruno.message_file().to_owned();
    bruno.sign_out().unwrap();
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.hear_order(Command::BringIn);
    let path = file.to_string_lossy();
    stage.type_text(&path);
    stage.tap(Named::Enter);
    stage.sees(&format!("The message file of Restante asks for its password: {path}"));
    stage.sees_not("The file is mine, and its password is lost");
    stage.type_text("SECRET");
    stage.tap(Named::Enter);
    stage.sees(&format!("The password does not open the message file of Restante: {path}"));
    stage.ctrl("a");
    stage.type_text("secret");
    stage.tap(Named::Enter);
    stage.sees("One message.");
    stage.tap(Named::Enter);
    stage.sees("One message was brought in. There already: 0. Could not be read: 0.");
    stage.tap(Named::Enter);
    assert_eq!(count(&stage, FolderKind::SentMail), (1, 0));
}

#[test]
fn mail_is_written_out_into_a_new_folder() {
    let office = Office::new();
    office.write([super::stage::letter("Lunch", "Soup"), super::stage::letter("Invoice", "Pay")]);
    let mut anna = office.sign_in("ANNA");
    let dora = Person { name: "Dora".into(), addr_spec: "DORA@EAST.NORTH".into() };
    let group = Group::new("Lens grinders", [dora.clone()]).unwrap();
    anna.take_people_in(&[dora], &[group]).unwrap();
    let mut stage = Stage::open(anna);
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("out");
    stage.hear_order(Command::TakeOut);
    stage.sees("All folders");
    stage.picture("take-out", Look::Classic, 1.0);
    stage.ctrl("a");
    stage.type_text(&target.to_string_lossy());
    stage.tap(Named::Enter);
    stage.sees("2 messages were written. Could not be read: 0.");
    stage.tap(Named::Enter);
    stage.sees("2 messages exported.");
    let files = Disk::new().list(&target.join("Inbox")).unwrap();
    let is_message = |name: &std::ffi::OsStr| name.to_string_lossy().ends_with(".eml");
    assert!(files.len() == 2 && files.iter().all(|file| is_message(&file.name)), "{files:?}");
    assert!(target.join("manifest.json").exists());
    let people = Disk::new().read(&target.join("people.csv"), 1000).unwrap();
    let people = String::from_utf8(people).unwrap();
    assert!(people.contains("Dora,DORA@EAST.NORTH,NORTH/EAST/DORA,\r\n"), "{people}");
    assert!(people.contains("DORA@EAST.NORTH,NORTH/EAST/DORA,Lens grinders\r\n"), "{people}");
}

#[test]
fn days_and_a_search_choose_and_a_message_file_gets_a_password() {
    let office = Office::new();
    office.write([super::stage::letter("Lunch", "Soup"), super::stage::letter("Invoice", "Pay")]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    let dir = tempfile::tempdir().unwrap();
    let target = dir.path().join("out");
    stage.hear_order(Command::TakeOut);
    stage.ctrl("a");
    stage.type_text(&target.to_string_lossy());
    stage.alt("r");
    stage.type_text("31.1.2026");
    stage.tap(Named::Enter);
    stage.sees("There is no such day: 31.1.2026");
    stage.ctrl("a");
    stage.type_text("2026-01-31");
    stage.alt("d");
    stage.type_text("since:soon");
    stage.tap(Named::Enter);
    stage.sees("\"since:soon\" asks for a day, a size or a state, and names none.");
    stage.ctrl("a");
    stage.type_text("subject:lunch");
    // The last of the forms.
    stage.click("Messages as they came (EML)");
    stage.click("Message file of Restante");
    for look in [Look::Classic, Look::Dark] {
        stage.picture("take-out-restante", look, 1.0);
    }
    stage.click("Export");
    stage.sees("The new message file needs a password.");
    stage.alt("p");
    stage.type_text("other secret");
    stage.alt("v");
    stage.type_text("another");
    stage.tap(Named::Enter);
    stage.sees("The two passwords are not equal, or too long.");
    stage.ctrl("a");
    stage.type_text("other secret");
    stage.tap(Named::Enter);
    stage.sees("One message was written. Could not be read: 0.");
    stage.tap(Named::Enter);
    let file = target.join("Mail.mmf");
    assert!(target.join("manifest.csv").exists());

    // It is brought in like any other, by its own password.
    stage.hear_order(Command::BringIn);
    stage.type_text(&file.to_string_lossy());
    stage.tap(Named::Enter);
    stage.type_text("other secret");
    stage.tap(Named::Enter);
    stage.sees("One message.");
    stage.tap(Named::Enter);
    stage.sees("No message was new. There already: 1. Could not be read: 0.");
}
