//! The couple's next session: unfinished blocks are carried over, and the homework is reviewed.

use super::made::has_own_title;
use crate::{
    library::Library,
    plan::{
        BlockId, Outcome, PlanBlock, SessionPlan,
        editor::{BlockPlace, Booking, ExerciseStatuses, MOST_BLOCKS, everyone, keep_own_sheets, place, usual_part},
    },
    safety::Hold,
    vocabulary::{Minutes, SmallSet},
};

/// A block of a plan, as considered for the next session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryRow {
    /// The block.
    pub block: BlockId,
    /// Its title.
    pub title: String,
    /// Its length.
    pub minutes: Minutes,
    /// The decision to carry it over, with the reason.
    pub carry: CarryOver,
}

/// The decision to carry a block over, with the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CarryOver {
    /// A part that every session has.
    Part,
    /// It was postponed, or the session is not completed yet.
    Unfinished,
    /// It was done; carried over only on request.
    Done,
    /// It was dreaded or refused; carried over only on request (R26).
    Dreaded,
    /// A gate or a rule holds it now; it cannot be carried over.
    Held(Vec<Hold>),
    /// The library no longer has it; it cannot be carried over.
    Gone,
}

impl CarryOver {
    /// True if it is carried over by default.
    pub fn is_proposed(&self) -> bool {
        matches!(self, Self::Part | Self::Unfinished)
    }

    /// True if it can be carried over.
    pub fn may(&self) -> bool {
        !matches!(self, Self::Held(_) | Self::Gone)
    }
}

/// The next session, with the blocks that were requested and are held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The plan.
    pub plan: SessionPlan,
    /// Titles of the requested blocks that are held.
    pub held: Vec<String>,
}

/// Returns the carry-over decision for each block of `plan`.
pub fn carry_rows(library: &Library, standings: &ExerciseStatuses, plan: &SessionPlan) -> Vec<CarryRow> {
    let mut earlier = Vec::new();
    let row = |block: &PlanBlock| {
        let carry = carry(library, standings, block, &earlier);
        if carry.may() {
            earlier.extend(block.exercise().cloned());
        }
        CarryRow { block: block.id, title: block.title.clone(), minutes: block.minutes, carry }
    };
    plan.blocks.iter().map(row).collect()
}

fn carry(
    library: &Library,
    standings: &ExerciseStatuses,
    block: &PlanBlock,
    earlier: &[crate::vocabulary::ItemId],
) -> CarryOver {
    if let Some(id) = block.exercise() {
        if library.item(id).is_none() {
            return CarryOver::Gone;
        }
        let holds = standings.holds_after(id, earlier.iter());
        if !holds.is_empty() {
            return CarryOver::Held(holds);
        }
    } else if !has_own_title(library, block) {
        return CarryOver::Part;
    }
    match block.outcome {
        None | Some(Outcome::Left | Outcome::Partly) => CarryOver::Unfinished,
        Some(Outcome::Done) => CarryOver::Done,
        Some(Outcome::Dreaded) => CarryOver::Dreaded,
    }
}

/// Makes the next session from the blocks in `wanted` that are not held: gates also apply to earlier plans (invariant
/// 4). Day, outcomes and notes on the whole session are dropped; the last homework goes in the note of its review. An
/// unfinished block keeps its note and the wording of its exercise (invariant 10).
pub fn next_session(
    library: &Library,
    standings: &ExerciseStatuses,
    before: &SessionPlan,
    booking: Booking,
    wanted: &SmallSet<BlockId>,
) -> Next {
    let mut held = Vec::new();
    let mut blocks: Vec<PlanBlock> = Vec::new();
    for block in before.blocks.iter().filter(|block| wanted.contains(&block.id)) {
        let earlier: Vec<_> = blocks.iter().filter_map(|block| block.exercise().cloned()).collect();
        let carry = carry(library, standings, block, &earlier);
        if !carry.may() {
            held.push(block.title.clone());
            continue;
        }
        blocks.push(carried(standings, block, &carry));
    }
    let mut plan =
        SessionPlan { blocks, stop_if: before.stop_if.clone(), ..SessionPlan::empty(booking, standings.phase) };
    look_back(library, standings, before, &mut plan);
    Next { plan, held }
}

fn carried(standings: &ExerciseStatuses, block: &PlanBlock, carry: &CarryOver) -> PlanBlock {
    let mut next = block.clone();
    next.outcome = None;
    if *carry != CarryOver::Unfinished {
        next.note.clear();
    }
    if standings.session != crate::assess::Session::Couple {
        next.present = everyone(standings);
    }
    let paper = block.exercise().and_then(|id| standings.of_item(id)).map(|standing| standing.paper.clone());
    let paper = paper.unwrap_or_default();
    next.sheets.retain(|sheet| paper.contains(sheet));
    keep_own_sheets(&mut next);
    next
}

/// Notes the last homework in the block that reviews it, adding one if needed.
fn look_back(library: &Library, standings: &ExerciseStatuses, before: &SessionPlan, plan: &mut SessionPlan) {
    if before.homework.is_empty() {
        return;
    }
    let printed =
        |id| before.client_words.get(id).map(|words| format!(" Printed: {}", words.on_paper())).unwrap_or_default();
    let given: Vec<String> =
        before.homework.iter().map(|(id, dose)| format!("Given last time: {dose}{}", printed(id))).collect();
    let given = given.join("\n");
    let review = |block: &PlanBlock| place(library.shares(), &block.part) == BlockPlace::Review && block.item.is_none();
    if let Some(block) = plan.blocks.iter_mut().find(|block| review(block)) {
        block.note = if block.note.trim().is_empty() { given } else { format!("{given}\n\n{}", block.note) };
        return;
    }
    if plan.blocks.len() >= MOST_BLOCKS {
        plan.note = given;
        return;
    }
    let usual = usual_part(library.shares(), plan.minutes, standings, BlockPlace::Review);
    let (part, minutes) = usual.unwrap_or_else(|| {
        let name = library.shares().parts.get(2).cloned().unwrap_or_default();
        (name, Minutes(5))
    });
    let opening = |block: &PlanBlock| place(library.shares(), &block.part) == BlockPlace::Opening;
    let at = plan.blocks.iter().rposition(opening).map_or(0, |at| at + 1);
    let id = BlockId(plan.blocks.iter().map(|block| block.id.0).max().unwrap_or(0).saturating_add(1));
    let block = PlanBlock {
        id,
        title: part.clone(),
        part,
        minutes,
        present: everyone(standings),
        item: None,
        note: given,
        sheets: SmallSet::new(),
        outcome: None,
    };
    plan.blocks.insert(at, block);
}
