//! The change that the request before has made, for the page that follows: a word in its address.

/// A change that the next page reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The typed values are stored.
    Saved,
    /// A couple was archived.
    CoupleArchived,
    /// A couple was taken out of the archive.
    CoupleUnarchived,
    /// Somebody outside the couple was removed from its other partners.
    PersonRemoved,
    /// A couple was deleted.
    CoupleDeleted,
    /// A session was booked.
    SessionBooked,
    /// A session was moved to another time.
    SessionMoved,
    /// A session was moved to a time that another one has.
    MovedIntoAnother,
    /// A session was deleted with its plan.
    SessionDeleted,
    /// A recorded session is open again.
    SessionReopened,
    /// Results of homework were stored.
    HomeworkSaved,
    /// An outline was drafted.
    OutlineDrafted,
    /// The days of an outline were set.
    DatesSaved,
    /// The starter templates were added.
    StartersAdded,
    /// A template was made.
    TemplateSaved,
    /// A template was deleted.
    TemplateDeleted,
    /// An exercise of the account's own was deleted.
    ExerciseDeleted,
    /// A hold was put on.
    HoldActivated,
    /// Different accounts of the partners were recorded.
    DifferenceRecorded,
    /// A decision about a hold was recorded.
    Recorded,
}

/// The name of the word in an address.
pub const DONE: &str = "did";

impl Done {
    const ALL: [Self; 20] = [
        Self::Saved,
        Self::CoupleArchived,
        Self::CoupleUnarchived,
        Self::PersonRemoved,
        Self::CoupleDeleted,
        Self::SessionBooked,
        Self::SessionMoved,
        Self::MovedIntoAnother,
        Self::SessionDeleted,
        Self::SessionReopened,
        Self::HomeworkSaved,
        Self::OutlineDrafted,
        Self::DatesSaved,
        Self::StartersAdded,
        Self::TemplateSaved,
        Self::TemplateDeleted,
        Self::ExerciseDeleted,
        Self::HoldActivated,
        Self::DifferenceRecorded,
        Self::Recorded,
    ];

    /// Returns the word in the address.
    pub fn word(self) -> &'static str {
        self.words().0
    }

    /// Returns the message.
    pub fn message(self) -> &'static str {
        self.words().1
    }

    /// Reads the word of an address.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.word() == word)
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Saved => ("saved", "Saved."),
            Self::CoupleArchived => ("couple-archived", "Couple archived."),
            Self::CoupleUnarchived => ("couple-unarchived", "Couple unarchived."),
            Self::PersonRemoved => ("person-removed", "Removed. Undo is below, until you save something else here."),
            Self::CoupleDeleted => ("couple-deleted", "Couple deleted permanently."),
            Self::SessionBooked => ("booked", "Session booked."),
            Self::SessionMoved => ("moved", "Session moved."),
            Self::MovedIntoAnother => {
                ("moved-overlap", "Session moved. It overlaps with another session: the week on Today shows which.")
            }
            Self::SessionDeleted => ("session-deleted", "Session deleted permanently."),
            Self::SessionReopened => ("reopened", "Session reopened. What was written down is still here."),
            Self::HomeworkSaved => ("homework", "Homework saved."),
            Self::OutlineDrafted => ("drafted", "Treatment outline drafted."),
            Self::DatesSaved => ("dates", "Dates saved."),
            Self::StartersAdded => ("starters", "Starter templates added."),
            Self::TemplateSaved => ("template", "Template saved."),
            Self::TemplateDeleted => ("template-deleted", "Template deleted. Plans made from it do not change."),
            Self::ExerciseDeleted => {
                ("exercise-deleted", "Exercise deleted. Plans keep the text that they were made with.")
            }
            Self::HoldActivated => ("hold", "The hold is active."),
            Self::DifferenceRecorded => ("difference", "Recorded. The holds below follow from it."),
            Self::Recorded => ("recorded", "Recorded."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Done;

    #[test]
    fn every_word_is_read_back() {
        for done in Done::ALL {
            assert_eq!(Done::of_word(done.word()), Some(done));
        }
        assert_eq!(Done::of_word("anything"), None);
    }
}
