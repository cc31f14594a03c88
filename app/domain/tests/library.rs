//! The built-in library loads, is whole, and holds together.

use domain::library::{ENGLISH_FILES, check, english, load};

#[test]
fn the_built_in_library_loads_and_has_no_problem() {
    let library = load(ENGLISH_FILES).unwrap_or_else(|problems| panic!("{problems}"));
    let problems = check(&library, ENGLISH_FILES);
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn nothing_of_the_reference_was_dropped() {
    let library = english();
    assert_eq!(library.claims().len(), 83);
    assert_eq!(library.indicators().len(), 119);
    assert_eq!(library.gates().len(), 17);
    assert_eq!(library.rules().len(), 51);
    assert_eq!(library.items().len(), 76);
    assert_eq!(library.references().len(), 144);
    assert_eq!(library.references().iter().filter(|reference| reference.checked).count(), 88);
    assert_eq!(library.help_lines().len(), 61);
    assert_eq!(library.challenges().len(), 8);
}

/// The built-in files with one word of one file changed.
fn changed(file: &str, from: &str, to: &str) -> Vec<String> {
    let (_, text) = ENGLISH_FILES.iter().find(|(name, _)| *name == file).unwrap();
    assert!(text.contains(from), "{file} does not hold {from}");
    let text = text.replacen(from, to, 1);
    let files: Vec<(&str, &str)> =
        ENGLISH_FILES.iter().map(|(name, whole)| (*name, if *name == file { text.as_str() } else { whole })).collect();
    let library = load(&files).unwrap_or_else(|problems| panic!("{problems}"));
    check(&library, &files).iter().map(ToString::to_string).collect()
}

#[test]
fn every_indicator_is_asked_in_exactly_one_place() {
    let asked_nowhere =
        changed("questions.toml", "  { indicator = \"STR-01\", ask", "  # { indicator = \"STR-01\", ask");
    assert!(asked_nowhere.iter().any(|text| text.contains("STR-01 is asked nowhere")), "{asked_nowhere:?}");
    let twice = changed("questions.toml", "\"STR-01\"", "\"STR-02\"");
    assert!(twice.iter().any(|text| text.contains("STR-02 is asked twice")), "{twice:?}");
    let in_the_room = changed("questions.toml", "\"STR-01\"", "\"ABU-01\"");
    assert!(
        in_the_room.iter().any(|text| text.contains("ABU-01 opens GATE-CONTROL: ask it of each")),
        "{in_the_room:?}"
    );
}

#[test]
fn interview_answers_are_about_somebody_the_indicator_may_be_about() {
    let wrong = changed(
        "interview.toml",
        "{ indicator = \"ABU-11\", about = \"couple\"",
        "{ indicator = \"ABU-11\", about = \"asked\"",
    );
    assert!(wrong.iter().any(|text| text.contains("ABU-11: its answer is about both")), "{wrong:?}");
}

#[test]
fn strengths_name_claims_that_their_exercises_carry() {
    let wrong = changed("strengths.toml", "claims = [\"A13\"]", "claims = [\"A83\", \"A22\"]");
    assert!(wrong.iter().any(|text| text.contains("carries A22")), "{wrong:?}");
    let covered: std::collections::BTreeSet<&str> =
        english().strengths().iter().flat_map(|strength| &strength.claims).map(domain::ids::ClaimId::as_str).collect();
    for number in 13..=31 {
        assert!(covered.contains(format!("A{number}").as_str()), "A{number}: the section on development is covered");
    }
}
