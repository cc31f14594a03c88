//! The tool's own plans of the worked cases.

use domain::{library::english, planning::planner::Plan, safety::gate_holds};

use crate::support::{Worked, all};

fn check(worked: &Worked, plan: &Plan) {
    let id = worked.id();
    let sum: u16 = plan.blocks.iter().map(|block| u16::from(block.minutes.0)).sum();
    assert_eq!(sum, u16::from(worked.case.minutes.0), "{id}");
    let mut start = 0;
    let mut earlier = worked.case.course.done.clone();
    for block in &plan.blocks {
        assert_eq!(block.start, start, "{id}: {}", block.part);
        start += u16::from(block.minutes.0);
        let Some(item) = block.item.as_ref().and_then(|item| english().item(item)) else { continue };
        assert_eq!(gate_holds(&worked.case.course, item).next(), None, "{id}: {}", item.id);
        assert!(item.needs.items.iter().all(|need| earlier.contains(need)), "{id}: {}", item.id);
        assert!(item.minutes.holds(block.minutes), "{id}: {} {}", item.id, block.minutes);
        assert!(item.phase <= plan.phase.id, "{id}: {}", item.id);
        earlier.insert(item.id.clone());
    }
    assert!(plan.blocks.iter().any(|block| block.item.is_some()), "{id}");
    assert!(!plan.why.is_empty() && !plan.stop_if.is_empty(), "{id}");
}

#[test]
fn every_plan_sums_up_and_uses_nothing_blocked_too_early_or_too_long() {
    for worked in all() {
        check(&worked, &worked.plan());
    }
}

#[test]
fn the_plan_of_each_case_begins_with_an_exercise_the_expert_would_recognise() {
    let (mut shared, mut cases) = (0, 0);
    for worked in all() {
        let experts = worked.json["expert_plan"].as_array().into_iter().flatten();
        let experts: Vec<&str> = experts.filter_map(|block| block["item"].as_str()).collect();
        let plan = worked.plan();
        let ours = plan.blocks.iter().filter_map(|block| block.item.as_ref());
        shared += usize::from(ours.into_iter().any(|item| experts.contains(&item.as_str())));
        cases += 1;
    }
    assert_eq!(shared, cases, "each plan shares an exercise with the expert's");
}

#[test]
fn the_same_case_gives_the_same_plan() {
    for (one, other) in all().iter().zip(all()) {
        assert_eq!(one.plan(), other.plan());
    }
}
