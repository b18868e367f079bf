//! What administrators do to other people's mailboxes: make, recover, move, delete, check.
//!
//! With [`crate::session`] the only room that holds both stores. Every act needs an
//! [`Administrator`], which exists only after the password was proven.

mod check;
mod delete;
pub mod demo;
mod error;
mod move_user;
mod recover;
mod users;

use std::path::Path;

pub use crate::format::access::MessageFilePlace;
pub use crate::format::verifier::Cost;
pub use crate::postoffice::{Finding, Usage};
pub use error::Error;
pub use move_user::{MoveOptions, Moved};
pub use recover::OneTime;
pub use users::{NewUser, Status, User};

use crate::disk::Disk;
use crate::format::verifier::Verifier;
use crate::mail::{FullName, Password, PostofficeId, ShortName};
use crate::postoffice::{self, Account, NewAccount, Postoffice};
use crate::{session, words};

/// An administrator of a postoffice, proven by password.
#[derive(Debug, Clone)]
pub struct Administrator {
    office: Postoffice,
    account: Account,
}

/// What a new postoffice is made of.
#[derive(Debug, Clone)]
pub struct NewPostoffice {
    /// The network's name.
    pub network: ShortName,
    /// The postoffice's name.
    pub postoffice: ShortName,
    /// The first administrator's mailbox; ADMIN when nobody wants another.
    pub mailbox: ShortName,
    /// The first administrator's full name.
    pub full_name: FullName,
    /// The first administrator's password.
    pub password: Password,
    /// What verifiers cost; anything but the default is for tests.
    pub cost: Cost,
}

impl NewPostoffice {
    /// Describes a postoffice whose first administrator is ADMIN.
    pub fn new(
        network: ShortName,
        postoffice: ShortName,
        password: Password,
    ) -> Result<Self, Error> {
        let failed = |e: &dyn std::fmt::Display| Error::Words { message: e.to_string() };
        Ok(Self {
            network,
            postoffice,
            mailbox: ShortName::parse("ADMIN").map_err(|e| failed(&e))?,
            full_name: FullName::parse(&words::text("admin-full-name")).map_err(|e| failed(&e))?,
            password,
            cost: Cost::default(),
        })
    }

    /// Makes the postoffice in a new or empty folder.
    pub fn create(self, disk: &Disk, root: &Path) -> Result<Administrator, Error> {
        let verifier =
            Verifier::make(&self.password, self.cost).map_err(postoffice::Error::from)?;
        let mut first = NewAccount::new(self.mailbox.clone(), self.full_name, verifier);
        first.administrator = true;
        let office =
            Postoffice::create(disk, root, &self.network, &self.postoffice, first, self.cost)?;
        let account = office
            .account(&self.mailbox)?
            .ok_or(postoffice::Error::NoSuchMailbox { mailbox: self.mailbox })?;
        Ok(Administrator { office, account })
    }
}

impl Administrator {
    /// Proves an administrator by mailbox name and password.
    pub fn enter(
        disk: &Disk,
        root: &Path,
        mailbox: &str,
        password: &Password,
        cost: Cost,
    ) -> Result<Self, Error> {
        let office = Postoffice::open(disk, root)?.with_cost(cost);
        let wrong = || Error::Session(session::Error::WrongNameOrPassword);
        let possible = ShortName::parse(mailbox);
        let name = match &possible {
            Ok(name) => name.clone(),
            Err(_) => ShortName::parse("0000000000").map_err(|_| wrong())?,
        };
        let account = office.verify(&name, password)?.ok_or_else(wrong)?;
        if possible.is_err() {
            return Err(wrong());
        }
        if let Some(to) = account.moved_to {
            return Err(Error::Session(session::Error::MovedAway(to)));
        }
        if !account.administrator {
            return Err(Error::NotAnAdministrator { mailbox: account.mailbox });
        }
        Ok(Self { office, account })
    }

    /// Returns the postoffice's folder.
    pub fn root(&self) -> &Path {
        self.office.root()
    }

    /// Returns the postoffice's identity.
    pub fn identity(&self) -> PostofficeId {
        self.office.identity()
    }

    /// Returns the network's name.
    pub fn network(&self) -> &ShortName {
        self.office.network()
    }

    /// Returns the postoffice's name.
    pub fn postoffice(&self) -> &ShortName {
        self.office.name()
    }

    /// Returns who acts.
    pub fn mailbox(&self) -> &ShortName {
        &self.account.mailbox
    }

    fn who(&self) -> &str {
        self.account.mailbox.as_str()
    }

    /// Finds the account of a mailbox, or says that there is none.
    fn account(&self, mailbox: &ShortName) -> Result<Account, Error> {
        let missing = || postoffice::Error::NoSuchMailbox { mailbox: mailbox.clone() };
        Ok(self.office.account(mailbox)?.ok_or_else(missing)?)
    }

    /// Reads an account again under its lock; meanwhile it may have become somebody else's.
    fn account_again(&self, known: Account) -> Result<Account, Error> {
        let missing = || postoffice::Error::NoSuchMailbox { mailbox: known.mailbox.clone() };
        let now = self.office.account(&known.mailbox)?.filter(|now| now.user == known.user);
        Ok(now.ok_or_else(missing)?)
    }
}
