//! Drawing a list: whole rows only, cells cut with an ellipsis, so that nothing is ever clipped.

use iced::advanced::text::Paragraph as _;
use iced::{Point, Rectangle, Renderer, Theme, alignment, mouse};

use super::place::Place;
use super::{Cell, Column, Grab, List, State};
use crate::ui::icon::{self, Tint};
use crate::ui::theme::{self, Skin};
use crate::ui::widget::bevel::Edge;
use crate::ui::widget::line::{self, Face, WIDEST};
use crate::ui::widget::paint::{self, Toward};
use crate::ui::widget::tree;

/// The gap between the edge of a cell and its text.
const INSET: f32 = 4.0;

/// The mark of a selected row.
const SELECTED: u8 = 1;
/// The mark of the row with the cursor.
const CURSOR: u8 = 2;

/// The cells in sight, and what else tells one picture of a list from another, but for the marks.
#[derive(Hash)]
struct Sight<'c> {
    cells: Vec<Vec<Cell<'c>>>,
    first: usize,
    /// Where no row shows the cursor, the list does.
    astray: bool,
    focused: bool,
    widths: Vec<i64>,
    sort: [Option<(usize, bool)>; 2],
}

impl<'a, M> List<'a, M> {
    fn sight(&self, state: &State, place: &Place) -> Sight<'a> {
        let rows = place.rows(state.bar.first);
        let columns = 0..self.columns.len();
        let width = |index| place.title(index).map_or(0, |b| (b.width * 64.0) as i64);
        Sight {
            cells: rows
                .clone()
                .map(|row| columns.clone().map(|column| (self.cell)(row, column)).collect())
                .collect(),
            first: state.bar.first,
            astray: self.cursor.is_none_or(|row| !rows.contains(&row)),
            focused: state.focus.on,
            widths: columns.map(width).collect(),
            sort: [self.sort, self.then],
        }
    }

    /// Returns the marks of the rows in sight.
    fn marks(&self, state: &State, place: &Place) -> Vec<u8> {
        let rows = place.rows(state.bar.first);
        let mark = |row| {
            let selected = if (self.selected)(row) { SELECTED } else { 0 };
            let cursor = if self.cursor == Some(row) { CURSOR } else { 0 };
            selected | cursor
        };
        rows.map(mark).collect()
    }

    pub(super) fn paint(
        &self,
        state: &State,
        r: &mut Renderer,
        theme: &Theme,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) {
        let skin = Skin::of(theme);
        let place = self.place(bounds);
        let sight = self.sight(state, &place);
        state.lines.begin();
        let marks = self.marks(state, &place);
        state.pane.draw(r, paint::whole(bounds), &sight, &marks, |r| {
            self.paint_all(state, r, skin, &place, (&sight, &marks), cursor);
        });
    }

    fn paint_all(
        &self,
        state: &State,
        r: &mut Renderer,
        skin: &Skin,
        place: &Place,
        (sight, marks): (&Sight<'_>, &[u8]),
        cursor: mouse::Cursor,
    ) {
        ground(r, skin, place, marks.len());
        for (nth, (cells, mark)) in sight.cells.iter().zip(marks).enumerate() {
            self.paint_row(state, r, skin, place, (nth, cells, mark & SELECTED != 0));
        }
        if self.len == 0 && !self.empty.is_empty() && place.body.height >= theme::ROW {
            let width = place.body.width - 2.0 * theme::SPACE;
            state.lines.with(&self.empty, width, Face::UI, |p| {
                let x = place.body.center_x() - p.min_width() / 2.0;
                let at = Point::new(x, place.body.y + theme::ROW);
                line::draw(r, p, at, skin.muted, place.body);
            });
        }
        if self.header {
            self.paint_header(state, r, skin, place, cursor);
        }
        if place.extent().is_needed() {
            state.bar.draw(r, skin, place.extent(), cursor);
        }
        if sight.focused && sight.astray {
            paint::focus(r, place.body.shrink(1), skin, skin.focus);
        }
        // Last, because it is many pieces in one row and none in the others.
        let at_cursor = marks.iter().position(|mark| mark & CURSOR != 0);
        if let Some((nth, mark)) = at_cursor.and_then(|nth| Some((nth, marks.get(nth)?)))
            && sight.focused
        {
            self.paint_cursor(r, skin, place.row(nth), mark & SELECTED != 0);
        }
    }

    fn paint_cursor(&self, r: &mut Renderer, skin: &Skin, row: Rectangle, selected: bool) {
        if skin.is_classic() {
            let color = if selected { skin.selection_text } else { skin.focus };
            paint::focus(r, row, skin, color);
        } else if !selected {
            paint::frame(r, row, skin.focus, skin.focus);
        }
    }

    fn paint_row(
        &self,
        state: &State,
        r: &mut Renderer,
        skin: &Skin,
        place: &Place,
        (nth, cells, selected): (usize, &[Cell<'_>], bool),
    ) {
        let bounds = place.row(nth);
        let (surface, text) = match (selected, state.focus.on) {
            (true, true) => (Some(skin.selection), skin.selection_text),
            (true, false) => (Some(skin.selection_idle), skin.selection_idle_text),
            (false, _) => (None, skin.window_text),
        };
        // A row that is not selected has its piece too: as many pieces follow each other then.
        let piece = Rectangle { width: 1.0, height: 1.0, ..bounds };
        let (piece, surface) = surface.map_or((piece, skin.window), |surface| (bounds, surface));
        paint::fill(r, piece, surface);
        let tint = if selected && state.focus.on { Tint::Selected } else { Tint::Normal };
        for (index, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let Some(bounds) = place.cell(nth, index) else { continue };
            let color = if selected { text } else { cell.tone.color(skin, text) };
            paint_cell(state, r, skin, bounds, column, cell, (color, tint));
        }
    }

    fn paint_header(
        &self,
        state: &State,
        r: &mut Renderer,
        skin: &Skin,
        place: &Place,
        cursor: mouse::Cursor,
    ) {
        let header = place.header;
        paint::fill(r, header, skin.header);
        let mut right = header.x;
        for (index, column) in self.columns.iter().enumerate() {
            let Some(b) = place.title(index) else { continue };
            right = b.x + b.width;
            let down = matches!(state.grab, Some(Grab::Title { column }) if column == index);
            if skin.is_classic() {
                let edge = if down { Edge::ThinSunken } else { Edge::Raised };
                paint::edge(r, b, edge, skin);
            } else {
                if down || (column.sortable && cursor.is_over(b)) {
                    paint::fill(r, b, if down { skin.pressed } else { skin.hover });
                }
                let line =
                    Rectangle { x: right - 1.0, y: b.y + 3.0, width: 1.0, height: b.height - 7.0 };
                paint::fill(r, line, skin.border);
            }
            self.paint_title(state, r, skin, b, index, column);
        }
        if let Some(Grab::Title { column }) = state.grab
            && let Some(to) = self.drop_place(place, column, cursor)
        {
            paint::fill(r, to, skin.focus);
        }
        if skin.is_classic() {
            let rest = Rectangle { x: right, width: header.x + header.width - right, ..header };
            if rest.width > 2.0 {
                paint::edge(r, rest, Edge::Raised, skin);
            }
        } else {
            let line = Rectangle { y: header.y + header.height - 1.0, height: 1.0, ..header };
            paint::fill(r, line, skin.border);
        }
    }

    /// Returns the line that shows where a column would go: the edge of the header under the
    /// pointer at which it would stand.
    fn drop_place(&self, place: &Place, column: usize, at: mouse::Cursor) -> Option<Rectangle> {
        let at = at.position_over(place.header)?;
        let to = place.column_at(at.x).filter(|to| self.movable && *to != column)?;
        let b = place.title(to)?;
        let x = if to > column { b.x + b.width - 2.0 } else { b.x };
        Some(Rectangle { x, width: 2.0, ..b })
    }

    fn paint_title(
        &self,
        state: &State,
        r: &mut Renderer,
        skin: &Skin,
        b: Rectangle,
        index: usize,
        column: &Column,
    ) {
        let mut inner = Rectangle { x: b.x + INSET + 1.0, width: b.width - 2.0 * INSET - 2.0, ..b };
        if let Some((sorted, ascending)) = self.sort
            && sorted == index
            && inner.width > 12.0
        {
            let at = Point::new(inner.x + inner.width - 5.0, b.center_y());
            paint::arrow(r, at, if ascending { Toward::Up } else { Toward::Down }, skin.muted);
            inner.width -= 14.0;
        }
        if let Some((sorted, ascending)) = self.then
            && sorted == index
            && inner.width > 12.0
        {
            // The second key has the same arrow, but hollow: a dot marks it.
            let at = Point::new(inner.x + inner.width - 5.0, b.center_y());
            paint::arrow(r, at, if ascending { Toward::Up } else { Toward::Down }, skin.muted);
            let dot = Rectangle { x: at.x - 8.0, y: at.y - 1.0, width: 2.0, height: 2.0 };
            paint::fill(r, dot, skin.muted);
            inner.width -= 18.0;
        }
        if let Some(picture) = column.icon {
            if inner.width >= icon::SIZE - 6.0 {
                let at =
                    Point::new(b.center_x() - icon::SIZE / 2.0, b.center_y() - icon::SIZE / 2.0);
                icon::draw(r, picture, at, skin, Tint::Normal);
            }
            return;
        }
        if inner.width >= 8.0 {
            state.lines.with(&column.title, inner.width, Face::UI, |p| {
                let at = aligned(inner, p.min_width(), column.align);
                line::draw(r, p, at, skin.text, b);
            });
        }
    }
}

/// Fills what is behind everything: row by row, so that a row is repaired without the others.
fn ground(r: &mut Renderer, skin: &Skin, place: &Place, rows: usize) {
    let (body, bar) = (place.body, place.extent().bounds);
    for nth in 0..rows {
        paint::fill(r, place.row(nth), skin.window);
    }
    let used = (place.row(rows).y - body.y).min(body.height);
    let below = Rectangle { y: body.y + used, height: body.height - used, ..body };
    for part in [place.header, below, bar] {
        paint::fill(r, part, skin.window);
    }
}

fn aligned(b: Rectangle, width: f32, align: alignment::Horizontal) -> Point {
    let spare = (b.width - width).max(0.0);
    let shift = match align {
        alignment::Horizontal::Left => 0.0,
        alignment::Horizontal::Center => (spare / 2.0).floor(),
        alignment::Horizontal::Right => spare.floor(),
    };
    Point::new(b.x + shift, b.center_y())
}

fn paint_cell(
    state: &State,
    r: &mut Renderer,
    skin: &Skin,
    bounds: Rectangle,
    column: &Column,
    cell: &Cell<'_>,
    (color, tint): (iced::Color, Tint),
) {
    let mut inner = Rectangle { x: bounds.x + INSET, width: bounds.width - 2.0 * INSET, ..bounds };
    if cell.inset > 0 {
        let sign = Rectangle { width: theme::INDENT, ..bounds };
        // The classic sign has a ground of its own.
        let ink = if skin.is_classic() { skin.window_text } else { color };
        tree::draw_sign(r, skin, sign, cell.sign, ink);
        let inset = f32::from(cell.inset) * theme::INDENT - 2.0;
        inner.x += inset;
        inner.width -= inset;
    }
    let alone = cell.text.is_empty() && cell.icons.iter().flatten().count() == 1;
    for picture in cell.icons.iter().flatten() {
        if bounds.width < icon::SIZE {
            return;
        }
        let x = if alone { bounds.center_x() - icon::SIZE / 2.0 } else { inner.x };
        let at = Point::new(x, bounds.center_y() - icon::SIZE / 2.0);
        icon::draw(r, *picture, at, skin, tint);
        inner.x += icon::SIZE + 2.0;
        inner.width -= icon::SIZE + 2.0;
    }
    if cell.text.is_empty() || inner.width < 8.0 {
        return;
    }
    let face = Face::weight(cell.bold);
    let is_cut = !cell.short.is_empty()
        && bounds.width < column.width.round()
        && state.lines.with(&cell.text, WIDEST, face, |p| p.min_width()) > inner.width;
    let text = if is_cut { &cell.short } else { &cell.text };
    state.lines.with(text, inner.width, face, |p| {
        let at = aligned(inner, p.min_width(), column.align);
        line::draw(r, p, at, color, bounds);
    });
}
