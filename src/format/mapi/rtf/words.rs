//! The words of rich text: as HTML where it was made of HTML, else as plain text.

use super::letters::{Piece, Pieces};
use crate::format::code_page::CodePage;

/// Groups inside groups that are told apart; nobody nests so for a reason.
const DEEP: usize = 1000;

/// Groups whose text is for programs.
const HIDDEN: [&[u8]; 24] = [
    b"fonttbl",
    b"colortbl",
    b"stylesheet",
    b"info",
    b"pict",
    b"object",
    b"header",
    b"headerf",
    b"headerl",
    b"headerr",
    b"footer",
    b"footerf",
    b"footerl",
    b"footerr",
    b"listtable",
    b"listoverridetable",
    b"revtbl",
    b"rsidtbl",
    b"generator",
    b"xmlnstbl",
    b"themedata",
    b"datastore",
    b"latentstyles",
    b"fldinst",
];

/// Rich text, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::format) enum Rtf {
    /// It was made of this HTML.
    Html(String),
    /// Its words, with LF line ends.
    Plain(String),
}

/// What holds inside a group.
#[derive(Debug, Clone, Copy)]
struct State {
    /// Its text is not for people.
    hidden: bool,
    /// It is the table of fonts.
    fonts: bool,
    /// It holds a piece of the HTML that the text was made of.
    tag: bool,
    /// Its text stands for HTML that stands elsewhere.
    copy: bool,
    /// The font.
    font: i32,
    /// How many letters stand in for one that is given by its number.
    stand_ins: usize,
}

struct Reader {
    html: bool,
    page: CodePage,
    fonts: Vec<(i32, CodePage)>,
    state: State,
    outer: Vec<State>,
    /// Groups deeper than are told apart.
    deeper: usize,
    /// The next word decides what the group is.
    fresh: bool,
    /// The group is one that old programs pass over.
    starred: bool,
    /// Letters to pass over, for one that was given by its number.
    skip: usize,
    /// Bytes that wait for their character set: some letters are two.
    bytes: Vec<u8>,
    high: Option<u16>,
    out: String,
}

/// Reads rich text, whatever it is.
pub(in crate::format) fn read(text: &[u8]) -> Rtf {
    let state =
        State { hidden: false, fonts: false, tag: false, copy: false, font: 0, stand_ins: 1 };
    let mut reader = Reader {
        html: false,
        page: CodePage::default(),
        fonts: Vec::new(),
        state,
        outer: Vec::new(),
        deeper: 0,
        fresh: false,
        starred: false,
        skip: 0,
        bytes: Vec::new(),
        high: None,
        out: String::new(),
    };
    let mut pieces = Pieces::new(text);
    while let Some(piece) = pieces.next() {
        reader.take(piece, &mut pieces);
    }
    reader.flush();
    if reader.html { Rtf::Html(reader.out) } else { Rtf::Plain(reader.out) }
}

impl Reader {
    fn take(&mut self, piece: Piece<'_>, pieces: &mut Pieces<'_>) {
        match piece {
            Piece::Text(byte) => self.byte(byte),
            Piece::Hex(byte) => self.byte(byte),
            Piece::Open => {
                self.flush();
                self.skip = 0;
                if self.outer.len() < DEEP {
                    self.outer.push(self.state);
                } else {
                    self.deeper += 1;
                }
                self.fresh = true;
                self.starred = false;
                return;
            }
            Piece::Close => {
                self.flush();
                self.skip = 0;
                if self.deeper > 0 {
                    self.deeper -= 1;
                } else if let Some(state) = self.outer.pop() {
                    self.state = state;
                }
            }
            Piece::Sign(b'*') if self.fresh => {
                self.starred = true;
                return;
            }
            Piece::Sign(sign) => self.sign(sign),
            Piece::Word(word, number) => self.word(word, number, pieces),
        }
        self.fresh = false;
        self.starred = false;
    }

    fn sign(&mut self, sign: u8) {
        if self.skipped() {
            return;
        }
        match sign {
            b'\\' | b'{' | b'}' => self.byte(sign),
            b'~' => self.put("\u{A0}"),
            b'_' => self.put("\u{2011}"),
            b'\r' | b'\n' => self.put("\n"),
            _ => {}
        }
    }

    /// Counts a letter that stands in for another.
    fn skipped(&mut self) -> bool {
        let skipped = self.skip > 0;
        self.skip = self.skip.saturating_sub(1);
        skipped
    }

    fn word(&mut self, word: &[u8], number: Option<i32>, pieces: &mut Pieces<'_>) {
        if self.fresh && self.begins(word) {
            return;
        }
        let given = number.unwrap_or(0);
        match word {
            b"bin" => pieces.skip(usize::try_from(given).unwrap_or(0)),
            b"fromhtml" => self.html = self.outer.len() <= 1,
            b"ansicpg" => {
                let page = u32::try_from(given).ok().and_then(CodePage::of);
                self.page = page.unwrap_or(self.page);
            }
            b"mac" => self.page = CodePage::of(10000).unwrap_or(self.page),
            b"f" | b"deff" => {
                self.flush();
                self.state.font = given;
            }
            b"fcharset" if self.state.fonts => {
                let page = u32::try_from(given).ok().and_then(CodePage::of_font);
                if let Some(page) = page
                    && self.fonts.len() < DEEP
                {
                    self.fonts.push((self.state.font, page));
                }
            }
            b"htmlrtf" => {
                self.flush();
                self.state.copy = number != Some(0);
            }
            b"uc" => self.state.stand_ins = usize::try_from(given).unwrap_or(1).min(16),
            b"u" => {
                self.flush();
                self.unicode(given);
                self.skip = self.state.stand_ins;
            }
            b"par" | b"line" | b"sect" | b"row" => {
                self.put(if self.html { "\r\n" } else { "\n" });
            }
            b"tab" | b"cell" => self.put("\t"),
            b"lquote" => self.named('\u{2018}', "&lsquo;"),
            b"rquote" => self.named('\u{2019}', "&rsquo;"),
            b"ldblquote" => self.named('\u{201C}', "&ldquo;"),
            b"rdblquote" => self.named('\u{201D}', "&rdquo;"),
            b"bullet" => self.named('\u{2022}', "&bull;"),
            b"endash" => self.named('\u{2013}', "&ndash;"),
            b"emdash" => self.named('\u{2014}', "&mdash;"),
            _ => {}
        }
    }

    /// Takes the word that says what a group is; tells whether that was all it says.
    fn begins(&mut self, word: &[u8]) -> bool {
        match word {
            b"htmltag" if self.starred => {
                self.state.tag = true;
                self.state.copy = false;
                return true;
            }
            b"fonttbl" => {
                self.state.fonts = true;
                self.state.hidden = true;
                return true;
            }
            _ => {}
        }
        if self.starred || HIDDEN.contains(&word) {
            self.state.hidden = true;
            // Data inside are passed over by their count, wherever they stand.
            return word != b"bin";
        }
        false
    }

    /// A sign that HTML writes by its name, in what is not a tag.
    fn named(&mut self, sign: char, name: &str) {
        if self.skipped() {
            return;
        }
        if self.html {
            self.put(name);
        } else {
            self.put(sign.encode_utf8(&mut [0; 4]));
        }
    }

    fn visible(&self) -> bool {
        !(self.state.hidden || self.html && self.state.copy)
    }

    fn byte(&mut self, byte: u8) {
        if !self.skipped() && self.visible() {
            self.high = None;
            self.bytes.push(byte);
        }
    }

    /// Writes the bytes that wait, in the character set of the font, or of the text.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let own = self.fonts.iter().rev().find(|(font, _)| *font == self.state.font);
        // What HTML was made of is in the set of the whole text.
        let page = match own {
            Some((_, page)) if !self.state.tag => *page,
            _ => self.page,
        };
        let text = page.text(&self.bytes);
        self.bytes.clear();
        self.out.push_str(&text);
    }

    fn put(&mut self, text: &str) {
        self.flush();
        if self.visible() {
            self.out.push_str(text);
        }
    }

    /// Writes a letter by its number; two halves may come one after the other.
    fn unicode(&mut self, number: i32) {
        let Ok(unit) = u16::try_from(number & 0xFFFF) else { return };
        let units = match self.high.take() {
            Some(high) => vec![high, unit],
            None if (0xD800..0xDC00).contains(&unit) => {
                self.high = Some(unit);
                return;
            }
            None => vec![unit],
        };
        if self.visible() {
            let text = String::from_utf16_lossy(&units);
            self.out.push_str(&text.replace('\0', ""));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        match read(text.as_bytes()) {
            Rtf::Plain(text) => text,
            Rtf::Html(html) => panic!("HTML: {html}"),
        }
    }

    #[test]
    fn the_words_of_rich_text() {
        assert_eq!(plain("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"), "hello world");
        assert_eq!(
            plain(
                "{\\rtf1\\ansi{\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\fcharset204 Cyr;}}\
                 {\\colortbl\\red0;}{\\*\\generator Word;}{\\info{\\author A}}\\pard\\f0\\b Bold\\b0  \
                 and \\'fcber\\par {\\f1\\'cc\\'e8\\'f0}\\tab \\u8364?\\{x\\}\\line end\\~.}"
            ),
            "Bold and über\nМир\t€{x}\nend\u{A0}."
        );
        // Halves of one letter, stand-ins of two, a picture, data that look like groups.
        assert_eq!(
            plain("{\\rtf1\\uc2 \\u-10179??\\u-8704??x{\\pict\\bin4 {{}}00}y{\\*\\x z}\\endash}"),
            "\u{1F600}xy\u{2013}"
        );
        assert_eq!(plain("not rich"), "not rich");
        assert_eq!(plain("}}}{\\"), "");
    }

    #[test]
    fn html_comes_back() {
        // In the manner of the examples of [MS-OXRTFEX].
        let text = "{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\
            {\\*\\htmltag19 <html>}{\\*\\htmltag2 \\par }{\\*\\htmltag50 <body>}\
            {\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 \\htmlrtf \\b \\htmlrtf0 caf\\'e9 \
            {\\*\\htmltag84 &nbsp;}\\htmlrtf \\'a0\\htmlrtf0 \\rquote\\htmlrtf }\\htmlrtf0 \
            {\\*\\mhtmltag64 <q>}{\\*\\htmltag72 </p>}{\\*\\htmltag58 </body>}\
            {\\*\\htmltag27 </html>}}";
        assert_eq!(
            read(text.as_bytes()),
            Rtf::Html("<html>\r\n<body><p>café &nbsp;&rsquo;</p></body></html>".into())
        );
    }

    #[test]
    fn plain_text_comes_back() {
        let text = "{\\rtf1\\ansi\\fromtext \\fbidi \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\
            \\uc1\\pard\\plain\\f0 one\\par two\\par }";
        assert_eq!(plain(text), "one\ntwo\n");
    }

    #[test]
    fn depth_is_no_danger() {
        let text = format!("{{\\rtf1 {}x{}y}}", "{".repeat(50_000), "}".repeat(50_000));
        assert_eq!(plain(&text), "xy");
    }
}
