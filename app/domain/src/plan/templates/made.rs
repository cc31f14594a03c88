//! Makes a template from a plan, and lists what it omits.

use super::{Booked, Content, ExerciseRef, Part, Room, Template, TemplateBlock};
use crate::{
    assess::Partner,
    library::Library,
    plan::{PlanBlock, SessionPlan},
    planning::planner::{LONGEST, Present, SHORTEST},
};

/// A part of a plan that no template includes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Omitted {
    /// The title of the plan.
    PlanTitle,
    /// Its day.
    Day,
    /// Its start time.
    Time,
    /// Titles that the counsellor gave to blocks.
    Titles,
    /// Private notes.
    Notes,
    /// The aim, and the reasons to stop.
    Reasons,
    /// Homework in agreed wording.
    Doses,
    /// Outcomes of blocks.
    Outcomes,
    /// The sheets chosen for blocks.
    Sheets,
    /// The partner who was seen alone.
    Partners,
}

/// The parts of a plan that a template omitted, with the number of each.
pub type LeftBehind = Vec<(Omitted, usize)>;

/// Makes a template from this plan, still without a title, and lists what it omits.
///
/// It includes exercises, parts of the session, minutes and participants. It reads no typed text: block titles come
/// from the exercise or the part, homework from the library.
pub fn from_plan(library: &Library, plan: &SessionPlan) -> (Template, LeftBehind) {
    let first = first_alone(plan);
    let block = |block: &PlanBlock| TemplateBlock {
        part: Part::or_main(library, &block.part),
        minutes: block.minutes,
        room: room(block.present, first),
        content: block.item.clone().map_or(Content::Part, |kept| Content::Exercise(ExerciseRef::Kept(kept))),
    };
    let template = Template {
        title: String::new(),
        description: String::new(),
        tags: Vec::new(),
        minutes: plan.minutes.clamp(SHORTEST, LONGEST),
        phase: plan.phase,
        booked: Booked::from(plan.booked),
        blocks: plan.blocks.iter().map(block).collect(),
        homework: plan.homework.iter().map(|(id, _)| id.clone()).collect(),
    };
    (template, left_behind(library, plan))
}

/// Returns the partner who is seen alone first.
fn first_alone(plan: &SessionPlan) -> Partner {
    plan.blocks.iter().find_map(|block| alone(block.present)).unwrap_or(Partner::A)
}

fn alone(present: Present) -> Option<Partner> {
    match present {
        Present::Turn(partner) | Present::One(_, Some(partner)) => Some(partner),
        Present::One(_, None) | Present::Both | Present::Each => None,
    }
}

fn room(present: Present, first: Partner) -> Room {
    match present {
        Present::Both => Room::Both,
        Present::Each => Room::Each,
        one => alone(one).map_or(Room::First, |who| if who == first { Room::First } else { Room::Second }),
    }
}

fn left_behind(library: &Library, plan: &SessionPlan) -> LeftBehind {
    let said = |text: &str| usize::from(!text.trim().is_empty());
    let blocks = |of: &dyn Fn(&PlanBlock) -> bool| plan.blocks.iter().filter(|block| of(block)).count();
    let own_dose = |(id, dose): &&(_, String)| {
        library.item(id).and_then(|i| i.homework.as_ref()).is_none_or(|h| h.as_str() != dose)
    };
    let all = [
        (Omitted::PlanTitle, said(&plan.title)),
        (Omitted::Day, usize::from(plan.on.is_some())),
        (Omitted::Time, usize::from(plan.start.is_some())),
        (Omitted::Titles, blocks(&|block| has_own_title(library, block))),
        (Omitted::Notes, said(&plan.note) + blocks(&|block| !block.note.trim().is_empty())),
        (Omitted::Reasons, said(&plan.why) + said(&plan.stop_if)),
        (Omitted::Doses, plan.homework.iter().filter(own_dose).count() + plan.client_words.len()),
        (Omitted::Outcomes, blocks(&|block| block.outcome.is_some())),
        (Omitted::Sheets, blocks(&|block| !block.sheets.is_empty())),
        (Omitted::Partners, blocks(&|block| alone(block.present).is_some())),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// True if a block has a title other than that of its exercise or part.
pub(super) fn has_own_title(library: &Library, block: &PlanBlock) -> bool {
    let title = block.title.trim();
    let of_exercise = block.item.as_ref().is_some_and(|kept| kept.title().as_str() == title);
    !of_exercise && Part::named(library, title).is_none()
}
