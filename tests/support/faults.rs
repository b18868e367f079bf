//! Faults: a share laid out anew for every point at which something can go wrong, and what goes
//! wrong there.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "each test takes what it needs from here, and works on the files from outside"
)]

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant, SystemTime};

use restante::admin::{Administrator, MoveOptions};
use restante::disk::{Op, Pace, Probe};
use restante::session::{Cost, Disk, Error, Session, SignIn};

use crate::people::{ADMIN, World, add, folder, name, password};

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Nothing reaches the disk any more from the N-th change on. Looking and syncing change
    /// nothing, so that dying there leaves what dying before the next change leaves.
    Death,
    /// The N-th operation of any kind fails, and the program goes on.
    Once,
    /// The same for scenes of hundreds of operations, without those that only look at a size, and
    /// with one failure, not three, while a temporary file is written.
    OnceTouching,
}

/// How many go wrong at a time; most of it is waiting for locks of the dead.
const WORKERS: usize = 6;

/// The words in what fails here.
pub const REASON: &str = "made to fail";

/// Something that goes wrong once it is armed.
pub struct Fault {
    pub kind: Kind,
    armed: AtomicBool,
    left: AtomicI64,
    hit: AtomicBool,
}

impl Fault {
    /// From now on operations count.
    pub fn arm(&self) {
        self.armed.store(true, Ordering::SeqCst);
    }

    /// Returns whether it went wrong.
    pub fn hit(&self) -> bool {
        self.hit.load(Ordering::SeqCst)
    }

    fn counts(&self, op: Op, path: &Path) -> bool {
        let temporary = path.extension().is_some_and(|x| x == "TMP");
        match self.kind {
            Kind::Once => true,
            Kind::OnceTouching => {
                op != Op::Look && !(temporary && matches!(op, Op::Write | Op::Sync))
            }
            Kind::Death => {
                !matches!(op, Op::Look | Op::Read | Op::List | Op::Sync | Op::SyncFolder)
            }
        }
    }
}

impl Probe for Fault {
    fn before(&self, op: Op, path: &Path) -> io::Result<()> {
        if !self.armed.load(Ordering::SeqCst) {
            return Ok(());
        }
        if self.counts(op, path) && self.left.fetch_sub(1, Ordering::SeqCst) == 0 {
            self.hit.store(true, Ordering::SeqCst);
            return Err(io::Error::other(REASON));
        }
        if self.kind == Kind::Death && self.hit() {
            return Err(io::Error::other(REASON));
        }
        Ok(())
    }
}

/// Short, because every death leaves locks behind that must be waited for.
const PACE: Pace = Pace { beat: Duration::from_millis(20), dead: Duration::from_millis(80) };

/// A share, as folders and files.
type Share = Vec<(PathBuf, Option<Vec<u8>>)>;

/// Two postoffices that know each other, as files: ANNA and BRUNO on MAIN and DORA on BRANCH have
/// message files, ELSA on MAIN never signed in, FRITZ moved from MAIN to BRANCH.
fn share() -> &'static Share {
    static SHARE: OnceLock<Share> = OnceLock::new();
    SHARE.get_or_init(|| {
        let world = World::new();
        add(&world.main, "ELSA", "Elsa Fink", "elsa");
        add(&world.main, "FRITZ", "Fritz Gold", "fritz");
        let fritz = name("FRITZ");
        let _ = world.main.move_user(&world.branch, &fritz, MoveOptions::default()).unwrap();
        world.visit(&world.at_main("ANNA", "anna one")).unwrap();
        world.visit(&world.at_main("BRUNO", "bruno")).unwrap();
        world.visit(&world.at_branch("DORA", "dora")).unwrap();
        taken(&world)
    })
}

fn taken(world: &World) -> Share {
    let mut all = Vec::new();
    gather(world.dir.path(), Path::new(""), &mut all);
    all
}

fn gather(root: &Path, below: &Path, all: &mut Share) {
    for entry in std::fs::read_dir(root.join(below)).unwrap() {
        let path = below.join(entry.unwrap().file_name());
        if root.join(&path).is_dir() {
            all.push((path.clone(), None));
            gather(root, &path, all);
        } else if !path.ends_with("POPULATE.MSM") {
            // Those only keep backup programs from dropping empty folders.
            let bytes = std::fs::read(root.join(&path)).unwrap();
            all.push((path, Some(bytes)));
        }
    }
}

/// Lays a share out.
fn lay(share: &Share) -> World {
    let dir = folder();
    for (path, bytes) in share {
        let path = dir.path().join(path);
        match bytes {
            None => std::fs::create_dir(path).unwrap(),
            Some(bytes) => std::fs::write(path, bytes).unwrap(),
        }
    }
    let disk = Disk::new().paced(PACE);
    let (main, branch) = (dir.path().join("MAIN"), dir.path().join("BRANCH"));
    let (main, branch) = (enter(&disk, &main), enter(&disk, &branch));
    World { dir, disk, main, branch }
}

/// Proves the administrator of a postoffice over some disk.
pub fn enter(disk: &Disk, root: &Path) -> Administrator {
    Administrator::enter(disk, root, "ADMIN", &password(ADMIN), Cost::LEAST).unwrap()
}

/// Plays a scene as often as something in it can go wrong, each time on a share of its own.
///
/// `prepare` makes the share as it is before; the scene does its part over the disk it is given,
/// arms the fault when the part begins that matters, and says afterwards what must be.
pub fn everywhere(
    kind: Kind,
    prepare: fn(&World),
    scene: &(dyn Fn(&World, &Disk, &Fault, usize) + Sync),
) {
    every(1, kind, prepare, scene);
}

/// Makes [`every`] leave out no point.
const ALL_POINTS: &str = "RESTANTE_TEST_ALL_POINTS";

/// The same at every so manieth point, for scenes that do like things a hundred times. With the
/// variable [`ALL_POINTS`] set it is done at all of them.
pub fn every(
    step: usize,
    kind: Kind,
    prepare: fn(&World),
    scene: &(dyn Fn(&World, &Disk, &Fault, usize) + Sync),
) {
    let step = if std::env::var_os(ALL_POINTS).is_some() { 1 } else { step };
    let world = lay(share());
    prepare(&world);
    let share = taken(&world);
    drop(world);
    let (next, end) = (AtomicUsize::new(0), AtomicUsize::new(usize::MAX));
    let work = || {
        loop {
            let n = next.fetch_add(step, Ordering::SeqCst);
            if n >= end.load(Ordering::SeqCst) {
                return;
            }
            let fault = Arc::new(Fault {
                kind,
                armed: AtomicBool::new(false),
                left: AtomicI64::new(i64::try_from(n).unwrap()),
                hit: AtomicBool::new(false),
            });
            let world = lay(&share);
            let disk = Disk::with_probe(fault.clone()).paced(PACE);
            let played = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                scene(&world, &disk, &fault, n);
            }));
            if let Err(panic) = played {
                eprintln!("with {kind:?} at operation {n}");
                let _ = end.fetch_min(0, Ordering::SeqCst);
                std::panic::resume_unwind(panic);
            }
            if !fault.hit() {
                let _ = end.fetch_min(n, Ordering::SeqCst);
            }
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            if let Err(panic) = worker.join() {
                std::panic::resume_unwind(panic);
            }
        }
    });
    let points = end.load(Ordering::SeqCst);
    println!("{points} points for {kind:?}");
    assert!(points > 5 * step, "the scene did next to nothing");
}

/// Signs in where somebody died a moment ago: a last sign of life may still have been seen.
pub fn come_back(world: &World, sign_in: &SignIn) -> Result<Session, Error> {
    let begun = Instant::now();
    loop {
        match world.run(sign_in) {
            Err(Error::AlreadySignedIn(_)) if begun.elapsed().as_secs() < 10 => {}
            other => return other,
        }
    }
}

/// Makes every file two hours old whose age matters to `check`, so that nothing seems to be under
/// way.
pub fn hours_pass(world: &World) {
    let before = SystemTime::now() - Duration::from_secs(2 * 60 * 60);
    let mut folders = vec!["GLB", "KEY", "MBG", "MMF", "NME", "P1", "XTN", "FOLDERS", "INF"];
    let mai: Vec<String> = (0..16).map(|n| format!("MAI/MA{n:X}")).collect();
    folders.extend(mai.iter().map(String::as_str));
    for folder in [world.main_root(), world.branch_root()]
        .iter()
        .flat_map(|root| folders.iter().map(|folder| root.join(folder)))
    {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let file = std::fs::File::options().write(true).open(path).unwrap();
                file.set_modified(before).unwrap();
            }
        }
    }
}

/// Has both administrators mend what can be mended.
pub fn mend(world: &World) {
    hours_pass(world);
    let _ = world.main.check(true).unwrap();
    let _ = world.branch.check(true).unwrap();
}

/// The same for scenes with hundreds of points, where looking through both postoffices is most of
/// the work: after every death, and after every other failure. Returns whether it looked.
pub fn all_is_mostly_well(world: &World, fault: &Fault, n: usize) -> bool {
    let looks = fault.kind == Kind::Death || (n / 2).is_multiple_of(2);
    if looks {
        all_is_well(world);
    }
    looks
}

/// Checks that after mending nothing is left to be found, and no lock either.
pub fn all_is_well(world: &World) {
    mend(world);
    hours_pass(world);
    assert_eq!(world.main.check(false).unwrap(), []);
    assert_eq!(world.branch.check(false).unwrap(), []);
    for root in [world.main_root(), world.branch_root()] {
        for entry in std::fs::read_dir(root.join("P1")).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(!name.ends_with("LK"), "the lock {name} is left");
        }
    }
}

/// Returns how many letters lie on a postoffice: envelopes, and messages.
pub fn letters(root: &Path) -> (usize, usize) {
    let count = |folder: &Path, ending: &str| {
        std::fs::read_dir(folder)
            .unwrap()
            .filter(|e| e.as_ref().unwrap().path().extension().is_some_and(|x| x == ending))
            .count()
    };
    let messages = (0..16).map(|n| count(&root.join(format!("MAI/MA{n:X}")), "MAI")).sum();
    (count(&root.join("P1"), "P1"), messages)
}
