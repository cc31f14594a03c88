//! Planning rules and combinations to avoid.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{GateId, IndicatorId, ItemId, RuleId, SmallSet, Tag};

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
    /// The reason.
    pub why: String,
    /// Sources, with reference keys in square brackets.
    pub source: String,
    /// Hard or soft.
    pub strength: Strength,
    /// The means of compliance.
    pub kept_by: KeptBy,
    /// What releases what it holds, where that is recorded.
    #[serde(default)]
    pub released_by: Option<String>,
    /// What is said next to an exercise that it holds. A plan may be seen by both partners, so it names no answer.
    #[serde(default)]
    pub held: Option<String>,
    /// What the counsellor is reminded of, where software cannot decide.
    #[serde(default)]
    pub reminder: Option<Reminder>,
}

/// The strength of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Blocks.
    Hard,
    /// Ranks or warns.
    Soft,
}

/// The means by which a rule is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeptBy {
    /// Software enforces it.
    Software,
    /// Software enforces one part and reminds of the other.
    Both,
    /// Only the people present can keep it; software reminds.
    Reminder,
}

/// A reminder on the plan or on the blocks it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    /// The reminder, one sentence.
    pub text: String,
    /// The place where it is shown.
    pub on: ReminderPlace,
    /// Where else it is shown.
    #[serde(default)]
    pub also: Option<ReminderPlace>,
}

/// The place where a reminder is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReminderPlace {
    /// On every plan.
    Plan,
    /// On plans with a high-intensity exercise.
    HighIntensity,
    /// On plans made while one of these gates is open.
    Gates(SmallSet<GateId>),
    /// On blocks whose exercise has one of these tags.
    Tags(SmallSet<Tag>),
    /// On blocks with one of these exercises.
    Items(SmallSet<ItemId>),
    /// On the review of homework.
    HomeworkReview,
    /// While one of these indicators is recorded. What was told alone shows only where what is told alone may show.
    Indicators(SmallSet<IndicatorId>),
    /// While a gate is open and several of these indicators are recorded.
    IndicatorsWithGate(SeveralSigns),
    /// While one person was hurt in one matter and did the hurting in another (R52).
    RolesCross,
}

/// Several indicators that count together while a gate is open. It is no score: it only says when to ask a specialist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeveralSigns {
    /// The gate.
    pub gate: GateId,
    /// How many of the indicators.
    pub at_least: u8,
    /// Indicators that count.
    pub of: SmallSet<IndicatorId>,
    /// Indicators of which one is enough, gate or not.
    #[serde(default)]
    pub or_any: SmallSet<IndicatorId>,
}

/// A combination of exercises to avoid (reference 5.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combination {
    /// The advice, in words.
    pub text: String,
    /// Exercises on one side; empty where the advice is about conduct only.
    #[serde(default)]
    pub items: SmallSet<ItemId>,
    /// Exercises on the other side.
    #[serde(default)]
    pub with: SmallSet<ItemId>,
    /// The separation they need.
    pub apart: Incompatible,
}

/// The separation that two exercises need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Incompatible {
    /// Not in the same session.
    Session,
    /// A warning if one was done before the other is planned.
    Course,
    /// The planner separates them by itself (R38 and its objective).
    Search,
    /// Software cannot detect it; shown as a reminder with the exercises on either side.
    Reminder,
}
