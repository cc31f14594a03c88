//! Templates: what is worth using again of a plan, without the people it was made for.
//!
//! A template holds no client data by construction: it is made from a plan by [`from_plan`] alone, which takes exercises,
//! parts and minutes and no word that was typed. Its own title, description and tags are typed for it. What it says may be
//! used with a couple is decided when it is applied, by [`crate::holds::holds`] (invariant 4): [`apply`] shows how each
//! block stands, and [`plan`] asks once more.

mod apply;
mod edit;
pub mod file;
mod labels;
mod made;
mod minutes;
mod next;
mod offers;
mod plan;
mod text;

use serde::{Deserialize, Serialize};

pub use self::{
    apply::{Application, HomeworkStanding, Remark, Row, State, apply},
    edit::{BadBlock, fix, open_slot, proposed},
    file::differences,
    labels::{LONGEST_DESCRIPTION, LONGEST_TAG, Labels, MOST_TAGS},
    made::{Left, LeftBehind, from_plan},
    next::{Carry, CarryRow, Next, carry_rows, next_session},
    plan::{Choice, Refusal, Take, plan},
    text::{ForRecord, for_record},
};
use crate::{
    course::Session,
    desk::{Day, KeptItem},
    ids::ItemId,
    library::{
        Library,
        model::{Item, Shares},
    },
    minutes::Minutes,
    words::{Challenge, Kind, Phase, Role, Tag},
};

/// A session to be used again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// What it is called; typed for it.
    pub title: String,
    /// What it is good for; typed for it, may be empty.
    pub description: String,
    /// Words to find it by; typed for it.
    pub tags: Vec<String>,
    /// How long the session is, 30 to 120 minutes.
    pub minutes: Minutes,
    /// The phase it was made in.
    pub phase: Phase,
    /// For whom it is.
    pub booked: Booked,
    /// What happens, in order.
    pub blocks: Vec<TemplateBlock>,
    /// Exercises whose homework goes home, in the library's words.
    pub homework: Vec<ItemId>,
}

/// A template as a counsellor keeps it. How often it was used stays here and never goes into a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptTemplate {
    /// The template.
    pub template: Template,
    /// How many plans were made from it.
    pub used: u32,
    /// The day of the last one.
    pub last_used: Option<Day>,
}

impl KeptTemplate {
    /// One that was never used.
    pub fn new(template: Template) -> Self {
        Self { template, used: 0, last_used: None }
    }

    /// The same after a plan was made from it.
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
    /// How long.
    pub minutes: Minutes,
    /// Who is in the room.
    pub room: Room,
    /// What happens.
    pub content: Content,
}

/// What happens in a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// Nothing but the part itself.
    Part,
    /// This exercise.
    Exercise(Named),
    /// An exercise that is chosen when the template is applied, and the one that stood there before.
    Slot(Filter, Option<Named>),
}

/// An exercise as a template names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Named {
    /// In the words it had when it was taken in (invariant 10).
    Kept(KeptItem),
    /// Named by a file, while this library has no such exercise.
    Unknown(ItemId, WordsMark),
}

impl Named {
    /// Which exercise.
    pub fn id(&self) -> &ItemId {
        match self {
            Self::Kept(kept) => kept.id(),
            Self::Unknown(id, _) => id,
        }
    }

    /// What it is called: as it was kept, or its id where nobody here knows more.
    pub fn title(&self) -> &str {
        match self {
            Self::Kept(kept) => kept.title().as_str(),
            Self::Unknown(id, _) => id.as_str(),
        }
    }

    /// Whether the library has other words by now.
    pub fn differs_from(&self, item: &Item) -> bool {
        matches!(self, Self::Kept(kept) if kept.differs_from(item))
    }
}

/// Tells the words of an exercise from others: two libraries that give the same mark have the same words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WordsMark(pub u64);

/// Which exercises may be chosen for an open slot; what is absent is not asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Filter {
    /// Of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// That touches on this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Tag>,
    /// Of this phase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// That serves this challenge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// That usually takes no longer than this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longest: Option<Minutes>,
}

impl Filter {
    /// Whether this exercise may be chosen.
    pub fn admits(&self, item: &Item) -> bool {
        self.kind.is_none_or(|kind| item.kind == kind)
            && self.tag.is_none_or(|tag| item.tags.contains(&tag))
            && self.phase.is_none_or(|phase| item.phase == phase)
            && self.challenge.is_none_or(|challenge| item.serves.contains(&challenge))
            && self.longest.is_none_or(|longest| item.minutes.typical <= longest)
    }
}

/// Who is in the room. Which partner is meant is decided when the template is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Room {
    /// Both, together.
    Both,
    /// Both, each for themselves.
    Each,
    /// One partner alone: the one who is seen first.
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

/// For whom a template is.
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

/// A part of a session, by the name that the library has for it; never anything that was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Part(String);

impl Part {
    /// The part with this name; nothing when the library has none.
    pub fn named(library: &Library, name: &str) -> Option<Self> {
        names(library.shares()).find(|known| *known == name).map(|known| Self(known.clone()))
    }

    /// The part with this name, or the main work.
    fn or_main(library: &Library, name: &str) -> Self {
        let main = || library.shares().parts.get(3).cloned().unwrap_or_default();
        Self::named(library, name).unwrap_or_else(|| Self(main()))
    }

    /// Its name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The parts of a couple session and of one with one partner.
fn names(shares: &Shares) -> impl Iterator<Item = &String> {
    shares.parts.iter().chain(&shares.individual_parts)
}
