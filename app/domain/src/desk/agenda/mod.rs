//! Working on a session plan: drafting it, editing it, filling what is free, and saying what is wrong with it.
//!
//! Everything here is pure, so the page does at once in the browser what the server does with a form. What may be used
//! today comes in as [`Standings`], made from all that is known and holding no answer: a plan page needs to know that an
//! exercise is held and why, not what anybody told.

mod accept;
mod check;
mod conclude;
mod differ;
mod draft;
mod edit;
mod fill;
mod history;
mod parts;
mod refused;
mod restore;
mod standing;

pub(crate) use self::draft::draft_of;
pub use self::{
    accept::accept,
    check::{Balance, Check, Concern, check},
    conclude::{Concluded, Outcomes, conclude},
    differ::{Difference, differences, merge},
    draft::{Booking, draft},
    edit::{Details, Edit, apply},
    fill::{Filled, fill},
    history::History,
    parts::{Place, place},
    refused::Refused,
    restore::restore,
    standing::{Standing, Standings, Suggested},
};
pub(crate) use self::{
    edit::{MOST_BLOCKS, choose_sheets, everyone, keep_own_sheets},
    parts::usual_part,
};
