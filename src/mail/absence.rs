//! Out of office: from when until when, and what is answered then.

use serde::{Deserialize, Serialize};

use super::Moment;

/// What a person who is away says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Absence {
    /// Whether it is switched on.
    pub on: bool,
    /// When it was switched on, in milliseconds since 1970 UTC: each sender is answered once from
    /// then on.
    pub since: i64,
    /// The first moment of the absence; none for at once.
    pub from: Option<i64>,
    /// The first moment after it; none for until it is switched off.
    pub until: Option<i64>,
    /// What is answered.
    pub text: String,
}

impl Absence {
    /// Returns whether senders are answered now.
    pub fn is_now(&self, now: Moment) -> bool {
        self.on
            && self.from.is_none_or(|from| from <= now.0)
            && self.until.is_none_or(|until| now.0 < until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_the_first_moment_to_the_last() {
        let away = |from, until| Absence { on: true, from, until, ..Absence::default() };
        for (absence, at, is) in [
            (away(None, None), 5, true),
            (away(Some(5), None), 4, false),
            (away(Some(5), Some(9)), 5, true),
            (away(Some(5), Some(9)), 8, true),
            (away(Some(5), Some(9)), 9, false),
            (Absence { on: false, ..away(None, None) }, 5, false),
        ] {
            assert_eq!(absence.is_now(Moment(at)), is, "{absence:?} {at}");
        }
    }
}
