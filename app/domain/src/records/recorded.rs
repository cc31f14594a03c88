//! The record of a completed session and its effects, so that it can be undone.

use serde::{Deserialize, Serialize};

use super::Stamp;
use crate::{
    assess::Partner,
    vocabulary::{Clock, Day, ItemId, SmallSet},
};

/// A moment in the counsellor's calendar, with its UTC stamp. Always passed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The day.
    pub day: Day,
    /// The time of day.
    pub time: Clock,
    /// The time in UTC.
    pub at: Stamp,
}

/// A completed session, as logged in a [`super::Situation`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recorded {
    /// The number of the session.
    pub session: u16,
    /// The time of recording.
    pub at: Stamp,
    /// Exercises that were done for the first time.
    pub done: SmallSet<ItemId>,
    /// Who had a few minutes alone with the counsellor. Empty where that was not kept.
    #[serde(default)]
    pub seen_alone: SmallSet<Partner>,
    /// Exercises that were dreaded or refused.
    pub dreaded: SmallSet<ItemId>,
    /// Sessions since the last review, before this one.
    pub since_review: u8,
    /// True if it included a progress review.
    pub reviewed: bool,
    /// The earlier value of this fact, if this session set it.
    pub homework_missed: Option<bool>,
}
