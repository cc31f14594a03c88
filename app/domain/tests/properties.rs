//! Properties of any couple.

use domain::{
    assess::{Answer, Answers, Assessment, CaseState, Session, Whom, map},
    library::english,
    planning::planner::plan,
    safety::{Hold, gate_holds, holds, interviews_on_record},
    vocabulary::{AppliesTo, GateId, IndicatorId, ItemId, Kind, Minutes, Phase, Role, SmallSet},
};
use proptest::{prelude::*, sample::subsequence};

fn ticked() -> impl Strategy<Value = Vec<IndicatorId>> {
    let all: Vec<IndicatorId> = english().indicators().iter().map(|indicator| indicator.id.clone()).collect();
    subsequence(all, 0..=12).prop_shuffle()
}

fn done() -> impl Strategy<Value = SmallSet<ItemId>> {
    let all: Vec<ItemId> = english().items().iter().map(|item| item.id.clone()).collect();
    let count = all.len();
    subsequence(all, 0..=count).prop_map(|items| items.into_iter().collect())
}

fn closed() -> impl Strategy<Value = Vec<GateId>> {
    subsequence(GateId::BUILT_IN.to_vec(), 0..=GateId::BUILT_IN.len())
}

fn session() -> impl Strategy<Value = Session> {
    prop_oneof![
        3 => Just(Session::Couple),
        2 => prop::sample::select(Role::ALL.to_vec()).prop_map(|role| Session::Individual(role, None)),
    ]
}

fn course(ticked: &[IndicatorId], done: SmallSet<ItemId>, closed: &[GateId]) -> CaseState {
    let mut course = CaseState { answers: answers(ticked), done, ..CaseState::default() };
    course.observe_gates(english());
    for gate in closed {
        course.gates.close_as_stated(*gate, "a reason", &course.done);
    }
    course
}

fn answers(ticked: &[IndicatorId]) -> Answers {
    let mut answers = Answers::default();
    for id in ticked {
        let both = english().indicator(id).unwrap().applies_to == AppliesTo::Both;
        let whom = if both { Whom::Couple } else { Whom::A };
        answers.record(english(), id, whom, Answer::Yes).unwrap();
    }
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Any answers, anything done, any gate closed: the plan breaks no hard rule.
    #[test]
    fn any_plan_breaks_no_hard_rule(
        ticked in ticked(), done in done(), closed in closed(), session in session(),
        phase in prop::option::of(prop::sample::select(Phase::ALL.to_vec())), minutes in 30u8..=120,
    ) {
        let course = course(&ticked, done, &closed);
        let picture = Assessment::of(english(), &course, phase, session);
        let plan = plan(&picture.moment(english(), &course), Minutes(minutes));
        let sum: u16 = plan.blocks.iter().map(|block| u16::from(block.minutes.0)).sum();
        prop_assert_eq!(sum, u16::from(minutes));
        let mut earlier = course.done.clone();
        let mut intense = 0;
        for block in &plan.blocks {
            prop_assert!(block.minutes.0 > 0);
            let Some(item) = block.item.as_ref().and_then(|id| english().item(id)) else { continue };
            for hold in holds(&course, item) {
                let Hold::Need(need) = &hold else {
                    return Err(TestCaseError::fail(format!("{} is held by {hold:?}", item.id)));
                };
                prop_assert!(earlier.contains(need), "{} needs {need}", item.id);
            }
            prop_assert!(item.minutes.holds(block.minutes), "{}", item.id);
            // What one does alone may come at any time (R17).
            let alone = item.kind == Kind::Individual && plan.session != Session::Couple;
            prop_assert!(item.phase <= plan.phase.id || alone, "{}", item.id);
            intense += usize::from(item.high_intensity);
            earlier.insert(item.id.clone());
        }
        prop_assert!(intense <= 1);
        let hard = course.gates.open_gates().any(|gate| english().gate(gate).individual_only);
        prop_assert!(!hard || plan.session != Session::Couple);
    }

    /// One more open gate never frees an exercise.
    #[test]
    fn adding_a_gate_never_unblocks_an_exercise(ticked in ticked(), more in ticked(), done in done()) {
        let all: Vec<IndicatorId> = ticked.iter().chain(&more).cloned().collect();
        let (before, after) = (course(&ticked, done.clone(), &[]), course(&all, done, &[]));
        for item in english().items() {
            let held: SmallSet<GateId> = gate_holds(&before, item).collect();
            let held_after: SmallSet<GateId> = gate_holds(&after, item).collect();
            prop_assert!(held.is_subset(&held_after), "{}", item.id);
        }
    }

    /// The order in which answers come changes nothing.
    #[test]
    fn the_order_of_answers_never_matters(ticked in ticked(), done in done()) {
        let reversed: Vec<IndicatorId> = ticked.iter().rev().cloned().collect();
        let (one, other) = (course(&ticked, done.clone(), &[]), course(&reversed, done, &[]));
        let look = |course: &CaseState| {
            let picture = Assessment::of(english(), course, None, Session::Couple);
            let plan = plan(&picture.moment(english(), course), Minutes(60));
            (map(english(), &course.answers, &course.gates.ever_raised()), plan)
        };
        prop_assert_eq!(look(&one), look(&other));
    }

    /// Closing gates lifts only what those gates hold: rules that name other conditions go on holding.
    #[test]
    fn no_closing_lifts_a_rule_that_does_not_name_it(ticked in ticked(), done in done()) {
        let shut = course(&ticked, done, GateId::BUILT_IN);
        let has = |id: &str| shut.has_done(id);
        let harm = shut.answers.all_yes().any(|id| id.as_str().starts_with("ABU-") || id.as_str() == "BET-04");
        let free = |id: &str| holds(&shut, english().item(&id.parse().unwrap()).unwrap()).is_empty();
        if !interviews_on_record(&shut.done) {
            prop_assert!(shut.gates.is_open(GateId::Unscreened), "R1");
        }
        if harm {
            for id in ["own-part-inventory", "negative-cycle-map", "amends-plan", "forgiveness-by-choice"] {
                prop_assert!(!free(id), "R24 {id}");
            }
        }
        if !has("stop-signal-agreement") {
            prop_assert!(!free("affection-menu") && !free("sensate-focus-three"), "R25");
        }
        if !has("responsibility-statement") {
            prop_assert!(!free("amends-plan") && !free("full-apology-sequence"), "R22");
        }
        if shut.answers.is_ticked("EXP-12") {
            prop_assert!(!free("sensate-focus-one"), "R33");
        }
    }

    /// Gates latch: taking every answer back closes nothing.
    #[test]
    fn unticking_closes_no_gate(ticked in ticked()) {
        let mut course = course(&ticked, SmallSet::new(), &[]);
        let open: Vec<GateId> = course.gates.open_gates().collect();
        course.answers = Answers::default();
        course.observe_gates(english());
        prop_assert_eq!(open, course.gates.open_gates().collect::<Vec<_>>());
    }
}
