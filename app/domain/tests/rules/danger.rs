//! R52 to R61, R64, R66, R67 and R71: roles that cross, control after a breach, danger, and interviews that do not count.

use domain::{
    assess::{Answer, Assessment, CaseState, Partner, Session, ThemeRoles, Whom},
    library::english,
    plan::editor::{Booking, ExerciseStatuses, check, draft},
    planning::{
        Fit, fits,
        planner::{Present, reminders_of_answers},
    },
    safety::{Closing, GateRefusal, Ground, holds},
    vocabulary::{GateId, ItemId, Minutes, Role, RuleId, SmallSet, Tag},
};
use serde_json::{Value, json};

use crate::room::{Room, SCREENED, item};

/// The talk with each partner alone.
const TIME_ALONE: &str = "few-minutes-alone";

/// Every exercise was done, and these were answered with yes about these people.
fn told(answers: &Value) -> Room {
    let done: Vec<&str> = english().items().iter().map(|item| item.id.as_str()).collect();
    Room::of(&json!({ "ticked": answers, "done": done, "phase": "maintenance" }))
}

/// The same couple with CONTROL and what follows from it closed, in these words.
fn closed(answers: &Value, words: &str) -> CaseState {
    let mut course = told(answers).case.course;
    for gate in [GateId::Control, GateId::Consent, GateId::Sti, GateId::Unscreened, GateId::Situational] {
        course.gates.close_as_stated(gate, words, &course.done.clone());
    }
    course
}

fn held(course: &CaseState, id: &str, rule: u8) -> bool {
    holds(course, item(id)).iter().any(|hold| hold.id() == format!("R{rule}"))
}

fn reminds(room: &Room, rule: &str) -> bool {
    reminders_of_answers(english(), &room.case.course).iter().any(|one| one.rule == rule && !one.text.is_empty())
}

fn asked(course: &mut CaseState, id: &str, by: Partner) {
    course.dated.asked_alone.entry(id.parse().unwrap()).or_default().insert(by);
}

/// Had an affair, and is now controlled for it.
fn crossed() -> Value {
    json!([{ "id": "INF-01", "who": "a" }, { "id": "ABU-17", "who": "b" }])
}

#[test]
fn r52_roles_belong_to_a_challenge_and_nobody_harmed_is_asked_for_their_own_part() {
    let room = told(&crossed());
    let roles = ThemeRoles::of(&room.case.course.answers);
    assert!(roles.crosses(Partner::A) && roles.crosses(Partner::B));
    assert!(reminds(&room, "R52"));
    let fit = |partner, role, id: &str| {
        fits(english(), &room.case.course, Session::Individual(role, Some(partner)), item(id))
    };
    for booked in Role::ALL {
        for one in english().items().iter().filter(|one| one.tags.contains(&Tag::Atonement)) {
            assert_eq!(fit(Partner::A, *booked, one.id.as_str()), Fit::No, "{booked}: {}", one.id);
        }
        assert_eq!(fit(Partner::A, *booked, "responsibility-statement"), Fit::No, "{booked}");
        assert_eq!(fit(Partner::A, *booked, "individual-safety-planning"), Fit::Alone, "{booked}");
        assert_eq!(fit(Partner::A, *booked, "own-behaviour-talk"), Fit::No, "{booked}");
        for hidden in ["individual-safety-planning", "private-images-first-steps", "pregnancy-and-contraception-alone"]
        {
            assert_eq!(fit(Partner::B, *booked, hidden), Fit::No, "{booked}: {hidden}");
        }
        assert_eq!(fit(Partner::B, *booked, "own-behaviour-talk"), Fit::Alone, "{booked}");
    }
    assert_ne!(fit(Partner::A, Role::Harmed, "self-blame-rebalance"), Fit::No, "always open");
}

#[test]
fn r52_under_consent_an_own_part_waits_until_it_is_asked_for_alone() {
    let answers =
        json!([{ "id": "INF-01", "who": "a" }, { "id": "ABU-09", "who": "b" }, { "id": "TRA-18", "who": "a" }]);
    let mut course = told(&answers).case.course;
    assert!(course.gates.is_open(GateId::Consent) && !course.gates.is_open(GateId::Control));
    assert!(held(&course, "responsibility-statement", 52));
    asked(&mut course, "responsibility-statement", Partner::B);
    assert!(held(&course, "responsibility-statement", 52), "the partner using control asked");
    asked(&mut course, "responsibility-statement", Partner::A);
    assert!(!held(&course, "responsibility-statement", 52));
    let plain = told(&json!([{ "id": "INF-01", "who": "a" }, { "id": "TRA-18", "who": "a" }])).case.course;
    assert!(!held(&plain, "responsibility-statement", 52), "nothing crosses");
}

#[test]
fn r77_going_along_from_habit_is_asked_about_alone_before_it_counts_and_touch_waits_until_then() {
    let mut course = told(&json!(["TRA-18"])).case.course;
    assert!(!course.gates.is_open(GateId::Consent), "habit alone is no sign of pressure");
    let meets_a_no = |tag: &Tag| [Tag::Touch, Tag::Sexual, Tag::Fantasy, Tag::Novelty].contains(tag);
    let waiting = || english().items().iter().filter(|one| one.tags.iter().any(&meets_a_no));
    assert!(waiting().count() > 10);
    for one in waiting() {
        assert!(held(&course, one.id.as_str(), 77), "{}", one.id);
    }
    assert!(!held(&course, "grounding-toolkit", 77) && !held(&course, "few-minutes-alone", 77));
    assert!(Room::screened(&["TRA-18"]).suggested().contains(&"few-minutes-alone".to_owned()), "the way on is offered");
    course.dated.seen_alone_since.insert(RuleId::number(77));
    assert!(waiting().all(|one| !held(&course, one.id.as_str(), 77)));
}

#[test]
fn r77_beside_a_sign_of_pressure_harm_or_trauma_going_along_counts_at_once() {
    let abuse = english().indicators().iter().map(|one| one.id.as_str()).filter(|id| id.starts_with("ABU-"));
    let others = ["TRA-01", "TRA-02", "TRA-03", "TRA-10", "TRA-13", "TRA-14", "TRA-17", "POW-12"];
    for sign in abuse.chain(others).chain(domain::assess::CONTROL_PATTERN) {
        let room = Room::screened(&["TRA-18", sign]);
        assert!(room.is_open(GateId::Consent), "{sign}");
        // A screen that both look at has no word of it and the same holds.
        assert!(english().is_asked_alone(&sign.parse().unwrap()), "{sign}");
    }
    assert!(Room::screened(&["TRA-18", "TRA-04"]).is_open(GateId::Ptsd), "numb when touched is a hold of its own");
}

#[test]
fn r53_checking_as_a_penance_is_control_and_its_tools_wait_until_they_are_asked_for_alone() {
    for answers in [
        crossed(),
        json!([{ "id": "INF-01", "who": "a" }, { "id": "ABU-18", "who": "a" }]),
        json!([{ "id": "BET-02", "who": "a" }, { "id": "ABU-04", "who": "a" }]),
        json!([{ "id": "INF-01", "who": "a" }, { "id": "ABU-06", "who": "b" }]),
    ] {
        assert!(told(&answers).is_open(GateId::Control), "{answers}");
        let mut course = closed(&answers, "the service, by name; sustained and safe");
        for id in ["transparency-agreement", "structured-question-time", "full-apology-sequence"] {
            assert!(held(&course, id, 53), "{answers}: {id}");
            asked(&mut course, id, Partner::B);
            assert!(held(&course, id, 53), "{answers}: the one who checks asked");
            asked(&mut course, id, Partner::A);
            assert!(!held(&course, id, 53), "{answers}: {id}");
        }
    }
    let mut unticked = closed(&crossed(), "the service, by name");
    unticked.answers = domain::assess::Answers::default();
    assert!(held(&unticked, "transparency-agreement", 53), "taking the answer back releases nothing");
    assert!(!held(&told(&json!(["INF-01", "INF-09"])).case.course, "transparency-agreement", 53));
}

#[test]
fn r54_where_checking_brings_no_calm_its_tools_wait_for_a_few_minutes_alone() {
    for sign in ["INF-15", "INF-16"] {
        let mut course = told(&json!([sign])).case.course;
        assert!(course.has_done("few-minutes-alone"), "done, but not dated");
        for id in ["transparency-agreement", "structured-question-time", "digital-boundaries-agreement"] {
            assert!(held(&course, id, 54), "{sign}: {id}");
        }
        assert!(!held(&course, "full-apology-sequence", 54));
        course.dated.seen_alone_since.insert(RuleId::number(54));
        assert!(!held(&course, "transparency-agreement", 54));
        let room = Room::screened(&[sign]);
        assert!(fits(english(), &room.case.course, Session::Couple, item("few-minutes-alone")) == Fit::OwnTime);
        assert!(room.suggested().contains(&"few-minutes-alone".to_owned()), "{sign}: the way on is offered");
    }
}

#[test]
fn r55_a_fact_opens_no_hold_and_asks_for_a_few_minutes_alone_until_it_rests() {
    for fact in ["POW-05", "GEN-13", "GEN-14", "STR-14", "STR-18", "INF-15", "INF-16", "EXP-15", "GEN-27"] {
        let room = Room::screened(&[fact]);
        assert!(!room.warns("R15"), "{fact} is no sign of harm");
        assert_eq!(room.case.course.gates.open_gates().count(), 0, "{fact}");
        assert!(reminds(&room, "R55"), "{fact}");
        let mut seen = room;
        seen.case.course.dated.seen_alone_since.insert(RuleId::number(55));
        assert!(!reminds(&seen, "R55"), "{fact}: each was seen alone since");
    }
    for rests in ["POW-05", "STR-18", "GEN-13"] {
        let mut room = Room::screened(&[rests, "GEN-28"]);
        assert!(!reminds(&room, "R55"), "{rests}");
        room.case.course.dated.ask_about_dependence_again = true;
        assert!(reminds(&room, "R55"), "{rests}: six months later");
    }
    assert!(reminds(&Room::screened(&["GEN-14", "GEN-28"]), "R55"), "dependence says nothing about leaving");
    for fact in ["POW-05", "GEN-13", "STR-14", "STR-18", "INF-15"] {
        assert!(
            !reminds(&Room::screened(&[fact, "ABU-01"]), "R55"),
            "{fact}: under the control hold no joint work follows"
        );
    }
}

#[test]
fn r55_a_few_minutes_alone_come_before_the_work_of_the_couple_and_are_as_long_for_both() {
    for sign in ["GEN-13", "GEN-14", "INF-15", "TRA-18"] {
        for (minutes, phase) in (30..=120).flat_map(|minutes| [(minutes, "safety"), (minutes, "meaning")]) {
            let room = Room::with(&[sign], &["ground-rules-and-secrets-policy"], phase);
            let plan = room.plan(minutes);
            assert_eq!(plan.blocks.iter().map(|block| block.minutes.0).sum::<u8>(), minutes, "{sign}");
            let place = plan.blocks.iter().position(|block| block.item.as_ref().is_some_and(|id| *id == *TIME_ALONE));
            let Some(place) = place else {
                assert!(minutes < 50, "{sign} {minutes}: no talk alone in {:#?}", plan.blocks);
                continue;
            };
            let [first, second, next] = &plan.blocks[place..place + 3] else { panic!("{sign} {minutes}") };
            assert_eq!([first.audience, second.audience], [Present::Turn(Partner::A), Present::Turn(Partner::B)]);
            assert!((second.item == first.item) && (second.minutes == first.minutes), "{sign} {minutes}");
            assert!(first.minutes >= item(TIME_ALONE).minutes.min && next.part == first.part, "{sign} {minutes}");
            assert!(plan.blocks[..place].iter().all(|block| block.part != first.part), "{sign} {minutes}: comes first");
            assert!(plan.passed.iter().all(|passed| passed.item != *first.item.as_ref().unwrap()));
            assert!(plan.sheets.iter().all(|sheet| sheet.items.iter().all(|id| *id != *TIME_ALONE)));
        }
        let room = Room::screened(&[sign]);
        let moment = room.picture.moment(english(), &room.case.course);
        let booking = Booking { number: 2, on: None, start: None, minutes: Minutes(60), booked: room.picture.session };
        let against = check(english(), &ExerciseStatuses::of(&moment), &draft(&moment, booking)).concerns;
        assert!(against.is_empty(), "{sign}: {against:#?}");
    }
    let seen = |room: &Room| room.plan(60).blocks.iter().any(|b| b.item.as_ref().is_some_and(|id| *id == *TIME_ALONE));
    assert!(!seen(&Room::screened(&["STR-01"])), "nothing waits for it");
    let mut room = Room::with(&["GEN-14"], &["ground-rules-and-secrets-policy"], "safety");
    assert!(seen(&room));
    room.case.course.dated.seen_alone_since.insert(RuleId::number(55));
    assert!(!seen(&room), "each was seen alone since");
}

#[test]
fn r56_resisting_force_is_not_mutual_and_asks_for_no_own_part() {
    let room = told(&json!(["ABU-11", { "id": "ABU-19", "who": "b" }]));
    assert!(room.is_open(GateId::Control) && room.is_open(GateId::Situational), "never situational alone");
    for sign in ["ABU-16", "ABU-19", "ABU-20"] {
        assert!(reminds(&Room::screened(&[sign]), "R56"), "{sign}");
    }
    let course = closed(&json!([{ "id": "ABU-19", "who": "b" }]), "the service, by name");
    for one in english().items().iter().filter(|one| one.tags.contains(&Tag::Atonement)) {
        assert!(held(&course, one.id.as_str(), 56), "{}", one.id);
    }
    for file in domain::library::ENGLISH_FILES.iter().filter(|(name, _)| name.starts_with("exercises/")) {
        assert!(!file.1.contains("mutual violence"), "{}", file.0);
    }
}

#[test]
fn r57_leaving_is_asked_about_alone_before_a_talk_about_staying_or_parting() {
    for sign in ["GEN-14", "ABU-15", "ABU-11"] {
        let mut course = closed(&json!([sign]), "seen again");
        assert!(held(&course, "stay-or-part-conversation", 57), "{sign}");
        course.dated.seen_alone_since.insert(RuleId::number(57));
        assert!(!held(&course, "stay-or-part-conversation", 57), "{sign}");
    }
    let mut after = closed(&json!(["ABU-01"]), "the service, by name; sustained and safe");
    after.dated.seen_alone_since.insert(RuleId::number(57));
    assert!(held(&after, "stay-or-part-conversation", 57), "where CONTROL was ever open, the closing has to name it");
    let mut named = closed(&json!(["ABU-01"]), "the service agrees to stay-or-part-conversation");
    assert!(held(&named, "stay-or-part-conversation", 57));
    named.dated.seen_alone_since.insert(RuleId::number(57));
    assert!(!held(&named, "stay-or-part-conversation", 57));
    let blocks = domain::planning::planner::block_reminders(english(), Some(item("separate-decision-talks")), false);
    assert!(blocks.iter().any(|reminder| reminder.rule == "R57"));
}

#[test]
fn r58_danger_signs_add_up_and_are_no_score() {
    let two = Room::screened(&["ABU-02", "GEN-15"]);
    assert!(two.is_open(GateId::Control) && reminds(&two, "R58"));
    assert!(!reminds(&Room::screened(&["ABU-18", "ABU-17"]), "R58"), "one of the list");
    assert!(reminds(&Room::screened(&["GEN-08"]), "R58"), "strangulation alone is enough");
    assert!(!reminds(&Room::screened(&["GEN-13", "GEN-14", "GEN-15"]), "R58"), "facts without control are no alarm");
    assert_eq!(two.suggested()[0], "sexual-health-check-plan", "ABU-02 opens the medical hold too");
    let danger = Room::screened(&["ABU-21", "GEN-14"]);
    assert_eq!(danger.suggested()[0], "individual-safety-planning");
}

#[test]
fn r59_a_pause_is_said_to_the_harmed_partner_first() {
    for sign in ["ABU-01", "ABU-12", "INF-04"] {
        assert!(Room::screened(&[sign]).warns("R59"), "{sign}");
    }
    assert!(!Room::screened(&["INF-03"]).warns("R59"));
}

#[test]
fn r60_force_in_sleep_waits_for_a_safer_night_and_never_closes_an_eye_to_control() {
    for sign in ["TRA-16", "GEN-19"] {
        let mut course = told(&json!([sign])).case.course;
        for one in english().items().iter().filter(|one| one.tags.contains(&Tag::Touch)) {
            assert!(!held(&course, one.id.as_str(), 60), "{sign}: the night is planned");
        }
        course.dated.overtaken.insert(RuleId::number(60));
        assert!(held(&course, "sensate-focus-one", 60), "{sign}: it came after the plan");
        course.done.remove(&"night-safety-plan".parse::<ItemId>().unwrap());
        for one in english().items().iter().filter(|one| one.tags.contains(&Tag::Touch)) {
            assert!(held(&course, one.id.as_str(), 60), "{sign}: {}", one.id);
        }
    }
    assert_eq!(Room::screened(&["TRA-16"]).case.course.gates.open_gates().count(), 0);
    let neck = Room::screened(&["GEN-19"]);
    assert!(neck.is_open(GateId::Acute) && neck.is_open(GateId::Unscreened) && !neck.is_open(GateId::Control));
    assert!(Room::screened(&["GEN-08"]).is_open(GateId::Control), "in doubt this is recorded");
    for sign in ["TRA-16", "GEN-19", "GEN-20"] {
        assert!(reminds(&Room::screened(&[sign]), "R60"), "{sign}");
    }
}

#[test]
fn r61_a_doubt_about_deciding_holds_what_needs_a_decision_and_nothing_else() {
    let room = Room::all_done(&["GEN-18"]);
    assert_eq!(room.case.course.gates.open_gates().collect::<Vec<_>>(), [GateId::Capacity]);
    for tag in [Tag::Touch, Tag::Fantasy, Tag::Novelty, Tag::Genital] {
        assert!(room.free_with(tag).is_empty(), "{tag}: {:?}", room.free_with(tag));
    }
    let held = english().items().iter().filter(|one| one.blocked_by.contains(&GateId::Capacity)).count();
    assert_eq!((held, english().items().len() - held), (42, 48));
    assert!(room.warns("R61"));
    let begun = Room::with(&["GEN-18"], &["ground-rules-and-secrets-policy"], "safety");
    assert_eq!(begun.suggested().first().map(String::as_str), Some("yes-and-no-when-memory-changes"));
    let decision = item("yes-and-no-when-memory-changes");
    assert_eq!(fits(english(), &begun.case.course, Session::Couple, decision), Fit::OwnTime);
    let mut course = room.case.course;
    let never = course.gates.override_gate(english(), GateId::Capacity, domain::safety::Overriding::default());
    assert!(matches!(never, Err(GateRefusal::Never { .. })));
}

#[test]
fn r66_who_bets_in_secret_is_offered_the_brakes_in_the_talk_about_the_secret() {
    let room = Room::screened(&["ADD-15", "GEN-10"]);
    let session = Session::Individual(Role::SecretHolder, Some(Partner::A));
    assert_eq!(fits(english(), &room.case.course, session, item("gambling-brakes-plan")), Fit::Alone);
}

#[test]
fn r64_who_is_in_an_image_is_seen_alone_first() {
    for sign in ["BET-04", "ABU-25"] {
        let room = Room::screened(&[sign]);
        assert!(room.is_open(GateId::Control) && reminds(&room, "R64"), "{sign}");
        assert!(matches!(room.picture.session, Session::Individual(..)));
        assert!(room.suggested().contains(&"private-images-first-steps".to_owned()), "{sign}");
        assert!(room.is_free("private-images-first-steps"));
    }
}

#[test]
fn r67_an_interview_that_somebody_may_have_heard_does_not_count() {
    for sign in ["GEN-16", "GEN-17"] {
        let room = Room::screened(&[sign]);
        assert!(room.is_open(GateId::Unscreened), "{sign}");
        assert!(reminds(&room, "R67"), "{sign}: a plan says that the interview is held again");
        let mut course = room.case.course;
        let closing =
            || Closing { by: "C.".into(), on: "2026-11-20".into(), ground: Ground::AsDemanded("both seen".into()) };
        let (answers, done) = (course.answers.clone(), course.done.clone());
        let refused = course.gates.close(GateId::Unscreened, closing(), &answers, &done);
        assert!(matches!(refused, Err(GateRefusal::NotEnough { .. })), "{sign}: {refused:?}");
        course.answers.clear(&sign.parse().unwrap(), Whom::OneOfThem);
        assert_eq!(course.answers.iter().filter(|(_, _, answer)| *answer == Answer::Yes).count(), 0);
        let answers = course.answers.clone();
        course.gates.close(GateId::Unscreened, closing(), &answers, &done).unwrap();
    }
}

#[test]
fn r71_risk_to_a_child_is_a_route_of_its_own() {
    for sign in ["GEN-25", "GEN-26"] {
        let room = Room::screened(&[sign]);
        assert!(room.is_open(GateId::Child) && reminds(&room, "R71"), "{sign}");
        assert!(matches!(room.picture.session, Session::Individual(..)), "{sign}");
        let serves = Assessment::of(english(), &room.case.course, None, Session::Couple).findings;
        assert!(serves.is_empty(), "{sign}: no challenge, so no addiction plan");
    }
    let done: SmallSet<&str> = SmallSet::from([SCREENED]);
    assert!(room_of_child(&done).is_open(GateId::Child));
}

fn room_of_child(done: &SmallSet<&str>) -> Room {
    Room::of(&json!({ "ticked": ["GEN-03"], "done": done }))
}
