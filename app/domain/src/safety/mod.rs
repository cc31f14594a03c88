//! Safety: the holds that follow from open gates, the exercises that may be used, and the screening that precedes every
//! plan.

mod concern;
mod dated_rules;
mod fit;
mod holds;
pub(crate) mod screening;
mod work;

pub(crate) use self::dated_rules::{
    RELEASED_BY_ASKING, TIME_ALONE, asks_about_dying, asks_for_own_part, is_dependence, is_time_alone, is_waited_for,
    waits_for_asking,
};
pub use self::{
    concern::SafetyConcern,
    dated_rules::{Clock, asks_for_time_alone, clocks},
    fit::{Fit, fits, role_of, roles},
    holds::{
        Hold, confirm, distress_comes_from_values, gate_holds, harm_is_on_record, holds, missing_needs, no_sex_is_fine,
    },
    work::WorkOnHold,
};
pub use crate::assess::{
    alone_because, demanded,
    gates::{
        Closing, GateEvent, GateLog, GateRefusal, GateState, Ground, Opener, Overriding, Raised, interviews_on_record,
        raised, raised_with,
    },
};
