//! An exercise that a counsellor wrote, or made from a built-in one.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    desk::Fault,
    handout::ClientText,
    ids::ItemId,
    letters::sentence,
    library::{
        Library, fields_on_paper,
        model::{Item, Needs, Party, Who},
        paragraphs, required_gates as required, wrong_with,
    },
    minutes::{MinuteRange, Minutes},
    words::{Challenge, GateId, Kind, PaperClass, Phase, Tag},
};

/// An exercise of one's own, as it was typed. It is kept whether or not it is sound yet; [`OwnExercise::item`] says what is
/// still missing, and only a sound one is planned with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnExercise {
    /// The built-in exercise that it was made from.
    pub fork_of: Option<ItemId>,
    /// What both counsellor and couple read.
    pub title: String,
    /// What stands on a neutral sheet instead; empty where the title gives nothing away.
    pub neutral_title: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Who is in the room for it.
    pub who: Who,
    /// The phase it belongs to.
    pub phase: Phase,
    /// The challenges it serves, the closest first.
    pub serves: Vec<Challenge>,
    /// How long it takes.
    pub minutes: MinuteRange,
    /// At most one such exercise a session (R38).
    pub high_intensity: bool,
    /// What must have happened before.
    pub needs: Needs,
    /// Gates that hold it, beside those that must.
    pub blocked_by: BTreeSet<GateId>,
    /// What it touches on; rules speak about these.
    pub tags: BTreeSet<Tag>,
    /// What to have at hand.
    pub materials: String,
    /// On whose paper it may stand.
    pub paper: PaperClass,
    /// Where it comes from, with reference keys in square brackets; or “unsourced”.
    pub evidence: String,
    /// What the counsellor does: a line for each step.
    pub steps: String,
    /// What the couple reads: paragraphs with an empty line between them.
    pub client_text: String,
    /// Boxes (`- [ ] text`) and lines to fill in (`- label: ___`), each on a line.
    pub on_paper: String,
    /// What to do at home, with one dose; may be empty.
    pub homework: String,
    /// What should come of it and how to notice.
    pub outcome: String,
    /// What to watch for.
    pub cautions: String,
    /// Whether it was put away: it stays known to the plans that hold it and is suggested no more.
    pub put_away: bool,
}

impl OwnExercise {
    /// A new one about which nothing is said yet. Every gate holds it until the counsellor decides otherwise.
    pub fn begin() -> Self {
        Self {
            fork_of: None,
            title: String::new(),
            neutral_title: String::new(),
            kind: Kind::Exercise,
            who: Who { first: Party::Couple, then: None, together_unless: None, together_only_for: None },
            phase: Phase::Safety,
            serves: Vec::new(),
            minutes: MinuteRange { min: Minutes(10), typical: Minutes(15), max: Minutes(20) },
            high_intensity: false,
            needs: Needs::default(),
            blocked_by: GateId::BUILT_IN.iter().copied().collect(),
            tags: BTreeSet::new(),
            materials: String::new(),
            paper: PaperClass::Shared,
            evidence: "Own practice, unsourced.".into(),
            steps: String::new(),
            client_text: String::new(),
            on_paper: String::new(),
            homework: String::new(),
            outcome: String::new(),
            cautions: String::new(),
            put_away: false,
        }
    }

    /// A copy of a built-in exercise, to be changed.
    pub fn fork(item: &Item) -> Self {
        Self {
            fork_of: Some(item.fork_of.clone().unwrap_or_else(|| item.id.clone())),
            title: item.title.to_string(),
            neutral_title: item.neutral_title.as_ref().map(ToString::to_string).unwrap_or_default(),
            kind: item.kind,
            who: item.who.clone(),
            phase: item.phase,
            serves: item.serves.clone(),
            minutes: item.minutes,
            high_intensity: item.high_intensity,
            needs: item.needs.clone(),
            blocked_by: item.blocked_by.clone(),
            tags: item.tags.clone(),
            materials: item.materials.clone(),
            paper: item.paper,
            evidence: item.evidence.clone(),
            steps: item.steps.join("\n"),
            client_text: joined(&item.client_text),
            on_paper: item.on_paper.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
            homework: item.homework.as_ref().map(ToString::to_string).unwrap_or_default(),
            outcome: item.outcome.clone(),
            cautions: item.cautions.clone(),
            put_away: false,
        }
    }

    /// The exercise, ready to be planned with; or everything that is wrong with it, by field. The checks are those of
    /// built-in exercises, except that nobody has to name a claim of the source article.
    ///
    /// What is stricter by rule is added and never asked for: the gates that its tags, its people and the exercise it was
    /// made from demand, and everything that the latter needs, forbids on paper and touches on.
    ///
    /// # Errors
    ///
    /// One fault for each field to put right.
    pub fn item(&self, library: &Library, id: ItemId) -> Result<Item, Vec<Fault>> {
        let mut faults = self.missing();
        let origin = self.fork_of.as_ref().and_then(|of| library.item(of));
        let on_paper = fields_on_paper(&self.on_paper).unwrap_or_else(|wrong| {
            faults.push(Fault::new("on-paper", wrong));
            Vec::new()
        });
        let mut item = Item {
            id,
            fork_of: self.fork_of.clone(),
            title: ClientText::from_library(self.title.trim()),
            neutral_title: some(&self.neutral_title),
            kind: self.kind,
            who: self.who.clone(),
            phase: self.phase,
            serves: self.serves.clone(),
            minutes: self.minutes,
            high_intensity: self.high_intensity,
            needs: self.needs.clone(),
            blocked_by: self.blocked_by.union(&required_gates(&self.tags, &self.who, origin)).copied().collect(),
            tags: self.tags.clone(),
            materials: self.materials.trim().into(),
            paper: self.paper,
            paper_never_under: BTreeSet::new(),
            claims: Vec::new(),
            evidence: self.evidence.trim().into(),
            steps: self.steps.lines().map(unnumbered).filter(|step| !step.is_empty()).map(Into::into).collect(),
            client_text: paragraphs(&self.client_text).iter().map(|text| ClientText::from_library(text)).collect(),
            on_paper,
            homework: some(&paragraphs(&self.homework).join(" ")),
            outcome: paragraphs(&self.outcome).join("\n\n"),
            cautions: paragraphs(&self.cautions).join("\n\n"),
            put_away: self.put_away,
        };
        if let Some(origin) = origin {
            as_strict_as(&mut item, origin);
        }
        faults.extend(
            wrong_with(library, &item).into_iter().map(|wrong| Fault::new(field(wrong.part), sentence(&wrong.text))),
        );
        if faults.is_empty() { Ok(item) } else { Err(faults) }
    }

    /// What nobody can plan without.
    fn missing(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.title.trim().is_empty() {
            faults.push(Fault::new("title", "Give it a title; the couple reads it too."));
        }
        if self.title.trim().chars().count() > 60 {
            faults.push(Fault::new("title", "Keep the title at 60 letters, so that it fits a line on paper."));
        }
        if self.serves.is_empty() {
            faults
                .push(Fault::new("serves", "Choose at least one challenge that it serves, or it is never suggested."));
        }
        if self.fork_of.as_ref().is_some_and(|of| *of == *INTERVIEW) {
            faults
                .push(Fault::new("title", "The individual interviews open and close gates, so they cannot be copied."));
        }
        faults
    }
}

/// What makes an interview count is written into the program.
const INTERVIEW: &str = "individual-safety-interview";

/// Gates that hold an exercise whatever the counsellor chooses: by its tags (R7, R27, R28, R30, R47), because both are in
/// the room (R2, R11, R14), and because the exercise that it was made from is held by them.
pub fn required_gates(tags: &BTreeSet<Tag>, who: &Who, origin: Option<&Item>) -> BTreeSet<GateId> {
    let mut gates = required(tags, who);
    if let Some(origin) = origin {
        gates.extend(origin.blocked_by.iter().copied());
    }
    gates
}

/// A copy is at least as strict as what it was made from: it needs what that needs, touches on what that touches on, and
/// stands on no paper on which that may not stand; and it is for the same people.
fn as_strict_as(item: &mut Item, origin: &Item) {
    for need in &origin.needs.items {
        if !item.needs.items.contains(need) {
            item.needs.items.push(need.clone());
        }
    }
    for choice in &origin.needs.any_of {
        if !item.needs.any_of.contains(choice) {
            item.needs.any_of.push(choice.clone());
        }
    }
    for condition in &origin.needs.conditions {
        if !item.needs.conditions.contains(condition) {
            item.needs.conditions.push(condition.clone());
        }
    }
    item.tags.extend(origin.tags.iter().copied());
    item.high_intensity |= origin.high_intensity;
    item.paper = item.paper.max(origin.paper);
    item.paper_never_under.extend(origin.paper_never_under.iter().copied());
    item.phase = item.phase.max(origin.phase);
    item.who.clone_from(&origin.who);
    item.claims.clone_from(&origin.claims);
}

/// A step without the number that somebody may have typed before it.
fn unnumbered(line: &str) -> &str {
    let line = line.trim();
    let numbered = line.split_once(". ").filter(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    numbered.map_or(line, |(_, step)| step.trim())
}

/// The field of the form for a part of the file.
fn field(part: &str) -> &'static str {
    match part {
        "needs" => "needs",
        "evidence" => "evidence",
        "minutes" => "minutes",
        "## Steps" => "steps",
        "## On paper" => "on-paper",
        "blocked_by" => "blocked-by",
        _ => "client-text",
    }
}

fn some(text: &str) -> Option<ClientText> {
    let text = text.trim();
    (!text.is_empty()).then(|| ClientText::from_library(text))
}

fn joined(paragraphs: &[ClientText]) -> String {
    paragraphs.iter().map(ClientText::as_str).collect::<Vec<_>>().join("\n\n")
}
