//! Client data stays with its couple: no typed text reaches a template, a file or another couple.

use domain::{
    assess::Partner,
    library::english,
    paper::handout::Audience,
    plan::{
        BlockId, Outcome, SessionPlan, Status,
        templates::{Omitted, file, from_plan},
    },
    planning::planner::Present,
    vocabulary::Day,
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
    plan.status = Status::Completed;
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
    let agreed = |id: &domain::vocabulary::ItemId| {
        let words = domain::paper::handout::ClientWords::typed(&format!("{canary} agreed"), true).unwrap().unwrap();
        (id.clone(), words)
    };
    plan.client_words = plan.homework.iter().map(|(id, _)| agreed(id)).collect();
    plan
}

#[test]
fn what_stays_behind_is_counted_for_the_preview() {
    let plan = marked("CANARY", 60);
    let (_, left) = from_plan(english(), &plan);
    let count = |what| left.iter().find(|(of, _)| *of == what).map_or(0, |(_, count)| *count);
    let blocks = plan.blocks.len();
    assert_eq!(count(Omitted::PlanTitle), 1);
    assert_eq!(count(Omitted::Day), 1);
    assert_eq!(count(Omitted::Time), 1);
    assert_eq!(count(Omitted::Titles), blocks);
    assert_eq!(count(Omitted::Notes), blocks + 1);
    assert_eq!(count(Omitted::Reasons), 2);
    assert_eq!(count(Omitted::Doses), plan.homework.len() + plan.client_words.len());
    assert_eq!(count(Omitted::Outcomes), blocks);
    assert_eq!(count(Omitted::Partners), 1);
    let (_, nothing) = from_plan(
        english(),
        &SessionPlan {
            blocks: Vec::new(),
            homework: Vec::new(),
            client_words: domain::vocabulary::SmallMap::new(),
            record: None,
            sheet_contents: None,
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
