//! Throw-away postoffices with people on them.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    reason = "each test takes what it needs from here"
)]

use std::path::{Path, PathBuf};
use std::time::Duration;

use restante::admin::{Administrator, MoveOptions, NewPostoffice, NewUser};
use restante::disk::Pace;
use restante::mail::{FullName, Password, ShortName};
use restante::session::{Cost, Disk, Error, Invalid, Session, SignIn};

/// The administrator's password on every postoffice here.
pub const ADMIN: &str = "admin secret";

/// Moves although the move makes the trap.
pub const FORCE: MoveOptions = MoveOptions { force: true, keep_source: false };

/// Two postoffices, NORTH/MAIN and NORTH/BRANCH; ANNA and BRUNO live on the first, DORA on the second.
pub struct World {
    pub dir: tempfile::TempDir,
    pub disk: Disk,
    pub main: Administrator,
    pub branch: Administrator,
}

/// A folder that vanishes with the test; in memory where the system has such a place, because the
/// tests sync far more often than people do, and none of them cuts the power.
pub fn folder() -> tempfile::TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.or_else(|_| tempfile::tempdir()).unwrap()
}

pub fn name(text: &str) -> ShortName {
    ShortName::parse(text).unwrap()
}

pub fn password(text: &str) -> Password {
    Password::new(text).unwrap()
}

pub fn postoffice(disk: &Disk, root: &Path, office: &str) -> Administrator {
    let mut new = NewPostoffice::new(name("NORTH"), name(office), password(ADMIN)).unwrap();
    new.cost = Cost::LEAST;
    new.create(disk, root).unwrap()
}

pub fn add(admin: &Administrator, mailbox: &str, full_name: &str, secret: &str) {
    let _ = admin
        .add_user(NewUser {
            mailbox: name(mailbox),
            full_name: FullName::parse(full_name).unwrap(),
            password: password(secret),
            administrator: false,
        })
        .unwrap();
}

impl World {
    pub fn new() -> Self {
        Self::on(Disk::new())
    }

    pub fn on(disk: Disk) -> Self {
        let dir = folder();
        let main = postoffice(&disk, &dir.path().join("MAIN"), "MAIN");
        let branch = postoffice(&disk, &dir.path().join("BRANCH"), "BRANCH");
        add(&main, "ANNA", "Anna Berg", "anna one");
        add(&main, "BRUNO", "Bruno Carl", "bruno");
        add(&branch, "DORA", "Dora Eck", "dora");
        Self { dir, disk, main, branch }
    }

    pub fn main_root(&self) -> PathBuf {
        self.dir.path().join("MAIN")
    }

    pub fn branch_root(&self) -> PathBuf {
        self.dir.path().join("BRANCH")
    }

    /// Describes a sign-in at MAIN.
    pub fn at_main(&self, mailbox: &str, secret: &str) -> SignIn {
        self.at(&self.main_root(), mailbox, secret)
    }

    /// Describes a sign-in at BRANCH.
    pub fn at_branch(&self, mailbox: &str, secret: &str) -> SignIn {
        self.at(&self.branch_root(), mailbox, secret)
    }

    pub fn at(&self, root: &Path, mailbox: &str, secret: &str) -> SignIn {
        let mut sign_in = SignIn::new(root, mailbox, password(secret));
        sign_in.cost = Cost::LEAST;
        sign_in
    }

    pub fn run(&self, sign_in: &SignIn) -> Result<Session, Error> {
        sign_in.run(&self.disk, &|| false)
    }

    /// Signs in and out again.
    pub fn visit(&self, sign_in: &SignIn) -> Result<(), Error> {
        self.run(sign_in)?.sign_out()
    }

    /// Makes a third postoffice, which knows nobody yet.
    pub fn third(&self, office: &str) -> Administrator {
        postoffice(&self.disk, &self.dir.path().join(office), office)
    }

    /// ANNA signs in at MAIN for the first time, gets a new password there and is moved to BRANCH
    /// before she uses it. Returns where her message file is now.
    pub fn spring_the_trap(&self) -> PathBuf {
        self.visit(&self.at_main("ANNA", "anna one")).unwrap();
        let _ = self.main.recover(&name("ANNA"), Some(password("two"))).unwrap();
        self.main.move_user(&self.branch, &name("ANNA"), FORCE).unwrap().message_file.unwrap()
    }
}

/// Returns what the message file answered somebody who is not its user.
pub fn invalid(result: Result<Session, Error>) -> Invalid {
    match result {
        Err(Error::InvalidMessageFile(invalid)) => *invalid,
        other => panic!("not refused by the message file: {other:?}"),
    }
}

/// A disk on which silence means death after a moment.
pub fn quick() -> Disk {
    Disk::new().paced(Pace { beat: Duration::from_millis(20), dead: Duration::from_millis(250) })
}
