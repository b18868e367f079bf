//! The postoffice: a shared folder of plain files in the original's tree, the only room that
//! names paths on the share.
//!
//! Below it are [`crate::format`] (what the files look like) and [`crate::disk`] (how they are
//! reached). It does not know message files; [`crate::session`] and [`crate::admin`] bring both
//! together. Users have no right to list folders in the original (KB Q103901), so that normal
//! work opens files by name only; [`check`](Postoffice::check) lists.

mod account;
mod accounts;
mod address_list;
mod check;
mod create;
mod deliver;
mod error;
mod layout;
mod letter;
mod mailbag;
mod neighbour;
mod numbers;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use account::{Account, NewAccount};
pub use accounts::AccountsEditor;
pub use check::{Finding, Usage};
pub use deliver::{Delivery, Obstacle};
pub use error::Error;
pub use letter::Letter;
pub use mailbag::{Mailbag, Waiting};
pub use neighbour::Neighbourhood;

use crate::disk::{Disk, Lock, Patience};
use crate::format::Record;
use crate::format::master::Master;
use crate::format::verifier::Cost;
use crate::mail::{Identity, PostofficeId, ShortName, UserId};
use layout::Layout;

/// How long to wait for a short-lived lock: longer than it takes to find its owner dead.
const SHORT_LOCK: Duration = Duration::from_secs(30);

/// An open postoffice. Cheap to clone; holds no file open and no lock.
#[derive(Debug, Clone)]
pub struct Postoffice {
    disk: Disk,
    layout: Layout,
    master: Master,
    cost: Cost,
}

impl Postoffice {
    /// Opens a postoffice, or says why the folder is none.
    pub fn open(disk: &Disk, root: &Path) -> Result<Self, Error> {
        let layout = Layout::new(root);
        let path = layout.glb("MASTER.GLB");
        let bytes = match disk.read(&path, 64 * 1024) {
            Ok(bytes) => bytes,
            Err(e) if e.not_found() => {
                return Err(if disk.is_folder(root)? {
                    Error::NotAPostoffice { path: root.to_owned() }
                } else {
                    Error::NotFound { path: root.to_owned() }
                });
            }
            Err(e) if e.denied() => return Err(Error::Denied { path }),
            Err(e) => return Err(e.into()),
        };
        if !Master::is_ours(&bytes) {
            // The original's MASTER.GLB has 176 bytes too (KB Q77926); its users are in ACCESS2.GLB.
            let genuine = bytes.len() == Master::SIZE
                && disk.is_folder(&layout.folder("MBG"))?
                && disk.size(&layout.glb("ACCESS2.GLB"))?.is_some_and(|n| n % 69 == 0);
            return Err(if genuine {
                Error::Microsoft { path: root.to_owned() }
            } else {
                Error::NotAPostoffice { path: root.to_owned() }
            });
        }
        let master = Master::decode(&bytes).map_err(|damage| Error::Damaged { path, damage })?;
        Ok(Self { disk: disk.clone(), layout, master, cost: Cost::default() })
    }

    /// Sets what new verifiers cost; tests make it the least.
    pub fn with_cost(mut self, cost: Cost) -> Self {
        self.cost = cost;
        self
    }

    /// Returns the folder.
    pub fn root(&self) -> &Path {
        self.layout.root()
    }

    /// Returns the random number by which this postoffice is known.
    pub fn identity(&self) -> PostofficeId {
        self.master.identity
    }

    /// Returns who a user of this postoffice is.
    pub fn identity_of(&self, user: UserId) -> Identity {
        Identity { postoffice: self.master.identity, user }
    }

    /// Returns the network's name.
    pub fn network(&self) -> &ShortName {
        &self.master.network
    }

    /// Returns the postoffice's name.
    pub fn name(&self) -> &ShortName {
        &self.master.postoffice
    }

    /// Returns what new verifiers cost.
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Returns the way to the file system.
    pub fn disk(&self) -> &Disk {
        &self.disk
    }

    /// Returns where a user's message file lies when it is on the postoffice (KB Q86100).
    pub fn message_file_path(&self, user: UserId) -> PathBuf {
        self.layout.message_file(user)
    }

    /// Returns where the index of a user's mailbag lies, which every delivery changes.
    pub fn mailbag_index_path(&self, user: UserId) -> PathBuf {
        self.layout.key(user)
    }

    /// Returns where a letter's envelope lies.
    pub fn envelope_path(&self, letter: u32) -> PathBuf {
        self.layout.envelope(letter)
    }

    /// Checks that the share keeps the promises on which everything relies.
    pub fn self_test(&self) -> Result<(), Error> {
        match self.disk.self_test(&self.layout.folder("P1"))? {
            None => Ok(()),
            Some(broken) => Err(Error::Unsuited { path: self.root().to_owned(), broken }),
        }
    }

    /// Takes the lock that says that a user is signed in, also when the message file is local.
    ///
    /// Refused as soon as a living owner shows itself; a dead one's lock is taken over.
    pub fn lock_user(
        &self,
        user: UserId,
        who: &str,
        cancelled: &dyn Fn() -> bool,
    ) -> Result<Lock, Error> {
        let patience = Patience { refuse_the_living: true, wait: Duration::ZERO, cancelled };
        Ok(self.disk.lock(&self.layout.lock(&user.to_string(), "1LK"), who, patience)?)
    }

    fn lock_accounts(&self, who: &str) -> Result<Lock, Error> {
        Ok(self.disk.lock(&self.layout.lock("POSTOFF", "0LK"), who, Patience::wait(SHORT_LOCK))?)
    }

    fn lock_mailbag(&self, user: UserId, who: &str) -> Result<Lock, Error> {
        let path = self.layout.lock(&user.to_string(), "0LK");
        Ok(self.disk.lock(&path, who, Patience::wait(SHORT_LOCK))?)
    }

    /// Reads records of one kind from a file that holds nothing else.
    fn read_record<R: Record>(&self, path: &Path) -> Result<R, Error> {
        let bytes = self.disk.read(path, R::SIZE as u64 + 1)?;
        R::decode(&bytes).map_err(|damage| Error::Damaged { path: path.to_owned(), damage })
    }
}

#[cfg(test)]
mod tests;
