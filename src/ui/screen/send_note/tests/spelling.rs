//! Spelling: marked while typing, looked up by menu, gone through by F7.

use super::*;
use crate::session::Habits;
use crate::ui::widget::text_area::SignKind;

/// Opens a note with the cursor in its text.
fn writing(world: &World, desk: &Desk, text: &str) -> Stage<SendNote> {
    let mut stage = open(world, desk, Writing::New);
    stage.alt("j");
    stage.tap(Named::Tab);
    stage.typed(text);
    stage
}

/// Returns the marked words of the first line.
fn marked(stage: &Stage<SendNote>) -> Vec<String> {
    let line = stage.screen.form.line(0);
    let signs = stage.screen.signs(0, &line).into_iter();
    let wrong = signs.filter(|(_, kind)| *kind == SignKind::Misspelt);
    wrong.map(|(range, _)| line[range].to_owned()).collect()
}

#[test]
fn words_are_marked_once_they_are_finished() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = writing(&world, &desk, "I recieve teh");
    assert_eq!(marked(&stage), ["recieve"], "the last word may go on");
    stage.typed(" ");
    assert_eq!(marked(&stage), ["recieve", "teh"]);
    stage.tell(Message::HabitsLoaded(Ok(Box::new(Habits {
        check_typing: false,
        ..Habits::default()
    }))));
    assert_eq!(marked(&stage), [""; 0]);
}

#[test]
fn the_menu_key_offers_what_might_be_meant() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = writing(&world, &desk, "teh recieve");
    stage.tap(Named::ContextMenu);
    assert!(stage.find("receive").is_some());
    stage.click("receive");
    assert_eq!(body(&stage), "teh receive");
    stage.control("z");
    assert_eq!(body(&stage), "teh recieve", "it is one step of Undo");
    // A word that is right has no suggestions, but what every text has.
    stage.tap(Named::End);
    stage.typed(" fox");
    stage.tap_with(Modifiers::SHIFT, Named::F10);
    assert!(stage.find("Add to Dictionary").is_none());
    assert!(stage.find("Paste").is_some());
    stage.tap(Named::Escape);
    let in_text = stage.screen.ids.body.clone();
    assert!(stage.has_focus(&in_text), "the focus is where it was");
    stage.tap(Named::Home);
    stage.tap(Named::ContextMenu);
    stage.click("Add to Dictionary");
    assert_eq!(marked(&stage), ["recieve"]);
    let kept = crate::session::Disk::new().read(&world.path("data/dictionary.txt"), 100).unwrap();
    assert_eq!(kept, b"teh\n");
}

#[test]
fn the_right_mouse_button_takes_the_cursor_along() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = writing(&world, &desk, "teh end. ");
    stage.point(iced::Point::new(24.0, 196.0));
    let press = |button| iced::Event::Mouse(iced::mouse::Event::ButtonPressed(button));
    stage.send([press(iced::mouse::Button::Right)]);
    assert!(stage.find("the").is_some(), "the word below the pointer is meant");
}

#[test]
fn f7_goes_through_the_text_and_every_button_works() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = writing(&world, &desk, "teh qqone qqtwo qqone qqthree teh qqfour NATOX");
    stage.tap(Named::F7);
    assert!(stage.find("Not in dictionary:").is_some());
    assert!(stage.shown("teh qqone qqtwo qqone").is_some(), "the line is shown");
    // Change All, by the field.
    stage.control("a");
    stage.typed("the");
    stage.click("Change All");
    assert_eq!(body(&stage), "the qqone qqtwo qqone qqthree the qqfour NATOX");
    assert!(stage.find("qqone").is_some());
    stage.click("Ignore All");
    assert!(stage.find("qqtwo").is_some());
    stage.click("Ignore");
    assert!(stage.find("qqthree").is_some(), "the other qqone is let pass");
    stage.click("Add");
    assert!(stage.find("qqfour").is_some());
    stage.click("Undo Last");
    assert!(stage.find("qqthree").is_some(), "the word is no longer known");
    stage.click("Undo Last");
    stage.click("Undo Last");
    stage.click("Undo Last");
    assert_eq!(body(&stage), "teh qqone qqtwo qqone qqthree teh qqfour NATOX");
    assert!(stage.find("teh").is_some());
    stage.alt("c");
    assert_eq!(body(&stage), "the qqone qqtwo qqone qqthree teh qqfour NATOX", "Enter would too");
    for _ in 0..4 {
        stage.alt("i");
    }
    // The second teh, by the list.
    stage.click("the");
    stage.tap(Named::Enter);
    stage.alt("i");
    assert!(stage.find("The spelling check is complete.").is_some());
    assert_eq!(body(&stage), "the qqone qqtwo qqone qqthree the qqfour NATOX");
    let in_text = stage.screen.ids.body.clone();
    assert!(stage.has_focus(&in_text));
}

#[test]
fn quoted_lines_are_left_alone() {
    let world = World::new();
    world.write("Lunch", "Teh menu, qqone.", &[]);
    let desk = world.desk("ANNA");
    let _ = ask(&desk, crate::session::Session::fetch);
    let id = subjects(&desk, FolderKind::Inbox)[0].0;
    for writing in [Writing::Reply(id), Writing::Forward(id)] {
        let mut stage = open(&world, &desk, writing);
        stage.tap(Named::F7);
        assert!(stage.find("The spelling check is complete.").is_some(), "{}", body(&stage));
    }
}

#[test]
fn the_text_is_checked_before_it_is_sent_if_that_is_wished() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let habits = Habits { check_sending: true, ..Habits::default() };
    ask(&desk, move |session| session.set_habits(&habits));
    let mut stage = titled(&world, &desk);
    stage.typed("BRUNO; ");
    stage.alt("j");
    stage.tap(Named::Tab);
    stage.typed("Teh menu");
    stage.alt("s");
    assert!(stage.wishes.is_empty() && stage.find("Not in dictionary:").is_some());
    stage.tap(Named::Escape);
    assert!(stage.wishes.is_empty(), "nothing is sent when the check is given up");
    stage.alt("s");
    stage.tap(Named::Enter);
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/BRUNO"]);
    let sent = subjects(&desk, FolderKind::SentMail);
    let id = sent[0].0;
    assert_eq!(ask(&desk, move |s| s.open_message(id)).message.body.trim_end(), "The menu");
}

#[test]
fn after_the_check_the_cursor_stands_behind_the_word() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = writing(&world, &desk, "teh fox and teh dog");
    stage.tap(Named::F7);
    stage.alt("c");
    stage.tap(Named::Escape);
    stage.typed("!");
    assert_eq!(body(&stage), "the fox and teh! dog", "given up at the second word");
    stage.tap(Named::F7);
    stage.alt("c");
    assert!(stage.find("The spelling check is complete.").is_some());
    stage.typed("?");
    assert_eq!(body(&stage), "the fox and the?! dog");
}

#[test]
fn f7_begins_with_the_subject() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("j");
    stage.typed("Teh qqlunch, teh menu");
    stage.tap(Named::Tab);
    stage.typed("We recieve teh qqlunch.");
    stage.tap(Named::F7);
    assert!(stage.shown("Teh qqlunch, teh menu").is_some(), "the subject is shown");
    stage.click("Ignore");
    assert!(stage.find("qqlunch").is_some());
    stage.control("a");
    stage.typed("lunch");
    stage.click("Change All");
    assert_eq!(stage.screen.form.part(Part::Subject), "Teh lunch, teh menu");
    assert_eq!(body(&stage), "We recieve teh lunch.");
    assert!(stage.find("teh").is_some());
    stage.click("Undo Last");
    assert_eq!(stage.screen.form.part(Part::Subject), "Teh qqlunch, teh menu");
    assert_eq!(body(&stage), "We recieve teh qqlunch.", "one step for both");
    stage.click("Ignore All");
    stage.alt("c");
    assert_eq!(stage.screen.form.part(Part::Subject), "Teh qqlunch, the menu");
    assert!(stage.find("recieve").is_some(), "then the text");
    stage.alt("c");
    stage.alt("c");
    assert_eq!(body(&stage), "We receive the qqlunch.");
    assert!(stage.find("The spelling check is complete.").is_some());
}
