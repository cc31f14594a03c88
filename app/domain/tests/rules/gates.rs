//! R1 to R16 and R51: what opens a gate, and what does not close one.

use domain::{
    assess::{Answer, CaseState, Session, Whom},
    library::{english, model::Indicator},
    paper::handout::Audience,
    safety::{Closing, GateRefusal, Ground},
    vocabulary::{AppliesTo, Challenge, GateId, IndicatorKind, Tag, Weight},
};
use serde_json::json;

use crate::room::{Room, SCREENED, items_of, main_of};

#[test]
fn r1_without_both_interviews_only_the_listed_exercises_stay_open() {
    let room = Room::of(&json!({ "ticked": [], "closed_gates": { "GATE-UNSCREENED": "a form was filled in" } }));
    assert!(room.is_open(GateId::Unscreened), "a reason alone does not replace the interviews");
    for item in english().items() {
        let listed = !item.blocked_by.contains(&GateId::Unscreened);
        assert!(listed || room.is_held_by(item.id.as_str(), "GATE-UNSCREENED"), "{}", item.id);
    }
    assert!(!Room::screened(&[]).is_open(GateId::Unscreened));
}

#[test]
fn r2_any_sign_of_control_stops_couple_work_and_the_couple_sheet() {
    for sign in ["ABU-01", "ABU-02", "ABU-03", "ABU-04", "ABU-06", "ABU-07", "ABU-12", "ABU-14"] {
        let room = Room::all_done(&[sign]);
        assert!(room.is_open(GateId::Control), "{sign}");
        assert!(matches!(room.picture.session, Session::Individual(..)), "{sign}: seen alone, whoever was booked");
        for item in english().items().iter().filter(|item| english().is_couple_work(item)) {
            assert!(room.is_held_by(item.id.as_str(), "GATE-CONTROL"), "{sign}: {}", item.id);
        }
        assert!(room.sheet(Audience::Both).is_err(), "{sign}");
        assert!(room.suggested().contains(&"individual-safety-planning".to_owned()), "{sign}");
    }
}

#[test]
fn r4_minutes_that_no_exercise_needs_are_for_the_way_to_care_and_not_for_more_grounding() {
    for sign in ["GEN-05", "GEN-12", "GEN-24"] {
        let room = Room::screened(&[sign]);
        assert!(room.is_open(GateId::Acute), "{sign}");
        for minutes in 30..=120 {
            let plan = room.plan(minutes);
            assert_eq!(plan.blocks.iter().map(|block| block.minutes.0).sum::<u8>(), minutes, "{sign}");
            let grounding = plan.blocks.iter().filter(|block| block.part.starts_with("Grounding"));
            assert!(grounding.map(|block| block.minutes.0).sum::<u8>() < 26, "{sign} {minutes}: {:#?}", plan.blocks);
        }
        let care = &english().gate(GateId::Acute).effect_on_plan;
        assert!(room.plan(120).blocks.iter().any(|block| block.title == *care), "{sign}");
    }
}

#[test]
fn r4_strangulation_opens_control_and_acute() {
    for sign in ["GEN-08", "ABU-02"] {
        let room = Room::screened(&[sign]);
        assert!(room.is_open(GateId::Control) && room.is_open(GateId::Acute), "{sign}");
    }
}

#[test]
fn r5_situational_violence_brings_separate_check_ins_and_holds_intense_work() {
    let room = Room::all_done(&["ABU-11"]);
    assert!(room.is_open(GateId::Situational));
    for id in ["impact-listening-session", "structured-question-time", "vulnerability-timeline", "remorse-witnessing"] {
        assert!(room.is_held_by(id, "GATE-SITUATIONAL"), "{id}");
    }
    assert!(room.free_with(Tag::Touch).is_empty());
    let plan = room.plan(60);
    let alone: Vec<&str> =
        plan.blocks.iter().filter(|block| block.title.ends_with("alone")).map(|block| block.part.as_str()).collect();
    assert_eq!(alone, ["Arrival, check-in", "Arrival, check-in", "Debrief, grounding", "Debrief, grounding"]);
    assert!(plan.warnings.iter().any(|warning| warning.rule == "R5"));
    assert_eq!(Room::screened(&["ABU-11"]).suggested()[0], "negotiated-time-out");
}

#[test]
fn r6_accounts_that_differ_count_as_control() {
    assert!(Room::screened(&["ABU-16"]).is_open(GateId::Control));
}

#[test]
fn r7_where_a_no_has_a_price_every_touch_sexual_and_fantasy_exercise_is_held() {
    for sign in ["POW-04", "TRA-10", "ABU-03"] {
        let room = Room::all_done(&[sign]);
        assert!(room.is_open(GateId::Consent), "{sign}");
        for tag in [Tag::Touch, Tag::Sexual, Tag::Fantasy, Tag::Novelty] {
            assert!(room.free_with(tag).is_empty(), "{sign} {tag}: {:?}", room.free_with(tag));
        }
    }
}

#[test]
fn r8_item_nine_or_a_positive_screen_opens_suicide_before_couple_content() {
    let phq9 = json!({ "done": [SCREENED], "scales": { "phq-9": { "answers": [0, 0, 0, 0, 0, 0, 0, 0, 1] } } });
    for room in [Room::of(&phq9), Room::screened(&["GEN-07"]), Room::screened(&["TRA-13"])] {
        assert!(room.is_open(GateId::Suicide));
        assert!(matches!(room.picture.session, Session::Individual(..)));
        assert_eq!(room.suggested()[0], "suicide-safety-plan");
    }
    let calm = json!({ "done": [SCREENED], "scales": { "phq-9": { "answers": [3, 3, 3, 3, 3, 3, 3, 3, 0] } } });
    assert!(!Room::of(&calm).is_open(GateId::Suicide), "the total alone does not open it");
}

#[test]
fn r9_a_threat_to_die_if_left_opens_suicide_and_control() {
    let room = Room::screened(&["ABU-05"]);
    assert!(room.is_open(GateId::Suicide) && room.is_open(GateId::Control));
}

#[test]
fn r10_a_closing_medical_window_replaces_the_session_plan() {
    for sign in ["TRA-03", "GEN-05"] {
        let room = Room::screened(&[sign]);
        assert!(room.is_open(GateId::Acute), "{sign}");
        let allowed = |item: &&domain::library::model::Item| !item.blocked_by.contains(&GateId::Acute);
        assert!(items_of(&room.plan(60)).iter().all(allowed), "{sign}");
        let main: Vec<&str> = main_of(&room.plan(60)).iter().map(|item| item.id.as_str()).collect();
        assert_eq!(main, ["sexual-health-check-plan"], "{sign}: the way to care and nothing else");
        assert!(room.warns("R10"), "{sign}");
        assert_eq!(room.suggested()[0], "sexual-health-check-plan", "{sign}");
    }
}

#[test]
fn r11_intoxication_today_leaves_no_content_work() {
    let room = Room::all_done(&["GEN-02"]);
    assert!(room.is_open(GateId::Intox));
    let free: Vec<&str> = english().items().iter().map(|item| item.id.as_str()).filter(|id| room.is_free(id)).collect();
    assert_eq!(free, ["individual-safety-planning"]);
    assert!(room.warns("R11"));
}

#[test]
fn r12_withdrawal_risk_asks_for_a_medical_plan_first() {
    let room = Room::all_done(&["ADD-03"]);
    assert!(room.is_open(GateId::Withdrawal));
    assert!(room.is_held_by("recovery-check-ritual", "GATE-WITHDRAWAL"));
    assert!(room.warns("R12"));
}

#[test]
fn r13_a_child_at_risk_opens_child() {
    let room = Room::all_done(&["GEN-03"]);
    assert!(room.is_open(GateId::Child));
    assert!(matches!(room.picture.session, Session::Individual(..)));
    assert!(room.warns("R13"));
}

#[test]
fn r14_a_court_order_allows_no_conjoint_session() {
    for sign in ["ABU-12", "GEN-11"] {
        let room = Room::all_done(&[sign]);
        assert!(room.is_open(GateId::Legal), "{sign}");
        assert!(matches!(room.picture.session, Session::Individual(..)), "{sign}");
        for item in english().items().iter().filter(|item| english().is_couple_work(item)) {
            assert!(room.is_held_by(item.id.as_str(), "GATE-LEGAL"), "{sign}: {}", item.id);
        }
    }
}

fn closing(ground: Ground) -> Closing {
    Closing { by: "C. Counsellor".into(), on: "2026-11-20".into(), ground }
}

/// A couple whose interviews are on record and whose UNSCREENED gate, raised by ABU-10, was closed.
fn screened_again() -> CaseState {
    let library = english();
    let mut course = CaseState::default();
    course.done.insert(SCREENED.parse().unwrap());
    let sign = "ABU-10".parse().unwrap();
    course.answers.record(library, &sign, Whom::A, Answer::Yes).unwrap();
    course.observe_gates(library);
    let (answers, done) = (course.answers.clone(), course.done.clone());
    let asked = Ground::AsDemanded("both seen alone on 19 November; every question asked".into());
    course.gates.close(GateId::Unscreened, closing(asked), &answers, &done).unwrap();
    assert!(!course.gates.is_open(GateId::Unscreened));
    course
}

#[test]
fn r15_control_that_appears_later_reopens_the_screening() {
    let library = english();
    let mut course = screened_again();
    let afraid = "ABU-01".parse().unwrap();
    course.answers.record(library, &afraid, Whom::A, Answer::Yes).unwrap();
    course.observe_gates(library);
    assert!(course.gates.is_open(GateId::Control) && course.gates.is_open(GateId::Unscreened));
}

#[test]
fn r16_a_negative_brief_screen_closes_no_gate() {
    for gate in GateId::BUILT_IN {
        let mut course = screened_again();
        let (answers, done) = (course.answers.clone(), course.done.clone());
        for ground in [Ground::BriefScreen, Ground::TimePassed] {
            let refused = course.gates.close(*gate, closing(ground), &answers, &done);
            assert!(matches!(refused, Err(GateRefusal::NotEnough { .. })), "{gate}");
        }
    }
}

#[test]
fn r51_looking_through_a_phone_since_finding_out_is_no_sign_of_a_pattern() {
    for other in domain::assess::CONTROL_PATTERN.iter().filter(|other| **other != "BET-04") {
        let room = Room::screened(&["INF-09", other]);
        assert!(!room.is_open(GateId::Control), "INF-09 {other}");
    }
}

#[test]
fn r51_two_signs_of_a_pattern_count_as_control_and_one_does_not() {
    let signs = domain::assess::CONTROL_PATTERN;
    for one in signs {
        assert!(!Room::screened(&[one]).is_open(GateId::Control) || one == "BET-04", "{one}");
        for other in signs.iter().filter(|other| **other != one) {
            let room = Room::screened(&[one, other]);
            assert!(room.is_open(GateId::Control) && room.is_open(GateId::Unscreened), "{one} {other}");
        }
    }
}

/// True for what belongs to many lives: a fact or a good result, a weak sign, any stress or expectation, and a moderate
/// sign that activates nothing by itself.
fn is_everyday(indicator: &Indicator) -> bool {
    let opens_nothing = indicator.opens.is_empty();
    indicator.kind != IndicatorKind::Sign
        || indicator.weight == Some(Weight::Weak)
        || (opens_nothing && indicator.weight == Some(Weight::Moderate))
        || (opens_nothing && matches!(indicator.challenge, Some(Challenge::Stressors | Challenge::Expectations)))
}

/// A hold that stops joint work, control first of all, never rests on two answers that many couples give.
#[test]
fn r51_no_two_everyday_answers_stop_joint_work() {
    let everyday: Vec<&Indicator> = english().indicators().iter().filter(|one| is_everyday(one)).collect();
    assert!(everyday.len() > 80, "{}", everyday.len());
    let stops = |gate: &GateId| english().gate(*gate).hard || english().gate(*gate).individual_only;
    assert!(english().gates().iter().filter(|gate| stops(&gate.id)).count() >= 9);
    for (place, one) in everyday.iter().enumerate() {
        for other in &everyday[place..] {
            let mut course = CaseState::default();
            course.done.insert(SCREENED.parse().unwrap());
            for indicator in [one, other] {
                let whom = if indicator.applies_to == AppliesTo::Both { Whom::Couple } else { Whom::A };
                course.answers.record(english(), &indicator.id, whom, Answer::Yes).unwrap();
            }
            course.observe_gates(english());
            let stopping: Vec<GateId> = course.gates.open_gates().filter(stops).collect();
            assert!(stopping.is_empty(), "{} and {}: {stopping:?}", one.id, other.id);
        }
    }
}
