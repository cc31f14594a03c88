//! Minutes for each part of a session (reference 5.1). Expert defaults for 50, 60, 80 and 90 minutes; other lengths are
//! interpolated.

use crate::{
    assess::Session,
    library::model::Shares,
    vocabulary::{MinuteRange, Minutes, Phase, small_sort::sort_by_key},
};

/// Minimum minutes of main work after an opening exercise, or after a talk with each partner alone. An expert default.
const LEAST_MAIN: u8 = 10;

/// Minutes that arrival and the privacy check keep where they give way to a safety plan. An expert default.
const LEAST_ARRIVAL: u8 = 3;

/// The parts of one session, in order, with minutes that sum to its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parts {
    pub(crate) names: Vec<String>,
    minutes: Vec<Minutes>,
    /// Index of the main work.
    pub(crate) main: usize,
    /// Index of debrief and grounding.
    pub(crate) debrief: usize,
    /// The minutes of the talk with each partner alone, which precedes main work; none as a rule.
    talks: Minutes,
}

impl Parts {
    pub(crate) fn of(shares: &Shares, length: Minutes, phase: Phase, session: Session) -> Self {
        match session {
            Session::Couple => {
                let rows = shares.couple.iter().filter(|row| row.phase == phase);
                let minutes = between(rows.map(|row| (row.length, row.minutes.as_slice())), length);
                Self { names: shares.parts.clone(), minutes, main: 3, debrief: 4, talks: Minutes(0) }
            }
            Session::Individual(..) => {
                let rows = shares.individual.iter().map(|row| (row.length, row.minutes.as_slice()));
                let minutes = between(rows, length);
                Self { names: shares.individual_parts.clone(), minutes, main: 2, debrief: 3, talks: Minutes(0) }
            }
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Minutes)> {
        self.names.iter().map(String::as_str).zip(self.minutes.iter().copied())
    }

    pub(crate) fn minutes(&self, place: usize) -> Minutes {
        self.minutes.get(place).copied().unwrap_or_default()
    }

    /// Returns the minutes of the protected end: debrief and close.
    pub(crate) fn closing(&self) -> Minutes {
        self.minutes(self.debrief) + self.minutes(self.names.len() - 1)
    }

    pub(crate) fn main_minutes(&self) -> Minutes {
        self.minutes[self.main]
    }

    pub(crate) fn length(&self) -> Minutes {
        self.minutes.iter().copied().chain([self.talks, self.talks]).sum()
    }

    /// Returns the index of the homework review; past the end in an individual session, which has none.
    pub(crate) fn review(&self) -> usize {
        if self.main == 3 { 2 } else { self.names.len() }
    }

    /// Returns the name of the part at `place`.
    pub(crate) fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    /// Removes the homework review; main work gets its minutes.
    #[must_use]
    pub(crate) fn without_review(mut self) -> Self {
        let review = self.review();
        if let Some(minutes) = self.minutes.get_mut(review) {
            let freed = std::mem::take(minutes);
            self.minutes[self.main] = self.minutes[self.main] + freed;
        }
        self
    }

    /// Replaces the homework review with the exercise that opens the session: a sixth of the session within its usual
    /// range, taken out of main work; `None` if too little would be left.
    pub(crate) fn with_opening(mut self, range: MinuteRange) -> Option<(Minutes, Self)> {
        let minutes = Minutes(self.length().0 / 6).clamp(range.min, range.typical);
        let left = self.minutes[self.main].0.checked_sub(minutes.0).filter(|left| *left >= LEAST_MAIN)?;
        let review = self.review();
        self.minutes[self.main] = Minutes(left);
        *self.minutes.get_mut(review)? = minutes;
        Some((minutes, self))
    }

    /// Takes a talk with each partner alone, of this length, out of main work; `None` if too little would be left.
    pub(crate) fn with_talks(mut self, each: Minutes) -> Option<Self> {
        let left = self.minutes[self.main].less(each + each);
        self.minutes[self.main] = Some(left).filter(|left| *left >= Minutes(LEAST_MAIN))?;
        self.talks = each;
        Some(self)
    }

    /// Raises debrief to at least 12 percent of the session, rounded up, out of main work (R39).
    #[must_use]
    pub(crate) fn with_debrief_for_high_intensity(mut self) -> Self {
        let least = debrief_for_high_intensity(self.length());
        let more = least.less(self.minutes[self.debrief]);
        self.minutes[self.debrief] = self.minutes[self.debrief] + more;
        self.minutes[self.main] = self.minutes[self.main].less(more);
        self
    }

    /// Gives main work at least these minutes out of the arrival, as far as that keeps three; unchanged where this is not
    /// enough. Nothing is taken from grounding and the next contact.
    #[must_use]
    pub(crate) fn with_main_of_at_least(mut self, least: Minutes) -> Self {
        let missing = least.less(self.minutes[self.main]);
        if missing <= self.minutes[0].less(Minutes(LEAST_ARRIVAL)) {
            self.minutes[0] = self.minutes[0].less(missing);
            self.minutes[self.main] = self.minutes[self.main] + missing;
        }
        self
    }

    /// Gives minutes that no exercise can use to debrief, never to more content (R44).
    #[must_use]
    pub(crate) fn with_leftover_in_debrief(mut self, leftover: Minutes) -> Self {
        self.minutes[self.main] = self.minutes[self.main].less(leftover);
        self.minutes[self.debrief] = self.minutes[self.debrief] + leftover;
        self
    }
}

/// Returns the minimum debrief and grounding after a high-intensity exercise: 12 percent, rounded up (R39).
pub(crate) fn debrief_for_high_intensity(length: Minutes) -> Minutes {
    Minutes((u16::from(length.0) * 12).div_ceil(100).try_into().unwrap_or(u8::MAX))
}

/// Returns the row for `length`, interpolated between its neighbours or extrapolated from the outermost.
fn between<'a>(rows: impl Iterator<Item = (Minutes, &'a [Minutes])>, length: Minutes) -> Vec<Minutes> {
    let mut rows: Vec<_> = rows.collect();
    sort_by_key(&mut rows, |(of, _)| *of);
    let above = rows.iter().position(|(of, _)| *of >= length);
    let exact = |(of, minutes): &(Minutes, &[Minutes]), weight: u32| {
        minutes.iter().map(|m| u32::from(m.0) * weight * 1000 / u32::from(of.0)).collect::<Vec<u32>>()
    };
    let target = u32::from(length.0);
    let thousandths = match above {
        Some(0) => exact(&rows[0], target),
        None => rows.last().map_or_else(Vec::new, |row| exact(row, target)),
        Some(at) => {
            let (low, high) = (&rows[at - 1], &rows[at]);
            let (from, to) = (u32::from(low.0.0), u32::from(high.0.0));
            let (near_high, span) = (target - from, to - from);
            exact(low, target)
                .iter()
                .zip(exact(high, target))
                .map(|(l, h)| (l * (span - near_high) + h * near_high) / span)
                .collect()
        }
    };
    whole(&thousandths, length)
}

/// Rounds to whole minutes that sum to `length`; the largest remainders are rounded up.
fn whole(thousandths: &[u32], length: Minutes) -> Vec<Minutes> {
    let mut minutes: Vec<u32> = thousandths.iter().map(|t| t / 1000).collect();
    let mut by_rest: Vec<usize> = (0..minutes.len()).collect();
    sort_by_key(&mut by_rest, |place| (std::cmp::Reverse(thousandths[*place] % 1000), *place));
    let missing = u32::from(length.0).saturating_sub(minutes.iter().sum());
    for place in by_rest.iter().cycle().take(missing as usize) {
        minutes[*place] += 1;
    }
    minutes.into_iter().map(|m| Minutes(u8::try_from(m).unwrap_or(u8::MAX))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        library::english,
        planning::planner::{LONGEST, SHORTEST},
        vocabulary::Role,
    };

    #[test]
    fn every_length_sums_up_and_given_rows_stay_as_they_are() {
        let shares = english().shares();
        for length in SHORTEST.0..=LONGEST.0 {
            for phase in Phase::ALL {
                let parts = Parts::of(shares, Minutes(length), *phase, Session::Couple);
                assert_eq!(parts.length(), Minutes(length), "{phase} {length}");
                assert!(parts.minutes.iter().all(|m| m.0 > 0), "{phase} {length}: {parts:?}");
            }
            let alone = Parts::of(shares, Minutes(length), Phase::Safety, Session::Individual(Role::Harmed, None));
            assert_eq!(alone.length(), Minutes(length));
        }
        for row in &shares.couple {
            assert_eq!(Parts::of(shares, row.length, row.phase, Session::Couple).minutes, row.minutes);
        }
    }

    #[test]
    fn r39_high_intensity_keeps_twelve_percent_for_debrief() {
        let shares = english().shares();
        for length in SHORTEST.0..=LONGEST.0 {
            let parts = Parts::of(shares, Minutes(length), Phase::Maintenance, Session::Couple);
            let parts = parts.with_debrief_for_high_intensity();
            assert!(u16::from(parts.minutes[parts.debrief].0) * 100 >= u16::from(length) * 12);
            assert_eq!(parts.length(), Minutes(length));
        }
    }
}
