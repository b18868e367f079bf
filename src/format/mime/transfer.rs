//! Transfer encodings and character sets, read tolerantly: what cannot be decoded stays as it is.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::charsets::map::charset_decoder;

/// Returns the bytes behind a transfer encoding.
pub(super) fn decoded<'x>(bytes: &'x [u8], encoding: &str) -> Cow<'x, [u8]> {
    if encoding.eq_ignore_ascii_case("base64") {
        base64(bytes).map_or(Cow::Borrowed(bytes), Cow::Owned)
    } else if encoding.eq_ignore_ascii_case("quoted-printable") {
        Cow::Owned(quoted_printable(bytes))
    } else {
        Cow::Borrowed(bytes)
    }
}

fn base64(bytes: &[u8]) -> Option<Vec<u8>> {
    // RFC 2045: what is not of the alphabet is passed over; the padding ends the text.
    let mut letters: Vec<u8> = bytes
        .iter()
        .copied()
        .take_while(|&b| b != b'=')
        .filter(|&b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
        .collect();
    while !letters.len().is_multiple_of(4) {
        letters.push(b'=');
    }
    base64_decode(&letters)
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|&b| b == b'\n') {
        let (text, end): (&[u8], &[u8]) = if let Some(text) = line.strip_suffix(b"\r\n") {
            (text, b"\r\n")
        } else if let Some(text) = line.strip_suffix(b"\n") {
            (text, b"\n")
        } else {
            (line, b"")
        };
        // Blanks at the end of a line came on the way.
        let text = text.trim_ascii_end();
        let (text, end): (&[u8], &[u8]) = match text.strip_suffix(b"=") {
            Some(text) => (text, b""),
            None => (text, end),
        };
        let mut rest = text;
        loop {
            match rest {
                [b'=', high, low, tail @ ..] => match (hex(*high), hex(*low)) {
                    (Some(high), Some(low)) => {
                        out.push((high << 4) | low);
                        rest = tail;
                    }
                    _ => {
                        out.push(b'=');
                        rest = rest.get(1..).unwrap_or_default();
                    }
                },
                [byte, tail @ ..] => {
                    out.push(*byte);
                    rest = tail;
                }
                [] => break,
            }
        }
        out.extend_from_slice(end);
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

/// Reads text in a character set; where none is named, or an unknown one, UTF-8 is tried and
/// Windows-1252 stands in, which reads any byte.
pub(super) fn text(bytes: &[u8], charset: Option<&str>) -> String {
    let known = charset
        .filter(|name| {
            !name.eq_ignore_ascii_case("us-ascii") && !name.eq_ignore_ascii_case("utf-8")
        })
        .and_then(|name| charset_decoder(name.as_bytes()));
    if let Some(decoder) = known {
        return decoder(bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => match charset_decoder(b"windows-1252") {
            Some(decoder) => decoder(bytes),
            None => String::from_utf8_lossy(bytes).into_owned(),
        },
    }
}

/// Returns the text with LF line ends.
pub(super) fn with_lf(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_encodings_give_what_they_can() {
        assert_eq!(decoded(b"aGVs\r\nbG8=\r\n-- \r\n", "BASE64").as_ref(), b"hello");
        assert_eq!(decoded(b"aGVsbG8", "base64").as_ref(), b"hello");
        assert_eq!(
            decoded(b"a=3Db =\r\nc=\nd = e=XX=4", "quoted-printable").as_ref(),
            b"a=b cd = e=XX=4"
        );
        assert_eq!(decoded(b"x  \t\r\ny", "quoted-printable").as_ref(), b"x\r\ny");
        assert_eq!(decoded(b"\x80 raw", "8bit").as_ref(), b"\x80 raw");
    }

    #[test]
    fn text_is_read_in_its_character_set() {
        assert_eq!(text(b"M\xFCller", Some("iso-8859-1")), "Müller");
        assert_eq!(text("Müller".as_bytes(), None), "Müller");
        assert_eq!(text(b"M\xFCller", Some("no-such-set")), "Müller");
        assert_eq!(text("Müller".as_bytes(), Some("us-ascii")), "Müller");
        assert_eq!(with_lf("a\r\nb\rc\n"), "a\nb\nc\n");
    }
}
