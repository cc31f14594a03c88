//! One test for each planning rule, named after its id, and one that fails when a rule has none.

mod danger;
mod gates;
mod matters;
mod paper;
mod room;
mod safety_hour;
mod sequence;
mod session;

#[test]
fn every_rule_has_a_test_named_after_it() {
    let sources = [
        include_str!("danger.rs"),
        include_str!("gates.rs"),
        include_str!("matters.rs"),
        include_str!("paper.rs"),
        include_str!("safety_hour.rs"),
        include_str!("sequence.rs"),
        include_str!("session.rs"),
    ];
    for number in 1..=79 {
        let name = format!("fn r{number}_");
        assert!(sources.iter().any(|source| source.contains(&name)), "R{number} has no test");
    }
}
