//! The line before each message of a mailbox: `From sender Thu Sep 23 10:37:00 1993`, with a zone
//! before or behind the year in some.

use super::super::source::Marks;
use super::EXACT;
use crate::mail::Moment;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// What the line before a message says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct FromLine {
    /// When the message arrived; none when the line does not say it in a known way.
    pub(super) date: Option<Moment>,
    /// How many bytes it has, and what became of it, where this program wrote it.
    pub(super) exact: Option<(u64, Marks)>,
}

/// Returns whether a file that begins like this is a mailbox.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    bytes.starts_with(b"From ")
}

/// Reads a line that may stand before a message.
pub(super) fn read(line: &[u8]) -> Option<FromLine> {
    let line = line.strip_prefix(b"From ")?;
    let line = String::from_utf8_lossy(line.get(..line.len().min(1000)).unwrap_or_default());
    let words: Vec<&str> = line.split_ascii_whitespace().collect();
    let exact = words.last().and_then(|word| word.strip_prefix(EXACT)).and_then(|exact| {
        let (size, letters) = exact.split_once(',')?;
        Some((size.parse().ok()?, Marks::of_letters(letters)))
    });
    let date = (0..words.len()).find_map(|n| date(words.get(n..).unwrap_or_default()));
    Some(FromLine { date, exact })
}

/// Reads a date that begins with the month.
fn date(words: &[&str]) -> Option<Moment> {
    let [month, day, time, rest @ ..] = words else { return None };
    let month = MONTHS.iter().position(|m| m.eq_ignore_ascii_case(month))?;
    let day: u16 = day.trim_end_matches(',').parse().ok()?;
    let mut parts = time.split(':').map(|part| part.parse::<u16>().ok());
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = parts.next().unwrap_or(Some(0))?;
    let is_year = |word: &&&str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    let year: u16 = rest.iter().take(3).find(is_year)?.parse().ok()?;
    let month = u16::try_from(month).ok()? + 1;
    // A leap second has no name of its own here.
    let at = Moment::from_civil_utc([second.min(59), minute, hour, day, month, year])?;
    let east = rest.iter().take(3).find_map(|word| zone(word)).unwrap_or(0);
    Some(Moment(at.0.saturating_sub(east * 60_000)))
}

/// Reads a zone like `+0100`: minutes east.
fn zone(word: &str) -> Option<i64> {
    let (sign, digits) = match word.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = digits.parse().ok()?;
    Some(sign * (number / 100 * 60 + number % 100))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_programs_write() {
        for (line, date) in [
            ("From anna@x Thu Sep 23 10:37:00 1993", Some("1993-09-23T10:37:00Z")),
            ("From - Thu Jan  1 00:00:00 1970\r\n", Some("1970-01-01T00:00:00Z")),
            ("From a@x Thu Sep 23 10:37 1993", Some("1993-09-23T10:37:00Z")),
            ("From a@x Thu Sep 23 10:37:00 1993 +0200", Some("1993-09-23T08:37:00Z")),
            ("From 12@xxx Thu Sep 23 10:37:00 +0000 1993", Some("1993-09-23T10:37:00Z")),
            ("From a b Thu Sep 23 10:37:00 MET 1993 remote from c", Some("1993-09-23T10:37:00Z")),
            ("From here to there", None),
            ("From may 5 on", None),
            ("From a@x Thu Sep 31 10:37:00 1993", None),
        ] {
            let read = read(line.as_bytes()).unwrap();
            assert_eq!(read.date.map(Moment::rfc3339).as_deref(), date, "{line}");
        }
        assert_eq!(read(b"Fromage"), None);
        let ours = read(b"From a Thu Sep 23 10:37:00 1993 restante=12,FS\n").unwrap();
        assert_eq!(ours.exact, Some((12, Marks { flagged: true, ..Marks::default() })));
    }

    proptest! {
        #[test]
        fn no_line_is_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut line = b"From ".to_vec();
            line.extend(bytes);
            let _ = read(&line);
        }

        #[test]
        fn no_date_is_too_strange(
            day in "[0-9]{1,5}", time in "[0-9:]{1,9}", year in "[-+0-9]{1,6}",
        ) {
            let _ = read(format!("From x Jan {day} {time} {year}").as_bytes());
        }
    }
}
