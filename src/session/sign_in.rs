//! Signing in, in the order that was decided: verify, lock, read the credential without changing
//! a byte, judge, and only then open and write.

mod original;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::disk::{Disk, Lock, LockError};
use crate::format::Record;
use crate::format::access::MessageFilePlace;
use crate::format::credential::Credential;
use crate::format::verifier::Cost;
use crate::mail::{Identity, Moment, Password, ShortName};
use crate::mmf::{self, MessageFile};
use crate::postoffice::{self, Account, Postoffice};

use super::addressing::Home;
use super::forward::bring_letters;
use super::put_away::put_away;
use super::rule::{Synced, Verdict, verdict};
use super::{Error, Invalid, Session};

/// Which message file to open.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum MessageFileChoice {
    /// The registered one; the first sign-in makes it.
    #[default]
    Registered,
    /// This one, for this session only.
    Other(PathBuf),
    /// A new one, which becomes the registered one: on the postoffice, or at this path.
    New(Option<PathBuf>),
}

/// What somebody signs in with.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The postoffice's folder.
    pub postoffice: PathBuf,
    /// The mailbox name as typed; one that cannot be a name is answered like an unknown one.
    pub mailbox: String,
    /// The password.
    pub password: Password,
    /// Which message file to open.
    pub message_file: MessageFileChoice,
    /// A way out of the invalid message file: the password that the file still holds.
    pub old_password: Option<Password>,
    /// A way out of the invalid message file: the account was moved from the file's owner.
    pub reconnect: bool,
    /// Whether an original Microsoft Mail message file is replaced by one of ours that takes its
    /// mail over.
    pub convert: bool,
    /// What new verifiers cost; anything but the default is for tests.
    pub cost: Cost,
}

impl SignIn {
    /// Describes a plain sign-in.
    pub fn new(postoffice: &Path, mailbox: &str, password: Password) -> Self {
        Self {
            postoffice: postoffice.to_owned(),
            mailbox: mailbox.to_owned(),
            password,
            message_file: MessageFileChoice::Registered,
            old_password: None,
            reconnect: false,
            convert: false,
            cost: Cost::default(),
        }
    }

    /// Signs in. `cancelled` is asked while waiting for another machine's sign of life.
    pub fn run(&self, disk: &Disk, cancelled: &dyn Fn() -> bool) -> Result<Session, Error> {
        let office = Postoffice::open(disk, &self.postoffice)?.with_cost(self.cost);
        let mut account = self.verify(&office)?;
        let lock = loop {
            if let Some(to) = account.moved_to {
                return Err(Error::MovedAway(to));
            }
            let lock = Arc::new(lock_user(&office, &account, cancelled)?);
            // Read again under the lock: an administrator may just have moved or reset the account.
            let now = office.account(&account.mailbox)?.ok_or(Error::WrongNameOrPassword)?;
            let same = now.user == account.user && now.verifier == account.verifier;
            account = if same { now } else { self.verify(&office)? };
            if same && account.moved_to.is_none() {
                break lock;
            }
        };
        office.self_test()?;
        let session = Opening { sign_in: self, office, account, lock }.open()?;
        tracing::info!(mailbox = %session.account.mailbox, file = %session.file.path().display(), synced = ?session.synced, "signed in");
        Ok(session)
    }

    fn verify(&self, office: &Postoffice) -> Result<Account, Error> {
        // An impossible name costs the same as an unknown one, and says the same.
        let mailbox = ShortName::parse(&self.mailbox)
            .or_else(|_| ShortName::parse("0000000000"))
            .map_err(|_| Error::WrongNameOrPassword)?;
        let possible = ShortName::parse(&self.mailbox).is_ok();
        let account = office.verify(&mailbox, &self.password)?;
        account.filter(|_| possible).ok_or(Error::WrongNameOrPassword)
    }
}

/// Checks that a folder is a postoffice that can be signed in to; returns its name.
pub fn find_postoffice(disk: &Disk, root: &Path) -> Result<String, Error> {
    Ok(super::office_name(&Postoffice::open(disk, root)?))
}

pub(crate) fn lock_user(
    office: &Postoffice,
    account: &Account,
    cancelled: &dyn Fn() -> bool,
) -> Result<Lock, Error> {
    office.lock_user(account.user, account.mailbox.as_str(), cancelled).map_err(|e| match e {
        postoffice::Error::Lock(LockError::Held { holder, .. }) => Error::AlreadySignedIn(holder),
        e => e.into(),
    })
}

/// Returns where the registered message file is; on the postoffice when there is none yet.
pub(crate) fn registered_path(office: &Postoffice, account: &Account) -> PathBuf {
    match &account.message_file {
        MessageFilePlace::Local(path) => PathBuf::from(path),
        MessageFilePlace::None | MessageFilePlace::Postoffice => {
            office.message_file_path(account.user)
        }
    }
}

/// A sign-in that was let in by the postoffice and now comes to the message file.
struct Opening<'a> {
    sign_in: &'a SignIn,
    office: Postoffice,
    account: Account,
    lock: Arc<Lock>,
}

impl Opening<'_> {
    fn open(self) -> Result<Session, Error> {
        match &self.sign_in.message_file {
            MessageFileChoice::New(path) => self.start_new(path.clone()),
            MessageFileChoice::Other(path) => {
                let path = path.clone();
                // The registered file named by its path is the registered file.
                let same = |a: &Path, b: &Path| match (
                    self.office.disk().real_path(a),
                    self.office.disk().real_path(b),
                ) {
                    (Ok(a), Ok(b)) => a == b,
                    _ => false,
                };
                let registered = self.account.message_file != MessageFilePlace::None
                    && same(&path, &registered_path(&self.office, &self.account));
                self.open_existing(&path, registered)
            }
            MessageFileChoice::Registered => {
                let path = registered_path(&self.office, &self.account);
                // A crash may have left the file made and not yet registered: then it is judged.
                if self.account.message_file == MessageFilePlace::None
                    && self.office.disk().size(&path)?.is_none()
                {
                    self.make(&path, MessageFilePlace::Postoffice, None)
                } else {
                    self.open_existing(&path, true)
                }
            }
        }
    }

    fn identity(&self) -> Identity {
        self.office.identity_of(self.account.user)
    }

    fn credential(&self) -> Result<Credential, Error> {
        Ok(Credential::make(self.identity(), &self.sign_in.password, self.office.cost())?)
    }

    fn open_existing(self, path: &Path, registered: bool) -> Result<Session, Error> {
        let bytes = match MessageFile::judge(self.office.disk(), path) {
            Ok(bytes) => bytes,
            // Asked only now: a file of ours that is open here must not be touched in another way.
            Err(e @ (mmf::Error::NotAMessageFile { .. } | mmf::Error::NotFound { .. })) => {
                return match self.original_at(path)? {
                    Some(original) => self.open_original(&original, path, registered),
                    None => Err(e.into()),
                };
            }
            Err(e) => return Err(e.into()),
        };
        let embedded = Credential::decode(&bytes).map_err(|damage| mmf::Error::Damaged {
            path: path.to_owned(),
            what: damage.to_string(),
        })?;
        let user_id = embedded.identity == self.identity();
        let password = embedded.verifier.matches(&self.sign_in.password)?;
        let verdict = verdict(user_id, password);
        let synced = match verdict {
            Verdict::Invalid => {
                self.way_out(&embedded, path)?;
                vec![Synced::Password, Synced::UserId]
            }
            _ => verdict.synced(),
        };
        let mut file = MessageFile::open(self.office.disk(), path, self.lock.clone())?;
        if !synced.is_empty() {
            file.embed(&self.credential()?.to_bytes())?;
        }
        self.finish(file, synced, registered, None)
    }

    /// Decides whether one of the ways out of the invalid message file is taken, and works.
    fn way_out(&self, embedded: &Credential, path: &Path) -> Result<(), Error> {
        let can_reconnect = self.account.earlier_homes.contains(&embedded.identity);
        if self.sign_in.reconnect && can_reconnect {
            return Ok(());
        }
        self.old_password_fits(path, can_reconnect, |old| Ok(embedded.verifier.matches(old)?))
    }

    /// Says whether the old password was given and is the one in the file; if not, that the file is
    /// not this account's.
    fn old_password_fits(
        &self,
        path: &Path,
        can_reconnect: bool,
        fits: impl Fn(&Password) -> Result<bool, Error>,
    ) -> Result<(), Error> {
        let mut old_password_wrong = false;
        if let Some(old) = &self.sign_in.old_password {
            if fits(old)? {
                return Ok(());
            }
            old_password_wrong = true;
        }
        Err(Error::InvalidMessageFile(Box::new(Invalid {
            path: path.to_owned(),
            can_reconnect,
            old_password_wrong,
        })))
    }

    fn start_new(self, path: Option<PathBuf>) -> Result<Session, Error> {
        let registered = registered_path(&self.office, &self.account);
        // Where the file so far does not lie in the way, it stays where it is.
        let elsewhere = |new: &Path| -> Result<Option<PathBuf>, Error> {
            let there = registered != new && self.office.disk().size(&registered)?.is_some();
            Ok(there.then(|| registered.clone()))
        };
        match path {
            Some(path) => {
                let path = std::path::absolute(&path).unwrap_or(path);
                let ours = self.office.message_file_path(self.account.user);
                let place = if path == std::path::absolute(&ours).unwrap_or(ours) {
                    MessageFilePlace::Postoffice
                } else {
                    MessageFilePlace::Local(path.to_string_lossy().into_owned())
                };
                let kept = elsewhere(&path)?;
                self.make(&path, place, kept)
            }
            None => {
                let path = self.office.message_file_path(self.account.user);
                let kept = match elsewhere(&path)? {
                    Some(local) => {
                        let _ = self.keep_old(&path)?;
                        Some(local)
                    }
                    None => self.keep_old(&path)?,
                };
                self.make(&path, MessageFilePlace::Postoffice, kept)
            }
        }
    }

    /// Renames the old message file out of the way; it is kept, and named to the person. Where a
    /// crash stopped that after the renaming, the last one kept is named.
    fn keep_old(&self, path: &Path) -> Result<Option<PathBuf>, Error> {
        let disk = self.office.disk();
        let mut kept = self.kept_files(path)?;
        if disk.size(path)?.is_none() {
            return Ok(kept.pop());
        }
        let new = self.kept_path(path, kept.len() + 1);
        put_away(disk, path, &new)?;
        Ok(Some(new))
    }

    /// Lists the message files that were renamed out of the way of this one, the last at the end.
    fn kept_files(&self, path: &Path) -> Result<Vec<PathBuf>, Error> {
        let mut kept = Vec::new();
        for number in 1..10_000 {
            let next = self.kept_path(path, number);
            if self.office.disk().size(&next)?.is_none() {
                return Ok(kept);
            }
            kept.push(next);
        }
        Err(Error::MessageFileExists { path: path.to_owned() })
    }

    fn kept_path(&self, path: &Path, number: usize) -> PathBuf {
        path.with_file_name(format!("{}-{number}.MMF", self.account.user))
    }

    fn make(
        self,
        path: &Path,
        place: MessageFilePlace,
        kept: Option<PathBuf>,
    ) -> Result<Session, Error> {
        if let MessageFilePlace::Local(text) = &place
            && !crate::format::access::Access3::path_fits(text)
        {
            return Err(postoffice::Error::PathTooLong { path: path.to_owned() }.into());
        }
        let credential = self.credential()?;
        let file = MessageFile::create(
            self.office.disk(),
            path,
            &credential.to_bytes(),
            self.lock.clone(),
        )?;
        self.office
            .edit_accounts(self.account.mailbox.as_str())?
            .change_access3(&self.account, |a3| a3.message_file = place)?;
        self.finish(file, Vec::new(), true, kept)
    }

    /// Clears what was open until the message file followed, and notes the sign-in.
    fn finish(
        mut self,
        file: MessageFile,
        synced: Vec<Synced>,
        registered: bool,
        kept: Option<PathBuf>,
    ) -> Result<Session, Error> {
        if registered {
            self.fetch_from_the_old_home();
        }
        let editor = self.office.edit_accounts(self.account.mailbox.as_str())?;
        if registered {
            if self.account.verifier_changed {
                let followed = self.account.verifier;
                // An administrator may have reset the password again in the meantime.
                editor.change_access2(&self.account, |a2| {
                    a2.verifier_changed &= a2.verifier != followed;
                })?;
                self.account.verifier_changed = false;
            }
            let unregistered = self.account.message_file == MessageFilePlace::None
                && file.path() == self.office.message_file_path(self.account.user);
            if !self.account.earlier_homes.is_empty() || unregistered {
                editor.change_access3(&self.account, |a3| {
                    a3.earlier_homes.clear();
                    if a3.message_file == MessageFilePlace::None {
                        a3.message_file = MessageFilePlace::Postoffice;
                    }
                })?;
                self.account.earlier_homes.clear();
            }
        }
        editor.change_access(self.account.slot, |a| {
            a.last_sign_in = Some(Moment::now());
            a.failed = 0;
        })?;
        drop(editor);
        Ok(Session {
            file,
            office: self.office,
            account: self.account,
            synced,
            registered,
            set_aside: kept,
            told: Vec::new(),
            arrived: super::Arrived::default(),
            signed_in: self.lock,
        })
    }

    /// Brings what still waits at the home from which this account was moved: nothing, unless the
    /// move was interrupted.
    fn fetch_from_the_old_home(&self) {
        let Some(old) = self.account.earlier_homes.first() else { return };
        let home = Home { office: self.office.clone(), account: self.account.clone() };
        let address = super::address_in(&self.office, &self.account);
        let brought = || -> Result<u64, Error> {
            let known = self.office.neighbours()?.into_iter();
            for known in known.filter(|n| n.identity == old.postoffice) {
                let Some(from) = self.office.neighbour(&known.network, &known.postoffice)? else {
                    continue;
                };
                let moved = from.account_of(old.user)?.and_then(|a| a.moved_to);
                if moved.is_some_and(|to| to == address) && from.peek(old.user)?.waiting > 0 {
                    return bring_letters(&from, old.user, &home, false, address.mailbox.as_str());
                }
            }
            Ok(0)
        };
        match brought() {
            Ok(0) => {}
            Ok(letters) => tracing::info!(letters, "brought what waited at the old home"),
            Err(error) => tracing::warn!(%error, "the old home cannot be reached"),
        }
    }
}
