//! Looking a plan over: does it fit, what is kept for the end, and what do the rules say.
//!
//! Hard rules stop a plan from being called ready; soft rules warn. Both say what to do, with their ids.

mod paper;
mod rules;
mod time;

use std::cmp::Ordering;

use super::{Standings, parts::place};
use crate::{
    case::Clock,
    desk::{BlockId, SessionPlan},
    library::{Library, model::Item},
};

/// What there is to say about a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// When each block begins, in minutes after the beginning.
    pub begins: Vec<u16>,
    /// The sum of its blocks, in minutes.
    pub planned: u16,
    /// The length of the session, in minutes.
    pub length: u16,
    /// What is kept for debrief and close, in minutes.
    pub closing: u16,
    /// What the rules say, hard ones first.
    pub concerns: Vec<Concern>,
    start: Option<Clock>,
}

/// Something that a rule has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concern {
    /// The id of the rule, the gate or the exercise behind it; a section of the reference where no rule has a number.
    pub rule: String,
    /// Whether it stops the plan from being ready.
    pub hard: bool,
    /// What is wrong and what to do.
    pub text: String,
    /// The block it is about; none when it is about the whole.
    pub block: Option<BlockId>,
}

/// How the sum of the blocks compares with the length of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// Equal.
    Fits,
    /// So many minutes too long.
    Over(u16),
    /// So many minutes free.
    Free(u16),
}

impl Check {
    /// How the sum compares with the length.
    pub fn balance(&self) -> Balance {
        match self.planned.cmp(&self.length) {
            Ordering::Greater => Balance::Over(self.planned - self.length),
            Ordering::Less => Balance::Free(self.length - self.planned),
            Ordering::Equal => Balance::Fits,
        }
    }

    /// “Fits · 8 minutes kept for closing”, “4 minutes over”, “6 minutes free”.
    pub fn in_words(&self) -> String {
        match self.balance() {
            Balance::Over(minutes) => format!("{} over", in_minutes(minutes)),
            Balance::Free(minutes) => format!("{} free", in_minutes(minutes)),
            Balance::Fits if self.closing == 0 => "Fits · nothing kept for closing".into(),
            Balance::Fits => format!("Fits · {} kept for closing", in_minutes(self.closing)),
        }
    }

    /// When the block at this place begins: the time of day, or minutes after the beginning where no time is set.
    pub fn clock(&self, place: usize) -> String {
        self.at(self.begins.get(place).copied().unwrap_or_default())
    }

    /// When the last block ends.
    pub fn ends(&self) -> String {
        self.at(self.planned)
    }

    fn at(&self, minutes: u16) -> String {
        self.start.map_or_else(|| format!("+{minutes}"), |start| start.later(minutes).to_string())
    }

    /// Whether no hard rule stands against calling it ready.
    pub fn may_be_ready(&self) -> bool {
        self.concerns.iter().all(|concern| !concern.hard)
    }

    /// What is said about one block.
    pub fn about(&self, block: BlockId) -> impl Iterator<Item = &Concern> {
        self.concerns.iter().filter(move |concern| concern.block == Some(block))
    }

    /// What is said about the whole.
    pub fn about_all(&self) -> impl Iterator<Item = &Concern> {
        self.concerns.iter().filter(|concern| concern.block.is_none())
    }
}

/// “1 minute”, “8 minutes”.
fn in_minutes(minutes: u16) -> String {
    if minutes == 1 { "1 minute".into() } else { format!("{minutes} minutes") }
}

/// Looks the plan over as things stand today.
pub fn check(library: &Library, standings: &Standings, plan: &SessionPlan) -> Check {
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
    crate::order::sort_by_key(&mut check.concerns, |concern| !concern.hard);
    check
}

/// What looking takes.
struct Look<'a> {
    library: &'a Library,
    standings: &'a Standings,
    plan: &'a SessionPlan,
}

impl<'a> Look<'a> {
    /// The exercises of the plan that the library still has, with the place of their block.
    fn items(&self) -> impl Iterator<Item = (usize, &'a Item)> {
        let (library, plan) = (self.library, self.plan);
        plan.blocks.iter().enumerate().filter_map(|(n, block)| Some((n, library.item(block.exercise()?)?)))
    }

    fn id(&self, place: usize) -> Option<BlockId> {
        self.plan.blocks.get(place).map(|block| block.id)
    }
}

fn hard(rule: impl Into<String>, block: Option<BlockId>, text: impl Into<String>) -> Concern {
    Concern { rule: rule.into(), hard: true, text: text.into(), block }
}

fn soft(rule: impl Into<String>, block: Option<BlockId>, text: impl Into<String>) -> Concern {
    Concern { rule: rule.into(), hard: false, text: text.into(), block }
}
