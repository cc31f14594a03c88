//! The clinical library: exercises, challenges, indicators, gates, rules, claims, references and the rest.
//!
//! The content is in files that a clinician can edit, described in [`model`]. [`load`] reads them, [`check`] reports
//! their problems, and [`english`] returns the library built into the program.

mod built_in;
mod check;
mod client_text;
pub mod custom;
mod exercise;
mod extend;
mod fingerprint;
mod grade;
mod load;
mod load_translation;
pub mod model;
pub mod on_paper;
mod problem;
mod translation;
mod wire;

use std::collections::HashMap;

pub use built_in::{ENGLISH_FILES, TRANSLATED_FILES, english, english_shared};
pub use check::check;
pub(crate) use check::exercises::{required_gates, wrong_with};
pub use client_text::ClientText;
pub(crate) use client_text::client_text;
pub(crate) use exercise::paragraphs;
pub use grade::reading_grade;
pub use load::load;
pub use load_translation::load_translation;
pub use problem::{Problem, Problems};
pub use translation::Translation;

use self::model::{
    Carried, ChallengeText, Claim, Combination, CoupleStrength, Gate, HelpLine, Indicator, InterviewGuide, Item,
    LetterWords, Opening, PaperWords, PhaseStep, Prose, Question, QuestionGroup, Reference, Referral, Rule, Scale,
    Shares, SheetWords, Starter, is_couple_work,
};
use crate::vocabulary::{Challenge, ClaimId, GateId, IndicatorId, ItemId, Language, ReferenceKey, RuleId};

/// The client text of a library in other languages.
#[derive(Clone, Debug)]
enum Translations {
    /// Those of [`english`], read by this function when a sheet first asks for one: most runs of the program print none.
    BuiltIn(fn(Language) -> Option<&'static Translation>),
    /// Those that were read with the library.
    Read(Vec<Translation>),
}

/// The content of the English folder, and the client text of the translations.
#[derive(Clone, Debug)]
pub struct Library {
    items: Vec<Item>,
    item_places: HashMap<ItemId, usize>,
    challenges: Vec<ChallengeText>,
    indicators: Vec<Indicator>,
    indicator_places: HashMap<IndicatorId, usize>,
    gates: Vec<Gate>,
    unknown_gates: Vec<Gate>,
    rules: Vec<Rule>,
    claims: Vec<Claim>,
    references: Vec<Reference>,
    shares: Shares,
    paper: PaperWords,
    sheet: Box<SheetWords>,
    letters: Box<LetterWords>,
    translations: Translations,
    help_lines: Vec<HelpLine>,
    scales: Vec<Scale>,
    combinations: Vec<Combination>,
    referrals: Vec<Referral>,
    phase_steps: Vec<PhaseStep>,
    strategies: Vec<Carried>,
    responses: Vec<Carried>,
    prose: Vec<Prose>,
    questions: Vec<QuestionGroup>,
    openings: Vec<Opening>,
    starters: Vec<Starter>,
    strengths: Vec<CoupleStrength>,
    interview: InterviewGuide,
}

/// Getters of whole tables; each returns the entries in the order of the file.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $entry:ty),+ $(,)?) => {
        impl Library { $($(#[$doc])* pub fn $name(&self) -> &[$entry] { &self.$name })+ }
    };
}

tables! {
    /// The exercises, by phase and id.
    items: Item,
    /// The challenges, in the order that ranks equal points.
    challenges: ChallengeText,
    /// The indicators and general flags.
    indicators: Indicator,
    /// The gates.
    gates: Gate,
    /// The planning rules.
    rules: Rule,
    /// The claims of the source article.
    claims: Claim,
    /// The publications.
    references: Reference,
    /// The help lines.
    help_lines: HelpLine,
    /// Screening instruments and scales.
    scales: Scale,
    /// Combinations to avoid.
    combinations: Combination,
    /// The referral sheet.
    referrals: Referral,
    /// The steps between phases.
    phase_steps: PhaseStep,
    /// Strategies of the source article, with the exercises that carry them.
    strategies: Carried,
    /// Responses named by the source article, with the exercises offered for them.
    responses: Carried,
    /// Pages of prose.
    prose: Prose,
    /// Questions asked with both present.
    questions: QuestionGroup,
    /// The plain questions that come before them.
    openings: Opening,
    /// Templates to begin with.
    starters: Starter,
    /// Strengths to build on.
    strengths: CoupleStrength,
}

impl Library {
    /// True if both do the exercise, or a part of it, together.
    pub fn is_couple_work(&self, item: &Item) -> bool {
        is_couple_work(item)
    }

    /// Returns the exercise with this id.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.item_places.get(id).map(|place| &self.items[*place])
    }

    /// Returns the indicator or flag with this id.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicator_places.get(id).map(|place| &self.indicators[*place])
    }

    /// Returns the library's text about a challenge.
    pub fn challenge(&self, id: Challenge) -> &ChallengeText {
        &self.challenges[id as usize]
    }

    /// Returns the library's entry of a gate.
    pub fn gate(&self, id: GateId) -> &Gate {
        // Every gate is in one of the two; the first one is as strict as any.
        self.gates.iter().chain(&self.unknown_gates).find(|gate| gate.id == id).unwrap_or(&self.gates[0])
    }

    /// Returns the rule with this id.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }

    /// Returns the claim with this id.
    pub fn claim(&self, id: &ClaimId) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == *id)
    }

    /// Returns the publication with this key.
    pub fn reference(&self, key: &ReferenceKey) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.key == *key)
    }

    /// Returns the publications whose keys appear in square brackets in `text`, in order, each once.
    pub fn references_in(&self, text: &str) -> Vec<&Reference> {
        let mut found: Vec<&Reference> = Vec::new();
        for key in bracketed(text) {
            if let Some(reference) = self.references.iter().find(|r| r.key == *key)
                && !found.iter().any(|seen| seen.key == reference.key)
            {
                found.push(reference);
            }
        }
        found
    }

    /// Returns the minutes for each part of a session.
    pub fn shares(&self) -> &Shares {
        &self.shares
    }

    /// Returns the questions of the individual interview.
    pub fn interview(&self) -> &InterviewGuide {
        &self.interview
    }

    /// True if this is asked of each partner alone.
    pub fn is_asked_alone(&self, id: &IndicatorId) -> bool {
        self.question(id).is_none()
    }

    /// Returns the question for both partners that records this indicator; none if it is asked of each alone.
    pub fn question(&self, id: &IndicatorId) -> Option<&Question> {
        self.questions.iter().flat_map(|group| &group.questions).find(|question| question.indicator == *id)
    }

    /// Returns the opening with this id.
    pub fn opening(&self, id: &str) -> Option<&Opening> {
        self.openings.iter().find(|opening| opening.id == id)
    }

    /// Returns the strength with this id.
    pub fn strength(&self, id: &str) -> Option<&CoupleStrength> {
        self.strengths.iter().find(|strength| strength.id == id)
    }

    /// Returns the client text in this language; none for English, which the tables themselves contain, and for a
    /// language that this library lacks.
    pub fn translation(&self, language: Language) -> Option<&Translation> {
        match &self.translations {
            Translations::BuiltIn(read) => read(language),
            Translations::Read(read) => read.iter().find(|translation| translation.language() == language),
        }
    }

    /// Returns the English words on every sheet, which a library always has.
    pub(crate) fn english_paper(&self) -> &PaperWords {
        &self.paper
    }

    /// Returns the words on every sheet in this language, if the library has it.
    pub fn paper(&self, language: Language) -> Option<&PaperWords> {
        match language {
            Language::English => Some(&self.paper),
            other => self.translation(other).map(Translation::paper),
        }
    }

    /// Returns the typesetter's words in this language; the English ones if it is missing or outdated, in which case no
    /// client sheet is made in it either.
    pub fn sheet_words(&self, language: Language) -> &SheetWords {
        let current = self.translation(language).filter(|translation| !translation.sheet_is_older());
        current.map_or(&*self.sheet, Translation::sheet)
    }

    /// Returns the words of letters in this language; none if its translation is missing or outdated.
    pub fn letters(&self, language: Language) -> Option<&LetterWords> {
        match language {
            Language::English => Some(&*self.letters),
            other => {
                let translation = self.translation(other).filter(|translation| !translation.letters_are_older());
                translation.map(Translation::letters)
            }
        }
    }

    /// Returns a page of prose by its file name.
    pub fn page(&self, id: &str) -> Option<&Prose> {
        self.prose.iter().find(|page| page.id == id)
    }
}

/// Returns the words in square brackets of `text` that have the format of a reference key.
pub(crate) fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split('[').skip(1).filter_map(|rest| {
        let (inside, _) = rest.split_once(']')?;
        (!inside.is_empty() && inside.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(inside)
    })
}
