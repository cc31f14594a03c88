//! Checks a plan: timing, the protected end, and the rules.
//!
//! Hard rules stop a plan from becoming ready; soft rules warn. Both say what to do, with their ids.

mod paper;
mod rules;
mod time;

use std::cmp::Ordering;

use super::{Edit, ExerciseStatuses, parts::place};
use crate::{
    library::{Library, model::Item},
    plan::{BlockId, SessionPlan},
    vocabulary::Clock,
};

/// The most distances between ticks that a phone has room for.
const MOST_TICKS: u16 = 8;

/// The result of checking a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The start of each block, in minutes after the beginning.
    pub begins: Vec<u16>,
    /// The sum of its blocks, in minutes.
    pub planned: u16,
    /// The length of the session, in minutes.
    pub length: u16,
    /// The minutes of debrief and close.
    pub closing: u16,
    /// The concerns, hard ones first.
    pub concerns: Vec<Concern>,
    start: Option<Clock>,
}

/// A concern that a rule raises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// The id of the rule, the gate or the exercise behind it; a section of the reference if the rule has no number.
    pub rule: String,
    /// True if it stops the plan from becoming ready.
    pub hard: bool,
    /// The problem and its remedy.
    pub text: String,
    /// The block it concerns; none if it concerns the whole plan.
    pub block: Option<BlockId>,
    /// The edit that answers it, for a button beside it; none where the counsellor has to choose, and where the buttons of
    /// the time line answer it.
    pub remedy: Option<Box<Edit>>,
}

impl Concern {
    fn with(self, remedy: impl Into<Option<Edit>>) -> Self {
        Self { remedy: remedy.into().map(Box::new), ..self }
    }

    /// Offers to take out the block that it concerns.
    fn or_take_it_out(self) -> Self {
        let remedy = self.block.map(Edit::Remove);
        self.with(remedy)
    }
}

/// The sum of the blocks compared with the length of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// Equal.
    Fits,
    /// This many minutes too long.
    Over(u16),
    /// This many minutes free.
    Free(u16),
}

impl Check {
    /// Compares the sum with the length.
    pub fn balance(&self) -> Balance {
        match self.planned.cmp(&self.length) {
            Ordering::Greater => Balance::Over(self.planned - self.length),
            Ordering::Less => Balance::Free(self.length - self.planned),
            Ordering::Equal => Balance::Fits,
        }
    }

    /// Formats the balance: “8 kept for debrief and close”, “4 min over”, “6 min free”.
    pub fn in_words(&self) -> String {
        match self.balance() {
            Balance::Over(minutes) => format!("{minutes} min over"),
            Balance::Free(minutes) => format!("{minutes} min free"),
            Balance::Fits if self.closing == 0 => "Nothing kept for debrief and close".into(),
            Balance::Fits => format!("{} kept for debrief and close", self.closing),
        }
    }

    /// Formats the start of the block at this index: the time of day, or minutes after the beginning if no time is set.
    pub fn clock(&self, place: usize) -> String {
        self.at(self.begins.get(place).copied().unwrap_or_default())
    }

    /// Formats the end of the last block.
    pub fn ends(&self) -> String {
        self.at(self.planned)
    }

    /// Formats times at even distances, from the beginning to the end of the session, or of an agenda that is longer.
    pub fn ticks(&self) -> Vec<String> {
        let whole = self.planned.max(self.length).max(1);
        let is_even = |step: &u16| whole.is_multiple_of(*step) && whole / step <= MOST_TICKS;
        let step = [15, 20, 10, 30].into_iter().find(is_even).unwrap_or(whole);
        (0..=whole / step).map(|n| self.at(n * step)).collect()
    }

    fn at(&self, minutes: u16) -> String {
        self.start.map_or_else(|| format!("{minutes} min"), |start| start.later(minutes).to_string())
    }

    /// True if it violates no hard rule.
    pub fn may_be_ready(&self) -> bool {
        self.concerns.iter().all(|concern| !concern.hard)
    }

    /// Iterates over the concerns about one block.
    pub fn about(&self, block: BlockId) -> impl Iterator<Item = &Concern> {
        self.concerns.iter().filter(move |concern| concern.block == Some(block))
    }

    /// Iterates over the concerns about this block only, so that none is repeated under several blocks.
    pub fn only_about(&self, block: BlockId) -> impl Iterator<Item = &Concern> {
        self.about(block).filter(|concern| self.blocks_with(concern).len() < 2)
    }

    /// Returns the concerns raised in the same words about several blocks, together.
    pub fn repeated(&self) -> Vec<Vec<&Concern>> {
        let mut repeated: Vec<Vec<&Concern>> = Vec::new();
        for concern in &self.concerns {
            let all = self.blocks_with(concern);
            if all.len() > 1 && !repeated.contains(&all) {
                repeated.push(all);
            }
        }
        repeated
    }

    fn blocks_with(&self, concern: &Concern) -> Vec<&Concern> {
        let same = |one: &&Concern| one.block.is_some() && one.rule == concern.rule && one.text == concern.text;
        self.concerns.iter().filter(same).collect()
    }

    /// Iterates over the concerns about the whole plan.
    pub fn about_all(&self) -> impl Iterator<Item = &Concern> {
        self.concerns.iter().filter(|concern| concern.block.is_none())
    }
}

/// Formats “1 minute”, “8 minutes”.
fn in_minutes(minutes: u16) -> String {
    if minutes == 1 { "1 minute".into() } else { format!("{minutes} minutes") }
}

/// Checks the plan against the current state.
pub fn check(library: &Library, standings: &ExerciseStatuses, plan: &SessionPlan) -> Check {
    let mut begins = Vec::with_capacity(plan.blocks.len());
    let mut planned = 0;
    for block in &plan.blocks {
        begins.push(planned);
        planned += u16::from(block.minutes.0);
    }
    let closing = plan.blocks.iter().filter(|block| place(library.shares(), &block.part).is_closing());
    let mut check = Check {
        begins,
        planned,
        length: u16::from(plan.minutes.0),
        closing: closing.map(|block| u16::from(block.minutes.0)).sum(),
        concerns: Vec::new(),
        start: plan.start,
    };
    let look = Look { library, standings, plan };
    check.concerns = look.time(&check);
    check.concerns.extend(look.rules());
    check.concerns.extend(look.paper());
    crate::vocabulary::small_sort::sort_by_key(&mut check.concerns, |concern| !concern.hard);
    check
}

/// The input of a check.
struct Look<'a> {
    library: &'a Library,
    standings: &'a ExerciseStatuses,
    plan: &'a SessionPlan,
}

impl<'a> Look<'a> {
    /// Iterates over the exercises of the plan that the library still has, with the index of their block.
    fn items(&self) -> impl Iterator<Item = (usize, &'a Item)> {
        let (library, plan) = (self.library, self.plan);
        plan.blocks.iter().enumerate().filter_map(|(n, block)| Some((n, library.item(block.exercise()?)?)))
    }

    fn id(&self, place: usize) -> Option<BlockId> {
        self.plan.blocks.get(place).map(|block| block.id)
    }
}

fn hard(rule: impl Into<String>, block: Option<BlockId>, text: impl Into<String>) -> Concern {
    Concern { rule: rule.into(), hard: true, text: text.into(), block, remedy: None }
}

fn soft(rule: impl Into<String>, block: Option<BlockId>, text: impl Into<String>) -> Concern {
    Concern { rule: rule.into(), hard: false, text: text.into(), block, remedy: None }
}
