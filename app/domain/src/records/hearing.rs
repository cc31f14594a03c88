//! An individual interview beside the couple's situation: its validity, the questions due in it, and what it opens.

use super::{Interview, Situation};
use crate::{
    library::{
        Library,
        model::{InterviewPart, InterviewQuestion},
    },
    vocabulary::Partner,
};

impl Interview {
    /// True if it is valid now: on record, with nothing since then that requires a new one (R15).
    pub fn counts(&self, situation: &Situation) -> bool {
        self.of_round().is_some_and(|round| round >= situation.round)
    }

    /// The questions to ask this partner now: all but those that wait for another answer. It looks at what this partner
    /// told and at what was told with both in the room, never at the other interview: a question more would give away what
    /// the other partner said.
    pub fn questions_due<'l>(
        &self,
        library: &'l Library,
        situation: &Situation,
    ) -> impl Iterator<Item = (&'l InterviewPart, &'l InterviewQuestion)> {
        let due = |question: &InterviewQuestion| {
            let indicator = library.indicator(&question.indicator);
            let when = indicator.and_then(|indicator| indicator.ask_when.as_ref());
            when.is_none_or(|when| when.is_met(&[&self.answers, &situation.answers], &situation.facts))
        };
        let all = library.interview().parts.iter();
        let all = all.flat_map(|part| part.questions.iter().map(move |question| (part, question)));
        let due: Vec<_> = all.filter(|(_, question)| due(question)).collect();
        due.into_iter()
    }
}

impl Situation {
    /// Applies a private interview: opens the gates it gives reason for, and sets the round if it is newly put on
    /// record. An interview that no longer meets the requirements is taken off the record.
    pub fn hear(
        &mut self,
        library: &Library,
        asked: Partner,
        interview: &mut Interview,
        other: &Interview,
        put_on_record: bool,
    ) {
        let now_on_record = put_on_record && interview.not_yet(library, asked).is_none();
        // One on record keeps counting with the guide of its time, so that a new part does not take it off the record.
        let stays = interview.recorded && interview.not_yet_with(library, asked, interview.edition).is_none();
        interview.recorded = now_on_record || stays;
        self.observe(library, in_order(asked, interview, other));
        if now_on_record {
            interview.round = self.round;
            interview.edition = library.interview().edition;
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
