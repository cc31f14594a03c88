//! The sentences of a programme.

use std::collections::{BTreeMap, BTreeSet};

use super::{Aside, Condition, Planned, Purpose, Shown, Waiting};
use crate::{
    course::Course,
    ids::ItemId,
    letters::lower_first,
    library::{Library, model::Item},
    minutes::Minutes,
    phase::{By, Threshold},
    words::{GateId, Phase},
};

/// Why a look back is planned.
pub(super) const REVIEW: &str = "Four to six sessions have passed: look back together and check alone (R36)";

/// Why the session before the last looks back.
pub(super) const LOOK_BACK: &str =
    "The end is near: look back at the whole way and decide what comes after it (R36, R37)";

/// Why the last session plans for setbacks.
pub(super) const ENDING: &str = "The work ends here: plan for setbacks and set a date to meet again (R37)";

/// Why a session closes with an exercise that is new.
pub(super) const GROUNDING: &str = "It closes the session: each learns a way back to calm";

/// Why an exercise on the way into a phase comes now.
pub(super) fn on_the_way(to: Phase) -> String {
    format!("The way into the {to} phase leads through it (reference 5.2)")
}

/// Why the support of one's own is drafted early while trauma symptoms are not stable.
pub(super) const SUPPORT: &str = "Trauma symptoms are not stable: help of one's own comes first (R29)";

/// Why this session, in a sentence or two: the first exercise and its strongest reasons.
pub(super) fn why(library: &Library, purpose: Purpose, exercises: &[Planned]) -> String {
    let own = match purpose {
        Purpose::Review => REVIEW,
        Purpose::LookBack => LOOK_BACK,
        Purpose::Ending => ENDING,
        Purpose::Work | Purpose::Pause => "",
    };
    if !own.is_empty() {
        return format!("{own}.");
    }
    let title = |planned: &Planned| library.item(&planned.item).map_or("", |item| item.title.as_str()).to_owned();
    let Some(first) = exercises.first() else { return String::new() };
    let reasons: Vec<&str> = first.because.iter().take(2).map(String::as_str).collect();
    let reasons: Vec<String> = reasons.into_iter().map(lower_first).collect();
    if reasons.is_empty() {
        return format!("“{}” comes now.", title(first).trim_matches('"'));
    }
    format!("“{}” comes now: {}.", title(first).trim_matches('"'), reasons.join("; "))
}

/// What a session without an exercise is for.
pub(super) fn without(purpose: Purpose) -> String {
    match purpose {
        Purpose::LookBack | Purpose::Review => {
            "Look back together in a talk: no exercise of the library fits these minutes (R36).".into()
        }
        _ => "Talk about setbacks and set a date to meet again: no exercise of the library fits these minutes (R37)."
            .into(),
    }
}

/// What is done alone while this gate pauses joint work and no exercise is drafted.
pub(super) fn talk(library: &Library, gate: GateId, again: bool) -> String {
    let of = library.gate(gate);
    if again {
        format!(
            "See the person again alone: is it safe, what has changed, what helped? {} closes when: {}",
            of.name, of.closes_when
        )
    } else {
        of.effect_on_plan.clone()
    }
}

/// The measure that looks back compare with.
pub(super) fn baseline(item: &Item) -> Aside {
    Aside {
        item: Some(item.id.clone()),
        minutes: item.minutes.typical,
        why: "Each fills it in alone, so that a look back has something to compare with (R36).".into(),
    }
}

/// The short check of a look back.
pub(super) fn check_alone() -> Aside {
    Aside {
        item: None,
        minutes: Minutes(0),
        why: "A short check alone with each: safety, consent, and whether going on is wanted (R36).".into(),
    }
}

/// A time alone that a gate asks for.
pub(super) fn time_alone(item: &Item) -> Aside {
    Aside {
        item: Some(item.id.clone()),
        minutes: item.minutes.typical,
        why: "Each partner is seen alone: most of the work waits for it (R1).".into(),
    }
}

/// What must be so before the work goes on over this threshold, what is so already left out.
pub(super) fn conditions(
    library: &Library,
    course: &Course,
    planned: &BTreeMap<ItemId, u16>,
    threshold: &Threshold,
) -> Vec<Condition> {
    let mut all = Vec::new();
    for condition in &threshold.conditions {
        let text = condition.text.to_owned();
        match condition.by {
            By::Exercise(any) => {
                let done = any.iter().find_map(|id| planned.get_key_value(&id.parse::<ItemId>().ok()?));
                all.extend(done.map(|(id, number)| Condition { text, by: Shown::Exercise(id.clone(), *number) }));
            }
            By::Answer(id) if !condition.met => {
                all.extend(id.parse().ok().map(|id| Condition { text, by: Shown::Answer(id) }));
            }
            By::Gates(gates) => {
                let open = gates.iter().filter(|gate| course.gates.is_open(**gate));
                all.extend(open.map(|gate| closes(library, *gate)));
            }
            By::AnyOf(_) | By::Answer(_) => {}
        }
    }
    all.extend(asked(threshold.to).iter().map(|text| Condition { text: (*text).into(), by: Shown::Asked }));
    all
}

/// What no exercise and no answer shows before a phase begins (reference 5.2).
fn asked(to: Phase) -> &'static [&'static str] {
    match to {
        Phase::Safety => &[],
        Phase::Meaning => &["both say that they want to go on"],
        Phase::Repair => &["the other can listen without defence for some minutes"],
        Phase::Intimacy => &["whoever was hurt or hesitates wants touch, and says so alone"],
        Phase::Maintenance => &["tasks are done without dread", "no gate was opened for about six to eight weeks"],
    }
}

fn closes(library: &Library, gate: GateId) -> Condition {
    let of = library.gate(gate);
    Condition { text: format!("{}: {}", of.name, of.closes_when), by: Shown::Gate(gate) }
}

fn all_of(library: &Library, gates: &BTreeSet<GateId>) -> Vec<Condition> {
    gates.iter().map(|gate| closes(library, *gate)).collect()
}

/// A gate stops the arc.
pub(super) fn stopped(library: &Library, gates: &BTreeSet<GateId>, from: u16, to: u16) -> Waiting {
    let joint = gates.iter().any(|gate| library.gate(*gate).individual_only);
    let why = if joint {
        "Joint work is paused, so nothing is drafted for both. See each partner alone as often as safety asks for it, and \
         draft the rest when the gate is closed on record."
    } else {
        "Until safety is settled, nothing more is drafted. Draft the rest when the gate is closed on record."
    };
    Waiting { from, to, gates: gates.clone(), why: why.into(), goes_on_when: all_of(library, gates) }
}

/// Everything that may be done while a gate is open is drafted.
pub(super) fn waits(library: &Library, gates: &BTreeSet<GateId>, from: u16, to: u16, phase: Phase) -> Waiting {
    let why = format!(
        "The {phase} phase holds nothing more that may be done now, and the way on waits. Draft the rest when this has \
         changed."
    );
    Waiting { from, to, gates: gates.clone(), why, goes_on_when: all_of(library, gates) }
}

/// Fewer sessions do.
pub(super) fn nothing_more(from: u16, to: u16) -> Waiting {
    Waiting {
        from,
        to,
        gates: BTreeSet::new(),
        why: "The library holds nothing more that serves what was told: the programme ends sooner than wished. Keep these \
              dates for what comes up, or let them go."
            .into(),
        goes_on_when: Vec::new(),
    }
}
