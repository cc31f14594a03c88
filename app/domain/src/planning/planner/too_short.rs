//! An exercise that a hold asks for, and that the session is too short for.

use super::{LONGEST, session::plan_from};
use crate::{
    planning::{PlanningContext, suggest},
    vocabulary::{ItemId, Minutes},
};

/// The rules by which an exercise is passed over because the time does not hold it.
const FOR_TIME: [&str; 2] = ["R39", "R44"];

/// An exercise that was passed over for its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooShort {
    /// The exercise.
    pub item: ItemId,
    /// The length of the shortest session that holds it.
    pub needs: Minutes,
}

/// Returns the first exercise that an active hold asks for and that a session of `minutes` does not hold; none if there is
/// none, or if no session holds it.
pub fn too_short(moment: &PlanningContext<'_>, minutes: Minutes) -> Option<TooShort> {
    // Without a hold, as on most pages of a plan, nothing has to be planned.
    moment.course.gates.open_gates().next()?;
    let suggestions = suggest(moment);
    let gates = || moment.course.gates.open_gates().map(|gate| moment.library.gate(gate));
    let item = plan_from(moment, minutes, &suggestions)
        .passed
        .into_iter()
        .filter(|passed| FOR_TIME.contains(&passed.rule.as_str()))
        .find(|passed| gates().any(|gate| gate.way_forward.contains(&passed.item)))?
        .item;
    let holds = |length: &Minutes| {
        let plan = plan_from(moment, *length, &suggestions);
        plan.blocks.iter().any(|block| block.item.as_ref() == Some(&item))
    };
    let needs = (minutes.0.saturating_add(1)..=LONGEST.0).map(Minutes).find(holds)?;
    Some(TooShort { item, needs })
}
