//! Pictures of the window, to be looked at.

use super::*;

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures() {
    let world = World::new();
    let long =
        "The quick brown fox jumps over the lazy dog, and over many other animals. ".repeat(6);
    let text = format!("Dear Anna,\n\n{long}\n\n> quoted\n> lines\n\nBruno");
    let picture =
        ("A photograph whose name is longer than anybody would type.jpeg", &[1_u8; 3000][..]);
    world.write(
        "Lunch at the harbour",
        &text,
        &[("menu.txt", b"soup"), picture, ("run.sh", b"#!")],
    );
    world.write("Next", "x", &[]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, Session::fetch);
    let id = subjects(&desk, FolderKind::Inbox)[0].0;
    let mut stage = open(&desk, id);
    stage.pictures("read-note");
    stage.click("Save…");
    stage.pictures("read-note-save");
    stage.tap(Named::Escape);
    stage.click("run.sh");
    stage.click("Open");
    stage.pictures("read-note-program");
    stage.tap(Named::Escape);
    stage.alt("v");
    stage.pictures("read-note-menu");
    stage.typed("m");
    stage.pictures("read-note-submenu");
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.tap(Named::Escape);
    stage.control("u");
    stage.pictures("read-note-source");
    // Many recipients, no subject, a low priority.
    let people: Vec<String> = (0..60).map(|n| format!("Person Number {n}")).collect();
    let draft = Draft {
        to: people,
        cc: vec!["BRUNO".into()],
        body: "x".repeat(20) + &"\nline".repeat(80),
        priority: crate::mail::Priority::Low,
        ..Draft::default()
    };
    let id = ask(&desk, move |session| session.save_draft(None, &draft));
    let mut stage = open(&desk, id);
    stage.pictures("read-note-many");
    stage.click("All 60 People");
    stage.pictures("read-note-expanded");
    stage.tell(Message::SourceLoaded(Err(Error::Cancelled)));
    stage.size = Size::new(420.0, 340.0);
    stage.pictures("read-note-small");
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_of_what_is_attached() {
    let world = World::new();
    let mut stage = attached(&world);
    stage.click("icon.png");
    stage.tap(Named::Space);
    stage.pictures("look-picture");
    stage.click("Actual Size");
    stage.pictures("look-actual");
    stage.tap(Named::Escape);
    stage.click("people.csv");
    stage.tap(Named::Space);
    stage.pictures("look-text");
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures_with_text_of_twice_the_size() {
    let world = World::new();
    let (desk, ids) = three(&world);
    let mut stage = open(&desk, ids[1]);
    for (name, width, height) in
        [("least", 480.0, 320.0), ("narrow", 508.0, 352.0), ("wide", 956.0, 508.0)]
    {
        stage.size = Size::new(width, height);
        stage.pictures(&format!("200-{name}-read"));
        stage.control("p");
        stage.pictures(&format!("200-{name}-read-print"));
        stage.tap(Named::Escape);
    }
}
