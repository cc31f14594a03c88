//! The picture of one moment: what the answers point to, which phase the work is in, and who may come today.

use crate::{
    course::{Course, Session},
    library::Library,
    map::{Finding, map_with},
    phase::{PhaseChoice, phase},
    session::demanded,
    suggest::Moment,
    words::Phase,
};

/// What mapping says about one moment. Suggesting and planning start from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The findings, the strongest first.
    pub findings: Vec<Finding>,
    /// The phase of the work and why.
    pub phase: PhaseChoice,
    /// Who comes: one partner alone where a gate demands it, whoever was expected.
    pub session: Session,
}

impl Picture {
    /// The picture of `course`, with the phase that the counsellor chose, if any, and the session that was booked.
    pub fn of(library: &Library, course: &Course, chosen: Option<Phase>, booked: Session) -> Self {
        let findings = map_with(library, &course.answers, &course.alone, &course.gates.ever_raised());
        let phase = phase(library, course, &findings, chosen);
        Self { findings, phase, session: demanded(library, course, booked) }
    }

    /// What suggesting and planning look at.
    pub fn moment<'a>(&'a self, library: &'a Library, course: &'a Course) -> Moment<'a> {
        Moment { library, course, findings: &self.findings, phase: &self.phase, session: self.session }
    }
}
