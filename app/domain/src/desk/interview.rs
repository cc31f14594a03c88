//! What one partner told alone. It is kept apart from the couple's answers and from the other partner's interview, and
//! never shown with either.

use serde::{Deserialize, Serialize};

use super::{Day, Situation};
use crate::{
    answers::{Answer, Answers},
    course::Partner,
    ids::IndicatorId,
    library::{
        Library,
        model::{InterviewPart, InterviewQuestion},
    },
};

/// One partner's individual safety interview.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Interview {
    /// What was told, about whomever it concerns.
    pub answers: Answers,
    /// The counsellor's private words about it.
    pub note: String,
    /// The day it was held.
    pub held_on: Option<Day>,
    /// Somebody checked that nobody else could listen.
    pub alone: bool,
    /// The counsellor has put it on record: it was held, alone, and all that should be asked was asked.
    pub recorded: bool,
    /// The round of screening in which it was put on record (R15).
    pub round: u32,
}

/// Why an interview cannot be put on record yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotYet {
    /// The day is missing.
    pub day: bool,
    /// Nobody has said that they were alone.
    pub alone: bool,
    /// How many questions that must be asked were not.
    pub not_asked: usize,
}

impl Interview {
    /// Whether it was put on record and still holds what that takes (R1).
    pub fn is_on_record(&self) -> bool {
        self.recorded && self.alone && self.held_on.is_some()
    }

    /// The round in which it was put on record, if it was.
    pub fn of_round(&self) -> Option<u32> {
        self.is_on_record().then_some(self.round)
    }

    /// Whether it counts now: it is on record, and nothing since then asks for a new one (R15).
    pub fn counts(&self, situation: &Situation) -> bool {
        self.of_round().is_some_and(|round| round >= situation.round)
    }

    /// What keeps it from being put on record; nothing when it may be.
    pub fn not_yet(&self, library: &Library, asked: Partner) -> Option<NotYet> {
        let not_asked = self.open_questions(library, asked).filter(|(part, _)| part.must).count();
        let not_yet = NotYet { day: self.held_on.is_none(), alone: !self.alone, not_asked };
        (not_yet != NotYet::default()).then_some(not_yet)
    }

    /// The questions that have no answer, with their parts, in the order in which they are asked.
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

impl Situation {
    /// Takes in what a partner told alone: opens the gates it speaks for and, where it is newly put on record, says for
    /// which round. An interview that no longer holds what a record takes is off the record again.
    pub fn hear(
        &mut self,
        library: &Library,
        asked: Partner,
        interview: &mut Interview,
        other: &Interview,
        put_on_record: bool,
    ) {
        let holds = interview.not_yet(library, asked).is_none();
        interview.recorded = holds && (put_on_record || interview.recorded);
        self.observe(library, in_order(asked, interview, other));
        if holds && put_on_record {
            interview.round = self.round;
        }
        self.observe(library, in_order(asked, interview, other));
    }
}

fn in_order<'i>(asked: Partner, interview: &'i Interview, other: &'i Interview) -> [&'i Interview; 2] {
    match asked {
        Partner::A => [interview, other],
        Partner::B => [other, interview],
    }
}

/// Whether the two private accounts of violence or fear differ: one partner says yes and the other no about the same act
/// of the same person. It is what ABU-16 asks about. Whose words they are is not said; what was not asked differs from
/// nothing.
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
