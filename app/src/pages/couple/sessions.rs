//! `/couples/{couple}/sessions`: the plans of a couple by number, and the way to the next one.

use leptos::prelude::*;
use leptos_meta::Title;

use super::viewed;
use crate::{
    calls::Problem,
    pages::{awaited, couple_in_address, tab_title},
    parts::{CoupleHead, CoupleRoom, Icon, NewPlan, PlanRows},
    visitor::{now, records},
};

/// The sessions of the couple that the address names.
#[component]
pub fn SessionsPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let couple = records.couple(id).await?.value;
    let mut plans = records.plans_of(id).await?;
    viewed(&records, id).await?;
    plans.sort_by_key(|plan| std::cmp::Reverse(plan.value.number));
    let next = plans.first().map_or(1, |plan| plan.value.number + 1);
    Ok(view! {
        <Title text=tab_title("Sessions") />
        <CoupleHead couple=id name=couple.name.clone() here=CoupleRoom::Sessions>
            <a class="button" href=format!("/couples/{}/programme", id.0)>{Icon::Calendar.view()} "Programme"</a>
            <a class="button" data-kind="primary" href="#new">{Icon::Plus.view()} "New session plan"</a>
        </CoupleHead>
        <div class="detail">
            <section class="card" aria-labelledby="sessions">
                <h2 id="sessions">"Sessions"</h2>
                <PlanRows plans=plans empty="No session is planned yet. The first plan takes a minute." />
            </section>
            <section class="card" aria-labelledby="new">
                <h2 id="new">{format!("Plan session {next}")}</h2>
                <NewPlan couple=id people=couple.clone() now=now()? />
            </section>
        </div>
    }
    .into_any())
}
