//! The story of the moved user (KB Q125255, Q128824), four times: in the good order, and into the
//! trap with each of the three ways out.

use std::path::Path;

use crate::disk::Disk;
use crate::format::sha1;
use crate::mail::{FolderKind, Password, ShortName};
use crate::session::{self, MessageFileChoice, Session, SignIn};

use super::{Deed, Demo, Error, Key, Outcome, Scene, Step, Tell, name_of, password, short};
use crate::admin::{Administrator, MoveOptions};

/// The largest message file of the demo, far beyond what it grows to.
const MAX: u64 = 1 << 30;

/// Tells the steps of one scene about one person.
struct Scenes<'a, 'b> {
    demo: &'a Demo,
    scene: Scene,
    mailbox: ShortName,
    tell: &'a mut Tell<'b>,
}

impl Demo {
    /// Plays the story; each step is told as soon as it is done.
    pub fn play(&self, mut tell: Tell<'_>) -> Result<(), Error> {
        for (scene, mailbox) in [
            (Scene::GoodOrder, "BRUNO"),
            (Scene::Trap, "CLARA"),
            (Scene::OldPassword, "EMIL"),
            (Scene::NewFile, "FRIDA"),
        ] {
            Scenes { demo: self, scene, mailbox: short(mailbox)?, tell: &mut tell }.play()?;
        }
        Ok(())
    }

    pub(super) fn sign_in(
        &self,
        office: &Administrator,
        mailbox: &str,
        password: &Password,
    ) -> Result<Session, session::Error> {
        self.key(office, mailbox, password).run(&self.disk, &|| false)
    }

    fn key(&self, office: &Administrator, mailbox: &str, password: &Password) -> SignIn {
        let mut sign_in = SignIn::new(office.root(), mailbox, password.clone());
        sign_in.cost = self.cost;
        sign_in
    }
}

impl Scenes<'_, '_> {
    fn play(mut self) -> Result<(), Error> {
        let demo = self.demo;
        let (main, branch) = (&demo.main, &demo.branch);
        let _ = self.sign_in(main, Key::Password, &password()?)?;
        let one_time = main.recover(&self.mailbox, None)?.password;
        self.say(Deed::Recover { mailbox: self.mailbox.clone() }, Outcome::Done);
        if self.scene == Scene::GoodOrder {
            let _ = self.sign_in(main, Key::OneTime, &one_time)?;
            self.move_user(false)?;
            let _ = self.sign_in(branch, Key::OneTime, &one_time)?;
            return Ok(());
        }
        self.move_user(false)?;
        self.move_user(true)?;
        let _ = self.sign_in(branch, Key::OneTime, &one_time)?;
        match self.scene {
            Scene::OldPassword => {
                let _ = self.sign_in(branch, Key::OldPassword, &one_time)?;
            }
            Scene::NewFile => {
                if let Some(session) = self.sign_in(branch, Key::NewFile, &one_time)? {
                    self.import(session)?;
                }
            }
            _ => {
                let _ = self.sign_in(branch, Key::Reconnect, &one_time)?;
            }
        }
        Ok(())
    }

    fn say(&mut self, deed: Deed, outcome: Outcome) {
        (self.tell)(Step { scene: self.scene, deed, outcome });
    }

    /// Signs in and collects, tells what came of it, and signs out; but whoever has a new message
    /// file stays signed in.
    fn sign_in(
        &mut self,
        office: &Administrator,
        key: Key,
        password: &Password,
    ) -> Result<Option<Session>, Error> {
        let mut sign_in = self.demo.key(office, self.mailbox.as_str(), password);
        match key {
            Key::Password | Key::OneTime => {}
            Key::Reconnect => sign_in.reconnect = true,
            Key::OldPassword => sign_in.old_password = Some(super::password()?),
            Key::NewFile => sign_in.message_file = MessageFileChoice::New(None),
        }
        let postoffice = name_of(office);
        let deed = Deed::SignIn { mailbox: self.mailbox.clone(), postoffice, key };
        let account = office.account(&self.mailbox)?;
        let file = office.office.message_file_path(account.user);
        let before = digest(&self.demo.disk, &file)?;
        let mut session = match sign_in.run(&self.demo.disk, &|| false) {
            Ok(session) => session,
            Err(e @ session::Error::InvalidMessageFile(_)) => {
                let unchanged = digest(&self.demo.disk, &file)? == before;
                let error = Box::new(Error::Session(e));
                self.say(deed, Outcome::TurnedAway { error, unchanged });
                return Ok(None);
            }
            Err(e) => return Err(e.into()),
        };
        let _ = session.fetch()?;
        let outcome = opened(&session)?;
        self.say(deed, outcome);
        if key == Key::NewFile {
            return Ok(Some(session));
        }
        session.sign_out()?;
        Ok(None)
    }

    fn move_user(&mut self, force: bool) -> Result<(), Error> {
        let (main, branch) = (&self.demo.main, &self.demo.branch);
        let options = MoveOptions { force, keep_source: false };
        let outcome = match main.move_user(branch, &self.mailbox, options) {
            Ok(_) => Outcome::Done,
            Err(e @ Error::Trap { .. }) => Outcome::Refused(Box::new(e)),
            Err(e) => return Err(e),
        };
        self.say(Deed::Move { mailbox: self.mailbox.clone(), force }, outcome);
        Ok(())
    }

    fn import(&mut self, mut session: Session) -> Result<(), Error> {
        if let Some(old) = session.old_message_file().map(Path::to_owned) {
            let imported = session.import_message_file(&old, &password()?, &mut |_| true)?;
            let deed = Deed::Import { mailbox: self.mailbox.clone() };
            self.say(deed, Outcome::Counted(imported.imported));
        }
        Ok(session.sign_out()?)
    }
}

/// Says what a sign-in opened.
pub(super) fn opened(session: &Session) -> Result<Outcome, Error> {
    let folders = session.folders()?;
    let messages = folders.iter().filter(|f| f.kind == FolderKind::Inbox).map(|f| f.total).sum();
    Ok(Outcome::Opened { messages, synced: session.synced().to_vec() })
}

/// Returns the digest of a closed message file; none when there is none.
fn digest(disk: &Disk, path: &Path) -> Result<Option<[u8; 20]>, Error> {
    Ok(match disk.size(path)? {
        Some(_) => Some(sha1(&disk.read(path, MAX)?)),
        None => None,
    })
}
