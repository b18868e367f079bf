//! Single lines of text: shaped, measured, cut with an ellipsis, and kept between frames.
//!
//! Everything is drawn with `fill_paragraph`: the software renderer clips and erases paragraphs
//! correctly, which it does not do for plain text.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use iced::advanced::text::{
    Alignment, LineHeight, Paragraph as _, Renderer as _, Shaping, Text, Wrapping,
};
use iced::{Color, Font, Pixels, Point, Rectangle, Renderer, Size, alignment};

use super::paint;
use crate::ui::theme;

pub(crate) type Paragraph = <Renderer as iced::advanced::text::Renderer>::Paragraph;

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Face {
    pub(crate) font: Font,
    pub(crate) size: f32,
}

impl Face {
    /// Ordinary text.
    pub(crate) const UI: Face = Face { font: theme::UI, size: theme::TEXT };
    /// Bold text.
    pub(crate) const BOLD: Face = Face { font: theme::BOLD, size: theme::TEXT };

    /// Returns ordinary or bold text.
    pub(crate) const fn weight(bold: bool) -> Face {
        if bold { Face::BOLD } else { Face::UI }
    }

    /// Returns the height of a line in whole pixels.
    pub(crate) fn height(self) -> f32 {
        (self.size * theme::LINE / theme::TEXT).round()
    }
}

/// Wider than any line that is ever shaped.
const WIDE: f32 = 100_000.0;

/// Returns bounds wider than any line, and different for different texts.
///
/// The toolkit repaints a paragraph only when it differs from the one before, and compares
/// everything but the text: "5 unread" would stay when it becomes "4 unread", since both are
/// equally wide. A line is not broken, so its bounds do not show.
fn bounds(content: &str) -> Size {
    let mut hasher = std::hash::DefaultHasher::new();
    content.hash(&mut hasher);
    let [a, b, ..] = hasher.finish().to_le_bytes();
    Size::new(WIDE + f32::from(u16::from_le_bytes([a, b])), f32::INFINITY)
}

/// Shapes a line, however long.
pub(crate) fn shape(content: &str, face: Face) -> Paragraph {
    let line = shape_in(content, face, bounds(content));
    if !content.chars().any(is_from_right) {
        return line;
    }
    // A line of such a script stands at the right end of its bounds, which must be where the line
    // ends then; a part of a pixel tells different texts apart.
    let apart = (bounds(content).width - WIDE) / f32::from(u16::MAX);
    let width = line.min_width().ceil() + 1.0 + apart;
    shape_in(content, face, Size::new(width, f32::INFINITY))
}

/// Returns whether a letter is of a script that is written from right to left.
fn is_from_right(letter: char) -> bool {
    matches!(u32::from(letter), 0x0590..=0x08FF | 0xFB1D..=0xFDFF | 0xFE70..=0xFEFC | 0x1_0800..=0x1_0FFF | 0x1_E800..=0x1_EFFF)
}

fn shape_in(content: &str, face: Face, bounds: Size) -> Paragraph {
    Paragraph::with_text(Text {
        content,
        bounds,
        size: Pixels(face.size),
        line_height: LineHeight::Absolute(Pixels(face.height())),
        font: face.font,
        align_x: Alignment::Left,
        align_y: alignment::Vertical::Top,
        shaping: Shaping::Auto,
        wrapping: Wrapping::None,
    })
}

/// The most characters of a line that are ever shaped: no window is wider.
const LONGEST: usize = 400;

/// Wider than any line.
pub(crate) const WIDEST: f32 = 16_384.0;

/// Shapes a line; cuts it and adds an ellipsis when it is wider than `width`.
pub(crate) fn fit(content: &str, width: f32, face: Face) -> Paragraph {
    // A line break in a subject would open a second line below the row.
    let clean = clean(content);
    let whole = shape(&clean, face);
    if whole.min_width() <= width && clean.len() == content.len() {
        return whole;
    }
    let cuts: Vec<usize> = clean.char_indices().map(|(at, _)| at).collect();
    let cut = |count: usize| {
        let end = cuts.get(count).copied().unwrap_or(clean.len());
        shape(&format!("{}…", clean.get(..end).unwrap_or_default().trim_end()), face)
    };
    let (mut fits, mut too_long) = (0, cuts.len());
    while fits + 1 < too_long {
        let middle = usize::midpoint(fits, too_long);
        if cut(middle).min_width() <= width { fits = middle } else { too_long = middle }
    }
    cut(fits)
}

fn clean(content: &str) -> std::borrow::Cow<'_, str> {
    let end = content.char_indices().nth(LONGEST).map_or(content.len(), |(at, _)| at);
    let head = content.get(..end).unwrap_or_default();
    if head.chars().any(char::is_control) {
        head.replace(|c: char| c.is_control(), " ").into()
    } else {
        head.into()
    }
}

/// Draws a paragraph with its left edge and the middle of its line at a place.
pub(crate) fn draw(
    r: &mut Renderer,
    p: &Paragraph,
    left_middle: Point,
    color: Color,
    clip: Rectangle,
) {
    let height = p.min_height();
    let at = Point::new(left_middle.x.round(), (left_middle.y - height / 2.0).round());
    r.fill_paragraph(p, at, color, clip);
}

/// Draws the line below the letter at `index` of a paragraph drawn at the same place.
pub(crate) fn underline(
    r: &mut Renderer,
    p: &Paragraph,
    left_middle: Point,
    index: usize,
    color: Color,
) {
    let (Some(from), Some(to)) = (p.grapheme_position(0, index), p.grapheme_position(0, index + 1))
    else {
        return;
    };
    let height = p.min_height();
    let top = (left_middle.y - height / 2.0).round() + (height * 0.82).round();
    let left = left_middle.x.round() + from.x.round();
    let width = (to.x - from.x).round().max(3.0);
    paint::fill(r, Rectangle { x: left, y: top, width, height: 1.0 }, color);
}

/// Lines that were shaped before, kept as long as they are drawn.
///
/// The renderer holds paragraphs weakly until the frame is on the screen, so that nothing may be
/// dropped in the frame that used it: [`Lines::begin`] drops what the last frames did not use.
#[derive(Default)]
pub(crate) struct Lines {
    kept: RefCell<Kept>,
}

#[derive(Default)]
struct Kept {
    frame: u64,
    count: usize,
    by_text: HashMap<String, Vec<Entry>>,
}

struct Entry {
    width: f32,
    face: Face,
    paragraph: Paragraph,
    used: u64,
}

impl Lines {
    /// How many lines may be kept before those out of use are dropped.
    const MOST: usize = 512;

    /// Begins a frame.
    pub(crate) fn begin(&self) {
        let mut kept = self.kept.borrow_mut();
        kept.frame += 1;
        if kept.count > Self::MOST {
            let oldest = kept.frame.saturating_sub(3);
            kept.by_text.retain(|_, entries| {
                entries.retain(|entry| entry.used >= oldest);
                !entries.is_empty()
            });
            kept.count = kept.by_text.values().map(Vec::len).sum();
        }
    }

    /// Gives the line, cut to `width`, to `f`.
    pub(crate) fn with<T>(
        &self,
        content: &str,
        width: f32,
        face: Face,
        f: impl FnOnce(&Paragraph) -> T,
    ) -> T {
        // Infinity minus infinity is nothing that could be compared.
        let width = width.min(WIDEST);
        let mut kept = self.kept.borrow_mut();
        let Kept { frame, count, by_text } = &mut *kept;
        if !by_text.contains_key(content) {
            let _ = by_text.insert(content.to_owned(), Vec::new());
        }
        let Some(entries) = by_text.get_mut(content) else {
            return f(&fit(content, width, face));
        };
        let found = entries.iter().position(|e| e.face == face && (e.width - width).abs() < 0.5);
        let entry = match found.and_then(|at| entries.get_mut(at)) {
            Some(entry) => {
                entry.used = *frame;
                return f(&entry.paragraph);
            }
            None => Entry { width, face, paragraph: fit(content, width, face), used: *frame },
        };
        *count += 1;
        let result = f(&entry.paragraph);
        entries.push(entry);
        result
    }

    /// Returns how many lines are kept.
    #[cfg(test)]
    pub(crate) fn len(&self) -> usize {
        self.kept.borrow().count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_to_its_room() {
        let long = "a subject that goes on and on, far beyond the edge of the column";
        for width in [40.0, 100.0, 200.0] {
            let fitted = fit(long, width, Face::UI).min_width();
            assert!(fitted <= width && fitted > width - 20.0, "{fitted} in {width}");
        }
        let whole = shape(long, Face::UI).min_width();
        assert!((fit(long, 10_000.0, Face::UI).min_width() - whole).abs() < 0.01);
    }

    #[test]
    fn a_line_from_right_to_left_stands_where_it_is_drawn() {
        for text in ["مرحبا بكم في مكتب البريد", "שלום (Hello)"] {
            let line = shape(text, Face::UI);
            let first = line.grapheme_position(0, 0).unwrap();
            assert!(first.x <= line.min_width() + 3.0, "{text}: {first:?}");
            assert!(fit(text, 60.0, Face::UI).min_width() <= 60.0);
        }
    }

    #[test]
    fn a_line_break_stays_in_the_line() {
        let one = fit("one", 500.0, Face::UI).min_height();
        assert!((fit("one\ntwo", 500.0, Face::UI).min_height() - one).abs() < 0.01);
    }

    #[test]
    fn endless_text_is_cut_before_it_is_shaped() {
        let endless = "x".repeat(1_000_000);
        assert!(fit(&endless, 100.0, Face::UI).min_width() <= 100.0);
    }

    #[test]
    fn lines_out_of_use_are_dropped_but_never_those_of_this_frame() {
        let lines = Lines::default();
        for frame in 0..10 {
            lines.begin();
            for n in 0..200 {
                lines.with(&format!("{frame} {n}"), 100.0, Face::UI, |_| ());
            }
            assert!(lines.len() >= 200);
        }
        assert!(lines.len() <= Lines::MOST + 400, "{}", lines.len());
        let before = lines.len();
        lines.with("9 7", 100.0, Face::UI, |_| ());
        assert_eq!(lines.len(), before, "kept");
    }

    #[test]
    fn equally_wide_texts_differ_for_the_renderer() {
        let before = shape("33 messages, 5 unread", Face::UI);
        let after = shape("33 messages, 4 unread", Face::UI);
        assert_eq!(before.min_bounds(), after.min_bounds());
        assert!(before != after, "the change would not be painted");
        assert!(before == shape("33 messages, 5 unread", Face::UI));
    }
}
