//! A held session as plain text, for the practice's record system.

use std::fmt::Write;

use crate::{
    course::{Partner, Session},
    desk::{Outcome, PlanBlock, SessionPlan, Status},
    library::Library,
    plan::Present,
    words::Tag,
};

/// A session as it is written down for the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForRecord {
    /// The text: day, minutes, phase, blocks with what came of them, homework. No private note, no name, no reason and no
    /// gate has a place in it.
    pub text: String,
    /// Whether it tells of something that one partner did alone, so that it belongs where the other cannot read it.
    pub alone: bool,
}

/// The text of a session that was held; none of one that was not.
pub fn for_record(library: &Library, plan: &SessionPlan) -> Option<ForRecord> {
    if plan.status != Status::Held {
        return None;
    }
    let mut text = String::new();
    let day =
        plan.on.map_or_else(|| "day not noted".to_owned(), |day| format!("{}, {}", day.weekday(), day.with_year()));
    let start = plan.start.map_or_else(String::new, |start| format!(", {start}"));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "Session {}: {day}{start}", plan.number);
    if !plan.title.trim().is_empty() {
        let _ = writeln!(text, "{}", plan.title.trim());
    }
    let _ = writeln!(text, "{} minutes, {}, {} phase", plan.minutes, attended(plan.booked), plan.phase);
    text.push('\n');
    for block in &plan.blocks {
        let _ = writeln!(text, "- {}", line(block));
    }
    text.push('\n');
    if plan.homework.is_empty() {
        text.push_str("Homework: none\n");
    } else {
        text.push_str("Homework:\n");
        for (_, dose) in &plan.homework {
            let _ = writeln!(text, "- {}", dose.trim());
        }
    }
    Some(ForRecord { text, alone: is_alone(library, plan) })
}

fn attended(booked: Session) -> &'static str {
    match booked {
        Session::Couple => "both partners",
        Session::Individual(_, Some(Partner::A)) => "partner A alone",
        Session::Individual(_, Some(Partner::B)) => "partner B alone",
        Session::Individual(_, None) => "one partner alone",
    }
}

fn line(block: &PlanBlock) -> String {
    let who = match block.present {
        Present::Both | Present::One(..) => "",
        Present::Each => ", each for themselves",
        Present::Turn(Partner::A) => ", partner A alone",
        Present::Turn(Partner::B) => ", partner B alone",
    };
    let outcome = match block.outcome {
        Some(Outcome::Done) => "done",
        Some(Outcome::Left) | None => "left for another time",
        Some(Outcome::Dreaded) => "not wanted this time",
    };
    format!("{} ({} minutes{who}): {outcome}", block.title.trim(), block.minutes)
}

fn is_alone(library: &Library, plan: &SessionPlan) -> bool {
    let alone = |block: &PlanBlock| {
        let safety =
            block.exercise().and_then(|id| library.item(id)).is_some_and(|item| item.tags.contains(&Tag::Safety));
        safety || matches!(block.present, Present::One(..) | Present::Turn(_))
    };
    plan.booked != Session::Couple || plan.blocks.iter().any(alone)
}
