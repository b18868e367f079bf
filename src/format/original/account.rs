//! The accounts that may use a file: each a name behind the prefix of its transport, and a
//! password. Both are plain once the cipher is undone: the scramble never was protection.

use zeroize::Zeroizing;

use super::string;

/// An account. Its password is for comparing only: it hides itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The transport, with its colon: `MS:`.
    pub prefix: Vec<u8>,
    /// The name behind it; for this transport the user id in hexadecimal digits.
    pub name: Vec<u8>,
    password: Zeroizing<Vec<u8>>,
}

impl Account {
    /// Reads the value of an element.
    pub fn read(value: &[u8]) -> Option<Self> {
        let (account, rest) = string(value);
        let colon = account.iter().position(|&b| b == b':')?;
        let (prefix, name) = account.split_at(colon + 1);
        let password = Zeroizing::new(string(rest).0.to_vec());
        Some(Self { prefix: prefix.to_vec(), name: name.to_vec(), password })
    }

    /// Returns whether this is the password. As the original compared: `A`–`Z` in upper case, byte
    /// by byte; where that fails, once more with the first eight alone.
    pub fn has_password(&self, typed: &[u8]) -> bool {
        let typed = Zeroizing::new(typed.to_ascii_uppercase());
        let is = |typed: &[u8]| typed.len() < 32 && same(&self.password, typed);
        is(&typed) || typed.get(..8).is_some_and(is)
    }

    /// Returns whether the account has no password.
    pub fn without_password(&self) -> bool {
        self.password.is_empty()
    }
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Account").finish_non_exhaustive()
    }
}

/// Compares without telling by its time how much was right.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |wrong, (a, b)| wrong | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account() -> Account {
        Account::read(b"MS:0000001A\0SECRET\0").unwrap()
    }

    #[test]
    fn the_worked_example_is_read_and_hides_its_password() {
        let account = account();
        assert_eq!((&*account.prefix, &*account.name), (&b"MS:"[..], &b"0000001A"[..]));
        let shown = format!("{account:?}");
        assert!(!shown.contains("SECRET") && !shown.contains("83"), "{shown}");
        assert_eq!(Account::read(b"no colon\0x\0"), None);
    }

    #[test]
    fn passwords_are_compared_as_the_original_did() {
        let account = account();
        assert!(account.has_password(b"secret") && account.has_password(b"SECRET"));
        assert!(!account.has_password(b"secre") && !account.has_password(b"secrets"));
        assert!(!account.has_password(b""));
        let eight = Account::read(b"MS:1\0ABCDEFGH\0").unwrap();
        assert!(eight.has_password(b"abcdefghijk"));
        assert!(!eight.has_password(b"abcdefgx"));
        let blank = Account::read(b"MS:1\0\0").unwrap();
        assert!(blank.without_password() && blank.has_password(b""));
        assert!(!blank.has_password(b"x"));
        let long = Account::read(&[b"MS:1\0".to_vec(), vec![b'A'; 40], vec![0]].concat()).unwrap();
        assert!(!long.has_password(&[b'a'; 40]));
    }
}
