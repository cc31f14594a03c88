//! Where to go and by when, on a sheet for one person.

use serde::Serialize;

use crate::{
    handout::{Refusal, language::Speech},
    library::{Library, model::Referral},
    words::{GateId, Language},
};

/// Rows of the referral sheet for one person's hand. Gates and sources stay with the counsellor: a row has no field for
/// them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferralSheet {
    language: Language,
    rows: Vec<ReferralRow>,
}

/// Something that is needed, and by when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReferralRow {
    need: String,
    window: String,
    say: String,
}

impl ReferralSheet {
    /// These rows in English, in the order of the library. Nothing is added to what the counsellor chose: a row that is not meant for
    /// this person may frighten or give somebody away.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a Referral>) -> Self {
        let row = |referral: &Referral| ReferralRow {
            need: referral.need.clone(),
            window: referral.window.clone(),
            say: referral.say.trim_matches('"').to_owned(),
        };
        Self { language: Language::English, rows: rows.into_iter().map(row).collect() }
    }

    /// The same in this language: all of it, or none.
    ///
    /// # Errors
    ///
    /// When a row, or what stands around the rows, has not been translated as it stands now.
    pub fn of_in<'a>(
        library: &Library,
        language: Language,
        rows: impl IntoIterator<Item = &'a Referral>,
    ) -> Result<Self, Refusal> {
        let speech = Speech { sheet: "The sheet with where to go", language };
        let Some(translation) = speech.translation(library, "what stands on it")? else { return Ok(Self::of(rows)) };
        if translation.referrals_are_older() || translation.sheet_is_older() {
            return Err(speech.older("what stands on it"));
        }
        let row = |referral: &Referral| {
            let words = translation.referral(referral).ok_or_else(|| Refusal::Untranslated {
                sheet: speech.sheet,
                language: language.name(),
                exercises: format!("“{}”", referral.need),
            })?;
            Ok(ReferralRow { need: words.need.clone(), window: words.window.clone(), say: words.say.clone() })
        };
        Ok(Self { language, rows: rows.into_iter().map(row).collect::<Result<_, Refusal>>()? })
    }

    /// The language of its words.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The rows.
    pub fn rows(&self) -> &[ReferralRow] {
        &self.rows
    }
}

impl ReferralRow {
    /// What is needed.
    pub fn need(&self) -> &str {
        &self.need
    }

    /// How much time there is.
    pub fn window(&self) -> &str {
        &self.window
    }

    /// What to know or whom to see.
    pub fn say(&self) -> &str {
        &self.say
    }
}

/// The rows that cannot wait: those that an acute danger brings up.
pub fn time_critical(library: &Library) -> impl Iterator<Item = &Referral> {
    library.referrals().iter().filter(|referral| referral.gates.contains(&GateId::Acute))
}

/// The rows that a counsellor is shown, and may hand out, while this gate is open: those for which time runs out. Of a gate
/// under which there is no hurry: none.
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
