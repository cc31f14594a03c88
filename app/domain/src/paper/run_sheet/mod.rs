//! The counsellor's run sheet: a session plan for use during the session.
//!
//! It may contain private notes, open gates and reasons. So it is a separate type that cannot be converted to a
//! [`Handout`](crate::paper::handout::Handout) (invariant 1). Holds are checked again: an exercise that may not be used
//! is listed with the reason and without its steps (invariant 4).
//!
//! It lies on a table that both partners sit at, so it leaves out what was told alone, and what follows from that alone,
//! unless the counsellor asks for it.

mod alone;
mod make;
mod open_gate;

use serde::Serialize;

pub use alone::ToldAlone;
pub use make::{from_plan, from_session};
pub use open_gate::OpenGate;

use crate::{
    assess::Session,
    planning::planner::{Present, Warning},
    vocabulary::{Clock, Day, Minutes, Phase},
};

/// A session, block by block, for the counsellor only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunSheet {
    /// The code name of the couple; may be empty.
    pub couple: String,
    /// The number of the session with this couple, from 1, where known.
    pub number: Option<u16>,
    /// The title; may be empty.
    pub title: String,
    /// The day, if set.
    pub on: Option<Day>,
    /// The start time, if set; otherwise blocks count from 00:00.
    pub start: Option<Clock>,
    /// The length of the session.
    pub minutes: Minutes,
    /// The participants.
    pub session: Session,
    /// The phase of the work.
    pub phase: Phase,
    /// True if joint work is on hold, so that a session with both cannot take place as planned.
    pub on_hold: bool,
    /// Gates that are open today, in the order of the reference. Those that only what was told alone keeps open are among
    /// them only with `told_alone`.
    pub gates: Vec<OpenGate>,
    /// The aim of the session; may be empty.
    pub why: String,
    /// Reasons for the counsellor to stop; may be empty.
    pub stop_if: String,
    /// The counsellor's private note on the session; may be empty.
    pub note: String,
    /// The agenda, in order.
    pub blocks: Vec<RunBlock>,
    /// The homework.
    pub homework: Vec<RunTask>,
    /// Reminders for the whole session.
    pub reminders: Vec<Warning>,
    /// Questions that the counsellor marked to be asked next time.
    pub ask_next: Vec<String>,
    /// Answers told alone, if the counsellor asked for them on this sheet; else nothing of them is anywhere on it.
    pub told_alone: Option<Vec<ToldAlone>>,
    /// True if the full text of steps, holds and reminders follows on later pages.
    pub full_text: bool,
}

/// A block of the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunBlock {
    /// Minutes after the beginning.
    pub begins: u16,
    /// Its length.
    pub minutes: Minutes,
    /// The part of the session it belongs to.
    pub part: String,
    /// The title, for the counsellor.
    pub title: String,
    /// The participants.
    #[serde(serialize_with = "crate::planning::planner::as_text")]
    pub present: Present,
    /// True if it is main work.
    pub main: bool,
    /// True if it is a high-intensity exercise.
    pub high_intensity: bool,
    /// The holds on its exercise today, with what would release them; if there are any, `steps` is empty.
    pub held: Vec<String>,
    /// Conditions to confirm before it starts.
    pub confirm: Vec<String>,
    /// Materials to prepare; may be empty.
    pub at_hand: String,
    /// The counsellor's steps, in order.
    pub steps: Vec<String>,
    /// The counsellor's private note; may be empty.
    pub note: String,
    /// Reminders for this block.
    pub reminders: Vec<Warning>,
}

/// A homework task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RunTask {
    /// The exercise it comes from.
    pub title: String,
    /// The task, its frequency and its length.
    pub dose: String,
    /// True if it may not be given today (R47).
    pub withheld: bool,
}

impl RunSheet {
    /// Returns the time of a block's start or the session's end: the time of day, or hours and minutes since the
    /// beginning.
    pub fn clock(&self, minutes: u16) -> Clock {
        self.start.unwrap_or(Clock::MIDNIGHT).later(minutes)
    }

    /// Returns the sum of the blocks, in minutes.
    pub fn planned(&self) -> u16 {
        self.blocks.last().map_or(0, |block| block.begins + u16::from(block.minutes.0))
    }
}
