//! The parts of a session's sheets that are no exercises: words typed to be printed, the next appointment and the
//! initial, chosen for each sheet.

use serde::{Deserialize, Serialize};

use super::ClientWords;
use crate::vocabulary::Audience;

/// Choices and words for the three sheets of one session. Templates have no field for them (invariant 11).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SheetContents {
    /// For the sheet for both.
    pub both: SheetContent,
    /// For partner A's own sheet.
    pub a: SheetContent,
    /// For partner B's own sheet.
    pub b: SheetContent,
}

/// Choices and words for one sheet. The default is a sheet as it was before anything was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a tick of its own on the page")]
pub struct SheetContent {
    /// A sentence from the counsellor.
    pub yours: Option<TypedWords>,
    /// A quote of the readers.
    pub theirs: Option<TypedWords>,
    /// True once those who said the quote agreed that it goes on this sheet.
    pub permitted: bool,
    /// True if the homework stays off.
    pub no_homework: bool,
    /// The next appointment; none leaves it to [`next_appointment`](crate::paper::handout::next_appointment).
    pub appointment: Option<bool>,
    /// True if the initial stays off.
    pub no_initial: bool,
    /// True once the reader asked for this sheet alone, and the counsellor checked, alone, that it can be kept safely.
    /// Counts only while joint work is on hold.
    pub asked_for: bool,
}

/// Words for one sheet. Those that are not to be printed are kept, so that no tick loses what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedWords {
    /// The words.
    pub words: ClientWords,
    /// True if they are to be printed.
    pub printed: bool,
}

impl SheetContents {
    /// Returns what was chosen for this sheet.
    pub fn of(&self, audience: Audience) -> &SheetContent {
        match audience {
            Audience::Both => &self.both,
            Audience::A => &self.a,
            Audience::B => &self.b,
        }
    }

    /// Returns the same, to be changed.
    pub fn of_mut(&mut self, audience: Audience) -> &mut SheetContent {
        match audience {
            Audience::Both => &mut self.both,
            Audience::A => &mut self.a,
            Audience::B => &mut self.b,
        }
    }
}

impl SheetContent {
    /// Returns the counsellor's sentence, if it is to be printed.
    pub fn counsellor_words(&self) -> Option<&ClientWords> {
        self.yours.as_ref().filter(|typed| typed.printed).map(|typed| &typed.words)
    }

    /// Returns the quote, if it is to be printed and its speakers agreed.
    pub fn quote(&self) -> Option<&ClientWords> {
        self.theirs.as_ref().filter(|typed| typed.printed && self.permitted).map(|typed| &typed.words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, printed: bool) -> Option<TypedWords> {
        ClientWords::typed(text, false).unwrap().map(|words| TypedWords { words, printed })
    }

    #[test]
    fn a_quote_needs_the_permission_of_those_who_said_it() {
        let mut content = SheetContent { theirs: typed("I go quiet.", true), ..SheetContent::default() };
        assert_eq!(content.quote(), None);
        content.permitted = true;
        assert_eq!(content.quote().map(ClientWords::as_str), Some("I go quiet."));
        content.theirs = typed("I go quiet.", false);
        assert_eq!(content.quote(), None, "kept and not printed");
    }

    #[test]
    fn what_was_stored_before_a_choice_existed_is_the_default() {
        let stored: SheetContents = serde_json::from_str(r#"{"a":{"asked_for":true}}"#).unwrap();
        assert_eq!(stored.of(Audience::Both), &SheetContent::default());
        assert!(stored.of(Audience::A).asked_for && !stored.of(Audience::B).asked_for);
    }
}
