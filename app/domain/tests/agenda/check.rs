//! Concerns about a plan, rule by rule.

use domain::{
    assess::Partner,
    library::english,
    plan::{
        Outcome, Status,
        editor::{Edit, ExerciseStatuses, Outcomes, Refused, apply, check, conclude, fill},
    },
    planning::planner::Present,
    records::{Interview, Situation},
    safety::Hold,
    vocabulary::{GateId, Minutes, Phase, SmallMap},
};

use crate::{
    record::later,
    support::{Moment, block_of, course, item, settled, with_gate},
};

fn said(moment: &Moment, plan: &domain::plan::SessionPlan, rule: &str) -> Option<bool> {
    let check = check(english(), &moment.standings, plan);
    check.concerns.iter().find(|concern| concern.rule == rule).map(|concern| concern.hard)
}

#[test]
fn a_draft_fits_and_says_what_is_kept_for_closing() {
    let moment = settled();
    let check = check(english(), &moment.standings, &moment.draft(60));
    assert_eq!(check.in_words(), format!("{} kept for debrief and close", check.closing));
    assert!(check.closing >= 8 && check.may_be_ready(), "{:?}", check.concerns);
    assert_eq!((check.clock(0).as_str(), check.ends().as_str()), ("09:30", "10:30"));
}

#[test]
fn too_long_is_said_in_words_and_stops_ready() {
    let moment = settled();
    let mut plan = moment.draft(60);
    plan = moment.apply(&plan, &Edit::Status(Status::Ready));
    let first = plan.blocks[0].clone();
    let longer = moment.apply(&plan, &Edit::Minutes(first.id, first.minutes + Minutes(4)));
    assert_eq!(check(english(), &moment.standings, &longer).in_words(), "4 min over");
    assert_eq!(longer.status, Status::Draft, "a plan that runs over is not ready any more");
    assert!(matches!(
        apply(english(), &moment.standings, &longer, &Edit::Status(Status::Ready)),
        Err(Refused::NotReady(_))
    ));
    let shorter = moment.apply(&plan, &Edit::Minutes(first.id, first.minutes.less(Minutes(1))));
    assert_eq!(check(english(), &moment.standings, &shorter).in_words(), "1 min free");
}

#[test]
fn r38_one_high_intensity_exercise_a_session() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-listening-session")));
    let plan = moment.apply(&plan, &Edit::Add(item("money-honesty-meeting")));
    assert_eq!(said(&moment, &plan, "R38"), Some(true));
}

#[test]
fn r39_debrief_is_kept_after_high_intensity_and_never_spent_silently() {
    let moment = settled();
    let plan = moment.apply(&moment.draft(60), &Edit::Add(item("impact-listening-session")));
    let debrief = plan.blocks.iter().find(|block| block.part.starts_with("Debrief")).unwrap().clone();
    let before: u8 = moment.draft(60).blocks.iter().find(|b| b.part.starts_with("Debrief")).unwrap().minutes.0;
    assert_eq!(debrief.minutes.0, before, "adding takes nothing from the debrief");
    let plan = moment.apply(&plan, &Edit::Minutes(debrief.id, Minutes(8)));
    assert_ne!(said(&moment, &plan, "R39"), Some(true), "12 percent of 60, rounded up, is 8");
    let plan = moment.apply(&plan, &Edit::Minutes(debrief.id, Minutes(7)));
    assert_eq!(said(&moment, &plan, "R39"), Some(true));
}

#[test]
fn r40_no_touch_with_high_intensity() {
    let moment = Moment::of(
        course(&["EXP-02"], &["individual-safety-interview", "stop-signal-agreement", "negotiated-time-out"]),
        Some(Phase::Intimacy),
    );
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("affection-menu")));
    let plan = moment.apply(&plan, &Edit::Add(item("money-honesty-meeting")));
    assert_eq!(said(&moment, &plan, "R40"), Some(true));
}

#[test]
fn r43_too_many_exercises_is_a_warning() {
    let moment = settled();
    let mut plan = moment.empty();
    for id in ["impact-letter", "own-part-inventory", "negative-cycle-map"] {
        plan = apply(english(), &moment.standings, &plan, &Edit::Add(item(id))).unwrap_or(plan);
    }
    assert!(plan.blocks.len() > 1);
    assert_eq!(said(&moment, &plan, "R43"), Some(false));
}

#[test]
fn r44_below_its_minimum_stops_and_beyond_its_maximum_warns() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-listening-session")));
    let id = block_of(&plan, "impact-listening-session");
    let range = english().item(&item("impact-listening-session")).unwrap().minutes;
    let short = moment.apply(&plan, &Edit::Minutes(id, range.min.less(Minutes(1))));
    let about = |plan| {
        let concerns = check(english(), &moment.standings, plan).concerns;
        concerns.iter().find(|c| c.rule == "R44" && c.block == Some(id)).map(|c| c.hard)
    };
    assert_eq!(about(&short), Some(true));
    assert_eq!(about(&moment.apply(&plan, &Edit::Minutes(id, range.max + Minutes(1)))), Some(false));
}

#[test]
fn a_gate_that_opens_after_planning_holds_what_is_in_the_plan() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-listening-session")));
    let later = with_gate(&moment, "ABU-01", GateId::Control);
    let check = check(english(), &later.standings, &plan);
    let id = block_of(&plan, "impact-listening-session");
    assert!(check.about(id).any(|c| c.hard && c.rule == "GATE-CONTROL"), "{:?}", check.concerns);
    assert!(!check.may_be_ready());
    let again = apply(english(), &later.standings, &later.empty(), &Edit::Add(item("impact-listening-session")));
    let Err(Refused::Held { holds, .. }) = again else { panic!("{again:?}") };
    assert!(holds.contains(&Hold::Gate(GateId::Control)));
}

#[test]
fn what_is_needed_may_come_earlier_in_the_same_session_and_not_later() {
    let moment = settled();
    let needing = english().items().iter().find(|item| {
        let [need] = item.needs.items.as_slice() else { return false };
        let holds = |id| moment.standings.holds_after(id, std::iter::empty());
        holds(&item.id) == [Hold::Need(need.clone())] && holds(need).is_empty()
    });
    let needing = needing.unwrap();
    let need = needing.needs.items[0].clone();
    assert!(apply(english(), &moment.standings, &moment.empty(), &Edit::Add(needing.id.clone())).is_err());
    let plan = moment.apply(&moment.empty(), &Edit::Add(need.clone()));
    let plan = moment.apply(&plan, &Edit::Add(needing.id.clone()));
    assert_eq!(said(&moment, &plan, need.as_str()), None);
    let id = block_of(&plan, need.as_str());
    assert_eq!(said(&moment, &moment.apply(&plan, &Edit::Down(id)), need.as_str()), Some(true), "order");
    assert_eq!(said(&moment, &moment.apply(&plan, &Edit::Remove(id)), need.as_str()), Some(true), "missing");
}

#[test]
fn r1_interviews_alone_are_never_held_with_both_in_the_room() {
    let moment = Moment::of(course(&[], &[]), None);
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("individual-safety-interview")));
    let id = block_of(&plan, "individual-safety-interview");
    assert_eq!(plan.blocks[0].present, Present::Turn(Partner::A));
    assert_ne!(said(&moment, &plan, "R1"), Some(true));
    assert_eq!(said(&moment, &moment.apply(&plan, &Edit::Present(id, Present::Both)), "R1"), Some(true));
}

#[test]
fn filling_gives_back_the_protected_end_first() {
    let moment = settled();
    let mut plan = moment.empty();
    plan.blocks.push(moment.draft(60).blocks[0].clone());
    let filled = fill(&moment.picture.moment(english(), &moment.course), &plan).unwrap();
    let check = check(english(), &moment.standings, &filled.plan);
    assert!(check.in_words().ends_with("kept for debrief and close"), "{}", check.in_words());
    assert!(check.closing >= 8);
    assert_eq!(filled.plan.blocks[0], plan.blocks[0]);
}

#[test]
fn r1_r26_r36_what_came_of_a_session_is_remembered_and_no_gate_closes_by_it() {
    let moment = settled();
    let mut plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-letter")));
    plan = moment.apply(&plan, &Edit::Add(item("impact-listening-session")));
    let fresh = Moment::of(course(&[], &[]), None);
    let interview = fresh.apply(&fresh.empty(), &Edit::Add(item("individual-safety-interview")));
    plan.blocks.push(domain::plan::PlanBlock { id: domain::plan::BlockId(9), ..interview.blocks[0].clone() });
    let mut situation = Situation::default();
    situation.observe(english(), [&Interview::default(), &Interview::default()]);
    let blocks = SmallMap::from([
        (block_of(&plan, "impact-letter"), Outcome::Done),
        (block_of(&plan, "impact-listening-session"), Outcome::Dreaded),
        (domain::plan::BlockId(9), Outcome::Done),
    ]);
    let outcomes = Outcomes { blocks, homework_done: Some(false) };
    let interviews = [&Interview::default(), &Interview::default()];
    let after = conclude(english(), &plan, &situation, interviews, &outcomes, later()).unwrap();
    assert_eq!(after.plan.status, Status::Completed);
    assert!(after.situation.done.contains(&item("impact-letter")));
    assert!(!after.situation.done.contains(&item("individual-safety-interview")), "R1");
    assert!(after.situation.gates.is_open(GateId::Unscreened));
    assert_eq!(after.situation.facts.dreaded_or_skipped[&item("impact-listening-session")], 1);
    assert_eq!(after.situation.facts.sessions_since_review, 1);
    assert!(after.situation.facts.homework_missed);
    assert_eq!(conclude(english(), &after.plan, &situation, interviews, &outcomes, later()), Err(Refused::WasHeld));
}

#[test]
fn what_a_page_gets_of_a_couple_holds_no_answer() {
    let moment = Moment::of(course(&["INF-08", "TRA-04"], &[]), None);
    let json = serde_json::to_value(&moment.standings).unwrap();
    assert_eq!(serde_json::from_value::<ExerciseStatuses>(json.clone()).unwrap(), moment.standings);
    assert!(json.get("answers").is_none() && json.get("facts").is_none());
}
