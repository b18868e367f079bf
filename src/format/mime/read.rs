//! Reads a message from its bytes, whatever they are.

use mail_parser::decoders::html::html_to_text;

use super::file_name::safe_name;
use super::header::{Fields, split};
use super::transfer::{decoded, text, with_lf};
use super::tree::{Leaf, parts};
use crate::mail::{Attachment, Message};

/// Reads a message; what is missing or damaged stays empty.
pub fn parse(bytes: &[u8]) -> Message {
    let (section, body) = split(bytes);
    let fields = Fields::read(section);
    let parts = parts(&fields, body);
    let [to, cc, bcc] = fields.recipients();
    Message {
        message_id: fields.message_id(),
        references: fields.references(),
        from: fields.from(),
        to,
        cc,
        bcc,
        subject: fields.subject(),
        date: fields.date(),
        priority: fields.priority(),
        receipt: fields.receipt(),
        body: joined(&parts.texts),
        attachments: parts
            .attached
            .iter()
            .enumerate()
            .map(|(n, leaf)| attachment(n, leaf))
            .collect(),
    }
}

/// Puts the texts of a message together, with LF line ends.
pub(super) fn joined(texts: &[Leaf<'_>]) -> String {
    let mut body = String::new();
    for leaf in texts {
        let bytes = decoded(leaf.bytes, &leaf.encoding);
        let mut text = text(&bytes, leaf.charset.as_deref());
        if leaf.mime == "text/html" {
            text = html_to_text(&text);
        }
        if !body.is_empty() && !body.ends_with('\n') {
            body.push('\n');
        }
        body.push_str(&with_lf(&text));
    }
    // Nobody means a NUL, and not everything that shows text can stand one.
    if body.contains('\0') { body.replace('\0', "") } else { body }
}

fn attachment(number: usize, leaf: &Leaf<'_>) -> Attachment {
    let bytes = decoded(leaf.bytes, &leaf.encoding).into_owned();
    Attachment { name: name_of(number, leaf), mime: leaf.mime.clone(), bytes }
}

/// Names what is attached, by what the message says of it.
pub(super) fn name_of(number: usize, leaf: &Leaf<'_>) -> String {
    let is_message = leaf.mime == "message/rfc822" || leaf.mime == "message/global";
    match &leaf.name {
        Some(name) if !name.trim().is_empty() => safe_name(name),
        _ if is_message => {
            let bytes = decoded(leaf.bytes, &leaf.encoding);
            let subject = Fields::read(split(&bytes).0).subject();
            // A subject may hold a stroke, which a path would be cut at.
            let subject = subject.replace(['/', '\\'], "_");
            let stem = if subject.is_empty() { format!("message{}", number + 1) } else { subject };
            safe_name(&format!("{stem}.eml"))
        }
        _ => format!("part{}.{}", number + 1, extension(&leaf.mime)),
    }
}

fn extension(mime: &str) -> &'static str {
    match mime {
        "text/plain" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "text/vcard" | "text/x-vcard" => "vcf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/gif" => "gif",
        "application/pdf" => "pdf",
        "application/pgp-signature" => "asc",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => "p7s",
        "message/delivery-status" => "txt",
        _ => "bin",
    }
}

#[cfg(test)]
mod tests;
