//! Words that the typesetter adds to a sheet by itself.

use serde::{Deserialize, Serialize};

/// Words that the typesetter adds to a sheet by itself. Those in braces are put in where they stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// In a translation: the mark of the English words that it says. Empty in English.
    #[serde(default)]
    pub(crate) of: String,
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
    /// What a link is called by a reader that speaks, with `{address}`.
    pub link_to: String,
    /// The days of a week in full, from Monday, as heads of rows.
    pub days: [String; 7],
    /// The days of a week, from Monday, as heads of narrow columns.
    pub days_short: [String; 7],
    /// Those of the sheet that says where to go and by when.
    pub referral: ReferralSheetWords,
    /// Those of the sheet with a recovery key.
    pub recovery: RecoveryWords,
}

/// Fixed words of the sheet that says where to go and by when, for one person's hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralSheetWords {
    /// Says nothing about why.
    pub title: String,
    /// Below the title.
    pub lead: String,
    /// Above what is needed.
    pub what_for: String,
    /// Above how much time there is.
    pub within: String,
    /// Above what to know or whom to see.
    pub good_to_know: String,
    /// Room to write where to go.
    pub where_to_go: String,
    /// Room to write by when.
    pub when_to_go: String,
    /// That whoever is seen there knows more.
    pub not_advice: String,
    /// That the page may stay here.
    pub keep_or_leave: String,
}

/// Words of the sheet with the recovery key of an account, for the counsellor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryWords {
    /// At the head of the page.
    pub private: String,
    /// The title.
    pub title: String,
    /// Below the title.
    pub lead: String,
    /// Before the login.
    pub login: String,
    /// Above the key.
    pub key: String,
    /// Which signs a key is made of.
    pub key_symbols: String,
    /// Room for the day.
    pub printed_on: String,
    /// Heading of what it is for.
    pub what_it_is_for: String,
    /// What it is for.
    pub what_it_does: String,
    /// Heading of where to keep it.
    pub where_to_keep_it: String,
    /// Where to keep it, where not, and what to do when it was seen or used.
    pub keeping: [String; 4],
}

impl SheetWords {
    /// Which sentences lack a place for what is put into them: the key, and what is missing.
    pub(crate) fn missing_places(&self) -> Vec<(&'static str, &'static str)> {
        [
            ("page_of", &self.page_of, &["{page}", "{pages}"][..]),
            ("checked_on", &self.checked_on, &["{date}"]),
            ("all_checked_on", &self.all_checked_on, &["{date}"]),
            ("link_to", &self.link_to, &["{address}"]),
            ("date", &self.date, &["{day}", "{month}", "{year}"]),
        ]
        .into_iter()
        .flat_map(|(key, text, places)| {
            places.iter().filter(|place| !text.contains(**place)).map(move |place| (key, *place))
        })
        .collect()
    }
}
