//! A message of properties as the message that a person reads, and as the bytes that a mail program
//! would have sent: the same bytes for the same properties, so that what is brought in twice is
//! found to be there.
//!
//! The header is the one it came with, where it came with one, but for the fields that say how the
//! old body was built. Plain text and HTML are both kept; rich text only where it is the only text
//! (its words). What was attached keeps its bytes; a message that was attached becomes one.

use super::body::{Body, body};
use super::people::{recipients, sender};
use super::{Attached, Content, Item, id};
use crate::format::mime::{Whole, safe_name, write_whole};
use crate::mail::{Attachment, Message, Moment, Postcard, Priority};

/// Messages inside messages; deeper ones are left out.
const DEPTH: usize = 16;

/// Writes a message as bytes (RFC 5322, MIME).
pub fn bytes(item: &Item) -> Vec<u8> {
    written(item, DEPTH)
}

/// Returns the text of a message.
pub(in crate::format) fn text(item: &Item) -> Body {
    body(&item.props)
}

/// Returns what is attached to a message, named and as bytes; a name is empty where nothing gives
/// one.
pub(in crate::format) fn attachments(item: &Item) -> impl Iterator<Item = Attachment> {
    item.attached.iter().filter_map(|one| attachment(one, DEPTH))
}

/// Returns how many files and messages are attached, as [`attachments`] gives them.
pub(in crate::format) fn count(item: &Item) -> usize {
    item.attached.iter().filter(|one| one.content != Content::Missing).count()
}

fn written(item: &Item, depth: usize) -> Vec<u8> {
    let props = &item.props;
    let [to, cc, bcc] = recipients(item);
    let Body { plain, html } = body(props);
    let class = props.text(id::MESSAGE_CLASS);
    let low = class.to_ascii_lowercase();
    let mut references = ids(props.text(id::INTERNET_REFERENCES));
    for id in ids(props.text(id::IN_REPLY_TO_ID)) {
        if !references.contains(&id) {
            references.push(id);
        }
    }
    let kept: Vec<&Attached> =
        item.attached.iter().filter(|one| one.content != Content::Missing).collect();
    // One that lies too deep falls out, and its id with it.
    let (attachments, content_ids): (Vec<Attachment>, Vec<&str>) = kept
        .iter()
        .enumerate()
        .filter_map(|(n, one)| {
            let mut attachment = attachment(one, depth)?;
            if attachment.name.is_empty() {
                attachment.name = format!("attachment{}", n + 1);
            }
            Some((attachment, one.props.text(id::ATTACH_CONTENT_ID)))
        })
        .unzip();
    let message = Message {
        message_id: ids(props.text(id::INTERNET_MESSAGE_ID)).into_iter().next().unwrap_or_default(),
        references,
        from: sender(props),
        to,
        cc,
        bcc,
        subject: subject(props.text(id::SUBJECT)),
        date: date(item),
        priority: priority(item),
        receipt: props.is_set(id::READ_RECEIPT_REQUESTED),
        automatic: low.starts_with("report.") || low == "ipm.microsoft mail.non-delivery",
        postcard: postcard(item, &low),
        body: plain,
        attachments,
        ..Message::default()
    };
    write_whole(
        &message,
        &Whole {
            header: props.text(id::TRANSPORT_MESSAGE_HEADERS),
            html: &html,
            class: if item.is_note() { "" } else { class },
            content_ids: &content_ids,
        },
    )
}

/// Returns when a message was sent, else when it came, else when it was made.
pub(in crate::format) fn date(item: &Item) -> Option<Moment> {
    [id::CLIENT_SUBMIT_TIME, id::MESSAGE_DELIVERY_TIME, id::CREATION_TIME]
        .iter()
        .find_map(|id| item.props.time(*id))
}

fn priority(item: &Item) -> Priority {
    let importance = item.props.int(id::IMPORTANCE).map(|n| n.saturating_sub(1));
    match importance.or(item.props.int(id::PRIORITY)) {
        Some(1) => Priority::High,
        Some(-1) => Priority::Low,
        _ => Priority::Normal,
    }
}

/// Returns what a receipt says; `None` when the message is none.
fn postcard(item: &Item, class: &str) -> Option<Postcard> {
    let read = class.starts_with("report.") && class.ends_with(".ipnrn");
    (read || class == "ipm.microsoft mail.read receipt").then(|| Postcard {
        original: String::new(),
        subject: item.props.text(id::ORIGINAL_SUBJECT).to_owned(),
        sent: item.props.time(id::ORIGINAL_SUBMIT_TIME),
        read: item.props.time(id::REPORT_TIME),
    })
}

/// Returns a subject without the mark that says where its "RE: " ends ([MS-PST] 2.5.3.1.1.1).
fn subject(text: &str) -> String {
    let mut letters = text.chars();
    if letters.next() == Some('\u{1}') {
        let _ = letters.next();
        letters.as_str().to_owned()
    } else {
        text.to_owned()
    }
}

fn ids(text: &str) -> Vec<String> {
    text.split([' ', '\t', '\r', '\n', '<', '>', ','])
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect()
}

fn attachment(one: &Attached, depth: usize) -> Option<Attachment> {
    let name = [id::ATTACH_LONG_FILENAME, id::ATTACH_FILENAME, id::DISPLAY_NAME]
        .iter()
        .map(|id| one.props.text(*id))
        .find(|name| !name.trim().is_empty())
        .unwrap_or_default();
    let named = |name: &str| if name.is_empty() { String::new() } else { safe_name(name) };
    match &one.content {
        Content::Missing => None,
        Content::Bytes(bytes) => {
            let tag = one.props.text(id::ATTACH_MIME_TAG).trim().to_ascii_lowercase();
            let mime = if tag.is_empty() { "application/octet-stream".to_owned() } else { tag };
            Some(Attachment { name: named(name), mime, bytes: bytes.clone() })
        }
        Content::Item(item) => {
            let deeper = depth.checked_sub(1)?;
            let subject = subject(item.props.text(id::SUBJECT));
            let stem = if subject.trim().is_empty() { name } else { subject.trim() };
            // A subject may hold a stroke, which a path would be cut at.
            let stem = stem.replace(['/', '\\'], "_");
            let name = if stem.is_empty() { String::new() } else { format!("{stem}.eml") };
            let bytes = written(item, deeper);
            Some(Attachment { name: named(&name), mime: "message/rfc822".to_owned(), bytes })
        }
    }
}

#[cfg(test)]
mod tests;
