//! Makes the first draft of a session plan with the planner.

use crate::{
    library::Library,
    plan::{BlockId, Booking, KeptItem, PlanBlock, SessionPlan},
    planning::{
        PlanningContext,
        planner::{Block, Plan, plan},
    },
    vocabulary::{Audience, ItemId, SmallSet},
};

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
