//! The assessment of one moment: findings, phase of the work, and who may come.

use super::{CaseState, Finding, PhaseChoice, Session, demanded, map_with, phase};
use crate::{library::Library, vocabulary::Phase};

/// The result of an assessment at one moment; suggesting and planning start from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// The findings, the strongest first.
    pub findings: Vec<Finding>,
    /// The phase of the work, with the reason.
    pub phase: PhaseChoice,
    /// The participants of the session: one partner alone if a gate demands it, whatever was booked.
    pub session: Session,
}

impl Assessment {
    /// Assesses `course`, with the phase that the counsellor chose, if any, and the session that was booked.
    pub fn of(library: &Library, course: &CaseState, chosen: Option<Phase>, booked: Session) -> Self {
        let findings = map_with(library, &course.answers, &course.alone, &course.gates.ever_raised());
        let phase = phase(library, course, &findings, chosen);
        Self { findings, phase, session: demanded(library, course, booked) }
    }
}
