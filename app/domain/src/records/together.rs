//! The content of the shared screen: the shared questions with the couple's answers.
//!
//! The type has no field for anything else: interviews, gates, holds, points, observations, facts, what the counsellor
//! answered in the own view and the history of the answers cannot be on such a screen (invariant 12).

use serde::{Deserialize, Serialize};

use super::{
    AnswerChange, Background, BackgroundChange, BadEdit, Edit, Interview, Revision, Situation, SituationForm, Stamp,
    StrengthChange, Strengths,
};
use crate::{
    assess::{Answer, Answers, BadAnswer, Whom},
    library::{
        Library,
        model::{CoupleStrength, Indicator, Opening, Question, QuestionGroup, StrengthAbout},
    },
    vocabulary::{AppliesTo, SmallMap},
};

/// The couple's shared answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Together {
    answers: Answers,
    strengths: Strengths,
    openings: SmallMap<String, Answer>,
}

/// One change on a shared screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Told {
    /// An answer to a question.
    Answer(AnswerChange),
    /// An answer about a strength.
    Strength(StrengthChange),
    /// An answer to an opening, by its id; `None` counts as not asked again.
    Opening(String, Option<Answer>),
}

impl From<Told> for Edit {
    fn from(told: Told) -> Self {
        match told {
            Told::Answer(change) => Self::Answer(change),
            Told::Strength(change) => Self::Strength(change),
            Told::Opening(id, answer) => Self::Background(BackgroundChange::Opening(id, answer)),
        }
    }
}

impl Told {
    /// Converts an edit; `None` if a shared screen does not ask for it.
    pub fn of(edit: Edit) -> Option<Self> {
        match edit {
            Edit::Answer(change) => Some(Self::Answer(change)),
            Edit::Strength(change) => Some(Self::Strength(change)),
            Edit::Background(BackgroundChange::Opening(id, answer)) => Some(Self::Opening(id, answer)),
            Edit::Fact(_) | Edit::Phase(_) | Edit::Background(_) => None,
        }
    }

    /// True if the other one answers the same question about the same person.
    fn is_about(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Answer(one), Self::Answer(two)) => (&one.indicator, one.whom) == (&two.indicator, two.whom),
            (Self::Strength(one), Self::Strength(two)) => (&one.strength, one.whom) == (&two.strength, two.whom),
            (Self::Opening(one, _), Self::Opening(two, _)) => one == two,
            _ => false,
        }
    }
}

/// Returns the persons about whom an indicator has answers on a screen, one a column.
pub fn columns(applies_to: AppliesTo) -> &'static [Whom] {
    if applies_to == AppliesTo::Both { &[Whom::Couple] } else { &[Whom::A, Whom::B] }
}

/// Returns the persons about whom a strength has answers on a screen, one a column.
pub fn strength_columns(about: StrengthAbout) -> &'static [Whom] {
    match about {
        StrengthAbout::Couple => &[Whom::Couple],
        StrengthAbout::Each => &[Whom::A, Whom::B],
    }
}

/// Iterates over the questions of a group that are asked of the couple, with their indicators: all except the
/// counsellor's observations.
pub fn asked_together<'a>(
    library: &'a Library,
    group: &'a QuestionGroup,
) -> impl Iterator<Item = (&'a Question, &'a Indicator)> {
    let asked = group.questions.iter().filter(|question| !question.observed);
    asked.filter_map(|question| Some((question, library.indicator(&question.indicator)?)))
}

/// True if a shared screen asks this opening by itself. One that is the question of an indicator is answered there.
fn is_opening(library: &Library, id: &str) -> bool {
    library.opening(id).is_some_and(|opening| opening.is.is_none() && opening.group != Opening::STRENGTHS)
}

fn set_opening(openings: &mut SmallMap<String, Answer>, id: &str, answer: Option<Answer>) {
    match answer {
        Some(answer) => _ = openings.insert(id.to_owned(), answer),
        None => _ = openings.remove(id),
    }
}

impl Situation {
    /// Makes all changes of a shared screen, or none, as [`Situation::edit`] does. An opening that the couple answers is
    /// answered in the counsellor's view too, unless the counsellor has answered it otherwise there.
    ///
    /// # Errors
    /// As for [`Situation::edit`].
    pub fn edit_together(
        &mut self,
        library: &Library,
        interviews: [&Interview; 2],
        told: &[Told],
        at: Stamp,
    ) -> Result<(), BadEdit> {
        let mut openings = self.openings_together.clone();
        let mut edits = Vec::new();
        for told in told {
            if let Told::Opening(id, answer) = told {
                let follows = self.background.openings.get(id) == openings.get(id);
                set_opening(&mut openings, id, *answer);
                if !follows {
                    continue;
                }
            }
            edits.push(Edit::from(told.clone()));
        }
        self.edit(library, interviews, &edits, at)?;
        self.openings_together = openings;
        Ok(())
    }
}

impl Together {
    /// Extracts the shared answers from a situation.
    pub fn of(library: &Library, situation: &Situation) -> Self {
        let mut together = Self::default();
        let all = library.questions().iter().flat_map(|group| asked_together(library, group));
        for (_, indicator) in all {
            for whom in columns(indicator.applies_to) {
                if let Some(answer) = situation.answers.about(&indicator.id, *whom) {
                    // The columns are those that the indicator takes answers about.
                    let _ = together.answers.record(library, &indicator.id, *whom, answer);
                }
            }
        }
        for strength in library.strengths() {
            together.take_strength(strength, situation);
        }
        let openings = situation.openings_together.iter().filter(|(id, _)| is_opening(library, id));
        together.openings = openings.map(|(id, answer)| (id.clone(), *answer)).collect();
        together
    }

    fn take_strength(&mut self, strength: &CoupleStrength, situation: &Situation) {
        let Some(answers) = situation.strengths.get(&strength.id) else { return };
        let shown = strength_columns(strength.about).iter().filter_map(|whom| Some((*whom, *answers.get(whom)?)));
        let shown: SmallMap<Whom, Answer> = shown.collect();
        if !shown.is_empty() {
            self.strengths.insert(strength.id.clone(), shown);
        }
    }

    /// Returns the answer to a question about exactly this person, or about the couple.
    pub fn answer(&self, indicator: &Indicator, whom: Whom) -> Option<Answer> {
        self.answers.about(&indicator.id, whom)
    }

    /// Returns the answer to an opening: yes if it was not asked but one of its questions was answered yes.
    pub fn opening(&self, opening: &Opening) -> Option<Answer> {
        match &opening.is {
            Some(id) => self.answers.about(id, Whom::Couple),
            None => {
                Background { openings: self.openings.clone(), ..Background::default() }.opening(opening, &self.answers)
            }
        }
    }

    /// Returns the answer about a strength of exactly this person, or of the couple.
    pub fn strength(&self, id: &str, whom: Whom) -> Option<Answer> {
        self.strengths.get(id)?.get(&whom).copied()
    }

    /// Makes a change.
    ///
    /// # Errors
    /// If no shared screen asks for it, or it does not fit the person it is about.
    pub fn make(&mut self, library: &Library, told: &Told) -> Result<(), BadEdit> {
        match told {
            Told::Answer(change) => {
                let mut asked = library.questions().iter().flat_map(|group| asked_together(library, group));
                let known =
                    asked.any(|(_, of)| of.id == change.indicator && columns(of.applies_to).contains(&change.whom));
                if !known {
                    return Err(BadAnswer::Unknown(change.indicator.clone()).into());
                }
                change.apply(library, &mut self.answers)?;
            }
            Told::Strength(change) => change.apply(library, &mut self.strengths)?,
            Told::Opening(id, answer) => {
                if !is_opening(library, id) {
                    return Err(BadEdit::Opening);
                }
                set_opening(&mut self.openings, id, *answer);
            }
        }
        Ok(())
    }

    /// Makes a change offered by our own page. A browser has no library to validate it; the server validates it again.
    pub fn say(&mut self, told: &Told) {
        match told {
            Told::Answer(change) => self.answers.set(&change.indicator, change.whom, change.answer),
            Told::Strength(change) => {
                let answers = self.strengths.entry(change.strength.clone()).or_default();
                match change.answer {
                    Some(answer) => _ = answers.insert(change.whom, answer),
                    None => _ = answers.remove(&change.whom),
                }
                if answers.is_empty() {
                    self.strengths.remove(&change.strength);
                }
            }
            Told::Opening(id, answer) => set_opening(&mut self.openings, id, *answer),
        }
    }

    /// Returns the changes that lead from these answers to `next`.
    pub fn told_since(&self, next: &Self) -> Vec<Told> {
        let sheet = |of: &Self| SituationForm {
            answers: of.answers.clone(),
            strengths: of.strengths.clone(),
            background: Background { openings: of.openings.clone(), ..Background::default() },
            ..SituationForm::default()
        };
        sheet(self).edits_to(&sheet(next)).into_iter().filter_map(Told::of).collect()
    }

    /// Joins the answers of two windows that both began with these: an answer that one of them changed takes that change,
    /// and one that both changed to different values takes that of `here`. Returns them, and the stored values that were
    /// not taken.
    pub fn joined(&self, here: &Self, stored: &Self) -> (Self, Vec<Told>) {
        let (mine, theirs) = (self.told_since(here), self.told_since(stored));
        let mut joined = stored.clone();
        for told in &mine {
            joined.say(told);
        }
        let left_off = |their: &Told| mine.iter().any(|my| my.is_about(their) && my != their);
        (joined, theirs.into_iter().filter(left_off).collect())
    }

    /// Returns the fingerprint of these answers. A save names it instead of the revision of the situation, which also
    /// counts saves of interviews and gates.
    pub fn mark(&self) -> Revision {
        let answers = self.answers.iter().map(|(id, whom, answer)| format!("{id} {whom:?} {answer:?}"));
        let strengths = self.strengths.iter().map(|(id, answers)| format!("{id} {answers:?}"));
        let openings = self.openings.iter().map(|(id, answer)| format!("{id} {answer:?}"));
        let lines: Vec<String> = answers.chain(strengths).chain(openings).collect();
        // FNV-1a, the same on every machine and after every start.
        let mark = lines
            .join("\n")
            .bytes()
            .fold(0x811c_9dc5_u32, |mark, byte| (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        Revision(u64::from(mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::english;

    fn change(id: &str, whom: Whom, answer: Option<Answer>) -> Told {
        Told::Answer(AnswerChange { indicator: id.parse().unwrap(), whom, answer })
    }

    #[test]
    fn a_shared_screen_asks_nothing_that_is_asked_alone_or_observed() {
        let mut together = Together::default();
        for id in ["ABU-01", "INF-04", "GEN-02", "GEN-04", "TRA-05"] {
            for whom in [Whom::A, Whom::Couple] {
                assert!(together.make(english(), &change(id, whom, Some(Answer::No))).is_err(), "{id}");
            }
        }
        assert!(together.make(english(), &change("STR-01", Whom::OneOfThem, Some(Answer::No))).is_err());
        assert!(together.make(english(), &change("STR-01", Whom::A, Some(Answer::No))).is_ok());
    }

    #[test]
    fn what_was_stored_of_other_questions_is_left_out() {
        let mut situation = Situation::default();
        for (id, whom) in [("ABU-01", Whom::A), ("GEN-04", Whom::B), ("INF-01", Whom::OneOfThem), ("INF-01", Whom::B)] {
            situation.answers.record(english(), &id.parse().unwrap(), whom, Answer::Yes).unwrap();
        }
        let together = Together::of(english(), &situation);
        let shown: Vec<_> = together.answers.iter().map(|(id, whom, _)| (id.as_str().to_owned(), whom)).collect();
        assert_eq!(shown, [("INF-01".to_owned(), Whom::B)]);
    }

    #[test]
    fn the_mark_changes_with_every_answer_and_with_nothing_else() {
        let mut situation = Situation::default();
        let before = Together::of(english(), &situation);
        situation.round += 1;
        situation.facts.ending = true;
        assert_eq!(Together::of(english(), &situation).mark(), before.mark());
        let mut after = before.clone();
        after.make(english(), &change("STR-01", Whom::A, Some(Answer::Yes))).unwrap();
        assert_ne!(after.mark(), before.mark());
        let mut said = before.clone();
        said.say(&before.told_since(&after)[0]);
        assert_eq!(said, after);
        said.say(&change("STR-01", Whom::A, None));
        assert_eq!(said, before);
    }

    #[test]
    fn answers_of_two_windows_are_joined_one_by_one() {
        let yes = |id: &str, whom, answer| change(id, whom, Some(answer));
        let with = |told: &[Told]| {
            let mut together = Together::default();
            for told in told {
                together.say(told);
            }
            together
        };
        let began = with(&[yes("INF-01", Whom::A, Answer::No)]);
        let here = with(&[yes("INF-01", Whom::A, Answer::No), yes("INF-03", Whom::B, Answer::Yes)]);
        let stored = with(&[yes("INF-01", Whom::A, Answer::Yes), yes("INF-08", Whom::A, Answer::Yes)]);
        let (joined, left_off) = began.joined(&here, &stored);
        let all = [("INF-01", Whom::A), ("INF-08", Whom::A), ("INF-03", Whom::B)];
        assert_eq!(joined, with(&all.map(|(id, whom)| yes(id, whom, Answer::Yes))));
        assert_eq!(left_off, []);
        let other = with(&[yes("INF-01", Whom::A, Answer::No), yes("INF-03", Whom::B, Answer::No)]);
        assert_eq!(began.joined(&here, &other), (here.clone(), vec![yes("INF-03", Whom::B, Answer::No)]));
        assert_eq!(began.joined(&here, &here), (here, Vec::new()), "the same answer twice is no conflict");
    }

    #[test]
    fn openings_of_the_own_view_are_not_shown_and_those_of_the_couple_are_answered_in_both() {
        let nobody = Interview::default();
        let mut situation = Situation::default();
        situation.background.openings.insert("affair".into(), Answer::Yes);
        let affair = english().opening("affair").unwrap();
        let trust = english().opening("trust").unwrap();
        let shown = |situation: &Situation| Together::of(english(), situation);
        assert_eq!(shown(&situation).opening(affair), None, "it may have been told alone");
        assert_eq!(shown(&situation).mark(), shown(&Situation::default()).mark());
        let told = [Told::Opening("affair".into(), Some(Answer::No)), Told::Opening("trust".into(), Some(Answer::Yes))];
        situation.edit_together(english(), [&nobody, &nobody], &told, Stamp(1)).unwrap();
        assert_eq!(shown(&situation).opening(affair), Some(Answer::No));
        assert_eq!(situation.background.openings.get("affair"), Some(&Answer::Yes), "the counsellor knows otherwise");
        assert_eq!(situation.background.openings.get("trust"), Some(&Answer::Yes), "and learns what is new");
        let back = [Told::Opening("trust".into(), None)];
        situation.edit_together(english(), [&nobody, &nobody], &back, Stamp(2)).unwrap();
        assert_eq!((shown(&situation).opening(trust), situation.background.openings.get("trust")), (None, None));
        for unknown in ["nothing", "court", "good"] {
            let told = Told::Opening(unknown.into(), Some(Answer::No));
            assert!(shown(&situation).make(english(), &told).is_err(), "{unknown}");
        }
    }

    #[test]
    fn every_question_of_a_shared_screen_belongs_to_one_opening_of_its_group() {
        for group in english().questions() {
            for (_, indicator) in asked_together(english(), group) {
                let asks = |of: &&Opening| of.asks.contains(&indicator.id) || of.is.as_ref() == Some(&indicator.id);
                let all: Vec<&str> = english().openings().iter().filter(asks).map(|of| of.group.as_str()).collect();
                assert_eq!(all, [group.id.as_str()], "{}", indicator.id);
            }
        }
    }
}
