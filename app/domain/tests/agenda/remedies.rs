//! The edit that a concern offers answers it.

use domain::{
    library::english,
    paper::handout::Audience,
    plan::{
        SessionPlan,
        editor::{Concern, Edit, check},
    },
    vocabulary::{GateId, Minutes, Phase},
};

use crate::support::{Moment, block_of, course, item, settled, with_gate};

fn concerns(moment: &Moment, plan: &SessionPlan) -> Vec<Concern> {
    check(english(), &moment.standings, plan).concerns
}

/// The concern of this rule that has a remedy.
fn offered(moment: &Moment, plan: &SessionPlan, rule: &str) -> (Concern, Edit) {
    let all = concerns(moment, plan);
    let found =
        all.iter().find_map(|one| Some((one.clone(), one.remedy.as_deref().cloned().filter(|_| one.rule == rule)?)));
    found.unwrap_or_else(|| panic!("{rule} offers nothing: {all:?}"))
}

/// Applies the remedy of this rule, and returns the plan without the concern.
fn answered(moment: &Moment, plan: &SessionPlan, rule: &str) -> (SessionPlan, Edit) {
    let (concern, remedy) = offered(moment, plan, rule);
    let after = moment.apply(plan, &remedy);
    let left = concerns(moment, &after);
    let same = |one: &&Concern| (&one.rule, &one.text, one.block) == (&concern.rule, &concern.text, concern.block);
    assert!(!left.iter().any(|one| same(&one)), "{remedy:?} leaves {concern:?}");
    (after, remedy)
}

#[test]
fn minutes_outside_the_range_of_an_exercise_become_its_nearest() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-listening-session")));
    let block = block_of(&plan, "impact-listening-session");
    let range = english().item(&item("impact-listening-session")).unwrap().minutes;
    for (now, nearest) in [(1, range.min), (180, range.max)] {
        let wrong = moment.apply(&plan, &Edit::Minutes(block, Minutes(now)));
        let of_it = |one: &&Concern| one.block == Some(block) && one.rule == "R44";
        let all = concerns(&moment, &wrong);
        let offered = all.iter().find(of_it).and_then(|one| one.remedy.as_deref().cloned());
        assert_eq!(offered, Some(Edit::Minutes(block, nearest)));
        let after = moment.apply(&wrong, &offered.unwrap());
        assert!(!concerns(&moment, &after).iter().any(|one| of_it(&one)));
    }
}

#[test]
fn a_second_high_intensity_exercise_and_touch_beside_one_are_taken_out() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-listening-session")));
    let plan = moment.apply(&plan, &Edit::Add(item("money-honesty-meeting")));
    let (after, remedy) = answered(&moment, &plan, "R38");
    assert_eq!(remedy, Edit::Remove(block_of(&plan, "money-honesty-meeting")));
    assert!(after.has(&item("impact-listening-session")), "the first one stays");
    let moment = Moment::of(
        course(&["EXP-02"], &["individual-safety-interview", "stop-signal-agreement", "negotiated-time-out"]),
        Some(Phase::Intimacy),
    );
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("affection-menu")));
    let plan = moment.apply(&plan, &Edit::Add(item("money-honesty-meeting")));
    let (_, remedy) = answered(&moment, &plan, "R40");
    assert_eq!(remedy, Edit::Remove(block_of(&plan, "affection-menu")));
}

#[test]
fn a_debrief_that_is_too_short_gets_what_is_missing() {
    let moment = settled();
    let plan = moment.apply(&moment.draft(60), &Edit::Add(item("impact-listening-session")));
    let debrief = plan.blocks.iter().find(|block| block.part.starts_with("Debrief")).unwrap().id;
    let short = moment.apply(&plan, &Edit::Minutes(debrief, Minutes(5)));
    let (after, remedy) = answered(&moment, &short, "R39");
    assert_eq!(remedy, Edit::Minutes(debrief, Minutes(8)), "12 percent of 60, rounded up");
    assert_eq!(after.block(debrief).unwrap().1.minutes, Minutes(8));
}

#[test]
fn what_is_needed_first_moves_before_and_what_is_on_hold_is_taken_out() {
    let moment = settled();
    let mut plan = moment.apply(&moment.empty(), &Edit::Add(item("negotiated-time-out")));
    let with_needs = english().items().iter().find(|one| {
        let needs: Vec<_> = moment.standings.of_item(&one.id).map(|s| s.holds.clone()).unwrap_or_default();
        matches!(&needs[..], [domain::safety::Hold::Need(need)] if moment.standings.of_item(need).is_some_and(|s| s.holds.is_empty()))
    });
    let late = with_needs.expect("an exercise that waits for one other");
    let Some(domain::safety::Hold::Need(need)) = moment.standings.of_item(&late.id).unwrap().holds.first().cloned()
    else {
        panic!("it waits")
    };
    if !plan.has(&need) {
        plan = moment.apply(&plan, &Edit::Add(need.clone()));
    }
    plan = moment.apply(&plan, &Edit::Add(late.id.clone()));
    let moved = moment.apply(&plan, &Edit::MoveTo(block_of(&plan, late.id.as_str()), 0));
    let (after, remedy) = answered(&moment, &moved, need.as_str());
    assert_eq!(remedy, Edit::MoveTo(block_of(&moved, need.as_str()), 0));
    let place = |plan: &SessionPlan, id: &str| plan.blocks.iter().position(|one| one.id == block_of(plan, id));
    assert!(place(&after, need.as_str()) < place(&after, late.id.as_str()));

    let open = settled();
    let held = with_gate(&open, "ABU-01", GateId::Control);
    let plan = open.apply(&open.empty(), &Edit::Add(item("impact-listening-session")));
    let (_, remedy) = answered(&held, &plan, "GATE-CONTROL");
    assert_eq!(remedy, Edit::Remove(block_of(&plan, "impact-listening-session")));
}

#[test]
fn what_may_not_go_on_a_sheet_is_taken_off_it() {
    let moment = settled();
    let usable = english().items().iter().filter(|one| {
        let standing = moment.standings.of_item(&one.id).unwrap();
        standing.holds.is_empty() && standing.paper.contains(&Audience::Both)
    });
    let plan = usable.take(4).fold(moment.empty(), |plan, one| moment.apply(&plan, &Edit::Add(one.id.clone())));
    let mut plan = plan;
    for block in plan.blocks.iter_mut().filter(|block| block.item.is_some()) {
        block.sheets.insert(Audience::Both);
    }
    let mut left = plan.blocks.len();
    while concerns(&moment, &plan).iter().any(|one| one.rule == "R48") {
        let (_, remedy) = offered(&moment, &plan, "R48");
        assert!(matches!(remedy, Edit::Sheets(..)), "{remedy:?}");
        plan = moment.apply(&plan, &remedy);
        left -= 1;
        assert!(left > 0, "it does not end");
    }
    assert!(left < plan.blocks.len(), "there was too much on the sheet");
}
