use super::*;
use crate::{
    assess::CaseState,
    library::{
        Library, english,
        model::{CouplePaper, Item, OverridePolicy},
    },
    safety::{Closing, Ground, Hold, Overriding, holds},
    vocabulary::{GateId, ItemId, MinuteRange, Minutes, Phase, RuleId, Tag, Weight},
};

fn id(text: &str) -> ItemId {
    text.parse().unwrap()
}

fn built_in(text: &str) -> &'static Item {
    english().item(&id(text)).unwrap()
}

fn written() -> OwnExercise {
    OwnExercise {
        title: "A walk without phones".into(),
        serves: vec![crate::vocabulary::Challenge::Stressors],
        steps: "Choose a way.\nAgree on the length.".into(),
        client_text: "Walk side by side. Talk or be quiet. Both are fine.".into(),
        on_paper: "- [ ] We walked\n- Where we went: ___".into(),
        ..OwnExercise::begin()
    }
}

fn over(own: &OwnLibrary) -> Library {
    own.over(english())
}

#[test]
fn what_was_typed_becomes_an_exercise_like_any_other() {
    let item = written().item(english(), id("own-walk")).unwrap();
    assert_eq!(item.steps.len(), 2);
    assert_eq!(item.on_paper.sheet().blocks.len(), 2);
    let library = over(&OwnLibrary { exercises: vec![(id("own-walk"), written())], ..OwnLibrary::default() });
    assert_eq!(library.item(&id("own-walk")), Some(&item));
    assert_eq!(library.items().len(), english().items().len() + 1);
}

#[test]
fn every_fault_is_said_by_its_field_and_nothing_faulty_is_planned_with() {
    let wrong = OwnExercise {
        title: " ".into(),
        serves: Vec::new(),
        steps: String::new(),
        on_paper: "- a line".into(),
        evidence: "It works [Nobody1900]".into(),
        minutes: MinuteRange { min: Minutes(9), typical: Minutes(5), max: Minutes(7) },
        ..written()
    };
    let faults = wrong.item(english(), id("own-walk")).unwrap_err();
    let fields: Vec<&str> = faults.iter().map(|fault| fault.field.as_str()).collect();
    for field in ["title", "serves", "steps", "on-paper", "evidence", "typical"] {
        assert!(fields.contains(&field), "{field}: {faults:?}");
    }
    let library = over(&OwnLibrary { exercises: vec![(id("own-walk"), wrong)], ..OwnLibrary::default() });
    assert_eq!(library.item(&id("own-walk")), None);
}

#[test]
fn every_built_in_exercise_can_be_copied_and_no_copy_is_less_strict() {
    for origin in english().items() {
        let mut fork = OwnExercise::fork(origin);
        // As lenient as a hand can make it.
        fork.blocked_by.clear();
        fork.tags.clear();
        fork.needs = crate::library::model::Needs::default();
        fork.high_intensity = false;
        fork.paper = crate::vocabulary::PaperClass::Shared;
        fork.phase = Phase::Safety;
        let copied = fork.item(english(), id("own-copy"));
        if origin.id == *"individual-safety-interview" {
            assert!(copied.is_err());
            continue;
        }
        let copy = copied.unwrap_or_else(|faults| panic!("{}: {faults:?}", origin.id));
        assert!(copy.blocked_by.is_superset(&origin.blocked_by), "{}", origin.id);
        assert!(copy.tags.is_superset(&origin.tags), "{}", origin.id);
        assert!(copy.paper_never_under.is_superset(&origin.paper_never_under), "{}", origin.id);
        assert!(copy.paper >= origin.paper && copy.phase >= origin.phase, "{}", origin.id);
        assert!(copy.high_intensity >= origin.high_intensity, "{}", origin.id);
        assert!(origin.needs.items.iter().all(|need| copy.needs.items.contains(need)), "{}", origin.id);
        // Nor does a fresh course of a couple let it through where the origin is held.
        let mut course = CaseState::default();
        course.observe_gates(english());
        let reasons = |item: &Item| holds(&course, item);
        assert!(reasons(origin).iter().all(|hold| reasons(&copy).contains(hold)), "{}", origin.id);
    }
}

#[test]
fn an_unchanged_copy_says_what_its_origin_says() {
    for origin in english().items().iter().filter(|item| item.id != *"individual-safety-interview") {
        let copy = OwnExercise::fork(origin).item(english(), origin.id.clone()).unwrap();
        let same = Item { fork_of: None, ..copy };
        assert_eq!(&same, origin);
    }
}

#[test]
fn r22_and_r23_hold_for_copies() {
    let copy = OwnExercise::fork(built_in("full-apology-sequence")).item(english(), id("own-apology")).unwrap();
    assert!(holds(&CaseState::default(), &copy).contains(&Hold::Rule(RuleId::number(22))));
    let copy = OwnExercise::fork(built_in("forgiveness-by-choice")).item(english(), id("own-letting-go")).unwrap();
    assert!(holds(&CaseState::default(), &copy).contains(&Hold::Rule(RuleId::number(23))));
}

#[test]
fn r7_what_touches_is_held_by_consent_whatever_was_chosen() {
    let mut touch = written();
    touch.blocked_by.clear();
    touch.tags.insert(Tag::Touch);
    let item = touch.item(english(), id("own-touch")).unwrap();
    for gate in [GateId::Consent, GateId::Ptsd, GateId::Affair, GateId::Secret, GateId::Control] {
        assert!(item.blocked_by.contains(&gate), "{gate}");
    }
}

fn gate() -> OwnGate {
    OwnGate {
        name: "A birth in the last six weeks".into(),
        opens_when: "Somebody gave birth within six weeks".into(),
        closes_when: "A check after birth was fine".into(),
        opened_by: ["STR-01".parse().unwrap()].into(),
        holds_tags: [Tag::Touch].into(),
        couple_paper: CouplePaper::InformationOnly,
        ..OwnGate::begin(GateId::Own1)
    }
}

fn with_gate(gate: OwnGate) -> Library {
    over(&OwnLibrary { gates: vec![gate], ..OwnLibrary::default() })
}

#[test]
fn an_own_gate_opens_holds_and_latches_like_any_other() {
    let library = with_gate(gate());
    let mut course = CaseState::default();
    course.done.insert(id("individual-safety-interview"));
    let touching = library.item(&id("affection-menu")).unwrap();
    let held = |course: &CaseState| holds(course, touching).contains(&Hold::Gate(GateId::Own1));
    course.observe_gates(&library);
    assert!(!held(&course));
    let str_01 = "STR-01".parse().unwrap();
    let indicator = library.indicator(&str_01).expect("the library has it");
    let whom = crate::assess::Whom::Couple;
    let whom = if course.answers.record(&library, &indicator.id, whom, crate::assess::Answer::Yes).is_ok() {
        whom
    } else {
        let about = crate::assess::Whom::A;
        course.answers.record(&library, &indicator.id, about, crate::assess::Answer::Yes).unwrap();
        about
    };
    course.observe_gates(&library);
    assert!(held(&course));
    course.answers.clear(&str_01, whom);
    course.observe_gates(&library);
    assert!(held(&course), "taking the answer back closes nothing");
    let closing =
        Closing { by: "C".into(), on: "2026-11-24".into(), ground: Ground::AsDemanded("The check was fine".into()) };
    course.gates.close(GateId::Own1, closing, &course.answers, &course.done).unwrap();
    assert!(!held(&course));
    course.gates.open_by_hand(GateId::Own1);
    assert!(held(&course));
    course.gates.open_by_hand(GateId::Control);
    assert!(!course.gates.is_open(GateId::Control), "only gates of one's own are opened by hand");
}

#[test]
fn an_own_gate_takes_nothing_away() {
    let library = with_gate(OwnGate { may_be_overridden: OverridePolicy::Never, ..gate() });
    for item in english().items() {
        let same = library.item(&item.id).unwrap();
        assert!(same.blocked_by.is_superset(&item.blocked_by), "{}", item.id);
    }
    for gate in english().gates() {
        assert_eq!(library.gate(gate.id), gate);
    }
    let with = Overriding { by: "C".into(), on: "2026-11-24".into(), reason: "why".into(), confirmed_by: None };
    let mut course = CaseState::default();
    course.gates.open_by_hand(GateId::Own1);
    assert!(course.gates.override_gate(&library, GateId::Own1, with).is_err());
}

#[test]
fn a_way_out_of_danger_is_held_by_no_own_gate() {
    let all = Tag::ALL.iter().copied().collect();
    let library = with_gate(OwnGate { holds_tags: all, holds_couple_work: true, ..gate() });
    for way in ["individual-safety-interview", "individual-safety-planning"] {
        assert!(!library.item(&id(way)).unwrap().blocked_by.contains(&GateId::Own1), "{way}");
    }
}

#[test]
fn a_gate_that_the_library_does_not_have_holds_as_strictly_as_any() {
    let gate = english().gate(GateId::Own3);
    assert_eq!((gate.id, gate.individual_only, gate.r#override.policy), (GateId::Own3, true, OverridePolicy::Never));
}

#[test]
fn a_retired_gate_opens_for_nobody_and_holds_where_it_is_open() {
    let library = with_gate(OwnGate { retired: true, ..gate() });
    assert!(library.indicators().iter().all(|indicator| !indicator.opens.contains(&GateId::Own1)));
    assert!(library.item(&id("affection-menu")).unwrap().blocked_by.contains(&GateId::Own1));
}

#[test]
fn numbers_are_adjusted_and_taken_back() {
    let mut adjusted = Adjusted::default();
    let weight = english().indicators().iter().find(|indicator| indicator.weight == Some(Weight::Strong)).unwrap();
    adjusted.weigh(english(), &weight.id, Weight::Weak).unwrap();
    let item = built_in("affection-menu");
    let longer = MinuteRange { max: Minutes(45), ..item.minutes };
    adjusted.take_minutes(english(), &item.id, longer).unwrap();
    let of = SharesOf { length: Minutes(50), phase: Some(Phase::Safety) };
    let default = &english().shares().couple[0].minutes;
    let mut other = default.clone();
    (other[0], other[3]) = (Minutes(other[0].0 - 1), Minutes(other[3].0 + 1));
    adjusted.share(english(), of, other.clone()).unwrap();
    let library = over(&OwnLibrary { adjusted: adjusted.clone(), ..OwnLibrary::default() });
    assert_eq!(library.indicator(&weight.id).unwrap().weight, Some(Weight::Weak));
    assert_eq!(library.indicator(&weight.id).unwrap().opens, weight.opens, "gates open as before");
    assert_eq!(library.item(&item.id).unwrap().minutes, longer);
    assert_eq!(library.shares().couple[0].minutes, other);
    let json = serde_json::to_string(&adjusted).unwrap();
    assert_eq!(serde_json::from_str::<Adjusted>(&json).unwrap(), adjusted);
    adjusted.weigh(english(), &weight.id, Weight::Strong).unwrap();
    adjusted.take_minutes(english(), &item.id, item.minutes).unwrap();
    adjusted.share(english(), of, default.clone()).unwrap();
    assert!(adjusted.is_empty());
}

#[test]
fn r39_and_r44_the_end_of_a_session_keeps_its_minutes() {
    let of = SharesOf { length: Minutes(50), phase: Some(Phase::Safety) };
    let mut minutes = english().shares().couple[0].minutes.clone();
    (minutes[3], minutes[4]) = (Minutes(minutes[3].0 + 1), Minutes(minutes[4].0 - 1));
    assert!(Adjusted::default().share(english(), of, minutes).is_err());
    let one = vec![Minutes(50)];
    assert!(Adjusted::default().share(english(), of, one).is_err());
}
