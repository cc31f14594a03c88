//! Makes an edit of a plan.

use super::{
    Details, Edit, ExerciseStatuses, Refused, check,
    edit::{LONGEST_BLOCK, LONGEST_TEXT, LONGEST_TITLE, MOST_BLOCKS},
    fit::fit,
    parts::{self, BlockPlace, place, too_many_on_sheet},
    why::{renew_why, why_of},
};
use crate::{
    assess::Session,
    library::{Library, model::Item},
    plan::{BlockId, KeptItem, Outcome, PlanBlock, SessionPlan, Status},
    planning::{
        Fit,
        planner::{LONGEST, Present, SHORTEST},
    },
    vocabulary::{Audience, ItemId, Minutes, SmallSet},
};

/// Returns the plan after this edit. A ready plan becomes a draft if it now violates a hard rule.
///
/// # Errors
/// If the edit is not allowed; the reason says what to do instead.
pub fn apply(
    library: &Library,
    standings: &ExerciseStatuses,
    plan: &SessionPlan,
    edit: &Edit,
) -> Result<SessionPlan, Refused> {
    if plan.status.is_recorded() && !matches!(edit, Edit::Note(..) | Edit::Details(_)) {
        return Err(Refused::WasHeld);
    }
    let mut next = plan.clone();
    Desk { library, standings, plan: &mut next }.edit(edit)?;
    renew_why(library, standings, plan, &mut next);
    if next.status == Status::Ready && !check(library, standings, &next).may_be_ready() {
        next.status = Status::Draft;
    }
    Ok(next)
}

struct Desk<'a> {
    library: &'a Library,
    standings: &'a ExerciseStatuses,
    plan: &'a mut SessionPlan,
}

impl Desk<'_> {
    fn edit(&mut self, edit: &Edit) -> Result<(), Refused> {
        match edit {
            Edit::Add(id) => return self.add(id, end_of_main(self.library, self.plan)),
            Edit::AddAfter(id, after) => return self.add(id, self.find(*after)? + 1),
            Edit::Swap(block, id) => return self.swap(*block, id),
            Edit::Fit => *self.plan = fit(self.library, self.plan)?.0,
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
            Edit::Agreed(id, Some(words)) if self.plan.homework.iter().any(|(of, _)| of == id) => {
                self.plan.client_words.insert(id.clone(), words.clone());
            }
            Edit::Agreed(id, _) => _ = self.plan.client_words.remove(id),
            Edit::DropHomework(id) => {
                self.plan.homework.retain(|(of, _)| of != id);
                self.plan.client_words.remove(id);
            }
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

    fn add(&mut self, id: &ItemId, at: usize) -> Result<(), Refused> {
        let item = self.library.item(id).ok_or(Refused::UnknownExercise)?;
        if self.plan.has(id) {
            return Err(Refused::Twice(item.title.to_string()));
        }
        let holds = self.standings.holds_after(id, self.plan.exercises_before(at));
        if !holds.is_empty() {
            return Err(Refused::held(self.library, item.title.as_str(), holds));
        }
        let minutes = minutes_for(self.plan, item);
        self.insert(at, |id| exercise_block(self.library, self.standings, id, item, minutes))?;
        choose_sheets(self.library, self.standings, self.plan, at, item);
        Ok(())
    }

    /// Replaces the exercise of a block; its place, its note and, within the exercise's range, its minutes stay. Homework of
    /// the former exercise goes, unless it was worded with the couple.
    fn swap(&mut self, block: BlockId, id: &ItemId) -> Result<(), Refused> {
        let item = self.library.item(id).ok_or(Refused::UnknownExercise)?;
        if self.plan.has(id) {
            return Err(Refused::Twice(item.title.to_string()));
        }
        let at = self.find(block)?;
        let holds = self.standings.holds_after(id, self.plan.exercises_before(at));
        if !holds.is_empty() {
            return Err(Refused::held(self.library, item.title.as_str(), holds));
        }
        let was = &self.plan.blocks[at];
        let minutes = was.minutes.clamp(item.minutes.min, item.minutes.max);
        let mut new = exercise_block(self.library, self.standings, block, item, minutes);
        new.part.clone_from(&was.part);
        new.note.clone_from(&was.note);
        let former = was.exercise().cloned();
        self.plan.blocks[at] = new;
        if let Some(former) = former.filter(|former| !self.plan.client_words.contains_key(former)) {
            self.plan.homework.retain(|(of, _)| *of != former);
        }
        choose_sheets(self.library, self.standings, self.plan, at, item);
        Ok(())
    }

    fn add_own(&mut self, title: &str, minutes: Minutes) -> Result<(), Refused> {
        let title = short(title)?;
        let at = end_of_main(self.library, self.plan);
        let part = main_part(self.library, self.standings);
        let present = everyone(self.standings);
        let title = if title.is_empty() { "Free time".to_owned() } else { title };
        self.insert(at, |id| PlanBlock {
            id,
            part,
            title,
            minutes: Minutes(minutes.0.clamp(1, LONGEST_BLOCK)),
            present,
            item: None,
            note: String::new(),
            sheets: SmallSet::new(),
            outcome: None,
        })
    }

    fn insert(&mut self, at: usize, block: impl FnOnce(BlockId) -> PlanBlock) -> Result<(), Refused> {
        if self.plan.blocks.len() >= MOST_BLOCKS {
            return Err(Refused::TooMuch("A plan has at most 40 items. Remove something first."));
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
            return Err(Refused::TooMuch("Homework comes from an exercise in this session or one that was done."));
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
        let why = long(&details.why)?;
        if why != plan.why {
            // Words of the counsellor's own stay; taken out, it is said of the plan again.
            plan.why_derived = why.trim().is_empty();
            plan.why = if plan.why_derived { why_of(self.library, self.standings, plan) } else { why };
        }
        plan.stop_if = long(&details.stop_if)?;
        plan.note = long(&details.note)?;
        if !plan.status.is_recorded() {
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
            Status::Completed | Status::Cancelled | Status::NoShow => {
                return Err(Refused::TooMuch("Choose an outcome for each exercise to record the session."));
            }
        }
        self.plan.status = status;
        Ok(())
    }
}

/// Makes a block with this exercise, as if added today, on no sheet yet.
pub(super) fn exercise_block(
    library: &Library,
    standings: &ExerciseStatuses,
    id: BlockId,
    item: &Item,
    minutes: Minutes,
) -> PlanBlock {
    let fit = standings.of_item(&item.id).map(|standing| standing.fit);
    let present = match (fit, standings.session) {
        (Some(Fit::Alone), Session::Couple) => Present::Each,
        (Some(Fit::No | Fit::OwnTime), Session::Couple) => Present::Turn(crate::assess::Partner::A),
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
        sheets: SmallSet::new(),
        outcome: None::<Outcome>,
    }
}

/// Puts the block at this index on every sheet that allows its exercise and has space (R48).
pub(crate) fn choose_sheets(
    library: &Library,
    standings: &ExerciseStatuses,
    plan: &mut SessionPlan,
    at: usize,
    item: &Item,
) {
    let Some(standing) = standings.of_item(&item.id) else { return };
    let may: Vec<Audience> = standing.paper.iter().copied().filter(|sheet| plan.blocks[at].is_for(*sheet)).collect();
    // What goes onto the sheet for both by itself does not go onto each own sheet as well.
    let twice = |sheet: &&Audience| **sheet == Audience::Both || !may.contains(&Audience::Both);
    for sheet in may.iter().filter(twice) {
        let on_it = plan.blocks.iter().filter(|block| block.sheets.contains(sheet));
        let items = on_it.filter_map(|block| library.item(block.exercise()?));
        if !too_many_on_sheet(items.chain([item])) {
            plan.blocks[at].sheets.insert(*sheet);
        }
    }
}

/// Returns the index after the main work, before the protected end.
pub(super) fn end_of_main(library: &Library, plan: &SessionPlan) -> usize {
    let of = |block: &PlanBlock| place(library.shares(), &block.part);
    let main = plan.blocks.iter().rposition(|block| of(block) == BlockPlace::Main).map(|place| place + 1);
    let end = || plan.blocks.iter().position(|block| of(block).is_closing() || of(block) == BlockPlace::Homework);
    main.or_else(end).unwrap_or(plan.blocks.len())
}

/// Removes a block from the sheets of partners who do not take part in it (R46).
pub(crate) fn keep_own_sheets(block: &mut PlanBlock) {
    let sheets = std::mem::take(&mut block.sheets);
    block.sheets = sheets.into_iter().filter(|sheet| block.is_for(*sheet)).collect();
}

pub(super) fn next_id(plan: &SessionPlan) -> BlockId {
    BlockId(plan.blocks.iter().map(|block| block.id.0).max().unwrap_or(0) + 1)
}

pub(crate) fn everyone(standings: &ExerciseStatuses) -> Present {
    match standings.session {
        Session::Couple => Present::Both,
        Session::Individual(role, partner) => Present::One(role, partner),
    }
}

fn main_part(library: &Library, standings: &ExerciseStatuses) -> String {
    let found = parts::usual(library.shares(), LONGEST, standings.phase, standings.session, BlockPlace::Main);
    found.map(|(name, _)| name).unwrap_or_default()
}

/// Returns the free minutes, up to the typical length of the exercise; its typical length if they are too few.
fn minutes_for(plan: &SessionPlan, item: &Item) -> Minutes {
    let free = u16::from(plan.minutes.0).saturating_sub(plan.planned());
    let range = item.minutes;
    let free = Minutes(u8::try_from(free).unwrap_or(u8::MAX));
    if free >= range.min { free.min(range.typical) } else { range.typical }
}

fn short(text: &str) -> Result<String, Refused> {
    if text.chars().count() > LONGEST_TITLE {
        return Err(Refused::TooMuch("Keep the title to 160 characters or fewer."));
    }
    Ok(text.to_owned())
}

fn long(text: &str) -> Result<String, Refused> {
    if text.chars().count() > LONGEST_TEXT {
        return Err(Refused::TooMuch("Keep this text to 20,000 characters or fewer."));
    }
    Ok(text.to_owned())
}
