//! The words of a form's script, which chooses among them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::browser::{
    api::Problem,
    autosave::{SaveStatus, status_words, waiting},
    form::progress::{asked, missing},
};

/// Words of a form. `#` stands for a number, `@` for the parts of an interview.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FormWords {
    /// A draft is on screen again.
    back: &'static str,
    /// It was discarded.
    discarded: &'static str,
    /// The browser keeps no drafts.
    keeps_none: &'static str,
    /// The value of an empty field.
    empty: &'static str,
    /// The label of a field that a draft has and the page does not.
    gone: &'static str,
    /// The server does not answer, so the form was not sent.
    away: &'static str,
    /// Nobody is signed in any more, so the form was not sent.
    signed_out: &'static str,
    #[serde(flatten)]
    saves: Option<SaveWords>,
}

/// Words of a form that saves itself.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SaveWords {
    first: &'static str,
    saving: String,
    saved: &'static str,
    stale: String,
    refused: &'static str,
    broken: String,
    /// The words for an answer with this status; 0 is none.
    #[serde(flatten)]
    statuses: BTreeMap<u16, String>,
    #[serde(flatten)]
    interview: Option<InterviewWords>,
}

/// Words of an individual interview. None of them belongs on a screen that a couple looks at.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct InterviewWords {
    /// A title for one hold, and for more.
    holds: [&'static str; 2],
    set_to_no: [&'static str; 3],
    to_ask: [String; 3],
    not_asked: [String; 3],
    missing: [String; 3],
}

const EMPTY: &str = "Empty";

impl FormWords {
    /// The words of a form that is saved when it is sent.
    pub fn when_sent() -> Self {
        Self {
            back: "Your unsaved text is back. It is not saved yet.",
            discarded: "Discarded.",
            keeps_none: "This browser does not keep drafts. Save before you leave this page.",
            empty: EMPTY,
            gone: "Not on this page now",
            away: "Not sent: no connection to Reweave. Your text is kept here. Send it again when the connection is back.",
            signed_out: "Not sent: you have been signed out. Your text is kept here. Sign in in another window, then send it again.",
            saves: None,
        }
    }

    /// The words of a form that saves itself; `first` is its status before any change.
    pub fn saves_itself(first: &'static str) -> Self {
        Self {
            back: "Your unsaved text is back.",
            keeps_none: "This browser does not keep drafts. Stay on this page until it says Saved.",
            saves: Some(SaveWords::new(first, Some(InterviewWords::new()))),
            ..Self::when_sent()
        }
    }

    /// The words of the shared screen, which says less.
    pub fn shared_screen() -> Self {
        Self { back: "", keeps_none: "", saves: Some(SaveWords::new("", None)), ..Self::when_sent() }
    }
}

impl SaveWords {
    fn new(first: &'static str, interview: Option<InterviewWords>) -> Self {
        let refused = |problem: Problem| status_words(&SaveStatus::Refused(problem.to_string()));
        let statuses = [
            (0, waiting(&Problem::Unreachable)),
            (400, refused(Problem::Malformed)),
            (401, status_words(&SaveStatus::SignedOut)),
            (403, waiting(&Problem::SharedScreen)),
            (404, refused(Problem::NotFound)),
            (503, waiting(&Problem::Unavailable)),
            (507, waiting(&Problem::Full)),
        ];
        Self {
            first,
            saving: status_words(&SaveStatus::Saving),
            saved: "Saved",
            stale: status_words(&SaveStatus::Stale { theirs: String::new() }),
            refused: "Not saved:",
            broken: Problem::Broken.to_string(),
            statuses: BTreeMap::from(statuses),
            interview,
        }
    }
}

impl InterviewWords {
    fn new() -> Self {
        // The numbers are put in by the script: those of two are written with its sign.
        let counted = |words: &dyn Fn(usize) -> String| [words(0), words(1), words(2).replacen('2', "#", 1)];
        Self {
            holds: ["A safety hold is active now", "Safety holds are active now"],
            set_to_no: ["", "1 answer set to no.", "# answers set to no."],
            to_ask: counted(&|open| asked(open, true)),
            not_asked: counted(&|open| asked(open, false)),
            missing: counted(&|open| missing(open, &["@".to_owned()])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_gets_the_words_of_the_page() {
        let words = serde_json::to_value(FormWords::saves_itself("Saves itself")).unwrap();
        assert_eq!(words["saving"], "Saving…");
        assert_eq!(words["507"], "Not saved yet: the disk is full. Kept here, trying again");
        assert_eq!(words["404"], "Not saved: This no longer exists.");
        assert_eq!(
            words["toAsk"],
            serde_json::json!(["All asked", "1 question still to ask", "# questions still to ask"])
        );
        assert_eq!(words["notAsked"], serde_json::json!(["All asked", "1 not asked", "# not asked"]));
        let missing = words["missing"][2].as_str().unwrap();
        assert!(missing.starts_with("# required questions not asked yet, in @."), "{missing}");
        let shared = serde_json::to_string(&FormWords::shared_screen()).unwrap();
        assert!(shared.contains("Saving…") && !shared.contains("hold"), "{shared}");
        let sent = serde_json::to_value(FormWords::when_sent()).unwrap();
        assert!(sent.get("saving").is_none(), "a form that is sent says nothing of saving");
    }
}
