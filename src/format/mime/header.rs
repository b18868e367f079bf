//! The header section: where it ends, and its fields read.

use mail_parser::{
    Addr, Address, ContentType, DateTime, Header, HeaderName, HeaderValue, MessageParser,
};

use super::CODE_PAGE;
use super::tree::as_text;
use crate::format::code_page::CodePage;
use crate::mail::{Moment, Person, Priority};

/// Bytes of a header section that are read; no honest one comes near.
const SECTION: usize = 1 << 20;

/// Messages that one message may say it answers; the newest stand last.
const REFERENCES: usize = 500;

/// Cuts a message or part into its header section, with the empty line, and its body.
pub(super) fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    if !begins_with_a_field(bytes) {
        let blank =
            if bytes.starts_with(b"\r\n") { 2 } else { usize::from(bytes.starts_with(b"\n")) };
        return bytes.split_at_checked(blank).unwrap_or((b"", bytes));
    }
    let mut at = 0;
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        at += line.len();
        if line == b"\n" || line == b"\r\n" {
            break;
        }
    }
    bytes.split_at_checked(at).unwrap_or((bytes, b""))
}

/// Returns whether the first line is a header field (or the envelope line of an mbox).
fn begins_with_a_field(bytes: &[u8]) -> bool {
    let line = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
    if line.starts_with(b"From ") {
        return true;
    }
    match line.iter().position(|&b| b == b':') {
        None | Some(0) => false,
        Some(colon) => {
            line.get(..colon).unwrap_or_default().trim_ascii_end().iter().all(u8::is_ascii_graphic)
        }
    }
}

/// The fields of a header section.
pub(super) struct Fields<'x>(Vec<Header<'x>>);

impl Fields<'_> {
    /// Reads the fields of a section.
    pub(super) fn read(section: &[u8]) -> Fields<'static> {
        // The parser wants the empty line, which a cut-off section has not.
        let mut whole = section.get(..SECTION).unwrap_or(section).to_vec();
        whole.extend_from_slice(b"\r\n\r\n");
        let headers = MessageParser::new()
            .parse_headers(&whole)
            .and_then(|message| message.parts.into_iter().next())
            .map(|part| part.headers.into_iter().map(Header::into_owned).collect())
            .unwrap_or_default();
        Fields(headers)
    }

    fn value(&self, name: &HeaderName<'_>) -> Option<&HeaderValue<'_>> {
        self.0.iter().find(|h| h.name == *name).map(|h| &h.value)
    }

    fn other(&self, name: &str) -> Option<&HeaderValue<'_>> {
        self.0.iter().find(|h| h.name.as_str().eq_ignore_ascii_case(name)).map(|h| &h.value)
    }

    /// Returns the type of the part.
    pub(super) fn content_type(&self) -> Option<&ContentType<'_>> {
        self.value(&HeaderName::ContentType).and_then(HeaderValue::as_content_type)
    }

    /// Returns how the part wants to be shown.
    pub(super) fn disposition(&self) -> Option<&ContentType<'_>> {
        self.value(&HeaderName::ContentDisposition).and_then(HeaderValue::as_content_type)
    }

    /// Returns the transfer encoding; empty when there is none.
    pub(super) fn encoding(&self) -> String {
        self.value(&HeaderName::ContentTransferEncoding).map(as_text).unwrap_or_default()
    }

    /// Returns the subject, on one line.
    pub(super) fn subject(&self) -> String {
        one_line(&self.value(&HeaderName::Subject).map(as_text).unwrap_or_default())
    }

    /// Returns the code page by which the texts were read, where the message says that.
    pub(super) fn code_page(&self) -> Option<CodePage> {
        let number = self.other(CODE_PAGE).map(as_text)?;
        CodePage::of(number.trim().parse().ok()?)
    }

    /// Returns the Message-ID without its brackets.
    pub(super) fn message_id(&self) -> String {
        self.ids(&HeaderName::MessageId).into_iter().next().unwrap_or_default()
    }

    /// Returns the messages that this one answers, oldest first.
    pub(super) fn references(&self) -> Vec<String> {
        let mut ids = self.ids(&HeaderName::References);
        for id in self.ids(&HeaderName::InReplyTo) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    fn ids(&self, name: &HeaderName<'_>) -> Vec<String> {
        let ids = match self.value(name) {
            Some(HeaderValue::Text(id)) => vec![id.to_string()],
            Some(HeaderValue::TextList(ids)) => ids.iter().map(ToString::to_string).collect(),
            _ => Vec::new(),
        };
        let skipped = ids.len().saturating_sub(REFERENCES);
        ids.iter().skip(skipped).map(|id| one_line(id)).filter(|id| !id.is_empty()).collect()
    }

    /// Returns the people of a field, of all its occurrences.
    pub(super) fn people(&self, name: &HeaderName<'_>) -> Vec<Person> {
        self.0
            .iter()
            .filter(|h| h.name == *name)
            .filter_map(|h| h.value.as_address())
            .flat_map(people)
            .collect()
    }

    /// Returns the sender.
    pub(super) fn from(&self) -> Person {
        let mut people = self.people(&HeaderName::From);
        if people.is_empty() {
            people = self.people(&HeaderName::Sender);
        }
        people.into_iter().next().unwrap_or_default()
    }

    /// Returns when the message was sent.
    pub(super) fn date(&self) -> Option<Moment> {
        self.value(&HeaderName::Date).and_then(HeaderValue::as_datetime).and_then(moment)
    }

    /// Returns how urgent the sender says the message is.
    pub(super) fn priority(&self) -> Priority {
        for name in ["X-Priority", "Importance", "Priority", "X-MSMail-Priority"] {
            let Some(value) = self.other(name) else { continue };
            let word = as_text(value).to_ascii_lowercase();
            let word = word.split(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("");
            match word {
                "1" | "2" | "high" | "urgent" | "highest" => return Priority::High,
                "4" | "5" | "low" | "non-urgent" | "lowest" => return Priority::Low,
                "3" | "normal" | "medium" => return Priority::Normal,
                _ => {}
            }
        }
        Priority::Normal
    }

    /// Returns whether a program wrote the message, or sent it to many: an answer would reach
    /// nobody, or everybody (RFC 3834).
    pub(super) fn automatic(&self) -> bool {
        let word = |name: &str| self.text(name).to_ascii_lowercase();
        let auto = word("Auto-Submitted");
        let many = ["bulk", "list", "junk"].contains(&word("Precedence").as_str());
        let report = self.content_type().is_some_and(|content| {
            content.ctype().eq_ignore_ascii_case("multipart")
                && content.subtype().is_some_and(|s| s.eq_ignore_ascii_case("report"))
        });
        let auto = !auto.is_empty() && auto.split(';').next().map(str::trim) != Some("no");
        auto || many || report || self.other("List-Id").is_some()
    }

    /// Returns a field that has no form of its own; empty when there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.other(name).map(as_text).unwrap_or_default()
    }

    /// Returns a time in a field that has no form of its own.
    pub(super) fn moment(&self, name: &str) -> Option<Moment> {
        DateTime::parse_rfc822(&self.text(name)).as_ref().and_then(moment)
    }

    /// Returns whether the sender asks for a receipt.
    pub(super) fn receipt(&self) -> bool {
        self.other("Disposition-Notification-To").is_some_and(|value| !as_text(value).is_empty())
    }

    /// Returns whether the sender keeps no copy.
    pub(super) fn no_copy(&self) -> bool {
        self.other(super::NO_COPY).is_some_and(|value| as_text(value).trim() == "yes")
    }
}

fn people(address: &Address<'_>) -> Vec<Person> {
    match address {
        Address::List(list) => list.iter().map(person).collect(),
        Address::Group(groups) => {
            groups.iter().flat_map(|g| g.addresses.iter().map(person)).collect()
        }
    }
}

fn person(addr: &Addr<'_>) -> Person {
    let text = |part: &Option<std::borrow::Cow<'_, str>>| one_line(part.as_deref().unwrap_or(""));
    let (name, addr_spec) = (text(&addr.name), text(&addr.address));
    // A bare word is a name, not an address.
    if name.is_empty() && !addr_spec.contains('@') {
        return Person { name: addr_spec, addr_spec: String::new() };
    }
    Person { name, addr_spec }
}

fn moment(at: &DateTime) -> Option<Moment> {
    // A leap second is no reason to lose the date.
    let at = DateTime { second: at.second.min(59), ..*at };
    at.is_valid().then(|| Moment(at.to_timestamp().saturating_mul(1000)))
}

/// Returns a text on one line: control characters become blanks.
pub(super) fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.trim().to_owned()
}

impl Fields<'_> {
    /// Returns the people of the fields that name recipients: To, Cc, Bcc.
    pub(super) fn recipients(&self) -> [Vec<Person>; 3] {
        [HeaderName::To, HeaderName::Cc, HeaderName::Bcc].map(|name| self.people(&name))
    }
}
