//! Drafts a programme.

use super::{Basis, DraftInput, Programme, ProgrammeSpec, Step, programme_draft::ProgrammeDraft};
use crate::{
    assess::{Assessment, CaseState, Finding, thresholds},
    library::Library,
    vocabulary::Phase,
};

/// Drafts a programme for a couple with this state. Deterministic.
pub fn draft(ground: DraftInput<'_>, wish: ProgrammeSpec) -> Programme {
    drafted(ground, wish, Vec::new())
}

/// Drafts the rest of a programme whose first steps are completed.
pub(super) fn drafted(ground: DraftInput<'_>, wish: ProgrammeSpec, held: Vec<Step>) -> Programme {
    let DraftInput { library, course, .. } = ground;
    let picture = Assessment::of(library, course, ground.chosen, ground.booked);
    let basis = Basis {
        phase: Some(picture.phase.id),
        gates: course.gates.open_gates().map(|gate| (gate, !course.gates.holds(gate))).collect(),
        findings: picture.findings.iter().map(|finding| (finding.challenge, finding.points)).collect(),
        done: course.done.clone(),
    };
    let findings = picture.findings.clone();
    let (steps, waits, reached) = ProgrammeDraft::new(ground, picture, wish, held).run();
    let beyond = if waits.is_some() { Vec::new() } else { beyond(library, course, &findings, reached) };
    Programme { wish, steps, waits, beyond, basis, changes: Vec::new() }
}

/// Returns the phases after `reached` that the work would still go through.
fn beyond(library: &Library, course: &CaseState, findings: &[Finding], reached: Phase) -> Vec<Phase> {
    let ways = thresholds(library, course, findings).into_iter().map(|threshold| threshold.to);
    ways.filter(|to| *to > reached && *to < Phase::Maintenance).collect()
}
