//! Fits the agenda to the length of the session, by minutes alone.

use super::{
    Refused,
    parts::{BlockPlace, place},
};
use crate::{
    library::Library,
    plan::{BlockId, PlanBlock, SessionPlan},
    vocabulary::Minutes,
};

/// Shortest an opening, a review or the homework becomes when exercises give no more, in minutes.
const SHORTEST_FRAME: u8 = 3;

/// A block whose minutes changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fitted {
    /// The block.
    pub block: BlockId,
    /// Its minutes before.
    pub was: Minutes,
    /// Its minutes now.
    pub is: Minutes,
}

/// Returns the plan with its minutes fitted to the session, and every block that changed.
///
/// Too long, exercises give minutes down to their minimum, then the opening, review and homework give some. Too short,
/// exercises take minutes up to their maximum; what is left stays free. Debrief and close never change (R39, R44).
///
/// # Errors
/// If it fits already, or does not fit even with every exercise at its minimum.
pub fn fit(library: &Library, plan: &SessionPlan) -> Result<(SessionPlan, Vec<Fitted>), Refused> {
    let mut next = plan.clone();
    let (planned, length) = (plan.planned(), u16::from(plan.minutes.0));
    if planned == length {
        return Err(Refused::TooMuch("It fits already."));
    }
    for _ in length..planned {
        let gives =
            widest(&next, |block| above_minimum(library, block)).or_else(|| widest(&next, |b| frame(library, b)));
        match gives {
            Some(place) => next.blocks[place].minutes.0 -= 1,
            None => {
                return Err(Refused::TooMuch(
                    "It does not fit, even with every exercise at its shortest. Remove one, or make the session longer.",
                ));
            }
        }
    }
    for _ in planned..length {
        let Some(place) = widest(&next, |block| below_maximum(library, block)) else { break };
        next.blocks[place].minutes.0 += 1;
    }
    let changed: Vec<Fitted> = plan
        .blocks
        .iter()
        .zip(&next.blocks)
        .filter(|(was, is)| was.minutes != is.minutes)
        .map(|(was, is)| Fitted { block: is.id, was: was.minutes, is: is.minutes })
        .collect();
    if changed.is_empty() {
        return Err(Refused::TooMuch("Every exercise is at its longest already. Add one for the free minutes."));
    }
    Ok((next, changed))
}

/// The place of the block with the most to give or take; the later one of several.
fn widest(plan: &SessionPlan, room: impl Fn(&PlanBlock) -> u8) -> Option<usize> {
    let rooms = plan.blocks.iter().map(room).enumerate().filter(|(_, room)| *room > 0);
    rooms.max_by_key(|(_, room)| *room).map(|(place, _)| place)
}

fn above_minimum(library: &Library, block: &PlanBlock) -> u8 {
    exercise(library, block).map_or(0, |range| block.minutes.0.saturating_sub(range.min.0))
}

fn below_maximum(library: &Library, block: &PlanBlock) -> u8 {
    exercise(library, block).map_or(0, |range| range.max.0.saturating_sub(block.minutes.0))
}

fn exercise(library: &Library, block: &PlanBlock) -> Option<crate::vocabulary::MinuteRange> {
    let is_main = place(library.shares(), &block.part) == BlockPlace::Main;
    block.exercise().filter(|_| is_main).and_then(|id| library.item(id)).map(|item| item.minutes)
}

fn frame(library: &Library, block: &PlanBlock) -> u8 {
    let gives =
        matches!(place(library.shares(), &block.part), BlockPlace::Opening | BlockPlace::Review | BlockPlace::Homework);
    if gives { block.minutes.0.saturating_sub(SHORTEST_FRAME) } else { 0 }
}
