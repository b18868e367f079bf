//! The person's own words: a text file, one word a line, as long as they like. It stays in memory,
//! one for all windows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};

use super::{Error, lock};
use crate::disk::Disk;

/// The file's name in the person's folder.
const FILE: &str = "dictionary.txt";
/// More than anybody writes; the original stopped at 103 KB without a word (KB Q91730).
const LARGEST: u64 = 256 * 1024 * 1024;

static LOADED: LazyLock<Mutex<BTreeMap<PathBuf, Arc<Mutex<Own>>>>> = LazyLock::new(Mutex::default);

/// The person's own words.
pub(super) struct Own {
    path: PathBuf,
    words: BTreeSet<String>,
}

impl Own {
    /// Returns whether a word is among them; it may begin a sentence, or be in capitals.
    pub(super) fn has(&self, word: &str) -> bool {
        if self.words.contains(word) {
            return true;
        }
        let lower = word.to_lowercase();
        let stem =
            |w: &str| w.strip_suffix("'s").or(w.strip_suffix("\u{2019}s")).map(str::to_owned);
        self.words.contains(&lower)
            || stem(word).is_some_and(|word| self.words.contains(&word))
            || stem(&lower).is_some_and(|word| self.words.contains(&word))
            || super::words::is_capitals(word)
                && self.words.iter().any(|own| own.to_lowercase() == lower)
    }

    pub(super) fn add(&mut self, word: &str) {
        let _ = self.words.insert(word.to_owned());
    }

    pub(super) fn remove(&mut self, word: &str) {
        let _ = self.words.remove(word);
    }
}

/// Loads the words of a person's folder; none when there is no file yet.
pub(super) fn load(disk: &Disk, folder: &Path) -> Result<Arc<Mutex<Own>>, Error> {
    let path = folder.join(FILE);
    let loaded = lock(&LOADED).get(&path).cloned();
    if let Some(own) = loaded {
        return Ok(own);
    }
    let failed =
        |error: crate::disk::Error| Error::File { path: path.clone(), reason: error.reason() };
    let words = match disk.size(&path).map_err(failed)? {
        Some(_) => {
            let bytes = disk.read(&path, LARGEST).map_err(failed)?;
            let text = String::from_utf8_lossy(&bytes);
            let words = text.lines().map(str::trim).filter(|word| !word.is_empty());
            words.map(ToOwned::to_owned).collect()
        }
        None => BTreeSet::new(),
    };
    let own = Arc::new(Mutex::new(Own { path: path.clone(), words }));
    Ok(lock(&LOADED).entry(path).or_insert(own).clone())
}

/// Writes the words, as a whole or not at all.
pub(super) fn keep(own: &Mutex<Own>, disk: &Disk) -> Result<(), Error> {
    // Held while writing, so that of two writers the later one has all the words.
    let own = lock(own);
    let mut text = String::new();
    for word in &own.words {
        text.push_str(word);
        text.push('\n');
    }
    let folder = own.path.parent().unwrap_or(Path::new("."));
    disk.make_folder(folder)
        .and_then(|()| disk.replace(&own.path, text.as_bytes()))
        .map_err(|error| Error::File { path: own.path.clone(), reason: error.reason() })
}

#[cfg(test)]
pub(super) fn forget_loaded(folder: &Path) {
    let _ = lock(&LOADED).remove(&folder.join(FILE));
}
