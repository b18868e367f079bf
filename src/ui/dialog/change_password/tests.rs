//! A person changes the password, by keys, in a real session.

use iced::widget::space;
use iced_test::simulator::Simulator;

use iced::keyboard::key::Named;

use super::*;
use crate::admin::NewPostoffice;
use crate::mail::{Password, ShortName};
use crate::session::{Cost, Disk, SignIn};
use crate::ui::dialog::testing::Ran;
use crate::ui::theme::Look;
use crate::ui::widget::testing::{Stage, press, settings};
use crate::ui::widget::{keys, modal};

struct Played {
    dialog: ChangePassword,
    ran: Ran,
    done: bool,
    cancelled: bool,
}

fn view(played: &Played) -> Element<'_, Message> {
    let base = container(space()).width(Length::Fill).height(Length::Fill).style(style::panel);
    keys(modal(base, Some(played.dialog.view())), |key, modifiers| {
        played.dialog.key(key, modifiers)
    })
    .into()
}

fn hear(played: &mut Played, message: &Message) {
    let Played { dialog, ran, done, cancelled } = played;
    let mut hear = |message: Message| {
        match dialog.update(message) {
            Action::None => {}
            Action::Run(task) => return Some(task),
            Action::Done => *done = true,
            Action::Cancelled => *cancelled = true,
        }
        None
    };
    if let Some(task) = hear(message.clone()) {
        ran.run(task, &mut hear);
    }
}

type Window = Stage<Played, Message>;

fn sign_in(dir: &tempfile::TempDir, secret: &str) -> Result<crate::session::Session, Error> {
    let mut sign_in = SignIn::new(&dir.path().join("PO"), "ADMIN", Password::new(secret).unwrap());
    sign_in.cost = Cost::LEAST;
    sign_in.run(&Disk::new(), &|| false)
}

fn open(one_time: bool) -> (tempfile::TempDir, Window) {
    let dir = tempfile::tempdir().unwrap();
    let name = |text| ShortName::parse(text).unwrap();
    let mut new =
        NewPostoffice::new(name("NET"), name("PO"), Password::new("old one").unwrap()).unwrap();
    new.cost = Cost::LEAST;
    let _ = new.create(&Disk::new(), &dir.path().join("PO")).unwrap();
    let desk = Desk::open(sign_in(&dir, "old one").unwrap());
    let dialog = ChangePassword::new(desk, one_time);
    let played = Played { dialog, ran: Ran::default(), done: false, cancelled: false };
    (dir, Stage::new(played, view, hear))
}

fn write(window: &mut Window, text: &str) {
    for letter in text.chars() {
        let letter = letter.to_string();
        window.send([press(Key::Character(letter.into()), Modifiers::empty())]);
    }
}

/// Types the three passwords, and leaves the focus in the last field.
fn fill(window: &mut Window, [old, new, verify]: [&str; 3]) {
    for (nth, text) in [old, new, verify].into_iter().enumerate() {
        if nth > 0 {
            window.tap(Named::Tab);
        }
        write(window, text);
    }
}

/// Signs out, and in again with another password.
fn signs_in_with(dir: &tempfile::TempDir, window: &mut Window, secret: &str) -> bool {
    let task = window.state.dialog.desk.sign_out(|_| {});
    window.state.ran.run(task, &mut |closed| {
        closed.unwrap();
        None
    });
    sign_in(dir, secret).is_ok()
}

#[test]
fn ok_is_grey_until_new_equals_verify() {
    let (dir, mut window) = open(false);
    fill(&mut window, ["old one", "New one", "new one"]);
    assert!(window.find("New and Verify are not equal. Large and small letters differ.").is_some());
    window.tap(Named::Enter);
    window.click("OK");
    assert!(!window.state.done, "OK is grey");
    window.alt("v");
    window.select_all();
    write(&mut window, "New one");
    window.tap(Named::Enter);
    assert!(window.state.done);
    let heard = format!("{:?} {:?}", window.heard, window.state.dialog);
    assert!(!heard.contains("New one") && !heard.contains("old one"), "{heard}");
    assert!(signs_in_with(&dir, &mut window, "New one"));
}

#[test]
fn a_wrong_old_password_is_told_in_the_dialog() {
    let (dir, mut window) = open(false);
    fill(&mut window, ["Old one", "x", "x"]);
    window.click("OK");
    assert!(!window.state.done);
    assert!(window.find("The old password is incorrect.").is_some());
    // The other two are still there.
    window.alt("o");
    write(&mut window, "old one");
    window.tap(Named::Enter);
    assert!(window.state.done);
    assert!(signs_in_with(&dir, &mut window, "x"));
}

#[test]
fn a_blank_password_is_asked_about_first() {
    let (dir, mut window) = open(false);
    fill(&mut window, ["old one", "", ""]);
    window.tap(Named::Enter);
    assert!(window.find("Blank Password").is_some());
    window.tap(Named::Enter);
    assert!(window.find("Blank Password").is_none() && !window.state.done, "Enter is Cancel");
    window.tap(Named::Enter);
    window.alt("s");
    assert!(window.state.done);
    assert!(signs_in_with(&dir, &mut window, ""));
}

#[test]
fn escape_changes_nothing() {
    let (dir, mut window) = open(false);
    fill(&mut window, ["old one", "x", "x"]);
    window.tap(Named::Escape);
    assert!(window.state.cancelled && !window.state.done);
    assert!(signs_in_with(&dir, &mut window, "old one"));
}

#[test]
fn after_a_one_time_password_it_says_why_and_wants_another() {
    let (_dir, mut window) = open(true);
    assert!(window.find("You signed in with a one-time password. Choose a password of your own now, which nobody else knows.").is_some());
    assert!(window.find("One-time password:").is_some());
    fill(&mut window, ["old one", "old one", "old one"]);
    assert!(window.find("Choose another password than the one-time password.").is_some());
    window.tap(Named::Enter);
    assert!(!window.state.done);
}

#[test]
fn a_postoffice_that_does_not_answer_can_be_left() {
    let (_dir, mut window) = open(false);
    let (go, wait) = std::sync::mpsc::channel::<()>();
    let _busy = window.state.dialog.desk.ask(move |_| {
        let _ = wait.recv();
    });
    fill(&mut window, ["old one", "x", "x"]);
    let Action::Run(task) = window.state.dialog.update(Message::Confirm) else { panic!() };
    assert!(window.find("Please Wait").is_none(), "not before a second has gone");
    std::thread::sleep(PATIENCE);
    hear(&mut window.state, &Message::Waited);
    assert!(window.find("Please Wait").is_some());
    window.tap(Named::Escape);
    assert!(
        window.find("Nobody waits for the change any more, but it may still finish.").is_some()
    );
    go.send(()).unwrap();
    let Played { dialog, ran, .. } = &mut window.state;
    ran.run(task, &mut |message| {
        assert!(matches!(dialog.update(message), Action::None));
        None
    });
    assert!(!window.state.done);
}

fn draw(window: &Window, what: &str) {
    for look in Look::ALL {
        let mut ui =
            Simulator::with_size(settings(), iced::Size::new(480.0, 320.0), view(&window.state));
        let path = format!("target/pictures/change-password-{what}-{}.png", look.name());
        let picture = ui.snapshot(&look.theme()).unwrap();
        // The comparison writes the picture when there is none yet.
        let _ = std::fs::remove_file(path.replace(".png", "-tiny-skia.png"));
        assert!(picture.matches_image(&path).unwrap());
    }
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures() {
    let (_dir, mut window) = open(true);
    fill(&mut window, ["old one", "secret", "secre"]);
    draw(&window, "one-time");
    let (_dir, mut window) = open(false);
    fill(&mut window, ["wrong", "x", "x"]);
    window.tap(Named::Enter);
    draw(&window, "refused");
    let (_dir, mut window) = open(false);
    window.tap(Named::Enter);
    draw(&window, "blank");
}
