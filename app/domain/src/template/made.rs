//! From a plan to a template, and what stays behind.

use super::{Booked, Content, Named, Part, Room, Template, TemplateBlock};
use crate::{
    course::Partner,
    desk::{PlanBlock, SessionPlan},
    library::Library,
    plan::{LONGEST, Present, SHORTEST},
};

/// Something of a plan that no template takes along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// What the plan was called.
    PlanTitle,
    /// Its day.
    Day,
    /// Its time of day.
    Time,
    /// Titles that the counsellor gave to blocks.
    Titles,
    /// Private notes.
    Notes,
    /// Why this, why now; and what would make the counsellor stop.
    Reasons,
    /// Homework in words that were agreed.
    Doses,
    /// What came of blocks.
    Outcomes,
    /// On which sheets blocks were to go.
    Sheets,
    /// Which partner was seen alone.
    Partners,
}

/// What a template did not take along of its plan: how much of each.
pub type LeftBehind = Vec<(Left, usize)>;

/// A template from this plan, still without a title of its own, and what it does not take along.
///
/// It takes exercises, parts of the session, minutes and who is in the room. It reads no text that anybody typed: block
/// titles come from the exercise or the part, homework from the library.
pub fn from_plan(library: &Library, plan: &SessionPlan) -> (Template, LeftBehind) {
    let first = first_alone(plan);
    let block = |block: &PlanBlock| TemplateBlock {
        part: Part::or_main(library, &block.part),
        minutes: block.minutes,
        room: room(block.present, first),
        content: block.item.clone().map_or(Content::Part, |kept| Content::Exercise(Named::Kept(kept))),
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

/// The partner who is seen alone first.
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
        (Left::PlanTitle, said(&plan.title)),
        (Left::Day, usize::from(plan.on.is_some())),
        (Left::Time, usize::from(plan.start.is_some())),
        (Left::Titles, blocks(&|block| has_own_title(library, block))),
        (Left::Notes, said(&plan.note) + blocks(&|block| !block.note.trim().is_empty())),
        (Left::Reasons, said(&plan.why) + said(&plan.stop_if)),
        (Left::Doses, plan.homework.iter().filter(own_dose).count()),
        (Left::Outcomes, blocks(&|block| block.outcome.is_some())),
        (Left::Sheets, blocks(&|block| !block.sheets.is_empty())),
        (Left::Partners, blocks(&|block| alone(block.present).is_some())),
    ];
    all.into_iter().filter(|(_, count)| *count > 0).collect()
}

/// Whether a block is called what neither its exercise nor its part is.
pub(super) fn has_own_title(library: &Library, block: &PlanBlock) -> bool {
    let title = block.title.trim();
    let of_exercise = block.item.as_ref().is_some_and(|kept| kept.title().as_str() == title);
    !of_exercise && Part::named(library, title).is_none()
}
