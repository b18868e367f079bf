//! One user of a postoffice: the three ACCESS records in one struct.

use crate::format::access::{Access, Access2, Access3, MessageFilePlace};
use crate::format::verifier::Verifier;
use crate::mail::{Address, FullName, Identity, Moment, Password, ShortName, UserId};

/// A user, as the three ACCESS files tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The slot common to the three files.
    pub slot: usize,
    /// The mailbox name.
    pub mailbox: ShortName,
    /// The mailbag's number.
    pub user: UserId,
    /// The tuple id.
    pub tid: u32,
    /// The password's verifier.
    pub verifier: Verifier,
    /// Whether the user is an administrator.
    pub administrator: bool,
    /// Whether the verifier changed and the registered message file has not followed yet.
    pub verifier_changed: bool,
    /// Whether a new password must be chosen at the next sign-in.
    pub must_choose: bool,
    /// The full name.
    pub full_name: FullName,
    /// When the account was made.
    pub created: Moment,
    /// The last sign-in.
    pub last_sign_in: Option<Moment>,
    /// Failed attempts since.
    pub failed: u32,
    /// Where the message file is.
    pub message_file: MessageFilePlace,
    /// Who this account was before it was moved here, newest first.
    pub earlier_homes: Vec<Identity>,
    /// Where the account went.
    pub moved_to: Option<Address>,
}

/// What a new account is made of.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The mailbox name.
    pub mailbox: ShortName,
    /// The full name.
    pub full_name: FullName,
    /// The password's verifier, ready made, since making one takes time and needs no lock.
    pub verifier: Verifier,
    /// Whether the user is an administrator.
    pub administrator: bool,
    /// Who this account was before; empty for somebody new.
    pub earlier_homes: Vec<Identity>,
    /// Where the message file is; none for somebody new.
    pub message_file: MessageFilePlace,
    /// Whether the verifier changed and the message file has not followed yet (after a move).
    pub verifier_changed: bool,
    /// Whether a new password must be chosen at the next sign-in.
    pub must_choose: bool,
    /// The last sign-in, wherever it was; none for somebody new.
    pub last_sign_in: Option<Moment>,
}

impl NewAccount {
    /// Describes somebody new.
    pub fn new(mailbox: ShortName, full_name: FullName, verifier: Verifier) -> Self {
        Self {
            mailbox,
            full_name,
            verifier,
            administrator: false,
            earlier_homes: Vec::new(),
            message_file: MessageFilePlace::None,
            verifier_changed: false,
            must_choose: false,
            last_sign_in: None,
        }
    }

    pub(super) fn into_account(self, slot: usize, user: UserId, tid: u32, now: Moment) -> Account {
        Account {
            slot,
            mailbox: self.mailbox,
            user,
            tid,
            verifier: self.verifier,
            administrator: self.administrator,
            verifier_changed: self.verifier_changed,
            must_choose: self.must_choose,
            full_name: self.full_name,
            created: now,
            last_sign_in: self.last_sign_in,
            failed: 0,
            message_file: self.message_file,
            earlier_homes: self.earlier_homes,
            moved_to: None,
        }
    }
}

impl Account {
    pub(super) fn join(slot: usize, a2: Access2, a: Access, a3: Access3) -> Self {
        Self {
            slot,
            mailbox: a2.mailbox,
            user: a2.user,
            tid: a2.tid,
            verifier: a2.verifier,
            administrator: a2.administrator,
            verifier_changed: a2.verifier_changed,
            must_choose: a2.must_choose,
            full_name: a.full_name,
            created: a.created,
            last_sign_in: a.last_sign_in,
            failed: a.failed,
            message_file: a3.message_file,
            earlier_homes: a3.earlier_homes,
            moved_to: a3.moved_to,
        }
    }

    pub(super) fn access2(&self) -> Access2 {
        Access2 {
            active: true,
            mailbox: self.mailbox.clone(),
            user: self.user,
            tid: self.tid,
            verifier: self.verifier,
            administrator: self.administrator,
            verifier_changed: self.verifier_changed,
            must_choose: self.must_choose,
        }
    }

    pub(super) fn access(&self) -> Access {
        Access {
            active: true,
            full_name: self.full_name.clone(),
            created: self.created,
            last_sign_in: self.last_sign_in,
            failed: self.failed,
        }
    }

    pub(super) fn access3(&self) -> Access3 {
        Access3 {
            active: true,
            message_file: self.message_file.clone(),
            earlier_homes: self.earlier_homes.clone(),
            moved_to: self.moved_to.clone(),
        }
    }

    /// Returns whether this is the password.
    pub fn knows(&self, password: &Password) -> Result<bool, super::Error> {
        Ok(self.verifier.matches(password)?)
    }
}
