//! A session plan, from draft to completed session.

use serde::{Deserialize, Serialize};

use crate::{
    assess::{Partner, Session},
    case_file::Clock,
    library::{
        model::{Item, ItemWords},
        on_paper::PaperText,
    },
    paper::handout::{Audience, ClientText, ClientWords, client_text},
    plan::{SessionRecord, SheetContent, SheetContents, editor::Booking},
    planning::planner::Present,
    vocabulary::{Day, ItemId, Minutes, Phase, SmallMap, SmallSet},
};

/// A session plan. Clock times follow from `start` and the minutes of its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionPlan {
    /// The number of the session with this couple, from 1.
    pub number: u16,
    /// The title; may be empty.
    pub title: String,
    /// The day, if set.
    pub on: Option<Day>,
    /// The start time, if set.
    pub start: Option<Clock>,
    /// The length of the session, 30 to 120 minutes. While it is being edited, the blocks may sum to more or less.
    pub minutes: Minutes,
    /// The participants booked.
    pub booked: Session,
    /// The phase it was made for.
    pub phase: Phase,
    /// The agenda, in order.
    pub blocks: Vec<PlanBlock>,
    /// Homework: the exercise, and the counsellor's note of the dose. Never printed for clients.
    pub homework: Vec<(ItemId, String)>,
    /// Homework as worded with the couple, typed to be printed, by its exercise, which is in `homework`.
    #[serde(default)]
    pub client_words: SmallMap<ItemId, ClientWords>,
    /// The aim of the session.
    pub why: String,
    /// True while `why` is derived from the plan and changes with it; false once the counsellor has edited it.
    #[serde(default)]
    pub why_derived: bool,
    /// Reasons for the counsellor to stop.
    pub stop_if: String,
    /// The counsellor's private note on the session.
    pub note: String,
    /// The status.
    pub status: Status,
    /// What was written down after the session; none before.
    #[serde(default, with = "super::stored_only")]
    pub record: Option<Box<SessionRecord>>,
    /// Choices and words for its sheets; none until something was chosen or typed.
    #[serde(default, with = "super::stored_only")]
    pub sheet_contents: Option<Box<SheetContents>>,
}

impl SessionPlan {
    /// Makes the plan of a session that is booked and not planned yet: no agenda, and nothing typed.
    pub fn empty(booking: Booking, phase: Phase) -> Self {
        Self {
            number: booking.number,
            title: String::new(),
            on: booking.on,
            start: booking.start,
            minutes: booking.minutes,
            booked: booking.booked,
            phase,
            blocks: Vec::new(),
            homework: Vec::new(),
            client_words: SmallMap::new(),
            why: String::new(),
            why_derived: true,
            stop_if: String::new(),
            note: String::new(),
            status: Status::Draft,
            record: None,
            sheet_contents: None,
        }
    }

    /// Returns the sum of its blocks, in minutes.
    pub fn planned(&self) -> u16 {
        self.blocks.iter().map(|block| u16::from(block.minutes.0)).sum()
    }

    /// Returns the block with this id, with its index.
    pub fn block(&self, id: BlockId) -> Option<(usize, &PlanBlock)> {
        self.blocks.iter().enumerate().find(|(_, block)| block.id == id)
    }

    /// Iterates over the exercises of the blocks before this index.
    pub fn exercises_before(&self, place: usize) -> impl Iterator<Item = &ItemId> {
        self.blocks.iter().take(place).filter_map(PlanBlock::exercise)
    }

    /// Returns what was chosen and typed for this sheet.
    pub fn sheet_content(&self, audience: Audience) -> SheetContent {
        self.sheet_contents.as_ref().map(|contents| contents.of(audience).clone()).unwrap_or_default()
    }

    /// True if it contains this exercise.
    pub fn has(&self, id: &ItemId) -> bool {
        self.blocks.iter().any(|block| block.exercise() == Some(id))
    }
}

impl PlanBlock {
    /// Returns the exercise, if it has one.
    pub fn exercise(&self) -> Option<&ItemId> {
        self.item.as_ref().map(KeptItem::id)
    }

    /// True if its participants allow it on this sheet: work by one partner alone goes on that partner's own sheet only
    /// (R46).
    pub fn is_for(&self, audience: Audience) -> bool {
        let own = |partner| audience == if partner == Partner::A { Audience::A } else { Audience::B };
        match self.present {
            Present::Both | Present::Each => true,
            Present::Turn(partner) | Present::One(_, Some(partner)) => own(partner),
            Present::One(_, None) => audience == Audience::A,
        }
    }
}

/// A block of a plan. Its id stays the same while it moves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanBlock {
    /// Unique within its plan.
    pub id: BlockId,
    /// The part of the session it belongs to, in the library's words.
    pub part: String,
    /// The title, for the counsellor.
    pub title: String,
    /// Its length.
    pub minutes: Minutes,
    /// The participants.
    pub present: Present,
    /// The exercise, in its wording when it was added to the plan.
    pub item: Option<KeptItem>,
    /// The counsellor's private note. No sheet for clients has a field for it.
    pub note: String,
    /// The sheets chosen for it, subject to the gates when the sheet is made.
    pub sheets: SmallSet<Audience>,
    /// The outcome, once the session is completed.
    pub outcome: Option<Outcome>,
}

/// The id of a block, unique within its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockId(pub u32);

/// An exercise in its wording when it was added to a plan: later edits of the library never change it (invariant 10).
/// Can only be made from an exercise of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptItem {
    id: ItemId,
    #[serde(deserialize_with = "client_text")]
    title: ClientText,
    #[serde(deserialize_with = "client_text")]
    neutral_title: Option<ClientText>,
    steps: Vec<String>,
    #[serde(deserialize_with = "client_text")]
    client_text: Vec<ClientText>,
    on_paper: PaperText,
    #[serde(deserialize_with = "client_text")]
    homework: Option<ClientText>,
    #[serde(default)]
    at_home: PaperText,
}

impl KeptItem {
    /// Copies the current wording of the exercise.
    pub fn of(item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            title: item.title.clone(),
            neutral_title: item.neutral_title.clone(),
            steps: item.steps.clone(),
            client_text: item.client_text.clone(),
            on_paper: item.on_paper.clone(),
            homework: item.homework.clone(),
            at_home: item.at_home.clone(),
        }
    }

    /// Returns its client text, as stored.
    pub fn words(&self) -> ItemWords {
        ItemWords {
            title: self.title.clone(),
            neutral_title: self.neutral_title.clone(),
            client_text: self.client_text.clone(),
            on_paper: self.on_paper.clone(),
            homework: self.homework.clone(),
            at_home: self.at_home.clone(),
        }
    }

    /// Returns its id.
    pub fn id(&self) -> &ItemId {
        &self.id
    }

    /// Returns its title.
    pub fn title(&self) -> &ClientText {
        &self.title
    }

    /// Returns the counsellor's steps, in order.
    pub fn steps(&self) -> &[String] {
        &self.steps
    }

    /// Returns the title on a neutral sheet.
    pub fn neutral_title(&self) -> Option<&ClientText> {
        self.neutral_title.as_ref()
    }

    /// Returns the client text, one entry a paragraph.
    pub fn client_text(&self) -> &[ClientText] {
        &self.client_text
    }

    /// The blocks of its sheet.
    pub fn on_paper(&self) -> &PaperText {
        &self.on_paper
    }

    /// What to do at home, in its parts.
    pub fn at_home(&self) -> &PaperText {
        &self.at_home
    }

    /// What to do at home, with one dose.
    pub fn homework(&self) -> Option<&ClientText> {
        self.homework.as_ref()
    }

    /// True if the library's wording has changed since.
    pub fn differs_from(&self, item: &Item) -> bool {
        *self != Self::of(item)
    }
}

/// The status of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being edited.
    #[default]
    Draft,
    /// Ready for the session.
    Ready,
    /// The session took place.
    #[serde(rename = "held")]
    Completed,
    /// The session was cancelled.
    Cancelled,
    /// Those who were expected did not come.
    NoShow,
}

impl Status {
    /// True if it was recorded what became of the session: its plan then stays as it is until it is reopened.
    pub const fn is_recorded(self) -> bool {
        matches!(self, Self::Completed | Self::Cancelled | Self::NoShow)
    }
}

/// The outcome of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Done.
    Done,
    /// Postponed.
    Left,
    /// Dreaded or refused (R26).
    Dreaded,
    /// It was begun, and a part of it is left for another time.
    Partly,
}
