//! Ranking, points, bands, gates and blocked exercises, exactly as expected.

use domain::{library::english, safety::gate_holds};
use serde_json::{Value, json};

use crate::support::{all, texts};

#[test]
fn ranking_points_and_bands_are_as_expected() {
    for worked in all() {
        let given: Vec<Value> = worked
            .picture
            .findings
            .iter()
            .map(|finding| json!({ "challenge": finding.challenge, "points": finding.points, "band": finding.band }))
            .collect();
        assert_eq!(Value::from(given), worked.json["expect"]["ranking"], "{}", worked.id());
    }
}

#[test]
fn gates_raised_and_open_are_as_expected() {
    for worked in all() {
        let gates = &worked.case.course.gates;
        let mut raised: Vec<&str> = gates.iter().map(|(gate, _)| gate.as_str()).collect();
        let mut open: Vec<&str> = gates.open_gates().map(domain::vocabulary::GateId::as_str).collect();
        raised.sort_unstable();
        open.sort_unstable();
        assert_eq!(raised, texts(&worked.json["expect"]["gates_raised"]), "{}", worked.id());
        assert_eq!(open, texts(&worked.json["expect"]["gates_open"]), "{}", worked.id());
    }
}

/// Exercises that came after the cases were written: `crossed` says what holds them.
const LATER: [&str; 14] = [
    "advice-of-my-own",
    "care-and-closeness",
    "few-minutes-alone",
    "gambling-brakes-plan",
    "grief-side-by-side",
    "health-news-safely",
    "how-my-mind-works",
    "medical-cause-review",
    "night-safety-plan",
    "own-behaviour-talk",
    "pregnancy-and-contraception-alone",
    "private-images-first-steps",
    "separate-decision-talks",
    "yes-and-no-when-memory-changes",
];

#[test]
fn blocked_exercises_are_as_expected() {
    for worked in all() {
        let course = &worked.case.course;
        let known = english().items().iter().filter(|item| !LATER.contains(&item.id.as_str()));
        let blocked = known.filter(|item| gate_holds(course, item).next().is_some());
        let mut blocked: Vec<&str> = blocked.map(|item| item.id.as_str()).collect();
        blocked.sort_unstable();
        assert_eq!(blocked, texts(&worked.json["expect"]["blocked_items"]), "{}", worked.id());
    }
}

#[test]
fn every_finding_names_its_evidence_and_its_source() {
    for worked in all() {
        for finding in &worked.picture.findings {
            let sum: u16 = finding.evidence.iter().map(|evidence| u16::from(evidence.points)).sum();
            assert_eq!(sum, finding.points, "{}", worked.id());
            for evidence in &finding.evidence {
                let sources = evidence.claims.len() + evidence.references.len();
                assert!(sources > 0 && !evidence.who.is_empty(), "{}: {}", worked.id(), evidence.indicator);
            }
        }
    }
}
