//! Two versions of one plan, side by side: what is different, and both in one.

use crate::desk::{PlanBlock, SessionPlan};

/// Something that two versions have differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What, for example “Private note of “Daily check-in””.
    pub what: String,
    /// As it is in the first.
    pub here: String,
    /// As it is in the second.
    pub there: String,
}

/// What `here` and `there` have differently, in the order of the page.
pub fn differences(here: &SessionPlan, there: &SessionPlan) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |what: &str, here: String, there: String| {
        if here != there {
            found.push(Difference { what: what.to_owned(), here, there });
        }
    };
    compare("Title", here.title.clone(), there.title.clone());
    compare("Day and length", moment(here), moment(there));
    compare("Agenda", agenda(here), agenda(there));
    for block in &here.blocks {
        if let Some((_, other)) = there.block(block.id) {
            compare(&format!("Private note of “{}”", block.title), block.note.clone(), other.note.clone());
        }
    }
    compare("Homework", homework(here), homework(there));
    compare("Why this, why now", here.why.clone(), there.why.clone());
    compare("Stop if", here.stop_if.clone(), there.stop_if.clone());
    compare("Note about the session", here.note.clone(), there.note.clone());
    found
}

/// Both in one: the agenda of `here`, with blocks that only `there` has at its end, and every text of either.
pub fn merge(here: &SessionPlan, there: &SessionPlan) -> SessionPlan {
    let mut both = here.clone();
    let mut next = here.blocks.iter().chain(&there.blocks).map(|block| block.id.0).max().unwrap_or(0);
    for block in &there.blocks {
        if let Some(known) = both.blocks.iter_mut().find(|known| is_same(known, block)) {
            join(&mut known.note, &block.note);
        } else {
            next += 1;
            let taken = both.block(block.id).is_some();
            let id = if taken { crate::desk::BlockId(next) } else { block.id };
            both.blocks.push(PlanBlock { id, ..block.clone() });
        }
    }
    for (item, dose) in &there.homework {
        match both.homework.iter_mut().find(|(known, _)| known == item) {
            Some((_, known)) => join(known, dose),
            None => both.homework.push((item.clone(), dose.clone())),
        }
    }
    if both.title.is_empty() {
        both.title.clone_from(&there.title);
    }
    join(&mut both.why, &there.why);
    join(&mut both.stop_if, &there.stop_if);
    join(&mut both.note, &there.note);
    both
}

/// The same exercise, or the same block of the counsellor's own; one that got another id when it was joined is the same.
fn is_same(one: &PlanBlock, other: &PlanBlock) -> bool {
    match (one.exercise(), other.exercise()) {
        (Some(one), Some(other)) => one == other,
        (None, None) => {
            (one.id == other.id && one.title == other.title) || PlanBlock { id: other.id, ..one.clone() } == *other
        }
        _ => false,
    }
}

/// Adds a text to another where that does not hold it already.
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

fn homework(plan: &SessionPlan) -> String {
    plan.homework.iter().map(|(_, dose)| dose.as_str()).collect::<Vec<_>>().join("; ")
}
