//! What is due by a rule at one moment, whatever the answers say.

use crate::{
    assess::{Band, CaseState, Finding},
    library::model::Item,
    vocabulary::Challenge,
};

/// True if a rule asks for the exercise now, whatever the phase: a progress review after four sessions (R36), a relapse
/// plan before the end (R37).
pub(crate) fn is_due(course: &CaseState, item: &Item) -> bool {
    (course.facts.sessions_since_review >= REVIEW_FROM && item.id == *"progress-review")
        || (course.facts.ending && item.id == *"setback-plan")
}

/// Number of sessions after which a progress review is due (R36).
pub(crate) const REVIEW_FROM: u8 = 4;

/// True if everyday stress leads and no other finding is more than minor (R35).
pub fn stress_leads(findings: &[Finding]) -> bool {
    findings.first().is_some_and(|f| f.challenge == Challenge::Stressors && f.band > Band::Mention)
        && findings.iter().skip(1).all(|f| f.band == Band::Mention)
}
