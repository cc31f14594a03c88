//! Records of a couple as stored, encrypted: the couple, the situation, the individual interviews, and the account's
//! own settings.
//!
//! Everything here that concerns an exercise calls the same functions as the command line: [`crate::safety::holds()`],
//! [`crate::assess::Assessment`], [`crate::planning::planner::plan`].

mod answer_change;
mod background;
mod bad_edit;
mod challenge_status;
mod concern;
mod conditions;
mod couple;
mod course;
mod dates;
mod due;
mod edit;
mod hearing;
mod interview;
mod letterhead;
pub mod mistake;
pub mod other_partner;
mod preferences;
mod recorded;
mod revision;
mod setting;
mod shared_view;
mod sheet_preferences;
mod situation;
mod situation_edits;
mod situation_form;
mod strengths;
mod timed_needs;
mod together;
mod urgent_need;

pub use self::{
    answer_change::{AnswerChange, Change},
    background::{Background, BackgroundChange, BackgroundText, Discovery},
    bad_edit::BadEdit,
    challenge_status::{
        Asked, ChallengeMark, ChallengeStatus, asked_after, asked_in_group, open_questions, rest, standings,
    },
    couple::{Couple, Person},
    course::course,
    due::{Due, KeptInMind, Source, due_alone, kept_in_mind, may_wait_for_asking},
    edit::{Edit, FactChange},
    interview::{Interview, NotYet, accounts_differ},
    letterhead::Letterhead,
    preferences::{Preferences, SessionDefaults, SheetDefaults},
    recorded::{Recorded, When},
    revision::{Revision, Stamp},
    setting::{Interpreter, Setting},
    shared_view::SharedView,
    sheet_preferences::SheetPreferences,
    situation::Situation,
    situation_form::SituationForm,
    strengths::{StrengthChange, Strengths},
    timed_needs::TimedNeed,
    together::{Together, Told, asked_together, columns, strength_columns},
    urgent_need::UrgentNeed,
};
pub use crate::vocabulary::Fault;
