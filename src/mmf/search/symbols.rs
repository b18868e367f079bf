//! Emoji and other symbols in the index. Its tokenizer parts words by them, so that they are put in
//! as words of their own behind the text they stand in: what stands beside them stays together, and
//! phrases are found as before.
//!
//! Messages that were indexed before there were such words are looked through again in the
//! background, from the newest down; until then they are found by their other words.

use rusqlite::{Connection, OptionalExtension, params};

use super::super::error::Inner;
use super::index::{words_of, write};
use crate::format::mime::Plain;

/// Where the file says of which messages the symbols are not indexed yet: up to this number.
const KEY: &str = "symbols";

/// Begins the word that stands for a symbol: of those that the tokenizer takes for letters one that
/// nobody writes.
const MARK: char = '\u{F8FF}';

/// Messages that are looked through again in one commit.
const MESSAGES: usize = 500;

/// Returns whether a character is a symbol by which messages are found.
///
/// Letters, digits and marks of punctuation are none, nor are the tones of skin: a thumb is a thumb.
fn is_symbol(c: char) -> bool {
    let listed = matches!(c,
        '\u{A2}'..='\u{A6}' | '\u{A8}' | '\u{A9}' | '\u{AC}' | '\u{AE}' | '\u{B0}' | '\u{B1}'
        | '\u{D7}' | '\u{F7}' | '\u{20A0}'..='\u{20CF}' | '\u{2100}'..='\u{2BFF}'
        | '\u{3004}' | '\u{3012}' | '\u{3013}' | '\u{3020}' | '\u{3036}' | '\u{3200}'..='\u{33FF}'
        | '\u{FFE0}'..='\u{FFEE}' | '\u{1D000}'..='\u{1D7FF}' | '\u{1F000}'..='\u{1FAFF}');
    listed && !c.is_alphanumeric() && !('\u{1F3FB}'..='\u{1F3FF}').contains(&c)
}

/// Returns the words that stand for the symbols of a text, each once.
fn words_for(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return Vec::new();
    }
    let mut symbols: Vec<char> = text.chars().filter(|c| is_symbol(*c)).collect();
    symbols.sort_unstable();
    symbols.dedup();
    symbols.into_iter().map(|c| format!("{MARK}{:x}", u32::from(c))).collect()
}

/// Adds the words for symbols to what is indexed.
pub(super) fn add(plain: &mut Plain) {
    let Plain { subject, sender, recipients, text } = plain;
    for part in [subject, sender, recipients, text] {
        for word in words_for(part) {
            part.push(' ');
            part.push_str(&word);
        }
    }
}

fn has_any(plain: &Plain) -> bool {
    let Plain { subject, sender, recipients, text } = plain;
    [subject, sender, recipients, text].iter().any(|part| part.chars().any(is_symbol))
}

/// Returns the words that the index is asked for where somebody looks for symbols and nothing else;
/// beside letters symbols are passed over.
pub(super) fn asked(text: &str) -> Option<Vec<String>> {
    let letters = text.chars().any(char::is_alphanumeric);
    let words = if letters { Vec::new() } else { words_for(text) };
    (!words.is_empty()).then_some(words)
}

/// Returns up to which message the symbols are not indexed; 0 for none.
pub(super) fn behind(c: &Connection) -> Inner<i64> {
    let mut known = c.prepare_cached("SELECT value FROM meta WHERE key = ?1")?;
    if let Some(known) = known.query_row([KEY], |row| row.get(0)).optional()? {
        return Ok(known);
    }
    // Whoever made the index knew nothing of symbols.
    let mut upto = c.prepare_cached("SELECT upto FROM indexed")?;
    Ok(upto.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

/// Notes up to which message the symbols are not indexed.
pub(in super::super) fn note(c: &Connection, behind: i64) -> Inner<()> {
    let sql = "INSERT INTO meta (key, value) VALUES (?1, ?2)
               ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value <> excluded.value";
    let _ = c.prepare_cached(sql)?.execute(params![KEY, behind])?;
    Ok(())
}

/// Looks through messages that were indexed without their symbols, until it is over.
pub(super) fn catch_up(c: &Connection, over: impl Fn() -> bool) -> Inner<()> {
    let mut behind = behind(c)?;
    let mut next =
        c.prepare_cached("SELECT id FROM msg WHERE id <= ?1 ORDER BY id DESC LIMIT 1")?;
    for _ in 0..MESSAGES {
        let id: Option<i64> = next.query_row([behind], |row| row.get(0)).optional()?;
        let Some(id) = id else {
            behind = 0;
            break;
        };
        let plain = words_of(c, id)?;
        if has_any(&plain) {
            let _ = c.prepare_cached("DELETE FROM find WHERE rowid = ?1")?.execute([id])?;
            write(c, id, plain)?;
        }
        behind = id.saturating_sub(1);
        if over() {
            break;
        }
    }
    note(c, behind)
}
