//! A disk that fills up while mail is written out, in a real session.

use iced::widget::{container, space};
use iced::{Element, Length};

use super::*;
use crate::admin::NewPostoffice;
use crate::mail::ShortName;
use crate::session::{Cost, SignIn};
use crate::ui::dialog::testing::Ran;
use crate::ui::theme::style;
use crate::ui::widget::testing::Stage;
use crate::ui::widget::{keys, modal};

struct Played {
    dialog: TakeOut,
    ran: Ran,
    /// How often the disk is found full.
    full: u32,
    done: Option<String>,
}

fn view(played: &Played) -> Element<'_, Message> {
    let base = container(space()).width(Length::Fill).height(Length::Fill).style(style::panel);
    keys(modal(base, Some(played.dialog.view())), |key, modifiers| {
        played.dialog.key(key, modifiers)
    })
    .into()
}

fn hear(played: &mut Played, message: &Message) {
    let Played { dialog, ran, full, done } = played;
    let mut hear = |message: Message| {
        let message = match message {
            Message::Went(Ok((_, _, None))) if *full > 0 => {
                *full -= 1;
                let path = "/mail/out".into();
                Message::Went(Err(Error::Full { path, room: 3 << 20, stays: false }))
            }
            message => message,
        };
        match dialog.update(message) {
            Action::Run(task) => return Some(task),
            Action::Done(told) => *done = Some(told),
            Action::None | Action::Cancelled => {}
        }
        None
    };
    if let Some(task) = hear(message.clone()) {
        ran.run(task, &mut hear);
    }
}

fn open() -> (tempfile::TempDir, Stage<Played, Message>) {
    let dir = tempfile::tempdir().unwrap();
    let name = |text| ShortName::parse(text).unwrap();
    let secret = || Password::new("secret").unwrap();
    let mut new = NewPostoffice::new(name("NET"), name("PO"), secret()).unwrap();
    new.cost = Cost::LEAST;
    let root = dir.path().join("PO");
    let _ = new.create(&Disk::new(), &root).unwrap();
    let mut sign_in = SignIn::new(&root, "ADMIN", secret());
    sign_in.cost = Cost::LEAST;
    let mut session = sign_in.run(&Disk::new(), &|| false).unwrap();
    session.welcome().unwrap();
    let mut dialog = TakeOut::new(Desk::open(session), None, Arc::default());
    dialog.path = dir.path().join("out").to_string_lossy().into_owned();
    let played = Played { dialog, ran: Ran::default(), full: 1, done: None };
    (dir, Stage::new(played, view, hear))
}

#[test]
fn an_export_waits_for_room_and_goes_on() {
    let (dir, mut window) = open();
    window.click("Export");
    assert!(window.find("The disk is nearly full: at /mail/out there is room for 3 MB.").is_some());
    assert!(!dir.path().join("out").exists());
    window.click("Go On");
    assert!(window.find("One message was written. Could not be read: 0.").is_some());
    assert!(dir.path().join("out/manifest.csv").exists());
    window.click("OK");
    assert!(window.state.done.is_some());
}

#[test]
fn an_export_that_waits_for_room_can_be_given_up() {
    let (dir, mut window) = open();
    window.click("Export");
    window.click("Cancel");
    // It can be begun anew, and nothing of the first is left.
    assert!(window.find("Export").is_some());
    let names = || Disk::new().list(dir.path()).unwrap().len();
    assert_eq!(names(), 1);
    window.click("Export");
    assert!(window.find("One message was written. Could not be read: 0.").is_some());
    assert_eq!(names(), 2);
}
