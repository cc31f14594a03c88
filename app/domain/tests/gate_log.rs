//! The memory of gates: closing, overriding, coming back.

use domain::{
    assess::{Answer, BadAnswer, CaseState, Whom},
    library::{english, model::OverridePolicy},
    safety::{Closing, GateRefusal, Ground, Overriding, gate_holds},
    vocabulary::GateId,
};

fn course(ticked: &[&str], interviewed: bool) -> CaseState {
    let mut course = CaseState::default();
    if interviewed {
        course.done.insert("individual-safety-interview".parse().unwrap());
    }
    for id in ticked {
        tick(&mut course, id);
    }
    course
}

fn tick(course: &mut CaseState, id: &str) {
    let id = id.parse().unwrap();
    let whom = if course.answers.record(english(), &id, Whom::A, Answer::Yes).is_ok() { Whom::A } else { Whom::Couple };
    course.answers.record(english(), &id, whom, Answer::Yes).unwrap();
    course.observe_gates(english());
}

fn close(course: &mut CaseState, gate: GateId) -> Result<(), GateRefusal> {
    let closing = Closing {
        by: "C. Counsellor".into(),
        on: "2026-11-20".into(),
        ground: Ground::AsDemanded("what the gate demands".into()),
    };
    let (answers, done) = (course.answers.clone(), course.done.clone());
    course.gates.close(gate, closing, &answers, &done)
}

fn overriding(confirmed_by: Option<&str>) -> Overriding {
    Overriding {
        by: "C. Counsellor".into(),
        on: "2026-11-20".into(),
        reason: "agreed in supervision".into(),
        confirmed_by: confirmed_by.map(Into::into),
    }
}

#[test]
fn a_closing_says_who_when_and_what() {
    let mut course = course(&["INF-05"], true);
    for (by, on, checked) in [("", "2026-11-20", "x"), ("C.", "", "x"), ("C.", "2026-11-20", " ")] {
        let closing = Closing { by: by.into(), on: on.into(), ground: Ground::AsDemanded(checked.into()) };
        let (answers, done) = (course.answers.clone(), course.done.clone());
        let refused = course.gates.close(GateId::Sti, closing, &answers, &done);
        assert!(matches!(refused, Err(GateRefusal::Missing { .. })));
    }
    assert!(course.gates.is_open(GateId::Sti));
    close(&mut course, GateId::Sti).unwrap();
    assert!(!course.gates.is_open(GateId::Sti));
}

#[test]
fn a_sign_that_stays_does_not_reopen_a_closed_gate_and_one_that_comes_back_does() {
    let mut course = course(&["INF-05"], true);
    close(&mut course, GateId::Sti).unwrap();
    course.observe_gates(english());
    assert!(!course.gates.is_open(GateId::Sti));
    course.answers.clear(&"INF-05".parse().unwrap(), Whom::Couple);
    course.observe_gates(english());
    tick(&mut course, "INF-05");
    assert!(course.gates.is_open(GateId::Sti));
}

#[test]
fn unscreened_waits_for_both_interviews_and_for_what_they_found() {
    for (ticked, interviewed) in
        [(&["ABU-10"][..], false), (&["ABU-08"], true), (&["ABU-01", "ABU-10"], true), (&["POW-04"], true)]
    {
        let mut course = course(ticked, interviewed);
        let refused = close(&mut course, GateId::Unscreened);
        assert!(matches!(refused, Err(GateRefusal::NotEnough { .. })), "{ticked:?}: {refused:?}");
        assert!(course.gates.is_open(GateId::Unscreened));
    }
    let mut course = course(&["POW-04"], true);
    close(&mut course, GateId::Consent).unwrap();
    close(&mut course, GateId::Unscreened).unwrap();
}

#[test]
fn consent_waits_for_control() {
    let mut course = course(&["ABU-03"], true);
    assert!(matches!(close(&mut course, GateId::Consent), Err(GateRefusal::NotEnough { .. })));
}

#[test]
fn each_gate_is_overridden_as_the_library_allows_and_no_other_way() {
    for gate in english().gates() {
        let sign = english().indicators().iter().find(|indicator| indicator.opens.contains(&gate.id)).unwrap();
        let mut course = course(&[sign.id.as_str()], true);
        let alone = course.gates.override_gate(english(), gate.id, overriding(None));
        let own = course.gates.clone().override_gate(english(), gate.id, overriding(Some("C. Counsellor")));
        let second = course.gates.clone().override_gate(english(), gate.id, overriding(Some("S. Supervisor")));
        match gate.r#override.policy {
            OverridePolicy::Yes => assert!(alone.is_ok() && second.is_ok(), "{}", gate.id),
            OverridePolicy::SecondConfirmation => {
                assert!(alone.is_err() && own.is_err() && second.is_ok(), "{}", gate.id);
            }
            OverridePolicy::Never => {
                assert!(matches!(second, Err(GateRefusal::Never { .. })), "{}", gate.id);
                assert!(alone.is_err(), "{}", gate.id);
            }
        }
        assert!(course.gates.is_open(gate.id), "{}: an override closes nothing", gate.id);
    }
}

#[test]
fn an_override_releases_exercises_until_something_new_is_told() {
    let mut course = course(&["GEN-01"], true);
    let amends = english().item(&"amends-plan".parse().unwrap()).unwrap();
    assert_eq!(gate_holds(&course, amends).collect::<Vec<_>>(), [GateId::Mixed]);
    course.gates.override_gate(english(), GateId::Mixed, overriding(None)).unwrap();
    assert_eq!(gate_holds(&course, amends).next(), None);
    tick(&mut course, "INF-03");
    assert_eq!(gate_holds(&course, amends).collect::<Vec<_>>(), [GateId::Affair]);
    let empty = Overriding { reason: " ".into(), ..overriding(None) };
    assert!(course.gates.override_gate(english(), GateId::Affair, empty).is_err(), "a reason is needed");
}

#[test]
fn answers_have_three_states_and_are_about_the_right_person() {
    let library = english();
    let mut course = course(&[], true);
    let either = library.indicator(&"TRA-11".parse().unwrap()).unwrap();
    let couple = library.indicator(&"INF-05".parse().unwrap()).unwrap();
    assert!(course.answers.is_not_asked(either) && course.answers.is_not_asked(couple));
    course.answers.record(library, &either.id, Whom::A, Answer::No).unwrap();
    assert!(course.answers.is_not_asked(either), "B was not asked yet");
    course.answers.record(library, &either.id, Whom::B, Answer::No).unwrap();
    assert!(!course.answers.is_not_asked(either) && !course.answers.is_yes(&either.id));
    course.answers.record(library, &either.id, Whom::B, Answer::Yes).unwrap();
    assert_eq!(course.answers.yes_about(&either.id), [Whom::B]);
    let wrong = course.answers.record(library, &couple.id, Whom::A, Answer::Yes);
    assert!(matches!(wrong, Err(BadAnswer::AboutTheCouple(_))));
    let wrong = course.answers.record(library, &either.id, Whom::Couple, Answer::Yes);
    assert!(matches!(wrong, Err(BadAnswer::AboutOne(_))));
}
