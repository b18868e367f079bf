//! Values of header fields: encoded words (RFC 2047), people, ids, parameters (RFC 2231).

use mail_builder::encoders::base64::base64_encode;

use crate::format::mime::header::one_line;
use crate::mail::Person;

/// The longest line in a header (RFC 5322 wishes for 78).
const LINE: usize = 76;

/// Bytes in one encoded word: 45 give 60 letters, 75 with what surrounds them.
const WORD: usize = 45;

/// Writes text that people read, folded.
pub(in crate::format::mime) fn text(name: usize, value: &str) -> String {
    let value = one_line(value);
    if is_plain(&value) {
        return folded(name + 2, value.split(' '));
    }
    words(&value).join("\r\n ")
}

/// Returns whether a text can stand as it is and comes back the same after folding.
fn is_plain(value: &str) -> bool {
    value.bytes().all(|b| (b' '..0x7F).contains(&b))
        && !value.contains("  ")
        && !value.contains("=?")
        && value.split(' ').all(|word| word.len() < LINE)
}

fn folded<'x>(begun: usize, words: impl Iterator<Item = &'x str>) -> String {
    let mut out = String::new();
    let mut column = begun;
    for (n, word) in words.enumerate() {
        if n > 0 {
            let room = column + 1 + word.len() <= LINE;
            out.push_str(if room { " " } else { "\r\n " });
            column = if room { column + 1 } else { 1 };
        }
        out.push_str(word);
        column += word.len();
    }
    out
}

/// Writes text as encoded words, cut between characters.
fn words(value: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut chunk = String::new();
    let mut flush = |chunk: &mut String| {
        if !chunk.is_empty() {
            words.push(format!("=?utf-8?B?{}?=", base64(chunk.as_bytes())));
            chunk.clear();
        }
    };
    for c in value.chars() {
        if chunk.len() + c.len_utf8() > WORD {
            flush(&mut chunk);
        }
        chunk.push(c);
    }
    flush(&mut chunk);
    words
}

pub(super) fn base64(bytes: &[u8]) -> String {
    // Writing to a Vec cannot fail, and the letters are ASCII.
    base64_encode(bytes).ok().and_then(|b| String::from_utf8(b).ok()).unwrap_or_default()
}

/// Writes people, one to a line when one line is too short.
pub(super) fn people(name: usize, people: &[Person]) -> String {
    let written: Vec<String> = people.iter().map(person).filter(|p| !p.is_empty()).collect();
    let last = written.len().saturating_sub(1);
    let with_commas: Vec<String> = written
        .into_iter()
        .enumerate()
        .map(|(n, p)| if n < last { format!("{p},") } else { p })
        .collect();
    folded(name + 2, with_commas.iter().map(String::as_str))
}

fn person(person: &Person) -> String {
    let name = one_line(&person.name);
    let address = addr_spec(&person.addr_spec);
    let phrase = if name.is_empty() {
        String::new()
    } else if is_plain(&name) {
        format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        words(&name).join("\r\n ")
    };
    match (phrase.is_empty(), address.is_empty()) {
        (true, true) => String::new(),
        (true, false) => format!("<{address}>"),
        (false, _) => format!("{phrase} <{address}>"),
    }
}

/// Returns an address without what would end it early.
fn addr_spec(address: &str) -> String {
    address
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace() && !"<>()[]:;,\\\"".contains(*c))
        .collect()
}

/// Returns a Message-ID without what would end it early.
pub(in crate::format::mime) fn id(id: &str) -> String {
    id.chars().filter(|c| !c.is_control() && !c.is_whitespace() && !"<>".contains(*c)).collect()
}

/// Writes a parameter of a field, in RFC 2231 pieces where it is not plain and short.
pub(super) fn parameter(name: &str, value: &str) -> String {
    let value = one_line(value);
    if is_plain(&value) && value.len() <= 60 {
        let quoted = value.replace('\\', "\\\\").replace('"', "\\\"");
        return format!("{name}=\"{quoted}\"");
    }
    let mut pieces = vec![String::new()];
    for c in value.chars() {
        let mut utf8 = [0; 4];
        let written: String = if c.is_ascii_alphanumeric() || "-._".contains(c) {
            c.to_string()
        } else {
            c.encode_utf8(&mut utf8).bytes().map(|b| format!("%{b:02X}")).collect()
        };
        match pieces.last_mut() {
            Some(piece) if piece.len() + written.len() <= 48 => piece.push_str(&written),
            _ => pieces.push(written),
        }
    }
    if let [one] = pieces.as_slice() {
        return format!("{name}*=utf-8''{one}");
    }
    let pieces: Vec<String> = pieces
        .iter()
        .enumerate()
        .map(|(n, piece)| format!("{name}*{n}*={}{piece}", if n == 0 { "utf-8''" } else { "" }))
        .collect();
    pieces.join(";\r\n ")
}
