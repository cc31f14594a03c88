//! Validity of the interviews: both must be of the current round, and some events require new ones (R1, R15, R51, R67).

use super::{GateEvent, Opener};
use crate::{
    assess::{CaseState, OVERHEARD},
    library::Library,
    vocabulary::{GateId, RuleId},
};

/// The entry among the exercises done that means “both interviews are on record”.
const BOTH: &str = "individual-safety-interview";

/// The round of each interview on record; none if it is not on record.
pub(crate) type InterviewRounds = [Option<u32>; 2];

/// Records in `course` if both interviews are valid: each on record and of the current round.
pub(crate) fn apply_screening(course: &mut CaseState, rounds: InterviewRounds, round: u32) {
    let both = rounds.iter().all(|of| of.is_some_and(|of| of >= round));
    if let Ok(id) = BOTH.parse() {
        if both {
            course.done.insert(id);
        } else if round > 0 {
            // Interviews that were held before this program was used are overtaken as well.
            course.done.remove(&id);
        }
    }
}

/// Opens the gates that this moment gives reason to open, and returns the round that interviews must be of from now on.
pub(crate) fn observe(library: &Library, course: &mut CaseState, rounds: InterviewRounds, round: u32) -> u32 {
    let before = course.gates.state(GateId::Unscreened);
    course.observe_gates(library);
    let after = course.gates.state(GateId::Unscreened);
    let was_closed = !before.open && !before.opened_by.is_empty();
    let fresh = after.history.get(before.history.len()..).unwrap_or_default();
    let asks_anew = |event: &GateEvent| {
        let GateEvent::Opened(opener) = event else { return false };
        let followed = OVERHEARD.contains(&opener.id());
        was_closed || followed || [15, 51].iter().any(|n| *opener == Opener::Rule(RuleId::number(*n)))
    };
    if !fresh.iter().any(asks_anew) {
        return round;
    }
    apply_screening(course, rounds, round + 1);
    course.observe_gates(library);
    round + 1
}
