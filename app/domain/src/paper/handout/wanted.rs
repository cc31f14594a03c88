//! The specification of a sheet, and the discretion that open gates require of it.

use super::help::{Asked, Verified};
use crate::{
    assess::CaseState,
    library::Library,
    vocabulary::{Audience, Discretion, GateId, Language},
};

/// The specification of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The recipient.
    pub audience: Audience,
    /// The minimum discretion; an open gate may require more ([`least_discretion`]).
    pub discretion: Discretion,
    /// The country whose help lines are printed, for example `UK`; none prints no lines.
    pub country: Option<String>,
    /// The language of the text; names and numbers of help lines stay as they are.
    pub language: Language,
    /// True if each person was asked alone if a printed violence line is safe, and wants it (R49).
    pub violence_lines: bool,
    /// The lines that the counsellor has verified.
    pub verified: Verified,
}

impl Wanted {
    pub(super) fn as_discreet_as_gates_demand(&self, library: &Library, course: &CaseState) -> Self {
        let discretion = self.discretion.max(least_discretion(library, course).0);
        Self { discretion, ..self.clone() }
    }

    pub(super) fn asked(&self, crisis: bool) -> Asked<'_> {
        Asked {
            country: self.country.as_deref(),
            violence_lines: self.violence_lines,
            verified: &self.verified,
            discretion: self.discretion,
            crisis,
        }
    }
}

/// Returns the minimum discretion of a sheet while gates are open, and the gate that requires it: the strictest, and of
/// equal ones the first in the order of the reference. Without an open gate the counsellor chooses freely.
pub fn least_discretion(library: &Library, course: &CaseState) -> (Discretion, Option<GateId>) {
    course.gates.open_gates().fold((Discretion::Standard, None), |strictest, gate| {
        let discretion = library.gate(gate).paper.discretion;
        if discretion > strictest.0 { (discretion, Some(gate)) } else { strictest }
    })
}
