//! The experts' own choices are among the first things the tool suggests.

use domain::{library::english, planning::suggest};
use serde_json::Value;

use crate::support::{Worked, all};

/// Number of suggestions that a counsellor reads.
const FIRST: usize = 5;

fn main_exercises(worked: &Worked) -> Vec<&str> {
    let blocks = worked.json["expert_plan"].as_array().into_iter().flatten();
    let main = blocks.filter(|block| block["part"].as_str().is_some_and(|part| part.starts_with("Main work")));
    main.filter_map(|block| block["item"].as_str()).collect()
}

#[test]
fn nine_of_ten_main_exercises_of_the_experts_are_among_the_first_five_suggestions() {
    let (mut hits, mut misses) = (0, Vec::new());
    for worked in all() {
        let moment = worked.picture.moment(english(), &worked.case.course);
        let suggested = suggest(&moment);
        for exercise in main_exercises(&worked) {
            if suggested.iter().take(FIRST).any(|suggestion| suggestion.item.id == *exercise) {
                hits += 1;
            } else {
                misses.push(format!("{}: {exercise}", worked.id()));
            }
        }
    }
    assert_eq!(hits + misses.len(), 10, "the cases name ten main exercises");
    assert!(hits >= 9, "missed: {misses:?}");
}

#[test]
fn every_suggestion_says_why_in_words() {
    for worked in all() {
        let moment = worked.picture.moment(english(), &worked.case.course);
        for suggestion in suggest(&moment) {
            assert!(!suggestion.because.is_empty(), "{}: {}", worked.id(), suggestion.item.id);
        }
    }
}

#[test]
fn what_no_tool_can_know_is_shown_to_confirm_and_keeps_nothing_out() {
    let trauma: Value = serde_json::json!({ "id": "confirm", "ticked": ["TRA-12", "POW-03"], "phase": "safety",
                                            "done": ["individual-safety-interview"] });
    let worked = crate::support::read(trauma);
    let moment = worked.picture.moment(english(), &worked.case.course);
    let signal = suggest(&moment).into_iter().find(|suggestion| suggestion.item.id == *"stop-signal-agreement");
    assert_eq!(signal.expect("it is suggested").confirm, ["each has said alone that no is safe"]);
}
