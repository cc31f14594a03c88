//! Records of a couple as stored, encrypted: the couple, the situation, the individual interviews, and the account's
//! own settings.
//!
//! Everything here that concerns an exercise calls the same functions as the command line: [`crate::safety::holds()`],
//! [`crate::assess::Assessment`], [`crate::planning::planner::plan`].

mod background;
mod challenge_status;
mod compare;
mod conditions;
mod couple;
mod dates;
mod due;
mod edit;
mod fault;
mod interview;
mod letterhead;
mod preferences;
mod recorded;
mod revision;
mod shared_view;
mod situation;
mod situation_form;
mod together;
mod urgent_need;

pub use self::{
    background::{Background, BackgroundChange, BackgroundText, Discovery},
    challenge_status::{
        Asked, ChallengeMark, ChallengeStatus, asked_after, asked_in_group, open_questions, rest, standings,
    },
    compare::{Changed, compare_plans, compare_situations, discovery_name, newer_words, words_of},
    conditions::{Interpreter, Setting},
    couple::{Couple, Person},
    due::{Due, KeptInMind, Source, due_alone, kept_in_mind, may_wait_for_asking},
    edit::{BadEdit, Edit, FactChange, StrengthChange, Strengths},
    fault::Fault,
    interview::{Interview, NotYet, accounts_differ},
    letterhead::Letterhead,
    preferences::{Preferences, SessionDefaults, SheetDefaults},
    recorded::{Recorded, When},
    revision::{Revision, Stamp},
    shared_view::SharedView,
    situation::{AnswerChange, Change, Situation, course},
    situation_form::SituationForm,
    together::{Together, Told, asked_together, columns, strength_columns},
    urgent_need::{TimedNeed, UrgentNeed},
};
