//! What a message says in words, for the index of the message file: no attachment is decoded but
//! a `winmail.dat`, for its text and the names of what is in it.

use super::header::{Fields, split};
use super::read::{joined, name_of};
use super::tree::parts;
use super::winmail::opened_up;
use crate::mail::Person;

/// Bytes of a text that can be found; a longer one is a log, or data, and would hold others up.
const TEXT: usize = 4 << 20;

/// What a message says in words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plain {
    /// The subject.
    pub subject: String,
    /// Name and address of the sender.
    pub sender: String,
    /// Names and addresses of all recipients.
    pub recipients: String,
    /// The text, then the names of what is attached.
    pub text: String,
}

/// Reads what a message says in words.
pub fn plain(bytes: &[u8]) -> Plain {
    let (section, body) = split(bytes);
    let fields = Fields::read(section);
    let parts = opened_up(parts(&fields, body));
    let mut text = joined(&parts.texts);
    text.truncate(text.floor_char_boundary(TEXT));
    for (number, leaf) in parts.attached.iter().enumerate() {
        text.push('\n');
        text.push_str(&name_of(number, leaf));
    }
    let [to, cc, bcc] = fields.recipients();
    Plain {
        subject: fields.subject(),
        sender: people(&[fields.from()]),
        recipients: people(&[to, cc, bcc].concat()),
        text,
    }
}

/// Writes people with their addresses in both forms: as displayed, and as the header has them.
fn people(people: &[Person]) -> String {
    let mut text = String::new();
    for person in people {
        let shown = person.to_string();
        if !text.is_empty() {
            text.push_str("; ");
        }
        text.push_str(&shown);
        if !shown.contains(&person.addr_spec) {
            text.push_str("; ");
            text.push_str(&person.addr_spec);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_every_part_and_names_of_attachments() {
        let bytes = b"From: Anna Berg <ANNA@MAIN.NORTH>\r\nTo: Bruno <BRUNO@MAIN.NORTH>\r\n\
            Cc: c@example.org\r\nBcc: Dora <d@example.org>\r\nSubject: =?utf-8?q?Caf=C3=A9?=\r\n\
            Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n\
            <p>The <b>third</b> version</p>\r\n--b\r\nContent-Type: application/pdf; \
            name=\"lens plan.pdf\"\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n";
        let plain = plain(bytes);
        assert_eq!(plain.subject, "Caf\u{e9}");
        assert_eq!(plain.sender, "Anna Berg <NORTH/MAIN/ANNA>; ANNA@MAIN.NORTH");
        for who in ["NORTH/MAIN/BRUNO", "c@example.org", "Dora", "d@example.org"] {
            assert!(plain.recipients.contains(who), "{who}: {}", plain.recipients);
        }
        assert!(plain.text.contains("third version"), "{:?}", plain.text);
        assert!(plain.text.ends_with("\nlens plan.pdf"));
    }

    #[test]
    fn anything_has_words() {
        assert_eq!(plain(b""), Plain::default());
        assert_eq!(plain(b"\xff\xfe only\r\nbytes").subject, "");
        let long = format!("Subject: s\r\n\r\n{}", "é".repeat(TEXT));
        assert_eq!(plain(long.as_bytes()).text.len(), TEXT);
    }
}
