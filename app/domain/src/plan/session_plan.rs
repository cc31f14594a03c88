//! A session plan, from draft to completed session.

use serde::{Deserialize, Serialize};

use crate::{
    assess::{Partner, Session},
    plan::{BlockId, Booking, ClientWords, PlanBlock, SessionRecord, SheetContent, SheetContents},
    vocabulary::{Audience, Clock, Day, ItemId, Minutes, Phase, SmallMap},
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

impl SessionPlan {
    /// Who is expected: both, or the one who comes alone; both where that is not known by name.
    pub fn expected(&self) -> Vec<Partner> {
        match self.booked {
            Session::Individual(_, Some(partner)) => vec![partner],
            Session::Couple | Session::Individual(_, None) => vec![Partner::A, Partner::B],
        }
    }
}
