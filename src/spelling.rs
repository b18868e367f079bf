//! Spelling: which words of a text are not in the dictionary, and what might be meant.
//!
//! The dictionary of American English comes with the program ([`languages`] says which others this
//! computer has); the person's own words stand in a file of theirs, of any length (`own`).
//! Loading takes a while and belongs on a thread of its own; looking a word up does not.
//! [`words`](mod@words) knows what a word is. Dictionaries are those of Hunspell.

mod languages;
mod own;
pub mod words;

use std::collections::HashMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::disk::Disk;

use languages::Dictionary;
pub use languages::{BUNDLED, languages};
use own::Own;

/// The words whose right or wrong is remembered, at most.
const REMEMBERED: usize = 20_000;
/// The most suggestions for a word.
const SUGGESTIONS: usize = 8;

/// Tells why there is no spelling.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// There is no dictionary of this language on this computer.
    #[error("there is no dictionary for {0}")]
    Missing(String),
    /// A file cannot be read or written.
    #[error("{path}: {reason}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: String,
    },
    /// A dictionary is not one, or is written in letters that are not known.
    #[error("the dictionary for {language} cannot be used: {reason}")]
    Unusable {
        /// Its language.
        language: String,
        /// Why.
        reason: String,
    },
}

/// A dictionary together with the person's own words. Cheap to clone.
#[derive(Clone)]
pub struct Speller {
    language: String,
    dictionary: Arc<Dictionary>,
    own: Arc<Mutex<Own>>,
    known: Arc<Mutex<HashMap<String, bool>>>,
}

impl std::fmt::Debug for Speller {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Speller").field("language", &self.language).finish_non_exhaustive()
    }
}

impl Speller {
    /// Loads a dictionary, and the person's own words from their folder. What was loaded once stays
    /// in memory, and all windows share it.
    pub fn load(disk: &Disk, language: &str, folder: &Path) -> Result<Self, Error> {
        let dictionary = languages::load(disk, language, folder)?;
        let own = own::load(disk, folder)?;
        let known = Arc::default();
        Ok(Self { language: language.to_owned(), dictionary, own, known })
    }

    /// Returns the language, such as `en_US`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// Returns whether a word is right.
    pub fn is_right(&self, word: &str) -> bool {
        if lock(&self.own).has(word) {
            return true;
        }
        let known = lock(&self.known).get(word).copied();
        if let Some(right) = known {
            return right;
        }
        let right = self.dictionary.is_right(word);
        let mut known = lock(&self.known);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let _ = known.insert(word.to_owned(), right);
        right
    }

    /// Finds the words of a line that are not right; those in capitals only when they count.
    pub fn misspelt(&self, line: &str, capitals_count: bool) -> Vec<Range<usize>> {
        words::words(line)
            .into_iter()
            .filter(|range| {
                let word = line.get(range.clone()).unwrap_or_default();
                let skipped = !capitals_count && words::is_capitals(word);
                !skipped && !self.is_right(word)
            })
            .collect()
    }

    /// Returns what might be meant by a word, the likeliest first.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut suggestions = self.dictionary.suggest(word);
        // Two letters the wrong way round are the commonest slip.
        suggestions.sort_by_key(|suggestion| !are_swapped(word, suggestion));
        suggestions.truncate(SUGGESTIONS);
        suggestions
    }

    /// Takes a word into the person's own words, in memory; [`Speller::keep`] writes it down.
    pub fn learn(&self, word: &str) {
        lock(&self.own).add(word);
    }

    /// Takes a word out of the person's own words again.
    pub fn forget(&self, word: &str) {
        lock(&self.own).remove(word);
    }

    /// Writes the person's own words down.
    pub fn keep(&self, disk: &Disk) -> Result<(), Error> {
        own::keep(&self.own, disk)
    }
}

/// Returns whether two words differ by two neighbouring letters, in any case.
fn are_swapped(one: &str, other: &str) -> bool {
    let letters = |word: &str| word.to_lowercase().chars().collect::<Vec<_>>();
    let (one, other) = (letters(one), letters(other));
    let differing: Vec<usize> =
        one.iter().zip(&other).enumerate().filter(|(_, (a, b))| a != b).map(|(at, _)| at).collect();
    one.len() == other.len()
        && matches!(differing[..], [first, second] if second == first + 1
            && one.get(first) == other.get(second) && one.get(second) == other.get(first))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speller(dir: &Path) -> Speller {
        Speller::load(&Disk::new(), BUNDLED, dir).unwrap()
    }

    fn wrong(speller: &Speller, line: &str) -> Vec<String> {
        speller.misspelt(line, false).into_iter().map(|r| line[r].to_owned()).collect()
    }

    #[test]
    fn wrong_words_are_found_and_right_ones_are_not() {
        let dir = tempfile::tempdir().unwrap();
        let speller = speller(dir.path());
        assert_eq!(wrong(&speller, "I recieve teh mail, don\u{2019}t I?"), ["recieve", "teh"]);
        assert_eq!(wrong(&speller, "Anna's well-known clich\u{e9}s aren't 2nd-rate"), [""; 0]);
        assert_eq!(wrong(&speller, "xqzt@example.com http://xqzt.org/qqx XQZT C:\\qqx"), [""; 0]);
        assert_eq!(speller.misspelt("XQZT", true).len(), 1);
        assert_eq!(speller.suggest("recieve").first().unwrap(), "receive");
        assert_eq!(speller.suggest("Teh").first().unwrap(), "The");
    }

    #[test]
    fn own_words_are_kept_and_shared_and_forgotten() {
        let dir = tempfile::tempdir().unwrap();
        let (one, two) = (speller(dir.path()), speller(dir.path()));
        assert!(!one.is_right("Restante"));
        one.learn("Restante");
        one.learn("postcardish");
        assert!(two.is_right("Restante"), "all windows know it at once");
        assert!(two.is_right("Postcardish"), "also at the beginning of a sentence");
        assert!(!two.is_right("restante"), "a name stays a name");
        one.keep(&Disk::new()).unwrap();
        own::forget_loaded(dir.path());
        let again = speller(dir.path());
        assert!(again.is_right("Restante") && again.is_right("postcardish"));
        again.forget("Restante");
        assert!(!again.is_right("Restante"));
    }

    #[test]
    fn a_language_that_is_not_there_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let error = Speller::load(&Disk::new(), "xx_XX", dir.path()).unwrap_err();
        assert_eq!(error, Error::Missing("xx_XX".into()));
    }

    #[test]
    fn dictionaries_of_the_person_are_found_in_any_letters() {
        let dir = tempfile::tempdir().unwrap();
        let (disk, folder) = (Disk::new(), dir.path().join("dictionaries"));
        disk.make_folder(&folder).unwrap();
        disk.create_new(&folder.join("xx_YY.aff"), b"SET ISO8859-1\n").unwrap();
        disk.create_new(&folder.join("xx_YY.dic"), b"1\ngr\xFCn\n").unwrap();
        disk.create_new(&folder.join("hyph_xx.dic"), b"no dictionary of words").unwrap();
        let found = languages(&disk, dir.path());
        assert!(found.contains(&"xx_YY".to_owned()) && found.contains(&BUNDLED.to_owned()));
        assert!(!found.contains(&"hyph_xx".to_owned()));
        let speller = Speller::load(&disk, "xx_YY", dir.path()).unwrap();
        assert!(speller.is_right("gr\u{fc}n") && !speller.is_right("green"));
    }
}
