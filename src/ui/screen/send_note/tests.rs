//! Send Note, played by keys and clicks on real sessions.

mod closing;
mod finding;
mod groups;
mod names;
mod options;
mod pictures;
mod signing;
mod spelling;
mod templates;

use iced::Task;
use iced::keyboard::Modifiers;
use iced::keyboard::key::Named;
use iced::widget::text_editor;

use super::*;
use crate::mail::{FolderKind, MessageId, NewAttachment, Priority};
use crate::session::Sent;
use crate::ui::screen::stage::{Screen, Stage, World, ask, subjects};
use crate::ui::widget::testing::walk::walk;

impl Screen for SendNote {
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

/// Opens a note of somebody, which keeps what cannot be saved in the world's own folder.
fn open(world: &World, desk: &Desk, writing: Writing) -> Stage<SendNote> {
    let (mut note, task) = SendNote::new(desk.clone(), writing);
    note.keep.set_folder(world.path("unsent"));
    note.data = world.path("data");
    Stage::new((note, task))
}

/// Opens a new note that has a subject.
fn titled(world: &World, desk: &Desk) -> Stage<SendNote> {
    let mut stage = open(world, desk, Writing::New);
    stage.tell(Message::Typed(Part::Subject, "Plan".into()));
    stage
}

fn sent(stage: &Stage<SendNote>) -> &Sent {
    let sent = stage.wishes.iter().find_map(|wish| match wish {
        Action::Sent(sent) => Some(sent),
        _ => None,
    });
    sent.unwrap_or_else(|| panic!("not sent: {:?} {:?}", stage.wishes, stage.screen.failure))
}

/// Lets so much time pass that a draft is saved.
fn rest(stage: &mut Stage<SendNote>) {
    stage.tell(Message::Ticked(Instant::now() + Duration::from_secs(4)));
}

fn body(stage: &Stage<SendNote>) -> String {
    stage.screen.form.part(Part::Body).to_owned()
}

#[test]
fn every_shortcut_of_the_menus_does_what_its_command_does() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    crate::ui::widget::menu::check::sound(|| stage.screen.view());
    stage.typed("BRUNO");
    crate::ui::widget::menu::check::sound(|| stage.screen.view());
}

#[test]
fn the_status_bar_says_what_the_chosen_line_does() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("m");
    assert!(stage.find("Sends the note").is_some());
    stage.tap(Named::ArrowDown);
    assert!(stage.find("Checks whom the names mean").is_some());
    stage.pictures("help");
    stage.tap(Named::Escape);
    assert!(stage.find("Checks whom the names mean").is_none());
}

#[test]
fn tab_leads_through_the_window_and_can_be_seen() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    let size = iced::Size::new(700.0, 500.0);
    walk("Send Note", size, || stage.screen.view());
    stage.tap(Named::Escape);
    walk("what Escape asks", size, || stage.screen.view());
}

#[test]
fn a_message_is_written_and_sent_by_keys_alone() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    assert_eq!(stage.screen.title(), "New message");
    let to = stage.screen.ids.to.clone();
    assert!(stage.has_focus(&to), "the focus begins in To");
    stage.typed("bruno");
    // Bruno Carl is suggested; Tab takes him and goes on.
    assert!(stage.find("NORTH/MAIN/BRUNO").is_some());
    stage.tap(Named::Tab);
    assert_eq!(stage.screen.form.part(Part::To), "Bruno Carl <NORTH/MAIN/BRUNO>; ");
    stage.tap(Named::Tab);
    stage.tap(Named::Tab);
    stage.typed("Lunch");
    assert_eq!(stage.screen.title(), "Lunch");
    stage.tap(Named::Tab);
    stage.typed("At one?");
    stage.tap_with(Modifiers::COMMAND, Named::Enter);
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/BRUNO"]);
    assert!(sent(&stage).refused.is_empty());

    let mut bruno = world.session("BRUNO");
    assert_eq!(bruno.fetch().unwrap().fetched, 1);
    let inbox = bruno.standard(FolderKind::Inbox).unwrap();
    let rows = bruno.rows(inbox, crate::mail::Order::newest_first(), 0, 9).unwrap();
    let message = bruno.open_message(rows[0].id).unwrap().message;
    assert_eq!((message.subject.as_str(), message.body.trim_end()), ("Lunch", "At one?"));
}

#[test]
fn access_keys_lead_to_the_fields_and_alt_s_sends() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("j");
    stage.typed("S");
    stage.alt("b");
    stage.typed("ANNA");
    stage.tap(Named::Escape);
    assert_eq!(stage.screen.form.part(Part::Bcc), "ANNA", "Escape closed the suggestions only");
    stage.alt("s");
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/ANNA"]);
}

#[test]
fn a_draft_saves_itself_and_goes_on_where_it_was() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("BRUNO; ");
    stage.alt("j");
    stage.typed("Plan");
    assert!(subjects(&desk, FolderKind::Drafts).is_empty());
    rest(&mut stage);
    let drafts = subjects(&desk, FolderKind::Drafts);
    assert_eq!(drafts.len(), 1);
    assert!(matches!(stage.wishes[..], [Action::Changed]));
    // More changes stay in the same draft.
    stage.typed("s");
    rest(&mut stage);
    let drafts = subjects(&desk, FolderKind::Drafts);
    assert_eq!(drafts.len(), 1);
    assert_eq!(drafts[0].1, "Plans");
    drop(stage);

    let mut again = open(&world, &desk, Writing::Draft(drafts[0].0));
    assert_eq!(again.screen.form.part(Part::To), "BRUNO");
    assert_eq!(again.screen.title(), "Plans");
    let in_text = again.screen.ids.body.clone();
    assert!(again.has_focus(&in_text));
    again.typed("First");
    again.control("s");
    assert!(again.find("The draft is saved in Drafts.").is_some());
    again.tap_with(Modifiers::COMMAND, Named::Enter);
    let _ = sent(&again);
    assert!(subjects(&desk, FolderKind::Drafts).is_empty(), "the draft went with the message");
}

#[test]
fn typing_is_undone_and_done_again_in_every_field() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("j");
    stage.typed("Two words");
    stage.tap(Named::Tab);
    stage.typed("one two");
    stage.control("z");
    assert_eq!(body(&stage), "one ");
    stage.control("z");
    assert_eq!(body(&stage), "");
    stage.control("z");
    assert_eq!(stage.screen.form.part(Part::Subject), "Two ");
    stage.control("y");
    stage.control("y");
    stage.control("y");
    assert_eq!(stage.screen.form.part(Part::Subject), "Two words");
    assert_eq!(body(&stage), "one two");
    // The menus do the same.
    stage.alt("e");
    stage.click("Undo");
    assert_eq!(body(&stage), "one ");
}

#[test]
fn the_edit_menu_works_in_whatever_has_the_focus() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("j");
    stage.typed("Subject");
    for item in ["Select All", "Copy"] {
        stage.alt("e");
        stage.click(item);
    }
    stage.tap(Named::Tab);
    for _ in 0..2 {
        stage.alt("e");
        stage.click("Paste");
    }
    assert_eq!(body(&stage), "SubjectSubject");
    for item in ["Select All", "Cut"] {
        stage.alt("e");
        stage.click(item);
    }
    assert_eq!(body(&stage), "");
    assert_eq!(stage.screen.form.part(Part::Subject), "Subject");
}

#[test]
fn a_reply_quotes_and_marks_what_it_answers() {
    let world = World::new();
    world.write("Lunch", "At one?\nOr two?", &[("menu.txt", b"soup")]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, crate::session::Session::fetch);
    let id = subjects(&desk, FolderKind::Inbox)[0].0;
    let mut stage = open(&world, &desk, Writing::ReplyAll(id));
    assert_eq!(stage.screen.title(), "RE: Lunch");
    let (to, cc) = (stage.screen.form.part(Part::To), stage.screen.form.part(Part::Cc));
    assert_eq!(to, "Bruno Carl <NORTH/MAIN/BRUNO>; Beatrix Zorn <NORTH/MAIN/BEA>");
    assert_eq!(cc, "");
    assert!(stage.screen.strip.is_empty(), "attachments are named only");
    let in_text = stage.screen.ids.body.clone();
    assert!(stage.has_focus(&in_text));
    stage.typed("Two.");
    let text = body(&stage);
    assert!(text.starts_with("Two.\n\nBruno Carl wrote on "), "{text}");
    assert!(text.contains("> At one?\n> Or two?\n> <<File Attachment: menu.txt>>"), "{text}");
    stage.tap_with(Modifiers::COMMAND, Named::Enter);
    assert_eq!(sent(&stage).accepted.len(), 2);
    assert!(ask(&desk, move |session| session.summary(id)).answered);

    let forward = open(&world, &desk, Writing::Forward(id));
    assert_eq!(forward.screen.title(), "FW: Lunch");
    assert_eq!(forward.screen.strip.items().len(), 1);
    assert!(body(&forward).contains("At one?"));
}

#[test]
fn attachments_travel() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let disk = crate::session::Disk::new();
    let (path, bytes) = (world.path("photo.png"), vec![7_u8; 3000]);
    disk.create_new(&path, &bytes).unwrap();
    let mut stage = titled(&world, &desk);
    stage.typed("BRUNO; ");
    stage.alt("a");
    stage.typed(path.to_str().unwrap());
    stage.tap(Named::Enter);
    assert!(stage.find("photo.png").is_some());
    assert!(stage.find("2.9 KB").is_some());
    // The same file dropped on the window, and taken out again.
    let dropped = iced::window::Event::FileDropped(path.clone());
    stage.send([iced::Event::Window(dropped)]);
    assert_eq!(stage.screen.strip.items().len(), 2);
    stage.click("Remove");
    assert_eq!(stage.screen.strip.items().len(), 1);
    assert!(stage.find("1 attachment, 2.9 KB").is_some());
    // Pasted, as file managers copy it.
    stage.alt("j");
    stage.tap(Named::Tab);
    let pasted = std::sync::Arc::new(format!("file://{}\n", path.display()));
    let edit = text_editor::Action::Edit(text_editor::Edit::Paste(pasted));
    stage.tell(Message::Edited(edit));
    assert!(stage.find("2 attachments, 5.9 KB").is_some());
    assert_eq!(body(&stage), "");
    stage.click("Remove");
    // What cannot be read is told, and nothing is lost.
    stage.tell(Message::Dropped(vec![world.path("no such file")]));
    assert!(stage.shown("no such file could not be attached").is_some());
    stage.tap_with(Modifiers::COMMAND, Named::Enter);
    let _ = sent(&stage);
    let mut bruno = world.session("BRUNO");
    let _ = bruno.fetch().unwrap();
    let inbox = bruno.standard(FolderKind::Inbox).unwrap();
    let rows = bruno.rows(inbox, crate::mail::Order::newest_first(), 0, 9).unwrap();
    let message = bruno.open_message(rows[0].id).unwrap().message;
    let got = &message.attachments[0];
    assert_eq!((got.name.as_str(), &got.bytes), ("photo.png", &bytes));
}

#[test]
fn a_draft_keeps_all_that_is_written() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let draft = Draft {
        to: vec!["BRUNO".into(), "Odd Name".into()],
        bcc: vec!["Beatrix Zorn <NORTH/MAIN/BEA>".into()],
        subject: "Plan".into(),
        body: "\u{fc}\n\nlast\n".into(),
        attachments: vec![NewAttachment { name: "a.bin".into(), bytes: vec![0, 13, 10, 255] }],
        priority: Priority::High,
        receipt: true,
        ..Draft::default()
    };
    let kept = draft.clone();
    let id = ask(&desk, move |session| session.save_draft(None, &kept));
    let stage = open(&world, &desk, Writing::Draft(id));
    assert_eq!(stage.screen.draft(), draft);
}
