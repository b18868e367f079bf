//! A message as MIME bytes: the same bytes for the same message every time, so that a file may be
//! taken over twice and nothing is there twice.
//!
//! What has no place in a message of today stands in fields of its own, where the source view shows
//! it: `X-MSMail-Class`, `-Object`, `-Conversation`, `-Attribute`, `-Picture`, `-Recovered`; and by
//! which code page it was read, in `-Code-Page`, so that another can still be tried.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::message::{Original, Someone};
use crate::format::mime::{self, safe_name};
use crate::mail::{Address, Attachment, Message, Moment, Person, Postcard};

/// The most bytes that stand in a field; more become a file beside the others.
const IN_A_FIELD: usize = 16 * 1024;

/// A message, ready to be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Converted {
    /// The message.
    pub bytes: Vec<u8>,
    /// When it was received.
    pub arrived: Option<Moment>,
    /// Whether nobody read it.
    pub unread: bool,
    /// Whether it was being written and not sent.
    pub draft: bool,
}

/// Returns the moment that a local date means in a zone.
pub fn moment(date: DateTime, zone: &TimeZone) -> Option<Moment> {
    let zoned = zone.to_ambiguous_zoned(date).compatible().ok()?;
    Some(Moment(zoned.timestamp().as_millisecond()))
}

impl Original {
    /// Writes the message as MIME bytes; its dates are those of a zone.
    pub fn convert(&self, zone: &TimeZone) -> Converted {
        let at = |date: Option<DateTime>| date.and_then(|date| moment(date, zone));
        let id = |hex: &str| format!("{hex}@msmail.invalid");
        let mut fields = vec![
            ("X-MSMail-Class", self.class.clone()),
            ("X-MSMail-Object", format!("{:08X}", self.oid)),
        ];
        if let Some(page) = self.page {
            fields.push((mime::CODE_PAGE, page.number().to_string()));
        }
        let mut attachments: Vec<Attachment> = Vec::new();
        for attached in &self.attachments {
            attachments.push(attachment(&attached.name, &attached.bytes));
        }
        for (number, attached) in (1..).zip(&self.attachments) {
            match attached.picture.len() {
                0 => {}
                1..=IN_A_FIELD => {
                    let picture = mime::encoded(&attached.picture);
                    fields.push(("X-MSMail-Picture", format!("{number} {picture}")));
                }
                _ => {
                    let name = format!("{} (picture).wmf", attached.name);
                    attachments.push(attachment(&name, &attached.picture));
                }
            }
        }
        if let Some(conversation) = &self.conversation_id {
            fields.push(("X-MSMail-Conversation", conversation.clone()));
        }
        for kept in &self.kept {
            let number = format!("{:08X}", kept.attribute);
            if kept.bytes.len() > IN_A_FIELD {
                attachments.push(attachment(&format!("attribute-{number}.bin"), &kept.bytes));
            } else {
                let label = match kept.label.as_str() {
                    "" => String::new(),
                    label => {
                        let words: Vec<&str> = label.split_whitespace().collect();
                        format!(" \"{}\"", words.join(" "))
                    }
                };
                let value = format!("{number}{label} {}", mime::encoded(&kept.bytes));
                fields.push(("X-MSMail-Attribute", value));
            }
        }
        if self.from_line {
            fields.push(("X-MSMail-Recovered", "from what was left".to_owned()));
        }
        let arrived = at(self.received);
        if let Some(arrived) = arrived {
            fields.push(("Delivery-Date", arrived.rfc5322()));
        }
        let mut references: Vec<String> =
            [&self.conversation_id, &self.parent_id].into_iter().flatten().map(|h| id(h)).collect();
        references.dedup();
        references.retain(|r| self.message_id.as_deref().map(&id).as_ref() != Some(r));
        let message = Message {
            message_id: self.message_id.as_deref().map(id).unwrap_or_default(),
            references,
            from: person(&self.from),
            to: self.to.iter().map(person).collect(),
            cc: self.cc.iter().map(person).collect(),
            bcc: self.bcc.iter().map(person).collect(),
            subject: self.subject.clone(),
            date: at(self.sent),
            priority: self.priority,
            postcard: self.receipt.as_ref().filter(|_| attachments.is_empty()).map(|receipt| {
                Postcard {
                    original: self.parent_id.as_deref().map(id).unwrap_or_default(),
                    subject: receipt.subject.clone(),
                    sent: at(receipt.sent),
                    read: at(receipt.read),
                }
            }),
            automatic: self.receipt.is_some(),
            body: self.body.replace("\r\n", "\n"),
            attachments,
            ..Message::default()
        };
        let bytes = mime::write_with(&message, &fields);
        Converted { bytes, arrived, unread: !self.read, draft: self.draft }
    }
}

fn attachment(name: &str, bytes: &[u8]) -> Attachment {
    let mime = "application/octet-stream".to_owned();
    Attachment { name: safe_name(name), mime, bytes: bytes.to_vec() }
}

/// Names somebody as a header does: a mailbox of a postoffice as every one is written, an address of
/// the Internet as it is, and any other put into one that can be taken apart again (as gateways do:
/// `IMCEAFAX-555+2D1@msmail.invalid`).
pub fn person(someone: &Someone) -> Person {
    let addr_spec = match (someone.kind.to_ascii_uppercase().as_str(), &someone.address) {
        (_, address) if address.is_empty() => String::new(),
        ("MS", address) => match Address::parse(address) {
            Ok(address) => address.as_addr_spec(),
            Err(_) => enclosed("MS", address),
        },
        ("SMTP", address) if is_addr_spec(address) => address.clone(),
        (kind, address) => enclosed(kind, address),
    };
    let name = if someone.name == someone.address { "" } else { &someone.name };
    Person { name: name.to_owned(), addr_spec }
}

fn is_addr_spec(address: &str) -> bool {
    let graphic = |c: char| c.is_ascii_graphic() && !"<>(),;:\\\"[]".contains(c);
    let parts: Vec<&str> = address.split('@').collect();
    matches!(parts.as_slice(), [local, host] if !local.is_empty() && !host.is_empty())
        && address.chars().all(graphic)
}

fn enclosed(kind: &str, address: &str) -> String {
    let kind: String = kind.chars().filter(char::is_ascii_alphanumeric).collect();
    let mut local = format!("IMCEA{kind}-");
    for byte in address.bytes() {
        match byte {
            b'/' => local.push('_'),
            b if b.is_ascii_alphanumeric() || b"-.=".contains(&b) => local.push(char::from(b)),
            b => local.push_str(&format!("+{b:02X}")),
        }
    }
    format!("{local}@msmail.invalid")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::code_page::CodePage;

    fn someone(kind: &str, address: &str) -> Someone {
        Someone { name: "Ann".to_owned(), kind: kind.to_owned(), address: address.to_owned() }
    }

    #[test]
    fn addresses_of_every_type_can_stand_in_a_header() {
        for (kind, address, written) in [
            ("MS", "NET/PO/ANN", "ANN@PO.NET"),
            ("SMTP", "ann@example.org", "ann@example.org"),
            ("SMTP", "ann at home", "IMCEASMTP-ann+20at+20home@msmail.invalid"),
            ("FAX", "555-1", "IMCEAFAX-555-1@msmail.invalid"),
            ("MS", "NET/PO/TOO_LONG_A_NAME", "IMCEAMS-NET_PO_TOO+5FLONG+5FA+5FNAME@msmail.invalid"),
            ("", "", ""),
        ] {
            assert_eq!(person(&someone(kind, address)).addr_spec, written, "{kind}:{address}");
        }
    }

    #[test]
    fn dates_are_those_of_their_zone() {
        let date = jiff::civil::datetime(1995, 8, 24, 9, 5, 30, 0);
        let zone = TimeZone::get("America/New_York").unwrap();
        assert_eq!(moment(date, &zone).unwrap().rfc3339(), "1995-08-24T13:05:30Z");
        assert_eq!(moment(date, &TimeZone::UTC).unwrap().rfc3339(), "1995-08-24T09:05:30Z");
    }

    #[test]
    fn what_has_no_place_is_kept_in_fields() {
        let kept = super::super::message::Kept {
            attribute: 0x0004_0010,
            label: "Fixed\r\nFont".to_owned(),
            bytes: vec![1, 0],
        };
        let original = Original {
            oid: 0x1234_5686,
            class: "IPM.X".to_owned(),
            from: someone("MS", "NET/PO/ANN"),
            subject: "naïve".to_owned(),
            message_id: Some("00ab".to_owned()),
            body: "one\r\ntwo\r\n".to_owned(),
            kept: vec![kept],
            page: CodePage::of(1251),
            ..Original::default()
        };
        let converted = original.convert(&TimeZone::UTC);
        assert_eq!(converted, original.convert(&TimeZone::UTC));
        let text = String::from_utf8(converted.bytes.clone()).unwrap();
        assert!(text.contains("X-MSMail-Class: IPM.X\r\n"), "{text}");
        assert!(text.contains("X-MSMail-Object: 12345686\r\n"), "{text}");
        assert!(text.contains("X-MSMail-Code-Page: 1251\r\n"), "{text}");
        assert!(text.contains("X-MSMail-Attribute: 00040010 \"Fixed Font\" AQA="), "{text}");
        let message = mime::parse(&converted.bytes);
        assert_eq!((message.subject.as_str(), message.body.as_str()), ("naïve", "one\ntwo\n"));
        assert_eq!(message.message_id, "00ab@msmail.invalid");
    }
}
