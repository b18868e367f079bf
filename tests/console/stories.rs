//! The eleven stories, as administrators and users live them at the console.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use restante::disk::{Op, Probe};
use restante::mail::Draft;
use restante::session::Disk;
use serde_json::json;

use crate::program::{Console, digest};
use crate::support::World;

const ANNA: (&str, &str, &str) = ("MAIN", "ANNA", "anna one");
const RESET: (&str, &str, &str) = ("MAIN", "ANNA", "anna two");
const MOVED: (&str, &str, &str) = ("BRANCH", "ANNA", "anna two");

const NOTHING: [&str; 0] = [];

/// Returns the subjects in somebody's Inbox, sorted.
fn subjects(console: &Console, who: (&str, &str, &str)) -> Vec<String> {
    let list = console.user("list", who, &[]).done();
    let rows = list.as_array().unwrap().iter();
    let mut subjects: Vec<_> = rows.map(|r| r["subject"].as_str().unwrap().to_owned()).collect();
    subjects.sort();
    subjects
}

#[test]
fn story_1_reset_sign_in_move_sign_in() {
    let console = Console::new();
    assert_eq!(console.synced(ANNA, &[]), NOTHING);
    console.recover("ANNA", "anna two");
    assert_eq!(console.synced(RESET, &[]), ["password"]);
    let moved = console.move_user("ANNA", "MAIN", "BRANCH", &[]).done();
    let before = digest(moved["message_file"].as_str().unwrap());
    assert_eq!(console.synced(MOVED, &[]), ["user_id"]);
    assert_ne!(digest(moved["message_file"].as_str().unwrap()), before);
    assert_eq!(console.synced(MOVED, &[]), NOTHING);
}

#[test]
fn stories_2_and_5_the_trap_and_reconnecting() {
    let console = Console::new();
    console.bruno_sends("anna", "kept");
    let _ = console.user("fetch", ANNA, &[]).done();
    let file = console.trap();
    // The same for every command, and as often as it is tried.
    let before = digest(&file);
    let value = console.user("fetch", MOVED, &[]).failed(11, "invalid-message-file");
    assert!(value["error"]["hint"].as_str().unwrap().contains("--reconnect"), "{value}");
    assert_eq!(digest(&file), before);
    assert_eq!(console.synced(MOVED, &["--reconnect"]), ["password", "user_id"]);
    assert_eq!(console.synced(MOVED, &[]), NOTHING);
    assert_eq!(subjects(&console, MOVED), ["kept"]);
}

#[test]
fn story_3_move_without_a_reset() {
    let console = Console::new();
    assert_eq!(console.synced(ANNA, &[]), NOTHING);
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).done();
    assert_eq!(console.synced(("BRANCH", "ANNA", "anna one"), &[]), ["user_id"]);
}

#[test]
fn story_4_reset_only() {
    let console = Console::new();
    assert_eq!(console.synced(ANNA, &[]), NOTHING);
    console.recover("ANNA", "anna two");
    let _ = console.user("sign-in", ANNA, &[]).failed(10, "wrong-name-or-password");
    assert_eq!(console.synced(RESET, &[]), ["password"]);
    assert_eq!(console.synced(RESET, &[]), NOTHING);
}

#[test]
fn story_6_the_old_password_opens_the_trap() {
    let console = Console::new();
    let file = console.trap();
    let wrong = console.secret("never was hers");
    console.turned_away(MOVED, &file, &["--old-password-file", &wrong]);
    let old = console.secret("anna one");
    let more = ["--old-password-file", old.as_str()];
    assert_eq!(console.synced(MOVED, &more), ["password", "user_id"]);
    assert_eq!(console.synced(MOVED, &[]), NOTHING);
}

#[test]
fn story_7_a_new_message_file_and_an_import_of_the_old_one() {
    let console = Console::new();
    console.bruno_sends("anna", "kept");
    let _ = console.user("fetch", ANNA, &[]).done();
    let file = console.trap();
    let before = digest(&file);
    let password = console.secret("anna two");
    let branch = console.dir("BRANCH");
    let words = console
        .run(&["sign-in", &branch, "ANNA", "--new-message-file", "--password-file", &password])
        .text();
    // The old file is kept, and named.
    let kept =
        words.lines().find_map(|l| l.strip_prefix("The old message file is kept: ")).unwrap();
    assert_eq!(digest(kept), before);
    assert_eq!(subjects(&console, MOVED), NOTHING);
    let wrong = [kept, "--file-password-file", password.as_str()];
    let ran = console.user("import-message-file", MOVED, &wrong);
    let _ = ran.failed(10, "wrong-name-or-password");
    let right = [kept, "--file-password-file", &console.secret("anna one")];
    let imported = console.user("import-message-file", MOVED, &right).done();
    assert_eq!(imported, json!({"imported": 1, "skipped": 0}));
    assert_eq!(digest(kept), before, "the old file was only read");
    assert_eq!(subjects(&console, MOVED), ["kept"]);
    assert_eq!(console.synced(MOVED, &[]), NOTHING);
}

#[test]
fn story_8_a_stranger_with_the_same_number_is_refused() {
    let console = Console::new();
    let opened = console.user("sign-in", ANNA, &[]).done();
    let file = opened["message_file"].as_str().unwrap();
    let users = |office: &str, index: usize| {
        let list = console.admin(&["user", "list", &console.dir(office)]).done();
        list[index]["user_id"].clone()
    };
    assert_eq!(users("MAIN", 1), users("BRANCH", 1), "ANNA and DORA have the same number");
    let dora = ("BRANCH", "DORA", "dora");
    console.turned_away(dora, file, &["--message-file", file]);
    // No way out is offered by reconnecting: the file is nobody's whom DORA was.
    console.turned_away(dora, file, &["--message-file", file, "--reconnect"]);
}

/// Fails commits to message files from a moment on: the crash between the two halves.
struct Crash(AtomicBool);

impl Probe for Crash {
    fn before(&self, op: Op, _: &std::path::Path) -> std::io::Result<()> {
        match op {
            Op::Commit if self.0.load(Ordering::SeqCst) => Err(std::io::Error::other("crash")),
            _ => Ok(()),
        }
    }
}

#[test]
fn story_8_a_crash_between_password_and_message_file_warns_before_the_move() {
    let crash = Arc::new(Crash(AtomicBool::new(false)));
    let console = Console::on(World::on(Disk::with_probe(crash.clone())));
    let world = &console.world;
    let mut session = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    crash.0.store(true, Ordering::SeqCst);
    let (old, new) = (crate::support::password("anna one"), crate::support::password("anna two"));
    assert!(session.change_password(&old, &new).is_err());
    drop(session);
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).failed(15, "refused");
    // The next sign-in heals it, and then the move is safe.
    assert_eq!(console.synced(RESET, &[]), ["password"]);
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).done();
    assert_eq!(console.synced(MOVED, &[]), ["user_id"]);
}

#[test]
fn story_9_the_same_with_a_local_message_file() {
    let console = Console::new();
    let local = console.dir("ANNA.MMF");
    let more = ["--message-file", &local, "--new-message-file"];
    let made = console.user("sign-in", ANNA, &more).done();
    assert_eq!(
        std::fs::canonicalize(made["message_file"].as_str().unwrap()).unwrap(),
        std::fs::canonicalize(&local).unwrap()
    );
    console.recover("ANNA", "anna two");
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).failed(15, "refused");
    let moved = console.move_user("ANNA", "MAIN", "BRANCH", &["--force"]).done();
    assert_eq!(moved["message_file"], made["message_file"]);
    console.turned_away(MOVED, &local, &[]);
    assert_eq!(console.synced(MOVED, &["--reconnect"]), ["password", "user_id"]);
    assert_eq!(console.synced(MOVED, &[]), NOTHING);
}

#[test]
fn story_10_mail_before_during_and_after_the_move_arrives_once() {
    let console = Console::new();
    let _ = console.synced(ANNA, &[]);
    console.bruno_sends("anna", "before");
    let sent = AtomicUsize::new(0);
    let stop = AtomicBool::new(false);
    let wait_for = |number: usize| {
        while sent.load(Ordering::SeqCst) < number {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
    };
    // BRUNO writes to the old address all the while.
    std::thread::scope(|threads| {
        let bruno = console.world.at_main("BRUNO", "bruno");
        let (disk, sent, stop) = (console.world.disk.clone(), &sent, &stop);
        let writing = threads.spawn(move || {
            let mut bruno = bruno.run(&disk, &|| false).unwrap();
            while !stop.load(Ordering::SeqCst) {
                let draft = Draft {
                    to: vec!["NORTH/MAIN/ANNA".to_owned()],
                    subject: format!("during {:04}", sent.load(Ordering::SeqCst)),
                    ..Draft::default()
                };
                assert_eq!(bruno.send(&draft).unwrap().refused, []);
                let _ = sent.fetch_add(1, Ordering::SeqCst);
            }
            assert_eq!(bruno.spool().unwrap().waiting, 0);
        });
        wait_for(2);
        let _ = console.move_user("ANNA", "MAIN", "BRANCH", &[]).done();
        wait_for(sent.load(Ordering::SeqCst) + 2);
        stop.store(true, Ordering::SeqCst);
        writing.join().unwrap();
    });
    console.bruno_sends("NORTH/MAIN/ANNA", "later, to the old address");
    console.bruno_sends("Anna Berg", "later, by name");
    let home = ("BRANCH", "ANNA", "anna one");
    let _ = console.user("fetch", home, &[]).done();
    let mut expected: Vec<String> =
        (0..sent.load(Ordering::SeqCst)).map(|number| format!("during {number:04}")).collect();
    for subject in ["before", "later, to the old address", "later, by name"] {
        expected.push(subject.to_owned());
    }
    expected.sort();
    assert_eq!(subjects(&console, home), expected);
    assert_eq!(console.user("fetch", home, &[]).done()["fetched"], 0);
    for office in ["MAIN", "BRANCH"] {
        let _ = console.admin(&["check", &console.dir(office)]).done();
    }
}

#[test]
fn story_11_an_account_moved_twice_before_signing_in_reconnects() {
    let console = Console::new();
    let third = console.dir("THIRD");
    let create = ["create", &third, "--network", "NORTH", "--postoffice", "THIRD"];
    let _ = console.admin(&create).done();
    let _ = console.synced(ANNA, &[]);
    console.recover("ANNA", "anna two");
    let _ = console.move_user("ANNA", "MAIN", "BRANCH", &["--force"]).done();
    let _ = console.move_user("ANNA", "BRANCH", "THIRD", &[]).failed(15, "refused");
    let moved = console.move_user("ANNA", "BRANCH", "THIRD", &["--force"]).done();
    let home = ("THIRD", "ANNA", "anna two");
    console.turned_away(home, moved["message_file"].as_str().unwrap(), &[]);
    assert_eq!(console.synced(home, &["--reconnect"]), ["password", "user_id"]);
    // A letter to the first address follows through both moves.
    console.bruno_sends("NORTH/MAIN/ANNA", "far");
    assert_eq!(console.user("fetch", home, &[]).done()["fetched"], 1);
}
