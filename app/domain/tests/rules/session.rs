//! R38 to R44: inside one session.

use domain::{
    library::english,
    vocabulary::{Minutes, Tag},
};
use serde_json::json;

use crate::room::{Room, SCREENED, items_of, main_of, many_rooms};

const LENGTHS: [u8; 6] = [30, 50, 60, 80, 90, 120];

#[test]
fn r38_at_most_one_intense_exercise_a_session() {
    let mut intense = 0;
    for room in many_rooms() {
        for minutes in LENGTHS {
            let count = items_of(&room.plan(minutes)).iter().filter(|item| item.high_intensity).count();
            assert!(count <= 1);
            intense += count;
        }
    }
    assert!(intense > 0, "some of these plans have one");
}

#[test]
fn r39_an_intense_exercise_keeps_twelve_percent_for_debrief() {
    for room in many_rooms() {
        for minutes in LENGTHS {
            let plan = room.plan(minutes);
            if items_of(&plan).iter().any(|item| item.high_intensity) {
                let debrief: Minutes =
                    plan.blocks.iter().filter(|block| block.part.contains("rounding")).map(|block| block.minutes).sum();
                assert!(u16::from(debrief.0) * 100 >= u16::from(minutes) * 12, "{minutes}: {debrief}");
                assert!(plan.warnings.iter().any(|warning| warning.rule == "R39"), "a quiet evening");
            }
        }
    }
}

#[test]
fn r40_no_touch_beside_an_intense_exercise() {
    for room in many_rooms() {
        for minutes in LENGTHS {
            let plan = room.plan(minutes);
            if items_of(&plan).iter().any(|item| item.high_intensity) {
                assert!(!items_of(&plan).iter().any(|item| item.tags.contains(&Tag::Touch)));
                let touch = plan
                    .homework
                    .iter()
                    .filter_map(|task| english().item(&task.item))
                    .any(|item| item.tags.contains(&Tag::Touch));
                assert!(!touch);
            }
        }
    }
}

#[test]
fn r41_every_plan_says_when_to_stop() {
    for room in many_rooms() {
        let plan = room.plan(60);
        assert!(plan.warnings.iter().any(|warning| warning.rule == "R41"));
        assert!(plan.stop_if.contains("7 of 10"));
    }
}

#[test]
fn r42_missed_homework_halves_the_dose_and_blames_nobody() {
    let case = json!({ "ticked": ["BET-01"], "done": [SCREENED], "phase": "meaning",
                       "facts": { "homework_missed": true } });
    let room = Room::of(&case);
    assert!(room.warns("R42"));
    let plan = room.plan(60);
    assert!(plan.homework.iter().all(|task| task.dose.starts_with("Half of this")), "{:?}", plan.homework);
    assert!(!plan.homework.is_empty());
    let review = plan.blocks.iter().find(|block| block.part == "Homework review").unwrap();
    assert!(review.reminders.iter().any(|reminder| reminder.rule == "R42"));
}

#[test]
fn r43_the_length_limits_how_much_is_planned() {
    for room in many_rooms() {
        for minutes in LENGTHS {
            let plan = room.plan(minutes);
            let main = main_of(&plan);
            let mains: Vec<_> = match main.split_last() {
                Some((last, rest)) if !rest.is_empty() && last.tags.contains(&Tag::Strength) => rest.to_vec(),
                _ => main.clone(),
            };
            let small = mains.iter().filter(|item| !item.high_intensity && item.minutes.typical <= Minutes(20)).count();
            match minutes {
                ..60 => assert!(mains.len() <= 1, "{minutes}"),
                60..80 => assert!(mains.len() <= 1 || (mains.len() == 2 && small == 2), "{minutes}"),
                _ => assert!(mains.len() <= 1 || (mains.len() == 2 && small >= 1), "{minutes}"),
            }
        }
    }
}

#[test]
fn r44_nothing_is_cut_below_its_minimum_and_debrief_stays_whole() {
    for room in many_rooms() {
        for minutes in LENGTHS {
            let plan = room.plan(minutes);
            let sum: u16 = plan.blocks.iter().map(|block| u16::from(block.minutes.0)).sum();
            assert_eq!(sum, u16::from(minutes));
            for block in &plan.blocks {
                if let Some(item) = block.item.as_ref().and_then(|id| english().item(id)) {
                    assert!(item.minutes.holds(block.minutes), "{}: {}", item.id, block.minutes);
                }
            }
            let share =
                english().shares().couple.iter().find(|row| row.length.0 == minutes && row.phase == plan.phase.id);
            if let Some(share) = share.filter(|_| plan.session.to_string() == "couple") {
                let debrief: Minutes =
                    plan.blocks.iter().filter(|block| block.part == "Debrief, grounding").map(|b| b.minutes).sum();
                assert!(debrief >= share.minutes[4], "{minutes}: {debrief}");
            }
        }
    }
}
