//! Makes a handout from a stored session plan.
//!
//! It prints the wording stored in the plan (invariant 10), all of it [`ClientText`](super::ClientText): titles, notes,
//! doses and sentences that a counsellor typed cannot enter a [`Handout`] (invariant 1); only
//! [`ClientWords`](super::ClientWords) can, which were typed to be printed. Each exercise is checked again (invariant
//! 4).

use super::{
    Appointment, Audience, ClientWords, ComingSession, Discretion, Handout, HelpReport, Refusal, Wanted,
    is_slip_by_default, is_slip_only,
    language::Translator,
    make::{Given, assemble, exercise, forbidden, help_report, homework_left_off, information_only, nothing_for},
    next_appointment, next_session,
    sheet_parts::{allowed, discreet_enough},
};
use crate::{
    assess::CaseState,
    library::{
        Library,
        model::{Item, ItemWords},
    },
    plan::{BlockId, KeptItem, PlanBlock, SessionPlan, SheetContent},
    planning::planner::{may_be_homework, may_be_put_on, on_sheet},
    safety::{WorkOnHold, missing_needs},
    vocabulary::ItemId,
};

const ALL: [Audience; 3] = [Audience::Both, Audience::A, Audience::B];

/// A block that was chosen for a sheet and is omitted from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOff {
    /// The block.
    pub block: BlockId,
    /// Its exercise, in the library's words.
    pub title: String,
    /// The reason, for the counsellor.
    pub because: String,
}

/// Makes the sheet `wanted` from the blocks that the counsellor chose for it.
///
/// # Errors
/// If an open gate forbids the sheet, nothing may be printed on it, the country is unknown, or the plan's wording is
/// not available in the requested language.
pub fn from_plan(
    library: &Library,
    course: &CaseState,
    plan: &SessionPlan,
    wanted: &Wanted,
) -> Result<Handout, Refusal> {
    sheet_of_session(library, course, plan, wanted, &[])
}

/// As [`from_plan`], with the sessions of this couple that are still to come, in the order of time: the sheet says when
/// its readers meet again.
///
/// # Errors
/// As for [`from_plan`].
pub fn sheet_of_session(
    library: &Library,
    course: &CaseState,
    plan: &SessionPlan,
    wanted: &Wanted,
    coming: &[ComingSession],
) -> Result<Handout, Refusal> {
    let audience = wanted.audience;
    let content = plan.sheet_content(audience);
    allowed(library, course, &content, audience)?;
    let wanted = &wanted.as_discreet_as_gates_demand(library, course);
    let next = next_session(coming, audience, WorkOnHold::of(library, course).is_some());
    let appointment = next_appointment(&content, next, is_slip_by_default(course, audience));
    if is_slip_only(course, audience) {
        let none = || nothing_for(audience, &[]);
        return assemble(library, course, wanted, &[], Vec::new())
            .and_then(|handout| slip(library, handout, &content, appointment.ok_or_else(none)?));
    }
    let items = on_paper(library, course, plan, audience);
    let agreed = if content.no_homework { Vec::new() } else { agreed_after(library, course, plan, wanted) };
    let (theirs, yours) = typed_words(library, course, &content, wanted);
    if items.is_empty() && agreed.is_empty() && theirs.is_none() && yours.is_none() {
        if let Some(appointment) = appointment {
            let handout = assemble(library, course, wanted, &[], Vec::new())?;
            return slip(library, handout, &content, appointment);
        }
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
        (*item, kept.map_or_else(|| ItemWords::of(item), KeptItem::words))
    });
    let words = Translator::of(wanted).of_exercises(library, kept.collect())?;
    let exercises = items.iter().zip(words).map(|(item, words)| {
        let none = information_only || content.no_homework;
        let given = if none { Given::Nothing } else { given(course, plan, item) };
        exercise(words, item, wanted.discretion, &given, information_only)
    });
    let handout = assemble(library, course, wanted, &items, exercises.collect())?;
    // A sheet that stays in the room takes nothing home.
    let appointment = appointment.filter(|_| wanted.discretion != Discretion::InRoom);
    let meet_again = Translator::of(wanted).paper(library)?.meet_again.clone();
    let appointment = appointment.map(|appointment| (meet_again, appointment));
    Ok(Handout { agreed, theirs, yours, appointment, has_initial: !content.no_initial, ..handout })
}

/// Makes a sheet that holds an appointment alone, whatever else may be printed: no help line and no other sentence, so
/// that it says nothing about anyone.
fn slip(
    library: &Library,
    handout: Handout,
    content: &SheetContent,
    appointment: Appointment,
) -> Result<Handout, Refusal> {
    let words = Translator { sheet: handout.audience.sheet(), language: handout.language }.paper(library)?;
    Ok(Handout {
        title: words.title_appointment.clone(),
        lead: words.lead_appointment.clone(),
        universal: Vec::new(),
        crisis_lines: Vec::new(),
        help_lines: Vec::new(),
        appointment: Some((words.appointment.clone(), appointment)),
        has_initial: !content.no_initial,
        ..handout
    })
}

/// Returns the quote and the counsellor's sentence, as far as this sheet may hold them.
fn typed_words(
    library: &Library,
    course: &CaseState,
    content: &SheetContent,
    wanted: &Wanted,
) -> (Option<ClientWords>, Option<ClientWords>) {
    if information_only(library, course, wanted.audience) {
        return (None, None);
    }
    let may_be_printed = |words: &&ClientWords| discreet_enough(words, wanted.discretion);
    let (quote, sentence) = (content.quote(), content.counsellor_words());
    (quote.filter(may_be_printed).cloned(), sentence.filter(may_be_printed).cloned())
}

/// What was agreed at the end of the session, for the sheet of those it was agreed with. A sheet that stays in the room or
/// holds information alone sends nothing home, and a neutral one only what the counsellor says tells nothing.
fn agreed_after(library: &Library, course: &CaseState, plan: &SessionPlan, wanted: &Wanted) -> Vec<ClientWords> {
    let may_be_printed = |words: &&ClientWords| match wanted.discretion {
        Discretion::Standard => true,
        Discretion::Neutral => words.are_discreet(),
        Discretion::InRoom => false,
    };
    if information_only(library, course, wanted.audience) {
        return Vec::new();
    }
    let record = plan.record.as_deref().into_iter();
    let agreed = record.flat_map(|record| record.homework_for(wanted.audience)).map(|agreed| &agreed.words);
    agreed.filter(may_be_printed).cloned().collect()
}

/// Returns the plan's homework from this exercise, as far as the gates allow it now (R47).
fn given<'a>(course: &CaseState, plan: &'a SessionPlan, item: &Item) -> Given<'a> {
    if !may_be_homework(course, item) || plan.homework.iter().all(|(id, _)| *id != item.id) {
        return Given::Nothing;
    }
    plan.client_words.get(&item.id).map_or(Given::Library, Given::Agreed)
}

/// Describes the library's homework that a neutral sheet leaves off because it tells too much, a sentence for each exercise;
/// empty for other sheets.
pub fn neutral_homework_left_off(
    library: &Library,
    course: &CaseState,
    plan: &SessionPlan,
    wanted: &Wanted,
) -> Vec<String> {
    let none = plan.sheet_content(wanted.audience).no_homework || is_slip_only(course, wanted.audience);
    if none || information_only(library, course, wanted.audience) {
        return Vec::new();
    }
    let items = on_paper(library, course, plan, wanted.audience);
    let from_library = |item: &&Item| matches!(given(course, plan, item), Given::Library);
    homework_left_off(library, course, wanted, items.into_iter().filter(from_library))
}

/// Returns the agreed homework that this sheet omits for discretion, by the titles of the exercises.
pub fn agreed_words_left_off(
    library: &Library,
    course: &CaseState,
    plan: &SessionPlan,
    wanted: &Wanted,
) -> Vec<String> {
    if wanted.as_discreet_as_gates_demand(library, course).discretion != Discretion::Neutral {
        return Vec::new();
    }
    let items = on_paper(library, course, plan, wanted.audience);
    let kept_back = |item: &&&Item| matches!(given(course, plan, item), Given::Agreed(words) if !words.are_discreet());
    items.iter().filter(kept_back).map(|item| item.title.to_string()).collect()
}

/// Reports the help lines on the sheet, and those omitted.
///
/// # Errors
/// If the country is unknown.
pub fn plan_help_report(
    library: &Library,
    course: &CaseState,
    plan: &SessionPlan,
    wanted: &Wanted,
) -> Result<HelpReport, Refusal> {
    help_report(library, course, wanted, on_paper(library, course, plan, wanted.audience))
}

/// Returns the blocks that were chosen for this sheet and are omitted, with the reasons.
pub fn left_off(library: &Library, course: &CaseState, plan: &SessionPlan, audience: Audience) -> Vec<LeftOff> {
    let on_it = on_paper(library, course, plan, audience);
    let mut off = Vec::new();
    for (place, block) in plan.blocks.iter().enumerate().filter(|(_, block)| block.sheets.contains(&audience)) {
        let Some(kept) = &block.item else { continue };
        if on_it.iter().any(|item| item.id == *kept.id()) {
            continue;
        }
        let because = match library.item(kept.id()) {
            None => NOT_IN_LIBRARY.into(),
            Some(item) => why_not(library, course, plan, place, item, audience),
        };
        off.push(LeftOff { block: block.id, title: kept.title().to_string(), because });
    }
    off
}

/// An exercise of the session, as a choice for one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The block; none for an exercise that a hold puts on the sheet by itself.
    pub block: Option<BlockId>,
    /// Its title, in the library's words.
    pub title: String,
    /// True if it is on the sheet.
    pub is_on: bool,
    /// The reason why it cannot be chosen; none if it can.
    pub refused: Option<String>,
    /// The step to take before it is printed.
    pub first: Option<String>,
}

/// Returns the exercises that are on this sheet, could be, or would be if nothing kept them off, in the order of the
/// agenda. Exercises of a kind that this sheet never prints are left out, unless they were chosen.
pub fn offered(library: &Library, course: &CaseState, plan: &SessionPlan, audience: Audience) -> Vec<Offered> {
    let on_it = on_paper(library, course, plan, audience);
    let choice = |(place, block): (usize, &PlanBlock)| {
        let kept = block.item.as_ref()?;
        let choice = |refused, first| {
            let is_on = on_it.iter().any(|item| item.id == *kept.id());
            Some(Offered { block: Some(block.id), title: kept.title().to_string(), is_on, refused, first })
        };
        let chosen = block.sheets.contains(&audience);
        let Some(item) = library.item(kept.id()) else {
            return chosen.then(|| choice(Some(NOT_IN_LIBRARY.into()), None))?;
        };
        if on_it.iter().any(|on| on.id == item.id) {
            return choice(None, item.paper_only_if.clone());
        }
        let free = block.is_for(audience)
            && unmet(course, plan, place, item).is_none()
            && may_be_put_on(library, course, item, audience);
        let fits = || {
            let items: Vec<&Item> = on_it.iter().copied().chain([item]).collect();
            on_sheet(library, course, &items, audience, may_be_put_on).contains(&item.id)
        };
        if free && fits() {
            return choice(None, item.paper_only_if.clone());
        }
        let why = if free { TWO_FIT.to_owned() } else { why_not(library, course, plan, place, item, audience) };
        (chosen || why != NOT_THIS_KIND).then(|| choice(Some(why), None))?
    };
    let mut offered: Vec<Offered> = plan.blocks.iter().enumerate().filter_map(choice).collect();
    for item in on_it.iter().filter(|item| !plan.has(&item.id)) {
        let refused = Some("Always on this sheet while a hold asks for it.".to_owned());
        offered.push(Offered { block: None, title: item.title.to_string(), is_on: true, refused, first: None });
    }
    offered
}

const TWO_FIT: &str = "Two exercises fit on one sheet.";
const NOT_THIS_KIND: &str = "This kind of exercise is not printed on this sheet, or an active hold keeps it off.";
const NOT_IN_LIBRARY: &str = "It is no longer in the library, so its safety cannot be checked.";

fn why_not(
    library: &Library,
    course: &CaseState,
    plan: &SessionPlan,
    place: usize,
    item: &Item,
    audience: Audience,
) -> String {
    if !plan.blocks[place].is_for(audience) {
        return "It is done with the other partner alone.".into();
    }
    if let Some(need) = unmet(course, plan, place, item) {
        let need = library.item(need).map_or(need.as_str(), |item| item.title.as_str());
        return format!("Needs “{need}” first.");
    }
    if may_be_put_on(library, course, item, audience) {
        return "At most two exercises and one skill on a sheet.".into();
    }
    let holds = crate::safety::holds(course, item);
    let held = holds.iter().find(|hold| !matches!(hold, crate::safety::Hold::Need(_)));
    held.map_or_else(|| NOT_THIS_KIND.into(), |hold| hold.in_words(library))
}

/// Returns the exercises on this sheet: chosen for it, for these participants, with their needs met, and allowed now.
fn on_paper<'a>(library: &'a Library, course: &CaseState, plan: &SessionPlan, audience: Audience) -> Vec<&'a Item> {
    let chosen: Vec<&Item> = plan
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.sheets.contains(&audience) && block.is_for(audience))
        .filter_map(|(place, block)| Some((place, library.item(block.exercise()?)?)))
        .filter(|(place, item)| unmet(course, plan, *place, item).is_none())
        .map(|(_, item)| item)
        .collect();
    let ids = on_sheet(library, course, &chosen, audience, may_be_put_on);
    ids.iter().filter_map(|id| library.item(id)).collect()
}

/// Returns a prerequisite missing before the exercise at this index.
fn unmet<'a>(course: &'a CaseState, plan: &SessionPlan, place: usize, item: &'a Item) -> Option<&'a ItemId> {
    missing_needs(course, item).find(|need| plan.exercises_before(place).all(|earlier| earlier != *need))
}
