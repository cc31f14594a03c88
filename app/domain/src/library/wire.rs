//! The library on its way to a browser: what mapping, suggesting and planning look at, as postcard: code that reads JSON
//! of so many types would be a third of what the browser loads.
//!
//! Sources, help lines, scales and prose stay on the server, where pages show them.

use serde::{Deserialize, Serialize};

use super::{
    Library,
    load::places,
    model::{
        ChallengeText, Combination, CoupleStrength, Gate, Indicator, InterviewGuide, Item, PaperWords, PhaseStep,
        QuestionGroup, Rule, Shares,
    },
};

#[derive(Serialize, Deserialize)]
struct Wire {
    items: Vec<Item>,
    challenges: Vec<ChallengeText>,
    indicators: Vec<Indicator>,
    gates: Vec<Gate>,
    rules: Vec<Rule>,
    combinations: Vec<Combination>,
    phase_steps: Vec<PhaseStep>,
    shares: Shares,
    paper: PaperWords,
    questions: Vec<QuestionGroup>,
    strengths: Vec<CoupleStrength>,
}

impl Library {
    /// What mapping, suggesting and planning look at, as bytes for [`Library::from_wire`].
    ///
    /// # Errors
    ///
    /// Never for a library that was loaded from files.
    pub fn to_wire(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_allocvec(&Wire {
            items: self.items.clone(),
            challenges: self.challenges.clone(),
            indicators: self.indicators.clone(),
            gates: self.gates.clone(),
            rules: self.rules.clone(),
            combinations: self.combinations.clone(),
            phase_steps: self.phase_steps.clone(),
            shares: self.shares.clone(),
            paper: self.paper.clone(),
            questions: self.questions.clone(),
            strengths: self.strengths.clone(),
        })
    }

    /// The library that [`Library::to_wire`] wrote. It maps, suggests and plans exactly as the one it came from; tables
    /// that this needs nothing of are empty.
    ///
    /// # Errors
    ///
    /// When the bytes come from elsewhere or from another version.
    pub fn from_wire(bytes: &[u8]) -> Result<Self, postcard::Error> {
        let wire: Wire = postcard::from_bytes(bytes)?;
        Ok(Self {
            item_places: places(wire.items.iter().map(|item| item.id.clone())),
            items: wire.items,
            challenges: wire.challenges,
            indicator_places: places(wire.indicators.iter().map(|indicator| indicator.id.clone())),
            indicators: wire.indicators,
            gates: wire.gates,
            rules: wire.rules,
            combinations: wire.combinations,
            phase_steps: wire.phase_steps,
            shares: wire.shares,
            paper: wire.paper,
            questions: wire.questions,
            strengths: wire.strengths,
            // Interviews are plain forms: their questions never stand beside anything else.
            interview: InterviewGuide { opening: Vec::new(), parts: Vec::new() },
            claims: Vec::new(),
            references: Vec::new(),
            help_lines: Vec::new(),
            scales: Vec::new(),
            referrals: Vec::new(),
            strategies: Vec::new(),
            responses: Vec::new(),
            prose: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::english;

    #[test]
    fn the_browser_gets_the_very_exercises_and_tables() {
        let wire = Library::from_wire(&english().to_wire().unwrap()).unwrap();
        assert_eq!(wire.items(), english().items());
        assert_eq!(wire.indicators(), english().indicators());
        assert_eq!(wire.gates(), english().gates());
        assert_eq!(wire.rules(), english().rules());
        assert_eq!(wire.shares(), english().shares());
        assert_eq!(wire.paper(), english().paper());
        assert_eq!(wire.questions(), english().questions());
        assert_eq!(wire.strengths(), english().strengths());
    }
}
