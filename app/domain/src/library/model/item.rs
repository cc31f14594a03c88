//! Exercises.

use serde::{Deserialize, Serialize};

use crate::{
    library::{ClientText, client_text, on_paper::PaperText},
    vocabulary::{
        Challenge, ClaimId, GateId, IndicatorId, ItemId, Kind, MinuteRange, PaperClass, Phase, Role, SmallSet, Tag,
    },
};

/// An exercise: one file under `exercises/`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Its id, also its file name.
    pub id: ItemId,
    /// The built-in exercise that it was copied from, if it is a counsellor's copy.
    #[serde(default)]
    pub fork_of: Option<ItemId>,
    /// The title, for counsellor and couple.
    #[serde(deserialize_with = "client_text")]
    pub title: ClientText,
    /// The title on a neutral sheet, if the other would reveal the topic.
    #[serde(deserialize_with = "client_text")]
    pub neutral_title: Option<ClientText>,
    /// The kind of exercise.
    pub kind: Kind,
    /// The participants.
    pub who: Who,
    /// The phase it belongs to.
    pub phase: Phase,
    /// The challenges it serves, the closest first.
    pub serves: Vec<Challenge>,
    /// The particular topic; none if it serves its challenges in general.
    #[serde(default)]
    pub about: Option<About>,
    /// The length. Expert default.
    pub minutes: MinuteRange,
    /// True if at most one such exercise fits in a session (R38).
    pub high_intensity: bool,
    /// Prerequisites.
    pub needs: Needs,
    /// Gates that hold it while they are open.
    pub blocked_by: SmallSet<GateId>,
    /// Topics that rules refer to.
    pub tags: SmallSet<Tag>,
    /// Materials to prepare; may be empty.
    pub materials: String,
    /// The sheets on which it may be printed.
    pub paper: PaperClass,
    /// Gates under which it is never printed, even on request.
    pub paper_never_under: SmallSet<GateId>,
    /// What must be so before it is printed; the counsellor is asked, and no sheet is proposed with it.
    #[serde(default)]
    pub paper_only_if: Option<String>,
    /// Roles in which nobody is offered it.
    #[serde(default)]
    pub not_for_roles: SmallSet<Role>,
    /// Claims of the source article that it carries.
    pub claims: Vec<ClaimId>,
    /// Sources, with reference keys in square brackets.
    pub evidence: String,
    /// The counsellor's steps, in order.
    pub steps: Vec<String>,
    /// The client text, one entry a paragraph.
    #[serde(deserialize_with = "client_text")]
    pub client_text: Vec<ClientText>,
    /// The blocks of its sheet.
    pub on_paper: PaperText,
    /// What to do at home, with one dose; `None` where nothing is given.
    #[serde(deserialize_with = "client_text")]
    pub homework: Option<ClientText>,
    /// The same in its parts: why, when, where, how long, and what if it does not work.
    #[serde(default)]
    pub at_home: PaperText,
    /// For the counsellor alone: when and how its homework is given.
    #[serde(default)]
    pub homework_note: String,
    /// The expected outcome and how to notice it.
    pub outcome: String,
    /// Cautions.
    pub cautions: String,
    /// True if a counsellor archived it: plans that contain it keep it, and it is not suggested.
    #[serde(default)]
    pub put_away: bool,
}

/// The client text of an exercise in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ItemWords {
    /// Its title.
    pub title: ClientText,
    /// The title on a neutral sheet.
    pub neutral_title: Option<ClientText>,
    /// Paragraphs.
    pub client_text: Vec<ClientText>,
    /// The blocks of its sheet.
    pub on_paper: PaperText,
    /// What to do at home.
    pub homework: Option<ClientText>,
    /// The same in its parts.
    pub at_home: PaperText,
}

impl ItemWords {
    /// Returns the current English client text.
    pub fn of(item: &Item) -> Self {
        Self {
            title: item.title.clone(),
            neutral_title: item.neutral_title.clone(),
            client_text: item.client_text.clone(),
            on_paper: item.on_paper.clone(),
            homework: item.homework.clone(),
            at_home: item.at_home.clone(),
        }
    }
}

impl Item {
    /// True if it is the exercise with this id or a copy of it: a rule about one applies to both.
    pub fn is(&self, id: &str) -> bool {
        self.id == *id || self.fork_of.as_ref().is_some_and(|of| *of == *id)
    }

    /// True if there is a picture sheet of it.
    pub fn has_pictures(&self) -> bool {
        !self.on_paper.sheet().pictures.is_empty()
    }

    /// True if it is one of these exercises or a copy of one.
    pub fn is_among<'a>(&self, ids: impl IntoIterator<Item = &'a ItemId>) -> bool {
        ids.into_iter().any(|id| self.is(id.as_str()))
    }

    /// True if one person does it alone, and no part of it together.
    pub fn is_for_one(&self) -> bool {
        let alone = matches!(self.who.first, Party::EachAlone | Party::One(_));
        alone && self.who.then.is_none() && self.who.together_unless.is_none()
    }

    /// True if its homework is sensual, so that it must be optional, dated, stoppable and asked in turns (R50).
    pub fn is_sensual(&self) -> bool {
        [Tag::Touch, Tag::Fantasy, Tag::Novelty, Tag::Genital, Tag::TouchLadder]
            .iter()
            .any(|tag| self.tags.contains(tag))
            || (self.tags.contains(&Tag::Sexual) && self.tags.contains(&Tag::Body))
    }
}

/// The own matter of an exercise, and what tells of it. An expert default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct About {
    /// Indicators that report exactly this topic.
    pub told: Vec<IndicatorId>,
    /// Indicators near the topic, under which the exercise makes sense.
    pub near: Vec<IndicatorId>,
    /// Gates that indicate exactly this topic once they were opened.
    pub gates: Vec<GateId>,
    /// Facts that indicate exactly this topic.
    pub facts: Vec<MatterFact>,
    /// True if nothing else makes the exercise relevant: a conversation about pornography is irrelevant to a couple
    /// whose only problem is drinking.
    pub only: bool,
}

/// A fact that makes an exercise relevant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatterFact {
    /// The couple has agreed on more than one partner (R34).
    NonMonogamous,
    /// Both chose not to have sex (R33).
    ChosenNoSex,
}

/// The participants of an exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Who {
    /// The participants of the first part.
    pub first: Party,
    /// The participants of an optional second part.
    #[serde(default)]
    pub then: Option<Then>,
    /// If present, it may also be done together, but only while none of these gates is open.
    #[serde(default)]
    pub together_unless: Option<SmallSet<GateId>>,
    /// A limit on doing it together that software cannot see, for example “only for dates and cost”.
    #[serde(default)]
    pub together_only_for: Option<String>,
}

/// The participants of (the first part of) an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// Both together.
    Couple,
    /// Both together, or each alone.
    CoupleOrEachAlone,
    /// Each partner alone.
    EachAlone,
    /// One partner alone, the one with this role.
    One(Role),
}

/// The participants of the second part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Then {
    /// The couple together.
    Couple,
    /// The couple together, if both want that.
    CoupleIfWanted,
}

/// The prerequisites of an exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Needs {
    /// Exercises that must have been done. `individual-safety-interview` here means that both interviews are on record.
    #[serde(default)]
    pub items: Vec<ItemId>,
    /// Alternatives: one of the exercises done, or a confirmation by the counsellor.
    #[serde(default)]
    pub any_of: Vec<AnyOf>,
    /// Conditions that only the counsellor knows, shown as “confirm before you start”.
    #[serde(default)]
    pub conditions: Vec<String>,
}

/// One of these exercises, or else something the counsellor confirms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnyOf {
    /// Any one of these is enough.
    pub items: Vec<ItemId>,
    /// The alternative that the counsellor may confirm.
    pub or_else: String,
}

/// True if both do the exercise, or a part of it, together.
pub(crate) fn is_couple_work(item: &Item) -> bool {
    matches!(item.who.first, Party::Couple | Party::CoupleOrEachAlone) || item.who.then.is_some()
}
