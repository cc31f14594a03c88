//! Which part of a session a block belongs to.

use crate::{
    course::Session,
    library::model::{Item, Shares},
    minutes::Minutes,
    plan::{EXERCISES_A_SHEET, Parts},
    words::{Phase, Tag},
};

/// A part of a session, whatever the library calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Arriving, agreeing on the agenda.
    Opening,
    /// Looking back on homework.
    Review,
    /// The work itself, and whatever no other part claims.
    Main,
    /// Debrief and grounding. Protected (R39, R44).
    Debrief,
    /// Setting homework.
    Homework,
    /// Closing. Protected.
    Close,
}

impl Place {
    /// Whether its minutes are kept for the end, so that nothing may be taken from them silently.
    pub fn is_closing(self) -> bool {
        matches!(self, Self::Debrief | Self::Close)
    }
}

const COUPLE: [Place; 7] =
    [Place::Opening, Place::Opening, Place::Review, Place::Main, Place::Debrief, Place::Homework, Place::Close];

const INDIVIDUAL: [Place; 5] = [Place::Opening, Place::Opening, Place::Main, Place::Debrief, Place::Close];

/// The part that a block with this part's name belongs to.
pub fn place(shares: &Shares, part: &str) -> Place {
    let among = |names: &[String], places: &[Place]| {
        names.iter().zip(places).find(|(name, _)| *name == part).map(|(_, place)| *place)
    };
    among(&shares.parts, &COUPLE).or_else(|| among(&shares.individual_parts, &INDIVIDUAL)).unwrap_or(Place::Main)
}

/// What the library calls this part in a session of this kind, and its usual minutes; nothing where it has none.
pub(super) fn usual(
    shares: &Shares,
    length: Minutes,
    phase: Phase,
    session: Session,
    wanted: Place,
) -> Option<(String, Minutes)> {
    let parts = Parts::of(shares, length, phase, session);
    let found = parts.iter().find(|(name, _)| place(shares, name) == wanted);
    found.map(|(name, minutes)| (name.to_owned(), minutes))
}

/// What the library calls this part in today's session of this length, and its usual minutes; nothing where it has none.
pub(crate) fn usual_part(
    shares: &Shares,
    length: Minutes,
    standings: &super::Standings,
    wanted: Place,
) -> Option<(String, Minutes)> {
    usual(shares, length, standings.phase, standings.session, wanted)
}

/// Whether these exercises are more than one sheet may hold: two and one skill (R48).
pub(super) fn too_many_on_sheet<'a>(items: impl Iterator<Item = &'a Item>) -> bool {
    let (skills, others): (Vec<&Item>, Vec<&Item>) = items.partition(|item| item.tags.contains(&Tag::Skill));
    others.len() + skills.len().saturating_sub(1) > EXERCISES_A_SHEET
}
