//! R17 to R37: what comes before what, across sessions.

use domain::{
    library::english,
    vocabulary::{GateId, Phase, Tag},
};
use serde_json::json;

use crate::room::{Room, SCREENED, item, items_of, main_of, many_rooms};

#[test]
fn r17_the_safety_phase_uses_safety_exercises_and_one_new_skill() {
    for room in many_rooms().iter().filter(|room| room.picture.phase.id == Phase::Safety) {
        for minutes in [50, 60, 80, 90] {
            let plan = room.plan(minutes);
            assert!(items_of(&plan).iter().all(|item| item.phase == Phase::Safety));
            let new_skill = |item: &&&domain::library::model::Item| {
                item.tags.contains(&Tag::Skill) && !room.case.course.done.contains(&item.id)
            };
            assert!(main_of(&plan).iter().filter(new_skill).count() <= 1);
        }
    }
    let room = Room::screened(&["TRA-12"]);
    assert!(room.is_free("self-blame-rebalance"), "individual exercises may be used at any time");
}

#[test]
fn r18_while_the_affair_goes_on_no_repair_forgiveness_or_touch() {
    let room = Room::all_done(&["INF-03"]);
    assert!(room.is_open(GateId::Affair));
    for id in ["full-apology-sequence", "amends-plan", "forgiveness-by-choice", "affection-menu", "sensate-focus-one"] {
        assert!(room.is_held_by(id, "GATE-AFFAIR"), "{id}");
    }
    for id in ["contact-ending-plan", "relationship-agreement-audit", "stay-or-part-conversation"] {
        assert!(room.is_free(id), "{id}: stabilisation and decision stay open");
    }
}

#[test]
fn r19_a_material_secret_pauses_couple_work() {
    for sign in ["INF-04", "GEN-10"] {
        let room = Room::all_done(&[sign]);
        assert!(room.is_open(GateId::Secret), "{sign}");
        for item in english().items().iter().filter(|item| room.is_free(item.id.as_str())) {
            let named = ["sexual-trust-primer", "ground-rules-and-secrets-policy"].contains(&item.id.as_str());
            assert!(named || !english().is_couple_work(item), "{sign}: {}", item.id);
        }
    }
}

#[test]
fn r20_a_secret_that_could_endanger_its_holder_is_never_pressed_for() {
    assert!(Room::of(&json!({ "ticked": ["INF-04"] })).warns("R20"), "UNSCREENED is open too");
    assert!(Room::screened(&["INF-04", "POW-04"]).warns("R20"), "CONSENT is open too");
    assert!(!Room::screened(&["INF-04"]).warns("R20"));
}

#[test]
fn r21_no_full_apology_before_the_impact_was_heard() {
    let room = Room::with(&["INF-08"], &["responsibility-statement"], "repair");
    assert!(!room.is_free("full-apology-sequence"));
    assert_eq!(room.place_of("full-apology-sequence"), None);
    let heard = Room::with(&["INF-08"], &["responsibility-statement", "impact-listening-session"], "repair");
    assert!(heard.place_of("full-apology-sequence").is_some());
}

#[test]
fn r22_apology_remorse_and_amends_wait_for_a_responsibility_statement() {
    let room = Room::with(&["INF-08"], &["full-apology-sequence", "impact-listening-session"], "repair");
    for id in ["full-apology-sequence", "remorse-witnessing", "amends-plan"] {
        assert!(room.is_held_by(id, "R22"), "{id}");
        assert!(!Room::all_done(&["INF-08"]).is_held_by(id, "R22"), "{id}");
    }
}

#[test]
fn r23_forgiveness_waits_for_an_apology_and_steady_deeds() {
    for done in [&["full-apology-sequence"][..], &["amends-plan"], &["forgiveness-readiness-check"]] {
        assert!(Room::with(&["INF-08"], done, "repair").is_held_by("forgiveness-by-choice", "R23"));
    }
    let ready = Room::all_done(&["INF-08"]);
    assert!(!ready.is_held_by("forgiveness-by-choice", "R23"));
    assert!(item("forgiveness-by-choice").needs.conditions.iter().any(|text| text.contains("4 weeks")));
}

#[test]
fn r24_nothing_asks_for_shared_blame_where_harm_is_on_record() {
    let as_couple_tasks = [
        "own-part-inventory",
        "negative-cycle-map",
        "vulnerability-timeline",
        "full-apology-sequence",
        "remorse-witnessing",
        "amends-plan",
        "forgiveness-by-choice",
    ];
    for sign in ["ABU-01", "ABU-09", "ABU-11", "ABU-15", "BET-04", "POW-04"] {
        let room = Room::all_done(&[sign]);
        for id in as_couple_tasks {
            assert!(room.is_held_by(id, "R24"), "{sign}: {id}");
        }
    }
    let closed = json!({
        "ticked": ["ABU-15"],
        "done": english().items().iter().map(|item| item.id.as_str()).collect::<Vec<_>>(),
        "closed_gates": { "GATE-UNSCREENED": "seen alone again" },
    });
    assert!(Room::of(&closed).is_held_by("own-part-inventory", "R24"), "closing gates does not lift it");
    let past = Room::of(&closed);
    assert!(past.is_free("forgiveness-readiness-check"), "with the harmed partner alone");
    assert!(Room::all_done(&["INF-08"]).is_free("own-part-inventory"));
}

#[test]
fn r25_no_touch_before_a_stop_signal() {
    let touch: Vec<&str> =
        english().items().iter().filter(|item| item.tags.contains(&Tag::Touch)).map(|item| item.id.as_str()).collect();
    assert!(touch.len() >= 7);
    let all_but_the_signal: Vec<&str> =
        english().items().iter().map(|item| item.id.as_str()).filter(|id| *id != "stop-signal-agreement").collect();
    let room = Room::with(&["EXP-02"], &all_but_the_signal, "intimacy");
    for id in touch {
        assert!(room.is_held_by(id, "R25"), "{id}");
        assert!(!Room::all_done(&["EXP-02"]).is_held_by(id, "R25"), "{id}");
    }
}

#[test]
fn r26_a_dreaded_touch_lesson_leads_back_not_on() {
    let done = ["stop-signal-agreement", "boundaries-traffic-light", "sensate-focus-one", SCREENED];
    let case = |times: u8| {
        json!({ "ticked": ["EXP-02", "EXP-06"], "done": done, "phase": "intimacy",
                "facts": { "dreaded_or_skipped": { "sensate-focus-one": times } } })
    };
    let (calm, dreaded) = (Room::of(&case(0)), Room::of(&case(2)));
    assert!(calm.place_of("sensate-focus-two") < dreaded.place_of("sensate-focus-two"));
    assert!(dreaded.place_of("affection-menu") < dreaded.place_of("sensate-focus-two"));
    assert!(dreaded.warns("R26") && !calm.warns("R26"));
    assert!(!main_of(&dreaded.plan(60)).iter().any(|item| item.id == *"sensate-focus-two"));
}

#[test]
fn r27_without_clear_sti_status_only_non_genital_touch() {
    let room = Room::all_done(&["INF-05"]);
    assert!(room.free_with(Tag::Genital).is_empty());
    assert!(room.is_free("affection-menu"));
}

#[test]
fn r28_where_touch_hurts_no_genital_task_and_the_pain_pathway_first() {
    let room = Room::all_done(&["TRA-07"]);
    assert!(room.free_with(Tag::Genital).is_empty());
    assert_eq!(Room::screened(&["TRA-07"]).suggested()[0], "pain-first-pathway");
}

#[test]
fn r29_unstable_trauma_symptoms_allow_no_body_or_detail_work() {
    let room = Room::all_done(&["TRA-04"]);
    for tag in [Tag::Body, Tag::TraumaDetail, Tag::Touch] {
        assert!(room.free_with(tag).is_empty(), "{tag}: {:?}", room.free_with(tag));
    }
    assert_eq!(Room::screened(&["TRA-04"]).suggested()[0], "grounding-toolkit");
}

#[test]
fn r30_an_undecided_partner_is_offered_the_decision_first() {
    let room = Room::with(&["GEN-01", "INF-08"], &[], "repair");
    assert!(room.is_held_by("amends-plan", "GATE-MIXED"));
    assert_eq!(room.suggested()[0], "stay-or-part-conversation");
}

#[test]
fn r31_uneven_power_that_is_safe_reminds_who_moves_first() {
    assert!(Room::screened(&["POW-01", "POW-03"]).warns("R31"));
    assert!(!Room::screened(&["POW-01"]).warns("R31"), "a mention is not clearly unequal");
    assert!(!Room::screened(&["POW-04", "POW-01"]).warns("R31"), "it is not safe while CONSENT is open");
}

#[test]
fn r32_distress_from_values_is_not_treated_as_addiction() {
    let room = Room::all_done(&["ADD-06", "ADD-07"]);
    for id in ["recovery-check-ritual", "lapse-disclosure-plan"] {
        assert!(room.is_held_by(id, "R32"), "{id}");
        assert!(!Room::all_done(&["ADD-06", "ADD-05"]).is_held_by(id, "R32"), "{id}: control is lost");
    }
    let alone = json!({ "ticked": ["ADD-06", "ADD-07"], "done": [SCREENED], "phase": "meaning",
                        "session": "individual (person concerned)" });
    assert_eq!(Room::of(&alone).suggested()[0], "control-or-values-review");
}

#[test]
fn r33_no_touch_ladder_where_no_sex_is_a_good_choice() {
    let chosen = json!({ "done": english().items().iter().map(|item| item.id.as_str()).collect::<Vec<_>>(),
                         "phase": "intimacy", "facts": { "chosen_no_sex": true } });
    for room in [Room::all_done(&["EXP-12"]), Room::of(&chosen)] {
        for id in ["sensate-focus-one", "sensate-focus-two", "sensate-focus-three"] {
            assert!(room.is_held_by(id, "R33"), "{id}");
        }
        assert!(room.is_free("affection-menu") && room.is_free("relationship-agreement-audit"));
        assert!(room.warns("R33"));
    }
}

#[test]
fn r34_an_open_couple_is_measured_by_its_own_agreement() {
    let open = json!({ "ticked": ["INF-13"], "done": [SCREENED], "facts": { "non_monogamous": true } });
    assert!(Room::of(&open).warns("R34"));
    assert!(!Room::screened(&["INF-13"]).warns("R34"));
    for item in english().items() {
        let printed = item.client_text.iter().chain(&item.homework).chain([&item.title]);
        for text in printed {
            let text = text.as_str().to_lowercase();
            assert!(!text.contains("monogam") || text.contains("open"), "{}: one form before another", item.id);
        }
    }
}

#[test]
fn r35_everyday_stress_begins_with_information() {
    let room = Room::with(&["STR-01", "STR-06"], &[], "meaning");
    assert!(room.warns("R35"));
    assert!(!Room::with(&["STR-01", "EXP-03"], &[], "meaning").warns("R35"));
    let alone = Room::with(&["STR-01", "STR-06", "GEN-07"], &[], "meaning");
    assert!(alone.is_open(GateId::Suicide) && !alone.warns("R35"), "one partner comes alone, and something else leads");
    let with_information = |ticked: &[&str]| {
        let room = Room::with(ticked, &[], "meaning");
        let moment = room.picture.moment(english(), &room.case.course);
        let found = domain::planning::suggest(&moment).into_iter().find(|s| s.item.id == *"sex-myths-review");
        found.is_some_and(|s| s.because.iter().any(|reason| reason.starts_with("Everyday stress leads")))
    };
    assert!(with_information(&["STR-01", "STR-06"]) && !with_information(&["STR-01", "EXP-03"]));
}

#[test]
fn r36_after_four_sessions_a_review_is_due() {
    let case = |sessions: u8| {
        json!({ "ticked": ["STR-01"], "done": [SCREENED, "trust-and-sex-baseline"], "phase": "maintenance",
                "facts": { "sessions_since_review": sessions } })
    };
    let (early, due) = (Room::of(&case(3)), Room::of(&case(4)));
    assert!(due.warns("R36") && !early.warns("R36"));
    assert!(due.place_of("progress-review") < early.place_of("progress-review"));
}

#[test]
fn r37_before_the_end_plan_for_setbacks() {
    let case = |ending: bool| json!({ "ticked": ["STR-01"], "done": [SCREENED], "phase": "maintenance", "facts": { "ending": ending } });
    let (on, ending) = (Room::of(&case(false)), Room::of(&case(true)));
    assert!(ending.warns("R37") && !on.warns("R37"));
    assert_eq!(ending.place_of("setback-plan"), Some(0));
}
