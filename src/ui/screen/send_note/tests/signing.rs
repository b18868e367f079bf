//! Signatures, quotes, and attachments that were forgotten.

use super::*;
use crate::session::Habits;

fn signed(desk: &Desk, habits: Habits) {
    let signature = "Anna Berg\nMain Office".to_owned();
    ask(desk, move |session| session.set_habits(&Habits { signature, ..habits }));
}

#[test]
fn a_new_note_is_signed_and_still_empty() {
    let world = World::new();
    let desk = world.desk("ANNA");
    signed(&desk, Habits::default());
    let mut stage = open(&world, &desk, Writing::New);
    assert_eq!(body(&stage), "\n\nAnna Berg\nMain Office\n");
    assert!(!stage.screen.is_unsaved());
    rest(&mut stage);
    assert!(subjects(&desk, FolderKind::Drafts).is_empty(), "there is nothing to keep");
    stage.alt("j");
    stage.tap(Named::Tab);
    stage.typed("Hi");
    assert_eq!(body(&stage), "Hi\n\nAnna Berg\nMain Office\n", "typing goes above");
    stage.control("z");
    stage.control("z");
    assert_eq!(body(&stage), "\n\nAnna Berg\nMain Office\n", "Undo leaves the signature");
    stage.tell(Message::Close);
    assert!(matches!(stage.wishes.last(), Some(Action::ChangedAndClose)), "{:?}", stage.wishes);
    assert!(subjects(&desk, FolderKind::Drafts).is_empty());
}

#[test]
fn a_draft_is_not_signed_again() {
    let world = World::new();
    let desk = world.desk("ANNA");
    signed(&desk, Habits::default());
    let draft = Draft { subject: "Plan".into(), body: "Hi\n".into(), ..Draft::default() };
    let id = ask(&desk, move |session| session.save_draft(None, &draft));
    let stage = open(&world, &desk, Writing::Draft(id));
    assert_eq!(body(&stage).trim_end(), "Hi");
    signed(&desk, Habits { sign_new: false, ..Habits::default() });
    assert_eq!(body(&open(&world, &desk, Writing::New)), "");
}

#[test]
fn a_forgotten_attachment_is_asked_for() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("BRUNO; ");
    stage.alt("j");
    stage.tap(Named::Tab);
    stage.typed("The menu is attached.");
    stage.alt("s");
    assert!(stage.wishes.is_empty() && stage.shown("nothing is attached").is_some());
    stage.tap(Named::Escape);
    assert!(stage.wishes.is_empty());
    stage.alt("s");
    stage.click("Attach…");
    assert!(stage.find("Attach File").is_some());
    stage.tap(Named::Escape);
    stage.alt("s");
    stage.click("Send Without");
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/BRUNO"]);

    // With one there is no question.
    let mut stage = titled(&world, &desk);
    stage.typed("BRUNO; ");
    let file = Attachment { name: "menu.txt".into(), mime: String::new(), bytes: vec![1] };
    stage.tell(Message::Attached(vec![Ok(file)]));
    stage.alt("j");
    stage.tap(Named::Tab);
    stage.typed("The menu is attached.");
    stage.alt("s");
    let _ = sent(&stage);
}

#[test]
fn answers_quote_and_sign_as_the_person_wishes() {
    let world = World::new();
    world.write("Lunch", "At one?", &[("menu.txt", b"soup")]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, crate::session::Session::fetch);
    let id = subjects(&desk, FolderKind::Inbox)[0].0;
    let habits = Habits {
        quoting: crate::session::Quoting::Above,
        prefix: "| ".into(),
        reply_attachments: true,
        ..Habits::default()
    };
    signed(&desk, habits.clone());
    let mut stage = open(&world, &desk, Writing::Reply(id));
    assert_eq!(stage.screen.strip.items().len(), 1, "the attachment comes along");
    stage.typed("Yes.");
    let text = body(&stage);
    let (intro, rest) = text.split_once('\n').unwrap();
    assert!(intro.starts_with("Bruno Carl wrote on "), "{text}");
    assert_eq!(rest, "| At one?\n\nYes.\n\nAnna Berg\nMain Office\n");
    let forward = open(&world, &desk, Writing::Forward(id));
    assert!(body(&forward).starts_with("\n\nAnna Berg\nMain Office\n\n"), "{}", body(&forward));
    signed(&desk, Habits { quoting: crate::session::Quoting::Off, sign_replies: false, ..habits });
    assert_eq!(body(&open(&world, &desk, Writing::Reply(id))), "");
}
