//! What goes home: homework with one dose, and which exercises stand on whose paper.

use serde::Serialize;

use super::{Block, Present, search::MainWork};
use crate::{
    course::Partner,
    course::{Course, Session},
    handout::Audience,
    holds::holds,
    ids::ItemId,
    library::{
        Library,
        model::{CouplePaper, Item, OwnPaper},
    },
    suggest::Moment,
    words::{GateId, Kind, PaperClass, Tag},
};

/// Exercises on one sheet at most (R48).
pub(crate) const EXERCISES_A_SHEET: usize = 2;

/// Gates that keep touch, sexual and fantasy homework off every sheet (R47).
pub(crate) const NO_SEXUAL_HOMEWORK: [GateId; 4] = [GateId::Consent, GateId::Ptsd, GateId::Secret, GateId::Affair];

/// What to do at home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HomeworkTask {
    /// The exercise it comes from.
    pub item: ItemId,
    /// What, how often and how long.
    pub dose: String,
    /// Who.
    #[serde(serialize_with = "crate::plan::as_text")]
    pub audience: Present,
}

/// A sheet and the exercises on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Whose it is.
    pub audience: Audience,
    /// At most two exercises and one skill (R48).
    pub items: Vec<ItemId>,
}

/// The homework of today's exercises: one task, from the first one that has any and may be given.
pub(super) fn homework(moment: &Moment<'_>, main: &MainWork<'_>, blocks: &[Block]) -> Vec<HomeworkTask> {
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

/// The homework in the words for today: half of it where the last was not done (R42).
pub(crate) fn dose_today(course: &Course, text: &str) -> String {
    let half = if course.facts.homework_missed { "Half of this to begin with: " } else { "" };
    format!("{half}{text}")
}

/// Whether the homework of `item` may be given: no touch, sexual or fantasy homework while CONSENT, PTSD, SECRET or
/// AFFAIR is open, overridden or not (R47).
pub(crate) fn may_be_homework(course: &Course, item: &Item) -> bool {
    let sexual = [Tag::Touch, Tag::Sexual, Tag::Fantasy].iter().any(|tag| item.tags.contains(tag));
    !(sexual && NO_SEXUAL_HOMEWORK.iter().any(|gate| course.gates.is_open(*gate)))
}

/// Whose paper today's exercises stand on, as the open gates allow.
pub(super) fn sheets(moment: &Moment<'_>, blocks: &[Block]) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let items: Vec<&Item> = blocks.iter().filter_map(|block| moment.library.item(block.item.as_ref()?)).collect();
    let audiences: &[Audience] = match moment.session {
        Session::Couple => &[Audience::Both, Audience::A, Audience::B],
        Session::Individual(_, Some(Partner::B)) => &[Audience::B],
        Session::Individual(..) => &[Audience::A],
    };
    for audience in audiences {
        let on_it = on_sheet(moment.library, moment.course, &items, *audience);
        if !on_it.is_empty() {
            sheets.push(Sheet { audience: *audience, items: on_it });
        }
    }
    sheets
}

/// Which of `items` stand on the sheet of `audience`, in their order: those that may, at most two exercises and one
/// skill (R48), and with situational violence the time-out.
pub(crate) fn on_sheet(library: &Library, course: &Course, items: &[&Item], audience: Audience) -> Vec<ItemId> {
    let mut on_it: Vec<ItemId> = Vec::new();
    for item in items.iter().filter(|item| may_stand_on(library, course, item, audience)) {
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

/// With situational violence the time-out steps are always on the shared sheet (reference 3.2). They take the place of
/// another skill, or of the last exercise.
fn add_time_out(library: &Library, course: &Course, on_it: &mut Vec<ItemId>) {
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

/// What the open gates allow on the sheet for both, at the strictest. An override releases exercises, not paper.
pub(crate) fn couple_paper(library: &Library, course: &Course) -> CouplePaper {
    course.gates.open_gates().map(|gate| library.gate(gate).paper.couple).max().unwrap_or(CouplePaper::Allowed)
}

/// What the open gates allow on one person's own sheet, at the strictest.
pub(crate) fn own_paper(library: &Library, course: &Course) -> OwnPaper {
    course.gates.open_gates().map(|gate| library.gate(gate).paper.own).max().unwrap_or(OwnPaper::Allowed)
}

/// Whether an exercise may stand on this sheet now: its class (R46), the gates (R45), and nothing that holds it.
pub(crate) fn may_stand_on(library: &Library, course: &Course, item: &Item, audience: Audience) -> bool {
    let needs_only = holds(course, item).iter().all(|hold| matches!(hold, crate::holds::Hold::Need(_)));
    let never = item.paper_never_under.iter().any(|gate| course.gates.is_open(*gate));
    needs_only
        && !never
        && match audience {
            Audience::Both => {
                item.paper == PaperClass::Shared
                    && match couple_paper(library, course) {
                        CouplePaper::Allowed => true,
                        CouplePaper::InformationOnly => item.kind == Kind::Psychoeducation,
                        CouplePaper::Nothing => false,
                    }
            }
            Audience::A | Audience::B => {
                item.paper == PaperClass::Individual
                    && match own_paper(library, course) {
                        OwnPaper::Allowed => true,
                        OwnPaper::Harmless => is_harmless(item),
                        OwnPaper::Nothing => false,
                    }
            }
        }
}

/// Nothing about safety, sex, blame or health (R45).
fn is_harmless(item: &Item) -> bool {
    let sensitive =
        [Tag::Safety, Tag::Sexual, Tag::Touch, Tag::Genital, Tag::Fantasy, Tag::Blame, Tag::Atonement, Tag::Health];
    !sensitive.iter().any(|tag| item.tags.contains(tag))
}
