//! The library as sent to a browser: the tables needed to map a situation or to check a plan, in postcard. Code to read
//! JSON of so many types would be a third of the browser's download, so each kind of page gets only its own tables.
//!
//! Sources, help lines, scales and prose stay on the server.

use serde::{Deserialize, Serialize};

use super::{
    Library, Translations,
    load::places,
    model::{
        Combination, CoupleStrength, Gate, Indicator, InterviewGuide, Item, Opening, PaperWords, PhaseStep,
        QuestionGroup, Rule, Shares,
    },
};
use crate::vocabulary::GateId;

/// Tables for editing and checking a plan.
#[derive(Serialize, Deserialize)]
struct ForPlans {
    items: Vec<Item>,
    /// Name and `closes_when`. The state of gates is known to the server alone.
    gates: Vec<(GateId, String, String)>,
    rules: Vec<Rule>,
    combinations: Vec<Combination>,
    shares: Shares,
}

/// Tables for mapping a situation.
#[derive(Serialize, Deserialize)]
struct ForMaps {
    indicators: Vec<Indicator>,
    gates: Vec<Gate>,
    rules: Vec<Rule>,
    phase_steps: Vec<PhaseStep>,
    questions: Vec<QuestionGroup>,
    openings: Vec<Opening>,
    strengths: Vec<CoupleStrength>,
}

impl Library {
    /// Serialises the tables for editing and checking a plan, for [`Library::read_for_plans`].
    ///
    /// # Errors
    /// Never for a library that was loaded from files.
    pub fn for_plans(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(&ForPlans {
            items: self.items.clone(),
            gates: self.every_gate().map(|gate| (gate.id, gate.name.clone(), gate.closes_when.clone())).collect(),
            rules: self.rules.clone(),
            combinations: self.combinations.clone(),
            shares: self.shares.clone(),
        })
    }

    /// Reads the library that [`Library::for_plans`] wrote. Plans are edited and checked with it exactly as with the
    /// original; tables not needed for this are empty.
    ///
    /// # Errors
    /// If the bytes are from elsewhere or from another version.
    pub fn read_for_plans(bytes: &[u8]) -> Result<Self, postcard::Error> {
        let told: ForPlans = postcard::from_bytes(bytes)?;
        Ok(Self {
            item_places: places(told.items.iter().map(|item| item.id.clone())),
            items: told.items,
            gates: told
                .gates
                .into_iter()
                .map(|(id, name, closes_when)| Gate::in_words(id, name, closes_when))
                .collect(),
            rules: told.rules,
            combinations: told.combinations,
            shares: told.shares,
            ..Self::empty()
        })
    }

    /// Serialises the tables for mapping a situation, for [`Library::read_for_maps`].
    ///
    /// # Errors
    /// Never for a library that was loaded from files.
    pub fn for_maps(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(&ForMaps {
            indicators: self.indicators.clone(),
            gates: self.every_gate().cloned().collect(),
            rules: self.rules.clone(),
            phase_steps: self.phase_steps.clone(),
            questions: self.questions.clone(),
            openings: self.openings.clone(),
            strengths: self.strengths.clone(),
        })
    }

    /// Reads the library that [`Library::for_maps`] wrote. It maps exactly as the original; tables not needed for this
    /// are empty.
    ///
    /// # Errors
    /// If the bytes are from elsewhere or from another version.
    pub fn read_for_maps(bytes: &[u8]) -> Result<Self, postcard::Error> {
        let told: ForMaps = postcard::from_bytes(bytes)?;
        Ok(Self {
            indicator_places: places(told.indicators.iter().map(|indicator| indicator.id.clone())),
            indicators: told.indicators,
            gates: told.gates,
            rules: told.rules,
            phase_steps: told.phase_steps,
            questions: told.questions,
            openings: told.openings,
            strengths: told.strengths,
            ..Self::empty()
        })
    }

    /// Iterates over every gate. A browser looks gates up but lists none, so it also gets those that this library
    /// lacks.
    fn every_gate(&self) -> impl Iterator<Item = &Gate> {
        self.gates.iter().chain(&self.unknown_gates)
    }

    fn empty() -> Self {
        Self {
            item_places: places(std::iter::empty()),
            items: Vec::new(),
            challenges: Vec::new(),
            indicator_places: places(std::iter::empty()),
            indicators: Vec::new(),
            gates: Vec::new(),
            unknown_gates: Vec::new(),
            rules: Vec::new(),
            combinations: Vec::new(),
            phase_steps: Vec::new(),
            shares: Shares::default(),
            paper: PaperWords::none(),
            sheet: Box::default(),
            letters: Box::default(),
            translations: Translations::Read(Vec::new()),
            questions: Vec::new(),
            openings: Vec::new(),
            starters: Vec::new(),
            strengths: Vec::new(),
            interview: InterviewGuide { opening: Vec::new(), edition: 1, parts: Vec::new() },
            claims: Vec::new(),
            references: Vec::new(),
            help_lines: Vec::new(),
            scales: Vec::new(),
            referrals: Vec::new(),
            strategies: Vec::new(),
            responses: Vec::new(),
            prose: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::english;

    #[test]
    fn the_browser_gets_the_very_exercises_and_tables() {
        let plans = Library::read_for_plans(&english().for_plans().unwrap()).unwrap();
        assert_eq!(plans.items(), english().items());
        for (told, gate) in plans.gates().iter().zip(english().gates()) {
            assert_eq!((told.id, &told.name, &told.closes_when), (gate.id, &gate.name, &gate.closes_when));
        }
        assert_eq!(plans.rules(), english().rules());
        assert_eq!(plans.shares(), english().shares());
        let maps = Library::read_for_maps(&english().for_maps().unwrap()).unwrap();
        assert_eq!(maps.indicators(), english().indicators());
        assert!(maps.gates().iter().eq(english().every_gate()));
        assert_eq!(maps.rules(), english().rules());
        assert_eq!(maps.questions(), english().questions());
        assert_eq!(maps.openings(), english().openings());
        assert_eq!(maps.strengths(), english().strengths());
    }
}
