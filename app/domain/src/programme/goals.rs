//! What the arc works towards: the way into the next phase, and how many sessions each phase gets.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    course::Course,
    holds::{Hold, holds},
    ids::ItemId,
    library::Library,
    map::Finding,
    phase::{By, Threshold, only_everyday, thresholds},
    words::{GateId, Phase},
};

/// The way into the next phase.
pub(super) struct Way {
    /// Where it leads, and what it takes.
    pub(super) threshold: Threshold,
    /// Exercises that lead there and were not done.
    pub(super) items: BTreeSet<ItemId>,
    /// Gates that hold what it cannot do without.
    pub(super) barred_by: BTreeSet<GateId>,
    /// Whether something other than a gate holds what it cannot do without.
    pub(super) barred: bool,
}

/// The way on from `phase`; none from the last one.
pub(super) fn way(library: &Library, course: &Course, findings: &[Finding], phase: Phase) -> Option<Way> {
    let threshold = thresholds(library, course, findings).into_iter().find(|threshold| threshold.to > phase)?;
    let mut way = Way { threshold, items: BTreeSet::new(), barred_by: BTreeSet::new(), barred: false };
    for condition in way.threshold.conditions.iter().filter(|condition| !condition.met) {
        let By::Exercise(any) = condition.by else { continue };
        let mut reached = false;
        let (mut gates, mut rules) = (BTreeSet::new(), false);
        for id in any.iter().filter_map(|id| id.parse::<ItemId>().ok()) {
            let mut found = BTreeSet::new();
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

/// Adds `id` and all that it needs and that was not done.
///
/// # Errors
///
/// What holds one of them, and is no exercise that could be done.
fn closure(library: &Library, course: &Course, id: &ItemId, found: &mut BTreeSet<ItemId>) -> Result<(), Hold> {
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

/// The exercise that releases what this rule holds.
fn opener(rule: &str) -> Option<ItemId> {
    match rule {
        "R22" => "responsibility-statement".parse().ok(),
        "R23" => "amends-plan".parse().ok(),
        "R25" => "stop-signal-agreement".parse().ok(),
        _ => None,
    }
}

/// How many of `working` sessions each phase gets from `from` on, before the two that end the work. Expert defaults, in
/// proportion to how much there is to do: meaning and repair are the longest stretches.
pub(super) fn shares(findings: &[Finding], from: Phase, working: u8) -> BTreeMap<Phase, u8> {
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
    let mut given = BTreeMap::new();
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
