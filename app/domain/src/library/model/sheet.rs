//! Words that the typesetter adds to a sheet.

use serde::{Deserialize, Serialize};

use crate::vocabulary::SmallMap;

/// Words that the typesetter adds to a sheet. Placeholders in braces are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetWords {
    /// In a translation: the fingerprint of the English text. Empty in English.
    #[serde(default)]
    pub(crate) of: String,
    /// Heading of the homework box.
    pub this_week: String,
    /// The invitation that R50 requires of sexual or sensual homework: optional, dated, stoppable, taken in turns, and
    /// skipping counts.
    pub invitation: String,
    /// The same for an exercise that one person does alone.
    pub invitation_alone: String,
    /// The date of such homework, filled in by hand.
    pub good_until: String,
    /// Below the title of a sheet that stays in the room.
    pub stays_here: String,
    /// Owner of the sheet: both partners.
    pub for_both: String,
    /// Owner of the sheet: one partner, with `{letter}`.
    pub for_one: String,
    /// Heading of the help lines.
    pub help: String,
    /// Neutral name for a help line whose own name would reveal too much.
    pub telephone: String,
    /// The name of an emergency number.
    pub emergency: String,
    /// The name of the number of the police.
    pub police: String,
    /// The name of the number for an ambulance.
    pub ambulance: String,
    /// Hours of a help line that always answers.
    pub always: String,
    /// Hours of a help line that answers on weekdays.
    pub weekdays: String,
    /// Before a number for text messages.
    pub by_text: String,
    /// As before, if registration is required.
    pub by_registered_text: String,
    /// Before a number for text phones.
    pub by_relay: String,
    /// Before keys to press for callers who cannot speak.
    pub if_silent: String,
    /// Before the address of a chat.
    pub by_chat: String,
    /// Before an e-mail address.
    pub by_email: String,
    /// Before the address of a page.
    pub by_web: String,
    /// The number of a page, with `{page}` and `{pages}`.
    pub page_of: String,
    /// Date on which a number was checked, with `{date}`.
    pub checked_on: String,
    /// Heading of the help lines at the top of a crisis plan.
    pub crisis: String,
    /// The months, from January.
    pub months: [String; 12],
    /// A date, with `{day}`, `{month}` and `{year}`.
    pub date: String,
    /// A month, with `{month}` and `{year}`.
    pub month_of_year: String,
    /// Alternative text of a box to tick, for screen readers.
    pub box_to_tick: String,
    /// Alternative text of an empty line, for screen readers.
    pub room_to_write: String,
    /// Notice of unprintable characters, with `{sign}` in their place and their code points as `{points}`.
    pub not_printable: String,
    /// Alternative text of a link, for screen readers, with `{address}`.
    pub link_to: String,
    /// The days of the week in full, from Monday, as row headings.
    pub days: [String; 7],
    /// The days of the week, from Monday, as headings of narrow columns.
    pub days_short: [String; 7],
    /// Those of the blocks of a sheet.
    pub blocks: BlockWords,
    /// Those of a picture sheet.
    pub pictures: PictureSheetWords,
    /// Those of the sheet that says where to go and by when.
    pub referral: ReferralSheetWords,
    /// Words of the recovery key sheet.
    pub recovery: RecoveryWords,
}

/// Fixed words in the blocks of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockWords {
    /// Whose sheet it is: a copy for each.
    pub for_each: String,
    /// Whose sheet it is: one person’s alone.
    pub for_own: String,
    /// Heading of what to do at home.
    pub at_home: String,
    /// When to do it.
    pub when: String,
    /// Where to do it.
    pub place: String,
    /// How long it takes.
    pub how_long: String,
    /// What to do if it does not work.
    pub otherwise: String,
    /// What an empty line for an idea of one's own is called.
    pub own: String,
    /// The first day of an agreement.
    pub from: String,
    /// The day to look at an agreement again.
    pub look_again: String,
    /// Room for a name.
    pub name: String,
    /// Above cards.
    pub to_cut_out: String,
    /// Above a month.
    pub month: String,
    /// The name of a week, with its number `{n}`.
    pub week: String,
    /// The name of two weeks, with their numbers `{from}` and `{to}`.
    pub weeks: String,
    /// A rung of a ladder.
    pub rung: String,
    /// A scale, with `{label}` and the words of its ends, `{low}` and `{high}`.
    pub scale: String,
    /// What the lights show: red, amber, green.
    pub lights: [String; 3],
    /// What a loop of `{n}` boxes shows.
    pub loop_alt: String,
    /// What circles show, with `{words}` from the inside.
    pub circles_alt: String,
    /// What a dial to `{n}` shows.
    pub dial_alt: String,
    /// What a wave shows, with `{words}`.
    pub wave_alt: String,
    /// What a pie shows, with `{words}`.
    pub pie_alt: String,
    /// Description of a ladder of `{n}` rungs.
    pub ladder_alt: String,
    /// Description of bands, with `{words}` from above.
    pub bands_alt: String,
    /// A line in a crisis plan for a number that nobody has checked.
    pub own_line: String,
}

/// Fixed words of a picture sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PictureSheetWords {
    /// The name of the sheet, with the `{title}` of the exercise.
    pub in_pictures: String,
    /// Below the frame to draw a sign in.
    pub our_sign: String,
    /// Alternative text of the face of a clock.
    pub clock: String,
    /// The question before three thumbs.
    pub how_was_it: String,
    /// The names of the thumbs: up, to the side, down.
    pub thumbs: [String; 3],
    /// The first half of the safety band.
    pub always_stop: String,
    /// The second half of the safety band.
    pub not_safe: String,
    /// The alternative text of each pictogram, by its name.
    pub pictograms: SmallMap<String, String>,
}

/// Fixed words of the sheet that says where to go and by when, for one person's hand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferralSheetWords {
    /// The title, which does not reveal the reason.
    pub title: String,
    /// Below the title.
    pub lead: String,
    /// Heading of the service needed.
    pub what_for: String,
    /// Heading of the time limit.
    pub within: String,
    /// Heading of the useful information.
    pub good_to_know: String,
    /// Blank for the place to go.
    pub where_to_go: String,
    /// Blank for the date.
    pub when_to_go: String,
    /// Statement that the sheet is not medical advice.
    pub not_advice: String,
    /// Statement that the page may be left behind.
    pub keep_or_leave: String,
}

/// Words of the recovery key sheet, for the counsellor.
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
    /// The characters that a key consists of.
    pub key_symbols: String,
    /// Blank for the day.
    pub printed_on: String,
    /// Heading of its purpose.
    pub what_it_is_for: String,
    /// Its purpose.
    pub what_it_does: String,
    /// Heading of the storage advice.
    pub where_to_keep_it: String,
    /// Advice on storing it, and on what to do once it was seen or used.
    pub keeping: [String; 5],
}

impl SheetWords {
    /// Returns the sentences that lack a placeholder: the key, and the missing placeholder.
    pub(crate) fn missing_places(&self) -> Vec<(&'static str, &'static str)> {
        [
            ("page_of", &self.page_of, &["{page}", "{pages}"][..]),
            ("checked_on", &self.checked_on, &["{date}"]),
            ("month_of_year", &self.month_of_year, &["{month}", "{year}"]),
            ("for_one", &self.for_one, &["{letter}"]),
            ("not_printable", &self.not_printable, &["{sign}", "{points}"]),
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
