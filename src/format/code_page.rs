//! Character sets by the numbers that Windows gives them.

use encoding_rs::{Encoding, UTF_8, UTF_16LE};

/// A character set, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodePage {
    number: u32,
    encoding: &'static Encoding,
}

impl Default for CodePage {
    /// Returns the set that stands in where none is named: it reads any byte.
    fn default() -> Self {
        Self { number: 1252, encoding: encoding_rs::WINDOWS_1252 }
    }
}

impl CodePage {
    /// Returns the set of a number; none for a number that names none, or one that no standard of
    /// today reads.
    pub fn of(number: u32) -> Option<Self> {
        let label: String = match number {
            874 | 1250..=1258 => format!("windows-{number}"),
            // What the first programs wrote where they meant "no set": their own is meant.
            20127 => "windows-1252".to_owned(),
            932 => "shift_jis".to_owned(),
            936 | 20936 => "gbk".to_owned(),
            949 | 51949 => "euc-kr".to_owned(),
            950 => "big5".to_owned(),
            866 => "ibm866".to_owned(),
            10000 => "macintosh".to_owned(),
            10007 => "x-mac-cyrillic".to_owned(),
            20866 => "koi8-r".to_owned(),
            21866 => "koi8-u".to_owned(),
            28591..=28606 => format!("iso-8859-{}", number - 28590),
            38598 => "iso-8859-8-i".to_owned(),
            50220..=50222 => "iso-2022-jp".to_owned(),
            51932 => "euc-jp".to_owned(),
            54936 => "gb18030".to_owned(),
            1200 => return Some(Self { number, encoding: UTF_16LE }),
            65001 => return Some(Self { number, encoding: UTF_8 }),
            _ => return None,
        };
        Encoding::for_label(label.as_bytes()).map(|encoding| Self { number, encoding })
    }

    /// Returns the set of a number of fonts (`\fcharset` of rich text).
    pub(super) fn of_font(number: u32) -> Option<Self> {
        let page = match number {
            0 => 1252,
            77 => 10000,
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return None,
        };
        Self::of(page)
    }

    /// Returns the number.
    pub fn number(self) -> u32 {
        self.number
    }

    /// Reads a text up to its first NUL; what cannot be read is marked.
    pub fn text(self, bytes: &[u8]) -> String {
        let end = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
        self.decode(bytes.get(..end).unwrap_or(bytes))
    }

    /// Reads all of a text, byte by byte.
    pub fn decode(self, bytes: &[u8]) -> String {
        self.encoding.decode_without_bom_handling(bytes).0.into_owned()
    }

    /// Returns the bytes that are read as a text; none when no bytes are.
    pub fn encode(self, text: &str) -> Option<Vec<u8>> {
        let (bytes, by, lost) = self.encoding.encode(text);
        (!lost && by == self.encoding).then(|| bytes.into_owned())
    }

    /// Reads all of a text; a mark at its beginning counts for more than the set.
    pub(super) fn decoded(self, bytes: &[u8]) -> String {
        self.encoding.decode(bytes).0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_sets() {
        let text = |page, bytes| CodePage::of(page).map(|page| page.text(bytes));
        assert_eq!(text(1252, b"M\xFCller\0x").as_deref(), Some("Müller"));
        assert_eq!(text(1251, b"\xCC\xE8\xF0").as_deref(), Some("Мир"));
        assert_eq!(text(932, b"\x93\xFA\x96\x7B").as_deref(), Some("日本"));
        assert_eq!(text(28592, b"\xB3").as_deref(), Some("ł"));
        assert_eq!(text(65001, "ü".as_bytes()).as_deref(), Some("ü"));
        assert_eq!(text(12345, b"x"), None);
        for page in [866, 874, 936, 949, 950, 10000, 10007, 20127, 20866, 21866, 28605, 28606] {
            assert!(CodePage::of(page).is_some(), "{page}");
        }
        assert_eq!(CodePage::of_font(204), CodePage::of(1251));
    }

    #[test]
    fn what_was_read_can_be_written_again() {
        let western = CodePage::default();
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(western.encode(&western.decode(&all)), Some(all));
        assert_eq!(western.encode("Привет"), None);
        assert_eq!(CodePage::of(1200).unwrap().encode("x"), None, "it cannot be written");
    }
}
