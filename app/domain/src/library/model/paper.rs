//! Printed text other than exercises, help lines and referrals.

use serde::{Deserialize, Serialize};

use crate::{
    library::{ClientText, client_text},
    vocabulary::{GateId, HelpHours, HelpKind, HelpWayKind, SmallSet},
};

/// A help line: one number. It must be verified before use.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpLine {
    /// The id by which a counsellor marks it as verified.
    pub id: String,
    /// Country code, `EU` or `International`.
    pub country: String,
    /// Name of the service; for an emergency number, one of [`EmergencyService`](crate::vocabulary::EmergencyService).
    pub name: String,
    /// A less revealing name, for neutral sheets.
    #[serde(default)]
    pub neutral_name: Option<String>,
    /// Number or address.
    pub number: String,
    /// Other ways to reach it.
    #[serde(default)]
    pub ways: Vec<HelpWay>,
    /// The hours, if they can be expressed in every language.
    #[serde(default)]
    pub hours: Option<HelpHours>,
    /// The purpose.
    pub kind: HelpKind,
    /// The date of a public page that gives this number: a year, a month or a day. None if no page was found: the line
    /// is then printed only once a counsellor has verified it.
    #[serde(default)]
    pub checked_on: Option<String>,
    /// For the counsellor alone: where it was found, and what was not found.
    pub note: String,
}

/// A way to reach a help line other than by calling its number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpWay {
    /// The kind of way.
    pub by: HelpWayKind,
    /// The number, address or keys.
    pub to: String,
}

/// A row of the referral sheet (reference 2.9). For the counsellor; not medical advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referral {
    /// The id that its translations use.
    pub id: String,
    /// The service needed.
    pub need: String,
    /// The time limit.
    pub window: String,
    /// Suggested wording.
    pub say: String,
    /// The source.
    pub source: String,
    /// Gates under which this row applies.
    #[serde(default)]
    pub gates: SmallSet<GateId>,
    /// For the counsellor's screen alone: on paper it could endanger whoever carries it.
    #[serde(default)]
    pub never_on_paper: bool,
}

/// A translated row of the referral sheet, for the person who receives it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralWords {
    /// The id of the English row.
    pub id: String,
    /// The service needed.
    pub need: String,
    /// The time limit.
    pub window: String,
    /// Useful information or the service to see, one sentence.
    pub say: String,
}

/// Words on every sheet of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperWords {
    /// In a translation: the fingerprint of the English text. Empty in English.
    #[serde(default)]
    pub(crate) of: String,
    /// Title of the sheet for both.
    #[serde(deserialize_with = "client_text")]
    pub title_both: ClientText,
    /// Title of one person's own sheet.
    #[serde(deserialize_with = "client_text")]
    pub title_own: ClientText,
    /// Title that reveals nothing.
    #[serde(deserialize_with = "client_text")]
    pub title_neutral: ClientText,
    /// First sentences of the sheet for both.
    #[serde(deserialize_with = "client_text")]
    pub lead_both: ClientText,
    /// First sentences of one person's own sheet.
    #[serde(deserialize_with = "client_text")]
    pub lead_own: ClientText,
    /// First sentences that reveal nothing.
    #[serde(deserialize_with = "client_text")]
    pub lead_neutral: ClientText,
    /// First sentences of a sheet that stays in the room.
    #[serde(deserialize_with = "client_text")]
    pub lead_in_the_room: ClientText,
    /// Statement that either may stop (reference 3.4).
    #[serde(deserialize_with = "client_text")]
    pub stop_both: ClientText,
    /// Statement that the reader may stop.
    #[serde(deserialize_with = "client_text")]
    pub stop_own: ClientText,
    /// The same in words that reveal nothing.
    #[serde(deserialize_with = "client_text")]
    pub stop_neutral: ClientText,
    /// Statement that half of the homework is enough (R42).
    #[serde(deserialize_with = "client_text")]
    pub half: ClientText,
    /// The person to tell when something feels risky.
    #[serde(deserialize_with = "client_text")]
    pub alone: ClientText,
    /// Title of an appointment slip.
    #[serde(deserialize_with = "client_text")]
    pub title_appointment: ClientText,
    /// Advice if the appointment does not suit.
    #[serde(deserialize_with = "client_text")]
    pub lead_appointment: ClientText,
    /// Statement when the readers meet again, with `{weekday}`, `{day}`, `{month}` and `{time}`.
    #[serde(deserialize_with = "client_text")]
    pub meet_again: ClientText,
    /// The appointment on its slip, with the same placeholders.
    #[serde(deserialize_with = "client_text")]
    pub appointment: ClientText,
}

impl PaperWords {
    /// Returns empty text: a browser prints nothing.
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
            stop_neutral: none(),
            half: none(),
            alone: none(),
            title_appointment: none(),
            lead_appointment: none(),
            meet_again: none(),
            appointment: none(),
        }
    }
}
