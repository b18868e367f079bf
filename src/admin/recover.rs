//! Recover: a one-time password for somebody who forgot theirs (KB Q118927).
//!
//! The message file is not touched: it follows at the next sign-in. There is no default password,
//! because a shared one would open every file that still embeds it.

use zeroize::Zeroizing;

use crate::format::verifier::Verifier;
use crate::mail::{Password, ShortName};
use crate::postoffice;

use super::{Administrator, Error};

/// Letters and digits that are not mistaken for one another.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// A one-time password, to be handed to its user.
#[derive(Debug, Clone)]
pub struct OneTime {
    /// Whose it is.
    pub mailbox: ShortName,
    /// The password.
    pub password: Password,
    /// Whether the administrator gave it, who then knows it already.
    pub given: bool,
}

impl Administrator {
    /// Resets a password: to a random one unless one is given. Its user must choose a new one at
    /// the next sign-in.
    pub fn recover(&self, mailbox: &ShortName, new: Option<Password>) -> Result<OneTime, Error> {
        let account = self.account(mailbox)?;
        if let Some(to) = account.moved_to {
            return Err(Error::MovedAlready { mailbox: account.mailbox, to });
        }
        let given = new.is_some();
        let password = match new {
            Some(password) => password,
            None => random_password()?,
        };
        let verifier =
            Verifier::make(&password, self.office.cost()).map_err(postoffice::Error::from)?;
        self.office.edit_accounts(self.who())?.change_access2(&account, |a2| {
            a2.verifier = verifier;
            a2.verifier_changed = true;
            a2.must_choose = true;
        })?;
        tracing::info!(mailbox = %account.mailbox, by = self.who(), "password reset");
        Ok(OneTime { mailbox: account.mailbox, password, given })
    }
}

/// Returns three groups of four letters and digits: about 59 bits.
fn random_password() -> Result<Password, Error> {
    let mut text = Zeroizing::new(String::new());
    while text.len() < 14 {
        if text.len() == 4 || text.len() == 9 {
            text.push('-');
        }
        let mut byte = [0];
        getrandom::fill(&mut byte).map_err(|e| Error::Words { message: e.to_string() })?;
        let [byte] = byte;
        // Bytes beyond a multiple of the alphabet are thrown away, so that no letter is likelier.
        let limit = 256 - 256 % ALPHABET.len();
        if usize::from(byte) < limit
            && let Some(letter) = ALPHABET.get(usize::from(byte) % ALPHABET.len())
        {
            text.push(char::from(*letter));
        }
    }
    Password::new(&text).map_err(|e| Error::Words { message: e.to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_time_passwords_differ_and_can_be_read_out() {
        let a = random_password().unwrap();
        let b = random_password().unwrap();
        assert_ne!(a, b);
        assert_eq!(a.reveal().len(), 14);
        assert_eq!(a.reveal().matches('-').count(), 2);
        assert!(!a.reveal().contains(['0', 'o', '1', 'l', 'i']));
    }
}
