//! `/plans/{plan}`: the plan of one session.

use domain::desk::{SessionPlan, Status, agenda::apply};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::Records;

use super::{
    awaited::{awaited, plan_in_address},
    tab_title,
};
use crate::{
    calls::plan::Desk,
    finder::{Field, Query},
    forms::plan::{Action, pressed, typed},
    islands::{PlanDesk, PlanView},
    keeper::DraftPlace,
    packed::Packed,
    parts::{Crumbs, Icon},
    visitor::{Reply, records, reply},
};

/// The plan that the address names.
#[component]
pub fn PlanPage() -> impl IntoView {
    let asked = use_query_map().get_untracked();
    let open = asked.get("library").is_some() || Field::ALL.iter().any(|field| asked.get(field.name()).is_some());
    let query = open.then(|| Query::read(|name| asked.get(name)));
    awaited(async move {
        let records = records()?;
        let desk = Desk::open(&records, plan_in_address()?).await?;
        Ok(view! { <Shown view=seen(&records, desk, query, &reply()) /> }.into_any())
    })
}

#[component]
fn Shown(view: PlanView) -> impl IntoView {
    let trail = vec![
        ("/couples".to_owned(), "Couples".to_owned()),
        (format!("/couples/{}", view.couple), view.name.clone()),
        (format!("/couples/{}/sessions", view.couple), "Sessions".to_owned()),
    ];
    let again = again(&view);
    view! {
        // The code name stays out of the title, which ends up in the browser's history.
        <Title text=tab_title(&format!("Plan of session {}", view.plan.number)) />
        <Crumbs trail=trail />
        <nav class="plan-again" aria-label="Use this plan again">{again}</nav>
        <PlanDesk view=Packed(view) />
    }
}

/// Ways to use the plan again; and of a held session, its text for the record.
fn again(view: &PlanView) -> AnyView {
    let link = |icon: Icon, to: &str, words: &'static str| {
        let address = format!("/plans/{}/{to}", view.id);
        view! { <a class="button" data-kind="quiet" href=address>{icon.view()} {words}</a> }
    };
    let held = view.stored.as_ref().unwrap_or(&view.plan).status == Status::Held;
    view! {
        {held.then(|| link(Icon::Sheet, "record-text", "Text for the record"))}
        {link(Icon::Copy, "duplicate", "Duplicate")}
        {link(Icon::Copy, "template", "Save as template")}
    }
    .into_any()
}

/// What the page shows: the plan as it is stored, or with what a form brought back.
fn seen(records: &Records, desk: Desk, query: Option<Query>, reply: &Reply) -> PlanView {
    let stored = &desk.saved.plan.value;
    let shown = typed_again(&desk, reply).filter(|shown| shown != stored);
    let faults = reply.faults.iter().map(|fault| fault.text.clone());
    let said: Vec<String> = reply.problem.iter().cloned().chain(faults).collect();
    PlanView {
        id: desk.id().0.to_string(),
        couple: desk.couple.id.0.to_string(),
        name: desk.couple.value.name.clone(),
        labels: desk.couple.value.partners.each_ref().map(|person| person.label.clone()),
        revision: desk.saved.plan.revision,
        stored: shown.is_some().then(|| stored.clone()),
        problem: (!said.is_empty()).then(|| said.join(" ")),
        situation: desk.situation.revision,
        draft: DraftPlace::of(records, format!("plan/{}", desk.id().0)),
        query,
        plan: shown.unwrap_or_else(|| stored.clone()),
        standings: desk.standings,
    }
}

/// The stored plan with what was typed and could not be saved.
fn typed_again(desk: &Desk, reply: &Reply) -> Option<SessionPlan> {
    let stored = &desk.saved.plan.value;
    let (plan, _) = typed(&desk.library, &desk.standings, stored, &reply.typed).ok()?;
    // The button that was pressed counts too, as far as it may.
    let edited = match pressed(&plan, &reply.typed) {
        Some(Action::Edit(edit)) => apply(&desk.library, &desk.standings, &plan, &edit).ok(),
        _ => None,
    };
    Some(edited.unwrap_or(plan))
}
