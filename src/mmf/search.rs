//! Finding messages by what they say and are.
//!
//! Words are looked up in an index in the same file, made behind the arrival of mail (`index`). What
//! is not indexed yet is put into an index of the same kind in memory (`recent`), so that both say
//! the same of the same message. `plan` makes of a query what the indices are asked and what the
//! rows of messages are tested for; `hunt` walks from the newest message down, in slices, so that the
//! first page is there at once and nobody waits for the end.
//!
//! `symbols` puts emoji and the like into the indices.
//!
//! Results are listed like folders, under numbers below zero that who asks gives them.

mod hunt;
mod index;
mod plan;
mod recent;
mod symbols;

use std::ops::Range;
use std::time::{Duration, Instant};

use super::error::Inner;
use super::list::sorted;
use super::messages::summary;
use super::{Error, MessageFile};
use crate::mail::{FolderId, MessageId, Order, Query, Summary};
use hunt::Hunt;
pub(super) use index::check;
use recent::Recent;
pub(super) use symbols::note as note_symbols;

/// The longest slice of a search.
const SLICE: Duration = Duration::from_millis(40);

/// Searches whose results are kept; of the others only the question is.
const KEPT: usize = 4;

/// How far a search is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hunted {
    /// Messages found so far.
    pub found: u64,
    /// Whether that is all.
    pub done: bool,
    /// Messages that are not indexed yet and were not looked through: they may be found later.
    pub waiting: u64,
}

/// The searches whose results are listed.
#[derive(Debug, Default)]
pub(super) struct Hunts {
    /// The one used last stands first.
    all: Vec<(FolderId, Hunt)>,
    recent: Recent,
}

impl Hunts {
    /// Hears that messages came, went or changed: what was found is found again.
    pub(super) fn expire(&mut self) {
        for (_, hunt) in &mut self.all {
            hunt.expire();
        }
    }

    /// Hears that more messages are indexed.
    fn expire_waiting(&mut self) {
        for (_, hunt) in &mut self.all {
            if hunt.hunted().waiting > 0 {
                hunt.expire();
            }
        }
    }

    /// Returns how many messages a search found so far.
    pub(super) fn found(&self, id: FolderId) -> u64 {
        let hunt = self.all.iter().find(|(of, _)| *of == id);
        hunt.map_or(0, |(_, hunt)| hunt.hunted().found)
    }

    fn take(&mut self, id: FolderId) -> Option<Hunt> {
        let at = self.all.iter().position(|(of, _)| *of == id)?;
        Some(self.all.remove(at).1)
    }

    fn put(&mut self, id: FolderId, hunt: Hunt) {
        self.all.insert(0, (id, hunt));
        for (_, hunt) in self.all.iter_mut().skip(KEPT) {
            hunt.forget();
        }
    }
}

impl MessageFile {
    /// Begins a search whose results are listed under a number; one with another question is
    /// replaced, one with the same goes on.
    pub fn open_results(&mut self, id: FolderId, query: &Query) {
        let hunts = &mut self.lists.hunts;
        match hunts.take(id) {
            Some(same) if same.query() == query => hunts.put(id, same),
            _ => hunts.put(id, Hunt::new(query.clone())),
        }
    }

    /// Forgets a search.
    pub fn close_results(&mut self, id: FolderId) {
        let _ = self.lists.hunts.take(id);
    }

    /// Goes on with a search for a while (at most 40 ms, and a little more where one step is long);
    /// begins anew when messages came, went or changed since.
    pub fn hunt(&mut self, id: FolderId, budget: Duration) -> Result<Hunted, Error> {
        let Some(mut hunt) = self.lists.hunts.take(id) else { return Ok(Hunted::default()) };
        if hunt.hunted().done && hunt.hunted().waiting > 0 {
            // More of what waits is looked through each time.
            hunt.expire();
        }
        let mut recent = std::mem::take(&mut self.lists.hunts.recent);
        let until = Instant::now() + budget.min(SLICE);
        let mut torn = false;
        let mut done = self.look("searching", |c| {
            hunt.go_on(c, &mut recent, until).inspect_err(|e| torn = index::is_torn(e))
        });
        self.lists.hunts.recent = recent;
        if torn {
            hunt.expire();
            done = self.index_anew();
        }
        let hunted = hunt.hunted();
        self.lists.hunts.put(id, hunt);
        done.map(|()| hunted)
    }

    /// Returns whether a message is what a query asks for.
    pub fn is_match(&mut self, id: MessageId, query: &Query) -> Result<bool, Error> {
        let mut recent = std::mem::take(&mut self.lists.hunts.recent);
        let done = self.look("searching", |c| hunt::is_match(c, &mut recent, id, query));
        self.lists.hunts.recent = recent;
        done
    }

    /// Reads some rows of results; a search that has expired is begun anew first.
    pub(super) fn result_rows(
        &mut self,
        id: FolderId,
        order: Order,
        offset: u64,
        count: u32,
    ) -> Result<Vec<Summary>, Error> {
        self.settle(id, order)?;
        let hunts = &self.lists.hunts.all;
        let found = hunts.iter().find(|(of, _)| *of == id).map_or(&[][..], |(_, h)| h.ids());
        let begin = usize::try_from(offset).unwrap_or(usize::MAX).min(found.len());
        let end = begin.saturating_add(usize::try_from(count).unwrap_or(usize::MAX));
        let page = found.get(begin..end.min(found.len())).unwrap_or_default();
        self.look("listing what was found", |c| {
            page.iter().filter_map(|id| summary(c, *id).transpose()).collect()
        })
    }

    /// Names the messages of some rows of results.
    pub(super) fn result_ids(
        &mut self,
        id: FolderId,
        order: Order,
        ranges: &[Range<usize>],
    ) -> Result<Vec<MessageId>, Error> {
        self.settle(id, order)?;
        let hunt = self.lists.hunts.all.iter().find(|(of, _)| *of == id);
        let all = hunt.map_or(&[][..], |(_, hunt)| hunt.ids());
        let parts = ranges.iter().filter_map(|range| all.get(range.clone()));
        Ok(parts.flatten().copied().collect())
    }

    /// Returns at which row of results a message stands.
    pub(super) fn result_position(
        &mut self,
        id: FolderId,
        order: Order,
        message: MessageId,
    ) -> Result<Option<u64>, Error> {
        self.settle(id, order)?;
        let hunt = self.lists.hunts.all.iter().find(|(of, _)| *of == id);
        let at = hunt.and_then(|(_, hunt)| hunt.ids().iter().position(|other| *other == message));
        Ok(at.map(|at| at as u64))
    }

    /// Brings results that are complete into an order.
    fn settle(&mut self, id: FolderId, order: Order) -> Result<(), Error> {
        let expired = self.lists.hunts.all.iter().any(|(of, hunt)| *of == id && hunt.is_expired());
        if expired {
            let _ = self.hunt(id, SLICE)?;
        }
        let Some(mut hunt) = self.lists.hunts.take(id) else { return Ok(()) };
        let done = if hunt.hunted().done && hunt.order() != Some(order) {
            self.look("sorting what was found", |c| in_order(c, hunt.ids(), order))
                .map(|ids| hunt.put_in_order(ids, order))
        } else {
            Ok(())
        };
        self.lists.hunts.put(id, hunt);
        done
    }
}

/// Returns messages in an order.
fn in_order(c: &rusqlite::Connection, ids: &[MessageId], order: Order) -> Inner<Vec<MessageId>> {
    let listed: Vec<String> = ids.iter().map(|id| id.0.to_string()).collect();
    let listed = format!("[{}]", listed.join(","));
    sorted(c, "id IN (SELECT value FROM json_each(?1))", &listed, order)
}

/// The order in which messages are found: nearly that by date.
fn as_found() -> Order {
    Order::newest_first()
}
