//! Shows on small sources what counts as a circle, and what does not.

use super::{circle::circles, graph::Graph, source::Sources};

fn circles_in(files: &[(&str, &str)]) -> Vec<String> {
    circles(&Graph::of(&Sources::invented(files)))
}

const BOTH: &str = "mod one; mod two;";

#[test]
fn two_files_that_import_from_each_other() {
    let found = circles_in(&[
        ("lib.rs", BOTH),
        ("one.rs", "use crate::two::Two; pub struct One(Two);"),
        ("two.rs", "pub struct Two; fn f() -> super::one::One { todo!() }"),
    ]);
    assert_eq!(found, ["one.rs -> two.rs (crate::two::Two) -> one.rs (super::one::One)"]);
}

#[test]
fn three_files() {
    let found = circles_in(&[
        ("lib.rs", "mod one; mod two; mod three;"),
        ("one.rs", "use crate::two::Two; pub struct One(Two);"),
        ("two.rs", "use super::three; pub struct Two(three::Three);"),
        ("three.rs", "pub struct Three; fn f() { crate::one::One::new(); }"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].matches(" -> ").count(), 3, "{found:?}");
}

#[test]
fn a_name_that_a_parent_passes_on_leads_to_its_own_file() {
    let found = circles_in(&[
        ("lib.rs", "mod folder; mod one; pub use folder::Two;"),
        ("folder/mod.rs", "mod two; pub use two::Two;"),
        ("folder/two.rs", "use crate::one::One; pub struct Two(One);"),
        ("one.rs", "use crate::Two; pub struct One; impl One { fn f(_: Two) {} }"),
    ]);
    assert_eq!(found, ["folder/two.rs -> one.rs (crate::one::One) -> folder/two.rs (crate::Two)"]);
}

#[test]
fn a_name_that_a_glob_passes_on_leads_to_its_own_file() {
    let found = circles_in(&[
        ("lib.rs", "mod folder; mod one;"),
        ("folder/mod.rs", "mod two; pub use self::two::*;"),
        ("folder/two.rs", "use crate::one::One; pub struct Two(One);"),
        ("one.rs", "use crate::folder::Two; pub struct One; fn f(_: Two) {}"),
    ]);
    assert_eq!(found, ["folder/two.rs -> one.rs (crate::one::One) -> folder/two.rs (crate::folder::Two)"]);
}

#[test]
fn a_parent_that_uses_what_its_child_defines_while_the_child_imports_from_it() {
    let used = [
        "mod child; use child::Child; pub struct Own(Child);",
        "mod child; pub struct Own; fn f() { child::g(); }",
        "mod child; pub use child::Child; pub struct Own(Child);",
    ];
    for parent in used {
        let found =
            circles_in(&[("lib.rs", parent), ("child.rs", "use super::Own; pub struct Child; pub fn g(_: Own) {}")]);
        assert_eq!(found.len(), 1, "{parent}: {found:?}");
    }
}

#[test]
fn a_parent_that_only_passes_names_on_is_in_no_circle() {
    let found = circles_in(&[
        ("lib.rs", "mod child; pub use child::Child; pub struct Own;"),
        ("child.rs", "use super::Own; pub struct Child(Own);"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn paths_in_macros_and_in_attributes_count() {
    for two in [
        "fn f() { assert!(x, \"crate::no\", crate::one::One::new()); }",
        "#[derive(Serialize)] struct Two { #[serde(with = \"crate::one::one\")] f: u8 }",
    ] {
        let found = circles_in(&[
            ("lib.rs", BOTH),
            ("one.rs", "use super::two; pub struct One; fn f() { two::f(); }"),
            ("two.rs", two),
        ]);
        assert_eq!(found.len(), 1, "{two}: {found:?}");
    }
}

#[test]
fn what_is_compiled_for_tests_only_does_not_count() {
    let found = circles_in(&[
        ("lib.rs", "mod one; mod two; #[cfg(test)] mod tests;"),
        ("one.rs", "use crate::two::Two; pub struct One(Two);"),
        ("two.rs", "pub struct Two; #[cfg(test)] mod tests { use crate::one::One; } #[cfg(test)] use crate::one::One;"),
        ("tests.rs", "use crate::one::One;"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_only_sounds_like_a_path_of_the_crate_does_not_count() {
    let found = circles_in(&[
        ("lib.rs", BOTH),
        ("one.rs", "use std::two::Two; use serde::one; pub struct One(Two);"),
        (
            "two.rs",
            "/// See [`crate::one::One`].\npub struct Two; const F: &str = \"crate::one::One\"; fn f() { g!(\"crate::one::One\") }",
        ),
    ]);
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_module_and_a_function_of_the_same_name_are_told_apart() {
    let lib = "mod two; mod one; pub fn two() { one::f(); }";
    let one = |code| ("one.rs", code);
    let two = ("two.rs", "pub fn g() {}");
    let found = circles_in(&[("lib.rs", lib), one("use super::two; pub fn f() { two::g(); }"), two]);
    assert!(found.is_empty(), "{found:?}");
    let found = circles_in(&[("lib.rs", lib), one("use super::two; pub fn f() { two(); }"), two]);
    assert_eq!(found.len(), 1, "{found:?}");
}
