//! The words for choices in the forms of the custom library, common to page and server.

use domain::{
    library::{
        custom::SharesOf,
        model::{CouplePaper, OverridePolicy, Party, Then},
    },
    paper::handout::Discretion,
    vocabulary::{Phase, Role},
};

/// Returns the participants of the first part of an exercise, by word.
pub fn parties() -> Vec<(String, Party)> {
    let both = [
        ("couple", Party::Couple),
        ("couple-or-each-alone", Party::CoupleOrEachAlone),
        ("each-alone", Party::EachAlone),
    ];
    let both = both.into_iter().map(|(word, party)| (word.to_owned(), party));
    both.chain(Role::ALL.iter().map(|role| (role.as_str().replace(' ', "-"), Party::One(*role)))).collect()
}

/// The participants of the second part, by word.
pub const THEN: [(&str, Option<Then>); 3] =
    [("", None), ("couple", Some(Then::Couple)), ("couple-if-wanted", Some(Then::CoupleIfWanted))];

/// The override policies of a gate, by word.
pub const OVERRIDES: [(&str, OverridePolicy); 3] = [
    ("never", OverridePolicy::Never),
    ("second-confirmation", OverridePolicy::SecondConfirmation),
    ("yes", OverridePolicy::Yes),
];

/// The permitted content of the sheet for both while a gate is open, by word.
pub const PAPERS: [(&str, CouplePaper); 3] = [
    ("allowed", CouplePaper::Allowed),
    ("information-only", CouplePaper::InformationOnly),
    ("nothing", CouplePaper::Nothing),
];

/// The minimum discretion while a gate is open, by word.
pub const DISCRETIONS: [(&str, Discretion); 3] =
    [("standard", Discretion::Standard), ("neutral", Discretion::Neutral), ("in-room", Discretion::InRoom)];

/// Returns the name of a session's row in the form: `60-safety`, or `60-alone`.
pub fn share_name(of: SharesOf) -> String {
    format!("{}-{}", of.length, of.phase.map_or("alone", Phase::as_str))
}

/// Returns the meaning of a word.
pub fn read<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, meaning)| *meaning)
}

/// Returns the word for a meaning.
pub fn word<T: PartialEq>(words: &[(&'static str, T)], meaning: &T) -> &'static str {
    words.iter().find(|(_, known)| known == meaning).map_or("", |(word, _)| word)
}
