//! The aim of a session, derived from the plan until the counsellor edits it.

use super::{
    ExerciseStatuses,
    parts::{BlockPlace, place},
};
use crate::{library::Library, plan::SessionPlan, planning::planner::why_now};

/// Returns the aim of this plan: its main work in order, and the strongest reason for the first exercise.
pub(crate) fn why_of(library: &Library, standings: &ExerciseStatuses, plan: &SessionPlan) -> String {
    let main = plan.blocks.iter().filter(|block| place(library.shares(), &block.part) == BlockPlace::Main);
    let exercises: Vec<_> = main.filter_map(|block| Some((block.exercise()?, block.title.as_str()))).collect();
    let titles: Vec<&str> = exercises.iter().map(|(_, title)| *title).collect();
    let first = exercises.first().and_then(|(id, _)| standings.suggested.iter().find(|s| s.item == **id));
    let reason = first.and_then(|suggested| suggested.because.first()).map(String::as_str);
    why_now(&titles, reason, standings.phase, &standings.phase_because)
}

/// Derives the aim again after a change of the plan, unless the counsellor has edited it.
pub(super) fn renew_why(library: &Library, standings: &ExerciseStatuses, before: &SessionPlan, plan: &mut SessionPlan) {
    let now = why_of(library, standings, plan);
    if plan.why_derived && now != why_of(library, standings, before) {
        plan.why = now;
    }
}
