//! Drawing a list: whole rows only, cells cut with an ellipsis, so that nothing is ever clipped.

use iced::advanced::text::Paragraph as _;
use iced::{Point, Rectangle, Renderer, Theme, alignment, mouse};

use super::place::Place;
use super::{Cell, Column, Grab, List, State};
use crate::ui::icon::{self, Tint};
use crate::ui::theme::{self, Skin};
use crate::ui::widget::bevel::Edge;
use crate::ui::widget::line::{self, Face};
use crate::ui::widget::paint::{self, Toward};
use crate::ui::widget::tree;

/// The gap between the edge of a cell and its text.
const INSET: f32 = 4.0;

/// The cells in sight, and what else tells one picture of a list from another.
#[derive(Hash)]
struct Sight<'c> {
    cells: Vec<Vec<Cell<'c>>>,
    selected: Vec<bool>,
    first: usize,
    cursor: Option<usize>,
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
            selected: rows.map(&self.selected).collect(),
            first: state.bar.first,
            cursor: self.cursor,
            focused: state.focus.on,
            widths: columns.map(width).collect(),
            sort: [self.sort, self.then],
        }
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
        state.pane.draw(r, paint::whole(bounds), &sight, |r| {
            self.paint_all(state, r, skin, &place, &sight, cursor);
        });
    }

    fn paint_all(
        &self,
        state: &State,
        r: &mut Renderer,
        skin: &Skin,
        place: &Place,
        sight: &Sight<'_>,
        cursor: mouse::Cursor,
    ) {
        let bar = place.extent().bounds;
        paint::fill(r, place.header.union(&place.body).union(&bar), skin.window);
        for (nth, (cells, selected)) in sight.cells.iter().zip(&sight.selected).enumerate() {
            self.paint_row(state, r, skin, place, (nth, cells, *selected));
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
        let rows = place.rows(sight.first);
        if sight.focused && self.cursor.is_none_or(|row| !rows.contains(&row)) {
            paint::focus(r, place.body.shrink(1), skin, skin.focus);
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
        if let Some(surface) = surface {
            paint::fill(r, bounds, surface);
        }
        let tint = if selected && state.focus.on { Tint::Selected } else { Tint::Normal };
        for (index, (column, cell)) in self.columns.iter().zip(cells).enumerate() {
            let Some(bounds) = place.cell(nth, index) else { break };
            let color = if selected { text } else { cell.tone.color(skin, text) };
            paint_cell(state, r, skin, bounds, column, cell, (color, tint));
        }
        if state.focus.on && self.cursor == Some(state.bar.first.saturating_add(nth)) {
            let color = if selected { skin.selection_text } else { skin.focus };
            if skin.is_classic() {
                paint::focus(r, bounds, skin, color);
            } else if !selected {
                paint::frame(r, bounds, skin.focus, skin.focus);
            }
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
            let Some(b) = place.title(index) else { break };
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
    state.lines.with(&cell.text, inner.width, Face::weight(cell.bold), |p| {
        let at = aligned(inner, p.min_width(), column.align);
        line::draw(r, p, at, color, bounds);
    });
}
