//! What the server takes of a plan that a browser sends.

use std::collections::BTreeSet;

use super::{
    Refused, Standings, check,
    edit::{LONGEST_BLOCK, LONGEST_TEXT, LONGEST_TITLE, MOST_BLOCKS, keep_own_sheets},
};
use crate::{
    desk::{KeptItem, PlanBlock, SessionPlan, Status},
    library::Library,
    plan::{LONGEST, SHORTEST},
};

/// The plan to store when `before` is stored and a browser sends `sent`.
///
/// Nothing is believed: words of exercises come from what is stored or from the library, never from the browser
/// (invariant 10); an exercise that was not in the plan is taken in only when nothing holds it (invariant 4), and one
/// that was stays, so that what was typed beside it is not lost; a plan is ready only while no hard rule stands against it.
///
/// # Errors
///
/// When something may not be stored; then nothing is.
pub fn accept(
    library: &Library,
    standings: &Standings,
    before: &SessionPlan,
    mut sent: SessionPlan,
) -> Result<SessionPlan, Refused> {
    within_bounds(&sent)?;
    if before.status == Status::Held {
        return words_only(before, &sent);
    }
    if sent.status == Status::Held {
        return Err(Refused::TooMuch("Say what came of each block to mark the session as held."));
    }
    for place in 0..sent.blocks.len() {
        let kept = kept_words(library, standings, before, &sent, place)?;
        sent.blocks[place].item = kept;
        sent.blocks[place].outcome = None;
        keep_own_sheets(&mut sent.blocks[place]);
    }
    for (id, _) in &sent.homework {
        let known = before.homework.iter().any(|(of, _)| of == id);
        if !known && !standings.of_item(id).is_some_and(|standing| standing.homework) {
            return Err(Refused::Homework);
        }
    }
    (sent.number, sent.phase) = (before.number, before.phase);
    if sent.status == Status::Ready && !check(library, standings, &sent).may_be_ready() {
        sent.status = Status::Draft;
    }
    Ok(sent)
}

/// The words to keep for the exercise of one block.
fn kept_words(
    library: &Library,
    standings: &Standings,
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
    let gated = holds.iter().any(|hold| !matches!(hold, crate::holds::Hold::Need(need) if sent.has(need)));
    if gated { Err(Refused::held(library, item.title.as_str(), holds)) } else { Ok(Some(KeptItem::of(item))) }
}

/// A held session keeps its plan; titles and notes may still change.
pub(super) fn words_only(before: &SessionPlan, sent: &SessionPlan) -> Result<SessionPlan, Refused> {
    let note_of = |block: &PlanBlock| sent.block(block.id).map(|(_, sent)| sent.note.clone());
    let mut next = before.clone();
    for block in &mut next.blocks {
        block.note = note_of(block).ok_or(Refused::WasHeld)?;
    }
    (next.title, next.why, next.stop_if, next.note) =
        (sent.title.clone(), sent.why.clone(), sent.stop_if.clone(), sent.note.clone());
    if next == *sent { Ok(next) } else { Err(Refused::WasHeld) }
}

fn within_bounds(plan: &SessionPlan) -> Result<(), Refused> {
    let ids: BTreeSet<_> = plan.blocks.iter().map(|block| block.id).collect();
    if plan.blocks.len() > MOST_BLOCKS || ids.len() != plan.blocks.len() || plan.homework.len() > MOST_BLOCKS {
        return Err(Refused::TooMuch("A plan holds 40 blocks at most. Take something out first."));
    }
    let titles = plan.blocks.iter().map(|block| &block.title).chain([&plan.title]);
    if titles.into_iter().any(|title| title.chars().count() > LONGEST_TITLE) {
        return Err(Refused::TooMuch("Shorten the title to 160 characters or fewer."));
    }
    let notes = plan.blocks.iter().map(|block| &block.note);
    let texts = notes.chain(plan.homework.iter().map(|(_, dose)| dose)).chain([&plan.why, &plan.stop_if, &plan.note]);
    if texts.into_iter().any(|text| text.chars().count() > LONGEST_TEXT) {
        return Err(Refused::TooMuch("Shorten this text to 20,000 characters or fewer."));
    }
    let lengths = plan.blocks.iter().all(|block| (1..=LONGEST_BLOCK).contains(&block.minutes.0));
    if !lengths || !(SHORTEST..=LONGEST).contains(&plan.minutes) {
        return Err(Refused::TooMuch("A session lasts 30 to 120 minutes, a block 1 to 180."));
    }
    Ok(())
}
