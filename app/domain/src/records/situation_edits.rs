//! Edits of a situation, and the return to an earlier state of its answers.

use super::{
    BackgroundChange, BackgroundText, BadEdit, Change, Edit, FactChange, Interview, Situation, SituationForm, Stamp,
};
use crate::{
    library::Library,
    vocabulary::{Day, approximate_day},
};

impl Situation {
    /// Makes all changes, or none; logs changed answers and opens the gates that they give reason for.
    ///
    /// # Errors
    /// If an edit names an unknown id, or answers together a question that is asked alone.
    pub fn edit(
        &mut self,
        library: &Library,
        interviews: [&Interview; 2],
        edits: &[Edit],
        at: Stamp,
    ) -> Result<(), BadEdit> {
        let (mut next, mut sheet) = (self.clone(), SituationForm::of(self));
        for edit in edits {
            sheet.make(library, edit)?;
            if let Edit::Background(BackgroundChange::Text(BackgroundText::CameToLight, text)) = edit {
                next.came_to_light = approximate_day(text, Day::of_micros(at.0));
            }
            if let Edit::Answer(change) = edit {
                if change.answer.is_some() && library.is_asked_alone(&change.indicator) {
                    return Err(BadEdit::AskedAlone);
                }
                next.changes.push(Change { at, change: change.clone() });
            }
        }
        next.fill_in(sheet);
        next.observe(library, interviews);
        *self = next;
        Ok(())
    }

    /// Restores the shared answers of an earlier state, as if typed today. Returns the number of answers and choices
    /// changed.
    ///
    /// Safety data is never restored. Everything not on the shared screen stays as it is: interviews, private answers,
    /// exercises done, and the counts of completed sessions (homework, sessions since the review). Gates keep their
    /// state, with every closing and override since: none closes because the earlier state knew less, and a sign that
    /// returns reopens its gate, as if newly entered (R1, R15).
    ///
    /// # Errors
    /// If the earlier state answers something that the library no longer has.
    pub fn restore(
        &mut self,
        library: &Library,
        interviews: [&Interview; 2],
        earlier: &Self,
        at: Stamp,
    ) -> Result<usize, BadEdit> {
        let mut edits = SituationForm::of(self).edits_to(&SituationForm::of(earlier));
        edits.retain(|edit| match edit {
            Edit::Answer(change) => !library.is_asked_alone(&change.indicator),
            Edit::Fact(fact) => !matches!(fact, FactChange::HomeworkMissed(_) | FactChange::SessionsSinceReview(_)),
            Edit::Strength(_) | Edit::Phase(_) => true,
            // The story is what is known by now, whatever an earlier answer was.
            Edit::Background(_) => false,
        });
        self.edit(library, interviews, &edits, at)?;
        Ok(edits.len())
    }

    fn fill_in(&mut self, sheet: SituationForm) {
        let SituationForm { answers, strengths, facts, phase, background } = sheet;
        (self.answers, self.strengths, self.facts, self.phase) = (answers, strengths, facts, phase);
        self.background = background;
    }
}
