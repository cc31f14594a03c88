//! Applies a template to a couple: the blocks that fit, are held, need a choice or are too long.

use super::{
    Content, ExerciseRef, State, Template, TemplateBlock,
    minutes::{Ask, share_out},
    offers::{Gap, Sight},
};
use crate::{
    assess::Session,
    library::{Library, model::Item},
    plan::editor::{BlockPlace, SMALL_REST, place, usual_part},
    planning::{
        PlanningContext,
        planner::{LONGEST, SHORTEST, holds},
    },
    safety::is_time_alone,
    vocabulary::{GateId, ItemId, Minutes, Phase, Tag},
};

/// A template applied to one couple at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Application {
    /// The length of the session.
    pub minutes: Minutes,
    /// The participants allowed: one partner alone if a gate demands it.
    pub session: Session,
    /// That gate.
    pub alone_because: Option<GateId>,
    /// The phase of the work with this couple.
    pub phase: Phase,
    /// A row for each block of the template, in order.
    pub rows: Vec<Row>,
    /// The status of the homework.
    pub homework: Vec<(ItemId, HomeworkStanding)>,
}

/// The status of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The part of today's session.
    pub part: String,
    /// Its minutes today, if it stays. Fitting blocks never sum to more than the session.
    pub minutes: Minutes,
    /// The exercise of the template; none for a part or an open slot.
    pub item: Option<ItemId>,
    /// The title of the exercise.
    pub title: Option<String>,
    /// Its status.
    pub state: State,
    /// Alternatives to it, or candidates for the slot; best first.
    pub offers: Vec<ItemId>,
    /// Remarks.
    pub remarks: Vec<Remark>,
}

/// A remark about a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The library's wording has changed; it is offered, never forced (invariant 10).
    NewerWords,
    /// It belongs to a later phase than the present one.
    LaterPhase(Phase),
    /// Held with each partner alone, half the minutes each (R5).
    InTurn,
    /// Shorter than in the template, where it has this many minutes.
    Shortened(Minutes),
    /// Longer than in the template, where it has this many minutes.
    Lengthened(Minutes),
    /// One exercise more than a session of this length holds (R43).
    OneTooMany,
    /// The session is too short for it as well.
    NoRoom,
}

/// The status of a template's homework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeworkStanding {
    /// It is included if its exercise is.
    Fits,
    /// No sheet may hold it now (R47), or its exercise is held.
    Held,
    /// The library has no such homework.
    Unknown,
}

/// Applies `template` at this moment, for a session of `minutes` (30 to 120).
pub fn apply(template: &Template, moment: &PlanningContext<'_>, minutes: Minutes) -> Application {
    let minutes = minutes.clamp(SHORTEST, LONGEST);
    let sight = Sight::of(moment);
    let mut rows = Rows { sight: &sight, minutes, earlier: Vec::new(), taken: fixed(template), laid: Vec::new() };
    for block in &template.blocks {
        rows.add(block);
    }
    let rows = rows.with_minutes(template);
    let homework = template.homework.iter().map(|id| (id.clone(), homework(&sight, id, &rows))).collect();
    Application {
        minutes,
        session: moment.session,
        alone_because: sight.standings.alone_because(),
        phase: moment.phase.id,
        rows,
        homework,
    }
}

/// Returns the fixed exercises of the template.
fn fixed(template: &Template) -> Vec<ItemId> {
    let of = |block: &TemplateBlock| match &block.content {
        Content::Exercise(named) => Some(named.id().clone()),
        Content::Part | Content::Slot(..) => None,
    };
    template.blocks.iter().filter_map(of).collect()
}

fn homework(sight: &Sight<'_>, id: &ItemId, rows: &[Row]) -> HomeworkStanding {
    if sight.library.item(id).is_none_or(|item| item.homework.is_none()) {
        return HomeworkStanding::Unknown;
    }
    let may = sight.standings.of_item(id).is_some_and(|standing| standing.homework);
    let used = rows.iter().any(|row| row.item.as_ref() == Some(id) && row.state == State::Fits);
    if may && (used || sight.standings.done.contains(id)) { HomeworkStanding::Fits } else { HomeworkStanding::Held }
}

struct Rows<'s, 'a> {
    sight: &'s Sight<'a>,
    minutes: Minutes,
    /// Exercises that may be used so far.
    earlier: Vec<ItemId>,
    taken: Vec<ItemId>,
    laid: Vec<Row>,
}

impl Rows<'_, '_> {
    fn add(&mut self, block: &TemplateBlock) {
        let part = self.sight.part_today(block.part.as_str());
        let row = Row {
            minutes: block.minutes,
            item: None,
            title: None,
            state: State::Fits,
            offers: Vec::new(),
            remarks: self.sight.is_apart(&part).then_some(Remark::InTurn).into_iter().collect(),
            part,
        };
        let row = match &block.content {
            Content::Part => row,
            Content::Slot(filter, before) => {
                let gap = Gap { prefer: before.as_ref().map(ExerciseRef::id), ..self.gap(&row.part, block) };
                let offers = self.sight.for_slot(&gap, *filter);
                // The next slot offers something else, so that what is proposed never stands twice.
                self.taken.extend(offers.first().cloned());
                Row { state: State::Choose, offers, ..row }
            }
            Content::Exercise(named) => self.exercise(row, block, named),
        };
        self.laid.push(row);
    }

    fn gap<'b>(&'b self, part: &'b str, block: &TemplateBlock) -> Gap<'b> {
        Gap { part, room: block.room, minutes: block.minutes, earlier: &self.earlier, taken: &self.taken, prefer: None }
    }

    fn exercise(&mut self, row: Row, block: &TemplateBlock, named: &ExerciseRef) -> Row {
        let row = Row { item: Some(named.id().clone()), title: Some(named.title().to_owned()), ..row };
        let Some(item) = self.sight.library.item(named.id()) else { return Row { state: State::Unknown, ..row } };
        let state = self.sight.state(item, &row.part, block.room, &self.earlier);
        let offers = match state {
            State::Fits => Vec::new(),
            _ => self.sight.instead_of(&self.gap(&row.part, block), item),
        };
        if state == State::Fits {
            self.earlier.push(item.id.clone());
        }
        let mut remarks = row.remarks;
        remarks.extend(named.differs_from(item).then_some(Remark::NewerWords));
        remarks.extend((item.phase > self.sight.standings.phase).then_some(Remark::LaterPhase(item.phase)));
        let title = if matches!(named, ExerciseRef::Unknown(..)) { Some(item.title.to_string()) } else { row.title };
        Row { title, state, offers, remarks, ..row }
    }

    /// Distributes the session's minutes among the rows, and marks those that get none.
    fn with_minutes(mut self, template: &Template) -> Vec<Row> {
        let mut asks: Vec<Ask> = self.laid.iter().map(|row| self.ask(row)).collect();
        if self.minutes < template.minutes {
            self.leave_out(&mut asks);
        }
        let mut shared = share_out(&asks, self.minutes);
        if self.minutes != template.minutes {
            self.lengthen(template, &mut shared);
        }
        for (((n, shared), ask), block) in shared.into_iter().enumerate().zip(&asks).zip(&template.blocks) {
            let row = &mut self.laid[n];
            if let Some(minutes) = shared {
                row.minutes = minutes;
                row.remarks.extend((minutes < block.minutes).then_some(Remark::Shortened(block.minutes)));
                row.remarks.extend((minutes > block.minutes).then_some(Remark::Lengthened(block.minutes)));
            } else if ask.out {
                row.minutes = ask.least;
                row.remarks.push(Remark::OneTooMany);
            } else {
                row.minutes = ask.least;
                match row.state {
                    State::Fits | State::Choose => row.state = State::TooLong(ask.least),
                    _ => row.remarks.push(Remark::NoRoom),
                }
            }
        }
        let sight = self.sight;
        self.settle(template);
        for n in 0..self.laid.len() {
            if matches!(self.laid[n].state, State::TooLong(_)) {
                self.laid[n].offers = shorter(sight, &self.laid, n, self.minutes, &template.blocks[n]);
            }
        }
        self.laid
    }

    /// Rechecks the rows after an exercise that does not fit: those that need it are now held. A slot that loses its best
    /// offer proposes the next one, unless another slot proposes that.
    fn settle(&mut self, template: &Template) {
        let sight = self.sight;
        let mut earlier: Vec<ItemId> = Vec::new();
        let mut proposed: Vec<ItemId> = Vec::new();
        for (row, block) in self.laid.iter_mut().zip(&template.blocks) {
            let part = row.part.as_str();
            let usable = |id: &ItemId| {
                let item = sight.library.item(id);
                item.is_some_and(|item| sight.state(item, part, block.room, &earlier) == State::Fits)
            };
            row.offers.retain(|id| usable(id) && !proposed.contains(id));
            proposed.extend(row.offers.first().filter(|_| row.state == State::Choose).cloned());
            let item = row.item.as_ref().filter(|_| row.state == State::Fits).and_then(|id| sight.library.item(id));
            if let Some(item) = item {
                row.state = sight.state(item, part, block.room, &earlier);
                earlier.extend((row.state == State::Fits).then(|| item.id.clone()));
            }
        }
    }

    fn ask(&self, row: &Row) -> Ask {
        let shares = self.sight.library.shares();
        let of = place(shares, &row.part);
        let first = row.item.as_ref().filter(|_| row.state == State::Fits).or_else(|| row.offers.first());
        let exercise = first.and_then(|id| self.sight.library.item(id)).filter(|_| row.state != State::Unknown);
        let least = match (exercise, of.is_closing()) {
            (Some(item), _) if matches!(row.state, State::Fits | State::Choose) => item.minutes.min,
            (_, true) => row.minutes.min(usual_minutes(self.sight, self.minutes, of)),
            _ => Minutes(row.minutes.0.div_ceil(2).max(1)),
        };
        Ask {
            wanted: row.minutes.max(least),
            least,
            protected: of.is_closing(),
            main: of == BlockPlace::Main,
            out: false,
        }
    }

    /// Returns the exercise that a row proposes.
    fn exercise_of(&self, row: &Row) -> Option<&Item> {
        let id = match row.state {
            State::Fits => row.item.as_ref(),
            State::Choose => row.offers.first(),
            _ => None,
        };
        self.sight.library.item(id?)
    }

    /// Leaves out the last exercises of the main work that are more than a session of this length holds (R43).
    fn leave_out(&self, asks: &mut [Ask]) {
        let of = |(n, row): (usize, _)| {
            self.exercise_of(row).filter(|item| asks[n].main && !is_time_alone(item)).map(|item| (n, item))
        };
        let mut mains: Vec<(usize, &Item)> = self.laid.iter().enumerate().filter_map(of).collect();
        while !holds(self.minutes, &mains.iter().map(|(_, item)| *item).collect::<Vec<_>>()) {
            let Some((last, _)) = mains.pop() else { return };
            asks[last].out = true;
        }
    }

    /// Gives the minutes that a session of another length has left to debrief and close, up to what is usual, then to the
    /// exercises, up to their longest, and a small rest to the debrief (R44). Time that the template leaves free stays free.
    fn lengthen(&self, template: &Template, minutes: &mut [Option<Minutes>]) {
        let free = template.minutes.less(template.blocks.iter().map(|block| block.minutes).sum());
        let mut left = self.minutes.less(minutes.iter().flatten().copied().sum()).less(free);
        let shares = self.sight.library.shares();
        let mut most: Vec<Minutes> = vec![Minutes(0); minutes.len()];
        for (row, most) in self.laid.iter().zip(&mut most) {
            let of = place(shares, &row.part);
            *most = match self.exercise_of(row) {
                Some(item) => item.minutes.max,
                None if of.is_closing() => usual_minutes(self.sight, self.minutes, of),
                None => Minutes(0),
            };
        }
        for closing in [true, false] {
            while left > Minutes(0) {
                let grows = |n: &usize| {
                    place(shares, &self.laid[*n].part).is_closing() == closing
                        && minutes[*n].is_some_and(|now| now < most[*n])
                };
                let Some(n) = (0..minutes.len())
                    .filter(grows)
                    .max_by_key(|n| (minutes[*n].map(|now| most[*n].less(now)), std::cmp::Reverse(*n)))
                else {
                    break;
                };
                minutes[n] = minutes[n].map(|now| now + Minutes(1));
                left = left.less(Minutes(1));
            }
        }
        let debrief = |row: &Row| place(shares, &row.part) == BlockPlace::Debrief;
        if left.0 <= SMALL_REST
            && let Some(n) = self.laid.iter().position(debrief)
        {
            minutes[n] = minutes[n].map(|now| now + left);
        }
    }
}

fn usual_minutes(sight: &Sight<'_>, length: Minutes, of: BlockPlace) -> Minutes {
    let usual = usual_part(sight.library.shares(), length, &sight.standings, of);
    usual.map_or(Minutes(1), |(_, minutes)| minutes)
}

/// Returns shorter exercises for a row that does not fit, for the remaining minutes.
fn shorter(sight: &Sight<'_>, rows: &[Row], n: usize, length: Minutes, block: &TemplateBlock) -> Vec<ItemId> {
    let fits = |row: &&Row| !matches!(row.state, State::TooLong(_));
    let used: Minutes = rows.iter().filter(fits).map(|row| row.minutes).sum();
    let of = |row: &Row| row.item.clone().filter(|_| row.state == State::Fits);
    let earlier: Vec<ItemId> = rows[..n].iter().filter_map(of).collect();
    let taken: Vec<ItemId> = rows.iter().filter_map(of).collect();
    let (part, minutes) = (rows[n].part.as_str(), length.less(used));
    let gap = Gap { part, room: block.room, minutes, earlier: &earlier, taken: &taken, prefer: None };
    match (&block.content, rows[n].item.as_ref().and_then(|id| sight.library.item(id))) {
        (Content::Slot(filter, _), _) => sight.for_slot(&gap, *filter),
        (_, Some(item)) => sight.instead_of(&gap, item),
        _ => Vec::new(),
    }
}

/// True if it involves touch, which is not given as homework after a high-intensity exercise (R40).
pub(super) fn is_touch(item: &Item) -> bool {
    item.tags.contains(&Tag::Touch)
}

/// Returns the title of a block without an exercise, from its part.
pub(super) fn title_of_part(library: &Library, part: &str) -> String {
    if place(library.shares(), part) == BlockPlace::Main { "Free time".to_owned() } else { part.to_owned() }
}
