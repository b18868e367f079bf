//! What a word is: letters, with apostrophes between them. Addresses, names of files, numbers and
//! what stands in a quote are none.

use std::ops::Range;

/// Returns the words of a line that can be right or wrong.
pub fn words(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for chunk in line.split_inclusive(char::is_whitespace) {
        let text = chunk.trim_end();
        if !is_address(text) {
            words_of(text, start, &mut found);
        }
        start = start.saturating_add(chunk.len());
    }
    found
}

/// Returns the word that a place in a line is in or at the edge of.
pub fn word_at(line: &str, column: usize) -> Option<Range<usize>> {
    words(line).into_iter().find(|range| range.start <= column && column <= range.end)
}

/// Returns whether a word is all in capitals, as abbreviations are.
pub fn is_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// Returns whether a piece between blanks is an address, a path or the name of a file.
fn is_address(chunk: &str) -> bool {
    let inner = chunk.trim_matches(|c: char| !c.is_alphanumeric() && c != '/');
    inner.contains(['@', '\\', '_'])
        || inner.contains("://")
        || inner.starts_with("www.")
        || inner.starts_with('/')
        || inner.matches('/').count() > 1
        || has_dot_inside(inner)
}

/// Returns whether a dot stands between letters, as in `menu.txt`; `e.g.` is an abbreviation.
fn has_dot_inside(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    parts.len() > 1 && parts.iter().all(|part| part.chars().any(char::is_alphanumeric))
}

fn words_of(chunk: &str, offset: usize, found: &mut Vec<Range<usize>>) {
    let mut piece: Option<usize> = None;
    let ends = chunk.char_indices().map(Some).chain([None]);
    for next in ends {
        let (at, inside) = match next {
            Some((at, c)) => (at, c.is_alphanumeric() || is_apostrophe(c) || is_mark(c)),
            None => (chunk.len(), false),
        };
        match (piece, inside) {
            (None, true) => piece = Some(at),
            (Some(start), false) => {
                piece = None;
                let text = chunk.get(start..at).unwrap_or_default();
                let word = text.trim_matches(is_apostrophe);
                let lead = text.len().saturating_sub(text.trim_start_matches(is_apostrophe).len());
                let start = offset.saturating_add(start).saturating_add(lead);
                if !word.is_empty() && !word.chars().any(char::is_numeric) {
                    found.push(start..start.saturating_add(word.len()));
                }
            }
            _ => {}
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// Returns whether a character is put onto the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<&str> {
        words(line).into_iter().map(|range| &line[range]).collect()
    }

    #[test]
    fn words_are_letters_with_apostrophes_between() {
        for (line, expected) in [
            ("", vec![]),
            ("At one?", vec!["At", "one"]),
            ("'quoted' don't \u{2018}so\u{2019}", vec!["quoted", "don't", "so"]),
            ("well-known/unknown", vec!["well", "known", "unknown"]),
            ("gr\u{fc}n, e\u{301}t\u{e9}!", vec!["gr\u{fc}n", "e\u{301}t\u{e9}"]),
            ("3rd B2B 100 x", vec!["x"]),
            ("anna@main.north <a@b> NORTH/MAIN/ANNA menu.txt", vec![]),
            ("see http://x.org, www.y.net; /tmp/z C:\\w so.", vec!["see", "so"]),
            ("e.g. end.", vec!["end"]),
            ("snake_case and/or", vec!["and", "or"]),
        ] {
            assert_eq!(found(line), expected, "{line}");
        }
    }

    #[test]
    fn the_word_at_a_place_reaches_to_both_its_edges() {
        assert_eq!(word_at("an old fox", 0), Some(0..2));
        assert_eq!(word_at("an old fox", 2), Some(0..2));
        assert_eq!(word_at("an old fox", 4), Some(3..6));
        assert_eq!(word_at("an  fox", 3), None);
    }

    #[test]
    fn capitals() {
        assert!(is_capitals("NATO") && is_capitals("A") && is_capitals("O'NEIL"));
        assert!(!is_capitals("Anna") && !is_capitals("anna"));
    }
}
