//! Writes personal folder files ([MS-PST], the Unicode kind, not enciphered), for tests alone.

#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "each test takes what it needs from here"
)]

use std::collections::BTreeMap;

#[path = "pst/heap.rs"]
mod heap;

use heap::Heap;
pub use heap::crc;
use heap::signature;

/// What stands under a number.
#[derive(Debug, Clone)]
pub enum Value {
    Int(i32),
    Bool(bool),
    Time(i64),
    Text(String),
    Old(Vec<u8>),
    Bytes(Vec<u8>),
    /// A message, by the number of its node.
    Node(u32),
}

pub type Props = BTreeMap<u16, Value>;

#[derive(Debug, Clone, Default)]
pub struct Message {
    pub props: Props,
    pub recipients: Vec<Props>,
    pub attached: Vec<Attached>,
}

#[derive(Debug, Clone)]
pub enum Attached {
    File(Props, Vec<u8>),
    Message(Box<Message>),
    /// A stream of another program.
    Object(Vec<u8>),
}

#[derive(Debug, Clone, Default)]
pub struct Folder {
    pub name: String,
    pub messages: Vec<Message>,
    pub folders: Vec<Folder>,
}

/// The number of the top folder, and of Deleted Items.
const TOP: u32 = 0x8022;
const KEY: [u8; 16] = *b"a made-up store!";

/// Writes a file with these folders; the one called "Deleted Items" is where deleted mail lies.
pub fn written(folders: &[Folder]) -> Vec<u8> {
    damaged(folders, Vec::new())
}

/// A bit that is wrong: in a part of a file, a block or a page, where in it, and which.
pub type Flip = (usize, usize, u8);

/// Writes a file in which bits are wrong, but all checks are right.
pub fn damaged(folders: &[Folder], flips: Vec<Flip>) -> Vec<u8> {
    let mut file = Writer { bytes: vec![0; 0x4600], next: 0x401, flips, ..Writer::default() };
    let top = Folder { name: "Top".into(), folders: folders.to_vec(), messages: Vec::new() };
    file.folder(&top, TOP, 0x122);
    let deleted = file.deleted.unwrap_or(0);
    let store: Props = [
        (0x0FF9, Value::Bytes(KEY.to_vec())),
        (0x3001, Value::Text("Personal Folders".into())),
        (0x35E0, Value::Bytes(entry(TOP))),
        (0x35E3, Value::Bytes(entry(deleted))),
        (0x35E7, Value::Bytes(entry(0))),
    ]
    .into();
    let (data, sub) = file.properties(&store, BTreeMap::new());
    file.node(0x21, data, sub, 0);
    file.finish()
}

fn entry(node: u32) -> Vec<u8> {
    [&[0; 4][..], &KEY, &node.to_le_bytes()].concat()
}

/// A list of nodes below a node: data, and what is below again.
type Below = BTreeMap<u32, (u64, u64)>;

#[derive(Debug, Default)]
struct Writer {
    bytes: Vec<u8>,
    /// The next number of a node.
    next: u32,
    deleted: Option<u32>,
    flips: Vec<Flip>,
    /// Parts that are written.
    parts: usize,
    blocks: BTreeMap<u64, (u64, u16)>,
    nodes: BTreeMap<u32, (u64, u64, u32)>,
}

impl Writer {
    fn number(&mut self, kind: u32) -> u32 {
        self.next += 1;
        self.next << 5 | kind
    }

    fn node(&mut self, nid: u32, data: u64, sub: u64, parent: u32) {
        assert!(self.nodes.insert(nid, (data, sub, parent)).is_none());
    }

    fn folder(&mut self, folder: &Folder, nid: u32, parent: u32) {
        if folder.name == "Deleted Items" {
            self.deleted = Some(nid);
        }
        let children: Vec<u32> = folder.folders.iter().map(|_| self.number(2)).collect();
        let messages: Vec<u32> = folder.messages.iter().map(|_| self.number(4)).collect();
        let count = i32::try_from(messages.len()).unwrap();
        let props: Props = [
            (0x3001, Value::Text(folder.name.clone())),
            (0x3602, Value::Int(count)),
            (0x3603, Value::Int(0)),
            (0x360A, Value::Bool(!children.is_empty())),
        ]
        .into();
        let (data, sub) = self.properties(&props, Below::new());
        self.node(nid, data, sub, parent);
        for (kind, rows) in [(0x0D, &children), (0x0E, &messages), (0x0F, &Vec::new())] {
            let rows: Vec<(u32, Props)> = rows.iter().map(|row| (*row, Props::new())).collect();
            let (data, sub) = self.table(&[], &rows);
            self.node(nid & !0x1F | kind, data, sub, 0);
        }
        for (child, number) in folder.folders.iter().zip(children) {
            self.folder(child, number, nid);
        }
        for (message, number) in folder.messages.iter().zip(messages) {
            let (data, sub) = self.message(message);
            self.node(number, data, sub, nid);
        }
    }

    fn message(&mut self, message: &Message) -> (u64, u64) {
        let mut below = Below::new();
        let columns = [(0x0C15, 3), (0x3001, 0x1F), (0x3002, 0x1F), (0x3003, 0x1F)];
        let rows: Vec<(u32, Props)> = (0..).zip(message.recipients.iter().cloned()).collect();
        let table = self.table(&columns, &rows);
        let _ = below.insert(0x692, table);
        if !message.attached.is_empty() {
            let mut rows = Vec::new();
            for one in &message.attached {
                let number = self.number(5);
                let mut props = Props::new();
                let mut inside = Below::new();
                match one {
                    Attached::File(names, bytes) => {
                        props.extend(names.clone());
                        let _ = props.insert(0x3705, Value::Int(1));
                        let _ = props.insert(0x3701, Value::Bytes(bytes.clone()));
                    }
                    Attached::Message(message) => {
                        let inner = self.number(4);
                        let written = self.message(message);
                        let _ = inside.insert(inner, written);
                        let _ = props.insert(0x3705, Value::Int(5));
                        let _ = props.insert(0x3701, Value::Node(inner));
                    }
                    Attached::Object(bytes) => {
                        let inner = self.number(0x1F);
                        let written = (self.data(bytes), 0);
                        let _ = inside.insert(inner, written);
                        let _ = props.insert(0x3705, Value::Int(6));
                        let _ = props.insert(0x3701, Value::Node(inner));
                    }
                }
                let written = self.properties(&props, inside);
                let _ = below.insert(number, written);
                rows.push((number, Props::new()));
            }
            let table = self.table(&[], &rows);
            let _ = below.insert(0x671, table);
        }
        self.properties(&message.props, below)
    }

    /// Writes properties by number; what is too long for them stands in a node below.
    fn properties(&mut self, props: &Props, mut below: Below) -> (u64, u64) {
        let mut heap = Heap::new(0xBC);
        let header = heap.put(vec![]);
        let records = heap.put(vec![]);
        let mut list = Vec::new();
        for (id, value) in props {
            let (kind, value) = self.value(value, &mut heap, &mut below);
            list.extend(
                [&id.to_le_bytes()[..], &kind.to_le_bytes(), &value.to_le_bytes()].concat(),
            );
        }
        let root = if list.is_empty() { 0 } else { records };
        heap.set(records, list);
        heap.set(header, [&[0xB5, 2, 6, 0][..], &root.to_le_bytes()].concat());
        let data = self.block(&heap.bytes(header), false);
        (data, self.below(&below))
    }

    fn value(&mut self, value: &Value, heap: &mut Heap, below: &mut Below) -> (u16, u32) {
        let (kind, bytes) = match value {
            Value::Int(n) => return (0x03, n.cast_unsigned()),
            Value::Bool(yes) => return (0x0B, u32::from(*yes)),
            Value::Time(ticks) => (0x40, ticks.to_le_bytes().to_vec()),
            Value::Text(text) => (0x1F, text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Value::Old(bytes) => (0x1E, bytes.clone()),
            Value::Bytes(bytes) => (0x0102, bytes.clone()),
            Value::Node(nid) => (0x0D, [nid.to_le_bytes(), [1, 0, 0, 0]].concat()),
        };
        if bytes.is_empty() {
            return (kind, 0);
        }
        if bytes.len() <= 512 {
            return (kind, heap.put(bytes));
        }
        let number = self.number(0x1F);
        let data = self.data(&bytes);
        let _ = below.insert(number, (data, 0));
        (kind, number)
    }

    /// Writes a table; each column is a property and its kind, an Int or a Text.
    fn table(&mut self, columns: &[(u16, u16)], rows: &[(u32, Props)]) -> (u64, u64) {
        let mut heap = Heap::new(0x7C);
        let info = heap.put(vec![]);
        let all: Vec<(u16, u16)> =
            [(0x67F2, 3), (0x67F3, 3)].into_iter().chain(columns.iter().copied()).collect();
        let mut end = 8;
        let places: Vec<usize> = all
            .iter()
            .map(|(id, _)| match id {
                0x67F2 => 0,
                0x67F3 => 4,
                _ => {
                    end += 4;
                    end - 4
                }
            })
            .collect();
        let bits = all.len().div_ceil(8);
        let (mut matrix, mut index) = (Vec::new(), Vec::new());
        let mut below = Below::new();
        for (n, (row, props)) in rows.iter().enumerate() {
            let mut line = vec![0; end + bits];
            for (bit, ((id, _), place)) in all.iter().zip(&places).enumerate() {
                let value = match id {
                    0x67F2 => *row,
                    0x67F3 => 1,
                    _ => match props.get(id) {
                        Some(value) => self.value(value, &mut heap, &mut below).1,
                        None => continue,
                    },
                };
                line[*place..place + 4].copy_from_slice(&value.to_le_bytes());
                line[end + bit / 8] |= 0x80 >> (bit % 8);
            }
            matrix.extend(line);
            index.push((*row, u32::try_from(n).unwrap()));
        }
        index.sort_unstable();
        let index: Vec<u8> =
            index.iter().flat_map(|(r, n)| [r.to_le_bytes(), n.to_le_bytes()].concat()).collect();
        let rows = if matrix.is_empty() {
            0
        } else if matrix.len() <= 2048 {
            heap.put(matrix)
        } else {
            // Rows do not cross the blocks of the node below.
            let width = end + bits;
            let per_block = 8176 / width * width;
            let blocks: Vec<Vec<u8>> = matrix.chunks(per_block).map(padded).collect();
            let number = self.number(0x1F);
            let data = self.data_of(&blocks);
            let _ = below.insert(number, (data, 0));
            number
        };
        let leaf = if index.is_empty() { 0 } else { self.index(&mut heap, index) };
        let header = heap.put([&[0xB5, 4, 4, 0][..], &leaf.to_le_bytes()].concat());
        let width = |n: usize| u16::try_from(n).unwrap().to_le_bytes();
        let mut tc = vec![0x7C, u8::try_from(all.len()).unwrap()];
        tc.extend([width(end), width(end), width(end), width(end + bits)].concat());
        tc.extend([header.to_le_bytes(), rows.to_le_bytes(), [0; 4]].concat());
        for (bit, ((id, kind), place)) in all.iter().zip(&places).enumerate() {
            tc.extend([kind.to_le_bytes(), id.to_le_bytes(), width(*place)].concat());
            tc.extend([4, u8::try_from(bit).unwrap()]);
        }
        heap.set(info, tc);
        let data = self.block(&heap.bytes(info), false);
        (data, self.below(&below))
    }

    /// The index of the rows of a table fits into one piece here.
    fn index(&mut self, heap: &mut Heap, index: Vec<u8>) -> u32 {
        assert!(index.len() <= 3580, "too many rows for this writer");
        heap.put(index)
    }

    /// Writes bytes of any size.
    fn data(&mut self, bytes: &[u8]) -> u64 {
        let blocks: Vec<Vec<u8>> = bytes.chunks(8176).map(<[u8]>::to_vec).collect();
        self.data_of(&blocks)
    }

    fn data_of(&mut self, blocks: &[Vec<u8>]) -> u64 {
        let ids: Vec<u64> = blocks.iter().map(|block| self.block(block, false)).collect();
        if let [one] = ids.as_slice() {
            return *one;
        }
        let total: usize = blocks.iter().map(Vec::len).sum();
        let count = u16::try_from(ids.len()).unwrap();
        let mut list = [&[1, 1][..], &count.to_le_bytes()].concat();
        list.extend(u32::try_from(total).unwrap().to_le_bytes());
        list.extend(ids.iter().flat_map(|id| id.to_le_bytes()));
        self.block(&list, true)
    }

    fn below(&mut self, below: &Below) -> u64 {
        if below.is_empty() {
            return 0;
        }
        let mut list = [&[2, 0][..], &u16::try_from(below.len()).unwrap().to_le_bytes()].concat();
        list.extend([0; 4]);
        for (nid, (data, sub)) in below {
            list.extend(
                [u64::from(*nid).to_le_bytes(), data.to_le_bytes(), sub.to_le_bytes()].concat(),
            );
        }
        self.block(&list, true)
    }

    /// Makes the bits of a part wrong that shall be.
    fn flip(&mut self, part: &mut [u8]) {
        for (n, at, bit) in &self.flips {
            if *n == self.parts && !part.is_empty() {
                let at = at % part.len();
                part[at] ^= 1 << (bit % 8);
            }
        }
        self.parts += 1;
    }

    fn block(&mut self, data: &[u8], internal: bool) -> u64 {
        let mut data = data.to_vec();
        self.flip(&mut data);
        let data = data.as_slice();
        assert!(data.len() <= 8176, "{}", data.len());
        let id = (self.blocks.len() as u64 + 1) << 2 | u64::from(internal) << 1;
        let at = self.bytes.len() as u64;
        let size = u16::try_from(data.len()).unwrap();
        self.bytes.extend(data);
        let whole = (data.len() + 16).next_multiple_of(64);
        self.bytes.resize(self.bytes.len() + whole - 16 - data.len(), 0);
        self.bytes.extend(size.to_le_bytes());
        self.bytes.extend(signature(at, id).to_le_bytes());
        self.bytes.extend(crc(data).to_le_bytes());
        self.bytes.extend(id.to_le_bytes());
        let _ = self.blocks.insert(id, (at, size));
        id
    }

    /// Writes a tree of pages, and returns the reference to its top.
    fn tree(&mut self, kind: u8, entries: Vec<(u64, Vec<u8>)>) -> [u8; 16] {
        let (mut level, mut entries) = (0, entries);
        loop {
            let width = entries.first().map_or(24, |(_, entry)| entry.len());
            let most = 488 / width;
            let pages: Vec<(u64, [u8; 16])> = entries
                .chunks(most)
                .map(|some| (some[0].0, self.page(kind, level, width, most, some)))
                .collect();
            if let [(_, one)] = pages.as_slice() {
                return *one;
            }
            entries = pages
                .into_iter()
                .map(|(key, page)| (key, [&key.to_le_bytes()[..], &page].concat()))
                .collect();
            level += 1;
        }
    }

    fn page(
        &mut self,
        kind: u8,
        level: u8,
        width: usize,
        most: usize,
        some: &[(u64, Vec<u8>)],
    ) -> [u8; 16] {
        self.bytes.resize(self.bytes.len().next_multiple_of(512), 0);
        let at = self.bytes.len() as u64;
        let id = at / 512;
        let mut page: Vec<u8> = some.iter().flat_map(|(_, entry)| entry.clone()).collect();
        page.resize(488, 0);
        let byte = |n: usize| u8::try_from(n).unwrap();
        page.extend([byte(some.len()), byte(most), byte(width), level, 0, 0, 0, 0]);
        self.flip(&mut page);
        let sum = crc(&page);
        page.extend([kind, kind]);
        page.extend(signature(at, id).to_le_bytes());
        page.extend(sum.to_le_bytes());
        page.extend(id.to_le_bytes());
        self.bytes.extend(page);
        [id.to_le_bytes(), at.to_le_bytes()].concat().try_into().unwrap()
    }

    fn finish(mut self) -> Vec<u8> {
        let nodes = self.nodes.iter().map(|(nid, (data, sub, parent))| {
            let nid = u64::from(*nid);
            let numbers = [nid, *data, *sub, u64::from(*parent)];
            (nid, numbers.iter().flat_map(|n| n.to_le_bytes()).collect())
        });
        let nodes = nodes.collect();
        let blocks = self.blocks.iter().map(|(id, (at, size))| {
            let size = u64::from(*size) | 2 << 16;
            (*id, [id.to_le_bytes(), at.to_le_bytes(), size.to_le_bytes()].concat())
        });
        let blocks = blocks.collect();
        let nodes = self.tree(0x81, nodes);
        let blocks = self.tree(0x80, blocks);
        let mut head = b"SM\x17\0\x13\0\x01\x01".to_vec();
        head.extend([0; 16]);
        head.extend(1_000_000_u64.to_le_bytes());
        head.extend(1_u32.to_le_bytes());
        head.extend([0; 128 + 8 + 4]);
        let end = self.bytes.len() as u64;
        for n in [end, 0x4400, 0, 0] {
            head.extend(n.to_le_bytes());
        }
        head.extend(nodes);
        head.extend(blocks);
        head.extend([2, 0, 0, 0, 0, 0, 0, 0]);
        head.extend([0xFF; 256]);
        head.extend([0x80, 0, 0, 0]);
        head.extend(1_000_000_u64.to_le_bytes());
        assert_eq!(head.len(), 516);
        let head = [
            &b"!BDN"[..],
            &crc(&head[..471]).to_le_bytes(),
            &head,
            &crc(&head).to_le_bytes(),
            &[0; 36],
        ]
        .concat();
        self.bytes[..head.len()].copy_from_slice(&head);
        self.bytes
    }
}

fn padded(block: &[u8]) -> Vec<u8> {
    let mut block = block.to_vec();
    if block.len() > 4096 {
        block.resize(8176, 0);
    }
    block
}
