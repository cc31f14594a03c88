//! What the rules ask about beside answers: further facts, and what only dates can tell.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{ItemId, Partner, RuleId, SmallMap, SmallSet};

/// What only dates can tell. It is empty where they are missing, so that what waits for it goes on waiting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dated {
    /// Rules after whose newest sign each partner had a few minutes alone (R54, R55, R57).
    pub seen_alone_since: SmallSet<RuleId>,
    /// Rules whose newest sign came after the exercise that released what they hold (R60, R62).
    pub overtaken: SmallSet<RuleId>,
    /// Exercises that a partner asked for, alone, and who did (R52, R53).
    pub asked_alone: SmallMap<ItemId, SmallSet<Partner>>,
    /// That dependence is safe was noted more than six months ago, or something new was recorded since (R55).
    pub ask_about_dependence_again: bool,
}

/// What else the rules ask about. Each is absent until somebody says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[allow(clippy::struct_excessive_bools, reason = "each is one fact, independent of the others")]
pub struct Facts {
    /// Item 9 of a PHQ-9 was above 0 (R8).
    pub phq9_item9_positive: bool,
    /// The couple has agreed on more than one partner (R34).
    pub non_monogamous: bool,
    /// Both chose not to have sex (R33). EXP-12 has the same effect.
    pub chosen_no_sex: bool,
    /// Sessions completed since the last progress review (R36).
    pub sessions_since_review: u8,
    /// The work is about to end (R37).
    pub ending: bool,
    /// The last homework was not done (R42).
    pub homework_missed: bool,
    /// Number of times an exercise was dreaded or skipped (R26).
    pub dreaded_or_skipped: SmallMap<ItemId, u8>,
}
