//! The rule of the message file, as a pure function (KB Q125255).
//!
//! After the postoffice accepted name and password, user id and password are compared with the
//! credential embedded in the message file. One stale half is brought up to date; when both
//! differ, nobody can tell the owner from a stranger, and nothing is written.

/// What to do with a message file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Both match: open it.
    Open,
    /// The password is stale (an administrator reset it): open it, and embed the new one.
    EmbedPassword,
    /// The user id is stale (the account was moved): open it, and embed the new one.
    EmbedUserId,
    /// Both differ: this account is not a valid user of this message file.
    Invalid,
}

/// A half of the credential that sign-in brought up to date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Synced {
    /// The password.
    Password,
    /// The user id, which is the postoffice's identity and the number on it.
    UserId,
}

impl Synced {
    /// Returns the word used in scripts: `password` or `user_id`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::UserId => "user_id",
        }
    }
}

/// Judges a message file.
pub fn verdict(user_id_matches: bool, password_matches: bool) -> Verdict {
    match (user_id_matches, password_matches) {
        (true, true) => Verdict::Open,
        (true, false) => Verdict::EmbedPassword,
        (false, true) => Verdict::EmbedUserId,
        (false, false) => Verdict::Invalid,
    }
}

impl Verdict {
    /// Returns what is brought up to date.
    pub fn synced(self) -> Vec<Synced> {
        match self {
            Self::Open | Self::Invalid => Vec::new(),
            Self::EmbedPassword => vec![Synced::Password],
            Self::EmbedUserId => vec![Synced::UserId],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_truth_table() {
        for (user_id, password, want, synced) in [
            (true, true, Verdict::Open, &[][..]),
            (true, false, Verdict::EmbedPassword, &[Synced::Password][..]),
            (false, true, Verdict::EmbedUserId, &[Synced::UserId][..]),
            (false, false, Verdict::Invalid, &[][..]),
        ] {
            assert_eq!(verdict(user_id, password), want);
            assert_eq!(want.synced(), synced);
        }
    }
}
