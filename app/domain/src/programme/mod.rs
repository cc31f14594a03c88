//! A programme: an arc of four to sixteen sessions, drafted by the planner from the map (reference 5.2 and 5.5).
//!
//! Each step is what the planner finds for the couple as it would stand if every step before was held as drafted: what
//! was done opens what needs it. Only deeds are imagined. No gate is imagined closed and no answer changed, so what a gate
//! or rule holds now stands in no step; where the work would go on only after something was told, seen or closed, the
//! step says so, and where a gate pauses the work, the rest is not drafted.

mod arc;
mod choose;
mod compare;
mod draft;
mod ending;
mod goals;
mod make;
mod matter;
mod replan;
mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub use self::{
    draft::draft,
    make::{Made, make},
    replan::{Held, replan},
};
use crate::{
    course::{Course, Session},
    desk::Day,
    ids::{IndicatorId, ItemId},
    library::Library,
    minutes::Minutes,
    words::{Challenge, GateId, Phase},
};

/// The fewest sessions of a programme.
pub const FEWEST: u8 = 4;

/// The most sessions of a programme.
pub const MOST: u8 = 16;

/// What a programme is drafted from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The library.
    pub library: &'a Library,
    /// What is known.
    pub course: &'a Course,
    /// The phase, where the counsellor chose it.
    pub chosen: Option<Phase>,
    /// Who is expected at the first session.
    pub booked: Session,
    /// What was told alone: it counts like everything else, and no sentence of a programme repeats it, because the other
    /// partner might see the screen.
    pub unsaid: &'a BTreeSet<IndicatorId>,
}

/// What a programme is drafted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wish {
    /// How many sessions, 4 to 16; those already held with this programme count.
    pub sessions: u8,
    /// How long each session is, 30 to 120 minutes.
    pub minutes: Minutes,
    /// Which session with this couple the first one is, from 1.
    pub first: u16,
}

/// An arc of sessions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// What it was drafted for.
    pub wish: Wish,
    /// The sessions in order: those held as they were, those to come as drafted.
    pub steps: Vec<Step>,
    /// Why there are fewer steps than wished, and what would let the work go on.
    pub waits: Option<Waiting>,
    /// Phases that these sessions do not reach, in order.
    pub beyond: Vec<Phase>,
    /// What was known when it was drafted, so that it can say what changed since.
    pub basis: Basis,
    /// What the last drafting changed, and why, in words.
    pub changes: Vec<String>,
}

/// One session of a programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Which session with this couple it is.
    pub number: u16,
    /// The day, where one is set.
    pub on: Option<Day>,
    /// The phase of the work.
    pub phase: Phase,
    /// Who comes.
    pub session: Session,
    /// How long.
    pub minutes: Minutes,
    /// What the session is in the arc.
    pub purpose: Purpose,
    /// Whether it was held, stands, or depends on something.
    pub standing: Standing,
    /// What it does, in order.
    pub exercises: Vec<Planned>,
    /// What is done in a time with each partner alone, beside the session.
    pub alone: Vec<Aside>,
    /// Why this, why now, in a sentence or two.
    pub why: String,
    /// What must be so before this step; empty where it opens no new part of the work.
    pub goes_on_when: Vec<Condition>,
}

/// What a session is in the arc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// The work of its phase.
    Work,
    /// Safety alone, while a gate pauses joint work.
    Pause,
    /// Work, and a look back with a short time alone for each (R36).
    Review,
    /// The look back before the end (R36, R37).
    LookBack,
    /// The last one: a plan for setbacks and a date to meet again (R37).
    Ending,
}

/// Whether a step stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was held.
    Held,
    /// Nothing that is known stands against it.
    Firm,
    /// It waits for what this or an earlier step says of going on.
    Provisional,
}

/// An exercise of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Planned {
    /// Which one.
    pub item: ItemId,
    /// How long.
    pub minutes: Minutes,
    /// Why, the strongest reason first; findings, indicators and rules by their ids.
    pub because: Vec<String>,
    /// What it needed, and in which session of the programme that was done; none where it was done before.
    pub after: Vec<(ItemId, Option<u16>)>,
    /// Later exercises of the programme that need it, and their sessions.
    pub opens: Vec<(ItemId, u16)>,
    /// What to confirm before it starts.
    pub confirm: Vec<String>,
    /// What came of it, once the session was held.
    pub done: Option<bool>,
}

/// Something done with each partner alone, beside the session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aside {
    /// Which exercise; none for the short check of a review (R36).
    pub item: Option<ItemId>,
    /// How long with each; 0 where it is not said.
    pub minutes: Minutes,
    /// Why.
    pub why: String,
}

/// Something that must be so before the work goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// What, in words.
    pub text: String,
    /// What would show it.
    pub by: Shown,
}

/// What would show that a condition is met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shown {
    /// The couple says so, or the counsellor sees it.
    Asked,
    /// These exercises, done in these sessions.
    Exercise(ItemId, u16),
    /// The answer to this question changes.
    Answer(IndicatorId),
    /// The gate is closed on record.
    Gate(GateId),
}

/// Sessions that were wished and are not drafted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiting {
    /// The first of them.
    pub from: u16,
    /// The last of them.
    pub to: u16,
    /// Gates that the rest waits for; empty where there is nothing more to plan.
    pub gates: BTreeSet<GateId>,
    /// Why, and what to do meanwhile.
    pub why: String,
    /// What would let the work go on.
    pub goes_on_when: Vec<Condition>,
}

/// What was known when a programme was drafted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// The phase of the work then.
    pub phase: Option<Phase>,
    /// The gates that were open, each with whether it was overridden.
    pub gates: Vec<(GateId, bool)>,
    /// The findings and their points.
    pub findings: Vec<(Challenge, u16)>,
    /// What was done.
    pub done: BTreeSet<ItemId>,
}

impl Programme {
    /// The step that is this session of the couple, and its place.
    pub fn step(&self, number: u16) -> Option<(usize, &Step)> {
        self.steps.iter().enumerate().find(|(_, step)| step.number == number)
    }

    /// Sets the days of the steps that were not held: `first` and then every so many weeks; without a first day, none.
    pub fn set_days(&mut self, first: Option<Day>, weeks: u8) {
        let mut day = first;
        for step in self.steps.iter_mut().filter(|step| step.standing != Standing::Held) {
            step.on = day;
            day = day.map(|day| day.later(7 * i32::from(weeks)));
        }
    }
}
