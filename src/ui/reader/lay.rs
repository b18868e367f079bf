//! A text as it is laid out to be read: its lines, with long quotes folded away, and what is marked
//! in them.

use std::collections::HashSet;
use std::ops::Range;

use super::links::{self, Doubt, Place};
use crate::mail::{Link, quote_level, quotes};
use crate::ui::widget::text_area::Mark;
use crate::words;

/// Quotes of more lines than this are folded.
const LONG: usize = 6;

/// Which quotes are folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) enum Folding {
    /// Long ones.
    #[default]
    Long,
    /// All of them.
    All,
    /// None.
    None,
}

/// Something in the text that a person can use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// Leads somewhere.
    Link { place: Place, doubt: Option<Doubt> },
    /// Folds or unfolds the quote that begins at this byte of the text.
    Fold(usize),
}

/// A line as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where in the text it stands; none for the line that stands for a quote.
    pub(super) from: Option<Range<usize>>,
    /// What is shown.
    pub(super) text: String,
    /// What can be used, in order.
    pub(super) spots: Vec<(Range<usize>, Spot)>,
    level: usize,
}

/// What the lines are made of.
pub(super) struct Source<'a> {
    /// The whole text.
    pub(super) text: &'a str,
    /// The part of it that is shown.
    pub(super) part: Range<usize>,
    /// What leads somewhere, as the writer says; none where plain words are looked through.
    pub(super) links: &'a [Link],
    /// Whether quotes and links are looked for.
    pub(super) plain: bool,
    pub(super) folding: &'a Folding,
    /// The quotes that are not as `folding` says, by their beginnings.
    pub(super) others: &'a HashSet<usize>,
}

/// Lays a text out.
pub(super) fn lay(source: &Source<'_>) -> Vec<Line> {
    let part = source.text.get(source.part.clone()).unwrap_or_default();
    let part = part.strip_suffix('\n').unwrap_or(part);
    let mut at = source.part.start;
    let all: Vec<Range<usize>> = part
        .split('\n')
        .map(|line| {
            let range = at..at + line.len();
            at = range.end + 1;
            range
        })
        .collect();
    let text = |range: &Range<usize>| source.text.get(range.clone()).unwrap_or_default();
    if source.plain {
        let bare = |range: Range<usize>| Line {
            text: text(&range).to_owned(),
            from: Some(range),
            spots: Vec::new(),
            level: 0,
        };
        return all.into_iter().map(bare).collect();
    }
    let own = all.iter().any(|r| quote_level(text(r)) == 0 && !text(r).trim().is_empty());
    let mut runs = quotes(all.iter().map(text)).into_iter().peekable();
    let mut lines = Vec::with_capacity(all.len());
    let mut number = 0;
    while let Some(range) = all.get(number) {
        let Some(run) = runs.next_if(|run| run.start == number) else {
            lines.push(line(source, range.clone()));
            number += 1;
            continue;
        };
        let begin = range.start;
        let usual = match source.folding {
            // A letter that is nothing but a quote is there to be read.
            Folding::Long => own && run.len() > LONG,
            Folding::All => true,
            Folding::None => false,
        };
        let folded = usual != source.others.contains(&begin);
        if run.len() > LONG || folded || source.others.contains(&begin) {
            lines.push(fold(begin, run.len(), folded));
        }
        if !folded {
            let quoted = all.get(run.clone()).unwrap_or_default();
            lines.extend(quoted.iter().map(|range| line(source, range.clone())));
        }
        number = run.end;
    }
    lines
}

/// The line that stands for a quote.
fn fold(begin: usize, len: usize, folded: bool) -> Line {
    let id = if folded { "screens-reader-folded" } else { "screens-reader-unfolded" };
    let text = words::count(id, len as u64, &[]);
    let spots = vec![(0..text.len(), Spot::Fold(begin))];
    Line { from: None, text, spots, level: 0 }
}

fn line(source: &Source<'_>, range: Range<usize>) -> Line {
    let text = source.text.get(range.clone()).unwrap_or_default();
    let first = source.links.partition_point(|link| link.at.end <= range.start);
    let said: Vec<&Link> = source
        .links
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|link| link.at.start < range.end)
        .collect();
    let mut spots: Vec<(Range<usize>, Spot)> = Vec::new();
    for link in said {
        let at =
            link.at.start.max(range.start) - range.start..link.at.end.min(range.end) - range.start;
        let Some(shown) = text.get(at.clone()) else { continue };
        let place = Place::of(&link.target);
        let doubt = links::doubt(shown, &place);
        spots.push((at, Spot::Link { place, doubt }));
    }
    for (at, place) in links::find(text) {
        let free = !spots.iter().any(|(other, _)| other.start < at.end && at.start < other.end);
        if free {
            let doubt = links::doubt("", &place);
            spots.push((at, Spot::Link { place, doubt }));
        }
    }
    spots.sort_by_key(|(at, _)| at.start);
    Line { from: Some(range), text: text.to_owned(), spots, level: quote_level(text) }
}

impl Line {
    /// Returns what is marked in the line.
    pub(super) fn marks(&self) -> Vec<(Range<usize>, Mark)> {
        let mut marks = Vec::new();
        if self.level > 0 {
            marks.push((0..self.text.len(), Mark::Quote(self.level)));
        }
        marks.extend(self.spots.iter().map(|(at, spot)| {
            let mark = match spot {
                Spot::Fold(_) => Mark::Fold,
                Spot::Link { doubt: Some(_), .. } => Mark::Doubtful,
                Spot::Link { doubt: None, .. } => Mark::Link,
            };
            (at.clone(), mark)
        }));
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(text: &str, folding: &Folding, others: &[usize]) -> Vec<String> {
        let others = others.iter().copied().collect();
        let source = Source {
            text,
            part: 0..text.len(),
            links: &[],
            plain: false,
            folding,
            others: &others,
        };
        lay(&source).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn long_quotes_are_folded_to_one_line() {
        let short = "a\n> b\n> c\nd";
        let long = format!("On Monday Ann wrote:\n{}\nYes.", "> x\n".repeat(12).trim_end());
        let only = "> x\n".repeat(12);
        for (text, folding, others, lines) in [
            (short, Folding::Long, vec![], 4),
            (short, Folding::All, vec![], 3),
            (short, Folding::None, vec![], 4),
            (long.as_str(), Folding::Long, vec![], 3),
            (long.as_str(), Folding::None, vec![], 15),
            (long.as_str(), Folding::Long, vec![21], 15),
            (long.as_str(), Folding::None, vec![21], 3),
            (only.as_str(), Folding::Long, vec![], 13),
            (only.as_str(), Folding::All, vec![], 1),
            ("", Folding::Long, vec![], 1),
        ] {
            let laid = laid(text, &folding, &others);
            assert_eq!(laid.len(), lines, "{folding:?} {others:?}: {laid:#?}");
        }
        assert!(laid(&long, &Folding::Long, &[])[1].contains("12 quoted lines"));
    }

    #[test]
    fn links_of_html_are_cut_at_lines() {
        let text = "see our\npage, https://x.example";
        let links = [Link { at: 4..12, target: "https://a.example".into() }];
        let (folding, others) = (Folding::Long, HashSet::new());
        let part = 0..text.len();
        let source =
            Source { text, part, links: &links, plain: false, folding: &folding, others: &others };
        let lines = lay(&source);
        let at = |line: usize| {
            lines[line].spots.iter().map(|(at, _)| (at.start, at.end)).collect::<Vec<_>>()
        };
        assert_eq!(at(0), [(4, 7)]);
        assert_eq!(at(1), [(0, 4), (6, 23)]);
    }
}
