//! The cipher of everything behind the header: each byte by its place in the file alone.
//!
//! It protects nothing (there is no key); it only has to be undone. The tables are those of
//! [MS-PST] 5.1, an open specification; the normal variant is its cyclic one (5.2) with the place
//! in the file for a key.

use std::num::NonZeroU32;

/// How the bytes of a file are turned into others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cipher {
    /// The normal one: the same transformation to and fro.
    Cyclic,
    /// The light one ("DoubleSpace", KB Q105106): one permutation a stretch of the file.
    Light {
        /// Bytes of a stretch.
        divisor: NonZeroU32,
    },
}

impl Cipher {
    /// Turns bytes that stand at this place of the file into what they mean.
    pub fn decode(self, offset: u64, bytes: &mut [u8]) {
        match self {
            Self::Cyclic => {
                let mut place = (offset & 0xFFFF) as u16;
                for byte in bytes {
                    let [low, high] = place.to_le_bytes();
                    let x = at(&R, byte.wrapping_add(low));
                    let x = at(&S, x.wrapping_add(high));
                    *byte = at(&I, x.wrapping_sub(high)).wrapping_sub(low);
                    place = place.wrapping_add(1);
                }
            }
            Self::Light { divisor } => {
                let divisor = u64::from(divisor.get());
                let mut at_byte = offset;
                for byte in bytes {
                    let stretch = ((at_byte & 0xFFFF_FFFF) / divisor) as u8;
                    *byte = at(&R, at(&S, *byte).wrapping_sub(stretch));
                    at_byte = at_byte.wrapping_add(1);
                }
            }
        }
    }
}

fn at(table: &[u8; 256], place: u8) -> u8 {
    table.get(usize::from(place)).copied().unwrap_or_default()
}

#[expect(clippy::indexing_slicing, reason = "both indexes are bytes, and it is done at build time")]
const fn inverse(table: &[u8; 256]) -> [u8; 256] {
    let mut inverse = [0; 256];
    let mut i = 0;
    while i < 256 {
        inverse[table[i] as usize] = i as u8;
        i += 1;
    }
    inverse
}

const I: [u8; 256] = inverse(&R);

#[rustfmt::skip]
const R: [u8; 256] = [
    65, 54, 19, 98, 168, 33, 110, 187, 244, 22, 204, 4, 127, 100, 232, 93,
    30, 242, 203, 42, 116, 197, 94, 53, 210, 149, 71, 158, 150, 45, 154, 136,
    76, 125, 132, 63, 219, 172, 49, 182, 72, 95, 246, 196, 216, 57, 139, 231,
    35, 59, 56, 142, 200, 193, 223, 37, 177, 32, 165, 70, 96, 78, 156, 251,
    170, 211, 86, 81, 69, 124, 85, 0, 7, 201, 43, 157, 133, 155, 9, 160,
    143, 173, 179, 15, 99, 171, 137, 75, 215, 167, 21, 90, 113, 102, 66, 191,
    38, 74, 107, 152, 250, 234, 119, 83, 178, 112, 5, 44, 253, 89, 58, 134,
    126, 206, 6, 235, 130, 120, 87, 199, 141, 67, 175, 180, 28, 212, 91, 205,
    226, 233, 39, 79, 195, 8, 114, 128, 207, 176, 239, 245, 40, 109, 190, 48,
    77, 52, 146, 213, 14, 60, 34, 50, 229, 228, 249, 159, 194, 209, 10, 129,
    18, 225, 238, 145, 131, 118, 227, 151, 230, 97, 138, 23, 121, 164, 183, 220,
    144, 122, 92, 140, 2, 166, 202, 105, 222, 80, 26, 17, 147, 185, 82, 135,
    88, 252, 237, 29, 55, 73, 27, 106, 224, 41, 51, 153, 189, 108, 217, 148,
    243, 64, 84, 111, 240, 198, 115, 184, 214, 62, 101, 24, 68, 31, 221, 103,
    16, 241, 12, 25, 236, 174, 3, 161, 20, 123, 169, 11, 255, 248, 163, 192,
    162, 1, 247, 46, 188, 36, 104, 117, 13, 254, 186, 47, 181, 208, 218, 61,
];

#[rustfmt::skip]
const S: [u8; 256] = [
    20, 83, 15, 86, 179, 200, 122, 156, 235, 101, 72, 23, 22, 21, 159, 2,
    204, 84, 124, 131, 0, 13, 12, 11, 162, 98, 168, 118, 219, 217, 237, 199,
    197, 164, 220, 172, 133, 116, 214, 208, 167, 155, 174, 154, 150, 113, 102, 195,
    99, 153, 184, 221, 115, 146, 142, 132, 125, 165, 94, 209, 93, 147, 177, 87,
    81, 80, 128, 137, 82, 148, 79, 78, 10, 107, 188, 141, 127, 110, 71, 70,
    65, 64, 68, 1, 17, 203, 3, 63, 247, 244, 225, 169, 143, 60, 58, 249,
    251, 240, 25, 48, 130, 9, 46, 201, 157, 160, 134, 73, 238, 111, 77, 109,
    196, 45, 129, 52, 37, 135, 27, 136, 170, 252, 6, 161, 18, 56, 253, 76,
    66, 114, 100, 19, 55, 36, 106, 117, 119, 67, 255, 230, 180, 75, 54, 92,
    228, 216, 53, 61, 69, 185, 44, 236, 183, 49, 43, 41, 7, 104, 163, 14,
    105, 123, 24, 158, 33, 57, 190, 40, 26, 91, 120, 245, 35, 202, 42, 176,
    175, 62, 254, 4, 140, 231, 229, 152, 50, 149, 211, 246, 74, 232, 166, 234,
    233, 243, 213, 47, 112, 32, 242, 31, 5, 103, 173, 85, 16, 206, 205, 227,
    39, 59, 218, 186, 215, 194, 38, 212, 145, 29, 210, 28, 34, 51, 248, 250,
    241, 90, 239, 207, 144, 182, 139, 181, 189, 192, 191, 8, 151, 30, 108, 226,
    97, 224, 198, 193, 89, 171, 187, 88, 222, 95, 223, 96, 121, 126, 178, 138,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(cipher: Cipher, offset: u64, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        cipher.decode(offset, &mut bytes);
        bytes
    }

    fn hex(text: &str) -> Vec<u8> {
        text.split_whitespace().map(|b| u8::from_str_radix(b, 16).unwrap()).collect()
    }

    fn light(divisor: u32) -> Cipher {
        Cipher::Light { divisor: NonZeroU32::new(divisor).unwrap() }
    }

    #[test]
    fn the_tables_are_permutations_and_s_undoes_itself() {
        for table in [&R, &S, &I] {
            let mut seen = [false; 256];
            table.iter().for_each(|&v| seen[usize::from(v)] = true);
            assert!(seen.iter().all(|&s| s));
        }
        assert!((0..=255).all(|i| at(&S, at(&S, i)) == i));
    }

    #[test]
    fn bytes_of_a_real_file_are_the_first_node_of_its_second_map() {
        let stored = hex(
            "9d f5 54 33 1d 9d 87 8e 18 f3 05 ed 2c 38 bf fb ad f3 2f 12 da 46 6c 24 76 79 d7 5f 67 \
             2d aa 43",
        );
        let mut node = [0; 32];
        node[17] = 0x10;
        assert_eq!(decoded(Cipher::Cyclic, 0x4200, &stored), node);
    }

    #[test]
    fn the_normal_cipher_undoes_itself_and_its_key_wraps() {
        let zeros = hex("bf e8 e9 84 a1 3b 96 a1 b5 46 08 6a 5d 5e be e3");
        assert_eq!(decoded(Cipher::Cyclic, 0x200, &zeros), [0; 16]);
        assert_eq!(decoded(Cipher::Cyclic, 0x200, &[0; 16]), zeros);
        let text = hex("3c 20 d9 cd 28 61 f2 2f df f5 c7 b4 b2 af 85 71");
        assert_eq!(decoded(Cipher::Cyclic, 0xFFF8, &text), b"ABCDEFGHIJKLMNOP");
        assert_eq!(decoded(Cipher::Cyclic, 0x7_FFF8, &text), b"ABCDEFGHIJKLMNOP");
    }

    #[test]
    fn the_light_cipher_changes_from_stretch_to_stretch() {
        let stored = hex("4e e0 8c 8b 17 86 81 0a 6a 46 0e 97 cf 5f b9 11");
        let plain: Vec<u8> = (0..16).collect();
        assert_eq!(decoded(light(0x1000), 0xFF8, &stored), plain);
        let stored = [[0x6B; 8], [0xBC; 8]].concat();
        assert_eq!(decoded(light(0x100), 0x2F8, &stored), [0; 16]);
    }

    #[test]
    fn a_part_is_decoded_as_in_the_whole() {
        let bytes: Vec<u8> = (0..1000_u32).map(|i| (i * 7) as u8).collect();
        for cipher in [Cipher::Cyclic, light(100)] {
            let whole = decoded(cipher, 0xFF00, &bytes);
            for from in [1, 100, 255, 256, 999] {
                assert_eq!(decoded(cipher, 0xFF00 + from as u64, &bytes[from..]), whole[from..]);
            }
        }
    }
}
