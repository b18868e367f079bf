//! The accounts: reading them without a lock, changing them under POSTOFF.0LK.
//!
//! ACCESS2.GLB is the commit point: a user exists when it has the record. ACCESS.GLB and
//! ACCESS3.GLB are written before it and may be longer after a crash; whoever changes accounts
//! next cuts them.

use std::path::PathBuf;

use crate::disk::Lock;
use crate::format::access::{Access, Access2, Access3, MessageFilePlace};
use crate::format::key::Key;
use crate::format::verifier::Verifier;
use crate::format::{Damage, Record};
use crate::mail::{Moment, Password, ShortName, UserId};

use super::{Account, Error, NewAccount, Postoffice, address_list};

/// More than 65,000 records of the largest kind; a longer file is not ours.
const MAX: u64 = 64 * 1024 * 1024;

/// Up to this size a file is rewritten as a whole for one record; a longer one (beyond 1,700
/// users) is changed in place, where only a power cut within the record could tear it.
const WHOLE: u64 = 1024 * 1024;

/// What a slot of ACCESS2.GLB holds.
type Slot = Result<Access2, Damage>;

impl Postoffice {
    /// Returns the account of a mailbox name; `None` when there is none.
    ///
    /// Somebody who came back after a move may for a moment have two: the one that lives counts.
    pub fn account(&self, mailbox: &ShortName) -> Result<Option<Account>, Error> {
        self.find(
            |a2| a2.mailbox == *mailbox,
            |raw| {
                raw.get(1..12).and_then(|f| f.split(|b| *b == 0).next())
                    == Some(mailbox.as_str().as_bytes())
            },
        )
    }

    /// Returns the account with a mailbag's number; `None` when there is none.
    pub fn account_of(&self, user: UserId) -> Result<Option<Account>, Error> {
        self.find(|a2| a2.user == user, |_| false)
    }

    fn find(
        &self,
        wanted: impl Fn(&Access2) -> bool,
        damaged: impl Fn(&[u8]) -> bool,
    ) -> Result<Option<Account>, Error> {
        let path = self.layout.glb("ACCESS2.GLB");
        let bytes = self.read_access2()?;
        let mut away = None;
        for (slot, record) in bytes.chunks(Access2::SIZE).enumerate() {
            match Access2::decode(record) {
                Ok(a2) if a2.active && wanted(&a2) => {
                    let account = self.join(slot, a2)?;
                    if account.moved_to.is_none() {
                        return Ok(Some(account));
                    }
                    away = away.or(Some(account));
                }
                Ok(_) => {}
                Err(damage) if damaged(record) => {
                    let offset = (slot * Access2::SIZE) as u64;
                    return Err(Error::damaged(&path, damage.at(offset)));
                }
                Err(_) => {}
            }
        }
        Ok(away)
    }

    /// Returns every account, in the order in which they were made, and what could not be read.
    pub fn accounts(&self) -> Result<(Vec<Account>, Vec<Error>), Error> {
        let access2 = self.read_access2()?;
        let access = self.disk.read(&self.layout.glb("ACCESS.GLB"), MAX)?;
        let access3 = self.disk.read(&self.layout.glb("ACCESS3.GLB"), MAX)?;
        let (mut accounts, mut damages) = (Vec::new(), Vec::new());
        for (slot, record) in access2.chunks(Access2::SIZE).enumerate() {
            let read = || {
                let a2 = self.decode::<Access2>("ACCESS2.GLB", slot, Some(record))?;
                if !a2.active {
                    return Ok(None);
                }
                let a = self.decode::<Access>(
                    "ACCESS.GLB",
                    slot,
                    access.chunks(Access::SIZE).nth(slot),
                )?;
                let a3 = self.decode::<Access3>(
                    "ACCESS3.GLB",
                    slot,
                    access3.chunks(Access3::SIZE).nth(slot),
                )?;
                Ok(Some(Account::join(slot, a2, a, a3)))
            };
            match read() {
                Ok(Some(account)) => accounts.push(account),
                Ok(None) => {}
                Err(e) => damages.push(e),
            }
        }
        Ok((accounts, damages))
    }

    /// Checks a mailbox name and password; costs the same when there is no such mailbox.
    ///
    /// A failure is counted. Returns the account only when the password is right.
    pub fn verify(
        &self,
        mailbox: &ShortName,
        password: &Password,
    ) -> Result<Option<Account>, Error> {
        let account = self.account(mailbox)?;
        let known = match &account {
            Some(account) => account.knows(password)?,
            None => {
                // The same work as for a mailbox that exists, on the disk too; the result is
                // thrown away.
                let _ = (self.access(0).is_ok(), self.access3(0).is_ok());
                let _ =
                    Verifier { cost: self.cost, salt: [0; 16], hash: [0; 20] }.matches(password)?;
                false
            }
        };
        if known {
            return Ok(account);
        }
        // An unknown name costs the same rewriting, with nothing changed.
        let slot = account.as_ref().map_or(0, |a| a.slot);
        let counted = self.edit_accounts(mailbox.as_str()).and_then(|editor| {
            editor.change_access(slot, |a| {
                if account.is_some() {
                    a.failed = a.failed.saturating_add(1);
                }
            })
        });
        if let Err(error) = counted {
            tracing::warn!(%error, "a failed sign-in could not be counted");
        }
        Ok(None)
    }

    /// Takes the lock for changing accounts, and finishes or drops what a crash left half done.
    pub fn edit_accounts(&self, who: &str) -> Result<AccountsEditor<'_>, Error> {
        let editor = AccountsEditor { office: self, lock: self.lock_accounts(who)? };
        editor.heal()?;
        Ok(editor)
    }

    pub(super) fn read_access2(&self) -> Result<Vec<u8>, Error> {
        let path = self.layout.glb("ACCESS2.GLB");
        match self.disk.read(&path, MAX) {
            Ok(bytes) => Ok(bytes),
            Err(e) if e.not_found() => {
                Err(Error::damaged(&path, Damage::new(0, "the file is missing")))
            }
            Err(e) => Err(e.into()),
        }
    }

    pub(super) fn slots(&self) -> Result<Vec<Slot>, Error> {
        Ok(self.read_access2()?.chunks(Access2::SIZE).map(Access2::decode).collect())
    }

    /// Returns what sign-in looks at for everyone, also for those whose slots are free again.
    pub fn access2_records(&self) -> Result<Vec<Access2>, Error> {
        Ok(self.slots()?.into_iter().filter_map(Result::ok).collect())
    }

    fn join(&self, slot: usize, a2: Access2) -> Result<Account, Error> {
        Ok(Account::join(slot, a2, self.access(slot)?, self.access3(slot)?))
    }

    pub(super) fn access3(&self, slot: usize) -> Result<Access3, Error> {
        self.record_at("ACCESS3.GLB", slot)
    }

    fn access(&self, slot: usize) -> Result<Access, Error> {
        self.record_at("ACCESS.GLB", slot)
    }

    fn record_at<R: Record>(&self, file: &str, slot: usize) -> Result<R, Error> {
        let offset = (slot as u64).saturating_mul(R::SIZE as u64);
        let bytes = match self.disk.read_at(&self.layout.glb(file), offset, R::SIZE) {
            Ok(bytes) => bytes,
            Err(e) if e.not_found() => Vec::new(),
            Err(e) => return Err(e.into()),
        };
        self.decode(file, slot, Some(&bytes))
    }

    fn decode<R: Record>(&self, file: &str, slot: usize, bytes: Option<&[u8]>) -> Result<R, Error> {
        let offset = (slot as u64).saturating_mul(R::SIZE as u64);
        R::decode(bytes.unwrap_or_default())
            .map_err(|damage| Error::damaged(&self.layout.glb(file), damage.at(offset)))
    }
}

/// The right to change accounts, numbers and address lists; held for a moment.
#[derive(Debug)]
pub struct AccountsEditor<'a> {
    pub(super) office: &'a Postoffice,
    pub(super) lock: Lock,
}

impl AccountsEditor<'_> {
    /// Cuts what a crash left beyond ACCESS2.GLB's last record.
    fn heal(&self) -> Result<(), Error> {
        let office = self.office;
        let path2 = office.layout.glb("ACCESS2.GLB");
        // Without it nobody knows how long the others must be: they are all that is left.
        let Some(len2) = office.disk.size(&path2)? else {
            return Err(Error::damaged(&path2, Damage::new(0, "the file is missing")));
        };
        let slots = len2 / Access2::SIZE as u64;
        for (path, len, size) in [
            (path2, Some(len2), Access2::SIZE),
            (office.layout.glb("ACCESS.GLB"), None, Access::SIZE),
            (office.layout.glb("ACCESS3.GLB"), None, Access3::SIZE),
        ] {
            let len = match len {
                Some(len) => len,
                None => office.disk.size(&path)?.unwrap_or(0),
            };
            let whole = slots.saturating_mul(size as u64);
            if len > whole {
                tracing::warn!(path = %path.display(), len, whole, "cut what an unfinished change left");
                self.lock.confirm()?;
                office.disk.cut(&path, whole)?;
            }
        }
        address_list::heal(self)
    }

    /// Makes an account; the order is KEY, MBG, ACCESS3, ACCESS, address list, ACCESS2.
    pub fn add(&self, new: NewAccount) -> Result<Account, Error> {
        let accounts = self.room_for(&new)?;
        // The first administrator gets number 0 (KB Q135868).
        let first = self.office.read_access2()?.is_empty();
        let user = if first { self.make_mailbag(UserId(0))? } else { self.reserve()? };
        self.make_account(new, user, accounts)
    }

    /// Takes a number and makes its mailbag, for an account that follows with
    /// [`Self::add_reserved`]. Until then nobody has the number, and `check` may remove it.
    pub fn reserve(&self) -> Result<UserId, Error> {
        let user = self.next_mailbag()?;
        self.make_mailbag(user)
    }

    fn make_mailbag(&self, user: UserId) -> Result<UserId, Error> {
        let (disk, layout) = (&self.office.disk, &self.office.layout);
        self.lock.confirm()?;
        disk.replace(&layout.key(user), &Key::default().encode())?;
        disk.replace(&layout.mailbag(user), &[])?;
        Ok(user)
    }

    /// Makes the account of a reserved number.
    pub fn add_reserved(&self, new: NewAccount, user: UserId) -> Result<Account, Error> {
        let accounts = self.room_for(&new)?;
        self.make_account(new, user, accounts)
    }

    fn make_account(
        &self,
        new: NewAccount,
        user: UserId,
        mut accounts: Vec<Account>,
    ) -> Result<Account, Error> {
        let access2 = self.office.read_access2()?;
        let free = |record: &[u8]| Access2::decode(record).is_ok_and(|a2| !a2.active);
        let slot = access2
            .chunks(Access2::SIZE)
            .position(|record| record.first() == Some(&0) && free(record))
            .unwrap_or(access2.len() / Access2::SIZE);
        let account = new.into_account(slot, user, self.next_tid()?, Moment::now());
        self.put("ACCESS3.GLB", slot, &account.access3())?;
        self.put("ACCESS.GLB", slot, &account.access())?;
        accounts.push(account.clone());
        address_list::write(self, &accounts)?;
        self.put("ACCESS2.GLB", slot, &account.access2())?;
        Ok(account)
    }

    /// Checks that an account could be made, without making it.
    pub fn check_new(&self, new: &NewAccount) -> Result<(), Error> {
        self.room_for(new).map(|_| ())
    }

    /// Returns the accounts there are, when there is room for this one beside them.
    fn room_for(&self, new: &NewAccount) -> Result<Vec<Account>, Error> {
        let (accounts, damages) = self.office.accounts()?;
        check_names(new, &accounts)?;
        for damage in damages {
            tracing::warn!(%damage, "an account could not be read");
        }
        if let MessageFilePlace::Local(path) = &new.message_file
            && !Access3::path_fits(path)
        {
            return Err(Error::PathTooLong { path: PathBuf::from(path) });
        }
        Ok(accounts)
    }

    /// Changes what sign-in looks at: password, flags.
    pub fn change_access2(
        &self,
        account: &Account,
        change: impl FnOnce(&mut Access2),
    ) -> Result<(), Error> {
        let mut record = self.record_of(account)?;
        change(&mut record);
        self.put("ACCESS2.GLB", account.slot, &record)
    }

    /// Reads an account's record again under the lock: meanwhile the account may have been
    /// deleted, and its slot may be somebody else's.
    fn record_of(&self, account: &Account) -> Result<Access2, Error> {
        let record: Access2 = self.office.record_at("ACCESS2.GLB", account.slot)?;
        if record.active && record.user == account.user {
            Ok(record)
        } else {
            Err(Error::NoSuchMailbox { mailbox: account.mailbox.clone() })
        }
    }

    /// Changes who the user is and how sign-ins went.
    pub fn change_access(
        &self,
        slot: usize,
        change: impl FnOnce(&mut Access),
    ) -> Result<(), Error> {
        self.change("ACCESS.GLB", slot, change)
    }

    /// Changes where the message file is, where the account came from and went.
    pub fn change_access3(
        &self,
        account: &Account,
        change: impl FnOnce(&mut Access3),
    ) -> Result<(), Error> {
        let _ = self.record_of(account)?;
        self.change("ACCESS3.GLB", account.slot, change)
    }

    /// Puts an account out of use and takes it off the address list. Its number is never used again.
    pub fn retire(&self, account: &Account) -> Result<(), Error> {
        self.change_access2(account, |a2| a2.active = false)?;
        self.rewrite_address_list()
    }

    /// Writes the address list anew from the accounts.
    pub fn rewrite_address_list(&self) -> Result<(), Error> {
        address_list::write(self, &self.office.accounts()?.0)
    }

    fn change<R: Record>(
        &self,
        file: &str,
        slot: usize,
        change: impl FnOnce(&mut R),
    ) -> Result<(), Error> {
        let mut record: R = self.office.record_at(file, slot)?;
        change(&mut record);
        self.put(file, slot, &record)
    }

    fn put<R: Record>(&self, file: &str, slot: usize, record: &R) -> Result<(), Error> {
        let disk = &self.office.disk;
        let path = self.office.layout.glb(file);
        let offset = slot.saturating_mul(R::SIZE);
        let record = record.encode();
        let len = disk.size(&path)?.unwrap_or(0);
        if len > WHOLE {
            self.lock.confirm()?;
            return Ok(disk.write_at(&path, offset as u64, &record)?);
        }
        let mut bytes = match disk.read(&path, MAX) {
            Ok(bytes) => bytes,
            Err(e) if e.not_found() => Vec::new(),
            Err(e) => return Err(e.into()),
        };
        if bytes.len() < offset + R::SIZE {
            bytes.resize(offset + R::SIZE, 0);
        }
        if let Some(place) = bytes.get_mut(offset..offset + R::SIZE) {
            place.copy_from_slice(&record);
        }
        self.lock.confirm()?;
        Ok(disk.replace(&path, &bytes)?)
    }
}

/// Checks that mailbox and full name are free.
///
/// Somebody who moved away leaves the mailbox name taken, because mail still comes for it; only
/// whoever is moved may come back under it. The full name is free at once.
fn check_names(new: &NewAccount, accounts: &[Account]) -> Result<(), Error> {
    let returning = !new.earlier_homes.is_empty();
    let living = |a: &&Account| a.moved_to.is_none();
    if let Some(taken) =
        accounts.iter().find(|a| a.mailbox == new.mailbox && (living(a) || !returning))
    {
        return Err(Error::MailboxTaken { mailbox: taken.mailbox.clone() });
    }
    let folded = new.full_name.folded();
    match accounts.iter().filter(living).find(|a| a.full_name.folded() == folded) {
        Some(taken) => Err(Error::FullNameTaken {
            full_name: new.full_name.clone(),
            mailbox: taken.mailbox.clone(),
        }),
        None => Ok(()),
    }
}
