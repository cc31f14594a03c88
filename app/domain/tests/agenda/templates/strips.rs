//! What belongs to a couple stays with it: nothing that was typed of one reaches a template, a file or another couple.

use domain::{
    course::Partner,
    desk::{BlockId, Day, Outcome, SessionPlan, Status},
    handout::Audience,
    library::english,
    plan::Present,
    template::{Left, file, from_plan},
};
use proptest::prelude::*;

use super::{applied, made, template};
use crate::support::settled;

/// A plan in which every text that can be typed holds the canary, and every day is a special one.
fn marked(canary: &str, minutes: u8) -> SessionPlan {
    let moment = settled();
    let mut plan = moment.draft(minutes);
    plan.title = format!("{canary} title");
    plan.on = Some("2031-07-19".parse::<Day>().unwrap());
    plan.start = Some("06:47".parse().unwrap());
    plan.why = format!("{canary} why");
    plan.stop_if = format!("{canary} stop");
    plan.note = format!("{canary} note");
    plan.status = Status::Held;
    plan.number = 4711;
    for (n, block) in plan.blocks.iter_mut().enumerate() {
        block.note = format!("{canary} note {n}");
        block.title = format!("{canary} block {n}");
        block.outcome = Some([Outcome::Done, Outcome::Left, Outcome::Dreaded][n % 3]);
        block.sheets = [Audience::Both].into();
        block.id = BlockId(770_000 + u32::try_from(n).unwrap());
    }
    plan.blocks[0].present = Present::Turn(Partner::B);
    // A browser may send any name of a part.
    plan.blocks[0].part = format!("{canary} part");
    plan.homework =
        plan.blocks.iter().filter_map(|b| b.exercise().cloned()).map(|id| (id, format!("{canary} dose"))).collect();
    plan
}

#[test]
fn what_stays_behind_is_counted_for_the_preview() {
    let plan = marked("CANARY", 60);
    let (_, left) = from_plan(english(), &plan);
    let count = |what| left.iter().find(|(of, _)| *of == what).map_or(0, |(_, count)| *count);
    let blocks = plan.blocks.len();
    assert_eq!(count(Left::PlanTitle), 1);
    assert_eq!(count(Left::Day), 1);
    assert_eq!(count(Left::Time), 1);
    assert_eq!(count(Left::Titles), blocks);
    assert_eq!(count(Left::Notes), blocks + 1);
    assert_eq!(count(Left::Reasons), 2);
    assert_eq!(count(Left::Doses), plan.homework.len());
    assert_eq!(count(Left::Outcomes), blocks);
    assert_eq!(count(Left::Partners), 1);
    let (_, nothing) = from_plan(
        english(),
        &SessionPlan {
            blocks: Vec::new(),
            homework: Vec::new(),
            title: String::new(),
            on: None,
            start: None,
            why: String::new(),
            stop_if: String::new(),
            note: String::new(),
            ..plan
        },
    );
    assert!(nothing.is_empty(), "{nothing:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Nothing of the first couple is in the template, its file, or the plan for another couple.
    #[test]
    fn no_canary_of_one_couple_reaches_another(canary in "[A-Z]{3}[0-9]{6}", minutes in 30u8..=120) {
        let plan = marked(&canary, minutes);
        let template = template(&plan);
        let other = settled();
        let duplicate = made(&template, &other, minutes, &applied(&template, &other, minutes).proposed()).unwrap();
        let written = [
            serde_json::to_string(&template).unwrap(),
            file::write(&template),
            serde_json::to_string(&duplicate).unwrap(),
        ];
        for text in written {
            for mark in [canary.as_str(), "2031", "06:47", "4711", "77000", "Heron"] {
                prop_assert!(!text.contains(mark), "{mark} in {text}");
            }
        }
        prop_assert!(duplicate.blocks.iter().all(|block| block.outcome.is_none() && block.note.is_empty()));
        prop_assert_eq!(duplicate.status, Status::Draft);
    }
}
