//! The words that stand for choices in the forms of one's own library; the page writes them and the server reads them.

use domain::{
    handout::Discretion,
    library::model::{CouplePaper, OverridePolicy, Party, Then},
    own::SharesOf,
    words::{Phase, Role},
};

/// Who does the first part of an exercise, by its word.
pub fn parties() -> Vec<(String, Party)> {
    let both = [
        ("couple", Party::Couple),
        ("couple-or-each-alone", Party::CoupleOrEachAlone),
        ("each-alone", Party::EachAlone),
    ];
    let both = both.into_iter().map(|(word, party)| (word.to_owned(), party));
    both.chain(Role::ALL.iter().map(|role| (role.as_str().replace(' ', "-"), Party::One(*role)))).collect()
}

/// What may follow the first part, by its word.
pub const THEN: [(&str, Option<Then>); 3] =
    [("", None), ("couple", Some(Then::Couple)), ("couple-if-wanted", Some(Then::CoupleIfWanted))];

/// How a gate may be overridden, by its word.
pub const OVERRIDES: [(&str, OverridePolicy); 3] = [
    ("never", OverridePolicy::Never),
    ("second-confirmation", OverridePolicy::SecondConfirmation),
    ("yes", OverridePolicy::Yes),
];

/// What the sheet for both may hold while a gate is open, by its word.
pub const PAPERS: [(&str, CouplePaper); 3] = [
    ("allowed", CouplePaper::Allowed),
    ("information-only", CouplePaper::InformationOnly),
    ("nothing", CouplePaper::Nothing),
];

/// How discreet every sheet is at least while a gate is open, by its word.
pub const DISCRETIONS: [(&str, Discretion); 3] =
    [("standard", Discretion::Standard), ("neutral", Discretion::Neutral), ("in-room", Discretion::InRoom)];

/// How the row of a session is named in the form: `60-safety`, or `60-alone`.
pub fn share_name(of: SharesOf) -> String {
    format!("{}-{}", of.length, of.phase.map_or("alone", Phase::as_str))
}

/// What a word stands for.
pub fn read<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}

/// The word for this.
pub fn word<T: PartialEq>(words: &[(&'static str, T)], meaning: &T) -> &'static str {
    words.iter().find(|(_, known)| known == meaning).map_or("", |(word, _)| word)
}
