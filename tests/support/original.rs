//! Writes original message files of any shape, for tests alone: the program never writes one. It
//! is made from the written layouts, and knows nothing of how the program reads.

use restante::format::original::cipher::Cipher;

/// An object to be written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Object {
    pub(crate) oid: u32,
    pub(crate) parent: u32,
    pub(crate) aux: u32,
    pub(crate) flags: u16,
    pub(crate) references: u16,
    pub(crate) data: Vec<u8>,
}

/// A file to be written.
#[derive(Debug, Clone)]
pub(crate) struct Original {
    pub(crate) cipher: Cipher,
    pub(crate) current: u16,
    pub(crate) objects: Vec<Object>,
    /// Aliases: their number, their parent, what they share companions with, and the holder.
    pub(crate) aliases: Vec<(u32, u32, u32, u32)>,
    /// Free blocks between the objects and the end, with what lies in them.
    pub(crate) free: Vec<Vec<u8>>,
}

impl Default for Original {
    fn default() -> Self {
        let (cipher, current) = (Cipher::Cyclic, 0);
        Self { cipher, current, objects: Vec::new(), aliases: Vec::new(), free: Vec::new() }
    }
}

struct Node {
    oid: u32,
    fields: [u32; 2],
    flags: u16,
    size: u32,
    place: u32,
    hold: u16,
    references: u16,
}

fn blocks(size: usize) -> usize {
    size.next_multiple_of(128)
}

/// Writes bytes as they are stored; the program can only undo this.
pub(crate) fn encode(cipher: Cipher, offset: u64, bytes: &mut [u8]) {
    if cipher == Cipher::Cyclic {
        return cipher.decode(offset, bytes);
    }
    let mut tables: std::collections::HashMap<Vec<u8>, [u8; 256]> = Default::default();
    let mut last: (u64, [u8; 256]) = (u64::MAX, [0; 256]);
    let Cipher::Light { divisor } = cipher else { return };
    for (at, byte) in bytes.iter_mut().enumerate() {
        let place = offset + at as u64;
        let stretch = place / u64::from(divisor.get());
        if last.0 != stretch {
            let decoded: Vec<u8> = (0..=255_u8)
                .map(|b| {
                    let mut one = [b];
                    cipher.decode(place, &mut one);
                    one[0]
                })
                .collect();
            let table = tables.entry(decoded.clone()).or_insert_with(|| {
                let mut inverse = [0; 256];
                decoded.iter().zip(0..=255).for_each(|(&d, b)| inverse[usize::from(d)] = b);
                inverse
            });
            last = (stretch, *table);
        }
        *byte = last.1[usize::from(*byte)];
    }
}

impl Original {
    /// Writes the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let count = 2 + self.objects.len() + self.aliases.len() + self.free.len();
        let capacity = count.next_multiple_of(256).max(512);
        let area = (capacity * 32).next_multiple_of(512);
        let begin = 0x200 + 2 * area;
        let mut file = vec![0; begin];
        let map = Node {
            oid: 0x7061_6D80,
            fields: [0; 2],
            flags: 0x1000,
            size: (2 * area - 8) as u32,
            place: 0x200,
            hold: 0,
            references: 0,
        };
        let mut nodes = vec![map];
        for object in &self.objects {
            nodes.push(Node {
                oid: object.oid,
                fields: [object.parent, object.aux],
                flags: object.flags | 0x1000,
                size: object.data.len() as u32,
                place: file.len() as u32,
                hold: 0,
                references: object.references,
            });
            file.extend(object.oid.to_le_bytes());
            file.extend((object.data.len() as u32).to_le_bytes());
            file.extend(&object.data);
            file.resize(blocks(file.len()), 0);
        }
        for free in &self.free {
            nodes.push(Node {
                oid: 0x8F,
                fields: [0; 2],
                flags: 0x9000,
                size: blocks(free.len()) as u32,
                place: file.len() as u32,
                hold: 0,
                references: 0,
            });
            file.extend(free);
            file.resize(blocks(file.len()), 0);
        }
        for &(oid, parent, aux, holder) in &self.aliases {
            let at = nodes.iter().position(|n| n.oid == holder).unwrap_or(0) + 1;
            nodes.push(Node {
                oid,
                fields: [parent, aux],
                flags: 0x1010,
                size: 0,
                place: holder,
                hold: at as u16,
                references: 1,
            });
        }
        let end = file.len() as u32;
        let (root, tree) = tree(&nodes);
        let mut map = vec![0; 32];
        map[17] = 0x10;
        for (node, (smaller, larger)) in nodes.iter().zip(tree) {
            map.extend(smaller.to_le_bytes());
            map.extend(larger.to_le_bytes());
            map.extend(node.oid.to_le_bytes());
            map.extend(node.fields.iter().flat_map(|f| f.to_le_bytes()));
            map.extend(node.flags.to_le_bytes());
            map.extend([0, 0]);
            map.extend(node.size.to_le_bytes());
            map.extend(node.place.to_le_bytes());
            map.extend(node.hold.to_le_bytes());
            map.extend(node.references.to_le_bytes());
        }
        for offset in [0x200, 0x200 + area] {
            file[offset..offset + map.len()].copy_from_slice(&map);
        }
        encode(self.cipher, 0x200, &mut file[0x200..]);
        self.head(&mut file, capacity as u16, area as u32, (end, nodes.len() as u16 + 1, root));
        file.push(0);
        file
    }

    fn head(&self, file: &mut [u8], capacity: u16, area: u32, (end, n, root): (u32, u16, u16)) {
        let mut put = |at: usize, value: &[u8]| file[at..at + value.len()].copy_from_slice(value);
        put(0, &0x01AF_DEAD_u32.to_le_bytes());
        let version: u32 = if self.cipher == Cipher::Cyclic { 0x0F00_C00F } else { 0x0F00_C010 };
        put(4, &version.to_le_bytes());
        put(0x0C, &capacity.to_le_bytes());
        put(0x0E, &self.current.to_le_bytes());
        for (at, offset) in [(0x10, 0x200), (0x50, 0x200 + area)] {
            put(at, &offset.to_le_bytes());
            put(at + 4, &end.to_le_bytes());
            put(at + 8, &n.to_le_bytes());
            put(at + 10, &root.to_le_bytes());
        }
        put(0x90, b"English (American)");
        put(0x110, &[3, 0, 0, 0, 0xA6, 0x0F, 3, 0, 0, 0, 0xA6, 0x0F, 0x45, 0x23, 1, 0]);
        if let Cipher::Light { divisor } = self.cipher {
            put(0x126, &[1, 0]);
            put(0x128, &divisor.get().to_le_bytes());
        }
    }
}

/// Builds the tree of numbers: the largest is its root, each leads to the next smaller one.
fn tree(nodes: &[Node]) -> (u16, Vec<(u16, u16)>) {
    let there = |(_, node): &(usize, &Node)| node.oid & 0xFF < 0x8C || node.oid & 0xFF > 0x8F;
    let mut order: Vec<(usize, &Node)> = nodes.iter().enumerate().filter(there).collect();
    order.sort_by_key(|(_, node)| node.oid);
    let mut tree = vec![(0, 0); nodes.len()];
    for pair in order.windows(2) {
        tree[pair[1].0].0 = pair[0].0 as u16 + 1;
    }
    (order.last().map_or(0, |(at, _)| *at as u16 + 1), tree)
}

/// Writes an element list.
pub(crate) fn list(elements: &[(u32, Vec<u8>)]) -> Vec<u8> {
    let mut data = vec![0; 4];
    let mut offsets = vec![0; elements.len()];
    for (at, (_, value)) in elements.iter().enumerate().rev() {
        offsets[at] = data.len() as u32;
        data.extend(value);
    }
    let directory = data.len() as u32;
    data[..4].copy_from_slice(&directory.to_le_bytes());
    data.extend((elements.len() as u16).to_le_bytes());
    data.extend([0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0]);
    for ((key, value), offset) in elements.iter().zip(offsets) {
        for number in [*key, offset, value.len() as u32] {
            data.extend(number.to_le_bytes());
        }
    }
    data
}

/// Writes a folder's line in a hierarchy.
pub(crate) fn folder_line(level: u16, name: &[u8]) -> Vec<u8> {
    [&level.to_le_bytes(), name, b"\0\0\0"].concat()
}

/// Writes a date, little-endian or (in a line) big-endian.
pub(crate) fn date(parts: [u16; 6], swapped: bool) -> Vec<u8> {
    let word = |w: u16| if swapped { w.to_be_bytes() } else { w.to_le_bytes() };
    parts.into_iter().chain([0]).flat_map(word).collect()
}

/// Writes the line of a message in a folder.
pub(crate) fn message_line(at: [u16; 6], status: u8, folder: u32, texts: [&[u8]; 2]) -> Vec<u8> {
    let mut line = date(at, true);
    line.extend([status, 1, 0, 2, 0, 0, 0, 0, 0]);
    line.extend(folder.to_le_bytes());
    for text in texts {
        line.extend(text);
        line.push(0);
    }
    line.extend([0, 0]);
    line
}

/// Writes a recipient list.
pub(crate) fn people(people: &[(&[u8], &[u8])]) -> Vec<u8> {
    let mut list = Vec::new();
    for (name, address) in people {
        let padded = |text: &[u8]| {
            let mut text = [text, b"\0"].concat();
            text.resize(text.len().next_multiple_of(4), 0);
            text
        };
        let (name, address) = (padded(name), padded(address));
        for word in [3, 0, name.len() as u16, address.len() as u16] {
            list.extend(word.to_le_bytes());
        }
        list.extend([name, address].concat());
    }
    list.extend([0; 8]);
    list
}
