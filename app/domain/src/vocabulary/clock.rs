//! A time of day.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A time of day, written as `09:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Clock {
    minute_of_day: u16,
}

impl Clock {
    /// The start of the day; adding minutes to it formats elapsed time.
    pub const MIDNIGHT: Self = Self { minute_of_day: 0 };

    /// Minutes since midnight, below 1440.
    pub fn minutes(self) -> u16 {
        self.minute_of_day
    }

    /// Returns the time `minutes` later, wrapping at midnight.
    #[must_use]
    pub fn later(self, minutes: u16) -> Self {
        Self { minute_of_day: (self.minute_of_day + minutes) % (24 * 60) }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.minute_of_day / 60, self.minute_of_day % 60)
    }
}

impl TryFrom<String> for Clock {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Clock> for String {
    fn from(clock: Clock) -> Self {
        clock.to_string()
    }
}

impl FromStr for Clock {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once(':').and_then(|(h, m)| Some((h.parse::<u16>().ok()?, m.parse::<u16>().ok()?)));
        match parts {
            Some((hours, minutes)) if hours < 24 && minutes < 60 => Ok(Self { minute_of_day: hours * 60 + minutes }),
            _ => Err(format!("“{text}” is not a time of day; write it as 09:30")),
        }
    }
}
