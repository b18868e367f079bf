//! Which rows of the list are selected: a cursor, an anchor and ranges of rows, so that a hundred
//! thousand rows cost what one costs. It knows rows, not messages; [`super::rows`] knows both.

use std::ops::Range;

use crate::ui::widget::ListEvent;
use crate::ui::widget::list::moved;

/// The selected rows of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Selection {
    cursor: Option<usize>,
    /// Where a selection with Shift began.
    anchor: Option<usize>,
    /// Sorted, apart from each other, none empty.
    ranges: Vec<Range<usize>>,
}

impl Selection {
    /// Selects one row, or none.
    pub(super) fn at(row: Option<usize>) -> Self {
        Self { cursor: row, anchor: row, ranges: row.map(one).into_iter().collect() }
    }

    /// Puts together what was remembered of a selection.
    pub(super) fn restored(cursor: Option<usize>, ranges: Vec<Range<usize>>) -> Self {
        if ranges.is_empty() {
            return Self::at(cursor);
        }
        let mut selection = Self { cursor, anchor: cursor, ranges: Vec::new() };
        for range in ranges {
            selection.add(range);
        }
        selection
    }

    pub(super) fn cursor(&self) -> Option<usize> {
        self.cursor
    }

    pub(super) fn ranges(&self) -> &[Range<usize>] {
        &self.ranges
    }

    pub(super) fn contains(&self, row: usize) -> bool {
        let after = self.ranges.partition_point(|range| range.end <= row);
        self.ranges.get(after).is_some_and(|range| range.contains(&row))
    }

    /// Returns how many rows are selected.
    pub(super) fn count(&self) -> usize {
        self.ranges.iter().map(Range::len).sum()
    }

    /// Returns the row when exactly one is selected.
    pub(super) fn single(&self) -> Option<usize> {
        match self.ranges.as_slice() {
            [range] if range.len() == 1 => Some(range.start),
            _ => None,
        }
    }

    /// Returns the first selected row.
    pub(super) fn first(&self) -> Option<usize> {
        self.ranges.first().map(|range| range.start)
    }

    /// Hears what a person does with a list of so many rows; returns whether it was about which rows
    /// are selected, or where the cursor is.
    pub(super) fn hear(&mut self, event: &ListEvent, len: usize) -> bool {
        match *event {
            ListEvent::Walk(delta) => self.walk(delta, len),
            ListEvent::Move { delta, extend } => self.step(delta, extend, len),
            ListEvent::Select { row, extend: true, toggle: true } => self.extend_too(row),
            ListEvent::Select { row, extend: true, .. } => self.extend(row),
            ListEvent::Select { row, toggle: true, .. } => self.toggle(row),
            ListEvent::Select { row, .. } => *self = Self::at(Some(row)),
            ListEvent::Toggle => {
                if let Some(row) = self.cursor {
                    self.toggle(row);
                }
            }
            ListEvent::SelectAll => self.all(len),
            _ => return false,
        }
        true
    }

    /// Selects the row that a menu is opened for, unless it is among those selected.
    pub(super) fn point_at(&mut self, row: Option<usize>) {
        if row.is_some_and(|row| !self.contains(row)) {
            *self = Self::at(row);
        }
    }

    /// Moves the cursor by keys.
    pub(super) fn step(&mut self, delta: i64, extend: bool, len: usize) {
        let Some(row) = moved(self.cursor, delta, len) else { return };
        if extend { self.extend(row) } else { *self = Self::at(Some(row)) }
    }

    /// Moves the cursor alone; the selection stays.
    pub(super) fn walk(&mut self, delta: i64, len: usize) {
        self.cursor = moved(self.cursor, delta, len).or(self.cursor);
        self.anchor = self.cursor;
    }

    /// Selects everything between the anchor and a row, beside what is selected.
    pub(super) fn extend_too(&mut self, row: usize) {
        let anchor = self.anchor.unwrap_or(row);
        self.cursor = Some(row);
        self.add(anchor.min(row)..anchor.max(row).saturating_add(1));
    }

    /// Selects everything between the anchor and a row.
    pub(super) fn extend(&mut self, row: usize) {
        let anchor = self.anchor.unwrap_or(row);
        self.cursor = Some(row);
        self.anchor = Some(anchor);
        let rows = anchor.min(row)..anchor.max(row).saturating_add(1);
        self.ranges = std::iter::once(rows).collect();
    }

    /// Turns one row on or off and leaves the others as they are.
    pub(super) fn toggle(&mut self, row: usize) {
        self.cursor = Some(row);
        self.anchor = Some(row);
        if self.contains(row) { self.remove(row) } else { self.add(one(row)) }
    }

    /// Selects every row; the cursor stays.
    pub(super) fn all(&mut self, len: usize) {
        if len > 0 {
            self.ranges = std::iter::once(0..len).collect();
            self.cursor = Some(self.cursor.unwrap_or(0));
            self.anchor = self.anchor.or(self.cursor);
        }
    }

    fn remove(&mut self, row: usize) {
        let ranges = std::mem::take(&mut self.ranges);
        for range in ranges {
            if range.contains(&row) {
                let parts = [range.start..row, row.saturating_add(1)..range.end];
                self.ranges.extend(parts.into_iter().filter(|part| !part.is_empty()));
            } else {
                self.ranges.push(range);
            }
        }
    }

    /// Adds rows, joining what touches.
    fn add(&mut self, new: Range<usize>) {
        if new.is_empty() {
            return;
        }
        let mut joined = new;
        self.ranges.retain(|range| {
            let apart = range.end < joined.start || joined.end < range.start;
            if !apart {
                joined = range.start.min(joined.start)..range.end.max(joined.end);
            }
            apart
        });
        let at = self.ranges.partition_point(|range| range.start < joined.start);
        self.ranges.insert(at, joined);
    }
}

fn one(row: usize) -> Range<usize> {
    row..row.saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_move_and_extend_from_the_anchor() {
        let mut selection = Selection::default();
        selection.step(1, false, 10);
        assert_eq!(selection.single(), Some(0));
        selection.step(4, false, 10);
        selection.step(3, true, 10);
        assert_eq!(selection.ranges(), std::slice::from_ref(&(4..8)));
        assert_eq!(selection.cursor(), Some(7));
        selection.step(-6, true, 10);
        assert_eq!(selection.ranges(), std::slice::from_ref(&(1..5)));
        assert_eq!(selection.cursor(), Some(1));
        selection.step(i64::MAX / 2, false, 10);
        assert_eq!(selection.single(), Some(9));
        selection.step(1, false, 0);
        assert_eq!(selection.single(), Some(9));
    }

    #[test]
    fn rows_are_toggled_one_by_one() {
        let mut selection = Selection::at(Some(5));
        for row in [7, 6, 3] {
            selection.toggle(row);
        }
        assert_eq!(selection.ranges(), [3..4, 5..8]);
        selection.toggle(6);
        assert_eq!(selection.ranges(), [3..4, 5..6, 7..8]);
        assert_eq!((selection.count(), selection.single()), (3, None));
        assert!(selection.contains(7) && !selection.contains(6) && !selection.contains(8));
    }

    #[test]
    fn the_cursor_walks_alone_and_ranges_are_added() {
        let mut selection = Selection::at(Some(2));
        selection.walk(3, 10);
        assert_eq!(
            (selection.cursor(), selection.ranges()),
            (Some(5), std::slice::from_ref(&(2..3)))
        );
        selection.toggle(5);
        selection.extend_too(8);
        assert_eq!(selection.ranges(), [2..3, 5..9]);
        selection.walk(-99, 10);
        assert_eq!((selection.cursor(), selection.count()), (Some(0), 5));
    }

    #[test]
    fn all_of_a_long_list_is_one_range() {
        let mut selection = Selection::at(Some(70_000));
        selection.all(100_000);
        assert_eq!(selection.ranges(), std::slice::from_ref(&(0..100_000)));
        assert_eq!(selection.cursor(), Some(70_000));
        selection.toggle(99_999);
        assert_eq!(selection.count(), 99_999);
        let mut none = Selection::default();
        none.all(0);
        assert_eq!((none.cursor(), none.count()), (None, 0));
    }
}
