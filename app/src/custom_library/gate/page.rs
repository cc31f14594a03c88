//! `/my-library/gates/new` and `/my-library/gates/{thing}`: a custom safety gate.

use domain::{
    library::{custom::OwnGate, english},
    vocabulary::{GateId, SmallSet, Tag},
};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    browser::{api::Problem, library_context::library},
    custom_library::{
        field::{Choice, Fields},
        fields::{DISCRETIONS, OVERRIDES, PAPERS, word},
        saved, thing_in_address, trail,
    },
    http::{page_result::awaited, visitor::records},
    layout::{Breadcrumbs, FormId, Icon, Kept, ReplyNote, title::tab_title},
};

/// A new gate.
#[component]
pub fn NewOwnGatePage() -> impl IntoView {
    awaited(async move {
        records()?;
        // Its place is given when it is saved; nothing of the form shows it.
        Ok(page(&OwnGate::begin(GateId::Own1), None))
    })
}

/// The gate in the address.
#[component]
pub fn OwnGatePage() -> impl IntoView {
    let id = thing_in_address();
    awaited(async move {
        let (id, records) = (id?, records()?);
        let kept = records.document::<OwnGate>(id).await?;
        let place = (format!("/my-library/gates/{}", id.0), kept.revision.0);
        Ok::<_, Problem>(page(&kept.value, Some(place)))
    })
}

fn page(gate: &OwnGate, place: Option<(String, u64)>) -> AnyView {
    let heading = if place.is_some() { "Your hold" } else { "New hold" };
    let faults = if place.is_some() { gate.faults() } else { Vec::new() };
    let note = (!faults.is_empty()).then(|| {
        view! {
            <div class="note" role="status">
                {Icon::Warning.view()}
                <p>"Saved, but not in use yet: correct the fields marked below."</p>
            </div>
        }
    });
    view! {
        <Title text=tab_title(heading) />
        <Breadcrumbs trail=trail() />
        <div class="head">
            <div>
                <h1>{heading}</h1>
                <p class="soft">"Once active it stays active until you lift it. It adds to the built-in holds and removes none."</p>
            </div>
        </div>
        {saved()}
        <ReplyNote />
        {note}
        {form(gate, &Fields::with(faults), place)}
    }
    .into_any()
}

fn form(gate: &OwnGate, fields: &Fields, place: Option<(String, u64)>) -> AnyView {
    let page = place.as_ref().map_or_else(|| "/my-library/gates/new".to_owned(), |(address, _)| address.clone());
    let action = place.as_ref().map_or_else(|| "/my-library/gates".to_owned(), |(address, _)| address.clone());
    let seen = place.as_ref().map(|(_, seen)| view! { <input type="hidden" name="seen" value=seen.to_string() /> });
    let more = place.is_some().then(|| {
        let (word, label) = if gate.retired { ("take-out", "Unarchive") } else { ("retire", "Archive") };
        view! { <button class="button" name="do" value=word>{label}</button> }
    });
    view! {
        <form class="stack own-form" method="post" action=action novalidate>
            <FormId />
            {seen}
            <Kept page=page about="Your own hold" />
            <section class="card stack" aria-labelledby="what">
                <h2 id="what">"About this hold"</h2>
                {fields.line("name", "Name", "The danger, in plain words. Shown only in your view.", &gate.name)}
                {fields.text("opens-when", "Activated when", "", 2, &gate.opens_when)}
                {fields.text("closes-when", "Can be lifted when", "What must be true, and who confirms it.", 2, &gate.closes_when)}
                {opened_by(gate, fields)}
                {overrides(gate, fields)}
            </section>
            {held(gate, fields)}
            {fields.base()}
            <div class="row">
                <button class="button" data-kind="primary" name="do" value="save">"Save"</button>
                {more}
                <a class="button" data-kind="quiet" href="/my-library">"Back"</a>
            </div>
            <p class="small soft">"An archived hold is no longer activated. Where it is already active, it stays active until you lift it."</p>
        </form>
    }
    .into_any()
}

fn opened_by(gate: &OwnGate, fields: &Fields) -> AnyView {
    let all = english().indicators().iter();
    let choices = all.map(|one| Choice::free(one.id.to_string(), one.text.clone())).collect();
    let chosen: SmallSet<String> = gate.opened_by.iter().map(ToString::to_string).collect();
    let summary = match chosen.len() {
        0 => "Answers that activate it: none; you activate it by hand on a couple’s holds".to_owned(),
        count => format!("Answers that activate it: {count}"),
    };
    view! {
        <details>
            <summary>{summary}</summary>
            {fields.boxes("opened-by", "A yes to one of these activates it", "", choices, &chosen)}
        </details>
    }
    .into_any()
}

fn overrides(gate: &OwnGate, fields: &Fields) -> AnyView {
    let ways =
        [("never", "Never"), ("second-confirmation", "With a reason and a second person"), ("yes", "With a reason")];
    let ways = ways.map(|(word, said)| (word.to_owned(), said.to_owned())).to_vec();
    fields.select("override", "Going ahead despite it", ways, word(&OVERRIDES, &gate.may_be_overridden))
}

fn held(gate: &OwnGate, fields: &Fields) -> AnyView {
    let library = library();
    let tags = Tag::ALL.iter().map(|tag| Choice::free(tag.to_string(), tag.as_str().replace('-', " "))).collect();
    let chosen_tags = gate.holds_tags.iter().map(Tag::to_string).collect();
    let items = library.items().iter().map(|item| Choice::free(item.id.to_string(), item.title.to_string())).collect();
    let chosen: SmallSet<String> = gate.holds.iter().map(ToString::to_string).collect();
    let papers = [
        ("allowed", "May be printed"),
        ("information-only", "General information only"),
        ("nothing", "Nothing is printed"),
    ];
    let discretions = [("standard", "Standard"), ("neutral", "Neutral"), ("in-room", "In the room only")];
    let owned = |words: [(&str, &str); 3]| words.map(|(word, said)| (word.to_owned(), said.to_owned())).to_vec();
    let summary = format!(
        "Single exercises that it blocks: {}",
        if chosen.is_empty() { "none".into() } else { chosen.len().to_string() }
    );
    view! {
        <section class="card stack" aria-labelledby="held">
            <h2 id="held">"What it blocks while it is active"</h2>
            {fields.boxes("holds-tags", "All exercises that touch on", "", tags, &chosen_tags)}
            <details open=fields.is_wrong("holds")>
                <summary>{summary}</summary>
                {fields.boxes("holds", "Single exercises", "", items, &chosen)}
            </details>
            {fields.tick("holds-couple-work", "All joint exercises", "", gate.holds_couple_work)}
            {fields.tick("individual-only", "No session with both", "Each partner is seen alone.", gate.individual_only)}
            <div class="columns">
                {fields.select("couple-paper", "The sheet for both", owned(papers), word(&PAPERS, &gate.couple_paper))}
                {fields.select("discretion", "Every sheet is at least", owned(discretions), word(&DISCRETIONS, &gate.discretion))}
            </div>
        </section>
    }
    .into_any()
}
