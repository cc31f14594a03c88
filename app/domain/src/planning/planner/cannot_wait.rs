//! The one exercise beside the safety plan, in an hour for one partner alone under the control hold (R64, R65, R78).
//!
//! A pregnancy that is not wanted and pictures in the wrong hands do not wait for a later hour. The safety plan comes first
//! and keeps its minimum length; where the time does not hold both, it is alone.

use crate::{
    assess::{Partner, Session, ThemeRoles, Whom},
    library::model::{Indicator, Item},
    planning::{PlanningContext, Suggestion, fits},
    vocabulary::{Concerns, GateId, Minutes, Role},
};

/// The exercise that comes first.
const SAFETY_PLAN: &str = "individual-safety-planning";

/// Exercises of which ten minutes belong in the same hour, the one whose time runs out soonest first; one of them has room.
/// Care that is held back has no exercise of its own: it is a step of the safety plan.
const CANNOT_WAIT: [&str; 2] = ["pregnancy-and-contraception-alone", "private-images-first-steps"];

/// Returns the minutes that main work needs today whatever the usual shares: the minimum of the safety plan, where it is the
/// first suggestion for one partner alone under the control hold. Nothing else may come instead because a minute is missing.
pub(super) fn least_main_work(moment: &PlanningContext<'_>, suggestions: &[Suggestion<'_>]) -> Minutes {
    let controlled = moment.session != Session::Couple && moment.course.gates.is_open(GateId::Control);
    let first = suggestions.first().filter(|first| controlled && first.item.is(SAFETY_PLAN));
    first.map_or(Minutes(0), |first| first.item.minutes.min)
}

/// True if these two, in this order, make a safety hour, which holds both whatever its length allows otherwise (R43).
pub(crate) fn is_safety_hour(first: &Item, second: &Item) -> bool {
    first.is(SAFETY_PLAN) && CANNOT_WAIT.into_iter().any(|id| second.is(id))
}

/// True if `second` belongs beside the safety plan today: it cannot wait, its topic was told of the person who comes, and
/// nothing that can wait less was told as well.
pub(super) fn belongs_beside(moment: &PlanningContext<'_>, first: &Item, second: &Item) -> bool {
    let sooner = CANNOT_WAIT.into_iter().take_while(|id| !second.is(id));
    let mut sooner = moment.library.items().iter().filter(|item| sooner.clone().any(|id| item.is(id)));
    cannot_wait(moment, first, second) && !sooner.any(|item| cannot_wait(moment, first, item))
}

/// True if this may be beside the safety plan today: it cannot wait, and its topic was told of the person who comes.
fn cannot_wait(moment: &PlanningContext<'_>, first: &Item, second: &Item) -> bool {
    let Session::Individual(_, partner) = moment.session else { return false };
    is_safety_hour(first, second)
        && moment.course.gates.is_open(GateId::Control)
        && !moment.course.done.contains(&second.id)
        && fits(moment.library, moment.course, moment.session, second).is_today()
        && match (partner, &harmed(moment)[..]) {
            (Some(partner), _) => was_told_of(moment, Some(partner), second),
            (None, [partner]) => was_told_of(moment, Some(*partner), second),
            (None, []) => was_told_of(moment, None, second),
            // Where both are harmed, it may be the matter of the one who does not come.
            (None, _) => false,
        }
}

/// True if this exercise waits for the safety plan today and is not beside it: the plan comes first in every hour under the
/// control hold, unless a medical window is closing (R10).
pub(super) fn waits_for_safety_plan(moment: &PlanningContext<'_>, item: &Item, all: &[&Item]) -> bool {
    let gates = &moment.course.gates;
    let controlled = gates.is_open(GateId::Control) && !gates.is_open(GateId::Acute);
    let cannot_wait = moment.session != Session::Couple && CANNOT_WAIT.into_iter().any(|id| item.is(id));
    controlled && cannot_wait && !all.iter().any(|item| item.is(SAFETY_PLAN))
}

/// The partners who are harmed, as far as that is known.
fn harmed(moment: &PlanningContext<'_>) -> Vec<Partner> {
    let roles = ThemeRoles::of(&moment.course.answers);
    [Partner::A, Partner::B].into_iter().filter(|partner| roles.has(*partner, Role::Harmed)).collect()
}

/// True if the particular topic of the exercise was recorded, and not of the other partner alone.
fn was_told_of(moment: &PlanningContext<'_>, partner: Option<Partner>, item: &Item) -> bool {
    let told = item.about.iter().flat_map(|about| &about.told).filter_map(|id| moment.library.indicator(id));
    told.into_iter().any(|indicator| {
        let not_theirs = partner.map(|partner| whose_not(indicator, partner));
        moment.course.answers.yes_about(&indicator.id).iter().any(|whom| Some(*whom) != not_theirs)
    })
}

/// The answer that makes an indicator the other one's matter: they live it, or this partner did it.
fn whose_not(indicator: &Indicator, partner: Partner) -> Whom {
    let other = if indicator.concerns == Concerns::Doing { partner } else { partner.other() };
    match other {
        Partner::A => Whom::A,
        Partner::B => Whom::B,
    }
}
