//! Makes a handout from a session plan of the desk.
//!
//! What stands on paper are the words that the plan kept (invariant 10), all of them [`ClientText`](super::ClientText):
//! titles, notes, doses and sentences that a counsellor typed have no way into a [`Handout`] (invariant 1). Whether an
//! exercise may stand on it is asked again now (invariant 4).

use super::{
    Audience, Handout, Refusal, Wanted,
    language::Speech,
    make::{assemble, exercise, forbidden, information_only, nothing_for},
};
use crate::{
    course::Course,
    desk::{BlockId, KeptItem, SessionPlan},
    holds::missing_needs,
    library::{
        Library,
        model::{ClientWords, Item},
    },
    plan::{may_be_homework, may_stand_on, on_sheet},
};

const ALL: [Audience; 3] = [Audience::Both, Audience::A, Audience::B];

/// A block that was chosen for a sheet and is not on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOff {
    /// The block.
    pub block: BlockId,
    /// Its exercise, in the library's words.
    pub title: String,
    /// Why, for the counsellor.
    pub because: String,
}

/// The sheet that `wanted` asks for, from the blocks that the counsellor chose for it.
///
/// # Errors
///
/// When an open gate forbids the sheet, when nothing may stand on it, when the country is not known, or when the words that
/// the plan kept cannot be had in the language that is wanted.
pub fn from_plan(library: &Library, course: &Course, plan: &SessionPlan, wanted: &Wanted) -> Result<Handout, Refusal> {
    forbidden(library, course, wanted.audience)?;
    let wanted = &wanted.as_discreet_as_gates_demand(library, course);
    let items = on_paper(library, course, plan, wanted.audience);
    if items.is_empty() {
        let other = |audience: &Audience| {
            *audience != wanted.audience
                && forbidden(library, course, *audience).is_ok()
                && !on_paper(library, course, plan, *audience).is_empty()
        };
        let others: Vec<Audience> = ALL.into_iter().filter(other).collect();
        return Err(nothing_for(wanted.audience, &others));
    }
    let information_only = information_only(library, course, wanted.audience);
    let kept = items.iter().map(|item| {
        let kept = plan.blocks.iter().filter_map(|block| block.item.as_ref()).find(|kept| *kept.id() == item.id);
        // The time-out that situational violence puts on the sheet may be in no block: then as the library has it now.
        (*item, kept.map_or_else(|| ClientWords::of(item), KeptItem::client_words))
    });
    let words = Speech::of(wanted).of_exercises(library, kept.collect())?;
    let exercises = items.iter().zip(words).map(|(item, words)| {
        let given =
            !information_only && may_be_homework(course, item) && plan.homework.iter().any(|(id, _)| *id == item.id);
        exercise(words, item, wanted.discretion, given, information_only)
    });
    assemble(library, course, wanted, exercises.collect())
}

/// What was chosen for this sheet and is left off it, and why.
pub fn left_off(library: &Library, course: &Course, plan: &SessionPlan, audience: Audience) -> Vec<LeftOff> {
    let on_it = on_paper(library, course, plan, audience);
    let mut off = Vec::new();
    for (place, block) in plan.blocks.iter().enumerate().filter(|(_, block)| block.sheets.contains(&audience)) {
        let Some(kept) = &block.item else { continue };
        if on_it.iter().any(|item| item.id == *kept.id()) {
            continue;
        }
        let because = match library.item(kept.id()) {
            None => "The library has it no more, so nobody can say whether it is safe today.".into(),
            Some(item) => why_not(library, course, plan, place, item, audience),
        };
        off.push(LeftOff { block: block.id, title: kept.title().to_string(), because });
    }
    off
}

fn why_not(
    library: &Library,
    course: &Course,
    plan: &SessionPlan,
    place: usize,
    item: &Item,
    audience: Audience,
) -> String {
    if !plan.blocks[place].is_for(audience) {
        return "It is done with the other partner alone (R46).".into();
    }
    if let Some(need) = unmet(course, plan, place, item) {
        return format!("It needs “{need}” before.");
    }
    if may_stand_on(library, course, item, audience) {
        return "A sheet holds two exercises and one skill (R48).".into();
    }
    let holds = crate::holds::holds(course, item);
    let held = holds.iter().find(|hold| !matches!(hold, crate::holds::Hold::Need(_)));
    held.map_or_else(
        || "Its class of paper or an open gate keeps it off this sheet (R45, R46).".into(),
        |hold| hold.in_words(library),
    )
}

/// The exercises that stand on this sheet: chosen for it, for these people, with their needs met, and allowed now.
fn on_paper<'a>(library: &'a Library, course: &Course, plan: &SessionPlan, audience: Audience) -> Vec<&'a Item> {
    let chosen: Vec<&Item> = plan
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.sheets.contains(&audience) && block.is_for(audience))
        .filter_map(|(place, block)| Some((place, library.item(block.exercise()?)?)))
        .filter(|(place, item)| unmet(course, plan, *place, item).is_none())
        .map(|(_, item)| item)
        .collect();
    let ids = on_sheet(library, course, &chosen, audience);
    ids.iter().filter_map(|id| library.item(id)).collect()
}

/// An exercise that must come before the one at this place and does not.
fn unmet(course: &Course, plan: &SessionPlan, place: usize, item: &Item) -> Option<String> {
    let need = missing_needs(course, item).find(|need| plan.exercises_before(place).all(|earlier| earlier != *need))?;
    Some(need.to_string())
}
