//! The aim of a session, derived from the plan until the counsellor edits it.

use domain::vocabulary::SmallMap;
use domain::{
    assess::{Assessment, CaseState, Session},
    library::english,
    plan::{
        Outcome, SessionPlan,
        editor::{Details, Edit, ExerciseStatuses, Outcomes, conclude, fill},
    },
    planning::suggest,
    records::{Interview, Situation, course as known},
};

use crate::{
    record::later,
    support::{block_of, item, settled},
};

fn main_blocks(plan: &SessionPlan) -> Vec<&domain::plan::PlanBlock> {
    plan.blocks.iter().filter(|block| block.part == english().shares().parts[3] && block.item.is_some()).collect()
}

#[test]
fn what_is_taken_out_is_no_reason_any_more() {
    let moment = settled();
    let plan = moment.draft(60);
    let first = main_blocks(&plan)[0].clone();
    assert!(plan.why.contains(&first.title), "{}", plan.why);
    let without = moment.apply(&plan, &Edit::Remove(first.id));
    assert!(!without.why.contains(&first.title), "{}", without.why);
    let added = moment.apply(&without, &Edit::Add(item("negative-cycle-map")));
    let title = english().item(&item("negative-cycle-map")).unwrap().title.to_string();
    assert!(added.why.contains(&title), "{}", added.why);
    let filled = fill(&moment.picture.moment(english(), &moment.course), &without).unwrap().plan;
    assert!(main_blocks(&filled).first().is_none_or(|block| filled.why.contains(&block.title)), "{}", filled.why);
}

#[test]
fn words_of_the_counsellor_stay_and_taken_out_the_plan_speaks_again() {
    let moment = settled();
    let plan = moment.draft(60);
    let own = Details { why: "They asked for it.".into(), ..Details::of(&plan) };
    let said = moment.apply(&plan, &Edit::Details(own));
    let first = main_blocks(&said)[0].id;
    assert_eq!(moment.apply(&said, &Edit::Remove(first)).why, "They asked for it.");
    let again = moment.apply(&said, &Edit::Details(Details { why: "  ".into(), ..Details::of(&said) }));
    assert!(again.why.contains(&main_blocks(&again)[0].title), "{}", again.why);
}

#[test]
fn a_plan_of_today_that_says_nothing_of_it_keeps_its_words() {
    let moment = settled();
    let mut stored = serde_json::to_value(moment.draft(60)).unwrap();
    stored.as_object_mut().unwrap().remove("why_derived");
    stored["why"] = "As we agreed.".into();
    let plan: SessionPlan = serde_json::from_value(stored).unwrap();
    let first = main_blocks(&plan)[0].id;
    assert_eq!(moment.apply(&plan, &Edit::Remove(first)).why, "As we agreed.");
}

#[test]
fn what_was_done_is_marked_with_its_session() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("negative-cycle-map")));
    let plan = SessionPlan { number: 4, ..plan };
    let situation = Situation { done: moment.course.done.clone(), ..Situation::default() };
    let interviews = [&Interview::default(), &Interview::default()];
    let blocks = SmallMap::from([(block_of(&plan, "negative-cycle-map"), Outcome::Done)]);
    let outcomes = Outcomes { blocks, homework_done: None };
    let after = conclude(english(), &plan, &situation, interviews, &outcomes, later()).unwrap();
    let told = known(&after.situation, interviews);
    // The interviews that count are none of this test's: everything else is as it is known now.
    let course = CaseState { done_in: told.done_in, done: after.situation.done, ..moment.course };
    let picture = Assessment::of(english(), &course, Some(moment.standings.phase), Session::Couple);
    let at = picture.moment(english(), &course);
    let standings = ExerciseStatuses::of(&at);
    assert_eq!(standings.done_in_words(&item("negative-cycle-map")).as_deref(), Some("Done in session 4"));
    assert_eq!(standings.done_in_words(&item("impact-letter")).as_deref(), Some("Done before"));
    assert_eq!(standings.done_in_words(&item("trigger-map")), None);
    let suggestion = suggest(&at).into_iter().find(|s| s.item.id == *"negative-cycle-map").unwrap();
    assert_eq!((suggestion.done_in, suggestion.again), (Some(4), true));
}
