//! Changing one's own password, and importing from another message file by its password.

use std::path::Path;

use crate::disk::Disk;
use crate::format::Record;
use crate::format::credential::Credential;
use crate::format::verifier::Verifier;
use crate::mail::Password;
use crate::mmf::{self, Imported, OtherFile, Progress};

use super::{Error, Session};

impl Session {
    /// Changes the password on the postoffice and in the message file.
    ///
    /// ACCESS2 first, with the flag that the message file has not followed; then the message
    /// file; then the flag is cleared. A crash in between heals at the next sign-in.
    pub fn change_password(&mut self, old: &Password, new: &Password) -> Result<(), Error> {
        let mailbox = self.account.mailbox.clone();
        let Some(account) = self.office.verify(&mailbox, old)? else {
            return Err(Error::WrongOldPassword);
        };
        let verifier = Verifier::make(new, self.office.cost())?;
        let identity = self.office.identity_of(account.user);
        let credential = Credential::make(identity, new, self.office.cost())?;
        self.confirm()?;
        self.office.edit_accounts(mailbox.as_str())?.change_access2(&account, |a2| {
            a2.verifier = verifier;
            a2.verifier_changed = true;
            a2.must_choose = false;
        })?;
        self.account.verifier = verifier;
        self.account.must_choose = false;
        self.file.embed(&credential.to_bytes())?;
        if self.registered {
            // Unless an administrator has reset the password again in the meantime.
            self.office.edit_accounts(mailbox.as_str())?.change_access2(&account, |a2| {
                a2.verifier_changed &= a2.verifier != verifier;
            })?;
        }
        Ok(())
    }

    /// Brings the mail of another message file of ours into this one; asks for that file's
    /// password and skips what is here already, so that it can be repeated.
    pub fn import_message_file(
        &mut self,
        other: &Path,
        file_password: &Password,
        progress: &mut dyn FnMut(Progress) -> bool,
    ) -> Result<Imported, Error> {
        // Opened again where it is read: the import holds the file by itself.
        drop(open_other_file(self.office.disk(), other, file_password)?);
        Ok(self.file.import(other, progress)?)
    }
}

/// Opens another message file of ours for reading alone, by its password.
pub fn open_other_file(
    disk: &Disk,
    path: &Path,
    file_password: &Password,
) -> Result<OtherFile, Error> {
    let file = OtherFile::open(disk, path)?;
    let embedded = Credential::decode(&file.credential()?).map_err(|damage| {
        mmf::Error::Damaged { path: path.to_owned(), what: damage.to_string() }
    })?;
    if !embedded.verifier.matches(file_password)? {
        return Err(Error::WrongFilePassword { path: path.to_owned() });
    }
    Ok(file)
}
