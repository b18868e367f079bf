//! The strip, played without a window around it.

use std::path::Path;
use std::sync::Mutex;

use iced_test::futures::futures::StreamExt;
use iced_test::futures::futures::executor::block_on;

use super::*;

/// What was opened so far, by this test's process.
static OPENED: Mutex<Vec<(String, Vec<u8>)>> = Mutex::new(Vec::new());

fn note(path: &Path) -> std::io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = crate::session::Disk::new().read(path, 1000).map_err(std::io::Error::other)?;
    OPENED.lock().unwrap().push((name, bytes));
    Ok(())
}

fn refuse(_: &Path) -> std::io::Result<()> {
    Err(std::io::Error::other("no program for it"))
}

fn file(name: &str, bytes: &[u8]) -> Attachment {
    Attachment { name: name.into(), mime: String::new(), bytes: bytes.to_vec() }
}

/// Runs what an action asks for; returns the last action.
fn run(strip: &mut Strip, message: Message) -> Action {
    let mut action = strip.update(message);
    while let Action::Run(task) = action {
        let mut stream = iced_test::runtime::task::into_stream(task).unwrap();
        let Some(iced_test::runtime::Action::Output(message)) = block_on(stream.next()) else {
            return Action::None;
        };
        action = strip.update(message);
    }
    action
}

#[test]
fn a_document_opens_at_once_and_a_program_asks() {
    let items = vec![file("a.txt", b"text"), file("a.sh", b"script")];
    let mut strip = Strip::reading(items).opened_by(note);
    let opened = |name: &str| OPENED.lock().unwrap().iter().any(|(opened, _)| opened == name);
    let _ = run(&mut strip, Message::Listed(ListEvent::Activate(Some(0))));
    assert!(opened("a.txt") && strip.dialog().is_none());
    let _ = run(&mut strip, Message::Listed(ListEvent::Activate(Some(1))));
    assert!(!opened("a.sh") && strip.dialog().is_some());
    let enter = strip.key(&Key::Named(Named::Enter), Modifiers::empty()).unwrap();
    let _ = run(&mut strip, enter);
    assert!(!opened("a.sh") && strip.dialog().is_none(), "Enter does not run it");
    let _ = run(&mut strip, Message::Open);
    let _ = run(&mut strip, Message::OpenProgram);
    assert!(opened("a.sh"));
    assert_eq!(OPENED.lock().unwrap()[0].1, b"text");
}

#[test]
fn what_cannot_be_opened_is_told() {
    let mut strip = Strip::reading(vec![file("b.xyz", b"?")]).opened_by(refuse);
    let action = run(&mut strip, Message::Open);
    let Action::Fail(failure) = action else { panic!("{action:?}") };
    assert!(failure.summary.contains("b.xyz") && failure.summary.contains("no program for it"));
}

#[test]
fn only_a_note_being_written_gives_attachments_away() {
    let items = || vec![file("1", b""), file("2", b""), file("3", b"")];
    let mut reading = Strip::reading(items());
    assert!(matches!(reading.update(Message::Remove), Action::None));
    assert_eq!(reading.items().len(), 3);
    let mut writing = Strip::writing(items());
    let _ =
        writing.update(Message::Listed(ListEvent::Select { row: 2, extend: false, toggle: false }));
    for left in [2, 1, 0] {
        assert!(matches!(writing.update(Message::Remove), Action::Removed));
        assert_eq!(writing.items().len(), left);
    }
    assert!(matches!(writing.update(Message::Remove), Action::None));
    assert!(writing.view().is_none());
}

#[test]
fn texts_and_pictures_are_looked_at_by_key() {
    let picture = include_bytes!(
        "../../../../packaging/linux/icons/hicolor/48x48/apps/org.restante.Restante.png"
    );
    let items = vec![file("menu.txt", b"soup"), file("icon.png", picture), file("x.pdf", b"%PDF")];
    let mut strip = Strip::reading(items).opened_by(note);
    let _ = run(&mut strip, Message::Look);
    assert!(strip.dialog().is_some());
    let space = strip.key(&Key::Named(Named::Space), Modifiers::empty()).unwrap();
    let _ = run(&mut strip, space);
    assert!(strip.dialog().is_none());
    strip.cursor = Some(1);
    let _ = run(&mut strip, Message::Look);
    let _ = run(&mut strip, Message::Zoom);
    assert!(strip.dialog().is_some());
    let escape = strip.key(&Key::Named(Named::Escape), Modifiers::empty()).unwrap();
    let _ = run(&mut strip, escape);
    strip.cursor = Some(2);
    let _ = run(&mut strip, Message::Look);
    // From there it is opened, and the look is over.
    let _ = run(&mut strip, Message::Open);
    assert!(strip.dialog().is_none());
    assert!(OPENED.lock().unwrap().iter().any(|(name, _)| name == "x.pdf"));
}
