//! The parts of a message: where each begins and ends, and which are text and which attached.
//!
//! Nothing is decoded here, so that a list can count attachments without touching them.

use std::borrow::Cow;

use mail_parser::{ContentType, HeaderValue};

use super::header::Fields;

/// Parts inside parts deeper than this are taken as they are: nobody nests so for a reason.
const DEPTH: usize = 16;

/// More parts than this in one message are left out.
const PARTS: usize = 10_000;

/// One part that is not a multipart.
#[derive(Debug)]
pub(super) struct Leaf<'x> {
    /// Its type, lower case (`text/plain`).
    pub(super) mime: String,
    /// The character set, if named.
    pub(super) charset: Option<String>,
    /// The name, if given.
    pub(super) name: Option<String>,
    /// The transfer encoding; empty when there is none.
    pub(super) encoding: String,
    /// Its bytes, encoded.
    pub(super) bytes: Cow<'x, [u8]>,
}

/// A message taken apart.
#[derive(Debug, Default)]
pub(super) struct Parts<'x> {
    /// The text to show, in order.
    pub(super) texts: Vec<Leaf<'x>>,
    /// What is attached, in order.
    pub(super) attached: Vec<Leaf<'x>>,
}

/// Takes a message apart.
pub(super) fn parts<'x>(fields: &Fields<'_>, body: &'x [u8]) -> Parts<'x> {
    let mut found = Parts::default();
    let mut left = PARTS;
    collect(fields, body, Place { depth: 0, digest: false }, &mut left, &mut found);
    found
}

#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    digest: bool,
}

fn collect<'x>(
    fields: &Fields<'_>,
    body: &'x [u8],
    place: Place,
    left: &mut usize,
    found: &mut Parts<'x>,
) {
    let Some(fewer) = left.checked_sub(1) else { return };
    *left = fewer;
    let content = fields.content_type();
    let kind = content.map(|c| c.ctype().to_ascii_lowercase());
    let subtype = content.and_then(ContentType::subtype).unwrap_or("").to_ascii_lowercase();
    if kind.as_deref() == Some("multipart")
        && place.depth < DEPTH
        && let Some(boundary) = content.and_then(|c| c.attribute("boundary"))
    {
        let inside = Place { depth: place.depth + 1, digest: subtype == "digest" };
        let pieces = split(body, boundary.as_bytes());
        if !pieces.is_empty() {
            if subtype == "alternative" {
                alternatives(&pieces, inside, left, found);
            } else {
                for piece in pieces {
                    let (header, body) = super::header::split(piece);
                    collect(&Fields::read(header), body, inside, left, found);
                }
            }
            return;
        }
    }
    let leaf = leaf(fields, content, body, place);
    if is_text(fields, &leaf, place) {
        found.texts.push(leaf);
    } else {
        found.attached.push(leaf);
    }
}

/// Of several forms of one text, plain text is shown if there is any.
fn alternatives<'x>(pieces: &[&'x [u8]], place: Place, left: &mut usize, found: &mut Parts<'x>) {
    let mut best: Option<(u8, Vec<Leaf<'x>>)> = None;
    for piece in pieces {
        let (header, body) = super::header::split(piece);
        let mut form = Parts::default();
        collect(&Fields::read(header), body, place, left, &mut form);
        found.attached.append(&mut form.attached);
        let worth = match form.texts.as_slice() {
            [] => continue,
            texts if texts.iter().all(|t| t.bytes.trim_ascii().is_empty()) => 1,
            texts if texts.iter().any(|t| t.mime == "text/html") => 2,
            _ => 3,
        };
        if best.as_ref().is_none_or(|(old, _)| worth > *old) {
            best = Some((worth, form.texts));
        }
    }
    if let Some((_, texts)) = best {
        found.texts.extend(texts);
    }
}

fn leaf<'x>(
    fields: &Fields<'_>,
    content: Option<&ContentType<'_>>,
    bytes: &'x [u8],
    place: Place,
) -> Leaf<'x> {
    let mime = match content {
        Some(c) => {
            format!("{}/{}", c.ctype(), c.subtype().unwrap_or("octet-stream")).to_ascii_lowercase()
        }
        None if place.digest => "message/rfc822".to_owned(),
        None => "text/plain".to_owned(),
    };
    let attribute = |name| content.and_then(|c| c.attribute(name)).map(str::to_owned);
    let name = fields
        .disposition()
        .and_then(|d| d.attribute("filename"))
        .map(str::to_owned)
        .or_else(|| attribute("name"));
    let (charset, encoding) = (attribute("charset"), fields.encoding());
    Leaf { mime, charset, name, encoding, bytes: Cow::Borrowed(bytes) }
}

fn is_text(fields: &Fields<'_>, leaf: &Leaf<'_>, place: Place) -> bool {
    if place.depth == 0 {
        // A message that is one text is text, whatever else is said of it.
        return leaf.mime.starts_with("text/")
            && !fields.disposition().is_some_and(|d| d.ctype().eq_ignore_ascii_case("attachment"));
    }
    (leaf.mime == "text/plain" || leaf.mime == "text/html")
        && leaf.name.is_none()
        && !fields.disposition().is_some_and(|d| d.ctype().eq_ignore_ascii_case("attachment"))
}

/// Cuts a multipart body at its boundary lines; the text before the first and behind the last is
/// for programs without MIME. A body that was cut short gives what is there.
fn split<'x>(body: &'x [u8], boundary: &[u8]) -> Vec<&'x [u8]> {
    let mut pieces = Vec::new();
    let mut begun: Option<usize> = None;
    let mut at = 0;
    for line in body.split_inclusive(|&b| b == b'\n') {
        let here = at;
        at += line.len();
        let Some(rest) = line.strip_prefix(b"--").and_then(|l| l.strip_prefix(boundary)) else {
            continue;
        };
        let rest = rest.trim_ascii_end();
        if !rest.is_empty() && rest != b"--" {
            continue;
        }
        if let Some(begin) = begun {
            pieces.push(without_last_line_end(body.get(begin..here).unwrap_or_default()));
        }
        begun = Some(at);
        if rest == b"--" {
            return pieces;
        }
        if pieces.len() >= PARTS {
            return pieces;
        }
    }
    if let Some(begin) = begun {
        pieces.push(body.get(begin..).unwrap_or_default());
    }
    pieces
}

/// The line end before a boundary belongs to the boundary (RFC 2046).
fn without_last_line_end(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}

/// Returns the text of a value that mail-parser gave as text.
pub(super) fn as_text(value: &HeaderValue<'_>) -> String {
    value.as_text().unwrap_or("").trim().to_owned()
}
