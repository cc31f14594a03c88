//! A couple about whom nothing is known yet gets a first session all the same.

use domain::{
    assess::Assessment,
    case_file,
    library::english,
    planning::{planner::plan, suggest},
};

#[test]
fn a_new_couple_is_offered_the_interviews_and_gets_a_first_session_of_common_ground() {
    let case = case_file::parse(english(), "{}").unwrap();
    let picture = Assessment::of(english(), &case.course, case.phase, case.session);
    let moment = picture.moment(english(), &case.course);
    let first = &suggest(&moment)[0];
    assert_eq!(first.item.id.as_str(), "individual-safety-interview");
    assert!(first.because.iter().any(|reason| reason.contains("each partner alone")), "{:?}", first.because);
    let plan = plan(&moment, case.minutes);
    let items: Vec<&str> = plan.blocks.iter().filter_map(|block| Some(block.item.as_ref()?.as_str())).collect();
    assert!(items.contains(&"ground-rules-and-secrets-policy") && items.contains(&"sexual-trust-primer"), "{items:?}");
    assert!(!items.contains(&"individual-safety-interview"), "it wants a time of its own");
    assert!(plan.warnings.iter().any(|warning| warning.rule == "R1"));
}
