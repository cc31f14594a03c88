//! What the library is made of. Each type mirrors one file or one table row under `content/`.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    handout::ClientText,
    ids::{ClaimId, IndicatorId, ItemId, ReferenceKey, RuleId},
    minutes::{MinuteRange, Minutes},
    words::{AppliesTo, Challenge, GateId, HelpCheck, HelpKind, Kind, PaperClass, Phase, Role, Tag, Weight},
};

/// One exercise: a file under `exercises/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Also the name of its file.
    pub id: ItemId,
    /// What both counsellor and couple read.
    pub title: ClientText,
    /// What stands on a neutral sheet instead of a title that would give the topic away.
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
    pub client_text: Vec<ClientText>,
    /// Boxes to tick and lines to fill in on paper.
    pub on_paper: Vec<PaperField>,
    /// What to do at home, with one dose; `None` where nothing is given.
    pub homework: Option<ClientText>,
    /// What should come of it and how to notice.
    pub outcome: String,
    /// What to watch for.
    pub cautions: String,
}

impl Item {
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum PaperField {
    /// A box to tick.
    Check(ClientText),
    /// A label with this many empty lines to write on, at least one.
    Lines(ClientText, u8),
}

/// Who is in the room for an exercise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Who {
    /// Who does the first part.
    pub first: Party,
    /// What may follow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Then>,
    /// Where given, it may also be done together, but only while none of these gates is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub together_unless: Option<BTreeSet<GateId>>,
    /// A limit on doing it together that software cannot see, for example “only for dates and cost”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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

/// A challenge as the counsellor reads about it (reference, section 2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChallengeText {
    /// Which one.
    pub id: Challenge,
    /// Its name in plain words.
    pub title: String,
    /// What it means.
    pub plain: String,
    /// How partners usually respond.
    pub responses: String,
    /// “Really something else?”: what can look like it.
    pub something_else: Vec<String>,
    /// Signs of danger, and what not to do.
    pub red_flags: String,
    /// Contraindications, where they stand apart from the red flags.
    #[serde(default)]
    pub contraindications: Option<String>,
    /// Medical and legal referral.
    pub referral: String,
    /// Models the exercises draw on, with reference keys.
    pub models: String,
    /// An editorial remark about its exercises.
    #[serde(default)]
    pub note: Option<String>,
}

/// Something that was seen or told. Without a challenge it is a general flag that only opens gates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// For example `INF-01`.
    pub id: IndicatorId,
    /// The challenge it speaks for; none for a general flag.
    #[serde(default)]
    pub challenge: Option<Challenge>,
    /// Whom it is about.
    pub applies_to: AppliesTo,
    /// How strongly it speaks; given exactly when there is a challenge.
    #[serde(default)]
    pub weight: Option<Weight>,
    /// What was seen or told.
    pub text: String,
    /// How strongly it also speaks for other challenges.
    #[serde(default)]
    pub cross: BTreeMap<Challenge, Weight>,
    /// Gates it opens.
    #[serde(default)]
    pub opens: BTreeSet<GateId>,
    /// Claims of the source article behind it.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// Publications behind it.
    #[serde(default)]
    pub references: Vec<ReferenceKey>,
}

/// A safety gate (reference 3.2, as revised).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// Which one.
    pub id: GateId,
    /// Its name in plain words.
    pub name: String,
    /// What opens it.
    pub opens_when: String,
    /// What it does to a plan.
    pub effect_on_plan: String,
    /// What it does to paper.
    pub effect_on_handouts: String,
    /// What closes it.
    pub closes_when: String,
    /// Sources, with reference keys in square brackets.
    pub basis: String,
    /// Whether it may be overridden, and why (not).
    pub r#override: Override,
    /// Once opened it stays open until a closing is recorded. True for every gate.
    pub latches: bool,
    /// Keeps the work from moving on from safety to meaning (reference 5.2).
    pub hard: bool,
    /// No conjoint session while it is open: the individual template is used.
    pub individual_only: bool,
    /// What may be printed while it is open.
    pub paper: GatePaper,
    /// Exercises that its effect on the plan names as the way forward, the first one first.
    #[serde(default)]
    pub way_forward: Vec<ItemId>,
}

/// Whether a gate may be overridden.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// How.
    pub policy: OverridePolicy,
    /// Why that is so.
    pub why: String,
}

/// How a gate may be overridden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverridePolicy {
    /// With one typed reason.
    Yes,
    /// With a typed reason and a second confirmation.
    SecondConfirmation,
    /// Never.
    Never,
}

/// What may be printed while a gate is open (R45, reference 3.2 and 3.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GatePaper {
    /// The sheet for both.
    pub couple: CouplePaper,
    /// One person's own sheet.
    pub own: OwnPaper,
}

/// What the sheet for both may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CouplePaper {
    /// Whatever the gate does not block.
    Allowed,
    /// General information only, nothing that shows what one partner said.
    InformationOnly,
    /// No sheet for both.
    Nothing,
}

/// What one person's own sheet may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OwnPaper {
    /// Whatever the gate does not block.
    Allowed,
    /// Nothing about safety, sex, blame or health unless the person asked for it alone.
    Harmless,
    /// No sheet by default.
    Nothing,
}

/// A planning rule (reference 5.5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// For example `R25`.
    pub id: RuleId,
    /// The part of the work it belongs to.
    pub area: String,
    /// Its condition.
    pub when: String,
    /// Its consequence.
    pub then: String,
    /// Why.
    pub why: String,
    /// Sources, with reference keys in square brackets.
    pub source: String,
    /// Whether it blocks or ranks.
    pub strength: Strength,
    /// How it is kept.
    pub kept_by: KeptBy,
    /// What the counsellor is reminded of, where software cannot decide.
    #[serde(default)]
    pub reminder: Option<Reminder>,
}

/// Whether a rule blocks, or ranks and warns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Blocks.
    Hard,
    /// Ranks or warns.
    Soft,
}

/// How a rule is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KeptBy {
    /// Software decides.
    Software,
    /// Software decides one part and reminds of the other.
    Both,
    /// Only people in the room can keep it; software reminds.
    Reminder,
}

/// A reminder on the plan or on the blocks it concerns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    /// What to keep in mind, in one sentence.
    pub text: String,
    /// Where it is shown.
    pub on: ReminderPlace,
}

/// Where a reminder is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReminderPlace {
    /// On every plan.
    Plan,
    /// On plans with a high-intensity exercise.
    HighIntensity,
    /// On plans made while one of these gates is open.
    Gates(BTreeSet<GateId>),
    /// On blocks whose exercise has one of these tags.
    Tags(BTreeSet<Tag>),
    /// On blocks with one of these exercises.
    Items(BTreeSet<ItemId>),
    /// On the review of homework.
    HomeworkReview,
}

/// A claim of the source article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// `A1` to `A83`.
    pub id: ClaimId,
    /// Where in the article it stands.
    pub section: String,
    /// Its words, at most fifteen.
    pub quote: String,
    /// The claim in our words.
    pub claim: String,
    /// An editorial note.
    #[serde(default)]
    pub note: Option<String>,
}

/// A publication.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// For example `Gordon2004`.
    pub key: ReferenceKey,
    /// Whether title and authors were checked against a public record. False: cited from knowledge.
    pub checked: bool,
    /// The citation.
    pub citation: String,
}

/// How many minutes each part of a session gets. Expert defaults.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shares {
    /// The parts of a couple session, in order.
    pub parts: Vec<String>,
    /// One row for each length and phase.
    pub couple: Vec<CoupleShare>,
    /// The parts of an individual session, in order.
    pub individual_parts: Vec<String>,
    /// One row for each length.
    pub individual: Vec<IndividualShare>,
}

/// The parts of a couple session of one length in one phase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoupleShare {
    /// The whole session.
    pub length: Minutes,
    /// The phase.
    pub phase: Phase,
    /// One entry a part; the sum is `length`.
    pub minutes: Vec<Minutes>,
}

/// The parts of an individual session of one length.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IndividualShare {
    /// The whole session.
    pub length: Minutes,
    /// One entry a part; the sum is `length`.
    pub minutes: Vec<Minutes>,
}

/// A help line. Every number must be verified before use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// Country code, `EU` or `International`.
    pub country: String,
    /// Name of the service.
    pub name: String,
    /// Number or address.
    pub number: String,
    /// Other ways to reach it.
    #[serde(default)]
    pub text_or_chat: Option<String>,
    /// When it answers.
    pub hours: String,
    /// What it is for.
    pub kind: HelpKind,
    /// How far it was checked.
    pub check: HelpCheck,
    /// What exactly was checked, as recorded.
    pub check_note: String,
    /// The day the entry was compiled or last checked, as year-month-day.
    pub checked_on: String,
}

/// A screen or scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// Short name in small letters, for example `phq-9`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it measures.
    pub measures: String,
    /// How many items, in words where versions differ.
    pub items: String,
    /// Possible totals, in words.
    pub range: String,
    /// Published cut-offs, with sources in square brackets.
    pub cut_off: String,
    /// Licence, as far as known.
    pub licence: String,
    /// Item texts and scoring, only where they may be reproduced.
    #[serde(default)]
    pub form: Option<ScaleForm>,
}

/// The items of a scale that may be reproduced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleForm {
    /// What is read out first.
    pub stem: String,
    /// A yes-or-no question that must be answered yes before the items count.
    #[serde(default)]
    pub gate_question: Option<String>,
    /// The items.
    pub questions: Vec<ScaleQuestion>,
    /// An item that is asked but not scored.
    #[serde(default)]
    pub unscored: Option<ScaleQuestion>,
    /// Names of ranges of the total, lowest first; a band runs up to the next one.
    pub bands: Vec<ScaleBand>,
    /// How to score and what to mind.
    pub scoring: String,
    /// The notice that must be shown with the items.
    pub notice: String,
}

/// One item of a scale with its answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleQuestion {
    /// Its words.
    pub text: String,
    /// Answers in order; the first scores 0, the next 1, and so on.
    pub answers: Vec<String>,
}

/// A named range of totals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleBand {
    /// The lowest total in the band.
    pub from: u8,
    /// Its name.
    pub name: String,
}

/// A combination of exercises to avoid (reference 5.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Combination {
    /// The advice, in words.
    pub text: String,
    /// Exercises on one side; empty where the advice is about conduct only.
    #[serde(default)]
    pub items: BTreeSet<ItemId>,
    /// Exercises on the other side.
    #[serde(default)]
    pub with: BTreeSet<ItemId>,
    /// How far apart they must be kept.
    pub apart: Apart,
}

/// How far apart two exercises must be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Apart {
    /// Not in one session.
    Session,
    /// Warn when one was done before the other is planned.
    Course,
    /// The planner keeps two of these apart by itself (R38 and its objective).
    Search,
    /// Software cannot see it; shown as a reminder with the exercises on either side.
    Reminder,
}

/// A row of the referral sheet (reference 2.9). For the counsellor; not medical advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// What is needed.
    pub need: String,
    /// How much time there is.
    pub window: String,
    /// Words to say.
    pub say: String,
    /// Where it comes from.
    pub source: String,
    /// Gates that bring this row up.
    #[serde(default)]
    pub gates: BTreeSet<GateId>,
}

/// What must be true before the work moves on (reference 5.2). Expert thresholds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhaseStep {
    /// From this phase, or `any`.
    pub from: String,
    /// To this phase.
    pub to: Phase,
    /// All of these.
    pub all_of: Vec<String>,
}

/// A strategy or a response named by the source article, and the exercises that carry it (reference 1.6, 1.7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carried {
    /// In the article's words.
    pub name: String,
    /// The claims behind it, where named.
    #[serde(default)]
    pub claims: Vec<ClaimId>,
    /// The exercises.
    pub items: Vec<ItemId>,
}

/// Words that stand on every sheet of their kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaperWords {
    /// Title of the sheet for both.
    pub title_both: ClientText,
    /// Title of one person's own sheet.
    pub title_own: ClientText,
    /// Title that gives nothing away.
    pub title_neutral: ClientText,
    /// First sentences of the sheet for both.
    pub lead_both: ClientText,
    /// First sentences of one person's own sheet.
    pub lead_own: ClientText,
    /// First sentences that give nothing away.
    pub lead_neutral: ClientText,
    /// First sentences of a sheet that stays in the room.
    pub lead_in_the_room: ClientText,
    /// That either may stop (reference 3.4).
    pub stop_both: ClientText,
    /// That the reader may stop.
    pub stop_own: ClientText,
    /// That half of the homework is enough (R42).
    pub half: ClientText,
    /// Whom to tell when something feels risky.
    pub alone: ClientText,
}

/// A page of prose for the counsellor, in Markdown: a file under `prose/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// Name of its file, without `.md`.
    pub id: String,
    /// Its first heading.
    pub title: String,
    /// Everything below the first heading, as Markdown.
    pub body: String,
}
