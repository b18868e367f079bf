//! Pictures of the window in every look, for looking at.

use iced::keyboard::key::Named;
use iced::keyboard::{Key, Modifiers};

use super::super::{Command, Message};
use super::stage::{Office, Stage, letter};
use crate::mail::{Draft, NewAttachment, Priority};
use crate::ui::theme::{self, Look};

fn some_mail() -> Vec<Draft> {
    let attachment =
        |name: &str, size: usize| NewAttachment { name: name.into(), bytes: vec![b'x'; size] };
    vec![
        letter("Welcome to the postoffice", "Hello Anna,\n\nthis is your mailbox."),
        Draft {
            attachments: vec![attachment("Invoice 1995-11.pdf", 84_000)],
            ..letter("Invoice for November", "Please find the invoice attached.\n\nBruno")
        },
        Draft { priority: Priority::Low, ..letter("Canteen menu", "Soup on Monday.") },
        Draft {
            priority: Priority::High,
            attachments: vec![
                attachment("Agenda.txt", 900),
                attachment("Budget & forecast 1996 with a rather long name.xls", 2_400_000),
                attachment("setup.exe", 312_000),
            ],
            cc: vec!["BRUNO".into()],
            ..letter(
                "Budget meeting moved to Thursday, please read the attached papers before",
                "Hello Anna,\n\nthe meeting about next year's budget is on Thursday at ten, in the \
                 large room on the second floor. Please read the attached papers before; we will \
                 not have the time to go through them together.\n\n  1. Last year\n  2. Next \
                 year\n  3. Anything else\n\nSee you there\nBruno\n",
            )
        },
    ]
}

#[test]
fn pictures_in_every_look() {
    let office = Office::new();
    office.write(some_mail());
    let mut anna = office.sign_in("ANNA");
    let projects = anna.create_folder(None, "Projects").unwrap();
    let _ = anna.create_folder(Some(projects), "1995").unwrap();
    let _ = anna.create_folder(Some(projects), "A folder with a name that is long").unwrap();
    let mut stage = Stage::open(anna);
    stage.picture("start", Look::Classic, 2.0);
    stage.tap(Named::ArrowDown);
    for look in Look::ALL {
        stage.picture("reading", look, 2.0);
    }
    stage.alt("v");
    stage.picture("menu", Look::Light, 2.0);
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.picture("reading-1x", Look::Classic, 1.0);
    stage.press(Key::Character("P".into()), Modifiers::COMMAND | Modifiers::SHIFT);
    stage.picture("palette", Look::Classic, 2.0);
    stage.press(Key::Character("m".into()), Modifiers::empty());
    stage.picture("palette-m", Look::Dark, 2.0);
    stage.tap(Named::Escape);
    stage.tap(Named::F1);
    stage.picture("sheet", Look::Classic, 2.0);
    stage.picture("sheet", Look::ContrastBlack, 2.0);
    stage.tap(Named::Escape);
    stage.ctrl("m");
    stage.picture("move", Look::Dark, 2.0);
    stage.tap(Named::Escape);
    stage.press(Key::Character("n".into()), Modifiers::COMMAND | Modifiers::SHIFT);
    stage.picture("folder", Look::Classic, 2.0);
    stage.tap(Named::Escape);
    stage.alt("h");
    stage.press(Key::Character("a".into()), Modifiers::empty());
    stage.picture("about", Look::Light, 2.0);
    stage.tap(Named::Escape);
    stage.center.settings.reading_pane = "right".into();
    stage.center.settings.panes.list = 504.0;
    stage.right_click("Canteen menu");
    stage.picture("context", Look::Classic, 2.0);
    stage.center.menu = None;
    stage.click("Deleted Mail");
    stage.picture("empty", Look::Dark, 2.0);
    stage.click("Inbox");
    stage.ctrl("a");
    stage.picture("all", Look::Classic, 2.0);
    stage.resize(640.0, 420.0);
    stage.picture("small", Look::Classic, 2.0);
}

#[test]
fn a_long_message_comes_in_parts() {
    let office = Office::new();
    let line = "All work and no play makes Jack a dull boy, and so on.\n";
    office.write([letter("Long", &line.repeat(20_000))]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.tap(Named::ArrowDown);
    assert_eq!(stage.center.pane.reader.part().0, 1);
    stage.tap(Named::Tab);
    stage.tap(Named::End);
    let parts = stage.center.pane.reader.part().1;
    assert!(parts > 15, "{parts}");
    stage.sees(&format!("Part 1 of {parts} of a long message"));
    stage.picture("long", Look::Light, 2.0);
    stage.click("Next Part");
    stage.sees(&format!("Part 2 of {parts} of a long message"));
    stage.tap(Named::End);
    stage.click("Previous Part");
    assert_eq!(stage.center.pane.reader.part(), (1, parts));
}

#[test]
fn pictures_of_questions_and_of_waiting() {
    let office = Office::new();
    office.write(some_mail());
    let mut stage = Stage::open(office.sign_in("ANNA"));
    stage.ctrl("a");
    stage.tap(Named::Delete);
    stage.click("Deleted Mail");
    stage.click("Canteen menu");
    stage.tap(Named::Delete);
    stage.picture("question", Look::Dark, 2.0);
    stage.tap(Named::Escape);
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let busy = stage.center.desk.ask(move |_| wait.recv());
    let move_back = stage.center.update(Message::Ordered(Command::Undo));
    let later = std::time::Instant::now() + std::time::Duration::from_secs(2);
    let _ = stage.center.update(Message::Ticked(later));
    stage.picture("busy", Look::Classic, 2.0);
    go.send(()).unwrap();
    drop((busy, move_back));
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_of_many_scripts_and_sizes() {
    let office = Office::new();
    office.add("LONG", "Maximiliana Wolfeschlegelstein", false);
    office.write([
        letter("مرحبا بكم في مكتب البريد", "السلام عليكم\n\nهذه رسالة قصيرة.\nBruno"),
        letter("会议改到星期四 — 議事録の確認 — 회의", "你好，\n\n会议改到星期四上午十点。\n"),
        letter(
            "Party on Friday 🎉 bring cake 🍰",
            "See you 😀👍\n\nשלום, Привет, Γειά σου, สวัสดี\n",
        ),
        letter(&"A subject that has no end ".repeat(9), &"A line that has no end ".repeat(60)),
    ]);
    let mut stage = Stage::open(office.sign_in("ANNA"));
    theme::scripts::look();
    for row in 0..4 {
        stage.tap(Named::ArrowDown);
        stage.picture(&format!("scripts-{row}"), Look::Classic, 2.0);
    }
    stage.picture("scripts", Look::Dark, 2.0);
    stage.resize(1600.0, 800.0);
    stage.picture("wide", Look::Light, 1.0);
    // What is left of a screen of 1280 by 800 with text of 200 %.
    stage.resize(640.0, 360.0);
    for look in Look::ALL {
        stage.picture("large", look, 2.0);
    }
    let mut dialog = |name: &str, menu: &str, letter: &str| {
        stage.alt(menu);
        stage.press(Key::Character(letter.into()), Modifiers::empty());
        stage.picture(&format!("large-{name}"), Look::Classic, 2.0);
        stage.tap(Named::Escape);
    };
    dialog("options", "m", "o");
    dialog("about", "h", "a");
    dialog("sheet", "h", "k");
    dialog("palette", "h", "p");
    for menu in ["f", "e", "v", "m", "h"] {
        stage.alt(menu);
        stage.picture(&format!("large-menu-{menu}"), Look::Classic, 2.0);
        stage.tap(Named::Escape);
        stage.tap(Named::Escape);
    }
}

/// What is left of screens of 1024 by 768 and of 1920 by 1080 with text of 200 %, and the least.
const LARGE: [(&str, f32, f32); 3] =
    [("least", 480.0, 320.0), ("narrow", 508.0, 352.0), ("wide", 956.0, 508.0)];

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_with_text_of_twice_the_size() {
    let office = Office::new();
    office.write(some_mail());
    let mut anna = office.sign_in("ANNA");
    let projects = anna.create_folder(None, "Projects").unwrap();
    let _ = anna.create_folder(Some(projects), "A folder with a name that is long").unwrap();
    let mut stage = Stage::open(anna);
    for (name, width, height) in LARGE {
        stage.resize(width, height);
        stage.center.settings.reading_pane = "below".into();
        stage.click("Inbox");
        stage.tap(Named::Tab);
        stage.tap(Named::Tab);
        stage.tap(Named::ArrowDown);
        stage.picture(&format!("200-{name}-below"), Look::Classic, 2.0);
        stage.picture(&format!("200-{name}-below"), Look::Light, 2.0);
        stage.center.settings.reading_pane = "off".into();
        stage.picture(&format!("200-{name}-off"), Look::Classic, 2.0);
        stage.center.settings.reading_pane = "right".into();
        stage.picture(&format!("200-{name}-right"), Look::Classic, 2.0);
        for (what, command) in [
            ("move", Command::Move),
            ("copy", Command::CopyTo),
            ("print", Command::Print),
            ("save", Command::SaveAs),
            ("archive", Command::Archive),
            ("rules", Command::Rules),
            ("absence", Command::OutOfOffice),
            ("in", Command::BringIn),
            ("out", Command::TakeOut),
            ("password", Command::ChangePassword),
            ("properties", Command::FolderProperties),
        ] {
            stage.hear_order(command);
            stage.picture(&format!("200-{name}-{what}"), Look::Classic, 2.0);
            stage.tap(Named::Escape);
            stage.center.dialog = None;
        }
        stage.hear_order(Command::Options);
        for page in 0..8 {
            stage.picture(&format!("200-{name}-options-{page}"), Look::Classic, 2.0);
            stage.press(Key::Named(Named::Tab), Modifiers::COMMAND);
        }
        stage.tap(Named::Escape);
        stage.center.dialog = None;
    }
}
