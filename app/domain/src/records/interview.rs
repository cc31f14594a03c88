//! One partner's private interview, stored separately from the couple's answers and from the other partner's interview,
//! and never shown with either.

use serde::{Deserialize, Serialize};

use super::{AnswerChange, Change, Interpreter, Setting, Stamp, UrgentNeed};
use crate::{
    assess::{Answer, Answers, Facts, Partner},
    library::{
        Library,
        model::{InterviewPart, InterviewQuestion},
    },
    vocabulary::{Day, IndicatorId, ItemId, SmallMap},
};

/// One partner's individual safety interview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Interview {
    /// The answers, with the person each is about.
    pub answers: Answers,
    /// The counsellor's private note on it.
    pub note: String,
    /// The day it took place.
    pub held_on: Option<Day>,
    /// True if it was checked that no one else could listen.
    pub alone: bool,
    /// The way it took place, if recorded.
    pub setting: Option<Setting>,
    /// The interpreter, if recorded; [`Interview::interpreter`] adds what older interviews say.
    pub interpreter: Option<Interpreter>,
    /// True if the counsellor has put it on record: it took place, alone, and every required question was asked.
    pub recorded: bool,
    /// The round of screening in which it was put on record (R15).
    pub round: u32,
    /// The edition of the interview guide that it was put on record with; none where there were no editions yet.
    pub edition: u8,
    /// Exercises that this partner asked for, alone, and the day (R52, R53).
    pub asked_for: SmallMap<ItemId, Day>,
    /// The known facts of each need for help within hours, by the answer that brought it (R63).
    pub urgent_needs: SmallMap<IndicatorId, UrgentNeed>,
    /// How the answers came about, the oldest first. Empty where they were given before this was kept.
    pub changes: Vec<Change>,
}

/// The reasons why an interview cannot be put on record yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is one reason, independent of the others")]
pub struct NotYet {
    /// True if the day is missing.
    pub day: bool,
    /// True if it is not confirmed that the partner was alone.
    pub alone: bool,
    /// Number of required questions not asked.
    pub not_asked: usize,
    /// True if others may have followed it, or the interpreter was not independent (R67).
    pub followed: bool,
    /// True if the interpreter is not recorded although an earlier one was not independent, or others may have followed (R67).
    pub interpreter: bool,
}

impl Interview {
    /// True if it was put on record and still meets the requirements (R1).
    pub fn is_on_record(&self) -> bool {
        self.recorded && self.alone && self.held_on.is_some()
    }

    /// The round in which it was put on record, if it was. One that somebody may have heard, or that was interpreted by
    /// somebody close, is of no round: it is held again (R67).
    pub fn of_round(&self) -> Option<u32> {
        (self.is_on_record() && !self.was_followed()).then_some(self.round)
    }

    /// Logs the time of each answer that differs from `before`. Must be called before an interview is saved.
    pub fn note_changes(&mut self, before: &Self, at: Stamp) {
        let mut changes = Vec::new();
        for (indicator, whom, answer) in self.answers.iter() {
            if before.answers.about(indicator, whom) != Some(answer) {
                changes.push((indicator, whom, Some(answer)));
            }
        }
        for (indicator, whom, _) in before.answers.iter() {
            if self.answers.about(indicator, whom).is_none() {
                changes.push((indicator, whom, None));
            }
        }
        let change = |(indicator, whom, answer): (&IndicatorId, _, _)| Change {
            at,
            change: AnswerChange { indicator: indicator.clone(), whom, answer },
        };
        let changes: Vec<Change> = changes.into_iter().map(change).collect();
        self.changes.extend(changes);
    }

    /// What keeps it from being put on record; nothing when it may be. A question that is asked only after another one is
    /// missing only where that other one was answered with yes.
    pub fn not_yet(&self, library: &Library, asked: Partner) -> Option<NotYet> {
        let missing = self.not_yet_with(library, asked, library.interview().edition).unwrap_or_default();
        let followed = self.was_followed() || self.followed_at().is_some();
        let interpreter = followed && self.interpreter().is_none();
        let not_yet = NotYet { followed: self.was_followed(), interpreter, ..missing };
        (not_yet != NotYet::default()).then_some(not_yet)
    }

    pub(super) fn not_yet_with(&self, library: &Library, asked: Partner, edition: u8) -> Option<NotYet> {
        let must = |part: &InterviewPart| part.must && part.since <= edition.max(1);
        let due = |question: &InterviewQuestion| {
            let indicator = library.indicator(&question.indicator);
            let when = indicator.and_then(|indicator| indicator.ask_when.as_ref());
            when.is_none_or(|when| when.is_met(&[&self.answers], &Facts::default()))
        };
        let open = self.open_questions(library, asked);
        let not_asked = open.filter(|(part, question)| must(part) && due(question)).count();
        let not_yet = NotYet { day: self.held_on.is_none(), alone: !self.alone, not_asked, ..NotYet::default() };
        (not_yet != NotYet::default()).then_some(not_yet)
    }

    /// Returns the unanswered questions with their parts, in order.
    pub fn open_questions<'l>(
        &self,
        library: &'l Library,
        asked: Partner,
    ) -> impl Iterator<Item = (&'l InterviewPart, &'l InterviewQuestion)> {
        let parts = library.interview().parts.iter();
        let all = parts.flat_map(|part| part.questions.iter().map(move |question| (part, question)));
        let open: Vec<_> = all
            .filter(|(_, question)| self.answers.about(&question.indicator, question.about.whom(asked)).is_none())
            .collect();
        open.into_iter()
    }

    /// Records a no to every question of a part that has no answer yet: the counsellor says that all of it was asked.
    /// Unknown parts hold no questions.
    pub fn no_to_the_rest(&mut self, library: &Library, asked: Partner, part: &str) {
        let open: Vec<_> = self.open_questions(library, asked).filter(|(of, _)| of.id == part).collect();
        for (_, question) in open {
            // The library's own check says that the answer fits.
            let _ = self.answers.record(library, &question.indicator, question.about.whom(asked), Answer::No);
        }
    }
}

/// True if the two private accounts of violence or fear differ: one partner says yes and the other no about the same
/// act of the same person, as ABU-16 asks. It does not reveal whose words they are; a question not asked does not
/// count.
pub fn accounts_differ(interviews: [&Interview; 2]) -> bool {
    let [one, other] = interviews;
    one.answers
        .iter()
        .filter(|(id, _, _)| is_violence_or_fear(id))
        .any(|(id, whom, answer)| other.answers.about(id, whom).is_some_and(|theirs| theirs != answer))
}

fn is_violence_or_fear(id: &IndicatorId) -> bool {
    let abuse = id.as_str().starts_with("ABU-") && *id != *"ABU-16";
    abuse || ["GEN-08", "BET-04", "ADD-13"].iter().any(|other| *id == **other)
}
