//! Schedule of progress reviews (R36) and of the ending (R37).

use super::{Purpose, words};
use crate::library::model::Item;

/// Maximum number of sessions between two progress reviews (R36).
const MOST_BETWEEN: i32 = 6;

/// Minimum number of sessions between two progress reviews (R36).
const LEAST_BETWEEN: i32 = 4;

/// Returns the purpose of each of `count` sessions, when `since` sessions were completed since the last review.
///
/// The last is the ending and the one before it a review (R37), even soon after another. Otherwise four to six
/// sessions, evenly spread, lie between reviews (R36); an overdue one comes first.
pub(super) fn purposes(since: u8, count: u8) -> Vec<Purpose> {
    let mut purposes = vec![Purpose::Work; usize::from(count)];
    let (last, mut before) = (i32::from(count) - 1, -i32::from(since));
    while last - before - 1 > MOST_BETWEEN {
        let distance = last - before;
        let stretches = (distance + MOST_BETWEEN) / (MOST_BETWEEN + 1);
        let step = ((distance + stretches - 1) / stretches).max(LEAST_BETWEEN + 1);
        before = (before + step).max(1);
        if before >= last {
            break;
        }
        if let Some(purpose) = place(before).and_then(|place| purposes.get_mut(place)) {
            *purpose = Purpose::Review;
        }
    }
    for (number, purpose) in [(last, Purpose::LookBack), (last + 1, Purpose::Ending)] {
        if let Some(place) = place(number) {
            purposes[place] = purpose;
        }
    }
    purposes
}

fn place(number: i32) -> Option<usize> {
    usize::try_from(number - 1).ok()
}

/// Returns the reason why an exercise comes first in a session that is reserved for it.
pub(super) fn kept_for(purpose: Purpose, item: &Item) -> Option<&'static str> {
    match purpose {
        Purpose::Review if item.id == *"progress-review" => Some(words::REVIEW),
        Purpose::LookBack if item.id == *"progress-review" => Some(words::LOOK_BACK),
        Purpose::Ending if item.id == *"setback-plan" => Some(words::ENDING),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r36_four_to_six_sessions_pass_between_two_looks_back() {
        for count in 1..=16 {
            for since in 0..=12 {
                let all = purposes(since, count);
                let looks: Vec<i32> = (1..)
                    .zip(&all)
                    .filter(|(_, purpose)| matches!(purpose, Purpose::Review | Purpose::LookBack))
                    .map(|(number, _)| number)
                    .collect();
                let mut before = -i32::from(since);
                for (n, look) in looks.iter().enumerate() {
                    let between = look - before - 1;
                    let overdue = n == 0 && *look == 1;
                    assert!(between <= MOST_BETWEEN || overdue, "{count} {since}: {looks:?}");
                    let the_end = n + 1 == looks.len();
                    assert!(between >= LEAST_BETWEEN || the_end, "{count} {since}: {looks:?}");
                    before = *look;
                }
            }
        }
    }

    #[test]
    fn r37_the_last_two_sessions_look_back_and_end() {
        for count in 2..=16 {
            let all = purposes(0, count);
            assert_eq!(all[all.len() - 2..], [Purpose::LookBack, Purpose::Ending], "{count}");
        }
        assert_eq!(purposes(3, 1), [Purpose::Ending]);
        assert!(purposes(0, 0).is_empty());
    }
}
