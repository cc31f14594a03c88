//! A block of a session plan, and the exercise in it.

use serde::{Deserialize, Serialize};

use crate::{
    library::{
        ClientText, client_text,
        model::{Item, ItemWords},
        on_paper::PaperText,
    },
    planning::planner::Present,
    vocabulary::{Audience, ItemId, Minutes, Partner, SmallSet},
};

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
