//! Makes a session plan from a template and the counsellor's choices.

use super::{
    Application, Content, ExerciseRef, Room, State, Template, TemplateBlock,
    apply::{is_touch, title_of_part},
    offers::Sight,
};
use crate::{
    assess::{Partner, Session},
    library::model::Item,
    plan::{
        BlockId, KeptItem, PlanBlock, SessionPlan,
        editor::{Booking, MOST_BLOCKS, choose_sheets, everyone},
    },
    planning::{
        Fit, PlanningContext,
        planner::{Present, dose_today, stop_if},
    },
    safety::Hold,
    vocabulary::{ItemId, Minutes, SmallSet},
};

/// The choice for one block of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The content.
    pub take: SlotChoice,
    /// The length. An exercise gets at least its minimum.
    pub minutes: Minutes,
}

/// The content chosen for a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SlotChoice {
    /// The template's content, in its stored wording.
    Keep,
    /// The same exercise in the library's current wording.
    Newer,
    /// This exercise of the library.
    Item(ItemId),
    /// No exercise: the time stays open.
    Open,
    /// The block is dropped.
    Out,
}

impl Application {
    /// Returns the default choices: fitting blocks stay, an open slot gets the best candidate, a block that may not be
    /// used becomes open time, and one without minutes is dropped.
    pub fn proposed(&self) -> Vec<Choice> {
        let take = |row: &super::Row| match row.state {
            _ if row.remarks.iter().any(|one| matches!(one, super::Remark::NoRoom | super::Remark::OneTooMany)) => {
                SlotChoice::Out
            }
            State::Fits => SlotChoice::Keep,
            State::Choose => row.offers.first().cloned().map_or(SlotChoice::Open, SlotChoice::Item),
            State::TooLong(_) => SlotChoice::Out,
            State::Held(_) | State::NotToday(_) | State::Apart | State::Twice | State::Unknown => SlotChoice::Open,
        };
        self.rows.iter().map(|row| Choice { take: take(row), minutes: row.minutes }).collect()
    }
}

/// The reason why no plan was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The block of the template it concerns; none if it concerns the whole.
    pub block: Option<usize>,
    /// The problem and its remedy.
    pub text: String,
    /// The holds on the chosen exercise.
    pub holds: Vec<Hold>,
}

/// Makes a plan from `template` and these choices. Every exercise is checked again, whatever the origin of the choice:
/// one that a gate or rule holds is never included (invariant 4). The blocks sum to at most the session. `first` is the
/// partner who is seen alone first.
///
/// # Errors
/// Every obstacle, block by block; then there is no plan.
pub fn plan(
    template: &Template,
    moment: &PlanningContext<'_>,
    booking: Booking,
    first: Partner,
    choices: &[Choice],
) -> Result<SessionPlan, Vec<Refusal>> {
    if choices.len() != template.blocks.len() {
        return Err(vec![whole("The template has changed in the meantime. Check it again, then choose.".into())]);
    }
    let sight = Sight::of(moment);
    let mut making =
        Making { sight: &sight, first, booking, earlier: Vec::new(), blocks: Vec::new(), against: Vec::new() };
    for (at, (block, choice)) in template.blocks.iter().zip(choices).enumerate() {
        making.add(at, block, choice);
    }
    if making.blocks.len() > MOST_BLOCKS {
        making.against.push(whole(format!("A plan has at most {MOST_BLOCKS} items. Leave something out.")));
    }
    let over = making.blocks.iter().map(|block| u16::from(block.minutes.0)).sum::<u16>();
    let length = u16::from(booking.minutes.0);
    if over > length {
        let text = format!(
            "These items take {over} minutes, and the session has {length}. Shorten something, leave something out, or make \
             the session longer."
        );
        making.against.push(whole(text));
    }
    if making.against.is_empty() { Ok(making.finish(moment, template)) } else { Err(making.against) }
}

fn whole(text: String) -> Refusal {
    Refusal { block: None, text, holds: Vec::new() }
}

struct Making<'s, 'a> {
    sight: &'s Sight<'a>,
    first: Partner,
    booking: Booking,
    earlier: Vec<ItemId>,
    blocks: Vec<PlanBlock>,
    against: Vec<Refusal>,
}

impl<'a> Making<'_, 'a> {
    fn add(&mut self, at: usize, block: &TemplateBlock, choice: &Choice) {
        let sight = self.sight;
        let part = sight.part_today(block.part.as_str());
        let named = match &block.content {
            Content::Exercise(named) => Some(named),
            Content::Part | Content::Slot(..) => None,
        };
        let exercise = match (&choice.take, named) {
            (SlotChoice::Out, _) => return,
            (SlotChoice::Item(id), _) => Some((id, None)),
            (SlotChoice::Keep, Some(ExerciseRef::Kept(kept))) => Some((kept.id(), Some(kept))),
            (SlotChoice::Keep | SlotChoice::Newer, Some(named)) => Some((named.id(), None)),
            (SlotChoice::Open, _) | (SlotChoice::Keep | SlotChoice::Newer, None) => None,
        };
        let Some((id, kept)) = exercise else { return self.plain(block, &part, choice.minutes) };
        let Some(item) = sight.library.item(id) else {
            return self.refuse(
                at,
                "This exercise is not in your library. Choose another, or keep as free time.",
                Vec::new(),
            );
        };
        match sight.state(item, &part, block.room, &self.earlier) {
            State::Fits => self.exercise(block.room, part, item, kept, choice.minutes),
            State::Held(holds) => {
                let because: Vec<String> = holds.iter().map(|hold| hold.in_words(sight.library)).collect();
                self.refuse(at, &format!("“{}” is on hold: {}", item.title, because.join(" ")), holds);
            }
            State::Twice => {
                self.refuse(at, &format!("“{}” is already on the agenda.", item.title), Vec::new());
            }
            State::Apart => {
                let text = "This time is with each partner alone while the hold for situational violence is active, so no \
                            exercise goes here. Keep as free time.";
                self.refuse(at, text, Vec::new());
            }
            State::NotToday(_) | State::Choose | State::Unknown | State::TooLong(_) => {
                let text = format!("“{}” doesn’t fit who is coming. Choose another, or keep as free time.", item.title);
                self.refuse(at, &text, Vec::new());
            }
        }
    }

    fn refuse(&mut self, at: usize, text: &str, holds: Vec<Hold>) {
        self.against.push(Refusal { block: Some(at), text: text.to_owned(), holds });
    }

    fn exercise(&mut self, room: Room, part: String, item: &'a Item, kept: Option<&KeptItem>, minutes: Minutes) {
        let kept = kept.cloned().unwrap_or_else(|| KeptItem::of(item));
        let fit = self.sight.standings.of_item(&item.id).map(|standing| standing.fit);
        let present = match (self.sight.standings.session, fit) {
            (Session::Couple, Some(Fit::Together)) if room == Room::Each => Present::Both,
            (Session::Couple, Some(Fit::Alone)) => Present::Each,
            (Session::Couple, Some(Fit::No | Fit::OwnTime)) => self.present(match room {
                Room::Second => Room::Second,
                Room::Both | Room::Each | Room::First => Room::First,
            }),
            _ => self.present(room),
        };
        self.earlier.push(item.id.clone());
        let title = kept.title().to_string();
        self.push(part, title, minutes.max(item.minutes.min), present, Some(kept));
    }

    fn plain(&mut self, block: &TemplateBlock, part: &str, minutes: Minutes) {
        let minutes = Minutes(minutes.0.max(1));
        let title = title_of_part(self.sight.library, part);
        if !self.sight.is_apart(part) || !matches!(block.room, Room::Both | Room::Each) {
            let present = self.present(block.room);
            return self.push(part.to_owned(), title, minutes, present, None);
        }
        let second = Minutes(minutes.0 / 2);
        for (partner, letter, length) in [(Partner::A, 'A', minutes.less(second)), (Partner::B, 'B', second)] {
            if length > Minutes(0) {
                let title = format!("{part}: {letter} alone");
                self.push(part.to_owned(), title, length, Present::Turn(partner), None);
            }
        }
    }

    fn present(&self, room: Room) -> Present {
        let other = if self.first == Partner::A { Partner::B } else { Partner::A };
        match (self.sight.standings.session, room) {
            (Session::Individual(..), _) => everyone(&self.sight.standings),
            (_, Room::Both) => Present::Both,
            (_, Room::Each) => Present::Each,
            (_, Room::First) => Present::Turn(self.first),
            (_, Room::Second) => Present::Turn(other),
        }
    }

    fn push(&mut self, part: String, title: String, minutes: Minutes, present: Present, item: Option<KeptItem>) {
        let id = BlockId(u32::try_from(self.blocks.len()).unwrap_or(u32::MAX).saturating_add(1));
        let (note, sheets, outcome) = (String::new(), SmallSet::new(), None);
        self.blocks.push(PlanBlock { id, part, title, minutes, present, item, note, sheets, outcome });
    }

    fn finish(self, moment: &PlanningContext<'_>, template: &Template) -> SessionPlan {
        let Self { sight, booking, blocks, .. } = self;
        let main = blocks.iter().find_map(|block| sight.library.item(block.exercise()?));
        let mut plan =
            SessionPlan { stop_if: stop_if(moment, main), blocks, ..SessionPlan::empty(booking, moment.phase.id) };
        for at in 0..plan.blocks.len() {
            if let Some(item) = plan.blocks[at].exercise().and_then(|id| sight.library.item(id)) {
                choose_sheets(sight.library, &sight.standings, &mut plan, at, item);
            }
        }
        plan.homework = homework(sight, moment, &plan, template);
        plan
    }
}

/// Returns the template's homework that may be given: of exercises that are in the plan or were done, in the library's
/// wording. R47, and no touch after a high-intensity exercise (R40).
fn homework(
    sight: &Sight<'_>,
    moment: &PlanningContext<'_>,
    plan: &SessionPlan,
    template: &Template,
) -> Vec<(ItemId, String)> {
    let intense = plan.blocks.iter().filter_map(|b| sight.library.item(b.exercise()?)).any(|item| item.high_intensity);
    let task = |id: &ItemId| {
        let item = sight.library.item(id)?;
        let may = sight.standings.of_item(id).is_some_and(|standing| standing.homework);
        let known = plan.has(id) || sight.standings.done.contains(id);
        let text = item.homework.as_ref().filter(|_| may && known && !(intense && is_touch(item)))?;
        Some((id.clone(), dose_today(moment.course, text.as_str())))
    };
    let mut tasks: Vec<(ItemId, String)> = Vec::new();
    for task in template.homework.iter().filter_map(task) {
        if !tasks.iter().any(|(id, _)| *id == task.0) {
            tasks.push(task);
        }
    }
    tasks
}
