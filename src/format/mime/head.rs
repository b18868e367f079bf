//! What a list shows of a message, without decoding any part of it but a `winmail.dat`, whose
//! attachments count.

use super::header::{Fields, split};
use super::receipt;
use super::tree::parts;
use super::winmail::count;
use crate::mail::{Moment, Person, Priority};

/// What a list shows of a message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Head {
    /// The Message-ID without its brackets; empty when there is none.
    pub message_id: String,
    /// The messages this one answers, oldest first, without brackets.
    pub references: Vec<String>,
    /// The sender.
    pub sender: Person,
    /// The sender, as people display.
    pub from: String,
    /// The recipients in To, as people display, separated by "; ".
    pub to: String,
    /// The subject; empty when there is none.
    pub subject: String,
    /// When it was sent; none when the header is missing or no date.
    pub date: Option<Moment>,
    /// How urgent it is.
    pub priority: Priority,
    /// Number of attachments.
    pub attachments: u32,
    /// Whether the sender asks for a receipt.
    pub receipt: bool,
    /// Whether no person wrote it.
    pub automatic: bool,
    /// Whether it has the form of a receipt.
    pub postcard: bool,
}

/// Reads which messages a message answers, oldest first; what stands behind its fields is not wanted.
pub fn references(bytes: &[u8]) -> Vec<String> {
    Fields::read(split(bytes).0).references()
}

/// Reads what a list shows of a message.
pub fn head(bytes: &[u8]) -> Head {
    let (section, body) = split(bytes);
    let fields = Fields::read(section);
    let head = of_fields(&fields);
    let parts = parts(&fields, body).attached;
    let attached = count(parts.iter().filter(|leaf| !(head.postcard && receipt::is_form(leaf))));
    Head { attachments: u32::try_from(attached).unwrap_or(u32::MAX), ..head }
}

/// Reads the same from a message's fields alone: its attachments are not counted.
pub fn head_alone(bytes: &[u8]) -> Head {
    of_fields(&Fields::read(split(bytes).0))
}

/// Reads the recipients in Cc from a message's fields, as people display, separated by "; ".
pub fn cc(bytes: &[u8]) -> String {
    let [_, cc, _] = Fields::read(split(bytes).0).recipients();
    cc.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// Returns whether the beginning of a message holds all of its fields.
pub fn is_whole_head(bytes: &[u8]) -> bool {
    let (section, rest) = split(bytes);
    !rest.is_empty() || section.ends_with(b"\n\n") || section.ends_with(b"\n\r\n")
}

fn of_fields(fields: &Fields<'_>) -> Head {
    let [to, ..] = fields.recipients();
    let sender = fields.from();
    Head {
        message_id: fields.message_id(),
        references: fields.references(),
        from: sender.to_string(),
        sender,
        to: to.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        subject: fields.subject(),
        date: fields.date(),
        priority: fields.priority(),
        attachments: 0,
        receipt: fields.receipt(),
        automatic: fields.automatic(),
        postcard: receipt::is_receipt(fields),
    }
}
