//! What stands on paper beside exercises, and where to refer.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    handout::{ClientText, client_text},
    words::{GateId, HelpCheck, HelpKind},
};

/// A help line. Every number must be verified before use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// Country code, `EU` or `International`.
    pub country: String,
    /// Name of the service.
    pub name: String,
    /// Number or address.
    pub number: String,
    /// Other ways to reach it.
    #[serde(default)]
    pub text_or_chat: Option<String>,
    /// When it answers.
    pub hours: String,
    /// What it is for.
    pub kind: HelpKind,
    /// How far it was checked.
    pub check: HelpCheck,
    /// What exactly was checked, as recorded.
    pub check_note: String,
    /// The day the entry was compiled or last checked, as year-month-day.
    pub checked_on: String,
}

/// A row of the referral sheet (reference 2.9). For the counsellor; not medical advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// By which its translations find it.
    pub id: String,
    /// What is needed.
    pub need: String,
    /// How much time there is.
    pub window: String,
    /// Words to say.
    pub say: String,
    /// Where it comes from.
    pub source: String,
    /// Gates that bring this row up.
    #[serde(default)]
    pub gates: BTreeSet<GateId>,
}

/// What the person in whose hand the referral sheet is reads of one row, in another language than English.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralWords {
    /// The id of the English row.
    pub id: String,
    /// What is needed.
    pub need: String,
    /// How much time there is.
    pub window: String,
    /// What to know or whom to see, a sentence.
    pub say: String,
}

/// Words that stand on every sheet of their kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperWords {
    /// In a translation: the mark of the English words that it says. Empty in English.
    #[serde(default)]
    pub(crate) of: String,
    /// Title of the sheet for both.
    #[serde(deserialize_with = "client_text")]
    pub title_both: ClientText,
    /// Title of one person's own sheet.
    #[serde(deserialize_with = "client_text")]
    pub title_own: ClientText,
    /// Title that gives nothing away.
    #[serde(deserialize_with = "client_text")]
    pub title_neutral: ClientText,
    /// First sentences of the sheet for both.
    #[serde(deserialize_with = "client_text")]
    pub lead_both: ClientText,
    /// First sentences of one person's own sheet.
    #[serde(deserialize_with = "client_text")]
    pub lead_own: ClientText,
    /// First sentences that give nothing away.
    #[serde(deserialize_with = "client_text")]
    pub lead_neutral: ClientText,
    /// First sentences of a sheet that stays in the room.
    #[serde(deserialize_with = "client_text")]
    pub lead_in_the_room: ClientText,
    /// That either may stop (reference 3.4).
    #[serde(deserialize_with = "client_text")]
    pub stop_both: ClientText,
    /// That the reader may stop.
    #[serde(deserialize_with = "client_text")]
    pub stop_own: ClientText,
    /// That half of the homework is enough (R42).
    #[serde(deserialize_with = "client_text")]
    pub half: ClientText,
    /// Whom to tell when something feels risky.
    #[serde(deserialize_with = "client_text")]
    pub alone: ClientText,
}

impl PaperWords {
    /// No words: a browser prints nothing.
    pub(crate) fn none() -> Self {
        let none = || ClientText::from_library("");
        Self {
            of: String::new(),
            title_both: none(),
            title_own: none(),
            title_neutral: none(),
            lead_both: none(),
            lead_own: none(),
            lead_neutral: none(),
            lead_in_the_room: none(),
            stop_both: none(),
            stop_own: none(),
            half: none(),
            alone: none(),
        }
    }
}
