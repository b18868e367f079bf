//! What is typed into a password field. It hides itself, so that no message and no state of a
//! screen shows it when it is written down.

use std::fmt;

use zeroize::Zeroizing;

use crate::mail::{Password, PasswordError};

/// Text from a password field, wiped when it goes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes what was typed.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// Returns the text for the field, which shows dots in its place.
    pub(crate) fn typed(&self) -> &str {
        &self.0
    }

    /// Returns the password that it is.
    pub(crate) fn password(&self) -> Result<Password, PasswordError> {
        Password::new(&self.0)
    }

    /// Forgets what was typed.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hides_itself() {
        let secret = Secret::new("hunter2".to_owned());
        assert!(!format!("{secret:?}").contains("hunter2"));
        assert_eq!(secret.password().unwrap().bytes(), b"hunter2");
    }
}
