//! Writes a query as the line that [`super::parse`] reads.

use std::fmt::{self, Display, Formatter};

use super::{Day, Field, Query, Want, Words};

impl Field {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::From => "from",
            Self::To => "to",
            Self::Subject => "subject",
            Self::Text => "text",
        }
    }
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.want.fmt(f)
    }
}

impl Display for Want {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => {
                for (nth, part) in parts.iter().enumerate() {
                    if nth > 0 {
                        f.write_str(" ")?;
                    }
                    match part {
                        Self::Any(_) => write!(f, "({part})")?,
                        _ => part.fmt(f)?,
                    }
                }
                Ok(())
            }
            Self::Any(parts) => {
                for (nth, part) in parts.iter().enumerate() {
                    if nth > 0 {
                        f.write_str(" OR ")?;
                    }
                    part.fmt(f)?;
                }
                Ok(())
            }
            Self::Not(inner) => match **inner {
                Self::All(_) | Self::Any(_) => write!(f, "-({inner})"),
                _ => write!(f, "-{inner}"),
            },
            Self::Words(words) => words.fmt(f),
            Self::Since(day) => write!(f, "since:{day}"),
            Self::Before(day) => write!(f, "before:{day}"),
            Self::Newer(days) => write!(f, "newer:{days}d"),
            Self::Older(days) => write!(f, "older:{days}d"),
            Self::Larger(bytes) => write!(f, "larger:{}", size(*bytes)),
            Self::Smaller(bytes) => write!(f, "smaller:{}", size(*bytes)),
            Self::Attachment => f.write_str("has:attachment"),
            Self::Unread => f.write_str("is:unread"),
            Self::Flagged => f.write_str("is:flagged"),
            Self::In(path) => write!(f, "in:\"{path}\""),
        }
    }
}

impl Display for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(field) = self.field {
            write!(f, "{}:", field.word())?;
        }
        let star = if self.prefix { "*" } else { "" };
        let simple = |c: char| c.is_alphanumeric() || "_.@/'".contains(c);
        if self.text.chars().all(simple) && !super::parse::is_operator(&self.text) {
            write!(f, "{}{star}", self.text)
        } else {
            write!(f, "\"{}{star}\"", self.text)
        }
    }
}

impl Display for Day {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

fn size(bytes: u64) -> String {
    let units = [(1 << 30, "G"), (1 << 20, "M"), (1 << 10, "K")];
    units
        .into_iter()
        .find(|(unit, _)| bytes >= *unit && bytes.is_multiple_of(*unit))
        .map_or_else(|| bytes.to_string(), |(unit, name)| format!("{}{name}", bytes / unit))
}
