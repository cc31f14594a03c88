//! Needs for help within hours, each with a clock of its own (R63).

use serde::{Deserialize, Serialize};

use super::Interview;
use crate::{
    assess::{Answer, Partner, Whom},
    case_file::Clock as Time,
    library::{Library, model::MedicalClock},
    vocabulary::{Day, IndicatorId, small_sort},
};

/// Minutes in a day.
const DAY: i64 = 24 * 60;

/// Indicators after which both clocks are asked (R63).
const ASKS_FOR_BOTH: [&str; 2] = ["ABU-03", "ABU-24"];

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

/// A need that a partner told alone, with its clock.
#[derive(Clone, Copy, Debug)]
pub struct TimedNeed<'l> {
    /// The answer that brought it.
    pub indicator: &'l IndicatorId,
    /// Its hours, and what to do.
    pub clock: &'l MedicalClock,
    /// Its known facts.
    pub need: UrgentNeed,
}

impl Interview {
    /// The needs that this partner told, the shortest clock first. One clock says nothing about the other: on the fourth day
    /// the way to HIV medicine is shut, and that to emergency contraception is still open (R63).
    pub fn timed_needs<'l>(&self, library: &'l Library) -> Vec<TimedNeed<'l>> {
        let told = library.indicators().iter().filter(|indicator| self.answers.is_yes(&indicator.id));
        let mut needs: Vec<TimedNeed<'l>> = told
            .filter_map(|indicator| {
                let need = self.urgent_needs.get(&indicator.id).copied().unwrap_or_default();
                Some(TimedNeed { indicator: &indicator.id, clock: indicator.clock.as_ref()?, need })
            })
            .collect();
        small_sort::sort_by_key(&mut needs, |one| one.clock.hours);
        needs
    }

    /// The clocks still to ask about, because this partner told of something that may have started them.
    pub fn clocks_to_ask<'l>(&self, library: &'l Library, asked: Partner) -> Vec<&'l IndicatorId> {
        let own = if asked == Partner::A { Whom::A } else { Whom::B };
        let happened = ASKS_FOR_BOTH.iter().filter_map(|id| id.parse::<IndicatorId>().ok());
        if !happened.into_iter().any(|id| self.answers.about(&id, own) == Some(Answer::Yes)) {
            return Vec::new();
        }
        let timed = library.indicators().iter().filter(|indicator| indicator.clock.is_some());
        timed.map(|indicator| &indicator.id).filter(|id| self.answers.about(id, own).is_none()).collect()
    }
}
