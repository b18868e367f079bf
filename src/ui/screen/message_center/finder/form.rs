//! What is asked in a Message Finder: a line for everything, and fields for those who know none of
//! its words.

use crate::mail::{Place, Query, Want};

/// A text of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Text {
    /// Everything in one line.
    Line,
    /// Who sent it.
    From,
    /// Who gets it.
    Recipients,
    /// Its subject.
    Subject,
    /// Its text.
    Body,
    /// The first day.
    Since,
    /// The day behind the last one.
    Before,
    /// The size it exceeds.
    Larger,
}

/// A yes or no of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tick {
    /// Only with an attachment.
    Attachment,
    /// Only unread.
    Unread,
    /// Only flagged.
    Flagged,
}

/// What was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) line: String,
    from: String,
    recipients: String,
    subject: String,
    body: String,
    since: String,
    before: String,
    larger: String,
    attachment: bool,
    unread: bool,
    flagged: bool,
    pub(super) place: Place,
}

impl Form {
    /// Fills in a query.
    pub(super) fn of(query: &Query) -> Self {
        Self { line: query.to_string(), place: query.place, ..Self::default() }
    }

    /// Returns whether nothing is asked.
    pub(super) fn is_blank(&self) -> bool {
        self.query().is_blank()
    }

    pub(super) fn text(&self, text: Text) -> &String {
        match text {
            Text::Line => &self.line,
            Text::From => &self.from,
            Text::Recipients => &self.recipients,
            Text::Subject => &self.subject,
            Text::Body => &self.body,
            Text::Since => &self.since,
            Text::Before => &self.before,
            Text::Larger => &self.larger,
        }
    }

    pub(super) fn fill(&mut self, text: Text, value: String) {
        match text {
            Text::Line => self.line = value,
            Text::From => self.from = value,
            Text::Recipients => self.recipients = value,
            Text::Subject => self.subject = value,
            Text::Body => self.body = value,
            Text::Since => self.since = value,
            Text::Before => self.before = value,
            Text::Larger => self.larger = value,
        }
    }

    pub(super) fn ticked(&self, tick: Tick) -> bool {
        match tick {
            Tick::Attachment => self.attachment,
            Tick::Unread => self.unread,
            Tick::Flagged => self.flagged,
        }
    }

    pub(super) fn tick(&mut self, tick: Tick, on: bool) {
        match tick {
            Tick::Attachment => self.attachment = on,
            Tick::Unread => self.unread = on,
            Tick::Flagged => self.flagged = on,
        }
    }

    /// Returns a field that is filled in with what it cannot mean; it is left out meanwhile.
    pub(super) fn misread(&self) -> Option<Text> {
        [Text::Since, Text::Before, Text::Larger]
            .into_iter()
            .find(|text| !self.text(*text).trim().is_empty() && self.exact(*text).is_none())
    }

    /// Returns what is asked.
    pub(super) fn query(&self) -> Query {
        let mut want = Want::typing(&self.line);
        for (name, text) in [
            ("from", &self.from),
            ("to", &self.recipients),
            ("subject", &self.subject),
            ("text", &self.body),
        ] {
            let text = text.replace(['(', ')'], " ");
            if !text.trim().is_empty() {
                // The bracket that closes is left out: the last word may go on.
                want = want.and(Want::typing(&format!("{name}:({text}")));
            }
        }
        for text in [Text::Since, Text::Before, Text::Larger] {
            if let Some(exact) = self.exact(text) {
                want = want.and(exact);
            }
        }
        for (on, tick) in [
            (self.attachment, Want::Attachment),
            (self.unread, Want::Unread),
            (self.flagged, Want::Flagged),
        ] {
            if on {
                want = want.and(tick);
            }
        }
        Query { want, place: self.place }
    }

    /// Reads a day or a size.
    fn exact(&self, text: Text) -> Option<Want> {
        let name = match text {
            Text::Since => "since",
            Text::Before => "before",
            Text::Larger => "larger",
            _ => return None,
        };
        let value = self.text(text).trim();
        let want = Want::parse(&format!("{name}:{}", value.replace(char::is_whitespace, "")));
        let exact = matches!(want, Want::Since(_) | Want::Before(_) | Want::Larger(_));
        exact.then_some(want)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_say_what_a_line_says() {
        let mut form = Form::default();
        assert!(form.is_blank());
        form.fill(Text::Line, "lens ".into());
        form.fill(Text::From, "anna OR bru".into());
        form.fill(Text::Since, "2026-01-02".into());
        form.fill(Text::Larger, "1 M".into());
        form.tick(Tick::Unread, true);
        let line = "lens (from:anna OR from:bru*) since:2026-01-02 larger:1M is:unread";
        assert_eq!(form.query().to_string(), line);
        assert_eq!(Form::of(&form.query()).query(), form.query());
        assert_eq!(form.misread(), None);
        form.fill(Text::Before, "next week".into());
        assert_eq!(form.query().to_string(), line, "what cannot be read is left out");
        assert_eq!(form.misread(), Some(Text::Before));
    }
}
