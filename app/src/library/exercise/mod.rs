//! `/library/{id}`: one exercise in full.

mod sheet;
mod sidebar;
mod sources;

use domain::{
    library::{english, model::Item},
    vocabulary::{ItemId, PaperClass},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use crate::{
    browser::library_context::library,
    http::visitor::Visitor,
    layout::{Breadcrumbs, Chip, Icon, not_found::NotFoundPage, title::tab_title, wording},
    library::exercise::{sheet::Sheet, sidebar::Beside, sources::Sources},
};

/// The exercise in the address, or a not-found page.
#[component]
pub fn ExercisePage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    let library = library();
    match id.parse::<ItemId>().ok().and_then(|id| library.item(&id)) {
        Some(item) => Either::Left(view! { <Exercise item=item /> }),
        None => Either::Right(view! { <NotFoundPage /> }),
    }
}

#[component]
fn Exercise<'a>(item: &'a Item) -> AnyView {
    let phase = wording::phase(item.phase);
    let trail = vec![
        ("/library".to_owned(), "Library".to_owned()),
        (format!("/library?phase={}", item.phase), phase.to_owned()),
    ];
    view! {
        <Title text=tab_title(item.title.as_str()) />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>{item.title.to_string()}</h1>
                <p class="soft">{format!("{} · {} · usually {} minutes", wording::kind(item.kind), wording::who(&item.who), item.minutes.typical)}</p>
            </div>
            <div class="actions">
                {mine(item)}
                {item.high_intensity.then(|| view! { <Chip text="High intensity: one a session" tone="clay" icon=Icon::Flame /> })}
                {printable(item).then(|| view! {
                    <a class="button" href=format!("/library/{}/leaflet", item.id)>{Icon::Printer.view()} "Print a leaflet"</a>
                })}
            </div>
        </div>
        <div class="detail">
            <div class="stack">
                <Steps item=item />
                <Sheet item=item />
                <Sources item=item />
            </div>
            <Beside item=item />
        </div>
    }
    .into_any()
}

/// The actions on the exercise in the counsellor's own library.
fn mine(item: &Item) -> Option<AnyView> {
    let Some(Visitor::Counsellor(_)) = use_context::<Visitor>() else { return None };
    let built_in = english().item(&item.id).is_some();
    let links = built_in.then(|| {
        let copy = (item.id != *"individual-safety-interview").then(|| {
            view! { <a class="button" href=format!("/my-library/exercises/new?from={}", item.id)>"Make my own copy"</a> }
        });
        view! {
            <div class="row">
                {copy}
                <a class="button" data-kind="quiet" href=format!("/my-library/numbers?open=minutes#minutes-{}", item.id)>"Change duration"</a>
            </div>
        }
    });
    let own = (!built_in).then(|| view! { <a class="button" href="/my-library">"Edit in My library"</a> });
    Some(view! { {links} {own} }.into_any())
}

/// True if there is a leaflet of it that this visitor may print.
fn printable(item: &Item) -> bool {
    let counsellor = matches!(use_context::<Visitor>(), Some(Visitor::Counsellor(_)));
    counsellor && item.paper != PaperClass::Nowhere
}

#[component]
fn Steps<'a>(item: &'a Item) -> AnyView {
    view! {
        <section class="card" aria-labelledby="steps">
            <h2 id="steps">"Steps"</h2>
            <ol class="steps">
                {item.steps.iter().map(|step| view! { <li>{step.clone()}</li> }).collect_view()}
            </ol>
            <h3>"Aim"</h3>
            <p>{item.outcome.clone()}</p>
            {(!item.cautions.is_empty())
                .then(|| {
                    view! {
                        <div class="note">
                            {Icon::Warning.view()}
                            <div>
                                <h3>"Cautions"</h3>
                                <p>{item.cautions.clone()}</p>
                            </div>
                        </div>
                    }
                })}
        </section>
    }
    .into_any()
}
