//! The number of exercises that a session holds (R43).

use super::{SMALL, TWO_FROM, TWO_SMALL_FROM, is_safety_hour};
use crate::{
    library::model::Item,
    vocabulary::{Minutes, Tag},
};

/// True if a session of this length holds these exercises of its main part: below 60 minutes one, from 60 one large or two
/// small, from 80 up to two, one of them light. A strength item comes on top (R43).
pub(crate) fn holds(length: Minutes, exercises: &[&Item]) -> bool {
    let mut mains = exercises.to_vec();
    if mains.len() > 1
        && let Some(strength) = mains.iter().rposition(|item| item.tags.contains(&Tag::Strength))
    {
        mains.remove(strength);
    }
    let small = |item: &Item| !item.high_intensity && item.minutes.typical <= SMALL;
    match mains[..] {
        [] | [_] => true,
        [first, second] if is_safety_hour(first, second) => true,
        [first, second] if length >= TWO_FROM => small(first) || small(second),
        [first, second] if length >= TWO_SMALL_FROM => small(first) && small(second),
        _ => false,
    }
}
