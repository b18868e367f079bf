//! Personal groups: kept from a note, completed, checked, sent to, removed.

use super::*;

/// Keeps Bruno and Beatrix as a group, by what a person does.
fn keep(world: &World, desk: &Desk) {
    let mut stage = open(world, desk, Writing::New);
    stage.typed("BRUNO; bea; ");
    stage.alt("m");
    stage.click("Save Recipients as Group…");
    stage.typed("Chess club");
    stage.tap(Named::Enter);
    assert!(stage.find("The group Chess club is kept, with 2 people.").is_some());
}

#[test]
fn a_group_is_completed_and_its_members_get_the_note_once() {
    let world = World::new();
    let desk = world.desk("ANNA");
    keep(&world, &desk);
    let mut stage = titled(&world, &desk);
    stage.typed("bruno; che");
    assert!(stage.find("Personal group").is_some());
    stage.tap(Named::Enter);
    assert_eq!(stage.screen.form.part(Part::To), "bruno; Chess club; ");
    stage.alt("s");
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/BRUNO", "NORTH/MAIN/BEA"]);
    let id = subjects(&desk, FolderKind::SentMail)[0].0;
    let message = ask(&desk, move |session| session.open_message(id)).message;
    assert_eq!(message.to.len(), 2, "the members stand in the message, each once");
}

#[test]
fn checking_names_puts_the_members_in_the_place_of_the_group() {
    let world = World::new();
    let desk = world.desk("ANNA");
    keep(&world, &desk);
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("CHESS CLUB; NOBODY");
    stage.alt("k");
    assert!(stage.shown("To: NOBODY").is_some());
    stage.click("Back to the Message");
    let line = "Bruno Carl <NORTH/MAIN/BRUNO>; Beatrix Zorn <NORTH/MAIN/BEA>; NOBODY";
    assert_eq!(stage.screen.form.part(Part::To), line);
}

#[test]
fn a_group_with_a_doubtful_name_is_not_kept_and_delete_removes_one() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("BRUNO; NOBODY; ");
    stage.tell(Message::SaveGroup);
    stage.typed("Half");
    stage.tap(Named::Enter);
    assert!(stage.shown("To: NOBODY").is_some());
    drop(stage);
    assert!(ask(&desk, |session| session.groups()).is_empty());
    keep(&world, &desk);
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("che");
    stage.tap(Named::Delete);
    assert!(stage.shown("The group Chess club was removed").is_some());
    assert!(ask(&desk, |session| session.groups()).is_empty());
    stage.control("a");
    stage.typed("che");
    assert!(stage.find("Personal group").is_none());
}
