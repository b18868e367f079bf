//! Colours in a text: what is quoted, what leads somewhere, what was looked for.

use std::ops::Range;
use std::sync::Arc;

use iced::advanced::text::highlighter::{Format, Highlighter};
use iced::{Font, Theme};

use super::{Sign, SignKind};
use crate::ui::theme::Skin;

/// What a part of a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Quoted this often.
    Quote(usize),
    /// Leads somewhere.
    Link,
    /// Leads elsewhere than it says.
    Doubtful,
    /// Stands for lines that are folded away, or folds them.
    Fold,
    /// Was looked for.
    Found,
    /// Was looked for, and is the one to look at.
    Current,
}

/// The marks of one line, in order; later ones lie over earlier ones.
type Line = Vec<(Range<usize>, Mark)>;

/// The marks of all lines of a text.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    version: u64,
    lines: Arc<Vec<Line>>,
}

impl Marks {
    /// Makes marks; `version` is another one whenever they are.
    pub fn new(version: u64, lines: Vec<Vec<(Range<usize>, Mark)>>) -> Self {
        Self { version, lines: Arc::new(lines) }
    }

    /// Returns the signs of a line: what leads somewhere is told by more than its colour.
    pub fn signs(&self, line: usize) -> Vec<Sign> {
        let marks = self.lines.get(line).map(Vec::as_slice).unwrap_or_default();
        let links = marks.iter().filter_map(|(at, mark)| match mark {
            Mark::Link => Some((at.clone(), SignKind::Link)),
            Mark::Doubtful => Some((at.clone(), SignKind::Doubtful)),
            Mark::Quote(_) | Mark::Fold | Mark::Found | Mark::Current => None,
        });
        links.collect()
    }
}

impl PartialEq for Marks {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version
    }
}

/// Hands the marks to the editor, line by line.
pub(super) struct Colours {
    marks: Marks,
    line: usize,
}

impl Highlighter for Colours {
    type Settings = Marks;
    type Highlight = Mark;
    type Iterator<'a> = std::vec::IntoIter<(Range<usize>, Mark)>;

    fn new(marks: &Marks) -> Self {
        Self { marks: marks.clone(), line: 0 }
    }

    fn update(&mut self, marks: &Marks) {
        self.marks = marks.clone();
        self.line = 0;
    }

    fn change_line(&mut self, line: usize) {
        self.line = self.line.min(line);
    }

    fn highlight_line(&mut self, line: &str) -> Self::Iterator<'_> {
        let marks = self.marks.lines.get(self.line).cloned().unwrap_or_default();
        self.line = self.line.saturating_add(1);
        // Marks and text are changed one after the other; what does not fit is of another text.
        let fits = |at: &Range<usize>| line.get(at.clone()).is_some_and(|text| !text.is_empty());
        marks.into_iter().filter(|(at, _)| fits(at)).collect::<Vec<_>>().into_iter()
    }

    fn current_line(&self) -> usize {
        self.line
    }
}

/// Returns how a mark looks.
pub(super) fn format(mark: &Mark, theme: &Theme) -> Format<Font> {
    let skin = Skin::of(theme);
    let color = match mark {
        Mark::Quote(level) => match level % 3 {
            1 => skin.success,
            2 => skin.warning,
            _ => skin.muted,
        },
        Mark::Link | Mark::Fold => skin.accent,
        Mark::Doubtful | Mark::Current => skin.danger,
        Mark::Found => skin.warning,
    };
    Format { color: Some(color), font: None }
}
