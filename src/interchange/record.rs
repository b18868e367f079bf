//! A message as a line of `messages.jsonl`, for scripts.

use serde::Serialize;

use super::source::{At, Item};
use crate::format::mime;
use crate::mail::{Message, Moment, Person};

/// What `messages.jsonl` says of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Record {
    /// The path of its folder, with `/`.
    pub folder: String,
    /// What kind of message it is.
    pub class: String,
    /// The Message-ID without its brackets.
    pub message_id: String,
    /// Who sent it.
    pub from: Name,
    /// Recipients.
    pub to: Vec<Name>,
    /// Recipients of a copy.
    pub cc: Vec<Name>,
    /// Recipients whom the others do not know of.
    pub bcc: Vec<Name>,
    /// The subject.
    pub subject: String,
    /// When it was sent (RFC 3339, UTC).
    pub sent: Option<String>,
    /// When it arrived.
    pub received: Option<String>,
    /// `high`, `normal` or `low`.
    pub priority: &'static str,
    /// Whether it was opened.
    pub read: bool,
    /// The text.
    pub body: String,
    /// What came with it.
    pub attachments: Vec<Attached>,
    /// Where it comes from.
    pub source: Origin,
}

/// Somebody named in a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Name {
    /// The name.
    pub name: String,
    /// The kind of address: `MS`, `SMTP`, or another system's.
    #[serde(rename = "type")]
    pub kind: String,
    /// The address.
    pub address: String,
}

/// A file that came with a message; its bytes lie under `attachments/`, in a file that is named by
/// the digest.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub size: u64,
    /// The SHA-256 of its bytes.
    pub sha256: String,
}

/// Where a message comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Origin {
    /// The file.
    pub file: String,
    /// The number of the object in it.
    pub oid: Option<i64>,
}

/// The class of an ordinary message.
const NOTE: &str = "IPM.Note";

impl Record {
    /// Describes a message by its bytes.
    fn of(item: &Item, message: &Message, digests: &[String]) -> Self {
        let people = |people: &[Person]| people.iter().map(Name::of).collect();
        Self {
            folder: item.folder.join("/"),
            class: NOTE.to_owned(),
            message_id: message.message_id.clone(),
            from: Name::of(&message.from),
            to: people(&message.to),
            cc: people(&message.cc),
            bcc: people(&message.bcc),
            subject: message.subject.clone(),
            sent: message.date.map(Moment::rfc3339),
            received: item.arrived.map(Moment::rfc3339),
            priority: message.priority.word(),
            read: !item.flags.unread,
            body: message.body.clone(),
            attachments: message
                .attachments
                .iter()
                .zip(digests)
                .map(|(a, sha256)| Attached {
                    name: a.name.clone(),
                    size: a.bytes.len() as u64,
                    sha256: sha256.clone(),
                })
                .collect(),
            source: Origin {
                file: item.place.file.display().to_string(),
                oid: match item.place.at {
                    At::Object(number) => Some(number),
                    _ => None,
                },
            },
        }
    }
}

impl Name {
    /// Names somebody as a message does.
    fn of(person: &Person) -> Self {
        let kind = match (person.addr_spec.is_empty(), person.own_address()) {
            (true, _) => "",
            (false, Some(_)) => "MS",
            (false, None) => "SMTP",
        };
        Self { name: person.name.clone(), kind: kind.to_owned(), address: person.written_address() }
    }
}

/// Describes an item: by what its source says, else by its bytes. The files that came with it are
/// those of the bytes, with their digests.
pub(super) fn record(item: &Item) -> (Record, Message, Vec<String>) {
    let message = mime::parse(&item.bytes);
    let digests: Vec<String> = message.attachments.iter().map(|a| sha256(&a.bytes)).collect();
    let record = match &item.record {
        Some(record) => (**record).clone(),
        None => Record::of(item, &message, &digests),
    };
    (record, message, digests)
}

/// Writes the SHA-256 of bytes in lower-case hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interchange::source::{Marks, Place};

    #[test]
    fn the_names_are_those_of_the_contract() {
        let item = Item {
            folder: vec!["Projects".into(), "1995".into()],
            place: Place { file: "a.mmf".into(), at: At::Object(7) },
            bytes: b"From: Anna <ANNA@MAIN.NORTH>\nTo: x@y.example.org\nSubject: s\n\
                     Message-ID: <1@x>\nDate: Thu, 01 Jan 1970 00:00:09 +0000\n\nbody\n"
                .to_vec(),
            flags: Marks { unread: true, ..Marks::default() },
            arrived: Some(Moment(0)),
            ..Item::default()
        };
        let written = serde_json::to_string(&record(&item).0).unwrap();
        assert_eq!(
            written,
            r#"{"folder":"Projects/1995","class":"IPM.Note","message_id":"1@x","from":{"name":"Anna","type":"MS","address":"NORTH/MAIN/ANNA"},"to":[{"name":"","type":"SMTP","address":"x@y.example.org"}],"cc":[],"bcc":[],"subject":"s","sent":"1970-01-01T00:00:09Z","received":"1970-01-01T00:00:00Z","priority":"normal","read":false,"body":"body\n","attachments":[],"source":{"file":"a.mmf","oid":7}}"#
        );
    }
}
