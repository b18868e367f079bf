//! A draft that its writer's program keeps while it is typed, and the program killed at any moment.

use std::time::Duration;

use restante::mail::{FolderKind, Order};

use crate::people::World;
use crate::roles::{Other, calm, text};

const KILLS: usize = 12;

#[test]
fn a_draft_outlives_the_death_of_the_program_with_all_that_was_kept() {
    let world = World::on(calm());
    let mut expected = 0;
    for kill in 0..KILLS {
        let root = text(&world.main_root());
        let parameters = [("ROOT", root.as_str()), ("MAILBOX", "ANNA"), ("SECRET", "anna one")];
        let mut writer = Other::start("writer", &parameters);
        writer.hear("ready");
        std::thread::sleep(Duration::from_millis(7 * kill as u64));
        let said = writer.kill();
        let kept = said.last().map_or(expected, |last| last.parse().unwrap());

        let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
        let drafts = anna.standard(FolderKind::Drafts).unwrap();
        let rows = anna.rows(drafts, Order::newest_first(), 0, 100).unwrap();
        assert!(rows.len() <= 1, "it is one draft, however often it was kept: {rows:?}");
        if let Some(row) = rows.first() {
            let draft = anna.open_draft(row.id).unwrap();
            let words = draft.body.split_whitespace().count();
            // What was being written when the program died is there or not, but whole.
            assert!(words == kept || words == kept + 1, "{words} of {kept} words");
            assert!(draft.body.split_whitespace().all(|word| word == "word"), "{}", draft.body);
            assert_eq!((draft.subject.as_str(), draft.to), ("Plan", vec!["BRUNO".to_owned()]));
            expected = words;
        } else {
            assert_eq!(kept, 0, "the draft is gone");
        }
        anna.sign_out().unwrap();
    }
    assert!(expected > 0, "nothing was ever kept");
}
