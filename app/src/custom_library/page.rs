//! `/my-library`: all additions and adjustments, in one list.

use domain::library::{
    custom::{Adjusted, OwnExercise, OwnGate},
    english,
};
use leptos::prelude::*;
use leptos_meta::Title;
use store::{DocumentId, Records, Stored, custom_item_id};

use crate::{
    browser::api::Problem,
    http::{page_result::awaited, visitor::records},
    layout::{Chip, Icon, title::tab_title},
    library::tabs::LibraryTabs,
};

/// The exercises, gates and numbers of the custom library.
#[component]
pub fn MinePage() -> impl IntoView {
    let records = records();
    awaited(async move { page(&records?).await })
}

async fn page(records: &Records) -> Result<AnyView, Problem> {
    let exercises = records.documents::<OwnExercise>().await?;
    let gates = records.documents::<OwnGate>().await?;
    let adjusted = records.singleton::<Adjusted>().await?.map(|kept| kept.value).unwrap_or_default();
    let (no_exercise, no_gate) = (exercises.is_empty(), gates.is_empty());
    let exercises = exercises.into_iter().map(exercise).collect::<Result<Vec<_>, _>>()?;
    let changed = adjusted.weights.len() + adjusted.minutes.len() + adjusted.shares.len();
    let numbers = match changed {
        0 => "All durations and weights are the library’s defaults.".to_owned(),
        1 => "1 value differs from the default.".to_owned(),
        many => format!("{many} values differ from the default."),
    };
    Ok(view! {
        <Title text=tab_title("My library") />
        <div class="head">
            <div>
                <h1>"My library"</h1>
                <p class="soft">"Your own exercises and holds, and your changes to durations and scoring. Only you see them; safety rules can only become stricter."</p>
            </div>
            <a class="button" data-kind="primary" href="/my-library/exercises/new">{Icon::Plus.view()} "Write an exercise"</a>
        </div>
        <LibraryTabs here="/my-library" />
        <div class="stack mine">
            <section class="card" aria-labelledby="exercises">
                <h2 id="exercises">"Exercises"</h2>
                {no_exercise.then(|| view! { <p class="soft">"None yet. Write one, or open an exercise in the library and make your own copy."</p> })}
                <ul class="rows">{exercises}</ul>
            </section>
            <section class="card" aria-labelledby="gates">
                <div class="row">
                    <h2 id="gates">"Safety holds"</h2>
                    <a class="button" href="/my-library/gates/new">{Icon::Plus.view()} "Add a hold"</a>
                </div>
                {no_gate.then(|| view! { <p class="soft">"None yet. Your own hold blocks exercises for a reason that the built-in holds do not cover."</p> })}
                <ul class="rows">{gates.into_iter().map(gate).collect_view()}</ul>
            </section>
            <section class="card" aria-labelledby="numbers">
                <h2 id="numbers">"Durations and scoring"</h2>
                <p>{numbers}</p>
                <p><a class="button" href="/my-library/numbers">"Change durations and scoring"</a></p>
            </section>
        </div>
    }
    .into_any())
}

fn exercise(kept: Stored<DocumentId, OwnExercise>) -> Result<AnyView, Problem> {
    let item = custom_item_id(kept.id)?;
    let sound = kept.value.item(english(), item.clone()).is_ok();
    let chip = match (sound, kept.value.put_away) {
        (_, true) => view! { <Chip text="Archived" tone="plain" /> }.into_any(),
        (true, false) => view! { <Chip text="In use" tone="teal" icon=Icon::Check /> }.into_any(),
        (false, false) => view! { <Chip text="Not in use yet" tone="amber" icon=Icon::Warning /> }.into_any(),
    };
    let title = if kept.value.title.trim().is_empty() { "Without a title".to_owned() } else { kept.value.title };
    let origin = kept.value.fork_of.and_then(|of| english().item(&of)).map(|of| format!("A copy of “{}”", of.title));
    Ok(view! {
        <li class="row">
            <span>
                <a href=format!("/my-library/exercises/{}", kept.id.0) dir="auto">{title}</a>
                {origin.map(|origin| view! { <br /> <span class="small soft">{origin}</span> })}
            </span>
            {sound.then(|| view! { <a class="small" href=format!("/library/{item}")>"See it in the library"</a> })}
            {chip}
        </li>
    }
    .into_any())
}

fn gate(kept: Stored<DocumentId, OwnGate>) -> AnyView {
    let usable = kept.value.faults().is_empty();
    let chip = match (usable, kept.value.retired) {
        (_, true) => view! { <Chip text="Archived" tone="plain" /> }.into_any(),
        (true, false) => view! { <Chip text="In use" tone="teal" icon=Icon::Check /> }.into_any(),
        (false, false) => view! { <Chip text="Not in use yet" tone="amber" icon=Icon::Warning /> }.into_any(),
    };
    let name = if kept.value.name.trim().is_empty() { "Without a name".to_owned() } else { kept.value.name };
    view! {
        <li class="row">
            <a href=format!("/my-library/gates/{}", kept.id.0) dir="auto">{name}</a>
            {chip}
        </li>
    }
    .into_any()
}
