//! What changed since a programme was drafted, and what that changes in it, in words.

use std::collections::BTreeSet;

use super::{Basis, Programme, Purpose, Standing, Step};
use crate::{
    ids::ItemId,
    library::Library,
    map::Band,
    words::{Challenge, GateId},
};

/// Reasons first, then what they change; empty where nothing did.
pub(super) fn changes(library: &Library, old: &Programme, new: &Programme) -> Vec<String> {
    let mut said = reasons(library, &old.basis, &new.basis);
    said.extend(phase(old, new));
    said.extend(deeds(library, old, new));
    said.extend(steps(library, old, new));
    said
}

/// What is known now and was not then.
fn reasons(library: &Library, then: &Basis, now: &Basis) -> Vec<String> {
    let mut said = Vec::new();
    let state = |basis: &Basis, gate: GateId| basis.gates.iter().find(|(id, _)| *id == gate).map(|(_, over)| *over);
    let gates: BTreeSet<GateId> = then.gates.iter().chain(&now.gates).map(|(gate, _)| *gate).collect();
    for gate in gates {
        let name = &library.gate(gate).name;
        let what = match (state(then, gate), state(now, gate)) {
            (None, Some(_)) => "opened",
            (Some(_), None) => "was closed",
            (Some(false), Some(true)) => "was overridden",
            (Some(true), Some(false)) => "holds again",
            _ => continue,
        };
        said.push(format!("{name} ({gate}) {what}."));
    }
    for challenge in Challenge::ALL {
        let points =
            |basis: &Basis| basis.findings.iter().find(|(of, _)| of == challenge).map_or(0, |(_, points)| *points);
        let (before, after) = (points(then), points(now));
        let band = |points: u16| if points == 0 { "no sign".to_owned() } else { Band::of(points).to_string() };
        if band(before) != band(after) {
            let title = &library.challenge(*challenge).title;
            said.push(format!("{title}: {before} points before ({}), {after} now ({}).", band(before), band(after)));
        }
    }
    said
}

/// The phase, where it is another than the next session was drafted for.
fn phase(old: &Programme, new: &Programme) -> Option<String> {
    let next = new.steps.iter().find(|step| step.standing != Standing::Held)?;
    let (_, drafted) = old.step(next.number)?;
    let differs = drafted.phase != next.phase && new.basis.phase == Some(next.phase);
    differs.then(|| format!("The work is in the {} phase; {} was drafted.", next.phase, drafted.phase))
}

/// Sessions that were held otherwise than drafted.
fn deeds(library: &Library, old: &Programme, new: &Programme) -> Vec<String> {
    let mut said = Vec::new();
    for step in new.steps.iter().filter(|step| step.standing == Standing::Held) {
        let Some((_, drafted)) = old.step(step.number) else { continue };
        if drafted.standing == Standing::Held && drafted.exercises == step.exercises {
            continue;
        }
        let done = |id: &ItemId| step.exercises.iter().any(|e| e.item == *id && e.done == Some(true));
        let not_done = drafted.exercises.iter().map(|e| &e.item).filter(|id| !done(id));
        let besides = step.exercises.iter().filter(|e| e.done == Some(true)).map(|e| &e.item);
        let besides = besides.filter(|id| !drafted.exercises.iter().any(|e| e.item == **id));
        said.extend(not_done.map(|id| format!("Session {}: {} was not done.", step.number, title(library, id))));
        said.extend(besides.map(|id| format!("Session {}: {} was done besides.", step.number, title(library, id))));
    }
    let held: BTreeSet<&ItemId> = new
        .steps
        .iter()
        .filter(|step| step.standing == Standing::Held)
        .flat_map(|step| {
            step.exercises.iter().map(|e| &e.item).chain(step.alone.iter().filter_map(|a| a.item.as_ref()))
        })
        .collect();
    let elsewhere = new.basis.done.difference(&old.basis.done).filter(|id| !held.contains(id));
    said.extend(elsewhere.map(|id| format!("{} is on record as done now.", title(library, id))));
    let undone = old.basis.done.difference(&new.basis.done);
    said.extend(undone.map(|id| format!("{} is not on record as done any more.", title(library, id))));
    said
}

/// Steps to come that are other than before.
fn steps(library: &Library, old: &Programme, new: &Programme) -> Vec<String> {
    let mut said = Vec::new();
    let to_come = |programme: &Programme, number: u16| {
        programme.step(number).map(|(_, step)| step.clone()).filter(|step| step.standing != Standing::Held)
    };
    let held = |number: u16| new.step(number).is_some_and(|(_, step)| step.standing == Standing::Held);
    let end = old.wish.first.max(new.wish.first) + u16::from(old.wish.sessions.max(new.wish.sessions));
    for number in old.wish.first.min(new.wish.first)..end {
        if held(number) {
            continue;
        }
        match (to_come(old, number), to_come(new, number)) {
            (Some(before), Some(after)) => {
                let (was, is) = (content(library, &before), content(library, &after));
                if was != is {
                    said.push(format!("Session {number} to come: {is} instead of {was}."));
                } else if before.phase != after.phase {
                    said.push(format!("Session {number} to come belongs to the {} phase now.", after.phase));
                } else if before.goes_on_when != after.goes_on_when {
                    said.push(format!("Session {number} to come waits for other things than before."));
                }
            }
            (Some(before), None) => {
                said.push(format!("Session {number} is not drafted any more: it was {}.", content(library, &before)));
            }
            (None, Some(after)) => said.push(format!("Session {number} is drafted now: {}.", content(library, &after))),
            (None, None) => {}
        }
    }
    said
}

/// What a step does, in a few words.
fn content(library: &Library, step: &Step) -> String {
    let titles: Vec<String> = step.exercises.iter().map(|exercise| title(library, &exercise.item)).collect();
    match step.purpose {
        _ if titles.is_empty() => "a talk without an exercise".into(),
        Purpose::LookBack | Purpose::Review => format!("a look back with {}", titles.join(" and ")),
        Purpose::Ending => format!("the ending with {}", titles.join(" and ")),
        Purpose::Work | Purpose::Pause => titles.join(" and "),
    }
}

fn title(library: &Library, id: &ItemId) -> String {
    library
        .item(id)
        .map_or_else(|| id.to_string(), |item| format!("\u{201c}{}\u{201d}", item.title.as_str().trim_matches('"')))
}
