//! Fitting the minutes to the session, swapping an exercise, and adding one at a chosen place.

use domain::{
    library::english,
    plan::{
        SessionPlan,
        editor::{BlockPlace, Edit, Refused, apply, fit, place, swaps},
    },
    vocabulary::Minutes,
};

use crate::support::{block_of, item, settled};

fn closing(plan: &SessionPlan) -> Vec<u8> {
    let is_closing = |part: &str| place(english().shares(), part).is_closing();
    plan.blocks.iter().filter(|block| is_closing(&block.part)).map(|block| block.minutes.0).collect()
}

#[test]
fn what_is_too_long_gives_way_within_the_ranges_and_never_at_the_end() {
    let moment = settled();
    let mut plan = moment.draft(60);
    let main = plan.blocks.iter().position(|block| block.item.is_some()).unwrap();
    let item = english().item(plan.blocks[main].exercise().unwrap()).unwrap();
    plan.blocks[main].minutes = Minutes(item.minutes.max.0);
    plan.minutes = Minutes(u8::try_from(plan.planned()).unwrap() - 4);
    let (next, changed) = fit(english(), &plan).unwrap();
    assert_eq!(next.planned(), u16::from(plan.minutes.0));
    assert_eq!(closing(&next), closing(&plan), "debrief and close are protected");
    assert!(!changed.is_empty() && changed.iter().all(|one| one.is < one.was));
    for block in next.blocks.iter().filter(|block| block.item.is_some()) {
        assert!(english().item(block.exercise().unwrap()).unwrap().minutes.min <= block.minutes);
    }
    assert!(matches!(fit(english(), &next), Err(Refused::TooMuch(_))), "it fits already");
}

#[test]
fn what_is_too_short_grows_up_to_the_longest() {
    let moment = settled();
    let mut plan = moment.draft(60);
    plan.minutes = Minutes(75);
    let (next, _) = fit(english(), &plan).unwrap();
    assert!(next.planned() > plan.planned() && next.planned() <= 75);
    assert_eq!(closing(&next), closing(&plan));
    for block in next.blocks.iter().filter(|block| place(english().shares(), &block.part) == BlockPlace::Main) {
        let item = block.exercise().and_then(|id| english().item(id));
        assert!(item.is_none_or(|item| block.minutes <= item.minutes.max));
    }
}

#[test]
fn what_cannot_fit_says_so_and_changes_nothing() {
    let moment = settled();
    let mut plan = moment.draft(120);
    plan.minutes = Minutes(30);
    let before = plan.clone();
    assert!(apply(english(), &moment.standings, &plan, &Edit::Fit).is_err());
    assert_eq!(plan, before);
}

#[test]
fn another_exercise_takes_the_place_the_note_and_the_minutes() {
    let moment = settled();
    let plan = moment.draft(60);
    let block = plan.blocks.iter().find(|block| !swaps(english(), &moment.standings, &plan, block).is_empty()).unwrap();
    let plan = moment.apply(&plan, &Edit::Note(block.id, "Slowly.".into()));
    let (at, block) = plan.block(block.id).unwrap();
    let offered = swaps(english(), &moment.standings, &plan, block);
    assert!(offered.len() <= 3 && offered.iter().all(|one| !plan.has(&one.item)));
    let other = offered[0].item.clone();
    let next = moment.apply(&plan, &Edit::Swap(block.id, other.clone()));
    let (now, swapped) = next.block(block.id).unwrap();
    assert_eq!((now, swapped.exercise(), swapped.note.as_str()), (at, Some(&other), "Slowly."));
    let range = english().item(&other).unwrap().minutes;
    assert!(range.holds(swapped.minutes));
    assert!(!next.homework.iter().any(|(of, _)| Some(of) == block.exercise()), "its homework went with it");
}

#[test]
fn what_is_on_hold_is_neither_offered_nor_swapped_in() {
    let moment = settled();
    let plan = moment.draft(60);
    let held = english().items().iter().find(|one| {
        !plan.has(&one.id) && moment.standings.of_item(&one.id).is_some_and(|status| !status.holds.is_empty())
    });
    let held = held.unwrap();
    let block = plan.blocks.iter().find(|block| block.item.is_some()).unwrap();
    assert!(swaps(english(), &moment.standings, &plan, block).iter().all(|one| one.item != held.id));
    assert!(apply(english(), &moment.standings, &plan, &Edit::Swap(block.id, held.id.clone())).is_err());
}

#[test]
fn an_exercise_goes_where_it_is_put() {
    let moment = settled();
    let plan = moment.apply(&moment.empty(), &Edit::Add(item("negative-cycle-map")));
    let plan = moment.apply(&plan, &Edit::Add(item("daily-appreciations")));
    let first = block_of(&plan, "negative-cycle-map");
    let next = moment.apply(&plan, &Edit::AddAfter(item("boundaries-traffic-light"), first));
    let order: Vec<&str> =
        next.blocks.iter().filter_map(|block| block.exercise()).map(domain::vocabulary::ItemId::as_str).collect();
    assert_eq!(order, ["negative-cycle-map", "boundaries-traffic-light", "daily-appreciations"]);
}
