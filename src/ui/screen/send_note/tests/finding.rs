//! Finding and replacing in the text.

use super::*;

fn writing(world: &World, desk: &Desk, text: &str) -> Stage<SendNote> {
    let mut stage = open(world, desk, Writing::New);
    stage.alt("j");
    stage.tap(Named::Tab);
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            stage.tap(Named::Enter);
        }
        stage.typed(line);
    }
    stage
}

fn selected(stage: &Stage<SendNote>) -> (usize, usize) {
    let (start, _) = stage.screen.form.selection().unwrap();
    (start.line, start.column)
}

#[test]
fn places_are_found_forwards_and_backwards_around_the_ends() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = writing(&world, &desk, "one fox\ntwo Fox foxes\nno");
    stage.control("f");
    let find = stage.screen.ids.find.clone();
    assert!(stage.has_focus(&find));
    stage.typed("fox");
    assert!(stage.find("3 places.").is_some());
    stage.tap(Named::Enter);
    assert_eq!(selected(&stage), (0, 4), "around the end");
    assert!(stage.shown("went on from the top").is_some());
    stage.tap(Named::F3);
    assert_eq!(selected(&stage), (1, 4));
    assert!(stage.find("2 of 3").is_some());
    stage.tap(Named::F3);
    assert_eq!(selected(&stage), (1, 8));
    stage.tap_with(Modifiers::SHIFT, Named::F3);
    stage.tap_with(Modifiers::SHIFT, Named::F3);
    assert_eq!(selected(&stage), (0, 4));
    stage.tap_with(Modifiers::SHIFT, Named::F3);
    assert_eq!(selected(&stage), (1, 8), "around the top");
    stage.click("Match case");
    assert!(stage.find("2 of 2").is_some());
    stage.tap(Named::Escape);
    assert!(stage.find("Match case").is_none());
    let in_text = stage.screen.ids.body.clone();
    assert!(stage.has_focus(&in_text));
    assert_eq!(selected(&stage), (1, 8), "the place stays selected");
    // What is selected is looked for, and F3 without a bar opens it.
    stage.tap(Named::F3);
    assert!(stage.find("2 of 3").is_none() && stage.find("3 of 3").is_some());
}

#[test]
fn replacing_is_one_step_of_undo() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let text = "cat and cat\nCat\n> cat";
    let mut stage = writing(&world, &desk, text);
    stage.control("h");
    stage.typed("cat");
    stage.alt("p");
    stage.typed("dog");
    stage.alt("l");
    assert_eq!(body(&stage), "dog and dog\ndog\n> dog");
    assert!(stage.find("4 places were replaced.").is_some());
    stage.tap(Named::Escape);
    stage.control("z");
    assert_eq!(body(&stage), text);
    stage.control("y");
    assert_eq!(body(&stage), "dog and dog\ndog\n> dog");
    stage.control("z");
    // One by one.
    stage.control("h");
    stage.control("a");
    stage.typed("cat");
    stage.tap_with(Modifiers::SHIFT, Named::F3);
    stage.alt("p");
    stage.control("a");
    stage.typed("bird");
    stage.click("Replace");
    assert_eq!(body(&stage), "cat and cat\nCat\n> bird");
    assert!(stage.find("3 places.").is_some(), "none is left behind it");
    stage.click("Replace");
    stage.click("Replace");
    assert_eq!(body(&stage), "bird and cat\nCat\n> bird");
    stage.tap(Named::Escape);
    stage.control("z");
    assert_eq!(body(&stage), "cat and cat\nCat\n> bird");
}
