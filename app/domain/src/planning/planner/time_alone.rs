//! A few minutes alone with each partner, in a session to which both come.
//!
//! Some facts and answers ask for a talk with each partner alone before the next work of the couple (R54, R55, R57, R77). It takes
//! five minutes or a little more each, so it does not wait for an hour of its own.

use super::{Chosen, shares::Parts};
use crate::{
    assess::Session,
    planning::{Fit, PlanningContext, Suggestion, fits},
    safety::is_time_alone,
    vocabulary::Minutes,
};

/// The part of a session that the talk with one partner takes: a twelfth, within its usual range. An expert default.
const SHARE: u8 = 12;

/// Returns the talk with the minutes of each partner, if it is waited for, and the parts with its minutes taken out of main
/// work; `None` where too little would be left.
pub(super) fn time_alone<'a>(
    moment: &PlanningContext<'a>,
    suggestions: &[Suggestion<'a>],
    parts: &Parts,
) -> Option<(Chosen<'a>, Parts)> {
    let together = moment.session == Session::Couple;
    let item = suggestions.iter().find(|s| together && is_time_alone(s.item) && s.after.is_empty() && !s.again)?.item;
    if fits(moment.library, moment.course, moment.session, item) != Fit::OwnTime {
        return None;
    }
    let each = Minutes(parts.length().0 / SHARE).clamp(item.minutes.min, item.minutes.typical);
    let parts = parts.clone().with_talks(each)?;
    Some((Chosen { item, minutes: each }, parts))
}
