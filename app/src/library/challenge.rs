//! `/library/challenges/{id}`: one challenge, for the counsellor.

use domain::{
    library::{
        Library, english,
        model::{ChallengeText, Indicator},
    },
    vocabulary::{Challenge, Phase},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use crate::{
    layout::{Breadcrumbs, Chip, Icon, not_found::NotFoundPage, title::tab_title, wording},
    library::{cited::Cited, references::References},
};

/// The challenge in the address, or a not-found page.
#[component]
pub fn ChallengePage() -> impl IntoView {
    let id = use_params_map().get_untracked().get("id").unwrap_or_default();
    match id.parse::<Challenge>() {
        Ok(id) => Either::Left(view! { <ChallengeText challenge=english().challenge(id) /> }),
        Err(_) => Either::Right(view! { <NotFoundPage /> }),
    }
}

#[component]
fn ChallengeText(challenge: &'static ChallengeText) -> AnyView {
    let library = english();
    let trail = vec![
        ("/library".to_owned(), "Library".to_owned()),
        ("/library/challenges".to_owned(), "Challenges".to_owned()),
    ];
    let every_word = [&challenge.plain, &challenge.responses, &challenge.referral, &challenge.models];
    let every_word = every_word.map(String::as_str).join(" ");
    view! {
        <Title text=tab_title(&challenge.title) />
        <Breadcrumbs trail=trail />
        <div class="head">
            <div>
                <h1>{challenge.title.as_str()}</h1>
                <p class="soft lead"><Cited library=library text=&challenge.plain /></p>
            </div>
            <a class="button" data-kind="primary" href=format!("/library?challenge={}", challenge.id)>
                {Icon::Library.view()}
                "Exercises for it"
            </a>
        </div>
        <div class="detail">
            <div class="stack">
                <Danger challenge=challenge />
                <Reading challenge=challenge />
                <section class="card" aria-labelledby="sources">
                    <h2 id="sources">"Models and sources"</h2>
                    <p><Cited library=library text=&challenge.models /></p>
                    <References list=library.references_in(&every_word) />
                </section>
            </div>
            <aside class="stack" aria-label="Questions and exercises">
                <Signs id=challenge.id />
                <ByPhase id=challenge.id />
            </aside>
        </div>
    }
    .into_any()
}

#[component]
fn Danger(challenge: &'static ChallengeText) -> AnyView {
    let library = english();
    view! {
        <section class="note" data-tone="stop" aria-labelledby="danger">
            {Icon::Warning.view()}
            <div>
                <h2 id="danger">"Red flags"</h2>
                <p><Cited library=library text=&challenge.red_flags /></p>
                {challenge
                    .contraindications
                    .as_ref()
                    .map(|text| view! { <h3>"Avoid"</h3> <p><Cited library=library text=text /></p> })}
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Reading(challenge: &'static ChallengeText) -> AnyView {
    let library = english();
    view! {
        <section class="card" aria-labelledby="responses">
            <h2 id="responses">"How partners usually respond"</h2>
            <p><Cited library=library text=&challenge.responses /></p>
        </section>
        <section class="card" aria-labelledby="else">
            <h2 id="else">"Could it be something else?"</h2>
            <ul class="list">
                {challenge
                    .something_else
                    .iter()
                    .map(|text| view! { <li><Cited library=library text=text /></li> })
                    .collect_view()}
            </ul>
        </section>
        <section class="card" aria-labelledby="referral">
            <h2 id="referral">"Medical and legal referral"</h2>
            <p><Cited library=library text=&challenge.referral /></p>
            {challenge.note.as_ref().map(|text| view! { <p class="soft"><Cited library=library text=text /></p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Signs(id: Challenge) -> AnyView {
    let signs: Vec<_> = english().indicators().iter().filter(|one| one.challenge == Some(id)).collect();
    view! {
        <section class="card" aria-labelledby="signs">
            <h2 id="signs">"Questions to ask"</h2>
            <p class="soft small">"Record only what was seen or said; ask each partner alone. A sign suggests where to start; it is not a diagnosis."</p>
            <ul class="signs">{signs.into_iter().map(sign).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn sign(sign: &'static Indicator) -> AnyView {
    let weight = sign.weight.map(wording::weight).unwrap_or_default();
    let gates = !sign.opens.is_empty();
    view! {
        <li>
            <p>{sign.text.as_str()}</p>
            <p class="small soft">{format!("{weight} · {}", wording::applies_to(sign.applies_to))}</p>
            {gates
                .then(|| {
                    let names: Vec<_> =
                        sign.opens.iter().map(|gate| english().gate(*gate).name.as_str()).collect();
                    view! { <p class="small"><Chip text="Activates a hold" tone="stop" icon=Icon::Pause /> " " {names.join("; ")}</p> }
                })}
        </li>
    }
    .into_any()
}

/// The number of exercises that serve the challenge in each phase, each a link to them.
#[component]
fn ByPhase(id: Challenge) -> AnyView {
    view! {
        <section class="card" aria-labelledby="phases">
            <h2 id="phases">"Exercises by phase"</h2>
            <ul class="phases">{Phase::ALL.iter().map(|phase| phase_entry(english(), id, *phase)).collect_view()}</ul>
        </section>
    }
    .into_any()
}

fn phase_entry(library: &'static Library, id: Challenge, phase: Phase) -> AnyView {
    let count = library.items().iter().filter(|item| item.phase == phase && item.serves.contains(&id)).count();
    (count > 0)
        .then(|| {
            view! {
                <li>
                    <a href=format!("/library?phase={phase}&challenge={id}")>{wording::phase(phase)}</a>
                    <span class="soft">{count}</span>
                </li>
            }
        })
        .into_any()
}
