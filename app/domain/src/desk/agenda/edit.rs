//! Edits of a plan. Each is a value, so that a click in the browser and a form do the same.

use std::collections::BTreeSet;

use super::{
    Refused, Standings, check,
    parts::{self, Place, place, too_many_on_sheet},
};
use crate::{
    case::Clock,
    course::Session,
    desk::{BlockId, Day, KeptItem, Outcome, PlanBlock, SessionPlan, Status},
    handout::Audience,
    ids::ItemId,
    library::{Library, model::Item},
    minutes::Minutes,
    plan::{LONGEST, Present, SHORTEST},
    session::Fit,
};

/// Blocks of one plan at most.
pub(crate) const MOST_BLOCKS: usize = 40;

/// The longest title, in characters.
pub(super) const LONGEST_TITLE: usize = 160;

/// The longest note, dose or sentence, in characters.
pub(super) const LONGEST_TEXT: usize = 20_000;

/// The longest block, in minutes.
pub(super) const LONGEST_BLOCK: u8 = 180;

/// One edit of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Takes an exercise of the library in, after the main work so far.
    Add(ItemId),
    /// A block of the counsellor's own, with a title and a length.
    AddOwn(String, Minutes),
    /// Takes a block out.
    Remove(BlockId),
    /// Moves a block to this place, counted from 0; beyond the end is the end.
    MoveTo(BlockId, usize),
    /// Moves a block one place earlier.
    Up(BlockId),
    /// Moves a block one place later.
    Down(BlockId),
    /// Gives a block a length of 1 to 180 minutes.
    Minutes(BlockId, Minutes),
    /// Who is in the room.
    Present(BlockId, Present),
    /// What the counsellor reads as its title.
    Rename(BlockId, String),
    /// The private note.
    Note(BlockId, String),
    /// The sheets on which it may go.
    Sheets(BlockId, BTreeSet<Audience>),
    /// Takes the words that the library has by now.
    Renew(BlockId),
    /// Gives the homework of an exercise, in the library's words.
    GiveHomework(ItemId),
    /// The dose that was agreed.
    Dose(ItemId, String),
    /// Takes homework back.
    DropHomework(ItemId),
    /// What stands at the head and the foot of the plan.
    Details(Details),
    /// Draft or ready. A session is marked as held by [`super::conclude`] alone.
    Status(Status),
}

/// What stands at the head and the foot of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// What the counsellor calls it; may be empty.
    pub title: String,
    /// The day.
    pub on: Option<Day>,
    /// The time of day.
    pub start: Option<Clock>,
    /// How long, 30 to 120 minutes.
    pub minutes: Minutes,
    /// Who is expected.
    pub booked: Session,
    /// Why this, why now.
    pub why: String,
    /// What would make the counsellor stop.
    pub stop_if: String,
    /// Private words about the session.
    pub note: String,
}

impl Details {
    /// The details of this plan.
    pub fn of(plan: &SessionPlan) -> Self {
        Self {
            title: plan.title.clone(),
            on: plan.on,
            start: plan.start,
            minutes: plan.minutes,
            booked: plan.booked,
            why: plan.why.clone(),
            stop_if: plan.stop_if.clone(),
            note: plan.note.clone(),
        }
    }
}

/// The plan after this edit. A plan that was ready is a draft again when a hard rule now stands against it.
///
/// # Errors
///
/// When the edit may not be made; the reason says what to do instead.
pub fn apply(
    library: &Library,
    standings: &Standings,
    plan: &SessionPlan,
    edit: &Edit,
) -> Result<SessionPlan, Refused> {
    if plan.status == Status::Held && !matches!(edit, Edit::Note(..) | Edit::Details(_)) {
        return Err(Refused::WasHeld);
    }
    let mut next = plan.clone();
    Desk { library, standings, plan: &mut next }.edit(edit)?;
    if next.status == Status::Ready && !check(library, standings, &next).may_be_ready() {
        next.status = Status::Draft;
    }
    Ok(next)
}

struct Desk<'a> {
    library: &'a Library,
    standings: &'a Standings,
    plan: &'a mut SessionPlan,
}

impl Desk<'_> {
    fn edit(&mut self, edit: &Edit) -> Result<(), Refused> {
        match edit {
            Edit::Add(id) => return self.add(id),
            Edit::AddOwn(title, minutes) => return self.add_own(title, *minutes),
            Edit::Remove(id) => {
                let place = self.find(*id)?;
                self.plan.blocks.remove(place);
            }
            Edit::MoveTo(id, to) => return self.shift(*id, |_| *to),
            Edit::Up(id) => return self.shift(*id, |place| place.saturating_sub(1)),
            Edit::Down(id) => return self.shift(*id, |place| place + 1),
            Edit::Minutes(id, minutes) => {
                self.block(*id)?.minutes = Minutes(minutes.0.clamp(1, LONGEST_BLOCK));
            }
            Edit::Present(id, present) => {
                let block = self.block(*id)?;
                block.present = *present;
                keep_own_sheets(block);
            }
            Edit::Rename(id, title) => self.block(*id)?.title = short(title)?,
            Edit::Note(id, note) => self.block(*id)?.note = long(note)?,
            Edit::Sheets(id, sheets) => {
                let block = self.block(*id)?;
                block.sheets.clone_from(sheets);
                keep_own_sheets(block);
            }
            Edit::Renew(id) => return self.renew(*id),
            Edit::GiveHomework(id) => return self.give_homework(id),
            Edit::Dose(id, dose) => {
                let dose = long(dose)?;
                self.plan.homework.iter_mut().filter(|(of, _)| of == id).for_each(|(_, now)| now.clone_from(&dose));
            }
            Edit::DropHomework(id) => self.plan.homework.retain(|(of, _)| of != id),
            Edit::Details(details) => return self.details(details),
            Edit::Status(status) => return self.status(*status),
        }
        Ok(())
    }

    fn find(&self, id: BlockId) -> Result<usize, Refused> {
        self.plan.block(id).map(|(place, _)| place).ok_or(Refused::Gone)
    }

    fn block(&mut self, id: BlockId) -> Result<&mut PlanBlock, Refused> {
        self.plan.blocks.iter_mut().find(|block| block.id == id).ok_or(Refused::Gone)
    }

    fn shift(&mut self, id: BlockId, to: impl FnOnce(usize) -> usize) -> Result<(), Refused> {
        let from = self.find(id)?;
        let block = self.plan.blocks.remove(from);
        let to = to(from).min(self.plan.blocks.len());
        self.plan.blocks.insert(to, block);
        Ok(())
    }

    fn add(&mut self, id: &ItemId) -> Result<(), Refused> {
        let item = self.library.item(id).ok_or(Refused::UnknownExercise)?;
        if self.plan.has(id) {
            return Err(Refused::Twice(item.title.to_string()));
        }
        let at = end_of_main(self.library, self.plan);
        let holds = self.standings.holds_after(id, self.plan.exercises_before(at));
        if !holds.is_empty() {
            return Err(Refused::held(self.library, item.title.as_str(), holds));
        }
        let minutes = minutes_for(self.plan, item);
        self.insert(at, |id| exercise_block(self.library, self.standings, id, item, minutes))?;
        choose_sheets(self.library, self.standings, self.plan, at, item);
        Ok(())
    }

    fn add_own(&mut self, title: &str, minutes: Minutes) -> Result<(), Refused> {
        let title = short(title)?;
        let at = end_of_main(self.library, self.plan);
        let part = main_part(self.library, self.standings);
        let present = everyone(self.standings);
        let title = if title.is_empty() { "Open time".to_owned() } else { title };
        self.insert(at, |id| PlanBlock {
            id,
            part,
            title,
            minutes: Minutes(minutes.0.clamp(1, LONGEST_BLOCK)),
            present,
            item: None,
            note: String::new(),
            sheets: BTreeSet::new(),
            outcome: None,
        })
    }

    fn insert(&mut self, at: usize, block: impl FnOnce(BlockId) -> PlanBlock) -> Result<(), Refused> {
        if self.plan.blocks.len() >= MOST_BLOCKS {
            return Err(Refused::TooMuch("A plan holds 40 blocks at most. Take something out first."));
        }
        let block = block(next_id(self.plan));
        self.plan.blocks.insert(at, block);
        Ok(())
    }

    fn renew(&mut self, id: BlockId) -> Result<(), Refused> {
        let library = self.library;
        let block = self.block(id)?;
        let item = block.exercise().and_then(|id| library.item(id)).ok_or(Refused::UnknownExercise)?;
        if block.item.as_ref().is_some_and(|kept| kept.title().as_str() == block.title) {
            block.title = item.title.to_string();
        }
        block.item = Some(KeptItem::of(item));
        Ok(())
    }

    fn give_homework(&mut self, id: &ItemId) -> Result<(), Refused> {
        let item = self.library.item(id).ok_or(Refused::UnknownExercise)?;
        if !self.standings.of_item(id).is_some_and(|standing| standing.homework) {
            return Err(Refused::Homework);
        }
        if !self.plan.has(id) && !self.standings.done.contains(id) {
            return Err(Refused::TooMuch("Homework comes from an exercise of this session or one that was done."));
        }
        if let Some(dose) = &item.homework
            && !self.plan.homework.iter().any(|(of, _)| of == id)
        {
            self.plan.homework.push((id.clone(), dose.to_string()));
        }
        Ok(())
    }

    fn details(&mut self, details: &Details) -> Result<(), Refused> {
        let plan = &mut *self.plan;
        plan.title = short(&details.title)?;
        plan.why = long(&details.why)?;
        plan.stop_if = long(&details.stop_if)?;
        plan.note = long(&details.note)?;
        if plan.status != Status::Held {
            plan.minutes = details.minutes.clamp(SHORTEST, LONGEST);
            (plan.on, plan.start, plan.booked) = (details.on, details.start, details.booked);
        }
        Ok(())
    }

    fn status(&mut self, status: Status) -> Result<(), Refused> {
        match status {
            Status::Draft => {}
            Status::Ready => {
                let check = check(self.library, self.standings, self.plan);
                let against: Vec<String> =
                    check.concerns.iter().filter(|c| c.hard).map(|c| format!("{} ({})", c.text, c.rule)).collect();
                if !against.is_empty() {
                    return Err(Refused::NotReady(against));
                }
            }
            Status::Held => return Err(Refused::TooMuch("Say what came of each block to mark the session as held.")),
        }
        self.plan.status = status;
        Ok(())
    }
}

/// A block with this exercise, as it would be added today, on no sheet yet.
pub(super) fn exercise_block(
    library: &Library,
    standings: &Standings,
    id: BlockId,
    item: &Item,
    minutes: Minutes,
) -> PlanBlock {
    let fit = standings.of_item(&item.id).map(|standing| standing.fit);
    let present = match (fit, standings.session) {
        (Some(Fit::Alone), Session::Couple) => Present::Each,
        (Some(Fit::No | Fit::OwnTime), Session::Couple) => Present::Turn(crate::course::Partner::A),
        _ => everyone(standings),
    };
    PlanBlock {
        id,
        part: main_part(library, standings),
        title: item.title.to_string(),
        minutes,
        present,
        item: Some(KeptItem::of(item)),
        note: String::new(),
        sheets: BTreeSet::new(),
        outcome: None::<Outcome>,
    }
}

/// Puts the block at this place on every sheet on which its exercise may stand and that still has room (R48).
pub(crate) fn choose_sheets(library: &Library, standings: &Standings, plan: &mut SessionPlan, at: usize, item: &Item) {
    let Some(standing) = standings.of_item(&item.id) else { return };
    let may: Vec<Audience> = standing.paper.iter().copied().filter(|sheet| plan.blocks[at].is_for(*sheet)).collect();
    for sheet in &may {
        let on_it = plan.blocks.iter().filter(|block| block.sheets.contains(sheet));
        let items = on_it.filter_map(|block| library.item(block.exercise()?));
        if !too_many_on_sheet(items.chain([item])) {
            plan.blocks[at].sheets.insert(*sheet);
        }
    }
}

/// The place after the main work: before whatever belongs to the end.
pub(super) fn end_of_main(library: &Library, plan: &SessionPlan) -> usize {
    let of = |block: &PlanBlock| place(library.shares(), &block.part);
    let main = plan.blocks.iter().rposition(|block| of(block) == Place::Main).map(|place| place + 1);
    let end = || plan.blocks.iter().position(|block| of(block).is_closing() || of(block) == Place::Homework);
    main.or_else(end).unwrap_or(plan.blocks.len())
}

/// Takes a block off the sheets of those who are not in the room for it (R46).
pub(crate) fn keep_own_sheets(block: &mut PlanBlock) {
    let sheets = std::mem::take(&mut block.sheets);
    block.sheets = crate::order::set(sheets.into_iter().filter(|sheet| block.is_for(*sheet)));
}

pub(super) fn next_id(plan: &SessionPlan) -> BlockId {
    BlockId(plan.blocks.iter().map(|block| block.id.0).max().unwrap_or(0) + 1)
}

pub(crate) fn everyone(standings: &Standings) -> Present {
    match standings.session {
        Session::Couple => Present::Both,
        Session::Individual(role, partner) => Present::One(role, partner),
    }
}

fn main_part(library: &Library, standings: &Standings) -> String {
    let found = parts::usual(library.shares(), LONGEST, standings.phase, standings.session, Place::Main);
    found.map(|(name, _)| name).unwrap_or_default()
}

/// What is free where that is enough for the exercise, at most its typical length; else its typical length.
fn minutes_for(plan: &SessionPlan, item: &Item) -> Minutes {
    let free = u16::from(plan.minutes.0).saturating_sub(plan.planned());
    let range = item.minutes;
    let free = Minutes(u8::try_from(free).unwrap_or(u8::MAX));
    if free >= range.min { free.min(range.typical) } else { range.typical }
}

fn short(text: &str) -> Result<String, Refused> {
    if text.chars().count() > LONGEST_TITLE {
        return Err(Refused::TooMuch("Shorten the title to 160 characters or fewer."));
    }
    Ok(text.to_owned())
}

fn long(text: &str) -> Result<String, Refused> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(Refused::TooMuch("Shorten this text to 20,000 characters or fewer."));
    }
    Ok(text.to_owned())
}
