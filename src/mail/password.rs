//! Passwords: text that hides itself.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The longest password, in bytes of UTF-8.
const MAX: usize = 256;

/// A password: any text of up to 256 bytes, also none, compared exactly in Unicode NFC.
///
/// It is never shown by `Debug`, has no `Display`, and its memory is wiped when
/// it goes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Password(Zeroizing<String>);

/// Tells why a text is no [`Password`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// The text has more than 256 bytes.
    #[error("the password has more than 256 bytes")]
    TooLong,
}

impl Password {
    /// Takes a password as it was typed.
    pub fn new(text: &str) -> Result<Self, PasswordError> {
        let composed: Zeroizing<String> = Zeroizing::new(text.nfc().collect());
        if composed.len() > MAX {
            return Err(PasswordError::TooLong);
        }
        Ok(Self(composed))
    }

    /// Returns the bytes that a verifier is made of.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// Returns whether the password is blank, which is allowed (KB Q132952).
    pub fn is_blank(&self) -> bool {
        self.0.is_empty()
    }

    /// Shows the text: only for a one-time password that an administrator hands on.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compared_in_nfc_and_case_sensitively() {
        assert_eq!(Password::new("mu\u{308}de"), Password::new("m\u{fc}de"));
        assert_ne!(Password::new("Secret"), Password::new("secret"));
        assert!(Password::new("").unwrap().is_blank());
        assert!(Password::new(&"x".repeat(256)).is_ok());
        assert_eq!(Password::new(&"x".repeat(257)), Err(PasswordError::TooLong));
    }

    #[test]
    fn hides_itself() {
        let shown = format!("{:?}", Password::new("hunter2").unwrap());
        assert!(!shown.contains("hunter2"));
    }
}
