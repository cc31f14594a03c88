//! Makes a session plan from a step of a programme.

use super::{DraftInput, Step};
use crate::{
    assess::{Assessment, PhaseChoice, Session},
    library::Library,
    plan::{
        SessionPlan,
        editor::{Booking, draft_of},
    },
    planning::{PlanningContext, Suggestion, fits, is_due, planner::plan_from, suggest_with},
    safety::{holds, is_time_alone},
    vocabulary::ItemId,
};

/// Score added to a wanted exercise, so that it outweighs the minutes it leaves unused.
const WANTED: i32 = 1000;

/// A plan made for a session of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The plan.
    pub plan: SessionPlan,
    /// Exercises of the step that may not be used now, with the reasons.
    pub left_out: Vec<(ItemId, String)>,
}

/// Makes the plan of `step` for the present state: every exercise is checked as in any new plan, and held ones are left
/// out, whatever the programme says. The plan's text names them with the reasons.
///
/// A step without exercises becomes a newly computed plan.
///
/// # Errors
/// The hold on each exercise, if none of them may be used.
pub fn make(ground: DraftInput<'_>, step: &Step, booking: Booking) -> Result<Made, Vec<(ItemId, String)>> {
    let DraftInput { library, course, chosen, .. } = ground;
    let picture = Assessment::of(library, course, chosen, booking.booked);
    let moment = picture.moment(library, course);
    if step.exercises.is_empty() {
        return Ok(Made { plan: crate::plan::editor::draft(&moment, booking), left_out: Vec::new() });
    }
    let all: crate::vocabulary::SmallSet<_> = step.exercises.iter().map(|exercise| exercise.item.clone()).collect();
    let wanted: Vec<&ItemId> = step.exercises.iter().map(|exercise| &exercise.item).collect();
    let suggested = suggest_with(&moment, &all);
    let talk = suggested.iter().find(|s| is_time_alone(s.item)).cloned();
    let mut usable: Vec<Suggestion> =
        suggested.into_iter().filter(|s| all.contains(&s.item.id)).filter(|s| today(&moment, s)).collect();
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
        (s.asked, s.again) = (true, false);
    }
    usable.extend(talk.map(|talk| Suggestion { score: 0, ..talk }));
    crate::vocabulary::small_sort::sort(&mut usable, |a, b| a.score > b.score);
    // What one does alone may come at any time (R17).
    let latest = usable.iter().map(|s| s.item.phase).max().filter(|_| moment.session != Session::Couple);
    let widest = PhaseChoice { id: latest.unwrap_or(moment.phase.id).max(moment.phase.id), ..moment.phase.clone() };
    let mut best = plan_from(&PlanningContext { phase: &widest, ..moment }, booking.minutes, &usable);
    best.phase = moment.phase.clone();
    let placed = |id: &ItemId| best.blocks.iter().any(|block| block.item.as_ref() == Some(id));
    left_out
        .extend(usable.iter().map(|s| &s.item.id).filter(|id| !placed(id)).map(|id| (id.clone(), NO_ROOM.to_owned())));
    let mut plan = draft_of(library, booking, best);
    plan.why = said(library, step, &plan.why, &left_out);
    Ok(Made { plan, left_out })
}

const NO_ROOM: &str = "it does not fit into this session with the others";

fn today(moment: &PlanningContext<'_>, s: &Suggestion<'_>) -> bool {
    fits(moment.library, moment.course, moment.session, s.item).is_today()
        && (s.item.phase <= moment.phase.id || is_due(moment.course, s.item) || moment.session != Session::Couple)
}

/// Returns the reason why an exercise may not be used now.
fn why_not(moment: &PlanningContext<'_>, id: &ItemId) -> String {
    let Some(item) = moment.library.item(id) else { return "it is no longer in the library".into() };
    let holds = holds(moment.course, item);
    if !holds.is_empty() {
        let words: Vec<String> = holds.iter().map(|hold| hold.in_words(moment.library)).collect();
        return words.join(" ");
    }
    if item.phase > moment.phase.id {
        let phase = moment.phase;
        return format!(
            "it belongs to the {} phase, and the work is in the {} phase. {}",
            item.phase.in_words(),
            phase.id.in_words(),
            phase.because
        );
    }
    match moment.session {
        Session::Couple => "it is for one partner alone".into(),
        Session::Individual(..) => "it is for both together".into(),
    }
}

/// Returns the aim of this plan, with the programme's reason and the exercises left out.
fn said(library: &Library, step: &Step, why: &str, left_out: &[(ItemId, String)]) -> String {
    let mut text = if step.why.is_empty() { why.to_owned() } else { step.why.clone() };
    for (id, reason) in left_out {
        let title = library.item(id).map_or(id.as_str(), |item| item.title.as_str());
        text.extend(["\nIn the outline, but not in this plan: \u{201c}", title, "\u{201d}: ", reason]);
    }
    text
}
