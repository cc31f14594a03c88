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

/// Words that stand on every sheet of their kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperWords {
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

/// Words that the typesetter adds to a sheet by itself. Those in braces are put in where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// Heading of the box with the homework.
    pub this_week: String,
    /// What R50 asks of sexual or sensual homework: optional, dated, stoppable, taken in turns, and skipping counts.
    pub invitation: String,
    /// The date of such homework, filled in by hand.
    pub good_until: String,
    /// Below the title of a sheet that stays in the room.
    pub stays_here: String,
    /// Heading of the help lines.
    pub help: String,
    /// Before other ways to reach a help line.
    pub text_or_chat: String,
    /// The number of a page, with `{page}` and `{pages}`.
    pub page_of: String,
    /// The day on which one number was checked, with `{date}`.
    pub checked_on: String,
    /// The day on which all numbers were checked, with `{date}`.
    pub all_checked_on: String,
    /// The months, from January.
    pub months: [String; 12],
    /// A day, with `{day}`, `{month}` and `{year}`.
    pub date: String,
    /// What a box to tick is called by a reader that speaks.
    pub box_to_tick: String,
    /// What an empty line is called by a reader that speaks.
    pub room_to_write: String,
}

impl SheetWords {
    /// Which sentences lack a place for what is put into them: the key, and what is missing.
    pub(crate) fn missing_places(&self) -> Vec<(&'static str, &'static str)> {
        [
            ("page_of", &self.page_of, &["{page}", "{pages}"][..]),
            ("checked_on", &self.checked_on, &["{date}"]),
            ("all_checked_on", &self.all_checked_on, &["{date}"]),
            ("date", &self.date, &["{day}", "{month}", "{year}"]),
        ]
        .into_iter()
        .flat_map(|(key, text, places)| {
            places.iter().filter(|place| !text.contains(**place)).map(move |place| (key, *place))
        })
        .collect()
    }
}

impl PaperWords {
    /// No words: a browser prints nothing.
    pub(crate) fn none() -> Self {
        let none = || ClientText::from_library("");
        Self {
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
