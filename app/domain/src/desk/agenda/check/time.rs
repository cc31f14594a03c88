//! Minutes: too many, too few, and what is kept for the end.

use super::{
    super::parts::{Place, place},
    Balance, Check, Concern, Look, hard, in_minutes, soft,
};
use crate::{
    minutes::Minutes,
    plan::{Parts, debrief_for_high_intensity},
};

impl Look<'_> {
    pub(super) fn time(&self, check: &Check) -> Vec<Concern> {
        let mut concerns = Vec::new();
        match check.balance() {
            Balance::Fits => {}
            Balance::Over(minutes) => concerns.push(hard(
                "R44",
                None,
                format!(
                    "The plan is {} over. Shorten or take out something: what runs over would be taken from the closing.",
                    in_minutes(minutes)
                ),
            )),
            Balance::Free(minutes) => {
                concerns.push(soft("R44", None, format!("{} are not planned yet.", in_minutes(minutes))));
            }
        }
        if self.plan.blocks.is_empty() {
            concerns.push(hard("R44", None, "There is nothing in this plan yet. Add a block, or fill the time."));
        } else {
            concerns.extend(self.closing(check.closing));
        }
        concerns.extend(self.within_range());
        concerns
    }

    /// R39: at least 12 percent for debrief and grounding after a high-intensity exercise. R44: debrief is never cut, so
    /// less than the usual end is said aloud.
    fn closing(&self, kept: u16) -> Option<Concern> {
        let plan = self.plan;
        let of = |wanted| plan.blocks.iter().filter(move |b| place(self.library.shares(), &b.part) == wanted);
        let debrief: u16 = of(Place::Debrief).map(|block| u16::from(block.minutes.0)).sum();
        let least = debrief_for_high_intensity(plan.minutes);
        if self.items().any(|(_, item)| item.high_intensity) && debrief < u16::from(least.0) {
            let text = format!(
                "After a high-intensity exercise at least {} belong to debrief and grounding; the plan keeps {debrief}.",
                in_minutes(u16::from(least.0))
            );
            return Some(hard("R39", None, text));
        }
        let parts = Parts::of(self.library.shares(), plan.minutes, self.standings.phase, self.standings.session);
        let usual = u16::from(parts.closing().0);
        if kept == 0 {
            return Some(hard("R44", None, "No time is kept for debrief and closing. Keep some, even if it is short."));
        }
        (kept < usual).then(|| {
            let text = format!(
                "{} are kept for debrief and closing; {usual} are usual for this length and phase.",
                in_minutes(kept)
            );
            soft("R44", None, text)
        })
    }

    /// R44: not below the minimum of an exercise; beyond its maximum it stops helping.
    fn within_range(&self) -> Vec<Concern> {
        let wrong = |(n, item): (usize, &crate::library::model::Item)| {
            let Minutes(minutes) = self.plan.blocks[n].minutes;
            let range = item.minutes;
            if minutes < range.min.0 {
                let text = format!(
                    "It needs at least {}: swap it for something shorter, or give it more.",
                    in_minutes(u16::from(range.min.0))
                );
                Some(hard("R44", self.id(n), text))
            } else if minutes > range.max.0 {
                let text = format!("Beyond {} it stops helping.", in_minutes(u16::from(range.max.0)));
                Some(soft("R44", self.id(n), text))
            } else {
                None
            }
        };
        self.items().filter_map(wrong).collect()
    }
}
