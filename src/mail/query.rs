//! What somebody looks for in their mail, as a noun: the Message Finder, the box over the list,
//! saved finders and rules all mean the same by it.
//!
//! It is written in one line, as mail clients do (`from:anna subject:"third version"
//! before:2026-11-01 larger:1M has:attachment is:unread -draft lens OR plinth`); [`parse`] reads
//! that line and never refuses one: what is no sense in it is words to look for.

mod parse;
mod write;

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use serde::{Deserialize, Serialize};

use super::{FolderId, Moment};

/// The fewest letters of which words are found that only begin with them.
const PREFIX: usize = 3;

/// What is looked for, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Query {
    /// What a message must be like.
    pub want: Want,
    /// Where it must lie.
    pub place: Place,
}

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In every folder, also in Deleted Mail.
    #[default]
    Everywhere,
    /// In one folder.
    Folder(FolderId),
    /// In one folder and the folders inside.
    Within(FolderId),
}

/// A part of a message in which words are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Who sent it.
    From,
    /// Who gets it: To, Cc, and Bcc of one's own copies.
    To,
    /// Its subject.
    Subject,
    /// Its text, and the names of its attachments.
    Text,
}

/// What a message must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Want {
    /// All of these; with none of them, any message is good.
    All(Vec<Want>),
    /// One of these at least.
    Any(Vec<Want>),
    /// Not this.
    Not(Box<Want>),
    /// Words that follow each other.
    Words(Words),
    /// Its date is this day or later.
    Since(Day),
    /// Its date is before this day.
    Before(Day),
    /// It is at most so many days old.
    Newer(u32),
    /// It is more than so many days old.
    Older(u32),
    /// It has more bytes.
    Larger(u64),
    /// It has fewer bytes.
    Smaller(u64),
    /// It has an attachment.
    Attachment,
    /// Nobody opened it yet.
    Unread,
    /// It is flagged to be followed up.
    Flagged,
    /// It lies in the folder with this path, or in one inside.
    In(String),
}

/// Words that follow each other, in any case and without regard to accents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Where they stand; anywhere when it is none.
    pub field: Option<Field>,
    /// The words, without quotation marks.
    pub text: String,
    /// Whether the last word may go on.
    pub prefix: bool,
}

/// A day of the calendar, in the reader's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(Date);

impl Default for Want {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Query {
    /// Returns the first word of a line that asks for a day, a size or a state and names none, so
    /// that it is looked for as it stands.
    pub fn misread(line: &str) -> Option<&str> {
        parse::misread(line)
    }

    /// Reads a line.
    pub fn parse(line: &str) -> Self {
        Self { want: Want::parse(line), place: Place::default() }
    }

    /// Reads a line that is still being typed: its last word may go on.
    pub fn typing(line: &str) -> Self {
        Self { want: Want::typing(line), place: Place::default() }
    }

    /// Looks somewhere else.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// Returns whether nothing is asked for.
    pub fn is_blank(&self) -> bool {
        self.want.is_anything()
    }
}

impl Want {
    /// Reads a line.
    pub fn parse(line: &str) -> Self {
        parse::parse(line, false)
    }

    /// Reads a line that is still being typed: its last word may go on.
    pub fn typing(line: &str) -> Self {
        parse::parse(line, true)
    }

    /// Returns whether any message is good.
    pub fn is_anything(&self) -> bool {
        matches!(self, Self::All(all) if all.is_empty())
    }

    /// Asks for this as well.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::All(vec![self, other]).plain()
    }

    /// Returns the same with nothing in it that says nothing.
    fn plain(self) -> Self {
        let (parts, all) = match self {
            Self::All(parts) => (parts, true),
            Self::Any(parts) => (parts, false),
            Self::Not(inner) => {
                return match inner.plain() {
                    Self::Not(twice) => *twice,
                    other => Self::Not(Box::new(other)),
                };
            }
            other => return other,
        };
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match (part.plain(), all) {
                (Self::All(inner), true) | (Self::Any(inner), false) => flat.extend(inner),
                (other, _) => flat.push(other),
            }
        }
        match (flat.len(), all) {
            (1, _) => flat.pop().unwrap_or_default(),
            (_, true) => Self::All(flat),
            (_, false) => Self::Any(flat),
        }
    }
}

impl Words {
    /// Makes words of what stands between quotation marks, or of one word; `None` when there is
    /// nothing in it to look for.
    pub fn new(field: Option<Field>, text: &str, prefix: bool) -> Option<Self> {
        let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || c == '"').collect();
        let text = words.join(" ");
        let text = text.trim().trim_end_matches('*').trim_end();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().all(|c| c.is_ascii_punctuation() || c.is_whitespace()) {
            return None;
        }
        let prefix = prefix && may_go_on(&text);
        Some(Self { field, text, prefix })
    }
}

/// Returns whether enough letters stand at the end: words that begin with two letters are too many
/// to be of use. Where words are not parted by blanks, one sign says enough.
fn may_go_on(text: &str) -> bool {
    let last: Vec<char> = text.chars().rev().take_while(|c| c.is_alphanumeric()).collect();
    last.len() >= PREFIX || last.iter().any(|c| *c >= '\u{2E80}')
}

impl Day {
    /// Returns a day; `None` when the calendar has none such.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        Date::new(year, month, day).ok().map(Self)
    }

    /// Returns the day on which a moment lies, in the reader's zone.
    pub fn of(at: Moment) -> Self {
        Self(at.timestamp().to_zoned(TimeZone::system()).date())
    }

    /// Returns the moment at which the day begins, in the reader's zone.
    pub fn begins(self) -> Moment {
        let begin = self.0.to_zoned(TimeZone::system()).map(|at| at.timestamp());
        Moment(begin.unwrap_or(Timestamp::UNIX_EPOCH).as_millisecond())
    }

    /// Returns a day some days later, or earlier.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let span = Span::new().try_days(days);
        let far = if days < 0 { date(1, 1, 1) } else { date(9999, 12, 31) };
        Self(span.and_then(|span| self.0.checked_add(span)).unwrap_or(far))
    }

    /// Returns year, month and day.
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }
}

/// How a query is kept: as the line that a person can read.
#[derive(Serialize, Deserialize)]
struct Kept {
    line: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    folder: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    within: Option<i64>,
}

impl From<Query> for Kept {
    fn from(query: Query) -> Self {
        let (folder, within) = match query.place {
            Place::Everywhere => (None, None),
            Place::Folder(id) => (Some(id.0), None),
            Place::Within(id) => (None, Some(id.0)),
        };
        Self { line: query.want.to_string(), folder, within }
    }
}

impl From<Kept> for Query {
    fn from(kept: Kept) -> Self {
        let place = match (kept.folder, kept.within) {
            (Some(id), _) => Place::Folder(FolderId(id)),
            (None, Some(id)) => Place::Within(FolderId(id)),
            (None, None) => Place::Everywhere,
        };
        Self::parse(&kept.line).at(place)
    }
}

#[cfg(test)]
mod tests;
