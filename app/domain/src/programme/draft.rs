//! The first draft of a programme.

use super::{Basis, Ground, Programme, Step, Wish, arc::Arc};
use crate::{course::Course, library::Library, map::Finding, phase::thresholds, picture::Picture, words::Phase};

/// The programme of a couple of which this is known. Same input, same programme.
pub fn draft(ground: Ground<'_>, wish: Wish) -> Programme {
    drafted(ground, wish, Vec::new())
}

/// The rest of a programme whose first steps were held.
pub(super) fn drafted(ground: Ground<'_>, wish: Wish, held: Vec<Step>) -> Programme {
    let Ground { library, course, .. } = ground;
    let picture = Picture::of(library, course, ground.chosen, ground.booked);
    let basis = Basis {
        phase: Some(picture.phase.id),
        gates: course.gates.open_gates().map(|gate| (gate, !course.gates.holds(gate))).collect(),
        findings: picture.findings.iter().map(|finding| (finding.challenge, finding.points)).collect(),
        done: course.done.clone(),
    };
    let findings = picture.findings.clone();
    let (steps, waits, reached) = Arc::new(ground, picture, wish, held).run();
    let beyond = if waits.is_some() { Vec::new() } else { beyond(library, course, &findings, reached) };
    Programme { wish, steps, waits, beyond, basis, changes: Vec::new() }
}

/// The phases after `reached` that the work would still go through.
fn beyond(library: &Library, course: &Course, findings: &[Finding], reached: Phase) -> Vec<Phase> {
    let ways = thresholds(library, course, findings).into_iter().map(|threshold| threshold.to);
    ways.filter(|to| *to > reached && *to < Phase::Maintenance).collect()
}
