//! Reads a message from its bytes, whatever they are.

use mail_parser::decoders::html::html_to_text;

use super::file_name::safe_name;
use super::header::{Fields, split};
use super::html;
use super::receipt;
use super::transfer::{decoded, with_lf};
use super::tree::{Leaf, parts};
use super::winmail::opened_up;
use crate::format::code_page::CodePage;
use crate::mail::{Attachment, Link, Message};

/// Bytes of a header that are shown.
const LONGEST_HEADER: usize = 64 * 1024;

/// Reads a message; what is missing or damaged stays empty. HTML becomes plain words, quickly.
pub fn parse(bytes: &[u8]) -> Message {
    read(bytes, Text::add_words)
}

/// Reads a message to be shown: HTML keeps its lines and its links. A character set takes the
/// place of those that the texts name, and of the code page by which an original message was read.
pub fn open(bytes: &[u8], charset: Option<&str>) -> Message {
    let page = charset.and_then(|_| Fields::read(split(bytes).0).code_page());
    match (charset, page) {
        (Some(charset), Some(page)) => read_anew(bytes, page, charset),
        _ => open_as(bytes, charset),
    }
}

/// Reads an original message whose texts were read by a wrong code page: what cannot have come of
/// it stays as it is.
fn read_anew(bytes: &[u8], page: CodePage, charset: &str) -> Message {
    let mut message = open_as(bytes, None);
    let anew = |words: &mut String| {
        if let Some(bytes) = page.encode(words) {
            *words = super::transfer::text(&bytes, Some(charset));
        }
    };
    anew(&mut message.subject);
    anew(&mut message.body);
    let people = [&mut message.to, &mut message.cc, &mut message.bcc];
    let people = people.into_iter().flatten();
    people.chain([&mut message.from]).for_each(|person| anew(&mut person.name));
    message.attachments.iter_mut().for_each(|attachment| anew(&mut attachment.name));
    message
}

fn open_as(bytes: &[u8], charset: Option<&str>) -> Message {
    read(bytes, |text, leaf| {
        let decoded = decoded(&leaf.bytes, &leaf.encoding);
        let words = super::transfer::text(&decoded, charset.or(leaf.charset.as_deref()));
        if leaf.mime == "text/html" {
            let shown = html::shown(&words);
            text.html = true;
            text.add(shown.text, shown.links);
        } else {
            text.add(words, Vec::new());
        }
    })
}

/// Returns the header of a message as it came, with LF line ends; a very long one is cut.
pub fn header_text(bytes: &[u8]) -> String {
    let (section, _) = split(bytes);
    let section = section.get(..section.len().min(LONGEST_HEADER)).unwrap_or_default();
    with_lf(&String::from_utf8_lossy(section)).replace('\0', "\u{FFFD}").trim_end().to_owned()
}

fn read(bytes: &[u8], add: impl Fn(&mut Text, &Leaf<'_>)) -> Message {
    let (section, body) = split(bytes);
    let fields = Fields::read(section);
    let parts = opened_up(parts(&fields, body));
    let [to, cc, bcc] = fields.recipients();
    let mut text = Text::default();
    for leaf in &parts.texts {
        add(&mut text, leaf);
    }
    let postcard = receipt::read(&fields, &parts.attached);
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
        no_copy: fields.no_copy(),
        body: text.body,
        html: text.html,
        links: text.links,
        automatic: fields.automatic(),
        attachments: parts
            .attached
            .iter()
            .filter(|leaf| postcard.is_none() || !receipt::is_form(leaf))
            .enumerate()
            .map(|(n, leaf)| attachment(n, leaf))
            .collect(),
        postcard,
    }
}

/// Puts the texts of a message together, with LF line ends.
pub(super) fn joined(texts: &[Leaf<'_>]) -> String {
    let mut text = Text::default();
    for leaf in texts {
        text.add_words(leaf);
    }
    text.body
}

/// The texts of a message, one after the other.
#[derive(Default)]
struct Text {
    body: String,
    html: bool,
    links: Vec<Link>,
}

impl Text {
    fn add_words(&mut self, leaf: &Leaf<'_>) {
        let decoded = decoded(&leaf.bytes, &leaf.encoding);
        let words = super::transfer::text(&decoded, leaf.charset.as_deref());
        self.add(if leaf.mime == "text/html" { html_to_text(&words) } else { words }, Vec::new());
    }

    fn add(&mut self, text: String, links: Vec<Link>) {
        if !self.body.is_empty() && !self.body.ends_with('\n') {
            self.body.push('\n');
        }
        let begin = self.body.len();
        self.links.extend(
            links
                .into_iter()
                .map(|Link { at, target }| Link { at: at.start + begin..at.end + begin, target }),
        );
        // Nobody means a NUL, and not everything that shows text can stand one.
        let text = if text.contains('\0') { text.replace('\0', "") } else { text };
        self.body.push_str(&with_lf(&text));
    }
}

fn attachment(number: usize, leaf: &Leaf<'_>) -> Attachment {
    let bytes = decoded(&leaf.bytes, &leaf.encoding).into_owned();
    Attachment { name: name_of(number, leaf), mime: leaf.mime.clone(), bytes }
}

/// Names what is attached, by what the message says of it.
pub(super) fn name_of(number: usize, leaf: &Leaf<'_>) -> String {
    let is_message = leaf.mime == "message/rfc822" || leaf.mime == "message/global";
    match &leaf.name {
        Some(name) if !name.trim().is_empty() => safe_name(name),
        _ if is_message => {
            let bytes = decoded(&leaf.bytes, &leaf.encoding);
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
