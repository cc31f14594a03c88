//! Suggests exercises in order of relevance, with reasons (reference 5.3).
//!
//! The order is that of the module `relevance`; exercises already done come last, and a prerequisite directly follows
//! the exercise that needs it. Every step records a reason in words.

use std::cmp::Reverse;

use super::{
    Fit, PlanningContext, fits, is_due,
    relevance::{Lead, Relevance, apart_from_what_was_done, is_about_forgiving, relevance},
};
use crate::{
    library::model::Item,
    safety::{Hold, confirm, holds},
    vocabulary::{IndicatorId, ItemId, Kind, SmallSet, Tag},
};

/// An exercise to consider now.
#[derive(Clone, Debug)]
pub struct Suggestion<'a> {
    /// The exercise.
    pub item: &'a Item,
    /// The reasons, the strongest first.
    pub because: Vec<String>,
    /// Relevance in tenths of a point. Only its order has meaning.
    pub score: i32,
    /// Exercises that must come earlier in the same session.
    pub after: Vec<ItemId>,
    /// Conditions to confirm before it starts.
    pub confirm: Vec<String>,
    /// True if an active gate, a rule or its particular topic asks for it.
    pub asked: bool,
    /// True if it was done and nothing asks for it again.
    pub again: bool,
    /// The number of the couple session in which it was last done, where known.
    pub done_in: Option<u16>,
    /// The kinds of the leading reasons, in order.
    pub(crate) leads: Vec<Lead>,
    /// The indicators that the first reason repeats.
    pub(crate) told: Vec<IndicatorId>,
}

impl<'a> Suggestion<'a> {
    /// Makes a suggestion of an exercise that is already in a plan, whatever its relevance.
    pub(crate) fn placed(item: &'a Item) -> Self {
        Self {
            item,
            because: Vec::new(),
            score: 0,
            after: Vec::new(),
            confirm: Vec::new(),
            asked: false,
            again: false,
            done_in: None,
            leads: Vec::new(),
            told: Vec::new(),
        }
    }

    /// Returns the strongest reason that repeats no answer and names no hold: both may have been told alone.
    pub(crate) fn reason(&self) -> Option<&str> {
        let private = self.leads.iter().take_while(|lead| matches!(lead, Lead::Answer | Lead::Hold)).count();
        self.because.get(private).map(String::as_str)
    }

    /// Removes a reason that repeats one of these answers.
    pub(crate) fn leave_unsaid(&mut self, unsaid: &SmallSet<IndicatorId>) {
        if self.told.iter().any(|id| unsaid.contains(id)) {
            self.because.remove(0);
            self.leads.remove(0);
            self.told.clear();
        }
    }

    /// Replaces the leading step with the one that this exercise prepares.
    fn prepares(&mut self, title: &str) {
        let reason = format!("Prepares “{title}”");
        let place = self.leads.partition_point(|lead| *lead < Lead::Step);
        if place < self.leads.len() {
            self.because[place] = reason;
        } else {
            self.leads.push(Lead::Step);
            self.because.insert(place, reason);
        }
    }
}

/// Returns the exercises that fit this moment, the best first; ties by id.
pub fn suggest<'a>(moment: &PlanningContext<'a>) -> Vec<Suggestion<'a>> {
    suggest_with(moment, &SmallSet::new())
}

/// As [`suggest`], and includes the `wanted` exercises that may be used although no answer speaks for them.
pub(crate) fn suggest_with<'a>(moment: &PlanningContext<'a>, wanted: &SmallSet<ItemId>) -> Vec<Suggestion<'a>> {
    let usable: Vec<(&Item, Vec<ItemId>)> =
        moment.library.items().iter().filter_map(|item| Some((item, usable(moment, item)?))).collect();
    let alone: Vec<&ItemId> = usable.iter().filter(|(_, after)| after.is_empty()).map(|(item, _)| &item.id).collect();
    let mut suggestions: Vec<Suggestion> = usable
        .iter()
        .filter(|(_, after)| after.iter().all(|id| alone.contains(&id)))
        .filter_map(|(item, after)| {
            Some(suggestion(moment, item, after, relevance(moment, item, wanted.contains(&item.id))?))
        })
        .collect();
    lead_to_what_waits(moment, &mut suggestions);
    suggestions.sort_by_key(|s| (s.again, Reverse(s.score), &s.item.id));
    suggestions
}

fn suggestion<'a>(moment: &PlanningContext<'a>, item: &'a Item, after: &[ItemId], found: Relevance) -> Suggestion<'a> {
    let Relevance { mut score, mut because, asked, again, leads, told } = found;
    for need in after {
        let title = moment.library.item(need).map_or(need.as_str(), |item| item.title.as_str());
        score -= 5;
        because.push(format!("Follows “{title}”"));
    }
    Suggestion {
        item,
        because,
        score,
        after: after.to_vec(),
        confirm: confirm(moment.course, item),
        asked,
        again,
        done_in: moment.course.done_in.get(&item.id).copied().filter(|_| moment.course.done.contains(&item.id)),
        leads,
        told,
    }
}

/// Score that a prerequisite loses for each step before the exercise that needs it, in tenths of a point.
const STEP: i32 = 10;

/// Ranks a prerequisite directly behind the better exercise that it leads to: the first step is as worthwhile as the
/// last.
fn lead_to_what_waits(moment: &PlanningContext<'_>, suggestions: &mut [Suggestion<'_>]) {
    let waits = |item: &&Item| {
        let needs_only = holds(moment.course, item).iter().all(|hold| matches!(hold, Hold::Need(_)));
        let new = !moment.course.done.contains(&item.id) && !item.put_away && !is_about_forgiving(item);
        new && needs_only
            && item.phase <= moment.phase.id
            && !item.needs.items.iter().all(|need| moment.course.done.contains(need))
            && fits(moment.library, moment.course, moment.session, item).is_today()
            && !apart_from_what_was_done(moment.library, moment.course, item)
    };
    for item in moment.library.items().iter().filter(waits) {
        let Some(found) = relevance(moment, item, false).filter(|found| found.asked) else { continue };
        for (need, steps) in way_to(moment, item) {
            let lead = found.score - STEP * steps;
            if let Some(s) = suggestions.iter_mut().find(|s| s.item.id == need && s.after.is_empty() && !s.again)
                && s.score < lead
            {
                s.score = lead;
                s.asked = true;
                s.prepares(item.title.as_str());
            }
        }
    }
}

/// Returns the undone prerequisites of an exercise, with their distance in steps.
fn way_to(moment: &PlanningContext<'_>, item: &Item) -> Vec<(ItemId, i32)> {
    let mut way: Vec<(ItemId, i32)> = Vec::new();
    let mut open: Vec<(&Item, i32)> = vec![(item, 1)];
    while let Some((next, steps)) = open.pop() {
        for need in next.needs.items.iter().filter(|need| !moment.course.done.contains(need)) {
            if !way.iter().any(|(known, _)| known == need) {
                way.push((need.clone(), steps));
                open.extend(moment.library.item(need).map(|needed| (needed, steps + 1)));
            }
        }
    }
    way
}

/// Returns the exercises that must come earlier in the same session, or `None` if `item` cannot be used in it at all.
fn usable(moment: &PlanningContext<'_>, item: &Item) -> Option<Vec<ItemId>> {
    if item.put_away
        || fits(moment.library, moment.course, moment.session, item) == Fit::No
        || !in_phase(moment, item)
        || apart_from_what_was_done(moment.library, moment.course, item)
    {
        return None;
    }
    holds(moment.course, item)
        .into_iter()
        .map(|hold| match hold {
            Hold::Need(id) => Some(id),
            Hold::Gate(_) | Hold::Rule(_) => None,
        })
        .collect()
}

/// True if it belongs to this phase or an earlier one, or is due in any; an exercise for one person alone may come at
/// any time (R17), unless it is about sex.
fn in_phase(moment: &PlanningContext<'_>, item: &Item) -> bool {
    let alone = item.kind == Kind::Individual && !moment.library.is_couple_work(item);
    item.phase <= moment.phase.id || is_due(moment.course, item) || (alone && !item.tags.contains(&Tag::Sexual))
}
