//! Writes pixels as a PNG file without compression: pictures of tests are looked at and thrown
//! away.

use std::path::Path;

use crate::session::Disk;

/// Writes a picture of RGBA pixels.
pub(crate) fn write(path: &Path, width: u32, height: u32, rgba: &[u8]) {
    let mut rows = Vec::with_capacity(rgba.len() + height as usize);
    for row in rgba.chunks(width as usize * 4) {
        rows.push(0);
        rows.extend_from_slice(row);
    }
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 6, 0, 0, 0]);
    let mut png = b"\x89PNG\r\n\x1A\n".to_vec();
    chunk(&mut png, b"IHDR", &header);
    chunk(&mut png, b"IDAT", &stored(&rows));
    chunk(&mut png, b"IEND", &[]);
    let disk = Disk::new();
    disk.make_folder(path.parent().unwrap()).unwrap();
    disk.replace(path, &png).unwrap();
}

/// Wraps bytes as zlib does, in stored blocks.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let last = bytes.chunks(0xFFFF).count().saturating_sub(1);
    for (number, block) in bytes.chunks(0xFFFF).enumerate() {
        let len = u16::try_from(block.len()).unwrap();
        out.push(u8::from(number == last));
        out.extend(len.to_le_bytes());
        out.extend((!len).to_le_bytes());
        out.extend_from_slice(block);
    }
    let (mut low, mut high) = (1_u32, 0_u32);
    // So many bytes cannot overflow before the remainder is taken.
    for some in bytes.chunks(5552) {
        for byte in some {
            low += u32::from(*byte);
            high += low;
        }
        (low, high) = (low % 65_521, high % 65_521);
    }
    out.extend((high << 16 | low).to_be_bytes());
    out
}

fn chunk(png: &mut Vec<u8>, kind: &[u8; 4], bytes: &[u8]) {
    png.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
    let from = png.len();
    png.extend_from_slice(kind);
    png.extend_from_slice(bytes);
    let table: Vec<u32> = (0..256_u32)
        .map(|byte| {
            (0..8).fold(byte, |c, _| if c & 1 == 1 { c >> 1 ^ 0xEDB8_8320 } else { c >> 1 })
        })
        .collect();
    let crc = png[from..]
        .iter()
        .fold(u32::MAX, |crc, byte| crc >> 8 ^ table[((crc ^ u32::from(*byte)) & 0xFF) as usize]);
    png.extend((!crc).to_be_bytes());
}
