//! “Fill the time for me”: adds the planner's exercises to the free minutes.

use super::{
    Booking, ExerciseStatuses, Refused,
    apply::{end_of_main, everyone, exercise_block, keep_own_sheets, next_id},
    draft::draft_of,
    parts::{BlockPlace, place, usual},
    why::renew_why,
};
use crate::{
    library::model::Item,
    plan::{BlockId, PlanBlock, SessionPlan, Status},
    planning::{
        PlanningContext,
        opening::ground_rules,
        planner::{self, Chosen, Free, Passed, debrief_for_high_intensity, plan, without_exercise},
        suggest,
    },
    vocabulary::Minutes,
};

/// A plan whose free minutes were filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The plan.
    pub plan: SessionPlan,
    /// Blocks that were added.
    pub added: Vec<BlockId>,
    /// Suggestions ranked above the additions, each with the rule that excluded it.
    pub passed: Vec<Passed>,
}

/// Maximum remainder added to the debrief (R44); a longer one becomes a block of its own.
pub(crate) const SMALL_REST: u8 = 8;

/// Fills the free minutes with the planner's best exercises. Existing blocks keep their order and minutes; only a
/// remainder too short for any exercise goes to the debrief. The sum never exceeds the session.
///
/// An empty plan becomes the planner's best plan. If the protected end or the arrival is missing, it is restored first.
///
/// # Errors
/// If no minutes are free, or the session is completed.
pub fn fill(moment: &PlanningContext<'_>, before: &SessionPlan) -> Result<Filled, Refused> {
    if before.status == Status::Completed {
        return Err(Refused::WasHeld);
    }
    if before.blocks.is_empty() {
        return Ok(from_nothing(moment, before));
    }
    if before.planned() >= u16::from(before.minutes.0) {
        return Err(Refused::NoRoom);
    }
    let standings = ExerciseStatuses::of(moment);
    let mut filling =
        Filling { moment, standings: &standings, plan: before.clone(), added: Vec::new(), passed: Vec::new() };
    filling.missing_parts();
    filling.opening();
    filling.main_work();
    filling.rest();
    let Filling { mut plan, added, passed, .. } = filling;
    renew_why(moment.library, &standings, before, &mut plan);
    Ok(Filled { plan, added, passed })
}

fn from_nothing(moment: &PlanningContext<'_>, before: &SessionPlan) -> Filled {
    let booking = Booking {
        number: before.number,
        on: before.on,
        start: before.start,
        minutes: before.minutes,
        booked: before.booked,
    };
    let best = plan(moment, booking.minutes);
    let passed = best.passed.clone();
    let drafted = draft_of(moment.library, booking, best);
    let added = drafted.blocks.iter().map(|block| block.id).collect();
    let plan = SessionPlan { title: before.title.clone(), note: before.note.clone(), ..drafted };
    Filled { plan, added, passed }
}

struct Filling<'a, 'm> {
    moment: &'m PlanningContext<'a>,
    standings: &'m ExerciseStatuses,
    plan: SessionPlan,
    added: Vec<BlockId>,
    passed: Vec<Passed>,
}

impl Filling<'_, '_> {
    fn free(&self) -> Minutes {
        let free = u16::from(self.plan.minutes.0).saturating_sub(self.plan.planned());
        Minutes(u8::try_from(free).unwrap_or(u8::MAX))
    }

    fn of(&self, wanted: BlockPlace) -> impl Iterator<Item = usize> + '_ {
        let shares = self.moment.library.shares();
        let blocks = self.plan.blocks.iter().enumerate();
        blocks.filter(move |(_, block)| place(shares, &block.part) == wanted).map(|(n, _)| n)
    }

    /// Adds close and debrief first, because they are protected; then the arrival.
    fn missing_parts(&mut self) {
        for wanted in [BlockPlace::Close, BlockPlace::Debrief, BlockPlace::Opening] {
            let free = self.free();
            if free == Minutes(0) || self.of(wanted).next().is_some() {
                continue;
            }
            let (length, phase, session) = (self.plan.minutes, self.standings.phase, self.standings.session);
            let Some((part, minutes)) = usual(self.moment.library.shares(), length, phase, session, wanted) else {
                continue;
            };
            let at = match wanted {
                BlockPlace::Opening => 0,
                BlockPlace::Close => self.plan.blocks.len(),
                _ => end_of_main(self.moment.library, &self.plan),
            };
            self.insert(at, part.clone(), part, minutes.min(free));
        }
    }

    /// Adds the ground rules to the first session, if there is time.
    fn opening(&mut self) {
        let Some(item) = ground_rules(self.moment).filter(|item| !self.plan.has(&item.id)) else { return };
        let minutes = Minutes(self.free().0 / 3).clamp(item.minutes.min, item.minutes.typical);
        if self.free() < minutes {
            return;
        }
        let opens = self.of(BlockPlace::Opening).last();
        let part = opens.map(|at| self.plan.blocks[at].part.clone());
        let at = opens.map_or(0, |at| at + 1);
        self.take_in(at, &Chosen { item, minutes });
        if let (Some(part), Some(block)) = (part, self.plan.blocks.get_mut(at)) {
            block.part = part;
        }
        self.thin_out_sheets();
    }

    /// Inserts an exercise at this index, on every sheet that allows it.
    fn take_in(&mut self, at: usize, chosen: &Chosen<'_>) {
        let id = next_id(&self.plan);
        let mut block = exercise_block(self.moment.library, self.standings, id, chosen.item, chosen.minutes);
        block.sheets = self.standings.of_item(&chosen.item.id).map(|s| s.paper.clone()).unwrap_or_default();
        keep_own_sheets(&mut block);
        self.plan.blocks.insert(at, block);
        self.added.push(id);
    }

    fn main_work(&mut self) {
        let library = self.moment.library;
        let placed: Vec<&Item> = self.plan.blocks.iter().filter_map(|block| library.item(block.exercise()?)).collect();
        let debrief: Minutes = self.of(BlockPlace::Debrief).map(|n| self.plan.blocks[n].minutes).sum();
        let free = Free { minutes: self.free(), length: self.plan.minutes, debrief };
        // Beside an intense exercise that is placed already, its debrief is owed before anything new is added.
        let owed = if placed.iter().any(|item| item.high_intensity) {
            debrief_for_high_intensity(self.plan.minutes).less(debrief)
        } else {
            Minutes(0)
        };
        let free = Free { minutes: free.minutes.less(owed), ..free };
        let (all, passed) = planner::fill(self.moment, &suggest(self.moment), &placed, free);
        self.passed = passed;
        for chosen in all {
            let at = end_of_main(library, &self.plan);
            // The rest was found for this very moment; asking again costs little and keeps invariant 4 in one place.
            if self.standings.holds_after(&chosen.item.id, self.plan.exercises_before(at)).is_empty() {
                self.take_in(at, &chosen);
            }
        }
        self.thin_out_sheets();
    }

    /// Removes added blocks from sheets that are full (R48).
    fn thin_out_sheets(&mut self) {
        let library = self.moment.library;
        for sheet in [crate::vocabulary::Audience::Both, crate::vocabulary::Audience::A, crate::vocabulary::Audience::B]
        {
            for id in self.added.clone().into_iter().rev() {
                let on_it = self.plan.blocks.iter().filter(|block| block.sheets.contains(&sheet));
                if super::parts::too_many_on_sheet(on_it.filter_map(|block| library.item(block.exercise()?)))
                    && let Some(block) = self.plan.blocks.iter_mut().find(|block| block.id == id)
                {
                    block.sheets.remove(&sheet);
                }
            }
        }
    }

    /// Adds a short remainder to the debrief, never to more content (R44); a long one becomes open time.
    fn rest(&mut self) {
        let free = self.free();
        if free == Minutes(0) {
            return;
        }
        let debrief = self.of(BlockPlace::Debrief).last();
        match debrief {
            Some(at) if free.0 <= SMALL_REST || !self.added.is_empty() && free.0 <= 2 * SMALL_REST => {
                self.plan.blocks[at].minutes = self.plan.blocks[at].minutes + free;
            }
            _ => {
                let shares = self.moment.library.shares();
                let (length, phase, session) = (self.plan.minutes, self.standings.phase, self.standings.session);
                let part = usual(shares, length, phase, session, BlockPlace::Main).map(|(name, _)| name);
                let at = end_of_main(self.moment.library, &self.plan);
                self.insert(at, part.unwrap_or_default(), without_exercise(self.moment), free);
            }
        }
    }

    fn insert(&mut self, at: usize, part: String, title: String, minutes: Minutes) {
        let id = next_id(&self.plan);
        let block = PlanBlock {
            id,
            part,
            title,
            minutes,
            present: everyone(self.standings),
            item: None,
            note: String::new(),
            sheets: crate::vocabulary::SmallSet::new(),
            outcome: None,
        };
        self.plan.blocks.insert(at, block);
        self.added.push(id);
    }
}
