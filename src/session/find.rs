//! Finding mail: searches whose results are listed like folders, and finders that are kept.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::mail::{Finder, FolderId, MessageId, Query};
use crate::mmf::{Hunted, Record};

use super::{Error, Session};

/// The numbers of results that belong to no finder, far from those that do.
static NUMBERS: AtomicI64 = AtomicI64::new(-(1 << 40));

/// The setting under which finders are kept.
const FINDERS: &str = "finders";

/// The longest name of a finder, in characters.
const NAME: usize = 64;

/// How a finder is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Kept {
    number: i64,
    name: String,
    query: Query,
}

impl Session {
    /// Returns a number under which results can be listed and that nobody else uses.
    pub fn results_number() -> FolderId {
        FolderId(NUMBERS.fetch_sub(1, Ordering::Relaxed))
    }

    /// Begins a search whose results are listed under a number below zero; one with the same
    /// question goes on.
    pub fn open_results(&mut self, id: FolderId, query: &Query) {
        self.file.open_results(id, query);
    }

    /// Goes on with a search for a slice of time; begins anew when messages changed since.
    pub fn hunt(&mut self, id: FolderId, slice: Duration) -> Result<Hunted, Error> {
        Ok(self.file.hunt(id, slice)?)
    }

    /// Forgets a search.
    pub fn close_results(&mut self, id: FolderId) {
        self.file.close_results(id);
    }

    /// Returns whether a message is what a query asks for.
    pub fn is_match(&mut self, id: MessageId, query: &Query) -> Result<bool, Error> {
        Ok(self.file.is_match(id, query)?)
    }

    /// Indexes for a slice of time what came; returns how many messages are left, about.
    pub fn index_on(&mut self, slice: Duration) -> Result<u64, Error> {
        Ok(self.file.index_on(slice)?)
    }

    /// Returns how many messages are not indexed yet, about.
    pub fn unindexed(&self) -> Result<u64, Error> {
        Ok(self.file.unindexed()?)
    }

    /// Returns how many messages a folder holds, or how many of the results are found so far.
    pub fn total(&self, folder: FolderId) -> Result<u64, Error> {
        Ok(self.file.total(folder)?)
    }

    /// Returns the finders that are kept, by their names.
    pub fn finders(&self) -> Result<Vec<Finder>, Error> {
        let finders = self.kept()?.into_iter();
        Ok(finders
            .map(|k| Finder { id: FolderId(-k.number), name: k.name, query: k.query })
            .collect())
    }

    /// Keeps a finder under a name; one of the same name is replaced. Like the other changes of
    /// finders it comes with the record by which it can be taken back.
    pub fn save_finder(&mut self, name: &str, query: &Query) -> Result<(FolderId, Record), Error> {
        let name = checked(name)?;
        let mut finders = self.kept()?;
        let number = match finders.iter_mut().find(|k| same(&k.name, &name)) {
            Some(old) => {
                old.name = name;
                old.query = query.clone();
                old.number
            }
            None => {
                let number = finders.iter().map(|k| k.number).max().unwrap_or(0).max(0) + 1;
                finders.push(Kept { number, name, query: query.clone() });
                number
            }
        };
        Ok((FolderId(-number), self.keep(finders)?))
    }

    /// Gives a finder another name.
    pub fn rename_finder(&mut self, id: FolderId, name: &str) -> Result<Record, Error> {
        let name = checked(name)?;
        let mut finders = self.kept()?;
        if finders.iter().any(|k| same(&k.name, &name) && -k.number != id.0) {
            return Err(Error::FinderName);
        }
        for finder in finders.iter_mut().filter(|k| -k.number == id.0) {
            finder.name.clone_from(&name);
        }
        self.keep(finders)
    }

    /// Deletes a finder; the messages it finds stay.
    pub fn delete_finder(&mut self, id: FolderId) -> Result<Record, Error> {
        let mut finders = self.kept()?;
        finders.retain(|k| -k.number != id.0);
        self.file.close_results(id);
        self.keep(finders)
    }

    fn kept(&self) -> Result<Vec<Kept>, Error> {
        let text = self.file.setting(FINDERS)?.unwrap_or_default();
        if text.is_empty() {
            return Ok(Vec::new());
        }
        Ok(serde_json::from_str(&text).unwrap_or_else(|error| {
            tracing::warn!(%error, "the finders cannot be read and start anew");
            Vec::new()
        }))
    }

    fn keep(&mut self, mut finders: Vec<Kept>) -> Result<Record, Error> {
        finders.sort_by_key(|k| k.name.to_lowercase());
        let text = serde_json::to_string(&finders).unwrap_or_default();
        Ok(self.file.change_setting(FINDERS, &text)?)
    }
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

/// Returns a name that a finder can have.
fn checked(name: &str) -> Result<String, Error> {
    let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let good =
        !name.is_empty() && name.chars().count() <= NAME && !name.chars().any(char::is_control);
    if good { Ok(name) } else { Err(Error::FinderName) }
}
