//! R78 and R79: what cannot wait beside the safety plan, and asking about dying around a birth.

use domain::{
    library::english,
    plan::editor::{Booking, ExerciseStatuses, check, draft},
    planning::planner::{Plan, reminders_of_answers, too_short},
    vocabulary::{GateId, Minutes},
};
use serde_json::{Value, json};

use crate::room::{Room, SCREENED, item, main_of};

const SAFETY_PLAN: &str = "individual-safety-planning";
const PREGNANCY: &str = "pregnancy-and-contraception-alone";
const IMAGES: &str = "private-images-first-steps";

fn told(answers: &Value) -> Room {
    Room::of(&json!({ "ticked": answers, "done": [SCREENED] }))
}

fn main_work(plan: &Plan) -> Vec<&str> {
    main_of(plan).iter().map(|item| item.id.as_str()).collect()
}

/// A is controlled, and this was told.
fn controlled(id: &str, who: &str) -> Room {
    let room = told(&json!([{ "id": "ABU-04", "who": "a" }, { "id": id, "who": who }]));
    assert!(room.is_open(GateId::Control), "{id}");
    room
}

#[test]
fn r78_what_cannot_wait_has_ten_minutes_beside_the_safety_plan_which_comes_first_and_is_never_cut() {
    for (id, who, beside) in
        [("STR-14", "a", PREGNANCY), ("ABU-24", "a", PREGNANCY), ("ABU-25", "b", IMAGES), ("BET-04", "b", IMAGES)]
    {
        let room = controlled(id, who);
        for minutes in 30..=120 {
            let plan = room.plan(minutes);
            let main = main_work(&plan);
            assert!(!main.contains(&beside) || main == [SAFETY_PLAN, beside], "{id} {minutes}: {main:?}");
            assert!(minutes < 60 || main == [SAFETY_PLAN, beside], "{id} {minutes}: {main:?}");
            for block in plan.blocks.iter().filter(|block| block.item.is_some()) {
                let one = item(block.item.as_ref().unwrap().as_str());
                assert!(block.minutes >= one.minutes.min, "{id} {minutes}: {}", one.id);
            }
            assert_eq!(plan.blocks.iter().map(|block| block.minutes.0).sum::<u8>(), minutes, "{id}");
        }
        let booking = Booking { number: 1, on: None, start: None, minutes: Minutes(60), booked: room.picture.session };
        let moment = room.picture.moment(english(), &room.case.course);
        let plan = draft(&moment, booking);
        let check = check(english(), &ExerciseStatuses::of(&moment), &plan);
        assert!(check.concerns.is_empty(), "{id}: {:#?}", check.concerns);
    }
}

#[test]
fn r78_a_minute_that_is_missing_puts_nothing_in_place_of_the_safety_plan() {
    let room = told(&json!([{ "id": "ABU-04", "who": "a" }]));
    let usual = room.plan(60);
    let ends = |plan: &Plan| plan.blocks.iter().rev().take(2).map(|block| block.part.clone()).collect::<Vec<_>>();
    for minutes in 38..=60 {
        let plan = room.plan(minutes);
        assert_eq!(main_work(&plan), [SAFETY_PLAN], "{minutes}: {:?}", plan.passed);
        assert_eq!(plan.blocks.iter().map(|block| block.minutes.0).sum::<u8>(), minutes);
        assert!(plan.blocks.iter().all(|block| block.minutes.0 > 0) && plan.blocks[0].minutes.0 >= 3, "{minutes}");
        assert_eq!(ends(&plan), ends(&usual), "{minutes}: grounding and the next contact stay");
    }
    let short = room.plan(30);
    assert!(short.passed.iter().any(|passed| passed.item.as_str() == SAFETY_PLAN && passed.rule == "R44"));
    let couple = Room::of(&json!({ "ticked": ["INF-08"], "done": [SCREENED] }));
    let arrival = |plan: &Plan| plan.blocks[0].minutes.0;
    assert!(arrival(&couple.plan(40)) > 3, "no other session is shortened");
}

#[test]
fn r78_a_session_too_short_for_what_a_hold_asks_for_says_how_long_it_needs() {
    let needs = |room: &Room, minutes: u8| {
        let short = too_short(&room.picture.moment(english(), &room.case.course), Minutes(minutes));
        short.map(|short| (short.item.to_string(), short.needs.0))
    };
    let control = told(&json!([{ "id": "ABU-04", "who": "a" }]));
    for minutes in 30..=120 {
        let expected = (minutes < 38).then(|| (SAFETY_PLAN.to_owned(), 38));
        assert_eq!(needs(&control, minutes), expected, "{minutes}");
    }
    // The same for every other hold: either its exercise comes, or the length that it needs is said.
    let dying = told(&json!([{ "id": "TRA-13", "who": "a" }]));
    assert!(dying.is_open(GateId::Suicide));
    for minutes in 30..=120 {
        let comes = main_work(&dying.plan(minutes)).contains(&"suicide-safety-plan");
        let needs = needs(&dying, minutes);
        assert!(comes != needs.is_some(), "{minutes}: {needs:?} {:?}", dying.plan(minutes).passed);
        assert!(needs.is_none_or(|(_, length)| main_work(&dying.plan(length)).contains(&"suicide-safety-plan")));
    }
    let open = Room::of(&json!({ "ticked": ["INF-08"], "done": [SCREENED] }));
    assert_eq!(needs(&open, 30), None, "no hold asks for anything");
}

#[test]
fn r78_what_concerns_the_other_one_or_was_not_told_takes_no_minute_of_the_safety_plan() {
    for (id, who) in [("STR-14", "b"), ("BET-04", "a"), ("BET-02", "b"), ("ABU-27", "a")] {
        assert_eq!(main_work(&controlled(id, who).plan(60)), [SAFETY_PLAN], "{id} of {who}");
    }
    let two = json!([{ "id": "ABU-04", "who": "a" }, { "id": "STR-14", "who": "a" }, { "id": "BET-04", "who": "b" }]);
    assert_eq!(main_work(&told(&two).plan(60)), [SAFETY_PLAN, PREGNANCY], "the time of pictures runs out later");
    let both = told(&json!([{ "id": "ABU-04", "who": "a" }, { "id": "ABU-25", "who": "a" }]));
    assert_eq!(main_work(&both.plan(60)), [SAFETY_PLAN], "both are harmed, and who comes is not known");
    let afraid = told(&json!([{ "id": "ABU-01", "who": "a" }, { "id": "BET-02", "who": "a" }]));
    assert_eq!(main_work(&afraid.plan(60)), [SAFETY_PLAN], "hidden debt is no picture");
    assert!(!main_work(&told(&json!([{ "id": "STR-14", "who": "a" }])).plan(60)).contains(&SAFETY_PLAN));
}

#[test]
fn r78_care_that_is_held_back_is_a_step_of_the_safety_plan_and_a_reminder() {
    let reminds = |room: &Room| reminders_of_answers(english(), &room.case.course).iter().any(|one| one.rule == "R78");
    assert!(reminds(&controlled("ABU-27", "a")) && !reminds(&controlled("STR-14", "a")));
    assert!(item(SAFETY_PLAN).steps.iter().any(|step| step.contains("medicine held back") && step.contains("today")));
    assert!(item(IMAGES).steps.iter().any(|step| step.contains("In ten minutes") && step.contains("nothing yet")));
}

#[test]
fn r79_low_mood_around_a_birth_asks_about_dying_until_that_person_was_asked_and_denied_it() {
    let reminds = |ticked: Value, no: Value| {
        let room = Room::of(&json!({ "ticked": ticked, "no": no, "done": [SCREENED] }));
        let said = reminders_of_answers(english(), &room.case.course);
        said.iter().any(|one| one.rule == "R79" && one.text.contains("dying") && one.text.contains("doctor"))
    };
    let low = json!([{ "id": "STR-17", "who": "a" }]);
    let of = |who: &str| json!([{ "id": "GEN-07", "who": who }]);
    assert!(reminds(low.clone(), json!([])), "not asked is no no");
    assert!(reminds(low.clone(), of("b")), "the other one was asked");
    assert!(!reminds(low, of("a")), "asked and denied");
    for thought in ["GEN-07", "TRA-13"] {
        assert!(
            reminds(json!([{ "id": "STR-17", "who": "a" }, { "id": thought, "who": "a" }]), json!([])),
            "{thought}"
        );
    }
    assert!(!reminds(json!(["STR-03"]), json!([])), "a new baby alone says nothing");
    let crowded = json!([{ "id": "STR-17", "who": "a" }, "EXP-15", "STR-20", "ADD-09", "GEN-21", "TRA-17"]);
    assert!(reminds(crowded, json!([])), "no other reminder crowds it out");
}
