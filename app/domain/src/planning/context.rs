//! The input of suggesting and planning.

use crate::{
    assess::{Assessment, CaseState, Finding, PhaseChoice, Session},
    library::Library,
};

/// The input of suggesting and planning.
#[derive(Clone, Copy)]
pub struct PlanningContext<'a> {
    /// The library.
    pub library: &'a Library,
    /// The state of the case.
    pub course: &'a CaseState,
    /// The findings.
    pub findings: &'a [Finding],
    /// The phase of the work.
    pub phase: &'a PhaseChoice,
    /// The participants.
    pub session: Session,
}

impl Assessment {
    /// Returns the input of suggesting and planning.
    pub fn moment<'a>(&'a self, library: &'a Library, course: &'a CaseState) -> PlanningContext<'a> {
        PlanningContext { library, course, findings: &self.findings, phase: &self.phase, session: self.session }
    }
}
