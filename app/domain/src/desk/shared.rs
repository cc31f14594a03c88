//! A situation as a screen may hold it that the other partner might see: what was told together in full, and of what was
//! told alone only what the map needs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{
    BadEdit, Edit, Interview, Sheet, Situation,
    screening::{Rounds, screen, watch},
    situation::seen,
};
use crate::{
    alone::Alone,
    answers::Answers,
    course::{Course, Session},
    gates::GateLog,
    ids::ItemId,
    library::Library,
    picture::Picture,
};

/// What a shared screen knows. Mapping it gives the very points, gates and phase of the whole situation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// What was told with both in the room, and what else this screen asks.
    pub sheet: Sheet,
    /// What was told alone, without words.
    pub alone: Alone,
    /// How the gates stand, without words.
    pub gates: GateLog,
    /// Exercises done so far.
    pub done: BTreeSet<ItemId>,
    rounds: Rounds,
    round: u32,
}

impl Shared {
    /// What a shared screen may hold of a situation and both interviews.
    pub fn of(library: &Library, situation: &Situation, interviews: [&Interview; 2]) -> Self {
        let mut told_alone = Answers::default();
        for interview in interviews {
            told_alone.merge(&interview.answers);
        }
        let told_together = |id: &_| situation.answers.is_yes(id) || !library.is_asked_alone(id);
        Self {
            alone: Alone::of(library, &situation.answers, &told_alone),
            gates: situation.gates.without_words(told_together),
            sheet: Sheet::of(situation),
            done: situation.done.clone(),
            rounds: interviews.map(Interview::of_round),
            round: situation.round,
        }
    }

    /// Everything that mapping looks at.
    pub fn course(&self) -> Course {
        let mut course = Course {
            answers: self.sheet.answers.clone(),
            alone: self.alone.clone(),
            gates: self.gates.clone(),
            done: self.done.clone(),
            facts: self.sheet.facts.clone(),
            strengths: seen(&self.sheet.strengths),
        };
        screen(&mut course, self.rounds, self.round);
        course
    }

    /// The picture of this moment.
    pub fn picture(&self, library: &Library) -> Picture {
        Picture::of(library, &self.course(), self.sheet.phase, Session::Couple)
    }

    /// Whether the interview of each partner counts.
    pub fn interviewed(&self) -> [bool; 2] {
        self.rounds.map(|of| of.is_some_and(|of| of >= self.round))
    }

    /// Makes a change and opens the gates it speaks for, exactly as [`Situation::edit`] does with the whole.
    ///
    /// # Errors
    ///
    /// When it names what nobody knows.
    pub fn edit(&mut self, library: &Library, edit: &Edit) -> Result<(), BadEdit> {
        self.sheet.make(library, edit)?;
        let mut course = self.course();
        self.round = watch(library, &mut course, self.rounds, self.round);
        self.gates = course.gates;
        Ok(())
    }
}
