//! The names of mailboxes, networks and postoffices, and the full names of people.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// The longest mailbox, network or postoffice name, in letters (KB Q86100, Q115163, Q91044).
const SHORT_MAX: usize = 10;

/// The longest full name, in characters; the original stopped at 30 (KB Q104869).
const FULL_MAX: usize = 64;

/// Names a mailbox, a network or a postoffice: 1 to 10 letters or digits, upper case.
///
/// Names are not case-sensitive (KB Q96694); they are kept in upper case.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShortName(String);

/// Tells why a text is no [`ShortName`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShortNameError {
    /// Nothing was given.
    #[error("the name is empty")]
    Empty,
    /// The text has more than 10 characters.
    #[error("the name has more than 10 characters")]
    TooLong,
    /// The text holds something else than ASCII letters and digits.
    #[error("the name holds {0:?}, which is neither a letter nor a digit")]
    Character(char),
}

impl ShortName {
    /// Reads a name, ignoring blanks around it and the case.
    pub fn parse(text: &str) -> Result<Self, ShortNameError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ShortNameError::Empty);
        }
        if let Some(c) = text.chars().find(|c| !c.is_ascii_alphanumeric()) {
            return Err(ShortNameError::Character(c));
        }
        if text.len() > SHORT_MAX {
            return Err(ShortNameError::TooLong);
        }
        Ok(Self(text.to_ascii_uppercase()))
    }

    /// Returns the name in upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for ShortName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for ShortName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name by which people know a mailbox: 1 to 64 characters, unique on its postoffice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullName(String);

/// Tells why a text is no [`FullName`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FullNameError {
    /// Nothing was given.
    #[error("the full name is empty")]
    Empty,
    /// The text has more than 64 characters.
    #[error("the full name has more than 64 characters")]
    TooLong,
    /// The text holds a control character.
    #[error("the full name holds a control character")]
    Control,
}

impl FullName {
    /// The most characters of a full name.
    pub const MOST: usize = FULL_MAX;

    /// Reads a full name: composed (NFC), runs of blanks made one.
    pub fn parse(text: &str) -> Result<Self, FullNameError> {
        if text.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            return Err(FullNameError::Control);
        }
        let text: String = text.nfc().collect();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(FullNameError::Empty);
        }
        if text.chars().count() > FULL_MAX {
            return Err(FullNameError::TooLong);
        }
        Ok(Self(text))
    }

    /// Returns the name as people write it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the form in which two full names are compared: compatible characters and case folded.
    pub fn folded(&self) -> String {
        self.0.nfkc().flat_map(char::to_lowercase).nfkc().collect()
    }
}

impl fmt::Display for FullName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_are_ten_letters_or_digits() {
        assert_eq!(ShortName::parse(" anna ").unwrap().as_str(), "ANNA");
        assert_eq!(ShortName::parse("A123456789").unwrap().as_str(), "A123456789");
        assert_eq!(ShortName::parse("A1234567890"), Err(ShortNameError::TooLong));
        assert_eq!(ShortName::parse("  "), Err(ShortNameError::Empty));
        assert_eq!(ShortName::parse("an na"), Err(ShortNameError::Character(' ')));
        assert_eq!(ShortName::parse("jürg"), Err(ShortNameError::Character('ü')));
        assert_eq!(ShortName::parse("../x"), Err(ShortNameError::Character('.')));
    }

    #[test]
    fn full_names_fold() {
        let a = FullName::parse("  Ann\u{65}  M\u{fc}ller ").unwrap();
        let b = FullName::parse("anne mu\u{308}LLER").unwrap();
        assert_eq!(a.as_str(), "Anne Müller");
        assert_eq!(a.folded(), b.folded());
        assert!(FullName::parse(&"x".repeat(64)).is_ok());
        assert_eq!(FullName::parse(&"x".repeat(65)), Err(FullNameError::TooLong));
        assert_eq!(FullName::parse("a\u{7}b"), Err(FullNameError::Control));
    }
}
