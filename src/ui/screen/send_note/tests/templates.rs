//! Templates: saved from a note, and notes begun with them.

use super::*;

#[test]
fn a_template_begins_notes_and_is_not_used_up() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let mut stage = open(&world, &desk, Writing::New);
    stage.typed("BRUNO; ");
    stage.alt("j");
    stage.typed("Weekly menu");
    stage.tap(Named::Tab);
    stage.typed("Dear all,");
    stage.tell(Message::SetPriority(Priority::Low));
    stage.alt("f");
    stage.click("Save as Template…");
    stage.tap(Named::Enter);
    assert!(stage.find("The template is saved in Templates.").is_some());
    let templates = subjects(&desk, FolderKind::Templates);
    assert_eq!(templates.len(), 1);
    let id = templates[0].0;
    drop(stage);

    for _ in 0..2 {
        let mut stage = open(&world, &desk, Writing::Template(id));
        assert_eq!(stage.screen.form.part(Part::To), "BRUNO");
        assert_eq!(stage.screen.title(), "Weekly menu");
        assert_eq!(stage.screen.form.priority, Priority::Low);
        assert!(!stage.screen.is_unsaved(), "nothing was written yet");
        stage.typed("Soup. ");
        rest(&mut stage);
        assert_eq!(subjects(&desk, FolderKind::Drafts).len(), 1, "it is a draft of its own");
        stage.tap_with(Modifiers::COMMAND, Named::Enter);
        let _ = sent(&stage);
    }
    assert_eq!(subjects(&desk, FolderKind::Templates), templates);
    let kept = ask(&desk, move |session| session.open_draft(id));
    assert_eq!(kept.body.trim_end(), "Dear all,");

    // The same name again replaces it.
    let mut stage = open(&world, &desk, Writing::Template(id));
    stage.typed("Really ");
    stage.alt("f");
    stage.click("Save as Template…");
    stage.tap(Named::Enter);
    assert_eq!(subjects(&desk, FolderKind::Templates).len(), 1);
    let kept = ask(&desk, move |session| session.open_draft(id));
    assert_eq!(kept.body.trim_end(), "Really Dear all,");
}

#[test]
fn a_template_gets_another_name() {
    let world = World::new();
    let desk = world.desk("ANNA");
    let draft = Draft { subject: "Menu".into(), ..Draft::default() };
    let id = ask(&desk, move |session| session.save_template(&draft));
    ask(&desk, move |session| session.rename_template(id, " Other menu "));
    assert_eq!(subjects(&desk, FolderKind::Templates), [(id, "Other menu".to_owned())]);
}
