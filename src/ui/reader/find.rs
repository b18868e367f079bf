//! Looking for words in one text.

use std::ops::Range;

/// Places that are kept; more are told as this many.
const MOST: usize = 10_000;
/// Bytes of a text that are looked through while somebody types.
const FAR: usize = 8 * 1024 * 1024;

/// What is looked for, and where it stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Find {
    pub(super) query: String,
    pub(super) hits: Vec<Range<usize>>,
    pub(super) at: usize,
}

impl Find {
    /// Looks for other words; the first place behind `from` is the one to look at.
    pub(super) fn look(&mut self, text: &str, query: String, from: usize) {
        self.hits = hits(text, &query);
        self.query = query;
        let first = self.hits.iter().position(|hit| hit.start >= from);
        self.at = first.unwrap_or(0);
    }

    /// Goes on to the next place or the one before, round the ends.
    pub(super) fn go(&mut self, forward: bool) {
        let count = self.hits.len();
        if count > 0 {
            self.at = (self.at + if forward { 1 } else { count - 1 }) % count;
        }
    }

    /// Returns the place to look at.
    pub(super) fn current(&self) -> Option<Range<usize>> {
        self.hits.get(self.at).cloned()
    }
}

/// Returns where a text has these words, whether in large or in small letters.
fn hits(text: &str, query: &str) -> Vec<Range<usize>> {
    let text = text.get(..text.floor_char_boundary(FAR)).unwrap_or(text);
    let wanted: Vec<char> = query.chars().flat_map(char::to_lowercase).collect();
    let Some(first) = wanted.first() else { return Vec::new() };
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        if c.to_lowercase().next() != Some(*first) || found.last().is_some_and(|f| at < f.end) {
            continue;
        }
        let mut rest = wanted.iter();
        let mut end = at;
        for c in text.get(at..).unwrap_or_default().chars() {
            if rest.as_slice().is_empty() || !c.to_lowercase().all(|c| rest.next() == Some(&c)) {
                break;
            }
            end += c.len_utf8();
            if rest.as_slice().is_empty() {
                found.push(at..end);
                break;
            }
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_in_any_letters() {
        for (text, query, found) in [
            ("Soup of the day, soup!", "SOUP", vec![(0, 4), (17, 21)]),
            ("aaaa", "aa", vec![(0, 2), (2, 4)]),
            ("Grüße ÜBER", "ü", vec![(2, 4), (8, 10)]),
            ("nothing", "", vec![]),
            ("abc", "abcd", vec![]),
            ("one\ntwo", "e\nt", vec![(2, 5)]),
        ] {
            let hits = hits(text, query).into_iter().map(|hit| (hit.start, hit.end));
            assert_eq!(hits.collect::<Vec<_>>(), found, "{query:?} in {text:?}");
        }
    }

    #[test]
    fn places_are_gone_through_round_the_ends() {
        let mut find = Find::default();
        find.look("a b a b a", "a".into(), 3);
        assert_eq!(find.current(), Some(4..5));
        find.go(true);
        find.go(true);
        assert_eq!(find.current(), Some(0..1));
        find.go(false);
        assert_eq!(find.current(), Some(8..9));
    }
}
