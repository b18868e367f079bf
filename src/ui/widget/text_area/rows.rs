//! How many rows each line of a text takes when it is wrapped: the editor lays out only what is in
//! sight, and tells nobody where that is.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use iced::advanced::text::{Alignment, LineHeight, Paragraph as _, Shaping, Text};
use iced::widget::text_editor::{Content, Position};
use iced::{Font, Pixels, Size, alignment};

use crate::ui::theme;
use crate::ui::widget::line::Paragraph;

/// No letter is wider; a line of few letters is one row without being measured.
const WIDEST_LETTER: f32 = 20.0;

/// The rows of a text at a width.
#[derive(Debug, Default)]
pub(super) struct Rows {
    width: f32,
    font: Font,
    /// For each line, what tells its text from others, and its rows.
    lines: Vec<(u64, usize)>,
    total: usize,
}

impl Rows {
    /// Measures what changed since the last time.
    pub(super) fn measure(&mut self, text: &Content, width: f32, font: Font) {
        if (self.width - width).abs() > f32::EPSILON || self.font != font {
            self.width = width;
            self.font = font;
            self.lines.clear();
        }
        let prints: Vec<u64> = text.lines().map(|line| print(&line.text)).collect();
        let old = &self.lines;
        let same = |(new, (old, _)): &(&u64, &(u64, usize))| *new == old;
        let head = prints.iter().zip(old).take_while(same).count();
        let most = prints.len().min(old.len()) - head;
        let tail = prints.iter().rev().zip(old.iter().rev()).take(most).take_while(same).count();
        if head + tail == prints.len() && prints.len() == old.len() {
            return;
        }
        let mut lines = Vec::with_capacity(prints.len());
        lines.extend(old.iter().take(head));
        for (number, print) in prints.iter().enumerate().take(prints.len() - tail).skip(head) {
            let rows = text.line(number).map_or(1, |line| rows(&line.text, width, font));
            lines.push((*print, rows));
        }
        lines.extend(old.iter().skip(old.len() - tail));
        self.total = lines.iter().map(|(_, rows)| rows).sum();
        self.lines = lines;
    }

    /// Returns the rows of the whole text.
    pub(super) fn total(&self) -> usize {
        self.total.max(1)
    }

    /// Returns the rows that a line takes.
    pub(super) fn of_line(&self, line: usize) -> usize {
        self.lines.get(line).map_or(1, |(_, rows)| *rows)
    }

    /// Returns the row of a place in the text.
    pub(super) fn at(&self, text: &Content, place: Position) -> usize {
        let above: usize = self.lines.iter().take(place.line).map(|(_, rows)| rows).sum();
        let inside = match (self.lines.get(place.line), text.line(place.line)) {
            (Some((_, 2..)), Some(line)) => {
                let before = line.text.get(..place.column).unwrap_or(&line.text);
                rows(before, self.width, self.font) - 1
            }
            _ => 0,
        };
        above + inside
    }

    /// Returns the line that a row belongs to, and the row within the line.
    pub(super) fn line_of(&self, row: usize) -> (usize, usize) {
        let mut rest = row;
        for (number, (_, rows)) in self.lines.iter().enumerate() {
            if rest < *rows {
                return (number, rest);
            }
            rest -= rows;
        }
        (self.lines.len(), 0)
    }

    /// Returns the row of a line's row, as the lines are wrapped now.
    pub(super) fn row_of(&self, (line, row): (usize, usize)) -> usize {
        let above: usize = self.lines.iter().take(line).map(|(_, rows)| rows).sum();
        let most = self.lines.get(line).map_or(0, |(_, rows)| rows.saturating_sub(1));
        above + row.min(most)
    }
}

fn print(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}

/// Returns how many rows a line takes.
fn rows(line: &str, width: f32, font: Font) -> usize {
    if line.len() as f32 * WIDEST_LETTER <= width && !line.contains('\t') {
        return 1;
    }
    let paragraph = Paragraph::with_text(Text {
        content: line,
        bounds: Size::new(width, f32::INFINITY),
        size: Pixels(theme::TEXT),
        line_height: LineHeight::Absolute(Pixels(theme::LINE)),
        font,
        align_x: Alignment::Default,
        align_y: alignment::Vertical::Top,
        shaping: Shaping::Advanced,
        wrapping: super::WRAPPING,
    });
    super::lines(paragraph.min_height()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(text: &str, width: f32) -> (Rows, Content) {
        let _ = crate::ui::widget::testing::renderer();
        let content = Content::with_text(text);
        let mut rows = Rows::default();
        rows.measure(&content, width, theme::UI);
        (rows, content)
    }

    #[test]
    fn long_lines_take_several_rows() {
        let long = "word ".repeat(60);
        let text = format!("a\n\n{long}\nb");
        let (wide, _) = measured(&text, 4000.0);
        assert_eq!(wide.total(), 4);
        let (narrow, content) = measured(&text, 200.0);
        let rows = narrow.total() - 3;
        assert!((7..12).contains(&rows), "{rows}");
        assert_eq!(narrow.at(&content, Position { line: 2, column: 0 }), 2);
        assert_eq!(narrow.at(&content, Position { line: 2, column: long.len() }), 2 + rows - 1);
        assert_eq!(narrow.at(&content, Position { line: 3, column: 1 }), 2 + rows);
        assert_eq!(narrow.line_of(3), (2, 1));
        assert_eq!(narrow.row_of((2, 1)), 3);
        assert_eq!(narrow.row_of((2, 99)), 2 + rows - 1);
        assert_eq!(narrow.line_of(999), (4, 0));
    }

    #[test]
    fn only_what_changed_is_measured_and_all_of_it() {
        let long = "word ".repeat(60);
        for (before, after) in [
            (format!("a\n{long}\nb"), format!("a\nx\n{long}\nb")),
            (format!("a\n{long}\nb"), "a\nb".to_owned()),
            ("a\na\na".to_owned(), format!("a\na\n{long}\na\na")),
            (String::new(), format!("{long}\n{long}")),
        ] {
            let (mut rows, _) = measured(&before, 200.0);
            let (fresh, content) = measured(&after, 200.0);
            rows.measure(&content, 200.0, theme::UI);
            assert_eq!(rows.lines, fresh.lines);
            assert_eq!(rows.total(), fresh.total());
        }
    }
}
