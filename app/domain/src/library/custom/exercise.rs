//! Exercises that a counsellor wrote or copied from built-in ones.

use serde::{Deserialize, Serialize};

use crate::{
    library::{
        ClientText, Library,
        model::{Item, Needs, Party, Who},
        on_paper::{PaperHomework, PaperText},
        paragraphs, required_gates as required, wrong_with,
    },
    vocabulary::{
        Challenge, Fault, GateId, ItemId, Kind, MinuteRange, Minutes, PaperClass, Phase, SmallSet, Tag,
        text_case::sentence,
    },
};

/// A counsellor's exercise as typed. It is stored even while incomplete; [`OwnExercise::item`] reports the faults, and
/// only a valid one is planned with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnExercise {
    /// The built-in exercise that it was copied from.
    pub fork_of: Option<ItemId>,
    /// The title, for counsellor and couple.
    pub title: String,
    /// The title on a neutral sheet; empty if the title reveals nothing.
    pub neutral_title: String,
    /// The kind of exercise.
    pub kind: Kind,
    /// The participants.
    pub who: Who,
    /// The phase it belongs to.
    pub phase: Phase,
    /// The challenges it serves, the closest first.
    pub serves: Vec<Challenge>,
    /// The length.
    pub minutes: MinuteRange,
    /// True if at most one such exercise fits in a session (R38).
    pub high_intensity: bool,
    /// Prerequisites.
    pub needs: Needs,
    /// Gates that hold it, in addition to the mandatory ones.
    pub blocked_by: SmallSet<GateId>,
    /// Topics that rules refer to.
    pub tags: SmallSet<Tag>,
    /// Materials to prepare.
    pub materials: String,
    /// The sheets on which it may be printed.
    pub paper: PaperClass,
    /// Sources, with reference keys in square brackets, or “unsourced”.
    pub evidence: String,
    /// The counsellor's steps, one a line.
    pub steps: String,
    /// The client text, paragraphs separated by an empty line.
    pub client_text: String,
    /// The blocks of its sheet; boxes (`- [ ] text`) and lines to fill in (`- label: ___`) are enough.
    pub on_paper: String,
    /// The homework, with one dose; may be empty.
    pub homework: String,
    /// The expected outcome and how to notice it.
    pub outcome: String,
    /// Cautions.
    pub cautions: String,
    /// True if it is archived: plans that contain it keep it, and it is no longer suggested.
    pub put_away: bool,
}

impl OwnExercise {
    /// Makes an empty exercise. Every gate holds it until the counsellor decides otherwise.
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
            tags: SmallSet::new(),
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

    /// Copies a built-in exercise for editing.
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
            on_paper: item.on_paper.to_string(),
            homework: item.at_home.to_string(),
            outcome: item.outcome.clone(),
            cautions: item.cautions.clone(),
            put_away: false,
        }
    }

    /// Validates the exercise for use in plans, with the checks of built-in exercises except that no claim of the
    /// source article is required.
    ///
    /// Stricter requirements are added without asking: the gates that its tags, its participants and its original
    /// require, and the needs, paper limits and tags of the original.
    ///
    /// # Errors
    /// One fault for each field to correct.
    pub fn item(&self, library: &Library, id: ItemId) -> Result<Item, Vec<Fault>> {
        let mut faults = self.missing();
        let origin = self.fork_of.as_ref().and_then(|of| library.item(of));
        let on_paper = PaperText::from_library(&self.on_paper);
        if let Err(wrong) = on_paper.read() {
            faults.extend(wrong.into_iter().take(1).map(|wrong| Fault::new("on-paper", sentence(&wrong.text))));
        }
        let homework = PaperHomework::read(&self.homework).unwrap_or_else(|wrong| {
            faults.extend(wrong.into_iter().take(1).map(|wrong| Fault::new("homework", sentence(&wrong.text))));
            None
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
            about: None,
            minutes: self.minutes,
            high_intensity: self.high_intensity,
            needs: self.needs.clone(),
            blocked_by: self.blocked_by.union(&required_gates(&self.tags, &self.who, origin)).copied().collect(),
            tags: self.tags.clone(),
            materials: self.materials.trim().into(),
            paper: self.paper,
            paper_never_under: SmallSet::new(),
            paper_only_if: None,
            not_for_roles: SmallSet::new(),
            claims: Vec::new(),
            evidence: self.evidence.trim().into(),
            steps: self.steps.lines().map(unnumbered).filter(|step| !step.is_empty()).map(Into::into).collect(),
            client_text: paragraphs(&self.client_text).iter().map(|text| ClientText::from_library(text)).collect(),
            on_paper,
            homework: homework.and_then(|homework| some(&homework.in_words())),
            at_home: PaperText::from_library(&self.homework),
            homework_note: origin.map(|origin| origin.homework_note.clone()).unwrap_or_default(),
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

    /// Returns a fault for each field that planning requires and that is empty.
    fn missing(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.title.trim().is_empty() {
            faults.push(Fault::new("title", "Enter a title; the couple reads it too."));
        }
        if self.title.trim().chars().count() > 60 {
            faults.push(Fault::new(
                "title",
                "Keep the title to 60 characters or fewer, so that it fits on one printed line.",
            ));
        }
        if self.serves.is_empty() {
            faults.push(Fault::new(
                "serves",
                "Choose at least one challenge that it serves; otherwise it is never suggested.",
            ));
        }
        if self.fork_of.as_ref().is_some_and(|of| *of == *INTERVIEW) {
            faults.push(Fault::new(
                "title",
                "The individual interviews activate and lift holds, so they cannot be copied.",
            ));
        }
        faults
    }
}

/// The interview, which cannot be copied: the conditions under which it counts are part of the program.
const INTERVIEW: &str = "individual-safety-interview";

/// Returns the gates that hold an exercise whatever the counsellor chooses: by its tags (R7, R27, R28, R30, R47),
/// because both are present (R2, R11, R14), or because they hold its original.
pub fn required_gates(tags: &SmallSet<Tag>, who: &Who, origin: Option<&Item>) -> SmallSet<GateId> {
    let mut gates = required(tags, who);
    if let Some(origin) = origin {
        gates.extend(origin.blocked_by.iter().copied());
    }
    gates
}

/// Makes a copy at least as strict as its original: the same participants, and at least the needs, tags and paper
/// limits of the original.
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
    item.paper_only_if.clone_from(&origin.paper_only_if);
    item.not_for_roles.extend(origin.not_for_roles.iter().copied());
    item.phase = item.phase.max(origin.phase);
    item.who.clone_from(&origin.who);
    item.claims.clone_from(&origin.claims);
    item.about.clone_from(&origin.about);
}

/// Strips the number that may have been typed before a step.
fn unnumbered(line: &str) -> &str {
    let line = line.trim();
    let numbered = line.split_once(". ").filter(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    numbered.map_or(line, |(_, step)| step.trim())
}

/// Returns the form field for a part of the file.
fn field(part: &str) -> &'static str {
    match part {
        "needs" => "needs",
        "evidence" => "evidence",
        "minutes" => "typical",
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
