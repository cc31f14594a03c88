//! Validates a plan sent by a browser.

use super::{
    ExerciseStatuses, Refused,
    apply::keep_own_sheets,
    check,
    edit::{LONGEST_BLOCK, LONGEST_TEXT, LONGEST_TITLE, MOST_BLOCKS},
};
use crate::vocabulary::SmallSet;
use crate::{
    library::Library,
    plan::{KeptItem, PlanBlock, SessionPlan, Status},
    planning::planner::{LONGEST, SHORTEST},
};

/// Returns the plan to store when a browser sends `sent` in place of `before`.
///
/// Trusts nothing: the wording of exercises comes from `before` or the library, never from the browser (invariant 10);
/// a new exercise is added only if nothing holds it (invariant 4), and an existing one stays, so that its notes are not
/// lost; a plan is ready only if no hard rule is violated.
///
/// # Errors
/// If any part may not be stored; then nothing is.
pub fn accept(
    library: &Library,
    standings: &ExerciseStatuses,
    before: &SessionPlan,
    mut sent: SessionPlan,
) -> Result<SessionPlan, Refused> {
    within_bounds(&sent)?;
    sent.record.clone_from(&before.record);
    // What was typed for the sheets is changed on their page alone.
    sent.sheet_contents.clone_from(&before.sheet_contents);
    if before.status.is_recorded() {
        return words_only(before, &sent);
    }
    if sent.status.is_recorded() {
        return Err(Refused::TooMuch("Choose an outcome for each exercise to record the session."));
    }
    for place in 0..sent.blocks.len() {
        let kept = kept_words(library, standings, before, &sent, place)?;
        sent.blocks[place].item = kept;
        // Of a session that was reopened: only recording it changes what came of a block.
        sent.blocks[place].outcome = before.block(sent.blocks[place].id).and_then(|(_, block)| block.outcome);
        keep_own_sheets(&mut sent.blocks[place]);
    }
    for (id, _) in &sent.homework {
        let known = before.homework.iter().any(|(of, _)| of == id);
        if !known && !standings.of_item(id).is_some_and(|standing| standing.homework) {
            return Err(Refused::Homework);
        }
    }
    let given = |id: &crate::vocabulary::ItemId| sent.homework.iter().any(|(of, _)| of == id);
    sent.client_words = std::mem::take(&mut sent.client_words).into_iter().filter(|(id, _)| given(id)).collect();
    (sent.number, sent.phase) = (before.number, before.phase);
    if sent.status == Status::Ready && !check(library, standings, &sent).may_be_ready() {
        sent.status = Status::Draft;
    }
    Ok(sent)
}

/// Returns the stored wording for the exercise of one block.
fn kept_words(
    library: &Library,
    standings: &ExerciseStatuses,
    before: &SessionPlan,
    sent: &SessionPlan,
    place: usize,
) -> Result<Option<KeptItem>, Refused> {
    let Some(wanted) = &sent.blocks[place].item else { return Ok(None) };
    let id = wanted.id();
    if sent.exercises_before(place).any(|earlier| earlier == id) {
        let title = library.item(id).map_or(id.as_str(), |item| item.title.as_str());
        return Err(Refused::Twice(title.to_owned()));
    }
    let now = library.item(id);
    let stored = before.blocks.iter().filter_map(|block| block.item.as_ref()).find(|kept| kept.id() == id);
    if let Some(stored) = stored {
        // The newer words of the library may be taken; any other words may not.
        let renewed = now.map(KeptItem::of).filter(|now| now == wanted);
        return Ok(Some(renewed.unwrap_or_else(|| stored.clone())));
    }
    let item = now.ok_or(Refused::UnknownExercise)?;
    let holds = standings.holds_after(id, sent.exercises_before(place));
    // What it needs may come later in the plan: that is shown as a wrong order, and can be put right.
    let gated = holds.iter().any(|hold| !matches!(hold, crate::safety::Hold::Need(need) if sent.has(need)));
    if gated { Err(Refused::held(library, item.title.as_str(), holds)) } else { Ok(Some(KeptItem::of(item))) }
}

/// A session that was recorded keeps its plan and its record; titles and notes may still change.
pub(super) fn words_only(before: &SessionPlan, sent: &SessionPlan) -> Result<SessionPlan, Refused> {
    let note_of = |block: &PlanBlock| sent.block(block.id).map(|(_, sent)| sent.note.clone());
    let mut next = before.clone();
    for block in &mut next.blocks {
        block.note = note_of(block).ok_or(Refused::WasHeld)?;
    }
    (next.title, next.why, next.stop_if, next.note) =
        (sent.title.clone(), sent.why.clone(), sent.stop_if.clone(), sent.note.clone());
    next.why_derived = sent.why_derived;
    let (record, sheet_contents) = (next.record.clone(), next.sheet_contents.clone());
    if (SessionPlan { record, sheet_contents, ..sent.clone() }) == next { Ok(next) } else { Err(Refused::WasHeld) }
}

fn within_bounds(plan: &SessionPlan) -> Result<(), Refused> {
    let ids: SmallSet<_> = plan.blocks.iter().map(|block| block.id).collect();
    if plan.blocks.len() > MOST_BLOCKS || ids.len() != plan.blocks.len() || plan.homework.len() > MOST_BLOCKS {
        return Err(Refused::TooMuch("A plan has at most 40 items. Remove something first."));
    }
    let titles = plan.blocks.iter().map(|block| &block.title).chain([&plan.title]);
    if titles.into_iter().any(|title| title.chars().count() > LONGEST_TITLE) {
        return Err(Refused::TooMuch("Keep the title to 160 characters or fewer."));
    }
    let notes = plan.blocks.iter().map(|block| &block.note);
    let texts = notes.chain(plan.homework.iter().map(|(_, dose)| dose)).chain([&plan.why, &plan.stop_if, &plan.note]);
    if texts.into_iter().any(|text| text.chars().count() > LONGEST_TEXT) {
        return Err(Refused::TooMuch("Keep this text to 20,000 characters or fewer."));
    }
    let lengths = plan.blocks.iter().all(|block| (1..=LONGEST_BLOCK).contains(&block.minutes.0));
    if !lengths || !(SHORTEST..=LONGEST).contains(&plan.minutes) {
        return Err(Refused::TooMuch("A session lasts 30 to 120 minutes, an item 1 to 180."));
    }
    Ok(())
}
