//! `/couples/{couple}/sessions`: the plans of a couple by number, and the next one.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::couples::{
    audit::viewed,
    on_hold::{panel, stopped},
};
use crate::{
    browser::api::Problem,
    couples::{
        course::{Detail, course, visits},
        head::{CoupleHead, CoupleRoom},
    },
    http::{
        page_result::awaited,
        page_result::couple_in_address,
        visitor::{now, records},
    },
    layout::{Icon, title::tab_title},
    plans::next_number,
    plans::{calendar::proposal, new_plan::NewPlan},
    shared_screen::switch::switch,
};

/// The sessions of the couple in the address.
#[component]
pub fn SessionsPage() -> impl IntoView {
    awaited(page())
}

async fn page() -> Result<AnyView, Problem> {
    let (id, records) = (couple_in_address()?, records()?);
    let file = records.couple_file(id).await?;
    let couple = file.couple.value.clone();
    let (plans, now) = (records.plans_of(id).await?, now()?);
    viewed(&records, id).await?;
    let stopped = stopped(&file, &records, &plans).await?;
    let on_hold = file.on_hold();
    let panel = on_hold.as_ref().map(|on_hold| {
        panel(&file, on_hold, "Book two sessions at separate times. Never repeat to one what the other has said.")
    });
    let next = next_number(&plans);
    let shown = visits(&records, &plans, usize::MAX, now).await?;
    let proposal = proposal(&records, id, now).await?;
    Ok(view! {
        <Title text=tab_title("Sessions") />
        <CoupleHead
            couple=id
            name=couple.name.clone()
            here=CoupleRoom::Sessions
            beside_tabs=switch(id, on_hold.is_some())
        >
            <a class="button" href=format!("/couples/{}/programme", id.0)>{Icon::Calendar.view()} "Treatment outline"</a>
            <a class="button" href="#new">{Icon::Plus.view()} "Book a session"</a>
        </CoupleHead>
        {panel}
        <div class="detail">
            <section class="card" aria-labelledby="sessions">
                <h2 id="sessions">"Sessions"</h2>
                {course(&file, &shown, &stopped, Detail::Full, now)}
            </section>
            <section class="card" aria-labelledby="new">
                <h2 id="new">{format!("Plan session {next}")}</h2>
                <NewPlan couple=id people=couple.clone() now=now proposal=proposal on_hold=on_hold.is_some() />
                <p><a href=format!("/plans/new?couple={}", id.0)>"Book several weeks, without an agenda yet"</a></p>
            </section>
        </div>
    }
    .into_any())
}
