//! Closing, discarding and failing: no text is lost unasked.

use super::*;

fn close(stage: &mut Stage<SendNote>) {
    stage.tell(Message::Close);
}

fn is_closed(stage: &Stage<SendNote>) -> bool {
    matches!(stage.wishes.last(), Some(Action::Close | Action::ChangedAndClose))
}

#[test]
fn an_empty_note_and_an_untouched_answer_close_without_asking() {
    let world = World::new();
    world.write("Lunch", "At one?", &[]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, crate::session::Session::fetch);
    let id = subjects(&desk, FolderKind::Inbox)[0].0;
    for writing in [Writing::New, Writing::Reply(id)] {
        let mut stage = open(&world, &desk, writing);
        close(&mut stage);
        assert!(is_closed(&stage));
    }
    // Also when something was typed and taken away again, which leaves no draft.
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("x");
    rest(&mut stage);
    assert_eq!(subjects(&desk, FolderKind::Drafts).len(), 1);
    stage.tap(Named::Backspace);
    close(&mut stage);
    assert!(is_closed(&stage));
    assert!(subjects(&desk, FolderKind::Drafts).is_empty());
}

#[test]
fn closing_asks_whether_to_save() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("j");
    stage.typed("Plan");
    stage.tap(Named::Escape);
    assert!(stage.shown("\"Plan\" is not sent").is_some() && stage.wishes.is_empty());
    stage.tap(Named::Escape);
    assert!(stage.shown("is not sent").is_none(), "Cancel goes back");
    assert_eq!(stage.screen.title(), "Plan");
    assert!(matches!(stage.screen.close_requested(), Action::None));
    stage.click("Save");
    assert!(is_closed(&stage));
    assert_eq!(subjects(&desk, FolderKind::Drafts)[0].1, "Plan");
}

#[test]
fn discarding_takes_back_what_saved_itself() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("j");
    stage.typed("Plan");
    rest(&mut stage);
    close(&mut stage);
    stage.click("Discard");
    assert!(is_closed(&stage));
    assert!(subjects(&desk, FolderKind::Drafts).is_empty());

    // A draft that was kept goes back to what it was.
    let kept = Draft { subject: "Old".into(), body: "text".into(), ..Draft::default() };
    let id = ask(&desk, move |session| session.save_draft(None, &kept));
    let mut stage = open(&world, &desk, Writing::Draft(id));
    stage.alt("j");
    stage.typed("er");
    rest(&mut stage);
    assert_eq!(subjects(&desk, FolderKind::Drafts)[0].1, "Older");
    close(&mut stage);
    stage.click("Discard");
    assert_eq!(subjects(&desk, FolderKind::Drafts)[0].1, "Old");
}

#[test]
fn the_discard_button_asks_and_a_kept_draft_goes_to_deleted_mail() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let kept = Draft { subject: "Old".into(), ..Draft::default() };
    let id = ask(&desk, move |session| session.save_draft(None, &kept));
    let mut stage = open(&world, &desk, Writing::Draft(id));
    stage.tell(Message::Discard);
    assert!(stage.shown("Throw \"Old\" away?").is_some());
    stage.tap(Named::Enter);
    assert!(stage.wishes.is_empty(), "Enter keeps it");
    stage.tell(Message::Discard);
    stage.tell(Message::Answered(Answer::Discard));
    assert!(is_closed(&stage));
    assert!(subjects(&desk, FolderKind::Drafts).is_empty());
    assert_eq!(subjects(&desk, FolderKind::DeletedMail)[0].1, "Old");
}

#[test]
fn while_a_message_is_on_its_way_it_cannot_be_sent_again() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("BRUNO; ");
    let task = stage.tell_only(Message::Send);
    assert!(stage.screen.is_busy());
    assert!(matches!(stage.screen.update(Message::Send), Action::None));
    stage.tell(Message::Typed(Part::Subject, "too late".into()));
    assert_eq!(stage.screen.form.part(Part::Subject), "Plan");
    assert!(stage.find("Please Wait").is_none());
    stage.tell(Message::Ticked(Instant::now() + LONG));
    assert!(stage.find("Please Wait").is_some() && stage.find("Cancel").is_some());
    close(&mut stage);
    assert!(stage.shown("has not answered yet").is_some() && stage.wishes.is_empty());
    stage.click("Wait");
    stage.run(task);
    let _ = sent(&stage);
}

#[test]
fn sending_is_cancelled_while_the_session_is_busy_with_something_else() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("BRUNO; ");
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let hung = desk.ask(move |_| wait.recv());
    let task = stage.tell_only(Message::Send);
    stage.tell(Message::Ticked(Instant::now() + LONG));
    stage.click("Cancel");
    go.send(()).unwrap();
    drop(hung);
    stage.run(task);
    assert!(stage.find("The message was not sent.").is_some());
    assert!(stage.wishes.is_empty() && !stage.screen.is_busy());
    assert!(subjects(&desk, FolderKind::SentMail).is_empty());
}

#[test]
fn when_the_message_file_fails_the_text_is_kept_on_this_computer() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("BRUNO; ");
    stage.alt("j");
    stage.typed("Plan");
    let gone = Error::MessageFileMissing { path: world.path("gone.MMF") };
    stage.tell(Message::SendEnded(Err(gone.clone())));
    assert!(stage.find(&gone.summary()).is_some());
    let told = stage.shown("Your text is also kept").unwrap();
    let path = told.rsplit("computer: ").next().unwrap().trim().to_owned();
    let text = crate::session::Disk::new().read(path.as_ref(), 1000).unwrap();
    assert_eq!(text, b"To: BRUNO\nSubject: Plan\n\n");
    assert_eq!(stage.screen.title(), "Plan", "the window keeps it too");
    // Once the message file has it, the copy goes.
    stage.control("s");
    for _ in 0..100 {
        if crate::session::Disk::new().size(path.as_ref()).unwrap().is_none() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("the copy is still there");
}

#[test]
fn an_answer_to_a_message_that_is_gone_says_so() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::Reply(MessageId(4711)));
    assert!(stage.find("The message is not there any more.").is_some());
    stage.alt("s");
    stage.control("s");
    assert!(stage.wishes.is_empty());
    close(&mut stage);
    assert!(is_closed(&stage));
}
