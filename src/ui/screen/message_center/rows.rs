//! The rows of the open folder that are in sight, in pages; the others are fetched when they come
//! into sight and forgotten when there are many.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::mail::{MessageId, Summary};

/// Rows of a page.
pub(super) const PAGE: usize = 100;
/// Pages that are kept; more than any window shows.
const KEPT: usize = 32;
/// Rows around those in sight that are fetched with them.
const MARGIN: usize = 20;

/// The known rows of a list.
#[derive(Debug, Default)]
pub(super) struct Rows {
    len: usize,
    /// There may be fewer: not all of the list is gathered yet.
    at_most: bool,
    pages: BTreeMap<usize, Vec<Summary>>,
    asked: BTreeSet<usize>,
    sight: Range<usize>,
    serial: u64,
}

impl Rows {
    /// Begins with what a look at the folder gave: the look's number, the length, some pages.
    pub(super) fn replace(&mut self, serial: u64, len: usize, pages: Vec<(usize, Vec<Summary>)>) {
        self.serial = serial;
        self.len = len;
        self.at_most = false;
        self.pages = pages.into_iter().collect();
        self.asked.clear();
    }

    /// Forgets the rows of a list that is shown no more; the next one begins at its top.
    pub(super) fn clear(&mut self) {
        self.len = 0;
        self.pages.clear();
        self.asked.clear();
        self.sight = 0..self.sight.len();
    }

    /// Returns the number of the look that the rows come from.
    pub(super) fn serial(&self) -> u64 {
        self.serial
    }

    /// Returns how many rows there are.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Hears whether there may be fewer rows than that.
    pub(super) fn are_at_most(&mut self, at_most: bool) {
        self.at_most = at_most;
    }

    /// Returns how many rows there are, when that is known.
    pub(super) fn exact_len(&self) -> Option<usize> {
        (!self.at_most).then_some(self.len)
    }

    /// Returns the rows in sight.
    pub(super) fn sight(&self) -> Range<usize> {
        self.sight.clone()
    }

    /// Returns a row, when it is known.
    pub(super) fn get(&self, row: usize) -> Option<&Summary> {
        self.pages.get(&(row / PAGE))?.get(row % PAGE)
    }

    /// Returns the message of a row, when it is known.
    pub(super) fn id(&self, row: usize) -> Option<MessageId> {
        self.get(row).map(|summary| summary.id)
    }

    /// Returns every known row in order.
    pub(super) fn known(&self) -> impl Iterator<Item = (usize, &Summary)> {
        self.pages.iter().flat_map(|(page, rows)| {
            let first = page.saturating_mul(PAGE);
            rows.iter().enumerate().map(move |(nth, row)| (first.saturating_add(nth), row))
        })
    }

    /// Changes a message where it is known.
    pub(super) fn patch(&mut self, id: MessageId, change: impl Fn(&mut Summary)) {
        let rows = self.pages.values_mut().flatten();
        rows.filter(|summary| summary.id == id).for_each(change);
    }

    /// Notes which rows are in sight; returns the pages that must be fetched for them.
    pub(super) fn look_at(&mut self, sight: Range<usize>) -> Vec<usize> {
        self.sight = sight;
        self.missing()
    }

    /// Notes which rows are in sight.
    pub(super) fn see(&mut self, sight: Range<usize>) {
        self.sight = sight;
    }

    /// Returns the pages around the rows in sight that are neither known nor on their way.
    pub(super) fn missing(&mut self) -> Vec<usize> {
        let pages = pages_of(&self.sight, self.len);
        let missing: Vec<usize> = pages
            .filter(|page| !self.pages.contains_key(page) && !self.asked.contains(page))
            .collect();
        self.asked.extend(&missing);
        missing
    }

    /// Returns the page of a row when it must be fetched.
    pub(super) fn missing_row(&mut self, row: usize) -> Option<usize> {
        let page = row / PAGE;
        let missing = row < self.len && !self.pages.contains_key(&page);
        (missing && self.asked.insert(page)).then_some(page)
    }

    /// Takes in a page that was fetched.
    pub(super) fn insert(&mut self, page: usize, rows: Vec<Summary>) {
        let _ = self.asked.remove(&page);
        let _ = self.pages.insert(page, rows);
        let here = self.sight.start / PAGE;
        while self.pages.len() > KEPT {
            let Some(far) = self.pages.keys().copied().max_by_key(|page| page.abs_diff(here))
            else {
                return;
            };
            let _ = self.pages.remove(&far);
        }
    }

    /// Hears that a page was not fetched after all.
    pub(super) fn forget(&mut self, page: usize) {
        let _ = self.asked.remove(&page);
    }
}

/// Returns the pages with rows in sight or close to it.
pub(super) fn pages_of(sight: &Range<usize>, len: usize) -> Range<usize> {
    let first = sight.start.saturating_sub(MARGIN).min(len);
    let end = sight.end.saturating_add(MARGIN).min(len);
    first / PAGE..end.div_ceil(PAGE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mail::{FolderId, Moment, Priority};

    fn page(page: usize) -> Vec<Summary> {
        let summary = |n: usize| Summary {
            id: MessageId(i64::try_from(n).unwrap()),
            folder: FolderId(1),
            message_id: String::new(),
            from: String::new(),
            to: String::new(),
            cc: None,
            subject: n.to_string(),
            date: Moment(0),
            size: 0,
            unread: true,
            answered: false,
            forwarded: false,
            draft: false,
            priority: Priority::Normal,
            attachments: 0,
            arrived: Moment(0),
            flag: crate::mail::Flag::None,
            thread: 0,
            gathered: None,
        };
        (page * PAGE..(page + 1) * PAGE).map(summary).collect()
    }

    #[test]
    fn pages_are_asked_for_once_and_the_far_ones_forgotten() {
        let mut rows = Rows::default();
        rows.replace(1, 100_000, vec![(0, page(0))]);
        assert_eq!(rows.look_at(0..30), Vec::<usize>::new());
        assert_eq!(rows.look_at(70..100), [1]);
        assert_eq!(rows.look_at(75..105), Vec::<usize>::new(), "it is on its way");
        rows.forget(1);
        assert_eq!(rows.missing(), [1]);
        rows.insert(1, page(1));
        assert_eq!(rows.id(105), Some(MessageId(105)));
        for at in (0..100_000).step_by(PAGE) {
            for missing in rows.look_at(at..at + 30) {
                rows.insert(missing, page(missing));
            }
        }
        assert!(rows.pages.len() <= KEPT);
        assert_eq!(rows.id(5), None);
        assert_eq!(rows.id(99_999), Some(MessageId(99_999)));
        assert_eq!(rows.missing_row(5), Some(0));
        assert_eq!(rows.missing_row(5), None);
        assert_eq!(rows.missing_row(100_000), None);
    }

    #[test]
    fn a_change_shows_at_once() {
        let mut rows = Rows::default();
        rows.replace(1, 100, vec![(0, page(0))]);
        rows.patch(MessageId(7), |summary| summary.unread = false);
        assert!(rows.known().all(|(row, summary)| summary.unread == (row != 7)));
    }
}
