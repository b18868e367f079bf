//! The calls to [`crate::admin`], each with the list of users as it is afterwards: what the
//! Postoffice Manager does on a thread of its own.

use std::path::{Path, PathBuf};

use crate::admin::{
    Administrator, Cost, Error, Finding, MoveOptions, Moved, NewUser, OneTime, User,
};
use crate::mail::{Password, ShortName};
use crate::session::Disk;

/// An administrator, and the password that proved it: postoffices run by the same person often
/// have the same one, and a move needs it on both. It goes when the administrator goes.
#[derive(Debug, Clone)]
pub struct Proven {
    pub(super) admin: Administrator,
    pub(super) password: Password,
}

impl Proven {
    /// Returns the postoffice's name as `NETWORK/POSTOFFICE`.
    pub(super) fn place(&self) -> String {
        place(&self.admin)
    }
}

/// Returns a postoffice's name as `NETWORK/POSTOFFICE`.
pub(super) fn place(admin: &Administrator) -> String {
    format!("{}/{}", admin.network(), admin.postoffice())
}

/// What came of an act, and who is on the postoffice after it.
#[derive(Debug, Clone)]
pub struct Acted<T> {
    pub(super) result: Result<T, Error>,
    pub(super) users: Result<Vec<User>, Error>,
}

impl<T> Acted<T> {
    /// Does something and lists the users.
    pub(super) fn new(
        admin: &Administrator,
        act: impl FnOnce(&Administrator) -> Result<T, Error>,
    ) -> Self {
        let result = act(admin);
        Self { result, users: admin.users() }
    }
}

/// The answer of work.
#[derive(Debug, Clone)]
pub enum Done {
    /// The administrator was let in, or not.
    Entered(Result<(Proven, Vec<User>), Error>),
    /// The users were listed.
    Listed(Result<Vec<User>, Error>),
    /// A user was made.
    Added(Acted<User>),
    /// A password was reset.
    Recovered(Acted<OneTime>),
    /// A user was moved.
    Moved(MoveOrder, Box<Acted<Moved>>),
    /// A user was deleted; where the message file is kept.
    Deleted(ShortName, Acted<Option<PathBuf>>),
    /// The postoffice was looked over.
    Checked(Result<Vec<Finding>, Error>),
    /// The postoffice was mended as far as it can be.
    Repaired(Result<Vec<Finding>, Error>),
}

/// A move as it was asked for.
#[derive(Debug, Clone)]
pub struct MoveOrder {
    pub(super) mailbox: ShortName,
    pub(super) target: Target,
    pub(super) options: MoveOptions,
}

/// Where somebody moves.
#[derive(Debug, Clone)]
pub(super) enum Target {
    /// A folder, whose administrator is still to be proven.
    Folder {
        /// The folder.
        root: PathBuf,
        /// The administrator's mailbox there.
        mailbox: String,
        /// The administrator's password there.
        password: Password,
    },
    /// A postoffice whose administrator was proven.
    Proven(Box<Administrator>),
}

/// Proves the administrator and lists the users.
pub(super) fn enter(
    disk: &Disk,
    root: &Path,
    mailbox: &ShortName,
    password: Password,
    cost: Cost,
) -> Done {
    let entered = Administrator::enter(disk, root, mailbox.as_str(), &password, cost);
    Done::Entered(entered.and_then(|admin| {
        let users = admin.users()?;
        Ok((Proven { admin, password }, users))
    }))
}

/// Makes a user.
pub(super) fn add(admin: &Administrator, new: NewUser) -> Done {
    Done::Added(Acted::new(admin, |admin| admin.add_user(new)))
}

/// Resets a password.
pub(super) fn recover(admin: &Administrator, mailbox: &ShortName) -> Done {
    Done::Recovered(Acted::new(admin, |admin| admin.recover(mailbox, None)))
}

/// Deletes a user.
pub(super) fn delete(admin: &Administrator, mailbox: ShortName) -> Done {
    let acted = Acted::new(admin, |admin| admin.delete_user(&mailbox));
    Done::Deleted(mailbox, acted)
}

/// Moves a user; proves the administrator at the target first, if need be.
pub(super) fn move_user(
    admin: &Administrator,
    mut order: MoveOrder,
    disk: &Disk,
    cost: Cost,
) -> Done {
    if let Target::Folder { root, mailbox, password } = &order.target {
        match Administrator::enter(disk, root, mailbox, password, cost) {
            Ok(there) => order.target = Target::Proven(Box::new(there)),
            Err(error) => {
                let acted = Acted::new(admin, |_| Err(error));
                return Done::Moved(order, Box::new(acted));
            }
        }
    }
    let acted = Acted::new(admin, |admin| match &order.target {
        Target::Proven(there) => admin.move_user(there, &order.mailbox, order.options),
        // Proven above.
        Target::Folder { .. } => Err(Error::SamePostoffice),
    });
    Done::Moved(order, Box::new(acted))
}
