//! Compares and merges two versions of one plan.

use crate::plan::{PlanBlock, SessionPlan};

/// A difference between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The part that differs, for example “Private note of “Daily check-in””.
    pub what: String,
    /// Its value in the first version.
    pub here: String,
    /// Its value in the second version.
    pub there: String,
}

/// Returns the differences between `here` and `there`, in the order of the page.
pub fn differences(here: &SessionPlan, there: &SessionPlan) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |what: &str, here: String, there: String| {
        if here != there {
            found.push(Difference { what: what.to_owned(), here, there });
        }
    };
    compare("Title", here.title.clone(), there.title.clone());
    compare("Date and length", moment(here), moment(there));
    compare("Agenda", agenda(here), agenda(there));
    for block in &here.blocks {
        if let Some((_, other)) = there.block(block.id) {
            compare(&format!("Private note of “{}”", block.title), block.note.clone(), other.note.clone());
        }
    }
    compare("Homework", homework(here), homework(there));
    compare("Homework as it is printed", agreed(here), agreed(there));
    compare("Aim of this session", here.why.clone(), there.why.clone());
    compare("Stop if", here.stop_if.clone(), there.stop_if.clone());
    compare("Session note", here.note.clone(), there.note.clone());
    found
}

/// Merges both: the agenda of `here`, followed by the blocks that only `there` has, and every text of either.
pub fn merge(here: &SessionPlan, there: &SessionPlan) -> SessionPlan {
    let mut both = here.clone();
    let mut next = here.blocks.iter().chain(&there.blocks).map(|block| block.id.0).max().unwrap_or(0);
    for block in &there.blocks {
        if let Some(known) = both.blocks.iter_mut().find(|known| is_same(known, block)) {
            join(&mut known.note, &block.note);
        } else {
            next += 1;
            let taken = both.block(block.id).is_some();
            let id = if taken { crate::plan::BlockId(next) } else { block.id };
            both.blocks.push(PlanBlock { id, ..block.clone() });
        }
    }
    for (item, dose) in &there.homework {
        match both.homework.iter_mut().find(|(known, _)| known == item) {
            Some((_, known)) => join(known, dose),
            None => both.homework.push((item.clone(), dose.clone())),
        }
    }
    for (item, words) in &there.client_words {
        both.client_words.entry(item.clone()).or_insert_with(|| words.clone());
    }
    if both.title.is_empty() {
        both.title.clone_from(&there.title);
    }
    if !there.why_derived {
        if std::mem::take(&mut both.why_derived) {
            both.why.clear();
        }
        join(&mut both.why, &there.why);
    }
    join(&mut both.stop_if, &there.stop_if);
    join(&mut both.note, &there.note);
    both
}

/// True for the same exercise, or the same block of the counsellor's own, even if a merge gave it another id.
fn is_same(one: &PlanBlock, other: &PlanBlock) -> bool {
    match (one.exercise(), other.exercise()) {
        (Some(one), Some(other)) => one == other,
        (None, None) => {
            (one.id == other.id && one.title == other.title) || PlanBlock { id: other.id, ..one.clone() } == *other
        }
        _ => false,
    }
}

/// Appends a text to another that does not contain it yet.
fn join(text: &mut String, other: &str) {
    if text.trim().is_empty() {
        other.clone_into(text);
    } else if !text.contains(other) {
        text.push_str("\n\n");
        text.push_str(other);
    }
}

fn moment(plan: &SessionPlan) -> String {
    let day = plan.on.map(|day| format!("{}, ", day.in_words())).unwrap_or_default();
    let start = plan.start.map(|start| format!("{start}, ")).unwrap_or_default();
    format!("{day}{start}{} minutes", plan.minutes)
}

fn agenda(plan: &SessionPlan) -> String {
    plan.blocks.iter().map(|block| format!("{} {}", block.minutes, block.title)).collect::<Vec<_>>().join("; ")
}

fn agreed(plan: &SessionPlan) -> String {
    plan.client_words.values().map(crate::plan::ClientWords::as_str).collect::<Vec<_>>().join("; ")
}

fn homework(plan: &SessionPlan) -> String {
    plan.homework.iter().map(|(_, dose)| dose.as_str()).collect::<Vec<_>>().join("; ")
}
