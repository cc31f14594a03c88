//! Reads the content files into a [`Library`].

use std::collections::HashMap;

use serde::{Deserialize, de::DeserializeOwned};

use super::{
    Library, Translations, exercise,
    model::{
        Carried, ChallengeText, Claim, Combination, CoupleStrength, Gate, HelpLine, Indicator, InterviewGuide,
        LetterWords, Opening, PaperWords, PhaseStep, Prose, QuestionGroup, Reference, Referral, Rule, Scale, Shares,
        SheetWords, Starter, WHO,
    },
    problem::{Problem, Problems, line_at},
};
use crate::vocabulary::{Challenge, GateId};

macro_rules! table {
    ($name:ident, $key:literal, $entry:ty) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            #[serde(rename = $key)]
            rows: Vec<$entry>,
        }
    };
}

table!(Challenges, "challenge", ChallengeText);
table!(Indicators, "indicator", Indicator);
table!(Gates, "gate", Gate);
table!(Rules, "rule", Rule);
table!(Claims, "claim", Claim);
table!(References, "reference", Reference);
table!(HelpLines, "help_line", HelpLine);
table!(Scales, "scale", Scale);
table!(Combinations, "combination", Combination);
table!(Referrals, "referral", Referral);
table!(PhaseSteps, "phase_step", PhaseStep);
table!(Strategies, "strategy", Carried);
table!(Responses, "response", Carried);
table!(Openings, "opening", Opening);
table!(Starters, "starter", Starter);
table!(Questions, "group", QuestionGroup);
table!(Strengths, "strength", CoupleStrength);

/// Reads the library from `files`, pairs of a path below the language folder and a text.
///
/// Checks each entry by itself (fields present, vocabulary known); [`super::check`] checks the relations between
/// entries.
///
/// # Errors
/// Every file that cannot be read, with the line and what was expected.
pub fn load(files: &[(&str, &str)]) -> Result<Library, Problems> {
    let mut reader = Reader { files, problems: Vec::new() };
    let mut items = reader.exercises();
    items.sort_by(|a, b| (a.phase, &a.id).cmp(&(b.phase, &b.id)));
    let prose = reader.prose();
    let mut challenges = reader.table::<Challenges>("challenges.toml").map_or_else(Vec::new, |t| t.rows);
    let mut gates = reader.table::<Gates>("gates.toml").map_or_else(Vec::new, |t| t.rows);
    challenges.sort_by_key(|challenge| challenge.id);
    gates.sort_by_key(|gate| gate.id);
    reader.complete("challenges.toml", challenges.iter().map(|c| c.id), Challenge::ALL);
    reader.complete("gates.toml", gates.iter().map(|g| g.id), GateId::BUILT_IN);
    let indicators = reader.table::<Indicators>("indicators.toml").map_or_else(Vec::new, |t| t.rows);
    let rules = reader.table::<Rules>("rules.toml").map(|t| t.rows);
    let claims = reader.table::<Claims>("claims.toml").map(|t| t.rows);
    let references = reader.table::<References>("references.toml").map(|t| t.rows);
    let shares = reader.table::<Shares>("shares.toml");
    let paper = reader.table::<PaperWords>("paper.toml");
    let sheet = reader.sheet_words();
    let letters = reader.letter_words();
    let help_lines = reader.table::<HelpLines>("help-lines.toml").map(|t| t.rows);
    let scales = reader.table::<Scales>("scales.toml").map(|t| t.rows);
    let combinations = reader.table::<Combinations>("combinations.toml").map(|t| t.rows);
    let referrals = reader.table::<Referrals>("referrals.toml").map(|t| t.rows);
    let phase_steps = reader.table::<PhaseSteps>("phases.toml").map(|t| t.rows);
    let strategies = reader.table::<Strategies>("strategies.toml").map(|t| t.rows);
    let responses = reader.table::<Responses>("responses.toml").map(|t| t.rows);
    let questions = reader.table::<Questions>("questions.toml").map(|t| t.rows);
    let starters = reader.table::<Starters>("starters.toml").map(|t| t.rows);
    let openings = reader.table::<Openings>("openings.toml").map(|t| t.rows);
    let strengths = reader.table::<Strengths>("strengths.toml").map(|t| t.rows);
    let interview = reader.table::<InterviewGuide>("interview.toml");
    let (Some(shares), Some(paper), Some(sheet), Some(letters), Some(interview), true) =
        (shares, paper, sheet, letters, interview, reader.problems.is_empty())
    else {
        reader.problems.sort();
        return Err(Problems(reader.problems));
    };
    Ok(Library {
        item_places: places(items.iter().map(|item| item.id.clone())),
        items,
        challenges,
        indicator_places: places(indicators.iter().map(|indicator| indicator.id.clone())),
        indicators,
        gates,
        unknown_gates: GateId::OWN.iter().map(|id| Gate::unknown(*id)).collect(),
        rules: rules.unwrap_or_default(),
        claims: claims.unwrap_or_default(),
        references: references.unwrap_or_default(),
        shares,
        paper,
        sheet: Box::new(sheet),
        letters: Box::new(letters),
        translations: Translations::Read(Vec::new()),
        help_lines: help_lines.unwrap_or_default(),
        scales: scales.unwrap_or_default(),
        combinations: combinations.unwrap_or_default(),
        referrals: referrals.unwrap_or_default(),
        phase_steps: phase_steps.unwrap_or_default(),
        strategies: strategies.unwrap_or_default(),
        responses: responses.unwrap_or_default(),
        prose,
        questions: questions.unwrap_or_default(),
        openings: openings.unwrap_or_default(),
        starters: starters.unwrap_or_default(),
        strengths: strengths.unwrap_or_default(),
        interview,
    })
}

pub(super) fn places<Id: std::hash::Hash + Eq>(ids: impl Iterator<Item = Id>) -> HashMap<Id, usize> {
    ids.enumerate().map(|(place, id)| (id, place)).collect()
}

/// Collects problems while it reads, so that one run reports all of them.
pub(super) struct Reader<'a> {
    pub(super) files: &'a [(&'a str, &'a str)],
    pub(super) problems: Vec<Problem>,
}

impl Reader<'_> {
    fn exercises(&mut self) -> Vec<super::model::Item> {
        let mut items = Vec::new();
        for (file, text) in self.folder("exercises/") {
            match exercise::parse(file, text) {
                Ok(item) => items.push(item),
                Err(problems) => self.problems.extend(problems),
            }
        }
        items
    }

    fn prose(&mut self) -> Vec<Prose> {
        let mut pages = Vec::new();
        for (file, text) in self.folder("prose/") {
            let id = file.trim_start_matches("prose/").trim_end_matches(".md").to_owned();
            match text.split_once('\n').and_then(|(first, body)| Some((first.strip_prefix("# ")?, body))) {
                Some((title, body)) => {
                    pages.push(Prose { id, title: title.trim().into(), body: body.trim().into() });
                }
                None => self.wrong(file, 1, "a page begins with its title: `# Title`".into()),
            }
        }
        pages
    }

    pub(super) fn folder<'f>(&self, folder: &str) -> Vec<(&'f str, &'f str)>
    where
        Self: 'f,
    {
        self.files.iter().filter(|(file, _)| file.starts_with(folder)).copied().collect()
    }

    pub(super) fn table<T: DeserializeOwned>(&mut self, file: &str) -> Option<T> {
        let Some((_, text)) = self.files.iter().find(|(name, _)| *name == file) else {
            self.wrong(file, 1, "this file is missing".into());
            return None;
        };
        match toml::from_str(text) {
            Ok(table) => Some(table),
            Err(error) => {
                let line = error.span().map_or(1, |span| line_at(text, span.start));
                self.wrong(file, line, error.message().into());
                None
            }
        }
    }

    /// Reads the typesetter's words, each with its placeholders.
    pub(super) fn sheet_words(&mut self) -> Option<SheetWords> {
        let file = "sheet.toml";
        let words = self.table::<SheetWords>(file)?;
        for (key, place) in words.missing_places() {
            let text = self.files.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| text);
            let line = text.lines().position(|line| line.starts_with(key)).map_or(1, |line| line + 1);
            self.wrong(file, line, format!("{key} must hold {place}"));
        }
        Some(words)
    }

    /// Reads the words of letters, each sentence with its placeholder.
    pub(super) fn letter_words(&mut self) -> Option<LetterWords> {
        let file = "letters.toml";
        let words = self.table::<LetterWords>(file)?;
        for key in words.missing_places() {
            self.wrong(file, 1, format!("{key} must hold {WHO}"));
        }
        Some(words)
    }

    /// Checks that every member of a vocabulary has exactly one entry; the lookups of [`Library`] rely on it.
    fn complete<W: Copy + PartialEq + std::fmt::Display>(
        &mut self,
        file: &str,
        given: impl Iterator<Item = W>,
        all: &[W],
    ) {
        let given: Vec<W> = given.collect();
        for word in all {
            let count = given.iter().filter(|g| *g == word).count();
            if count != 1 && !given.is_empty() {
                self.wrong(file, 1, format!("{word} has {count} entries; it needs exactly one"));
            }
        }
    }

    pub(super) fn wrong(&mut self, file: &str, line: usize, text: String) {
        self.problems.push(Problem { file: file.into(), line, text });
    }
}
