//! The next session of the same couple.

use domain::{
    assess::Session,
    library::english,
    plan::{
        BlockId, Outcome, SessionPlan, Status,
        editor::{BlockPlace, Booking, place},
        templates::{CarryOver, carry_rows, next_session},
    },
    safety::Hold,
    vocabulary::{GateId, Minutes, SmallSet},
};

use super::with_exercises;
use crate::support::{Moment, block_of, item, settled, with_gate};

fn held_session(moment: &Moment) -> SessionPlan {
    let mut plan = with_exercises(moment, 90, &["reassurance-menu", "impact-listening-session"]);
    plan.number = 3;
    plan.on = Some("2026-11-24".parse().unwrap());
    plan.note = "About this session.".into();
    plan.homework = vec![(item("reassurance-menu"), "Twice, ten minutes, on the sofa".into())];
    plan.status = Status::Completed;
    for block in &mut plan.blocks {
        block.outcome = Some(Outcome::Done);
        block.note = format!("Note of {}", block.title);
    }
    let left = block_of(&plan, "impact-listening-session");
    plan.blocks.iter_mut().filter(|block| block.id == left).for_each(|block| block.outcome = Some(Outcome::Left));
    plan
}

fn booking(before: &SessionPlan) -> Booking {
    Booking {
        number: before.number + 1,
        on: None,
        start: before.start,
        minutes: before.minutes,
        booked: Session::Couple,
    }
}

fn proposed(moment: &Moment, plan: &SessionPlan) -> SmallSet<BlockId> {
    let rows = carry_rows(english(), &moment.standings, plan);
    rows.iter().filter(|row| row.carry.is_proposed()).map(|row| row.block).collect()
}

#[test]
fn what_was_left_comes_along_and_the_homework_is_looked_back_on() {
    let moment = settled();
    let before = held_session(&moment);
    let next = next_session(english(), &moment.standings, &before, booking(&before), &proposed(&moment, &before));
    assert!(next.held.is_empty());
    let plan = next.plan;
    assert!(plan.has(&item("impact-listening-session")) && !plan.has(&item("reassurance-menu")));
    assert_eq!((plan.number, plan.on, plan.status, plan.minutes), (4, None, Status::Draft, Minutes(90)));
    assert!(plan.blocks.iter().all(|block| block.outcome.is_none()));
    let review = plan.blocks.iter().find(|b| place(english().shares(), &b.part) == BlockPlace::Review).unwrap();
    assert_eq!(review.note, "Given last time: Twice, ten minutes, on the sofa");
    assert!(plan.homework.is_empty() && plan.note.is_empty(), "what was about that session stays with it");
    let carried = plan.blocks.iter().find(|b| b.exercise() == Some(&item("impact-listening-session"))).unwrap();
    assert!(carried.note.starts_with("Note of "), "what was not finished keeps its note");
    assert!(plan.planned() <= 90);
}

#[test]
fn a_plan_without_a_review_gets_one_after_the_opening() {
    let moment = settled();
    let mut before = held_session(&moment);
    before.blocks.retain(|block| place(english().shares(), &block.part) != BlockPlace::Review);
    let next = next_session(english(), &moment.standings, &before, booking(&before), &proposed(&moment, &before));
    let at = next.plan.blocks.iter().position(|b| place(english().shares(), &b.part) == BlockPlace::Review).unwrap();
    assert!(next.plan.blocks[at].note.contains("on the sofa"));
    assert!(next.plan.blocks[..at].iter().all(|b| place(english().shares(), &b.part) == BlockPlace::Opening));
    let ids: SmallSet<BlockId> = next.plan.blocks.iter().map(|block| block.id).collect();
    assert_eq!(ids.len(), next.plan.blocks.len());
}

#[test]
fn a_gate_that_opened_since_holds_what_was_left_and_no_wish_lets_it_in() {
    let before = held_session(&settled());
    let now = with_gate(&settled(), "ABU-01", GateId::Control);
    let rows = carry_rows(english(), &now.standings, &before);
    let held: Vec<_> = rows.iter().filter(|row| matches!(row.carry, CarryOver::Held(_))).collect();
    assert_eq!(held.len(), 2, "{rows:?}");
    assert!(
        held.iter()
            .all(|row| matches!(&row.carry, CarryOver::Held(holds) if holds.contains(&Hold::Gate(GateId::Control))))
    );
    let all = before.blocks.iter().map(|block| block.id).collect();
    let next = next_session(english(), &now.standings, &before, booking(&before), &all);
    assert_eq!(next.held.len(), 2);
    assert!(next.plan.blocks.iter().all(|block| block.exercise().is_none()), "{:?}", next.plan.blocks);
}

#[test]
fn r26_what_was_dreaded_comes_along_only_when_asked_for() {
    let moment = settled();
    let mut before = held_session(&moment);
    before
        .blocks
        .iter_mut()
        .filter(|block| block.item.is_some())
        .for_each(|block| block.outcome = Some(Outcome::Dreaded));
    let mut wanted = proposed(&moment, &before);
    let without = next_session(english(), &moment.standings, &before, booking(&before), &wanted).plan;
    assert!(without.blocks.iter().all(|block| block.item.is_none()));
    wanted.insert(block_of(&before, "impact-listening-session"));
    let with = next_session(english(), &moment.standings, &before, booking(&before), &wanted).plan;
    assert!(with.has(&item("impact-listening-session")));
}
