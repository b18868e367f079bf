//! Names of recipients: completed, checked, in doubt.

use super::*;

#[test]
fn suggestions_are_taken_by_arrows_enter_and_mouse() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("b");
    // Berg, Beatrix and Bruno; the administrator is no B.
    stage.tap(Named::ArrowDown);
    stage.tap(Named::ArrowDown);
    stage.tap(Named::Enter);
    assert_eq!(stage.screen.form.part(Part::To), "Anna Berg <NORTH/MAIN/ANNA>; ");
    stage.typed("zo");
    stage.click("NORTH/MAIN/BEA");
    let line = "Anna Berg <NORTH/MAIN/ANNA>; Beatrix Zorn <NORTH/MAIN/BEA>; ";
    assert_eq!(stage.screen.form.part(Part::To), line);
    let to = stage.screen.ids.to.clone();
    assert!(stage.has_focus(&to));
    stage.typed("x");
    assert_eq!(stage.screen.form.part(Part::To), format!("{line}x"), "typing goes on at the end");
}

#[test]
fn an_unknown_name_is_named_with_the_reason() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("bruno carl; NOBODY; X/Y/Z");
    stage.alt("k");
    let told = stage.shown("NOBODY").unwrap();
    assert!(told.starts_with("To: NOBODY") && told.contains("no such mailbox"), "{told}");
    assert!(stage.shown("X/Y/Z").unwrap().contains("not known here"));
    assert!(stage.find("Send to the Others").is_none(), "nothing is being sent");
    stage.tap(Named::Escape);
    // Who was found is written out.
    let line = "Bruno Carl <NORTH/MAIN/BRUNO>; NOBODY; X/Y/Z";
    assert_eq!(stage.screen.form.part(Part::To), line);
}

#[test]
fn nothing_is_sent_while_a_name_is_in_doubt_unless_that_is_wished() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("BRUNO; NOBODY; ");
    stage.tap_with(Modifiers::COMMAND, Named::Enter);
    assert!(stage.shown("NOBODY").is_some());
    stage.click("Back to the Message");
    assert!(stage.wishes.is_empty() && stage.shown("To: NOBODY").is_none());
    let to = stage.screen.ids.to.clone();
    assert!(stage.has_focus(&to), "the focus goes to the field with the doubt");
    stage.tap_with(Modifiers::COMMAND, Named::Enter);
    stage.click("Send to the Others");
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/BRUNO"]);
    assert_eq!(sent(&stage).refused[0].recipient, "NOBODY");
}

#[test]
fn one_of_several_people_is_chosen() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("Dora Eck");
    stage.tap_with(Modifiers::COMMAND, Named::Enter);
    assert!(stage.find("NORTH/EAST/DORA").is_some());
    assert!(stage.find("NORTH/WEST/DORIS").is_some());
    stage.tap(Named::ArrowDown);
    stage.tap(Named::Enter);
    // Chosen, and sent by itself.
    assert_eq!(sent(&stage).accepted, ["NORTH/WEST/DORIS"]);
}

#[test]
fn checked_names_are_told() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("k");
    assert!(stage.find("There are no names to check.").is_some());
    stage.typed("north/east/dora");
    stage.alt("k");
    assert!(stage.find("The name was found.").is_some());
    assert_eq!(stage.screen.form.part(Part::To), "Dora Eck <NORTH/EAST/DORA>");
    stage.control("z");
    assert_eq!(stage.screen.form.part(Part::To), "north/east/dora", "checking can be undone");
}

#[test]
fn a_message_for_nobody_is_not_sent() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.alt("j");
    stage.typed("Hello");
    stage.alt("s");
    assert!(stage.find("The message has no recipients.").is_some());
    assert!(stage.wishes.is_empty());
    assert_eq!(stage.screen.form.part(Part::Subject), "Hello");
    let to = stage.screen.ids.to.clone();
    assert!(stage.has_focus(&to));
    stage.click("Dismiss");
    assert!(stage.find("The message has no recipients.").is_none());
}

#[test]
fn the_beginning_of_a_name_is_enough_for_check_names_but_is_asked_about_when_sending() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("bru car");
    stage.alt("k");
    assert_eq!(stage.screen.form.part(Part::To), "Bruno Carl <NORTH/MAIN/BRUNO>");
    stage.typed("; be");
    let underlined = |stage: &Stage<SendNote>| {
        let line = stage.screen.form.part(Part::To).to_owned();
        let places = stage.screen.resolved_places(Part::To).into_iter();
        places.map(|place| line[place].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(underlined(&stage), ["Bruno Carl <NORTH/MAIN/BRUNO>"], "the other is not known");
    stage.tap(Named::Tab);
    assert_eq!(underlined(&stage).len(), 2);
    let mut stage = titled(&world, &desk);
    stage.typed("bru");
    stage.tap(Named::Escape);
    stage.alt("s");
    assert!(stage.wishes.is_empty() && stage.shown("Is this who is meant").is_some());
    assert!(stage.find("Postoffice").is_some(), "the source is shown");
    stage.tap(Named::Enter);
    assert_eq!(sent(&stage).accepted, ["NORTH/MAIN/BRUNO"]);
}

#[test]
fn people_are_kept_by_one_key_and_come_first_once_written_to() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("north/east/dora; NOBODY");
    stage.control("k");
    assert!(stage.find("One person was added to the personal book.").is_some());
    stage.control("k");
    assert!(stage.find("The person is in the personal book already.").is_some());
    drop(stage);
    // Somebody of another postoffice is suggested, and meant, from now on.
    let mut stage = titled(&world, &desk);
    stage.typed("do");
    assert!(stage.find("NORTH/EAST/DORA").is_some());
    stage.tap(Named::Tab);
    stage.typed("eck");
    stage.tap(Named::Escape);
    stage.alt("k");
    assert_eq!(stage.screen.form.part(Part::Cc), "Dora Eck <NORTH/EAST/DORA>");

    // Who is written to is suggested first.
    let mut stage = titled(&world, &desk);
    stage.typed("b");
    assert!(stage.find("NORTH/MAIN/ANNA").is_some());
    stage.typed("ea");
    stage.tap(Named::Tab);
    stage.alt("s");
    let _ = sent(&stage);
    let mut stage = titled(&world, &desk);
    stage.typed("b");
    stage.tap(Named::Enter);
    assert_eq!(stage.screen.form.part(Part::To), "Beatrix Zorn <NORTH/MAIN/BEA>; ");
}

#[test]
fn the_chosen_one_of_several_can_be_kept() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("Dora Eck");
    stage.alt("k");
    assert!(stage.find("Other postoffice").is_some());
    stage.tap(Named::ArrowDown);
    stage.control("k");
    stage.tap(Named::Escape);
    let known = ask(&desk, |session| session.known_people());
    let kept: Vec<_> = known.iter().filter(|k| k.source == crate::session::Source::Book).collect();
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].person.written_address(), "NORTH/WEST/DORIS");
}

#[test]
fn a_postoffice_that_is_away_refuses_no_note() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("north/east/dora; ");
    let disk = crate::session::Disk::new();
    disk.rename(&world.path("EAST"), &world.path("away")).unwrap();
    stage.alt("k");
    assert!(stage.shown("cannot be reached").is_some(), "asked, it says so");
    stage.click("Back to the Message");
    stage.alt("s");
    assert!(sent(&stage).refused.is_empty() && sent(&stage).waiting.is_some());
    assert_eq!(subjects(&desk, FolderKind::Outbox).len(), 1);
    disk.rename(&world.path("away"), &world.path("EAST")).unwrap();
    assert_eq!(ask(&desk, |session| session.spool()).sent, 1);
    assert_eq!(subjects(&desk, FolderKind::SentMail).len(), 1);
}

#[test]
fn whom_nobody_wants_to_be_offered_is_forgotten_by_delete() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = titled(&world, &desk);
    stage.typed("north/east/dora");
    stage.control("k");
    stage.control("a");
    stage.typed("dor");
    assert!(stage.find("NORTH/EAST/DORA").is_some(), "suggested at once");
    stage.tap(Named::Delete);
    assert!(stage.shown("was taken out of the personal book").is_some());
    assert_eq!(stage.screen.form.part(Part::To), "dor", "the text stays");
    stage.typed("a");
    assert!(stage.find("NORTH/EAST/DORA").is_none());
    stage.control("a");
    stage.typed("bru");
    stage.tap(Named::Delete);
    assert!(stage.shown("is on the postoffice").is_some());
    assert!(stage.find("NORTH/MAIN/BRUNO").is_some(), "the list is the administrator's");
}
