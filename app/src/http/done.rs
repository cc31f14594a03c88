//! The change that the request before has made, for the page that follows: a word in its address.

/// The name of the word in an address.
pub const DONE: &str = "did";

/// Declares the messages: each with its word in an address and its text, in one place, so that none is left out of a list.
macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident = $word:literal, $text:literal;)+) => {
        /// A change that the next page reports.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Done {
            $($(#[$doc])* $name,)+
        }

        impl Done {
            /// All messages.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            fn words(self) -> (&'static str, &'static str) {
                match self {
                    $(Self::$name => ($word, $text),)+
                }
            }
        }
    };
}

messages! {
    /// The typed values are stored.
    Saved = "saved", "Saved.";
    /// The form had created its record before; the page that follows shows that record.
    SentBefore = "sent-before", "This form was sent before, so nothing was added a second time. This is what it added.";
    /// A couple was added.
    CoupleAdded = "couple-added", "Couple added.";
    /// A couple was archived.
    CoupleArchived = "couple-archived", "Couple archived.";
    /// A couple was taken out of the archive.
    CoupleUnarchived = "couple-unarchived", "Couple unarchived.";
    /// Somebody outside the couple was removed from its other partners.
    PersonRemoved = "person-removed", "Removed. Undo is below, until you save something else here.";
    /// A couple was deleted.
    CoupleDeleted = "couple-deleted", "Couple deleted permanently.";
    /// A session was booked.
    SessionBooked = "booked", "Session booked.";
    /// A session was planned.
    SessionPlanned = "planned", "Session planned. Change what you like: it is saved as you go.";
    /// A session was moved to another time.
    SessionMoved = "moved", "Session moved.";
    /// A session was moved to a time that another one has.
    MovedIntoAnother = "moved-overlap", "Session moved. It overlaps with another session: the week on Today shows which.";
    /// What became of a session was recorded.
    SessionRecorded = "session-recorded", "Session recorded.";
    /// A session was deleted with its plan.
    SessionDeleted = "session-deleted", "Session deleted permanently.";
    /// A recorded session is open again.
    SessionReopened = "reopened", "Session reopened. What was written down is still here.";
    /// Results of homework were stored.
    HomeworkSaved = "homework", "Homework saved.";
    /// An outline was drafted.
    OutlineDrafted = "drafted", "Treatment outline drafted.";
    /// The days of an outline were set.
    DatesSaved = "dates", "Dates saved.";
    /// The starter templates were added.
    StartersAdded = "starters", "Starter templates added.";
    /// A template was made.
    TemplateSaved = "template", "Template saved.";
    /// A template was deleted.
    TemplateDeleted = "template-deleted", "Template deleted. Plans made from it do not change.";
    /// An exercise of the account's own was archived.
    ExerciseArchived = "exercise-archived", "Exercise archived.";
    /// An exercise of the account's own was taken out of the archive.
    ExerciseUnarchived = "exercise-unarchived", "Exercise unarchived.";
    /// An exercise of the account's own was deleted.
    ExerciseDeleted = "exercise-deleted", "Exercise deleted. Plans keep the text that they were made with.";
    /// A hold of the account's own was archived.
    OwnHoldArchived = "own-hold-archived", "Hold archived.";
    /// A hold of the account's own was taken out of the archive.
    OwnHoldUnarchived = "own-hold-unarchived", "Hold unarchived.";
    /// A hold was put on.
    HoldActivated = "hold", "The hold is active.";
    /// Different accounts of the partners were recorded.
    DifferenceRecorded = "difference", "Recorded. The holds below follow from it.";
    /// A decision about a hold was recorded.
    Recorded = "recorded", "Recorded.";
}

impl Done {
    /// Returns the word in the address.
    pub fn word(self) -> &'static str {
        self.words().0
    }

    /// Returns the message.
    pub fn message(self) -> &'static str {
        self.words().1
    }

    /// Returns this address with the word of this change, which the page there reports.
    pub fn on(self, address: &str) -> String {
        let (page, place) = address.split_once('#').map_or((address, None), |(page, at)| (page, Some(at)));
        let sign = if page.contains('?') { '&' } else { '?' };
        let place = place.map(|at| format!("#{at}")).unwrap_or_default();
        format!("{page}{sign}{DONE}={}{place}", self.word())
    }

    /// Reads the word of an address.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|done| done.word() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Done;

    #[test]
    fn every_word_is_read_back() {
        for done in Done::ALL {
            assert_eq!(Done::of_word(done.word()), Some(*done));
        }
        assert_eq!(Done::of_word("anything"), None);
    }
}
