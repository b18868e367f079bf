//! Locks between processes: the message file's, a dead owner's, and one that its owner lost.

use restante::mail::FolderKind;
use restante::session::MessageFileChoice;

use crate::mail::{note, send};
use crate::people::{World, folder, password, quick};
use crate::roles::{Other, PACE, text};

/// The file cannot be opened by the other process.
fn shut(opener: &mut Other, after: &str) {
    opener.go();
    assert_eq!(opener.says().as_deref(), Some("in use"), "after {after}");
}

#[test]
fn the_message_file_stays_shut_whatever_its_owner_does() {
    let world = World::on(quick());
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let path = anna.message_file().to_owned();
    let mut opener = Other::start("opener", &[("FILE", &text(&path))]);
    opener.hear("ready");
    shut(&mut opener, "signing in");

    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "one");
    let _ = anna.fetch().unwrap();
    shut(&mut opener, "collecting");
    let _ = send(&mut anna, &["BRUNO", "ANNA"], "two");
    shut(&mut opener, "sending");
    let inbox = anna.standard(FolderKind::Inbox).unwrap();
    let rows = anna.rows(inbox, restante::mail::Order::newest_first(), 0, 10).unwrap();
    let _ = anna.open_message(rows[0].id).unwrap();
    let _ = anna.delete(&[rows[0].id]).unwrap();
    while anna.clear_away(std::time::Duration::from_millis(5)).unwrap() {}
    shut(&mut opener, "reading and deleting");

    // Everything here that would open it a second time.
    let again = anna.import_message_file(&path, &password("anna one"), &mut |_| true);
    assert!(again.is_err());
    shut(&mut opener, "importing from itself");
    let mut other = world.at_main("BRUNO", "bruno");
    other.message_file = MessageFileChoice::Other(path.clone());
    bruno.sign_out().unwrap();
    assert!(world.run(&other).is_err());
    shut(&mut opener, "somebody here trying it as theirs");
    other.message_file = MessageFileChoice::New(Some(path.clone()));
    assert!(world.run(&other).is_err());
    shut(&mut opener, "somebody here making it anew");
    assert_eq!(world.main.check(true).unwrap().iter().filter(|f| !f.repaired).count(), 0);
    let _ = world.main.status().unwrap();
    shut(&mut opener, "checking and counting the postoffice");
    anna.change_password(&password("anna one"), &password("two")).unwrap();
    shut(&mut opener, "a new password");
    let failed =
        anna.import_message_file(&path.with_extension("none"), &password("x"), &mut |_| true);
    assert!(failed.is_err());
    let _ = anna.save_draft(None, &note(&["BRUNO"], "three")).unwrap();
    shut(&mut opener, "a draft");

    anna.sign_out().unwrap();
    opener.go();
    opener.hear("open");
    let _ = opener.end();
}

#[test]
fn of_several_takers_of_a_dead_lock_one_wins() {
    let dir = folder();
    let path = dir.path().join("00000002.1LK");
    for round in 0..4 {
        std::fs::write(
            &path,
            "host=some other machine\nprocess=1\nuser=DEAD\ntoken=AB\ncounter=00000000000000000001\n",
        )
        .unwrap();
        let start = dir.path().join(format!("start {round}"));
        let mut takers: Vec<Other> = (0..3)
            .map(|n| {
                let parameters = [
                    ("FILE", text(&path)),
                    ("START", text(&start)),
                    ("MAILBOX", format!("TAKER{n}")),
                ];
                let parameters: Vec<(&str, &str)> =
                    parameters.iter().map(|(name, value)| (*name, value.as_str())).collect();
                Other::start("taker", &parameters)
            })
            .collect();
        takers.iter_mut().for_each(|t| t.hear("ready"));
        std::fs::write(&start, "").unwrap();
        let mut said: Vec<String> = takers.iter_mut().map(|t| t.says().unwrap()).collect();
        let winner = said.iter().position(|s| s == "mine").unwrap();
        // The winner still has it when the others have given up.
        assert_eq!(takers[winner].end_of_hold(), "mine");
        said.sort();
        assert_eq!(said, ["held", "held", "mine"]);
        takers.into_iter().for_each(|t| drop(t.end()));
        assert!(!path.exists());
    }
}

impl Other {
    fn end_of_hold(&mut self) -> String {
        self.go();
        self.says().unwrap()
    }
}

#[cfg(unix)]
#[test]
fn an_owner_who_slept_through_a_take_over_writes_nothing_more() {
    use restante::disk::Patience;

    use crate::mail::prints;

    let world = World::new();
    let root = world.main_root();
    let mut owner =
        Other::start("owner", &[("ROOT", &text(&root)), ("MAILBOX", "BRUNO"), ("SECRET", "bruno")]);
    owner.hear("ready");
    owner.go();
    for _ in 0..4 {
        owner.hear("done");
    }
    let signal = |name: &str| {
        let id = owner.child.id().to_string();
        let sent = std::process::Command::new("kill").args([name, &id]).status().unwrap();
        assert!(sent.success());
    };
    signal("-STOP");
    // Another machine sees no sign of life and takes over.
    let disk = quick().paced(PACE);
    let lock = root.join("P1/00000003.1LK");
    let patience = Patience { refuse_the_living: true, wait: PACE.dead, cancelled: &|| false };
    let taken = disk.lock(&lock, "BRUNO", patience).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = send(&mut anna, &["BRUNO"], "who gets this?");
    anna.sign_out().unwrap();
    let state = || {
        let folders = ["GLB", "KEY", "MBG", "MMF", "MAI/MA1", "MAI/MA2", "MAI/MA3"];
        folders.map(|f| {
            let mut prints = prints(&root.join(f));
            // SQLite's, which goes when the file is closed.
            prints.retain(|(name, _)| !name.ends_with("-journal"));
            (f, prints)
        })
    };
    let before = state();
    signal("-CONT");
    owner.go();
    for doing in ["a setting", "sending", "collecting", "a new password"] {
        assert_eq!(owner.says().as_deref(), Some("lost"), "{doing}");
    }
    assert_eq!(state(), before, "something was written after the lock was lost");
    // The owner signs out, and leaves the lock of the other alone.
    let _ = owner.end();
    taken.confirm().unwrap();
    assert_eq!(state(), before);
}
