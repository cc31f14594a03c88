//! A day of the calendar.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A day, year 1900 to 2999, written as `2026-11-24`. Days are ordered as in the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    year: u16,
    month: u8,
    of_month: u8,
}

/// A text that names no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the day as year-month-day, for example 2026-11-24")]
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

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Day {
    /// The first day that there is here.
    pub const FIRST: Self = Self { year: 1900, month: 1, of_month: 1 };

    /// The day with these numbers.
    ///
    /// # Errors
    ///
    /// When the calendar has no such day, or the year is not between 1900 and 2999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, BadDay> {
        let exists = (1900..3000).contains(&year) && (1..=12).contains(&month) && day >= 1 && day <= last(year, month);
        if exists { Ok(Self { year, month, of_month: day }) } else { Err(BadDay) }
    }

    /// “Tuesday 24 November”.
    pub fn in_words(self) -> String {
        format!("{} {} {}", self.weekday(), self.of_month, MONTHS[usize::from(self.month - 1)])
    }

    /// “24 November 2026”.
    pub fn with_year(self) -> String {
        format!("{} {} {}", self.of_month, MONTHS[usize::from(self.month - 1)], self.year)
    }

    /// The name of the day of the week.
    pub fn weekday(self) -> &'static str {
        // 1 January 1900 was a Monday.
        WEEKDAYS[self.since_1900().rem_euclid(7) as usize]
    }

    /// Days from this one to `later`; negative when `later` comes before.
    pub fn days_until(self, later: Self) -> i32 {
        later.since_1900() - self.since_1900()
    }

    /// The day this many days later, or earlier for a negative number; the first or last day there is, beyond them.
    #[must_use]
    pub fn later(self, days: i32) -> Self {
        let mut left = self.since_1900() + days;
        if left < 0 {
            return Self::FIRST;
        }
        for year in 1900..3000 {
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

    fn since_1900(self) -> i32 {
        let years: i32 = (1900..self.year).map(|year| if is_leap(year) { 366 } else { 365 }).sum();
        let months: i32 = (1..self.month).map(|month| i32::from(last(self.year, month))).sum();
        years + months + i32::from(self.of_month) - 1
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
        assert_eq!(
            (Day::FIRST.later(-1), day.later(i32::from(u16::MAX) * 9).to_string()),
            (Day::FIRST, "2999-12-31".into())
        );
        for wrong in ["", "2026-11", "2026-02-29", "1600-01-01", "24.11.2026", "2026-13-01"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
        assert!("2028-02-29".parse::<Day>().is_ok());
    }
}
