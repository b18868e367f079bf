//! What a text quotes of others: how deeply a line is quoted, and which lines belong together.

use std::ops::Range;

/// Returns how often a line was quoted; 0 when it is the writer's own.
///
/// `>` marks a quote, alone or repeated; so does `|` with a blank, unless the line is one of a
/// drawn table.
pub fn quote_level(line: &str) -> usize {
    let mut level = 0;
    let mut rest = line;
    loop {
        let text = rest.strip_prefix(' ').unwrap_or(rest);
        if let Some(after) = text.strip_prefix('>') {
            // A forwarded mailbox line, not a quote.
            if level == 0 && after.starts_with("From ") {
                return 0;
            }
            level += 1;
            rest = after;
        } else if let Some(after) = text.strip_prefix("| ").filter(|after| !after.contains('|')) {
            level += 1;
            rest = after;
        } else {
            return level;
        }
    }
}

/// Returns the runs of quoted lines, as ranges of line numbers. Empty lines inside a quote belong
/// to it.
pub fn quotes<'a>(lines: impl IntoIterator<Item = &'a str>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut gap = false;
    for (number, line) in lines.into_iter().enumerate() {
        if quote_level(line) == 0 {
            gap |= !line.trim().is_empty();
            continue;
        }
        match found.last_mut() {
            Some(last) if !gap => last.end = number + 1,
            _ => found.push(number..number + 1),
        }
        gap = false;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_counted_as_people_write_them() {
        for (line, level) in [
            ("", 0),
            ("own words", 0),
            ("> one", 1),
            (">one", 1),
            (">> two", 2),
            ("> > two", 2),
            (" > > > three", 3),
            (">", 1),
            ("a > b", 0),
            ("->", 0),
            (">From here on", 0),
            ("> From here on", 1),
            ("| bar", 1),
            ("| a | b |", 0),
            ("> | both", 2),
            ("|| no", 0),
        ] {
            assert_eq!(quote_level(line), level, "{line:?}");
        }
    }

    #[test]
    fn quoted_lines_are_kept_together() {
        for (text, runs) in [
            ("", vec![]),
            ("a\nb", vec![]),
            ("> a", vec![(0, 1)]),
            ("a\n> b\n> c\nd\n> e", vec![(1, 3), (4, 5)]),
            ("> a\n\n> b\n\nc", vec![(0, 3)]),
            ("> a\n>> b\n> c", vec![(0, 3)]),
            ("> a\n\n", vec![(0, 1)]),
        ] {
            let found = quotes(text.split('\n')).into_iter().map(|run| (run.start, run.end));
            assert_eq!(found.collect::<Vec<_>>(), runs, "{text:?}");
        }
    }
}
