//! Print, played by keys and clicks.

use std::process::Command;

use iced::Element;
use iced::keyboard::key::Named;

use super::*;
use crate::mail::FolderKind;
use crate::session::{Disk, Session};
use crate::ui::screen::stage::{Screen, Stage, World, ask, subjects};
use crate::ui::widget::{keys, modal};

impl Screen for Print {
    type Message = Message;
    type Wish = Action;

    fn look(&self) -> Element<'_, Message> {
        let under = iced::widget::space().width(iced::Fill).height(iced::Fill);
        keys(modal(under, Some(self.view())), |key, modifiers| self.key(key, modifiers)).into()
    }

    fn hear(&mut self, message: Message) -> (Task<Message>, Option<Action>) {
        match self.update(message) {
            Action::None => (Task::none(), None),
            Action::Run(task) => (task, None),
            action => (Task::none(), Some(action)),
        }
    }
}

/// Prints what BRUNO wrote to ANNA, on a computer whose printers are these.
fn stage(world: &World, bodies: &[&str], printers: Printers) -> Stage<Print> {
    for (number, body) in bodies.iter().enumerate() {
        world.write(&format!("Letter {number}"), body, &[("menu.txt", b"soup")]);
    }
    let desk = world.desk("ANNA");
    let _ = ask(&desk, Session::fetch);
    let ids = subjects(&desk, FolderKind::Inbox).into_iter().map(|(id, _)| id).collect();
    let printing = Printing { paper: "a4".into(), ..Printing::default() };
    let mut stage = Stage::new(Print::new(desk, ids, "Letter 0", &printing, false));
    stage.size = iced::Size::new(660.0, 520.0);
    stage.tell(Message::Found(printers));
    stage
}

fn known() -> Printers {
    Printers::Known(vec!["Hall".into(), "Attic".into()])
}

#[test]
fn a_message_that_cannot_be_read_says_so_on_its_page() {
    let world = World::new();
    world.write("Letter", "text", &[]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, Session::fetch);
    let (id, _) = subjects(&desk, FolderKind::Inbox).remove(0);
    let ids: Arc<[MessageId]> = [MessageId(999_999), id].into();
    let printing = Printing { paper: "a4".into(), ..Printing::default() };
    let stage = Stage::new(Print::new(desk, ids, "Letter", &printing, false));
    let bodies: Vec<&str> = stage.screen.notes.iter().map(|note| note.body.as_str()).collect();
    assert!(bodies[0].starts_with("This message could not be read"), "{bodies:?}");
    assert_eq!(bodies[1].trim_end(), "text");
    assert!(stage.screen.failure.is_none());
}

#[test]
fn pages_are_looked_at_before_they_are_printed() {
    let world = World::new();
    let long = "line\n".repeat(150);
    let mut stage = stage(&world, &["short", &long], known());
    assert!(stage.find("Prints 2 messages.").is_some());
    assert!(stage.find("Page 1 of 4").is_some());
    assert!(stage.screen.picture.is_some());
    stage.click("Next");
    assert!(stage.find("Page 2 of 4").is_some());
    stage.tap(Named::PageDown);
    stage.tap(Named::PageDown);
    stage.tap(Named::PageDown);
    assert!(stage.find("Page 4 of 4").is_some());
    stage.click("Previous");
    assert!(stage.find("Page 3 of 4").is_some());
    // On one page as far as it goes, on another paper, larger.
    stage.click("Print multiple notes on a page");
    assert!(stage.find("Page 3 of 3").is_some());
    stage.tell(Message::Paper(1));
    stage.tell(Message::Margin(3));
    stage.tell(Message::Zoom(2));
    let (_, width, _) = stage.screen.picture.clone().unwrap();
    assert!((width - 612.0 * 1.5).abs() < 1.0, "{width}");
    stage.tap(Named::Escape);
    assert!(matches!(stage.wishes.last(), Some(Action::Cancelled)));
}

#[test]
fn a_pdf_is_saved_and_can_be_read() {
    let world = World::new();
    let mut stage = stage(&world, &["Soup at noon?"], Printers::Missing);
    assert!(stage.shown("No printer is set up").is_some());
    stage.tap(Named::Enter);
    let path = world.path("out.pdf");
    stage.control("a");
    stage.typed(path.to_str().unwrap());
    stage.tap(Named::Enter);
    assert!(matches!(stage.wishes.last(), Some(Action::Done(told, _)) if told.contains("out.pdf")));
    let bytes = Disk::new().read(&path, 1 << 20).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    // Read with the program for that, where there is one.
    let Ok(answer) = Command::new("pdftotext").arg("-layout").arg(&path).arg("-").output() else {
        return;
    };
    let text = String::from_utf8(answer.stdout).unwrap();
    for part in ["From:", "Bruno Carl", "Letter 0", "Attached:", "menu.txt", "Soup at noon?"] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
}

#[test]
fn what_the_printer_says_is_told() {
    let world = World::new();
    let mut stage = stage(&world, &["x"], known());
    stage.tell(Message::Printer(1));
    // The answer of the system, without a system.
    let _unanswered = stage.tell_only(Message::Submit);
    assert_eq!(stage.screen.printing.printer, "Attic");
    stage.tell(Message::Printed(Err("no paper".into())));
    assert!(stage.shown("It could not be printed: no paper").is_some());
    stage.tell(Message::Printed(Ok(())));
    let done = stage.wishes.pop();
    assert!(
        matches!(&done, Some(Action::Done(told, how))
            if told == "One page was printed." && how.printer == "Attic"),
        "{done:?}"
    );
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures() {
    let world = World::new();
    let body = "Dear Anna,\n\nthe quick brown fox jumps over the lazy dog, and over many other animals that lie about in the sun this afternoon.\n\n> quoted\n> lines\n\nЗдравствуйте – Ελληνικά – مرحبا – 漢字 – 🙂\n\nBruno\n";
    let mut many = stage(&world, &[body, "second", "third"], known());
    many.pictures("print");
    many.click("Print multiple notes on a page");
    many.tell(Message::Zoom(1));
    many.pictures("print-zoom");
    let mut missing = stage(&World::new(), &["x"], Printers::Missing);
    missing.pictures("print-missing");
    missing.tap(Named::Enter);
    missing.pictures("print-pdf");
}

#[test]
fn attached_pictures_are_printed_when_that_is_wished_and_that_is_remembered() {
    let world = World::new();
    let photo = crate::ui::raster::tests::png(600, 900);
    world.write("Letter", "See below.", &[("menu.txt", b"soup"), ("door.png", &photo)]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, Session::fetch);
    let (id, _) = subjects(&desk, FolderKind::Inbox).remove(0);
    let printing = Printing { paper: "a4".into(), ..Printing::default() };
    let mut stage = Stage::new(Print::new(desk, [id].into(), "Letter", &printing, false));
    stage.size = iced::Size::new(660.0, 520.0);
    stage.tell(Message::Found(known()));
    let pictures = |stage: &Stage<Print>| -> Vec<String> {
        let pictures = stage.screen.notes.iter().flat_map(|note| &note.pictures);
        pictures.map(|file| file.name.clone()).collect()
    };
    assert_eq!(pictures(&stage), ["door.png"]);
    assert!(stage.find("Page 1 of 2").is_some(), "it has no room below the text");
    stage.tap(Named::PageDown);
    stage.pictures("print-pictures");
    stage.click("Attached pictures");
    assert_eq!(pictures(&stage), [""; 0], "nothing is kept that is not printed");
    assert!(stage.find("Page 1 of 1").is_some());
    stage.tell(Message::Printed(Ok(())));
    let Some(Action::Done(_, printing)) = stage.wishes.pop() else { panic!() };
    assert!(!printing.pictures);
}
