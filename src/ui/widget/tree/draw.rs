//! Drawing a tree.

use iced::advanced::text::Paragraph as _;
use iced::{Color, Point, Rectangle, Renderer, Size, Theme, mouse};

use super::{State, Tree, TreeItem, sign};
use crate::ui::icon::{self, Tint};
use crate::ui::theme::{self, INDENT, Skin};
use crate::ui::widget::line::{self, Face};
use crate::ui::widget::paint::{self, Toward};

impl<M> Tree<'_, M> {
    pub(super) fn paint(
        &self,
        state: &State,
        r: &mut Renderer,
        theme: &Theme,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) {
        let skin = Skin::of(theme);
        let whole = paint::whole(bounds);
        state.lines.begin();
        let rows = self.in_sight(state, bounds);
        let width = self.row(bounds, 0).width.to_bits();
        let over = state.over.filter(|_| self.receives);
        let content =
            (self.items.get(rows.clone()), rows.start, self.selected, state.focus.on, width, over);
        state.pane.draw(r, whole, content, &[], |r| {
            self.paint_all(state, r, skin, bounds, cursor);
        });
    }

    fn paint_all(
        &self,
        state: &State,
        r: &mut Renderer,
        skin: &Skin,
        bounds: Rectangle,
        cursor: mouse::Cursor,
    ) {
        let whole = paint::whole(bounds);
        let rows = self.in_sight(state, bounds);
        paint::fill(r, whole, skin.window);
        for row in rows.clone() {
            if let Some(item) = self.items.get(row) {
                let nth = row - rows.start;
                let place = self.row(bounds, nth);
                self.paint_row(state, r, skin, place, item, row);
                if self.receives && state.over == Some(row) {
                    paint::frame(r, place, skin.focus, skin.focus);
                }
            }
        }
        let extent = self.extent(bounds);
        if extent.is_needed() {
            state.bar.draw(r, skin, extent, cursor);
        }
        if state.focus.on && self.selected.is_none_or(|row| !rows.contains(&row)) {
            paint::focus(r, whole.shrink(1), skin, skin.focus);
        }
    }

    fn paint_row(
        &self,
        state: &State,
        r: &mut Renderer,
        skin: &Skin,
        bounds: Rectangle,
        item: &TreeItem<'_>,
        row: usize,
    ) {
        let selected = self.selected == Some(row);
        let sign = sign(bounds, item.depth);
        let mut x = sign.x + sign.width + 2.0;
        let badge = if item.badge > 0 { format!("({})", item.badge) } else { String::new() };
        let icon_width = if item.icon.is_some() { icon::SIZE + theme::GAP } else { 0.0 };
        let right = bounds.x + bounds.width - 3.0;
        let room = (right - x - icon_width - 3.0).max(0.0);
        let face = Face::weight(item.bold);
        let badge_width = if badge.is_empty() {
            0.0
        } else {
            state.lines.with(&badge, room, Face::UI, |p| p.min_width().ceil() + theme::GAP)
        };
        let label_room = (room - badge_width).max(8.0);
        let label_width = state.lines.with(&item.label, label_room, face, |p| p.min_width().ceil());

        let (surface, text) = match (selected, state.focus.on) {
            (true, true) => (Some(skin.selection), skin.selection_text),
            (true, false) => (Some(skin.selection_idle), skin.selection_idle_text),
            (false, _) => (None, skin.window_text),
        };
        // The classic look marks the name, the flat ones the whole row.
        let name = Rectangle { x: x + icon_width - 1.0, width: label_width + 5.0, ..bounds };
        if let Some(surface) = surface {
            paint::fill(r, if skin.is_classic() { name } else { bounds }, surface);
        }
        let around = if skin.is_classic() { skin.window_text } else { text };
        draw_sign(r, skin, sign, item.expanded, around);
        if let Some(picture) = item.icon {
            icon::draw(
                r,
                picture,
                Point::new(x, bounds.center_y() - icon::SIZE / 2.0),
                skin,
                Tint::Normal,
            );
            x += icon_width;
        }
        state.lines.with(&item.label, label_room, face, |p| {
            line::draw(r, p, Point::new(x + 1.0, bounds.center_y()), text, bounds);
        });
        if !badge.is_empty() {
            let color = if skin.is_classic() || !selected { skin.accent } else { text };
            state.lines.with(&badge, room, Face::UI, |p| {
                let at = Point::new(x + 1.0 + label_width + theme::GAP + 1.0, bounds.center_y());
                line::draw(r, p, at, color, bounds);
            });
        }
        if selected && state.focus.on && skin.is_classic() {
            paint::focus(r, name, skin, skin.selection_text);
        }
    }
}

/// Draws the sign by which a row is opened and closed.
pub(in crate::ui::widget) fn draw_sign(
    r: &mut Renderer,
    skin: &Skin,
    b: Rectangle,
    expanded: Option<bool>,
    color: Color,
) {
    let Some(open) = expanded else { return };
    let center = Point::new((b.x + INDENT / 2.0).floor(), b.center_y().floor());
    if !skin.is_classic() {
        paint::arrow(r, center, if open { Toward::Down } else { Toward::Right }, color);
        return;
    }
    let frame = Rectangle::new(Point::new(center.x - 4.0, center.y - 4.0), Size::new(9.0, 9.0));
    paint::fill(r, frame, skin.window);
    paint::frame(r, frame, skin.shadow, skin.shadow);
    let across = Rectangle { x: center.x - 2.0, y: center.y, width: 5.0, height: 1.0 };
    paint::fill(r, across, color);
    if !open {
        let upright = Rectangle { x: center.x, y: center.y - 2.0, width: 1.0, height: 5.0 };
        paint::fill(r, upright, color);
    }
}
