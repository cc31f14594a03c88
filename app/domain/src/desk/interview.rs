//! What one partner told alone. It is kept apart from the couple's answers and from the other partner's interview, and
//! never shown with either.

use serde::{Deserialize, Serialize};

use super::Day;
use crate::answers::Answers;

/// One partner's individual safety interview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Interview {
    /// What was told, about whomever it concerns.
    pub answers: Answers,
    /// The counsellor's private words about it.
    pub note: String,
    /// The day it was held.
    pub held_on: Option<Day>,
    /// Somebody checked that nobody else could listen.
    pub alone: bool,
    /// The counsellor has put it on record: it was held, alone, and all that should be asked was asked.
    pub recorded: bool,
}

impl Interview {
    /// Whether it counts as held (R1).
    pub fn is_on_record(&self) -> bool {
        self.recorded && self.alone && self.held_on.is_some()
    }
}
