//! `/library/challenges`: the challenges to sexual trust, one card each.

use domain::library::{Library, english, model::ChallengeText};
use leptos::prelude::*;
use leptos_meta::Title;

use crate::{
    layout::{title::tab_title, wording},
    library::{cited::Cited, tabs::LibraryTabs},
};

/// All challenges.
#[component]
pub fn ChallengesPage() -> impl IntoView {
    let library = english();
    view! {
        <Title text=tab_title("Challenges") />
        <div class="head">
            <div>
                <h1>"Library"</h1>
                <p class="soft">"What can shake sexual trust: what it means, what looks like it, and when something else comes first."</p>
            </div>
        </div>
        <LibraryTabs here="/library/challenges" />
        <ul class="cards" data-wide>
            {library.challenges().iter().map(|challenge| card(library, challenge)).collect_view()}
        </ul>
    }
}

fn card(library: &'static Library, challenge: &'static ChallengeText) -> AnyView {
    let exercises = library.items().iter().filter(|item| item.serves.contains(&challenge.id)).count();
    let indicators = library.indicators().iter().filter(|one| one.challenge == Some(challenge.id)).count();
    view! {
        <li class="exercise">
            <h2><a href=format!("/library/challenges/{}", challenge.id)>{challenge.title.as_str()}</a></h2>
            <p class="why"><Cited library=library text=first_sentence(&challenge.plain) /></p>
            <p class="facts">{format!("{} · {indicators} questions to ask", wording::exercises(exercises))}</p>
        </li>
    }
    .into_any()
}

fn first_sentence(text: &'static str) -> &'static str {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end()
}
