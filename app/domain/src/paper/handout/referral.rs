//! The referral sheet for one person: where to go, and by when.

use serde::Serialize;

use super::{Refusal, language::Translator};
use crate::{
    library::{Library, model::Referral},
    vocabulary::{GateId, Language},
};

/// Rows of the referral sheet to be handed to one person. Gates and sources are for the counsellor: a row has no field
/// for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferralSheet {
    language: Language,
    rows: Vec<ReferralRow>,
}

/// A service needed, with its time limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferralRow {
    need: String,
    window: String,
    say: String,
}

impl ReferralSheet {
    /// Makes the sheet from these rows in English, in the order of the library. Adds nothing to the counsellor's
    /// choice: a row not meant for this person may frighten or give someone away.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Referral>) -> Self {
        let row = |referral: &Referral| ReferralRow {
            need: referral.need.clone(),
            window: referral.window.clone(),
            say: referral.say.trim_matches('"').to_owned(),
        };
        Self { language: Language::English, rows: printable(rows).map(row).collect() }
    }

    /// As [`ReferralSheet::of`], in this language, complete or not at all.
    ///
    /// # Errors
    /// If the current text of a row, or of the sheet around the rows, is not translated.
    pub fn of_in<'a>(
        library: &Library,
        language: Language,
        rows: impl IntoIterator<Item = &'a Referral>,
    ) -> Result<Self, Refusal> {
        let speech = Translator { sheet: "The sheet with where to go", language };
        let Some(translation) = speech.translation(library, "its text")? else { return Ok(Self::of(rows)) };
        if translation.referrals_are_older() || translation.sheet_is_older() {
            return Err(speech.older("its text"));
        }
        let row = |referral: &Referral| {
            let words = translation.referral(referral).ok_or_else(|| Refusal::Untranslated {
                sheet: speech.sheet,
                language: language.name(),
                exercises: format!("“{}”", referral.need),
            })?;
            Ok(ReferralRow { need: words.need.clone(), window: words.window.clone(), say: words.say.clone() })
        };
        Ok(Self { language, rows: printable(rows).map(row).collect::<Result<_, Refusal>>()? })
    }

    /// Returns the language of its text.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Returns the rows.
    pub fn rows(&self) -> &[ReferralRow] {
        &self.rows
    }
}

/// Rows that may be on paper: some could endanger whoever carries them, and stay on the counsellor's screen.
fn printable<'a>(rows: impl IntoIterator<Item = &'a Referral>) -> impl Iterator<Item = &'a Referral> {
    rows.into_iter().filter(|row| !row.never_on_paper)
}

impl ReferralRow {
    /// Returns the service needed.
    pub fn need(&self) -> &str {
        &self.need
    }

    /// Returns the time limit.
    pub fn window(&self) -> &str {
        &self.window
    }

    /// Returns useful information or the service to see.
    pub fn say(&self) -> &str {
        &self.say
    }
}

/// Iterates over the rows for acute dangers, which cannot wait.
pub fn time_critical(library: &Library) -> impl Iterator<Item = &Referral> {
    library.referrals().iter().filter(|referral| referral.gates.contains(&GateId::Acute))
}

/// Iterates over the time-critical rows that a counsellor sees, and may hand out, while this gate is open; none if the
/// gate is not urgent.
pub fn urgent(library: &Library, gate: GateId) -> impl Iterator<Item = &Referral> {
    let closing = matches!(gate, GateId::Acute | GateId::Suicide | GateId::Withdrawal);
    library.referrals().iter().filter(move |referral| closing && referral.gates.contains(&gate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::english;

    #[test]
    fn what_cannot_wait_is_urgent_under_its_gate_and_nothing_is_urgent_without_a_hurry() {
        let acute: Vec<&Referral> = urgent(english(), GateId::Acute).collect();
        assert_eq!(acute, time_critical(english()).collect::<Vec<_>>());
        assert!(urgent(english(), GateId::Suicide).next().is_some());
        assert_eq!(urgent(english(), GateId::Pain).count(), 0);
    }

    #[test]
    fn a_sheet_for_a_hand_names_no_gate_and_no_source() {
        let sheet = ReferralSheet::of(time_critical(english()));
        assert!(sheet.rows().len() > 4);
        let all = format!("{sheet:?}");
        assert!(!all.contains("GATE-") && !all.contains("[CDC"));
        assert!(all.contains("72 h"));
    }

    #[test]
    fn it_says_the_same_times_in_every_language() {
        let hours = |text: &str| -> Vec<String> {
            let mut numbers: Vec<String> =
                text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).map(str::to_owned).collect();
            numbers.sort();
            numbers
        };
        let all = |language| ReferralSheet::of_in(english(), language, english().referrals()).unwrap();
        let told = all(Language::English);
        assert_eq!(told, ReferralSheet::of(english().referrals()));
        for other in [Language::German, Language::Spanish].map(all) {
            for (english, row) in told.rows().iter().zip(other.rows()) {
                assert_ne!((english.window(), english.say()), (row.window(), row.say()));
                assert_eq!(hours(english.window()), hours(row.window()), "{}", row.need());
            }
        }
    }
}
