//! What stands where nothing is.

use leptos::prelude::*;
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use super::tab_title;

/// A kind answer to an address that leads nowhere; the status is 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(axum::http::StatusCode::NOT_FOUND);
    }
    view! {
        <Title text=tab_title("Nothing here") />
        <div class="empty">
            <h1>"There is nothing at this address"</h1>
            <p>"It may have moved, or a letter went missing on the way."</p>
            <a class="button" data-kind="primary" href="/library">"Go to the exercises"</a>
        </div>
    }
}
