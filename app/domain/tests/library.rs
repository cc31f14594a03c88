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
