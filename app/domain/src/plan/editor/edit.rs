//! Edits of a plan. Each is a value, so that a click in the browser and a form have the same effect.

use crate::{
    assess::Session,
    plan::{BlockId, ClientWords, SessionPlan, Status},
    planning::planner::Present,
    vocabulary::{Audience, Clock, Day, ItemId, Minutes, SmallSet},
};

/// Maximum number of blocks of one plan.
pub(crate) const MOST_BLOCKS: usize = 40;

/// Maximum length of a title, in characters.
pub(super) const LONGEST_TITLE: usize = 160;

/// Maximum length of a note, dose or sentence, in characters.
pub(super) const LONGEST_TEXT: usize = 20_000;

/// Maximum length of a block, in minutes.
pub(super) const LONGEST_BLOCK: u8 = 180;

/// One edit of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Adds an exercise of the library after the main work.
    Add(ItemId),
    /// Adds an exercise of the library right after this block.
    AddAfter(ItemId, BlockId),
    /// Puts another exercise in the place of the one in this block.
    Swap(BlockId, ItemId),
    /// Fits the minutes of the exercises to the length of the session.
    Fit,
    /// Adds a block of the counsellor's own, with a title and a length.
    AddOwn(String, Minutes),
    /// Removes a block.
    Remove(BlockId),
    /// Moves a block to this index, from 0; clamped to the end.
    MoveTo(BlockId, usize),
    /// Moves a block one place earlier.
    Up(BlockId),
    /// Moves a block one place later.
    Down(BlockId),
    /// Sets the length of a block, 1 to 180 minutes.
    Minutes(BlockId, Minutes),
    /// Sets the participants.
    Present(BlockId, Present),
    /// Sets the title.
    Rename(BlockId, String),
    /// Sets the private note.
    Note(BlockId, String),
    /// Sets the sheets on which it may go.
    Sheets(BlockId, SmallSet<Audience>),
    /// Adopts the library's current wording.
    Renew(BlockId),
    /// Gives the homework of an exercise, in the library's wording.
    GiveHomework(ItemId),
    /// Sets the agreed dose.
    Dose(ItemId, String),
    /// Sets the agreed wording, printed instead of the library's; none restores the library's.
    Agreed(ItemId, Option<ClientWords>),
    /// Removes homework.
    DropHomework(ItemId),
    /// Sets the fields of the whole plan.
    Details(Details),
    /// Sets draft or ready. A session is marked as completed by [`super::conclude`] alone.
    Status(Status),
}

/// The fields of a whole plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Details {
    /// The title; may be empty.
    pub title: String,
    /// The day.
    pub on: Option<Day>,
    /// The start time.
    pub start: Option<Clock>,
    /// The length, 30 to 120 minutes.
    pub minutes: Minutes,
    /// The participants booked.
    pub booked: Session,
    /// The aim of the session.
    pub why: String,
    /// Reasons for the counsellor to stop.
    pub stop_if: String,
    /// The private note on the session.
    pub note: String,
}

impl Details {
    /// Extracts the details of this plan.
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
