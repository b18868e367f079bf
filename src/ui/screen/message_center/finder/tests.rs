//! The Message Finder as a person uses it: typed words and fields, results, deeds, a name to keep.

use iced::keyboard::key::Named;
use iced::{Element, Task};

use super::form::Text;
use super::{Action, Command, Message, MessageFinder, view};
use crate::mail::{FolderKind, Query};
use crate::ui::screen::stage::{Screen, Stage, World, ask, subjects};
use crate::ui::task::Desk;
use crate::ui::widget::testing::walk::walk;

impl Screen for MessageFinder {
    type Message = Message;
    type Wish = Action;

    fn look(&self) -> Element<'_, Message> {
        self.view()
    }

    fn hear(&mut self, message: Message) -> (Task<Message>, Option<Action>) {
        match self.update(message) {
            Action::None => (Task::none(), None),
            Action::Run(task) => (task, None),
            Action::Changed(task, moved) => (task, Some(Action::Changed(Task::none(), moved))),
            other => (Task::none(), Some(other)),
        }
    }
}

fn stage() -> (World, Desk, Stage<MessageFinder>) {
    let world = World::new();
    world.write("Lens and plinth", "The third version of the plan.", &[]);
    world.write("Café", "A lens, but no draft.", &[("lens plan.pdf", &[7; 3000])]);
    world.write("Lunch", "Soup.", &[]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, crate::session::Session::fetch);
    let stage = Stage::new(MessageFinder::new(desk.clone(), None));
    (world, desk, stage)
}

fn found(stage: &Stage<MessageFinder>) -> Vec<String> {
    stage.screen.rows.known().map(|(_, summary)| summary.subject.clone()).collect()
}

#[test]
fn every_command_is_where_its_letters_and_keys_say() {
    let (_world, _desk, mut stage) = stage();
    crate::ui::widget::menu::check::sound(|| stage.screen.view());
    stage.typed("lens");
    stage.tap(Named::ArrowDown);
    crate::ui::widget::menu::check::sound(|| stage.screen.view());
}

#[test]
fn an_emoji_finds_subjects_and_texts_that_have_it() {
    let world = World::new();
    world.write("Party on Friday 🎉", "Bring cake.", &[]);
    world.write("Lunch", "Soup? And a 🎉 after it.", &[]);
    world.write("Budget", "Nothing to celebrate.", &[]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, crate::session::Session::fetch);
    let mut stage = Stage::new(MessageFinder::new(desk.clone(), None));
    stage.typed("🎉");
    assert_eq!(found(&stage), ["Lunch", "Party on Friday 🎉"]);
    stage.typed(" friday");
    assert_eq!(found(&stage), ["Party on Friday 🎉"]);
}

#[test]
fn the_status_bar_says_what_the_chosen_line_does() {
    let (_world, _desk, mut stage) = stage();
    stage.typed("lens");
    assert!(stage.find("2 messages found").is_some());
    stage.alt("f");
    stage.tap(Named::ArrowDown);
    assert!(stage.find("Shows the message in its folder").is_some());
    assert!(stage.find("2 messages found").is_none());
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    assert!(stage.find("2 messages found").is_some());
    stage.tap(Named::ArrowDown);
    stage.tap(Named::ContextMenu);
    assert!(stage.find("Opens the message in a window of its own").is_some());
}

#[test]
fn tab_leads_through_the_window_and_can_be_seen() {
    let (_world, _desk, mut stage) = stage();
    let size = iced::Size::new(900.0, 600.0);
    walk("with nothing found", size, || stage.screen.view());
    stage.typed("lens");
    stage.tap(Named::ArrowDown);
    walk("with messages", size, || stage.screen.view());
}

#[test]
fn results_come_as_one_types() {
    let (_world, desk, mut stage) = stage();
    assert!(stage.has_focus(&view::id(Text::Line)));
    assert!(
        stage.find("Type what you look for. Deleted Mail is looked through as well.").is_some()
    );
    stage.typed("len");
    assert_eq!(found(&stage), ["Café", "Lens and plinth"], "newest first");
    assert!(stage.find("2 messages found").is_some());
    assert!(stage.find("Inbox").is_some(), "the folder is said");
    stage.typed("s -draft");
    assert_eq!(found(&stage), ["Lens and plinth"]);
    stage.typed("x");
    assert_eq!(found(&stage).len(), 2, "no such word is left out");
    for _ in 0.."-draftx".len() {
        stage.tap(Named::Backspace);
    }
    // It is the same once all is indexed.
    while ask(&desk, |session| session.index_on(std::time::Duration::from_secs(1))) > 0 {}
    stage.tell(Message::Again);
    assert_eq!(found(&stage), ["Café", "Lens and plinth"]);
    stage.typed("zzz");
    assert!(stage.find("Nothing was found.").is_some());
}

#[test]
fn fields_narrow_what_is_found() {
    let (_world, _desk, mut stage) = stage();
    stage.alt("s");
    stage.typed("cafe");
    assert_eq!(found(&stage), ["Café"]);
    stage.alt("m");
    stage.typed("anna");
    assert_eq!(found(&stage), Vec::<String>::new(), "Bruno wrote it");
    stage.control("a");
    stage.typed("bruno OR dora");
    assert_eq!(found(&stage), ["Café"]);
    stage.tell(Message::Ordered(Command::Clear));
    assert_eq!(found(&stage), Vec::<String>::new());
    stage.click("Attachment");
    assert_eq!(found(&stage), ["Café"]);
    stage.click("Attachment");
    stage.alt("l");
    stage.typed("2K");
    assert_eq!(found(&stage), ["Café"]);
    stage.alt("b");
    stage.typed("soon");
    assert!(stage.find("A day is written like 2026-01-31.").is_some());
    stage.control("a");
    stage.typed("2001-01-01");
    assert!(stage.find("Nothing was found.").is_some());
}

#[test]
fn what_was_found_is_read_deleted_and_moved() {
    let (_world, desk, mut stage) = stage();
    stage.typed("lens");
    stage.tap(Named::ArrowDown);
    assert!(stage.has_focus(&view::LIST.into()));
    stage.tap(Named::Enter);
    assert!(matches!(stage.wishes.last(), Some(Action::Read(_, folder, _)) if folder.is_results()));
    stage.tap(Named::Delete);
    assert!(matches!(stage.wishes.last(), Some(Action::Changed(_, Some(_)))));
    assert_eq!(subjects(&desk, FolderKind::DeletedMail).len(), 1);
    assert_eq!(found(&stage).len(), 2, "Deleted Mail is looked through as well");
    assert!(stage.find("Deleted Mail").is_some());
    // From there it goes for good, after a question.
    stage.tap(Named::Home);
    stage.tap(Named::Delete);
    assert!(stage.screen.dialog.is_some());
    stage.alt("d");
    assert_eq!(found(&stage), ["Lens and plinth"]);
    stage.control("m");
    assert!(stage.screen.dialog.is_some());
    stage.typed("sent");
    stage.tap(Named::Enter);
    assert_eq!(subjects(&desk, FolderKind::SentMail).len(), 1);
    assert!(stage.find("Sent Mail").is_some());
    stage.tell(Message::Ordered(Command::OpenFolder));
    assert!(matches!(stage.wishes.last(), Some(Action::Show(..))));
    stage.tell(Message::Ordered(Command::MarkRead));
    assert!(stage.screen.rows.get(0).is_some_and(|row| !row.unread));
    stage.tap(Named::Escape);
    assert!(matches!(stage.wishes.last(), Some(Action::Close)));
}

#[test]
fn what_is_found_goes_into_a_new_folder() {
    let (_world, desk, mut stage) = stage();
    stage.typed("lens");
    stage.tap(Named::ArrowDown);
    stage.tell(Message::Ordered(Command::Move));
    stage.click("New Folder…");
    stage.alt("n");
    stage.typed("Optics");
    stage.tap(Named::Enter);
    assert!(matches!(stage.wishes.last(), Some(Action::Changed(_, Some(_)))), "it can be undone");
    stage.tap(Named::Enter);
    let folders = ask(&desk, |session| session.folders());
    let made = folders.iter().find(|folder| folder.name == "Optics").unwrap();
    assert_eq!(made.total, 1);
}

#[test]
fn one_looks_in_one_folder() {
    let (_world, desk, mut stage) = stage();
    let lens = subjects(&desk, FolderKind::Inbox)[0].0;
    let _ = ask(&desk, move |session| {
        let work = session.create_folder(None, "Work")?;
        let inside = session.create_folder(Some(work), "1995")?;
        session.move_to(&[lens], inside)
    });
    stage.typed("lens");
    assert_eq!(found(&stage).len(), 2);
    stage.alt("k");
    assert!(stage.find("Where to look").is_some());
    stage.click("Work");
    stage.tap(Named::Enter);
    assert_eq!(found(&stage), ["Lens and plinth"]);
    assert!(stage.find("Work and the folders inside").is_some());
    stage.tell(Message::Ordered(Command::Where));
    stage.click("And in the folders inside");
    stage.click("OK");
    assert_eq!(found(&stage), Vec::<String>::new());
    assert!(stage.find("Work").is_some());
}

#[test]
fn a_finder_is_kept_under_a_name_and_opened_again() {
    let (_world, desk, mut stage) = stage();
    stage.typed("from:bruno lens");
    stage.control("s");
    stage.typed("Lenses");
    stage.tap(Named::Enter);
    assert!(stage.find("Kept as “Lenses” in the folder tree.").is_some());
    assert_eq!(stage.screen.title(), "Message Finder – Lenses");
    let finders = ask(&desk, |session| session.finders());
    assert_eq!(finders.len(), 1);
    assert_eq!(finders[0].query, Query::parse("from:bruno lens*"));
    let again = Stage::new(MessageFinder::new(desk.clone(), finders.first()));
    assert_eq!(found(&again).len(), 2);
    assert_eq!(again.screen.form.text(Text::Line), "from:bruno lens*");
    // Under the same name it is another question, not another finder.
    stage.tell(Message::Filled(Text::Line, "soup".into()));
    stage.control("s");
    stage.tap(Named::Enter);
    let finders = ask(&desk, |session| session.finders());
    assert_eq!(finders.len(), 1);
    assert_eq!(finders[0].query, Query::parse("soup*"));
}

#[test]
#[ignore = "pictures to look at"]
fn pictures() {
    let (_world, _desk, mut stage) = stage();
    stage.size = MessageFinder::SIZE;
    stage.pictures("finder-empty");
    stage.typed("len");
    stage.tap(Named::ArrowDown);
    stage.pictures("finder-found");
    stage.tell(Message::Ordered(Command::Where));
    stage.pictures("finder-where");
    stage.tap(Named::Escape);
    stage.control("s");
    stage.pictures("finder-save");
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_with_text_of_twice_the_size() {
    let (_world, _desk, mut stage) = stage();
    stage.typed("len");
    for (name, width, height) in
        [("least", 480.0, 320.0), ("narrow", 508.0, 352.0), ("wide", 956.0, 508.0)]
    {
        stage.size = iced::Size::new(width, height);
        stage.pictures(&format!("200-{name}-find"));
        stage.tell(Message::Ordered(Command::Where));
        stage.pictures(&format!("200-{name}-find-where"));
        stage.tap(Named::Escape);
    }
}
