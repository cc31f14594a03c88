//! The filters of the library, with their labels and options.

use domain::vocabulary::{Challenge, Phase};

use crate::{
    layout::wording,
    library::finder::{Attendance, Field, MINUTES},
};

/// Returns a filter's label, the label for any, and its options: value and label. The search words have no options.
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
            ("Who is coming", "Anyone", Attendance::ALL.iter().map(|one| named(&one.as_str(), one.label())).collect())
        }
        Field::Minutes => {
            ("Time", "Any length", MINUTES.iter().map(|n| named(n, &format!("Up to {n} minutes"))).collect())
        }
    }
}
