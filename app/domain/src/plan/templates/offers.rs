//! The status of exercises in a block at one moment, and their alternatives.

use super::{Filter, NotToday, Room, State};
use crate::{
    assess::Session,
    library::{
        Library,
        model::{Item, Party},
    },
    plan::editor::{ExerciseStatuses, place},
    planning::{Fit, PlanningContext, suggest},
    vocabulary::{GateId, ItemId, Minutes, SmallSet, Tag},
};

/// Maximum number of alternatives per block.
const MOST: usize = 6;

/// The state of exercises at one moment.
pub(super) struct Sight<'a> {
    pub(super) library: &'a Library,
    pub(super) standings: ExerciseStatuses,
    /// The suggestions, best first.
    order: Vec<&'a ItemId>,
    /// Arrival and debrief are held with each partner alone (R5).
    pub(super) separate: bool,
    /// Gates that are open.
    open: SmallSet<GateId>,
}

impl<'a> Sight<'a> {
    pub(super) fn of(moment: &PlanningContext<'a>) -> Self {
        Self {
            library: moment.library,
            standings: ExerciseStatuses::of(moment),
            order: suggest(moment).into_iter().map(|suggestion| &suggestion.item.id).collect(),
            separate: moment.session == Session::Couple && moment.course.gates.holds(GateId::Situational),
            open: moment.course.gates.open_gates().collect(),
        }
    }

    /// Returns the part that corresponds to `part` in today's session: an individual session has other parts than a
    /// couple session. The second of two parts of one kind, such as the agenda after the arrival, maps to the second of
    /// that kind, if there is one.
    pub(super) fn part_today(&self, part: &str) -> String {
        let shares = self.library.shares();
        let (here, there) = match self.standings.session {
            Session::Couple => (&shares.parts, &shares.individual_parts),
            Session::Individual(..) => (&shares.individual_parts, &shares.parts),
        };
        if here.iter().any(|name| name == part) {
            return part.to_owned();
        }
        let of = |name: &&String| place(shares, name) == place(shares, part);
        let nth = there.iter().filter(of).position(|name| name == part).unwrap_or(0);
        let alike: Vec<&String> = here.iter().filter(of).collect();
        alike.get(nth).or(alike.last()).map_or_else(|| part.to_owned(), |name| (*name).clone())
    }

    /// True if this part is held with each partner alone today.
    pub(super) fn is_apart(&self, part: &str) -> bool {
        let parts = &self.library.shares().parts;
        self.separate && [parts.first(), parts.get(4)].into_iter().flatten().any(|name| name == part)
    }

    /// Returns the status of an exercise in a block, after `earlier` in the same session. Ignores minutes.
    pub(super) fn state(&self, item: &Item, part: &str, room: Room, earlier: &[ItemId]) -> State {
        if earlier.contains(&item.id) {
            return State::Twice;
        }
        let holds = self.standings.holds_after(&item.id, earlier.iter());
        if !holds.is_empty() {
            return State::Held(holds);
        }
        if self.is_apart(part) {
            return State::Apart;
        }
        if self.fits(item, room) { State::Fits } else { State::NotToday(self.why_not(item)) }
    }

    /// Returns the reason why an exercise does not suit the participants.
    fn why_not(&self, item: &Item) -> NotToday {
        let apart = item.who.together_unless.iter().flatten().find(|gate| self.open.contains(*gate));
        match (self.standings.session, item.who.first, apart) {
            (Session::Couple, _, Some(gate)) => NotToday::Apart(*gate),
            (Session::Couple, ..) => NotToday::OneAlone,
            (Session::Individual(..), Party::One(role), _) => NotToday::Role(role),
            (Session::Individual(..), ..) => NotToday::Both,
        }
    }

    fn fits(&self, item: &Item, room: Room) -> bool {
        let Some(standing) = self.standings.of_item(&item.id) else { return false };
        let alone = self.standings.session == Session::Couple && matches!(room, Room::First | Room::Second);
        standing.fit.is_today() || (alone && standing.fit != Fit::Together && !self.library.is_couple_work(item))
    }

    /// Returns the exercises that fit this block: admitted by `wanted`, not held, of a suitable length, for these
    /// participants, and not of a later phase. The preferred one comes first, then the suggestions, then the nearest in
    /// minutes.
    pub(super) fn offers(&self, block: &Gap<'_>, wanted: impl Fn(&Item) -> bool) -> Vec<ItemId> {
        let usable = |item: &&Item| {
            wanted(item)
                && !item.put_away
                && item.minutes.min <= block.minutes
                && item.phase <= self.standings.phase
                && !block.taken.contains(&item.id)
                && self.state(item, block.part, block.room, block.earlier) == State::Fits
        };
        let mut found: Vec<&Item> = self.library.items().iter().filter(usable).collect();
        found.sort_by_key(|item| {
            let place = self.order.iter().position(|id| **id == item.id).unwrap_or(usize::MAX);
            let other = block.prefer != Some(&item.id);
            (other, place, item.minutes.typical.0.abs_diff(block.minutes.0), &item.id)
        });
        found.into_iter().take(MOST).map(|item| item.id.clone()).collect()
    }

    /// Returns the alternatives to `item`: of its kind or for one of its challenges; grounding for a grounding
    /// exercise.
    pub(super) fn instead_of(&self, block: &Gap<'_>, item: &Item) -> Vec<ItemId> {
        let grounds = item.tags.contains(&Tag::Grounding);
        let like = |other: &Item| {
            let shares =
                other.kind == item.kind || other.serves.iter().any(|challenge| item.serves.contains(challenge));
            other.id != item.id && if grounds { other.tags.contains(&Tag::Grounding) } else { shares }
        };
        self.offers(block, like)
    }

    /// Returns the candidates for an open slot.
    pub(super) fn for_slot(&self, block: &Gap<'_>, filter: Filter) -> Vec<ItemId> {
        self.offers(block, |item| filter.admits(item))
    }
}

/// A block that needs an exercise.
pub(super) struct Gap<'b> {
    pub(super) part: &'b str,
    pub(super) room: Room,
    pub(super) minutes: Minutes,
    /// Exercises earlier in the session.
    pub(super) earlier: &'b [ItemId],
    /// Exercises of other blocks.
    pub(super) taken: &'b [ItemId],
    /// The exercise that was here before.
    pub(super) prefer: Option<&'b ItemId>,
}
