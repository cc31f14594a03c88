//! The next step with a couple: one sentence, and one thing to do.

use domain::{
    course::Partner,
    desk::{Couple, Day, Status},
    words::GateId,
};
use store::{PlanHead, PlanId, Stored};

use super::Known;
use crate::parts::Icon;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextStep {
    /// Why, in a sentence.
    pub sentence: String,
    /// What the button says.
    pub action: &'static str,
    /// Where it leads.
    pub address: String,
    /// What stands before it.
    pub icon: Icon,
}

impl NextStep {
    /// The next step on `today`: a plan that is ready comes first, then safety, then what is half done.
    pub fn of(known: &Known, plans: &[Stored<PlanId, PlanHead>], today: Day) -> Self {
        let base = format!("/couples/{}", known.couple.id.0);
        ready(plans, today)
            .or_else(|| interview(known, &base))
            .or_else(|| pause(known, &base))
            .or_else(|| blank(known, &base))
            .or_else(|| draft(plans))
            .unwrap_or_else(|| Self {
                sentence: "Nothing stands in the way of planning the next session.".into(),
                action: "Plan a session",
                address: format!("{base}/sessions#new"),
                icon: Icon::Plus,
            })
    }
}

fn ready(plans: &[Stored<PlanId, PlanHead>], today: Day) -> Option<NextStep> {
    let waiting = |plan: &&Stored<PlanId, PlanHead>| {
        plan.value.status == Status::Ready && plan.value.on.is_none_or(|day| day >= today)
    };
    let plan = plans.iter().filter(waiting).min_by_key(|plan| plan.value.on)?;
    let day = plan.value.on.map_or(String::new(), |day| format!(" on {}", day.in_words()));
    Some(NextStep {
        sentence: format!("The plan for session {}{day} is ready. Print what they take home.", plan.value.number),
        action: "Print the handout",
        address: format!("/plans/{}/handout", plan.id.0),
        icon: Icon::Printer,
    })
}

/// Until both interviews are on record most of the work waits (R1), so they come before all else.
fn interview(known: &Known, base: &str) -> Option<NextStep> {
    let missing =
        [(Partner::A, "a"), (Partner::B, "b")].into_iter().find(|(partner, _)| !known.counts[*partner as usize]);
    let label = |partner| label(&known.couple.value, partner);
    let (sentence, letter) = match missing {
        Some((partner, letter)) => (
            format!("Ask {} alone about safety first. Until both were asked, most exercises wait.", label(partner)),
            letter,
        ),
        None if known.course.gates.holds(GateId::Unscreened) => {
            return Some(NextStep {
                sentence: "Both interviews are on record. Look at them and close the safety screen.".into(),
                action: "Look at the gate",
                address: format!("{base}/gates/{}", GateId::Unscreened),
                icon: Icon::Lock,
            });
        }
        None => return None,
    };
    Some(NextStep {
        sentence,
        action: "Ask the interview",
        address: format!("{base}/interview/{letter}"),
        icon: Icon::Question,
    })
}

fn pause(known: &Known, base: &str) -> Option<NextStep> {
    let gate = known
        .open_gates()
        .into_iter()
        .find(|gate| known.library.gate(*gate).individual_only && known.course.gates.holds(*gate))?;
    Some(NextStep {
        sentence: format!(
            "Joint work is paused: {}. See each partner alone.",
            lower_first(&known.library.gate(gate).name)
        ),
        action: "See what closes it",
        address: format!("{base}/gates/{gate}"),
        icon: Icon::Lock,
    })
}

fn blank(known: &Known, base: &str) -> Option<NextStep> {
    known.is_blank().then(|| NextStep {
        sentence: "Record what they told. The map then shows what it points to.".into(),
        action: "Fill in the situation",
        address: format!("{base}/situation"),
        icon: Icon::Pencil,
    })
}

fn draft(plans: &[Stored<PlanId, PlanHead>]) -> Option<NextStep> {
    let plan = plans.iter().find(|plan| plan.value.status == Status::Draft)?;
    Some(NextStep {
        sentence: format!("The plan for session {} is a draft. Look it over and mark it as ready.", plan.value.number),
        action: "Open the plan",
        address: format!("/plans/{}", plan.id.0),
        icon: Icon::Sheet,
    })
}

/// How a partner is named in a sentence.
pub fn label(couple: &Couple, partner: Partner) -> String {
    couple.partner(partner).label.clone()
}

fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    // What begins with two capitals is an abbreviation and stays.
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain([second]).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}
