//! Rust source as the tests that read `src/` see it: words, texts and marks with their lines, the
//! comments gone. `architecture.rs` and `words.rs` look for their rules in it.

#![expect(clippy::disallowed_methods, reason = "it reads the project's own files, no store")]

use std::path::{Path, PathBuf};

/// One piece of source code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    /// The line it begins on, counted from 1.
    pub(crate) line: usize,
}

/// What a piece of source code is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A name or a keyword.
    Word(String),
    /// A string literal, its escapes resolved as far as the rules need it.
    Text(String),
    /// `::`
    Path,
    /// Any other character; numbers, lifetimes and character literals are a `'0'`.
    Mark(char),
}

impl Token {
    /// Returns the word, and nothing for other pieces.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(crate) fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.word() == Some(word)
    }
}

/// Returns the files of a kind below this folder of the project, sorted, as paths from the project's.
pub(crate) fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut open = vec![root.join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.expect("a folder of the project can be listed").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                found.push(path.strip_prefix(root).expect("it is below the root").to_owned());
            }
        }
    }
    found.sort();
    found
}

/// Returns what stands in a file of the project.
pub(crate) fn read(path: &Path) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Splits source code into its pieces.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut reader = Reader { rest: source.chars().collect(), at: 0, line: 1 };
    let mut found = Vec::new();
    loop {
        let line = reader.line;
        let Some(first) = reader.peek(0) else { return found };
        let kind = match first {
            _ if first.is_whitespace() => {
                reader.skip(1);
                continue;
            }
            '/' if reader.peek(1) == Some('/') => {
                while reader.peek(0).is_some_and(|c| c != '\n') {
                    reader.skip(1);
                }
                continue;
            }
            '/' if reader.peek(1) == Some('*') => {
                reader.block_comment();
                continue;
            }
            '"' => Kind::Text(reader.text()),
            '\'' => reader.quote(),
            ':' if reader.peek(1) == Some(':') => {
                reader.skip(2);
                Kind::Path
            }
            _ if first.is_ascii_digit() => reader.number(),
            _ if first.is_alphabetic() || first == '_' => reader.word(),
            mark => {
                reader.skip(1);
                Kind::Mark(mark)
            }
        };
        found.push(Token { kind, line });
    }
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    line: usize,
}

impl Reader {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.rest.get(self.at + ahead).copied()
    }

    fn skip(&mut self, count: usize) {
        for _ in 0..count {
            if self.peek(0) == Some('\n') {
                self.line += 1;
            }
            self.at += 1;
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while let Some(c) = self.peek(0) {
            match (c, self.peek(1)) {
                ('/', Some('*')) => {
                    depth += 1;
                    self.skip(2);
                }
                ('*', Some('/')) => {
                    depth -= 1;
                    self.skip(2);
                }
                _ => self.skip(1),
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn text(&mut self) -> String {
        let mut text = String::new();
        self.skip(1);
        while let Some(c) = self.peek(0) {
            self.skip(1);
            match c {
                '"' => break,
                '\\' => match self.peek(0) {
                    // A line that goes on: the indentation of the next one does not count.
                    Some('\n') => {
                        while self.peek(0).is_some_and(char::is_whitespace) {
                            self.skip(1);
                        }
                    }
                    Some('n') => {
                        text.push('\n');
                        self.skip(1);
                    }
                    Some(escaped) => {
                        text.push(escaped);
                        self.skip(1);
                    }
                    None => break,
                },
                c => text.push(c),
            }
        }
        text
    }

    fn raw_text(&mut self) -> String {
        let mut hashes = 0;
        while self.peek(0) == Some('#') {
            hashes += 1;
            self.skip(1);
        }
        self.skip(1);
        let mut text = String::new();
        while let Some(c) = self.peek(0) {
            self.skip(1);
            if c == '"' && (0..hashes).all(|ahead| self.peek(ahead) == Some('#')) {
                self.skip(hashes);
                break;
            }
            text.push(c);
        }
        text
    }

    /// Reads a character literal or a lifetime.
    fn quote(&mut self) -> Kind {
        self.skip(1);
        if self.peek(0) == Some('\\') {
            self.skip(2);
            while self.peek(0).is_some_and(|c| c != '\'') {
                self.skip(1);
            }
            self.skip(1);
        } else if self.peek(1) == Some('\'') {
            self.skip(2);
        } else {
            while self.peek(0).is_some_and(|c| c.is_alphanumeric() || c == '_') {
                self.skip(1);
            }
        }
        Kind::Mark('0')
    }

    fn number(&mut self) -> Kind {
        while let Some(c) = self.peek(0) {
            let fraction = c == '.' && self.peek(1).is_some_and(|c| c.is_ascii_digit());
            if !(c.is_alphanumeric() || c == '_' || fraction) {
                break;
            }
            self.skip(1);
        }
        Kind::Mark('0')
    }

    /// Reads a word, or the literal that its prefix announces.
    fn word(&mut self) -> Kind {
        let mut word = String::new();
        while let Some(c) = self.peek(0).filter(|c| c.is_alphanumeric() || *c == '_') {
            word.push(c);
            self.skip(1);
        }
        match (word.as_str(), self.peek(0)) {
            ("r" | "br" | "cr", Some('"')) => Kind::Text(self.raw_text()),
            ("r" | "br" | "cr", Some('#')) if matches!(self.peek(1), Some('"' | '#')) => {
                Kind::Text(self.raw_text())
            }
            ("r", Some('#')) => {
                self.skip(1);
                self.word()
            }
            ("b" | "c", Some('"')) => Kind::Text(self.text()),
            ("b", Some('\'')) => self.quote(),
            _ => Kind::Word(word),
        }
    }
}

/// Returns the pieces without the items under `#[cfg(test)]`, and the names of the modules that
/// stand under it in files of their own.
pub(crate) fn without_tests(tokens: &[Token]) -> (Vec<Token>, Vec<String>) {
    let mut kept = Vec::new();
    let mut outside = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(item) = after_test_attribute(tokens, at) else {
            kept.push(token.clone());
            at += 1;
            continue;
        };
        let bare = after_visibility(tokens, item);
        if let [keyword, name, end, ..] = tokens.get(bare..).unwrap_or_default()
            && keyword.is_word("mod")
            && end.is_mark(';')
        {
            outside.extend(name.word().map(str::to_owned));
        }
        at = end_of_item(tokens, item);
    }
    (kept, outside)
}

/// Returns where the item begins whose `#[cfg(test)]` stands here, other attributes skipped.
fn after_test_attribute(tokens: &[Token], at: usize) -> Option<usize> {
    const ITEMS: [&str; 13] = [
        "mod", "fn", "use", "impl", "struct", "enum", "const", "static", "type", "trait", "extern",
        "async", "pub",
    ];
    let end = end_of_attribute(tokens, at)?;
    let words: Vec<_> = tokens.get(at..end)?.iter().filter_map(Token::word).collect();
    if !matches!(words.as_slice(), ["cfg", "test"] | ["cfg", "all", "test", ..]) {
        return None;
    }
    let mut item = end;
    while let Some(end) = end_of_attribute(tokens, item) {
        item = end;
    }
    tokens.get(item).and_then(Token::word).filter(|word| ITEMS.contains(word)).map(|_| item)
}

fn end_of_attribute(tokens: &[Token], at: usize) -> Option<usize> {
    let begins = tokens.get(at)?.is_mark('#') && tokens.get(at + 1)?.is_mark('[');
    begins.then(|| end_of_group(tokens, at + 1))
}

/// Returns the place behind the bracket that closes the one standing here.
pub(crate) fn end_of_group(tokens: &[Token], at: usize) -> usize {
    let mut depth = 0;
    for (place, token) in tokens.iter().enumerate().skip(at) {
        match token.kind {
            Kind::Mark('(' | '[' | '{') => depth += 1,
            Kind::Mark(')' | ']' | '}') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return place + 1;
        }
    }
    tokens.len()
}

/// Returns the place behind `pub` and `pub(..)`.
pub(crate) fn after_visibility(tokens: &[Token], at: usize) -> usize {
    match tokens.get(at..).unwrap_or_default() {
        [public, open, ..] if public.is_word("pub") && open.is_mark('(') => {
            end_of_group(tokens, at + 1)
        }
        [public, ..] if public.is_word("pub") => at + 1,
        _ => at,
    }
}

/// Returns the place behind the item that begins here: its closing brace, or its semicolon.
fn end_of_item(tokens: &[Token], at: usize) -> usize {
    let ends_with_semicolon = tokens
        .get(after_visibility(tokens, at))
        .and_then(Token::word)
        .is_some_and(|word| ["use", "const", "static", "type"].contains(&word));
    let mut place = at;
    while let Some(token) = tokens.get(place) {
        match token.kind {
            Kind::Mark(';') => return place + 1,
            Kind::Mark('{') if !ends_with_semicolon => return end_of_group(tokens, place),
            Kind::Mark('(' | '[' | '{') => place = end_of_group(tokens, place),
            _ => place += 1,
        }
    }
    place
}
