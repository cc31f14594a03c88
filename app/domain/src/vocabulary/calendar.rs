//! Calendar days.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::Weekday;

/// A calendar day, year 1900 to 2999, written as `2026-11-24`; ordered by date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

/// Error: the text is not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("enter the date as year-month-day, for example 2026-11-24")]
pub struct BadDay;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Day {
    /// The earliest day supported.
    pub const FIRST: Self = Self { year: 1900, month: 1, of_month: 1 };

    /// Makes a day from its numbers.
    ///
    /// # Errors
    /// If the calendar has no such day or the year is not between 1900 and 2999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, BadDay> {
        let exists = (1900..3000).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= last(year, month);
        if exists { Ok(Self { year, month, of_month: day }) } else { Err(BadDay) }
    }

    /// Formats the day as “Tuesday 24 November”.
    pub fn in_words(self) -> String {
        format!("{} {} {}", self.weekday(), self.of_month, MONTHS[usize::from(self.month - 1)])
    }

    /// Formats the day as “24 November 2026”.
    pub fn with_year(self) -> String {
        format!("{} {} {}", self.of_month, MONTHS[usize::from(self.month - 1)], self.year)
    }

    /// The year.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The day in UTC on which a moment falls, in microseconds since 1970.
    pub fn of_micros(micros: i64) -> Self {
        const A_DAY: i64 = 24 * 60 * 60 * 1_000_000;
        let days = i32::try_from(micros.div_euclid(A_DAY)).unwrap_or(i32::MAX / 2);
        Self { year: 1970, month: 1, of_month: 1 }.later(days)
    }

    /// “3 December”, with the year only where it is not that of `today`.
    pub fn near(self, today: Self) -> String {
        if self.year == today.year {
            format!("{} {}", self.of_month, MONTHS[usize::from(self.month - 1)])
        } else {
            self.with_year()
        }
    }

    /// “Thursday 3 December”, with the year only where it is not that of `today`.
    pub fn in_words_near(self, today: Self) -> String {
        format!("{} {}", self.weekday(), self.near(today))
    }

    /// “Thu 3 Dec”.
    pub fn short(self) -> String {
        format!("{} {} {}", &self.weekday()[..3], self.of_month, &MONTHS[usize::from(self.month - 1)][..3])
    }

    /// The day of the month, from 1.
    pub fn of_month(self) -> u8 {
        self.of_month
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.later(-self.since_1900().rem_euclid(7))
    }

    /// The number of its week, from 1: the first one has the first Thursday of the year (ISO 8601).
    pub fn week(self) -> i32 {
        let thursday = self.monday().later(3);
        let first = Self { year: thursday.year, month: 1, of_month: 1 };
        first.days_until(thursday) / 7 + 1
    }

    /// The name of the day of the week.
    pub fn weekday(self) -> &'static str {
        // 1 January 1900 was a Monday.
        Weekday::ALL[self.since_1900().rem_euclid(7) as usize].as_str()
    }

    /// The first such day of the week that is not before this day.
    #[must_use]
    pub fn next(self, weekday: Weekday) -> Self {
        self.later((weekday as i32 - self.since_1900()).rem_euclid(7))
    }

    /// Returns the days from this one to `later`; negative if `later` is earlier.
    pub fn days_until(self, later: Self) -> i32 {
        later.since_1900() - self.since_1900()
    }

    /// Returns the day this many days later (earlier if negative), clamped to the supported range.
    #[must_use]
    pub fn later(self, days: i32) -> Self {
        let left = self.since_1900().saturating_add(days);
        if left < 0 {
            return Self::FIRST;
        }
        // No later than the year in question, and at most three years earlier.
        let earliest = u16::try_from(1900 + left / 366).unwrap_or(u16::MAX).min(2999);
        let mut left = left - Self { year: earliest, month: 1, of_month: 1 }.since_1900();
        for year in earliest..3000 {
            for month in 1..=12 {
                let length = last(year, month);
                match u8::try_from(left) {
                    Ok(day) if day < length => return Self { year, month, of_month: day + 1 },
                    _ => left -= i32::from(length),
                }
            }
        }
        Self { year: 2999, month: 12, of_month: 31 }
    }

    /// Lists of thousands of sessions compare days, so this counts instead of adding up.
    fn since_1900(self) -> i32 {
        /// The days from 1 March of the year 0 to 1 January 1900.
        const TO_1900: i32 = 693_901;
        let (year, month) = (i32::from(self.year), i32::from(self.month));
        // In a year that begins in March the leap day is the last one, and the months are 31, 30, 31, 30, 31 days long.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let days = 365 * year + year / 4 - year / 100 + year / 400;
        days + (153 * month + 2) / 5 + i32::from(self.of_month) - 1 - TO_1900
    }
}

fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

fn last(year: u16, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.of_month)
    }
}

impl FromStr for Day {
    type Err = BadDay;

    fn from_str(text: &str) -> Result<Self, BadDay> {
        let parts: Vec<&str> = text.trim().split('-').collect();
        let [year, month, day] = parts[..] else { return Err(BadDay) };
        let number = |text: &str| text.parse::<u16>().map_err(|_| BadDay);
        let small = |text: &str| text.parse::<u8>().map_err(|_| BadDay);
        Self::new(number(year)?, small(month)?, small(day)?)
    }
}

impl TryFrom<String> for Day {
    type Error = BadDay;

    fn try_from(text: String) -> Result<Self, BadDay> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written() {
        let day: Day = "2026-11-24".parse().unwrap();
        assert_eq!(day.to_string(), "2026-11-24");
        assert_eq!(day.in_words(), "Tuesday 24 November");
        assert_eq!(day.days_until("2027-01-01".parse().unwrap()), 38);
        assert_eq!((day.later(38).to_string(), day.later(-24).to_string()), ("2027-01-01".into(), "2026-10-31".into()));
        assert_eq!(day.later(0), day);
        assert_eq!((day.short(), day.monday().to_string()), ("Tue 24 Nov".into(), "2026-11-23".into()));
        assert_eq!((day.near(day), day.near(Day::FIRST)), ("24 November".into(), "24 November 2026".into()));
        let next_year = "2027-01-01".parse::<Day>().unwrap();
        assert_eq!(next_year.in_words_near(day), "Friday 1 January 2027");
        assert_eq!(day.in_words_near(next_year.later(-1)), "Tuesday 24 November");
        let week = |day: &str| day.parse::<Day>().unwrap().week();
        assert_eq!([week("2026-12-03"), week("2026-12-31"), week("2027-01-03"), week("2027-01-04")], [49, 53, 53, 1]);
        assert_eq!(
            (Day::FIRST.later(-1), day.later(i32::from(u16::MAX) * 9).to_string()),
            (Day::FIRST, "2999-12-31".into())
        );
        assert_eq!((day.next(Weekday::Tuesday), day.next(Weekday::Monday)), (day, day.later(6)));
        for wrong in ["", "2026-11", "2026-02-29", "1600-01-01", "24.11.2026", "2026-13-01"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
        assert!("2028-02-29".parse::<Day>().is_ok());
    }

    #[test]
    fn each_day_is_one_day_after_the_day_before() {
        let (mut day, mut since) = (Day::FIRST, 0);
        for year in 1900..3000 {
            for month in 1..=12 {
                for of_month in 1..=last(year, month) {
                    assert_eq!((day, day.since_1900()), (Day { year, month, of_month }, since));
                    (day, since) = (day.later(1), since + 1);
                }
            }
        }
        assert_eq!(
            (Day::FIRST.later(since - 1), Day::FIRST.later(i32::MAX)),
            (day, day),
            "the last one is followed by none"
        );
    }
}
