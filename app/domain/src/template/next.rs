//! The same couple's next session: what was not finished comes along, and the homework is looked back on.

use std::collections::BTreeSet;

use super::made::has_own_title;
use crate::{
    desk::{
        BlockId, Outcome, PlanBlock, SessionPlan, Status,
        agenda::{Booking, MOST_BLOCKS, Place, Standings, everyone, keep_own_sheets, place, usual_part},
    },
    holds::Hold,
    library::Library,
    minutes::Minutes,
};

/// How one block of a plan stands for the next session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarryRow {
    /// Which block.
    pub block: BlockId,
    /// What it is called.
    pub title: String,
    /// How long.
    pub minutes: Minutes,
    /// Whether it comes along.
    pub carry: Carry,
}

/// Whether a block comes along, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carry {
    /// A part that every session has.
    Part,
    /// It was left, or the session was not held yet.
    Unfinished,
    /// It was done; it comes along only when asked for.
    Done,
    /// It was dreaded or refused; it comes along only when asked for (R26).
    Dreaded,
    /// A gate or a rule holds it now; it cannot come along.
    Held(Vec<Hold>),
    /// The library has it no more; it cannot come along.
    Gone,
}

impl Carry {
    /// Whether it comes along unless somebody says otherwise.
    pub fn is_proposed(&self) -> bool {
        matches!(self, Self::Part | Self::Unfinished)
    }

    /// Whether it may come along at all.
    pub fn may(&self) -> bool {
        !matches!(self, Self::Held(_) | Self::Gone)
    }
}

/// The next session, and what was wanted and may not come along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// The plan.
    pub plan: SessionPlan,
    /// Titles of blocks that were wanted and are held.
    pub held: Vec<String>,
}

/// How each block of `plan` stands for the next session.
pub fn carry_rows(library: &Library, standings: &Standings, plan: &SessionPlan) -> Vec<CarryRow> {
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

fn carry(library: &Library, standings: &Standings, block: &PlanBlock, earlier: &[crate::ids::ItemId]) -> Carry {
    if let Some(id) = block.exercise() {
        if library.item(id).is_none() {
            return Carry::Gone;
        }
        let holds = standings.holds_after(id, earlier.iter());
        if !holds.is_empty() {
            return Carry::Held(holds);
        }
    } else if !has_own_title(library, block) {
        return Carry::Part;
    }
    match block.outcome {
        None | Some(Outcome::Left) => Carry::Unfinished,
        Some(Outcome::Done) => Carry::Done,
        Some(Outcome::Dreaded) => Carry::Dreaded,
    }
}

/// The next session with the blocks in `wanted`, those that are held left out: gates hold for what was planned before too
/// (invariant 4). Day and outcome are gone, the homework of last time stands in the note of its review, and what was
/// written about the session as a whole stays with it. A block that was not finished keeps its note and the words of its
/// exercise (invariant 10).
pub fn next_session(
    library: &Library,
    standings: &Standings,
    before: &SessionPlan,
    booking: Booking,
    wanted: &BTreeSet<BlockId>,
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
    let mut plan = SessionPlan {
        number: booking.number,
        title: String::new(),
        on: booking.on,
        start: booking.start,
        minutes: booking.minutes,
        booked: booking.booked,
        phase: standings.phase,
        blocks,
        homework: Vec::new(),
        why: String::new(),
        stop_if: before.stop_if.clone(),
        note: String::new(),
        status: Status::Draft,
    };
    look_back(library, standings, before, &mut plan);
    Next { plan, held }
}

fn carried(standings: &Standings, block: &PlanBlock, carry: &Carry) -> PlanBlock {
    let mut next = block.clone();
    next.outcome = None;
    if *carry != Carry::Unfinished {
        next.note.clear();
    }
    if standings.session != crate::course::Session::Couple {
        next.present = everyone(standings);
    }
    let paper = block.exercise().and_then(|id| standings.of_item(id)).map(|standing| standing.paper.clone());
    let paper = paper.unwrap_or_default();
    next.sheets.retain(|sheet| paper.contains(sheet));
    keep_own_sheets(&mut next);
    next
}

/// The homework of last time stands in the note of the block that reviews it; where no block does, one is added.
fn look_back(library: &Library, standings: &Standings, before: &SessionPlan, plan: &mut SessionPlan) {
    if before.homework.is_empty() {
        return;
    }
    let given: Vec<String> = before.homework.iter().map(|(_, dose)| format!("Given last time: {dose}")).collect();
    let given = given.join("\n");
    let review = |block: &PlanBlock| place(library.shares(), &block.part) == Place::Review && block.item.is_none();
    if let Some(block) = plan.blocks.iter_mut().find(|block| review(block)) {
        block.note = if block.note.trim().is_empty() { given } else { format!("{given}\n\n{}", block.note) };
        return;
    }
    if plan.blocks.len() >= MOST_BLOCKS {
        plan.note = given;
        return;
    }
    let usual = usual_part(library.shares(), plan.minutes, standings, Place::Review);
    let (part, minutes) = usual.unwrap_or_else(|| {
        let name = library.shares().parts.get(2).cloned().unwrap_or_default();
        (name, Minutes(5))
    });
    let opening = |block: &PlanBlock| place(library.shares(), &block.part) == Place::Opening;
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
        sheets: BTreeSet::new(),
        outcome: None,
    };
    plan.blocks.insert(at, block);
}
