//! Read Note, played by keys and clicks on real sessions.

mod pictures;

use iced::keyboard::Modifiers;
use iced::keyboard::key::Named;
use iced::{Event, Size, Task, mouse};

use super::*;
use crate::mail::{Draft, FolderKind};
use crate::session::{Disk, Session};
use crate::ui::screen::body;
use crate::ui::screen::stage::{Screen, Stage, World, ask, subjects};
use crate::ui::widget::testing::walk::walk;
use crate::ui::written;

impl Screen for ReadNote {
    type Message = Message;
    type Wish = Action;

    fn look(&self) -> Element<'_, Message> {
        self.view()
    }

    fn hear(&mut self, message: Message) -> (Task<Message>, Option<Action>) {
        match self.update(message) {
            Action::None => (Task::none(), None),
            Action::Run(task) => (task, None),
            action => (Task::none(), Some(action)),
        }
    }
}

/// Lets BRUNO write three messages to ANNA, who collects them.
fn three(world: &World) -> (Desk, Vec<MessageId>) {
    world.write("First", "one", &[]);
    world.write("Second", "two\nlines", &[("menu.txt", b"soup"), ("menu.txt", b"fish")]);
    world.write("Third", "three", &[]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, Session::fetch);
    let ids = subjects(&desk, FolderKind::Inbox).into_iter().map(|(id, _)| id).collect();
    (desk, ids)
}

fn open(desk: &Desk, id: MessageId) -> Stage<ReadNote> {
    let folder = ask(desk, move |session| session.summary(id)).folder;
    // By number: what was sent within a second stands in no order by date.
    let order = Order::by(crate::mail::SortKey::Subject, false);
    Stage::new(ReadNote::new(desk.clone(), id, folder, order))
}

#[test]
fn every_shortcut_of_the_menus_does_what_its_command_does() {
    let world = World::new();
    let (desk, ids) = three(&world);
    for id in ids {
        let stage = open(&desk, id);
        crate::ui::widget::menu::check::sound(|| stage.screen.view());
    }
}

#[test]
fn the_status_bar_says_what_the_chosen_line_does() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[0]);
    let size = written::size(stage.screen.page.as_ref().unwrap().opened.summary.size);
    assert!(stage.find(&size).is_some());
    stage.alt("f");
    assert!(stage.find("Saves the message in a file").is_some());
    assert!(stage.find(&size).is_none(), "the bar is about the line alone");
    stage.pictures("help");
    stage.tap(Named::ArrowRight);
    assert!(stage.find("Copies the selected text").is_some());
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    assert!(stage.find(&size).is_some());
    let mut stage = open(&desk, ids[1]);
    let at = stage.find("menu.txt").unwrap().center();
    stage.point(at);
    stage.send([Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right))]);
    assert!(stage.find("Opens the file with the program for such files").is_some());
    stage.tap(Named::Escape);
    assert!(stage.find("Opens the file with the program for such files").is_none());
}

#[test]
fn tab_leads_through_the_window_and_can_be_seen() {
    let world = World::new();
    let (desk, ids) = three(&world);
    for id in ids {
        let stage = open(&desk, id);
        walk("Read Note", Size::new(700.0, 500.0), || stage.screen.view());
    }
}

#[test]
fn dates_sizes_and_flags_are_written_as_everywhere() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let id = ids[0];
    let due = crate::mail::Moment::now().end_of_day(1);
    let _ = ask(&desk, move |session| {
        let flag = crate::session::Act::Flag(crate::mail::Flag::Raised { due: Some(due) });
        let record = session.begin_act(flag);
        session.act(record, flag, &[id])
    });
    let mut stage = open(&desk, id);
    let date = stage.screen.page.as_ref().unwrap().opened.summary.date;
    assert!(stage.find(&date.local("%A, %-d %B %Y %H:%M")).is_some());
    assert!(stage.find(&due.local("Follow up by %A, %-d %B %Y")).is_some());
    assert!(stage.find("1 KB").is_some());
}

#[test]
fn a_message_is_shown_and_marked_as_read() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let id = ids[1];
    assert!(ask(&desk, move |session| session.summary(id)).unread);
    let mut stage = open(&desk, id);
    assert!(!ask(&desk, move |session| session.summary(id)).unread);
    assert!(matches!(stage.wishes[..], [Action::Changed]));
    assert_eq!(stage.screen.title(), "Second");
    assert!(stage.find("Bruno Carl <NORTH/MAIN/BRUNO>").is_some());
    assert!(stage.shown("Beatrix Zorn").is_some());
    assert_eq!(body::text_of(stage.screen.reader.content()).trim_end(), "two\nlines");
    // Read once more: nothing changes.
    let again = open(&desk, id);
    assert!(again.wishes.is_empty());
}

#[test]
fn previous_and_next_follow_the_list() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[0]);
    stage.control(".");
    assert_eq!(stage.screen.title(), "Second");
    stage.click("Next");
    assert_eq!(stage.screen.title(), "Third");
    assert!(!stage.screen.page.as_ref().unwrap().has_next);
    stage.control(".");
    assert_eq!(stage.screen.title(), "Third");
    assert!(stage.find("There are no more messages in this direction.").is_some());
    stage.control("<");
    stage.click("Previous");
    assert_eq!(stage.screen.title(), "First");
    // A message that is moved away in another window leaves its place to the next one.
    let (first, bin) = (ids[0], FolderKind::DeletedMail);
    let _ = ask(&desk, move |session| {
        let bin = session.standard(bin)?;
        session.move_to(&[first], bin)
    });
    stage.control(".");
    assert_eq!(stage.screen.title(), "Second");
}

#[test]
fn delete_goes_on_to_the_next_and_closes_at_the_end() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[1]);
    stage.tap(Named::Delete);
    assert_eq!(stage.screen.title(), "Third");
    assert_eq!(subjects(&desk, FolderKind::DeletedMail)[0].1, "Second");
    assert!(matches!(stage.wishes.last(), Some(Action::Left(Some(_), false))));
    stage.click("Delete");
    assert!(matches!(stage.wishes.last(), Some(Action::Left(_, true))));
    assert_eq!(subjects(&desk, FolderKind::Inbox).len(), 1);

    // In Deleted Mail it asks: that is for good.
    let mut stage = open(&desk, ids[1]);
    stage.tap(Named::Delete);
    assert!(stage.shown("Delete it for good?").is_some());
    stage.tap(Named::Escape);
    assert_eq!(subjects(&desk, FolderKind::DeletedMail).len(), 2);
    stage.tap(Named::Delete);
    stage.tap(Named::Enter);
    assert_eq!(stage.screen.title(), "Third");
    assert_eq!(subjects(&desk, FolderKind::DeletedMail).len(), 1);
}

#[test]
fn a_message_goes_into_a_new_folder() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[0]);
    stage.control("m");
    stage.click("New Folder…");
    stage.alt("n");
    stage.typed("Work");
    stage.tap(Named::Enter);
    assert!(matches!(stage.wishes.last(), Some(Action::Left(Some(_), false))));
    stage.tap(Named::Enter);
    let folders = ask(&desk, |session| session.folders());
    let made = folders.iter().find(|folder| folder.name == "Work").unwrap();
    assert_eq!(made.total, 1);
}

#[test]
fn answers_are_asked_of_the_router_and_escape_closes() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[0]);
    let id = ids[0];
    stage.control("r");
    assert!(matches!(stage.wishes.last(), Some(Action::Write(Writing::Reply(at))) if *at == id));
    stage.click("Reply All");
    assert!(matches!(stage.wishes.last(), Some(Action::Write(Writing::ReplyAll(at))) if *at == id));
    stage.alt("m");
    stage.typed("f");
    assert!(matches!(stage.wishes.last(), Some(Action::Write(Writing::Forward(at))) if *at == id));
    stage.control("n");
    assert!(matches!(stage.wishes.last(), Some(Action::Write(Writing::New))));
    stage.tap(Named::Escape);
    assert!(matches!(stage.wishes.last(), Some(Action::Close)));
}

#[test]
fn the_text_can_be_marked_and_copied_but_not_changed() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[1]);
    let text = stage.screen.reader.id();
    assert!(stage.has_focus(&text));
    stage.typed("xyz");
    stage.tap(Named::Enter);
    stage.tap(Named::Backspace);
    stage.control("v");
    assert_eq!(body::text_of(stage.screen.reader.content()).trim_end(), "two\nlines");
    stage.tap_with(Modifiers::SHIFT, Named::End);
    stage.control("c");
    assert_eq!(stage.copied(), Some("two".into()));
    for item in ["Select All", "Copy"] {
        stage.alt("e");
        stage.click(item);
    }
    assert_eq!(stage.copied().unwrap().trim_end(), "two\nlines");
}

#[test]
fn the_source_is_shown_as_it_is() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[0]);
    stage.control("u");
    let text = body::text_of(stage.screen.reader.content());
    assert!(text.contains("Subject: First\n") && text.contains("Message-ID: <"), "{text}");
    stage.control("u");
    assert_eq!(body::text_of(stage.screen.reader.content()).trim_end(), "one");
}

#[test]
fn attachments_are_saved_one_by_one_and_all() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let disk = Disk::new();
    let mut stage = open(&desk, ids[1]);
    stage.click("Save…");
    let path = world.path("soup.txt");
    stage.control("a");
    stage.typed(path.to_str().unwrap());
    stage.tap(Named::Enter);
    assert_eq!(disk.read(&path, 99).unwrap(), b"soup");
    assert!(stage.shown("Saved: ").is_some());
    // Not over what is there, unless that is wished.
    stage.click("Save…");
    stage.control("a");
    stage.typed(path.to_str().unwrap());
    stage.tap(Named::Enter);
    assert!(stage.shown("soup.txt is there already").is_some());
    stage.tap(Named::Escape);
    stage.click("Save All…");
    let folder = world.path("all");
    stage.control("a");
    stage.typed(folder.to_str().unwrap());
    stage.tap(Named::Enter);
    assert_eq!(disk.read(&folder.join("menu.txt"), 99).unwrap(), b"soup");
    assert_eq!(disk.read(&folder.join("menu (2).txt"), 99).unwrap(), b"fish");
}

#[test]
fn the_message_is_saved_whole_or_as_text() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let (disk, id) = (Disk::new(), ids[1]);
    let mut stage = open(&desk, id);
    for (name, part) in [
        ("whole.eml", "boundary="),
        (
            "text.txt",
            "\n\n<<File Attachment: menu.txt>>\n<<File Attachment: menu.txt>>\ntwo\nlines",
        ),
    ] {
        stage.control("s");
        let path = world.path(name);
        stage.control("a");
        stage.typed(path.to_str().unwrap());
        stage.tap(Named::Enter);
        let text = String::from_utf8(disk.read(&path, 9_999).unwrap()).unwrap();
        assert!(text.contains(part), "{text}");
    }
    let source = ask(&desk, move |session| session.source(id));
    assert_eq!(disk.read(&world.path("whole.eml"), 9_999).unwrap(), source);
    // What is there is added to or written over, as the person says.
    let read = || String::from_utf8(disk.read(&world.path("text.txt"), 9_999).unwrap()).unwrap();
    let once = read();
    for (button, times) in [("Append", 2), ("Overwrite", 1), ("Cancel", 1)] {
        stage.control("s");
        stage.control("a");
        stage.typed(world.path("text.txt").to_str().unwrap());
        stage.tap(Named::Enter);
        assert!(stage.shown("is there already").is_some());
        stage.click(button);
        assert_eq!(read().matches("Subject: Second").count(), times, "{button}");
    }
    assert_eq!(read(), once);
    stage.tap(Named::Escape);
    // A failure is told, and the dialog stays.
    stage.control("s");
    stage.control("a");
    stage.typed(world.path("no/such/folder/x.txt").to_str().unwrap());
    stage.tap(Named::Enter);
    assert!(stage.shown("could not be written").is_some());
    stage.tap(Named::Escape);
    assert!(stage.find("Save As").is_none());
}

#[test]
fn what_takes_long_can_be_given_up() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[0]);
    let late = stage.tell_only(Message::Next);
    stage.tell(Message::Ticked(Instant::now() + LONG));
    assert!(stage.find("Please Wait").is_some());
    stage.tap(Named::Escape);
    assert!(stage.find("Please Wait").is_none());
    // The late answer is dropped.
    stage.run(late);
    assert_eq!(stage.screen.title(), "First");
}

#[test]
fn a_message_that_is_gone_says_so() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let folder = ask(&desk, |session| session.standard(FolderKind::Inbox));
    let order = Order::newest_first();
    let mut stage = Stage::new(ReadNote::new(desk, MessageId(4711), folder, order));
    assert!(stage.find("The message is not there any more.").is_some());
    stage.tap(Named::Delete);
    stage.control("r");
    assert!(stage.wishes.is_empty());
}

#[test]
fn a_message_is_moved_and_what_comes_after_is_as_chosen() {
    let world = World::new();
    for (after, title) in [("next", Some("Third")), ("previous", Some("First")), ("close", None)] {
        let world = World::new();
        let (desk, ids) = three(&world);
        let mut stage = open(&desk, ids[1]);
        let reading = Reading { after: after.into(), ..Reading::default() };
        let screen = std::mem::replace(&mut stage.screen, open(&desk, ids[0]).screen);
        stage.screen = screen.with(&reading, &Printing::default());
        stage.control("m");
        stage.click("Deleted Mail");
        stage.tap(Named::Enter);
        assert_eq!(subjects(&desk, FolderKind::DeletedMail)[0].1, "Second", "{after}");
        match title {
            Some(title) => assert_eq!(stage.screen.title(), title),
            None => assert!(matches!(stage.wishes.last(), Some(Action::Left(_, true)))),
        }
    }
    // Left where it is when the person thinks better of it.
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[0]);
    stage.click("Move");
    stage.tap(Named::Escape);
    assert_eq!(subjects(&desk, FolderKind::Inbox).len(), 3);
    assert_eq!(stage.screen.title(), "First");
}

/// Lets BRUNO write to ANNA with a picture and a table.
fn attached(world: &World) -> Stage<ReadNote> {
    let icon = include_bytes!(
        "../../../../packaging/linux/icons/hicolor/512x512/apps/org.restante.Restante.png"
    );
    let table = "name;town\nAnna;Bern\nBruno;Graz\n".repeat(12);
    world.write("Files", "See there.", &[("icon.png", icon), ("people.csv", table.as_bytes())]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, Session::fetch);
    let id = subjects(&desk, FolderKind::Inbox)[0].0;
    open(&desk, id)
}

#[test]
fn space_looks_at_what_is_attached_and_escape_leaves() {
    let world = World::new();
    let mut stage = attached(&world);
    stage.click("icon.png");
    stage.tap(Named::Space);
    assert!(stage.shown("512 × 512 pixels").is_some());
    stage.click("Actual Size");
    assert!(stage.find("Show Whole").is_some());
    stage.tap(Named::Escape);
    assert!(stage.find("Show Whole").is_none());
    assert!(stage.wishes.iter().all(|wish| !matches!(wish, Action::Close)));
    stage.click("people.csv");
    stage.tap(Named::Space);
    assert!(stage.find("Actual Size").is_none() && stage.find("Close").is_some());
    stage.tap(Named::Enter);
    assert!(stage.find("Close").is_none());
}

#[test]
fn how_it_was_printed_is_handed_on_to_be_remembered() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[1]);
    stage.control("p");
    stage.click("Attached pictures");
    stage.tell(Message::Printing(print::Message::Printed(Ok(()))));
    let Some(Action::Printed(printing)) = stage.wishes.pop() else { panic!("{:?}", stage.wishes) };
    assert!(!printing.pictures);
    assert!(stage.find("One page was printed.").is_some());
    assert!(!stage.screen.printing.pictures, "and here, too");
}
