//! Message Options, the order of the Tab key, and a note without a subject.

use std::time::Duration;

use super::*;
use crate::mail::Order;
use crate::session::{Habits, Session};

fn letter(world: &World, mailbox: &str) -> crate::mail::Message {
    let mut session = world.session(mailbox);
    assert_eq!(session.fetch().unwrap().fetched, 1);
    let inbox = session.standard(FolderKind::Inbox).unwrap();
    let rows = session.rows(inbox, Order::newest_first(), 0, 9).unwrap();
    session.open_message(rows[0].id).unwrap().message
}

/// Changes how the person writes.
fn choose(desk: &Desk, change: impl FnOnce(&mut Habits) + Send + 'static) {
    ask(desk, |session| {
        let mut habits = session.habits()?;
        change(&mut habits);
        session.set_habits(&habits)
    });
}

#[test]
fn options_are_chosen_in_one_place_and_no_copy_is_kept() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("bruno; ");
    stage.alt("o");
    assert!(stage.find("Message Options").is_some());
    stage.alt("l");
    stage.alt("c");
    stage.tap(Named::Escape);
    assert!(stage.find("Low priority").is_none() && stage.find("No copy").is_none());

    // The menu leads there as well; the arrows choose the priority.
    stage.alt("m");
    stage.click("Options…");
    stage.alt("n");
    stage.tap(Named::ArrowUp);
    stage.alt("r");
    stage.alt("c");
    stage.tap(Named::Enter);
    for told in ["High priority", "Return receipt", "No copy"] {
        assert!(stage.find(told).is_some(), "{told}");
    }
    stage.alt("s");
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/BRUNO"]);
    assert!(subjects(&desk, FolderKind::SentMail).is_empty());
    assert!(subjects(&desk, FolderKind::Outbox).is_empty());
    let message = letter(&world, "BRUNO");
    assert!(message.receipt && message.priority == Priority::High);
    assert!(!message.no_copy, "that is nobody else's business");

    let mut stage = titled(&world, &desk);
    stage.typed("bea; ");
    stage.alt("s");
    let _ = sent(&stage);
    assert_eq!(subjects(&desk, FolderKind::SentMail).len(), 1, "the next one is kept");
}

#[test]
fn no_copy_stays_with_draft_template_and_what_is_taken_back() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("bruno; ");
    stage.alt("o");
    stage.alt("c");
    stage.tap(Named::Enter);
    stage.tell(Message::SaveTemplate);
    stage.tap(Named::Enter);
    stage.control("s");
    drop(stage);
    let id = subjects(&desk, FolderKind::Templates)[0].0;
    assert!(open(&world, &desk, Writing::Template(id)).find("No copy").is_some());
    let underlined = |stage: &Stage<SendNote>| stage.screen.resolved_places(Part::To).len();

    let id = subjects(&desk, FolderKind::Drafts)[0].0;
    let mut stage = open(&world, &desk, Writing::Draft(id));
    assert!(stage.find("No copy").is_some());
    stage.screen.hold = Duration::from_secs(60);
    stage.alt("s");
    let held = sent(&stage).held.unwrap();
    let back = ask(&desk, move |session| session.take_back(held.id));
    let mut stage = open(&world, &desk, Writing::TakenBack(back));
    assert!(stage.find("No copy").is_some());
    // Sending found out who is meant; that is kept, and underlined from then on.
    assert_eq!(stage.screen.form.part(Part::To), "Bruno Carl <NORTH/MAIN/BRUNO>");
    assert_eq!(underlined(&stage), 1);
    stage.control("s");
    stage.tell(Message::SaveTemplate);
    stage.tap(Named::Enter);
    for kind in [FolderKind::Drafts, FolderKind::Templates] {
        let id = subjects(&desk, kind)[0].0;
        let again = match kind {
            FolderKind::Drafts => Writing::Draft(id),
            _ => Writing::Template(id),
        };
        assert_eq!(underlined(&open(&world, &desk, again)), 1, "{kind:?}");
    }
    stage.alt("s");
    let _ = sent(&stage);
    let _ = ask(&desk, Session::spool);
    assert!(subjects(&desk, FolderKind::SentMail).is_empty());
    assert!(subjects(&desk, FolderKind::Drafts).is_empty());
}

#[test]
fn whether_copies_are_kept_is_chosen_for_all_notes() {
    let world = World::new();
    world.write("Lunch", "At one?", &[]);
    let desk = world.desk("ANNA");
    choose(&desk, |habits| {
        habits.save_copy = false;
        habits.signature = "Anna".into();
    });
    let _ = ask(&desk, Session::fetch);
    let id = subjects(&desk, FolderKind::Inbox)[0].0;
    let bruno = crate::mail::Address::parse("NORTH/MAIN/BRUNO").unwrap();
    for writing in [
        Writing::New,
        Writing::To(bruno),
        Writing::Reply(id),
        Writing::ReplyAll(id),
        Writing::Forward(id),
    ] {
        let stage = open(&world, &desk, writing.clone());
        assert!(stage.screen.form.no_copy, "{writing:?}");
        assert!(body(&stage).contains("Anna"), "{writing:?}");
    }
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("o");
    stage.alt("c");
    stage.tap(Named::Enter);
    assert!(stage.find("No copy").is_none(), "this one is kept all the same");
}

#[test]
fn tab_goes_through_what_is_written_and_not_to_send() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    for part in [Part::To, Part::Cc, Part::Bcc, Part::Subject, Part::Body, Part::To] {
        let id = stage.screen.ids.of(part).clone();
        assert!(stage.has_focus(&id), "{part:?}");
        stage.tap(Named::Tab);
    }
    stage.tap_with(Modifiers::SHIFT, Named::Tab);
    stage.tap_with(Modifiers::SHIFT, Named::Tab);
    let text = stage.screen.ids.body.clone();
    assert!(stage.has_focus(&text));
    stage.typed("one ");
    assert!(stage.wishes.is_empty());
    // The mouse sends, and leaves the focus in the text when there is nobody to send to.
    stage.click("Send");
    assert!(stage.shown("recipient").is_some());
}

#[test]
fn a_missing_subject_is_asked_for_until_nobody_wants_to_be_asked() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("bruno; ");
    stage.alt("s");
    assert!(stage.shown("Send it without one?").is_some());
    stage.tap(Named::Enter);
    let subject = stage.screen.ids.subject.clone();
    assert!(stage.wishes.is_empty() && stage.has_focus(&subject), "Enter goes on writing");
    stage.alt("s");
    stage.alt("s");
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/BRUNO"]);

    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("bea; ");
    stage.alt("s");
    stage.alt("n");
    stage.click("Send Without");
    let _ = sent(&stage);
    assert!(!ask(&desk, |session| session.habits()).ask_subject);
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("bea; ");
    stage.alt("s");
    let _ = sent(&stage);
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_of_options() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("bruno; ");
    stage.alt("o");
    stage.alt("c");
    stage.pictures("send-note-options");
    stage.tap(Named::Enter);
    stage.alt("s");
    stage.pictures("send-note-no-subject");
}
