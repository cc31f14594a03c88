//! After the session: what came of each block, and what that changes in what is known.

use std::collections::BTreeMap;

use super::Refused;
use crate::{
    desk::{BlockId, Interview, Outcome, SessionPlan, Situation, Status},
    library::Library,
};

/// What the counsellor says after a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// What came of each block. A block that is not named was left.
    pub blocks: BTreeMap<BlockId, Outcome>,
    /// Whether the homework of last time was done; `None` where there was none or it was not asked (R42).
    pub homework_done: Option<bool>,
}

/// A session that was held, and what is known after it. Both are saved, or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concluded {
    /// The plan with its outcomes.
    pub plan: SessionPlan,
    /// What is known now.
    pub situation: Situation,
}

/// Marks the session as held.
///
/// Exercises that were done count as done from now on, except the individual interviews: those are on record only when
/// both partners' interviews are (R1). What was dreaded is counted (R26), and so are sessions since the last review (R36).
///
/// # Errors
///
/// When the session was marked as held before.
pub fn conclude(
    library: &Library,
    plan: &SessionPlan,
    situation: &Situation,
    interviews: [&Interview; 2],
    outcomes: &Outcomes,
) -> Result<Concluded, Refused> {
    if plan.status == Status::Held {
        return Err(Refused::WasHeld);
    }
    let (mut plan, mut situation) = (plan.clone(), situation.clone());
    plan.status = Status::Held;
    let mut reviewed = false;
    for block in &mut plan.blocks {
        let outcome = outcomes.blocks.get(&block.id).copied().unwrap_or(Outcome::Left);
        block.outcome = Some(outcome);
        let Some(id) = block.exercise() else { continue };
        match outcome {
            Outcome::Done if *id == *"individual-safety-interview" => {}
            Outcome::Done => {
                reviewed |= *id == *"progress-review";
                situation.done.insert(id.clone());
            }
            Outcome::Dreaded => {
                let times = situation.facts.dreaded_or_skipped.entry(id.clone()).or_default();
                *times = times.saturating_add(1);
            }
            Outcome::Left => {}
        }
    }
    let facts = &mut situation.facts;
    facts.sessions_since_review = if reviewed { 0 } else { facts.sessions_since_review.saturating_add(1) };
    if let Some(done) = outcomes.homework_done {
        facts.homework_missed = !done;
    }
    situation.observe(library, interviews);
    Ok(Concluded { plan, situation })
}
