//! “Fill the time for me”: what the planner would put into the minutes that are free.

use super::{
    Booking, Refused, Standings, draft,
    edit::{end_of_main, everyone, exercise_block, keep_own_sheets, next_id},
    parts::{Place, place, usual},
};
use crate::{
    desk::{BlockId, PlanBlock, SessionPlan, Status},
    library::model::Item,
    minutes::Minutes,
    plan::{self, Free, debrief_for_high_intensity, without_exercise},
    suggest::{Moment, suggest},
};

/// A plan with its free minutes filled, and what is new in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// The plan.
    pub plan: SessionPlan,
    /// Blocks that were added.
    pub added: Vec<BlockId>,
}

/// Minutes up to this that no exercise can use go to the debrief (R44); more become a block of their own.
const SMALL_REST: u8 = 8;

/// Fills the free minutes with what the planner finds best. Everything that is there stays, in its order and with its
/// minutes; only a rest too short for anything goes to the debrief. The sum is never more than the session.
///
/// An empty plan gets the planner's best plan as it is. Where the protected end or the arrival is missing, it comes back
/// before anything else.
///
/// # Errors
///
/// When nothing is free, or the session was held.
pub fn fill(moment: &Moment<'_>, before: &SessionPlan) -> Result<Filled, Refused> {
    if before.status == Status::Held {
        return Err(Refused::WasHeld);
    }
    if before.blocks.is_empty() {
        return Ok(from_nothing(moment, before));
    }
    if before.planned() >= u16::from(before.minutes.0) {
        return Err(Refused::NoRoom);
    }
    let standings = Standings::of(moment);
    let mut filling = Filling { moment, standings: &standings, plan: before.clone(), added: Vec::new() };
    filling.missing_parts();
    filling.main_work();
    filling.rest();
    Ok(Filled { plan: filling.plan, added: filling.added })
}

fn from_nothing(moment: &Moment<'_>, before: &SessionPlan) -> Filled {
    let booking = Booking {
        number: before.number,
        on: before.on,
        start: before.start,
        minutes: before.minutes,
        booked: before.booked,
    };
    let drafted = draft(moment, booking);
    let added = drafted.blocks.iter().map(|block| block.id).collect();
    let plan = SessionPlan { title: before.title.clone(), note: before.note.clone(), ..drafted };
    Filled { plan, added }
}

struct Filling<'a, 'm> {
    moment: &'m Moment<'a>,
    standings: &'m Standings,
    plan: SessionPlan,
    added: Vec<BlockId>,
}

impl Filling<'_, '_> {
    fn free(&self) -> Minutes {
        let free = u16::from(self.plan.minutes.0).saturating_sub(self.plan.planned());
        Minutes(u8::try_from(free).unwrap_or(u8::MAX))
    }

    fn of(&self, wanted: Place) -> impl Iterator<Item = usize> + '_ {
        let shares = self.moment.library.shares();
        let blocks = self.plan.blocks.iter().enumerate();
        blocks.filter(move |(_, block)| place(shares, &block.part) == wanted).map(|(n, _)| n)
    }

    /// Close and debrief first, because they are protected; then the arrival.
    fn missing_parts(&mut self) {
        for wanted in [Place::Close, Place::Debrief, Place::Opening] {
            let free = self.free();
            if free == Minutes(0) || self.of(wanted).next().is_some() {
                continue;
            }
            let (length, phase, session) = (self.plan.minutes, self.standings.phase, self.standings.session);
            let Some((part, minutes)) = usual(self.moment.library.shares(), length, phase, session, wanted) else {
                continue;
            };
            let at = match wanted {
                Place::Opening => 0,
                Place::Close => self.plan.blocks.len(),
                _ => end_of_main(self.moment.library, &self.plan),
            };
            self.insert(at, part.clone(), part, minutes.min(free));
        }
    }

    fn main_work(&mut self) {
        let library = self.moment.library;
        let placed: Vec<&Item> = self.plan.blocks.iter().filter_map(|block| library.item(block.exercise()?)).collect();
        let debrief: Minutes = self.of(Place::Debrief).map(|n| self.plan.blocks[n].minutes).sum();
        let free = Free { minutes: self.free(), length: self.plan.minutes, debrief };
        // Beside an intense exercise that is placed already, its debrief is owed before anything new is added.
        let owed = if placed.iter().any(|item| item.high_intensity) {
            debrief_for_high_intensity(self.plan.minutes).less(debrief)
        } else {
            Minutes(0)
        };
        let free = Free { minutes: free.minutes.less(owed), ..free };
        for chosen in plan::fill(self.moment, &suggest(self.moment), &placed, free) {
            let at = end_of_main(library, &self.plan);
            // The rest was found for this very moment; asking again costs little and keeps invariant 4 in one place.
            if !self.standings.holds_after(&chosen.item.id, self.plan.exercises_before(at)).is_empty() {
                continue;
            }
            let id = next_id(&self.plan);
            let mut block = exercise_block(library, self.standings, id, chosen.item, chosen.minutes);
            block.sheets = self.standings.of_item(&chosen.item.id).map(|s| s.paper.clone()).unwrap_or_default();
            keep_own_sheets(&mut block);
            self.plan.blocks.insert(at, block);
            self.added.push(id);
        }
        self.thin_out_sheets();
    }

    /// What was added goes on a sheet only while there is room (R48).
    fn thin_out_sheets(&mut self) {
        let library = self.moment.library;
        for sheet in [crate::handout::Audience::Both, crate::handout::Audience::A, crate::handout::Audience::B] {
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

    /// A short rest goes to the debrief, never to more content (R44); a long one is open time.
    fn rest(&mut self) {
        let free = self.free();
        if free == Minutes(0) {
            return;
        }
        let debrief = self.of(Place::Debrief).last();
        match debrief {
            Some(at) if free.0 <= SMALL_REST || !self.added.is_empty() && free.0 <= 2 * SMALL_REST => {
                self.plan.blocks[at].minutes = self.plan.blocks[at].minutes + free;
            }
            _ => {
                let shares = self.moment.library.shares();
                let (length, phase, session) = (self.plan.minutes, self.standings.phase, self.standings.session);
                let part = usual(shares, length, phase, session, Place::Main).map(|(name, _)| name);
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
            sheets: std::collections::BTreeSet::new(),
            outcome: None,
        };
        self.plan.blocks.insert(at, block);
        self.added.push(id);
    }
}
