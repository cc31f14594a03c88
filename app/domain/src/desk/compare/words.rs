//! The words of an exercise as a plan keeps them, part by part.

use super::{Changed, Changes};
use crate::{
    desk::KeptItem,
    library::model::{Item, PaperField},
};

/// What a kept exercise says, part by part: the name of the part and its text, one paragraph a line. Parts that it does not
/// have are empty, so that two of them always have the same parts in the same order.
pub fn words_of(kept: &KeptItem) -> [(&'static str, String); 6] {
    let field = |field: &PaperField| match field {
        PaperField::Check(text) => format!("☐ {text}"),
        PaperField::Lines(text, lines) => format!("{text} ({lines} lines)"),
    };
    let text = |of: Option<&crate::handout::ClientText>| of.map(ToString::to_string).unwrap_or_default();
    [
        ("Title", kept.title().to_string()),
        ("Neutral title", text(kept.neutral_title())),
        ("Steps", kept.steps().join("\n")),
        ("Words for clients", kept.client_text().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
        ("Boxes and lines on paper", kept.on_paper().iter().map(field).collect::<Vec<_>>().join("\n")),
        ("Homework in the library’s words", text(kept.homework())),
    ]
}

/// What the library says differently by now; empty where it says the same. “Was” are the kept words.
pub fn newer_words(kept: &KeptItem, now: &Item) -> Vec<Changed> {
    let mut changes = Changes::default();
    compare(&mut changes, "", kept, &KeptItem::of(now));
    changes.0
}

/// Adds every part that differs; `of` is said behind its name.
pub(super) fn compare(changes: &mut Changes, of: &str, was: &KeptItem, is: &KeptItem) {
    for ((part, was), (_, is)) in words_of(was).into_iter().zip(words_of(is)) {
        changes.compare(format!("{part}{of}"), was, is);
    }
}
