//! The phase of the work if none was chosen (reference 5.2).

use domain::{
    assess::{Assessment, Session},
    case_file,
    library::english,
    vocabulary::{GateId, Phase, Tag},
};
use serde_json::json;

const SAFE: [&str; 2] = ["individual-safety-interview", "negotiated-time-out"];

fn phase(ticked: &[&str], done: &[&str]) -> Phase {
    let case = json!({ "ticked": ticked, "done": done });
    let case = case_file::parse(english(), &case.to_string()).unwrap_or_else(|bad| panic!("{bad}"));
    Assessment::of(english(), &case.course, None, Session::Couple).phase.id
}

fn with(more: &[&'static str]) -> Vec<&'static str> {
    SAFE.iter().chain(more).copied().collect()
}

#[test]
fn the_work_moves_on_when_all_steps_are_met() {
    let hurt = &["INF-08", "BET-07"][..];
    assert_eq!(phase(hurt, &[]), Phase::Safety);
    assert_eq!(phase(hurt, &with(&[])), Phase::Meaning);
    assert_eq!(phase(&["INF-08", "STR-05"], &with(&[])), Phase::Safety, "sleep is not back");
    let heard = with(&["impact-listening-session"]);
    assert_eq!(phase(hurt, &heard), Phase::Repair);
    let repaired = with(&["impact-listening-session", "full-apology-sequence", "amends-plan", "stop-signal-agreement"]);
    assert_eq!(phase(hurt, &repaired), Phase::Intimacy);
    assert_eq!(phase(&["INF-08", "TRA-07"], &repaired), Phase::Repair, "PAIN is open");
    let close = [&repaired[..], &["affection-menu", "progress-review"]].concat();
    assert_eq!(phase(hurt, &close), Phase::Maintenance);
}

#[test]
fn everyday_strain_skips_repair() {
    let strain = &["STR-01", "STR-06"][..];
    assert_eq!(phase(strain, &["individual-safety-interview"]), Phase::Safety);
    assert_eq!(phase(strain, &["individual-safety-interview", "sexual-trust-primer"]), Phase::Meaning);
    let done = ["individual-safety-interview", "sexual-trust-primer", "stress-spillover-map", "stop-signal-agreement"];
    assert_eq!(phase(strain, &done), Phase::Intimacy);
}

#[test]
fn a_hard_gate_sends_the_work_back_the_same_day_whatever_was_chosen() {
    let case = json!({ "ticked": ["ABU-01"], "done": SAFE, "phase": "intimacy" });
    let case = case_file::parse(english(), &case.to_string()).unwrap();
    let picture = Assessment::of(english(), &case.course, case.phase, case.session);
    assert_eq!(picture.phase.id, Phase::Safety);
    assert!(picture.phase.because.contains(&english().gate(GateId::Control).name), "{}", picture.phase.because);
}

/// The reason of the phase for a couple past the first steps, with this hold active.
fn reason(ticked: &[&str], done: &[&str], hold: Option<GateId>) -> String {
    let case = json!({ "ticked": ticked, "done": done });
    let mut case = case_file::parse(english(), &case.to_string()).unwrap();
    if let Some(gate) = hold {
        case.course.gates.open_for_concern(gate);
    }
    Assessment::of(english(), &case.course, None, Session::Couple).phase.because
}

#[test]
fn safety_is_in_place_only_while_no_hold_stops_touch_or_joint_work() {
    let (hurt, strain) = (&["INF-08", "BET-07"][..], &["STR-01", "STR-06"][..]);
    let strained = ["individual-safety-interview", "sexual-trust-primer"];
    assert!(reason(hurt, &with(&[]), None).starts_with("Safety is in place."));
    for gate in GateId::BUILT_IN {
        let touch = |item: &&domain::library::model::Item| item.tags.contains(&Tag::Touch);
        let stops = english().gate(*gate).individual_only
            || english().items().iter().filter(touch).any(|item| item.blocked_by.contains(gate));
        let (after_harm, after_strain) =
            (reason(hurt, &with(&[]), Some(*gate)), reason(strain, &strained, Some(*gate)));
        assert!(!stops || !after_harm.contains("Safety is in place"), "{gate}: {after_harm}");
        assert!(!stops || !after_strain.contains("nothing recorded"), "{gate}: {after_strain}");
        if *gate == GateId::Consent {
            assert!(after_harm.contains("a hold is still active"), "{after_harm}");
        }
    }
}

#[test]
fn no_more_is_said_about_harm_than_was_recorded() {
    let strained = ["individual-safety-interview", "sexual-trust-primer"];
    let quiet = reason(&["STR-01", "STR-06"], &strained, None);
    assert!(quiet.contains("nothing recorded says that anyone was hurt") && !quiet.contains("no one was"), "{quiet}");
    for sign in ["TRA-12", "BET-12", "ABU-13"] {
        let told = reason(&["STR-01", "STR-02", "STR-03", "STR-06", sign], &strained, None);
        assert!(!told.contains("nothing recorded"), "{sign}: {told}");
    }
}
