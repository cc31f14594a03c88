//! Derives the phase of the work (reference 5.2). The thresholds are expert defaults.

use serde::Serialize;

use super::{CaseState, Finding, points_of};
use crate::{
    library::{Library, model::Item},
    vocabulary::{Challenge, GateId, Phase, Tag},
};

/// A phase, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhaseChoice {
    /// The phase.
    pub id: Phase,
    /// The reason, in one or two sentences.
    pub because: String,
}

/// Returns the phase of the work: the one the counsellor chose, or the furthest one whose steps are all met.
///
/// An open hard gate sends the work back to safety the same day, whatever was chosen. What no tool can see (sleep,
/// being heard, promises kept) is taken as met where the exercise that stands for it was done; the counsellor may
/// always choose otherwise.
pub fn phase(library: &Library, course: &CaseState, findings: &[Finding], chosen: Option<Phase>) -> PhaseChoice {
    if let Some(gate) = course.gates.open_gates().find(|gate| library.gate(*gate).hard && course.gates.holds(*gate)) {
        let name = &library.gate(gate).name;
        return PhaseChoice { id: Phase::Safety, because: format!("“{name}” is active: safety comes first.") };
    }
    if let Some(id) = chosen {
        return PhaseChoice { id, because: "Chosen by you.".into() };
    }
    let mut reached = Phase::Safety;
    let mut why = "Every couple starts here.";
    for threshold in thresholds(library, course, findings) {
        match threshold.conditions.iter().find(|condition| !condition.met) {
            None => (reached, why) = (threshold.to, threshold.because),
            Some(missing) => {
                let because = format!("{why} Next phase, {}, once {}.", threshold.to.in_words(), missing.text);
                return PhaseChoice { id: reached, because };
            }
        }
    }
    PhaseChoice { id: reached, because: why.into() }
}

/// The conditions for entering a phase (reference 5.2).
#[derive(Clone, Debug)]
pub struct Threshold {
    /// The phase that it leads to.
    pub to: Phase,
    /// The reason given once it is passed.
    pub because: &'static str,
    /// All of these must be met.
    pub conditions: Vec<Condition>,
}

/// A condition that software can check, at least in part.
#[derive(Clone, Debug)]
pub struct Condition {
    /// True if the condition is met now.
    pub met: bool,
    /// The condition in words.
    pub text: &'static str,
    /// The evidence that would meet it.
    pub by: By,
}

/// The evidence that a condition is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// One of these exercises was done.
    Exercise(&'static [&'static str]),
    /// Any exercise of this phase was done.
    AnyOf(Phase),
    /// This indicator is no longer answered yes.
    Answer(&'static str),
    /// These gates are closed.
    Gates(&'static [GateId]),
}

impl By {
    fn is_met(self, library: &Library, course: &CaseState) -> bool {
        match self {
            Self::Exercise(any) => any.iter().any(|id| course.has_done(id)),
            Self::AnyOf(phase) => any_done(library, course, phase),
            Self::Answer(id) => !course.answers.is_ticked(id),
            Self::Gates(gates) => gates.iter().all(|gate| !course.gates.is_open(*gate)),
        }
    }
}

/// Returns the thresholds between the phases for this couple, in order. Repair is skipped if only everyday strain
/// leads.
pub fn thresholds(library: &Library, course: &CaseState, findings: &[Finding]) -> Vec<Threshold> {
    let everyday = only_everyday(findings);
    let way = |to, because, conditions: Vec<(&'static str, By)>| Threshold {
        to,
        because,
        conditions: conditions
            .into_iter()
            .map(|(text, by)| Condition { met: by.is_met(library, course), text, by })
            .collect(),
    };
    let held = stops_touch_or_joint_work(library, course);
    let mut ways = vec![if everyday {
        way(Phase::Meaning, everyday_stress_leads(findings, held), to_meaning_after_strain())
    } else {
        way(Phase::Meaning, if held { SAFE_EXCEPT } else { "Safety is in place." }, to_meaning())
    }];
    if everyday {
        ways.push(way(
            Phase::Intimacy,
            "Nothing needs repair; the work moves on to intimacy.",
            to_intimacy_after_strain(),
        ));
    } else {
        ways.push(way(Phase::Repair, "The hurt has been heard and the breach has stopped.", to_repair()));
        ways.push(way(Phase::Intimacy, "Repair is well under way.", to_intimacy()));
    }
    ways.push(way(Phase::Maintenance, "Intimacy is back without dread, and a review confirms it.", to_maintenance()));
    ways
}

/// The reason to go on while something is still on hold. Both partners may read it, so it names no hold.
const SAFE_EXCEPT: &str = "The first steps of safety are done, and a hold is still active: keep within what it allows.";

/// True while an active hold stops joint work or any touch exercise, overridden or not: then safety is not in place.
fn stops_touch_or_joint_work(library: &Library, course: &CaseState) -> bool {
    let touch = |gate: &GateId| {
        library.items().iter().any(|item| item.tags.contains(&Tag::Touch) && item.blocked_by.contains(gate))
    };
    course.gates.open_gates().any(|gate| library.gate(gate).individual_only || touch(&gate))
}

/// The reason to skip repair. It says of harm no more than is known: what was not recorded may have happened.
fn everyday_stress_leads(findings: &[Finding], held: bool) -> &'static str {
    let hurt = HURTFUL.into_iter().any(|challenge| points_of(findings, challenge) > 0);
    match (held, hurt) {
        (true, _) => "Everyday stress leads, and a hold is still active: keep within what it allows.",
        (false, true) => "Everyday stress leads.",
        (false, false) => "Everyday stress leads, and nothing recorded says that anyone was hurt.",
    }
}

const INTERVIEWS: (&str, By) =
    ("both individual interviews are complete", By::Exercise(&["individual-safety-interview"]));
const LIFTED: (&str, By) = ("the interview hold is lifted", By::Gates(&[GateId::Unscreened]));
const CHOSEN: (&str, By) = ("both have chosen to go on", By::Gates(&[GateId::Mixed]));
const STOP_SIGNAL: (&str, By) = ("the stop signal works", By::Exercise(&["stop-signal-agreement"]));
const HEALTH: (&str, By) = (
    "no hold for STI, pain, consent or trauma is active",
    By::Gates(&[GateId::Sti, GateId::Pain, GateId::Consent, GateId::Ptsd]),
);

fn to_meaning() -> Vec<(&'static str, By)> {
    vec![
        INTERVIEWS,
        LIFTED,
        ("both can use the time-out", By::Exercise(&["negotiated-time-out"])),
        ("sleep and meals are mostly back", By::Answer("STR-05")),
        CHOSEN,
    ]
}

fn to_meaning_after_strain() -> Vec<(&'static str, By)> {
    vec![INTERVIEWS, LIFTED, ("one exercise of the safety phase is done", By::AnyOf(Phase::Safety)), CHOSEN]
}

fn to_repair() -> Vec<(&'static str, By)> {
    vec![
        ("whoever was hurt has been heard and says so", By::Exercise(&["impact-listening-session"])),
        ("the breach has stopped", By::Gates(&[GateId::Affair])),
        ("the main facts are known", By::Gates(&[GateId::Secret])),
    ]
}

fn to_intimacy() -> Vec<(&'static str, By)> {
    vec![
        ("a full apology was given and accepted as complete", By::Exercise(&["full-apology-sequence"])),
        ("promises have mostly been kept for about 4 to 8 weeks", By::Exercise(&["amends-plan", "reliability-ledger"])),
        STOP_SIGNAL,
        HEALTH,
    ]
}

fn to_intimacy_after_strain() -> Vec<(&'static str, By)> {
    vec![("one exercise of the understanding phase is done", By::AnyOf(Phase::Meaning)), STOP_SIGNAL, HEALTH]
}

fn to_maintenance() -> Vec<(&'static str, By)> {
    vec![
        ("tasks of the intimacy phase are done without dread", By::AnyOf(Phase::Intimacy)),
        ("a review shows that it is better, or good enough, for both", By::Exercise(&["progress-review"])),
    ]
}

/// Challenges in which someone was hurt.
const HURTFUL: [Challenge; 5] =
    [Challenge::Abuse, Challenge::Trauma, Challenge::Addiction, Challenge::Infidelity, Challenge::Betrayal];

/// True if `stressors` or `expectations` lead and nothing hurtful was done (the shortcut of reference 5.2).
pub fn only_everyday(findings: &[Finding]) -> bool {
    let leads = findings.first().is_some_and(|f| matches!(f.challenge, Challenge::Stressors | Challenge::Expectations));
    leads && HURTFUL.into_iter().all(|challenge| points_of(findings, challenge) < 3)
}

fn any_done(library: &Library, course: &CaseState, phase: Phase) -> bool {
    let counts = |item: &Item| item.phase == phase && item.id != *"individual-safety-interview";
    course.done.iter().filter_map(|id| library.item(id)).any(counts)
}
