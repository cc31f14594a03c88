//! The addresses of forms and documents, one line per resource. Those of pages are in `shell.rs`.

use leptos_axum::{AxumRouteListing, generate_route_list};

use crate::{
    account, couples, custom_library, demo, drafts, gates, handouts, http::routes::Form, interview, letters, notes,
    other_partners, plan_editor, plan_reuse, plans, programme, search, session_record, shared_screen, shell::App,
    situation, templates, versions,
};

/// Returns all forms, documents and API calls.
pub fn all() -> Vec<Form> {
    let resources = [
        account::routes(),
        couples::form::forms(),
        custom_library::form::forms(),
        demo::form::forms(),
        drafts::form::forms(),
        gates::form::forms(),
        handouts::routes(),
        interview::form::forms(),
        letters::form::forms(),
        notes::form::forms(),
        other_partners::form::forms(),
        plan_editor::api::routes(),
        plan_editor::form::forms(),
        plan_reuse::form::forms(),
        plans::book_form::forms(),
        plans::form::forms(),
        programme::form::forms(),
        search::routes(),
        session_record::form::forms(),
        shared_screen::form::forms(),
        situation::api::routes(),
        situation::form::forms(),
        templates::form::forms(),
        versions::form::forms(),
    ];
    resources.into_iter().flatten().collect()
}

/// Returns the addresses of the API calls.
pub fn calls() -> Vec<&'static str> {
    all().into_iter().map(|route| route.path).filter(|path| path.starts_with("/api/")).collect()
}

/// Returns the addresses that take a form. Documents have the ending of a file.
pub fn forms() -> Vec<&'static str> {
    let is_form = |path: &&str| !path.starts_with("/api/") && !path.contains('.');
    all().into_iter().map(|route| route.path).filter(is_form).collect()
}

/// Returns the paths of all pages, as in the router.
pub fn pages() -> Vec<AxumRouteListing> {
    generate_route_list(App)
}
