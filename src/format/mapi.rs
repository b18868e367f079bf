//! Mail as the programs of the Windows world keep it: properties by number ([MS-OXCMSG],
//! [MS-OXPROPS]), of a message, of its recipients and of what is attached.
//!
//! An [`Item`] is what [`tnef`](super::tnef) reads from a `winmail.dat` and what the import reads
//! from a personal folder file; here it becomes a [`Message`](crate::mail::Message), or bytes as a
//! mail program would have sent them (`letter`). Texts in old character sets are decoded by number
//! ([`code_page`](super::code_page)), rich text becomes plain text or HTML again (`rtf`).
//!
//! Neighbours: [`mime`](super::mime) writes the bytes, and shows what is in a part of this kind.

mod body;
pub(super) mod letter;
mod people;
mod rtf;

use std::collections::BTreeMap;

use crate::mail::Moment;

pub use letter::bytes;

/// Numbers of properties ([MS-OXPROPS]), in the order of their numbers.
pub mod id {
    #![allow(missing_docs, reason = "the names say what stands under the numbers")]
    pub const IMPORTANCE: u16 = 0x0017;
    pub const MESSAGE_CLASS: u16 = 0x001A;
    pub const PRIORITY: u16 = 0x0026;
    pub const READ_RECEIPT_REQUESTED: u16 = 0x0029;
    pub const REPORT_TIME: u16 = 0x0032;
    pub const SUBJECT: u16 = 0x0037;
    pub const CLIENT_SUBMIT_TIME: u16 = 0x0039;
    pub const SENT_REPRESENTING_NAME: u16 = 0x0042;
    pub const ORIGINAL_SUBJECT: u16 = 0x0049;
    pub const ORIGINAL_SUBMIT_TIME: u16 = 0x004E;
    pub const SENT_REPRESENTING_ADDRTYPE: u16 = 0x0064;
    pub const SENT_REPRESENTING_EMAIL_ADDRESS: u16 = 0x0065;
    pub const TRANSPORT_MESSAGE_HEADERS: u16 = 0x007D;
    pub const RECIPIENT_TYPE: u16 = 0x0C15;
    pub const SENDER_NAME: u16 = 0x0C1A;
    pub const SENDER_ADDRTYPE: u16 = 0x0C1E;
    pub const SENDER_EMAIL_ADDRESS: u16 = 0x0C1F;
    pub const DISPLAY_BCC: u16 = 0x0E02;
    pub const DISPLAY_CC: u16 = 0x0E03;
    pub const DISPLAY_TO: u16 = 0x0E04;
    pub const MESSAGE_DELIVERY_TIME: u16 = 0x0E06;
    pub const MESSAGE_FLAGS: u16 = 0x0E07;
    pub const BODY: u16 = 0x1000;
    pub const RTF_COMPRESSED: u16 = 0x1009;
    pub const HTML: u16 = 0x1013;
    pub const INTERNET_MESSAGE_ID: u16 = 0x1035;
    pub const INTERNET_REFERENCES: u16 = 0x1039;
    pub const IN_REPLY_TO_ID: u16 = 0x1042;
    pub const LAST_VERB: u16 = 0x1081;
    pub const FLAG_STATUS: u16 = 0x1090;
    pub const DISPLAY_NAME: u16 = 0x3001;
    pub const ADDRTYPE: u16 = 0x3002;
    pub const EMAIL_ADDRESS: u16 = 0x3003;
    pub const CREATION_TIME: u16 = 0x3007;
    pub const ATTACH_DATA: u16 = 0x3701;
    pub const ATTACH_FILENAME: u16 = 0x3704;
    pub const ATTACH_METHOD: u16 = 0x3705;
    pub const ATTACH_LONG_FILENAME: u16 = 0x3707;
    pub const ATTACH_MIME_TAG: u16 = 0x370E;
    pub const ATTACH_CONTENT_ID: u16 = 0x3712;
    pub const SMTP_ADDRESS: u16 = 0x39FE;
    pub const INTERNET_CODE_PAGE: u16 = 0x3FDE;
    pub const MESSAGE_CODE_PAGE: u16 = 0x3FFD;
    pub const SENDER_SMTP_ADDRESS: u16 = 0x5D01;
    pub const SENT_REPRESENTING_SMTP_ADDRESS: u16 = 0x5D02;
    /// All of them.
    pub const ALL: [u16; 45] = [
        IMPORTANCE,
        MESSAGE_CLASS,
        PRIORITY,
        READ_RECEIPT_REQUESTED,
        REPORT_TIME,
        SUBJECT,
        CLIENT_SUBMIT_TIME,
        SENT_REPRESENTING_NAME,
        ORIGINAL_SUBJECT,
        ORIGINAL_SUBMIT_TIME,
        SENT_REPRESENTING_ADDRTYPE,
        SENT_REPRESENTING_EMAIL_ADDRESS,
        TRANSPORT_MESSAGE_HEADERS,
        RECIPIENT_TYPE,
        SENDER_NAME,
        SENDER_ADDRTYPE,
        SENDER_EMAIL_ADDRESS,
        DISPLAY_BCC,
        DISPLAY_CC,
        DISPLAY_TO,
        MESSAGE_DELIVERY_TIME,
        MESSAGE_FLAGS,
        BODY,
        RTF_COMPRESSED,
        HTML,
        INTERNET_MESSAGE_ID,
        INTERNET_REFERENCES,
        IN_REPLY_TO_ID,
        LAST_VERB,
        FLAG_STATUS,
        DISPLAY_NAME,
        ADDRTYPE,
        EMAIL_ADDRESS,
        CREATION_TIME,
        ATTACH_DATA,
        ATTACH_FILENAME,
        ATTACH_METHOD,
        ATTACH_LONG_FILENAME,
        ATTACH_MIME_TAG,
        ATTACH_CONTENT_ID,
        SMTP_ADDRESS,
        INTERNET_CODE_PAGE,
        MESSAGE_CODE_PAGE,
        SENDER_SMTP_ADDRESS,
        SENT_REPRESENTING_SMTP_ADDRESS,
    ];
}

/// What stands under a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number.
    Int(i32),
    /// Yes or no.
    Bool(bool),
    /// A point in time.
    Time(Moment),
    /// A text, decoded.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// Properties by number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Props(BTreeMap<u16, Value>);

impl Props {
    /// Sets what stands under a number.
    pub fn set(&mut self, id: u16, value: Value) {
        let _ = self.0.insert(id, value);
    }

    /// Sets what stands under a number where nothing stands yet.
    pub fn set_if_absent(&mut self, id: u16, value: Value) {
        let _ = self.0.entry(id).or_insert(value);
    }

    /// Takes out what stands under a number.
    pub fn take(&mut self, id: u16) -> Option<Value> {
        self.0.remove(&id)
    }

    /// Returns what stands under a number.
    pub fn get(&self, id: u16) -> Option<&Value> {
        self.0.get(&id)
    }

    /// Returns the text under a number; empty when there is none.
    pub fn text(&self, id: u16) -> &str {
        match self.0.get(&id) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// Returns the number under a number.
    pub fn int(&self, id: u16) -> Option<i32> {
        match self.0.get(&id) {
            Some(Value::Int(n)) => Some(*n),
            _ => None,
        }
    }

    /// Returns whether yes stands under a number.
    pub fn is_set(&self, id: u16) -> bool {
        self.0.get(&id) == Some(&Value::Bool(true))
    }

    /// Returns the time under a number.
    pub fn time(&self, id: u16) -> Option<Moment> {
        match self.0.get(&id) {
            Some(Value::Time(at)) => Some(*at),
            _ => None,
        }
    }
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Its properties.
    pub props: Props,
    /// Its recipients, each with properties of its own.
    pub recipients: Vec<Props>,
    /// What is attached.
    pub attached: Vec<Attached>,
}

impl Item {
    /// Returns whether the message is a note: all that it says is text, people and files. Others
    /// (meetings, tasks, forms) say something by properties that no mail program shows.
    pub fn is_note(&self) -> bool {
        let class = self.props.text(id::MESSAGE_CLASS).to_ascii_lowercase();
        let class = class.strip_prefix("ipm.microsoft mail.").unwrap_or(&class);
        let class = class.strip_prefix("ipm.").unwrap_or(class);
        class.is_empty() || class == "note" || class.starts_with("note.")
    }
}

/// Something that is attached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attached {
    /// Its properties, without its content.
    pub props: Props,
    /// What it is.
    pub content: Content,
}

/// What is attached.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Content {
    /// Nothing that came along: only the place where a file was, or something that is not known.
    #[default]
    Missing,
    /// A file.
    Bytes(Vec<u8>),
    /// A message.
    Item(Box<Item>),
}

/// Turns a count of 100 nanoseconds since 1601 into a point in time; none where it is no time.
pub fn moment(ticks: i64) -> Option<Moment> {
    /// Milliseconds from 1601 to 1970.
    const EPOCH: i64 = 11_644_473_600_000;
    // Zero, and the far future, stand for "none".
    let at = Moment((ticks > 0).then_some(ticks)?.checked_div(10_000)?.checked_sub(EPOCH)?);
    let [.., year] = at.civil_utc();
    (1601..=3000).contains(&year).then_some(at)
}
