//! Which phase the work is in (reference 5.2). The thresholds are expert defaults.

use serde::Serialize;

use crate::{
    course::Course,
    library::{Library, model::Item},
    map::{Finding, points_of},
    words::{Challenge, GateId, Phase},
};

/// The phase and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PhaseChoice {
    /// Which one.
    pub id: Phase,
    /// Why, in one or two sentences.
    pub because: String,
}

/// The phase of the work: the one the counsellor chose, or the furthest one whose steps are all met.
///
/// An open hard gate sends the work back to safety the same day, whatever was chosen. What no tool can see (sleep,
/// being heard, promises kept) is taken as met where the exercise that stands for it was done; the counsellor may
/// always choose otherwise.
pub fn phase(library: &Library, course: &Course, findings: &[Finding], chosen: Option<Phase>) -> PhaseChoice {
    if let Some(gate) = course.gates.open_gates().find(|gate| library.gate(*gate).hard && course.gates.holds(*gate)) {
        let name = &library.gate(gate).name;
        return PhaseChoice { id: Phase::Safety, because: format!("{name} ({gate}) is open: safety comes first.") };
    }
    if let Some(id) = chosen {
        return PhaseChoice { id, because: "Chosen by the counsellor.".into() };
    }
    let mut reached = Phase::Safety;
    let mut why = String::from("The work begins here.");
    for step in steps(library, course, findings) {
        match step.missing {
            None => (reached, why) = (step.to, step.met),
            Some(missing) => {
                let because = format!("{why} Before {}: {missing}.", step.to);
                return PhaseChoice { id: reached, because };
            }
        }
    }
    PhaseChoice { id: reached, because: why }
}

struct Step {
    to: Phase,
    met: String,
    missing: Option<String>,
}

fn steps(library: &Library, course: &Course, findings: &[Finding]) -> Vec<Step> {
    let done = |id| course.has_done(id);
    let closed = |gate| !course.gates.is_open(gate);
    let step = |to, met: &str, conditions: &[(bool, &str)]| Step {
        to,
        met: met.into(),
        missing: conditions.iter().find(|(met, _)| !met).map(|(_, text)| (*text).into()),
    };
    let everyday = only_everyday(findings);
    let mut steps = vec![step(
        Phase::Meaning,
        if everyday { "Everyday strain leads and nobody was hurt." } else { "Safety is in place." },
        &[
            (done("individual-safety-interview"), "both individual interviews are done"),
            (closed(GateId::Unscreened), "the interviews are recorded again"),
            (everyday || done("negotiated-time-out"), "the time-out is usable"),
            (everyday || !course.answers.is_ticked("STR-05"), "sleep and meals are mostly back"),
            (!everyday || any_done(library, course, Phase::Safety), "one session for safety"),
            (closed(GateId::Mixed), "both have chosen to go on"),
        ],
    )];
    if !everyday {
        steps.push(step(
            Phase::Repair,
            "The hurt was heard and the breach has stopped.",
            &[
                (done("impact-listening-session"), "the hurt partner has been heard and says so"),
                (closed(GateId::Affair), "the breach has stopped"),
                (closed(GateId::Secret), "the main facts are known"),
            ],
        ));
    }
    steps.push(step(
        Phase::Intimacy,
        if everyday { "Nothing needs repair, so the work moves on to closeness." } else { "Repair is well under way." },
        &[
            (everyday || done("full-apology-sequence"), "a full apology was given and received"),
            (everyday || done("amends-plan") || done("reliability-ledger"), "some weeks of kept promises"),
            (!everyday || any_done(library, course, Phase::Meaning), "one session on what it means"),
            (done("stop-signal-agreement"), "the stop signal works"),
            (
                [GateId::Sti, GateId::Pain, GateId::Consent, GateId::Ptsd].into_iter().all(closed),
                "the gates on health, pain, consent and trauma are closed",
            ),
        ],
    ));
    steps.push(step(
        Phase::Maintenance,
        "Closeness is back without dread, and a review confirms it.",
        &[
            (any_done(library, course, Phase::Intimacy), "tasks of the intimacy phase are done without dread"),
            (done("progress-review"), "a review shows that it is better or good enough for both"),
        ],
    ));
    steps
}

/// `stressors` or `expectations` lead and nothing hurtful was done (the shortcut of reference 5.2).
pub fn only_everyday(findings: &[Finding]) -> bool {
    let hurtful =
        [Challenge::Abuse, Challenge::Trauma, Challenge::Addiction, Challenge::Infidelity, Challenge::Betrayal];
    let leads = findings.first().is_some_and(|f| matches!(f.challenge, Challenge::Stressors | Challenge::Expectations));
    leads && hurtful.into_iter().all(|challenge| points_of(findings, challenge) < 3)
}

fn any_done(library: &Library, course: &Course, phase: Phase) -> bool {
    let counts = |item: &Item| item.phase == phase && item.id != *"individual-safety-interview";
    course.done.iter().filter_map(|id| library.item(id)).any(counts)
}
