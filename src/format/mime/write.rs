//! Writes a message as RFC 5322 with MIME parts, the same bytes for the same message every time.

pub(super) mod encode;
mod whole;

pub(in crate::format) use whole::{Whole, write_whole};

use mail_builder::encoders::base64::base64_encode_mime;
use mail_builder::encoders::quoted_printable::quoted_printable_encode;
use sha1::{Digest, Sha1};

use self::encode::{id, parameter, people, text};
use super::transfer::with_lf;
use crate::mail::{Attachment, Message, Moment, Priority};

/// The longest line that is written as it is; longer ones are folded by the encoding.
const LINE: usize = 78;

/// Writes a message. Bcc is written too: letters go out through
/// [`without_bcc`](super::without_bcc).
///
/// What a header cannot hold is neutralised: line ends and other control characters in names,
/// subjects and ids become blanks or vanish, so that no field begins where none was meant.
pub fn write(message: &Message) -> Vec<u8> {
    write_with(message, &[])
}

/// Writes a message with fields of its own before the others; their values are folded.
pub fn write_with(message: &Message, own: &[(&str, String)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, value) in own {
        field(&mut out, name, &text(name.len(), value));
    }
    for (name, value) in fields(message) {
        field(&mut out, name, &value);
    }
    content(&mut out, message, &[body(&message.body)], &[]);
    out
}

fn field(out: &mut Vec<u8>, name: &str, value: &str) {
    if !value.is_empty() {
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b": ");
        out.extend_from_slice(value.as_bytes());
        out.extend_from_slice(b"\r\n");
    }
}

/// Returns the fields of a message's header, but for those of its first part.
fn fields(message: &Message) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    let mut field = |name: &'static str, value: String| fields.push((name, value));
    let from = std::slice::from_ref(&message.from);
    field("From", people("From".len(), from));
    field("To", people("To".len(), &message.to));
    field("Cc", people("Cc".len(), &message.cc));
    field("Bcc", people("Bcc".len(), &message.bcc));
    field("Subject", text("Subject".len(), &message.subject));
    field("Date", message.date.and_then(date).unwrap_or_default());
    field("Message-ID", ids(std::slice::from_ref(&message.message_id)));
    field("In-Reply-To", ids(message.references.last().map_or(&[], std::slice::from_ref)));
    field("References", ids(&message.references));
    match message.priority {
        Priority::High => {
            field("X-Priority", "1 (High)".to_owned());
            field("Importance", "high".to_owned());
        }
        Priority::Low => {
            field("X-Priority", "5 (Low)".to_owned());
            field("Importance", "low".to_owned());
        }
        Priority::Normal => {}
    }
    if message.receipt {
        field("Disposition-Notification-To", people("Disposition-Notification-To".len(), from));
    }
    if message.no_copy {
        field(super::NO_COPY, "yes".to_owned());
    }
    if message.automatic {
        field("Auto-Submitted", "auto-replied".to_owned());
    }
    field("MIME-Version", "1.0".to_owned());
    fields
}

/// Writes the content of a message behind its header: its text, in one form or in several, and
/// what is attached, with the ids by which HTML names it.
fn content(out: &mut Vec<u8>, message: &Message, texts: &[Vec<u8>], content_ids: &[&str]) {
    let text = match texts {
        [one] => one.clone(),
        forms => {
            let mut text = Vec::new();
            multipart(&mut text, "alternative", &message.message_id, forms);
            text
        }
    };
    if let Some(card) = &message.postcard {
        let [notice, head] = super::receipt::parts(card, &message.from);
        let kind = "report; report-type=disposition-notification";
        multipart(out, kind, &message.message_id, &[text, notice, head]);
    } else if message.attachments.is_empty() {
        out.extend_from_slice(&text);
    } else {
        let mut pieces = vec![text];
        let ids = content_ids.iter().copied().chain(std::iter::repeat(""));
        pieces.extend(message.attachments.iter().zip(ids).map(|(a, id)| attachment(a, id)));
        multipart(out, "mixed", &message.message_id, &pieces);
    }
}

/// Writes bytes so that they can stand in a field: base64 in words that can be folded.
pub fn encoded(bytes: &[u8]) -> String {
    // 45 bytes give 60 letters.
    bytes.chunks(45).map(encode::base64).collect::<Vec<_>>().join(" ")
}

/// Returns the date as a header writes it; none where no reader would take it for one.
fn date(at: Moment) -> Option<String> {
    let [.., year] = at.civil_utc();
    (1900..=3000).contains(&year).then(|| at.rfc5322())
}

fn ids(list: &[String]) -> String {
    let ids: Vec<String> = list.iter().map(|i| id(i)).filter(|i| !i.is_empty()).collect();
    ids.iter().map(|i| format!("<{i}>")).collect::<Vec<_>>().join("\r\n ")
}

fn multipart(out: &mut Vec<u8>, kind: &str, message_id: &str, pieces: &[Vec<u8>]) {
    let boundary = boundary(message_id, pieces);
    out.extend_from_slice(
        format!("Content-Type: multipart/{kind}; boundary=\"{boundary}\"\r\n\r\n").as_bytes(),
    );
    for piece in pieces {
        out.extend_from_slice(format!("--{boundary}\r\n").as_bytes());
        out.extend_from_slice(piece);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
}

/// Returns a boundary that is in none of the pieces.
fn boundary(message_id: &str, pieces: &[Vec<u8>]) -> String {
    let mut salt = 0_u64;
    loop {
        let digest = Sha1::new()
            .chain_update(message_id.as_bytes())
            .chain_update(salt.to_le_bytes())
            .finalize();
        let hex: String = digest.iter().take(12).map(|b| format!("{b:02x}")).collect();
        let boundary = format!("=_{hex}");
        let line = format!("--{boundary}");
        if !pieces.iter().any(|p| p.windows(line.len()).any(|w| w == line.as_bytes())) {
            return boundary;
        }
        salt = salt.wrapping_add(1);
    }
}

fn body(text: &str) -> Vec<u8> {
    text_part("plain", text)
}

/// Writes a part that is text of some kind.
fn text_part(kind: &str, body: &str) -> Vec<u8> {
    let mut body = with_lf(body).replace('\0', "");
    if !body.is_empty() && !body.ends_with('\n') {
        body.push('\n');
    }
    let plain = body.split('\n').all(|line| {
        line.len() <= LINE
            && line.bytes().all(|b| b == b'\t' || (b' '..0x7F).contains(&b))
            && !line.ends_with([' ', '\t'])
            && !line.starts_with("From ")
    });
    let mut out = Vec::with_capacity(body.len() + body.len() / 8 + 96);
    out.extend_from_slice(
        format!("Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: ")
            .as_bytes(),
    );
    if plain {
        out.extend_from_slice(b"7bit\r\n\r\n");
        out.extend_from_slice(body.replace('\n', "\r\n").as_bytes());
        return out;
    }
    let foreign = body.bytes().filter(|b| !b.is_ascii()).count();
    if foreign.saturating_mul(4) > body.len() {
        out.extend_from_slice(b"base64\r\n\r\n");
        base64(&mut out, body.replace('\n', "\r\n").as_bytes());
    } else {
        out.extend_from_slice(b"quoted-printable\r\n\r\n");
        for line in body.split_inclusive('\n') {
            let (text, end) = line.strip_suffix('\n').map_or((line, ""), |t| (t, "\r\n"));
            quoted(&mut out, text);
            out.extend_from_slice(end.as_bytes());
        }
    }
    out
}

/// Writes one line as quoted-printable.
fn quoted(out: &mut Vec<u8>, line: &str) {
    // "From " at the start of a line is taken for a new message by programs that keep mbox files.
    let rest = match line.strip_prefix("From ") {
        Some(rest) => {
            out.extend_from_slice(b"=46rom ");
            rest
        }
        None => line,
    };
    // The encoder breaks lines at 76 by itself; writing to a Vec cannot fail.
    let _ = quoted_printable_encode(rest.as_bytes(), &mut *out, false);
}

fn base64(out: &mut Vec<u8>, bytes: &[u8]) {
    // Writing to a Vec cannot fail.
    let _ = base64_encode_mime(bytes, &mut *out, false);
}

fn attachment(attachment: &Attachment, content_id: &str) -> Vec<u8> {
    let mime = attachment.mime.to_ascii_lowercase();
    let is_message = mime == "message/rfc822" || mime == "message/global";
    // RFC 2046: a message inside a message is written as it is, or it is no message.
    let as_it_is = is_message && fits_lines(&attachment.bytes);
    let mime = if is_type(&mime) && (!is_message || as_it_is) {
        mime
    } else {
        "application/octet-stream".to_owned()
    };
    let mut out = Vec::with_capacity(attachment.bytes.len() / 2 * 3 + 256);
    out.extend_from_slice(format!("Content-Type: {mime}\r\n").as_bytes());
    out.extend_from_slice(
        format!(
            "Content-Disposition: attachment;\r\n {}\r\n",
            parameter("filename", &attachment.name)
        )
        .as_bytes(),
    );
    let content_id = id(content_id);
    if !content_id.is_empty() {
        out.extend_from_slice(format!("Content-ID: <{content_id}>\r\n").as_bytes());
    }
    if as_it_is {
        out.extend_from_slice(b"Content-Transfer-Encoding: 8bit\r\n\r\n");
        out.extend_from_slice(&attachment.bytes);
    } else {
        out.extend_from_slice(b"Content-Transfer-Encoding: base64\r\n\r\n");
        base64(&mut out, &attachment.bytes);
    }
    out
}

/// Returns whether bytes can stand in a message as they are: lines of at most 998 bytes that end
/// in CRLF.
fn fits_lines(bytes: &[u8]) -> bool {
    bytes.split_inclusive(|&b| b == b'\n').all(|line| {
        let text = line.strip_suffix(b"\r\n").unwrap_or(line);
        text.len() <= 998 && !text.iter().any(|b| matches!(b, b'\r' | b'\n' | 0))
    })
}

/// Returns whether a text is a type that a part of ours may have.
fn is_type(mime: &str) -> bool {
    let token = |word: &str| {
        !word.is_empty()
            && word.len() <= 64
            && word.bytes().all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&b))
    };
    match mime.split_once('/') {
        Some(("multipart", _)) => false,
        Some((kind, subtype)) => token(kind) && token(subtype),
        None => false,
    }
}

#[cfg(test)]
mod tests;
