//! A message as text: what Save As writes into a `.txt`, and what the source view shows.

use std::sync::Arc;

use crate::mail::{Attachment, Message, Moment, Person};
use crate::words;

/// The form in which dates are shown.
const DATE: &str = "%A, %-d %B %Y %H:%M";

/// Writes a date for people.
pub(super) fn date(at: Moment) -> String {
    at.local(DATE)
}

/// Writes people in one line.
fn people(people: &[Person]) -> String {
    people.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Writes a message as a text: its header with the names of attachments, an empty line, the body.
pub(super) fn plain(
    message: &Message,
    body: &str,
    attachments: &[Arc<Attachment>],
    at: Moment,
) -> String {
    let mut text = String::new();
    let mut line = |id: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("{} {value}\n", words::text(id)));
        }
    };
    line("screens-read-from", &message.from.to_string());
    line("screens-read-date", &date(at));
    line("screens-read-to", &people(&message.to));
    line("screens-read-cc", &people(&message.cc));
    line("screens-read-bcc", &people(&message.bcc));
    line("screens-read-subject", &message.subject);
    for attachment in attachments {
        line("screens-read-attachment", &attachment.name);
    }
    format!("{text}\n{body}")
}

/// Makes a file of a whole message; its name is the subject as far as names of files can hold it.
pub(super) fn file(subject: &str, bytes: Vec<u8>) -> Attachment {
    let fits = |c: char| {
        if c.is_control() || "<>:\"/\\|?*".contains(c) { ' ' } else { c }
    };
    let name: String = subject.chars().take(60).map(fits).collect();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches('.').trim();
    let name =
        if name.is_empty() { words::text("screens-read-file-name") } else { name.to_owned() };
    Attachment { name: format!("{name}.eml"), mime: String::new(), bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_becomes_a_name_of_a_file() {
        for (subject, name) in [
            ("Lunch", "Lunch.eml"),
            ("RE: a/b\\c:  d?", "RE a b c d.eml"),
            ("..", "Message.eml"),
            ("", "Message.eml"),
        ] {
            assert_eq!(file(subject, Vec::new()).name, name);
        }
        assert!(file(&"x".repeat(300), Vec::new()).name.len() < 80);
    }
}
