//! The path into the next phase, and the number of sessions for each phase.

use crate::{
    assess::{By, CaseState, Finding, Threshold, only_everyday, thresholds},
    library::{Library, model::Item},
    safety::{Hold, holds},
    vocabulary::{GateId, ItemId, Phase, SmallMap, SmallSet},
};

/// The path into the next phase.
pub(super) struct PhasePath {
    /// Its destination and conditions.
    pub(super) threshold: Threshold,
    /// Undone exercises that lead there.
    pub(super) items: SmallSet<ItemId>,
    /// Gates that hold its indispensable exercises.
    pub(super) barred_by: SmallSet<GateId>,
    /// True if a rule or other hold bars an indispensable exercise.
    pub(super) barred: bool,
}

/// Returns the path from `phase` onwards; none from the last one.
pub(super) fn way(library: &Library, course: &CaseState, findings: &[Finding], phase: Phase) -> Option<PhasePath> {
    let threshold = thresholds(library, course, findings).into_iter().find(|threshold| threshold.to > phase)?;
    let mut way = PhasePath { threshold, items: SmallSet::new(), barred_by: SmallSet::new(), barred: false };
    for condition in way.threshold.conditions.iter().filter(|condition| !condition.met) {
        if let By::Answer(id) = condition.by {
            way.items.extend(towards(library, course, phase, id));
        }
        let By::Exercise(any) = condition.by else { continue };
        let mut reached = false;
        let (mut gates, mut rules) = (SmallSet::new(), false);
        for id in any.iter().filter_map(|id| id.parse::<ItemId>().ok()) {
            let mut found = SmallSet::new();
            match closure(library, course, &id, &mut found) {
                Ok(()) => {
                    reached = true;
                    way.items.append(&mut found);
                }
                Err(Hold::Gate(gate)) => _ = gates.insert(gate),
                Err(_) => rules = true,
            }
        }
        if !reached {
            way.barred_by.append(&mut gates);
            way.barred |= rules;
        }
    }
    Some(way)
}

/// Returns the usable exercises of this phase that address this answer and were not done.
pub(super) fn towards(library: &Library, course: &CaseState, phase: Phase, answer: &str) -> Vec<ItemId> {
    let on_it = |item: &&Item| {
        let about = item.about.iter().any(|about| about.told.iter().any(|id| *id == *answer));
        about && item.phase == phase && !course.done.contains(&item.id) && holds(course, item).is_empty()
    };
    library.items().iter().filter(on_it).map(|item| item.id.clone()).collect()
}

/// Adds `id` and its undone prerequisites.
///
/// # Errors
/// A hold on one of them that no exercise could release.
fn closure(library: &Library, course: &CaseState, id: &ItemId, found: &mut SmallSet<ItemId>) -> Result<(), Hold> {
    if course.done.contains(id) || !found.insert(id.clone()) {
        return Ok(());
    }
    let Some(item) = library.item(id) else { return Ok(()) };
    for hold in holds(course, item) {
        match hold {
            Hold::Need(need) => closure(library, course, &need, found)?,
            // These rules ask for an exercise, which then is on the way too (R22, R23, R25).
            Hold::Rule(rule) => match opener(rule.as_str()) {
                Some(opener) => closure(library, course, &opener, found)?,
                None => return Err(Hold::Rule(rule)),
            },
            Hold::Gate(gate) => return Err(Hold::Gate(gate)),
        }
    }
    Ok(())
}

/// Returns the exercise that releases a hold by this rule.
fn opener(rule: &str) -> Option<ItemId> {
    match rule {
        "R22" => "responsibility-statement".parse().ok(),
        "R23" => "amends-plan".parse().ok(),
        "R25" => "stop-signal-agreement".parse().ok(),
        _ => None,
    }
}

/// Returns the number of sessions for each phase from `from` on, out of `working`, before the two that end the work.
/// Expert defaults, in proportion to the work: meaning and repair are the longest.
pub(super) fn shares(findings: &[Finding], from: Phase, working: u8) -> SmallMap<Phase, u8> {
    let everyday = only_everyday(findings);
    let weight = |phase: Phase| -> u32 {
        match phase {
            Phase::Safety if everyday => 1,
            Phase::Meaning | Phase::Intimacy => 4,
            Phase::Repair if everyday => 0,
            Phase::Safety | Phase::Repair => 3,
            Phase::Maintenance => 1,
        }
    };
    let phases = || Phase::ALL.iter().copied().filter(move |phase| *phase >= from);
    let all: u32 = phases().map(weight).sum::<u32>().max(1);
    let mut given = SmallMap::new();
    let (mut weights, mut before) = (0, 0);
    for phase in phases() {
        weights += weight(phase);
        let up_to = u8::try_from((u32::from(working) * weights + all / 2) / all).unwrap_or(working);
        given.insert(phase, up_to - before);
        before = up_to;
    }
    if let Some(first) = given.get_mut(&from) {
        *first = (*first).max(1);
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_working_session_belongs_to_a_phase() {
        for working in 0..=14 {
            for from in Phase::ALL {
                let given = shares(&[], *from, working);
                let sum: u8 = given.values().sum();
                assert!(sum == working || sum == working.max(1) || sum == working + 1, "{from} {working}: {given:?}");
                assert!(given[from] >= 1);
            }
        }
    }
}
