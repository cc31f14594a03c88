//! The parts of an exercise's wording as stored in a plan.

use super::{Changed, Changes};
use crate::{library::model::Item, plan::KeptItem};

/// Returns the stored wording of an exercise part by part: name and text, one paragraph a line. Absent parts are empty,
/// so that two results always have the same parts in the same order.
pub fn words_of(kept: &KeptItem) -> [(&'static str, String); 6] {
    let text = |of: Option<&crate::library::ClientText>| of.map(ToString::to_string).unwrap_or_default();
    [
        ("Title", kept.title().to_string()),
        ("Neutral title", text(kept.neutral_title())),
        ("Steps", kept.steps().join("\n")),
        ("Client text", kept.client_text().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
        ("Blocks on the sheet", kept.on_paper().to_string()),
        ("Homework in the library’s text", homework(kept)),
    ]
}

/// Its parts, or the one paragraph of a plan that was kept before homework had parts.
fn homework(kept: &KeptItem) -> String {
    let parts = kept.at_home();
    if parts.is_empty() { kept.homework().map(ToString::to_string).unwrap_or_default() } else { parts.to_string() }
}

/// What the library says differently by now; empty where it says the same. “Was” are the kept words.
pub fn newer_words(kept: &KeptItem, now: &Item) -> Vec<Changed> {
    let mut changes = Changes::default();
    compare(&mut changes, "", kept, &KeptItem::of(now));
    changes.0
}

/// Adds every part that differs; `of` is appended to its name.
pub(super) fn compare(changes: &mut Changes, of: &str, was: &KeptItem, is: &KeptItem) {
    for ((part, was), (_, is)) in words_of(was).into_iter().zip(words_of(is)) {
        changes.compare(format!("{part}{of}"), was, is);
    }
}
