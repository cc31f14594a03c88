//! The first draft of a session plan: what the planner finds for this moment.

use std::collections::BTreeSet;

use crate::{
    case::Clock,
    course::Session,
    desk::{BlockId, Day, KeptItem, PlanBlock, SessionPlan, Status},
    handout::Audience,
    ids::ItemId,
    library::Library,
    minutes::Minutes,
    plan::{Block, Plan, plan},
    suggest::Moment,
};

/// When a session is and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Which session with this couple it is, from 1.
    pub number: u16,
    /// The day, where one is set.
    pub on: Option<Day>,
    /// The time of day, where one is set.
    pub start: Option<Clock>,
    /// How long, 30 to 120 minutes.
    pub minutes: Minutes,
    /// Who is expected. Where a gate demands it, the blocks are for one partner alone all the same.
    pub booked: Session,
}

/// The best plan for this moment as a plan that can be edited. It keeps the words of its exercises (invariant 10).
pub fn draft(moment: &Moment<'_>, booking: Booking) -> SessionPlan {
    draft_of(moment.library, booking, plan(moment, booking.minutes))
}

/// This plan as one that can be edited.
pub(crate) fn draft_of(library: &Library, booking: Booking, best: Plan) -> SessionPlan {
    let on_sheets = |id: &ItemId| -> BTreeSet<Audience> {
        best.sheets.iter().filter(|sheet| sheet.items.contains(id)).map(|sheet| sheet.audience).collect()
    };
    let block = |(n, block): (u32, &Block)| PlanBlock {
        id: BlockId(n),
        part: block.part.clone(),
        title: block.title.clone(),
        minutes: block.minutes,
        present: block.audience,
        item: block.item.as_ref().and_then(|id| library.item(id)).map(KeptItem::of),
        note: String::new(),
        sheets: block.item.as_ref().map(on_sheets).unwrap_or_default(),
        outcome: None,
    };
    SessionPlan {
        number: booking.number,
        title: String::new(),
        on: booking.on,
        start: booking.start,
        minutes: best.minutes,
        booked: booking.booked,
        phase: best.phase.id,
        blocks: (1..).zip(&best.blocks).map(block).collect(),
        homework: best.homework.iter().map(|task| (task.item.clone(), task.dose.clone())).collect(),
        why: best.why,
        stop_if: best.stop_if,
        note: String::new(),
        status: Status::Draft,
    }
}
