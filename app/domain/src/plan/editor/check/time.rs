//! Checks of the timing: too many or too few minutes, and the protected end.

use super::{
    super::{
        Edit,
        parts::{BlockPlace, place},
    },
    Balance, Check, Concern, Look, hard, in_minutes, soft,
};
use crate::{
    planning::planner::{Parts, debrief_for_high_intensity},
    vocabulary::Minutes,
};

impl Look<'_> {
    pub(super) fn time(&self, check: &Check) -> Vec<Concern> {
        let mut concerns = Vec::new();
        match check.balance() {
            Balance::Fits => {}
            Balance::Over(minutes) => concerns.push(hard(
                "R44",
                None,
                format!("{minutes} min over. Without a change the close is cut short."),
            )),
            Balance::Free(minutes) => {
                concerns.push(soft("R44", None, format!("{minutes} min not planned yet.")));
            }
        }
        if self.plan.blocks.is_empty() {
            concerns.push(hard(
                "R44",
                None,
                "Nothing on the agenda yet. Add an item, or let Reweave suggest an agenda.",
            ));
        } else {
            concerns.extend(self.closing(check.closing));
        }
        concerns.extend(self.within_range());
        concerns
    }

    /// R39: at least 12 percent for debrief and grounding after a high-intensity exercise. R44: debrief is never cut,
    /// so an end below the usual length is flagged.
    fn closing(&self, kept: u16) -> Option<Concern> {
        let plan = self.plan;
        let of = |wanted| plan.blocks.iter().filter(move |b| place(self.library.shares(), &b.part) == wanted);
        let debrief: u16 = of(BlockPlace::Debrief).map(|block| u16::from(block.minutes.0)).sum();
        let least = debrief_for_high_intensity(plan.minutes);
        if self.items().any(|(_, item)| item.high_intensity) && debrief < u16::from(least.0) {
            let text = format!(
                "A high-intensity exercise needs at least {} of debrief and grounding; the plan keeps {debrief}.",
                in_minutes(u16::from(least.0))
            );
            return Some(hard("R39", None, text).with(self.give_more(u16::from(least.0) - debrief)));
        }
        let parts = Parts::of(self.library.shares(), plan.minutes, self.standings.phase, self.standings.session);
        let usual = u16::from(parts.closing().0);
        if kept == 0 {
            return Some(hard("R44", None, "No time for debrief and close. Keep some, even a little."));
        }
        (kept < usual).then(|| {
            let text =
                format!("Debrief and close keep {}; {usual} is usual for this length in this phase.", in_minutes(kept));
            soft("R44", None, text).with(self.give_more(usual - kept))
        })
    }

    /// Gives the debrief these minutes more; the close in a plan without one.
    fn give_more(&self, minutes: u16) -> Option<Edit> {
        let of = |wanted| self.plan.blocks.iter().rfind(|b| place(self.library.shares(), &b.part) == wanted);
        let block = of(BlockPlace::Debrief).or_else(|| of(BlockPlace::Close))?;
        Some(Edit::Minutes(block.id, block.minutes + Minutes(u8::try_from(minutes).ok()?)))
    }

    /// R44: not below the minimum of an exercise; above its maximum it no longer helps.
    fn within_range(&self) -> Vec<Concern> {
        let wrong = |(n, item): (usize, &crate::library::model::Item)| {
            let Minutes(minutes) = self.plan.blocks[n].minutes;
            let range = item.minutes;
            if minutes < range.min.0 {
                let text = format!("Needs at least {} min. Swap it or give it more.", range.min);
                Some(hard("R44", self.id(n), text).with(self.id(n).map(|id| Edit::Minutes(id, range.min))))
            } else if minutes > range.max.0 {
                let text = format!("Little use beyond {} min.", range.max);
                Some(soft("R44", self.id(n), text).with(self.id(n).map(|id| Edit::Minutes(id, range.max))))
            } else {
                None
            }
        };
        self.items().filter_map(wrong).collect()
    }
}
