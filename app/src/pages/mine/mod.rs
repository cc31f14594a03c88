//! `/my-library`: what a counsellor adds to the library and adjusts of it.

mod exercise;
mod fields;
mod gate;
mod numbers;
mod overview;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::ThingId;

pub use self::{
    exercise::{NewOwnExercisePage, OwnExercisePage},
    gate::{NewOwnGatePage, OwnGatePage},
    numbers::NumbersPage,
    overview::MinePage,
};
use crate::{calls::Problem, parts::Icon};

/// The thing that the address names.
fn thing_in_address() -> Result<ThingId, Problem> {
    let id = use_params_map().get_untracked().get("thing").and_then(|id| id.parse().ok());
    id.map(ThingId).ok_or(Problem::NotFound)
}

/// That it was saved, where the address says so.
fn saved() -> Option<AnyView> {
    let said = use_query_map().get_untracked().get("saved").is_some();
    said.then(|| view! { <p class="done" role="status">{Icon::Check.view()} "Saved."</p> }.into_any())
}

/// The way back to one's own library.
fn trail() -> Vec<(String, String)> {
    vec![("/library".into(), "Library".into()), ("/my-library".into(), "Mine".into())]
}
