//! How exercises stand for one moment, and which could stand in a block instead.

use super::{Filter, Room, State};
use crate::{
    course::Session,
    desk::agenda::{Standings, place},
    ids::ItemId,
    library::{Library, model::Item},
    minutes::Minutes,
    session::Fit,
    suggest::{Moment, suggest},
    words::{GateId, Tag},
};

/// Replacements that one block offers at most.
const MOST: usize = 6;

/// How everything stands for one moment.
pub(super) struct Sight<'a> {
    pub(super) library: &'a Library,
    pub(super) standings: Standings,
    /// What is suggested, the best first.
    order: Vec<&'a ItemId>,
    /// Arrival and debrief are held with each partner alone (R5).
    pub(super) separate: bool,
}

impl<'a> Sight<'a> {
    pub(super) fn of(moment: &Moment<'a>) -> Self {
        Self {
            library: moment.library,
            standings: Standings::of(moment),
            order: suggest(moment).into_iter().map(|suggestion| &suggestion.item.id).collect(),
            separate: moment.session == Session::Couple && moment.course.gates.holds(GateId::Situational),
        }
    }

    /// The part that stands for `part` in today's session: one partner alone has other parts than both. The second of two
    /// parts of one kind, such as the agenda after the arrival, becomes the second of that kind, where there is one.
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

    /// Whether the minutes of this part are held with each partner alone today.
    pub(super) fn is_apart(&self, part: &str) -> bool {
        let parts = &self.library.shares().parts;
        self.separate && [parts.first(), parts.get(4)].into_iter().flatten().any(|name| name == part)
    }

    /// How an exercise stands in a block, after `earlier` in the same session. Minutes are not looked at.
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
        if self.fits(item, room) { State::Fits } else { State::NotToday }
    }

    fn fits(&self, item: &Item, room: Room) -> bool {
        let Some(standing) = self.standings.of_item(&item.id) else { return false };
        let alone = self.standings.session == Session::Couple && matches!(room, Room::First | Room::Second);
        standing.fit.is_today() || (alone && standing.fit != Fit::Together && !self.library.is_couple_work(item))
    }

    /// Exercises that could stand in this block: those that `wanted` admits, that nothing holds, that fit the minutes and
    /// whoever comes, and that are not of a later phase. First the one that is preferred, then what is suggested, then what
    /// comes nearest in minutes.
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

    /// What could stand in the place of `item`: of its kind or for one of its challenges; grounding for what grounds.
    pub(super) fn instead_of(&self, block: &Gap<'_>, item: &Item) -> Vec<ItemId> {
        let grounds = item.tags.contains(&Tag::Grounding);
        let like = |other: &Item| {
            let shares =
                other.kind == item.kind || other.serves.iter().any(|challenge| item.serves.contains(challenge));
            other.id != item.id && if grounds { other.tags.contains(&Tag::Grounding) } else { shares }
        };
        self.offers(block, like)
    }

    /// What could stand in an open slot.
    pub(super) fn for_slot(&self, block: &Gap<'_>, filter: Filter) -> Vec<ItemId> {
        self.offers(block, |item| filter.admits(item))
    }
}

/// A block that an exercise is looked for.
pub(super) struct Gap<'b> {
    pub(super) part: &'b str,
    pub(super) room: Room,
    pub(super) minutes: Minutes,
    /// Exercises earlier in the session.
    pub(super) earlier: &'b [ItemId],
    /// Exercises of other blocks.
    pub(super) taken: &'b [ItemId],
    /// The exercise that stood here once.
    pub(super) prefer: Option<&'b ItemId>,
}
