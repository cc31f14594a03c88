//! What stands where nothing is.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

/// A kind answer to an address that leads nowhere; the status is 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text="Not here · Reweave" />
        <h1>"There is nothing at this address"</h1>
        <p><a href="/library">"Go to the library"</a></p>
    }
}
