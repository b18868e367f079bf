//! The scroll bar of lists and trees. It counts whole rows, never pixels: a million rows scroll as
//! exactly as ten, only whole rows are drawn, and the thumb never gets too small to hold.

use std::time::Duration;

use iced::advanced::Shell;
use iced::time::Instant;
use iced::{Event, Point, Rectangle, Renderer, mouse, window};

use super::bevel::Edge;
use super::paint::{self, Toward};
use crate::ui::theme::{self, Skin};

/// The least height of the thumb.
const LEAST: f32 = 16.0;
/// The rows of one notch of the wheel.
const NOTCH: f32 = 3.0;
const FIRST_REPEAT: Duration = Duration::from_millis(300);
const REPEAT: Duration = Duration::from_millis(50);

/// Where a scroll bar is and what it scrolls.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extent {
    /// The bar.
    pub(crate) bounds: Rectangle,
    /// All rows.
    pub(crate) len: usize,
    /// The rows that are shown at once.
    pub(crate) page: usize,
}

/// The parts of a scroll bar.
struct Parts {
    up: Rectangle,
    down: Rectangle,
    trough: Rectangle,
    thumb: Rectangle,
}

impl Extent {
    /// Returns whether there is anything to scroll.
    pub(crate) fn is_needed(self) -> bool {
        self.len > self.page
    }

    /// Returns the last row that may be the first one shown.
    fn last_first(self) -> usize {
        self.len.saturating_sub(self.page)
    }

    fn parts(self, first: usize) -> Parts {
        let b = paint::whole(self.bounds);
        let arrow = theme::SCROLL.min((b.height / 2.0).floor());
        let up = Rectangle { height: arrow, ..b };
        let down = Rectangle { y: b.y + b.height - arrow, height: arrow, ..b };
        let trough = Rectangle { y: b.y + arrow, height: b.height - 2.0 * arrow, ..b };
        let share = self.page as f64 / self.len.max(1) as f64;
        let height = (f64::from(trough.height) * share) as f32;
        let height = height.round().clamp(LEAST.min(trough.height), trough.height);
        let travel = f64::from(trough.height - height);
        let at = travel * first as f64 / self.last_first().max(1) as f64;
        let thumb = Rectangle { y: trough.y + at.round() as f32, height, ..trough };
        Parts { up, down, trough, thumb }
    }
}

/// What the pointer holds.
#[derive(Debug, Clone, Copy)]
enum Grab {
    Thumb { below_top: f32 },
    Repeat { by: i64, next: Instant },
}

/// The state of a scroll bar.
#[derive(Debug, Default)]
pub(crate) struct Scrollbar {
    /// The first row shown.
    pub(crate) first: usize,
    grab: Option<Grab>,
    rest: f32,
}

impl Scrollbar {
    /// Keeps the first row within the rows that there are.
    pub(crate) fn clamp(&mut self, extent: Extent) {
        self.first = self.first.min(extent.last_first());
    }

    /// Scrolls as little as possible to show a row.
    pub(crate) fn reveal(&mut self, row: usize, extent: Extent) {
        if row < self.first {
            self.first = row;
        } else if row >= self.first.saturating_add(extent.page.max(1)) {
            self.first = row.saturating_add(1).saturating_sub(extent.page.max(1));
        }
        self.clamp(extent);
    }

    fn by(&mut self, rows: i64, extent: Extent) -> bool {
        let first = offset(self.first, rows).min(extent.last_first());
        let changed = first != self.first;
        self.first = first;
        changed
    }

    /// Turns the wheel; returns whether anything moved.
    pub(crate) fn wheel(&mut self, delta: mouse::ScrollDelta, extent: Extent) -> bool {
        let rows = match delta {
            mouse::ScrollDelta::Lines { y, .. } => -y * NOTCH,
            mouse::ScrollDelta::Pixels { y, .. } => -y / theme::ROW,
        };
        // A touch pad sends parts of rows.
        self.rest += rows;
        let whole = self.rest.trunc();
        self.rest -= whole;
        self.by(whole as i64, extent)
    }

    /// Handles the mouse on the bar itself; returns whether the event was its own.
    pub(crate) fn update<M>(
        &mut self,
        event: &Event,
        cursor: mouse::Cursor,
        extent: Extent,
        shell: &mut Shell<'_, M>,
    ) -> bool {
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)) => {
                let Some(at) = cursor.position_over(extent.bounds) else { return false };
                if extent.is_needed() {
                    self.press(at, extent, shell);
                }
                true
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)) => {
                let held = self.grab.take().is_some();
                if held {
                    shell.request_redraw();
                }
                held
            }
            Event::Mouse(mouse::Event::CursorMoved { position }) => match self.grab {
                Some(Grab::Thumb { below_top }) => {
                    self.drag(position.y - below_top, extent);
                    shell.request_redraw();
                    true
                }
                Some(Grab::Repeat { .. }) => true,
                None => false,
            },
            Event::Window(window::Event::RedrawRequested(now)) => {
                if let Some(Grab::Repeat { by, next }) = self.grab {
                    if *now >= next {
                        if cursor.is_over(extent.bounds) && self.by(by, extent) {
                            shell.request_redraw();
                        }
                        self.grab = Some(Grab::Repeat { by, next: *now + REPEAT });
                        shell.request_redraw_at(*now + REPEAT);
                    } else {
                        shell.request_redraw_at(next);
                    }
                }
                false
            }
            _ => false,
        }
    }

    fn press<M>(&mut self, at: Point, extent: Extent, shell: &mut Shell<'_, M>) {
        let parts = extent.parts(self.first);
        let page = i64::try_from(extent.page.saturating_sub(1).max(1)).unwrap_or(1);
        let by = if parts.up.contains(at) {
            -1
        } else if parts.down.contains(at) {
            1
        } else if parts.thumb.contains(at) {
            self.grab = Some(Grab::Thumb { below_top: at.y - parts.thumb.y });
            shell.request_redraw();
            return;
        } else if at.y < parts.thumb.y {
            -page
        } else {
            page
        };
        let _ = self.by(by, extent);
        let next = Instant::now() + FIRST_REPEAT;
        self.grab = Some(Grab::Repeat { by, next });
        shell.request_redraw();
        shell.request_redraw_at(next);
    }

    fn drag(&mut self, top: f32, extent: Extent) {
        let parts = extent.parts(self.first);
        let travel = f64::from(parts.trough.height - parts.thumb.height);
        if travel > 0.0 {
            let part = (f64::from(top - parts.trough.y) / travel).clamp(0.0, 1.0);
            self.first = (part * extent.last_first() as f64).round() as usize;
        }
    }

    /// Draws the bar.
    pub(crate) fn draw(
        &self,
        r: &mut Renderer,
        skin: &Skin,
        extent: Extent,
        cursor: mouse::Cursor,
    ) {
        let parts = extent.parts(self.first);
        let active = extent.is_needed();
        let over = |b: Rectangle| active && cursor.is_over(b);
        paint::fill(r, parts.trough, skin.trough);
        for (b, toward) in [(parts.up, Toward::Up), (parts.down, Toward::Down)] {
            let ink = if active { skin.text } else { skin.disabled };
            if skin.is_classic() {
                paint::fill(r, b, skin.face);
                paint::edge(r, b, Edge::Raised, skin);
            } else {
                paint::fill(r, b, if over(b) { skin.hover } else { skin.trough });
            }
            paint::arrow(r, b.center(), toward, ink);
        }
        if !active {
            return;
        }
        if skin.is_classic() {
            paint::fill(r, parts.thumb, skin.thumb);
            paint::edge(r, parts.thumb, Edge::Raised, skin);
        } else {
            let held = matches!(self.grab, Some(Grab::Thumb { .. }));
            let color = if held || over(parts.thumb) { skin.thumb_hover } else { skin.thumb };
            let thumb =
                Rectangle { x: parts.thumb.x + 4.0, width: parts.thumb.width - 8.0, ..parts.thumb };
            paint::rounded(r, thumb, color, color, thumb.width / 2.0);
        }
    }
}

/// Returns `start` moved by `rows`, not below zero.
pub(crate) fn offset(start: usize, rows: i64) -> usize {
    let far = usize::try_from(rows.unsigned_abs()).unwrap_or(usize::MAX);
    if rows < 0 { start.saturating_sub(far) } else { start.saturating_add(far) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extent(len: usize) -> Extent {
        let bounds = Rectangle { x: 0.0, y: 0.0, width: 16.0, height: 232.0 };
        Extent { bounds, len, page: 10 }
    }

    #[test]
    fn the_thumb_can_always_be_held_and_reaches_both_ends() {
        for len in [11, 1_000, 1_000_000, 100_000_000] {
            let extent = extent(len);
            let mut bar = Scrollbar::default();
            let parts = extent.parts(0);
            assert!(parts.thumb.height >= LEAST);
            assert!((parts.thumb.y - parts.trough.y).abs() < f32::EPSILON);
            bar.drag(10_000.0, extent);
            assert_eq!(bar.first, len - 10);
            let end = extent.parts(bar.first).thumb;
            assert!((end.y + end.height - 216.0).abs() < 1.0);
            bar.drag(-5.0, extent);
            assert_eq!(bar.first, 0);
        }
    }

    #[test]
    fn revealing_scrolls_no_more_than_it_must() {
        let extent = extent(100);
        let mut bar = Scrollbar::default();
        bar.reveal(9, extent);
        assert_eq!(bar.first, 0);
        bar.reveal(10, extent);
        assert_eq!(bar.first, 1);
        bar.reveal(99, extent);
        assert_eq!(bar.first, 90);
        bar.reveal(50, extent);
        assert_eq!(bar.first, 50);
        bar.reveal(usize::MAX, extent);
        assert_eq!(bar.first, 90);
    }

    #[test]
    fn parts_of_rows_add_up() {
        let extent = extent(100);
        let mut bar = Scrollbar::default();
        let half = mouse::ScrollDelta::Pixels { x: 0.0, y: -theme::ROW / 2.0 };
        assert!(!bar.wheel(half, extent));
        assert!(bar.wheel(half, extent));
        assert_eq!(bar.first, 1);
    }
}
