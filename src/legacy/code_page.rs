//! Which code pages an original file may have: that of the Windows machine that wrote it.

use crate::format::code_page::CodePage;

/// Number, and words by which a header's language tells that it is meant.
type Line = (u32, &'static [&'static str]);

const ALL: [Line; 14] = [
    (1252, &[]),
    (1250, &["polish", "czech", "hungarian", "slovak", "sloven", "croat", "roman", "alban"]),
    (1251, &["russian", "ukrain", "bulgar", "serb", "belar"]),
    (1253, &["greek"]),
    (1254, &["turk"]),
    (1255, &["hebrew"]),
    (1256, &["arab", "farsi"]),
    (1257, &["lithuan", "latvia", "eston"]),
    (1258, &["vietnam"]),
    (874, &["thai"]),
    (932, &["japan"]),
    (936, &["prc", "simplified", "singapore"]),
    (949, &["korea"]),
    (950, &["taiwan", "traditional", "hong kong"]),
];

impl CodePage {
    /// Lists every code page.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.iter().filter_map(|&(number, _)| Self::of(number))
    }

    /// Finds a code page by its number, also written as `cp1252` or `windows-1252`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
        let number: u32 = digits.parse().ok()?;
        Self::all().find(|page| page.number() == number)
    }

    /// Returns the code page that the language in a header speaks for.
    pub fn of_language(language: &str) -> Self {
        let language = language.to_lowercase();
        let speaks = |line: &&Line| line.1.iter().any(|word| language.contains(word));
        let line = ALL.iter().find(speaks);
        line.and_then(|line| Self::of(line.0)).unwrap_or_default()
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
