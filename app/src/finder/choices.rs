//! The filters of the library: what each is called, and what can be chosen.

use domain::words::{Challenge, Phase};

use super::{Attendance, Field, MINUTES};
use crate::wording;

/// A filter's label, the words for asking nothing, and its choices: the value in the address, and how it is read. The
/// words themselves are no filter and have no choices.
pub fn choices(field: Field) -> (&'static str, &'static str, Vec<(String, String)>) {
    let named = |value: &dyn ToString, words: &str| (value.to_string(), words.to_owned());
    match field {
        Field::Text => ("Search", "", Vec::new()),
        Field::Phase => ("Phase", "Any phase", Phase::ALL.iter().map(|one| named(one, wording::phase(*one))).collect()),
        Field::Challenge => (
            "Challenge",
            "Any challenge",
            Challenge::ALL.iter().map(|one| named(one, wording::challenge(*one))).collect(),
        ),
        Field::Who => {
            ("Who is there", "Anyone", Attendance::ALL.iter().map(|one| named(&one.as_str(), one.label())).collect())
        }
        Field::Minutes => {
            ("Time", "Any length", MINUTES.iter().map(|n| named(n, &format!("Up to {n} minutes"))).collect())
        }
    }
}
