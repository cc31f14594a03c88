//! Operations on a session plan: drafting, editing, filling free time and checking.
//!
//! Everything here is pure, so the page computes in the browser what the server computes for a form. The state of the
//! case comes in as [`ExerciseStatuses`], which holds no answer: a plan page needs to know that an exercise is held and
//! why, not what anyone said.

mod accept;
mod apply;
mod check;
mod conclude;
mod differ;
mod draft;
mod edit;
mod exercise_status;
mod fill;
mod fit;
mod history;
mod parts;
mod refused;
mod restore;
mod swap;
mod why;

pub(crate) use self::draft::draft_of;
pub use self::{
    accept::accept,
    apply::apply,
    check::{Balance, Check, Concern, check},
    conclude::{Concluded, Outcomes, call_off, conclude, not_started, reopen},
    differ::{Difference, differences, merge},
    draft::draft,
    edit::{Details, Edit},
    exercise_status::{ExerciseStatus, ExerciseStatuses, Suggested},
    fill::{Filled, fill},
    fit::{Fitted, fit},
    history::History,
    parts::{BlockPlace, place},
    refused::Refused,
    restore::restore,
    swap::swaps,
};
pub(crate) use self::{
    apply::{choose_sheets, everyone, keep_own_sheets},
    edit::MOST_BLOCKS,
    fill::SMALL_REST,
    parts::usual_part,
};
pub use super::Booking;
