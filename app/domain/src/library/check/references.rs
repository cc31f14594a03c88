//! Checks of the publications: what was looked up, what was found, and that nothing hard rests on what was withdrawn.

use super::{checker::Checker, dates::is_date};
use crate::{
    library::{
        bracketed,
        model::{Reference, Strength},
    },
    vocabulary::SmallSet,
};

const FILE: &str = "references.toml";

pub(super) fn check(checker: &mut Checker<'_>) {
    let library = checker.library;
    let mut keys = SmallSet::new();
    for reference in library.references() {
        let entry = format!("key = \"{}\"", reference.key);
        if !keys.insert(&reference.key) {
            checker.wrong(FILE, &entry, "", format!("[{}] appears twice", reference.key));
        }
        if reference.checked.is_none() && reference.seen.is_some() {
            let text = format!("[{}] was seen: write the day on which it was checked", reference.key);
            checker.wrong(FILE, &entry, "seen", text);
        }
        for (word, text) in wrong_notices(reference) {
            checker.wrong(FILE, &entry, word, format!("[{}]: {text}", reference.key));
        }
    }
    rest_on_what_stands(checker);
}

/// What is wrong with the search for notices and with those found, each with the word at whose line it is reported.
fn wrong_notices(reference: &Reference) -> Vec<(&'static str, &'static str)> {
    let mut wrong = Vec::new();
    let place = reference.notices_where.as_deref().map(str::trim);
    match (reference.notices_checked, place) {
        (Some(_), None | Some("")) => wrong.push(("notices_checked", "write into notices_where where you looked")),
        (None, Some(_)) => wrong.push(("notices_where", "write into notices_checked the day on which you looked")),
        _ => {}
    }
    if reference.notices_checked.is_none() && !reference.notices.is_empty() {
        wrong.push(("notice =", "a notice was found: write into notices_checked the day on which you looked"));
    }
    for notice in &reference.notices {
        if !is_date(&notice.day) {
            wrong.push((
                "notice =",
                "the day of a notice is a year, a month or a day, as in 2019, 2019-03 or 2019-03-08",
            ));
        }
        if notice.place.trim().is_empty() {
            wrong.push(("notice =", "write where the notice can be read"));
        }
    }
    wrong
}

/// A hard rule or a hold stops people in their work, so it needs a publication that was not withdrawn, or none.
fn rest_on_what_stands(checker: &mut Checker<'_>) {
    let library = checker.library;
    let rules = library.rules().iter().filter(|rule| rule.strength == Strength::Hard);
    let rules = rules.map(|rule| ("rules.toml", rule.id.to_string(), "source", &rule.source));
    let gates = library.gates().iter().map(|gate| ("gates.toml", gate.id.to_string(), "basis", &gate.basis));
    for (file, id, word, text) in rules.chain(gates) {
        let retracted = |key: &str| library.references().iter().any(|one| one.key == *key && one.is_retracted());
        let keys: Vec<&str> = bracketed(text).collect();
        if !keys.is_empty() && keys.iter().all(|key| retracted(key)) {
            let text = format!("{id} rests on [{}] alone, which was retracted", keys.join("] and ["));
            checker.wrong(file, &format!("id = \"{id}\""), word, text);
        }
    }
}
