//! Writes `winmail.dat` files of any shape ([MS-OXTNEF]), for tests alone.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    reason = "each test takes what it needs from here"
)]

use restante::format::mapi::{Content, Item, Props, Value, id};
use restante::mail::Moment;

pub const SUBJECT: u32 = 0x0001_8004;
pub const BODY: u32 = 0x0002_800C;
pub const SENT: u32 = 0x0003_8005;
pub const FROM: u32 = 0x0000_8000;
pub const CLASS: u32 = 0x0007_8008;
pub const PRIORITY: u32 = 0x0004_800D;
pub const STATUS: u32 = 0x0006_8007;
pub const CODE_PAGE: u32 = 0x0006_9007;
pub const PROPS: u32 = 0x0006_9003;
pub const RECIPIENTS: u32 = 0x0006_9004;
pub const TITLE: u32 = 0x0001_8010;
pub const DATA: u32 = 0x0006_800F;
pub const RENDERING: u32 = 0x0006_9002;
pub const ATTACH_PROPS: u32 = 0x0006_9005;

const MESSAGE: [u8; 16] = [7, 3, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46];

/// A file that grows attribute by attribute.
#[derive(Debug, Clone)]
pub struct Writer(Vec<u8>);

impl Default for Writer {
    fn default() -> Self {
        Self(b"\x78\x9f\x3e\x22\x01\x00".to_vec())
    }
}

impl Writer {
    /// Begins a file as every program does: version and character set.
    pub fn new(code_page: u32) -> Self {
        let page = [code_page.to_le_bytes(), [0; 4]].concat();
        Self::default()
            .message(0x0008_9006, &0x0001_0000_u32.to_le_bytes())
            .message(CODE_PAGE, &page)
    }

    /// Adds an attribute of the message.
    pub fn message(self, id: u32, data: &[u8]) -> Self {
        self.attribute(1, id, data)
    }

    /// Adds an attribute of an attachment.
    pub fn attached(self, id: u32, data: &[u8]) -> Self {
        self.attribute(2, id, data)
    }

    fn attribute(mut self, level: u8, id: u32, data: &[u8]) -> Self {
        self.0.push(level);
        self.0.extend(id.to_le_bytes());
        self.0.extend(u32::try_from(data.len()).unwrap().to_le_bytes());
        self.0.extend(data);
        let sum = data.iter().fold(0_u16, |sum, b| sum.wrapping_add(u16::from(*b)));
        self.0.extend(sum.to_le_bytes());
        self
    }

    pub fn bytes(self) -> Vec<u8> {
        self.0
    }
}

/// Writes a whole message by its properties.
pub fn written(item: &Item) -> Vec<u8> {
    let mut file = Writer::new(1252).message(PROPS, &props(&item.props));
    if !item.recipients.is_empty() {
        let mut table = u32::try_from(item.recipients.len()).unwrap().to_le_bytes().to_vec();
        item.recipients.iter().for_each(|row| table.extend(props(row)));
        file = file.message(RECIPIENTS, &table);
    }
    for one in &item.attached {
        file = file.attached(RENDERING, &[0; 14]);
        let mut list = properties(&one.props);
        match &one.content {
            Content::Missing => {}
            Content::Bytes(bytes) => file = file.attached(DATA, bytes),
            Content::Item(item) => {
                list.push(variable(
                    0x0D,
                    id::ATTACH_DATA,
                    &[&MESSAGE[..], &written(item)].concat(),
                ));
            }
        }
        file = file.attached(ATTACH_PROPS, &counted(&list));
    }
    file.bytes()
}

/// Writes a list of properties.
pub fn props(props: &Props) -> Vec<u8> {
    counted(&properties(props))
}

/// Writes a list of what is written already.
pub fn counted(list: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = u32::try_from(list.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(list.concat());
    bytes
}

fn properties(props: &Props) -> Vec<Vec<u8>> {
    (0..u16::MAX).filter_map(|id| Some(property(id, props.get(id)?))).collect()
}

/// Writes one property.
pub fn property(id: u16, value: &Value) -> Vec<u8> {
    match value {
        Value::Int(n) => fixed(0x03, id, &n.to_le_bytes()),
        Value::Bool(yes) => fixed(0x0B, id, &[u8::from(*yes), 0, 0, 0]),
        Value::Time(at) => fixed(0x40, id, &ticks(*at).to_le_bytes()),
        Value::Text(text) => {
            let units = text.encode_utf16().chain([0]).flat_map(u16::to_le_bytes);
            variable(0x1F, id, &units.collect::<Vec<u8>>())
        }
        Value::Bytes(bytes) => variable(0x0102, id, bytes),
    }
}

fn ticks(at: Moment) -> i64 {
    (at.0 + 11_644_473_600_000) * 10_000
}

/// Writes a property of a fixed size.
pub fn fixed(kind: u16, id: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &id.to_le_bytes(), data].concat()
}

/// Writes a property of any size.
pub fn variable(kind: u16, id: u16, data: &[u8]) -> Vec<u8> {
    let len = u32::try_from(data.len()).unwrap().to_le_bytes();
    let mut bytes = fixed(kind, id, &[&1_u32.to_le_bytes()[..], &len, data].concat());
    bytes.resize(bytes.len() + (data.len().next_multiple_of(4) - data.len()), 0);
    bytes
}
