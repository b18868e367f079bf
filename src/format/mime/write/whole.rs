//! Writes a message that comes from another program's store: with the header it came with, and with
//! HTML beside its plain text.

use super::encode::text;
use super::{body, content, field, fields, text_part};
use crate::mail::Message;

/// What such a message has besides what a [`Message`] knows.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::format) struct Whole<'x> {
    /// The header that it came with; empty when there was none.
    pub(in crate::format) header: &'x str,
    /// Its text as HTML; empty when there is none.
    pub(in crate::format) html: &'x str,
    /// What it is, when it is not a note; empty otherwise.
    pub(in crate::format) class: &'x str,
    /// The ids by which the HTML names what is attached, in its order; empty where it does not.
    pub(in crate::format) content_ids: &'x [&'x str],
}

/// Writes a message, the same bytes for the same message every time. Fields of the header that it
/// came with stay as they are; the others are added behind them.
pub(in crate::format) fn write_whole(message: &Message, whole: &Whole<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut there = Vec::new();
    for (name, lines) in kept(whole.header) {
        out.extend_from_slice(lines.as_bytes());
        there.push(name);
    }
    let threaded = there.iter().any(|name| name == "in-reply-to" || name == "references");
    for (name, value) in fields(message) {
        let low = name.to_ascii_lowercase();
        let answers = low == "in-reply-to" || low == "references";
        if !(there.contains(&low) || answers && threaded) {
            field(&mut out, name, &value);
        }
    }
    field(&mut out, CLASS, &text(CLASS.len(), whole.class));
    let texts = match (message.body.is_empty(), whole.html.is_empty()) {
        (_, true) => vec![body(&message.body)],
        (true, false) => vec![text_part("html", whole.html)],
        (false, false) => vec![body(&message.body), text_part("html", whole.html)],
    };
    content(&mut out, message, &texts, whole.content_ids);
    out
}

/// Says what a message is that is not a note.
const CLASS: &str = "X-Message-Class";

/// Returns the fields of a header that do not say how the old content was built, each with its
/// name and its lines, which end in CRLF.
fn kept(header: &str) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut taken = false;
    for line in header.lines() {
        let line = line.trim_end();
        if line.is_empty() {
            // What stands behind it is no header; blank lines in front are none.
            if fields.is_empty() {
                continue;
            }
            break;
        }
        let line: String = line.chars().map(|c| if is_odd(c) { ' ' } else { c }).collect();
        if line.starts_with([' ', '\t']) {
            if let Some((_, lines)) = fields.last_mut().filter(|_| taken) {
                lines.push_str(&line);
                lines.push_str("\r\n");
            }
            continue;
        }
        let name = line.split(':').next().unwrap_or_default().trim_end().to_ascii_lowercase();
        let is_name =
            line.contains(':') && !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
        taken = is_name && name != "mime-version" && !name.starts_with("content-");
        if taken {
            fields.push((name, format!("{line}\r\n")));
        }
    }
    fields
}

fn is_odd(c: char) -> bool {
    c.is_control() && c != '\t'
}
