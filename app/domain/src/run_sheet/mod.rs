//! The counsellor's run sheet: a session plan as one holds it in the hand while the session goes on.
//!
//! Everything that is private may stand on it: notes, open gates, reasons. So it is a type of its own, and there is no way
//! from it to a [`Handout`](crate::handout::Handout) (invariant 1). Like every route it asks again what is held today:
//! an exercise that may not be used stands there with the reason and without its steps (invariant 4).

mod make;

use serde::Serialize;

pub use make::{from_plan, from_session};

use crate::{
    case::Clock,
    course::Session,
    desk::Day,
    minutes::Minutes,
    plan::{Present, Warning},
    words::{GateId, Phase},
};

/// A session, block by block, for the counsellor only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunSheet {
    /// Which session with this couple it is, from 1, where it is known.
    pub number: Option<u16>,
    /// What the counsellor calls it; may be empty.
    pub title: String,
    /// The day, where one is set.
    pub on: Option<Day>,
    /// The time of day it begins, where one is set; otherwise blocks count from 00:00.
    pub start: Option<Clock>,
    /// How long the session is.
    pub minutes: Minutes,
    /// Who comes.
    pub session: Session,
    /// The phase of the work.
    pub phase: Phase,
    /// Gates that are open today, in the order of the reference.
    pub gates: Vec<OpenGate>,
    /// Why this, why now; may be empty.
    pub why: String,
    /// What would make the counsellor stop; may be empty.
    pub stop_if: String,
    /// The counsellor's private words about the whole session; may be empty.
    pub note: String,
    /// What happens, in order.
    pub blocks: Vec<RunBlock>,
    /// What to do at home.
    pub homework: Vec<RunTask>,
    /// Rules to keep in mind all through the session.
    pub reminders: Vec<Warning>,
}

/// A block of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunBlock {
    /// Minutes after the beginning.
    pub begins: u16,
    /// How long.
    pub minutes: Minutes,
    /// The part of the session it belongs to.
    pub part: String,
    /// What the counsellor reads.
    pub title: String,
    /// Who is in the room.
    #[serde(serialize_with = "crate::plan::as_text")]
    pub present: Present,
    /// Whether it is a high-intensity exercise.
    pub high_intensity: bool,
    /// What holds its exercise today, and what would release it. Then there are no steps.
    pub held: Vec<String>,
    /// What to confirm before it starts.
    pub confirm: Vec<String>,
    /// What to have at hand; may be empty.
    pub at_hand: String,
    /// What the counsellor does, in order.
    pub steps: Vec<String>,
    /// The counsellor's private words; may be empty.
    pub note: String,
    /// Rules to keep in mind in this block.
    pub reminders: Vec<Warning>,
}

/// A gate that is open today, and what that means. It does not say what opened it: answers stay where they were given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OpenGate {
    /// Which one.
    pub gate: GateId,
    /// Its name.
    pub name: String,
    /// What it does to the session.
    pub effect: String,
    /// What closes it.
    pub closes_when: String,
    /// Whether its exercises are released by an override.
    pub overridden: bool,
}

/// Something to do at home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunTask {
    /// The exercise it comes from.
    pub title: String,
    /// What, how often and how long.
    pub dose: String,
    /// Whether it may not be given today (R47).
    pub withheld: bool,
}

impl RunSheet {
    /// When a block begins, or the session ends: the time of day, or hours and minutes since the beginning.
    pub fn clock(&self, minutes: u16) -> Clock {
        self.start.unwrap_or(Clock::MIDNIGHT).later(minutes)
    }

    /// What the blocks sum to, in minutes.
    pub fn planned(&self) -> u16 {
        self.blocks.last().map_or(0, |block| block.begins + u16::from(block.minutes.0))
    }
}
