//! How each exercise stands today.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use serde::{Deserialize, Serialize};

use crate::{
    course::Session,
    handout::Audience,
    holds::{Hold, confirm, holds},
    ids::ItemId,
    library::model::Item,
    map::points_of,
    plan::{Warning, may_be_homework, may_stand_on, rules_of_today},
    session::{Fit, alone_because, fits},
    suggest::{Moment, suggest},
    words::{GateId, Phase},
};

/// How many suggestions a plan page shows.
const SUGGESTIONS: usize = 12;

/// How many held exercises it shows beside them.
const WAITING: usize = 4;

/// How each exercise stands today: what a plan page needs of all that is known. It holds gates, rules and reasons that
/// the page shows, and no answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standings {
    /// Who may come today: one partner alone where a gate demands it.
    pub session: Session,
    /// That gate.
    pub alone_because: Option<GateId>,
    /// The phase of the work.
    pub phase: Phase,
    /// Why.
    pub phase_because: String,
    /// Exercises done so far.
    pub done: BTreeSet<ItemId>,
    /// Rules to keep in mind, whatever is planned.
    pub reminders: Vec<Warning>,
    /// What to look at first.
    pub suggested: Vec<Suggested>,
    /// What would serve the findings and is held; the reasons are in its [`Standing`].
    pub waiting: Vec<ItemId>,
    items: BTreeMap<ItemId, Standing>,
}

/// How one exercise stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// What holds it; empty means that it may be used. [`Hold::Need`] is met by what comes earlier in the same session.
    pub holds: Vec<Hold>,
    /// What to confirm before it starts.
    pub confirm: Vec<String>,
    /// How it fits the people who come.
    pub fit: Fit,
    /// The sheets on which it may stand.
    pub paper: BTreeSet<Audience>,
    /// Whether its homework may be given (R47).
    pub homework: bool,
}

/// An exercise worth looking at, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggested {
    /// The exercise.
    pub item: ItemId,
    /// Why, the strongest reason first.
    pub because: Vec<String>,
}

impl Standings {
    /// How each exercise stands at this moment.
    pub fn of(moment: &Moment<'_>) -> Self {
        let (library, course) = (moment.library, moment.course);
        let suggested = suggest(moment).into_iter().take(SUGGESTIONS);
        let papers = [Audience::Both, Audience::A, Audience::B];
        let standing = |item| Standing {
            holds: holds(course, item),
            confirm: confirm(course, item),
            fit: fits(library, course, moment.session, item),
            paper: papers.into_iter().filter(|audience| may_stand_on(library, course, item, *audience)).collect(),
            homework: may_be_homework(course, item),
        };
        Self {
            session: moment.session,
            alone_because: alone_because(library, course),
            phase: moment.phase.id,
            phase_because: moment.phase.because.clone(),
            done: course.done.clone(),
            reminders: rules_of_today(moment, &[], &[]),
            suggested: suggested.map(|s| Suggested { item: s.item.id.clone(), because: s.because }).collect(),
            waiting: waiting(moment),
            items: library.items().iter().map(|item| (item.id.clone(), standing(item))).collect(),
        }
    }

    /// The same with the reasons of another moment, one that knows what was told alone without its words: a plan page
    /// stands on a desk that both partners may see.
    #[must_use]
    pub fn with_reasons_of(mut self, shared: &Moment<'_>) -> Self {
        let reasons = suggest(shared);
        for suggested in &mut self.suggested {
            let found = reasons.iter().find(|reason| reason.item.id == suggested.item);
            suggested.because = found.map(|reason| reason.because.clone()).unwrap_or_default();
        }
        self
    }

    /// How this exercise stands; nothing when the library has none with this id.
    pub fn of_item(&self, id: &ItemId) -> Option<&Standing> {
        self.items.get(id)
    }

    /// What holds this exercise after `earlier` in the same session; empty means that it may be used.
    pub fn holds_after<'a>(&self, id: &ItemId, earlier: impl Iterator<Item = &'a ItemId>) -> Vec<Hold> {
        let earlier: Vec<&ItemId> = earlier.collect();
        let met = |hold: &&Hold| matches!(hold, Hold::Need(need) if earlier.contains(&need));
        let holds = self.items.get(id).map_or(&[][..], |standing| &standing.holds);
        holds.iter().filter(|hold| !met(hold)).cloned().collect()
    }
}

/// Held exercises of this phase that serve the findings best, so that the page shows what would release them.
fn waiting(moment: &Moment<'_>) -> Vec<ItemId> {
    let (library, course) = (moment.library, moment.course);
    let points = |item: &Item| item.serves.first().map_or(0, |challenge| points_of(moment.findings, *challenge));
    let gated = |item: &Item| holds(course, item).iter().any(|hold| !matches!(hold, Hold::Need(_)));
    let mut held: Vec<&Item> = library
        .items()
        .iter()
        .filter(|item| points(item) > 0 && item.phase <= moment.phase.id && !course.done.contains(&item.id))
        .filter(|item| gated(item))
        .collect();
    held.sort_by_key(|item| (Reverse(item.phase), Reverse(points(item)), &item.id));
    held.into_iter().take(WAITING).map(|item| item.id.clone()).collect()
}
