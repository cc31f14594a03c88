//! A programme: four to sixteen sessions, drafted by the planner from the map (reference 5.2 and 5.5).
//!
//! Each step is planned as if every earlier step had been completed as drafted, so that its exercises count as done.
//! Nothing else is assumed: no gate is closed and no answer changed, so an exercise held by a gate or rule now is in no
//! step. If the work depends on a further answer, observation or closing, the step says so; if a gate pauses the work,
//! the rest is not drafted.

mod choose;
mod compare;
mod draft;
mod ending;
mod make;
mod phase_path;
mod programme_draft;
mod replan;
mod words;

use serde::{Deserialize, Serialize};

pub use self::{
    draft::draft,
    make::{Made, make},
    replan::{Held, replan},
};
use crate::{
    assess::{CaseState, Session},
    library::Library,
    vocabulary::{Challenge, Day, GateId, IndicatorId, ItemId, Minutes, Phase, SmallMap, SmallSet},
};

/// The fewest sessions of a programme.
pub const FEWEST: u8 = 4;

/// The most sessions of a programme.
pub const MOST: u8 = 16;

/// The input of a programme draft.
#[derive(Clone, Copy, Debug)]
pub struct DraftInput<'a> {
    /// The library.
    pub library: &'a Library,
    /// The state of the case.
    pub course: &'a CaseState,
    /// The phase, if the counsellor chose it.
    pub chosen: Option<Phase>,
    /// The participants booked for the first session.
    pub booked: Session,
    /// Indicators told alone: they count like all others, but no sentence of a programme repeats them, because the
    /// other partner might see the screen.
    pub unsaid: &'a SmallSet<IndicatorId>,
}

/// The specification of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeSpec {
    /// Number of sessions, 4 to 16, including those already completed in this programme.
    pub sessions: u8,
    /// Length of each session, 30 to 120 minutes.
    pub minutes: Minutes,
    /// The number of the first session with this couple, from 1.
    pub first: u16,
}

/// A series of sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// Its specification.
    pub wish: ProgrammeSpec,
    /// The sessions in order: completed ones as they were, future ones as drafted.
    pub steps: Vec<Step>,
    /// The reason why there are fewer steps than requested, and the conditions for the rest.
    pub waits: Option<Waiting>,
    /// Phases that these sessions do not reach, in order.
    pub beyond: Vec<Phase>,
    /// The state at the time of drafting, for comparison.
    pub basis: Basis,
    /// The changes of the last drafting, with their causes, in words.
    pub changes: Vec<String>,
}

/// One session of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The number of the session with this couple.
    pub number: u16,
    /// The day, where one is set.
    pub on: Option<Day>,
    /// The phase of the work.
    pub phase: Phase,
    /// The participants.
    pub session: Session,
    /// The length.
    pub minutes: Minutes,
    /// The purpose of the session.
    pub purpose: Purpose,
    /// Completed, firm or provisional.
    pub standing: StepStatus,
    /// The exercises, in order.
    pub exercises: Vec<Planned>,
    /// Separate meetings with each partner, outside the session.
    pub alone: Vec<SideMeeting>,
    /// The aim of the session, in a sentence or two.
    pub why: String,
    /// Conditions for this step; empty if it begins no new part of the work.
    pub goes_on_when: Vec<Condition>,
}

/// The purpose of a session in a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The work of its phase.
    Work,
    /// Safety only, while a gate pauses joint work.
    Pause,
    /// Work, and a progress review with a short time alone for each (R36).
    Review,
    /// The review before the end (R36, R37).
    LookBack,
    /// The last session: a relapse plan and a date to meet again (R37).
    Ending,
}

/// The status of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepStatus {
    /// It is completed.
    Held,
    /// No condition is open.
    Firm,
    /// It depends on the conditions of this or an earlier step.
    Provisional,
}

/// An exercise of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// The exercise.
    pub item: ItemId,
    /// Its length.
    pub minutes: Minutes,
    /// The reasons, strongest first; findings, indicators and rules by their ids.
    pub because: Vec<String>,
    /// Its prerequisites, each with the session of the programme in which it was done; none if it was done before.
    pub after: Vec<(ItemId, Option<u16>)>,
    /// Later exercises of the programme that need it, with their sessions.
    pub opens: Vec<(ItemId, u16)>,
    /// Conditions to confirm before it starts.
    pub confirm: Vec<String>,
    /// The outcome, once the session is completed.
    pub done: Option<bool>,
}

/// A separate meeting with each partner, outside the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SideMeeting {
    /// The exercise; none for the short check of a review (R36).
    pub item: Option<ItemId>,
    /// Minutes with each partner; 0 if unspecified.
    pub minutes: Minutes,
    /// The reason.
    pub why: String,
}

/// A condition for continuing the work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The condition in words.
    pub text: String,
    /// The evidence that would meet it.
    pub by: Shown,
}

/// The evidence that a condition is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// A statement by the couple, or the counsellor's observation.
    Asked,
    /// This exercise, done in this session.
    Exercise(ItemId, u16),
    /// The answer to this question changes.
    Answer(IndicatorId),
    /// The gate is closed on record.
    Gate(GateId),
}

/// Sessions that were requested and are not drafted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// The first of them.
    pub from: u16,
    /// The last of them.
    pub to: u16,
    /// Gates that the rest waits for; empty if there is nothing more to plan.
    pub gates: SmallSet<GateId>,
    /// The reason, and the advice for the meantime.
    pub why: String,
    /// The conditions for continuing.
    pub goes_on_when: Vec<Condition>,
}

/// The state of the case when a programme was drafted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The phase of the work then.
    pub phase: Option<Phase>,
    /// The gates that were open, each with true if it was overridden.
    pub gates: Vec<(GateId, bool)>,
    /// The findings and their points.
    pub findings: Vec<(Challenge, u16)>,
    /// The exercises done.
    pub done: SmallSet<ItemId>,
}

impl Programme {
    /// Returns the step for this session number, with its index.
    pub fn step(&self, number: u16) -> Option<(usize, &Step)> {
        self.steps.iter().enumerate().find(|(_, step)| step.number == number)
    }

    /// Sets the days of the future steps: `first`, then every `weeks` weeks; none if there is no first day. A session
    /// with a plan, in `planned` by its number, keeps the day of that plan, and no step gets a day that a plan
    /// occupies.
    pub fn set_days(&mut self, first: Option<Day>, weeks: u8, planned: &SmallMap<u16, Option<Day>>) {
        let on_the_way = |day: Day| day.later(7 * i32::from(weeks.max(1)));
        let taken = |day: Day| planned.values().any(|on| *on == Some(day));
        let mut day = first;
        for step in self.steps.iter_mut().filter(|step| step.standing != StepStatus::Held) {
            if let Some(on) = planned.get(&step.number) {
                step.on = on.or(step.on);
                day = day.map(|day| on.filter(|on| *on >= day).map_or(day, on_the_way));
                continue;
            }
            // Each plan takes one day, so this ends.
            while let Some(other) = day.filter(|day| taken(*day)) {
                day = Some(on_the_way(other));
            }
            step.on = day;
            day = day.map(|day| day.later(7 * i32::from(weeks)));
        }
    }
}
