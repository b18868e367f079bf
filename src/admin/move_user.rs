//! Moving a user to another postoffice (KB Q128824), with the warning that the original lacked.
//!
//! The order: number and message file there; the account there, from which on the user *is* moved;
//! the source marked; the waiting letters last. Letters come after the account, because copies for
//! a number that nobody has yet could not be told from the letters of somebody deleted. A crash
//! before the account is there leaves the source as it was; after it, the same move again goes on
//! where it stopped, unless somebody signed in meanwhile, and then the first sign-in at the new
//! home fetches what still waits at the old one.
//!
//! The message file goes along with its credential untouched: it still names the earlier home, and
//! the first sign-in at the new one brings it up to date, if the password is still known to it. If
//! the password was reset before, neither half matches any more: that is the trap, and the move
//! refuses to make it unless it is told to.

use std::path::PathBuf;
use std::sync::Arc;

use crate::disk::{Disk, Lock};
use crate::format::access::{EARLIER_HOMES, MessageFilePlace};
use crate::mail::{Address, Identity, ShortName, UserId};
use crate::mmf::MessageFile;
use crate::postoffice::{self, Account, NewAccount};
use crate::session::{Home, Located, bring_letters, locate};

use super::{Administrator, Error};

/// How a move is done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MoveOptions {
    /// Goes on where the move would otherwise be refused.
    pub force: bool,
    /// Leaves the account at the source in use, as the original did.
    pub keep_source: bool,
}

/// What came of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The mailbox name.
    pub mailbox: ShortName,
    /// The number at the target.
    pub user_id: UserId,
    /// Waiting letters that went along.
    pub letters: u64,
    /// Where the message file is now; none when there was none.
    pub message_file: Option<PathBuf>,
}

impl Administrator {
    /// Moves a user from this postoffice to another. Whoever is signed in cannot be moved.
    pub fn move_user(
        &self,
        to: &Self,
        mailbox: &ShortName,
        options: MoveOptions,
    ) -> Result<Moved, Error> {
        if self.office.identity() == to.office.identity() {
            return Err(Error::SamePostoffice);
        }
        let account = self.account(mailbox)?;
        let lock = Arc::new(self.office.lock_user(account.user, self.who(), &|| false)?);
        // Again under the lock: the person may just have signed in or out.
        let account = self.account_again(account)?;
        let moving = Move { from: self, to, account, lock, options };
        if let Some(added) = moving.begun()? {
            let path = moving.path_of(&added);
            return moving.finish(added, path);
        }
        moving.check()?;
        moving.run()
    }
}

struct Move<'a> {
    from: &'a Administrator,
    to: &'a Administrator,
    account: Account,
    lock: Arc<Lock>,
    options: MoveOptions,
}

impl Move<'_> {
    fn check(&self) -> Result<(), Error> {
        let mailbox = || self.account.mailbox.clone();
        if let Some(to) = &self.account.moved_to {
            return Err(Error::MovedAlready { mailbox: mailbox(), to: to.clone() });
        }
        if self.account.user == self.from.account.user {
            return Err(Error::Oneself { mailbox: mailbox() });
        }
        // Also when no message file is registered here: the person may have one of their own.
        if self.account.verifier_changed && !self.options.force {
            return Err(Error::Trap { mailbox: mailbox() });
        }
        if let Some(path) = self.source_file()
            && self.disk().size(&path)?.is_none()
            && !self.options.force
        {
            return Err(Error::NoMessageFile { mailbox: mailbox(), path });
        }
        if !self.options.force {
            self.check_return()?;
        }
        let editor = self.to.office.edit_accounts(self.to.who())?;
        Ok(editor.check_new(&self.new_account())?)
    }

    fn disk(&self) -> &Disk {
        self.from.office.disk()
    }

    /// Returns the message file that has to go along; a local one stays where it is.
    fn source_file(&self) -> Option<PathBuf> {
        (self.account.message_file == MessageFilePlace::Postoffice)
            .then(|| self.from.office.message_file_path(self.account.user))
    }

    fn identity(&self) -> Identity {
        self.from.office.identity_of(self.account.user)
    }

    fn new_address(&self) -> Address {
        let to = &self.to.office;
        Address {
            network: to.network().clone(),
            postoffice: to.name().clone(),
            mailbox: self.account.mailbox.clone(),
        }
    }

    /// Checks that whoever moved away from the target under this name is the one who comes back:
    /// the mail for the old mailbox is going to be theirs.
    fn check_return(&self) -> Result<(), Error> {
        let Some(away) = self.to.office.account(&self.account.mailbox)? else { return Ok(()) };
        let Some(address) = &away.moved_to else { return Ok(()) };
        match locate(&self.to.office, address)? {
            Located::Home(home)
                if home.office.identity_of(home.account.user) == self.identity() =>
            {
                Ok(())
            }
            _ => Err(postoffice::Error::MailboxTaken { mailbox: away.mailbox }.into()),
        }
    }

    /// Finds the account that a move made which did not come to its end: the same person, and
    /// nobody has signed in since, here or there.
    fn begun(&self) -> Result<Option<Account>, Error> {
        let there = self.to.office.account(&self.account.mailbox)?.filter(|a| {
            a.moved_to.is_none()
                && a.earlier_homes.first() == Some(&self.identity())
                && a.last_sign_in == self.account.last_sign_in
        });
        let ended = match &self.account.moved_to {
            None => false,
            Some(address) => {
                *address != self.new_address()
                    || self.from.office.peek(self.account.user)?.waiting == 0
            }
        };
        Ok(there.filter(|_| !ended))
    }

    fn path_of(&self, added: &Account) -> Option<PathBuf> {
        (added.message_file == MessageFilePlace::Postoffice)
            .then(|| self.to.office.message_file_path(added.user))
    }

    fn new_account(&self) -> NewAccount {
        let a = &self.account;
        NewAccount {
            administrator: a.administrator,
            earlier_homes: chain(self.identity(), &a.earlier_homes),
            message_file: a.message_file.clone(),
            verifier_changed: a.verifier_changed,
            must_choose: a.must_choose,
            last_sign_in: a.last_sign_in,
            ..NewAccount::new(a.mailbox.clone(), a.full_name.clone(), a.verifier)
        }
    }

    fn run(&self) -> Result<Moved, Error> {
        let (from, to) = (&self.from.office, &self.to.office);
        // Known to each other first: letters follow as soon as the account has moved.
        from.make_known(to, self.from.who())?;
        to.make_known(from, self.to.who())?;
        let reserved = to.edit_accounts(self.to.who())?.reserve()?;
        match self.settle_in(reserved) {
            Ok((added, message_file)) => self.finish(added, message_file),
            Err(e) => {
                self.give_back(reserved);
                Err(e)
            }
        }
    }

    /// Brings the message file and makes the account: when this returns, the user is moved.
    fn settle_in(&self, reserved: UserId) -> Result<(Account, Option<PathBuf>), Error> {
        let (from, to) = (&self.from.office, &self.to.office);
        let mut new = self.new_account();
        let there = to.lock_user(reserved, self.to.who(), &|| false)?;
        let message_file = self.copy_message_file(reserved)?;
        if message_file.is_none() && new.message_file == MessageFilePlace::Postoffice {
            new.message_file = MessageFilePlace::None;
        }
        self.lock.confirm().map_err(postoffice::Error::from)?;
        there.confirm().map_err(postoffice::Error::from)?;
        let added = to.edit_accounts(self.to.who())?.add_reserved(new, reserved)?;
        tracing::info!(mailbox = %added.mailbox, from = %from.root().display(), to = %to.root().display(), "moved a user");
        Ok((added, message_file))
    }

    /// Clears away what a move made at the target that came to nothing.
    fn give_back(&self, reserved: UserId) {
        let to = &self.to.office;
        // What failed may have been the last step all the same.
        if !matches!(to.account_of(reserved), Ok(None)) {
            return;
        }
        let removed = to.disk().remove(&to.message_file_path(reserved)).is_ok()
            && to.remove_mailbag(reserved, self.to.who()).is_ok();
        if !removed {
            tracing::warn!(%reserved, "what an unfinished move left is not cleared away; `check` does it");
        }
    }

    /// Does what follows once the account is at the target.
    fn finish(&self, added: Account, message_file: Option<PathBuf>) -> Result<Moved, Error> {
        let (from, who) = (&self.from.office, self.from.who());
        let home = Home { office: self.to.office.clone(), account: added };
        self.make_room(&home)?;
        let stays = self.options.keep_source;
        if !stays && self.account.moved_to.is_none() {
            self.leave_source()?;
        }
        let letters = bring_letters(from, self.account.user, &home, stays, who)?;
        let local = match &self.account.message_file {
            MessageFilePlace::Local(path) => Some(PathBuf::from(path)),
            _ => None,
        };
        Ok(Moved {
            mailbox: home.account.mailbox,
            user_id: home.account.user,
            letters,
            message_file: message_file.or(local),
        })
    }

    fn copy_message_file(&self, user: UserId) -> Result<Option<PathBuf>, Error> {
        let Some(source) = self.source_file() else { return Ok(None) };
        if self.disk().size(&source)?.is_none() {
            return Ok(None);
        }
        let target = self.to.office.message_file_path(user);
        let mut file = MessageFile::open(self.disk(), &source, self.lock.clone())?;
        file.copy_to_file(&target)?;
        file.close()?;
        Ok(Some(target))
    }

    /// Clears away the record of somebody who once moved from the target and is back now.
    fn make_room(&self, home: &Home) -> Result<(), Error> {
        let (to, who) = (&self.to.office, self.to.who());
        let (accounts, _) = to.accounts()?;
        let mailbox = &home.account.mailbox;
        for old in accounts.iter().filter(|a| a.mailbox == *mailbox && a.moved_to.is_some()) {
            let _ = bring_letters(to, old.user, home, false, who)?;
            to.edit_accounts(who)?.retire(old)?;
            to.remove_mailbag(old.user, who)?;
        }
        Ok(())
    }

    /// Marks the source as moved away.
    fn leave_source(&self) -> Result<(), Error> {
        let editor = self.from.office.edit_accounts(self.from.who())?;
        editor.change_access3(&self.account, |a3| a3.moved_to = Some(self.new_address()))?;
        Ok(editor.rewrite_address_list()?)
    }
}

/// Puts the newest earlier home before the others. Where there is no room for all, the oldest
/// stays: it is the one that a message file names which nobody has opened since.
fn chain(newest: Identity, earlier: &[Identity]) -> Vec<Identity> {
    let mut chain = vec![newest];
    chain.extend(earlier);
    if chain.len() > EARLIER_HOMES
        && let Some(oldest) = chain.pop()
    {
        chain.truncate(EARLIER_HOMES - 1);
        chain.push(oldest);
    }
    chain
}
