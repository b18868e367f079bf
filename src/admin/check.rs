//! Looking a whole postoffice over, with what only both stores together can mend: letters for people
//! who moved or are gone, and message files of nobody.

use std::path::Path;
use std::time::Duration;

use crate::format::access::Access2;
use crate::format::envelope::{Envelope, State};
use crate::mail::UserId;
use crate::postoffice::{self, Account, Finding, Obstacle};
use crate::session::{self, Located, Settled, bring_letters, locate, settle};

use super::{Administrator, Error};

/// What is younger may belong to something that is under way.
const UNDER_WAY: Duration = Duration::from_secs(60 * 60);

impl Administrator {
    /// Looks the whole postoffice over and, if asked, mends what can be mended.
    pub fn check(&self, repair: bool) -> Result<Vec<Finding>, Error> {
        let mut findings = Vec::new();
        if repair {
            self.finish_letters(&mut findings)?;
        }
        findings.extend(self.office.check(repair, self.who())?);
        self.message_files(repair, &mut findings)?;
        Ok(findings)
    }

    /// Passes letters on that wait for people who moved, and returns those for people who are gone,
    /// where a crash stopped whoever was at it.
    fn finish_letters(&self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let (accounts, damages) = self.office.accounts()?;
        for moved in accounts.iter().filter(|a| a.moved_to.is_some()) {
            if let Err(error) = self.follow(moved) {
                tracing::warn!(mailbox = %moved.mailbox, %error, "letters cannot follow yet");
            }
        }
        for letter in self.office.letters()? {
            let Ok(Some(envelope)) = self.office.envelope(letter) else { continue };
            for (index, recipient) in envelope.recipients.iter().enumerate() {
                let user = recipient.user;
                let account = accounts.iter().find(|a| a.user == user);
                let finished = match (recipient.state, account) {
                    (State::Pending, Some(Account { moved_to: Some(to), .. })) => {
                        self.pass_on(&envelope, user, Obstacle::Moved(to.clone()))
                    }
                    // Whoever cannot be read is not gone.
                    (State::Pending | State::Delivered, None) if damages.is_empty() => {
                        self.return_letter(letter, user, &self.last_name_of(user))
                    }
                    _ => continue,
                };
                match finished {
                    Ok(true) => findings.push(Finding {
                        file: self.office.envelope_path(letter),
                        offset: Envelope::state_offset(index),
                        what: format!("it waited for {user}, who is not here any more"),
                        repaired: true,
                    }),
                    Ok(false) => {}
                    Err(error) => tracing::warn!(letter, %error, "a letter stays where it is"),
                }
            }
        }
        Ok(())
    }

    /// Brings what waits in the mailbag of somebody who moved to the new home.
    fn follow(&self, moved: &Account) -> Result<(), Error> {
        let Some(address) = &moved.moved_to else { return Ok(()) };
        match self.office.peek(moved.user) {
            Ok(key) if key.live().next().is_some() => {}
            Ok(_) | Err(postoffice::Error::MailbagMissing { .. }) => return Ok(()),
            Err(e) => return Err(e.into()),
        }
        if let Located::Home(home) = locate(&self.office, address)? {
            let letters = bring_letters(&self.office, moved.user, &home, false, self.who())?;
            tracing::info!(mailbox = %moved.mailbox, letters, "brought to the new home");
        }
        Ok(())
    }

    /// Passes a letter on that was never delivered; who refuses it tells its sender.
    fn pass_on(
        &self,
        envelope: &Envelope,
        user: UserId,
        obstacle: Obstacle,
    ) -> Result<bool, Error> {
        let (office, letter) = (&self.office, envelope.letter);
        let bytes = office.letter_bytes(letter, &envelope.digest)?;
        match settle(office, letter, user, obstacle, &bytes, self.who())? {
            Settled::Forwarded => {
                let _ = office.remove_if_finished(letter)?;
                Ok(true)
            }
            Settled::Refused(reason) => {
                self.refuse(envelope, user, &self.last_name_of(user), reason, &bytes)
            }
            Settled::Waits(_) => Ok(false),
        }
    }

    /// Returns the mailbox name that a number had last, else the number.
    fn last_name_of(&self, user: UserId) -> String {
        let last = |a2: &Access2| a2.user == user;
        let found = self.office.access2_records().unwrap_or_default().into_iter().find(last);
        found.map_or_else(|| user.to_string(), |a2| a2.mailbox.to_string())
    }

    /// Finds message files on the postoffice that no account has, and puts them aside under the
    /// name that those of deleted users get.
    fn message_files(&self, repair: bool, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let (accounts, damages) = self.office.accounts()?;
        let folder = self.office.message_file_path(UserId(0));
        let Some(folder) = folder.parent().filter(|_| damages.is_empty()) else { return Ok(()) };
        let disk = self.office.disk();
        let entries = match disk.list(folder) {
            Ok(entries) => entries,
            Err(e) if e.not_found() => return Ok(()),
            Err(e) => return Err(e.into()),
        };
        for entry in entries {
            let path = folder.join(&entry.name);
            let Some(user) = number_of(&path) else { continue };
            let lain = disk.age(&path)?.is_some_and(|age| age >= UNDER_WAY);
            if lain && accounts.iter().all(|a| a.user != user) {
                findings.push(Finding {
                    file: path.clone(),
                    offset: 0,
                    what: format!("nobody has the message file {user}"),
                    repaired: repair && self.put_aside(&path, user)?,
                });
            }
        }
        Ok(())
    }

    fn put_aside(&self, path: &Path, user: UserId) -> Result<bool, Error> {
        // Held while a user is being moved here.
        let Ok(lock) = self.office.lock_user(user, self.who(), &|| false) else { return Ok(false) };
        let gone = self.office.account_of(user)?.is_none();
        if gone {
            session::put_away(self.office.disk(), path, &path.with_extension("OLD"))?;
        }
        drop(lock);
        Ok(gone)
    }
}

/// Returns whose message file it is by its name; none for those that were put aside.
fn number_of(path: &Path) -> Option<UserId> {
    let digits = path.file_name()?.to_str()?.strip_suffix(".MMF")?;
    (digits.len() == 8).then(|| u32::from_str_radix(digits, 16).ok().map(UserId))?
}
