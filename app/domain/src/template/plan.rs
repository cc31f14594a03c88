//! From a template and what the counsellor chose to a session plan.

use std::collections::BTreeSet;

use super::{
    Application, Content, Named, Room, State, Template, TemplateBlock,
    apply::{is_touch, title_of_part},
    offers::Sight,
};
use crate::{
    course::{Partner, Session},
    desk::{
        BlockId, KeptItem, PlanBlock, SessionPlan, Status,
        agenda::{Booking, MOST_BLOCKS, choose_sheets, everyone},
    },
    holds::Hold,
    ids::ItemId,
    library::model::Item,
    minutes::Minutes,
    plan::{Present, dose_today, stop_if},
    session::Fit,
    suggest::Moment,
};

/// What happens with one block of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What.
    pub take: Take,
    /// How long. An exercise gets no less than its shortest length.
    pub minutes: Minutes,
}

/// What stands in the place of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Take {
    /// What the template has there, in the words it kept.
    Keep,
    /// The same exercise in the words that the library has now.
    Newer,
    /// This exercise of the library.
    Item(ItemId),
    /// No exercise: the time stays open.
    Open,
    /// Nothing.
    Out,
}

impl Application {
    /// What is chosen before anybody chooses: what fits stays, an open slot gets the best that fits, the place of what may
    /// not be used stays open, and what has no room is left out.
    pub fn proposed(&self) -> Vec<Choice> {
        let take = |row: &super::Row| match row.state {
            _ if row.remarks.contains(&super::Remark::NoRoom) => Take::Out,
            State::Fits => Take::Keep,
            State::Choose => row.offers.first().cloned().map_or(Take::Open, Take::Item),
            State::TooLong(_) => Take::Out,
            State::Held(_) | State::NotToday | State::Apart | State::Twice | State::Unknown => Take::Open,
        };
        self.rows.iter().map(|row| Choice { take: take(row), minutes: row.minutes }).collect()
    }
}

/// Why no plan was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The block of the template it is about; none when it is about the whole.
    pub block: Option<usize>,
    /// What is wrong and what to do.
    pub text: String,
    /// What holds the exercise that was chosen.
    pub holds: Vec<Hold>,
}

/// The plan that these choices make of `template`. Every exercise is asked for once more, whatever was chosen and wherever
/// the choice came from: what a gate or a rule holds never gets in (invariant 4). The blocks sum to no more than the
/// session. `first` is the partner who is seen alone first.
///
/// # Errors
///
/// Everything that stands against it, block by block; then there is no plan.
pub fn plan(
    template: &Template,
    moment: &Moment<'_>,
    booking: Booking,
    first: Partner,
    choices: &[Choice],
) -> Result<SessionPlan, Vec<Refusal>> {
    if choices.len() != template.blocks.len() {
        return Err(vec![whole("The template was changed meanwhile. Look at it once more, then choose.".into())]);
    }
    let sight = Sight::of(moment);
    let mut making =
        Making { sight: &sight, first, booking, earlier: Vec::new(), blocks: Vec::new(), against: Vec::new() };
    for (at, (block, choice)) in template.blocks.iter().zip(choices).enumerate() {
        making.add(at, block, choice);
    }
    if making.blocks.len() > MOST_BLOCKS {
        making.against.push(whole(format!("A plan holds {MOST_BLOCKS} blocks at most. Leave something out.")));
    }
    let over = making.blocks.iter().map(|block| u16::from(block.minutes.0)).sum::<u16>();
    let length = u16::from(booking.minutes.0);
    if over > length {
        let text = format!(
            "These blocks take {over} minutes, and the session has {length}. Shorten something, leave something out, or make \
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
            (Take::Out, _) => return,
            (Take::Item(id), _) => Some((id, None)),
            (Take::Keep, Some(Named::Kept(kept))) => Some((kept.id(), Some(kept))),
            (Take::Keep | Take::Newer, Some(named)) => Some((named.id(), None)),
            (Take::Open, _) | (Take::Keep | Take::Newer, None) => None,
        };
        let Some((id, kept)) = exercise else { return self.plain(block, &part, choice.minutes) };
        let Some(item) = sight.library.item(id) else {
            return self.refuse(
                at,
                "This library has no such exercise. Choose another, or leave the time open.",
                Vec::new(),
            );
        };
        match sight.state(item, &part, block.room, &self.earlier) {
            State::Fits => self.exercise(block.room, part, item, kept, choice.minutes),
            State::Held(holds) => {
                let because: Vec<String> = holds.iter().map(|hold| hold.in_words(sight.library)).collect();
                self.refuse(at, &format!("“{}” is held: {}", item.title, because.join(" ")), holds);
            }
            State::Twice => {
                self.refuse(at, &format!("“{}” stands in this session already.", item.title), Vec::new());
            }
            State::Apart => {
                let text = "This time is held with each partner alone while situational violence is open, so no exercise \
                            stands here. Leave the time open.";
                self.refuse(at, text, Vec::new());
            }
            State::NotToday | State::Choose | State::Unknown | State::TooLong(_) => {
                let text = format!(
                    "“{}” is not for those who come today. Choose another, or leave the time open.",
                    item.title
                );
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
        let (note, sheets, outcome) = (String::new(), BTreeSet::new(), None);
        self.blocks.push(PlanBlock { id, part, title, minutes, present, item, note, sheets, outcome });
    }

    fn finish(self, moment: &Moment<'_>, template: &Template) -> SessionPlan {
        let Self { sight, booking, blocks, .. } = self;
        let main = blocks.iter().find_map(|block| sight.library.item(block.exercise()?));
        let mut plan = SessionPlan {
            number: booking.number,
            title: String::new(),
            on: booking.on,
            start: booking.start,
            minutes: booking.minutes,
            booked: booking.booked,
            phase: moment.phase.id,
            homework: Vec::new(),
            why: String::new(),
            stop_if: stop_if(moment, main),
            note: String::new(),
            status: Status::Draft,
            blocks,
        };
        for at in 0..plan.blocks.len() {
            if let Some(item) = plan.blocks[at].exercise().and_then(|id| sight.library.item(id)) {
                choose_sheets(sight.library, &sight.standings, &mut plan, at, item);
            }
        }
        plan.homework = homework(sight, moment, &plan, template);
        plan
    }
}

/// The homework of the template that may go home: of exercises that are in the plan or were done, in the library's words.
/// R47, and after an intense exercise no touch (R40).
fn homework(sight: &Sight<'_>, moment: &Moment<'_>, plan: &SessionPlan, template: &Template) -> Vec<(ItemId, String)> {
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
