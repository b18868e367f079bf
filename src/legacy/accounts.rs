//! Who may use a file: the account and the password that are embedded in it.
//!
//! The rule is that of the original (`format::original::account` says how passwords were compared);
//! only its repairs are not done: an original file is never written.

use std::path::Path;

use super::folders::elements;
use super::store::Store;
use super::{Error, Options};
use crate::disk::Disk;
use crate::format::original::account::Account;
use crate::format::original::elements::Elements;
use crate::format::original::oid::Oid;
use crate::mail::{Password, UserId};

/// The transport of a postoffice's accounts.
const POSTOFFICE: &[u8] = b"MS:";

/// The accounts of a file. Passwords in it are for comparing only.
#[derive(Debug, Clone, Default)]
pub struct Accounts {
    all: Vec<Account>,
}

/// Whether somebody is the owner of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ownership {
    /// Whether the user id is the one in the file.
    pub user_id: bool,
    /// Whether the password is the one in the file.
    pub password: bool,
}

impl Accounts {
    /// Reads who may use a file, and nothing else of it.
    pub fn of(disk: &Disk, path: &Path) -> Result<Self, Error> {
        Self::read(&mut Store::open(disk, path, &Options::default(), &mut |_, _| true)?)
    }

    pub(super) fn read(store: &mut Store) -> Result<Self, Error> {
        let read = |list: &Elements<'_>| -> Vec<Account> {
            list.iter().filter_map(|(_, value)| Account::read(value)).collect()
        };
        let all = elements(store, Oid::ACCOUNTS, read)?;
        Ok(Self { all: all.unwrap_or_default() })
    }

    /// Returns the names, with the prefixes of their transports.
    pub fn names(&self) -> Vec<String> {
        let name = |account: &Account| {
            let whole = [account.prefix.as_slice(), account.name.as_slice()].concat();
            String::from_utf8_lossy(&whole).into_owned()
        };
        self.all.iter().map(name).collect()
    }

    /// Returns whether the file asks for a password: it has an account, and none without one.
    pub fn asks(&self) -> bool {
        !self.all.is_empty() && !self.all.iter().any(Account::without_password)
    }

    /// Returns whether a password opens the file: that of any of its accounts, as the tool of old
    /// took it. A file without accounts is open to everybody.
    pub fn opens(&self, password: &Password) -> bool {
        self.all.is_empty() || self.all.iter().any(|a| has(a, password))
    }

    /// Compares a user with the file's account. The id counts only for the file that lies at the
    /// user's own place on the postoffice (`here`): elsewhere numbers may coincide by chance.
    pub fn judge(&self, user: UserId, here: bool, password: &Password) -> Ownership {
        let Some(account) = self.all.iter().find(|a| a.prefix == POSTOFFICE) else {
            // Without an account of a postoffice the password of any other lets in.
            return Ownership { user_id: false, password: self.opens(password) };
        };
        let number = std::str::from_utf8(&account.name).ok();
        let number = number.and_then(|name| u32::from_str_radix(name, 16).ok());
        let unnamed = account.name.is_empty();
        Ownership {
            user_id: here && (unnamed || number == Some(user.0)),
            password: has(account, password),
        }
    }
}

/// Passwords were typed in the machine's code page; all that ask are of one today.
fn has(account: &Account, password: &Password) -> bool {
    let text = std::str::from_utf8(password.bytes()).unwrap_or_default();
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(text);
    let bytes = zeroize::Zeroizing::new(bytes.into_owned());
    !lossy && account.has_password(&bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accounts(values: &[&[u8]]) -> Accounts {
        Accounts { all: values.iter().filter_map(|v| Account::read(v)).collect() }
    }

    fn password(text: &str) -> Password {
        Password::new(text).unwrap()
    }

    #[test]
    fn the_four_cases_of_the_rule() {
        let file = accounts(&[b"MS:0000001A\0SECRET\0"]);
        for (user, here, typed, user_id, right) in [
            (0x1A, true, "secret", true, true),
            (0x1A, true, "other", true, false),
            (0x1B, true, "secret", false, true),
            (0x1B, true, "other", false, false),
            // Elsewhere the number is chance.
            (0x1A, false, "secret", false, true),
            (0x1A, false, "other", false, false),
        ] {
            let judged = file.judge(UserId(user), here, &password(typed));
            assert_eq!(judged, Ownership { user_id, password: right }, "{user:X} {here} {typed}");
        }
    }

    #[test]
    fn other_accounts_let_in_by_their_passwords_alone() {
        let file = accounts(&[b"X:1\0ONE\0", b"TMP:\0TWO\0"]);
        assert_eq!(file.names(), ["X:1", "TMP:"]);
        for (typed, right) in [("one", true), ("two", true), ("three", false)] {
            let judged = file.judge(UserId(1), true, &password(typed));
            assert_eq!(judged, Ownership { user_id: false, password: right });
            assert_eq!(file.opens(&password(typed)), right);
        }
        assert!(file.asks());
    }

    #[test]
    fn files_without_password_ask_for_none() {
        assert!(!accounts(&[]).asks());
        assert!(!accounts(&[b"MS:1\0\0"]).asks());
        assert!(accounts(&[]).opens(&password("x")));
        assert!(accounts(&[b"MS:1\0\0"]).opens(&password("")));
        let unnamed = accounts(&[b"MS:\0SECRET\0"]);
        assert!(unnamed.judge(UserId(7), true, &password("secret")).user_id);
    }
}
