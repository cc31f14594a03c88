//! The clinical library: exercises, challenges, indicators, gates, rules, claims, references and the rest.
//!
//! The content stands in files that a clinician can edit ([`model`] says what is in them). [`load`] reads them,
//! [`check`] says what is wrong with them, and [`english`] gives the library that travels inside the program.

mod check;
mod exercise;
mod grade;
mod grow;
mod load;
mod mark;
pub mod model;
mod problem;
mod translation;
mod wire;

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock},
};

pub use check::check;
pub(crate) use check::exercises::{required_gates, wrong_with};
pub(crate) use exercise::{fields_on_paper, paragraphs};
pub use grade::reading_grade;
pub use load::load;
pub use problem::{Problem, Problems};
pub use translation::{Translation, load_translation};

use self::model::{
    Carried, ChallengeText, Claim, Combination, CoupleStrength, Gate, HelpLine, Indicator, InterviewGuide, Item,
    PaperWords, PhaseStep, Prose, QuestionGroup, Reference, Referral, Rule, Scale, Shares, SheetWords,
};
use crate::{
    ids::{ClaimId, IndicatorId, ItemId, ReferenceKey, RuleId},
    words::{Challenge, GateId, Language},
};

/// The files of the English library: path below the language folder, and text.
pub const ENGLISH_FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/content_en.rs"));

/// The files of each translation, likewise.
pub const TRANSLATED_FILES: &[(Language, &[(&str, &str)])] = &[
    (Language::German, include!(concat!(env!("OUT_DIR"), "/content_de.rs"))),
    (Language::Spanish, include!(concat!(env!("OUT_DIR"), "/content_es.rs"))),
];

/// The English library that travels inside the program, with its translations.
///
/// # Panics
///
/// Never in a build that passed its tests: one of them loads and checks this very content.
pub fn english() -> &'static Library {
    &ENGLISH
}

/// The same, for whoever holds either this one or that of an account.
///
/// # Panics
///
/// As for [`english`].
pub fn english_shared() -> Arc<Library> {
    Arc::clone(&ENGLISH)
}

static ENGLISH: LazyLock<Arc<Library>> = LazyLock::new(|| {
    let library = load(ENGLISH_FILES).and_then(|library| library.translated(TRANSLATED_FILES));
    match library {
        Ok(library) => Arc::new(library),
        Err(problems) => panic!("the built-in library does not load:\n{problems}"),
    }
});

/// Everything the English content folder holds, and what clients read in other languages.
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
    translations: Vec<Translation>,
    help_lines: Vec<HelpLine>,
    scales: Vec<Scale>,
    combinations: Vec<Combination>,
    referrals: Vec<Referral>,
    phase_steps: Vec<PhaseStep>,
    strategies: Vec<Carried>,
    responses: Vec<Carried>,
    prose: Vec<Prose>,
    questions: Vec<QuestionGroup>,
    strengths: Vec<CoupleStrength>,
    interview: InterviewGuide,
}

/// Getters of whole tables: each gives every entry, in the order of its file.
macro_rules! tables {
    ($($(#[$doc:meta])* $name:ident: $entry:ty),+ $(,)?) => {
        impl Library { $($(#[$doc])* pub fn $name(&self) -> &[$entry] { &self.$name })+ }
    };
}

tables! {
    /// The exercises, by phase and id.
    items: Item,
    /// The challenges, in ranking order of equal points.
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
    /// Screens and scales.
    scales: Scale,
    /// Combinations to avoid.
    combinations: Combination,
    /// The referral sheet.
    referrals: Referral,
    /// The steps between phases.
    phase_steps: PhaseStep,
    /// Strategies of the source article and what carries them.
    strategies: Carried,
    /// Responses named by the source article and what the library offers.
    responses: Carried,
    /// Pages of prose.
    prose: Prose,
    /// What is asked with both in the room.
    questions: QuestionGroup,
    /// What to build on.
    strengths: CoupleStrength,
}

impl Library {
    /// The exercise with this id.
    pub fn item(&self, id: &ItemId) -> Option<&Item> {
        self.item_places.get(id).map(|place| &self.items[*place])
    }

    /// The indicator or flag with this id.
    pub fn indicator(&self, id: &IndicatorId) -> Option<&Indicator> {
        self.indicator_places.get(id).map(|place| &self.indicators[*place])
    }

    /// What the library says about a challenge.
    pub fn challenge(&self, id: Challenge) -> &ChallengeText {
        &self.challenges[id as usize]
    }

    /// What the library says about a gate.
    pub fn gate(&self, id: GateId) -> &Gate {
        // Every gate is in one of the two; the first one is as strict as any.
        self.gates.iter().chain(&self.unknown_gates).find(|gate| gate.id == id).unwrap_or(&self.gates[0])
    }

    /// The rule with this id.
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }

    /// The claim with this id.
    pub fn claim(&self, id: &ClaimId) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == *id)
    }

    /// The publication with this key.
    pub fn reference(&self, key: &ReferenceKey) -> Option<&Reference> {
        self.references.iter().find(|reference| reference.key == *key)
    }

    /// The publications whose keys stand in square brackets in `text`, in the order of the text, each once.
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

    /// How many minutes each part of a session gets.
    pub fn shares(&self) -> &Shares {
        &self.shares
    }

    /// What each partner is asked alone.
    pub fn interview(&self) -> &InterviewGuide {
        &self.interview
    }

    /// Whether this is asked of each partner alone.
    pub fn is_asked_alone(&self, id: &IndicatorId) -> bool {
        !self.questions.iter().flat_map(|group| &group.questions).any(|question| question.indicator == *id)
    }

    /// The strength with this id.
    pub fn strength(&self, id: &str) -> Option<&CoupleStrength> {
        self.strengths.iter().find(|strength| strength.id == id)
    }

    /// The library with what clients read in these languages too.
    ///
    /// # Errors
    ///
    /// As for [`load_translation`]; each file is named with the folder of its language.
    pub fn translated(mut self, files: &[(Language, &[(&str, &str)])]) -> Result<Self, Problems> {
        let mut problems = Vec::new();
        for (language, files) in files {
            match load_translation(&self, *language, files) {
                Ok(translation) => self.translations.push(translation),
                Err(Problems(found)) => problems.extend(found.into_iter().map(|problem| problem.below(*language))),
            }
        }
        if problems.is_empty() { Ok(self) } else { Err(Problems(problems)) }
    }

    /// What clients read in this language; none for English, which stands in the tables themselves, and for a language that
    /// this library does not have.
    pub fn translation(&self, language: Language) -> Option<&Translation> {
        self.translations.iter().find(|translation| translation.language() == language)
    }

    /// Words that stand on every sheet in English, in which this library always has them.
    pub(crate) fn english_paper(&self) -> &PaperWords {
        &self.paper
    }

    /// Words that stand on every sheet in this language, where the library has it.
    pub fn paper(&self, language: Language) -> Option<&PaperWords> {
        match language {
            Language::English => Some(&self.paper),
            other => self.translation(other).map(Translation::paper),
        }
    }

    /// Words that the typesetter adds to a sheet in this language: English ones where the library does not have it, or has
    /// an older text, and then makes no sheet for clients in it either.
    pub fn sheet_words(&self, language: Language) -> &SheetWords {
        let current = self.translation(language).filter(|translation| !translation.sheet_is_older());
        current.map_or(&*self.sheet, Translation::sheet)
    }

    /// A page of prose by the name of its file.
    pub fn page(&self, id: &str) -> Option<&Prose> {
        self.prose.iter().find(|page| page.id == id)
    }
}

/// The words in square brackets of `text` that have the shape of a reference key.
pub(crate) fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split('[').skip(1).filter_map(|rest| {
        let (inside, _) = rest.split_once(']')?;
        (!inside.is_empty() && inside.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(inside)
    })
}
