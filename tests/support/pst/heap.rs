//! Pieces of bytes in a block of a personal folder file, and the sums that go with blocks and pages.

/// Pieces of bytes in one block.
#[derive(Debug)]
pub struct Heap {
    kind: u8,
    pieces: Vec<Vec<u8>>,
}

impl Heap {
    pub fn new(kind: u8) -> Self {
        Self { kind, pieces: Vec::new() }
    }

    pub fn put(&mut self, bytes: Vec<u8>) -> u32 {
        self.pieces.push(bytes);
        u32::try_from(self.pieces.len() << 5).unwrap()
    }

    pub fn set(&mut self, piece: u32, bytes: Vec<u8>) {
        self.pieces[usize::try_from(piece >> 5).unwrap() - 1] = bytes;
    }

    pub fn bytes(&self, root: u32) -> Vec<u8> {
        let mut offsets = Vec::new();
        let mut body: Vec<u8> = Vec::new();
        for piece in &self.pieces {
            offsets.push(12 + body.len());
            body.extend(piece);
        }
        offsets.push(12 + body.len());
        let map = (12 + body.len()).next_multiple_of(2);
        let word = |n: usize| u16::try_from(n).unwrap().to_le_bytes();
        let mut bytes = [&word(map)[..], &[0xEC, self.kind], &root.to_le_bytes(), &[0; 4]].concat();
        bytes.extend(body);
        bytes.resize(map, 0);
        bytes.extend([word(self.pieces.len()), word(0)].concat());
        bytes.extend(offsets.into_iter().flat_map(word));
        bytes
    }
}

pub fn signature(at: u64, id: u64) -> u16 {
    let both = (at ^ id) & 0xFFFF_FFFF;
    u16::try_from((both >> 16 ^ both) & 0xFFFF).unwrap()
}

pub fn crc(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 }
        })
    })
}
