//! Reads the line of a query. Nothing is refused: brackets that do not match, operators without
//! sides and fields that do not exist are passed over or are words.

use super::{Day, Field, Want, Words};
use crate::mail::Moment;

/// Brackets inside brackets deeper than this are passed over.
const DEPTH: usize = 24;

/// Reads a line; with `typing`, its last word may go on.
pub(super) fn parse(line: &str, typing: bool) -> Want {
    parser(line, typing).line()
}

/// Returns the first word of a line that asks for a day, a size or a state, but names none.
pub(super) fn misread(line: &str) -> Option<&str> {
    let mut parser = parser(line, true);
    let _ = parser.line();
    parser.misread
}

fn parser(line: &str, typing: bool) -> Parser<'_> {
    Parser { rest: line, typing, depth: 0, misread: None }
}

/// Returns whether a word joins others.
pub(super) fn is_operator(word: &str) -> bool {
    ["AND", "OR", "NOT"].contains(&word)
}

struct Parser<'a> {
    rest: &'a str,
    typing: bool,
    depth: usize,
    misread: Option<&'a str>,
}

/// What a name before a colon asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Words(Field),
    Since,
    Before,
    On,
    Newer,
    Older,
    Larger,
    Smaller,
    Has,
    Is,
    In,
}

fn key(name: &str) -> Option<Key> {
    Some(match name.to_ascii_lowercase().as_str() {
        "from" => Key::Words(Field::From),
        "to" | "cc" | "bcc" | "recipients" => Key::Words(Field::To),
        "subject" => Key::Words(Field::Subject),
        "text" | "body" => Key::Words(Field::Text),
        "since" | "after" => Key::Since,
        "before" => Key::Before,
        "on" | "date" => Key::On,
        "newer" => Key::Newer,
        "older" => Key::Older,
        "larger" => Key::Larger,
        "smaller" => Key::Smaller,
        "has" => Key::Has,
        "is" => Key::Is,
        "in" | "folder" => Key::In,
        _ => return None,
    })
}

impl Parser<'_> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes an operator when it is next.
    fn operator(&mut self, names: &[&str]) -> bool {
        for name in names {
            let after = self.rest.strip_prefix(name);
            let after = after.filter(|rest| {
                rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "()".contains(c))
            });
            if let Some(after) = after {
                self.rest = after;
                return true;
            }
        }
        false
    }

    /// Reads what is joined by OR, up to a closing bracket.
    fn any(&mut self, field: Option<Field>) -> Want {
        let mut sides = Vec::new();
        loop {
            let side = self.all(field);
            if !side.is_anything() {
                sides.push(side);
            }
            if !self.operator(&["OR", "|"]) {
                break;
            }
        }
        if sides.is_empty() { Want::default() } else { Want::Any(sides).plain() }
    }

    fn all(&mut self, field: Option<Field>) -> Want {
        let mut parts = Vec::new();
        loop {
            self.blanks();
            if self.operator(&["AND", "&"]) {
                continue;
            }
            let mut ahead = Parser { rest: self.rest, ..*self };
            if self.rest.is_empty() || self.rest.starts_with(')') || ahead.operator(&["OR", "|"]) {
                return Want::All(parts).plain();
            }
            parts.push(self.one(field));
        }
    }

    fn one(&mut self, field: Option<Field>) -> Want {
        let minus = self
            .rest
            .strip_prefix('-')
            .filter(|rest| rest.starts_with(|c: char| !c.is_whitespace() && c != '-'));
        let not = match minus {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => self.operator(&["NOT"]),
        };
        if not {
            self.blanks();
            if self.rest.is_empty() || self.rest.starts_with(')') {
                return Want::default();
            }
            let inner = self.one(field);
            return if inner.is_anything() { inner } else { Want::Not(Box::new(inner)).plain() };
        }
        if let Some(rest) = self.rest.strip_prefix('(') {
            self.rest = rest;
            return self.bracket(field);
        }
        if let Some(rest) = self.rest.strip_prefix('"') {
            self.rest = rest;
            let (text, open) = self.quoted();
            return self.words(field, text, open);
        }
        let word = self.word();
        let Some((name, value)) = word.split_once(':') else {
            let open = self.rest.is_empty();
            return self.words(field, word, open);
        };
        let Some(key) = key(name) else {
            let open = self.rest.is_empty();
            return self.words(field, word, open);
        };
        let mut open = self.rest.is_empty();
        let mut value = value;
        if value.is_empty() {
            if let Some(rest) = self.rest.strip_prefix('"') {
                self.rest = rest;
                (value, open) = self.quoted();
            } else if let (Some(rest), Key::Words(field)) = (self.rest.strip_prefix('('), key) {
                self.rest = rest;
                return self.bracket(Some(field));
            }
        }
        if value.trim().is_empty() {
            return Want::default();
        }
        match key {
            Key::Words(field) => self.words(Some(field), value, open),
            // What makes no sense behind the colon is words.
            _ => asked(key, value).unwrap_or_else(|| {
                let _ = self.misread.get_or_insert(word);
                self.words(field, word, false)
            }),
        }
    }

    fn bracket(&mut self, field: Option<Field>) -> Want {
        if self.depth >= DEPTH {
            return Want::default();
        }
        self.depth += 1;
        let inner = self.any(field);
        self.depth -= 1;
        self.rest = self.rest.strip_prefix(')').unwrap_or(self.rest);
        inner
    }

    fn words(&self, field: Option<Field>, text: &str, open: bool) -> Want {
        let prefix = text.trim_end().ends_with('*')
            || (open && self.typing && text.ends_with(|c: char| c.is_alphanumeric()));
        Words::new(field, text, prefix).map_or_else(Want::default, Want::Words)
    }
}

impl<'a> Parser<'a> {
    /// Reads all that is left.
    fn line(&mut self) -> Want {
        let mut parts = Vec::new();
        // A bracket that closes nothing ends a part, and the rest of the line counts all the same.
        while !self.rest.is_empty() {
            parts.push(self.any(None));
            self.rest = self.rest.strip_prefix(')').unwrap_or(self.rest);
        }
        Want::All(parts).plain()
    }

    /// Takes a word, up to a blank, a bracket or a quotation mark.
    fn word(&mut self) -> &'a str {
        let rest = self.rest;
        let end = rest.find(|c: char| c.is_whitespace() || "()\"".contains(c));
        let (word, rest) = rest.split_at_checked(end.unwrap_or(rest.len())).unwrap_or((rest, ""));
        self.rest = rest;
        word
    }

    /// Takes what stands before the next quotation mark, and tells whether there is none.
    fn quoted(&mut self) -> (&'a str, bool) {
        match self.rest.split_once('"') {
            Some((text, rest)) => {
                self.rest = rest;
                (text, false)
            }
            None => (std::mem::take(&mut self.rest), true),
        }
    }
}

/// Reads what a name other than that of a text asks; `None` when it makes no sense.
fn asked(key: Key, value: &str) -> Option<Want> {
    let lower = value.trim().to_ascii_lowercase();
    Some(match key {
        Key::Since => Want::Since(days(&lower)?.0),
        Key::Before => Want::Before(days(&lower)?.0),
        Key::On => {
            let (begin, end) = days(&lower)?;
            Want::All(vec![Want::Since(begin), Want::Before(end)])
        }
        Key::Newer => Want::Newer(age(&lower)?),
        Key::Older => Want::Older(age(&lower)?),
        Key::Larger => Want::Larger(bytes(&lower)?),
        Key::Smaller => Want::Smaller(bytes(&lower)?),
        Key::Has if ["attachment", "attachments", "file"].contains(&lower.as_str()) => {
            Want::Attachment
        }
        Key::Is => match lower.as_str() {
            "unread" => Want::Unread,
            "read" => Want::Not(Box::new(Want::Unread)),
            "flagged" => Want::Flagged,
            "unflagged" => Want::Not(Box::new(Want::Flagged)),
            _ => return None,
        },
        Key::In => Want::In(value.trim().to_owned()),
        Key::Has | Key::Words(_) => return None,
    })
}

/// Reads a day, a month or a year: where it begins, and where the next one does.
fn days(text: &str) -> Option<(Day, Day)> {
    let today = || Day::of(Moment::now());
    match text {
        "today" => return Some((today(), today().plus(1))),
        "yesterday" => return Some((today().plus(-1), today())),
        _ => {}
    }
    let mut parts = text.split('-');
    let year: i16 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<i8> = parts.next().map(str::parse).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let begin = Day::new(year, month.unwrap_or(1), day.unwrap_or(1))?;
    let end = match (month, day) {
        (_, Some(_)) => begin.plus(1),
        (Some(12), None) => Day::new(year.checked_add(1)?, 1, 1)?,
        (Some(month), None) => Day::new(year, month.checked_add(1)?, 1)?,
        (None, None) => Day::new(year.checked_add(1)?, 1, 1)?,
    };
    Some((begin, end))
}

/// Reads an age like `7d`, `2w`, `3m` or `1y` as days.
fn age(text: &str) -> Option<u32> {
    let (number, days) = match text.strip_suffix(|c: char| c.is_ascii_alphabetic()) {
        None => (text, 1),
        Some(number) => (
            number,
            match text.chars().next_back()? {
                'd' => 1,
                'w' => 7,
                'm' => 30,
                'y' => 365,
                _ => return None,
            },
        ),
    };
    number.parse::<u32>().ok()?.checked_mul(days)
}

/// Reads a size like `500`, `20K`, `1.5M` or `2GB` as bytes.
fn bytes(text: &str) -> Option<u64> {
    let text = text.strip_suffix('b').unwrap_or(text);
    let (number, shift) = match text.chars().next_back()? {
        'k' => (text.strip_suffix('k')?, 10),
        'm' => (text.strip_suffix('m')?, 20),
        'g' => (text.strip_suffix('g')?, 30),
        _ => (text, 0),
    };
    let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "0"));
    let whole = whole.parse::<u64>().ok()?.checked_mul(1 << shift)?;
    if part.len() > 6 || !part.bytes().all(|b| b.is_ascii_digit()) || part.is_empty() {
        return None;
    }
    let places = 10_u64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let part = part.parse::<u64>().ok()?.checked_mul(1 << shift)? / places;
    whole.checked_add(part)
}
