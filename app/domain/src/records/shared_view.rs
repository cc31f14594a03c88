//! A situation as shown on a screen that the other partner might see: shared answers in full, and of private answers
//! only what the map needs.

use serde::{Deserialize, Serialize};

use super::{
    AnswerChange, Background, BadEdit, Edit, Interview, Situation, SituationForm,
    course::seen,
    dates::{is_about_a_breach, without_stale_results},
};
use crate::{
    assess::{Answer, Answers, Assessment, CaseState, Dated, PrivateEvidence, Session},
    library::Library,
    safety::{
        GateLog,
        screening::{InterviewRounds, apply_screening, observe},
    },
    vocabulary::{ItemId, SmallMap, SmallSet},
};

/// The content of a shared screen. Mapping it gives exactly the points, gates and phase of the whole situation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedView {
    /// The shared answers, and the other fields of this screen.
    pub sheet: SituationForm,
    /// Private evidence, without words.
    pub alone: PrivateEvidence,
    /// The gates, without words.
    pub gates: GateLog,
    /// Exercises done so far.
    pub done: SmallSet<ItemId>,
    /// The number of the session in which an exercise was last done, where known.
    pub done_in: SmallMap<ItemId, u16>,
    rounds: InterviewRounds,
    round: u32,
}

impl SharedView {
    /// Extracts the view from a situation and both interviews.
    pub fn of(library: &Library, situation: &Situation, interviews: [&Interview; 2]) -> Self {
        let mut told_alone = Answers::default();
        for interview in interviews {
            told_alone.merge(&interview.answers);
        }
        without_stale_results(situation, interviews, &mut told_alone);
        let told_together = |id: &_| situation.answers.is_yes(id) || !library.is_asked_alone(id);
        Self {
            alone: PrivateEvidence::of(library, &situation.answers, &told_alone),
            gates: situation.gates.without_words(told_together),
            sheet: SituationForm { background: Background::default(), ..SituationForm::of(situation) },
            done: situation.done.clone(),
            done_in: situation.done_in.clone(),
            rounds: interviews.map(Interview::of_round),
            round: situation.round,
        }
    }

    /// Returns the state for mapping.
    pub fn course(&self) -> CaseState {
        let mut course = CaseState {
            answers: self.sheet.answers.clone(),
            alone: self.alone.clone(),
            gates: self.gates.clone(),
            done: self.done.clone(),
            done_in: self.done_in.clone(),
            facts: self.sheet.facts.clone(),
            strengths: seen(&self.sheet.strengths),
            // Who was seen alone, and when, is not shown here, so what waits for it waits.
            dated: Dated::default(),
        };
        apply_screening(&mut course, self.rounds, self.round);
        course
    }

    /// Assesses this moment.
    pub fn picture(&self, library: &Library) -> Assessment {
        Assessment::of(library, &self.course(), self.sheet.phase, Session::Couple)
    }

    /// True for each partner whose interview is valid.
    pub fn interviewed(&self) -> [bool; 2] {
        self.rounds.map(|of| of.is_some_and(|of| of >= self.round))
    }

    /// Makes a change and opens the gates that it gives reason for, exactly as [`Situation::edit`] does for the whole
    /// situation.
    ///
    /// # Errors
    /// If it names an unknown id.
    pub fn edit(&mut self, library: &Library, edit: &Edit) -> Result<(), BadEdit> {
        self.sheet.make(library, edit)?;
        // A new sign of a breach takes back that it is settled (R74).
        if let Edit::Answer(AnswerChange { indicator, answer: Some(Answer::Yes), .. }) = edit
            && is_about_a_breach(indicator.as_str())
        {
            self.alone.settled = false;
        }
        let mut course = self.course();
        self.round = observe(library, &mut course, self.rounds, self.round);
        self.gates = course.gates;
        Ok(())
    }
}
