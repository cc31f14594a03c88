//! What a counsellor keeps at the desk: couples, what they told, who was seen alone, and session plans.
//!
//! These are records: they are saved, sealed, as they stand here. Everything in this module that concerns an exercise
//! asks the same functions as the command line: [`crate::holds::holds`], [`crate::picture::Picture`],
//! [`crate::plan::plan`].

pub mod agenda;
mod compare;
mod couple;
mod day;
mod edit;
mod fault;
mod interview;
mod letterhead;
mod plan;
mod screening;
mod shared;
mod sheet;
mod situation;
mod standing;

pub use self::{
    compare::{Changed, compare_plans, compare_situations, newer_words, words_of},
    couple::{Couple, Person},
    day::{BadDay, Day},
    edit::{BadEdit, Edit, FactChange, StrengthChange, Strengths},
    fault::Fault,
    interview::{Interview, NotYet, accounts_differ},
    letterhead::Letterhead,
    plan::{BlockId, KeptItem, Outcome, PlanBlock, SessionPlan, Status},
    shared::Shared,
    sheet::Sheet,
    situation::{AnswerChange, Change, Situation, course},
    standing::{Mark, Standing, not_asked, standings, told},
};

/// The sheet from a session plan, and what is left off it.
pub use crate::handout::{LeftOff, from_plan as handout, left_off};

use serde::{Deserialize, Serialize};

/// How often a record was saved: 1 when it was made, one more with every save. A save names the revision it has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Revision(pub u32);

/// A moment in time: microseconds since 1970 in UTC. It always comes from outside; nothing here has a clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Stamp(pub i64);
