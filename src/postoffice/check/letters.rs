//! The letters: each envelope, and what became of it with each recipient.

use std::path::Path;

use crate::format::envelope::{Envelope, State};
use crate::postoffice::{Account, Error};

use super::Check;

impl Check<'_> {
    pub(super) fn letters(&mut self, accounts: &[Account]) -> Result<(), Error> {
        for letter in self.office.letters()? {
            let path = self.office.layout.envelope(letter);
            let envelope = match self.office.envelope(letter) {
                Ok(Some(envelope)) => envelope,
                Ok(None) => continue,
                Err(Error::Damaged { damage, .. }) => {
                    self.damaged(&path, &damage);
                    continue;
                }
                Err(e) => return Err(e),
            };
            if envelope.is_finished() {
                let repaired = self.repair && self.office.remove_if_finished(letter)?;
                self.find(&path, 0, "everybody has this letter, but it is still here", repaired);
                continue;
            }
            if let Err(Error::Damaged { path, damage }) =
                self.office.letter_bytes(letter, &envelope.digest)
            {
                self.damaged(&path, &damage);
                continue;
            }
            self.recipients(&path, &envelope, accounts)?;
        }
        Ok(())
    }

    fn recipients(
        &mut self,
        path: &Path,
        envelope: &Envelope,
        accounts: &[Account],
    ) -> Result<(), Error> {
        for (index, recipient) in envelope.recipients.iter().enumerate() {
            let at = Envelope::state_offset(index);
            let lives = accounts.iter().any(|a| a.user == recipient.user);
            match recipient.state {
                State::Pending if lives => {
                    let repaired = self.repair
                        && self
                            .office
                            .deliver(envelope.letter, None, self.who)?
                            .delivered
                            .contains(&recipient.user);
                    self.find(
                        path,
                        at,
                        format!("not yet delivered to {}", recipient.user),
                        repaired,
                    );
                }
                State::Pending | State::Delivered if !lives => {
                    self.find(path, at, format!("there is no mailbag {}", recipient.user), false);
                }
                State::Delivered => {
                    let held =
                        self.office.mailbag(recipient.user, self.who).and_then(|bag| bag.waiting());
                    let there = held.is_ok_and(|w| {
                        w.iter().any(|w| {
                            w.header.as_ref().map_or(true, |h| h.letter == envelope.letter)
                        })
                    });
                    if !there {
                        let what = format!("the mailbag {} has no header for it", recipient.user);
                        if self.repair {
                            self.office.set_state(
                                envelope.letter,
                                recipient.user,
                                State::Pending,
                            )?;
                            let _ = self.office.deliver(envelope.letter, None, self.who)?;
                        }
                        self.find(path, at, what, self.repair);
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}
