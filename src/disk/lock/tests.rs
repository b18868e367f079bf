//! Locks among threads: one owner, the dead robbed, the living not.

#![expect(clippy::disallowed_methods, reason = "it lays lock files of others by hand")]

use super::*;
use crate::disk::Pace;

const PACE: Pace = Pace { beat: Duration::from_millis(30), dead: Duration::from_millis(400) };

fn quick() -> Disk {
    Disk::new().paced(PACE)
}

/// In memory where the system has such a place: a busy disk must not make owners seem dead.
fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }.unwrap()
}

const REFUSE: Patience<'static> =
    Patience { refuse_the_living: true, wait: Duration::ZERO, cancelled: &|| false };

fn foreign(token: &str) -> String {
    format!(
        "host=elsewhere\nprocess=1\nstarted=0\nuser=ANNA\ntoken={token}\ncounter=00000000000000000007\n"
    )
}

#[test]
fn one_owner_at_a_time_and_the_living_are_never_robbed() {
    let dir = folder();
    let path = dir.path().join("00000002.1LK");
    let disk = quick();
    let lock = disk.lock(&path, "ANNA", REFUSE).unwrap();
    std::thread::sleep(PACE.dead * 2);
    let Err(LockError::Held { holder, .. }) = disk.lock(&path, "BRUNO", REFUSE) else {
        panic!("a living owner was robbed")
    };
    assert_eq!(holder.user, "ANNA");
    assert_eq!(holder.process, std::process::id());
    lock.confirm().unwrap();
    drop(lock);
    assert!(disk.lock(&path, "BRUNO", REFUSE).is_ok());
    assert_eq!(disk.size(&path).unwrap(), None);
}

#[test]
fn silence_means_death_on_another_host() {
    let dir = folder();
    let path = dir.path().join("L");
    std::fs::write(&path, foreign("A")).unwrap();
    let begun = Instant::now();
    let lock = quick().lock(&path, "BRUNO", REFUSE).unwrap();
    assert!(begun.elapsed() >= PACE.dead);
    lock.confirm().unwrap();
}

#[test]
fn a_dead_process_on_this_host_is_known_at_once() {
    let dir = folder();
    let path = dir.path().join("L");
    let mut child = std::process::Command::new("true").spawn().unwrap();
    let dead = child.id();
    let _ = child.wait().unwrap();
    std::fs::write(&path, format!("host={}\nprocess={dead}\ntoken=A\ncounter=1\n", *process::HOST))
        .unwrap();
    let begun = Instant::now();
    let _lock = Disk::new().lock(&path, "BRUNO", REFUSE).unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2));
}

#[test]
fn an_empty_lock_file_of_a_crashed_creator_is_taken_over_too() {
    let dir = folder();
    let path = dir.path().join("L");
    std::fs::write(&path, "").unwrap();
    assert!(quick().lock(&path, "BRUNO", REFUSE).is_ok());
}

#[test]
fn of_many_takers_one_wins_and_the_robbed_finds_out() {
    let dir = folder();
    let path = dir.path().join("L");
    for _ in 0..5 {
        std::fs::write(&path, foreign("A")).unwrap();
        let winners: Vec<_> = std::thread::scope(|s| {
            let takers: Vec<_> = (0..6)
                .map(|_| {
                    s.spawn(|| {
                        quick().lock(&path, "X", Patience::wait(Duration::from_millis(900))).ok()
                    })
                })
                .collect();
            takers.into_iter().filter_map(|t| t.join().unwrap()).collect()
        });
        let valid = winners.iter().filter(|l| l.confirm().is_ok()).count();
        assert_eq!(valid, 1);
        drop(winners);
    }
    let lock = quick().lock(&path, "X", REFUSE).unwrap();
    std::fs::remove_file(&path).unwrap();
    std::fs::write(&path, foreign("B")).unwrap();
    assert!(matches!(lock.confirm(), Err(LockError::Lost { .. })));
    drop(lock);
    assert!(path.exists(), "somebody else's lock was removed");
}

#[test]
fn waiting_can_be_cancelled() {
    let dir = folder();
    let path = dir.path().join("L");
    let _lock = quick().lock(&path, "X", REFUSE).unwrap();
    let patience =
        Patience { refuse_the_living: false, wait: Duration::from_secs(60), cancelled: &|| true };
    assert!(matches!(quick().lock(&path, "Y", patience), Err(LockError::Cancelled { .. })));
}

/// Takes the lock over just before another taker's rename.
struct Quicker(Mutex<Option<Lock>>);

impl crate::disk::Probe for Quicker {
    fn before(&self, op: Op, path: &Path) -> io::Result<()> {
        let mut mine = self.0.lock().unwrap();
        if op == Op::Rename && mine.is_none() {
            *mine = Some(quick().lock(path, "QUICKER", REFUSE).unwrap());
        }
        Ok(())
    }
}

#[test]
fn who_was_quicker_keeps_the_lock_and_is_seen_to_live() {
    let dir = folder();
    let path = dir.path().join("L");
    std::fs::write(&path, foreign("A")).unwrap();
    let quicker = Arc::new(Quicker(Mutex::new(None)));
    let slow = Disk::with_probe(quicker.clone()).paced(PACE);
    let Err(LockError::Held { holder, .. }) = slow.lock(&path, "SLOW", REFUSE) else {
        panic!("two have the lock")
    };
    assert_eq!(holder.user, "QUICKER");
    // Longer than the dead are waited for.
    let again = slow.lock(&path, "SLOW", Patience::wait(PACE.dead * 2));
    assert!(matches!(again, Err(LockError::Held { .. })), "a living owner seemed dead");
    quicker.0.lock().unwrap().as_ref().unwrap().confirm().unwrap();
    assert_eq!(Disk::new().list(dir.path()).unwrap().len(), 1);
}

#[test]
fn a_share_that_hangs_does_not_make_other_locks_seem_dead() {
    let dir = folder();
    let (hung, other) = (dir.path().join("HUNG"), dir.path().join("OTHER"));
    let disk = quick();
    let stuck = disk.lock(&hung, "ANNA", REFUSE).unwrap();
    let lives = disk.lock(&other, "ANNA", REFUSE).unwrap();
    let hanging = stuck.held.file.lock().unwrap();
    let taken = disk.lock(&other, "BRUNO", Patience::wait(PACE.dead * 2));
    assert!(matches!(taken, Err(LockError::Held { .. })), "a living owner was robbed");
    lives.confirm().unwrap();
    drop(hanging);
}
