//! Deleting a user: the account first, then what belonged to it; the message file is kept.

use std::path::PathBuf;

use crate::format::access::MessageFilePlace;
use crate::format::envelope::{Envelope, State};
use crate::mail::{ShortName, UserId};
use crate::postoffice::{self, Account};
use crate::session::{self, Refused, Told};
use crate::words;

use super::{Administrator, Error};

impl Administrator {
    /// Deletes a user. Returns where the message file is kept, if there is one.
    ///
    /// Waiting letters go back to their senders with a report. The number is never used again.
    pub fn delete_user(&self, mailbox: &ShortName) -> Result<Option<PathBuf>, Error> {
        let account = self.account(mailbox)?;
        if account.user == self.account.user {
            return Err(Error::Oneself { mailbox: account.mailbox });
        }
        let lock = self.office.lock_user(account.user, self.who(), &|| false)?;
        let account = self.account_again(account)?;
        self.office.edit_accounts(self.who())?.retire(&account)?;
        self.return_letters(account.user, &account.mailbox)?;
        self.office.remove_mailbag(account.user, self.who())?;
        let kept = self.keep_message_file(&account)?;
        lock.confirm().map_err(postoffice::Error::from)?;
        Ok(kept)
    }

    /// Sends what waits in a mailbag back to its senders.
    fn return_letters(&self, user: UserId, mailbox: &ShortName) -> Result<(), Error> {
        let waiting = match self.office.mailbag(user, self.who()) {
            Ok(bag) => bag.waiting()?,
            Err(postoffice::Error::MailbagMissing { .. } | postoffice::Error::Damaged { .. }) => {
                return Ok(());
            }
            Err(e) => return Err(e.into()),
        };
        for item in waiting {
            let Ok(header) = item.header else { continue };
            if let Err(error) = self.return_letter(header.letter, user, mailbox.as_str()) {
                // Its envelope still says that it waits: `check` goes on with it.
                tracing::warn!(letter = header.letter, %error, "a letter could not be sent back yet");
            }
        }
        Ok(())
    }

    /// Sends a letter back to its sender, because its recipient is gone; returns whether that was
    /// possible.
    pub(super) fn return_letter(
        &self,
        letter: u32,
        user: UserId,
        mailbox: &str,
    ) -> Result<bool, Error> {
        let Some(envelope) = self.office.envelope(letter)? else { return Ok(true) };
        let bytes = self.office.letter_bytes(letter, &envelope.digest)?;
        let reason = words::text("session-reason-deleted");
        self.refuse(&envelope, user, mailbox, reason, &bytes)
    }

    /// Reports to a letter's sender that a recipient does not get it, and marks the envelope then.
    pub(super) fn refuse(
        &self,
        envelope: &Envelope,
        user: UserId,
        mailbox: &str,
        reason: String,
        bytes: &[u8],
    ) -> Result<bool, Error> {
        let (office, letter) = (&self.office, envelope.letter);
        let recipient = format!("{}/{}/{mailbox}", office.network(), office.name());
        let refused = [Refused { recipient, reason }];
        match session::report_refusal(office, envelope.sender, bytes, &refused, self.who())? {
            Told::Yes => {}
            Told::Nobody => tracing::warn!(letter, "the sender of a letter is gone"),
            Told::Later(reason) => {
                tracing::warn!(letter, reason, "the sender of a letter cannot be told yet");
                return Ok(false);
            }
        }
        office.set_state(letter, user, State::Refused)?;
        let _ = office.remove_if_finished(letter)?;
        Ok(true)
    }

    fn keep_message_file(&self, account: &Account) -> Result<Option<PathBuf>, Error> {
        match &account.message_file {
            MessageFilePlace::None => Ok(None),
            MessageFilePlace::Local(path) => Ok(Some(PathBuf::from(path))),
            MessageFilePlace::Postoffice => {
                let path = self.office.message_file_path(account.user);
                if self.office.disk().size(&path)?.is_none() {
                    return Ok(None);
                }
                let kept = path.with_extension("OLD");
                session::put_away(self.office.disk(), &path, &kept)?;
                Ok(Some(kept))
            }
        }
    }
}
