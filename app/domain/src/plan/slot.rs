//! When sessions are: times that overlap, and the next free one at the usual day and time.

use crate::{
    records::When,
    vocabulary::{Clock, Day, Minutes},
};

/// Minutes of a day.
const DAY: i32 = 24 * 60;

/// How many weeks ahead a free time is looked for.
const WEEKS_AHEAD: i32 = 26;

/// A time that a session takes up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot {
    /// The day.
    pub on: Day,
    /// When it begins.
    pub start: Clock,
    /// How long it is.
    pub minutes: Minutes,
}

impl Slot {
    /// How many minutes two sessions have in common; 0 where one ends before the other begins.
    pub fn overlap(self, other: Self) -> u16 {
        let begins = self.on.days_until(other.on).saturating_mul(DAY);
        let here = (i32::from(self.start.minutes()), i32::from(self.start.minutes()) + i32::from(self.minutes.0));
        let there = begins.saturating_add(i32::from(other.start.minutes()));
        let common = here.1.min(there.saturating_add(i32::from(other.minutes.0))) - here.0.max(there);
        u16::try_from(common).unwrap_or_default()
    }

    /// When it ends, as a time of day.
    pub fn ends(self) -> Clock {
        self.start.later(u16::from(self.minutes.0))
    }

    /// The same time of another day.
    #[must_use]
    pub fn on_day(self, on: Day) -> Self {
        Self { on, ..self }
    }

    /// The same weekday and time in the weeks after `after`, the nearest first.
    pub fn weekly_after(self, after: Day) -> impl Iterator<Item = Self> {
        let past = self.on.days_until(after);
        let first = if past < 0 { 0 } else { past.div_euclid(7) + 1 };
        (0..WEEKS_AHEAD).map(move |week| self.on_day(self.on.later((first + week) * 7)))
    }

    /// The first time at the same weekday and hour after `after` that overlaps none of `busy`; the first at all where half
    /// a year is full.
    #[must_use]
    pub fn next_free(self, after: Day, busy: &[Self]) -> Self {
        let is_free = |slot: &Self| busy.iter().all(|other| slot.overlap(*other) == 0);
        let mut weekly = self.weekly_after(after);
        let first = weekly.next().unwrap_or(self);
        if is_free(&first) { first } else { weekly.find(is_free).unwrap_or(first) }
    }
}

/// True if the time of a session is over. One with a day and no time is over when its day is; one without a day never.
pub fn is_over(on: Option<Day>, start: Option<Clock>, minutes: Minutes, now: When) -> bool {
    match (on, start) {
        (Some(on), Some(start)) => {
            let since = on.days_until(now.day).saturating_mul(DAY).saturating_add(i32::from(now.time.minutes()));
            since >= i32::from(start.minutes()) + i32::from(minutes.0)
        }
        (Some(on), None) => on < now.day,
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(on: &str, start: &str, minutes: u8) -> Slot {
        Slot { on: on.parse().unwrap(), start: start.parse().unwrap(), minutes: Minutes(minutes) }
    }

    #[test]
    fn sessions_overlap_by_the_minutes_that_both_take_up() {
        let one = slot("2026-12-10", "16:00", 60);
        assert_eq!(one.overlap(slot("2026-12-10", "16:30", 60)), 30);
        assert_eq!(slot("2026-12-10", "16:30", 60).overlap(one), 30);
        assert_eq!(one.overlap(slot("2026-12-10", "17:00", 60)), 0, "one ends as the other begins");
        assert_eq!(one.overlap(slot("2026-12-11", "16:00", 60)), 0);
        assert_eq!(slot("2026-12-10", "23:30", 60).overlap(slot("2026-12-11", "00:10", 50)), 20, "over midnight");
        assert_eq!((one.ends().to_string(), one.overlap(one)), ("17:00".into(), 60));
    }

    #[test]
    fn a_session_is_over_at_its_end_also_past_midnight() {
        let at = |day: &str, time: &str| When {
            day: day.parse().unwrap(),
            time: time.parse().unwrap(),
            at: crate::records::Stamp(0),
        };
        let over = |start: &str, now: When| is_over("2026-12-03".parse().ok(), start.parse().ok(), Minutes(60), now);
        assert!(!over("16:00", at("2026-12-03", "16:59")) && over("16:00", at("2026-12-03", "17:00")));
        assert!(!over("23:30", at("2026-12-04", "00:29")) && over("23:30", at("2026-12-04", "00:30")));
        assert!(over("16:00", at("2026-12-09", "08:00")) && !over("16:00", at("2026-12-02", "18:00")));
        assert!(!over("", at("2026-12-03", "23:59")) && over("", at("2026-12-04", "00:00")), "no time: the day counts");
        assert!(!is_over(None, "16:00".parse().ok(), Minutes(60), at("2026-12-04", "00:00")), "no day yet");
    }

    #[test]
    fn the_next_free_time_is_at_the_usual_day_and_hour() {
        let usual = slot("2026-12-03", "16:00", 60);
        let days = |after: &str| -> Vec<String> {
            usual.weekly_after(after.parse().unwrap()).take(2).map(|slot| slot.on.to_string()).collect()
        };
        assert_eq!(days("2026-12-03"), ["2026-12-10", "2026-12-17"]);
        assert_eq!(days("2026-12-09"), ["2026-12-10", "2026-12-17"]);
        assert_eq!(days("2026-12-01"), ["2026-12-03", "2026-12-10"], "a usual day that is still to come");
        let busy = [slot("2026-12-10", "16:30", 60), slot("2026-12-17", "09:00", 60)];
        assert_eq!(usual.next_free("2026-12-03".parse().unwrap(), &busy), slot("2026-12-17", "16:00", 60));
        let full: Vec<Slot> = usual.weekly_after("2026-12-03".parse().unwrap()).collect();
        assert_eq!(usual.next_free("2026-12-03".parse().unwrap(), &full).on.to_string(), "2026-12-10");
    }
}
