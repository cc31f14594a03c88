//! Exercises.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    handout::{ClientText, client_text},
    ids::{ClaimId, ItemId},
    minutes::MinuteRange,
    words::{Challenge, GateId, Kind, PaperClass, Phase, Role, Tag},
};

/// One exercise: a file under `exercises/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Also the name of its file.
    pub id: ItemId,
    /// The built-in exercise that it was made from, where a counsellor made it from one.
    #[serde(default)]
    pub fork_of: Option<ItemId>,
    /// What both counsellor and couple read.
    #[serde(deserialize_with = "client_text")]
    pub title: ClientText,
    /// What stands on a neutral sheet instead of a title that would give the topic away.
    #[serde(deserialize_with = "client_text")]
    pub neutral_title: Option<ClientText>,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Who is in the room for it.
    pub who: Who,
    /// The phase it belongs to.
    pub phase: Phase,
    /// The challenges it serves, the closest first.
    pub serves: Vec<Challenge>,
    /// How long it takes. Expert defaults.
    pub minutes: MinuteRange,
    /// At most one such exercise a session (R38).
    pub high_intensity: bool,
    /// What must have happened before.
    pub needs: Needs,
    /// Gates that hold it while they are open.
    pub blocked_by: BTreeSet<GateId>,
    /// What it touches on; rules speak about these.
    pub tags: BTreeSet<Tag>,
    /// What to have at hand; empty where nothing is needed.
    pub materials: String,
    /// On whose paper it may stand.
    pub paper: PaperClass,
    /// Gates under which it stands on no paper at all, asked for or not.
    pub paper_never_under: BTreeSet<GateId>,
    /// Claims of the source article that it carries.
    pub claims: Vec<ClaimId>,
    /// Where it comes from, with reference keys in square brackets.
    pub evidence: String,
    /// What the counsellor does, in order.
    pub steps: Vec<String>,
    /// What the couple reads, one entry a paragraph.
    #[serde(deserialize_with = "client_text")]
    pub client_text: Vec<ClientText>,
    /// Boxes to tick and lines to fill in on paper.
    pub on_paper: Vec<PaperField>,
    /// What to do at home, with one dose; `None` where nothing is given.
    #[serde(deserialize_with = "client_text")]
    pub homework: Option<ClientText>,
    /// What should come of it and how to notice.
    pub outcome: String,
    /// What to watch for.
    pub cautions: String,
    /// Whether a counsellor put it away: plans that hold it go on, and nothing suggests it.
    #[serde(default)]
    pub put_away: bool,
}

/// What clients read of an exercise, in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClientWords {
    /// Its title.
    pub title: ClientText,
    /// What stands on a neutral sheet instead.
    pub neutral_title: Option<ClientText>,
    /// Paragraphs.
    pub client_text: Vec<ClientText>,
    /// Boxes to tick and lines to fill in.
    pub on_paper: Vec<PaperField>,
    /// What to do at home.
    pub homework: Option<ClientText>,
}

impl ClientWords {
    /// The English words that the library has now.
    pub fn of(item: &Item) -> Self {
        Self {
            title: item.title.clone(),
            neutral_title: item.neutral_title.clone(),
            client_text: item.client_text.clone(),
            on_paper: item.on_paper.clone(),
            homework: item.homework.clone(),
        }
    }
}

impl Item {
    /// Whether it is the exercise with this id, or was made from it: what a rule says of one it says of both.
    pub fn is(&self, id: &str) -> bool {
        self.id == *id || self.fork_of.as_ref().is_some_and(|of| *of == *id)
    }

    /// Whether it is one of these exercises, or was made from one.
    pub fn is_among<'a>(&self, ids: impl IntoIterator<Item = &'a ItemId>) -> bool {
        ids.into_iter().any(|id| self.is(id.as_str()))
    }

    /// Whether what it asks for at home is sensual, so that it must be optional, dated, stoppable and asked in turns
    /// (R50).
    pub fn is_sensual(&self) -> bool {
        [Tag::Touch, Tag::Fantasy, Tag::Novelty, Tag::Genital, Tag::TouchLadder]
            .iter()
            .any(|tag| self.tags.contains(tag))
            || (self.tags.contains(&Tag::Sexual) && self.tags.contains(&Tag::Body))
    }
}

/// One line of the fill-in part of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperField {
    /// A box to tick.
    Check(#[serde(deserialize_with = "client_text")] ClientText),
    /// A label with this many empty lines to write on, at least one.
    Lines(#[serde(deserialize_with = "client_text")] ClientText, u8),
}

/// As it is written in the file of an exercise.
impl std::fmt::Display for PaperField {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Check(text) => write!(f, "- [ ] {text}"),
            Self::Lines(label, lines) => {
                write!(f, "- {label}:")?;
                (0..*lines).try_for_each(|_| f.write_str(" ___"))
            }
        }
    }
}

/// Who is in the room for an exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Who {
    /// Who does the first part.
    pub first: Party,
    /// What may follow it.
    #[serde(default)]
    pub then: Option<Then>,
    /// Where given, it may also be done together, but only while none of these gates is open.
    #[serde(default)]
    pub together_unless: Option<BTreeSet<GateId>>,
    /// A limit on doing it together that software cannot see, for example “only for dates and cost”.
    #[serde(default)]
    pub together_only_for: Option<String>,
}

/// Who does (the first part of) an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// Both, in one room.
    Couple,
    /// Both in one room, or each alone.
    CoupleOrEachAlone,
    /// Each partner alone.
    EachAlone,
    /// One partner alone, the one with this role.
    One(Role),
}

/// What may follow the first part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// Then the couple together.
    Couple,
    /// Then the couple together, if both want that.
    CoupleIfWanted,
}

/// What must have happened before an exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// Exercises that must be done. `individual-safety-interview` here means that both interviews are on record.
    #[serde(default)]
    pub items: Vec<ItemId>,
    /// Alternatives: one of the exercises done, or something only the counsellor knows.
    #[serde(default)]
    pub any_of: Vec<AnyOf>,
    /// What only the counsellor knows. Shown as “confirm before you start”.
    #[serde(default)]
    pub conditions: Vec<String>,
}

/// One of these exercises, or else something the counsellor confirms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnyOf {
    /// Any one of these is enough.
    pub items: Vec<ItemId>,
    /// What the counsellor may confirm instead.
    pub or_else: String,
}
