//! Maps a block to its part of the session.

use crate::{
    assess::Session,
    library::model::{Item, Shares},
    planning::planner::{EXERCISES_A_SHEET, Parts},
    vocabulary::{Minutes, Phase, Tag},
};

/// A part of a session, independent of the library's name for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockPlace {
    /// Arrival, agreeing on the agenda.
    Opening,
    /// Homework review.
    Review,
    /// The main work, and any part not listed here.
    Main,
    /// Debrief and grounding. Protected (R39, R44).
    Debrief,
    /// Setting homework.
    Homework,
    /// Closing. Protected.
    Close,
}

impl BlockPlace {
    /// True if its minutes belong to the protected end, from which nothing may be taken silently.
    pub fn is_closing(self) -> bool {
        matches!(self, Self::Debrief | Self::Close)
    }
}

const COUPLE: [BlockPlace; 7] = [
    BlockPlace::Opening,
    BlockPlace::Opening,
    BlockPlace::Review,
    BlockPlace::Main,
    BlockPlace::Debrief,
    BlockPlace::Homework,
    BlockPlace::Close,
];

const INDIVIDUAL: [BlockPlace; 5] =
    [BlockPlace::Opening, BlockPlace::Opening, BlockPlace::Main, BlockPlace::Debrief, BlockPlace::Close];

/// Returns the part of the session for a block with this part name.
pub fn place(shares: &Shares, part: &str) -> BlockPlace {
    let among = |names: &[String], places: &[BlockPlace]| {
        names.iter().zip(places).find(|(name, _)| *name == part).map(|(_, place)| *place)
    };
    among(&shares.parts, &COUPLE).or_else(|| among(&shares.individual_parts, &INDIVIDUAL)).unwrap_or(BlockPlace::Main)
}

/// Returns the library's name for this part in a session of this kind, and its usual minutes; `None` if it has none.
pub(super) fn usual(
    shares: &Shares,
    length: Minutes,
    phase: Phase,
    session: Session,
    wanted: BlockPlace,
) -> Option<(String, Minutes)> {
    let parts = Parts::of(shares, length, phase, session);
    let found = parts.iter().find(|(name, _)| place(shares, name) == wanted);
    found.map(|(name, minutes)| (name.to_owned(), minutes))
}

/// Returns the library's name for this part in today's session of this length, and its usual minutes; `None` if it has
/// none.
pub(crate) fn usual_part(
    shares: &Shares,
    length: Minutes,
    standings: &super::ExerciseStatuses,
    wanted: BlockPlace,
) -> Option<(String, Minutes)> {
    usual(shares, length, standings.phase, standings.session, wanted)
}

/// True if these exercises exceed one sheet: two exercises and one skill (R48).
pub(super) fn too_many_on_sheet<'a>(items: impl Iterator<Item = &'a Item>) -> bool {
    let (skills, others): (Vec<&Item>, Vec<&Item>) = items.partition(|item| item.tags.contains(&Tag::Skill));
    others.len() + skills.len().saturating_sub(1) > EXERCISES_A_SHEET
}
