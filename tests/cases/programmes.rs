//! A programme for each worked case, for every length: what a counsellor would not forgive.

use domain::{
    assess::{Session, only_everyday},
    library::english,
    programme::{DraftInput, FEWEST, MOST, Programme, ProgrammeSpec, Purpose, Shown, draft},
    safety::holds,
    vocabulary::{GateId, Minutes, Phase, SmallSet},
};

use crate::support::{Worked, all};

fn programme(worked: &Worked, sessions: u8, minutes: Minutes) -> Programme {
    let unsaid = SmallSet::new();
    let (course, chosen, booked) = (&worked.case.course, worked.case.phase, worked.case.session);
    let ground = DraftInput { library: english(), course, chosen, booked, unsaid: &unsaid };
    draft(ground, ProgrammeSpec { sessions, minutes, first: 1 })
}

fn of(id: &str, sessions: u8) -> Programme {
    let all = all();
    let worked = all.iter().find(|worked| worked.id() == id).expect("a worked case");
    programme(worked, sessions, worked.case.minutes)
}

fn session_of(programme: &Programme, id: &str) -> Option<u16> {
    let has = |step: &&domain::programme::Step| step.exercises.iter().any(|exercise| exercise.item == *id);
    programme.steps.iter().find(has).map(|step| step.number)
}

#[test]
fn every_case_and_every_length_keeps_the_rules() {
    for worked in all() {
        for sessions in FEWEST..=MOST {
            for minutes in [50, 60, 80, 90].map(Minutes) {
                let programme = programme(&worked, sessions, minutes);
                let mut course = worked.case.course.clone();
                for step in &programme.steps {
                    let name = format!("{} {sessions} {minutes} session {}", worked.id(), step.number);
                    let sum: u16 = step.exercises.iter().map(|e| u16::from(e.minutes.0)).sum();
                    assert!(sum <= u16::from(minutes.0), "{name}");
                    assert!(!step.why.is_empty(), "{name} is not explained");
                    course.done.extend(step.alone.iter().filter_map(|aside| aside.item.clone()));
                    for exercise in &step.exercises {
                        let item = english().item(&exercise.item).unwrap();
                        assert_eq!(holds(&course, item), [], "{name}: {}", item.id);
                        assert!(!exercise.because.is_empty(), "{name}: {}", item.id);
                        course.done.insert(item.id.clone());
                    }
                }
            }
        }
    }
}

#[test]
fn r36_every_arc_that_is_not_paused_looks_back_in_time() {
    for worked in all() {
        for sessions in FEWEST..=MOST {
            let mut since = 0;
            for step in &programme(&worked, sessions, worked.case.minutes).steps {
                let looks = step.exercises.iter().any(|e| e.item == *"progress-review");
                since = if looks { 0 } else { since + 1 };
                assert!(since <= 6 || step.purpose == Purpose::Pause, "{} {sessions}", worked.id());
            }
        }
    }
}

#[test]
fn case_01_health_first_then_hearing_then_apology_then_closeness() {
    let programme = of("CASE-01", 16);
    let at = |id| session_of(&programme, id).unwrap_or_else(|| panic!("{id} is missing"));
    assert_eq!(at("sexual-health-check-plan"), 1);
    assert_eq!(at("sex-pause-agreement"), 1);
    assert!(at("impact-listening-session") < at("full-apology-sequence"));
    assert!(at("full-apology-sequence") < at("affection-menu"));
    let closeness = programme.steps.iter().find(|step| step.phase == Phase::Intimacy).expect("closeness is reached");
    assert!(closeness.goes_on_when.iter().any(|c| c.by == Shown::Gate(GateId::Sti)), "closeness waits for the tests");
}

#[test]
fn case_02_a_secret_pauses_all_joint_work() {
    let programme = of("CASE-02", 12);
    assert!(programme.steps.iter().all(|step| step.session != Session::Couple));
    assert!(programme.waits.unwrap().gates.contains(&GateId::Secret));
}

#[test]
fn case_04_stays_with_stabilising_until_the_trauma_gate_closes() {
    let programme = of("CASE-04", 12);
    assert_eq!(session_of(&programme, "grounding-toolkit"), Some(1));
    assert!(session_of(&programme, "ally-partner-coaching").is_some());
    assert!(session_of(&programme, "survivor-led-touch").is_none());
    assert!(programme.waits.unwrap().gates.contains(&GateId::Ptsd));
}

#[test]
fn case_05_the_picture_of_the_money_comes_before_hurt_and_apology() {
    let programme = of("CASE-05", 12);
    let at = |id| session_of(&programme, id).unwrap_or_else(|| panic!("{id} is missing"));
    assert_eq!(at("money-honesty-meeting"), 1);
    assert!(at("impact-listening-session") < at("full-apology-sequence"));
}

#[test]
fn case_06_the_time_out_first_and_nothing_that_shares_blame() {
    let programme = of("CASE-06", 12);
    assert_eq!(session_of(&programme, "negotiated-time-out"), Some(1));
    assert_eq!(session_of(&programme, "recovery-check-ritual"), Some(1));
    for id in ["full-apology-sequence", "negative-cycle-map", "porn-privacy-agreement", "affection-menu"] {
        assert_eq!(session_of(&programme, id), None, "{id}");
    }
    assert!(programme.waits.unwrap().gates.contains(&GateId::Situational));
}

#[test]
fn case_08_repair_is_skipped_and_nothing_aims_at_sex() {
    let programme = of("CASE-08", 12);
    let all = all();
    let worked = all.iter().find(|worked| worked.id() == "CASE-08").unwrap();
    assert!(only_everyday(&worked.picture.findings));
    assert!(programme.steps.iter().all(|step| step.phase != Phase::Repair));
    assert!(session_of(&programme, "desire-styles-talk") == Some(1));
    for id in ["sensate-focus-one", "pleasure-menu", "fantasy-dial"] {
        assert_eq!(session_of(&programme, id), None, "R33 {id}");
    }
}

#[test]
fn case_11_values_first_alone_then_the_agreement_together() {
    let programme = of("CASE-11", 12);
    assert!(matches!(programme.steps[0].session, Session::Individual(..)));
    assert_eq!(session_of(&programme, "control-or-values-review"), Some(1));
    assert!(session_of(&programme, "porn-privacy-agreement").is_some());
    assert_eq!(session_of(&programme, "recovery-check-ritual"), None, "R32");
}
