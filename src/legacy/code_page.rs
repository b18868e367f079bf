//! Code pages: texts of their time as Unicode.

use encoding_rs::Encoding;

/// The code page of a file's texts: the Windows one of the machine that wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodePage {
    number: u16,
    encoding: &'static Encoding,
}

/// Number, name, and words by which a header's language tells that it is meant.
type Line = (u16, &'static str, &'static Encoding, &'static [&'static str]);

const ALL: [Line; 14] = [
    (1252, "Western European", encoding_rs::WINDOWS_1252, &[]),
    (
        1250,
        "Central European",
        encoding_rs::WINDOWS_1250,
        &["polish", "czech", "hungarian", "slovak", "sloven", "croat", "roman", "alban"],
    ),
    (
        1251,
        "Cyrillic",
        encoding_rs::WINDOWS_1251,
        &["russian", "ukrain", "bulgar", "serb", "belar"],
    ),
    (1253, "Greek", encoding_rs::WINDOWS_1253, &["greek"]),
    (1254, "Turkish", encoding_rs::WINDOWS_1254, &["turk"]),
    (1255, "Hebrew", encoding_rs::WINDOWS_1255, &["hebrew"]),
    (1256, "Arabic", encoding_rs::WINDOWS_1256, &["arab", "farsi"]),
    (1257, "Baltic", encoding_rs::WINDOWS_1257, &["lithuan", "latvia", "eston"]),
    (1258, "Vietnamese", encoding_rs::WINDOWS_1258, &["vietnam"]),
    (874, "Thai", encoding_rs::WINDOWS_874, &["thai"]),
    (932, "Japanese", encoding_rs::SHIFT_JIS, &["japan"]),
    (936, "Simplified Chinese", encoding_rs::GBK, &["prc", "simplified", "singapore"]),
    (949, "Korean", encoding_rs::EUC_KR, &["korea"]),
    (950, "Traditional Chinese", encoding_rs::BIG5, &["taiwan", "traditional", "hong kong"]),
];

impl Default for CodePage {
    fn default() -> Self {
        Self { number: 1252, encoding: encoding_rs::WINDOWS_1252 }
    }
}

impl CodePage {
    /// Lists every code page: number and name.
    pub fn all() -> impl Iterator<Item = (Self, &'static str)> {
        ALL.iter().map(|&(number, name, encoding, _)| (Self { number, encoding }, name))
    }

    /// Finds a code page by its number, also written as `cp1252` or `windows-1252`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
        let number: u16 = digits.parse().ok()?;
        Self::all().map(|(page, _)| page).find(|page| page.number == number)
    }

    /// Returns the code page that the language in a header speaks for.
    pub fn of_language(language: &str) -> Self {
        let language = language.to_lowercase();
        let speaks = |line: &&Line| line.3.iter().any(|word| language.contains(word));
        let line = ALL.iter().find(speaks);
        line.map_or_else(Self::default, |&(number, _, encoding, _)| Self { number, encoding })
    }

    /// Returns the number.
    pub fn number(self) -> u16 {
        self.number
    }

    /// Reads a text.
    pub fn decode(self, bytes: &[u8]) -> String {
        self.encoding.decode_without_bom_handling(bytes).0.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_by_their_page() {
        let western = CodePage::default();
        assert_eq!(western.decode(b"na\xEFve \x80 \x93x\x94"), "naïve € “x”");
        assert_eq!(CodePage::parse("1251").unwrap().decode(b"\xCF\xF0\xE8"), "При");
        assert_eq!(CodePage::parse("cp932").unwrap().decode(b"\x93\xFA"), "日");
        assert_eq!(CodePage::parse("windows-1250").map(CodePage::number), Some(1250));
        assert_eq!(CodePage::parse("437"), None);
        assert_eq!(CodePage::parse(""), None);
    }

    #[test]
    fn every_byte_is_read_by_the_usual_page_and_no_mark_is_taken_off() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(CodePage::default().decode(&all).chars().count(), 256);
        assert_eq!(CodePage::default().decode(b"\xEF\xBB\xBFx").chars().count(), 4);
    }

    #[test]
    fn the_language_proposes_a_page() {
        for (language, number) in [
            ("English (American)", 1252),
            ("", 1252),
            ("Russian", 1251),
            ("Polish", 1250),
            ("Japanese", 932),
            ("Chinese (Taiwan)", 950),
        ] {
            assert_eq!(CodePage::of_language(language).number(), number, "{language}");
        }
    }
}
