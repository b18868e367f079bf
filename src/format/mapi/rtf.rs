//! Rich text as messages carry it: compressed ([MS-OXRTFCP]), and made of HTML or plain text in
//! such a way that it can be had back ([MS-OXRTFEX]).
//!
//! Nothing of the look of rich text is kept, only its words.

mod letters;
mod words;

use crate::format::bytes::u32_at;

pub(in crate::format) use words::{Rtf, read};

/// What every dictionary begins with ([MS-OXRTFCP] 2.1.2.1).
const BEGINNING: &[u8; 207] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \
\\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier\
{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Bytes of the dictionary, which goes round.
const ROUND: usize = 4096;

/// Returns rich text without its compression, as far as it can be read, and whether it is whole.
pub(in crate::format) fn decompressed(bytes: &[u8]) -> (Vec<u8>, bool) {
    let word = |at: usize| u32_at(bytes, at).unwrap_or(0);
    let packed = bytes.get(16..).unwrap_or_default();
    // The size in front counts itself out, and the rest of the header in.
    let size = usize::try_from(word(0)).unwrap_or(usize::MAX).saturating_sub(12);
    let packed = packed.get(..size).unwrap_or(packed);
    let wanted = usize::try_from(word(4)).unwrap_or(usize::MAX);
    match bytes.get(8..12) {
        Some(b"LZFu") => unpacked(packed),
        Some(b"MELA") => {
            let text = packed.get(..wanted).unwrap_or(packed);
            (text.to_vec(), text.len() == wanted)
        }
        // Some programs put rich text there as it is.
        _ if bytes.starts_with(b"{\\rtf") => (bytes.to_vec(), true),
        _ => (Vec::new(), false),
    }
}

/// Unpacks; one byte gives at most nine, so the result is bounded by what came.
fn unpacked(packed: &[u8]) -> (Vec<u8>, bool) {
    let mut out = Vec::new();
    let mut round = [b' '; ROUND];
    for (place, byte) in round.iter_mut().zip(BEGINNING) {
        *place = *byte;
    }
    let mut end = BEGINNING.len();
    let put = |out: &mut Vec<u8>, round: &mut [u8; ROUND], end: &mut usize, byte: u8| {
        out.push(byte);
        if let Some(place) = round.get_mut(*end) {
            *place = byte;
        }
        *end = (*end + 1) % ROUND;
    };
    let mut left = packed.iter().copied();
    while let Some(control) = left.next() {
        for bit in 0..8 {
            if control & (1 << bit) == 0 {
                let Some(byte) = left.next() else { return (out, false) };
                put(&mut out, &mut round, &mut end, byte);
                continue;
            }
            let (Some(high), Some(low)) = (left.next(), left.next()) else { return (out, false) };
            let offset = usize::from(high) << 4 | usize::from(low) >> 4;
            if offset == end {
                return (out, true);
            }
            for n in 0..usize::from(low & 0xF) + 2 {
                let byte = round.get((offset + n) % ROUND).copied().unwrap_or(b' ');
                put(&mut out, &mut round, &mut end, byte);
            }
        }
    }
    (out, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the specification ([MS-OXRTFCP] 4.1 and 4.2).
    #[test]
    fn the_published_examples() {
        let simple = [
            0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5,
            0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42,
            0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0,
            0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
        ];
        let text = b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n".to_vec();
        assert_eq!(decompressed(&simple), (text, true));
        let crossing = [
            0x1a, 0x00, 0x00, 0x00, 0x1c, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xe2, 0xd4,
            0x4b, 0x51, 0x41, 0x00, 0x04, 0x20, 0x57, 0x58, 0x59, 0x5a, 0x0d, 0x6e, 0x7d, 0x01,
            0x0e, 0xb0,
        ];
        assert_eq!(decompressed(&crossing), (b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}".to_vec(), true));
        // Cut off, it gives what is there.
        let (part, whole) = decompressed(&simple[..30]);
        assert!(!whole && part.starts_with(b"{\\rtf1\\ansi"), "{part:?}");
        assert_eq!(decompressed(b""), (Vec::new(), false));
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config::with_cases(64))]

        /// Another program's writer, and our reader.
        #[test]
        fn what_others_compress(text in "[ -~\r\n]{0,400}") {
            let packed = compressed_rtf::compress_rtf(&text).unwrap();
            proptest::prop_assert_eq!(decompressed(&packed), (text.clone().into_bytes(), true));
            let raw = compressed_rtf::encode_rtf(&text).unwrap();
            proptest::prop_assert_eq!(decompressed(&raw), (text.into_bytes(), true));
        }

        #[test]
        fn anything_is_bounded(bytes in proptest::collection::vec(0u8..=255, 0..600)) {
            let (text, _) = decompressed(&[b"\xff\xff\xff\xff\xff\xff\xff\xffLZFu0000", bytes.as_slice()].concat());
            proptest::prop_assert!(text.len() <= bytes.len() * 9);
            let _ = read(&text);
            let _ = read(&bytes);
        }
    }
}
