//! Ten couples for whom one role, one clock or one tick a couple was not enough: ranking, gates, what is held and what
//! stays open, and what is left after a second step.

use std::collections::BTreeSet;

use domain::{
    assess::{ABOUT_THE_DOER, ABOUT_THE_HURT, Partner, Session},
    library::english,
    planning::{Fit, fits, planner::reminders_of_answers},
    safety::{Hold, gate_holds, holds},
    vocabulary::{Role, Tag},
};
use serde_json::{Value, json};

use crate::support::{Worked, read, texts};

fn examples() -> Vec<Value> {
    serde_json::from_str(include_str!("crossed-cases.json")).expect("the examples are JSON")
}

/// The example as a case file: whom an answer is about follows from the roles.
fn case(example: &Value, ticked: &[&str], closed: &Value) -> Worked {
    let entry = |id: &&str| match who(example, id) {
        Some(who) => json!({ "id": id, "who": who }),
        None => json!(id),
    };
    read(json!({
        "id": example["id"], "ticked": ticked.iter().map(entry).collect::<Vec<_>>(), "closed_gates": closed,
        "phase": example["phase"], "session": example["session"], "done": example["done"],
        "minutes": example["minutes"],
    }))
}

fn who(example: &Value, id: &str) -> Option<&'static str> {
    let theme = match id.split('-').next()? {
        "ABU" => "abuse",
        "INF" => "infidelity",
        "BET" => "betrayal",
        "ADD" => "addiction",
        _ => return None,
    };
    let role = match (theme, ABOUT_THE_HURT.contains(&id), ABOUT_THE_DOER.contains(&id)) {
        ("abuse", true, _) => "harmed",
        ("abuse", _, true) => "using control",
        (_, true, _) => "injured",
        (_, _, true) => "involved",
        _ => return None,
    };
    let has = |partner: &str| {
        let roles = texts(&example["roles"][partner]);
        roles.iter().any(|told| told.starts_with(role) && told.contains(theme))
    };
    [("A", "a"), ("B", "b")].into_iter().find(|(partner, _)| has(partner)).map(|(_, letter)| letter)
}

/// Each example, and each second step of one.
fn steps() -> Vec<(String, Worked, Value)> {
    let mut steps = Vec::new();
    for example in examples() {
        let ticked = texts(&example["ticked"]);
        let name = example["id"].as_str().unwrap_or_default().to_owned();
        steps.push((name.clone(), case(&example, &ticked, &example["closed_gates"]), example["expect"].clone()));
        for then in example["then"].as_array().into_iter().flatten() {
            let taken_back = texts(&then["untick"]);
            let mut ticked: Vec<&str> = ticked.iter().copied().filter(|id| !taken_back.contains(id)).collect();
            ticked.extend(texts(&then["tick"]));
            let closed = if then["closed_gates"].is_null() { &example["closed_gates"] } else { &then["closed_gates"] };
            steps.push((format!("{name}, then"), case(&example, &ticked, closed), then["expect"].clone()));
        }
    }
    steps
}

fn gates(worked: &Worked) -> (BTreeSet<String>, BTreeSet<String>) {
    let gates = &worked.case.course.gates;
    let raised = gates.iter().map(|(gate, _)| gate.to_string()).collect();
    (raised, gates.open_gates().map(|gate| gate.to_string()).collect())
}

fn set(list: &Value) -> BTreeSet<String> {
    texts(list).into_iter().map(str::to_owned).collect()
}

#[test]
fn ranking_points_and_bands_are_as_expected() {
    for (name, worked, expect) in steps() {
        let given: Vec<Value> = worked
            .picture
            .findings
            .iter()
            .map(|finding| json!({ "challenge": finding.challenge, "points": finding.points, "band": finding.band }))
            .collect();
        assert_eq!(Value::from(given), expect["ranking"], "{name}");
    }
}

#[test]
fn gates_are_as_expected() {
    for (name, worked, expect) in steps() {
        let (raised, open) = gates(&worked);
        assert_eq!(open, set(&expect["gates_open"]), "{name}");
        if !expect["gates_raised"].is_null() {
            assert_eq!(raised, set(&expect["gates_raised"]), "{name}");
        }
        for gate in texts(&expect["gates_not"]) {
            assert!(!raised.contains(gate), "{name}: {gate}");
        }
    }
}

#[test]
fn what_must_be_held_is_held_and_what_must_stay_open_is_held_by_no_gate_and_no_rule() {
    let mut seen = 0;
    for (name, worked, expect) in steps() {
        let course = &worked.case.course;
        for id in texts(&expect["must_be_held"]) {
            let item = english().item(&id.parse().unwrap()).unwrap();
            assert!(gate_holds(course, item).next().is_some(), "{name}: {id}");
            seen += 1;
        }
        for id in texts(&expect["must_stay_open"]) {
            let item = english().item(&id.parse().unwrap()).unwrap();
            let held: Vec<Hold> =
                holds(course, item).into_iter().filter(|hold| !matches!(hold, Hold::Need(_))).collect();
            assert!(held.is_empty(), "{name}: {id} is held by {held:?}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn rules_hold_and_remind_as_expected() {
    let example = |id: &str| {
        let all = examples();
        let one = all.iter().find(|one| one["id"] == id).expect("an example").clone();
        case(&one, &texts(&one["ticked"]), &one["closed_gates"])
    };
    let held = |worked: &Worked, id: &str, rule: &str| {
        let item = english().item(&id.parse().unwrap()).unwrap();
        holds(&worked.case.course, item).iter().any(|hold| hold.id() == rule)
    };
    let penance = example("L2-01");
    for id in ["transparency-agreement", "structured-question-time"] {
        assert!(held(&penance, id, "R53"), "{id}");
    }
    let responsibility = english().item(&"responsibility-statement".parse().unwrap()).unwrap();
    let offered =
        fits(english(), &penance.case.course, Session::Individual(Role::Involved, Some(Partner::A)), responsibility);
    assert_eq!(offered, Fit::No, "R52: A is harmed here, whatever A did there");
    let resisted = example("L2-02");
    for item in english().items().iter().filter(|item| item.tags.contains(&Tag::Atonement)) {
        assert!(held(&resisted, item.id.as_str(), "R56"), "{}", item.id);
    }
    let night = example("L2-05");
    for item in english().items().iter().filter(|item| item.tags.contains(&Tag::Touch)) {
        assert!(held(&night, item.id.as_str(), "R60"), "{}", item.id);
    }
    let tablets = example("L2-06");
    for id in ["full-apology-sequence", "remorse-witnessing", "amends-plan", "recovery-check-ritual"] {
        assert!(held(&tablets, id, "R62"), "{id}");
    }
    assert!(held(&example("L2-10"), "stay-or-part-conversation", "R57"));
    for (id, rules) in [
        ("L2-02", &["R56"][..]),
        ("L2-03", &["R63"]),
        ("L2-05", &["R60"]),
        ("L2-06", &["R62"]),
        ("L2-07", &["R65"]),
        ("L2-08", &["R55"]),
        ("L2-09", &["R66"]),
        ("L2-10", &["R55", "R68"]),
    ] {
        let said = reminders_of_answers(english(), &example(id).case.course);
        for rule in rules {
            assert!(said.iter().any(|one| one.rule == *rule), "{id}: {rule} in {said:?}");
        }
    }
}
