//! Pictures of the window in every look, to be looked at.

use iced::Size;

use super::*;

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.pictures("send-note-empty");
    stage.typed("bruno carl; b");
    stage.pictures("send-note-suggestions");
    stage.tap(Named::Escape);
    stage.tap(Named::Backspace);
    stage.alt("j");
    stage.typed(
        "Lunch at the harbour, and a subject that is rather long, longer than its field is wide",
    );
    stage.tap(Named::Tab);
    stage.typed("Dear Bruno,");
    stage.tap(Named::Enter);
    stage.tap(Named::Enter);
    stage.typed("the quick brown fox jumps over the lazy dog. ");
    for (name, size) in [
        ("menu.txt", 812),
        (
            "A photograph with a name that is so long that nobody would ever type it, only cameras and offices make such names.jpeg",
            2_400_000,
        ),
        ("third.pdf", 48_000),
    ] {
        let bytes = vec![0; size];
        let file = Attachment { name: name.into(), mime: String::new(), bytes };
        stage.tell(Message::Attached(vec![Ok(file)]));
    }
    stage.tell(Message::SetPriority(Priority::High));
    stage.tell(Message::ToggleReceipt);
    stage.pictures("send-note");
    stage.tell(Message::SendEnded(Err(Error::NoRecipients)));
    stage.pictures("send-note-failure");
    stage.tell(Message::FailureRead);
    stage.alt("m");
    stage.pictures("send-note-menu");
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.alt("a");
    stage.pictures("send-note-attach");
    stage.tap(Named::Escape);
    stage.alt("t");
    stage.typed("; NOBODY; X/Y/Z");
    stage.alt("k");
    stage.pictures("send-note-unknown");
    stage.tap(Named::Escape);
    stage.tell(Message::Typed(Part::To, "bruno; bea; ".into()));
    stage.tell(Message::SaveGroup);
    stage.typed("Beach club");
    stage.pictures("send-note-group");
    stage.tap(Named::Enter);
    stage.tell(Message::Typed(Part::To, String::new()));
    stage.alt("t");
    stage.typed("b");
    stage.pictures("send-note-group-suggested");
    stage.tap(Named::Escape);
    stage.tell(Message::Typed(Part::To, "Dora Eck".into()));
    stage.alt("k");
    stage.pictures("send-note-choose");
    stage.tap(Named::Escape);
    stage.tell(Message::Close);
    stage.pictures("send-note-close");
    stage.tap(Named::Escape);
    let task = stage.tell_only(Message::CheckNames);
    stage.tell(Message::Ticked(Instant::now() + LONG));
    stage.pictures("send-note-wait");
    drop(task);
    stage.tell(Message::Cancel);
    stage.size = Size::new(420.0, 340.0);
    stage.pictures("send-note-small");
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_of_spelling_and_finding() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("bruno; bea; NOBODY");
    stage.alt("c");
    stage.typed("anna; bruno; bea; dor");
    stage.tap(Named::Escape);
    stage.alt("k");
    stage.tap(Named::Escape);
    stage.alt("j");
    stage.tap(Named::Tab);
    stage.typed("Dear Bruno,");
    stage.tap(Named::Enter);
    stage.typed(
        "I recieve teh menu every week, and the foxes in the kitchen recieve teh rest of it; ",
    );
    stage.typed(
        "this is a long line in which somthing is wrong at the end of the row as well, and mroe.",
    );
    stage.tap(Named::Enter);
    stage.typed("> quoted teh");
    stage.pictures("send-note-misspelt");
    stage.tap(Named::ArrowUp);
    stage.tap(Named::Home);
    for _ in 0..3 {
        stage.tap(Named::ArrowRight);
    }
    stage.tap(Named::ContextMenu);
    stage.pictures("send-note-text-menu");
    stage.tap(Named::Escape);
    stage.control("f");
    stage.typed("the");
    stage.tap(Named::Enter);
    stage.pictures("send-note-find");
    stage.control("h");
    stage.pictures("send-note-replace");
    stage.tap(Named::Escape);
    stage.tap(Named::F7);
    stage.pictures("send-note-spelling");
    stage.size = Size::new(420.0, 340.0);
    stage.pictures("send-note-spelling-small");
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_with_text_of_twice_the_size() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("bruno carl; bea");
    stage.alt("j");
    stage.typed("Lunch at the harbour, and a subject that is rather long, longer than its field");
    stage.tap(Named::Tab);
    stage.typed("Dear Bruno, the quick brown fox jumps over the lazy dog. ");
    for (name, size) in
        [("menu.txt", 812), ("third.pdf", 48_000), ("A long name of a photograph.jpeg", 2_400_000)]
    {
        let file = Attachment { name: name.into(), mime: String::new(), bytes: vec![0; size] };
        stage.tell(Message::Attached(vec![Ok(file)]));
    }
    stage.tell(Message::SetPriority(Priority::High));
    stage.tell(Message::ToggleReceipt);
    for (name, width, height) in
        [("least", 480.0, 320.0), ("narrow", 508.0, 352.0), ("wide", 956.0, 508.0)]
    {
        stage.size = Size::new(width, height);
        stage.pictures(&format!("200-{name}-send"));
        stage.alt("o");
        stage.pictures(&format!("200-{name}-send-options"));
        stage.tap(Named::Escape);
        stage.tell(Message::Search(crate::ui::screen::send_note::search::Event::Open(true)));
        stage.pictures(&format!("200-{name}-send-replace"));
        stage.tap(Named::Escape);
    }
}
