//! Mail is found: before it is indexed and after, in Deleted Mail too, until it is gone; and what was
//! asked once is a live folder in every later session.

use std::time::Duration;

use restante::mail::{FolderId, FolderKind, Query};
use restante::session::Session;

use crate::mail::{note, send};
use crate::people::World;

const RESULTS: FolderId = FolderId(-77);

fn found(session: &mut Session, query: &Query) -> Vec<String> {
    session.open_results(RESULTS, query);
    while !session.hunt(RESULTS, Duration::from_secs(1)).unwrap().done {}
    let rows = session.rows(RESULTS, restante::mail::Order::newest_first(), 0, 100).unwrap();
    rows.into_iter().map(|row| row.subject).collect()
}

#[test]
fn a_letter_is_found_wherever_it_lies() {
    let world = World::new();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let mut lens = note(&["BRUNO"], "The third version");
    lens.body = "The lens stands on the plinth.".into();
    lens.bcc = vec!["ADMIN".into()];
    assert_eq!(anna.send(&lens).unwrap().refused, []);
    let _ = send(&mut anna, &["BRUNO"], "Lunch");
    let query = Query::parse("from:anna lens OR subject:lunch -soup");
    // In Sent Mail, where the own copy knows whom the blind copy went to.
    assert_eq!(found(&mut anna, &Query::parse("to:admin plinth")), ["The third version"]);

    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    assert_eq!(found(&mut bruno, &query), Vec::<String>::new());
    assert_eq!(bruno.fetch().unwrap().fetched, 2);
    assert!(bruno.unindexed().unwrap() >= 2);
    assert_eq!(found(&mut bruno, &query), ["Lunch", "The third version"]);
    assert_eq!(found(&mut bruno, &Query::parse("to:admin")), Vec::<String>::new());
    while bruno.index_on(Duration::from_secs(1)).unwrap() > 0 {}
    assert_eq!(found(&mut bruno, &query), ["Lunch", "The third version"]);

    let inbox = bruno.standard(FolderKind::Inbox).unwrap();
    let rows = bruno.rows(inbox, restante::mail::Order::newest_first(), 0, 10).unwrap();
    let id = rows.iter().find(|row| row.subject == "The third version").unwrap().id;
    assert!(bruno.is_match(id, &Query::parse("\"on the plinth\"")).unwrap());
    let _ = bruno.delete(&[id]).unwrap();
    assert_eq!(found(&mut bruno, &Query::parse("plinth")), ["The third version"]);
    assert_eq!(found(&mut bruno, &Query::parse("plinth in:Inbox")), Vec::<String>::new());
    let (kept, _) = bruno.save_finder("  Lenses ", &query).unwrap();
    bruno.sign_out().unwrap();

    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let finders = bruno.finders().unwrap();
    assert_eq!(finders.len(), 1);
    assert_eq!((finders[0].id, finders[0].name.as_str()), (kept, "Lenses"));
    assert_eq!(finders[0].query, query);
    assert_eq!(found(&mut bruno, &finders[0].query), ["Lunch", "The third version"]);
    let _ = send(&mut anna, &["BRUNO"], "Lunch tomorrow");
    let _ = bruno.fetch().unwrap();
    assert_eq!(found(&mut bruno, &query).len(), 3);
    // From Deleted Mail it goes for good.
    let _ = bruno.delete(&[id]).unwrap();
    assert_eq!(found(&mut bruno, &query), ["Lunch tomorrow", "Lunch"]);
    while bruno.clear_away(Duration::from_secs(1)).unwrap() {}
    assert_eq!(found(&mut bruno, &query), ["Lunch tomorrow", "Lunch"]);
    assert!(bruno.rename_finder(kept, "").is_err());
    let renamed = bruno.rename_finder(kept, "Meals").unwrap();
    let deleted = bruno.delete_finder(kept).unwrap();
    assert_eq!(bruno.finders().unwrap(), []);
    // Each of these can be taken back, and done again.
    let names = |bruno: &Session| -> Vec<String> {
        bruno.finders().unwrap().into_iter().map(|finder| finder.name).collect()
    };
    let turn = |bruno: &mut Session, record| {
        let into = bruno.begin_revert(record);
        assert_eq!(bruno.revert(record, into, None).unwrap().count, 1);
        into
    };
    let again = turn(&mut bruno, deleted);
    assert_eq!(names(&bruno), ["Meals"]);
    let _ = turn(&mut bruno, renamed);
    assert_eq!(names(&bruno), ["Lenses"]);
    let _ = turn(&mut bruno, again);
    assert_eq!(names(&bruno), [""; 0]);
}
