//! Rules on arrival and out-of-office, between people.

use restante::mail::{
    Absence, Draft, FolderKind, MessageId, NewAttachment, Order, Rule, Then, When,
};
use restante::session::Session;

use crate::mail::{note, opened, subjects};
use crate::people::World;

fn rule(name: &str, when: When, then: Then) -> Rule {
    Rule { name: name.into(), on: true, when, then }
}

fn about(subject: &str) -> When {
    When { subject: subject.into(), ..When::default() }
}

fn in_folder(session: &mut Session, path: &str) -> Vec<(MessageId, String)> {
    let folder = session.folder_named(path).unwrap().unwrap();
    let rows = session.rows(folder.id, Order::newest_first(), 0, 100).unwrap();
    rows.into_iter().map(|row| (row.id, row.subject)).collect()
}

fn people(world: &World) -> (Session, Session) {
    let anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    (anna, bruno)
}

#[test]
fn each_action_does_what_it_says() {
    let world = World::new();
    let (mut anna, mut bruno) = people(&world);
    let bills = anna.create_folder(None, "Bills").unwrap();
    let copies = anna.create_folder(None, "Copies").unwrap();
    let bruno_forwards = "Bruno Carl <NORTH/MAIN/BRUNO>";
    anna.set_rules(&[
        rule(
            "bills",
            about("Invoice"),
            Then { move_to: Some(bills.0), read: true, ..Then::default() },
        ),
        rule("spam", about("Win"), Then { delete: true, ..Then::default() }),
        rule(
            "copy",
            about("Minutes"),
            Then { copy_to: Some(copies.0), flag: true, ..Then::default() },
        ),
        rule("help", about("Help"), Then { reply: "I will look.".into(), ..Then::default() }),
        rule("on", about("Pass"), Then { forward: bruno_forwards.into(), ..Then::default() }),
        rule(
            "big",
            When { larger: Some(50), attachment: true, ..When::default() },
            Then { notify: true, ..Then::default() },
        ),
        rule("gone", about("Lost"), Then { move_to: Some(9999), ..Then::default() }),
    ])
    .unwrap();
    let big = NewAttachment { name: "big.bin".into(), bytes: vec![7; 60_000] };
    for subject in ["Invoice 1", "Win a car", "Minutes", "Help me", "Pass it on", "Lost", "Plain"] {
        let _ = bruno.send(&note(&["ANNA"], subject)).unwrap();
    }
    let _ = bruno.send(&Draft { attachments: vec![big], ..note(&["ANNA"], "Big") }).unwrap();
    assert_eq!(anna.fetch().unwrap().fetched, 8);

    let there = in_folder(&mut anna, "Bills");
    assert_eq!(there.len(), 1);
    assert!(!anna.summary(there[0].0).unwrap().unread);
    assert_eq!(subjects(&mut anna, FolderKind::DeletedMail), ["Win a car"]);
    assert_eq!(in_folder(&mut anna, "Copies").len(), 1);
    let inbox = ["Big", "Help me", "Lost", "Minutes", "Pass it on", "Plain"];
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), inbox);
    let told = anna.take_told();
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].from.as_str(), told[0].subject.as_str()), ("Bruno Carl", "Big"));
    assert!(anna.take_told().is_empty());

    let sent = ["FW: Pass it on", "RE: Help me"];
    assert_eq!(subjects(&mut anna, FolderKind::SentMail), sent);
    assert_eq!(bruno.fetch().unwrap().fetched, 2);
    let answer = opened(&mut bruno, "RE: Help me").remove(0);
    assert_eq!(answer.body.trim(), "I will look.");
    assert!(answer.automatic, "so that no program answers it");
    assert!(opened(&mut bruno, "FW: Pass it on")[0].body.contains("Pass it on, says the body."));

    let log = anna.rule_log(100).unwrap();
    let lines: Vec<(&str, &str)> =
        log.iter().map(|line| (line.rule.as_str(), line.what.as_str())).collect();
    assert!(lines.contains(&("bills", "moves it to Bills, marks it as read")), "{lines:?}");
    assert!(lines.iter().any(|(_, what)| what.contains("not there any more")), "{lines:?}");
    assert_eq!(log.len(), 8, "{lines:?}");
    anna.clear_rule_log().unwrap();
    assert!(anna.rule_log(100).unwrap().is_empty());

    // A second question within a day gets no second answer.
    let _ = bruno.send(&note(&["ANNA"], "Help again")).unwrap();
    let _ = anna.fetch().unwrap();
    assert_eq!(bruno.fetch().unwrap().fetched, 0);
    assert!(anna.rule_log(1).unwrap()[0].what.contains("within a day"));
}

#[test]
fn two_who_are_away_answer_each_other_once() {
    let world = World::new();
    let (mut anna, mut bruno) = people(&world);
    let away = |text: &str| Absence { on: true, text: text.into(), ..Absence::default() };
    anna.set_absence(&away("I am in Rome.")).unwrap();
    bruno.set_absence(&away("I am in Oslo.")).unwrap();
    let everything =
        rule("all", When::default(), Then { reply: "Thanks.".into(), ..Then::default() });
    bruno.set_rules(std::slice::from_ref(&everything)).unwrap();
    for subject in ["One", "Two"] {
        let _ = bruno.send(&note(&["ANNA"], subject)).unwrap();
    }
    for _ in 0..4 {
        let _ = anna.fetch().unwrap();
        let _ = bruno.fetch().unwrap();
    }
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), ["One", "Two"]);
    assert_eq!(subjects(&mut bruno, FolderKind::Inbox), ["RE: One"], "once a sender");
    assert_eq!(opened(&mut bruno, "RE: One")[0].body.trim(), "I am in Rome.");
    assert!(subjects(&mut anna, FolderKind::SentMail).is_empty());

    // Switched off and on again, it is another absence.
    anna.set_absence(&Absence { on: false, ..away("I am in Rome.") }).unwrap();
    let _ = bruno.send(&note(&["ANNA"], "Three")).unwrap();
    let _ = anna.fetch().unwrap();
    assert_eq!(bruno.fetch().unwrap().fetched, 0);
    std::thread::sleep(std::time::Duration::from_millis(2));
    anna.set_absence(&away("I am in Bari.")).unwrap();
    let _ = bruno.send(&note(&["ANNA"], "Four")).unwrap();
    let _ = anna.fetch().unwrap();
    assert_eq!(bruno.fetch().unwrap().fetched, 1);
    // Not yet, or no longer, away.
    let hour = 60 * 60 * 1000;
    let now = restante::mail::Moment::now().0;
    for (from, until) in [(Some(now + hour), None), (None, Some(now - hour))] {
        anna.set_absence(&Absence { on: false, ..Absence::default() }).unwrap();
        anna.set_absence(&Absence { from, until, ..away("No.") }).unwrap();
        let _ = bruno.send(&note(&["ANNA"], "Five")).unwrap();
        let _ = anna.fetch().unwrap();
        assert_eq!(bruno.fetch().unwrap().fetched, 0);
    }
}

#[test]
fn run_on_what_lies_there_they_move_and_answer_nobody() {
    let world = World::new();
    let (mut anna, mut bruno) = people(&world);
    for subject in ["Invoice 1", "Plain", "Invoice 2"] {
        let _ = bruno.send(&note(&["ANNA"], subject)).unwrap();
    }
    let _ = anna.fetch().unwrap();
    let bills = anna.create_folder(None, "Bills").unwrap();
    let reply = "Thanks.".into();
    let then = Then { move_to: Some(bills.0), read: true, reply, ..Then::default() };
    let rules = [rule("bills", about("Invoice"), then)];
    let ids: Vec<MessageId> = in_folder(&mut anna, "Inbox").into_iter().map(|(id, _)| id).collect();
    let tried = anna.try_rules(&rules, ids[0]).unwrap();
    assert_eq!(
        (tried[0].rule.as_str(), tried[0].what.as_str()),
        ("bills", "moves it to Bills, marks it as read, answers it")
    );
    assert!(anna.try_rules(&rules, ids[1]).unwrap().is_empty());
    assert_eq!(in_folder(&mut anna, "Inbox").len(), 3, "trying does nothing");
    let mut swept = anna.begin_sweep();
    anna.run_rules(&rules, &ids, &mut swept).unwrap();
    assert_eq!((swept.moved.1, swept.read.1), (2, 2));
    assert_eq!(subjects(&mut anna, FolderKind::Inbox), ["Plain"]);
    assert_eq!(in_folder(&mut anna, "Bills").len(), 2);
    let mut again = anna.begin_sweep();
    anna.run_rules(&rules, &ids, &mut again).unwrap();
    assert_eq!(again.moved.1, 0, "they are there already");
    let into = anna.begin_revert(swept.moved.0);
    assert_eq!(anna.revert(swept.moved.0, into, None).unwrap().count, 2);
    assert_eq!(in_folder(&mut anna, "Inbox").len(), 3);
    let _ = anna.spool().unwrap();
    assert_eq!(bruno.fetch().unwrap().fetched, 0);
}
