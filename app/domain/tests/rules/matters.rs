//! R62, R63, R65, R66, R68 to R70 and R72 to R76: bodies, money, outside pressure, memory, and what is settled.

use domain::{
    assess::points_of,
    library::{english, model::AskWhen},
    planning::planner::{block_reminders, reminders_of_answers},
    safety::clocks,
    vocabulary::{Challenge, GateId, IndicatorKind, ItemId, PaperClass, RuleId, Tag},
};
use serde_json::json;

use crate::room::{Room, item};

fn reminds(ticked: &[&str], rule: &str) -> bool {
    let room = Room::screened(ticked);
    reminders_of_answers(english(), &room.case.course).iter().any(|one| one.rule == rule && !one.text.is_empty())
}

#[test]
fn r62_a_possible_medical_cause_is_looked_at_before_anything_is_named_or_atoned() {
    let room = Room::all_done(&["INF-01", "GEN-21"]);
    for tag in [Tag::Addiction, Tag::Atonement] {
        for one in english().items().iter().filter(|one| one.tags.contains(&tag)) {
            assert!(!room.is_held_by(one.id.as_str(), "R62"), "{}: the review is done", one.id);
        }
    }
    let mut course = room.case.course;
    course.done.remove(&"medical-cause-review".parse::<ItemId>().unwrap());
    let held = |course: &_, id: &str| domain::safety::holds(course, item(id)).iter().any(|hold| hold.id() == "R62");
    for id in ["full-apology-sequence", "amends-plan", "recovery-check-ritual", "lapse-disclosure-plan"] {
        assert!(held(&course, id), "{id}");
    }
    assert!(!held(&course, "impact-letter"), "the hurt may be heard");
    course.done.insert("medical-cause-review".parse().unwrap());
    course.dated.overtaken.insert(RuleId::number(62));
    assert!(held(&course, "amends-plan"), "the review was before the answer");
    assert!(reminds(&["GEN-21"], "R62"));
    let points = |ticked: &[&str]| points_of(&Room::screened(ticked).picture.findings, Challenge::Infidelity);
    assert_eq!(points(&["INF-01"]), points(&["INF-01", "GEN-21"]), "points stay as told");
}

#[test]
fn r63_two_clocks_run_and_close_apart() {
    for sign in ["GEN-05", "GEN-12"] {
        assert!(Room::screened(&[sign]).is_open(GateId::Acute), "{sign}");
        assert!(reminds(&[sign], "R63"), "{sign}");
    }
    let both = Room::screened(&["GEN-05", "GEN-12"]);
    let hours: Vec<u16> = clocks(english(), &both.case.course).iter().map(|one| one.clock.hours).collect();
    assert_eq!(hours, [72, 120]);
    for one in clocks(english(), &both.case.course) {
        assert!(!one.clock.afterwards.is_empty(), "a clock that ran out changes the help, it does not end it");
        let row = english().referrals().iter().find(|row| row.id == one.clock.referral).unwrap();
        assert!(row.window.contains(&one.clock.hours.to_string()), "{}", row.id);
    }
    assert!(clocks(english(), &Room::screened(&["GEN-12"]).case.course).iter().all(|one| one.clock.hours == 120));
    assert!(reminds(&["ABU-24"], "R63") && reminds(&["ABU-03"], "R63"));
}

#[test]
fn r65_an_infection_proves_no_breach_and_stands_on_no_paper() {
    for sign in ["STR-16", "GEN-22", "STR-14"] {
        let room = Room::screened(&[sign]);
        assert_eq!(points_of(&room.picture.findings, Challenge::Infidelity), 0, "{sign}");
        assert_eq!(points_of(&room.picture.findings, Challenge::Betrayal), 0, "{sign}");
        assert!(reminds(&[sign], "R65"), "{sign}");
    }
    assert!(!Room::screened(&["STR-16"]).is_open(GateId::Sti));
    let untold = Room::screened(&["GEN-22"]);
    assert!(untold.is_open(GateId::Secret) && untold.is_open(GateId::Sti));
    for id in ["health-news-safely", "pregnancy-and-contraception-alone"] {
        assert_eq!(item(id).paper, PaperClass::Nowhere, "{id}");
        assert!(untold.is_free(id), "{id}");
    }
    assert!(untold.suggested().contains(&"health-news-safely".to_owned()));
}

#[test]
fn r66_money_ruin_asks_about_dying_and_puts_brakes_on_without_new_control() {
    for sign in ["ADD-15", "ADD-16", "GEN-23"] {
        assert!(reminds(&[sign], "R66"), "{sign}");
    }
    assert!(Room::screened(&["GEN-23"]).is_open(GateId::Suicide));
    assert!(Room::all_done(&["GEN-23"]).is_free("gambling-brakes-plan"), "the brakes may go on the same day");
    let brakes = item("gambling-brakes-plan");
    assert!(brakes.paper_only_if.is_some() && brakes.paper_never_under.contains(&GateId::Secret));
}

#[test]
fn r68_a_goal_that_neither_partner_owns_is_no_goal() {
    for sign in ["EXP-15", "INF-16", "GEN-09"] {
        assert!(reminds(&[sign], "R68"), "{sign}");
    }
    assert!(!reminds(&["EXP-09"], "R68"));
}

#[test]
fn r69_steps_are_given_in_writing_where_words_are_taken_as_they_stand() {
    assert!(reminds(&["EXP-14"], "R69") && !reminds(&["EXP-13"], "R69"));
    assert!(Room::screened(&["EXP-14", "ABU-02"]).is_open(GateId::Control), "it excuses no harm");
}

#[test]
fn r70_nobody_looks_for_memories() {
    assert!(reminds(&["TRA-17"], "R70"));
    let detail: Vec<_> = english().items().iter().filter(|one| one.tags.contains(&Tag::TraumaDetail)).collect();
    assert!(!detail.is_empty());
    for one in detail {
        assert!(block_reminders(english(), Some(one), false).iter().any(|said| said.rule == "R70"), "{}", one.id);
    }
}

#[test]
fn r72_a_doctor_answers_before_sex_or_a_medicine_for_it_is_planned() {
    assert!(reminds(&["STR-20"], "R72"));
    assert_eq!(Room::screened(&["STR-20"]).case.course.gates.open_gates().count(), 0, "most people may have sex again");
    let mixed = Room::screened(&["GEN-24"]);
    assert!(mixed.is_open(GateId::Acute) && reminds(&["GEN-24"], "R72"));
    assert!(english().referrals().iter().any(|row| row.id == "nitrates" && row.gates.contains(&GateId::Acute)));
}

#[test]
fn r73_body_and_grief_come_before_trauma_where_nothing_frightens() {
    let place = |ticked: &[&str], id: &str| Room::with(ticked, &[], "meaning").place_of(id);
    let body = place(&["STR-15", "TRA-07"], "pain-first-pathway").unwrap();
    for trauma in ["trauma-body-education", "trigger-map", "ally-partner-coaching"] {
        assert!(place(&["STR-15", "TRA-07"], trauma).is_none_or(|place| place > body), "{trauma}");
    }
    let suggested = |ticked: &[&str]| {
        let room = Room::with(ticked, &[], "meaning");
        let moment = room.picture.moment(english(), &room.case.course);
        let found = domain::planning::suggest(&moment);
        found.iter().find(|one| one.item.id == *"trigger-map").map(|one| one.score)
    };
    assert!(suggested(&["STR-19", "TRA-07"]) < suggested(&["STR-19", "TRA-07", "TRA-08"]));
}

#[test]
fn r74_a_settled_breach_speaks_softly_and_lifts_nothing() {
    let points = |ticked: &[&str], challenge| points_of(&Room::screened(ticked).picture.findings, challenge);
    for soft in ["INF-01", "INF-02", "BET-01", "BET-02", "BET-03", "BET-05", "BET-09"] {
        let own = english().indicator(&soft.parse().unwrap()).unwrap().challenge.unwrap();
        assert_eq!(points(&[soft, "GEN-29"], own), 1, "{soft}");
        for other in Challenge::ALL.iter().filter(|other| **other != own) {
            assert_eq!(points(&[soft, "GEN-29"], *other), 0, "{soft} {other}");
        }
        for unsettled in ["INF-03", "INF-15", "INF-16", "BET-07", "ABU-17", "ABU-18"] {
            let with = points(&[soft, "GEN-29", unsettled], own);
            assert_eq!(with, points(&[soft, unsettled], own), "{soft} {unsettled}");
        }
    }
    assert!(Room::screened(&["INF-01", "GEN-29"]).is_open(GateId::Sti), "gates are untouched");
}

#[test]
fn r75_nobody_is_bound_by_an_agreement_that_they_did_not_make() {
    assert!(reminds(&["GEN-27"], "R75"));
    let reminders = block_reminders(english(), Some(item("relationship-agreement-audit")), false);
    assert!(reminders.iter().any(|said| said.rule == "R75"));
    let asked = english().indicator(&"GEN-27".parse().unwrap()).unwrap();
    assert_eq!(asked.ask_when, Some(AskWhen::NonMonogamous));
}

#[test]
fn r76_sex_with_drugs_begins_with_staying_alive() {
    assert!(reminds(&["ADD-09"], "R76"));
    assert!(english().referrals().iter().any(|row| row.id == "chemsex"));
}

#[test]
fn a_fact_and_a_good_result_open_no_hold_and_three_reminders_are_enough() {
    for indicator in english().indicators().iter().filter(|indicator| indicator.kind != IndicatorKind::Sign) {
        assert!(indicator.opens.is_empty(), "{}", indicator.id);
    }
    let all: Vec<&str> = english().indicators().iter().map(|indicator| indicator.id.as_str()).collect();
    let room = Room::of(&json!({ "ticked": all }));
    let said = reminders_of_answers(english(), &room.case.course);
    assert_eq!(said.len(), 3);
    let hard = |rule: &str| {
        let rule = english().rule(&rule.parse().unwrap()).unwrap();
        rule.strength == domain::library::model::Strength::Hard
    };
    assert!(said.iter().all(|one| hard(&one.rule)));
}
