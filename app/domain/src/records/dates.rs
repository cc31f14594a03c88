//! What the days of answers and deeds tell: what came after what, and which good results still count.
//!
//! A day that is missing settles nothing, so that whatever waits for it goes on waiting.

use super::{Change, Interview, Situation, Stamp};
use crate::{
    assess::{Answer, Answers, Dated, GOES_ALONG, Partner, ThemeRoles, Whom},
    vocabulary::{Challenge, IndicatorId, Role, RuleId, SmallMap},
};

/// Half a year, in microseconds.
const SIX_MONTHS: i64 = 183 * 24 * 60 * 60 * 1_000_000;

/// Dependence was asked about alone, and is safe.
const DEPENDENCE_IS_SAFE: &str = "GEN-28";

/// A breach is past and settled.
const SETTLED: &str = "GEN-29";

/// What asks for a few minutes with each partner alone (R54, R55).
const R54: [&str; 2] = ["INF-15", "INF-16"];
const R55: [&str; 9] = ["POW-05", "GEN-13", "GEN-14", "STR-14", "STR-18", "INF-15", "INF-16", "EXP-15", "GEN-27"];

/// What only dates can tell of a couple to whom these answers belong.
pub(super) fn dated(situation: &Situation, interviews: [&Interview; 2], answers: &Answers) -> Dated {
    let days = Dates::of(situation, interviews);
    let mut dated = Dated::default();
    let leaving = |id: &str| id == "GEN-14" || id.starts_with("ABU-");
    let seen = [
        (54, days.seen_alone_since(situation, answers, |id| R54.contains(&id))),
        (55, days.seen_alone_since(situation, answers, |id| R55.contains(&id))),
        (57, days.seen_alone_since(situation, answers, leaving)),
        (77, days.seen_alone_since(situation, answers, |id| id == GOES_ALONG)),
    ];
    dated.seen_alone_since = seen.into_iter().filter(|(_, seen)| *seen).map(|(rule, _)| RuleId::number(rule)).collect();
    let overtaken = [
        (60, days.overtakes(situation, answers, "night-safety-plan", |id| matches!(id, "TRA-16" | "GEN-19"))),
        (62, days.overtakes(situation, answers, "medical-cause-review", |id| id == "GEN-21")),
    ];
    dated.overtaken = overtaken.into_iter().filter(|(_, late)| *late).map(|(rule, _)| RuleId::number(rule)).collect();
    for (partner, interview) in [Partner::A, Partner::B].into_iter().zip(interviews) {
        for id in interview.asked_for.keys() {
            dated.asked_alone.entry(id.clone()).or_default().insert(partner);
        }
    }
    dated.ask_about_dependence_again = days.dependence_is_due(answers);
    dated
}

/// Takes the good results out of `answers` that count no more, or never did: one that a partner denies, one without a day,
/// and a settled breach that a new answer about a breach came after, or that the partner who was hurt did not state alone
/// (R74).
pub(super) fn without_stale_results(situation: &Situation, interviews: [&Interview; 2], answers: &mut Answers) {
    let dates = Dates::of(situation, interviews);
    let said = |id: &IndicatorId, answer| interviews.map(|one| one.answers.about(id, Whom::Couple) == Some(answer));
    for name in [DEPENDENCE_IS_SAFE, SETTLED] {
        let Ok(id) = name.parse::<IndicatorId>() else { continue };
        let [yes, no] = [Answer::Yes, Answer::No].map(|answer| said(&id, answer));
        let fresh = dates.newest(|other| other == name);
        let stale = match (name, fresh) {
            (_, None) => true,
            (SETTLED, Some(then)) => {
                let later = dates.newest(is_about_a_breach).is_some_and(|newest| newest > then);
                later || !by_the_hurt(situation, interviews, yes)
            }
            _ => false,
        };
        if stale || no.contains(&true) || !yes.contains(&true) {
            answers.clear(&id, Whom::Couple);
        }
    }
}

/// True if an indicator is about a breach.
pub(super) fn is_about_a_breach(id: &str) -> bool {
    id.starts_with("INF-") || id.starts_with("BET-")
}

/// True if one of those who said it may be the partner who was hurt.
fn by_the_hurt(situation: &Situation, interviews: [&Interview; 2], yes: [bool; 2]) -> bool {
    let mut all = situation.answers.clone();
    for interview in interviews {
        all.merge(&interview.answers);
    }
    let roles = ThemeRoles::of(&all);
    let hurt = |partner| {
        [Challenge::Infidelity, Challenge::Betrayal]
            .into_iter()
            .any(|challenge| roles.in_challenge(partner, challenge).contains(&Role::Injured))
    };
    let known = [Partner::A, Partner::B].map(hurt);
    if known.contains(&true) { (0..2).any(|one| known[one] && yes[one]) } else { yes.contains(&true) }
}

/// When each indicator was last answered with yes.
struct Dates {
    yes: SmallMap<IndicatorId, Stamp>,
    latest: Option<Stamp>,
}

impl Dates {
    fn of(situation: &Situation, interviews: [&Interview; 2]) -> Self {
        let mut dates = Self { yes: SmallMap::new(), latest: None };
        let all: Vec<&Change> =
            situation.changes.iter().chain(interviews.iter().flat_map(|interview| &interview.changes)).collect();
        for Change { at, change } in all {
            dates.latest = dates.latest.max(Some(*at));
            if change.answer == Some(Answer::Yes) {
                let newest = dates.yes.entry(change.indicator.clone()).or_insert(*at);
                *newest = (*newest).max(*at);
            }
        }
        dates.latest = dates.latest.max(situation.recorded.iter().map(|recorded| recorded.at).max());
        dates
    }

    fn newest(&self, is: impl Fn(&str) -> bool) -> Option<Stamp> {
        self.yes.iter().filter(|(id, _)| is(id.as_str())).map(|(_, at)| *at).max()
    }

    /// True if each partner had a few minutes alone after the newest of these signs. One without a day counts as newer.
    fn seen_alone_since(&self, situation: &Situation, answers: &Answers, is: impl Fn(&str) -> bool) -> bool {
        let signs = || answers.all_yes().filter(|id| is(id.as_str()));
        if signs().any(|id| !self.yes.contains_key(id)) {
            return false;
        }
        let newest = signs().filter_map(|id| self.yes.get(id)).max().copied();
        [Partner::A, Partner::B].into_iter().all(|partner| {
            let since = situation.recorded.iter().filter(|recorded| newest.is_none_or(|newest| recorded.at > newest));
            since.into_iter().any(|recorded| recorded.seen_alone.contains(&partner))
        })
    }

    /// True if one of these signs came after the exercise was last done, or has no day.
    fn overtakes(&self, situation: &Situation, answers: &Answers, item: &str, is: impl Fn(&str) -> bool) -> bool {
        let session = situation.done_in.iter().find(|(id, _)| **id == *item).map(|(_, session)| *session);
        let done = situation.recorded.iter().filter(|one| Some(one.session) == session).map(|one| one.at).max();
        let mut signs = answers.all_yes().filter(|id| is(id.as_str()));
        signs.any(|id| match (self.yes.get(id), done) {
            (Some(told), Some(done)) => *told > done,
            _ => true,
        })
    }

    /// True if the note that dependence is safe is older than six months, or older than a fact that it covers. There is no
    /// clock here: the latest thing on record stands for today.
    fn dependence_is_due(&self, answers: &Answers) -> bool {
        let Some(noted) = self.newest(|id| id == DEPENDENCE_IS_SAFE) else { return true };
        let old = self.latest.is_some_and(|latest| latest.0.saturating_sub(noted.0) > SIX_MONTHS);
        let covers = |id: &str| ["POW-05", "STR-18", "GEN-13"].contains(&id);
        let facts = answers.all_yes().filter(|id| covers(id.as_str()));
        old || facts.into_iter().any(|id| self.yes.get(id).is_none_or(|told| *told > noted))
    }
}
