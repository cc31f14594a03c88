//! The day, time and length proposed for a new session: those of the couple's last one, or else of the practice.

use super::Slot;
use crate::{
    records::SessionDefaults,
    vocabulary::{Clock, Day, Minutes},
};

/// The length of a session of which nothing else is known.
const USUAL_LENGTH: Minutes = Minutes(60);

/// The first values of the form of a new session; each may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The day, where one is usual.
    pub on: Option<Day>,
    /// The start, where a time is usual.
    pub start: Option<Clock>,
    /// The length.
    pub minutes: Minutes,
}

impl Proposal {
    /// Proposes the next free time at the couple's own day and hour. Without a session so far, the practice's day, hour and
    /// length are taken, as far as they are chosen. `busy` are the times that are taken; a time of `today` that has passed
    /// at `time` is not proposed.
    pub fn of(own: Option<Slot>, practice: &SessionDefaults, busy: &[Slot], today: Day, time: Clock) -> Self {
        let minutes = own.map(|slot| slot.minutes).or(practice.minutes).unwrap_or(USUAL_LENGTH);
        let on = practice.day.map(|day| today.next(day));
        let usual = own.or_else(|| Some(Slot { on: on?, start: practice.start?, minutes }));
        let Some(usual) = usual else { return Self { on, start: practice.start, minutes } };
        let after = if usual.start <= time { today } else { today.later(-1) };
        let after = own.map_or(after, |own| after.max(own.on));
        let next = usual.next_free(after, busy);
        Self { on: Some(next.on), start: Some(next.start), minutes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Weekday;

    /// A Thursday.
    const TODAY: &str = "2026-12-03";

    fn slot(on: &str, start: &str, minutes: u8) -> Slot {
        Slot { on: on.parse().unwrap(), start: start.parse().unwrap(), minutes: Minutes(minutes) }
    }

    fn proposed(own: Option<Slot>, practice: &SessionDefaults, busy: &[Slot]) -> (Option<String>, Option<String>, u8) {
        let found = Proposal::of(own, practice, busy, TODAY.parse().unwrap(), "12:00".parse().unwrap());
        (found.on.map(|day| day.to_string()), found.start.map(|start| start.to_string()), found.minutes.0)
    }

    #[test]
    fn a_first_session_is_proposed_as_the_practice_works() {
        let none = SessionDefaults::default();
        assert_eq!(proposed(None, &none, &[]), (None, None, 60));
        let length = SessionDefaults { minutes: Some(Minutes(80)), ..none.clone() };
        assert_eq!(proposed(None, &length, &[]), (None, None, 80));
        let day = SessionDefaults { day: Some(Weekday::Tuesday), ..length.clone() };
        assert_eq!(proposed(None, &day, &[]), (Some("2026-12-08".into()), None, 80));
        let all = |start: &str| SessionDefaults {
            day: Some(Weekday::Thursday),
            start: start.parse().ok(),
            minutes: Some(Minutes(80)),
        };
        let at = |on: &str, start: &str| (Some(on.into()), Some(start.into()), 80);
        assert_eq!(proposed(None, &all("16:00"), &[]), at(TODAY, "16:00"), "still to come today");
        assert_eq!(proposed(None, &all("09:00"), &[]), at("2026-12-10", "09:00"), "passed today");
        let busy = [slot(TODAY, "16:30", 60)];
        assert_eq!(proposed(None, &all("16:00"), &busy), at("2026-12-10", "16:00"), "taken today");
    }

    #[test]
    fn a_couple_keeps_its_own_day_hour_and_length() {
        let practice =
            SessionDefaults { day: Some(Weekday::Monday), start: "09:00".parse().ok(), minutes: Some(Minutes(80)) };
        let own = slot("2026-12-01", "17:00", 50);
        assert_eq!(proposed(Some(own), &practice, &[]), (Some("2026-12-08".into()), Some("17:00".into()), 50));
        let booked = slot("2026-12-15", "17:00", 50);
        assert_eq!(proposed(Some(booked), &practice, &[]).0, Some("2026-12-22".into()), "after the last one booked");
    }
}
