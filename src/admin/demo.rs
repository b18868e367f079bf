//! The demo: two postoffices with people and mail, and the story of the moved user on them.
//!
//! [`build`] is what a visitor looks around in; [`Demo::play`] moves four people in four ways, so
//! that the trap and each way out of it can be seen. Everything is real: the same accounts,
//! letters and message files as anywhere. `demo/letters.rs` brings the content from
//! `assets/demo/`, `demo/play.rs` plays; both tell what they do as [`Step`]s, which the console
//! words.

mod letters;
mod play;

use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::format::verifier::{Cost, Verifier};
use crate::mail::{FullName, Password, ShortName};
use crate::postoffice::{self, NewAccount};
use crate::session::Synced;

use super::{Administrator, Error, NewPostoffice};
use letters::Content;

/// Who a visitor signs in as, on the postoffice in the folder [`MAIN`].
pub const MAILBOX: &str = "ANNA";

/// The password of everybody in the demo; it protects nothing.
pub const PASSWORD: &str = "lighthouse";

/// The folder of the first postoffice, and its name.
pub const MAIN: &str = "MAIN";

/// The folder of the second postoffice, and its name.
pub const BRANCH: &str = "BRANCH";

const NETWORK: &str = "NORTH";

/// A part of the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// The postoffices, the people, the mail.
    Stage,
    /// Reset, sign in, move, sign in.
    GoodOrder,
    /// Reset and move before anybody signed in: the trap, and the way out by reconnecting.
    Trap,
    /// The same trap, and the way out by the old password.
    OldPassword,
    /// The same trap, and the way out by a new message file and an import.
    NewFile,
}

/// What somebody signs in with in the demo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// The password that was chosen.
    Password,
    /// The one-time password.
    OneTime,
    /// The one-time password, and the file is reconnected.
    Reconnect,
    /// The one-time password, and the old one for the file.
    OldPassword,
    /// The one-time password, and a new message file.
    NewFile,
}

/// What is done in a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deed {
    /// A postoffice is made.
    Make {
        /// Its name, `NETWORK/POSTOFFICE`.
        postoffice: String,
    },
    /// People get mailboxes.
    AddPeople,
    /// Letters are posted.
    Post,
    /// Somebody signs in.
    SignIn {
        /// Who.
        mailbox: ShortName,
        /// Where.
        postoffice: String,
        /// With what.
        key: Key,
    },
    /// An administrator resets a password.
    Recover {
        /// Whose.
        mailbox: ShortName,
    },
    /// An administrator moves somebody from the first postoffice to the second.
    Move {
        /// Whom.
        mailbox: ShortName,
        /// Whether it is forced.
        force: bool,
    },
    /// Somebody brings the mail of the old message file into the new one.
    Import {
        /// Who.
        mailbox: ShortName,
    },
}

/// What came of a step.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was done, so many times.
    Counted(u64),
    /// The message file was opened.
    Opened {
        /// Messages in the Inbox.
        messages: u64,
        /// What was brought up to date in it.
        synced: Vec<Synced>,
    },
    /// It was refused before anything was changed.
    Refused(Box<Error>),
    /// The message file did not open; whether its bytes are as they were.
    TurnedAway {
        /// Why.
        error: Box<Error>,
        /// Whether the file is, byte for byte, what it was before.
        unchanged: bool,
    },
}

/// A step of the demo, and what came of it.
#[derive(Debug, Clone)]
pub struct Step {
    /// The part it belongs to.
    pub scene: Scene,
    /// What was done.
    pub deed: Deed,
    /// What came of it.
    pub outcome: Outcome,
}

/// Is told of each step as soon as it is done.
pub type Tell<'a> = &'a mut dyn FnMut(Step);

/// The two postoffices of the demo.
#[derive(Debug)]
pub struct Demo {
    disk: Disk,
    cost: Cost,
    main: Administrator,
    branch: Administrator,
}

/// Builds the two postoffices in a new or empty folder.
pub fn build(disk: &Disk, dir: &Path, cost: Cost, tell: Tell<'_>) -> Result<Demo, Error> {
    let content = Content::read()?;
    disk.make_folder(dir)?;
    if !disk.list(dir)?.is_empty() {
        return Err(postoffice::Error::NotEmpty { path: dir.to_owned() }.into());
    }
    let mut tell = |deed, outcome| tell(Step { scene: Scene::Stage, deed, outcome });
    let mut make = |name: &str| -> Result<Administrator, Error> {
        let mut new = NewPostoffice::new(short(NETWORK)?, short(name)?, password()?)?;
        new.cost = cost;
        let made = new.create(disk, &dir.join(name))?;
        tell(Deed::Make { postoffice: name_of(&made) }, Outcome::Done);
        Ok(made)
    };
    let demo = Demo { disk: disk.clone(), cost, main: make(MAIN)?, branch: make(BRANCH)? };
    demo.main.office.make_known(&demo.branch.office, demo.main.who())?;
    demo.branch.office.make_known(&demo.main.office, demo.branch.who())?;
    demo.add(&content)?;
    tell(Deed::AddPeople, Outcome::Counted(content.person.len() as u64));
    let posted = demo.post(&content)?;
    tell(Deed::Post, Outcome::Counted(posted));
    let (mailbox, postoffice) = (short(MAILBOX)?, name_of(&demo.main));
    let outcome = demo.settle_in(&content)?;
    tell(Deed::SignIn { mailbox, postoffice, key: Key::Password }, outcome);
    Ok(demo)
}

impl Demo {
    /// Gives everybody a mailbox.
    fn add(&self, content: &Content) -> Result<(), Error> {
        // A verifier takes time and 64 MiB: two are made at once.
        for two in content.person.chunks(2) {
            let verifiers: Vec<_> = std::thread::scope(|threads| {
                let work = || Verifier::make(&password()?, self.cost).map_err(unusable);
                let working: Vec<_> = two.iter().map(|_| threads.spawn(work)).collect();
                working.into_iter().map(|thread| thread.join().map_err(|_| broken())).collect()
            });
            for (person, verifier) in two.iter().zip(verifiers) {
                let at = if person.office == BRANCH { &self.branch } else { &self.main };
                let full_name = FullName::parse(&person.full_name).map_err(unusable)?;
                let account = NewAccount::new(short(&person.mailbox)?, full_name, verifier??);
                let _ = at.office.edit_accounts(at.who())?.add(account)?;
            }
        }
        Ok(())
    }

    /// Returns the folder of the first postoffice, where a visitor signs in.
    pub fn main(&self) -> PathBuf {
        self.main.root().to_owned()
    }

    /// Returns the folder of the second postoffice.
    pub fn branch(&self) -> PathBuf {
        self.branch.root().to_owned()
    }
}

fn name_of(office: &Administrator) -> String {
    format!("{}/{}", office.network(), office.postoffice())
}

fn short(text: &str) -> Result<ShortName, Error> {
    ShortName::parse(text).map_err(unusable)
}

fn password() -> Result<Password, Error> {
    Password::new(PASSWORD).map_err(unusable)
}

fn broken() -> Error {
    unusable("a thread of the demo broke off")
}

fn unusable(e: impl std::fmt::Display) -> Error {
    Error::Words { message: e.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{FolderKind, Order};

    #[test]
    fn a_visitor_finds_mail_to_look_at() {
        let dir = tempfile::tempdir().unwrap();
        let disk = Disk::new();
        let mut steps = 0;
        let demo = build(&disk, dir.path(), Cost::LEAST, &mut |_| steps += 1).unwrap();
        assert_eq!(steps, 5);
        assert_eq!(demo.main(), dir.path().join(MAIN));
        let mut anna = demo.sign_in(&demo.main, MAILBOX, &password().unwrap()).unwrap();
        assert!(!anna.must_choose_password());
        let inbox = anna.standard(FolderKind::Inbox).unwrap();
        let rows = anna.rows(inbox, Order::newest_first(), 0, 100).unwrap();
        assert_eq!(rows.iter().filter(|row| row.answered).count(), 4);
        assert!(rows.iter().any(|row| row.from.contains("NORTH/BRANCH/DORA")));
        assert_eq!(anna.waiting_letters().unwrap(), 0);
        for folder in anna.folders().unwrap() {
            assert_eq!(folder.total == 0, folder.kind == FolderKind::Outbox, "{folder:?}");
        }
        drop(anna);
        for office in [&demo.main, &demo.branch] {
            assert_eq!(office.check(false).unwrap(), []);
        }
        let again = build(&disk, dir.path(), Cost::LEAST, &mut |_| {});
        assert!(matches!(again, Err(Error::Session(_))), "a folder that is not empty was used");
    }
}
