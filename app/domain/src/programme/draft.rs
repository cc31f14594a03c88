//! The first draft of a programme.

use super::{Basis, Programme, Step, Wish, arc::Arc};
use crate::{
    course::{Course, Session},
    library::Library,
    map::Finding,
    phase::thresholds,
    picture::Picture,
    words::Phase,
};

/// The programme of a couple of which this is known.
///
/// `chosen` is the phase where the counsellor chose it, `booked` who is expected at the first session. Same input, same
/// programme.
pub fn draft(library: &Library, course: &Course, chosen: Option<Phase>, booked: Session, wish: Wish) -> Programme {
    drafted(library, course, (chosen, booked), wish, Vec::new())
}

/// The rest of a programme whose first steps were held.
pub(super) fn drafted(
    library: &Library,
    course: &Course,
    (chosen, booked): (Option<Phase>, Session),
    wish: Wish,
    held: Vec<Step>,
) -> Programme {
    let picture = Picture::of(library, course, chosen, booked);
    let basis = Basis {
        phase: Some(picture.phase.id),
        gates: course.gates.open_gates().map(|gate| (gate, !course.gates.holds(gate))).collect(),
        findings: picture.findings.iter().map(|finding| (finding.challenge, finding.points)).collect(),
        done: course.done.clone(),
    };
    let findings = picture.findings.clone();
    let (steps, waits, reached) = Arc::new(library, course, picture, wish, held).run();
    let beyond = if waits.is_some() { Vec::new() } else { beyond(library, course, &findings, reached) };
    Programme { wish, steps, waits, beyond, basis, changes: Vec::new() }
}

/// The phases after `reached` that the work would still go through.
fn beyond(library: &Library, course: &Course, findings: &[Finding], reached: Phase) -> Vec<Phase> {
    let ways = thresholds(library, course, findings).into_iter().map(|threshold| threshold.to);
    ways.filter(|to| *to > reached && *to < Phase::Maintenance).collect()
}
