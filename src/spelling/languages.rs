//! The dictionaries: one comes with the program, others are where the system or the person has
//! put them. A dictionary that was read stays in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

use super::words::is_mark;
use super::{Error, lock};
use crate::disk::Disk;

/// The language whose dictionary comes with the program.
pub const BUNDLED: &str = "en_US";

const AFFIXES: &str = include_str!("../../assets/dictionaries/en_US.aff");
const WORDS: &str = include_str!("../../assets/dictionaries/en_US.dic");

/// Where systems keep dictionaries.
const PLACES: [&str; 4] = [
    "/usr/share/hunspell",
    "/usr/share/myspell",
    "/usr/share/myspell/dicts",
    "/usr/local/share/hunspell",
];
/// The folder in the person's own one for dictionaries of theirs.
const OWN: &str = "dictionaries";
/// The largest file of a dictionary.
const LARGEST: u64 = 64 * 1024 * 1024;

static LOADED: LazyLock<Mutex<BTreeMap<String, Arc<Dictionary>>>> = LazyLock::new(Mutex::default);

/// The words of a language.
pub(super) struct Dictionary {
    words: spellbook::Dictionary,
    /// Whether accents may be left out or put in, as English does: the dictionary has "cafe" only.
    accents_are_free: bool,
}

impl Dictionary {
    pub(super) fn is_right(&self, word: &str) -> bool {
        self.words.check(word)
            || self.accents_are_free
                && !word.is_ascii()
                && self.words.check(&word.nfd().filter(|c| !is_mark(*c)).collect::<String>())
    }

    pub(super) fn suggest(&self, word: &str) -> Vec<String> {
        let mut suggestions = Vec::new();
        self.words.suggest(word, &mut suggestions);
        suggestions
    }
}

fn places(folder: &Path) -> Vec<PathBuf> {
    let own = folder.join(OWN);
    [own].into_iter().chain(PLACES.iter().map(PathBuf::from)).collect()
}

/// Returns the languages that have a dictionary on this computer, in the order of their names.
pub fn languages(disk: &Disk, folder: &Path) -> Vec<String> {
    let mut found = BTreeSet::from([BUNDLED.to_owned()]);
    for place in places(folder) {
        // A place that is not there has none.
        let Ok(entries) = disk.list(&place) else { continue };
        let names: BTreeSet<String> =
            entries.into_iter().filter_map(|entry| entry.name.into_string().ok()).collect();
        for name in &names {
            if let Some(language) = name.strip_suffix(".dic")
                && names.contains(&format!("{language}.aff"))
            {
                let _ = found.insert(language.to_owned());
            }
        }
    }
    found.into_iter().collect()
}

/// Reads a dictionary, or finds it where it was read before.
pub(super) fn load(disk: &Disk, language: &str, folder: &Path) -> Result<Arc<Dictionary>, Error> {
    let found = find(disk, language, folder);
    let key = found.as_ref().map_or_else(|| language.to_owned(), |p| p.display().to_string());
    // Held while reading, so that two windows do not read the same one at once.
    let mut loaded = lock(&LOADED);
    if let Some(dictionary) = loaded.get(&key) {
        return Ok(dictionary.clone());
    }
    let unusable = |reason: String| Error::Unusable { language: language.to_owned(), reason };
    let dictionary = match found {
        Some(words) => {
            let (affixes, words) = (read(disk, &words.with_extension("aff"))?, read(disk, &words)?);
            let letters = letters_of(&affixes);
            let encoding = Encoding::for_label(letters.as_bytes())
                .ok_or_else(|| unusable(format!("its letters are {letters}")))?;
            let (affixes, words) = (encoding.decode(&affixes).0, encoding.decode(&words).0);
            spellbook::Dictionary::new(&affixes, &words)
        }
        None if language == BUNDLED => spellbook::Dictionary::new(AFFIXES, WORDS),
        None => return Err(Error::Missing(language.to_owned())),
    };
    let dictionary = dictionary.map_err(|error| unusable(error.to_string()))?;
    let accents_are_free = language.starts_with("en");
    let dictionary = Arc::new(Dictionary { words: dictionary, accents_are_free });
    let _ = loaded.insert(key, dictionary.clone());
    Ok(dictionary)
}

/// Returns the file of words of a language; none for the one that comes with the program, unless
/// the person put another in its place.
fn find(disk: &Disk, language: &str, folder: &Path) -> Option<PathBuf> {
    if language.is_empty() || language.contains(['/', '\\', '.']) {
        return None;
    }
    let is_there = |path: &PathBuf| matches!(disk.size(path), Ok(Some(_)));
    places(folder)
        .into_iter()
        .take(if language == BUNDLED { 1 } else { usize::MAX })
        .map(|place| place.join(format!("{language}.dic")))
        .find(|words| is_there(words) && is_there(&words.with_extension("aff")))
}

fn read(disk: &Disk, path: &Path) -> Result<Vec<u8>, Error> {
    disk.read(path, LARGEST)
        .map_err(|error| Error::File { path: path.to_owned(), reason: error.reason() })
}

/// Returns what the dictionary calls its letters, in the form in which they are commonly called.
fn letters_of(affixes: &[u8]) -> String {
    let text = String::from_utf8_lossy(affixes);
    let named =
        text.lines().find_map(|line| line.trim_start_matches('\u{feff}').strip_prefix("SET "));
    let named = named.map_or("ISO8859-1", str::trim);
    named.strip_prefix("ISO8859-").map_or_else(
        || named.strip_prefix("microsoft-cp").map_or(named.to_owned(), |n| format!("windows-{n}")),
        |number| format!("ISO-8859-{number}"),
    )
}
