//! The needs for help within hours that a partner told alone (R63).

use super::{Interview, UrgentNeed};
use crate::{
    assess::Answer,
    library::{Library, model::MedicalClock},
    vocabulary::{IndicatorId, Partner, Whom, small_sort},
};

/// Indicators after which both clocks are asked (R63).
const ASKS_FOR_BOTH: [&str; 2] = ["ABU-03", "ABU-24"];

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
