//! `/plans/new`: books a session, or one every week: couple and time in one form.

use domain::{plan::Proposal, records::Couple};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use store::{CoupleId, Stored};

use crate::{
    browser::api::Problem,
    http::{
        page_result::awaited,
        visitor::{now, records, reply},
    },
    layout::{Breadcrumbs, FormId, Icon, Kept, ReplyNote, Select, TextField, title::tab_title},
    plans::calendar::proposal,
};

/// The form; an address may name the couple.
#[component]
pub fn BookPage() -> impl IntoView {
    let couple = use_query_map().get_untracked().get("couple");
    awaited(page(couple))
}

async fn page(asked: Option<String>) -> Result<AnyView, Problem> {
    let (records, now, reply) = (records()?, now()?, reply());
    let mut couples: Vec<Stored<CoupleId, Couple>> = records.couples().await?;
    couples.retain(|couple| !couple.value.archived);
    couples.sort_by_key(|couple| couple.value.name.to_lowercase());
    let chosen = reply.value("couple", asked.as_deref().unwrap_or_default());
    let known = couples.iter().find(|couple| couple.id.0.to_string() == chosen);
    let [a, b] = known.map_or_else(
        || ["The first partner".to_owned(), "The second partner".to_owned()],
        |couple| couple.value.partners.each_ref().map(|person| person.label.clone()),
    );
    let proposal = match known {
        Some(couple) => Some(proposal(&records, couple.id, now).await?),
        None => None,
    };
    let mut options = vec![(String::new(), "Choose a couple".to_owned())];
    options.extend(couples.iter().map(|couple| (couple.id.0.to_string(), couple.value.name.clone())));
    let who = vec![
        ("couple".to_owned(), "Both".to_owned()),
        ("a".to_owned(), format!("\u{2068}{a}\u{2069} alone")),
        ("b".to_owned(), format!("\u{2068}{b}\u{2069} alone")),
    ];
    let fault = reply.fault("couple");
    // A clash was said once: the same times can then be booked all the same.
    let clash = reply.problem.is_some();
    let saved = |of: fn(Proposal) -> Option<String>| proposal.and_then(of).unwrap_or_default();
    let hint = "What is left empty is filled in: the couple’s usual day, hour and length, or else the practice’s.";
    Ok(view! {
        <Title text=tab_title("Book a session") />
        <Breadcrumbs trail=vec![("/plans".to_owned(), "Plans".to_owned())] />
        <div class="head"><div><h1>"Book a session"</h1></div></div>
        <form class="card book" method="post" action="/plans/new" autocomplete="off">
            <FormId />
            <ReplyNote />
            {clash.then(|| view! {
                <label class="check">
                    <input type="checkbox" name="despite" value="yes" />
                    <span>"Book all the same"</span>
                </label>
            })}
            <Kept page="/plans/new" about="Booking a session" />
            <Select name="couple" label="Couple" options=options chosen=chosen fault=fault.is_some().then(|| "couple-fault".to_owned()) />
            {fault.map(|fault| crate::layout::fault_line("couple-fault", fault))}
            <div class="book-when">
                <TextField name="on" label="Date" kind="date" saved=saved(|usual| usual.on.map(|day| day.to_string())) />
                <TextField name="start" label="Start" kind="time" saved=saved(|usual| usual.start.map(|start| start.to_string())) />
                <TextField name="minutes" label="Minutes" kind="number" saved=saved(|usual| Some(usual.minutes.to_string())) />
                <TextField name="weeks" label="Weekly sessions" kind="number" saved="1" hint="1 to 12" required=true />
            </div>
            <p class="hint">{hint}</p>
            <Select name="who" label="Who is coming" options=who chosen=reply.value("who", "couple") />
            <div class="row">
                <button class="button" data-kind="primary">{Icon::Plus.view()} "Book"</button>
            </div>
        </form>
    }
    .into_any())
}
