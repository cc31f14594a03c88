//! `/my-library`: a counsellor's additions to the library and adjustments of it.

pub mod exercise;
pub mod field;
pub mod fields;
pub mod form;
pub mod gate;
pub mod numbers;
pub mod page;

use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use store::DocumentId;

pub use crate::custom_library::{
    exercise::page::{NewOwnExercisePage, OwnExercisePage},
    gate::page::{NewOwnGatePage, OwnGatePage},
    numbers::page::NumbersPage,
    page::MinePage,
};
use crate::{browser::api::Problem, layout::Icon};

/// Returns the id of the entry in the address.
fn thing_in_address() -> Result<DocumentId, Problem> {
    let id = use_params_map().get_untracked().get("thing").and_then(|id| id.parse().ok());
    id.map(DocumentId).ok_or(Problem::NotFound)
}

/// The notice that it was saved, if the address says so.
fn saved() -> Option<AnyView> {
    let said = use_query_map().get_untracked().get("saved").is_some();
    said.then(|| view! { <p class="done" role="status">{Icon::Check.view()} "Saved."</p> }.into_any())
}

/// Returns the breadcrumbs of the custom library.
fn trail() -> Vec<(String, String)> {
    vec![("/library".into(), "Library".into()), ("/my-library".into(), "My library".into())]
}
