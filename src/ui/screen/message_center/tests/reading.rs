//! Reading in the reading pane, saving and printing what is selected.

use iced::keyboard::Modifiers;
use iced::keyboard::key::Named;

use super::super::{Action, Message};
use super::stage::{Office, Stage, letter};
use crate::mail::Draft;
use crate::session::Disk;
use crate::ui::reader;

fn shown(stage: &Stage) -> String {
    stage.center.pane.reader.content().text()
}

#[test]
fn the_pane_shows_header_source_and_another_character_set() {
    let office = Office::new();
    office.write([letter("Greeting", "Grüße aus Bern")]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.tap(Named::ArrowDown);
    assert!(shown(&stage).starts_with("Grüße aus Bern"));
    stage.ctrl("u");
    assert!(shown(&stage).contains("Subject: Greeting\n"), "{}", shown(&stage));
    stage.ctrl("u");
    assert!(shown(&stage).starts_with("Grüße aus Bern"));
    let order = |order| Message::Reader(reader::Message::Ordered(order));
    let task = stage.center.update(order(reader::Order::Charset(Some("windows-1252"))));
    let Action::Run(task) = task else { panic!("not opened again") };
    stage.run(task);
    assert!(shown(&stage).starts_with("GrÃ¼ÃŸe aus Bern"), "{}", shown(&stage));
    let _ = stage.center.update(order(reader::Order::Headers));
    assert!(shown(&stage).contains("Subject: Greeting\n"));
    assert!(stage.center.settings.reading.full_headers, "it is remembered");
}

#[test]
fn words_are_looked_for_and_links_asked_about_in_the_pane() {
    let office = Office::new();
    office.write([letter("Links", "see https://a.example or NORTH/MAIN/BRUNO")]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.tap(Named::ArrowDown);
    stage.tap(Named::F3);
    stage.type_text("or");
    stage.sees("1 of 2");
    stage.tap(Named::Escape);
    stage.sees_not("1 of 2");
    // From the word that was found to the address behind it.
    stage.ctrl("l");
    stage.tap(Named::Enter);
    stage.sees("NORTH/MAIN/BRUNO");
    stage.sees("Open Link");
    stage.tap(Named::Escape);
    stage.sees_not("Open Link");
}

#[test]
fn everything_selected_is_saved_in_one_file_and_printed_together() {
    let office = Office::new();
    office.write([letter("One", "first"), letter("Two", "second"), letter("Three", "third")]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.tap(Named::ArrowDown);
    stage.ctrl("a");
    stage.ctrl("s");
    stage.sees("Saves 3 messages into one file.");
    let path = office.dir.path().join("all.txt");
    stage.ctrl("a");
    stage.type_text(path.to_str().unwrap());
    stage.tap(Named::Enter);
    let text = String::from_utf8(Disk::new().read(&path, 9_999).unwrap()).unwrap();
    assert_eq!(text.matches("From:    Bruno Carl").count(), 3, "{text}");
    for part in ["first", "second", "third"] {
        assert!(text.contains(part), "{text}");
    }
    stage.ctrl("p");
    stage.sees("Prints 3 messages.");
    stage.sees("Page 1 of 3");
    stage.tap(Named::Escape);
    stage.sees_not("Prints 3 messages.");
}

#[test]
fn thousands_of_recipients_are_shown_in_a_line_and_all_when_wished() {
    let office = Office::new();
    for n in 0..12 {
        office.add(&format!("P{n}"), &format!("Person Number {n}"), false);
    }
    let to = (0..12).map(|n| format!("P{n}")).chain(["ANNA".to_owned()]).collect();
    office.write([Draft { to, ..letter("Many", "Hello all") }]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.tap(Named::ArrowDown);
    stage.click("All 13 People");
    stage.sees("Fewer");
    assert!(stage.center.pane.expanded);
    // Another message begins anew.
    stage.hold(Modifiers::empty());
    stage.click("Fewer");
    assert!(!stage.center.pane.expanded);
}
