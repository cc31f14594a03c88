//! Makes the first draft of a session plan with the planner.

use crate::{
    assess::Session,
    case_file::Clock,
    library::Library,
    paper::handout::Audience,
    plan::{BlockId, KeptItem, PlanBlock, SessionPlan},
    planning::{
        PlanningContext,
        planner::{Block, Plan, plan},
    },
    vocabulary::{Day, ItemId, Minutes, SmallSet},
};

/// The date, length and participants of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Booking {
    /// The number of the session with this couple, from 1.
    pub number: u16,
    /// The day, if set.
    pub on: Option<Day>,
    /// The start time, if set.
    pub start: Option<Clock>,
    /// The length, 30 to 120 minutes.
    pub minutes: Minutes,
    /// The participants booked. If a gate demands it, the blocks are for one partner alone all the same.
    pub booked: Session,
}

/// Returns the best plan for this moment in editable form, with the wording of its exercises (invariant 10).
pub fn draft(moment: &PlanningContext<'_>, booking: Booking) -> SessionPlan {
    draft_of(moment.library, booking, plan(moment, booking.minutes))
}

/// Converts this plan to editable form.
pub(crate) fn draft_of(library: &Library, booking: Booking, best: Plan) -> SessionPlan {
    let on_sheets = |id: &ItemId| -> SmallSet<Audience> {
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
        minutes: best.minutes,
        blocks: (1..).zip(&best.blocks).map(block).collect(),
        homework: best.homework.iter().map(|task| (task.item.clone(), task.dose.clone())).collect(),
        why: best.why,
        stop_if: best.stop_if,
        ..SessionPlan::empty(booking, best.phase.id)
    }
}
