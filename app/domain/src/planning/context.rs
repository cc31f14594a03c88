//! The input of suggesting and planning.

use crate::{
    assess::{CaseState, Finding, PhaseChoice, Session},
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
