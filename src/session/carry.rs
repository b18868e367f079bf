//! Mail carried in from other programs' files, and chosen to be carried out.

use std::time::Duration;

use crate::mail::{FolderId, MessageId, Moment, Order, Query};
use crate::mmf::{Arrival, Known, Put};

use super::{Error, Session};

/// Which messages are meant: those that are all of this.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// In one of these folders; in any when none is named.
    pub folders: Vec<FolderId>,
    /// Not older than this.
    pub from: Option<Moment>,
    /// Not newer than this.
    pub until: Option<Moment>,
    /// What a search finds.
    pub query: Option<Query>,
    /// Among these.
    pub among: Option<Vec<MessageId>>,
}

impl Choice {
    /// Returns whether all of a folder is meant.
    pub fn takes_whole(&self, folder: FolderId) -> bool {
        let of_folder = self.folders.is_empty() || self.folders.contains(&folder);
        let of_all = self.from.is_none() && self.until.is_none();
        of_folder && of_all && self.query.is_none() && self.among.is_none()
    }
}

impl Session {
    /// Puts in what `next` gives until it gives nothing or the slice of time is over; returns what
    /// became of each. What a folder has already is passed over.
    pub fn put_in(
        &mut self,
        known: &mut Known,
        next: &mut dyn FnMut() -> Option<Arrival>,
        slice: Duration,
    ) -> Result<Vec<Put>, Error> {
        Ok(self.file.put_in(known, next, slice)?)
    }

    /// Returns the folder of a path, making what is not there; none for an empty path.
    pub fn folder_for_path(&mut self, path: &[String]) -> Result<Option<FolderId>, Error> {
        Ok(self.file.folder_for_path(path)?)
    }

    /// Names the messages that are meant, folder by folder in the order of the tree, the oldest
    /// first.
    pub fn choose(&mut self, choice: &Choice) -> Result<Vec<MessageId>, Error> {
        let mut found = match &choice.query {
            Some(query) => Some(self.search(query)?),
            None => None,
        };
        if let Some(found) = &mut found {
            found.sort_unstable();
        }
        let among = choice.among.as_ref().map(|ids| {
            let mut ids = ids.clone();
            ids.sort_unstable();
            ids
        });
        let is_in = |list: &Option<Vec<MessageId>>, id: &MessageId| {
            list.as_ref().is_none_or(|list| list.binary_search(id).is_ok())
        };
        let order = Order { descending: false, grouped: false, ..Order::newest_first() };
        let mut chosen = Vec::new();
        for folder in self.folders()? {
            if !choice.folders.is_empty() && !choice.folders.contains(&folder.id) {
                continue;
            }
            let ids = self.named(folder.id, order, std::slice::from_ref(&(0..usize::MAX)))?;
            for id in ids.into_iter().filter(|id| is_in(&found, id) && is_in(&among, id)) {
                if choice.from.is_some() || choice.until.is_some() {
                    let date = self.summary(id)?.date;
                    let fits = choice.from.is_none_or(|from| date >= from)
                        && choice.until.is_none_or(|until| date <= until);
                    if !fits {
                        continue;
                    }
                }
                chosen.push(id);
            }
        }
        Ok(chosen)
    }

    /// Finds all that a query asks for.
    fn search(&mut self, query: &Query) -> Result<Vec<MessageId>, Error> {
        let results = Self::results_number();
        self.open_results(results, query);
        let all = self.search_in(results);
        self.close_results(results);
        all
    }

    fn search_in(&mut self, results: FolderId) -> Result<Vec<MessageId>, Error> {
        // What waits to be indexed is indexed first: nothing may be left out.
        while self.index_on(Duration::from_millis(40))? > 0 {}
        while !self.hunt(results, Duration::from_millis(40))?.done {}
        self.named(results, Order::newest_first(), std::slice::from_ref(&(0..self.found(results)?)))
    }

    fn found(&self, results: FolderId) -> Result<usize, Error> {
        Ok(usize::try_from(self.total(results)?).unwrap_or(usize::MAX))
    }
}
