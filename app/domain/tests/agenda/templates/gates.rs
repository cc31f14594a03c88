//! Gates hold for templates, whatever they hold and whatever is chosen (invariant 4).

use domain::{
    assess::{Answer, CaseState, Whom},
    library::english,
    plan::{
        SessionPlan,
        editor::check,
        templates::{
            Choice, Content, Filter, HomeworkStanding, NotToday, Remark, SlotChoice, State, Template, open_slot,
        },
    },
    safety::{GateLog, Hold, holds},
    vocabulary::{AppliesTo, GateId, ItemId, Kind, Minutes, Phase, SmallSet},
};
use proptest::{prelude::*, sample::subsequence};

use super::{applied, made, template, with_exercises};
use crate::support::{Moment, item, settled, with_gate};

fn controlled() -> Moment {
    with_gate(&settled(), "ABU-01", GateId::Control)
}

/// Every exercise of the plan may be used now.
fn lets_nothing_held_in(moment: &Moment, plan: &SessionPlan) {
    let mut earlier: SmallSet<&ItemId> = SmallSet::new();
    for id in plan.blocks.iter().filter_map(|block| block.exercise()) {
        let against = holds(&moment.course, english().item(id).unwrap());
        let met = |hold: &Hold| matches!(hold, Hold::Need(need) if earlier.contains(need));
        assert!(against.iter().all(met), "{id}: {against:?}");
        assert!(earlier.insert(id), "{id} stands twice");
    }
}

#[test]
fn a_template_of_a_couple_without_gates_is_held_where_control_is_open() {
    let before = settled();
    let template = template(&with_exercises(&before, 60, &["reassurance-menu", "impact-listening-session"]));
    let own = applied(&template, &before, 60);
    assert!(own.rows.iter().all(|row| row.state == State::Fits), "{own:?}");

    let other = controlled();
    let application = applied(&template, &other, 60);
    assert!(application.alone_because.is_some());
    let held = |row: &&domain::plan::templates::Row| matches!(&row.state, State::Held(holds) if holds.contains(&Hold::Gate(GateId::Control)));
    assert_eq!(application.rows.iter().filter(held).count(), 2, "{application:?}");
    for row in application.rows.iter().filter(held) {
        for offer in &row.offers {
            assert!(holds(&other.course, english().item(offer).unwrap()).is_empty(), "{offer}");
        }
    }
    let plan = made(&template, &other, 60, &application.proposed()).unwrap();
    lets_nothing_held_in(&other, &plan);
    assert!(
        plan.blocks.iter().all(|block| matches!(block.present, domain::planning::planner::Present::One(..))),
        "nobody together"
    );
    let parts: Vec<&str> = plan.blocks.iter().map(|block| block.part.as_str()).take(2).collect();
    assert_eq!(parts, english().shares().individual_parts[..2], "each part becomes the one that stands for it");
}

#[test]
fn choosing_a_held_exercise_says_what_holds_it_and_makes_nothing() {
    let template = template(&with_exercises(&settled(), 60, &["impact-listening-session"]));
    let other = controlled();
    let mut choices = applied(&template, &other, 60).proposed();
    let at = template.blocks.iter().position(|block| matches!(block.content, Content::Exercise(_))).unwrap();
    for take in [SlotChoice::Keep, SlotChoice::Newer, SlotChoice::Item("impact-listening-session".parse().unwrap())] {
        choices[at].take = take;
        let refused = made(&template, &other, 60, &choices).unwrap_err();
        assert_eq!(refused.len(), 1);
        assert_eq!(refused[0].block, Some(at));
        assert!(refused[0].holds.contains(&Hold::Gate(GateId::Control)), "{refused:?}");
        assert!(refused[0].text.contains("It can be lifted when"), "{}", refused[0].text);
    }
}

#[test]
fn what_an_exercise_needs_may_stand_earlier_and_leaves_it_held_when_it_goes() {
    let moment = settled();
    let template = template(&with_exercises(&moment, 120, &["speaker-listener-turns", "validation-practice"]));
    let application = applied(&template, &moment, 120);
    let of =
        |id: &str| application.rows.iter().position(|row| row.item.as_ref().is_some_and(|item| *item == *id)).unwrap();
    let (first, second) = (of("speaker-listener-turns"), of("validation-practice"));
    assert_eq!(application.rows[second].state, State::Fits, "it stands after what it needs");
    let mut choices = application.proposed();
    assert!(made(&template, &moment, 120, &choices).is_ok());
    choices[first].take = SlotChoice::Out;
    let refused = made(&template, &moment, 120, &choices).unwrap_err();
    assert_eq!(refused[0].block, Some(second), "{refused:?}");
    assert!(matches!(&refused[0].holds[..], [Hold::Need(need)] if *need == *"speaker-listener-turns"), "{refused:?}");
}

#[test]
fn r5_with_situational_violence_arrival_and_debrief_are_held_with_each_alone() {
    let before = settled();
    let mut plan = before.draft(60);
    plan.blocks.iter_mut().for_each(|block| block.present = domain::planning::planner::Present::Both);
    let template = template(&plan);
    let other = with_gate(&before, "ABU-11", GateId::Situational);
    let application = applied(&template, &other, 60);
    assert!(application.alone_because.is_none());
    let in_turn = application.rows.iter().filter(|row| row.remarks.contains(&Remark::InTurn)).count();
    assert_eq!(in_turn, 2, "{application:?}");
    assert!(application.rows.iter().any(|row| row.state == State::Apart), "no grounding exercise for both");
    let plan = made(&template, &other, 60, &application.proposed()).unwrap();
    let turns =
        plan.blocks.iter().filter(|block| matches!(block.present, domain::planning::planner::Present::Turn(_))).count();
    assert_eq!(turns, 4, "{plan:?}");
    assert_eq!(
        plan.planned(),
        applied(&template, &before, 60).rows.iter().map(|row| u16::from(row.minutes.0)).sum::<u16>()
    );
}

#[test]
fn an_open_slot_offers_what_it_asks_for_and_what_fits() {
    let moment = settled();
    let mut template = template(&with_exercises(&moment, 60, &["reassurance-menu"]));
    let at = template.blocks.iter().position(|block| matches!(block.content, Content::Exercise(_))).unwrap();
    let ritual = Filter { kind: Some(Kind::Ritual), longest: Some(Minutes(15)), ..Filter::default() };
    open_slot(english(), &mut template, at, ritual).unwrap();
    let application = applied(&template, &moment, 60);
    let row = &application.rows[at];
    assert_eq!(row.state, State::Choose);
    assert!(!row.offers.is_empty());
    for offer in &row.offers {
        let item = english().item(offer).unwrap();
        assert!(item.kind == Kind::Ritual && item.minutes.typical <= Minutes(15), "{offer}");
        assert!(holds(&moment.course, item).is_empty(), "{offer}");
    }
    let plan = made(&template, &moment, 60, &application.proposed()).unwrap();
    assert!(plan.has(&row.offers[0]));
}

#[test]
fn what_does_not_fit_the_minutes_says_so_and_offers_something_shorter() {
    let moment = settled();
    let template = template(&with_exercises(&moment, 120, &["reassurance-menu", "impact-listening-session"]));
    let application = applied(&template, &moment, 30);
    let long = application.rows.iter().find(|row| matches!(row.state, State::TooLong(_))).unwrap();
    assert!(long.item.is_some());
    let plan = made(&template, &moment, 30, &application.proposed()).unwrap();
    assert!(plan.planned() <= 30, "{}", plan.planned());
    let all: Vec<Choice> =
        template.blocks.iter().map(|block| Choice { take: SlotChoice::Keep, minutes: block.minutes }).collect();
    let refused = made(&template, &moment, 30, &all).unwrap_err();
    assert!(refused.iter().any(|refusal| refusal.block.is_none() && refusal.text.contains("30")), "{refused:?}");
}

#[test]
fn r47_homework_that_no_sheet_may_hold_stays_behind() {
    let moment = settled();
    let mut template = template(&with_exercises(&moment, 60, &["reassurance-menu"]));
    template.homework = vec!["sensate-focus-one".parse().unwrap(), "reassurance-menu".parse().unwrap()];
    let other = controlled();
    let application = applied(&template, &other, 60);
    assert!(application.homework.iter().all(|(_, standing)| *standing != HomeworkStanding::Unknown));
    let plan = made(&template, &other, 60, &application.proposed()).unwrap();
    let check = check(english(), &other.standings, &plan);
    assert!(!check.concerns.iter().any(|concern| concern.rule == "R47"), "{:?}", plan.homework);
    assert!(plan.homework.iter().all(|(id, _)| plan.has(id) || other.course.done.contains(id)));
}

/// Any couple at any moment.
fn moment() -> impl Strategy<Value = Moment> {
    let indicators: Vec<String> = english().indicators().iter().map(|i| i.id.to_string()).collect();
    let items: Vec<ItemId> = english().items().iter().map(|item| item.id.clone()).collect();
    let count = items.len();
    let phase = prop::option::of(prop::sample::select(Phase::ALL.to_vec()));
    (subsequence(indicators, 0..=5), subsequence(items, 0..=count), phase).prop_map(|(ticked, done, phase)| {
        let mut course =
            CaseState { done: done.into_iter().collect(), gates: GateLog::default(), ..CaseState::default() };
        for id in ticked {
            let id = id.parse().unwrap();
            let both = english().indicator(&id).unwrap().applies_to == AppliesTo::Both;
            course.answers.record(english(), &id, if both { Whom::Couple } else { Whom::B }, Answer::Yes).unwrap();
        }
        course.observe_gates(english());
        Moment::of(course, phase)
    })
}

/// A template with any exercises and slots at all, as a file might hold them.
pub fn any_template() -> impl Strategy<Value = Template> {
    let items: Vec<ItemId> = english().items().iter().map(|item| item.id.clone()).collect();
    let block = (prop::option::of(prop::sample::select(items)), any::<bool>(), 1u8..60, any::<bool>());
    (prop::collection::vec(block, 0..10), 30u8..=120).prop_map(|(blocks, minutes)| {
        let moment = settled();
        let mut plan = moment.draft(minutes);
        let (shape, mut drawn) = (plan.blocks.clone(), Vec::new());
        for (n, (id, slot, minutes, alone)) in blocks.into_iter().enumerate() {
            let mut block = shape[n % shape.len()].clone();
            block.item = id.map(|id| domain::plan::KeptItem::of(english().item(&id).unwrap()));
            block.minutes = Minutes(minutes);
            if alone {
                block.present = domain::planning::planner::Present::Turn(domain::assess::Partner::B);
            }
            drawn.push((block, slot));
        }
        plan.blocks = drawn.iter().map(|(block, _)| block.clone()).collect();
        let mut template = template(&plan);
        for (at, (_, slot)) in drawn.iter().enumerate() {
            if *slot {
                let filter = Filter { longest: Some(Minutes(30)), ..Filter::default() };
                open_slot(english(), &mut template, at, filter).unwrap();
            }
        }
        template
    })
}

fn take() -> impl Strategy<Value = SlotChoice> {
    let items: Vec<ItemId> = english().items().iter().map(|item| item.id.clone()).collect();
    prop_oneof![
        Just(SlotChoice::Keep),
        Just(SlotChoice::Newer),
        prop::sample::select(items).prop_map(SlotChoice::Item),
        Just(SlotChoice::Open),
        Just(SlotChoice::Out),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Whatever a template holds and whoever it is applied to: what is proposed makes a plan, that plan lets nothing held
    /// in, and it is never longer than the session.
    #[test]
    fn what_is_proposed_is_always_a_plan(template in any_template(), moment in moment(), minutes in 30u8..=120) {
        let application = applied(&template, &moment, minutes);
        let plan = made(&template, &moment, minutes, &application.proposed());
        let plan = plan.map_err(|refused| TestCaseError::fail(format!("{refused:?} of {application:?}")))?;
        lets_nothing_held_in(&moment, &plan);
        prop_assert!(plan.planned() <= u16::from(minutes));
    }

    /// Whatever is chosen: either nothing is made, or nothing held is in it and it fits.
    #[test]
    fn no_choice_lets_a_held_exercise_in(
        template in any_template(), moment in moment(), minutes in 30u8..=120,
        takes in prop::collection::vec((take(), 0u8..40), 10),
    ) {
        let choices: Vec<Choice> = takes.into_iter().take(template.blocks.len())
            .map(|(take, minutes)| Choice { take, minutes: Minutes(minutes) }).collect();
        if let Ok(plan) = made(&template, &moment, minutes, &choices) {
            lets_nothing_held_in(&moment, &plan);
            prop_assert!(plan.planned() <= u16::from(minutes));
        }
    }
}

#[test]
fn an_exercise_that_does_not_suit_who_comes_says_why_in_their_terms() {
    let (before, shaken) = (settled(), with_gate(&settled(), "POW-04", GateId::Consent));
    let template = template(&with_exercises(&before, 60, &["support-and-therapy-plan"]));
    let state = |moment: &Moment| applied(&template, moment, 60).rows.into_iter().find(|row| row.state != State::Fits);
    assert_eq!(state(&before), None);
    let gates = english().item(&item("support-and-therapy-plan")).unwrap().who.together_unless.clone().unwrap();
    let gate = gates.into_iter().find(|gate| shaken.course.gates.is_open(*gate));
    let Some(gate) = gate else { panic!("a gate keeps it from being done together") };
    assert_eq!(state(&shaken).unwrap().state, State::NotToday(NotToday::Apart(gate)));
}
