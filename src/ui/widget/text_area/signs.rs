//! Signs in a text: words that are not in the dictionary get a wavy line, what was looked
//! for a frame, what leads somewhere a line. The editor draws letters only (their colours are `marks`), so that signs are measured
//! and drawn beside it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::ops::Range;

use iced::advanced::text::{Alignment, LineHeight, Paragraph as _, Shaping, Span, Text};
use iced::{Font, Pixels, Point, Rectangle, Renderer, Size, Vector, alignment};

use crate::ui::theme::{self, Skin};
use crate::ui::widget::line::Paragraph;
use crate::ui::widget::paint;

/// The lines whose signs stay measured.
const REMEMBERED: usize = 512;

/// What a sign says of a stretch of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SignKind {
    /// It is not in the dictionary.
    Misspelt,
    /// It is what was looked for.
    Found,
    /// It is what was looked for, or asked about, just now.
    Current,
    /// It leads somewhere.
    Link,
    /// It leads elsewhere than it says.
    Doubtful,
}

/// A stretch of a line, in bytes, and its sign.
pub type Sign = (Range<usize>, SignKind);

/// Where the signs of lines are, measured from each line's first row.
#[derive(Debug, Default)]
pub(super) struct Places(RefCell<HashMap<u64, Vec<(Rectangle, SignKind)>>>);

impl Places {
    /// Draws the signs of a line whose first row begins at a point.
    pub(super) fn draw(
        &self,
        r: &mut Renderer,
        skin: &Skin,
        (line, signs): (&str, &[Sign]),
        (width, font): (f32, Font),
        at: Point,
        visible: Rectangle,
    ) {
        if signs.is_empty() {
            return;
        }
        let mut hasher = DefaultHasher::new();
        (line, signs, width.to_bits(), font).hash(&mut hasher);
        let mut known = self.0.borrow_mut();
        if known.len() > REMEMBERED {
            known.clear();
        }
        let places = known.entry(hasher.finish()).or_insert_with(|| {
            // A wrong word may be what is looked for as well: each kind by itself.
            let (wrong, others): (Vec<_>, Vec<_>) =
                signs.iter().cloned().partition(|(_, kind)| *kind == SignKind::Misspelt);
            [others, wrong].iter().flat_map(|signs| measure(line, signs, width, font)).collect()
        });
        for (bounds, kind) in places.iter() {
            let bounds = *bounds + Vector::new(at.x, at.y);
            if bounds.y < visible.y || bounds.y + bounds.height > visible.y + visible.height {
                continue;
            }
            let Some(bounds) = bounds.intersection(&visible) else { continue };
            match kind {
                SignKind::Misspelt => wave(r, bounds, skin.danger),
                SignKind::Link => underline(r, bounds, skin.accent),
                SignKind::Doubtful => underline(r, bounds, skin.danger),
                SignKind::Found => paint::frame(r, outside(bounds), skin.accent, skin.accent),
                SignKind::Current => {
                    paint::fill(r, outside(bounds), skin.marked);
                    paint::frame(r, outside(bounds), skin.accent, skin.accent);
                }
            }
        }
    }
}

/// Measures signs, in the order of their places.
fn measure(line: &str, signs: &[Sign], width: f32, font: Font) -> Vec<(Rectangle, SignKind)> {
    let ranges: Vec<_> = signs.iter().map(|(range, _)| range.clone()).collect();
    let kinds = signs.iter().map(|(_, kind)| *kind);
    let bounds = bounds(line, &ranges, width, font).into_iter();
    kinds.zip(bounds).flat_map(|(kind, all)| all.into_iter().map(move |b| (b, kind))).collect()
}

/// Returns the frame around a stretch of text.
fn outside(bounds: Rectangle) -> Rectangle {
    let whole = paint::whole(bounds);
    Rectangle { x: whole.x - 1.0, width: whole.width + 2.0, ..whole }
}

/// Draws a line below a stretch of text.
fn underline(r: &mut Renderer, bounds: Rectangle, color: iced::Color) {
    let whole = paint::whole(bounds);
    let y = whole.y + whole.height - 2.0;
    paint::fill(r, Rectangle { y, height: 1.0, ..whole }, color);
}

/// Draws a wavy line at the foot of a stretch of text.
fn wave(r: &mut Renderer, bounds: Rectangle, color: iced::Color) {
    let (left, right) = (bounds.x.round(), (bounds.x + bounds.width).round());
    let foot = (bounds.y + bounds.height).round() - 2.0;
    let mut x = left;
    let mut low = false;
    while x < right {
        let width = 2.0_f32.min(right - x);
        let y = if low { foot + 1.0 } else { foot };
        paint::fill(r, Rectangle { x, y, width, height: 1.0 }, color);
        low = !low;
        x += 2.0;
    }
}

/// Returns where stretches of a text are that is one row in the usual font, however long.
pub(crate) fn bounds_in_line(line: &str, ranges: &[Range<usize>]) -> Vec<Rectangle> {
    bounds(line, ranges, f32::INFINITY, theme::UI).into_iter().flatten().collect()
}

/// Returns where stretches of a line are, one rectangle for each row that they reach into.
pub(super) fn bounds(
    line: &str,
    ranges: &[Range<usize>],
    width: f32,
    font: Font,
) -> Vec<Vec<Rectangle>> {
    let mut spans: Vec<Span<'_, (), Font>> = Vec::new();
    let mut numbers = Vec::new();
    let mut at = 0;
    for range in ranges {
        let start = range.start.max(at);
        let (Some(before), Some(inside)) = (line.get(at..start), line.get(start..range.end)) else {
            numbers.push(None);
            continue;
        };
        spans.push(Span::new(before));
        numbers.push(Some(spans.len()));
        spans.push(Span::new(inside));
        at = range.end;
    }
    spans.push(Span::new(line.get(at..).unwrap_or_default()));
    let paragraph = Paragraph::with_spans(Text {
        content: spans.as_slice(),
        bounds: Size::new(width, f32::INFINITY),
        size: Pixels(theme::TEXT),
        line_height: LineHeight::Absolute(Pixels(theme::LINE)),
        font,
        align_x: Alignment::Default,
        align_y: alignment::Vertical::Top,
        shaping: Shaping::Advanced,
        wrapping: super::WRAPPING,
    });
    let of = |number: Option<usize>| number.map_or_else(Vec::new, |n| paragraph.span_bounds(n));
    numbers.into_iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_found_on_their_rows() {
        let _ = crate::ui::widget::testing::renderer();
        let line = "one two three four five six seven";
        let ranges = [4..7, 14..18, 28..33];
        let wide = bounds(line, &ranges, 4000.0, theme::UI);
        assert_eq!(wide.len(), 3);
        assert!(wide.iter().all(|rows| rows.len() == 1 && rows[0].y == 0.0), "{wide:?}");
        assert!(wide[0][0].x > 10.0 && wide[1][0].x > wide[0][0].x + wide[0][0].width);
        let narrow = bounds(line, &ranges, 60.0, theme::UI);
        assert!(narrow[2][0].y >= theme::LINE, "{narrow:?}");
        let none = bounds(line, std::slice::from_ref(&(0..400)), 60.0, theme::UI);
        assert!(none[0].is_empty(), "no such place");
    }
}
