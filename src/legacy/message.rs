//! One message: its attributes, read by what they mean.

use std::collections::HashMap;

use jiff::civil::DateTime;

use super::attached::{self, Attached};
use super::error::Problem;
use super::folders::{Filed, elements};
use super::store::Store;
use crate::disk;
use crate::format::code_page::CodePage;
use crate::format::original::class::{self, Class, ClassKind};
use crate::format::original::elements::Elements;
use crate::format::original::oid::Oid;
use crate::format::original::people::{self, Named};
use crate::format::original::values::{self, Attribute, Status};
use crate::mail::Priority;

/// Somebody named in an original message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Someone {
    /// The name shown; the address where there is none.
    pub name: String,
    /// The type of the address (`MS`, `SMTP`, …); empty where only a name is known.
    pub kind: String,
    /// The address.
    pub address: String,
}

/// An original message, read. Dates are local, without a zone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Original {
    /// The number of its object.
    pub oid: u32,
    /// Its class.
    pub class: String,
    /// Its id, in hexadecimal digits.
    pub message_id: Option<String>,
    /// The id of what it answers.
    pub parent_id: Option<String>,
    /// The id of its conversation.
    pub conversation_id: Option<String>,
    /// Who sent it.
    pub from: Someone,
    /// Recipients.
    pub to: Vec<Someone>,
    /// Recipients of a copy.
    pub cc: Vec<Someone>,
    /// Recipients of a copy of whom the others do not hear.
    pub bcc: Vec<Someone>,
    /// The subject.
    pub subject: String,
    /// When it was sent.
    pub sent: Option<DateTime>,
    /// When it was received.
    pub received: Option<DateTime>,
    /// How urgent it is.
    pub priority: Priority,
    /// Whether it was read.
    pub read: bool,
    /// Whether it was being written and not sent.
    pub draft: bool,
    /// The text, as it is stored: lines end in CR LF.
    pub body: String,
    /// What came with it.
    pub attachments: Vec<Attached>,
    /// What a receipt says.
    pub receipt: Option<Receipt>,
    /// What has no place in a message of today: a label and the bytes.
    pub kept: Vec<Kept>,
    /// Whether the message itself is gone, and it was made from what was left.
    pub from_line: bool,
    /// The code page by which its texts were read; none where it has no text of its own.
    pub page: Option<CodePage>,
}

/// What a receipt says of what was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Receipt {
    /// Its subject.
    pub subject: String,
    /// When it was sent.
    pub sent: Option<DateTime>,
    /// When it was read.
    pub read: Option<DateTime>,
}

/// An attribute that is kept as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Its number.
    pub attribute: u32,
    /// What it is called; may be empty.
    pub label: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What is the same for all messages of a file.
#[derive(Debug, Default)]
pub(super) struct Tables {
    classes: HashMap<u16, Class>,
    labels: HashMap<u32, Vec<u8>>,
}

impl Tables {
    pub(super) fn read(store: &mut Store) -> Result<Self, disk::Error> {
        let new = |list: &Elements<'_>| -> HashMap<u16, Class> {
            let class =
                |(key, value): (u32, &[u8])| Some((u16::try_from(key).ok()?, Class::read(value)?));
            list.iter().filter_map(class).collect()
        };
        let old = |list: &Elements<'_>| -> HashMap<u16, Class> {
            let class = |(key, value): (u32, &[u8])| {
                Some((u16::try_from(key).ok()?, Class::read_old(value)))
            };
            list.iter().filter_map(class).collect()
        };
        let classes = match elements(store, Oid::CLASSES, new)? {
            Some(classes) => classes,
            None => elements(store, Oid::OLD_CLASSES, old)?.unwrap_or_default(),
        };
        let names = |list: &Elements<'_>| -> HashMap<u32, Vec<u8>> {
            list.iter().map(|(key, value)| (key, values::text(value).to_vec())).collect()
        };
        let mut labels = elements(store, Oid::ATTRIBUTE_NAMES, names)?.unwrap_or_default();
        labels.extend(classes.values().flat_map(|class| class.labels.iter().cloned()));
        Ok(Self { classes, labels })
    }

    fn class(&self, number: Option<u16>, page: CodePage) -> String {
        match number.and_then(|number| self.classes.get(&number)) {
            Some(class) if !class.name.is_empty() => page.decode(&class.name),
            _ => class::without_table(number.unwrap_or(1)).to_owned(),
        }
    }

    fn kept(&self, attribute: u32, bytes: &[u8], page: CodePage) -> Kept {
        let label = self.labels.get(&attribute).map(|label| page.decode(label));
        Kept { attribute, label: label.unwrap_or_default(), bytes: bytes.to_vec() }
    }
}

/// The attributes of an object, by their numbers; those too short for their type are absent.
struct Attributes<'a> {
    all: Vec<(Attribute, &'a [u8])>,
    page: CodePage,
}

impl<'a> Attributes<'a> {
    fn get(&self, wanted: Attribute) -> Option<&'a [u8]> {
        let fitting = |(attribute, value): &&(Attribute, &[u8])| {
            *attribute == wanted && attribute.fits(value)
        };
        self.all.iter().find(fitting).map(|(_, value)| *value)
    }

    fn text(&self, wanted: Attribute) -> Option<String> {
        self.get(wanted).map(|value| self.page.decode(values::text(value)))
    }

    fn date(&self, wanted: Attribute) -> Option<DateTime> {
        self.get(wanted).and_then(values::date)
    }

    fn people(&self, wanted: Attribute) -> Vec<Someone> {
        let list = self.get(wanted).map(people::people).unwrap_or_default();
        list.iter().map(|named| someone(named, self.page)).collect()
    }
}

pub(super) fn someone(named: &Named, page: CodePage) -> Someone {
    let [name, kind, address] =
        [&named.name, &named.kind, &named.address].map(|bytes| page.decode(bytes));
    let name = match name.is_empty() {
        true if address.is_empty() => kind.clone(),
        true => address.clone(),
        false => name,
    };
    Someone { name, kind, address }
}

/// Reads a message. One that is gone is made from its line; one of which nothing is left is none.
pub(super) fn read(
    store: &mut Store,
    tables: &Tables,
    filed: &Filed,
    page: CodePage,
) -> Result<Option<Original>, disk::Error> {
    let oid = filed.oid;
    if oid.kind() == Oid::ATTACHMENTS {
        let attachments = attached::of_list(store, oid, page)?;
        return Ok((!attachments.is_empty()).then(|| alone(oid, attachments)));
    }
    let read = elements(store, oid, |list| {
        let all: Vec<_> = list.iter().map(|(key, value)| (Attribute(key), value)).collect();
        (!all.is_empty()).then(|| from_attributes(&Attributes { all, page }, tables, oid))
    })?;
    let mut original = match read.flatten() {
        Some(original) => original,
        None => {
            let Some(made) = from_line(filed, tables, page) else { return Ok(None) };
            store.tell(Problem::of(oid, None, "the message is gone: made from its line"));
            made
        }
    };
    if let Some(line) = &filed.line {
        // What is not in the message, its line may still say.
        original.received = original.received.or(original.sent).or(line.date);
    }
    original.attachments = attached::of_message(store, oid, page)?;
    Ok(Some(original))
}

/// Makes a message for what came with one that cannot be told any more.
fn alone(oid: Oid, attachments: Vec<Attached>) -> Original {
    Original {
        oid: oid.0,
        class: class::NOTE.to_owned(),
        subject: "Attachments without their message".to_owned(),
        body: "The message with which these came could not be found.\r\n".to_owned(),
        read: true,
        attachments,
        from_line: true,
        ..Original::default()
    }
}

fn from_attributes(attributes: &Attributes<'_>, tables: &Tables, oid: Oid) -> Original {
    let page = attributes.page;
    let number = attributes.get(Attribute::CLASS).and_then(values::word);
    let class = tables.class(number, page);
    let kind = class::kind(&class);
    let status = attributes.get(Attribute::STATUS).and_then(|v| v.first().copied());
    let status = Status(status.unwrap_or(0x20));
    let mut used = USED.to_vec();
    let mut original = Original {
        oid: oid.0,
        message_id: attributes.get(Attribute::MESSAGE_ID).and_then(values::hex_id),
        parent_id: attributes.get(Attribute::PARENT_ID).and_then(values::hex_id),
        conversation_id: attributes.get(Attribute::CONVERSATION_ID).and_then(values::hex_id),
        from: attributes.people(Attribute::FROM).into_iter().next().unwrap_or_default(),
        to: attributes.people(Attribute::TO),
        cc: attributes.people(Attribute::CC),
        bcc: attributes.people(Attribute::BCC),
        subject: attributes.text(Attribute::SUBJECT).unwrap_or_default(),
        sent: attributes.date(Attribute::SENT),
        received: attributes.date(Attribute::RECEIVED).or(attributes.date(Attribute::SENT)),
        priority: priority(attributes.get(Attribute::PRIORITY).and_then(values::word)),
        read: !status.unread(),
        draft: status.unsent() && !status.submitted(),
        body: attributes.text(Attribute::BODY).unwrap_or_default(),
        page: Some(page),
        ..Original::default()
    };
    match kind {
        ClassKind::Receipt => {
            original.receipt = Some(Receipt {
                subject: attributes.text(Attribute::ORIGINAL_SUBJECT).unwrap_or_default(),
                sent: attributes.date(Attribute::ORIGINAL_SENT),
                read: attributes.date(Attribute::READ_AT),
            });
            used.extend([
                Attribute::ORIGINAL_SUBJECT,
                Attribute::ORIGINAL_SENT,
                Attribute::READ_AT,
            ]);
        }
        ClassKind::Report => {
            if let Some(reason) = attributes.text(Attribute::REASON).filter(|r| !r.is_empty()) {
                original.body = [reason, original.body].join("\r\n\r\n").trim_end().to_owned();
                used.push(Attribute::REASON);
            }
        }
        ClassKind::Note | ClassKind::Meeting => {}
    }
    let kept = attributes.all.iter().filter(|(attribute, _)| !used.contains(attribute));
    original.kept = kept.map(|(a, value)| tables.kept(a.0, value, page)).collect();
    Original { class, ..original }
}

/// The attributes that have a place in a message of today.
const USED: [Attribute; 14] = [
    Attribute::FROM,
    Attribute::TO,
    Attribute::CC,
    Attribute::BCC,
    Attribute::SUBJECT,
    Attribute::SENT,
    Attribute::RECEIVED,
    Attribute::STATUS,
    Attribute::CLASS,
    Attribute::MESSAGE_ID,
    Attribute::PARENT_ID,
    Attribute::CONVERSATION_ID,
    Attribute::BODY,
    Attribute::PRIORITY,
];

fn priority(number: Option<u16>) -> Priority {
    match number {
        Some(1) => Priority::High,
        Some(3) => Priority::Low,
        _ => Priority::Normal,
    }
}

fn from_line(filed: &Filed, tables: &Tables, page: CodePage) -> Option<Original> {
    let line = filed.line.as_ref()?;
    let people: Vec<Someone> = page
        .decode(&line.people)
        .split("; ")
        .filter(|name| !name.is_empty())
        .map(|name| Someone { name: name.to_owned(), ..Someone::default() })
        .collect();
    let mine = line.status.from_me();
    Some(Original {
        oid: filed.oid.0,
        class: tables.class(Some(line.class), page),
        from: people.first().filter(|_| !mine).cloned().unwrap_or_default(),
        to: if mine { people } else { Vec::new() },
        subject: page.decode(&line.subject),
        received: line.date,
        priority: priority(Some(line.priority)),
        read: !line.status.unread(),
        draft: line.status.unsent() && !line.status.submitted(),
        body: "This message could not be fully recovered.\r\n".to_owned(),
        from_line: true,
        page: Some(page),
        ..Original::default()
    })
}
