//! Points in time: milliseconds since 1970, UTC; shown in the reader's zone.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A point in time, in milliseconds since 1970-01-01 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(pub i64);

impl Moment {
    /// Returns the present.
    pub fn now() -> Self {
        Self(Timestamp::now().as_millisecond())
    }

    /// Returns the time stamp, moved to the nearest representable one.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_millisecond(self.0).unwrap_or(if self.0 < 0 {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        })
    }

    /// Writes the time as RFC 3339 in UTC, to the second.
    pub fn rfc3339(self) -> String {
        self.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }

    /// Writes the time as a mail header does (RFC 5322), in UTC.
    pub fn rfc5322(self) -> String {
        self.timestamp().strftime("%a, %d %b %Y %H:%M:%S +0000").to_string()
    }

    /// Writes the time for a person, in the reader's zone, by a `strftime` pattern.
    pub fn local(self, pattern: &str) -> String {
        self.timestamp().to_zoned(TimeZone::system()).strftime(pattern).to_string()
    }

    /// Returns the end of the day that comes so many days after, in the reader's zone.
    #[must_use]
    pub fn end_of_day(self, days: i64) -> Self {
        use jiff::ToSpan as _;
        let day = self.timestamp().to_zoned(TimeZone::system());
        let next =
            day.checked_add(days.saturating_add(1).days()).and_then(|day| day.start_of_day());
        next.map_or(self, |next| Self(next.timestamp().as_millisecond().saturating_sub(1)))
    }

    /// Returns how many days are left of the week, in the reader's zone: none on a Sunday.
    pub fn days_to_sunday(self) -> i64 {
        let day = self.timestamp().to_zoned(TimeZone::system()).weekday();
        i64::from(7 - day.to_monday_one_offset())
    }

    /// Reads a day written as year-month-day: its first moment in the reader's zone, or that of a
    /// day so many days later; `None` when there is no such day.
    pub fn of_day(text: &str, days: i64) -> Option<Self> {
        let day: jiff::civil::Date = text.trim().parse().ok()?;
        let day = day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?;
        let at = day.to_zoned(TimeZone::system()).ok()?;
        Some(Self(at.timestamp().as_millisecond()))
    }

    /// Returns second, minute, hour, day, month and year in UTC.
    pub fn civil_utc(self) -> [u16; 6] {
        let at = self.timestamp().to_zoned(TimeZone::UTC);
        let part = |n: i8| u16::try_from(n).unwrap_or(0);
        [
            part(at.second()),
            part(at.minute()),
            part(at.hour()),
            part(at.day()),
            part(at.month()),
            u16::try_from(at.year()).unwrap_or(0),
        ]
    }

    /// Reads second, minute, hour, day, month and year in UTC; `None` when there is no such time.
    pub fn from_civil_utc([second, minute, hour, day, month, year]: [u16; 6]) -> Option<Self> {
        let part = |n: u16| i8::try_from(n).ok();
        let at = jiff::civil::DateTime::new(
            i16::try_from(year).ok()?,
            part(month)?,
            part(day)?,
            part(hour)?,
            part(minute)?,
            part(second)?,
            0,
        )
        .ok()?;
        let at = at.to_zoned(TimeZone::UTC).ok()?;
        Some(Self(at.timestamp().as_millisecond()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn written_for_machines() {
        let at = Moment(750_000_000_000);
        assert_eq!(at.rfc3339(), "1993-10-07T13:20:00Z");
        assert_eq!(at.rfc5322(), "Thu, 07 Oct 1993 13:20:00 +0000");
        assert_eq!(at.civil_utc(), [0, 20, 13, 7, 10, 1993]);
        assert_eq!(Moment::from_civil_utc(at.civil_utc()), Some(at));
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        let day = |text| Moment::of_day(text, 0).map(|at| at.local("%Y-%m-%d %H:%M"));
        assert_eq!(day(" 2026-02-28 ").as_deref(), Some("2026-02-28 00:00"));
        let next = Moment::of_day("2026-02-28", 1).unwrap();
        assert_eq!(next.local("%Y-%m-%d"), "2026-03-01");
        for wrong in ["", "tomorrow", "2026-02-30", "28.2.2026", "2026-02"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn extremes_do_not_panic() {
        for ms in [i64::MIN, -1, 0, i64::MAX] {
            let _ = Moment(ms).rfc3339();
            let _ = Moment(ms).civil_utc();
        }
        assert_eq!(Moment::from_civil_utc([61, 0, 0, 1, 1, 2000]), None);
        assert_eq!(Moment::from_civil_utc([0xFFFF; 6]), None);
    }
}
