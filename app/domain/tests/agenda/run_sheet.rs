//! The counsellor's run sheet.

use domain::{
    assess::Assessment,
    case_file::{self, Clock},
    library::english,
    paper::run_sheet::{RunSheet, from_plan, from_session},
    plan::editor::{Edit, check},
    planning::planner::{Present, plan},
    vocabulary::{GateId, Minutes},
};

use crate::support::{Moment, item, settled, with_gate};

fn sheet(moment: &Moment, plan: &domain::plan::SessionPlan) -> RunSheet {
    // With everything that the counsellor may ask for on it.
    from_session(english(), &moment.course, &moment.standings, plan, Some(Vec::new()))
}

#[test]
fn it_tells_the_times_that_the_page_tells() {
    let moment = settled();
    let plan = moment.draft(80);
    let (sheet, check) = (sheet(&moment, &plan), check(english(), &moment.standings, &plan));
    for (n, block) in sheet.blocks.iter().enumerate() {
        assert_eq!(sheet.clock(block.begins).to_string(), check.clock(n));
    }
    assert_eq!(sheet.planned(), 80);
    assert_eq!(sheet.clock(sheet.planned()).to_string(), check.ends());
}

#[test]
fn a_plan_of_the_desk_and_of_the_planner_give_the_same_sheet() {
    let moment = settled();
    let plan = plan(&moment.picture.moment(english(), &moment.course), Minutes(60));
    let start: Option<Clock> = "09:30".parse().ok();
    let of_planner = from_plan(english(), &moment.course, &plan, start, Some(Vec::new()));
    let of_desk = sheet(&moment, &moment.draft(60));
    assert_eq!(of_planner.blocks, of_desk.blocks);
    assert_eq!(of_planner.homework, of_desk.homework);
    assert!(of_desk.blocks.iter().any(|block| !block.steps.is_empty()));
}

/// Who holds a secret is told alone, and so is who is harmed.
#[test]
fn without_what_was_told_alone_nobody_has_a_role() {
    let case =
        r#"{ "ticked": ["INF-02"], "done": ["individual-safety-interview"], "session": "individual (secret-holder)" }"#;
    let case = case_file::parse(english(), case).unwrap();
    let picture = Assessment::of(english(), &case.course, case.phase, case.session);
    let plan = plan(&picture.moment(english(), &case.course), Minutes(60));
    let said = |told| {
        let sheet = from_plan(english(), &case.course, &plan, None, told);
        let present: Vec<Present> = sheet.blocks.iter().map(|block| block.present).collect();
        format!("{} {present:?}", sheet.session)
    };
    assert!(said(Some(Vec::new())).contains("SecretHolder"));
    let without = said(None);
    assert!(!without.contains("SecretHolder") && !without.contains("secret"), "{without}");
}

#[test]
fn what_is_written_at_the_desk_stands_on_it() {
    let moment = settled();
    let mut plan = moment.draft(60);
    plan.note = "Mind the door".into();
    plan.blocks[2].note = "Ask about the move".into();
    plan.blocks[0].present = Present::Each;
    let sheet = sheet(&moment, &plan);
    assert_eq!((sheet.note.as_str(), sheet.blocks[2].note.as_str()), ("Mind the door", "Ask about the move"));
    assert_eq!(sheet.blocks[0].present, Present::Each);
}

#[test]
fn inv_4_an_exercise_that_is_held_today_stands_there_with_the_reason_and_without_its_steps() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("impact-listening-session")));
    assert!(!sheet(&moment, &plan).blocks[0].steps.is_empty());
    let later = with_gate(&moment, "ABU-01", GateId::Control);
    let sheet = sheet(&later, &plan);
    assert!(sheet.blocks[0].steps.is_empty() && sheet.blocks[0].at_hand.is_empty());
    assert!(sheet.blocks[0].held.iter().any(|held| held.contains(&english().gate(GateId::Control).name)));
    assert!(sheet.gates.iter().any(|gate| gate.gate == GateId::Control && !gate.effect.is_empty()));
}

#[test]
fn gates_are_named_without_the_answers_that_opened_them() {
    let later = with_gate(&settled(), "ABU-01", GateId::Control);
    let sheet = format!("{:?}", sheet(&later, &later.draft(60)).gates);
    assert!(!sheet.contains("ABU-01"));
}
