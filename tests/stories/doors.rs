//! Signing in where something stands in the way: somebody else, a dead machine, a missing file, a
//! journal that a crash left.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use restante::admin::{Error as AdminError, MoveOptions};
use restante::disk::Pace;
use restante::session::{Error, Kind, MessageFileChoice, Synced};

use crate::mail::{collected, prints, send};
use crate::people::{FORCE, World, invalid, name, password, quick};

#[test]
fn signed_in_once_at_a_time() {
    let world = World::on(quick());
    let first = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let Err(Error::AlreadySignedIn(holder)) = world.run(&world.at_main("ANNA", "anna one")) else {
        panic!("signed in twice")
    };
    assert_eq!((holder.user.as_str(), holder.process), ("ANNA", std::process::id()));
    assert!(!holder.host.is_empty() && holder.program.starts_with("restante "));
    let since: jiff::Timestamp = holder.since.parse().unwrap();
    assert!(since.duration_until(jiff::Timestamp::now()).abs().as_secs() < 120);
    // Whoever is signed in is neither moved nor deleted; the password can be reset all the same.
    let moved = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default());
    assert!(matches!(moved, Err(AdminError::Session(Error::AlreadySignedIn(_)))), "{moved:?}");
    let deleted = world.main.delete_user(&name("ANNA"));
    assert!(matches!(deleted, Err(AdminError::Session(Error::AlreadySignedIn(_)))));
    // The others may, and a wrong password says so first.
    let wrong = world.run(&world.at_main("ANNA", "wrong"));
    assert!(matches!(wrong, Err(Error::WrongNameOrPassword)));
    world.visit(&world.at_main("BRUNO", "bruno")).unwrap();
    drop(first);
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
}

/// A lock as its owner would have left it.
fn leave_lock(world: &World, host: &str, process: u32) {
    std::fs::write(
        world.main_root().join("P1/00000002.1LK"),
        format!(
            "host={host}\nprocess={process}\nstarted=0\nuser=ANNA\nprogram=restante 0.1.0\n\
             since=2026-01-02T03:04:05Z\ntoken=AB\ncounter=00000000000000000007\n"
        ),
    )
    .unwrap();
}

#[test]
fn a_dead_machine_is_taken_over_in_time() {
    let world = World::on(quick());
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    leave_lock(&world, "some other machine", 4711);
    let begun = Instant::now();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    assert!(begun.elapsed() >= Duration::from_millis(250), "a silent owner was not waited for");
}

#[cfg(unix)]
#[test]
fn a_dead_process_of_this_machine_is_taken_over_at_once() {
    let pace = Pace { beat: Duration::from_secs(5), dead: Duration::from_secs(600) };
    let world = World::on(restante::session::Disk::new().paced(pace));
    let mut child = Command::new("true").spawn().unwrap();
    let dead = child.id();
    let _ = child.wait().unwrap();
    let host = {
        let anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
        let lock = std::fs::read_to_string(world.main_root().join("P1/00000002.1LK")).unwrap();
        anna.sign_out().unwrap();
        lock.lines().next().unwrap().strip_prefix("host=").unwrap().to_owned()
    };
    leave_lock(&world, &host, dead);
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
}

#[test]
fn waiting_for_a_dead_machine_can_be_cancelled() {
    let world = World::new();
    leave_lock(&world, "some other machine", 4711);
    let begun = Instant::now();
    let gave_up = world.at_main("ANNA", "anna one").run(&world.disk, &|| true);
    assert!(matches!(gave_up, Err(Error::Cancelled)), "{gave_up:?}");
    assert!(begun.elapsed() < Duration::from_secs(5));
}

#[test]
fn a_missing_message_file_is_named_and_a_new_one_made_only_when_asked() {
    let world = World::new();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "waits");
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let path = world.main_root().join("MMF/00000002.MMF").canonicalize().unwrap();
    let away = path.with_extension("away");
    std::fs::rename(&path, &away).unwrap();
    let before = prints(path.parent().unwrap());
    let missing = world.run(&world.at_main("ANNA", "anna one")).unwrap_err();
    assert_eq!(missing.kind(), Kind::MessageFileMissing);
    assert!(matches!(&missing, Error::MessageFileMissing { path: p } if *p == path), "{missing}");
    assert!(missing.hint().contains(&path.display().to_string()));
    assert_eq!(prints(path.parent().unwrap()), before);
    let refused = world.main.move_user(&world.branch, &name("ANNA"), MoveOptions::default());
    assert!(matches!(refused, Err(AdminError::NoMessageFile { .. })));

    let mut sign_in = world.at_main("ANNA", "anna one");
    sign_in.message_file = MessageFileChoice::New(None);
    let mut anna = world.run(&sign_in).unwrap();
    assert_eq!((anna.message_file(), anna.old_message_file()), (&*path, None));
    assert_eq!(collected(&mut anna), ["waits"]);
    anna.sign_out().unwrap();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
}

#[test]
fn whoever_has_no_message_file_any_more_is_moved_without_by_force() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    std::fs::remove_file(world.main_root().join("MMF/00000002.MMF")).unwrap();
    let moved = world.main.move_user(&world.branch, &name("ANNA"), FORCE).unwrap();
    assert_eq!(moved.message_file, None);
    world.visit(&world.at_branch("ANNA", "anna one")).unwrap();
}

#[test]
fn the_wrong_file_is_told_from_a_strange_one() {
    let world = World::new();
    world.visit(&world.at_main("ANNA", "anna one")).unwrap();
    let other = world.dir.path().join("other.mmf");
    std::fs::write(&other, "something else, but not a message file").unwrap();
    let mut sign_in = world.at_main("ANNA", "anna one");
    sign_in.message_file = MessageFileChoice::Other(other);
    let refused = world.run(&sign_in).unwrap_err();
    assert!(matches!(&refused, Error::MessageFile(_)), "{refused:?}");
    assert_eq!(refused.kind(), Kind::Failed);
    // A file opened once by name does not become the registered one.
    let copy = world.dir.path().join("copy.mmf");
    let _ = std::fs::copy(world.main_root().join("MMF/00000002.MMF"), &copy).unwrap();
    sign_in.message_file = MessageFileChoice::Other(copy.clone());
    let session = world.run(&sign_in).unwrap();
    assert_eq!(session.message_file(), copy.canonicalize().unwrap());
    session.sign_out().unwrap();
    let session = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    assert!(session.message_file().starts_with(world.main_root().canonicalize().unwrap()));
}

/// Puts a half done change of SQLite's into the file and its journal beside it, as a machine that
/// died in a commit leaves them.
fn die_in_a_commit(path: &Path) {
    let work = path.with_extension("work");
    let journal = |p: &Path| {
        let mut name = p.as_os_str().to_owned();
        name.push("-journal");
        std::path::PathBuf::from(name)
    };
    let _ = std::fs::copy(path, &work).unwrap();
    let c = rusqlite::Connection::open(&work).unwrap();
    c.execute_batch(
        "PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; PRAGMA cache_spill = ON;
         BEGIN IMMEDIATE; UPDATE meta SET value = zeroblob(80) WHERE key = 'credential';
         CREATE TABLE filler (bytes); INSERT INTO filler
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
         SELECT randomblob(8000) FROM n; UPDATE folder SET name = 'torn ' || id;",
    )
    .unwrap();
    assert!(std::fs::metadata(journal(&work)).unwrap().len() > 8192, "nothing was spilled");
    let _ = std::fs::copy(&work, path).unwrap();
    let _ = std::fs::copy(journal(&work), journal(path)).unwrap();
    drop(c);
    std::fs::remove_file(&work).unwrap();
}

#[test]
fn a_hot_journal_is_judged_without_a_changed_byte_and_rolled_back_by_its_owner() {
    let world = World::new();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "safe");
    assert_eq!(collected(&mut anna), ["safe"]);
    anna.sign_out().unwrap();
    let path = world.spring_the_trap();
    die_in_a_commit(&path);
    let folder = path.parent().unwrap();
    let before = prints(folder);
    assert_eq!(before.len(), 3, "the file, its journal and POPULATE.MSM: {before:?}");
    for old in [None, Some("wrong")] {
        let mut sign_in = world.at_branch("ANNA", "two");
        sign_in.old_password = old.map(password);
        let refused = invalid(world.run(&sign_in));
        assert!(refused.can_reconnect, "the journal was not looked at");
        assert_eq!(prints(folder), before);
    }
    let mut sign_in = world.at_branch("ANNA", "two");
    sign_in.old_password = Some(password("anna one"));
    let mut anna = world.run(&sign_in).unwrap();
    assert_eq!(anna.synced(), [Synced::Password, Synced::UserId]);
    assert_eq!(collected(&mut anna), ["safe"]);
    anna.sign_out().unwrap();
    assert_eq!(prints(folder).len(), 2, "a journal is left");
}

#[test]
fn a_hot_journal_goes_along_with_the_file_that_is_kept() {
    let world = World::new();
    let mut bruno = world.run(&world.at_main("BRUNO", "bruno")).unwrap();
    let mut anna = world.run(&world.at_main("ANNA", "anna one")).unwrap();
    let _ = send(&mut bruno, &["ANNA"], "safe");
    assert_eq!(collected(&mut anna), ["safe"]);
    anna.sign_out().unwrap();
    let path = world.spring_the_trap();
    die_in_a_commit(&path);
    let mut sign_in = world.at_branch("ANNA", "two");
    sign_in.message_file = MessageFileChoice::New(None);
    let mut anna = world.run(&sign_in).unwrap();
    let kept = anna.old_message_file().unwrap().to_owned();
    let done = anna.import_message_file(&kept, &password("anna one"), &mut |_| true).unwrap();
    assert_eq!((done.imported, done.damaged), (1, 0));
    assert_eq!(collected(&mut anna), ["safe"]);
    anna.sign_out().unwrap();

    // Deleted, too, what is kept is whole.
    let path = world.branch_root().join("MMF").join(path.file_name().unwrap());
    die_in_a_commit(&path);
    let kept = world.branch.delete_user(&name("ANNA")).unwrap().unwrap();
    let mut dora = world.run(&world.at_branch("DORA", "dora")).unwrap();
    let done = dora.import_message_file(&kept, &password("two"), &mut |_| true).unwrap();
    assert_eq!((done.imported, done.damaged), (1, 0));
}
