//! The background of a case: openings, the story, hopes, and questions for next time.

use serde::{Deserialize, Serialize};

use super::BadEdit;
use crate::vocabulary::{SmallMap, SmallSet};
use crate::{
    assess::{Answer, Answers},
    library::{Library, model::Opening},
};

/// Maximum length of the story, in characters: some twenty pages.
const LONGEST: usize = 40_000;

/// The counsellor's notes on a case other than answers. They open no hold and carry no points, and no sheet or shared
/// screen has a field for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Background {
    /// Answers to openings, by their ids. An opening that is the question of an indicator is answered there.
    pub openings: SmallMap<String, Answer>,
    /// The story as the counsellor tells it.
    pub story: String,
    /// The hopes of A and B.
    pub hopes: [String; 2],
    /// The time at which a breach came to light, as typed: a day, a month, a year, or “about three weeks ago”.
    pub came_to_light: String,
    /// The way in which it came to light.
    pub discovery: Option<Discovery>,
    /// Ids of openings and indicators to ask about next time.
    pub ask_next: SmallSet<String>,
}

/// The way in which a breach came to light.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Discovery {
    /// The partner found it out.
    Found,
    /// The person involved told it.
    Told,
    /// Someone else told it.
    SomeoneElse,
}

impl Discovery {
    /// All of them, in the order of the list on the form.
    pub const ALL: [Self; 3] = [Self::Found, Self::Told, Self::SomeoneElse];

    /// Returns the word for it in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Found => "found",
            Self::Told => "told",
            Self::SomeoneElse => "someone-else",
        }
    }
}

/// A text field of the background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackgroundText {
    /// The story.
    Story,
    /// The hopes of partner A.
    HopesA,
    /// The hopes of partner B.
    HopesB,
    /// The time at which a breach came to light.
    CameToLight,
}

impl BackgroundText {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Story, Self::HopesA, Self::HopesB, Self::CameToLight];
}

/// One change of the background.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BackgroundChange {
    /// An opening is answered, or counts as not asked again.
    Opening(String, Option<Answer>),
    /// A text is typed.
    Text(BackgroundText, String),
    /// The way in which a breach came to light; `None` if unknown.
    Discovery(Option<Discovery>),
    /// An opening or a question is marked to be asked next time, or no longer.
    AskNext(String, bool),
}

impl Background {
    /// A text of it.
    pub fn text(&self, which: BackgroundText) -> &str {
        match which {
            BackgroundText::Story => &self.story,
            BackgroundText::HopesA => &self.hopes[0],
            BackgroundText::HopesB => &self.hopes[1],
            BackgroundText::CameToLight => &self.came_to_light,
        }
    }

    /// Returns the answer to an opening: yes if it was not asked but one of its questions was answered yes.
    pub fn opening(&self, opening: &Opening, answers: &Answers) -> Option<Answer> {
        if let Some(id) = &opening.is {
            return answers.about(id, crate::assess::Whom::Couple);
        }
        let told = || opening.asks.iter().any(|id| answers.is_yes(id)).then_some(Answer::Yes);
        self.openings.get(&opening.id).copied().or_else(told)
    }

    /// Returns the openings and questions marked for next time, in the wording in which they are asked.
    pub fn ask_next_in_words(&self, library: &Library) -> Vec<String> {
        let openings = library.openings().iter().map(|opening| (opening.id.clone(), &opening.ask));
        let questions = library.questions().iter().flat_map(|group| &group.questions);
        let all = openings.chain(questions.map(|question| (question.indicator.to_string(), &question.ask)));
        all.filter(|(id, _)| self.ask_next.contains(id)).map(|(_, ask)| ask.clone()).collect()
    }

    /// Puts a refused text into its place, for the page with the fault.
    pub fn show(&mut self, which: BackgroundText, text: String) {
        *self.text_mut(which) = text;
    }

    /// Makes a change.
    ///
    /// # Errors
    /// If it names no opening or indicator of the library, or the text is too long.
    pub fn make(&mut self, library: &Library, change: &BackgroundChange) -> Result<(), BadEdit> {
        match change {
            BackgroundChange::Opening(id, answer) => {
                let known = library.opening(id).is_some_and(|opening| opening.is.is_none());
                match (known, answer) {
                    (false, _) => return Err(BadEdit::Opening),
                    (true, Some(answer)) => _ = self.openings.insert(id.clone(), *answer),
                    (true, None) => _ = self.openings.remove(id),
                }
            }
            BackgroundChange::Text(which, text) => {
                if text.chars().count() > LONGEST {
                    return Err(BadEdit::TooLong);
                }
                self.text_mut(*which).clone_from(text);
            }
            BackgroundChange::Discovery(how) => self.discovery = *how,
            BackgroundChange::AskNext(id, marked) => {
                let known = library.opening(id).is_some()
                    || id.parse().is_ok_and(|id| library.indicator(&id).is_some() && !library.is_asked_alone(&id));
                match (known, marked) {
                    (false, _) => return Err(BadEdit::Opening),
                    (true, true) => _ = self.ask_next.insert(id.clone()),
                    (true, false) => _ = self.ask_next.remove(id),
                }
            }
        }
        Ok(())
    }

    /// Returns the changes that lead from here to `next`.
    pub fn changes_to(&self, next: &Self) -> Vec<BackgroundChange> {
        let mut changes = Vec::new();
        let named: SmallSet<&String> = self.openings.keys().chain(next.openings.keys()).collect();
        for id in named {
            let answer = next.openings.get(id).copied();
            if answer != self.openings.get(id).copied() {
                changes.push(BackgroundChange::Opening(id.clone(), answer));
            }
        }
        for which in BackgroundText::ALL {
            if self.text(which) != next.text(which) {
                changes.push(BackgroundChange::Text(which, next.text(which).to_owned()));
            }
        }
        if self.discovery != next.discovery {
            changes.push(BackgroundChange::Discovery(next.discovery));
        }
        let marks =
            self.ask_next.union(&next.ask_next).filter(|id| self.ask_next.contains(*id) != next.ask_next.contains(*id));
        changes.extend(marks.map(|id| BackgroundChange::AskNext(id.clone(), next.ask_next.contains(id))));
        changes
    }

    fn text_mut(&mut self, which: BackgroundText) -> &mut String {
        match which {
            BackgroundText::Story => &mut self.story,
            BackgroundText::HopesA => &mut self.hopes[0],
            BackgroundText::HopesB => &mut self.hopes[1],
            BackgroundText::CameToLight => &mut self.came_to_light,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{assess::Whom, library::english};

    #[test]
    fn the_changes_between_two_states_lead_from_one_to_the_other() {
        let mut next = Background::default();
        let changes = [
            BackgroundChange::Opening("affair".into(), Some(Answer::Yes)),
            BackgroundChange::Text(BackgroundText::HopesB, "Talks that end before midnight".into()),
            BackgroundChange::Discovery(Some(Discovery::Found)),
            BackgroundChange::AskNext("STR-05".into(), true),
        ];
        for change in &changes {
            next.make(english(), change).unwrap();
        }
        assert_eq!(Background::default().changes_to(&next), changes);
        let mut back = next.clone();
        for change in next.changes_to(&Background::default()) {
            back.make(english(), &change).unwrap();
        }
        assert_eq!(back, Background::default());
    }

    #[test]
    fn a_no_to_an_opening_answers_none_of_its_questions() {
        let (mut background, answers) = (Background::default(), Answers::default());
        background.make(english(), &BackgroundChange::Opening("affair".into(), Some(Answer::No))).unwrap();
        let opening = english().opening("affair").unwrap();
        assert_eq!(background.opening(opening, &answers), Some(Answer::No));
        assert!(opening.asks.iter().all(|id| answers.is_not_asked(english().indicator(id).unwrap())));
    }

    #[test]
    fn an_opening_follows_its_questions_until_it_is_answered_itself() {
        let mut answers = Answers::default();
        let of = |id: &str| english().opening(id).unwrap();
        answers.record(english(), &"BET-01".parse().unwrap(), Whom::B, Answer::Yes).unwrap();
        answers.record(english(), &"GEN-11".parse().unwrap(), Whom::Couple, Answer::No).unwrap();
        assert_eq!(Background::default().opening(of("trust"), &answers), Some(Answer::Yes));
        assert_eq!(Background::default().opening(of("court"), &answers), Some(Answer::No));
        assert_eq!(Background::default().opening(of("affair"), &answers), None);
    }

    #[test]
    fn what_nobody_knows_is_refused() {
        let mut background = Background::default();
        for wrong in [
            BackgroundChange::Opening("court".into(), Some(Answer::No)),
            BackgroundChange::Opening("nothing".into(), None),
            BackgroundChange::AskNext("ABU-01".into(), true),
            BackgroundChange::Text(BackgroundText::Story, "x".repeat(LONGEST + 1)),
        ] {
            assert!(background.make(english(), &wrong).is_err(), "{wrong:?}");
        }
        assert_eq!(background, Background::default());
    }
}
