//! Properties after any edits of any plan for any couple.

use domain::{
    assess::{CaseState, Partner},
    library::english,
    paper::handout::Audience,
    plan::{
        BlockId, SessionPlan, Status,
        editor::{Balance, Edit, History, apply, check, fill},
    },
    planning::planner::Present,
    safety::{Hold, holds},
    vocabulary::{AppliesTo, ItemId, Minutes, Phase, SmallSet},
};
use proptest::{prelude::*, sample::subsequence};

use crate::support::{Moment, exercises};

fn moment() -> impl Strategy<Value = Moment> {
    let indicators: Vec<String> = english().indicators().iter().map(|i| i.id.to_string()).collect();
    let items: Vec<ItemId> = english().items().iter().map(|item| item.id.clone()).collect();
    let count = items.len();
    let phase = prop::option::of(prop::sample::select(Phase::ALL.to_vec()));
    (subsequence(indicators, 0..=6), subsequence(items, 0..=count), phase).prop_map(|(ticked, done, phase)| {
        let mut course = CaseState { done: done.into_iter().collect(), ..CaseState::default() };
        for id in ticked {
            let id = id.parse().unwrap();
            let both = english().indicator(&id).unwrap().applies_to == AppliesTo::Both;
            let whom = if both { domain::assess::Whom::Couple } else { domain::assess::Whom::B };
            course.answers.record(english(), &id, whom, domain::assess::Answer::Yes).unwrap();
        }
        course.observe_gates(english());
        Moment::of(course, phase)
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let items: Vec<ItemId> = english().items().iter().map(|item| item.id.clone()).collect();
    let block = || (1u32..12).prop_map(BlockId);
    let present = prop::sample::select(vec![Present::Both, Present::Each, Present::Turn(Partner::B)]);
    let sheets = subsequence(vec![Audience::Both, Audience::A, Audience::B], 0..=3);
    prop_oneof![
        4 => prop::sample::select(items.clone()).prop_map(Edit::Add),
        1 => (".{0,8}", 1u8..40).prop_map(|(title, minutes)| Edit::AddOwn(title, Minutes(minutes))),
        1 => block().prop_map(Edit::Remove),
        1 => (block(), 0usize..12).prop_map(|(id, to)| Edit::MoveTo(id, to)),
        1 => block().prop_map(Edit::Up),
        1 => block().prop_map(Edit::Down),
        2 => (block(), any::<u8>()).prop_map(|(id, minutes)| Edit::Minutes(id, Minutes(minutes))),
        1 => (block(), present).prop_map(|(id, present)| Edit::Present(id, present)),
        1 => (block(), sheets).prop_map(|(id, sheets)| Edit::Sheets(id, sheets.into_iter().collect::<SmallSet<_>>())),
        1 => (block(), ".{0,8}").prop_map(|(id, note)| Edit::Note(id, note)),
        1 => prop::sample::select(items).prop_map(Edit::GiveHomework),
        1 => prop::sample::select(vec![Status::Draft, Status::Ready]).prop_map(Edit::Status),
    ]
}

/// The plan after every edit that was not refused.
fn edited(moment: &Moment, plan: SessionPlan, edits: &[Edit]) -> SessionPlan {
    edits.iter().fold(plan, |plan, edit| apply(english(), &moment.standings, &plan, edit).unwrap_or(plan))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Invariant 4: no edits let in what a gate or a hard rule holds, and what is needed first is either earlier or said
    /// to be missing, so that the plan is not ready.
    #[test]
    fn no_edits_let_a_held_exercise_in(moment in moment(), edits in prop::collection::vec(edit(), 0..25), minutes in 30u8..=120) {
        let plan = edited(&moment, moment.draft(minutes), &edits);
        let check = check(english(), &moment.standings, &plan);
        for (place, block) in plan.blocks.iter().enumerate() {
            let Some(item) = block.exercise().and_then(|id| english().item(id)) else { continue };
            for hold in holds(&moment.course, item) {
                let Hold::Need(need) = &hold else {
                    return Err(TestCaseError::fail(format!("{} is held by {hold:?}", item.id)));
                };
                if plan.exercises_before(place).all(|earlier| earlier != need) {
                    prop_assert!(check.about(block.id).any(|c| c.hard && c.rule == need.to_string()));
                    prop_assert_ne!(plan.status, Status::Ready);
                }
            }
        }
        prop_assert!(plan.status != Status::Ready || check.may_be_ready());
    }

    /// Clock times and sums are those of the blocks, and “fits” is said exactly when the minutes are equal.
    #[test]
    fn sums_and_clock_times_are_right(moment in moment(), edits in prop::collection::vec(edit(), 0..25)) {
        let plan = edited(&moment, moment.draft(60), &edits);
        let check = check(english(), &moment.standings, &plan);
        let mut at = 9 * 60 + 30;
        for (place, block) in plan.blocks.iter().enumerate() {
            prop_assert_eq!(check.clock(place), format!("{:02}:{:02}", at / 60 % 24, at % 60));
            prop_assert!((1..=180).contains(&block.minutes.0));
            at += u16::from(block.minutes.0);
        }
        prop_assert_eq!(check.planned, at - (9 * 60 + 30));
        prop_assert_eq!(check.ends(), format!("{:02}:{:02}", at / 60 % 24, at % 60));
        prop_assert_eq!(check.balance() == Balance::Fits, check.planned == 60);
        prop_assert_eq!(check.in_words().ends_with("kept for debrief and close"), check.planned == 60);
        let ids: SmallSet<BlockId> = plan.blocks.iter().map(|block| block.id).collect();
        prop_assert_eq!(ids.len(), plan.blocks.len());
    }

    /// Filling never removes, moves or shortens what is there, never overruns, and lets nothing held in.
    #[test]
    fn filling_keeps_what_was_placed_and_never_overruns(moment in moment(), edits in prop::collection::vec(edit(), 0..15), minutes in 30u8..=120) {
        let before = edited(&moment, moment.draft(minutes), &edits);
        let domain_moment = moment.picture.moment(english(), &moment.course);
        let Ok(filled) = fill(&domain_moment, &before) else {
            prop_assert!(before.planned() >= u16::from(before.minutes.0));
            return Ok(());
        };
        prop_assert_eq!(filled.plan.planned(), u16::from(before.minutes.0));
        let kept: Vec<_> = filled.plan.blocks.iter().filter(|block| !filled.added.contains(&block.id)).collect();
        prop_assert_eq!(kept.len(), if before.blocks.is_empty() { 0 } else { before.blocks.len() });
        for (kept, was) in kept.iter().zip(&before.blocks) {
            prop_assert_eq!((kept.id, &kept.title, &kept.note, &kept.sheets), (was.id, &was.title, &was.note, &was.sheets));
            prop_assert!(kept.minutes >= was.minutes);
        }
        for id in exercises(&filled.plan).difference(&exercises(&before)) {
            let item = english().item(id).unwrap();
            prop_assert!(holds(&moment.course, item).iter().all(|hold| matches!(hold, Hold::Need(_))), "{id}");
        }
        let intense = |plan: &SessionPlan| exercises(plan).iter().filter(|id| english().item(id).unwrap().high_intensity).count();
        prop_assert!(intense(&filled.plan) <= intense(&before).max(1), "R38");
    }

    /// Undo and redo bring back every plan that was.
    #[test]
    fn undo_then_redo_changes_nothing(moment in moment(), edits in prop::collection::vec(edit(), 0..20)) {
        let mut history = History::new(moment.draft(60));
        let mut seen = vec![history.now().clone()];
        for edit in &edits {
            if let Ok(next) = apply(english(), &moment.standings, history.now(), edit) && next != *history.now() {
                history.push(next.clone(), None);
                seen.push(next);
            }
        }
        for was in seen.iter().rev().skip(1) {
            prop_assert!(history.undo());
            prop_assert_eq!(history.now(), was);
        }
        for comes in seen.iter().skip(1) {
            prop_assert!(history.redo());
            prop_assert_eq!(history.now(), comes);
        }
    }
}
