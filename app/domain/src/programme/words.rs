//! The sentences of a programme.

use super::{Condition, Planned, Purpose, Shown, SideMeeting, Waiting};
use crate::{
    assess::{By, CaseState, Threshold},
    library::{Library, model::Item},
    vocabulary::{GateId, ItemId, Minutes, Phase, SmallMap, SmallSet, text_case::lower_first},
};

/// Reason for a progress review.
pub(super) const REVIEW: &str = "Review after four to six sessions, with a check alone";

/// Reason for the review in the last session but one.
pub(super) const LOOK_BACK: &str = "Final sessions: review progress and decide what comes next";

/// Reason for a relapse plan in the last session.
pub(super) const ENDING: &str = "Therapy ends here: plan for setbacks and set a booster date";

/// Reason for a new grounding exercise at the end of a session.
pub(super) const GROUNDING: &str = "Closes the session: each learns a way back to calm";

/// Reason for the ground rules in the first session.
pub(super) const OPENING: &str = "The first session agrees how we work, and what happens to secrets";

/// Returns the reason for an exercise on the path into a phase.
pub(super) fn on_the_way(to: Phase) -> String {
    format!("Needed before the {} phase", to.in_words())
}

/// Reason for early individual support while trauma symptoms are not stable.
pub(super) const SUPPORT: &str = "Trauma symptoms are not stable: individual support comes first";

/// Returns the aim of this session, in a sentence or two: the first exercise and its strongest reasons.
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
        return format!("“{}”.", title(first).trim_matches('"'));
    }
    format!("“{}”: {}.", title(first).trim_matches('"'), reasons.join("; "))
}

/// Returns the purpose of a session without an exercise.
pub(super) fn without(purpose: Purpose) -> String {
    match purpose {
        Purpose::LookBack | Purpose::Review => "A review as a talk: no exercise of the library fits this time.".into(),
        _ => "A talk about setbacks and a booster date: no exercise of the library fits this time.".into(),
    }
}

/// Returns the work alone while this gate pauses joint work and no exercise is drafted.
pub(super) fn talk(library: &Library, gate: GateId, again: bool) -> String {
    let of = library.gate(gate);
    if again {
        format!(
            "See the person alone again: is it safe, what has changed, what helped? “{}” can be lifted when: {}",
            of.name, of.closes_when
        )
    } else {
        of.effect_on_plan.clone()
    }
}

/// Returns the meeting for the baseline measure that reviews compare with.
pub(super) fn baseline(item: &Item) -> SideMeeting {
    SideMeeting {
        item: Some(item.id.clone()),
        minutes: item.minutes.typical,
        why: "Each fills it in alone, so that a review has something to compare with.".into(),
    }
}

/// Returns the meeting for the short check of a review.
pub(super) fn check_alone() -> SideMeeting {
    SideMeeting {
        item: None,
        minutes: Minutes(0),
        why: "A short check with each partner alone: safety, consent, and whether they want to go on.".into(),
    }
}

/// Returns the individual meeting that a gate asks for.
pub(super) fn time_alone(item: &Item) -> SideMeeting {
    SideMeeting {
        item: Some(item.id.clone()),
        minutes: item.minutes.typical,
        why: "Interview each partner alone: most exercises are on hold until both interviews are complete.".into(),
    }
}

/// Returns the conditions of this threshold that are not met yet.
pub(super) fn conditions(
    library: &Library,
    course: &CaseState,
    planned: &SmallMap<ItemId, u16>,
    threshold: &Threshold,
) -> Vec<Condition> {
    let mut all = Vec::new();
    for condition in &threshold.conditions {
        let text = condition.text.to_owned();
        match condition.by {
            By::Exercise(any) => {
                let done = any.iter().find_map(|id| id.parse::<ItemId>().ok().filter(|id| planned.contains_key(id)));
                all.extend(done.map(|id| Condition { text, by: Shown::Exercise(id.clone(), planned[&id]) }));
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

/// Returns the conditions of a phase that no exercise and no answer shows (reference 5.2).
fn asked(to: Phase) -> &'static [&'static str] {
    match to {
        Phase::Safety => &[],
        Phase::Meaning => &["both say that they want to go on"],
        Phase::Repair => &["the other can listen for some minutes without defending"],
        Phase::Intimacy => &["the hurt or hesitant partner wants touch, and says so alone"],
        Phase::Maintenance => &["tasks are done without dread", "no hold has been activated for about 6 to 8 weeks"],
    }
}

fn closes(library: &Library, gate: GateId) -> Condition {
    let of = library.gate(gate);
    Condition { text: format!("{}: {}", of.name, of.closes_when), by: Shown::Gate(gate) }
}

fn all_of(library: &Library, gates: &SmallSet<GateId>) -> Vec<Condition> {
    gates.iter().map(|gate| closes(library, *gate)).collect()
}

/// Describes a programme stopped by a gate.
pub(super) fn stopped(library: &Library, gates: &SmallSet<GateId>, from: u16, to: u16) -> Waiting {
    let joint = gates.iter().any(|gate| library.gate(*gate).individual_only);
    let why = if joint {
        "Joint work is on hold, so nothing is outlined for both. See each partner alone as often as safety requires, and \
         redraft once the hold is lifted."
    } else {
        "Nothing more is outlined while joint work is on hold. Redraft once the hold is lifted."
    };
    Waiting { from, to, gates: gates.clone(), why: why.into(), goes_on_when: all_of(library, gates) }
}

/// Describes a programme in which everything allowed by the open gates is drafted.
pub(super) fn waits(library: &Library, gates: &SmallSet<GateId>, from: u16, to: u16, phase: Phase) -> Waiting {
    let why = format!(
        "The {} phase has nothing more that can be used now, and the next phase has to wait. Redraft once this has \
         changed.",
        phase.in_words()
    );
    Waiting { from, to, gates: gates.clone(), why, goes_on_when: all_of(library, gates) }
}

/// Describes a programme that needs fewer sessions.
pub(super) fn nothing_more(from: u16, to: u16) -> Waiting {
    Waiting {
        from,
        to,
        gates: SmallSet::new(),
        why:
            "The library has nothing more for what was said, so the outline ends sooner than you asked for. Keep these \
              dates for what comes up, or cancel them."
                .into(),
        goes_on_when: Vec::new(),
    }
}
