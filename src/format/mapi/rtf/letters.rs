//! Rich text taken apart into groups, words of command and letters.

/// One piece of rich text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'x> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\word` or `\word-12`
    Word(&'x [u8], Option<i32>),
    /// `\'fc`
    Hex(u8),
    /// `\` and a sign.
    Sign(u8),
    /// A byte of text.
    Text(u8),
}

/// Rich text as pieces; reads every byte once, and stops at the end whatever stands there.
#[derive(Debug)]
pub(super) struct Pieces<'x> {
    rest: &'x [u8],
}

impl<'x> Pieces<'x> {
    pub(super) fn new(text: &'x [u8]) -> Self {
        Self { rest: text }
    }

    /// Passes over bytes that are no text.
    pub(super) fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn command(&mut self, rest: &'x [u8]) -> Option<Piece<'x>> {
        let letters = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        if letters == 0 {
            let (sign, behind) = rest.split_first()?;
            self.rest = behind;
            if *sign != b'\'' {
                return Some(Piece::Sign(*sign));
            }
            let digit = |b: Option<&u8>| b.and_then(|b| char::from(*b).to_digit(16));
            let (Some(high), Some(low)) = (digit(behind.first()), digit(behind.get(1))) else {
                return Some(Piece::Sign(b'\''));
            };
            self.skip(2);
            return Some(Piece::Hex(u8::try_from(high << 4 | low).unwrap_or(0)));
        }
        let (word, behind) = rest.split_at_checked(letters)?;
        let minus = usize::from(behind.first() == Some(&b'-'));
        let digits = behind.iter().skip(minus).take(10).take_while(|b| b.is_ascii_digit()).count();
        let number = if digits == 0 { &[][..] } else { behind.get(..minus + digits)? };
        self.rest = behind.get(number.len()..)?;
        // One blank belongs to the word.
        if self.rest.first() == Some(&b' ') {
            self.skip(1);
        }
        let number = std::str::from_utf8(number).ok().and_then(|n| n.parse().ok());
        Some(Piece::Word(word, number))
    }
}

impl<'x> Iterator for Pieces<'x> {
    type Item = Piece<'x>;

    fn next(&mut self) -> Option<Piece<'x>> {
        loop {
            let (first, rest) = self.rest.split_first()?;
            self.rest = rest;
            return Some(match first {
                b'{' => Piece::Open,
                b'}' => Piece::Close,
                b'\\' => return self.command(rest),
                // Line ends are for those who look at the file.
                b'\r' | b'\n' | 0 => continue,
                byte => Piece::Text(*byte),
            });
        }
    }
}
