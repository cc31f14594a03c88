//! Words of the plan page.

use domain::{
    assess::{Partner, Session},
    paper::handout::Audience,
    plan::{SessionPlan, Status},
    planning::planner::{Present, Warning},
    safety::Hold,
};
use maud::{Markup, html};

use crate::{browser::library_context::library, layout::wording, plan_editor::island::editor::PlanContext};

/// Formats “Session 3” and its title.
pub(crate) fn title(plan: &SessionPlan) -> String {
    if plan.title.is_empty() {
        format!("Session {}", plan.number)
    } else {
        format!("Session {}: {}", plan.number, plan.title)
    }
}

/// Describes date and participants.
pub(crate) fn moment(about: &PlanContext, plan: &SessionPlan) -> String {
    let mut said = vec![about.name.clone()];
    match (plan.on, plan.start) {
        (Some(day), Some(start)) => said.push(format!("{}, {start}", day.in_words())),
        (Some(day), None) => said.push(day.in_words()),
        (None, Some(start)) => said.push(start.to_string()),
        (None, None) => said.push("no date yet".into()),
    }
    said.push(format!("{} minutes", plan.minutes));
    said.push(match plan.booked {
        Session::Couple => "both".into(),
        Session::Individual(role, partner) => {
            partner.map_or_else(|| role.in_words().to_owned(), |partner| format!("{} alone", about.label(partner)))
        }
    });
    said.join(" · ")
}

impl PlanContext {
    /// Returns a partner's label.
    pub(crate) fn label(&self, partner: Partner) -> &str {
        &self.labels[partner as usize]
    }
}

/// Returns the participants of a block, for a chip.
pub(crate) fn present(about: &PlanContext, present: Present) -> String {
    match present {
        Present::Both => "Both".into(),
        Present::Each => "Both, working individually".into(),
        Present::Turn(partner) | Present::One(_, Some(partner)) => format!("{} alone", about.label(partner)),
        Present::One(role, None) => wording::role(role),
    }
}

/// Returns the participants of a block, as a form value.
pub(crate) fn present_value(present: Present) -> &'static str {
    match present {
        Present::Both => "both",
        Present::Each => "each",
        Present::Turn(Partner::B) | Present::One(_, Some(Partner::B)) => "b",
        Present::Turn(Partner::A) | Present::One(..) => "a",
    }
}

/// Returns the name of a sheet.
pub(crate) fn sheet(about: &PlanContext, audience: Audience) -> String {
    match audience {
        Audience::Both => "Both".into(),
        Audience::A => about.label(Partner::A).to_owned(),
        Audience::B => about.label(Partner::B).to_owned(),
    }
}

/// Returns the status of the plan, with its tone.
pub(crate) fn status(status: Status) -> (&'static str, &'static str) {
    match status {
        Status::Draft => ("Draft", "plain"),
        Status::Ready => ("Ready", "teal"),
        Status::Completed => ("Took place", "plain"),
        Status::Cancelled => ("Cancelled", "plain"),
        Status::NoShow => ("No-show", "plain"),
    }
}

/// A hold in brief: what it waits for, linked to what would release it.
pub(crate) fn hold(about: &PlanContext, hold: &Hold) -> Markup {
    let (text, name, address) = match hold {
        Hold::Gate(gate) => {
            let library = library();
            let address = format!("/couples/{}/gates/{gate}", about.couple);
            (format!("“{}” is active.", library.gate(*gate).name), "What lifts this hold", address)
        }
        Hold::Rule(rule) => (hold.in_words(&library()), "Why", rule_address(rule.as_str())),
        Hold::Need(item) => (hold.in_words(&library()), "See it", format!("/library/{item}")),
    };
    html! { li class="soft" { (text) " " a href=(address) { (name) } } }
}

/// Reminders, each linked to its explanation.
pub(crate) fn reminders(said: &[Warning]) -> Markup {
    html! { ul { @for one in said { li { (one.text) " " (rule(&one.rule)) } } } }
}

/// The link to a rule; nothing if the library has no such rule.
pub(crate) fn rule(id: &str) -> Markup {
    html! { @if id.starts_with('R') { a href=(rule_address(id)) { "Why" } } }
}

fn rule_address(rule: &str) -> String {
    format!("/library/rules#{rule}")
}
