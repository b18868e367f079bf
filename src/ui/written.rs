//! How dates and sizes are written on the screens: every list, pane, card and printed page takes
//! them from here. Files in the form of the original are written by
//! [`interchange`](crate::interchange), the screens' words stand in `assets/words`.

use crate::mail::{Flag, Moment};
use crate::ui::widget::label::Tone;
use crate::words;

/// Writes a point in time in full.
pub(in crate::ui) fn in_full(at: Moment) -> String {
    at.local(&words::text("screens-written-in-full"))
}

/// Writes a point in time as short as a column wants it.
pub(in crate::ui) fn briefly(at: Moment) -> String {
    at.local(&words::text("screens-written-briefly"))
}

/// Writes the day of a point in time, where a column has no room for more.
pub(in crate::ui) fn day(at: Moment) -> String {
    at.local(&words::text("screens-written-short-day"))
}

/// Says what a flag asks for, and by when; nothing when there is none.
pub(in crate::ui) fn flag(flag: Flag, now: Moment) -> Option<String> {
    let day = |due: Moment| due.local(&words::text("screens-written-day"));
    Some(match flag {
        Flag::None => return None,
        Flag::Done => words::text("screens-written-flag-done"),
        Flag::Raised { due: None } => words::text("screens-written-flag-raised"),
        Flag::Raised { due: Some(due) } => {
            let id =
                if due < now { "screens-written-flag-late" } else { "screens-written-flag-due" };
            words::with(id, &[("day", &day(due))])
        }
    })
}

/// Returns the part that the words about a flag play: what is late is to be noticed.
pub(in crate::ui) fn flag_tone(flag: Flag, now: Moment) -> Tone {
    match flag {
        Flag::Raised { due: Some(due) } if due < now => Tone::Danger,
        Flag::Done => Tone::Muted,
        Flag::Raised { .. } | Flag::None => Tone::Normal,
    }
}

/// Writes the day by which a flag asks for something, as short as a column wants it.
pub(in crate::ui) fn due(flag: Flag) -> String {
    match flag {
        Flag::Raised { due: Some(due) } => due.local(&words::text("screens-written-brief-day")),
        Flag::Raised { due: None } | Flag::None => String::new(),
        Flag::Done => words::text("screens-written-done"),
    }
}

/// Writes a size in the largest unit that leaves at least one; what is small counts as one KB.
pub(in crate::ui) fn size(bytes: u64) -> String {
    const UNIT: f64 = 1024.0;
    let amount = if bytes == 0 { 0.0 } else { (bytes as f64 / UNIT).max(1.0) };
    let (value, id) = if amount < UNIT {
        (amount, "screens-written-kilobytes")
    } else if amount < UNIT * UNIT {
        (amount / UNIT, "screens-written-megabytes")
    } else {
        (amount / (UNIT * UNIT), "screens-written-gigabytes")
    };
    let value = if value < 10.0 { format!("{value:.1}") } else { format!("{value:.0}") };
    words::with(id, &[("size", &value.strip_suffix(".0").unwrap_or(&value))])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon(day: u16) -> Moment {
        Moment::from_civil_utc([0, 0, 12, day, 11, 2026]).unwrap()
    }

    #[test]
    fn sizes_are_written_for_people() {
        for (bytes, text) in [
            (0, "0 KB"),
            (1, "1 KB"),
            (1023, "1 KB"),
            (1024, "1 KB"),
            (1500, "1.5 KB"),
            (15_000, "15 KB"),
            (5 << 20, "5 MB"),
            (u64::MAX, "17179869184 GB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn a_flag_says_what_it_asks_for() {
        let due = Flag::Raised { due: Some(noon(27)) };
        let told = |of, now| flag(of, now).unwrap();
        assert_eq!(told(due, noon(25)), "Follow up by Friday, 27 November 2026");
        assert_eq!(told(due, noon(28)), "Overdue since Friday, 27 November 2026");
        assert_eq!(told(Flag::Raised { due: None }, noon(28)), "Follow up");
        assert_eq!(told(Flag::Done, noon(28)), "Followed up");
        assert_eq!(flag(Flag::None, noon(28)), None);
    }
}
