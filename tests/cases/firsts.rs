//! The first main work: what a counsellor would choose for six worked moments and for forty ordinary couples.

use domain::{library::english, planning::planner::Plan};
use serde_json::Value;

use crate::support::{Worked, read, texts};

/// A case that says what its main work should begin with.
struct Wanted {
    any_of: Vec<String>,
    never: Vec<String>,
    worked: Worked,
}

fn wanted(json: &str) -> Vec<Wanted> {
    let cases: Vec<Value> = serde_json::from_str(json).expect("the cases are JSON");
    let owned = |list: &Value| texts(list).into_iter().map(str::to_owned).collect();
    let of = |mut case: Value| {
        let (any_of, never) = (owned(&case["first_main_any_of"]), owned(&case["not_first"]));
        for said in ["about", "first_main_any_of", "not_first"] {
            case.as_object_mut().expect("a case").remove(said);
        }
        Wanted { any_of, never, worked: read(case) }
    };
    cases.into_iter().map(of).collect()
}

/// The first exercise of the main work.
fn first_main(plan: &Plan) -> String {
    let shares = english().shares();
    let main =
        |part: &str| [shares.parts.get(3), shares.individual_parts.get(2)].into_iter().flatten().any(|m| m == part);
    let block = plan.blocks.iter().find(|block| main(&block.part) && block.item.is_some());
    block.and_then(|block| block.item.as_ref()).map(ToString::to_string).unwrap_or_default()
}

/// Returns the number that begin as wanted, and the first exercises of the others.
fn hits(all: &[Wanted]) -> (usize, Vec<String>) {
    let mut missed = Vec::new();
    for Wanted { any_of, never, worked } in all {
        let first = first_main(&worked.plan());
        if !any_of.contains(&first) || never.contains(&first) {
            missed.push(format!("{}: {first}, wanted {any_of:?}", worked.id()));
        }
    }
    (all.len() - missed.len(), missed)
}

#[test]
fn each_of_six_worked_moments_begins_with_its_very_matter() {
    let all = wanted(include_str!("plan-cases.json"));
    let (hits, missed) = hits(&all);
    assert_eq!((hits, all.len()), (6, 6), "{missed:#?}");
}

#[test]
fn nine_of_ten_ordinary_couples_begin_with_what_a_counsellor_would_choose() {
    let all = wanted(include_str!("ordinary.json"));
    assert_eq!(all.len(), 40);
    let (hits, missed) = hits(&all);
    assert!(hits >= 36, "{hits} of 40: {missed:#?}");
}
