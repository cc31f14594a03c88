//! The not-found page.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use crate::layout::title::tab_title;

/// The page for an unknown address, with status 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text=tab_title("Page not found") />
        <div class="empty">
            <h1>"Page not found"</h1>
            <p>"Check the address, or go to Today."</p>
            <a class="button" data-kind="primary" href="/">"Go to Today"</a>
        </div>
    }
}
