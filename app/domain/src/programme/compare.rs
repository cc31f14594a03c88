//! Changes to a programme since it was drafted, and their causes, in words.

use super::{Basis, Programme, Purpose, Step, StepStatus};
use crate::{
    assess::Band,
    library::Library,
    vocabulary::{Challenge, GateId, ItemId, SmallSet},
};

/// Returns the causes, then the changes; empty if there are none.
pub(super) fn changes(library: &Library, old: &Programme, new: &Programme) -> Vec<String> {
    let mut said = reasons(library, &old.basis, &new.basis);
    said.extend(phase(old, new));
    said.extend(deeds(library, old, new));
    said.extend(steps(library, old, new));
    said
}

/// Describes what is known now and was not then.
fn reasons(library: &Library, then: &Basis, now: &Basis) -> Vec<String> {
    let mut said = Vec::new();
    let state = |basis: &Basis, gate: GateId| basis.gates.iter().find(|(id, _)| *id == gate).map(|(_, over)| *over);
    let gates: SmallSet<GateId> = then.gates.iter().chain(&now.gates).map(|(gate, _)| *gate).collect();
    for gate in gates {
        let name = &library.gate(gate).name;
        let what = match (state(then, gate), state(now, gate)) {
            (None, Some(_)) => "was activated",
            (Some(_), None) => "was lifted",
            (Some(false), Some(true)) => "is active, and you are going ahead despite it",
            (Some(true), Some(false)) => "blocks again",
            _ => continue,
        };
        said.push(format!("“{name}” {what}."));
    }
    for challenge in Challenge::ALL {
        let points =
            |basis: &Basis| basis.findings.iter().find(|(of, _)| of == challenge).map_or(0, |(_, points)| *points);
        let (before, after) = (points(then), points(now));
        let band = |points: u16| if points == 0 { "no signs".to_owned() } else { Band::of(points).to_string() };
        if band(before) != band(after) {
            let title = &library.challenge(*challenge).title;
            said.push(format!("{title}: {before} points before ({}), {after} now ({}).", band(before), band(after)));
        }
    }
    said
}

/// Describes a phase other than the one the next session was drafted for.
fn phase(old: &Programme, new: &Programme) -> Option<String> {
    let next = new.steps.iter().find(|step| step.standing != StepStatus::Held)?;
    let (_, drafted) = old.step(next.number)?;
    let differs = drafted.phase != next.phase && new.basis.phase == Some(next.phase);
    differs.then(|| {
        let (next, drafted) = (next.phase.in_words(), drafted.phase.in_words());
        format!("The work is now in the {next} phase; the outline had {drafted}.")
    })
}

/// Describes completed sessions that differ from the draft.
fn deeds(library: &Library, old: &Programme, new: &Programme) -> Vec<String> {
    let mut said = Vec::new();
    for step in new.steps.iter().filter(|step| step.standing == StepStatus::Held) {
        let Some((_, drafted)) = old.step(step.number) else { continue };
        if drafted.standing == StepStatus::Held && drafted.exercises == step.exercises {
            continue;
        }
        let done = |id: &ItemId| step.exercises.iter().any(|e| e.item == *id && e.done == Some(true));
        let not_done = drafted.exercises.iter().map(|e| &e.item).filter(|id| !done(id));
        let besides = step.exercises.iter().filter(|e| e.done == Some(true)).map(|e| &e.item);
        let besides = besides.filter(|id| !drafted.exercises.iter().any(|e| e.item == **id));
        said.extend(not_done.map(|id| format!("Session {}: {} was not done.", step.number, title(library, id))));
        said.extend(besides.map(|id| format!("Session {}: {} was done as well.", step.number, title(library, id))));
    }
    let held: SmallSet<&ItemId> = new
        .steps
        .iter()
        .filter(|step| step.standing == StepStatus::Held)
        .flat_map(|step| {
            step.exercises.iter().map(|e| &e.item).chain(step.alone.iter().filter_map(|a| a.item.as_ref()))
        })
        .collect();
    let elsewhere = new.basis.done.difference(&old.basis.done).filter(|id| !held.contains(id));
    said.extend(elsewhere.map(|id| format!("{} is recorded as done now.", title(library, id))));
    let undone = old.basis.done.difference(&new.basis.done);
    said.extend(undone.map(|id| format!("{} is no longer recorded as done.", title(library, id))));
    said
}

/// Describes future steps that differ from before.
fn steps(library: &Library, old: &Programme, new: &Programme) -> Vec<String> {
    let mut said = Vec::new();
    let to_come = |programme: &Programme, number: u16| {
        programme.step(number).map(|(_, step)| step.clone()).filter(|step| step.standing != StepStatus::Held)
    };
    let held = |number: u16| new.step(number).is_some_and(|(_, step)| step.standing == StepStatus::Held);
    let end = old.wish.first.max(new.wish.first) + u16::from(old.wish.sessions.max(new.wish.sessions));
    for number in old.wish.first.min(new.wish.first)..end {
        if held(number) {
            continue;
        }
        match (to_come(old, number), to_come(new, number)) {
            (Some(before), Some(after)) => {
                let (was, is) = (content(library, &before), content(library, &after));
                if was != is {
                    said.push(format!("Session {number}: {is} instead of {was}."));
                } else if before.phase != after.phase {
                    said.push(format!("Session {number} is now in the {} phase.", after.phase.in_words()));
                } else if before.goes_on_when != after.goes_on_when {
                    said.push(format!("Session {number} now moves on under other conditions."));
                }
            }
            (Some(before), None) => {
                said.push(format!(
                    "Session {number} is no longer in the outline; it was {}.",
                    content(library, &before)
                ));
            }
            (None, Some(after)) => {
                said.push(format!("Session {number} is new in the outline: {}.", content(library, &after)));
            }
            (None, None) => {}
        }
    }
    said
}

/// Summarises a step.
fn content(library: &Library, step: &Step) -> String {
    let titles: Vec<String> = step.exercises.iter().map(|exercise| title(library, &exercise.item)).collect();
    match step.purpose {
        _ if titles.is_empty() => "a talk without an exercise".into(),
        Purpose::LookBack | Purpose::Review => format!("a review with {}", titles.join(" and ")),
        Purpose::Ending => format!("the ending with {}", titles.join(" and ")),
        Purpose::Work | Purpose::Pause => titles.join(" and "),
    }
}

fn title(library: &Library, id: &ItemId) -> String {
    library
        .item(id)
        .map_or_else(|| id.to_string(), |item| format!("\u{201c}{}\u{201d}", item.title.as_str().trim_matches('"')))
}
