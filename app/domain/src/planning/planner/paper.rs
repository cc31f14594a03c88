//! Homework with one dose, and the exercises on each sheet.

use serde::Serialize;

use super::{Block, Present, search::MainWork};
use crate::{
    assess::{CaseState, Partner, Session},
    library::{
        Library,
        model::{CouplePaper, Item, OwnPaper},
    },
    planning::PlanningContext,
    safety::holds,
    vocabulary::{Audience, GateId, ItemId, Kind, PaperClass, Tag},
};

/// Maximum number of exercises on one sheet (R48).
pub(crate) const EXERCISES_A_SHEET: usize = 2;

/// Gates that keep touch, sexual and fantasy homework off every sheet (R47).
pub(crate) const NO_SEXUAL_HOMEWORK: [GateId; 4] = [GateId::Consent, GateId::Ptsd, GateId::Secret, GateId::Affair];

/// A homework task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeworkTask {
    /// The exercise it comes from.
    pub item: ItemId,
    /// The task, its frequency and its length.
    pub dose: String,
    /// The persons who do it.
    #[serde(serialize_with = "crate::planning::planner::as_text")]
    pub audience: Present,
}

/// A sheet and the exercises on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// The recipient.
    pub audience: Audience,
    /// At most two exercises and one skill (R48).
    pub items: Vec<ItemId>,
}

/// Returns the homework of today's exercises: one task, from the first one that has homework and may be given.
pub(super) fn homework(moment: &PlanningContext<'_>, main: &MainWork<'_>, blocks: &[Block]) -> Vec<HomeworkTask> {
    let intense = main.high_intensity();
    let task = main.chosen.iter().map(|chosen| chosen.item).find_map(|item| {
        let text = item.homework.as_ref()?;
        if !may_be_homework(moment.course, item) || (intense && item.tags.contains(&Tag::Touch)) {
            return None;
        }
        let audience = blocks.iter().find(|b| b.item.as_ref() == Some(&item.id)).map(|b| b.audience)?;
        Some(HomeworkTask { item: item.id.clone(), dose: dose_today(moment.course, text.as_str()), audience })
    });
    task.into_iter().collect()
}

/// Returns the homework text for today: half of the dose if the last was not done (R42).
pub(crate) fn dose_today(course: &CaseState, text: &str) -> String {
    let half = if course.facts.homework_missed { "Half of this to begin with: " } else { "" };
    format!("{half}{text}")
}

/// True if the homework of `item` may be given: no touch, sexual or fantasy homework while CONSENT, PTSD, SECRET or
/// AFFAIR is open, overridden or not (R47).
pub(crate) fn may_be_homework(course: &CaseState, item: &Item) -> bool {
    let sexual = [Tag::Touch, Tag::Sexual, Tag::Fantasy].iter().any(|tag| item.tags.contains(tag));
    !(sexual && NO_SEXUAL_HOMEWORK.iter().any(|gate| course.gates.is_open(*gate)))
}

/// Returns the sheets for today's exercises, as the open gates allow.
pub(super) fn sheets(moment: &PlanningContext<'_>, blocks: &[Block]) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let items: Vec<&Item> = blocks.iter().filter_map(|block| moment.library.item(block.item.as_ref()?)).collect();
    // What may be printed only under a condition is put on a sheet by the counsellor, who is asked about it.
    let items: Vec<&Item> = items.into_iter().filter(|item| item.paper_only_if.is_none()).collect();
    let audiences: &[Audience] = match moment.session {
        Session::Couple => &[Audience::Both, Audience::A, Audience::B],
        Session::Individual(_, Some(Partner::B)) => &[Audience::B],
        Session::Individual(..) => &[Audience::A],
    };
    for audience in audiences {
        // In a session with one partner alone, what a hold asks for goes onto that partner's own sheet.
        let may = if moment.session == Session::Couple { may_stand_on } else { may_be_put_on };
        let on_it = on_sheet(moment.library, moment.course, &items, *audience, may);
        if !on_it.is_empty() {
            sheets.push(Sheet { audience: *audience, items: on_it });
        }
    }
    sheets
}

/// Returns those of `items` that go on the sheet of `audience`, in order: permitted ones, at most two exercises and one
/// skill (R48), and with situational violence the time-out.
pub(crate) fn on_sheet(
    library: &Library,
    course: &CaseState,
    items: &[&Item],
    audience: Audience,
    may: fn(&Library, &CaseState, &Item, Audience) -> bool,
) -> Vec<ItemId> {
    let mut on_it: Vec<ItemId> = Vec::new();
    for item in items.iter().filter(|item| may(library, course, item, audience)) {
        let skills = on_it.iter().filter(|id| is_skill(library, id)).count();
        let room = if item.tags.contains(&Tag::Skill) && skills == 0 {
            on_it.len() <= EXERCISES_A_SHEET
        } else {
            on_it.len() - skills.min(1) < EXERCISES_A_SHEET
        };
        if room && !on_it.contains(&item.id) {
            on_it.push(item.id.clone());
        }
    }
    if audience == Audience::Both {
        add_time_out(library, course, &mut on_it);
    }
    on_it
}

fn is_skill(library: &Library, id: &ItemId) -> bool {
    library.item(id).is_some_and(|item| item.tags.contains(&Tag::Skill))
}

/// Adds the time-out steps, which with situational violence are always on the shared sheet (reference 3.2), in place of
/// another skill or of the last exercise.
fn add_time_out(library: &Library, course: &CaseState, on_it: &mut Vec<ItemId>) {
    let Some(time_out) = library.items().iter().find(|item| item.id == *"negotiated-time-out") else { return };
    let wanted = course.gates.is_open(GateId::Situational)
        && !on_it.contains(&time_out.id)
        && may_stand_on(library, course, time_out, Audience::Both);
    if wanted {
        on_it.truncate(EXERCISES_A_SHEET);
        on_it.retain(|id| !is_skill(library, id));
        on_it.push(time_out.id.clone());
    }
}

/// Returns the strictest limit of the open gates on the sheet for both. An override releases exercises, not sheets.
pub(crate) fn couple_paper(library: &Library, course: &CaseState) -> CouplePaper {
    course.gates.open_gates().map(|gate| library.gate(gate).paper.couple).max().unwrap_or(CouplePaper::Allowed)
}

/// Returns the strictest limit of the open gates on one person's own sheet.
pub(crate) fn own_paper(library: &Library, course: &CaseState) -> OwnPaper {
    course.gates.open_gates().map(|gate| library.gate(gate).paper.own).max().unwrap_or(OwnPaper::Allowed)
}

/// True if an exercise may be printed on this sheet now: permitted by its class (R46) and the gates (R45), and not
/// held.
pub(crate) fn may_stand_on(library: &Library, course: &CaseState, item: &Item, audience: Audience) -> bool {
    let of_class = if audience == Audience::Both { PaperClass::Shared } else { PaperClass::Individual };
    item.paper == of_class && allowed_on(library, course, item, audience)
}

/// As [`may_stand_on`], for a counsellor's explicit choice: an exercise that an active hold asks for may also go on one
/// partner's own sheet although its class is shared. Otherwise a hold would ask for work and forbid its sheet.
pub(crate) fn may_be_put_on(library: &Library, course: &CaseState, item: &Item, audience: Audience) -> bool {
    let asked_for = || course.gates.open_gates().any(|gate| library.gate(gate).way_forward.contains(&item.id));
    may_stand_on(library, course, item, audience)
        || (audience != Audience::Both
            && item.paper == PaperClass::Shared
            && asked_for()
            && allowed_on(library, course, item, audience))
}

/// True if gates and holds allow it, whatever its class.
fn allowed_on(library: &Library, course: &CaseState, item: &Item, audience: Audience) -> bool {
    let needs_only = holds(course, item).iter().all(|hold| matches!(hold, crate::safety::Hold::Need(_)));
    let never = item.paper_never_under.iter().any(|gate| course.gates.is_open(*gate));
    needs_only
        && !never
        && match audience {
            Audience::Both => match couple_paper(library, course) {
                CouplePaper::Allowed => true,
                CouplePaper::InformationOnly => item.kind == Kind::Psychoeducation,
                CouplePaper::Nothing => false,
            },
            Audience::A | Audience::B => match own_paper(library, course) {
                OwnPaper::Allowed => true,
                OwnPaper::Harmless => is_harmless(item),
                OwnPaper::Nothing => false,
            },
        }
}

/// True if it contains nothing about safety, sex, blame or health (R45).
fn is_harmless(item: &Item) -> bool {
    let sensitive =
        [Tag::Safety, Tag::Sexual, Tag::Touch, Tag::Genital, Tag::Fantasy, Tag::Blame, Tag::Atonement, Tag::Health];
    !sensitive.iter().any(|tag| item.tags.contains(tag))
}
