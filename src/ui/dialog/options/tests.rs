//! A person chooses, by keys and mouse.

use iced::Element;
use iced::keyboard::key::Named;
use iced::widget::space;
use iced_test::simulator::Simulator;

use super::*;
use crate::ui::dialog::testing::Ran;
use crate::ui::screen::stage::World;
use crate::ui::theme::Look;
use crate::ui::widget::testing::{Stage, press, settings};
use crate::ui::widget::{keys, modal};

struct Played {
    _world: World,
    dialog: Options,
    applied: Option<Settings>,
    done: Option<Settings>,
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
    match played.dialog.update(message.clone()) {
        Action::None => {}
        Action::Run(task) => {
            let mut heard = Vec::new();
            Ran::default().run(task, &mut |message| {
                heard.push(message);
                None
            });
            for message in heard {
                hear(played, &message);
            }
        }
        Action::Applied(settings) => played.applied = Some(settings),
        Action::Done(settings) => played.done = Some(settings),
        Action::Cancelled => played.cancelled = true,
    }
}

type Window = Stage<Played, Message>;

fn open() -> Window {
    let world = World::new();
    let (dialog, task) = Options::new(world.desk("ANNA"), &Settings::default());
    let mut played = Played { _world: world, dialog, applied: None, done: None, cancelled: false };
    Ran::default().run(task, &mut |message| {
        hear(&mut played, &message);
        None
    });
    Stage::new(played, view, hear)
}

fn type_minutes(window: &mut Window, text: &str) {
    window.alt("h");
    window.select_all();
    for letter in text.chars() {
        let letter = letter.to_string();
        window.send([press(Key::Character(letter.into()), Modifiers::empty())]);
    }
}

const WRONG: &str = "The new mail interval requires a number between 1 and 9999.";

#[test]
fn only_minutes_from_1_to_9999_are_taken() {
    for wrong in ["0", "10000", "x", "-3", "1.5", "99999999999"] {
        let mut window = open();
        type_minutes(&mut window, wrong);
        assert!(window.find(WRONG).is_none(), "not while it is typed");
        window.tap(Named::Enter);
        assert!(window.find(WRONG).is_some(), "{wrong:?}");
        assert!(window.state.done.is_none());
        type_minutes(&mut window, "9999");
        assert!(window.find(WRONG).is_none());
        window.tap(Named::Enter);
        assert_eq!(window.state.done.as_ref().unwrap().check_minutes, 9999);
    }
    let mut window = open();
    type_minutes(&mut window, " 1 ");
    window.click("OK");
    assert_eq!(window.state.done.as_ref().unwrap().check_minutes, 1);
}

#[test]
fn what_is_chosen_is_handed_back_and_nothing_else_changes() {
    let mut window = open();
    window.alt("r");
    window.click("Tool bar");
    window.alt("s");
    window.send([press(Key::Named(Named::PageDown), Modifiers::COMMAND)]);
    window.alt("d");
    window.tap(Named::Enter);
    let expected = Settings {
        look: "dark".to_owned(),
        reading_pane: "right".to_owned(),
        tool_bar: false,
        status_bar: false,
        ..Settings::default()
    };
    assert_eq!(window.state.done, Some(expected));
}

#[test]
fn how_new_mail_is_told_is_chosen() {
    let mut window = open();
    window.alt("c");
    window.click("with who wrote it and the subject");
    window.tap(Named::Enter);
    let told = window.state.done.take().unwrap().receiving;
    assert_eq!((told.chime, told.notify, told.notify_names), (false, true, false));
    let mut window = open();
    window.alt("n");
    window.click("with who wrote it and the subject");
    window.tap(Named::Enter);
    let told = window.state.done.take().unwrap().receiving;
    assert_eq!(
        (told.chime, told.notify, told.notify_names),
        (true, false, true),
        "nobody is named"
    );
}

#[test]
fn apply_is_there_once_something_was_used_and_the_dialog_stays() {
    let mut window = open();
    window.click("Apply");
    assert!(window.state.applied.is_none(), "nothing to apply");
    window.click("Tool bar");
    window.alt("a");
    assert!(!window.state.applied.take().unwrap().tool_bar);
    assert!(window.state.done.is_none());
    window.alt("a");
    assert!(window.state.applied.is_none(), "it was applied");
}

#[test]
fn what_is_wrong_is_shown_whatever_page_is_open() {
    let mut window = open();
    type_minutes(&mut window, "0");
    window.click("Appearance");
    assert!(window.find("Look").is_some());
    window.alt("a");
    assert!(window.find(WRONG).is_some());
    assert!(window.state.applied.is_none());
}

#[test]
fn what_is_sent_is_held_for_some_seconds_or_not_at_all() {
    for (typed, kept) in [("0", Some(0)), ("120", Some(120)), ("121", None), ("soon", None)] {
        let mut window = open();
        window.click("Sending");
        // The same key leads to the field that is on the page.
        type_minutes(&mut window, typed);
        window.tap(Named::Enter);
        assert_eq!(window.state.done.as_ref().map(|s| s.sending.hold_seconds), kept, "{typed}");
        let wrong = "Type a whole number of seconds, from 0 to 120.";
        assert_eq!(window.find(wrong).is_some(), kept.is_none());
    }
}

#[test]
fn how_the_person_writes_is_kept_in_their_message_file() {
    let mut window = open();
    window.click("Writing");
    window.alt("w");
    window.alt("q");
    window.select_all();
    for letter in ["|", " "] {
        window.send([press(Key::Character(letter.into()), Modifiers::empty())]);
    }
    window.alt("t");
    window.click("Signature");
    window.alt("e");
    window.click("In new messages");
    window.click("Spelling");
    window.click("Before sending");
    window.click("OK");
    assert!(window.state.done.is_some());
    let desk = window.state.dialog.desk.clone();
    let habits = crate::ui::screen::stage::ask(&desk, |session| session.habits());
    let expected = crate::session::Habits {
        quoting: crate::session::Quoting::Above,
        prefix: "| ".into(),
        reply_attachments: true,
        sign_new: false,
        check_sending: true,
        ..Default::default()
    };
    assert_eq!(habits, expected);
}

#[test]
fn receipts_and_deleted_mail_are_chosen_by_keys() {
    use crate::settings::{Emptied, Receipts};
    let mut window = open();
    window.click("Receiving");
    window.alt("k");
    window.tap(Named::ArrowDown);
    window.click("Remove what has lain there for");
    window.tap(Named::Tab);
    window.select_all();
    for letter in ["7", "x"] {
        window.send([press(Key::Character(letter.into()), Modifiers::empty())]);
    }
    window.tap(Named::Enter);
    assert!(window.find("Type a whole number of days, from 1 to 9999.").is_some());
    assert!(window.state.done.is_none());
    window.tap(Named::Backspace);
    window.tap(Named::Enter);
    let chosen = window.state.done.take().unwrap().receiving;
    assert_eq!(
        (chosen.receipts, chosen.emptied, chosen.days),
        (Receipts::Always, Emptied::Days, 7)
    );
}

#[test]
fn arrow_keys_go_round_the_choices() {
    let mut window = open();
    window.alt("b");
    window.tap(Named::ArrowDown);
    window.click("Appearance");
    window.alt("c");
    window.tap(Named::ArrowUp);
    window.alt("a");
    let settings = window.state.applied.take().unwrap();
    assert_eq!((settings.look.as_str(), settings.reading_pane.as_str()), ("contrast-white", "off"));
    window.tap(Named::Escape);
    assert!(window.state.cancelled && window.state.done.is_none());
}

#[test]
fn how_everything_is_seen_is_chosen_on_its_page() {
    let mut window = open();
    window.click("Appearance");
    window.alt("s");
    assert!(window.has_focus("options-text-size"));
    window.tap(Named::End);
    window.alt("n");
    window.alt("b");
    window.tap(Named::Enter);
    let settings = window.state.done.take().unwrap();
    assert_eq!(settings.look, "contrast-black");
    assert_eq!(settings.sight, crate::settings::Sight { text_size: 200, still: true });
}

#[test]
#[ignore = "draws pictures for people to look at"]
fn pictures() {
    let mut window = open();
    type_minutes(&mut window, "0");
    let draw = |what: &str, window: &Window| {
        for look in Look::ALL {
            let mut ui = Simulator::with_size(
                settings(),
                iced::Size::new(560.0, 440.0),
                view(&window.state),
            );
            let path = format!("target/pictures/options-{what}-{}.png", look.name());
            let picture = ui.snapshot(&look.theme()).unwrap();
            // The comparison writes the picture when there is none yet.
            let _ = std::fs::remove_file(path.replace(".png", "-tiny-skia.png"));
            assert!(picture.matches_image(&path).unwrap());
        }
    };
    draw("plain", &window);
    window.tap(Named::Enter);
    draw("wrong", &window);
    for number in 1..Tab::titles().len() {
        let _ = window.state.dialog.update(Message::TabChosen(number));
        draw(&format!("page-{number}"), &window);
    }
}
