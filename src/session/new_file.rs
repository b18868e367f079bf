//! A new message file that mail is carried out into, beside that of the session.
//!
//! Every message file knows its owner. One that somebody writes out of their mailbox is theirs: it
//! bears their postoffice and number, and a password of its own. One that is written without a
//! postoffice, from a file of mail, bears numbers that are nobody's: then its password alone lets
//! in, at a sign-in as at an import.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::disk::{Disk, LockError, Patience};
use crate::format::credential::Credential;
use crate::format::verifier::Cost;
use crate::mail::{FolderId, FolderKind, Group, Identity, Password, Person, PostofficeId, UserId};
use crate::mmf::{self, Arrival, Known, MessageFile, Put};

use super::{Error, Session};

/// How long to wait for a lock that nobody else knows of.
const WAIT: Duration = Duration::from_secs(5);

/// Whose a new message file is, and what opens it.
#[derive(Debug, Clone)]
pub struct Owner {
    identity: Identity,
    password: Password,
    /// What its verifier costs; anything but the default is for tests.
    pub cost: Cost,
}

impl Owner {
    /// Nobody whom a postoffice knows: the password alone lets in.
    pub fn nobody(password: Password) -> Self {
        let identity = Identity { postoffice: PostofficeId(0), user: UserId(0) };
        Self { identity, password, cost: Cost::default() }
    }
}

/// A message file that is being written.
#[derive(Debug)]
pub struct NewFile {
    file: MessageFile,
}

impl NewFile {
    /// Makes a message file where there is none; its lock stands beside it until it is closed.
    pub fn create(disk: &Disk, path: &Path, owner: &Owner) -> Result<Self, Error> {
        let credential = Credential::make(owner.identity, &owner.password, owner.cost)?;
        let lock = path.with_extension("LCK");
        let lock = disk.lock(&lock, "", Patience::wait(WAIT)).map_err(|error| match error {
            LockError::Disk(error) => mmf::Error::from(error),
            _ => mmf::Error::LockLost { path: path.to_owned() },
        })?;
        let file = MessageFile::create(disk, path, &credential.to_bytes(), Arc::new(lock))?;
        Ok(Self { file })
    }

    /// Puts in what `next` gives until it gives nothing or the slice of time is over; returns what
    /// became of each. What a folder has already is passed over.
    pub fn put_in(
        &mut self,
        known: &mut Known,
        next: &mut dyn FnMut() -> Option<Arrival>,
        slice: Duration,
    ) -> Result<Vec<Put>, Error> {
        Ok(self.file.put_in(known, next, slice)?)
    }

    /// Returns the folder of a path, making what is not there; none for an empty path.
    pub fn folder_for_path(&mut self, path: &[String]) -> Result<Option<FolderId>, Error> {
        Ok(self.file.folder_for_path(path)?)
    }

    /// Returns a folder of the program.
    pub fn standard(&mut self, kind: FolderKind) -> Result<FolderId, Error> {
        Ok(self.file.standard(kind)?)
    }

    /// Takes people into its personal book, and groups beside it; all of them or none.
    pub fn take_people_in(&mut self, people: &[Person], groups: &[Group]) -> Result<(), Error> {
        Ok(self.file.take_people_in(people, groups)?)
    }

    /// Closes the file: exactly one file is left, and all of it durable.
    pub fn close(self) -> Result<(), Error> {
        Ok(self.file.close()?)
    }
}

impl Session {
    /// Returns the owner of a message file that is written out of this mailbox: who is signed in,
    /// with another password.
    pub fn owner(&self, password: Password) -> Owner {
        let identity = self.office.identity_of(self.account.user);
        Owner { identity, password, cost: self.office.cost() }
    }
}
