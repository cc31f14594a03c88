//! Needs for help within hours, each with a clock of its own (R63).

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Clock as Time, Day};

/// Minutes in a day.
const DAY: i64 = 24 * 60;

/// The known facts of one need: the time of the event, and if it was seen to. Times are those of the practice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UrgentNeed {
    /// The day of the event.
    pub day: Option<Day>,
    /// The time of the event. Where it is not known, the day counts from its beginning, so that no clock runs too long.
    pub time: Option<Time>,
    /// True once it was seen to. Closes this clock alone.
    pub seen_to: bool,
}

impl UrgentNeed {
    /// Returns the day and the time at which this many hours are over; `None` without a day.
    pub fn until(&self, hours: u16) -> Option<(Day, Time)> {
        let from = i64::from(self.time.unwrap_or(Time::MIDNIGHT).minutes());
        let end = from + i64::from(hours) * 60;
        let days = i32::try_from(end.div_euclid(DAY)).ok()?;
        let minutes = u16::try_from(end.rem_euclid(DAY)).ok()?;
        Some((self.day?.later(days), Time::MIDNIGHT.later(minutes)))
    }

    /// Returns the minutes left of this many hours; below zero once they are over, `None` without a day.
    pub fn minutes_left(&self, hours: u16, (day, time): (Day, Time)) -> Option<i64> {
        let (last, end) = self.until(hours)?;
        Some(i64::from(day.days_until(last)) * DAY + i64::from(end.minutes()) - i64::from(time.minutes()))
    }
}
