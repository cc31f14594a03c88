//! Finds the main work: the first suggestion that fits the main time, and the best addition to it.
//!
//! The first exercise is never outweighed: it is the highest suggestion that may begin today and whose minimum length
//! fits. Those ranked above it are in [`Passed`], each with the rule that excluded it. Every combination with it is
//! tried: alone, with a second exercise, with a small strength item. A second exercise requires that the first keeps
//! half of the range between its minimum and typical length, and that the second is asked for itself, is one that the
//! first leads to, or fills minutes that the first could not use: one exercise with enough time is preferred to two
//! small ones.
//!
//! Objective, in tenths of a point (all numbers are expert defaults):
//!
//! - 4/10 of the score of the second exercise, 1/10 of a strength item;
//! - minus 3 for every minute an exercise is stretched beyond or cut below its typical length;
//! - minus 6 for every minute of main work that no exercise uses;
//! - minus 40 for two pieces of information in a row while a couple is in shock (reference 5.4).
//!
//! Excluded: two high-intensity exercises (R38), a high-intensity exercise with touch (R40), a second new skill in the
//! safety phase (R17), a combination that the library bars from one session, more exercises than the length allows
//! (R43), an exercise below its minimum or above its maximum (R44), one of a later phase, one whose needs are neither
//! done nor earlier in the same session, or one already done while a new one fits. Ties follow the order of the
//! suggestions, so the same input always gives the same plan.

use serde::Serialize;

use super::{
    cannot_wait::{belongs_beside, waits_for_safety_plan},
    shares::{Parts, debrief_for_high_intensity},
};
use crate::{
    assess::Session,
    library::model::{Incompatible, Item},
    planning::{PlanningContext, Suggestion, fits, is_due},
    safety::holds,
    vocabulary::{Challenge, GateId, ItemId, Kind, Minutes, Phase, SmallSet, Tag},
};

/// The longest typical length of a small or light exercise, in minutes (R43).
pub(crate) const SMALL: Minutes = Minutes(20);

/// Session length from which two small exercises fit, in minutes (R43).
pub(crate) const TWO_SMALL_FROM: Minutes = Minutes(60);

/// Session length from which two exercises fit, one of them light, in minutes (R43).
pub(crate) const TWO_FROM: Minutes = Minutes(80);

/// Tenths of its score that a second exercise counts for.
const SECOND: i32 = 4;

/// Tenths of its score that a strength item counts for.
const STRENGTH: i32 = 1;

/// An exercise and its minutes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chosen<'a> {
    pub(crate) item: &'a Item,
    pub(crate) minutes: Minutes,
}

/// A suggestion ranked above the first main exercise, and the reason it was excluded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passed {
    /// The exercise.
    pub item: ItemId,
    /// The id of the rule behind it; a section of the reference if the rule has no number; the exercise that must come
    /// first if that is the reason.
    pub rule: String,
}

/// The main work of a session.
#[derive(Clone, Debug, Default)]
pub(super) struct MainWork<'a> {
    /// In order; empty if nothing may be used.
    pub(super) chosen: Vec<Chosen<'a>>,
    /// Minutes that remain unused.
    pub(super) leftover: Minutes,
    /// The suggestions excluded before the first one.
    pub(super) passed: Vec<Passed>,
}

impl MainWork<'_> {
    pub(super) fn high_intensity(&self) -> bool {
        self.chosen.iter().any(|chosen| chosen.item.high_intensity)
    }
}

/// Returns the best main work for `parts`, in addition to the opening exercise.
pub(super) fn best<'a>(
    moment: &PlanningContext<'a>,
    suggestions: &[Suggestion<'a>],
    parts: &Parts,
    opening: Option<&'a Item>,
) -> MainWork<'a> {
    let suggestions: Vec<Suggestion> =
        suggestions.iter().filter(|s| opening.is_none_or(|item| item.id != s.item.id)).cloned().collect();
    let search = Search { moment, suggestions: &suggestions, room: Room::Parts(parts), placed: &[] };
    let Found { choice, passed } = search.best();
    let room = search.room(&choice);
    let minutes = share_out(&choice.iter().map(|s| s.item).collect::<Vec<_>>(), room);
    let chosen: Vec<Chosen> = choice.iter().zip(minutes).map(|(s, minutes)| Chosen { item: s.item, minutes }).collect();
    if chosen.is_empty() {
        return MainWork { passed, ..MainWork::default() };
    }
    let used: Minutes = chosen.iter().map(|c| c.minutes).sum();
    MainWork { chosen, leftover: room.less(used), passed }
}

/// The free time of a session that the counsellor has partly filled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Free {
    /// Unused minutes.
    pub(crate) minutes: Minutes,
    /// The whole session.
    pub(crate) length: Minutes,
    /// Minutes of debrief and grounding so far.
    pub(crate) debrief: Minutes,
}

/// Returns the best exercises for the free time, leaving `placed` as they are, and those passed over. Their minutes
/// never exceed the free time, less what debrief needs after a high-intensity exercise (R39).
pub(crate) fn fill<'a>(
    moment: &PlanningContext<'a>,
    suggestions: &[Suggestion<'a>],
    placed: &[&'a Item],
    free: Free,
) -> (Vec<Chosen<'a>>, Vec<Passed>) {
    let placed: Vec<Suggestion> = placed.iter().map(|item| Suggestion::placed(item)).collect();
    let placed: Vec<&Suggestion> = placed.iter().collect();
    let search = Search { moment, suggestions, room: Room::Free(free), placed: &placed };
    let Found { choice, passed } = search.best();
    let minutes = share_out(&choice.iter().map(|s| s.item).collect::<Vec<_>>(), search.room(&choice));
    let chosen = choice.iter().zip(minutes).map(|(s, minutes)| Chosen { item: s.item, minutes });
    (chosen.collect(), passed)
}

/// Returns a grounding exercise for the debrief: a known one, or one that adds no second new skill.
pub(super) fn grounding<'a>(moment: &PlanningContext<'a>, main: &MainWork<'a>, minutes: Minutes) -> Option<&'a Item> {
    let new_skill = main.chosen.iter().any(|c| is_new_skill(moment, c.item));
    let mut fitting: Vec<&Item> = moment
        .library
        .items()
        .iter()
        .filter(|item| item.tags.contains(&Tag::Grounding) && item.minutes.holds(minutes))
        .filter(|item| item.phase <= moment.phase.id)
        .filter(|item| !main.chosen.iter().any(|c| c.item.id == item.id))
        .filter(|item| fits(moment.library, moment.course, moment.session, item).is_today())
        .filter(|item| holds(moment.course, item).is_empty())
        // R17: no second new skill while safety is built. Reference 5.4: nothing that is kept apart from the work.
        .filter(|item| !(new_skill && moment.phase.id == Phase::Safety && is_new_skill(moment, item)))
        .filter(|item| main.chosen.iter().all(|c| !are_apart(moment, &[c.item, item])))
        .collect();
    fitting.sort_by_key(|item| {
        let known = moment.course.done.contains(&item.id);
        (!known, new_skill && is_new_skill(moment, item), &item.id)
    });
    fitting.first().copied()
}

fn is_new_skill(moment: &PlanningContext<'_>, item: &Item) -> bool {
    item.tags.contains(&Tag::Skill) && !moment.course.done.contains(&item.id)
}

/// True if the library bars two of these from one session.
fn are_apart(moment: &PlanningContext<'_>, items: &[&Item]) -> bool {
    let has = |ids: &SmallSet<ItemId>| items.iter().any(|item| item.is_among(ids));
    let combinations = moment.library.combinations().iter();
    items.len() > 1 && combinations.filter(|c| c.apart == Incompatible::Session).any(|c| has(&c.items) && has(&c.with))
}

/// The best choice so far.
struct Best<'s, 'a> {
    value: i32,
    choice: Vec<&'s Suggestion<'a>>,
}

/// The choice, and the suggestions passed over before it.
struct Found<'s, 'a> {
    choice: Vec<&'s Suggestion<'a>>,
    passed: Vec<Passed>,
}

struct Search<'s, 'a> {
    moment: &'s PlanningContext<'a>,
    suggestions: &'s [Suggestion<'a>],
    room: Room<'s>,
    /// Exercises that the counsellor placed; they count towards the limits, not the value.
    placed: &'s [&'s Suggestion<'a>],
}

/// The time for main work.
enum Room<'s> {
    Parts(&'s Parts),
    Free(Free),
}

impl<'s, 'a> Search<'s, 'a> {
    /// Finds the first suggestion that fits, and the best addition to it.
    fn best(&self) -> Found<'s, 'a> {
        let mut passed = Vec::new();
        for s in self.suggestions {
            match self.against(s) {
                Some(rule) => passed.push(Passed { item: s.item.id.clone(), rule }),
                None => return Found { choice: self.beside(s), passed },
            }
        }
        Found { choice: Vec::new(), passed }
    }

    /// Returns the rule that excludes this exercise as the first one; none if it may be.
    fn against(&self, s: &Suggestion<'a>) -> Option<String> {
        let rule = |id: &str| Some(id.to_owned());
        let acute = self.moment.course.gates.holds(GateId::Acute);
        if acute && !self.moment.library.gate(GateId::Acute).way_forward.contains(&s.item.id) {
            return rule("R10");
        }
        if !fits(self.moment.library, self.moment.course, self.moment.session, s.item).is_today() {
            return rule("R1");
        }
        if !self.is_of_today(s.item) {
            return rule(if self.moment.phase.id == Phase::Safety { "R17" } else { "5.2" });
        }
        let placed = |need: &&ItemId| self.placed.iter().any(|placed| placed.item.id == **need);
        if let Some(need) = s.after.iter().find(|need| !placed(need)) {
            return Some(need.to_string());
        }
        let all: Vec<&Suggestion<'a>> = self.placed.iter().copied().chain([s]).collect();
        if let Some(id) = self.forbids(&all, &[s]) {
            return rule(id);
        }
        let room = self.room(&[s]);
        (s.item.minutes.min > room).then(|| if s.item.minutes.min <= self.room(&[]) { "R39" } else { "R44" }.to_owned())
    }

    /// Returns `first` alone, or with the best addition.
    fn beside(&self, first: &'s Suggestion<'a>) -> Vec<&'s Suggestion<'a>> {
        let candidates: Vec<&Suggestion> = self.candidates().into_iter().filter(|s| !s.again).collect();
        // What cannot wait is weighed against nothing, and nothing else is added (R78).
        let urgent = candidates.iter().copied().find(|s| belongs_beside(self.moment, first.item, s.item));
        if let Some(choice) = urgent.map(|s| vec![first, s]).filter(|choice| self.value(choice).is_some()) {
            return choice;
        }
        let mut best = Best { value: i32::MIN, choice: vec![first] };
        self.consider(&mut best, &[first]);
        let seconds = candidates.iter().copied().filter(|second| self.earns_its_place(first, second));
        let pairs: Vec<Vec<&Suggestion>> = seconds.map(|second| vec![first, second]).collect();
        for pair in &pairs {
            self.consider(&mut best, pair);
        }
        let strengths = || candidates.iter().copied().filter(|s| s.item.tags.contains(&Tag::Strength));
        for mains in pairs.iter().map(Vec::as_slice).chain([&[first][..]]) {
            for strength in strengths().filter(|strength| self.is_left_time(mains, strength)) {
                self.consider(&mut best, &[mains, &[strength]].concat());
            }
        }
        best.choice
    }

    /// True if a second exercise may be added: the first keeps more than its minimum length, and the second is asked
    /// for, is one that the first leads to, or uses minutes that the first cannot.
    fn earns_its_place(&self, first: &Suggestion<'a>, second: &Suggestion<'a>) -> bool {
        let room = self.room(&[first, second]);
        let kept = Minutes((first.item.minutes.min.0 + first.item.minutes.typical.0).div_ceil(2));
        let enough = kept + second.item.minutes.min <= room;
        enough && (second.asked || second.after.contains(&first.item.id) || self.is_left_time(&[first], second))
    }

    /// True if these exercises leave enough minutes for one more at any length within their ranges.
    fn is_left_time(&self, mains: &[&Suggestion<'a>], more: &Suggestion<'a>) -> bool {
        let most: Minutes = mains.iter().map(|s| s.item.minutes.max).sum();
        most + more.item.minutes.min <= self.room(mains)
    }

    /// Returns the suggestions that may be planned: none that needs separate time, none of a later phase, and while a
    /// medical window is closing only the way to care (R10).
    fn candidates(&self) -> Vec<&'s Suggestion<'a>> {
        let acute = self.moment.course.gates.holds(GateId::Acute);
        let to_care = &self.moment.library.gate(GateId::Acute).way_forward;
        let today = |s: &&Suggestion| {
            let fit = fits(self.moment.library, self.moment.course, self.moment.session, s.item);
            fit.is_today() && self.is_of_today(s.item) && (!acute || to_care.contains(&s.item.id))
        };
        self.suggestions.iter().filter(today).collect()
    }

    /// True if it belongs to this phase or an earlier one, is due, or is for the partner who came alone (R17).
    fn is_of_today(&self, item: &Item) -> bool {
        let alone = item.kind == Kind::Individual && !self.moment.library.is_couple_work(item);
        item.phase <= self.moment.phase.id
            || is_due(self.moment.course, item)
            || (alone && self.moment.session != Session::Couple)
    }

    fn consider(&self, best: &mut Best<'s, 'a>, choice: &[&'s Suggestion<'a>]) {
        if let Some(value) = self.value(choice)
            && (value > best.value || best.choice.is_empty())
        {
            *best = Best { value, choice: choice.to_vec() };
        }
    }

    /// Returns the minutes of main work for this choice: debrief grows before a high-intensity exercise (R39).
    fn room(&self, choice: &[&Suggestion<'a>]) -> Minutes {
        let intense = choice.iter().any(|s| s.item.high_intensity);
        match self.room {
            Room::Parts(parts) if intense => parts.clone().with_debrief_for_high_intensity().main_minutes(),
            Room::Parts(parts) => parts.main_minutes(),
            Room::Free(free) if intense => {
                free.minutes.less(debrief_for_high_intensity(free.length).less(free.debrief))
            }
            Room::Free(free) => free.minutes,
        }
    }

    /// Returns the length of the whole session.
    fn length(&self) -> Minutes {
        match self.room {
            Room::Parts(parts) => parts.length(),
            Room::Free(free) => free.length,
        }
    }

    /// Returns the value of a choice, or `None` if it is not allowed.
    fn value(&self, choice: &[&Suggestion<'a>]) -> Option<i32> {
        let all: Vec<&Suggestion<'a>> = self.placed.iter().copied().chain(choice.iter().copied()).collect();
        if self.forbids(&all, choice).is_some() {
            return None;
        }
        let room = i32::from(self.room(choice).0);
        let sum = |of: fn(&Item) -> Minutes| choice.iter().map(|s| i32::from(of(s.item).0)).sum::<i32>();
        let (least, typical, most) =
            (sum(|item| item.minutes.min), sum(|item| item.minutes.typical), sum(|item| item.minutes.max));
        if least > room {
            return None;
        }
        let used = room.min(most);
        let fit = -3 * (used - typical).abs() - 6 * (room - used);
        let scores: i32 = choice.iter().enumerate().map(|(place, s)| s.score * share(choice, place) / 10).sum();
        Some(scores + fit + self.penalties(&all))
    }

    /// Returns the rule that forbids these exercises in one session, of which `choice` is new.
    fn forbids(&self, all: &[&Suggestion<'a>], choice: &[&Suggestion<'a>]) -> Option<&'static str> {
        let intense = all.iter().filter(|s| s.item.high_intensity).count();
        let touch = || all.iter().any(|s| s.item.tags.contains(&Tag::Touch));
        let twice = || all.iter().enumerate().any(|(n, s)| all[..n].iter().any(|t| t.item.id == s.item.id));
        let earlier = |n: usize, need: &ItemId| all[..n].iter().any(|s| s.item.id == *need);
        let items = || all.iter().map(|s| s.item).collect::<Vec<_>>();
        let in_order = || all.iter().enumerate().all(|(n, s)| s.after.iter().all(|need| earlier(n, need)));
        if intense > 1 {
            Some("R38")
        } else if intense > 0 && touch() {
            Some("R40")
        } else if self.is_one_skill_too_many(all, choice) {
            Some("R17")
        } else if twice() || !self.count_fits(all) {
            Some("R43")
        } else if !in_order() || are_apart(self.moment, &items()) {
            Some("5.4")
        } else if choice.iter().any(|s| waits_for_safety_plan(self.moment, s.item, &items())) {
            Some("R78")
        } else {
            None
        }
    }

    /// R17: one new skill a session while safety is built.
    fn is_one_skill_too_many(&self, all: &[&Suggestion<'a>], choice: &[&Suggestion<'a>]) -> bool {
        let skills = |of: &[&Suggestion<'a>]| of.iter().filter(|s| is_new_skill(self.moment, s.item)).count();
        self.moment.phase.id == Phase::Safety && skills(choice) > 0 && skills(all) > 1
    }

    /// R43: below 60 minutes one exercise; from 60 one large or two small; from 80 up to two, one of them light. A
    /// strength item at the end comes on top; what cannot wait comes beside the safety plan (R78).
    fn count_fits(&self, choice: &[&Suggestion<'a>]) -> bool {
        let strength = choice.len() > 1 && choice.last().is_some_and(|s| s.item.tags.contains(&Tag::Strength));
        let mains = &choice[..choice.len() - usize::from(strength)];
        let small = |s: &&Suggestion| !s.item.high_intensity && s.item.minutes.typical <= SMALL;
        match mains {
            [_] => true,
            [first, second] if belongs_beside(self.moment, first.item, second.item) => true,
            [first, second] if self.length() >= TWO_FROM => small(first) || small(second),
            [first, second] if self.length() >= TWO_SMALL_FROM => small(first) && small(second),
            _ => false,
        }
    }

    fn penalties(&self, choice: &[&Suggestion<'a>]) -> i32 {
        let safety = self.moment.phase.id == Phase::Safety;
        let mut total = 0;
        let information = |s: &&Suggestion| s.item.kind == Kind::Psychoeducation;
        let shocked = self.moment.findings.first().is_some_and(|f| f.challenge == Challenge::Infidelity) && safety;
        if shocked && choice.windows(2).any(|pair| information(&pair[0]) && information(&pair[1])) {
            total -= 40;
        }
        // In an individual session the part of a couple exercise that is done alone is only its beginning.
        if self.moment.session != Session::Couple {
            let beginnings = choice.iter().filter(|s| s.item.who.then.is_some()).count();
            total -= 30 * i32::try_from(beginnings).unwrap_or(0);
        }
        total
    }
}

/// Returns the tenths of its score that the exercise at `place` counts for.
fn share(choice: &[&Suggestion<'_>], place: usize) -> i32 {
    let strength = place > 0 && place + 1 == choice.len() && choice[place].item.tags.contains(&Tag::Strength);
    match place {
        _ if strength => STRENGTH,
        0 => 10,
        _ => SECOND,
    }
}

/// Returns minutes for each of `items` within its range, summing to `room` if the ranges allow it. Starting from
/// typical lengths, each minute is added to the exercise with the most slack, or taken from the last one above its
/// minimum, so that the first keeps its time longest.
fn share_out(items: &[&Item], room: Minutes) -> Vec<Minutes> {
    let mut minutes: Vec<u8> = items.iter().map(|item| item.minutes.typical.0).collect();
    loop {
        let sum: u16 = minutes.iter().map(|m| u16::from(*m)).sum();
        let more = |(place, m): (usize, &u8)| (items[place].minutes.max.0 - m, std::cmp::Reverse(place));
        match sum.cmp(&u16::from(room.0)) {
            std::cmp::Ordering::Less => match minutes.iter().enumerate().map(more).max() {
                Some((slack, std::cmp::Reverse(place))) if slack > 0 => minutes[place] += 1,
                _ => break,
            },
            std::cmp::Ordering::Greater => {
                let spare = minutes.iter().enumerate().rposition(|(place, m)| *m > items[place].minutes.min.0);
                let Some(place) = spare else { break };
                minutes[place] -= 1;
            }
            std::cmp::Ordering::Equal => break,
        }
    }
    minutes.into_iter().map(Minutes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assess::Assessment, case_file, library::english, planning::suggest};

    /// Returns the value of the best choice that begins with `first`, by exhaustive search over up to three exercises.
    fn without_bounds<'s, 'a>(search: &Search<'s, 'a>, first: &'s Suggestion<'a>) -> Option<i32> {
        let all: Vec<&Suggestion> = search.candidates().into_iter().filter(|s| !s.again).collect();
        let strengths: Vec<&Suggestion> =
            all.iter().copied().filter(|s| s.item.tags.contains(&Tag::Strength)).collect();
        let mut best = search.value(&[first]);
        for strength in strengths.iter().filter(|s| search.is_left_time(&[first], s)) {
            best = best.max(search.value(&[first, strength]));
        }
        for second in all.iter().filter(|second| search.earns_its_place(first, second)) {
            best = best.max(search.value(&[first, second]));
            for third in strengths.iter().filter(|s| search.is_left_time(&[first, second], s)) {
                best = best.max(search.value(&[first, second, third]));
            }
        }
        best
    }

    #[test]
    fn the_search_is_exact_not_greedy() {
        let done = "\"done\": [\"individual-safety-interview\", \"negotiated-time-out\", \"stop-signal-agreement\"]";
        for ticked in ["\"INF-08\", \"BET-07\"", "\"STR-01\"", "\"EXP-02\", \"POW-01\", \"POW-03\"", "\"TRA-04\""] {
            for phase in Phase::ALL {
                for minutes in [30, 50, 60, 80, 120] {
                    let json = format!("{{ \"ticked\": [{ticked}], {done}, \"phase\": \"{phase}\" }}");
                    let case = case_file::parse(english(), &json).unwrap();
                    let picture = Assessment::of(english(), &case.course, case.phase, case.session);
                    let moment = picture.moment(english(), &case.course);
                    let suggestions = suggest(&moment);
                    let parts = Parts::of(english().shares(), Minutes(minutes), moment.phase.id, moment.session);
                    let room = Room::Parts(&parts);
                    let search = Search { moment: &moment, suggestions: &suggestions, room, placed: &[] };
                    let choice = search.best().choice;
                    let Some(first) = choice.first() else { continue };
                    let fitting = suggestions.iter().find(|s| search.against(s).is_none());
                    assert_eq!(fitting.map(|s| &s.item.id), Some(&first.item.id));
                    assert_eq!(search.value(&choice), without_bounds(&search, first), "{ticked} {phase} {minutes}");
                }
            }
        }
    }
}
