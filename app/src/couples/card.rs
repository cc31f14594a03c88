//! A couple's card: code name, one line on the progress of the work, and open matters.

use domain::{
    assess::{Assessment, Session},
    vocabulary::{Day, GateId},
};
use leptos::prelude::*;
use store::{CoupleFile, PlanHead, PlanId, Stored};

use crate::{
    couples::head::Name,
    layout::{Chip, Icon, wording},
};

/// Renders the card of a couple with these plans.
pub fn card(file: &CoupleFile, plans: &[Stored<PlanId, PlanHead>], today: Day) -> AnyView {
    let (couple, assessment) = (&file.couple.value, file.assess(Session::Couple));
    let tags = couple.tags.iter().map(|tag| view! { <li><span class="chip"><Name text=tag.clone() /></span></li> });
    view! {
        <li class="exercise" data-phase=assessment.phase.id.as_str()>
            <h2><a href=format!("/couples/{}", file.couple.id.0)><Name text=couple.name.clone() /></a></h2>
            <p class="why">{line(file, &assessment)}</p>
            <p class="facts"><span>{Icon::Calendar.view()} {next_session(plans, today)}</span></p>
            <ul class="chips" aria-label="Marks">
                {marks(file)}
                {couple.archived.then(|| view! { <li><Chip text="Archived" icon=Icon::Archive /></li> })}
                {tags.collect_view()}
            </ul>
        </li>
    }
    .into_any()
}

/// Formats “Repair and atonement. Infidelity leads.”
fn line(file: &CoupleFile, assessment: &Assessment) -> String {
    let phase = wording::phase(assessment.phase.id);
    match assessment.findings.first() {
        None if file.is_blank() => format!("{phase}. Nothing recorded so far."),
        None => format!("{phase}. The answers point to nothing so far."),
        Some(first) => {
            format!("{phase}. {}: {}.", wording::challenge(first.challenge), wording::band(first.band))
        }
    }
}

fn next_session(plans: &[Stored<PlanId, PlanHead>], today: Day) -> String {
    let coming = |plan: &&Stored<PlanId, PlanHead>| {
        !plan.value.status.is_recorded() && plan.value.on.is_some_and(|day| day >= today)
    };
    let next = plans.iter().filter(coming).min_by_key(|plan| (plan.value.on, plan.value.start));
    next.map_or_else(|| "No session planned".into(), |plan| when(&plan.value, today))
}

fn when(plan: &PlanHead, today: Day) -> String {
    let day = plan.on.map_or(String::new(), |day| match today.days_until(day) {
        0 => "today".into(),
        1 => "tomorrow".into(),
        _ => day.in_words_near(today),
    });
    format!("Session {} {day}{}", plan.number, plan.start.map_or(String::new(), |time| format!(", {time}")))
}

/// The open matters: missing interviews, a gate that pauses joint work, and the number of other holds.
pub fn marks(file: &CoupleFile) -> AnyView {
    let open = file.active_holds();
    let screen = open.contains(&GateId::Unscreened);
    let paused = file.on_hold().is_some();
    let others = open.len().saturating_sub(usize::from(screen) + usize::from(paused));
    let words = match others {
        1 => "1 active hold".to_owned(),
        many => format!("{many} active holds"),
    };
    view! {
        {paused.then(|| view! { <li><Chip text="Joint work on hold" tone="stop" icon=Icon::Pause /></li> })}
        {screen.then(|| view! { <li><Chip text="Interviews not complete" tone="amber" icon=Icon::Question /></li> })}
        {(others > 0).then(|| view! { <li><Chip text=words tone="amber" icon=Icon::Pause /></li> })}
    }
    .into_any()
}
