//! The preferences of an account.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{Clock, Language, Minutes, Weekday};

/// The preferences of an account. Those never chosen are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Preferences {
    /// The time zone of days and times by its IANA name, for example `Europe/Berlin`; empty for the zone of the server.
    pub zone: String,
    /// Defaults of sheets for clients.
    pub sheets: SheetDefaults,
    /// Defaults of a new session.
    pub session: SessionDefaults,
}

/// Defaults of sheets for clients, which each sheet may override. Empty fields mean the built-in default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SheetDefaults {
    /// The word of the paper, for example `letter`.
    pub paper: String,
    /// True for large print.
    pub large_print: bool,
    /// True for the typeface with letters that are hard to mistake.
    pub easy_reading: bool,
    /// The language of the sheets.
    pub language: Language,
    /// The country of the help lines, by its code.
    pub country: String,
}

/// Defaults of a new session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionDefaults {
    /// The length in minutes, 30 to 120.
    pub minutes: Option<Minutes>,
    /// The day of the week.
    pub day: Option<Weekday>,
    /// The time of day.
    pub start: Option<Clock>,
}
