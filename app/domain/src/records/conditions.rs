//! The conditions of an individual interview: how it was held, who interpreted, and that no one else could follow it (R67).

use super::{AnswerChange, Interpreter, Interview, Stamp};
use crate::{
    assess::{Answer, OVERHEARD, Partner, Whom},
    library::Library,
    vocabulary::IndicatorId,
};

/// The sign of an interpreter who is not independent, and of a talk that others may have followed.
const NOT_INDEPENDENT: &str = OVERHEARD[0];
const OTHERS_LISTENED: &str = OVERHEARD[1];

impl Interview {
    /// Returns the interpreter as far as it is known. An interview from before this was asked knows only that there was
    /// no independent one.
    pub fn interpreter(&self) -> Option<Interpreter> {
        let wrong = self.answers.is_ticked(NOT_INDEPENDENT);
        let known = self.interpreter.filter(|known| known.is_valid() != wrong);
        known.or(wrong.then_some(Interpreter::Missing))
    }

    /// Records the interpreter, and with it the answer that makes the interview count or not (R67).
    pub fn set_interpreter(&mut self, library: &Library, asked: Partner, interpreter: Option<Interpreter>) {
        self.interpreter = interpreter;
        let answer = interpreter.map(|known| if known.is_valid() { Answer::No } else { Answer::Yes });
        self.observed(library, asked, NOT_INDEPENDENT, answer);
    }

    /// Returns false if someone may have listened, watched or read along, true if no one could, `None` if that was not
    /// asked.
    pub fn privacy(&self) -> Option<bool> {
        if self.answers.is_ticked(OTHERS_LISTENED) { Some(false) } else { self.alone.then_some(true) }
    }

    /// Records if the talk was private, and with it the answer that makes the interview count or not (R67).
    pub fn set_privacy(&mut self, library: &Library, asked: Partner, private: Option<bool>) {
        self.alone = private == Some(true);
        let answer = private.map(|private| if private { Answer::No } else { Answer::Yes });
        self.observed(library, asked, OTHERS_LISTENED, answer);
    }

    /// True if others may have followed the talk, or the interpreter was not independent: it has to be held again (R67).
    pub fn was_followed(&self) -> bool {
        OVERHEARD.iter().any(|id| self.answers.is_ticked(id))
    }

    /// Returns the time at which that was last recorded. A new interview counts only after it, with its interpreter
    /// recorded (R67).
    pub fn followed_at(&self) -> Option<Stamp> {
        let of = |change: &AnswerChange| {
            change.answer == Some(Answer::Yes) && OVERHEARD.iter().any(|id| change.indicator == **id)
        };
        self.changes.iter().filter(|one| of(&one.change)).map(|one| one.at).max()
    }

    fn observed(&mut self, library: &Library, asked: Partner, id: &str, answer: Option<Answer>) {
        let Ok(id) = id.parse::<IndicatorId>() else { return };
        let whom = if asked == Partner::A { Whom::A } else { Whom::B };
        match answer {
            // The library's own check says that the answer fits.
            Some(answer) => _ = self.answers.record(library, &id, whom, answer),
            None => self.answers.clear(&id, whom),
        }
    }
}
