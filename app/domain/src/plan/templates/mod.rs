//! Templates: the reusable parts of a plan, without client data.
//!
//! A template contains no client data by construction: it is made from a plan by [`from_plan`] alone, which copies
//! exercises, parts and minutes and no typed text. Its own title, description and tags are typed for it. Its use with a
//! couple is checked when it is applied, by [`crate::safety::holds()`] (invariant 4): [`apply`] shows the status of
//! each block, and [`plan`] checks once more.

mod apply;
mod edit;
pub mod file;
mod labels;
mod made;
mod minutes;
mod next;
mod offers;
mod plan;
mod starters;
mod state;
mod text;

use serde::{Deserialize, Serialize};

pub use self::{
    apply::{Application, HomeworkStanding, Remark, Row, apply},
    edit::{BadBlock, fix, open_slot, proposed},
    file::differences,
    labels::{LONGEST_DESCRIPTION, LONGEST_TAG, Labels, MOST_TAGS},
    made::{LeftBehind, Omitted, from_plan},
    next::{CarryOver, CarryRow, Next, carry_rows, next_session},
    plan::{Choice, Refusal, SlotChoice, plan},
    starters::starters,
    state::{NotToday, State},
    text::{ForRecord, for_record},
};
use super::KeptItem;
use crate::{
    assess::Session,
    library::{
        Library,
        model::{Item, Shares},
    },
    vocabulary::{Challenge, Day, ItemId, Kind, Minutes, Phase, Role, Tag},
};

/// A reusable session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The title, typed for it.
    pub title: String,
    /// The purpose, typed for it; may be empty.
    pub description: String,
    /// Search terms, typed for it.
    pub tags: Vec<String>,
    /// The length of the session, 30 to 120 minutes.
    pub minutes: Minutes,
    /// The phase it was made in.
    pub phase: Phase,
    /// The participants.
    pub booked: Booked,
    /// The agenda, in order.
    pub blocks: Vec<TemplateBlock>,
    /// Exercises whose homework is given, in the library's wording.
    pub homework: Vec<ItemId>,
}

/// A template as stored, with its use, which is never exported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptTemplate {
    /// The template.
    pub template: Template,
    /// Number of plans made from it.
    pub used: u32,
    /// The day of the last one.
    pub last_used: Option<Day>,
}

impl KeptTemplate {
    /// Makes one that was never used.
    pub fn new(template: Template) -> Self {
        Self { template, used: 0, last_used: None }
    }

    /// Counts one more plan made from it.
    #[must_use]
    pub fn used_on(mut self, day: Day) -> Self {
        self.used = self.used.saturating_add(1);
        self.last_used = self.last_used.max(Some(day));
        self
    }
}

/// A block of a template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateBlock {
    /// The part of the session.
    pub part: Part,
    /// Its length.
    pub minutes: Minutes,
    /// The participants.
    pub room: Room,
    /// The content.
    pub content: Content,
}

/// The content of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// The part alone.
    Part,
    /// This exercise.
    Exercise(ExerciseRef),
    /// An exercise chosen when the template is applied, and the exercise it replaced.
    Slot(Filter, Option<ExerciseRef>),
}

/// A reference to an exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExerciseRef {
    /// In its wording when it was added (invariant 10).
    Kept(KeptItem),
    /// Named in a file, and missing from this library.
    Unknown(ItemId, WordsMark),
}

impl ExerciseRef {
    /// Returns its id.
    pub fn id(&self) -> &ItemId {
        match self {
            Self::Kept(kept) => kept.id(),
            Self::Unknown(id, _) => id,
        }
    }

    /// Returns its title as stored, or its id if the library lacks it.
    pub fn title(&self) -> &str {
        match self {
            Self::Kept(kept) => kept.title().as_str(),
            Self::Unknown(id, _) => id.as_str(),
        }
    }

    /// True if the library's wording has changed since.
    pub fn differs_from(&self, item: &Item) -> bool {
        matches!(self, Self::Kept(kept) if kept.differs_from(item))
    }
}

/// A fingerprint of the wording of an exercise: equal in two libraries if the wording is equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordsMark(pub u64);

/// The exercises allowed in an open slot; absent fields do not restrict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// With this tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Tag>,
    /// Of this phase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// Serving this challenge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// With at most this typical length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest: Option<Minutes>,
}

impl Filter {
    /// True if this exercise is allowed.
    pub fn admits(&self, item: &Item) -> bool {
        self.kind.is_none_or(|kind| item.kind == kind)
            && self.tag.is_none_or(|tag| item.tags.contains(&tag))
            && self.phase.is_none_or(|phase| item.phase == phase)
            && self.challenge.is_none_or(|challenge| item.serves.contains(&challenge))
            && self.longest.is_none_or(|longest| item.minutes.typical <= longest)
    }
}

/// The participants of a block. The partner is determined when the template is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Room {
    /// Both, together.
    Both,
    /// Both, working separately.
    Each,
    /// One partner alone, the first to be seen.
    First,
    /// The other partner alone.
    Second,
}

impl std::fmt::Display for Room {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Both => "both",
            Self::Each => "each",
            Self::First => "first alone",
            Self::Second => "second alone",
        })
    }
}

/// The participants of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Booked {
    /// Both partners.
    Couple,
    /// One partner, in this role.
    Individual(Role),
}

impl From<Session> for Booked {
    fn from(session: Session) -> Self {
        match session {
            Session::Couple => Self::Couple,
            Session::Individual(role, _) => Self::Individual(role),
        }
    }
}

/// A part of a session by the library's name for it, never typed text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Part(String);

impl Part {
    /// Returns the part with this name; `None` if the library has none.
    pub fn named(library: &Library, name: &str) -> Option<Self> {
        names(library.shares()).find(|known| *known == name).map(|known| Self(known.clone()))
    }

    /// Returns the part with this name, or the main work.
    fn or_main(library: &Library, name: &str) -> Self {
        let main = || library.shares().parts.get(3).cloned().unwrap_or_default();
        Self::named(library, name).unwrap_or_else(|| Self(main()))
    }

    /// Returns its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Iterates over the parts of a couple session and of an individual one.
fn names(shares: &Shares) -> impl Iterator<Item = &String> {
    shares.parts.iter().chain(&shares.individual_parts)
}
