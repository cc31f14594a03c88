//! The first session: it agrees the ground rules and has no homework to review.

use super::PlanningContext;
use crate::{
    assess::{CaseState, Session},
    library::{Library, model::Item},
    safety::{fits, holds},
};

/// The exercise that agrees how the work proceeds and what happens to secrets [Butler2008].
const GROUND_RULES: &str = "ground-rules-and-secrets-policy";

/// True if no exercise done so far gave homework, so there is none to review.
pub(crate) fn nothing_to_review(library: &Library, course: &CaseState) -> bool {
    let left_homework = |id| library.item(id).is_some_and(|item| item.homework.is_some());
    !course.facts.homework_missed && !course.done.iter().any(left_homework)
}

/// True if this is the first couple session and the exercise belongs to it.
pub(crate) fn belongs_to(moment: &PlanningContext<'_>, item: &Item) -> bool {
    item.is(GROUND_RULES)
        && moment.session == Session::Couple
        && nothing_to_review(moment.library, moment.course)
        && !moment.course.done.contains(&item.id)
}

/// Returns the exercise that opens the first session, if this is the first one and nothing holds it.
pub(crate) fn ground_rules<'a>(moment: &PlanningContext<'a>) -> Option<&'a Item> {
    let mut found = moment.library.items().iter().filter(|item| belongs_to(moment, item) && !item.put_away);
    let usable = |item: &&Item| {
        holds(moment.course, item).is_empty() && fits(moment.library, moment.course, moment.session, item).is_today()
    };
    found.find(usable)
}
