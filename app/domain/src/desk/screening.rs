//! Whether both interviews count, and when they have to be held anew (R1, R15, R51).

use crate::{
    course::Course,
    gates::{GateEvent, Opener},
    ids::RuleId,
    library::Library,
    words::GateId,
};

/// What stands for “both interviews are on record” among the things done.
const BOTH: &str = "individual-safety-interview";

/// The round in which each interview was put on record; none for one that is not on record.
pub(super) type Rounds = [Option<u32>; 2];

/// Says in `course` whether both interviews count: each is on record and of the present round.
pub(super) fn screen(course: &mut Course, rounds: Rounds, round: u32) {
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

/// Opens the gates that this moment speaks for, and gives the round that interviews must be of from now on.
pub(super) fn watch(library: &Library, course: &mut Course, rounds: Rounds, round: u32) -> u32 {
    let before = course.gates.state(GateId::Unscreened);
    course.observe_gates(library);
    let after = course.gates.state(GateId::Unscreened);
    let was_closed = !before.open && !before.opened_by.is_empty();
    let fresh = after.history.get(before.history.len()..).unwrap_or_default();
    let asks_anew = |event: &GateEvent| {
        let GateEvent::Opened(opener) = event else { return false };
        was_closed || [15, 51].iter().any(|n| *opener == Opener::Rule(RuleId::number(*n)))
    };
    if !fresh.iter().any(asks_anew) {
        return round;
    }
    screen(course, rounds, round + 1);
    course.observe_gates(library);
    round + 1
}
