//! Words of the plan page.

use domain::{
    course::{Partner, Session},
    desk::{SessionPlan, Status},
    handout::Audience,
    holds::Hold,
    plan::Present,
};

use leptos::prelude::WithValue;

use super::table::Table;
use crate::{shelf::library, wording};

/// “Session 3” and what the counsellor calls it.
pub(super) fn title(plan: &SessionPlan) -> String {
    if plan.title.is_empty() {
        format!("Session {}", plan.number)
    } else {
        format!("Session {}: {}", plan.number, plan.title)
    }
}

/// When it is and who comes.
pub(super) fn moment(table: Table, plan: &SessionPlan) -> String {
    let mut said = vec![table.about.with_value(|about| about.name.clone())];
    match (plan.on, plan.start) {
        (Some(day), Some(start)) => said.push(format!("{}, {start}", day.in_words())),
        (Some(day), None) => said.push(day.in_words()),
        (None, Some(start)) => said.push(start.to_string()),
        (None, None) => said.push("no day yet".into()),
    }
    said.push(format!("{} minutes", plan.minutes));
    said.push(match plan.booked {
        Session::Couple => "both partners".into(),
        Session::Individual(role, partner) => partner
            .map_or_else(|| wording::role(role).to_lowercase(), |partner| format!("{} alone", label(table, partner))),
    });
    said.join(" · ")
}

/// How a partner is called.
pub(super) fn label(table: Table, partner: Partner) -> String {
    table.about.with_value(|about| about.labels[partner as usize].clone())
}

/// Who is in the room, for a chip.
pub(super) fn present(table: Table, present: Present) -> String {
    match present {
        Present::Both => "Both".into(),
        Present::Each => "Each for themselves".into(),
        Present::Turn(partner) | Present::One(_, Some(partner)) => format!("{} alone", label(table, partner)),
        Present::One(role, None) => wording::role(role).into(),
    }
}

/// Who is in the room, as the form says it.
pub(super) fn present_value(present: Present) -> &'static str {
    match present {
        Present::Both => "both",
        Present::Each => "each",
        Present::Turn(Partner::B) | Present::One(_, Some(Partner::B)) => "b",
        Present::Turn(Partner::A) | Present::One(..) => "a",
    }
}

/// Who is in the room, from the choice of a list.
pub(super) fn present_of(session: Session, value: &str) -> Present {
    let one = |partner| match session {
        Session::Individual(role, _) => Present::One(role, Some(partner)),
        Session::Couple => Present::Turn(partner),
    };
    match value {
        "each" => Present::Each,
        "a" => one(Partner::A),
        "b" => one(Partner::B),
        _ => Present::Both,
    }
}

/// Whose sheet.
pub(super) fn sheet(table: Table, audience: Audience) -> String {
    match audience {
        Audience::Both => "Sheet for both".into(),
        Audience::A => format!("{}’s own sheet", label(table, Partner::A)),
        Audience::B => format!("{}’s own sheet", label(table, Partner::B)),
    }
}

/// How far the plan is, and its tone.
pub(super) fn status(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Draft => ("Draft", "plain"),
        Status::Ready => ("Ready", "teal"),
        Status::Held => ("Held", "plain"),
    }
}

/// A hold, short: what it waits for, its id, and where to read more.
pub(super) fn hold(table: Table, hold: &Hold) -> (String, String, String) {
    match hold {
        Hold::Gate(gate) => {
            let found = library().gate(*gate);
            let address = table.about.with_value(|about| format!("/couples/{}/gates/{gate}", about.couple));
            (format!("{}. It closes when: {}", found.name, found.closes_when), "What closes it".into(), address)
        }
        Hold::Rule(rule) => (hold.in_words(library()), format!("Rule {rule}"), rule_address(rule.as_str())),
        Hold::Need(item) => (hold.in_words(library()), "See it".into(), format!("/library/{item}")),
    }
}

/// Where a rule is explained; nothing for what is no rule of the library.
pub(super) fn rule_address(rule: &str) -> String {
    format!("/library/rules#{rule}")
}
