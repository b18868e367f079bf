//! The list of users, new ones, and the state of the postoffice.

use crate::format::access::MessageFilePlace;
use crate::format::verifier::Verifier;
use crate::mail::{Address, FullName, Moment, Password, ShortName, UserId};
use crate::postoffice::{self, Account, NewAccount, Usage};

use super::{Administrator, Error};

/// A user, as administrators see one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// The mailbox name.
    pub mailbox: ShortName,
    /// The full name.
    pub full_name: FullName,
    /// The mailbag's number.
    pub user_id: UserId,
    /// Whether the user is an administrator.
    pub administrator: bool,
    /// Whether the password changed and the message file has not followed yet.
    pub password_reset: bool,
    /// The last sign-in.
    pub last_sign_in: Option<Moment>,
    /// Failed attempts since.
    pub failed: u32,
    /// Where the user moved.
    pub moved_to: Option<Address>,
    /// Whether there is a message file, and whether it is local.
    pub message_file: MessageFilePlace,
}

impl From<Account> for User {
    fn from(a: Account) -> Self {
        Self {
            mailbox: a.mailbox,
            full_name: a.full_name,
            user_id: a.user,
            administrator: a.administrator,
            password_reset: a.verifier_changed,
            last_sign_in: a.last_sign_in,
            failed: a.failed,
            moved_to: a.moved_to,
            message_file: a.message_file,
        }
    }
}

/// What a new user is made of.
#[derive(Debug, Clone)]
pub struct NewUser {
    /// The mailbox name.
    pub mailbox: ShortName,
    /// The full name.
    pub full_name: FullName,
    /// The password.
    pub password: Password,
    /// Whether the user is an administrator.
    pub administrator: bool,
}

/// The state of a postoffice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Users who live here.
    pub users: u64,
    /// Headers that wait in mailbags.
    pub waiting: u64,
    /// Letters on the postoffice.
    pub letters: u64,
    /// Bytes, by kind of file.
    pub usage: Usage,
}

impl Administrator {
    /// Lists the users in the order in which they were made.
    pub fn users(&self) -> Result<Vec<User>, Error> {
        let (accounts, damages) = self.office.accounts()?;
        match damages.into_iter().next() {
            Some(damage) if accounts.is_empty() => Err(damage.into()),
            _ => Ok(accounts.into_iter().map(User::from).collect()),
        }
    }

    /// Makes a user.
    pub fn add_user(&self, new: NewUser) -> Result<User, Error> {
        // Hashed before the lock: that takes time, and others wait for the lock.
        let verifier =
            Verifier::make(&new.password, self.office.cost()).map_err(postoffice::Error::from)?;
        let mut account = NewAccount::new(new.mailbox, new.full_name, verifier);
        account.administrator = new.administrator;
        Ok(self.office.edit_accounts(self.who())?.add(account)?.into())
    }

    /// Returns the state of the postoffice.
    pub fn status(&self) -> Result<Status, Error> {
        let (accounts, _) = self.office.accounts()?;
        let mut status = Status { usage: self.office.usage()?, ..Status::default() };
        for account in accounts.iter().filter(|a| a.moved_to.is_none()) {
            status.users += 1;
            match self.office.peek(account.user) {
                Ok(key) => status.waiting += u64::from(key.waiting),
                Err(error) => tracing::warn!(%error, "a mailbag could not be counted"),
            }
        }
        status.letters = self.office.letters()?.len() as u64;
        Ok(status)
    }
}
