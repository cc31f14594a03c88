//! Words of the plan page.

use domain::{
    course::{Partner, Session},
    desk::{SessionPlan, Status},
    handout::Audience,
    holds::Hold,
    plan::{Present, Warning},
};
use maud::{Markup, html};

use super::About;
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
pub(super) fn moment(about: &About, plan: &SessionPlan) -> String {
    let mut said = vec![about.name.clone()];
    match (plan.on, plan.start) {
        (Some(day), Some(start)) => said.push(format!("{}, {start}", day.in_words())),
        (Some(day), None) => said.push(day.in_words()),
        (None, Some(start)) => said.push(start.to_string()),
        (None, None) => said.push("no day yet".into()),
    }
    said.push(format!("{} minutes", plan.minutes));
    said.push(match plan.booked {
        Session::Couple => "both partners".into(),
        Session::Individual(role, partner) => partner.map_or_else(
            || wording::role(role).to_ascii_lowercase(),
            |partner| format!("{} alone", about.label(partner)),
        ),
    });
    said.join(" · ")
}

impl About {
    /// How a partner is called.
    pub(super) fn label(&self, partner: Partner) -> &str {
        &self.labels[partner as usize]
    }
}

/// Who is in the room, for a chip.
pub(super) fn present(about: &About, present: Present) -> String {
    match present {
        Present::Both => "Both".into(),
        Present::Each => "Each for themselves".into(),
        Present::Turn(partner) | Present::One(_, Some(partner)) => format!("{} alone", about.label(partner)),
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

/// Whose sheet.
pub(super) fn sheet(about: &About, audience: Audience) -> String {
    match audience {
        Audience::Both => "Sheet for both".into(),
        Audience::A => format!("{}’s own sheet", about.label(Partner::A)),
        Audience::B => format!("{}’s own sheet", about.label(Partner::B)),
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

/// A hold, short: what it waits for, and where to read what would release it.
pub(super) fn hold(about: &About, hold: &Hold) -> Markup {
    let (text, name, address) = match hold {
        Hold::Gate(gate) => {
            let library = library();
            let found = library.gate(*gate);
            let address = format!("/couples/{}/gates/{gate}", about.couple);
            (format!("{}. It closes when: {}", found.name, found.closes_when), "What closes it".into(), address)
        }
        Hold::Rule(rule) => (hold.in_words(&library()), format!("Rule {rule}"), rule_address(rule.as_str())),
        Hold::Need(item) => (hold.in_words(&library()), "See it".into(), format!("/library/{item}")),
    };
    html! { li class="soft" { (text) " " a href=(address) { (name) } } }
}

/// Rules to keep in mind, each with where it is explained.
pub(super) fn reminders(said: &[Warning]) -> Markup {
    html! { ul { @for one in said { li { (one.text) " " (rule(&one.rule)) } } } }
}

/// The link to a rule; nothing for what is no rule of the library.
pub(super) fn rule(id: &str) -> Markup {
    html! { @if id.starts_with('R') { a href=(rule_address(id)) { "Rule " (id) } } }
}

fn rule_address(rule: &str) -> String {
    format!("/library/rules#{rule}")
}
