//! The next step with a couple: one sentence and one action.

use domain::{
    assess::Partner,
    plan::{Status, is_over},
    records::Couple,
    safety::WorkOnHold,
    vocabulary::{Day, GateId},
};
use store::{CoupleFile, PlanHead, PlanId, Stored};

use crate::{http::visitor::Now, layout::Icon, plans::next_number};

/// The next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextStep {
    /// Joint work is on hold, which precedes everything else.
    OnHold(WorkOnHold),
    /// Any other step.
    Step(Step),
}

/// A sentence and a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is, for the heading.
    pub title: String,
    /// Why, in a sentence.
    pub sentence: String,
    /// The label of the button.
    pub action: String,
    /// The target of the button.
    pub address: String,
    /// The icon.
    pub icon: Icon,
}

impl NextStep {
    /// The next step on `today`: joint work on hold comes first, then missing interviews, then a situation that no one was
    /// asked about, then a session to record, then the plan of the next one.
    pub fn of(file: &CoupleFile, plans: &[Stored<PlanId, PlanHead>], now: Now) -> Self {
        if let Some(on_hold) = file.on_hold() {
            return Self::OnHold(on_hold);
        }
        let base = format!("/couples/{}", file.couple.id.0);
        let step = interview(file, &base)
            .or_else(|| blank(file, &base))
            .or_else(|| unrecorded(plans, now))
            .or_else(|| planned(plans, now.day))
            .unwrap_or_else(|| {
                let next = next_number(plans);
                Step {
                    title: format!("Book session {next}"),
                    sentence: format!("Ready to plan session {next}."),
                    action: "Book a session".into(),
                    address: format!("{base}/sessions#new"),
                    icon: Icon::Plus,
                }
            });
        Self::Step(step)
    }
}

/// Returns the step for a missing interview: until both are complete, most of the work is on hold (R1).
fn interview(file: &CoupleFile, base: &str) -> Option<Step> {
    let missing =
        [(Partner::A, "a"), (Partner::B, "b")].into_iter().find(|(partner, _)| !file.is_interview_complete(*partner));
    let label = |partner| label(&file.couple.value, partner);
    match missing {
        Some((partner, letter)) => Some(Step {
            title: "Individual interviews".into(),
            sentence: format!(
                "Interview {} alone first. Most exercises are on hold until both interviews are complete.",
                label(partner)
            ),
            action: format!("Start {}’s interview", label(partner)),
            address: format!("{base}/interview/{letter}"),
            icon: Icon::Question,
        }),
        None if file.case.gates.holds(GateId::Unscreened) => Some(Step {
            title: "Individual interviews".into(),
            sentence: "Both interviews are complete. Review them and lift the interview hold.".into(),
            action: "Review and lift".into(),
            address: format!("{base}/gates/{}", GateId::Unscreened),
            icon: Icon::Pause,
        }),
        None => None,
    }
}

fn blank(file: &CoupleFile, base: &str) -> Option<Step> {
    file.is_blank().then(|| Step {
        title: "Situation".into(),
        sentence: "Record the situation: the map shows what the answers point to.".into(),
        action: "Record the situation".into(),
        address: format!("{base}/situation"),
        icon: Icon::Pencil,
    })
}

/// The session whose time is over and which is not recorded, the last one first.
fn unrecorded(plans: &[Stored<PlanId, PlanHead>], now: Now) -> Option<Step> {
    let plan = plans.iter().filter(|plan| waits(&plan.value, now)).max_by_key(|plan| plan.value.on)?;
    let day = plan.value.on.map_or(String::new(), |day| format!(" on {}", day.in_words()));
    Some(Step {
        title: format!("Record session {}", plan.value.number),
        sentence: format!("Session {}{day} is not recorded yet.", plan.value.number),
        action: "Record the session".into(),
        address: format!("/plans/{}/record", plan.id.0),
        icon: Icon::Check,
    })
}

/// True if a session is over and waits to be recorded.
pub fn waits(plan: &PlanHead, now: Now) -> bool {
    is_over(plan.on, plan.start, plan.minutes, now.when()) && !plan.status.is_recorded() && !plan.archived
}

/// The plan of the next session: the nearest day first.
fn planned(plans: &[Stored<PlanId, PlanHead>], today: Day) -> Option<Step> {
    let coming = |plan: &&Stored<PlanId, PlanHead>| {
        !plan.value.status.is_recorded() && !plan.value.archived && plan.value.on.is_none_or(|day| day >= today)
    };
    // Of two on one day, the one that is ready.
    let order = |plan: &&Stored<PlanId, PlanHead>| {
        (plan.value.on.is_none(), plan.value.on, plan.value.status == Status::Draft, plan.value.start)
    };
    let plan = plans.iter().filter(coming).min_by_key(order)?;
    let number = plan.value.number;
    let sentence = if plan.value.status == Status::Draft {
        format!("Session {number}: the plan is a draft, {} minutes.", plan.value.minutes)
    } else {
        format!("The plan is ready, {} minutes.", plan.value.minutes)
    };
    let title = match plan.value.on {
        Some(day) => {
            let day = if day == today { "today".to_owned() } else { day.in_words() };
            format!("Session {number}, {day}{}", plan.value.start.map_or(String::new(), |time| format!(" at {time}")))
        }
        None => format!("Session {number}"),
    };
    Some(Step {
        title,
        sentence,
        action: "Open the plan".into(),
        address: format!("/plans/{}", plan.id.0),
        icon: Icon::Sheet,
    })
}

/// Returns the name of a partner for use in a sentence.
pub fn label(couple: &Couple, partner: Partner) -> String {
    couple.partner(partner).label.clone()
}
