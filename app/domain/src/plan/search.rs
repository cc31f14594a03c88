//! Finds the best main work by looking at every choice: each single exercise, each ordered pair, each with or without a
//! small strength item.
//!
//! The objective, in tenths of a point (all numbers are expert defaults):
//!
//! - the score of the first exercise, 4/10 of the second, 1/10 of a strength item;
//! - minus 3 for every minute an exercise is stretched beyond or cut below its typical length;
//! - minus 6 for every minute of main work that no exercise uses;
//! - minus 100 for a second new skill in the safety phase (R17);
//! - minus 40 for two pieces of information in a row while a couple is in shock (reference 5.4).
//!
//! Never chosen: two high-intensity exercises (R38), a high-intensity exercise with touch (R40), a combination that the
//! library keeps out of one session, more exercises than the length allows (R43), an exercise below its minimum or
//! above its maximum (R44), one of a later phase, or one whose needs are neither done nor earlier in the same session. Equal plans are
//! settled by the order of the suggestions, so the same moment always gives the same plan.

use std::collections::BTreeSet;

use super::shares::{Parts, debrief_for_high_intensity};
use crate::{
    course::Session,
    holds::holds,
    ids::ItemId,
    library::model::{Apart, Item},
    minutes::Minutes,
    session::fits,
    suggest::{Moment, Suggestion, is_due},
    words::{Challenge, GateId, Kind, Phase, Tag},
};

/// The longest typical length of a small or light exercise, in minutes (R43).
pub(crate) const SMALL: Minutes = Minutes(20);

/// From this length on a session may hold two small exercises, in minutes (R43).
pub(crate) const TWO_SMALL_FROM: Minutes = Minutes(60);

/// From this length on a session may hold two exercises, one of them light, in minutes (R43).
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

/// The main work of a session.
#[derive(Clone, Debug, Default)]
pub(super) struct MainWork<'a> {
    /// In order; empty where nothing may be used.
    pub(super) chosen: Vec<Chosen<'a>>,
    /// Minutes that no exercise uses.
    pub(super) leftover: Minutes,
}

impl MainWork<'_> {
    pub(super) fn high_intensity(&self) -> bool {
        self.chosen.iter().any(|chosen| chosen.item.high_intensity)
    }
}

/// The best main work for `parts`.
pub(super) fn best<'a>(moment: &Moment<'a>, suggestions: &[Suggestion<'a>], parts: &Parts) -> MainWork<'a> {
    let search = Search { moment, suggestions, room: Room::Parts(parts), placed: &[] };
    let Some(best) = search.best() else { return MainWork::default() };
    let room = search.room(&best);
    let minutes = share_out(&best.iter().map(|s| s.item).collect::<Vec<_>>(), room);
    let chosen: Vec<Chosen> = best.iter().zip(minutes).map(|(s, minutes)| Chosen { item: s.item, minutes }).collect();
    let used: Minutes = chosen.iter().map(|c| c.minutes).sum();
    MainWork { chosen, leftover: room.less(used) }
}

/// What is free in a session that the counsellor has begun to fill.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Free {
    /// Minutes that nothing uses yet.
    pub(crate) minutes: Minutes,
    /// The whole session.
    pub(crate) length: Minutes,
    /// Minutes of debrief and grounding so far.
    pub(crate) debrief: Minutes,
}

/// The best exercises for what is free beside `placed`, which stay as they are. Their minutes never sum to more than is
/// free, what debrief needs after a high-intensity exercise taken off (R39).
pub(crate) fn fill<'a>(
    moment: &Moment<'a>,
    suggestions: &[Suggestion<'a>],
    placed: &[&'a Item],
    free: Free,
) -> Vec<Chosen<'a>> {
    let placed: Vec<Suggestion> = placed
        .iter()
        .map(|item| Suggestion { item, because: Vec::new(), score: 0, after: Vec::new(), confirm: Vec::new() })
        .collect();
    let placed: Vec<&Suggestion> = placed.iter().collect();
    let search = Search { moment, suggestions, room: Room::Free(free), placed: &placed };
    let Some(best) = search.best() else { return Vec::new() };
    let minutes = share_out(&best.iter().map(|s| s.item).collect::<Vec<_>>(), search.room(&best));
    best.iter().zip(minutes).map(|(s, minutes)| Chosen { item: s.item, minutes }).collect()
}

/// A grounding exercise for the debrief: one that is known already, or one that brings no second new skill.
pub(super) fn grounding<'a>(moment: &Moment<'a>, main: &MainWork<'a>, minutes: Minutes) -> Option<&'a Item> {
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
        .collect();
    fitting.sort_by_key(|item| {
        let known = moment.course.done.contains(&item.id);
        (!known, new_skill && is_new_skill(moment, item), &item.id)
    });
    fitting.first().copied()
}

fn is_new_skill(moment: &Moment<'_>, item: &Item) -> bool {
    item.tags.contains(&Tag::Skill) && !moment.course.done.contains(&item.id)
}

/// The best choice so far.
struct Best<'s, 'a> {
    value: i32,
    choice: Vec<&'s Suggestion<'a>>,
}

struct Search<'s, 'a> {
    moment: &'s Moment<'a>,
    suggestions: &'s [Suggestion<'a>],
    room: Room<'s>,
    /// What the counsellor has placed already; it counts for what is allowed, not for what is worth most.
    placed: &'s [&'s Suggestion<'a>],
}

/// How much time there is for main work.
enum Room<'s> {
    Parts(&'s Parts),
    Free(Free),
}

impl<'s, 'a> Search<'s, 'a> {
    /// Looks at every choice, the suggestions in falling order of their score. A branch is left as soon as even its
    /// upper bound (all scores, no deduction) is no better than what was found; the result is the same as without.
    fn best(&self) -> Option<Vec<&'s Suggestion<'a>>> {
        let of_phase = self.candidates();
        let strengths: Vec<&Suggestion> =
            of_phase.iter().copied().filter(|s| s.item.tags.contains(&Tag::Strength)).collect();
        let most = |all: &[&Suggestion], tenths: i32| all.first().map_or(0, |s| (s.score * tenths / 10).max(0));
        let (most_second, most_strength) = (most(&of_phase, SECOND), most(&strengths, STRENGTH));
        let mut best = Best { value: i32::MIN, choice: Vec::new() };
        for &first in &of_phase {
            if first.score + most_second.max(most_strength) + most_strength <= best.value {
                break;
            }
            self.consider(&mut best, &[first]);
            for &strength in &strengths {
                self.consider(&mut best, &[first, strength]);
            }
            for &second in of_phase.iter().filter(|_| self.length() >= TWO_SMALL_FROM) {
                if first.score + second.score * SECOND / 10 + most_strength <= best.value {
                    break;
                }
                self.consider(&mut best, &[first, second]);
                for &strength in &strengths {
                    self.consider(&mut best, &[first, second, strength]);
                }
            }
        }
        (!best.choice.is_empty()).then_some(best.choice)
    }

    /// What may be planned at all: nothing that needs a time of its own, nothing of a later phase, and with a medical window closing only the way to care
    /// (R10).
    fn candidates(&self) -> Vec<&'s Suggestion<'a>> {
        let acute = self.moment.course.gates.holds(GateId::Acute);
        let to_care = &self.moment.library.gate(GateId::Acute).way_forward;
        let phase = self.moment.phase.id;
        let today = |s: &&Suggestion| {
            let fit = fits(self.moment.library, self.moment.course, self.moment.session, s.item);
            let now = s.item.phase <= phase || is_due(self.moment.course, s.item);
            fit.is_today() && now && (!acute || to_care.contains(&s.item.id))
        };
        self.suggestions.iter().filter(today).collect()
    }

    fn consider(&self, best: &mut Best<'s, 'a>, choice: &[&'s Suggestion<'a>]) {
        if let Some(value) = self.value(choice)
            && (value > best.value || best.choice.is_empty())
        {
            *best = Best { value, choice: choice.to_vec() };
        }
    }

    /// Minutes of main work for this choice: debrief grows before a high-intensity exercise (R39).
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

    /// The whole session.
    fn length(&self) -> Minutes {
        match self.room {
            Room::Parts(parts) => parts.length(),
            Room::Free(free) => free.length,
        }
    }

    /// What a choice is worth, or nothing where it is not allowed.
    fn value(&self, choice: &[&Suggestion<'a>]) -> Option<i32> {
        let all: Vec<&Suggestion<'a>> = self.placed.iter().copied().chain(choice.iter().copied()).collect();
        if !self.allowed(&all) {
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

    fn allowed(&self, choice: &[&Suggestion<'a>]) -> bool {
        let intense = choice.iter().filter(|s| s.item.high_intensity).count();
        let touch = || choice.iter().any(|s| s.item.tags.contains(&Tag::Touch));
        let twice = || choice.iter().enumerate().any(|(n, s)| choice[..n].iter().any(|t| t.item.id == s.item.id));
        let earlier = |n: usize, need: &ItemId| choice[..n].iter().any(|s| s.item.id == *need);
        let in_order = || choice.iter().enumerate().all(|(n, s)| s.after.iter().all(|need| earlier(n, need)));
        intense <= 1
            && !(intense > 0 && touch())
            && !twice()
            && in_order()
            && self.count_fits(choice)
            && !self.apart(choice)
    }

    /// R43: below 60 minutes one exercise; from 60 one large or two small; from 80 up to two, one of them light. A
    /// strength item at the end comes on top.
    fn count_fits(&self, choice: &[&Suggestion<'a>]) -> bool {
        let strength = choice.len() > 1 && choice.last().is_some_and(|s| s.item.tags.contains(&Tag::Strength));
        let mains = &choice[..choice.len() - usize::from(strength)];
        let small = |s: &&Suggestion| !s.item.high_intensity && s.item.minutes.typical <= SMALL;
        match mains {
            [_] => true,
            [first, second] if self.length() >= TWO_FROM => small(first) || small(second),
            [first, second] if self.length() >= TWO_SMALL_FROM => small(first) && small(second),
            _ => false,
        }
    }

    /// Combinations that the library keeps out of one session.
    fn apart(&self, choice: &[&Suggestion<'a>]) -> bool {
        let has = |ids: &BTreeSet<ItemId>| choice.iter().any(|s| s.item.is_among(ids));
        let combinations = self.moment.library.combinations().iter();
        choice.len() > 1 && combinations.filter(|c| c.apart == Apart::Session).any(|c| has(&c.items) && has(&c.with))
    }

    fn penalties(&self, choice: &[&Suggestion<'a>]) -> i32 {
        let skills = choice.iter().filter(|s| is_new_skill(self.moment, s.item)).count();
        let safety = self.moment.phase.id == Phase::Safety;
        let mut total = if safety && skills > 1 { -100 } else { 0 };
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

/// Tenths of its score that the exercise at `place` counts for.
fn share(choice: &[&Suggestion<'_>], place: usize) -> i32 {
    let strength = place > 0 && place + 1 == choice.len() && choice[place].item.tags.contains(&Tag::Strength);
    match place {
        _ if strength => STRENGTH,
        0 => 10,
        _ => SECOND,
    }
}

/// Minutes for each of `items` within its range, with the sum `room` where the ranges allow it. Starting from typical
/// lengths, each minute is given to, or taken from, the exercise with the most slack.
fn share_out(items: &[&Item], room: Minutes) -> Vec<Minutes> {
    let mut minutes: Vec<u8> = items.iter().map(|item| item.minutes.typical.0).collect();
    loop {
        let sum: u16 = minutes.iter().map(|m| u16::from(*m)).sum();
        let slack = |place: usize, m: u8| {
            let range = items[place].minutes;
            if sum < u16::from(room.0) { range.max.0 - m } else { m - range.min.0 }
        };
        let (place, most) = minutes
            .iter()
            .enumerate()
            .map(|(place, m)| (place, slack(place, *m)))
            .max_by_key(|(place, slack)| (*slack, std::cmp::Reverse(*place)))
            .unwrap_or_default();
        match sum.cmp(&u16::from(room.0)) {
            std::cmp::Ordering::Less if most > 0 => minutes[place] += 1,
            std::cmp::Ordering::Greater if most > 0 => minutes[place] -= 1,
            _ => return minutes.into_iter().map(Minutes).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{case, library::english, picture::Picture, suggest::suggest};

    /// The worth of the best choice when every one of them is looked at, up to three exercises in any order.
    fn without_bounds(search: &Search<'_, '_>) -> Option<i32> {
        let all = search.candidates();
        let mut best = None;
        for first in &all {
            best = best.max(search.value(&[first]));
            for second in &all {
                best = best.max(search.value(&[first, second]));
                for third in all.iter().filter(|s| s.item.tags.contains(&Tag::Strength)) {
                    best = best.max(search.value(&[first, second, third]));
                }
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
                    let case = case::parse(english(), &json).unwrap();
                    let picture = Picture::of(english(), &case.course, case.phase, case.session);
                    let moment = picture.moment(english(), &case.course);
                    let suggestions = suggest(&moment);
                    let parts = Parts::of(english().shares(), Minutes(minutes), moment.phase.id, moment.session);
                    let room = Room::Parts(&parts);
                    let search = Search { moment: &moment, suggestions: &suggestions, room, placed: &[] };
                    let found = search.best().and_then(|choice| search.value(&choice));
                    assert_eq!(found, without_bounds(&search), "{ticked} {phase} {minutes}");
                }
            }
        }
    }
}
