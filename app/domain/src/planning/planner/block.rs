//! A timed part of a session, with its participants and the rules to keep in mind.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{ItemId, Minutes, Partner, Role};

/// A timed part of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The part of the session it belongs to.
    pub part: String,
    /// Minutes after the beginning.
    pub start: u16,
    /// Its length.
    pub minutes: Minutes,
    /// The exercise, if it has one.
    pub item: Option<ItemId>,
    /// The title, for the counsellor.
    pub title: String,
    /// The participants.
    #[serde(serialize_with = "crate::planning::planner::as_text")]
    pub audience: Present,
    /// True if it is a high-intensity exercise.
    pub high_intensity: bool,
    /// Conditions to confirm before it starts.
    pub confirm: Vec<String>,
    /// Rules about this block that only the people present can keep.
    pub reminders: Vec<Warning>,
}

/// The participants of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Present {
    /// Both, together.
    Both,
    /// Both, working separately.
    Each,
    /// One partner; by letter where known, else by role.
    One(Role, Option<Partner>),
    /// Partner A or B alone, seen in turn.
    Turn(Partner),
}

impl std::fmt::Display for Present {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Both => f.pad("both"),
            Self::Each => f.pad("each"),
            Self::One(_, Some(Partner::A)) | Self::Turn(Partner::A) => f.pad("a"),
            Self::One(_, Some(Partner::B)) | Self::Turn(Partner::B) => f.pad("b"),
            Self::One(role, None) => f.pad(role.as_str()),
        }
    }
}

pub(crate) fn as_text<T: std::fmt::Display, S: serde::Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

/// A rule to keep in mind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The rule, for example `R41`; `5.4` for a combination to avoid, after its section in the reference.
    pub rule: String,
    /// The advice, in one or two sentences.
    pub text: String,
}
