//! A session plan as the counsellor edits, saves and holds it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Day;
use crate::{
    case::Clock,
    course::{Partner, Session},
    handout::{Audience, ClientText, client_text},
    ids::ItemId,
    library::model::{ClientWords, Item, PaperField},
    minutes::Minutes,
    plan::Present,
    words::Phase,
};

/// A session plan. Its clock times follow from `start` and the minutes of its blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionPlan {
    /// Which session with this couple it is, from 1.
    pub number: u16,
    /// What the counsellor calls it; may be empty.
    pub title: String,
    /// The day, where one is set.
    pub on: Option<Day>,
    /// The time of day it begins, where one is set.
    pub start: Option<Clock>,
    /// How long the session is, 30 to 120 minutes. The blocks may sum to more or less while it is being edited.
    pub minutes: Minutes,
    /// Who is expected.
    pub booked: Session,
    /// The phase it was made for.
    pub phase: Phase,
    /// What happens, in order.
    pub blocks: Vec<PlanBlock>,
    /// What goes home: the exercise, and the dose in the words that were agreed.
    pub homework: Vec<(ItemId, String)>,
    /// Why this, why now.
    pub why: String,
    /// What would make the counsellor stop.
    pub stop_if: String,
    /// The counsellor's private words about the whole session.
    pub note: String,
    /// How far it is.
    pub status: Status,
}

impl SessionPlan {
    /// What its blocks sum to, in minutes.
    pub fn planned(&self) -> u16 {
        self.blocks.iter().map(|block| u16::from(block.minutes.0)).sum()
    }

    /// The block with this id and its place.
    pub fn block(&self, id: BlockId) -> Option<(usize, &PlanBlock)> {
        self.blocks.iter().enumerate().find(|(_, block)| block.id == id)
    }

    /// The exercises of its blocks before this place.
    pub fn exercises_before(&self, place: usize) -> impl Iterator<Item = &ItemId> {
        self.blocks.iter().take(place).filter_map(PlanBlock::exercise)
    }

    /// Whether this exercise is in it.
    pub fn has(&self, id: &ItemId) -> bool {
        self.blocks.iter().any(|block| block.exercise() == Some(id))
    }
}

impl PlanBlock {
    /// The exercise, where there is one.
    pub fn exercise(&self) -> Option<&ItemId> {
        self.item.as_ref().map(KeptItem::id)
    }

    /// Whether it may go on this sheet as far as it depends on who was in the room: what one partner does alone stands
    /// on no sheet but that partner's own (R46).
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
    /// What the counsellor reads.
    pub title: String,
    /// How long.
    pub minutes: Minutes,
    /// Who is in the room.
    pub present: Present,
    /// The exercise, in the words it had when it was taken into the plan.
    pub item: Option<KeptItem>,
    /// The counsellor's private words. No sheet for clients has a field that they would fit into.
    pub note: String,
    /// On which sheets it may go, as far as the gates allow when the sheet is made.
    pub sheets: BTreeSet<Audience>,
    /// What came of it, once the session was held.
    pub outcome: Option<Outcome>,
}

/// Names a block within its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BlockId(pub u32);

/// An exercise in the words it had when it was taken into a plan: later edits of the library never change them
/// (invariant 10). Only an exercise of the library becomes one.
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
    on_paper: Vec<PaperField>,
    #[serde(deserialize_with = "client_text")]
    homework: Option<ClientText>,
}

impl KeptItem {
    /// The exercise in the words that it has now.
    pub fn of(item: &Item) -> Self {
        Self {
            id: item.id.clone(),
            title: item.title.clone(),
            neutral_title: item.neutral_title.clone(),
            steps: item.steps.clone(),
            client_text: item.client_text.clone(),
            on_paper: item.on_paper.clone(),
            homework: item.homework.clone(),
        }
    }

    /// What clients read of it, as it was kept.
    pub fn client_words(&self) -> ClientWords {
        ClientWords {
            title: self.title.clone(),
            neutral_title: self.neutral_title.clone(),
            client_text: self.client_text.clone(),
            on_paper: self.on_paper.clone(),
            homework: self.homework.clone(),
        }
    }

    /// Which exercise.
    pub fn id(&self) -> &ItemId {
        &self.id
    }

    /// Its title.
    pub fn title(&self) -> &ClientText {
        &self.title
    }

    /// What the counsellor does, in order.
    pub fn steps(&self) -> &[String] {
        &self.steps
    }

    /// What stands on a neutral sheet instead of the title.
    pub fn neutral_title(&self) -> Option<&ClientText> {
        self.neutral_title.as_ref()
    }

    /// What the couple reads, one entry a paragraph.
    pub fn client_text(&self) -> &[ClientText] {
        &self.client_text
    }

    /// Boxes to tick and lines to fill in.
    pub fn on_paper(&self) -> &[PaperField] {
        &self.on_paper
    }

    /// What to do at home, with one dose.
    pub fn homework(&self) -> Option<&ClientText> {
        self.homework.as_ref()
    }

    /// Whether the library has other words by now.
    pub fn differs_from(&self, item: &Item) -> bool {
        *self != Self::of(item)
    }
}

/// How far a plan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Being written.
    #[default]
    Draft,
    /// Ready for the session.
    Ready,
    /// The session was held.
    Held,
}

/// What came of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was left for another time.
    Left,
    /// It was dreaded or refused (R26).
    Dreaded,
}
