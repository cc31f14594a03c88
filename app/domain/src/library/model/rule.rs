//! Planning rules and combinations to avoid.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    ids::{ItemId, RuleId},
    words::{GateId, Tag},
};

/// A planning rule (reference 5.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// For example `R25`.
    pub id: RuleId,
    /// The part of the work it belongs to.
    pub area: String,
    /// Its condition.
    pub when: String,
    /// Its consequence.
    pub then: String,
    /// Why.
    pub why: String,
    /// Sources, with reference keys in square brackets.
    pub source: String,
    /// Whether it blocks or ranks.
    pub strength: Strength,
    /// How it is kept.
    pub kept_by: KeptBy,
    /// What the counsellor is reminded of, where software cannot decide.
    #[serde(default)]
    pub reminder: Option<Reminder>,
}

/// Whether a rule blocks, or ranks and warns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Blocks.
    Hard,
    /// Ranks or warns.
    Soft,
}

/// How a rule is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeptBy {
    /// Software decides.
    Software,
    /// Software decides one part and reminds of the other.
    Both,
    /// Only people in the room can keep it; software reminds.
    Reminder,
}

/// A reminder on the plan or on the blocks it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    /// What to keep in mind, in one sentence.
    pub text: String,
    /// Where it is shown.
    pub on: ReminderPlace,
}

/// Where a reminder is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReminderPlace {
    /// On every plan.
    Plan,
    /// On plans with a high-intensity exercise.
    HighIntensity,
    /// On plans made while one of these gates is open.
    Gates(BTreeSet<GateId>),
    /// On blocks whose exercise has one of these tags.
    Tags(BTreeSet<Tag>),
    /// On blocks with one of these exercises.
    Items(BTreeSet<ItemId>),
    /// On the review of homework.
    HomeworkReview,
}

/// A combination of exercises to avoid (reference 5.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combination {
    /// The advice, in words.
    pub text: String,
    /// Exercises on one side; empty where the advice is about conduct only.
    #[serde(default)]
    pub items: BTreeSet<ItemId>,
    /// Exercises on the other side.
    #[serde(default)]
    pub with: BTreeSet<ItemId>,
    /// How far apart they must be kept.
    pub apart: Apart,
}

/// How far apart two exercises must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Apart {
    /// Not in one session.
    Session,
    /// Warn when one was done before the other is planned.
    Course,
    /// The planner keeps two of these apart by itself (R38 and its objective).
    Search,
    /// Software cannot see it; shown as a reminder with the exercises on either side.
    Reminder,
}
