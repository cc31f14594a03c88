//! Safety: the gates and their log, the holds that follow from them, and the screening that precedes every plan.

mod concern;
mod dated_rules;
mod decisions;
mod fit;
mod gates;
mod holds;
mod mistake;
mod raised;
pub(crate) mod screening;
mod work;

pub(crate) use self::dated_rules::{
    RELEASED_BY_ASKING, asks_for_own_part, is_dependence, is_waited_for, waits_for_asking,
};
pub use self::{
    concern::SafetyConcern,
    dated_rules::{Clock, asks_for_time_alone, clocks},
    decisions::{Closing, GateRefusal, Ground, Overriding},
    fit::{Fit, fits, role_of, roles},
    gates::{GateEvent, GateLog, GateState},
    holds::{
        Hold, confirm, distress_comes_from_values, gate_holds, harm_is_on_record, holds, missing_needs, no_sex_is_fine,
    },
    mistake::{Candidate, NotTakenBack, Slip, Source, TakenBack, candidates, take_back},
    raised::{OPENED_BY_RULE, Opener, Raised, interviews_on_record, raised, raised_with},
    work::{WorkOnHold, alone_because, demanded},
};
