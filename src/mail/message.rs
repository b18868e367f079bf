//! A whole message, read.

use std::ops::Range;

use super::{Moment, Person, Postcard, Priority};

/// The number of a message in its message file; grows with arrival.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MessageId(pub i64);

/// A file that came with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, made safe: no path, never empty.
    pub name: String,
    /// Its type, as the message says (`text/plain`).
    pub mime: String,
    /// Its bytes, decoded.
    pub bytes: Vec<u8>,
}

/// A part of a text that leads somewhere, as its writer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where in the text it stands, in bytes.
    pub at: Range<usize>,
    /// Where it leads.
    pub target: String,
}

/// A message, read from its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    /// The Message-ID header without its brackets; empty when there is none.
    pub message_id: String,
    /// The messages this one answers, oldest first, without brackets.
    pub references: Vec<String>,
    /// Who sent it.
    pub from: Person,
    /// Recipients.
    pub to: Vec<Person>,
    /// Recipients of a copy.
    pub cc: Vec<Person>,
    /// Recipients whom only the sender's own copy names.
    pub bcc: Vec<Person>,
    /// The subject; empty when there is none.
    pub subject: String,
    /// When it was sent; none when the header is missing or no date.
    pub date: Option<Moment>,
    /// How urgent it is.
    pub priority: Priority,
    /// Whether the sender asks for a receipt.
    pub receipt: bool,
    /// Whether its sender keeps no copy in Sent Mail; only what is not sent yet says so.
    pub no_copy: bool,
    /// Whether no person wrote it: nobody expects an answer or a receipt.
    pub automatic: bool,
    /// What it says when it is a receipt.
    pub postcard: Option<Postcard>,
    /// The text, with LF line ends.
    pub body: String,
    /// Whether the text was made of HTML.
    pub html: bool,
    /// What leads somewhere in a text that was made of HTML, in order.
    pub links: Vec<Link>,
    /// What came with it.
    pub attachments: Vec<Attachment>,
}

/// Returns the subject without its RE: and FW: marks, as replies and sorting want it (KB Q111000).
pub fn plain_subject(subject: &str) -> &str {
    let mut rest = subject.trim();
    loop {
        let Some((mark, tail)) = rest.split_once(':') else { return rest };
        if !["re", "fw", "fwd", "aw", "wg"].contains(&mark.trim().to_ascii_lowercase().as_str()) {
            return rest;
        }
        rest = tail.trim_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_lose_their_marks() {
        assert_eq!(plain_subject("RE: FW: Fwd : Lunch: today"), "Lunch: today");
        assert_eq!(plain_subject("  Lunch "), "Lunch");
        assert_eq!(plain_subject("Re:"), "");
    }
}
