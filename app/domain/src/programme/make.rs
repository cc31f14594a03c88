//! A session plan from a step of a programme.

use super::{Ground, Step};
use crate::{
    course::Session,
    desk::{
        SessionPlan,
        agenda::{Booking, draft_of},
    },
    holds::holds,
    ids::ItemId,
    library::Library,
    phase::PhaseChoice,
    picture::Picture,
    plan::plan_from,
    session::fits,
    suggest::{Moment, Suggestion, is_due, suggest_with},
};

/// What a wanted exercise weighs, so that it comes before the minutes that it leaves free.
const WANTED: i32 = 1000;

/// A plan for a session of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The plan.
    pub plan: SessionPlan,
    /// Exercises of the step that may not be used now, and why.
    pub left_out: Vec<(ItemId, String)>,
}

/// The plan of `step` as things stand now: every exercise goes through the same door as in any new plan, and what is held
/// now is left out, whatever the programme says. Which is left out and why stands in the plan's own words too.
///
/// A step without exercises becomes the plan that this moment asks for.
///
/// # Errors
///
/// What holds each exercise, when none of them may be used.
pub fn make(ground: Ground<'_>, step: &Step, booking: Booking) -> Result<Made, Vec<(ItemId, String)>> {
    let Ground { library, course, chosen, .. } = ground;
    let picture = Picture::of(library, course, chosen, booking.booked);
    let moment = picture.moment(library, course);
    if step.exercises.is_empty() {
        return Ok(Made { plan: crate::desk::agenda::draft(&moment, booking), left_out: Vec::new() });
    }
    let all = crate::order::set(step.exercises.iter().map(|exercise| exercise.item.clone()));
    let wanted: Vec<&ItemId> = step.exercises.iter().map(|exercise| &exercise.item).collect();
    let mut usable: Vec<Suggestion> = suggest_with(&moment, &all)
        .into_iter()
        .filter(|s| all.contains(&s.item.id))
        .filter(|s| today(&moment, s))
        .collect();
    let not_usable = |id: &&ItemId| !usable.iter().any(|s| s.item.id == **id);
    let mut left_out: Vec<(ItemId, String)> =
        wanted.iter().copied().filter(not_usable).map(|id| (id.clone(), why_not(&moment, id))).collect();
    if usable.is_empty() {
        return Err(left_out);
    }
    let place = |id: &ItemId| wanted.iter().position(|wanted| *wanted == id).unwrap_or(usize::MAX);
    for s in &mut usable {
        // The order of the step, where the moment allows it.
        s.score = WANTED - i32::try_from(place(&s.item.id)).unwrap_or(0);
    }
    crate::order::sort(&mut usable, |a, b| a.score > b.score);
    // What one does alone may come at any time (R17).
    let latest = usable.iter().map(|s| s.item.phase).max().filter(|_| moment.session != Session::Couple);
    let widest = PhaseChoice { id: latest.unwrap_or(moment.phase.id).max(moment.phase.id), ..moment.phase.clone() };
    let mut best = plan_from(&Moment { phase: &widest, ..moment }, booking.minutes, &usable);
    best.phase = moment.phase.clone();
    let placed = |id: &ItemId| best.blocks.iter().any(|block| block.item.as_ref() == Some(id));
    left_out
        .extend(usable.iter().map(|s| &s.item.id).filter(|id| !placed(id)).map(|id| (id.clone(), NO_ROOM.to_owned())));
    let mut plan = draft_of(library, booking, best);
    plan.why = said(library, step, &plan.why, &left_out);
    Ok(Made { plan, left_out })
}

const NO_ROOM: &str = "it does not fit this session beside the others";

fn today(moment: &Moment<'_>, s: &Suggestion<'_>) -> bool {
    fits(moment.library, moment.course, moment.session, s.item).is_today()
        && (s.item.phase <= moment.phase.id || is_due(moment.course, s.item) || moment.session != Session::Couple)
}

/// Why an exercise may not be used now.
fn why_not(moment: &Moment<'_>, id: &ItemId) -> String {
    let Some(item) = moment.library.item(id) else { return "the library does not hold it any more".into() };
    let holds = holds(moment.course, item);
    if !holds.is_empty() {
        let words: Vec<String> = holds.iter().map(|hold| hold.in_words(moment.library)).collect();
        return words.join(" ");
    }
    if item.phase > moment.phase.id {
        let phase = moment.phase;
        return format!(
            "it belongs to the {} phase, and the work is in the {} phase. {}",
            item.phase, phase.id, phase.because
        );
    }
    match moment.session {
        Session::Couple => "it is for one partner alone".into(),
        Session::Individual(..) => "it is for both together".into(),
    }
}

/// Why this plan, with what the programme said and what was left out of it.
fn said(library: &Library, step: &Step, why: &str, left_out: &[(ItemId, String)]) -> String {
    let mut text = if step.why.is_empty() { why.to_owned() } else { step.why.clone() };
    for (id, reason) in left_out {
        let title = library.item(id).map_or(id.as_str(), |item| item.title.as_str());
        text.extend(["\nLeft out of the programme\u{2019}s session: \u{201c}", title, "\u{201d}: ", reason]);
    }
    text
}
