//! Where the parts of a list are.

use std::ops::Range;

use iced::{Point, Rectangle};

use super::Column;
use crate::ui::theme;
use crate::ui::widget::paint;
use crate::ui::widget::scrollbar::Extent;

/// How near to a divider the pointer must be to hold it.
const NEAR: f32 = 3.0;
/// The least width of a column.
pub(super) const LEAST: f32 = 20.0;

/// What is no wider shows pictures only.
const PICTURE: f32 = 24.0;

/// The places of a list's parts, computed from its bounds in one go over the columns.
pub(super) struct Place {
    pub(super) header: Rectangle,
    pub(super) body: Rectangle,
    bar: Rectangle,
    /// The left edge and the width of each column.
    columns: Vec<(f32, f32)>,
    len: usize,
    page: usize,
}

impl Place {
    pub(super) fn new(bounds: Rectangle, columns: &[Column], len: usize, header: bool) -> Self {
        let b = paint::whole(bounds);
        let top = if header { theme::HEADER.min(b.height) } else { 0.0 };
        let below = (b.height - top).max(0.0);
        let page = (below / theme::ROW).floor().max(0.0) as usize;
        let scroll = if len > page { theme::SCROLL.min(b.width) } else { 0.0 };
        let width = b.width - scroll;
        let there = there(columns, width);
        let shown = || columns.iter().zip(&there).filter(|(_, there)| **there).map(|(c, _)| c);
        let fixed: f32 = shown().map(|c| c.width.round()).sum();
        let spare = (width - fixed).max(0.0);
        // In a narrow list columns of text give way, so that the last one is still there; the one
        // that fills gives way when no other can.
        let give = |c: &Column| (c.width.round() - c.least).max(0.0);
        let soft = |fill: bool| shown().filter(|c| c.fill == fill).map(give).sum::<f32>();
        let (soft, last) = (soft(false), soft(true));
        let missing = (fixed - width).clamp(0.0, soft);
        let rest = (fixed - width - missing).clamp(0.0, last);
        let mut x = b.x;
        let mut first_fill = true;
        let columns = columns
            .iter()
            .zip(&there)
            .map(|(column, there)| {
                if !there {
                    return (x, 0.0);
                }
                let mut own = column.width.round();
                let (missing, soft) = if column.fill { (rest, last) } else { (missing, soft) };
                if missing > 0.0 {
                    own -= (missing * give(column) / soft).ceil();
                }
                if column.fill && first_fill {
                    own += spare;
                    first_fill = false;
                }
                let left = x;
                x += own;
                (left, own)
            })
            .collect();
        Place {
            header: Rectangle { height: top, ..b },
            body: Rectangle { y: b.y + top, height: below, width, ..b },
            bar: Rectangle { x: b.x + width, y: b.y + top, width: scroll, height: below },
            columns,
            len,
            page,
        }
    }

    pub(super) fn extent(&self) -> Extent {
        Extent { bounds: self.bar, len: self.len, page: self.page }
    }

    /// Returns the rows in sight.
    pub(super) fn rows(&self, first: usize) -> Range<usize> {
        let first = first.min(self.len);
        first..first.saturating_add(self.page).min(self.len)
    }

    /// Returns the rectangle of the n-th row in sight.
    pub(super) fn row(&self, nth: usize) -> Rectangle {
        Rectangle { y: self.body.y + nth as f32 * theme::ROW, height: theme::ROW, ..self.body }
    }

    /// Returns the row at a point.
    pub(super) fn row_at(&self, at: Point, first: usize) -> Option<usize> {
        if !self.body.contains(at) {
            return None;
        }
        let nth = ((at.y - self.body.y) / theme::ROW).floor().max(0.0) as usize;
        let row = first.saturating_add(nth);
        self.rows(first).contains(&row).then_some(row)
    }

    fn column(&self, index: usize) -> Option<(f32, f32)> {
        let (x, width) = *self.columns.get(index)?;
        let right = self.body.x + self.body.width;
        let width = width.min(right - x);
        (width >= 1.0).then_some((x, width))
    }

    /// Returns the rectangle of a column's title.
    pub(super) fn title(&self, index: usize) -> Option<Rectangle> {
        let (x, width) = self.column(index)?;
        Some(Rectangle { x, width, ..self.header })
    }

    /// Returns the rectangle of a cell of the n-th row in sight.
    pub(super) fn cell(&self, nth: usize, index: usize) -> Option<Rectangle> {
        let (x, width) = self.column(index)?;
        Some(Rectangle { x, width, ..self.row(nth) })
    }

    /// Returns the column whose right edge is near.
    pub(super) fn divider(&self, x: f32, columns: &[Column]) -> Option<usize> {
        self.columns
            .iter()
            .zip(columns)
            // A column that fills takes what is left: there is nothing to drag.
            .position(|((left, width), column)| {
                !column.fill && *width > 0.0 && (left + width - x).abs() <= NEAR
            })
    }

    /// Returns the column at a place of the header.
    pub(super) fn column_at(&self, x: f32) -> Option<usize> {
        self.columns.iter().position(|(left, width)| (*left..left + width).contains(&x))
    }
}

/// Returns which columns are shown: where not all have room, the last ones go, but for the one that
/// fills and those of pictures.
fn there(columns: &[Column], width: f32) -> Vec<bool> {
    let least = |column: &Column| column.width.round().min(column.least);
    let mut need: f32 = columns.iter().map(least).sum();
    let mut there = vec![true; columns.len()];
    for (column, there) in columns.iter().zip(&mut there).rev() {
        if need <= width {
            break;
        }
        if !column.fill && column.width > PICTURE {
            *there = false;
            need -= least(column);
        }
    }
    there
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_narrow_list_columns_of_text_give_way_until_all_are_there() {
        let column = |width: f32| Column::new("", width);
        let columns = [column(22.0), column(150.0), column(90.0).fill(), column(126.0)];
        let widths = |width: f32| -> Vec<f32> {
            let bounds = Rectangle { x: 0.0, y: 0.0, width, height: 400.0 };
            Place::new(bounds, &columns, 3, true).columns.iter().map(|(_, own)| *own).collect()
        };
        assert_eq!(widths(500.0), [22.0, 150.0, 202.0, 126.0]);
        let narrow = widths(300.0);
        assert!(narrow.iter().sum::<f32>() <= 300.0, "{narrow:?}");
        assert!(narrow[0] > 21.0 && narrow[1..].iter().all(|w| *w >= 55.0), "{narrow:?}");
        let bit = widths(380.0);
        assert!(bit[2] >= 90.0 && bit[1] < 150.0 && bit[3] < 126.0, "the subject last: {bit:?}");
        // There is an end to it: then the last ones go, but never the one that fills.
        assert_eq!(widths(180.0)[3], 0.0);
        assert!(widths(180.0)[1] >= 55.0 && widths(180.0)[2] >= 90.0);
        assert_eq!(widths(100.0), [22.0, 0.0, 78.0, 0.0]);
    }
}
